"""The Qt model of rows that are edited in place: people, units, worklists.

A model stores ids only; the rows are read from the session's answers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.normalise import mend, normalise_answer
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.turkish import dates, identifiers, letters
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import scheme

_RIGID: Final = (Kind.TCKN, Kind.PHONE, Kind.DATE)
Index = QModelIndex | QPersistentModelIndex
_BLANK: Final = "boş"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; read-only without ``change``. ``width`` is in grid units.

    ``is_checkable`` shows a box that stores today's date when it is ticked. ``suggestions`` are
    offered while typing; any other text may be typed as well.
    """

    field: Field
    width: int
    read: Callable[[str], str]
    change: Callable[[str, str], Change | None] | None = None
    is_checkable: bool = False
    suggestions: Callable[[], Sequence[str]] | None = None

    @property
    def is_rigid(self) -> bool:
        """Whether its texts have one length, so that it neither grows nor shrinks."""
        return self.is_checkable or self.field.kind in _RIGID


class ListModel(QAbstractTableModel):
    """The rows that pass the filter, in the order of ``ids`` or of a column.

    ``versions`` returns the objects that a row is made from; the row has changed when one of them
    is another object.
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
        self._read_ids = ids
        self._versions = versions
        self._folded: dict[str, tuple[tuple[object, ...], str]] = {}
        self._is_stale = True
        self._filter: tuple[str, ...] = ()
        self._passes: Callable[[str], bool] | None = None
        self._all: list[str] = ids()
        self._given = self._all
        self._is_sorted = False
        self._places = self._all  # the order of all rows there are or were
        self._sort_texts: dict[int, dict[str, str]] = {}  # by column, as of its last sorting
        self.ids: list[str] = self._all
        self._problems: Mapping[tuple[str, str], Sequence[Problem]] = {}

    def sync(self, altered: Collection[str] | None = None) -> None:
        """Follow the session; reset the model only if rows were added, removed or moved.

        ``altered``: the ids of the rows that were, if nothing else was: only they are drawn again.
        An edited row keeps its place and stays visible, whatever the sorting and the filter would
        do with it now. New rows are added at the end, restored ones return to their old place.
        """
        self._is_stale = True
        given, before = self._read_ids(), self._all
        if given != self._given:
            self._given = given
            self._all = self._in_known_places(given) if self._is_sorted else given
        if self._all != before:
            self._rebuild()
        else:
            ids = enumerate(self.ids)
            drawn = [at for at, key in ids if altered is None or key in altered]
            if drawn:
                right = len(self.columns) - 1
                self.dataChanged.emit(self.index(drawn[0], 0), self.index(drawn[-1], right))

    def _in_known_places(self, ids: list[str]) -> list[str]:
        existing, known = set(ids), set(self._places)
        self._places = self._places + [key for key in ids if key not in known]
        return [key for key in self._places if key in existing]

    def set_filter(self, text: str, passes: Callable[[str], bool] | None = None) -> None:
        """Show only rows that contain every word of a text, with Turkish letters or without, and
        that pass; None lets all pass.
        """
        words = tuple(letters.fold(letters.clean(text)).split())
        if words != self._filter or passes is not self._passes:
            self._filter, self._passes = words, passes
            self._rebuild()

    def arrange(self, ids: Sequence[str]) -> None:
        """Put the rows in an order that was made elsewhere; it has every row there is."""
        if self._all != ids:
            self._all = self._places = list(ids)
            self._is_sorted = True
            self._rebuild()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, stably; empty cells come last in both orders.

        Removed rows are sorted too, by their last text, since undo may bring them back.
        """
        sorted_by = self.columns[column]
        last_texts = self._sort_texts.setdefault(column, {})
        last_texts.update({key: sorted_by.read(key).strip() for key in self._all})
        places = self._places if self._is_sorted else self._all
        texts = {key: last_texts.get(key, "") for key in places}
        by_date = sorted_by.field.kind is Kind.DATE
        keys = {text: _sort_key(text, by_date=by_date) for text in set(texts.values())}
        filled = sorted(
            (key for key in places if texts[key]),
            key=lambda key: keys[texts[key]],
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self._is_sorted = True
        self._places = [*filled, *(key for key in places if not texts[key])]
        existing = set(self._all)
        self._all = [key for key in self._places if key in existing]
        self._rebuild()

    @property
    def all_ids(self) -> Sequence[str]:
        """Return the ids of all rows, also of those that the filter hides."""
        return self._all

    def show_problems(self, problems: Mapping[tuple[str, str], Sequence[Problem]]) -> None:
        """Mark the cells with problems, by row id and field path."""
        if problems != self._problems:
            self._problems = problems
            self.sync()

    def problems_of(self, row_id: str) -> list[Problem]:
        """Return the problems of a row, from left to right."""
        return [
            each
            for column in self.columns
            for each in self._problems.get((row_id, column.field.path), ())
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the labels of the columns, with their hints as tool tips, and the running numbers
        of the rows.
        """
        across = orientation == Qt.Orientation.Horizontal
        if role != Qt.ItemDataRole.DisplayRole and not (
            across and role == Qt.ItemDataRole.ToolTipRole
        ):
            return None
        if not across:
            return section + 1
        field = self.columns[section].field
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        return "\n".join(filter(None, (field.label, field.hint if is_tip else "")))

    def _shown(self, column: Column, text: str) -> str:
        """Return a cell's text as it is seen: the settings may want identity numbers masked."""
        is_masked = column.field.kind is Kind.TCKN and self.session.settings.tckns == "masked"
        return identifiers.masked_tckn(text) if is_masked else text

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its tick, and its problems as colour and text."""
        column, row_id = self.columns[index.column()], self.ids[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(column, column.read(row_id))
        if role == Qt.ItemDataRole.EditRole:
            return column.read(row_id)
        if role == Qt.ItemDataRole.CheckStateRole and column.is_checkable:
            is_ticked = bool(column.read(row_id).strip())
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.read(row_id) or (column.field.label if column.is_checkable else _BLANK)
        problems = self._problems.get((row_id, column.field.path), ())
        if not problems:
            return None
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return "\n".join(problem.text for problem in problems)
        if role == Qt.ItemDataRole.BackgroundRole:
            worst = any(problem.severity is Severity.ERROR for problem in problems)
            return scheme.colour("danger_soft" if worst else "warning_soft")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store a text, mended and in its usual print form, or a tick as today's date."""
        column = self.columns[index.column()]
        if column.change is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and column.is_checkable:
            is_ticked = value in {Qt.CheckState.Checked, Qt.CheckState.Checked.value}
            value = dates.short(self.session.today()) if is_ticked else ""
        elif role != Qt.ItemDataRole.EditRole:
            return False
        self.take_text(index, str(value), mends=True)
        return True

    def take_text(self, index: Index, text: str, *, mends: bool) -> None:
        """Store a text in its usual print form; what is mended in it is said, and one undo takes
        the mending back.
        """
        field = self.columns[index.column()].field
        shown = normalise_answer(field.kind, text)
        self.buffer_text(index, shown)
        self.session.editing_finished(self._key(index))
        mended, what = mend(field, text) if mends else (shown, "")
        if what and mended != shown:
            self.buffer_text(index, mended)
            self.session.editing_finished(self._key(index))
            self.session.notify(f"{what} {shown} → {mended}")

    def buffer_text(self, index: Index, text: str) -> None:
        """Take a cell's text while it is typed; it is stored half a second after the last key."""
        change = self.columns[index.column()].change
        if change is not None:
            row_id = self.ids[index.row()]
            self.session.text_edited(self._key(index), partial(change, row_id, text), self.step_id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be edited or ticked; a box has no editor."""
        flags = super().flags(index)
        column = self.columns[index.column()]
        if column.change is not None:
            kind = Qt.ItemFlag
            flags |= kind.ItemIsUserCheckable if column.is_checkable else kind.ItemIsEditable
        return flags

    def _key(self, index: Index) -> tuple[str, str]:
        return self.ids[index.row()], self.columns[index.column()].field.path

    def _rebuild(self) -> None:
        self.beginResetModel()
        self.ids = self._filtered() if self._filter else self._all
        if self._passes is not None:
            self.ids = list(filter(self._passes, self.ids))
        self.endResetModel()

    def _filtered(self) -> list[str]:
        """Return the rows that pass the filter; read changed rows again, once after a change."""
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


def _sort_key(text: str, *, by_date: bool) -> tuple[date, object]:
    """Return the sort key of a text: by the Turkish alphabet, or by its date."""
    day = dates.parse(text) if by_date else None
    return day or date.min, letters.sort_key(text)
