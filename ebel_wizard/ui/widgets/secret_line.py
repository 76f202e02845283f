"""A line for a secret: it holds dots alone, one for each letter; the letters stand beside it.

A line of Qt's tells each letter to whoever listens on the accessibility bus, also where it shows
dots, and a line that shows its letters hands them to the clipboard and the mouse's selection too.
"""

from typing import Final
from unicodedata import category

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFontDatabase,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QWidget

from ebel_wizard.ui.widgets import theme

_DOT: Final = "●"
_LONGEST: Final = 4096
_SHORTCUT: Final = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


class SecretLine(QLineEdit):
    """Typed and pasted into like any line; nothing can be copied out or brought back."""

    typed = Signal()
    """Letters came or went."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._secret = ""
        self.setAccessibleName(name)
        self.setMinimumHeight(theme.CONTROL)
        # Tells a screen reader what it is, and forbids copying.
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAcceptDrops(False)
        self.textChanged.connect(self._follow)

    def text(self) -> str:
        """What was typed."""
        return self._secret

    def setText(self, text: str | None) -> None:
        """Put another secret in its place, or none."""
        self._secret = (text or "")[:_LONGEST]
        super().setText(_DOT * len(self._secret))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters and what is pasted; nothing is taken back, for a secret leaves no trail."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QClipboard.Mode.Clipboard)
        elif event.matches(QKeySequence.StandardKey.Undo):
            event.accept()  # or the window would take back the last answer
        elif _on_a_line(event.text()) and event.modifiers() not in _SHORTCUT:
            self._take(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take a letter that was put together from several keys."""
        self._take(event.commitString())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes what is selected elsewhere."""
        if event.button() is Qt.MouseButton.MiddleButton:
            if QGuiApplication.clipboard().supportsSelection():
                self._paste(QClipboard.Mode.Selection)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to paste."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.addAction("Yapıştır")
        paste.triggered.connect(lambda: self._paste(QClipboard.Mode.Clipboard))
        menu.popup(event.globalPos())

    def _paste(self, source: QClipboard.Mode) -> None:
        self._take(QGuiApplication.clipboard().text(source))

    def _take(self, text: str) -> None:
        text = "".join(filter(_on_a_line, text))
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        rest = self._secret[start + self.selectionLength() :]
        text = text[: _LONGEST - start - len(rest)]
        if text:
            self._secret = self._secret[:start] + text + rest
            self.insert(_DOT * len(text))

    def _follow(self) -> None:
        """Letters that went, went right of where the cursor is now."""
        gone = len(self._secret) - len(super().text())
        if gone:
            at = self.cursorPosition()
            self._secret = self._secret[:at] + self._secret[at + gone :]
        self.typed.emit()


def _on_a_line(text: str) -> bool:
    """Whether there is a letter and neither a line end nor what a key says to the program."""
    return bool(text) and all(category(each) not in {"Cc", "Zl", "Zp"} for each in text)


class Shown(QWidget):
    """A secret to be looked at: painted, and nothing but a picture to other programs.

    ``scale`` is relative to the platform's own type size.
    """

    def __init__(self, scale: float = 1.0) -> None:
        super().__init__()
        self._text = ""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(font.pointSizeF() * scale)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def text(self) -> str:
        """What is painted."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show a text; none hides the widget."""
        self._text = text
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Its lines."""
        lines = self._text.count("\n") + 1
        return QSize(0, self.fontMetrics().lineSpacing() * lines + theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, its beginning first."""
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._text)
