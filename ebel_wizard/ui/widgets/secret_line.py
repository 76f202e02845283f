"""A line for a secret, and a picture of one: other programs can read neither.

QLineEdit reports every letter on the accessibility bus even in password mode, and in clear mode it
gives them to the clipboard and the selection too. So the line contains only dots; the letters are
stored beside it.
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
_MAX_LENGTH: Final = 4096
_SHORTCUT_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


class SecretLine(QLineEdit):
    """Takes typing and pasting like any line; nothing can be copied out or undone."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._secret = ""
        self.setAccessibleName(name)
        self.setMinimumHeight(theme.CONTROL)
        # Names it a password to screen readers, and forbids copying.
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAcceptDrops(False)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """Return what was typed."""
        return self._secret

    def setText(self, text: str | None) -> None:
        """Replace the secret."""
        self._secret = (text or "")[:_MAX_LENGTH]
        super().setText(_DOT * len(self._secret))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters and pastes; ignore undo, which would need a copy of the secret."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QClipboard.Mode.Clipboard)
        elif event.matches(QKeySequence.StandardKey.Undo):
            event.accept()  # or the window would undo the last answer
        elif _is_printable(event.text()) and event.modifiers() not in _SHORTCUT_MODIFIERS:
            self._insert(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take a letter composed of several keys."""
        self._insert(event.commitString())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Paste the selection on the middle button."""
        if event.button() is Qt.MouseButton.MiddleButton:
            if QGuiApplication.clipboard().supportsSelection():
                self._paste(QClipboard.Mode.Selection)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show a menu that pastes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.addAction("Yapıştır")
        paste.triggered.connect(lambda: self._paste(QClipboard.Mode.Clipboard))
        menu.popup(event.globalPos())

    def _paste(self, source: QClipboard.Mode) -> None:
        self._insert(QGuiApplication.clipboard().text(source))

    def _insert(self, text: str) -> None:
        text = "".join(filter(_is_printable, text))
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        rest = self._secret[start + self.selectionLength() :]
        text = text[: _MAX_LENGTH - start - len(rest)]
        if text:
            self._secret = self._secret[:start] + text + rest
            self.insert(_DOT * len(text))

    def _on_text_changed(self) -> None:
        """Remove from the secret what was removed from the dots, at the right of the cursor."""
        removed = len(self._secret) - len(super().text())
        if removed:
            at = self.cursorPosition()
            self._secret = self._secret[:at] + self._secret[at + removed :]
        self.edited.emit()


def _is_printable(text: str) -> bool:
    """Return whether a text has letters alone: no line ends and no control characters."""
    return bool(text) and all(category(each) not in {"Cc", "Zl", "Zp"} for each in text)


class PaintedSecret(QWidget):
    """Paints a secret; to other programs it is a picture.

    ``scale`` is relative to the platform's type size.
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
        """Return the text painted."""
        return self._text

    def show_text(self, text: str) -> None:
        """Paint a text; an empty one hides the widget."""
        self._text = text
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the lines."""
        lines = self._text.count("\n") + 1
        return QSize(0, self.fontMetrics().lineSpacing() * lines + theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text; where it is too long, its end is cut off."""
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._text)
