"""The dialog of a short form, and a line under its caption."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

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
        self._column.setSpacing(tokens.SPACE_12)
        cancel = [button("Vazgeç", self.reject)] if cancels else []
        self._buttons = dialog_buttons(self.accept_button, *cancel)

    def set_content(self, *widgets: QWidget) -> None:
        """Put widgets above the message and the buttons; called once."""
        for widget in (*widgets, self._message, self._buttons):
            self._column.addWidget(widget)
        self.accept_button.setDefault(True)  # for Enter in a line, whatever other buttons there are
        self.show_message("")

    def show_message(self, text: str, tone: str = "error") -> None:
        """Show why the dialog cannot be accepted, or nothing."""
        theme.show_message(self._message, text, tone)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the letters are that the style sheet has given it meanwhile."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is in it: more would stand between the lines, less squeeze them."""
        wide = max(self.width() if self.isVisible() else 0, self.minimumWidth())
        self.resize(wide, self._column.totalHeightForWidth(wide))

    def message(self) -> str:
        """Return the message shown."""
        return self._message.text()


def with_caption(field: QWidget) -> QWidget:
    """Return a field under a caption made of its accessible name."""
    caption = theme.label(field.accessibleName(), role="label")
    caption.setBuddy(field)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_4)
    column.addWidget(caption)
    column.addWidget(field)
    return made


def dialog_buttons(*buttons: QPushButton) -> QWidget:
    """Return the buttons at the foot of a dialog, at its right: what is done, and last Vazgeç.

    The order is that of Qt's own message boxes (`button-layout` in the style sheet).
    """
    made = horizontal_row(*buttons, stretch=False)
    made.setContentsMargins(0, tokens.SPACE_8, 0, 0)
    line = made.layout()
    assert isinstance(line, QHBoxLayout)
    line.insertStretch(0)
    return made
