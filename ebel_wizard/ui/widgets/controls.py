"""Buttons and links."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton

from ebel_wizard.ui.widgets import icons, theme, tokens

_COPIED_MS = 2_000


def button(
    text: str, action: Callable[[], None], *, primary: bool = False, stays_down: bool = False
) -> QPushButton:
    """Return a push button; a page has at most one primary.

    ``stays_down``: it acts whenever it is put down or up again, by the program too.
    """
    made = _acting(QPushButton(text), action, stays_down=stays_down)
    if primary:
        made.setProperty("kind", "filled")
    made.setDefault(primary)
    made.setMinimumHeight(tokens.CONTROL)
    return made


def link_button(text: str, action: Callable[[], None]) -> QPushButton:
    """Return a button that looks like a link and is one to a screen reader."""
    made = QPushButton()
    made.setProperty("kind", "link")  # before its text, of which a screen reader is told at once
    made.setText(text)
    return _acting(made, action)


def icon_button(
    icon: str, name: str, action: Callable[[], None], *, stays_down: bool = False
) -> QPushButton:
    """Return a small button that is an icon alone; its name is heard and shown as a tip."""
    made = QPushButton()
    made.setIcon(icons.icon(icon, "accent"))
    made.setProperty("kind", "icon")
    made.setProperty("compact", "true")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return _acting(made, action, stays_down=stays_down)


def _acting(
    made: QPushButton, action: Callable[[], None], *, stays_down: bool = False
) -> QPushButton:
    made.setAutoDefault(True)  # Enter presses the button that has the focus
    made.setCheckable(stays_down)
    # A screen reader puts a button down without clicking it.
    (made.toggled if stays_down else made.clicked).connect(lambda _: action())
    return made


class Link(QLabel):
    """A wrapping sentence that acts on a click, or on Tab and Enter."""

    def __init__(self, text: str, action: Callable[[], None]) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("kind", "link")
        self.setContentsMargins(0, tokens.ACCENTS, 0, 0)
        self.setIndent(0)  # it would stand in from the words above
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)
        self.linkActivated.connect(lambda _: action())

    def set_text(self, text: str, tone: str = "accent") -> None:
        """Set the sentence and the tone of its colour."""
        self.setText(text)
        self.setAccessibleName(text)
        theme.set_tone(self, tone)

    def follow(self) -> None:
        """Go where it leads."""
        self.linkActivated.emit("#")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow it with Enter or the space bar, as a button is pressed."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.follow()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the button to be let go."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow it, unless the mouse was moved away meanwhile."""
        is_on_it = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and is_on_it:
            self.follow()


class CopyButton(QPushButton):
    """Copies a value to the clipboard and confirms it; hidden while the value is blank."""

    def __init__(self, label: str, read: Callable[[], str]) -> None:
        super().__init__("Kopyalandı")
        self._read = read
        self.setProperty("kind", "copy")
        self.ensurePolished()
        self.setFixedWidth(self.sizeHint().width())  # of the longer of its two texts
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
