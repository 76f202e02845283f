"""Step 6: who serves in another unit besides their own, and whose is entered in e-Belediye."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ebel_wizard.case import register
from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.case.tables import ADDITIONAL_UNIT, PERSON, TABLES
from ebel_wizard.guide.model import Step
from ebel_wizard.guide.progress import Status
from ebel_wizard.ui.lists.columns import person_columns, row_columns
from ebel_wizard.ui.lists.copy_helper import CopyableValues, MenuPathView
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.pages.base import IMPORT_LIST, ListPage, entered_words, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button

_WIDTHS: Final = {"unit": 20, "duty": 17, "entered": 17}
_OWN: Final = Field("own", "Asli birim")


class AdditionalUnitsPage(ListPage):
    """Person, own unit, additional unit, duty there, entered; someone may have several."""

    name = "additional_units"
    title = "Ek birimler"
    purpose = "Asli biriminin dışında bir birimde vekâleten görevli olanlar."
    tables = (ADDITIONAL_UNIT, PERSON)
    order = ("name", "surname")

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        answers = session.answers
        self._nobody = button("Ek birimde görevli kimse &yok", self._mark_not_needed)
        self.panel = ListPanel(
            session,
            step.id,
            self.title,
            self.tables[:1],
            [
                *person_columns(session, ("name", "surname"), self._person_id, editable=True),
                Column(
                    _OWN,
                    20,
                    read=self._own,
                    change=self._set_own,
                    suggestions=partial(register.offered_units, answers),
                ),
                *row_columns(
                    session,
                    ADDITIONAL_UNIT,
                    _WIDTHS,
                    {"unit": partial(register.offered_units, answers)},
                ),
            ],
            lambda: list(answers.rows(ADDITIONAL_UNIT)),
            "Henüz kimse yok. Başka bir birimde vekâleten görevli olanları ekleyin; öyle biri "
            "yoksa “Ek birimde görevli kimse yok” deyin.",
            [
                button("Personelden &seç…", self._ask),
                button("Yeni &kişi", self._add_new),
                self._nobody,
            ],
            row_actions=[("&Çıkar", self._remove)],
            on_empty=("Görevlileri seçin…", self._ask),
            related_rows=lambda key: (answers.rows(PERSON).get(self._person_id(key)),),
        )
        self._not_needed = theme.label(tone="done")
        self._values = CopyableValues(
            self.panel,
            {
                "Ad Soyad": self._person,
                "Ek birim": partial(self._part, "unit"),
                "Ek birimdeki görevi": partial(self._part, "duty"),
            },
        )
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(MenuPathView(step))
        column.addWidget(self._not_needed)
        column.addWidget(self.panel, 1)
        column.addWidget(self._values)

    @classmethod
    def progress(cls, session: Session) -> str:
        """How many additional units were entered in e-Belediye."""
        return entered_words(session, ADDITIONAL_UNIT, "ek birim")

    def refresh_around(self) -> None:
        """Show whether the step is needed at all, and the values of the current row."""
        empty = not self.session.answers.rows(ADDITIONAL_UNIT)
        status = self.session.answers.state(self.step.id).status
        self._nobody.setVisible(empty and status is not Status.NOT_NEEDED)
        if status is Status.NOT_NEEDED:
            words = "Bu adım gerekli değil olarak işaretli. Birini eklerseniz yeniden sürüyor olur."
        else:
            words = self.progress(self.session)
        self._not_needed.setText(words)
        self._not_needed.setVisible(bool(words))
        self._values.refresh()

    def problems(self) -> list[Problem]:
        """What is wrong in what is filled in, and additional units that are none."""
        return [*self.panel.problems(), *self._doubtful()]

    def _doubtful(self) -> list[Problem]:
        found: list[Problem] = []
        seen: set[tuple[object, str]] = set()
        for key, row_now in self.session.answers.rows(ADDITIONAL_UNIT).items():
            unit = register.same_unit(str(row_now["unit"]))
            who = self._person(key)
            words = ""
            if unit and unit == register.same_unit(self._own(key)):
                words = f"{who}: ek birim, asli birimiyle aynı; birini düzeltin."
            elif unit and (row_now["person_id"], unit) in seen:
                words = f"{who}: bu ek birim listede bir kez daha var; birini çıkarın."
            elif not unit and str(row_now["entered"]).strip():
                words = f"{who}: girildi işaretli ama ek birimi yazılmamış."
            seen.add((row_now["person_id"], unit))
            if words:
                found.append(Problem(f"{key}.unit", words, Severity.WARNING))
        return found

    # Coming and going

    def _ask(self) -> None:
        picker = PeoplePicker(self, self.session, "Ek birimde görevli kişiler", "Seçilenleri &ekle")
        picker.import_requested.connect(partial(self.place_requested.emit, IMPORT_LIST))
        picker.chosen.connect(self._add)
        picker.open()

    def _add(self, ids: list[str]) -> None:
        self.panel.add(partial(self._added, ids), "unit")

    def _add_new(self) -> None:
        """Somebody who is not on the register yet; they come onto it too."""
        key = uuid.uuid4().hex
        answers = self.session.answers
        person = {key: TABLES[PERSON].blank()}

        def make() -> Change | None:
            new = answers.put(PERSON, person, "")
            return register.change_all("Ek birim eklendi", (new, self._added([key])))

        self.panel.add(make, "name")

    def _added(self, ids: Sequence[str]) -> Change | None:
        """New rows; a step that was not needed is needed now."""
        answers = self.session.answers
        label = "Ek birim eklendi"
        state = answers.state(self.step.id)
        begun = (
            answers.set_state(self.step.id, replace(state, status=Status.IN_PROGRESS), label)
            if state.status is Status.NOT_NEEDED
            else None
        )
        rows = [{"person_id": key} for key in ids]
        return register.change_all(label, (answers.add(ADDITIONAL_UNIT, rows, label), begun))

    def _remove(self) -> None:
        self.panel.remove_selected("Ek birim çıkarıldı", "Önce listeden çıkarılacak satırı seçin.")

    def _mark_not_needed(self) -> None:
        self.session.set_state(
            self.step.id,
            lambda state: replace(state, status=Status.NOT_NEEDED),
            f"Durum: {Status.NOT_NEEDED.label}",
        )
        self.panel.table.setFocus()  # its button is gone

    # Reading

    def _part(self, part: str, row_id: str) -> str:
        return str(self.session.answers.rows(ADDITIONAL_UNIT).get(row_id, {}).get(part, ""))

    def _person(self, row_id: str) -> str:
        return register.name_of(self.session.answers, self._person_id(row_id))

    def _person_id(self, row_id: str) -> str:
        return self._part("person_id", row_id)

    def _own(self, row_id: str) -> str:
        person = self.session.answers.rows(PERSON).get(self._person_id(row_id), {})
        return str(person.get("unit", ""))

    def _set_own(self, row_id: str, text: str) -> Change | None:
        return self.session.answers.set_part(PERSON, [self._person_id(row_id)], "unit", text)
