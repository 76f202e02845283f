"""Buttons, links and tabs."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar

from ebel_wizard.ui.widgets import theme

_COPIED_MS = 2_000


def button(text: str, action: Callable[[], None], *, primary: bool = False) -> QPushButton:
    """Return a push button; a page has at most one primary."""
    made = QPushButton(text)
    made.setDefault(primary)
    made.setAutoDefault(True)  # Enter presses the button that has the focus
    made.setMinimumHeight(theme.CONTROL)
    made.clicked.connect(lambda _: action())
    return made


class Link(QLabel):
    """A wrapping sentence that acts on a click, or on Tab and Enter."""

    def __init__(self, text: str, action: Callable[[], None]) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.set_text(text)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.linkActivated.connect(lambda _: action())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus the anchor itself, or Tab would have to be pressed twice."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.focusNextPrevChild(event.reason() != Qt.FocusReason.BacktabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Set the text again for a new palette: rich text keeps the colours it was set in."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.clear()  # QLabel ignores a text equal to its own
            self.set_text(self.accessibleName())

    def set_text(self, text: str) -> None:
        """Set the sentence, which is plain text."""
        self.setText(f'<a href="#">{escape(text)}</a>')
        self.setAccessibleName(text)


class Tabs(QTabBar):
    """A tab bar with room above and below the letters for ğ, j and Ö."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName(name)

    def tabSizeHint(self, index: int) -> QSize:
        """Return the style's size and room for ascenders and descenders, which it leaves out."""
        return super().tabSizeHint(index) + QSize(0, theme.GRID // 2)


class CopyButton(QPushButton):
    """Copies a value to the clipboard and confirms it; hidden while the value is blank."""

    def __init__(self, label: str, read: Callable[[], str]) -> None:
        super().__init__("Kopyalandı")
        self._read = read
        self.setFixedWidth(self.sizeHint().width() + theme.GRID)  # of the longer of its two texts
        self.setMinimumHeight(theme.CONTROL)
        self.setAccessibleName(f"Kopyala: {label}")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COPIED_MS)
        self._timer.timeout.connect(self._reset)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _: self._copy())
        self._reset()
        if not read().strip():
            self.hide()

    def refresh(self) -> None:
        """Show the button only while there is something to copy."""
        self.setVisible(bool(self._read().strip()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._read().strip())
        self.setText("Kopyalandı")
        self._timer.start()

    def _reset(self) -> None:
        self.setText("Kopyala")
