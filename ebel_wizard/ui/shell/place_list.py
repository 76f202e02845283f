"""A list of places to go to, some with places inside; the places themselves are the window's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ebel_wizard.ui.widgets import icons, scheme, tokens

_ENTRY: Final = Qt.ItemDataRole.UserRole
_INSIDE: Final = _ENTRY + 1
_GAP: Final = 2  # between two rows, and around the ring of the focus
_BAR: Final = 3
_INNER_ROW: Final = 32
_WIDEST_NUMBER: Final = "11"  # the titles of all steps begin at one edge
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: where it leads, what it says and shows; one without a place is a heading.

    ``number`` stands before the title, ``narrow`` beside the icon where there is no room for titles
    and the entry has no number; ``problems`` is a count on a red ground after it.
    ``words`` is all of it for a screen reader and for the tooltip.
    """

    place: str
    title: str
    words: str
    icon: str = ""
    role: str = "text2"
    number: str = ""
    narrow: str = ""
    problems: int = 0
    inside: tuple["Entry", ...] = field(default=())


class PlaceList(QListView):
    """Shows entries and asks for a place on a click, Enter or the space bar.

    What is selected is where the officer is, and what is inside the place around it is listed too.
    The arrows move through the list without going there; a screen reader that selects a place goes
    there.
    """

    place_requested = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._is_narrow = False
        self._is_showing = False
        self._place = ""
        self._entries: Sequence[Entry] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
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
        wanted = {_key(entry) for entry, _ in lines}
        self._is_showing = True
        for at, (entry, is_inside) in enumerate(lines):
            while at < self._model.rowCount() and self._key_at(at) not in wanted:
                self._model.removeRow(at)
            if at == self._model.rowCount() or self._key_at(at) != _key(entry):
                self._model.insertRow(at, QStandardItem())
            _fill(self._model.item(at), entry, is_inside=is_inside)
        self._model.setRowCount(len(lines))
        self._is_showing = False

    def _lines(self) -> Iterator[tuple[Entry, bool]]:
        for entry in self._entries:
            yield entry, False
            if _is_around(entry, self._place):
                yield from ((inner, True) for inner in entry.inside)

    def _key_at(self, row: int) -> str:
        return _key(entry_of(self._model.index(row, 0)))

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

    def is_narrow(self) -> bool:
        """Return whether there is no room for titles."""
        return self._is_narrow

    def narrow_width(self) -> int:
        """Return the room for an icon and the longest number."""
        number = QFontMetrics(_bold(self.font())).horizontalAdvance(_WIDEST_NUMBER)
        icon = tokens.SPACE_32 + tokens.SPACE_4
        return max(tokens.NARROW_RAIL, icon + number + tokens.SPACE_16)

    def is_around(self, index: _Index) -> bool:
        """Return whether the place that is selected is inside this one."""
        here = self.here()
        return any(each.place == here for each in entry_of(index).inside)

    def selectionCommand(
        self, index: _Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Leave the selection to ``show_place``."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place under the cursor with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the size of one icon: the rest scrolls."""
        return QSize(tokens.SPACE_32, tokens.CONTROL)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out again for another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.place_requested.emit(entry_of(index).place)

    def _on_selected(self, selected: QItemSelection) -> None:
        indexes = selected.indexes()
        if indexes and not self._is_showing:
            self._ask(indexes[0])

    def _index_of(self, place: str) -> QModelIndex | None:
        indexes = (self._model.index(row, 0) for row in range(self._model.rowCount()))
        return next((each for each in indexes if place and entry_of(each).place == place), None)


def entry_of(index: _Index) -> Entry:
    """Return what a line of the list shows."""
    entry = index.data(_ENTRY)
    assert isinstance(entry, Entry)
    return entry


def is_inside(index: _Index) -> bool:
    """Return whether a line belongs to the place above it."""
    return bool(index.data(_INSIDE))


def _is_around(entry: Entry, place: str) -> bool:
    """Return whether a place is this one or inside it."""
    return bool(place) and place in {entry.place, *(each.place for each in entry.inside)}


def _key(entry: Entry) -> str:
    return entry.place or entry.title


def _fill(item: QStandardItem, entry: Entry, *, is_inside: bool) -> None:
    if item.data(_ENTRY) != entry:
        item.setData(entry, _ENTRY)
        item.setData(is_inside, _INSIDE)
        item.setText(f"{entry.number} {entry.title}".strip())
        item.setToolTip(entry.words)
        item.setData(entry.words, Qt.ItemDataRole.AccessibleTextRole)
        can_go = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(can_go if entry.place else Qt.ItemFlag.NoItemFlags)


class _Delegate(QStyledItemDelegate):
    """Draws a line: bar, icon, number, title, count of problems."""

    def __init__(self, places: PlaceList) -> None:
        super().__init__(places)
        self._places = places

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a height in which the whole title has room, on as many lines as it needs."""
        entry = entry_of(index)
        least = _INNER_ROW if is_inside(index) or not entry.place else tokens.CONTROL
        width = self._places.viewport().width()
        if self._places.is_narrow():
            return QSize(width, least if entry.place else tokens.SPACE_8)
        rows = QRect(0, 0, width, least)
        room = self._title_rect(rows, entry, option.font, is_inside=is_inside(index))
        needed = _height(option.font, room.width(), entry.title)
        one_line = QFontMetrics(option.font).height()
        more = needed + tokens.SPACE_12 if needed > one_line else 0
        return QSize(width, max(least, more) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a line."""
        entry, is_inner = entry_of(index), is_inside(index)
        state = option.state
        row = option.rect.adjusted(tokens.SPACE_8, 0, -tokens.SPACE_8, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_here = bool(state & QStyle.StateFlag.State_Selected) or self._places.is_around(index)
        if is_here:
            self._fill(painter, row, "accent_soft")
            painter.setBrush(scheme.colour("accent"))
            bar = QRect(row.left(), row.top(), _BAR, row.height())
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        elif state & QStyle.StateFlag.State_MouseOver and entry.place:
            self._fill(painter, row, "hover")
        if self._places.hasFocus() and index == self._places.currentIndex():
            half = tokens.EDGE
            painter.setPen(QPen(scheme.colour("accent"), tokens.FOCUS_EDGE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = row.adjusted(half, half, -half, -half)
            painter.drawRoundedRect(ring, tokens.RADIUS, tokens.RADIUS)
        font = _bold(option.font) if is_here else QFont(option.font)
        self._icon(painter, option.rect, entry, is_inside=is_inner)
        if self._places.is_narrow():
            self._narrow(painter, option.rect, entry, font)
        else:
            self._wide(painter, option.rect, entry, font, is_inside=is_inner)
        painter.restore()

    def _fill(self, painter: QPainter, row: QRect, role: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.colour(role))
        painter.drawRoundedRect(row, tokens.RADIUS, tokens.RADIUS)

    def _icon(self, painter: QPainter, row: QRect, entry: Entry, *, is_inside: bool) -> None:
        if not entry.icon:
            return
        side = tokens.SMALL_ICON if is_inside else tokens.ICON
        left = row.left() + tokens.SPACE_16 + tokens.SPACE_4
        if self._places.is_narrow():
            if entry.number or entry.narrow:
                column = QRect(row.left() + tokens.SPACE_12, 0, tokens.ICON, 0)
                left = column.center().x() - side // 2
            else:
                left = row.center().x() - side // 2
        elif is_inside:
            left += tokens.SPACE_16
        at = QRect(left, row.center().y() - side // 2, side, side)
        icons.icon(entry.icon, entry.role).paint(painter, at)
        if entry.problems and self._places.is_narrow():
            self._dot(painter, QRect(at.right() - 2, at.top() - 4, 9, 9))

    def _narrow(self, painter: QPainter, row: QRect, entry: Entry, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(scheme.colour("text" if entry.number else "text2"))
        right = row.adjusted(tokens.SPACE_32 + tokens.SPACE_4, 0, -tokens.SPACE_8, -_GAP)
        painter.drawText(right, Qt.AlignmentFlag.AlignCenter, entry.number or entry.narrow)

    def _wide(
        self, painter: QPainter, row: QRect, entry: Entry, font: QFont, *, is_inside: bool
    ) -> None:
        painter.setFont(font)
        if not entry.place:
            painter.setPen(scheme.colour("hint"))
            heading = row.adjusted(tokens.SPACE_16 + tokens.SPACE_4, 0, 0, -_GAP)
            painter.drawText(heading, _WRAP, entry.title)
            return
        painter.setPen(scheme.colour("text"))
        title = self._title_rect(row, entry, font, is_inside=is_inside)
        if entry.number:
            number = QRect(0, title.top(), title.left() - tokens.SPACE_8, title.height())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(number, right, entry.number)
        plain = _plain(font)
        if _height(font, title.width(), entry.title) > _height(plain, title.width(), entry.title):
            painter.setFont(plain)  # the row has no room for another line
        painter.drawText(title, _WRAP, entry.title)
        if entry.problems:
            painter.setFont(plain)
            left, right_edge = title.right(), row.right() - tokens.SPACE_16
            room = QRect(left, row.top(), right_edge - left, row.height() - _GAP)
            self._count(painter, room, entry.problems)

    def _title_rect(self, row: QRect, entry: Entry, font: QFont, *, is_inside: bool) -> QRect:
        """Return where the title stands: after icon and number, before the count of problems."""
        metrics = QFontMetrics(_bold(font))
        left = row.left() + tokens.SPACE_16 + tokens.SPACE_4
        if is_inside:
            left += tokens.SPACE_16 + tokens.SMALL_ICON + tokens.SPACE_8
        else:
            left += tokens.ICON + tokens.SPACE_8
        if entry.number:
            left += metrics.horizontalAdvance(_WIDEST_NUMBER) + tokens.SPACE_8
        count = str(entry.problems) if entry.problems else ""
        used = metrics.horizontalAdvance(count) + tokens.SPACE_16 if count else 0
        right = row.right() - tokens.SPACE_16 - used
        return QRect(left, row.top(), right - left, row.height() - _GAP)

    def _count(self, painter: QPainter, room: QRect, count: int) -> None:
        """Draw a number on a red ground at the right."""
        metrics = painter.fontMetrics()
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(str(count)) + tokens.SPACE_8)
        ground = QRect(room.right() - width, room.center().y() - height // 2, width, height)
        self._dot(painter, ground)
        painter.setPen(scheme.colour("surface"))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, str(count))

    def _dot(self, painter: QPainter, ground: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.colour("danger"))
        painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)


def _height(font: QFont, width: int, text: str) -> int:
    """Return how high a text is in a column."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _plain(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.Normal)
    return made
