"""Write a list as a workbook that every spreadsheet program opens, with every cell as text."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from ebel_wizard.turkish import letters

_UNIX = 3
_MAX_WIDTH = 60  # letters; longer cells wrap
_MAX_CELL_LENGTH = 32_767  # characters, by the format


def write(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return an .xlsx file with one sheet: frozen headings, and the rows below them.

    Every cell is text: ``=HYPERLINK(…)`` is shown and never computed, not even after the cell was
    edited, and a TCKN keeps its digits. Same list, same bytes. No temporary file is written.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
    text_format = {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"}
    plain = book.add_format(text_format)
    bold = book.add_format({**text_format, "bold": True, "bg_color": "#EBEBEB", "bottom": 1})
    sheet = book.add_worksheet(_sheet_name(title))
    widths = [0] * len(headings)
    for index, row in enumerate((headings, *rows)):
        for column, cell in enumerate(row[: len(headings)]):
            text = letters.clean(cell)[:_MAX_CELL_LENGTH]
            sheet.write_string(index, column, text, plain if index else bold)
            widths[column] = max(widths[column], len(text))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _MAX_WIDTH) + 2)
    sheet.freeze_panes(1, 0)
    if headings:
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
        sheet.repeat_rows(0)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return _of_no_system(buffer)


def _of_no_system(buffer: BytesIO) -> bytes:
    """Return a zip file as it would be made on Unix; Windows notes itself beside each name.

    The library leaves no choice, and packing everything again would take as long as packing it.
    """
    data = bytearray(buffer.getvalue())
    with ZipFile(buffer) as packed:
        at = packed.start_dir
        for each in packed.infolist():
            data[at + 5] = _UNIX
            at += 46 + len(each.orig_filename.encode()) + len(each.extra) + len(each.comment)
    return bytes(data)


def _sheet_name(title: str) -> str:
    """Return a valid sheet name: at most 31 characters, none of those that are forbidden."""
    kept = "".join(letter for letter in letters.clean(title) if letter not in "[]:*?/\\")
    return kept[:31].strip(" '") or "Liste"
