"""The list of units, with the number of people of each."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case import register, row_rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import PERSON, TABLES, UNIT
from ebel_wizard.store.backups import Reason
from ebel_wizard.turkish import identifiers, numbers
from ebel_wizard.ui.lists.columns import row_columns
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, question, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.saving import PREPARING, ShowMessage

if TYPE_CHECKING:
    from ebel_wizard.people_import.unit_list import UnitRows

_PEOPLE_COUNT: Final = Field("people", "Kişi sayısı", required=False)
_WIDTHS: Final = {"name": 30, "heading": 22, "detsis": 15}
_NAMED_ROWS: Final = 10
LACKING: Final = {"DETSİS numarası olmayan": (UNIT, "detsis")}
"""The states of a list of units by what is blank in it."""


class UnitList(QWidget):
    """Edits the units; offers to carry a renamed unit on to its people."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sizes = register.unit_sizes(session.answers)
        self._renamed: dict[str, str] = {}
        self._rename_button = button("", self._rename_people)
        self._rename_button.hide()
        units = row_columns(session, UNIT, _WIDTHS, {"name": self._suggestions})
        count = Column(_PEOPLE_COUNT, 12, read=self._size)
        self.panel = ListPanel(
            session,
            "",
            "Birimler",
            (UNIT,),
            [*units, count],
            lambda: list(session.answers.rows(UNIT)),
            "Henüz birim yok. Personelin birimlerini birden ekleyin ya da tek tek yazın: "
            "belediyelerde olağan birim adları önerilir, başka bir ad da yazabilirsiniz.",
            [
                button("Birim &ekle", self._add),
                button("&Personelin birimlerini ekle", self._add_missing),
                button("E&xcel’den al…", self._ask_list),
            ],
            row_actions=[("&Sil", self._remove_selected)],
            on_empty=("İlk birimi ekle", self._add),
            lacking=LACKING,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.panel, 1)
        column.addWidget(horizontal_row(self._rename_button))

    def on_shown(self) -> None:
        """Sort the units by name, and forget the renames of the last visit."""
        self._renamed.clear()
        self.panel.table.apply_default_order("name")

    def on_change(self, change: Change) -> None:
        """Note renamed units, whose people still have the old name."""
        if any(edit.table == PERSON and edit.alters("unit") for edit in change.edits):
            self._sizes = register.unit_sizes(self._session.answers)
        for edit in change.edits:
            if edit.table == UNIT and edit.before and edit.after:
                before, after = str(edit.before["name"]), str(edit.after["name"])
                if before != after and before.strip():
                    self._renamed.setdefault(edit.key, before)

    def refresh(self, change: Change | None = None) -> None:
        """Show the units, and offer to rename them at their people too; with ``change``, nothing
        else was changed.
        """
        self.panel.refresh(change)
        rename = self._rename()
        self._rename_button.setVisible(rename is not None)
        if rename is not None:
            before, after = rename
            count = numbers.shown(self._sizes(before))
            self._rename_button.setText(
                f"“{before}” yazan {count} kişide de “{after}” yap".replace("&", "&&")
            )

    def problems(self) -> list[Problem]:
        """Return what is wrong in the cells, and units and numbers that belong to others."""
        return [*self.panel.problems(), *problems_of_units(self._session)]

    def _rename(self) -> tuple[str, str] | None:
        """Return the old name that people still have and the new one, or None."""
        rows = self._session.answers.rows(UNIT)
        names = {register.same_unit(str(each["name"])) for each in rows.values()}
        for key, before in self._renamed.items():
            after = str(rows[key]["name"]).strip() if key in rows else ""
            if after and register.same_unit(before) not in names and self._sizes(before):
                return before, after
        return None

    def _rename_people(self) -> None:
        rename = self._rename()
        if rename is not None:
            answers = self._session.answers
            count = self._sizes(rename[0])
            self._session.commit(lambda: register.rename_unit(answers, *rename), "")
            self.panel.show_message(f"{numbers.shown(count)} kişinin birimi değişti: {rename[1]}.")
            self.panel.table.setFocus()  # its button is gone

    def _suggestions(self) -> Sequence[str]:
        listed = {str(each["name"]) for each in self._session.answers.rows(UNIT).values()}
        return [
            name for name in register.offered_units(self._session.answers) if name not in listed
        ]

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
        ids = self.panel.require_selection("Önce listeden silinecek birimi seçin.")
        if not ids:
            return
        count = sum(self._sizes(str(answers.rows(UNIT)[key]["name"])) for key in ids)
        self._session.commit(lambda: answers.remove(UNIT, ids, "Birim silindi"), "")
        text = f"{numbers.shown(len(ids))} birim silindi."
        if count:
            text += f" {numbers.shown(count)} kişinin bilgisinde birimin adı duruyor."
        self._session.notify(text, ("Geri al", self._session.undo))

    def _ask_list(self) -> None:
        UnitImport(self._session, self, self.panel.show_message).ask()


class UnitImport:
    """Reads a list of units, says what it would change, and takes it when that is wanted."""

    def __init__(self, session: Session, parent: QWidget, show: ShowMessage) -> None:
        self._session = session
        self._parent = parent
        self._show = show

    def ask(self) -> None:
        """Ask for the file."""
        from ebel_wizard.people_import import detect

        files = (f"Listeler ({detect.FILE_PATTERNS})", file_dialogs.ANY)
        file_dialogs.ask_open_path(
            self._parent, "Birim listesini seçin", files, "Aç", self._read_file
        )

    def _read_file(self, path: Path) -> None:
        from ebel_wizard.people_import import detect, unit_list

        self._show(PREPARING, "hint")
        self._session.background_worker.run(
            lambda: unit_list.read(detect.read(path)),
            self._confirm,
            self._refuse,
            receiver=self._parent,
        )

    def _refuse(self, error: Exception) -> None:
        from ebel_wizard.people_import.sheet import SheetError

        if not isinstance(error, SheetError):
            raise error
        self._show(str(error), "error")

    def _confirm(self, read: "UnitRows") -> None:
        self._show("", "hint")
        change, added, altered = register.merge_units(self._session.answers, read.rows)
        labels = {field.path: field.label for field in TABLES[UNIT].fields}
        columns = (f"{labels[part]}: {heading}" for part, heading in read.columns.items())
        changes = [
            f"{numbers.shown(added)} yeni birim eklenecek",
            f"{numbers.shown(altered)} birimin bilgisi değişecek",
            f"{numbers.shown(len(read.rows) - added - altered)} satırda değişiklik yok",
        ]
        if read.left:
            rows = ", ".join(f"{number}." for number in read.left[:_NAMED_ROWS])
            more = " …" if len(read.left) > _NAMED_ROWS else ""
            changes.append(
                f"{numbers.shown(len(read.left))} satır alınmayacak, birim adı yok: {rows}{more} "
                "satır"
            )
        if change is None:
            self._show("Listede yeni bir bilgi yok; birimler olduğu gibi kaldı.", "done")
            return
        question.ask(
            self._parent,
            "Birim listesi alınsın mı?",
            "Listede birimin adıyla eşleşen bilgiler alınacak; listede boş olanlar değişmez.",
            changes,
            "Sütunlar: " + "; ".join(columns),
            "Al",
            lambda: self._take(read.rows, added, altered),
        )

    def _take(self, rows: Sequence[Mapping[str, str]], added: int, altered: int) -> None:
        answers = self._session.answers
        self._session.commit(lambda: register.merge_units(answers, rows)[0], "", Reason.IMPORT)
        self._show(
            f"{numbers.shown(added)} birim eklendi, {numbers.shown(altered)} birim değişti.", "done"
        )


def problems_of_units(session: Session) -> list[Problem]:
    """Return a problem for each unit that is listed twice, or has the number of another or of the
    municipality.
    """
    rows = session.answers.rows(UNIT)
    return [
        *row_rules.duplicates(
            rows,
            "name",
            register.same_unit,
            lambda other: f"“{other['name']}” listede bir kez daha var; birini silin.",
        ),
        *row_rules.duplicates(
            rows,
            "detsis",
            identifiers.digits,
            lambda other: (
                f"“DETSİS numarası” iki birimde aynı: öbürü “{other['name']}”; birini düzeltin."
            ),
        ),
        *row_rules.municipal_numbers(rows, session.answers.answer("municipality.detsis")),
    ]


def add_units_of_people(session: Session, panel: ListPanel, step_id: str) -> None:
    """Add every unit that somebody works in, and show how many were added."""
    answers = session.answers
    before = len(answers.rows(UNIT))
    session.commit(partial(register.add_missing_units, answers), step_id)
    added = len(answers.rows(UNIT)) - before
    panel.show_message(
        f"{numbers.shown(added)} birim eklendi." if added else "Personelin bütün birimleri listede."
    )
