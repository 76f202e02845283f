"""What stands in the place of a page until the case is open."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

_MODIFIERS: Final = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr}
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Waiting(QWidget):
    """Has the cursor until the first page gets it, so that no key is lost.

    Text goes into the search line, the one field in sight: a field of the page would take it for an
    answer that nobody saw. Any other key waits for the page.
    """

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self._keys: list[QKeyEvent] = []
        self.setAccessibleName("Açılıyor")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.BusyCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put text into the search line, and keep any other key."""
        is_text = event.text().strip().isprintable() and event.text().strip() != ""
        if is_text and not event.modifiers() & _COMMANDS:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self._line, event)
        elif event.key() not in _MODIFIERS:
            self._keys.append(event.clone())

    def give_keys(self) -> None:
        """Give the keys that were kept to whatever has the cursor now, each in its turn."""
        kept, self._keys = self._keys, []
        for event in kept:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                focused = QApplication.focusWidget()
                if focused is not None:
                    again = QKeyEvent(kind, event.key(), event.modifiers(), event.text())
                    QCoreApplication.sendEvent(focused, again)
