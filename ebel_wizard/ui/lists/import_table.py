"""The rows of a list before it is taken: who comes, what was mended, who was refused and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ebel_wizard.case import fields
from ebel_wizard.people_import import normalise
from ebel_wizard.people_import.people import Correction
from ebel_wizard.people_import.plan import ImportPlan
from ebel_wizard.turkish import identifiers
from ebel_wizard.ui.widgets import theme

Index = QModelIndex | QPersistentModelIndex
_LABELS: Final = {field.path: field.label for field in fields.PERSON}
_PARTS: Final = tuple(_LABELS)
_HEADINGS: Final = ("Satır", *_LABELS.values(), "Düzeltilen ya da alınamayan")
_WAS: Final = "Bu TCKN personelde şimdi {} adıyla kayıtlı; alırsanız adı değişir"
WIDTHS: Final = (7, 13, 14, 13, 16, 20, 24, 44)


class Shown(Enum):
    """Which rows are to be seen."""

    ALL = "Bütün satırlar"
    MENDED = "Düzeltilenler"
    REFUSED = "Alınamayanlar"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the list; ``row`` is the sheet's own."""

    row: int
    cells: tuple[str, ...]
    mended: frozenset[str]
    words: str
    is_refused: bool


def rows_of(intake: ImportPlan) -> list[PreviewRow]:
    """Everyone the list has, taken or not, in its order."""
    rows = [
        PreviewRow(
            taken.row,
            tuple(str(getattr(person, part)) for part in _PARTS),
            frozenset(mend.field for mend in taken.mends) | ({"name", "surname"} if was else set()),
            "; ".join([*([_WAS.format(was)] if was else []), *map(_mend_words, taken.mends)]),
            is_refused=False,
        )
        for taken, person, was in zip(
            intake.result.taken, intake.people, intake.renamed, strict=True
        )
    ]
    rows += [
        PreviewRow(
            refused.row,
            tuple(_cell(intake, refused.row, part) for part in _PARTS),
            frozenset({refused.field}),
            refused.reason,
            is_refused=True,
        )
        for refused in intake.result.refused
    ]
    return sorted(rows, key=lambda each: each.row)


def refused_rows(intake: ImportPlan) -> tuple[list[str], list[list[str]]]:
    """Headings and rows for who made the list: each refused row as it stands there, and why."""
    sheet = intake.sheet
    return (
        ["Satır", "Neden alınamadı", *intake.columns.headings],
        [
            [str(each.row), each.reason, *map(normalise.plain, sheet.rows[each.row - 1])]
            for each in intake.result.refused
        ],
    )


def _cell(intake: ImportPlan, row: int, part: str) -> str:
    cells = intake.sheet.rows[row - 1]
    at = intake.columns.columns.get(part, -1)
    if part == "surname" and at == intake.columns.columns.get("name"):
        return ""  # it stands with the name
    return normalise.plain(cells[at]) if 0 <= at < len(cells) else ""


def _mend_words(mend: Correction) -> str:
    made = identifiers.print_phone(mend.made) if mend.field == "mobile" else mend.made
    return f"{_LABELS[mend.field]}: {mend.said} → {made or 'boş bırakıldı'}"


class IntakeModel(QAbstractTableModel):
    """Those of the rows that are to be seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._all: Sequence[PreviewRow] = ()
        self._shown = Shown.ALL
        self.rows: Sequence[PreviewRow] = ()

    def show_rows(self, rows: Sequence[PreviewRow], shown: Shown) -> None:
        """Show these rows, or the part of them that is asked for."""
        self.beginResetModel()
        self._all, self._shown = rows, shown
        if shown is Shown.MENDED:
            rows = [each for each in rows if each.mended and not each.is_refused]
        elif shown is Shown.REFUSED:
            rows = [each for each in rows if each.is_refused]
        self.rows = rows
        self.endResetModel()

    def choose(self, shown: Shown) -> None:
        """Another part of the same rows."""
        self.show_rows(self._all, shown)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row each."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The sheet's row, the person's parts, what was mended or is wrong."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Labels across."""
        across = orientation == Qt.Orientation.Horizontal
        return _HEADINGS[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is taken; mended cells and refused rows in colour, said in the last column."""
        row, column = self.rows[index.row()], index.column()
        last = column == len(_HEADINGS) - 1
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return str(row.row)
            return row.words if last else row.cells[column - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.words
        marked = last or column == 0 or _PARTS[column - 1] in row.mended
        if role == Qt.ItemDataRole.BackgroundRole and marked and row.words:
            colour = QColor(
                theme.tone(self._owner.palette(), "error" if row.is_refused else "warning")
            )
            colour.setAlpha(48)
            return colour
        return None
