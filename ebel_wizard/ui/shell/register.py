"""Personel ve birimler: everybody and every unit, entered once for all the steps."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import PERSON, UNIT
from ebel_wizard.ui.lists.import_view import ImportView
from ebel_wizard.ui.lists.people import PeopleList
from ebel_wizard.ui.lists.units import UnitList
from ebel_wizard.ui.pages.base import IMPORT_LIST
from ebel_wizard.ui.shell.places import PEOPLE, TITLES, UNITS
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.fields import ProblemSummary
from ebel_wizard.ui.widgets.layout import focus_first

IMPORT: Final = IMPORT_LIST.partition("/")[2]
_PURPOSES: Final = {
    PEOPLE: "Adımlar kişileri buradan alır; burada düzelttiğiniz bilgi her yerde düzelir.",
    UNITS: "Personelin çalıştığı ve e-Belediye’ye girilecek birimler.",
}


class RegisterPage(QWidget):
    """The place of the register: the list of its people or that of its units."""

    list_opened = Signal(str)
    """The name of the list that was opened."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        people = PeopleList(session)
        self._lists: dict[str, PeopleList | UnitList] = {PEOPLE: people, UNITS: UnitList(session)}
        self._import = ImportView(session)
        self._name = PEOPLE
        self._title = theme.label(role="page-title")
        self._purpose = theme.label(role="secondary")
        self._summary = ProblemSummary()
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(
            tokens.SPACE_32, tokens.SPACE_16, tokens.SPACE_32, tokens.SPACE_16
        )
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._title)
        column.addWidget(self._purpose)
        column.addWidget(self._summary)
        column.addWidget(self._stack, 1)
        for each in self._lists.values():
            self._stack.addWidget(each)
        self._stack.addWidget(self._import)
        self._summary.problem_activated.connect(self._open_field)
        self._import.closed.connect(self._on_import_closed)
        self._import.left_changed.connect(self._show_left)
        people.file_chosen.connect(self._import_file)
        people.list_pasted.connect(self._import_text)
        people.left_opened.connect(self._import_left)
        people.left_settled.connect(self._settle_left)
        self._people = people

    def open(self, name: str = "", field: str = "") -> None:
        """Show a list, and in it the cell of ``<row id>.<part>``, or ask for a list to import; one
        that is being imported stays in sight.
        """
        self._session.flush()
        if name in self._lists:
            self._name = name
        asks_list = name == IMPORT and self._stack.currentWidget() is not self._import
        if name == IMPORT:
            self._name = PEOPLE
        if self._stack.currentWidget() is not self._import:
            self._title.setText(TITLES[self._name])
            self._purpose.setText(_PURPOSES[self._name])
            self._purpose.show()
            self._stack.setCurrentWidget(self._list())
            self._list().panel.refresh()
            self._list().on_shown()
            self.refresh()
            if field:
                self._open_field(field)
        self.list_opened.emit(self._name)
        if asks_list:
            self._people.ask_list()

    def turn(self, by: int) -> None:
        """Go to the list before or after."""
        names = list(self._lists)
        at = names.index(self._name) + by
        if 0 <= at < len(names):
            self.open(names[at])

    def _list(self) -> PeopleList | UnitList:
        return self._lists[self._name]

    def _open_field(self, path: str) -> None:
        self._list().panel.focus_field(path)

    def follow(self, change: Change) -> None:
        """Show what a change altered; a list out of sight notes it for when it is opened."""
        for each in self._lists.values():
            each.on_change(change)
        if change.touches(PERSON, UNIT) and self.isVisibleTo(self.window()):
            self._refresh(change)

    def refresh(self) -> None:
        """Show the list in sight as it is now."""
        self._refresh(None)

    def _refresh(self, change: Change | None) -> None:
        if self._stack.currentWidget() is self._import:
            return
        shown = self._list()
        shown.refresh(change)
        problems = shown.problems()
        shown.panel.show_problems(problems)
        self._summary.show_problems(problems)

    def _import_file(self, path: Path) -> None:
        self._show_import()
        self._import.open_file(path)

    def _import_text(self, text: str) -> None:
        self._show_import()
        self._import.open_text(text)

    def _import_left(self) -> None:
        self._show_import()
        self._import.open_left()

    def _settle_left(self) -> None:
        self._import.forget_left()

    def _show_left(self) -> None:
        shown = self._import
        self._people.show_left(shown.left_title, shown.left_refused, shown.left_asked)

    def _show_import(self) -> None:
        self._session.flush()
        self._title.setText("Excel’den al")
        self._purpose.hide()
        self._summary.hide()
        self._stack.setCurrentWidget(self._import)

    def _on_import_closed(self, words: str) -> None:
        self._stack.setCurrentWidget(self._list())
        self.open()
        focus_first(self._list())
        if words:
            self._list().panel.show_message(words)
