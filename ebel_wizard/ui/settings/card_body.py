"""What is inside a card of the settings that does something."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.ui.widgets import theme, tokens


class CardBody(QWidget):
    """A column under a hint, that ends with what became of the last thing done."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self._hint = theme.label(hint, role="hint")
        self._status = theme.label()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_12)
        self._column.addWidget(self._hint)
        self._column.addWidget(self._status)
        self._hint.setVisible(bool(hint))
        self._status.hide()

    def add(self, *widgets: QWidget) -> None:
        """Put widgets under the others, above the status."""
        for widget in widgets:
            self._column.insertWidget(self._column.count() - 1, widget)

    def show_hint(self, text: str) -> None:
        """Say what the card is about, or how it stands."""
        theme.show_message(self._hint, text, "")

    def show_status(self, text: str, tone: str) -> None:
        """Say what became of the last thing done; an empty text hides the line."""
        theme.show_message(self._status, text, tone)
