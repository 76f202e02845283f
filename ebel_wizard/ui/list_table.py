"""A table of rows that are edited in place: people, units, and the worklists of the later steps.

Rows are known by their id and come from the session's book, so a table holds no answer of its own.
Ten thousand rows are filtered and scrolled without a hitch: only what is in sight is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QResizeEvent
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

from ebel_wizard.case.book import Change
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.turkish import dates, letters
from ebel_wizard.ui import inputs, theme
from ebel_wizard.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_BEFORE: Final = "before"  # the property of a cell's editor with what the cell said


@dataclass(frozen=True, slots=True)
class Column:
    """One part of the rows. Without ``change`` it can only be read; ``width`` is in grid units.

    ``ticks``: a box that keeps today's date when it is ticked. ``offers`` are words to choose from
    while typing; anything else may be typed as well.
    """

    field: Field
    width: int
    read: Callable[[str], str]
    change: Callable[[str, str], Change | None] | None = None
    ticks: bool = False
    offers: Callable[[], Sequence[str]] | None = None


class ListModel(QAbstractTableModel):
    """The rows a filter lets through, in the order ``ids`` gives them.

    ``versions`` tells when a row is another one: what it answers for a row stays the very same
    objects until the row is changed.
    """

    def __init__(
        self,
        session: Session,
        step_id: str,
        columns: Sequence[Column],
        ids: Callable[[], list[str]],
        versions: Callable[[str], tuple[object, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.step_id = step_id
        self.columns = tuple(columns)
        self._ids_now = ids
        self._versions = versions
        self._folded: dict[str, tuple[tuple[object, ...], str]] = {}
        self._filter: tuple[str, ...] = ()
        self._all: list[str] = ids()
        self._is_sorted = False
        self.ids: list[str] = self._all
        self._problems: Mapping[tuple[str, str], Sequence[Problem]] = {}

    def sync(self) -> None:
        """Follow the session; rows are rebuilt only when they came, went or changed their order.

        A row that is being altered stays in sight though the filter would not let it through now,
        and where it is though it was sorted to there; new rows come to the end.
        """
        ids = self._ids_now()
        if self._is_sorted:
            there, known = set(ids), set(self._all)
            ids = [key for key in self._all if key in there] + [
                key for key in ids if key not in known
            ]
        if ids != self._all:
            self._all = ids
            self._rebuild()
        elif self.ids:
            last = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_filter(self, text: str) -> None:
        """Let through only the rows that hold every word of a text, Turkish letters or not."""
        words = tuple(letters.fold(letters.clean(text)).split())
        if words != self._filter:
            self._filter = words
            self._rebuild()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; what it leaves equal stays as it was.

        Empty cells come last either way.
        """
        asked = self.columns[column]
        texts = {key: asked.read(key).strip() for key in self._all}
        by_date = asked.field.kind is Kind.DATE
        keys = {text: _order(text, by_date=by_date) for text in set(texts.values())}
        filled = sorted(
            (key for key in self._all if texts[key]),
            key=lambda key: keys[texts[key]],
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self._is_sorted = True
        self._all = [*filled, *(key for key in self._all if not texts[key])]
        self._rebuild()

    @property
    def all_ids(self) -> Sequence[str]:
        """The rows there are without the filter."""
        return self._all

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    def show_problems(self, problems: Mapping[tuple[str, str], Sequence[Problem]]) -> None:
        """Mark the cells, by row id and part, in which something is wrong."""
        if problems != self._problems:
            self._problems = problems
            self.sync()

    def problems_of(self, row_id: str) -> list[Problem]:
        """What is wrong in a row, from left to right."""
        return [
            each
            for column in self.columns
            for each in self._problems.get((row_id, column.field.path), ())
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row each."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column a part."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Labels across, running numbers down."""
        across = orientation == Qt.Orientation.Horizontal
        if role != Qt.ItemDataRole.DisplayRole and not (
            across and role == Qt.ItemDataRole.ToolTipRole
        ):
            return None
        return self.columns[section].field.label if across else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The answer, and what is wrong with it in colour and words."""
        column, row_id = self.columns[index.column()], self.ids[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return column.read(row_id)
        if role == Qt.ItemDataRole.CheckStateRole and column.ticks:
            ticked = bool(column.read(row_id).strip())
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        problems = self._problems.get((row_id, column.field.path), ())
        if not problems:
            return None
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return "\n".join(problem.text for problem in problems)
        if role == Qt.ItemDataRole.BackgroundRole:
            worst = any(problem.severity is Severity.ERROR for problem in problems)
            parent = self.parent()
            palette = parent.palette() if isinstance(parent, QWidget) else QPalette()
            colour = QColor(theme.tone(palette, "error" if worst else "warning"))
            colour.setAlpha(48)
            return colour
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed into a cell, in its usual print form, or a tick as today's date."""
        column = self.columns[index.column()]
        if column.change is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and column.ticks:
            ticked = value in {Qt.CheckState.Checked, Qt.CheckState.Checked.value}
            value = dates.short(self.session.today()) if ticked else ""
        elif role != Qt.ItemDataRole.EditRole:
            return False
        self.typed(index, inputs.tidy(column.field.kind, str(value)))
        self.session.left(self._key(index))
        return True

    def typed(self, index: Index, text: str) -> None:
        """Keep what is being typed, half a second after the last key."""
        change = self.columns[index.column()].change
        if change is not None:
            row_id = self.ids[index.row()]
            self.session.typed(self._key(index), partial(change, row_id, text), self.step_id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be edited or ticked."""
        flags = super().flags(index)
        column = self.columns[index.column()]
        if column.change is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        if column.change is not None and column.ticks:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def _key(self, index: Index) -> tuple[str, str]:
        return self.ids[index.row()], self.columns[index.column()].field.path

    def _rebuild(self) -> None:
        self.beginResetModel()
        self.ids = [key for key in self._all if self._passes(key)] if self._filter else self._all
        self.endResetModel()

    def _passes(self, row_id: str) -> bool:
        now = self._versions(row_id)
        kept = self._folded.get(row_id)
        if kept is None or any(a is not b for a, b in zip(now, kept[0], strict=True)):
            text = "\n".join(letters.fold(column.read(row_id)) for column in self.columns)
            kept = self._folded[row_id] = (now, text)
        return all(word in kept[1] for word in self._filter)


def _order(text: str, *, by_date: bool) -> tuple[date, object]:
    """Where a text belongs in its column: by the alphabet, or by the day that it says."""
    day = dates.parse(text) if by_date else None
    return day or date.min, letters.sort_key(text)


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

    paste_asked = Signal()
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
        self.setMinimumHeight(theme.GRID * 22)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(theme.GRID * 4)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # A header asks for each column whether every row of it is selected; this one need not know.
        head = self.horizontalHeader()
        head.setSelectionModel(QItemSelectionModel(self.rows, head))
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setHighlightSections(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width by what usual answers need; a small window scrolls."""
        super().resizeEvent(event)
        widths = [column.width for column in self.rows.columns]
        spare = max(0, self.viewport().width() - sum(widths) * theme.GRID)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width * theme.GRID + spare * width // sum(widths))

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
            self.paste_asked.emit()
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

    def copy(self) -> None:
        """Put the selected cells on the clipboard, with tabs and line ends between them."""
        chosen: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda at: (at.row(), at.column())):
            chosen.setdefault(index.row(), []).append(str(index.data()))
        if chosen:
            QGuiApplication.clipboard().setText("\n".join(map("\t".join, chosen.values())))
