"""The line for a search, in the bar at the top."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ebel_wizard.ui.widgets import icons, tokens

_PROMPT: Final = "Ara: adım, soru, kişi, sözcük"
_HINTS: Final = (f"{_PROMPT} (Ctrl+F)", _PROMPT, "Ara (Ctrl+F)", "Ara")  # the longest that fits


class SearchLine(QLineEdit):
    """A line to type in while the arrows move through the hits below it."""

    moved = Signal(int)
    dismissed = Signal()
    entered = Signal()
    """The cursor came into it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_PROMPT)
        self.setFixedHeight(tokens.CONTROL)
        glass = QAction(icons.icon("search", "hint"), "Ara", self)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of what can be searched for as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit what it says to another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        room = self.width() - tokens.CONTROL - tokens.CONTROL
        fitting = (t for t in _HINTS if self.fontMetrics().horizontalAdvance(t) <= room)
        self.setPlaceholderText(next(fitting, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the hits with the arrows; dismiss the search with Esc."""
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -10,
            Qt.Key.Key_PageDown: 10,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that a search begins."""
        super().focusInEvent(event)
        self.entered.emit()
