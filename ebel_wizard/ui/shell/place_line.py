"""A line of a list of places: what it says and shows, and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ebel_wizard.ui.widgets import icons, scheme, tokens

ENTRY: Final = Qt.ItemDataRole.UserRole
INSIDE: Final = ENTRY + 1
_GAP: Final = 2  # between two rows, and around the ring of the focus
_BAR: Final = 3
_INNER_ROW: Final = 32
WIDEST_NUMBER: Final = "11"  # the titles of all steps begin at one edge
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: where it leads, what it says and shows.

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


def entry_of(index: Index) -> Entry:
    """Return what a line of the list shows."""
    entry = index.data(ENTRY)
    assert isinstance(entry, Entry)
    return entry


def is_inside(index: Index) -> bool:
    """Return whether a line belongs to the place above it."""
    return bool(index.data(INSIDE))


class LineDelegate(QStyledItemDelegate):
    """Draws a line: bar, icon, number, title, count of problems."""

    def __init__(
        self,
        places: QListView,
        is_narrow: Callable[[], bool],
        is_around: Callable[[Index], bool],
    ) -> None:
        """``is_narrow``: whether there is no room for titles. ``is_around``: whether the place one
        is at is inside that of a line.
        """
        super().__init__(places)
        self._places = places
        self._is_narrow = is_narrow
        self._is_around = is_around

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height in which the whole title has room, on as many lines as it needs."""
        entry = entry_of(index)
        least = _INNER_ROW if is_inside(index) else tokens.CONTROL
        width = self._places.viewport().width()
        if self._is_narrow():
            return QSize(width, least)
        rows = self._row(QRect(0, 0, width, least))
        room = self._title_rect(rows, entry, option.font, is_inside=is_inside(index))
        needed = _height(option.font, room.width(), entry.title)
        one_line = QFontMetrics(option.font).height()
        more = needed + tokens.SPACE_12 if needed > one_line else 0
        return QSize(width, max(least, more) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        entry, is_inner = entry_of(index), is_inside(index)
        state = option.state
        whole = self._row(option.rect)
        left, right = (tokens.SPACE_4,) * 2 if self._is_narrow() else (tokens.SPACE_8, 0)
        row = whole.adjusted(left, 0, -right, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_here = bool(state & QStyle.StateFlag.State_Selected) or self._is_around(index)
        if is_here:
            self._fill(painter, row, "accent_soft")
            painter.setBrush(scheme.colour("accent"))
            bar = QRect(row.left(), row.top(), _BAR, row.height())
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            self._fill(painter, row, "hover")
        if self._places.hasFocus() and index == self._places.currentIndex():
            half = tokens.EDGE
            painter.setPen(QPen(scheme.colour("accent"), tokens.FOCUS_EDGE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = row.adjusted(half, half, -half, -half)
            painter.drawRoundedRect(ring, tokens.RADIUS, tokens.RADIUS)
        font = bold(option.font) if is_here else QFont(option.font)
        self._icon(painter, whole, entry, is_inside=is_inner)
        if self._is_narrow():
            self._narrow(painter, whole, entry, font)
        else:
            self._wide(painter, whole, entry, font, is_inside=is_inner)
        painter.restore()

    def _row(self, row: QRect) -> QRect:
        """Return a row without the room that is kept for the scroll bar, be it there or not."""
        if self._is_narrow():
            return row
        return QRect(row.topLeft(), QSize(self._places.width() - tokens.SCROLL_BAR, row.height()))

    def _fill(self, painter: QPainter, row: QRect, role: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.colour(role))
        painter.drawRoundedRect(row, tokens.RADIUS, tokens.RADIUS)

    def _icon(self, painter: QPainter, row: QRect, entry: Entry, *, is_inside: bool) -> None:
        if not entry.icon:
            return
        side = tokens.SMALL_ICON if is_inside else tokens.ICON
        left = row.left() + tokens.SPACE_16 + tokens.SPACE_4
        if self._is_narrow():
            if entry.number or entry.narrow:
                column = QRect(row.left() + tokens.SPACE_12, 0, tokens.ICON, 0)
                left = column.center().x() - side // 2
            else:
                left = row.center().x() - side // 2
        elif is_inside:
            left += tokens.SPACE_16
        at = QRect(left, row.center().y() - side // 2, side, side)
        icons.icon(entry.icon, entry.role).paint(painter, at)
        if entry.problems and self._is_narrow():
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
            left, right_edge = title.right(), row.right() - tokens.SPACE_12
            room = QRect(left, row.top(), right_edge - left, row.height() - _GAP)
            self._count(painter, room, entry.problems)

    def _title_rect(self, row: QRect, entry: Entry, font: QFont, *, is_inside: bool) -> QRect:
        """Return where the title stands: after icon and number, before the count of problems."""
        metrics = QFontMetrics(bold(font))
        left = row.left() + tokens.SPACE_16 + tokens.SPACE_4
        if is_inside:
            left += tokens.SPACE_16 + tokens.SMALL_ICON + tokens.SPACE_8
        else:
            left += tokens.ICON + tokens.SPACE_8
        if entry.number:
            left += metrics.horizontalAdvance(WIDEST_NUMBER) + tokens.SPACE_8
        count = str(entry.problems) if entry.problems else ""
        used = metrics.horizontalAdvance(count) + tokens.SPACE_16 if count else 0
        right = row.right() - tokens.SPACE_12 - used
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


def bold(font: QFont) -> QFont:
    """Return the font of the place one is at."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _plain(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.Normal)
    return made
