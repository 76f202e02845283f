"""The rows of a list before its import: accepted, corrected, or rejected with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ebel_wizard.case import fields
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import normalise
from ebel_wizard.people_import.person_cells import Correction
from ebel_wizard.people_import.plan import ImportPlan
from ebel_wizard.people_import.results import Accepted
from ebel_wizard.turkish import identifiers
from ebel_wizard.ui.widgets import theme

Index = QModelIndex | QPersistentModelIndex
_LABELS: Final = {field.path: field.label for field in fields.PERSON}
_PARTS: Final = tuple(_LABELS)
_HEADINGS: Final = ("Satır", *_LABELS.values(), "Düzeltilen ya da alınamayan")
_RENAMED: Final = "Bu TCKN personelde şimdi {} adıyla kayıtlı; alırsanız adı değişir"
WIDTHS: Final = (7, 13, 14, 13, 16, 20, 24, 44)


class RowFilter(Enum):
    """Which rows are shown."""

    ALL = "Bütün satırlar"
    CORRECTED = "Düzeltilenler"
    REJECTED = "Alınamayanlar"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the list; ``row`` is the sheet's row number, ``note`` says what happened to it."""

    row: int
    cells: tuple[str, ...]
    corrected: frozenset[str]
    note: str
    is_rejected: bool


def preview_rows(plan: ImportPlan) -> list[PreviewRow]:
    """Return all people of the list, accepted or rejected, in its order."""
    rows = [
        _accepted_row(*each)
        for each in zip(plan.result.accepted, plan.people, plan.renamed, strict=True)
    ]
    rows += [
        PreviewRow(
            rejected.row,
            tuple(_cell(plan, rejected.row, part) for part in _PARTS),
            frozenset({rejected.field}),
            rejected.reason,
            is_rejected=True,
        )
        for rejected in plan.result.rejected
    ]
    return sorted(rows, key=lambda each: each.row)


def _accepted_row(accepted: Accepted, person: Person, old_name: str) -> PreviewRow:
    corrected = {correction.field for correction in accepted.corrections}
    notes = [_correction_text(correction) for correction in accepted.corrections]
    if old_name:
        corrected |= {"name", "surname"}
        notes.insert(0, _RENAMED.format(old_name))
    return PreviewRow(
        accepted.row,
        tuple(str(getattr(person, part)) for part in _PARTS),
        frozenset(corrected),
        "; ".join(notes),
        is_rejected=False,
    )


def rejected_rows(plan: ImportPlan) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows for the list's author: the rejected rows unchanged, and why."""
    sheet = plan.sheet
    return (
        ["Satır", "Neden alınamadı", *plan.columns.headings],
        [
            [str(each.row), each.reason, *map(normalise.display_text, sheet.rows[each.row - 1])]
            for each in plan.result.rejected
        ],
    )


def _cell(plan: ImportPlan, row: int, part: str) -> str:
    cells = plan.sheet.rows[row - 1]
    at = plan.columns.columns.get(part, -1)
    if part == "surname" and at == plan.columns.columns.get("name"):
        return ""  # shown with the name
    return normalise.display_text(cells[at]) if 0 <= at < len(cells) else ""


def _correction_text(correction: Correction) -> str:
    corrected = correction.corrected
    if correction.field == "mobile":
        corrected = identifiers.print_phone(corrected)
    return f"{_LABELS[correction.field]}: {correction.original} → {corrected or 'boş bırakıldı'}"


class ImportPreviewModel(QAbstractTableModel):
    """The Qt model of the rows that pass the filter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._all: Sequence[PreviewRow] = ()
        self._filter = RowFilter.ALL
        self.rows: Sequence[PreviewRow] = ()

    def show_rows(self, rows: Sequence[PreviewRow], row_filter: RowFilter) -> None:
        """Set the rows and show those that pass the filter."""
        self.beginResetModel()
        self._all, self._filter = rows, row_filter
        if row_filter is RowFilter.CORRECTED:
            rows = [each for each in rows if each.corrected and not each.is_rejected]
        elif row_filter is RowFilter.REJECTED:
            rows = [each for each in rows if each.is_rejected]
        self.rows = rows
        self.endResetModel()

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show other rows of the same list."""
        self.show_rows(self._all, row_filter)

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
            return row.note if last else row.cells[column - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.note
        marked = last or column == 0 or _PARTS[column - 1] in row.corrected
        if role == Qt.ItemDataRole.BackgroundRole and marked and row.note:
            colour = QColor(
                theme.tone(self._owner.palette(), "error" if row.is_rejected else "warning")
            )
            colour.setAlpha(48)
            return colour
        return None
