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
from ebel_wizard.ui.shell.places import REGISTER
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import Tabs
from ebel_wizard.ui.widgets.fields import ProblemSummary
from ebel_wizard.ui.widgets.layout import focus_first

PEOPLE: Final = "people"
UNITS: Final = "units"
TITLES: Final = {PEOPLE: "Personel", UNITS: "Birimler"}


class RegisterPage(QWidget):
    """The place of the register, with a tab for its people and one for its units."""

    tab_opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        people = PeopleList(session)
        self._lists: dict[str, PeopleList | UnitList] = {PEOPLE: people, UNITS: UnitList(session)}
        self._import = ImportView(session)
        self._tabs = Tabs(REGISTER.title)
        self._summary = ProblemSummary()
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, theme.GRID * 2)
        column.setSpacing(theme.GRID)
        column.addWidget(theme.label(REGISTER.title, scale=1.6, bold=True))
        column.addWidget(self._tabs)
        column.addWidget(self._summary)
        column.addWidget(self._stack, 1)
        for name, each in self._lists.items():
            self._tabs.addTab(TITLES[name])
            self._stack.addWidget(each)
        self._stack.addWidget(self._import)
        self._tabs.currentChanged.connect(lambda at: self.open(list(self._lists)[at]))
        self._summary.problem_activated.connect(self._open_field)
        self._import.closed.connect(self._on_import_closed)
        people.file_chosen.connect(self._import_file)
        people.list_pasted.connect(self._import_text)
        people.left_opened.connect(self._import_left)
        people.left_settled.connect(self._settle_left)
        self._people = people

    def open(self, name: str = "", field: str = "") -> None:
        """Show a tab, and in it the cell of ``<row id>.<part>``; a list that is being imported
        stays in sight.
        """
        self._session.flush()
        at = list(self._lists).index(name) if name in self._lists else self._tabs.currentIndex()
        self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(at)
        self._tabs.blockSignals(False)
        if self._stack.currentWidget() is not self._import:
            self._stack.setCurrentIndex(at)
            self._list().panel.refresh()
            self._list().on_shown()
            self.refresh()
            if field:
                self._open_field(field)
        self.tab_opened.emit(list(self._lists)[at])

    def _list(self) -> PeopleList | UnitList:
        return list(self._lists.values())[self._tabs.currentIndex()]

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
        self._show_left()

    def _show_left(self) -> None:
        self._people.show_left(self._import.left_title, self._import.left)

    def _show_import(self) -> None:
        self._session.flush()
        self._tabs.hide()
        self._summary.hide()
        self._stack.setCurrentWidget(self._import)

    def _on_import_closed(self, words: str) -> None:
        self._tabs.show()
        self._stack.setCurrentIndex(self._tabs.currentIndex())
        self._show_left()
        self.open()
        focus_first(self._list())
        if words:
            self._list().panel.show_message(words)
