"""The dialog of a short form, and a line under its caption."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row


class FormDialog(QDialog):
    """A dialog of one column: its content, a message, and one or two buttons.

    Without ``cancels`` there is one button, for a dialog that only shows something.
    """

    def __init__(
        self, parent: QWidget | None, title: str, verb: str, *, cancels: bool = True
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(tokens.DIALOG)
        self._message = theme.label()
        self.accept_button = button(verb, self.accept)
        self.accept_button.setProperty("kind", "filled")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(tokens.SPACE_24,) * 4)
        self._column.setSpacing(tokens.SPACE_8)
        cancel = [button("Vazgeç", self.reject)] if cancels else []
        self._buttons = horizontal_row(self.accept_button, *cancel)

    def set_content(self, *widgets: QWidget) -> None:
        """Put widgets above the message and the buttons; called once."""
        for widget in (*widgets, self._message, self._buttons):
            self._column.addWidget(widget)
        self.accept_button.setDefault(True)  # for Enter in a line, whatever other buttons there are
        self.show_message("")

    def show_message(self, text: str, tone: str = "error") -> None:
        """Show why the dialog cannot be accepted, or nothing."""
        theme.show_message(self._message, text, tone)
        self.adjustSize()  # or the layout would squeeze what wraps

    def message(self) -> str:
        """Return the message shown."""
        return self._message.text()


def with_caption(line: QLineEdit) -> tuple[QWidget, QWidget]:
    """Return a caption made of a line's accessible name, and the line."""
    caption = theme.label(line.accessibleName(), role="label")
    caption.setBuddy(line)
    return caption, line
