"""Everybody on the register, edited in place."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case import register, row_rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.model import Person
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import (
    PERSON,
    TABLES,
    Row,
)
from ebel_wizard.turkish import identifiers, numbers
from ebel_wizard.ui.lists.panel import PERSON_WIDTHS, ListPanel, person_columns
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, theme
from ebel_wizard.ui.widgets.fields import button

_KINDS: Final = ("Listeler (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)", file_dialogs.ANY)


class PeopleList(QWidget):
    """Everybody: ad, soyad, TCKN, cep telefonu, unvan, asli birim."""

    file_given = Signal(Path)
    text_given = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._twins: tuple[Problem, ...] | None = None
        self.panel = ListPanel(
            session,
            "",
            "Personel",
            (PERSON,),
            person_columns(session, list(PERSON_WIDTHS), editable=True),
            lambda: list(session.answers.rows(PERSON)),
            "Henüz kimse yok; “Kişi ekle” ile başlayın.",
            [
                button("&Kişi ekle", self._add),
                button("S&ırala", self._sort),
                button("Listeden a&l…", self._ask_list),
                button("Ya&pıştır", self._paste),
                button("&Sil", self._remove_selected),
            ],
            take=self.text_given.emit,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(
            theme.label(
                "Belediyenin personeli. Adımlar kişileri buradan alır; burada düzelttiğiniz bilgi "
                "her yerde düzelir. Hücreye yazmaya başlamanız yeterlidir; Sekme tuşu sonraki "
                "hücreye geçer. Bir sütunun başlığını tıklayınca liste ona göre sıralanır.",
                tone_name="hint",
            )
        )
        column.addWidget(self.panel, 1)

    def opened(self) -> None:
        """Put everybody in the order of the alphabet."""
        self.panel.table.arrange("name", "surname")

    def follow(self, change: Change) -> None:
        """Note what a change makes of what is known here."""
        if any(edit.table == PERSON for edit in change.edits):
            self._twins = None

    def refresh(self) -> None:
        """Show everybody as they are."""
        self.panel.refresh()

    def problems(self) -> list[Problem]:
        """What is wrong in what is filled in, each with the person's name."""
        rows = self._session.answers.rows(PERSON)
        if self._twins is None:
            self._twins = row_rules.duplicates(rows, "tckn", identifiers.digits, _twin)
        return [
            replace(each, text=f"{_called(rows[each.field.partition('.')[0]])}: {each.text}")
            for each in (*self.panel.problems(), *self._twins)
        ]

    def _add(self) -> None:
        self.panel.add(partial(register.add_people, self._session.answers, [Person()]), "name")

    def _ask_list(self) -> None:
        file_dialogs.ask_existing(
            self, "Personel listesini seçin", _KINDS, "Aç", self.file_given.emit
        )

    def _paste(self) -> None:
        self.panel.table.paste()

    def _sort(self) -> None:
        """Sort by the column the cursor is in: for those who use no mouse."""
        at = max(self.panel.table.currentIndex().column(), 0)
        self.panel.table.sort_by(self.panel.table.rows.columns[at].field.path)

    def _remove_selected(self) -> None:
        ids = self.panel.chosen("Önce listeden silinecek kişiyi seçin.")
        if not ids:
            return
        words = [f"{numbers.shown(len(ids))} kişi silindi."]
        words += _duties(self._session, ids)
        words.append("Geri al düğmesi hepsini geri getirir.")
        self._session.commit(partial(register.remove_people, self._session.answers, ids), "")
        self.panel.tell(" ".join(words))


def _called(person: Row) -> str:
    return register.full_name(person) or "Adsız kişi"


def _twin(other: Row) -> str:
    return f"“TCKN” bir kişide daha var ({_called(other)}); birini düzeltin ya da silin."


def _duties(session: Session, ids: Sequence[str]) -> list[str]:
    """A sentence about the steps that speak of these people, if any does."""
    pages = {TABLES[table].page for key in ids for table in session.answers.duties_of(key)}
    steps = [f"{step.number}." for step in session.guide.steps if pages & set(step.pages)]
    said = f"{' ve '.join(filter(None, (', '.join(steps[:-1]), *steps[-1:])))} adımda"
    return [f"{said} bu kişiler için yazılanlar da silindi."] if steps else []
