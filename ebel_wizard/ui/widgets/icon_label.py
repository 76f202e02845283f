"""An icon as a widget; it follows the scheme and the screen."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from ebel_wizard.ui.widgets import icons, tokens


class IconLabel(QLabel):
    """Shows one icon, of which a screen reader says nothing: the words stand beside it."""

    def __init__(self, name: str, role: str = "text2", size: int = tokens.ICON) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(size, size)
        self.show_icon(name, role)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon; ``role`` is its colour's name among the tokens."""
        self._name, self._role = name, role
        self.setPixmap(icons.pixmap(name, self._size, role, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_icon(self._name, self._role)
