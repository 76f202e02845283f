"""The rows of a list before its import: accepted, corrected, or rejected with a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ebel_wizard.case import row_fields
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import normalise
from ebel_wizard.people_import.person_cells import Correction
from ebel_wizard.people_import.plan import ImportPlan
from ebel_wizard.people_import.results import KIND_NAMES, Accepted
from ebel_wizard.turkish import identifiers, letters
from ebel_wizard.ui.lists import replace_question
from ebel_wizard.ui.widgets import scheme

Index = QModelIndex | QPersistentModelIndex
_LABELS: Final = {field.path: field.label for field in row_fields.PERSON}
_PARTS: Final = tuple(_LABELS)
_HEADINGS: Final = ("Satır", *_LABELS.values(), "Düzeltilen ya da alınamayan")
_RENAMED: Final = "Bu TCKN personelde şimdi {} adıyla kayıtlı; alırsanız adı değişir"
_SET_ASIDE: Final = "Kişi sayılmadı ({}): {}"
_NUMBERLESS: Final = "TCKN’siz alınacak; doğrusunu sonra personelde yazın"
_CLAIMED: Final = "Kişi sayılmamıştı, siz aldınız"
WIDTHS: Final = (7, 13, 14, 13, 16, 20, 24, 44)
LONGEST: Final = {
    1 + _PARTS.index("tckn"): "0" * 11,
    1 + _PARTS.index("mobile"): "(0 500) 000 00 00",
}
"""The longest texts of columns whose texts are never to be cut."""


class RowFilter(Enum):
    """Which rows are shown."""

    ACCEPTED = "Alınacak"
    CORRECTED = "Düzeltilen"
    ASKED = "Soru"
    REJECTED = "Alınmayan"
    SET_ASIDE = "Kişi olmayan"
    SETTLED = "Halledilen"


class RowState(Enum):
    """What is to become of a row."""

    ACCEPTED = "accepted"
    ASKED = "asked"
    REJECTED = "rejected"
    SET_ASIDE = "set aside"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the list; ``row`` is the sheet's row number, ``note`` says what happened to it."""

    row: int
    cells: tuple[str, ...]
    corrected: frozenset[str]
    note: str
    state: RowState = RowState.ACCEPTED
    altered: frozenset[str] = frozenset()
    """Which cells say another thing now, and not only the same in another form."""

    @property
    def is_left(self) -> bool:
        """Whether the row is not imported though it is a person's."""
        return self.state in {RowState.ASKED, RowState.REJECTED}


def preview_rows(plan: ImportPlan) -> list[PreviewRow]:
    """Return all rows of the list, accepted, rejected or set aside, in its order."""
    rows = [
        _accepted_row(
            plan, accepted, person, old_name, RowState.ASKED if n in asked else RowState.ACCEPTED
        )
        for asked in [plan.asked]
        for n, (accepted, person, old_name) in enumerate(
            zip(plan.result.accepted, plan.people, plan.renamed, strict=True)
        )
    ]
    rows += [
        _plain_row(plan, each.row, frozenset({each.field}), each.reason, RowState.REJECTED)
        for each in plan.result.rejected
    ]
    rows += [
        _plain_row(
            plan,
            each.row,
            frozenset(),
            _SET_ASIDE.format(KIND_NAMES[each.kind], each.text),
            RowState.SET_ASIDE,
        )
        for each in plan.result.set_aside
    ]
    settled = plan.decisions.settled
    shown = (
        replace(each, state=RowState.SETTLED) if each.row in settled and each.is_left else each
        for each in rows
    )
    return sorted(shown, key=lambda each: each.row)


def _plain_row(
    plan: ImportPlan, row: int, corrected: frozenset[str], note: str, state: RowState
) -> PreviewRow:
    cells = tuple(_cell(plan, row, part) for part in _PARTS)
    return PreviewRow(row, cells, corrected, note, state)


def _accepted_row(
    plan: ImportPlan, accepted: Accepted, person: Person, old_name: str, state: RowState
) -> PreviewRow:
    corrected = {correction.field for correction in accepted.corrections}
    altered = {each.field for each in accepted.corrections if _says_another_thing(each)}
    notes = [_correction_text(correction) for correction in accepted.corrections]
    if accepted.row in plan.decisions.numberless:
        notes.insert(0, _NUMBERLESS)
    elif accepted.row in plan.decisions.claimed:
        notes.insert(0, _CLAIMED)
    asked: list[str] = []
    if old_name:
        corrected |= {"name", "surname"}
        altered |= {"name", "surname"}
    if old_name and state is RowState.ASKED:
        asked = [replace_question.question(old_name, person)]
    elif old_name:
        notes.insert(0, _RENAMED.format(old_name))
    return PreviewRow(
        accepted.row,
        tuple(str(getattr(person, part)) for part in _PARTS),
        frozenset(corrected),
        " ".join([*asked, "; ".join(notes)]).strip(),
        state,
        frozenset(altered),
    )


def rejected_rows(plan: ImportPlan) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows for the list's author: the rejected rows unchanged, and why."""
    sheet = plan.sheet
    reasons = {each.row: each.reason for each in plan.result.rejected}
    reasons |= {
        plan.result.accepted[each.place].row: replace_question.owned_by(each.name)
        for each in plan.merge.conflicts
    }
    return (
        ["Satır", "Neden alınamadı", *plan.columns.headings],
        [
            [str(row), reason, *map(normalise.display_text, sheet.rows[row - 1])]
            for row, reason in sorted(reasons.items())
        ],
    )


def _cell(plan: ImportPlan, row: int, part: str) -> str:
    cells = plan.sheet.rows[row - 1]
    at = plan.columns.columns.get(part, -1)
    if part == "surname" and at == plan.columns.columns.get("name"):
        return ""  # shown with the name
    return normalise.display_text(cells[at]) if 0 <= at < len(cells) else ""


def _says_another_thing(correction: Correction) -> bool:
    """Return whether more than capitals, spaces and marks was corrected."""
    before, after = correction.original, correction.corrected
    if correction.field == "mobile":
        return not after or identifiers.phone(before) != identifiers.phone(after)
    if correction.field == "tckn":
        return identifiers.digits(before.removesuffix(".0")) != after  # Excel reads a number
    known = letters.lower(before).split()
    return any(word not in known for word in letters.lower(after).split())


def _correction_text(correction: Correction) -> str:
    corrected = correction.corrected
    if correction.field == "mobile":
        corrected = identifiers.print_phone(corrected) or "cep numarası değil"
    return f"{_LABELS[correction.field]}: {correction.original} → {corrected or 'boş bırakıldı'}"


_FILTERS: Final[Mapping[RowFilter, Callable[[PreviewRow], bool]]] = {
    RowFilter.ACCEPTED: lambda row: row.state is RowState.ACCEPTED,
    RowFilter.CORRECTED: lambda row: row.state is RowState.ACCEPTED and bool(row.corrected),
    RowFilter.ASKED: lambda row: row.state is RowState.ASKED,
    RowFilter.REJECTED: lambda row: row.state is RowState.REJECTED,
    RowFilter.SET_ASIDE: lambda row: row.state is RowState.SET_ASIDE,
    RowFilter.SETTLED: lambda row: row.state is RowState.SETTLED,
}


class ImportPreviewModel(QAbstractTableModel):
    """The Qt model of the rows that pass the filter."""

    def __init__(self, parent: QWidget, masks: Callable[[], bool]) -> None:
        """``masks``: whether identity numbers are not to be seen whole."""
        super().__init__(parent)
        self._masks = masks
        self._all: Sequence[PreviewRow] = ()
        self._filter = RowFilter.ACCEPTED
        self.rows: Sequence[PreviewRow] = ()

    def show_rows(self, rows: Sequence[PreviewRow], row_filter: RowFilter) -> None:
        """Set the rows and show those that pass the filter."""
        self.beginResetModel()
        self._all, self._filter = rows, row_filter
        passes = _FILTERS[row_filter]
        self.rows = [each for each in rows if passes(each)]
        self.endResetModel()

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show other rows of the same list."""
        self.show_rows(self._all, row_filter)

    def counts(self) -> Mapping[str, int]:
        """Return how many rows pass each filter, by its name."""
        return {each.value: sum(map(passes, self._all)) for each, passes in _FILTERS.items()}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns: row number, the person's fields, note."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the labels of the columns."""
        across = orientation == Qt.Orientation.Horizontal
        return _HEADINGS[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text; corrected cells, rejected rows and their notes are coloured."""
        row, column = self.rows[index.row()], index.column()
        last = column == len(_HEADINGS) - 1
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return str(row.row)
            return self._seen(row.note if last else row.cells[column - 1], column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._seen(row.note, len(_HEADINGS) - 1)
        ends = last or column == 0
        if role == Qt.ItemDataRole.BackgroundRole:
            if row.is_left and (ends or _PARTS[column - 1] in row.corrected):
                return scheme.colour("danger_soft")
            if row.altered and (ends or _PARTS[column - 1] in row.altered):
                return scheme.colour("warning_soft")
        return None

    def _seen(self, text: str, column: int) -> str:
        if not self._masks():
            return text
        is_number = column == 1 + _PARTS.index("tckn")
        return identifiers.masked_tckn(text) if is_number else identifiers.mask_tckns(text)
