"""A list out into a workbook that every spreadsheet program opens, and in which text stays text."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from ebel_wizard.turkish import letters

_WIDEST = 60  # letters; what is longer wraps
_LONGEST = 32_767  # letters in a cell, by the format


def write(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """An .xlsx file with one sheet: the headings, which stay in sight, and the rows under them.

    Every cell is text, whatever it begins with: ``=HYPERLINK(…)`` is shown and never computed, not
    even after the cell was edited, and a TCKN keeps its digits. Same list, same bytes. No file is
    written on the way.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
    looks = {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"}
    plain = book.add_format(looks)
    bold = book.add_format({**looks, "bold": True, "bg_color": "#EBEBEB", "bottom": 1})
    sheet = book.add_worksheet(_sheet_name(title))
    widths = [0] * len(headings)
    for at, row in enumerate((headings, *rows)):
        for column, cell in enumerate(row[: len(headings)]):
            text = letters.clean(cell)[:_LONGEST]
            sheet.write_string(at, column, text, plain if at else bold)
            widths[column] = max(widths[column], len(text))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    if headings:
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
        sheet.repeat_rows(0)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _sheet_name(title: str) -> str:
    """At most 31 letters, without those that a sheet's name may not have."""
    kept = "".join(letter for letter in letters.clean(title) if letter not in "[]:*?/\\")
    return kept[:31].strip(" '") or "Liste"
