"""The inputs of free text: one line, several lines."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ebel_wizard.ui.widgets import theme


class TextInput(QLineEdit):
    """One line of text."""

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.CONTROL)
        self.textEdited.connect(lambda _: self.edited.emit())
        self.editingFinished.connect(self.editing_finished)
        self.returnPressed.connect(self.focus_next)

    def focus_next(self) -> None:
        """Move the focus to the next field, as Enter does."""
        self.focusNextChild()

    def set_text(self, text: str) -> None:
        """Show a stored answer; an equal one leaves the cursor where it is."""
        if text != self.text():
            self.setText(text)


class LinesInput(QPlainTextEdit):
    """Several lines of text; Tab leaves them."""

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.GRID * 14)
        self.textChanged.connect(self.edited)

    def text(self) -> str:
        """Return the lines as typed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show stored lines."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish editing when the focus leaves."""
        super().focusOutEvent(event)
        self.editing_finished.emit()
