"""A list of places to go to, some with places inside; the places themselves are the window's."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ebel_wizard.ui.shell.place_line import (
    ENTRY,
    INSIDE,
    WIDEST_NUMBER,
    Entry,
    Index,
    LineDelegate,
    bold,
    entry_of,
)
from ebel_wizard.ui.widgets import tokens

_ARROWS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PlaceList(QListView):
    """Shows entries and asks for a place on a click, Enter or the space bar.

    What is selected is where the officer is, and what is inside the place around it is listed too.
    The arrows move through the list without going there; a screen reader that selects a place goes
    there.
    """

    place_requested = Signal(str)
    left = Signal(int)
    """An arrow went over the first line (-1) or the last one (1)."""

    def __init__(self, name: str, *, scrolls: bool = False) -> None:
        """``scrolls``: it takes what room there is; else it is as high as its lines."""
        super().__init__()
        self._scrolls = scrolls
        self._is_narrow = False
        self._is_showing = False
        self._place = ""
        self._entries: Sequence[Entry] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(LineDelegate(self, self.is_narrow, self.is_around))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._ask)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries; where the cursor and the selection are stays."""
        self._entries = entries
        self._show_lines()

    def show_place(self, place: str) -> None:
        """Select a place, and unfold what is around it and nothing else."""
        self._place = place
        self._show_lines()
        self._is_showing = True
        index = self._index_of(place)
        if index is None:
            self.clearSelection()
            self.scrollToTop()
        else:
            self._select(index)
        self._is_showing = False

    def _select(self, index: QModelIndex) -> None:
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not self.hasFocus():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        outer = next((each for each in self._entries if _is_around(each, self._place)), None)
        last = (
            self._index_of(outer.inside[-1].place) if outer is not None and outer.inside else None
        )
        if last is not None:
            self.scrollTo(last)
        self.scrollTo(index)

    def _show_lines(self) -> None:
        """Put what is unfolded now into the model; a line that stays is the same as before."""
        lines = list(self._lines())
        wanted = {entry.place for entry, _ in lines}
        self._is_showing = True
        for at, (entry, is_inside) in enumerate(lines):
            while at < self._model.rowCount() and self._key_at(at) not in wanted:
                self._model.removeRow(at)
            if at == self._model.rowCount() or self._key_at(at) != entry.place:
                self._model.insertRow(at, QStandardItem())
            _fill(self._model.item(at), entry, is_inside=is_inside)
        self._model.setRowCount(len(lines))
        self._is_showing = False
        self._fit()

    def _fit(self) -> None:
        if not self._scrolls:
            heights = map(self.sizeHintForRow, range(self._model.rowCount()))
            self.setFixedHeight(sum(heights))

    def _lines(self) -> Iterator[tuple[Entry, bool]]:
        for entry in self._entries:
            yield entry, False
            if _is_around(entry, self._place):
                yield from ((inner, True) for inner in entry.inside)

    def _key_at(self, row: int) -> str:
        return entry_of(self._model.index(row, 0)).place

    def here(self) -> str:
        """Return the place that is selected; empty if it is not on the list."""
        chosen = self.selectedIndexes()
        return entry_of(chosen[0]).place if chosen else ""

    def set_narrow(self, is_narrow: bool) -> None:
        """Show icons and numbers alone, or titles too."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            bar = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(  # it would take a third of a narrow one
                bar.ScrollBarAlwaysOff if is_narrow else bar.ScrollBarAsNeeded
            )
            self.scheduleDelayedItemsLayout()
            self._fit()

    def is_narrow(self) -> bool:
        """Return whether there is no room for titles."""
        return self._is_narrow

    def narrow_width(self) -> int:
        """Return the room for an icon and the longest number."""
        number = QFontMetrics(bold(self.font())).horizontalAdvance(WIDEST_NUMBER)
        icon = tokens.SPACE_32 + tokens.SPACE_4
        return max(tokens.NARROW_RAIL, icon + number + tokens.SPACE_16)

    def enter(self, by: int) -> None:
        """Take the cursor to the first line (1) or the last one (-1), as an arrow comes there."""
        rows = range(self._model.rowCount())
        indexes = [self._model.index(row, 0) for row in (rows if by > 0 else reversed(rows))]
        self.setCurrentIndex(indexes[0])
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_around(self, index: Index) -> bool:
        """Return whether the place that is selected is inside this one."""
        here = self.here()
        return any(each.place == here for each in entry_of(index).inside)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Leave the selection to ``show_place``."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place under the cursor with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        by = _ARROWS.get(Qt.Key(event.key()), 0)
        if by and self.currentIndex() == before:
            self.left.emit(by)

    def minimumSizeHint(self) -> QSize:
        """Return the size of one icon: the rest scrolls."""
        return QSize(tokens.SPACE_32, tokens.CONTROL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the titles are at another width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out again for another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()
            self._fit()

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid():
            self.place_requested.emit(entry_of(index).place)

    def _on_selected(self, selected: QItemSelection) -> None:
        indexes = selected.indexes()
        if indexes and not self._is_showing:
            self._ask(indexes[0])

    def _index_of(self, place: str) -> QModelIndex | None:
        indexes = (self._model.index(row, 0) for row in range(self._model.rowCount()))
        return next((each for each in indexes if place and entry_of(each).place == place), None)


def _is_around(entry: Entry, place: str) -> bool:
    """Return whether a place is this one or inside it."""
    return bool(place) and place in {entry.place, *(each.place for each in entry.inside)}


def _fill(item: QStandardItem, entry: Entry, *, is_inside: bool) -> None:
    if item.data(ENTRY) != entry:
        item.setData(entry, ENTRY)
        item.setData(is_inside, INSIDE)
        item.setText(f"{entry.number} {entry.title}".strip())
        item.setToolTip(entry.words)
        item.setData(entry.words, Qt.ItemDataRole.AccessibleTextRole)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
