"""A line for a secret, and a picture of one: other programs can read neither.

QLineEdit reports every letter on the accessibility bus even in password mode, and in clear mode it
gives them to the clipboard and the selection too. So the line contains only dots; the letters are
stored beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from unicodedata import category

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
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
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QToolTip, QWidget

from ebel_wizard.ui.widgets import tokens

_DOT: Final = "●"
_MAX_LENGTH: Final = 4096
_REFUSED: Final = (
    "Bu değişiklik alınmadı; kutudaki yazı olduğu gibi duruyor. Hepsini silip yeniden yazın."
)
_UNHEARD: Final = "Gizli: ekran okuyucu yazdıklarınızın yerine nokta okur."
_TOO_LONG: Final = f"Bu metin alınmadı; en çok {_MAX_LENGTH} karakter olabilir."
_SHORTCUT_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


class SecretLine(QLineEdit):
    """Takes typing and pasting like any line; nothing can be copied out or undone.

    What a screen reader sets is taken where it is clear which letters it means, else refused with
    a sentence, never taken in part.
    """

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._secret = ""
        self._is_own_edit = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(_UNHEARD)
        self.setMinimumHeight(tokens.CONTROL)
        # Names it a password to screen readers, and forbids copying.
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAcceptDrops(False)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """Return what was typed."""
        return self._secret

    def setText(self, text: str | None) -> None:
        """Replace the secret."""
        self._set_secret((text or "")[:_MAX_LENGTH])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters and pastes; ignore undo, which would need a copy of the secret."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QClipboard.Mode.Clipboard)
        elif event.matches(QKeySequence.StandardKey.Undo):
            event.accept()  # or the window would undo the last answer
        elif _is_printable(event.text()) and event.modifiers() not in _SHORTCUT_MODIFIERS:
            self._insert(event.text())
        else:
            with self._own_edit():
                super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composed, in place of what it replaces."""
        if event.replacementLength():
            start = self.cursorPosition() + event.replacementStart()
            self.setSelection(max(0, start), event.replacementLength())
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
        if start + len(text) + len(rest) > _MAX_LENGTH:
            self._refuse(_TOO_LONG)
        elif text:
            self._secret = self._secret[:start] + text + rest
            with self._own_edit():
                self.insert(_DOT * len(text))

    @contextmanager
    def _own_edit(self) -> Iterator[None]:
        before, self._is_own_edit = self._is_own_edit, True
        try:
            yield
        finally:
            self._is_own_edit = before

    def _set_secret(self, secret: str) -> None:
        self._secret = secret
        with self._own_edit():
            super().setText(_DOT * len(secret))

    def _on_text_changed(self) -> None:
        shown = super().text()
        if not self._is_own_edit:
            self._take_from_outside(shown)
            return
        removed = len(self._secret) - len(shown)
        if removed:  # at the right of the cursor
            at = self.cursorPosition()
            self._secret = self._secret[:at] + self._secret[at + removed :]
        self.edited.emit()

    def _take_from_outside(self, shown: str) -> None:
        """Take letters set between dots that were left, or instead of them; refuse anything else:
        of dots alone it cannot be known which letters they are.
        """
        if not shown:
            self._secret = ""
            self.edited.emit()
            return
        before = len(shown) - len(shown.lstrip(_DOT))
        after = len(shown) - len(shown.rstrip(_DOT))
        letters = shown.strip(_DOT)
        is_clear = before + after <= len(self._secret) and _DOT not in letters
        kept = self._secret
        if len(shown) > _MAX_LENGTH:
            self._set_secret(kept)
            self._refuse(_TOO_LONG)
        elif is_clear and _is_printable(letters):
            self._set_secret(kept[:before] + letters + kept[len(kept) - after :])
        else:
            self._set_secret(kept)
            self._refuse(_REFUSED)

    def _refuse(self, reason: str) -> None:
        """Say aloud and beside the line why a text was not taken."""
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), reason, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, reason))


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
        return QSize(0, self.fontMetrics().lineSpacing() * lines + tokens.SPACE_8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text; where it is too long, its end is cut off."""
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._text)
