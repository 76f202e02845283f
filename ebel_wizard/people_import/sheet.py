"""Sheets of rows of cells: the one form in which every kind of list is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

# A number stays a number: only the column tells whether it is a TCKN or a row number.
Cell = str | float
Progress = Callable[[int], None]  # gets the number of rows done; may raise Cancelled

MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 256
# Per file. Far above a list of 50,000 people, and low enough for five seconds and 300 MB.
MAX_CELLS: Final = 500_000
ENCRYPTED: Final = (
    "Dosya parolayla korunuyor. Excel’de açıp parolasını kaldırarak yeniden kaydedin."
)
BROKEN: Final = (
    "Dosya bozuk ya da yarım kalmış; açıldığı programda yeniden kaydedip bir daha deneyin."
)
TOO_LARGE: Final = (
    "Dosya açıldığında çok büyüyor. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
)
NOT_A_WORKBOOK: Final = (
    "Bu dosya bir Excel tablosu değil ya da bozuk; personel listesini .xlsx kaydedip onu verin."
)
NOT_A_LIST: Final = (
    "Bu dosya bir liste değil. Personel listesini .xlsx, .xls, .ods ya da .csv kaydedin."
)
UNCOMPUTED: Final = "#HESAPLANMAMIŞ!"
"""The cell of a formula whose value no program has computed yet."""
MAX_CELL_LENGTH: Final = 250
"""Characters of a cell that are kept; nothing about a person is longer."""
_PROGRESS_ROWS: Final = 1_000  # between two calls of a Progress


class SheetError(Exception):
    """Says in Turkish why a list cannot be read, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``rows[0]`` is the sheet's row 1; an empty cell is ``""``.

    A cell merged over several rows is repeated in each of them that has cells of its own. Hidden
    rows are included: a filter left on must not lose people. So are hidden columns, counted
    from 0 in ``hidden_columns``. ``notes`` are sentences on what the officer cannot see from the
    rows: hidden rows, a quotation mark that is never closed.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


class ReadBudget:
    """Limits on the cells and bytes read from one file, shared by all its sheets."""

    def __init__(self, size: int = 0) -> None:
        self.cells = MAX_CELLS
        self.size = size  # bytes that may still be unpacked

    def spend_cells(self, count: int) -> None:
        """Count cells as read; raise SheetError above the limit."""
        self.cells -= count
        if self.cells < 0:
            raise SheetError(
                "Dosyada 500.000’den çok dolu hücre var. Yalnız personel listesini ayrı bir "
                "dosyaya kaydedip onu verin."
            )

    def spend_size(self, count: int) -> None:
        """Count bytes as unpacked; raise SheetError above the limit."""
        self.size -= count
        if self.size < 0:
            raise SheetError(TOO_LARGE)


class SheetBuilder:
    """Collects a sheet's cells in any order; rows and columns are counted from 0."""

    def __init__(self, name: str, budget: ReadBudget, progress: Progress | None = None) -> None:
        self._name = name
        self._budget = budget
        self._progress = progress
        self._rows: list[list[Cell]] = []
        self._merged: list[tuple[int, int, int]] = []
        self._hidden_columns: set[int] = set()
        self._hidden_rows: list[tuple[int, int]] = []
        self._notes: list[str] = []

    def set_cell(self, row: int, column: int, cell: Cell) -> None:
        """Store a cell; raise SheetError beyond the largest row, column or number of cells."""
        if isinstance(cell, str):
            if not cell or cell.isspace():
                return
            cell = cell[:MAX_CELL_LENGTH]
        if column >= MAX_COLUMNS:
            raise SheetError(
                f"{self._location()}{column + 1}. sütununda yazı var; en çok {MAX_COLUMNS} sütunlu "
                "bir liste okunabilir. Fazla sütunları silip yeniden deneyin."
            )
        if row >= MAX_ROWS:
            raise SheetError(
                f"{self._location()}{row + 1}. satırında yazı var; en çok 50.000 satırlı bir liste "
                "okunabilir. Fazla satırları silin ya da listeyi bölün."
            )
        self._budget.spend_cells(1)
        rows = self._rows
        while len(rows) <= row:
            rows.append([])
            if self._progress and len(rows) % _PROGRESS_ROWS == 0:
                self._progress(len(rows))
        cells = rows[row]
        if column == len(cells):
            cells.append(cell)
            return
        gap = column + 1 - len(cells)
        if gap > 0:
            self._budget.spend_cells(gap // 4)  # an empty cell takes a quarter of a full one
            cells.extend([""] * gap)
        cells[column] = cell

    def merge(self, top: int, left: int, bottom: int) -> None:
        """Record that the cell at ``top``, ``left`` is merged down to row ``bottom``."""
        self._budget.spend_cells(1)
        if bottom > top:
            self._merged.append((top, left, bottom))

    def hide_columns(self, first: int, last: int) -> None:
        """Record that the columns from ``first`` to ``last`` are hidden."""
        columns = range(max(first, 0), min(last + 1, MAX_COLUMNS))
        self._budget.spend_cells(1 + len(columns) // 4)
        self._hidden_columns.update(columns)

    def hide_rows(self, first: int, last: int) -> None:
        """Record that the rows from ``first`` to ``last`` are hidden."""
        self._budget.spend_cells(1)
        self._hidden_rows.append((first, last))

    def add_note(self, note: str) -> None:
        """Add a sentence for the officer."""
        self._notes.append(note)

    def build(self, *, hidden: bool = False) -> Sheet:
        """Return the sheet, with merged cells repeated in the rows they cover.

        A row without cells of its own stays blank.
        """
        blank = {row for row, cells in enumerate(self._rows) if not cells} if self._merged else ()
        for top, left, bottom in self._merged:
            if top >= len(self._rows) or left >= len(self._rows[top]):
                continue
            cell = self._rows[top][left]
            last = min(bottom, len(self._rows) - 1)
            self._budget.spend_cells(last - top)
            for row in range(top + 1, last + 1):
                if row in blank:
                    continue
                if cell != "" and (left >= len(self._rows[row]) or self._rows[row][left] == ""):
                    self.set_cell(row, left, cell)
        filled = sum(
            any(cell != "" for cell in row)
            for first, last in self._hidden_rows
            for row in self._rows[first : last + 1]
        )
        if filled:
            self._notes.append(f"{self._location()}gizli {filled} satırı da okundu.")
        rows = tuple(map(tuple, self._rows))
        return Sheet(self._name, rows, hidden, frozenset(self._hidden_columns), tuple(self._notes))

    def _location(self) -> str:
        return f"“{self._name}” sayfasının " if self._name else "Listenin "


def read_sheets(readers: Sequence[Callable[[], Sheet]]) -> tuple[Sheet, ...]:
    """Return the sheets that can be read; raise the first one's SheetError when none can."""
    sheets, errors = [], []
    for read in readers:
        try:
            sheets.append(read())
        except SheetError as error:
            errors.append(error)
    if errors and not any(sheet.rows for sheet in sheets):
        raise errors[0]
    return tuple(sheets)


def parse_number(text: str) -> Cell:
    """Return the number in a text, or the text where it is none or too large to be exact."""
    try:
        number = float(text)
    except ValueError:
        return text
    return number if abs(number) < 1e15 else text  # nan and infinity stay text too
