"""An icon beside words; it follows the scheme and says nothing to a screen reader."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ebel_wizard.ui.widgets import icons, tokens


class IconSign(QWidget):
    """Paints one icon in the colour of its role."""

    def __init__(self, name: str = "", role: str = "text", size: int = tokens.SMALL_ICON) -> None:
        super().__init__()
        self.setFixedSize(QSize(size, size))
        self.set_icon(name, role)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon; without a name, nothing."""
        self._icon = icons.icon(name, role) if name else QIcon()
        self.setVisible(bool(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
