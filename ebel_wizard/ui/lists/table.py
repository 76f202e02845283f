"""The table itself: how its cells are edited, sorted, chosen and copied.

Ten thousand rows are filtered and scrolled without a hitch: only what is in sight is asked for.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ebel_wizard.ui.lists.model import Column, Index, ListModel
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import inputs, theme

_BEFORE: Final = "before"  # the property of a cell's editor with what the cell said


class CellDelegate(QStyledItemDelegate):
    """Edits a cell with a line that reports every key."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line edit over the cell."""
        editor = QLineEdit(parent)
        editor.setAutoFillBackground(True)
        model = index.model()
        place = QPersistentModelIndex(index)
        if isinstance(model, ListModel):
            column = model.columns[index.column()]
            editor.setAccessibleName(column.field.label)
            editor.setProperty(_BEFORE, str(index.data(Qt.ItemDataRole.EditRole)))
            editor.textEdited.connect(partial(model.typed, place))
            if column.offers is not None:
                inputs.offer(editor, list(column.offers()))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the line, but leave the cursor alone when it says the same already."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QLineEdit) and editor.text() != text and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the typed text to the model."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class ListTable(QTableView):
    """The view: Tab walks through the cells while editing, Delete empties, Ctrl+C and V copy."""

    paste_asked = Signal(str)
    """What was copied is no single value for the cell one is at."""
    move_asked = Signal(int)

    def __init__(
        self,
        session: Session,
        step_id: str,
        columns: Sequence[Column],
        ids: Callable[[], list[str]],
        versions: Callable[[str], tuple[object, ...]],
        name: str,
    ) -> None:
        super().__init__()
        self.rows = ListModel(session, step_id, columns, ids, versions, self)
        self.setModel(self.rows)
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        dress(self)
        self.setMinimumHeight(theme.GRID * 22)
        self.setAlternatingRowColors(True)
        # A header asks for each column whether every row of it is selected; this one need not know.
        head = self.horizontalHeader()
        head.setSelectionModel(QItemSelectionModel(self.rows, head))
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setHighlightSections(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width by what usual answers need; a small window scrolls."""
        super().resizeEvent(event)
        share_width(self, [column.width for column in self.rows.columns])

    def sort_by(self, part: str) -> None:
        """Sort by a column; asked for once more, the other way round."""
        at = next(n for n, each in enumerate(self.rows.columns) if each.field.path == part)
        head = self.horizontalHeader()
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        order = down if self._sorted == (at, up) else up
        self._sorted = (at, order)
        current = self.currentIndex()
        row_id = self.rows.ids[current.row()] if current.isValid() else ""
        self.rows.sort(at, order)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(at, order)
        if row_id:
            self.setCurrentIndex(self.rows.index(self.rows.ids.index(row_id), current.column()))
            self.scrollTo(self.currentIndex())

    def arrange(self, *parts: str) -> None:
        """Sort by columns, the first of them before the second; by a heading if one was clicked."""
        if self._sorted is not None:
            self.rows.sort(*self._sorted)
        else:
            labels = [each.field.path for each in self.rows.columns]
            for part in reversed(parts):
                self.rows.sort(labels.index(part))

    def offer_sorting(self) -> None:
        """Sort by the column whose heading is clicked."""
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(lambda at: self.sort_by(self.rows.columns[at].field.path))

    def selected_ids(self) -> list[str]:
        """Ids of the rows with a selected cell, in their order."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        chosen = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        return [self.rows.ids[row] for row in sorted(chosen)]

    def go_to(self, row: int, part: str, *, edit: bool = False) -> None:
        """Put the cursor on a cell."""
        column = next(n for n, each in enumerate(self.rows.columns) if each.field.path == part)
        index = self.rows.index(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if edit and self.indexWidget(index) is None:
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in the very last cell ends editing instead of going round to the first."""
        index = self.currentIndex()
        last_row = index.row() == self.rows.rowCount() - 1
        last = last_row and index.column() == self.rows.columnCount() - 1
        if last and hint == QAbstractItemDelegate.EndEditHint.EditNextItem:
            hint = QAbstractItemDelegate.EndEditHint.NoHint
        completer = editor.completer() if isinstance(editor, QLineEdit) else None
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()  # it would outlive the line and hold the cursor
            self.activateWindow()
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self._take_back(editor)
        super().closeEditor(editor, hint)

    def _take_back(self, editor: QWidget) -> None:
        """Esc: what was typed is kept from the first key on, so the cell is given what it said."""
        index = self.currentIndex()
        if isinstance(editor, QLineEdit) and editor.isModified() and index.isValid():
            self.rows.setData(index, editor.property(_BEFORE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete empties the cell, Alt+arrows reorder, Ctrl+C and Ctrl+V copy."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.rows.setData(self.currentIndex(), "")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._is_editable():
            # The Enter that ends editing comes by here too.
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _is_editable(self) -> bool:
        return bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)

    def paste(self) -> None:
        """Put what was copied into the cell; a block of cells is left to ``paste_asked``."""
        text = QGuiApplication.clipboard().text()
        is_block = "\t" in text or "\n" in text.strip()
        if text.strip() and not is_block and self.currentIndex().isValid():
            self.rows.setData(self.currentIndex(), text)
        else:
            self.paste_asked.emit(text)

    def copy(self) -> None:
        """Put the selected cells on the clipboard, with tabs and line ends between them."""
        chosen: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda at: (at.row(), at.column())):
            chosen.setdefault(index.row(), []).append(str(index.data()))
        if chosen:
            QGuiApplication.clipboard().setText("\n".join(map("\t".join, chosen.values())))


def dress(table: QTableView) -> None:
    """What all tables have in common: rows of one height, Tab that leaves, headings at the left."""
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(theme.GRID * 4)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)


def share_width(table: QTableView, widths: Sequence[int]) -> None:
    """Give each column its width in grid units, and what is left over in the same proportions."""
    spare = max(0, table.viewport().width() - sum(widths) * theme.GRID)
    for at, width in enumerate(widths):
        table.setColumnWidth(at, width * theme.GRID + spare * width // sum(widths))
