"""The table view of a list: editing, sorting, selecting and copying cells.

Fast with ten thousand rows, since only visible cells are read.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
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

from ebel_wizard.ui.lists import clipboard_table
from ebel_wizard.ui.lists.empty_note import EmptyNote
from ebel_wizard.ui.lists.model import Column, Index, ListModel
from ebel_wizard.ui.lists.row_boxes import RowBoxes, turn_row
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.choice_inputs import attach_completer

_BEFORE: Final = "before"  # property of a cell's editor: the text before editing


class CellDelegate(QStyledItemDelegate):
    """Edits a cell in a line that stores what is typed from the first key on."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line edit for a cell."""
        editor = QLineEdit(parent)
        editor.setAutoFillBackground(True)
        model = index.model()
        place = QPersistentModelIndex(index)
        if isinstance(model, ListModel):
            column = model.columns[index.column()]
            editor.setAccessibleName(column.field.label)
            editor.setProperty(_BEFORE, str(index.data(Qt.ItemDataRole.EditRole)))
            editor.textChanged.connect(partial(_buffer_text, editor, model, place))
            if column.suggestions is not None:
                attach_completer(editor, list(column.suggestions()), in_cell=True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the line; keep the cursor if the text is the same or is being edited."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QLineEdit) and editor.text() != text and not editor.isModified():
            editor.blockSignals(True)
            editor.setText(text)
            editor.blockSignals(False)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store the line's text in the model; mend it if it is another than before editing."""
        if isinstance(editor, QLineEdit) and isinstance(model, ListModel):
            text = editor.text()
            model.take_text(index, text, mends=text != editor.property(_BEFORE))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Turn a box with a click anywhere in its cell, or with Space."""
        if (
            index.flags() & Qt.ItemFlag.ItemIsUserCheckable
            and isinstance(event, QMouseEvent)
            and event.button() is Qt.MouseButton.LeftButton
        ):
            released = event.type() is QEvent.Type.MouseButtonRelease
            return released and not event.modifiers() and _turn(model, index)
        return super().editorEvent(event, model, option, index)


def _turn(model: QAbstractItemModel, index: Index) -> bool:
    """Turn a box."""
    role = Qt.ItemDataRole.CheckStateRole
    is_ticked = Qt.CheckState(index.data(role)) is Qt.CheckState.Checked
    return model.setData(
        index, Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked, role
    )


def _buffer_text(editor: QLineEdit, model: ListModel, place: Index, text: str) -> None:
    """Take a cell's text however it was changed, by a screen reader too."""
    editor.setModified(True)
    if place.isValid():  # a line whose row is gone is there for a moment longer
        model.buffer_text(place, text)


class ListTable(QTableView):
    """Shows a ListModel; see ``keyPressEvent`` for its keys."""

    paste_requested = Signal(str)
    """Has clipboard text that is not a single value for the current cell."""
    move_requested = Signal(int)
    """Has -1 to move the current row up, 1 to move it down."""
    row_wanted = Signal()
    """Emitted when Tab or Enter ends editing in the last cell of all."""
    row_given_up = Signal()
    """Emitted when Escape ends editing."""

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
        self.rows.modelAboutToBeReset.connect(self._forget_click)
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
        configure_table(self)
        self.empty = EmptyNote(self)
        self.verticalHeader().hide()
        # With the table's selection model a header checks every row of each column, which is slow.
        head = self.horizontalHeader()
        head.setSelectionModel(QItemSelectionModel(self.rows, head))
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setHighlightSections(False)
        self.rows.modelReset.connect(self._fit_height)
        self._fit_height()

    def show_row_boxes(self) -> None:
        """Show a box at each row that chooses it."""
        boxes = RowBoxes(self)
        self.setVerticalHeader(boxes)
        fit_rows(self)
        boxes.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().selectionChanged.connect(lambda *_: boxes.viewport().update())
        boxes.show()

    def choose_all(self) -> None:
        """Choose every row that is listed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def _fit_height(self) -> None:
        """End where the rows end; a list without rows has room for what it says."""
        fit_height(self, len(self.rows.ids))

    def sizeHint(self) -> QSize:
        """Return a height that leaves it to the page how much of the list is in sight."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Distribute the width over the columns; a small window scrolls."""
        super().resizeEvent(event)
        columns = self.rows.columns
        distribute_width(
            self,
            [column.width for column in columns],
            {at for at, column in enumerate(columns) if column.is_rigid},
        )
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        """Make room for other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            fit_rows(self)
            self._fit_height()

    def sort_by(self, path: str) -> None:
        """Sort by the column of a field; a second call reverses the order."""
        at = next(n for n, each in enumerate(self.rows.columns) if each.field.path == path)
        head = self.horizontalHeader()
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        order = descending if self._sorted == (at, ascending) else ascending
        self._sorted = (at, order)
        current = self.currentIndex()
        row_id = self.rows.ids[current.row()] if current.isValid() else ""
        self.rows.sort(at, order)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(at, order)
        if row_id:
            self.setCurrentIndex(self.rows.index(self.rows.ids.index(row_id), current.column()))
            self.scrollTo(self.currentIndex())

    def apply_default_order(self, *paths: str) -> None:
        """Sort by these columns, the first one first, or by the heading that was last clicked."""
        if self._sorted is not None:
            self.rows.sort(*self._sorted)
        else:
            own = [each.field.path for each in self.rows.columns]
            for path in reversed(paths):
                self.rows.sort(own.index(path))

    def apply_order(self, ids: Sequence[str]) -> None:
        """Put the rows in an order known elsewhere, or in that of the heading last clicked."""
        if self._sorted is not None:
            self.rows.sort(*self._sorted)
        else:
            self.rows.arrange(ids)

    def enable_header_sorting(self) -> None:
        """Sort by a column when its heading is clicked."""
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(lambda at: self.sort_by(self.rows.columns[at].field.path))

    def selected_ids(self) -> list[str]:
        """Return the ids of the rows with a selected cell, in their order."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        return [self.rows.ids[row] for row in sorted(rows)]

    def chosen_ids(self) -> list[str]:
        """Return the ids of the rows that are selected as a whole, or of several with selected
        cells: one cell alone is where one types.
        """
        selection = self.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        across = self.rows.columnCount()
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        if len(rows) == 1 and not any(each.width() == across for each in ranges):
            return []
        return [self.rows.ids[row] for row in sorted(rows)]

    def focus_cell(self, row: int, path: str, *, edit: bool = False) -> None:
        """Make a cell the current one, and edit it if asked."""
        column = next(n for n, each in enumerate(self.rows.columns) if each.field.path == path)
        index = self.rows.index(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if edit and self.indexWidget(index) is None:
            self._edit_now(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor; Tab in the last cell asks for another row instead of wrapping to the
        first, and Enter there as well.
        """
        hints = QAbstractItemDelegate.EndEditHint
        index = self.currentIndex()
        last_row = index.row() == self.rows.rowCount() - 1
        last = last_row and index.column() == self.rows.columnCount() - 1
        wants_row = last and hint in {hints.EditNextItem, hints.SubmitModelCache}
        if wants_row and hint == hints.EditNextItem:
            hint = hints.NoHint
        completer = editor.completer() if isinstance(editor, QLineEdit) else None
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()  # it would outlive the line and keep the focus
            self.activateWindow()
        if hint == hints.RevertModelCache:
            self._restore(editor)
        super().closeEditor(editor, hint)
        if wants_row:
            self.row_wanted.emit()
        elif hint == hints.RevertModelCache:
            self.row_given_up.emit()

    def _edit_now(self, index: QModelIndex) -> None:
        self._forget_click()  # Qt edits nothing else while it waits
        self.edit(index)

    def _forget_click(self) -> None:
        """Open no editor for a click of a moment ago: the cell it meant may be gone."""
        index = self.currentIndex()
        if index.isValid():  # Qt waits for a second click, unless another cell becomes the current
            changed = QAbstractItemView.EditTrigger.CurrentChanged
            self.edit(index, changed, QEvent(QEvent.Type.None_))

    def _restore(self, editor: QWidget) -> None:
        """Store the text before editing again: typing is stored from the first key on."""
        index = self.currentIndex()
        if isinstance(editor, QLineEdit) and editor.isModified() and index.isValid():
            self.rows.take_text(index, str(editor.property(_BEFORE)), mends=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete empties the cell, Shift+Space chooses the row, Alt+arrows reorder,
        Ctrl+C and Ctrl+V copy.
        """
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_requested.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif shift and event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            turn_row(self, self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.rows.setData(self.currentIndex(), "")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._is_editable():
            # The Enter that ends editing comes by here too.
            if self.state() != QAbstractItemView.State.EditingState:
                self._edit_now(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _is_editable(self) -> bool:
        return bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)

    def paste(self) -> None:
        """Paste a single value into the cell; emit ``paste_requested`` for a block of cells."""
        text = QGuiApplication.clipboard().text()
        is_block = "\t" in text or "\n" in text.strip()
        if text.strip() and not is_block and self.currentIndex().isValid():
            self.rows.setData(self.currentIndex(), text)
        else:
            self.paste_requested.emit(clipboard_table.unescaped(text))

    def copy(self) -> None:
        """Copy the selected cells, as a table where there are several."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda at: (at.row(), at.column())):
            lines.setdefault(index.row(), []).append(str(index.data(Qt.ItemDataRole.EditRole)))
        clipboard_table.copy(list(lines.values()))


def configure_table(table: QTableView) -> None:
    """Set what all tables have in common: rows of one height, Tab that leaves, headings left."""
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setProperty("lined", True)  # under each row, by our style
    fit_rows(table)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)


def fit_rows(table: QTableView) -> None:
    """Let the rows of a table be as high as its letters need."""
    high = max(tokens.SPACE_32, table.fontMetrics().height() + tokens.SPACE_12)
    if table.verticalHeader().defaultSectionSize() != high:
        table.verticalHeader().setDefaultSectionSize(high)


def fit_height(table: QTableView, rows: int) -> None:
    """Let a table end where its rows end; without rows it has room for what it says."""
    bar = table.horizontalScrollBar()
    across = bar.sizeHint().height() if bar.maximum() > 0 else 0
    frame = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth() + across
    high = frame + (rows * table.verticalHeader().defaultSectionSize() or tokens.EMPTY_LIST)
    table.setMaximumHeight(high)
    table.setMinimumHeight(min(high, tokens.LEAST_LIST) if rows else high)


def distribute_width(table: QTableView, widths: Sequence[int], rigid: Collection[int] = ()) -> None:
    """Set the widths of the columns, in grid units: rigid ones have theirs, the others what is left
    in proportion; none is narrower than its heading, and a small window scrolls.
    """
    head, grid = table.horizontalHeader(), theme.enlarged(tokens.GRID)
    least = [max(head.sectionSizeHint(at), tokens.LEAST_COLUMN) for at in range(len(widths))]
    found = {at: max(widths[at] * grid + tokens.SPACE_16, least[at]) for at in rigid}
    while True:
        room = table.viewport().width() - sum(found.values())
        soft = sum(width for at, width in enumerate(widths) if at not in found)
        shares = {at: room * widths[at] // soft for at in range(len(widths)) if at not in found}
        too_narrow = {at: least[at] for at, share in shares.items() if share < least[at]}
        if not too_narrow:
            break
        found |= too_narrow  # the others share what is left now
    for at, width in (found | shares).items():
        table.setColumnWidth(at, width)
