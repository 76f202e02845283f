"""The main window: the bar at the top, the rail, and the place the officer is at.

Its frame is there at once; what needs the case is imported and made when the case is open.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.guide.model import Guide
from ebel_wizard.ui.shell import keys, placement
from ebel_wizard.ui.shell.rail import Rail
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.shell.top_bar import TopBar
from ebel_wizard.ui.shell.waiting import Waiting
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.layout import filled_by

if TYPE_CHECKING:
    from ebel_wizard.ui.shell.navigator import Navigator
    from ebel_wizard.ui.state.session import Session


class MainWindow(QMainWindow):
    """One case in one window.

    A place is ``home``, ``settings``, ``history``, ``help/section``, ``register/tab`` or
    ``step-id/page``. What the officer asks for before the case is open is done as soon as it is.
    """

    painted = Signal()
    """The frame is on the screen for the first time."""
    closed = Signal()
    """The window is gone and the workspace closed."""

    session: "Session"
    """The open case, from ``begin`` on."""

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._navigator: Navigator | None = None
        self._asked: list[Callable[[Navigator], object]] = []
        self._is_painted = False
        self.is_erased = False
        """Whether the window closes because nothing is left of its case."""
        self._line = SearchLine()
        self._top = TopBar(
            self._line,
            partial(self._ask, lambda to: to.reports.undo()),
            partial(self._ask, lambda to: to.reports.redo()),
            partial(self._ask, lambda to: to.help_here()),
        )
        self._rail = Rail(guide)
        self._stack = QStackedWidget()
        self._content = filled_by(self._stack)
        self._waiting = Waiting(self._line)
        self._stack.addWidget(self._waiting)
        self._build()
        self._connect()
        self.setWindowTitle("e-Belediye’ye geçiş")
        placement.place(self)
        self._waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_ready(self) -> bool:
        """Whether the case is open."""
        return self._navigator is not None

    def begin(self, session: "Session", place: str = "", last_step: str = "") -> None:
        """Open a case where the officer was last; then do what was asked for meanwhile."""
        from ebel_wizard.ui.shell.navigator import Frame, Navigator

        self.session = session
        focused, typed = self.focusWidget(), self._line.text()
        frame = Frame(self, self._top, self._line, self._rail, self._stack, self._content)
        navigator = self._navigator = Navigator(session, frame, last_step)
        session.erased.connect(self._on_erased)
        navigator.begin(place)
        if focused is not self._waiting:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            self._line.setText(typed)
        for act in self._asked:
            act(navigator)
        self._asked.clear()
        self._waiting.give_keys()
        self._stack.removeWidget(self._waiting)
        self._waiting.deleteLater()

    def open(self, place: str, field: str = "") -> None:
        """Go to a place, and there to a field; what was typed elsewhere is kept.

        A place that is not known (any more) is the task list.
        """
        self._ask(lambda to: to.open(place, field))

    def take_over(self, file: Path) -> None:
        """Ask for the password of a hand-over file, and what to do with it."""
        self._ask(lambda to: to.take_over(file))

    def come_forward(self, handover: Path | None = None) -> None:
        """Be in front of the other windows, as far as the desktop lets a program be; then take over
        a hand-over file if there is one.
        """
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if handover is not None:
            self.take_over(handover)

    def show_message(self, text: str) -> None:
        """Say a sentence over the page for a while."""
        self._ask(lambda to: to.reports.show_message(text))

    def message(self) -> str:
        """Return what is being said over the page; empty when nothing is."""
        return self._navigator.reports.message() if self._navigator is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the frame is there."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field of the place in sight."""
        super().showEvent(event)
        if self._navigator is not None:
            self._navigator.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rail narrow on a small screen."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Make the rail narrow where larger letters leave it no room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is typed and close once the disk has it; ask if the disk refuses it."""
        if self._navigator is not None:
            if not self.is_erased and not self._navigator.closing.may_close():
                event.ignore()
                return
            self.session.close()
        placement.keep(self)
        super().closeEvent(event)
        self.closed.emit()

    def _ask(self, act: "Callable[[Navigator], object]") -> None:
        """Do it, or as soon as there is something to do it with."""
        if self._navigator is None:
            self._asked.append(act)
        else:
            act(self._navigator)

    def _fit(self) -> None:
        self._rail.set_narrow(self.width() < theme.enlarged(tokens.NARROW_BELOW))
        if self._navigator is not None:
            self._navigator.search.fit()

    def _on_erased(self) -> None:
        self.is_erased = True
        self.close()

    def _build(self) -> None:
        """Put the frame together from the outside in.

        Qt applies the style sheet to a widget and all in it each time it gets another parent.
        """
        whole = QWidget()
        self.setCentralWidget(whole)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = QWidget()
        column.addWidget(self._top)
        column.addWidget(body, 1)
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(self._content, 1)

    def _connect(self) -> None:
        self._rail.place_requested.connect(
            lambda place: self._ask(lambda to: to.go_from_rail(place))
        )
        self._line.returnPressed.connect(lambda: self._ask(lambda to: to.search.open_hit()))
        verbs: dict[keys.Key, Callable[[], object]] = {
            keys.HELP: partial(self._ask, lambda to: to.help_here()),
            keys.SEARCH: self._begin_search,
            keys.BEFORE: partial(self._ask, lambda to: to.turn(-1)),
            keys.AFTER: partial(self._ask, lambda to: to.turn(1)),
            keys.UNDO: partial(self._ask, lambda to: to.reports.undo()),
            keys.REDO: partial(self._ask, lambda to: to.reports.redo()),
        }
        for key, action in verbs.items():
            for sequence in key.sequences:
                QShortcut(QKeySequence(sequence), self, action)

    def _begin_search(self) -> None:
        if self._navigator is None:
            self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._navigator.search.begin()
