"""Choose the sheet of a file that lists people, and read it."""

from collections.abc import Collection, Iterable
from typing import Final

from ebel_wizard.people_import import headings
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.results import NotRead, Result
from ebel_wizard.people_import.row_reader import RowReader, filled_columns
from ebel_wizard.people_import.sheet import Progress, Sheet, SheetError

_PROGRESS_ROWS: Final = 1_000  # between two calls of a Progress


def choose_sheet(sheets: Iterable[Sheet]) -> tuple[Sheet, ColumnMap]:
    """Return the sheet that looks most like a list of people, and its columns.

    Sheets with TCKNs are preferred to others, then visible ones to hidden ones, then those with
    most rows and known columns. Raises SheetError when no sheet has people.
    """
    found: list[tuple[tuple[bool, bool, int], Sheet, ColumnMap]] = []
    for sheet in sheets:
        columns = headings.recognise(sheet)
        if columns:
            filled = _count_filled(sheet, columns.first)
            rank = (
                bool(filled) and "tckn" in columns.columns,
                not sheet.hidden,
                filled * len(columns.columns),
            )
            found.append((rank, sheet, columns))
    if not found:
        raise SheetError(
            "Listede ad soyad ya da TCKN sütunu bulunamadı. Sütunların üstüne “Adı Soyadı”, "
            "“TCKN”, “Cep Telefonu”, “Unvanı”, “Birimi” başlıklarını yazıp yeniden deneyin."
        )
    _, sheet, columns = max(found, key=lambda each: each[0])
    return sheet, columns


def not_read(sheets: Iterable[Sheet], sheet: Sheet, columns: ColumnMap) -> tuple[NotRead, ...]:
    """Return what stands in a file beside the sheet and the columns that are read."""
    others = [
        NotRead(each.name or "Liste", _count_filled(each, 1))
        for each in sheets
        if each is not sheet
    ]
    hidden = [
        NotRead(
            f"{columns.headings[index]} (gizli sütun)",
            sum(index < len(row) and row[index] != "" for row in sheet.rows[columns.first - 1 :]),
        )
        for index in columns.passed_over
    ]
    return tuple(each for each in (*others, *hidden) if each.rows)


def read_people(
    sheet: Sheet,
    columns: ColumnMap,
    progress: Progress | None = None,
    claimed: Collection[int] = (),
    numberless: Collection[int] = (),
) -> Result:
    """Return everyone the sheet lists, with the corrections, and what became of every other row.

    A person without a TCKN is accepted; one with a wrong TCKN, or with that of an earlier row, is
    rejected. ``claimed`` are the numbers of rows that are people, whatever they look like, and
    ``numberless`` those taken without their TCKN. What ``progress`` raises reaches the caller.
    """
    reader = RowReader(sheet, columns, frozenset(claimed), frozenset(numberless))
    reader.read_headings()
    index = before = 0
    while index < len(reader.layout.rows):
        number = reader.layout.rows[index].number
        if progress and number // _PROGRESS_ROWS > before // _PROGRESS_ROWS:
            progress(number // _PROGRESS_ROWS * _PROGRESS_ROWS)
        reader.read(index)
        index, before = index + 1, number
    return reader.result()


def _count_filled(sheet: Sheet, first: int) -> int:
    return sum(bool(filled_columns(cells)) for cells in sheet.rows[first - 1 :])
