"""Every unit on the register, and how many people work in it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case import register, row_rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.fields import Field
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import PERSON, UNIT
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.lists.panel import ListPanel, row_columns
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import button, row

_PEOPLE_COUNT: Final = Field("people", "Kişi sayısı", required=False)


class UnitList(QWidget):
    """Every unit by name, and how many people have it for their own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sizes = register.unit_sizes(session.answers)
        self._renamed: dict[str, str] = {}
        self._carry = button("", self._carry_on)
        self._carry.hide()
        units = row_columns(session, UNIT, {"name": 40}, {"name": self._offered})
        count = Column(_PEOPLE_COUNT, 12, read=self._size)
        self.panel = ListPanel(
            session,
            "",
            "Birimler",
            (UNIT,),
            [*units, count],
            lambda: list(session.answers.rows(UNIT)),
            "Henüz birim yok; “Birim ekle” ile başlayın.",
            [
                button("Birim &ekle", self._add),
                button("Personelin &birimlerini ekle", self._add_missing),
                button("&Sil", self._remove_selected),
            ],
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(
            theme.label(
                "Belediyenin birimleri. Yazmaya başlayınca belediyelerde olağan birim adları "
                "önerilir; başka bir ad da yazabilirsiniz.",
                tone_name="hint",
            )
        )
        column.addWidget(self.panel, 1)
        column.addWidget(row(self._carry))

    def opened(self) -> None:
        """Put the units in the order of the alphabet; a rename left behind is not offered again."""
        self._renamed.clear()
        self.panel.table.arrange("name")

    def follow(self, change: Change) -> None:
        """Remember what a unit was called before, for its people still have that name."""
        if any(edit.table == PERSON for edit in change.edits):
            self._sizes = register.unit_sizes(self._session.answers)
        for edit in change.edits:
            if edit.table == UNIT and edit.before and edit.after:
                before, after = str(edit.before["name"]), str(edit.after["name"])
                if before != after and before.strip():
                    self._renamed.setdefault(edit.key, before)

    def refresh(self) -> None:
        """Show the units as they are, and offer to carry a new name on."""
        self.panel.refresh()
        rename = self._rename()
        self._carry.setVisible(rename is not None)
        if rename is not None:
            before, after = rename
            count = numbers.shown(self._sizes(before))
            self._carry.setText(
                f"“{before}” yazan {count} kişide de “{after}” yap".replace("&", "&&")
            )

    def problems(self) -> list[Problem]:
        """Units that are on the list twice."""
        rows = self._session.answers.rows(UNIT)
        return list(
            row_rules.duplicates(
                rows,
                "name",
                register.same_unit,
                lambda other: f"“{other['name']}” listede bir kez daha var; birini silin.",
            )
        )

    def _rename(self) -> tuple[str, str] | None:
        """The old name that people still have, and the unit's name now."""
        rows = self._session.answers.rows(UNIT)
        names = {register.same_unit(str(each["name"])) for each in rows.values()}
        for key, before in self._renamed.items():
            after = str(rows[key]["name"]).strip() if key in rows else ""
            if after and register.same_unit(before) not in names and self._sizes(before):
                return before, after
        return None

    def _carry_on(self) -> None:
        rename = self._rename()
        if rename is not None:
            answers = self._session.answers
            count = self._sizes(rename[0])
            self._session.commit(lambda: register.rename_unit(answers, *rename), "")
            self.panel.tell(f"{numbers.shown(count)} kişinin birimi değişti: {rename[1]}.")

    def _offered(self) -> Sequence[str]:
        there = {str(each["name"]) for each in self._session.answers.rows(UNIT).values()}
        return [name for name in register.offered_units(self._session.answers) if name not in there]

    def _size(self, row_id: str) -> str:
        row_now = self._session.answers.rows(UNIT).get(row_id)
        return numbers.shown(self._sizes(str(row_now["name"]))) if row_now else ""

    def _add(self) -> None:
        make = partial(self._session.answers.add, UNIT, [{}], "Birim eklendi")
        self.panel.add(make, "name")

    def _add_missing(self) -> None:
        add_units_of_people(self._session, self.panel, "")

    def _remove_selected(self) -> None:
        answers = self._session.answers
        ids = self.panel.chosen("Önce listeden silinecek birimi seçin.")
        if not ids:
            return
        count = sum(self._sizes(str(answers.rows(UNIT)[key]["name"])) for key in ids)
        self._session.commit(lambda: answers.remove(UNIT, ids, "Birim silindi"), "")
        words = f"{numbers.shown(len(ids))} birim silindi."
        if count:
            words += f" {numbers.shown(count)} kişinin bilgisinde birimin adı duruyor."
        self.panel.tell(words)


def add_units_of_people(session: Session, panel: ListPanel, step_id: str) -> None:
    """Put every unit that somebody works in on a list of units, and say there how many came."""
    answers = session.answers
    before = len(answers.rows(UNIT))
    session.commit(partial(register.add_missing_units, answers), step_id)
    added = len(answers.rows(UNIT)) - before
    panel.tell(
        f"{numbers.shown(added)} birim eklendi." if added else "Personelin bütün birimleri listede."
    )
