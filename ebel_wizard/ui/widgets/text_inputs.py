"""The inputs of free text: one line, several lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ebel_wizard.ui.widgets import tokens


class TextInput(QLineEdit):
    """One line of text.

    ``textEdited`` would miss what a screen reader or an input method sets without typing, so every
    change counts as an edit except our own.
    """

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_updating = self._is_unfinished = False
        self.setMinimumHeight(tokens.CONTROL)
        self.textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._finish)
        self.returnPressed.connect(self.focus_next)

    def focus_next(self) -> None:
        """Move the focus to the next field, as Enter does."""
        self.focusNextChild()

    def set_text(self, text: str) -> None:
        """Show a stored answer; an equal one leaves the cursor where it is."""
        if text != self.text():
            self._is_updating = True
            self.setText(text)
            self._is_updating = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish editing; Qt does so by itself only if something was typed."""
        super().focusOutEvent(event)
        if self._is_unfinished and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish()

    def _on_text_changed(self) -> None:
        if not self._is_updating:
            self._is_unfinished = True
            self.edited.emit()

    def _finish(self) -> None:
        self._is_unfinished = False
        self.editing_finished.emit()


class LinesInput(QPlainTextEdit):
    """Several lines of text; Tab leaves them."""

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(tokens.LINES_FIELD)
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
