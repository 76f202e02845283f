"""The one line over a list: what can be done with it, or with the rows that are chosen."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from ebel_wizard.turkish import numbers
from ebel_wizard.ui.state.notice import Action
from ebel_wizard.ui.widgets import icons, theme, tokens
from ebel_wizard.ui.widgets.controls import button

MORE: Final = "Diğer işlemler"
_SEARCH: Final = "Listede arayın"


class ListToolbar(QStackedWidget):
    """Shows the actions of a list, those of its chosen rows, or a question about these.

    Each takes the whole line, so that the list below stays where it is. What is done with chosen
    rows stands in the menu too, for the row one is at.
    """

    focus_lost = Signal()
    """Emitted when the line that had the cursor made room for another."""
    cleared = Signal()
    """Emitted when the officer wants no row chosen any more."""

    def __init__(
        self,
        name: str,
        noun: str,
        actions: Sequence[QPushButton],
        row_actions: Sequence[Action],
        rare: Sequence[Action],
        *,
        searches: bool = True,
    ) -> None:
        super().__init__()
        self._noun = noun
        self._chosen_count = 0
        self._question: QWidget | None = None
        self.search = _search_line(name)
        if not searches:
            self.search.hide()
        self.total = _unwrapped("secondary")
        self._chosen = _unwrapped("label")
        if actions:
            theme.set_property(actions[0], "kind", "filled")
        menu = [menu_button((row_actions, rare))] if row_actions or rare else []
        self._rest = _line(*actions, self.search, *menu, self.total, None)
        self._has_row_actions = bool(row_actions)
        about_rows: list[QWidget | None] = []
        if row_actions:  # a dialog would take any other button for the one that Enter presses
            clear = button("Seçimi kaldır", self.cleared.emit)
            theme.set_property(clear, "kind", "quiet")
            menu = [menu_button((rare,))] if rare else []
            about_rows = [*(button(*action) for action in row_actions), *menu, None, clear]
        self._chosen_line = _line(self._chosen, *about_rows)
        for line in (self._rest, self._chosen_line):
            self.addWidget(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chosen(self, count: int) -> None:
        """Show what can be done with so many rows; with none, what can be done with the list."""
        self._chosen_count = count
        self._chosen.setText(f"{numbers.shown(count)} {self._noun} seçili")
        self._turn()

    def show_question(self, question: QWidget | None) -> None:
        """Ask something about the chosen rows, or nothing any more."""
        if question is not None and self.indexOf(question) < 0:
            self.addWidget(question)
        self._question = question
        self._turn()

    def _turn(self) -> None:
        chosen = self._chosen_count and self._has_row_actions
        line = self._question or (self._chosen_line if chosen else self._rest)
        before = self.currentWidget()
        if line is not before:
            focused = QApplication.focusWidget()
            self.setCurrentWidget(line)
            if focused is not None and before is not None and before.isAncestorOf(focused):
                self.focus_lost.emit()


def menu_button(groups: Sequence[Sequence[Action]]) -> QPushButton:
    """Return the button of a menu with a line between its groups."""
    made = QPushButton()
    made.setProperty("kind", "icon")
    made.setIcon(icons.icon("ellipsis", "text2"))
    made.setAccessibleName(MORE)
    made.setToolTip(MORE)
    made.setMinimumHeight(tokens.CONTROL)
    menu = QMenu(made)
    for group in groups:
        if not menu.isEmpty():
            menu.addSeparator()
        for words, act in group:
            menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
    made.setMenu(menu)
    return made


class _SearchLine(QLineEdit):
    """Says what it is for where there is room for the words; its icon says so everywhere."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out of a line that would cut them."""
        super().resizeEvent(event)
        room = self.width() - tokens.CONTROL - tokens.CONTROL
        fits = self.fontMetrics().horizontalAdvance(_SEARCH) <= room
        self.setPlaceholderText(_SEARCH if fits else "")


def _search_line(name: str) -> QLineEdit:
    line = _SearchLine()
    line.setAccessibleName(f"Listede ara: {name}")
    line.setClearButtonEnabled(True)
    glass = QAction(icons.icon("search", "text2"), "Ara", line)
    line.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
    line.setMinimumHeight(tokens.CONTROL)
    line.setMinimumWidth(tokens.FIELD_XS)
    line.setMaximumWidth(tokens.SEARCH_LINE)
    return line


def _unwrapped(role: theme.Role) -> QLabel:
    made = theme.label(role=role)
    made.setWordWrap(False)
    return made


def _line(*parts: QWidget | None) -> QWidget:
    """Return a line of widgets; the room is where None stands."""
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(tokens.SPACE_8)
    for part in parts:
        if part is None:
            across.addStretch()
        elif isinstance(part, QLineEdit):
            across.addWidget(part, 1)
        else:
            across.addWidget(part)
    return made
