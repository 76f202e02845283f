"""Split a sheet whose rows stand in one cell each, as a text opened without its columns has."""

import dataclasses
from typing import Final

from ebel_wizard.people_import import text_tables
from ebel_wizard.people_import.sheet import MAX_CELL_LENGTH, Cell, Sheet, SheetError

_SAMPLE: Final = 100  # rows that show the delimiter
_NOT_SEPARATED: Final = (
    "Listenin sütunları ayrılmamış, her satır tek hücrede. Excel’de A sütununu seçip “Veri” "
    "sekmesindeki “Metni Sütunlara Dönüştür” ile ayırın, kaydedip yeniden verin."
)


def split(sheet: Sheet) -> Sheet:
    """Return the sheet with its joined cells split, or as it is; raise SheetError if they are cut.

    Most rows are one cell in the first column, with the same number of delimiters.
    """
    if max(map(len, sheet.rows)) > 1:
        return sheet
    texts = [row[0] for row in sheet.rows if row and isinstance(row[0], str)]
    delimiter, width = text_tables.find_delimiter(texts[:_SAMPLE])
    parted = [len(text_tables.split_joined(text, delimiter)) == width for text in texts]
    if width < 2 or 2 * sum(parted) <= len(texts):
        return sheet
    if any(len(text) == MAX_CELL_LENGTH for text in texts):
        raise SheetError(_NOT_SEPARATED)
    rows = tuple(_split_row(row, delimiter) for row in sheet.rows)
    note = "Sütunlar ayrılmamıştı, her satır tek hücredeydi; ayrılarak okundu."
    return dataclasses.replace(sheet, rows=rows, notes=(*sheet.notes, note))


def _split_row(row: tuple[Cell, ...], delimiter: str) -> tuple[Cell, ...]:
    if not row or not isinstance(row[0], str):
        return row
    return tuple(text_tables.split_joined(row[0], delimiter))
