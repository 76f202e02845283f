"""The list of all people on the register."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ebel_wizard.case import register, row_fields, row_rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.model import Person
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import PERSON, TABLES, Row
from ebel_wizard.people_import import detect
from ebel_wizard.turkish import identifiers, numbers
from ebel_wizard.ui.lists.columns import LACKING_TCKN, person_columns
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, theme, tokens
from ebel_wizard.ui.widgets.controls import button

_KINDS: Final = (f"Listeler ({detect.FILE_PATTERNS})", file_dialogs.ANY)


class PeopleList(QWidget):
    """Edits everybody: ad, soyad, TCKN, cep telefonu, unvan, asli birim."""

    file_chosen = Signal(Path)
    """Has the path of a list to import."""
    list_pasted = Signal(str)
    """Has the text of a list to import."""
    left_opened = Signal()
    """Emitted to see the rows of the last list that were not imported."""
    left_settled = Signal()
    """Emitted when the officer has settled them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._duplicates: tuple[Problem, ...] | None = None
        self.panel = ListPanel(
            session,
            "",
            "Personel",
            (PERSON,),
            person_columns(session, [each.path for each in row_fields.PERSON], editable=True),
            lambda: list(session.answers.rows(PERSON)),
            "Henüz kimse yok. Elinizde bir personel listesi varsa “Excel’den al” onu okur; yoksa "
            "“Kişi ekle” deyip tek tek yazın. Yazarken Tab tuşu sonraki hücreye geçer.",
            [button("&Kişi ekle", self._add), button("E&xcel’den al…", self.ask_list)],
            row_actions=[("&Sil", self._remove_selected)],
            rare=[("Ya&pıştır", self._paste), ("S&ırala", self._sort)],
            on_empty=("Excel listenizi seçin…", self.ask_list),
            lacking=LACKING_TCKN,
            on_list_pasted=self.list_pasted.emit,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        self._left_text = theme.label()
        self._left_row = QFrame()
        self._left_row.setProperty("card", "warning")
        line = QHBoxLayout(self._left_row)
        line.setContentsMargins(*(tokens.SPACE_12, tokens.SPACE_8) * 2)
        line.setSpacing(tokens.SPACE_16)
        line.addWidget(self._left_text, 1)
        see = button("Satırları &göster", self.left_opened.emit)
        for each in (see, button("Gi&zle", self.left_settled.emit)):
            theme.set_property(each, "kind", "link")
            line.addWidget(each)
        column.addWidget(self._left_row)
        self.show_left("", 0, 0)
        column.addWidget(self.panel, 1)

    def show_left(self, title: str, refused: int, asked: int) -> None:
        """Show how many rows of the last list were refused or are asked about, or nothing."""
        parts = [f"{numbers.shown(refused)} satır alınmadı"] if refused else []
        parts += [f"{numbers.shown(asked)} satır size soruluyor"] if asked else []
        rows = f"“{title}” listesinden {', '.join(parts)}."
        self._left_text.setText(rows if parts else "")
        self._left_row.setVisible(bool(parts))

    def on_shown(self) -> None:
        """Put the people in order: by name, or by the heading that was last clicked."""
        self.panel.table.apply_order(self._session.people())

    def on_change(self, change: Change) -> None:
        """Forget the duplicates found, unless no person changed who is or could be one."""
        # A duplicate's problem names the other person.
        if change.touches(PERSON) and (
            self._duplicates or any(edit.alters("tckn") for edit in change.edits)
        ):
            self._duplicates = None

    def refresh(self, change: Change | None = None) -> None:
        """Show the people as they are stored; with ``change``, nothing else was changed."""
        self.panel.refresh(change)

    def problems(self) -> list[Problem]:
        """Return the problems of what is filled in, each with the person's name."""
        rows = self._session.answers.rows(PERSON)
        if self._duplicates is None:
            self._duplicates = row_rules.duplicates(
                rows, "tckn", identifiers.digits, _duplicate_text
            )
        return [
            replace(each, text=f"{_name(rows[each.field.partition('.')[0]])}: {each.text}")
            for each in (*self.panel.problems(), *self._duplicates)
        ]

    def _add(self) -> None:
        self.panel.add(partial(register.add_people, self._session.answers, [Person()]), "name")

    def ask_list(self) -> None:
        """Ask for the file of a list to import."""
        file_dialogs.ask_open_path(
            self, "Personel listesini seçin", _KINDS, "Aç", self.file_chosen.emit
        )

    def _paste(self) -> None:
        self.panel.table.paste()

    def _sort(self) -> None:
        """Sort by the current column, for those who use no mouse."""
        at = max(self.panel.table.currentIndex().column(), 0)
        self.panel.table.sort_by(self.panel.table.rows.columns[at].field.path)

    def _remove_selected(self) -> None:
        ids = self.panel.require_selection("Önce listeden silinecek kişiyi seçin.")
        if not ids:
            return
        texts = [f"{numbers.shown(len(ids))} kişi silindi."]
        texts += _removed_duties(self._session, ids)
        self._session.commit(partial(register.remove_people, self._session.answers, ids), "")
        self._session.notify(" ".join(texts), ("Geri al", self._session.undo))


def _name(person: Row) -> str:
    return register.full_name(person) or "Adsız kişi"


def _duplicate_text(other: Row) -> str:
    return f"“TCKN” bir kişide daha var ({_name(other)}); birini düzeltin ya da silin."


def _removed_duties(session: Session, ids: Sequence[str]) -> list[str]:
    """Return a sentence about the steps that lose rows with these people, if any."""
    pages = {TABLES[table].page for key in ids for table in session.answers.duties_of(key)}
    steps = [f"{step.number}." for step in session.guide.steps if pages & set(step.pages)]
    where = f"{' ve '.join(filter(None, (', '.join(steps[:-1]), *steps[-1:])))} adımda"
    return [f"{where} bu kişiler için yazılanlar da silindi."] if steps else []
