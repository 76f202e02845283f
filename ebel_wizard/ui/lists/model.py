"""The rows of a table that are edited in place: people, units, the worklists of the later steps.

Rows are known by their id and come from the session's answers; a model holds none of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.turkish import dates, letters
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme

Index = QModelIndex | QPersistentModelIndex


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
        self._is_stale = True
        self._filter: tuple[str, ...] = ()
        self._all: list[str] = ids()
        self._is_sorted = False
        self._places = self._all  # where each row stands or stood
        self._said: dict[int, dict[str, str]] = {}  # texts by column, as it was last sorted
        self.ids: list[str] = self._all
        self._problems: Mapping[tuple[str, str], Sequence[Problem]] = {}

    def sync(self) -> None:
        """Follow the session; rows are rebuilt only when they came, went or changed their order.

        A row that is being altered stays in sight though the filter would not let it through now,
        and where it is though it was sorted to there; new rows come to the end, and rows that
        come back to their old place.
        """
        self._is_stale = True
        ids = self._ids_now()
        if self._is_sorted:
            there, known = set(ids), set(self._places)
            self._places = self._places + [key for key in ids if key not in known]
            ids = [key for key in self._places if key in there]
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

        Empty cells come last either way. Rows that are gone are sorted by what they said, since
        they may come back.
        """
        asked = self.columns[column]
        said = self._said.setdefault(column, {})
        said.update({key: asked.read(key).strip() for key in self._all})
        places = self._places if self._is_sorted else self._all
        texts = {key: said.get(key, "") for key in places}
        by_date = asked.field.kind is Kind.DATE
        keys = {text: _order(text, by_date=by_date) for text in set(texts.values())}
        filled = sorted(
            (key for key in places if texts[key]),
            key=lambda key: keys[texts[key]],
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self._is_sorted = True
        self._places = [*filled, *(key for key in places if not texts[key])]
        there = set(self._all)
        self._all = [key for key in self._places if key in there]
        self._rebuild()

    @property
    def all_ids(self) -> Sequence[str]:
        """The rows with those that the filter hides."""
        return self._all

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
        self.typed(index, normalise_answer(column.field.kind, str(value)))
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
        self.ids = self._passing() if self._filter else self._all
        self.endResetModel()

    def _passing(self) -> list[str]:
        """Rows the filter lets through; which were altered is looked for once after a change."""
        if self._is_stale:
            for key in self._all:
                self._fold(key)
            self._is_stale = False
        words, folded = self._filter, self._folded
        return [key for key in self._all if all(word in folded[key][1] for word in words)]

    def _fold(self, row_id: str) -> None:
        now = self._versions(row_id)
        kept = self._folded.get(row_id)
        if kept is None or any(a is not b for a, b in zip(now, kept[0], strict=True)):
            text = "\n".join(letters.fold(column.read(row_id)) for column in self.columns)
            self._folded[row_id] = (now, text)


def _order(text: str, *, by_date: bool) -> tuple[date, object]:
    """Where a text belongs in its column: by the alphabet, or by the day that it says."""
    day = dates.parse(text) if by_date else None
    return day or date.min, letters.sort_key(text)
