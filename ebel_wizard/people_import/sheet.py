"""The one shape in which every list arrives, however it was kept: sheets of rows of cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

# A number stays a number: only the recogniser knows whether it is a TCKN or a row's own number.
Cell = str | float
Progress = Callable[[int], None]  # given the rows done so far; it may raise Cancelled

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 256
# Of a whole file. Far above a list of 50,000 people, and low enough for five seconds and 300 MB.
MOST_CELLS: Final = 500_000
ENCRYPTED: Final = (
    "Dosya parolayla korunuyor. Excel’de açıp parolasını kaldırarak yeniden kaydedin."
)
BROKEN: Final = (
    "Dosya bozuk ya da yarım kalmış; açıldığı programda yeniden kaydedip bir daha deneyin."
)
TOO_LARGE: Final = (
    "Dosya açıldığında çok büyüyor. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
)
NO_TABLE: Final = (
    "Bu dosya bir Excel tablosu değil ya da bozuk; personel listesini .xlsx kaydedip onu verin."
)
_LONGEST: Final = 250  # characters of a cell; what is longer is no part of a person
_STEP: Final = 1_000  # rows between two calls of a Progress


class SheetError(Exception):
    """Says in Turkish why a list cannot be read, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: ``rows[0]`` is the sheet's row 1, an empty cell is ``""``.

    A cell merged over several rows stands in each of them. Hidden rows are rows like any other: a
    filter left on must not lose people.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False


class Budget:
    """What one file may cost; shared by all its sheets."""

    def __init__(self, size: int = 0) -> None:
        self.cells = MOST_CELLS
        self.size = size  # bytes that may still be unpacked

    def spend_cells(self, count: int) -> None:
        """Raises SheetError once the cells are used up."""
        self.cells -= count
        if self.cells < 0:
            raise SheetError(
                "Dosyada 500.000’den çok dolu hücre var. Yalnız personel listesini ayrı bir "
                "dosyaya kaydedip onu verin."
            )

    def spend_size(self, count: int) -> None:
        """Raises SheetError once the bytes are used up."""
        self.size -= count
        if self.size < 0:
            raise SheetError(TOO_LARGE)


class Builder:
    """Gathers a sheet's cells in any order; rows and columns are counted from 0."""

    def __init__(self, name: str, budget: Budget, progress: Progress | None = None) -> None:
        self._name = name
        self._budget = budget
        self._progress = progress
        self._rows: list[list[Cell]] = []
        self._merged: list[tuple[int, int, int]] = []

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Raises SheetError for a place or a number of cells that no list of people has."""
        if isinstance(cell, str):
            if not cell or cell.isspace():
                return
            cell = cell[:_LONGEST]
        if column >= MOST_COLUMNS:
            raise SheetError(
                f"{self._where()}{column + 1}. sütununda yazı var; en çok {MOST_COLUMNS} sütunlu "
                "bir liste okunabilir. Fazla sütunları silip yeniden deneyin."
            )
        if row >= MOST_ROWS:
            raise SheetError(
                f"{self._where()}{row + 1}. satırında yazı var; en çok 50.000 satırlı bir liste "
                "okunabilir. Fazla satırları silin ya da listeyi bölün."
            )
        self._budget.spend_cells(1)
        rows = self._rows
        while len(rows) <= row:
            rows.append([])
            if self._progress and len(rows) % _STEP == 0:
                self._progress(len(rows))
        cells = rows[row]
        if column == len(cells):
            cells.append(cell)
            return
        gap = column + 1 - len(cells)
        if gap > 0:
            self._budget.spend_cells(gap // 4)  # an empty cell costs little, but not nothing
            cells.extend([""] * gap)
        cells[column] = cell

    def merge(self, top: int, left: int, bottom: int) -> None:
        """The cell at ``top``, ``left`` reaches down to ``bottom``."""
        self._budget.spend_cells(1)
        if bottom > top:
            self._merged.append((top, left, bottom))

    def sheet(self, *, hidden: bool = False) -> Sheet:
        """The sheet as gathered."""
        for top, left, bottom in self._merged:
            if top >= len(self._rows) or left >= len(self._rows[top]):
                continue
            cell = self._rows[top][left]
            last = min(bottom, len(self._rows) - 1)
            self._budget.spend_cells(last - top)
            for row in range(top + 1, last + 1):
                if cell != "" and (left >= len(self._rows[row]) or self._rows[row][left] == ""):
                    self.put(row, left, cell)
        return Sheet(self._name, tuple(map(tuple, self._rows)), hidden)

    def _where(self) -> str:
        return f"“{self._name}” sayfasının " if self._name else "Listenin "


def gather(readings: Sequence[Callable[[], Sheet]]) -> tuple[Sheet, ...]:
    """The sheets that can be read; the first one's reason when none can."""
    sheets, reasons = [], []
    for reading in readings:
        try:
            sheets.append(reading())
        except SheetError as reason:
            reasons.append(reason)
    if reasons and not any(sheet.rows for sheet in sheets):
        raise reasons[0]
    return tuple(sheets)


def number(text: str) -> Cell:
    try:
        number = float(text)
    except ValueError:
        return text
    return number if abs(number) < 1e15 else text  # nan and infinity too
