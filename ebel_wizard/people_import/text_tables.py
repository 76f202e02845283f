"""Read tables kept as text: .csv, the clipboard, and the HTML that older programs call .xls."""

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from ebel_wizard.people_import.sheet import (
    MAX_COLUMNS,
    Progress,
    ReadBudget,
    Sheet,
    SheetBuilder,
    SheetError,
)
from ebel_wizard.turkish import letters

_MAX_SIZE: Final = 16 * 1024 * 1024  # bytes; some encodings need four times that in memory
_MAX_HTML_LENGTH: Final = 8 * 1024 * 1024  # characters
_TURKISH: Final = frozenset("çğıöşüÇĞİÖŞÜâîûÂÎÛ’‘“”–")
# Windows, and the DOS of older payroll programs. Each decodes the other's bytes without error.
_CODE_PAGES: Final = ("cp1254", "cp857")
_DELIMITERS: Final = ";\t,|"
_SAMPLE: Final = 64 * 1024
_MAX_LINES: Final = 500_000  # empty ones included
_MAX_LINE_LENGTH: Final = 128 * 1024
_MAX_TOKENS: Final = 1_500_000  # of an HTML page: its tags and the texts between them
_MAX_ROW_SPAN: Final = 1_000
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_NOT_A_LIST: Final = (
    "Bu dosya bir liste değil. Personel listesini .xlsx, .xls, .ods ya da .csv kaydedin."
)
_HTML_TOO_LARGE: Final = (
    "Bu dosya çok büyük bir web sayfası. Excel’de açıp “Farklı kaydet” ile .xlsx yapın, onu verin."
)
_TOKEN: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>|<+(?=<)|<[^<>]*>?|[^<]+")
_SPAN: Final = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Return whether a text is an HTML page, whatever its file is called."""
    return bool(re.search(r"<(?:table|html|!doctype html)\b", text[:_SAMPLE], re.IGNORECASE))


def decode(data: bytes) -> str:
    """Return the text of a file of unknown encoding; raise SheetError for binary data.

    UTF-8 and UTF-16 are detected from the bytes. Else the Turkish code page that gives more
    Turkish letters is used.
    """
    if len(data) > _MAX_SIZE:
        raise SheetError(
            "Dosya 16 MB’tan büyük. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
        )
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace").removeprefix("\ufeff")
    head = data[:_SAMPLE]
    if head.count(0) > len(head) // 4:  # UTF-16 without a mark: every other byte is 0
        odd = head[1::2].count(0) > head[::2].count(0)
        return data.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
    if 0 in head:
        raise SheetError(_NOT_A_LIST)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and len(data) - error.start < 4 and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8")  # cut off within its last character
    marked = bytes(byte for byte in data if byte > 0x7F)[:_SAMPLE]
    best = max(
        _CODE_PAGES,
        key=lambda name: sum(
            letter in _TURKISH for letter in marked.decode(name, errors="replace")
        ),
    )
    return data.decode(best, errors="replace")


def read_delimited(text: str, progress: Progress | None = None) -> Sheet:
    """Return the sheet in a text whose lines are rows; raise SheetError above a limit.

    The delimiter is the one that gives most lines the same number of cells. Rows are numbered as
    a spreadsheet would: a line end within quotation marks begins no new row.
    """
    delimiter, skip = _find_delimiter(text)
    return _read_rows(text, delimiter, skip, progress)


def read_clipboard(text: str) -> Sheet:
    """Return the sheet in cells copied from a spreadsheet; raise SheetError above a limit."""
    return _read_rows(text, "\t", 0, None)


def _read_rows(text: str, delimiter: str, skip: int, progress: Progress | None) -> Sheet:
    try:
        return _parse_rows(text, delimiter, skip, csv.QUOTE_MINIMAL, progress)
    except csv.Error:  # a quotation mark that is never closed
        return _parse_rows(text, delimiter, skip, csv.QUOTE_NONE, progress)


def _parse_rows(
    text: str, delimiter: str, skip: int, quoting: Literal[0, 3], progress: Progress | None
) -> Sheet:
    builder = SheetBuilder("", ReadBudget(), progress)
    reader = csv.reader(_lines(text), delimiter=delimiter, quoting=quoting)
    for row, cells in enumerate(reader):
        if row < skip:
            continue
        if row > _MAX_LINES:
            raise SheetError(_NOT_A_LIST)
        for column, cell in enumerate(cells):
            if cell:
                builder.set_cell(row, column, cell)
    return builder.build()


def _lines(text: str) -> Iterator[str]:
    for match in _LINE.finditer(text):
        if match.end() - match.start() > _MAX_LINE_LENGTH:
            raise SheetError(_NOT_A_LIST)
        yield match[0]


def _find_delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter, and how many lines only declare it (``sep=;``, as Excel writes)."""
    first = text[:20].partition("\n")[0].strip().strip('"')
    if re.fullmatch(r"[Ss]ep=.", first):
        return first[-1], 1
    sample = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:100]
    best, best_score = ";", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter))
        # Many lines of one width are a table; one long line with commas in it is not.
        score = max(
            (count * min(width, 8) for width, count in widths.items() if width > 1), default=0
        )
        if score > best_score:
            best, best_score = delimiter, score
    return best, 0


def read_html(text: str, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """Return the tables of an HTML page, one sheet each; raise SheetError above a limit."""
    if len(text) > _MAX_HTML_LENGTH:
        raise SheetError(_HTML_TOO_LARGE)
    parser = _HtmlTables(progress)
    for number, match in enumerate(_TOKEN.finditer(_without_comments(text))):
        if number > _MAX_TOKENS:
            raise SheetError(_HTML_TOO_LARGE)
        slash, tag, attributes = match.groups()
        if tag:
            parser.handle_tag(letters.fold(tag), attributes, is_end=bool(slash))
        elif not match[0].startswith("<"):
            parser.handle_text(match[0])
    return parser.close()


class _HtmlTables:
    """Collects the tables of a page. End tags of rows and cells may be missing, as HTML allows."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._budget = ReadBudget()
        self._sheets: list[Sheet] = []
        self._builder: SheetBuilder | None = None
        self._row = self._column = -1
        self._cell: list[str] | None = None
        self._covered: set[tuple[int, int]] = set()  # by cells that span rows or columns

    def handle_tag(self, tag: str, attributes: str, *, is_end: bool) -> None:
        if tag == "table":
            self._end_table()
            self._budget.spend_cells(10)
            if not is_end:
                self._builder = SheetBuilder("", self._budget, self._progress)
            self._row, self._covered = -1, set()
        elif self._builder is None:
            return
        elif tag == "tr":
            self._end_cell()
            if not is_end:
                self._row, self._column = self._row + 1, -1
        elif tag in {"td", "th"}:
            self._end_cell()
            if not is_end and self._row >= 0:
                self._start_cell(self._builder, attributes)
        elif tag in {"br", "p", "div"}:
            self.handle_text(" ")

    def handle_text(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def close(self) -> tuple[Sheet, ...]:
        self._end_table()
        return tuple(self._sheets)

    def _start_cell(self, builder: SheetBuilder, attributes: str) -> None:
        self._column += 1
        while (self._row, self._column) in self._covered:
            self._column += 1
        self._cell = []
        spans = {letters.fold(key): int(n) for key, n in _SPAN.findall(attributes)}
        height = min(spans.get("row", 1), _MAX_ROW_SPAN)
        width = min(spans.get("col", 1), MAX_COLUMNS)
        builder.merge(self._row, self._column, self._row + height - 1)
        self._budget.spend_cells(height * width - 1)
        self._covered.update(
            (self._row + y, self._column + x) for y in range(height) for x in range(width) if x or y
        )

    def _end_cell(self) -> None:
        if self._builder is not None and self._cell is not None:
            self._builder.set_cell(self._row, self._column, html.unescape("".join(self._cell)))
        self._cell = None

    def _end_table(self) -> None:
        self._end_cell()
        if self._builder is not None:
            self._sheets.append(self._builder.build())
            self._builder = None


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in rest)
