"""Read the tables of HTML pages, which older programs call .xls, alone or packed as MHTML.

The parser of the standard library takes quadratic time for some pages: a megabyte of ``<a`` would
hold the program for minutes.
"""

import html
import re
from email import message_from_bytes, policy
from typing import Final

from ebel_wizard.people_import import text_encoding
from ebel_wizard.people_import.sheet import (
    MAX_COLUMNS,
    Cell,
    Progress,
    ReadBudget,
    Sheet,
    SheetBuilder,
    SheetError,
    parse_number,
)
from ebel_wizard.turkish import letters

_MAX_LENGTH: Final = 8 * 1024 * 1024  # characters
_MAX_TOKENS: Final = 1_500_000  # of a page: its tags and the texts between them
_MAX_ROW_SPAN: Final = 1_000
_MAX_PARTS: Final = 200  # of a packed page
_SAMPLE: Final = 64 * 1024
_TOO_LARGE: Final = (
    "Bu dosya çok büyük bir web sayfası. Excel’de açıp “Farklı kaydet” ile .xlsx yapın, onu verin."
)
_TOKEN: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>|<+(?=<)|<[^<>]*>?|[^<]+")
_SPAN: Final = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
# The whole number beside the rounded one that is shown, as Excel and LibreOffice write it.
_NUMBER: Final = re.compile(r"\b(?:x:num|sdval)\s*=\s*[\"']?([-+.\dEe]{1,30})", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NO_TEXT: Final = frozenset({"script", "style"})
_PACKED: Final = re.compile(
    rb"\s*(?:mime-version|content-type|from|subject|date)\s*:", re.IGNORECASE
)
_BOUNDARY: Final = re.compile(rb"\bboundary\s*=", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Return whether a text is an HTML page, whatever its file is called."""
    return bool(re.search(r"<(?:table|html|!doctype html)\b", text[:_SAMPLE], re.IGNORECASE))


def is_packed(data: bytes) -> bool:
    """Return whether a file is a web page packed as one file (MHTML)."""
    return _PACKED.match(data) is not None and _BOUNDARY.search(data[:_SAMPLE]) is not None


def read_packed(data: bytes, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """Return the tables of all pages in an MHTML file; raise SheetError above a limit."""
    if len(data) > _MAX_LENGTH or data.count(b"\n--") > _MAX_PARTS:
        raise SheetError(_TOO_LARGE)
    pages = [
        part.get_payload(decode=True)
        for part in message_from_bytes(data, policy=policy.compat32).walk()
        if part.get_content_type() == "text/html"
    ]
    budget = ReadBudget()
    return tuple(
        sheet
        for page in pages
        if isinstance(page, bytes)
        for sheet in _read_page(text_encoding.decode(page), budget, progress)
    )


def read(text: str, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """Return the tables of an HTML page, one sheet each; raise SheetError above a limit."""
    return _read_page(text, ReadBudget(), progress)


def _read_page(text: str, budget: ReadBudget, progress: Progress | None) -> tuple[Sheet, ...]:
    if len(text) > _MAX_LENGTH:
        raise SheetError(_TOO_LARGE)
    parser = _Tables(budget, progress)
    for number, match in enumerate(_TOKEN.finditer(_without_comments(text))):
        if number > _MAX_TOKENS:
            raise SheetError(_TOO_LARGE)
        slash, tag, attributes = match.groups()
        if tag:
            parser.handle_tag(letters.fold(tag), attributes, is_end=bool(slash))
        elif not match[0].startswith("<"):
            parser.handle_text(match[0])
    return parser.close()


class _Table:
    """A table that is being read."""

    def __init__(self, builder: SheetBuilder) -> None:
        self.builder = builder
        self.row = self.column = -1
        self.cell: list[str] | None = None
        self.number: Cell = ""
        self.covered: set[tuple[int, int]] = set()  # by cells that span rows or columns


class _Tables:
    """Collects the tables of a page. End tags of rows and cells may be missing, as HTML allows.

    A table within a cell is a sheet of its own; one of a single cell is part of the text.
    """

    def __init__(self, budget: ReadBudget, progress: Progress | None) -> None:
        self._progress = progress
        self._budget = budget
        self._sheets: list[Sheet] = []
        self._open: list[_Table] = []
        self._skipped = ""  # the tag of an element without text

    def handle_tag(self, tag: str, attributes: str, *, is_end: bool) -> None:
        if self._skipped:
            self._skipped = "" if is_end and tag == self._skipped else self._skipped
        elif tag in _NO_TEXT:
            self._skipped = "" if is_end else tag
        elif tag == "table":
            self._budget.spend_cells(10)
            if is_end:
                self._end_table()
            else:
                builder = SheetBuilder("", self._budget, self._progress)
                self._open.append(_Table(builder))
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            if not is_end:
                table = self._open[-1]
                table.row, table.column = table.row + 1, -1
                if _HIDDEN.search(attributes):
                    table.builder.hide_rows(table.row, table.row)
        elif tag in {"td", "th"}:
            self._end_cell()
            if not is_end and self._open[-1].row >= 0:
                self._start_cell(self._open[-1], attributes)
        elif tag in {"br", "p", "div"}:
            self.handle_text(" ")

    def handle_text(self, text: str) -> None:
        if self._open and not self._skipped:
            cell = self._open[-1].cell
            if cell is not None:
                cell.append(text)

    def close(self) -> tuple[Sheet, ...]:
        while self._open:
            self._end_table()
        return tuple(self._sheets)

    def _start_cell(self, table: _Table, attributes: str) -> None:
        table.column += 1
        while (table.row, table.column) in table.covered:
            table.column += 1
        table.cell = []
        number = _NUMBER.search(attributes)
        table.number = parse_number(number[1]) if number else ""
        if _HIDDEN.search(attributes):
            table.builder.hide_columns(table.column, table.column)
        spans = {letters.fold(key): int(n) for key, n in _SPAN.findall(attributes)}
        height = min(spans.get("row", 1), _MAX_ROW_SPAN)
        width = min(spans.get("col", 1), MAX_COLUMNS)
        table.builder.merge(table.row, table.column, table.row + height - 1)
        self._budget.spend_cells(height * width - 1)
        table.covered.update(
            (table.row + y, table.column + x) for y in range(height) for x in range(width) if x or y
        )

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.cell is not None:
            text = html.unescape("".join(table.cell))
            number = table.number if text.strip() else ""
            table.builder.set_cell(
                table.row, table.column, number if isinstance(number, float) else text
            )
        table.cell = None

    def _end_table(self) -> None:
        if not self._open:
            return
        self._end_cell()
        sheet = self._open.pop().builder.build()
        if self._open and self._open[-1].cell is not None and sum(map(len, sheet.rows)) == 1:
            self.handle_text(html.escape(str(sheet.rows[-1][0])))
        else:
            self._sheets.append(sheet)


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in rest)
