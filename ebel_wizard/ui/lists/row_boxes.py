"""Boxes at the left of a list's rows: they choose rows, as Ctrl and a click does."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionButton, QTableView

from ebel_wizard.ui.widgets import scheme, tokens

_Flag = QItemSelectionModel.SelectionFlag


class RowBoxes(QHeaderView):
    """The head of each row: a box that is ticked while the whole row is chosen."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setToolTip("Satırı seçin; Shift tuşuyla aradakileri de")

    def sizeHint(self) -> QSize:
        """Return a width with room at both sides of a box."""
        return QSize(tokens.INDICATOR + tokens.SPACE_24, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row, or no longer; with Shift, up to it."""
        row, before = self.logicalIndexAt(event.position().toPoint()), self._table.currentIndex()
        if row < 0:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and before.isValid():
            top, bottom = sorted((row, before.row()))
            model = self._table.model()
            last = model.index(bottom, model.columnCount() - 1)
            between = QItemSelection(model.index(top, 0), last)
            self._table.selectionModel().select(between, _Flag.Select)
        else:
            turn_row(self._table, row)
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose nothing by dragging over the boxes."""
        event.accept()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw a row's box."""
        line = QRect(rect.left(), rect.bottom(), rect.width(), tokens.EDGE)
        painter.fillRect(rect, scheme.colour("surface"))
        painter.fillRect(line, scheme.colour("line"))
        option = QStyleOptionButton()
        option.rect = QRect(0, 0, tokens.INDICATOR, tokens.INDICATOR)
        option.rect.moveCenter(rect.center())
        option.state = QStyle.StateFlag.State_Enabled
        root = self._table.rootIndex()
        chosen = self._table.selectionModel().isRowSelected(logicalIndex, root)
        option.state |= QStyle.StateFlag.State_On if chosen else QStyle.StateFlag.State_Off
        box = QStyle.PrimitiveElement.PE_IndicatorCheckBox
        self.style().drawPrimitive(box, option, painter, self)


def turn_row(table: QTableView, row: int) -> None:
    """Choose a row beside those that are chosen, or no longer."""
    selection = table.selectionModel()
    index = table.model().index(row, max(table.currentIndex().column(), 0))
    chosen = selection.isRowSelected(row, index.parent())
    if not chosen and not selection.selectedRows():
        selection.clearSelection()  # the cell one was at is not meant
    selection.setCurrentIndex(index, _Flag.NoUpdate)
    selection.select(index, (_Flag.Deselect if chosen else _Flag.Select) | _Flag.Rows)
