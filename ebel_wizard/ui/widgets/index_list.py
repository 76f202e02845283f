"""The list of what is on a page, beside it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from ebel_wizard.ui.widgets import tokens


class IndexList(QListWidget):
    """Names the parts of a page; as wide as the longest name, in whatever font."""

    chosen = Signal(str)
    """The name of the part that the officer went to."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setProperty("area", "index")
        self.currentItemChanged.connect(self._choose)

    def add(self, name: str, title: str) -> None:
        """Add a part."""
        item = QListWidgetItem(title)
        item.setData(Qt.ItemDataRole.UserRole, name)
        self.addItem(item)

    def show_part(self, name: str) -> None:
        """Mark a part as the one in sight; the first where there is none of this name."""
        names = [self.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.count())]
        self.setCurrentRow(names.index(name) if name in names else 0)

    def mark(self, name: str) -> None:
        """Mark a part that the officer came to in another way."""
        self.blockSignals(True)
        self.show_part(name)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        """Return the room for every title and the scroll bar."""
        titles = (self.item(at).text() for at in range(self.count()))
        words = max(map(self.fontMetrics().horizontalAdvance, titles), default=0)
        words = max(words + tokens.SPACE_16, self.sizeHintForColumn(0))
        around = self.verticalScrollBar().sizeHint().width() + tokens.SPACE_16
        high = self.sizeHintForRow(0) * self.count() + tokens.SPACE_16
        return QSize(words + around, high)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the titles out in the look that the style sheet has given them meanwhile."""
        super().showEvent(event)
        self.doItemsLayout()
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Make room for larger letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
