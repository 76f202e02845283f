"""Tables kept as text: .csv and the clipboard, and the HTML that older programs call .xls."""

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from ebel_wizard.people_import.sheet import (
    MOST_COLUMNS,
    Budget,
    Builder,
    Progress,
    Sheet,
    SheetError,
)
from ebel_wizard.turkish import letters

_LARGEST: Final = 16 * 1024 * 1024  # bytes; some encodings need four times that in memory
_LARGEST_PAGE: Final = 8 * 1024 * 1024  # characters
_TURKISH: Final = frozenset("çğıöşüÇĞİÖŞÜâîûÂÎÛ’‘“”–")
# Windows, and the DOS of the older payroll programs. Each can read the other's bytes.
_CODE_PAGES: Final = ("cp1254", "cp857")
_DELIMITERS: Final = ";\t,|"
_SAMPLE: Final = 64 * 1024
_MOST_LINES: Final = 500_000  # empty ones included
_LONGEST_LINE: Final = 128 * 1024
_MOST_TAGS: Final = 1_500_000  # of a page, with the texts between them
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_NO_LIST: Final = (
    "Bu dosya bir liste değil. Personel listesini .xlsx, .xls, .ods ya da .csv kaydedin."
)
_LARGE_PAGE: Final = (
    "Bu dosya çok büyük bir web sayfası. Excel’de açıp “Farklı kaydet” ile .xlsx yapın, onu verin."
)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>|<+(?=<)|<[^<>]*>?|[^<]+")
_SPAN: Final = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text is a page with a table, whatever its file is called."""
    return bool(re.search(r"<(?:table|html|!doctype html)\b", text[:_SAMPLE], re.IGNORECASE))


def decode(data: bytes) -> str:
    """The text of a file whose encoding nobody wrote down; raises SheetError for what is no text.

    UTF-8 and UTF-16 are known by their bytes; of the Turkish code pages the one that gives more
    Turkish letters is taken.
    """
    if len(data) > _LARGEST:
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
    if head.count(0) > len(head) // 4:  # UTF-16 without its mark: every other byte is 0
        odd = head[1::2].count(0) > head[::2].count(0)
        return data.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
    if 0 in head:
        raise SheetError(_NO_LIST)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and len(data) - error.start < 4 and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8")  # cut within its last letter
    marked = bytes(byte for byte in data if byte > 0x7F)[:_SAMPLE]
    best = max(
        _CODE_PAGES,
        key=lambda name: sum(
            letter in _TURKISH for letter in marked.decode(name, errors="replace")
        ),
    )
    return data.decode(best, errors="replace")


def delimited(text: str, progress: Progress | None = None) -> Sheet:
    """A text whose lines are rows; raises SheetError for one that is too large.

    The separator is the one that gives most lines the same number of cells. A row is what a
    spreadsheet would make of it, so line ends within quotation marks count for none.
    """
    delimiter, skip = _delimiter(text)
    try:
        return _delimited(text, delimiter, skip, csv.QUOTE_MINIMAL, progress)
    except csv.Error:  # a quotation mark that is never closed
        return _delimited(text, delimiter, skip, csv.QUOTE_NONE, progress)


def copied(text: str) -> Sheet:
    """A block of cells as the clipboard carries it; raises SheetError for one too large."""
    try:
        return _delimited(text, "\t", 0, csv.QUOTE_MINIMAL, None)
    except csv.Error:
        return _delimited(text, "\t", 0, csv.QUOTE_NONE, None)


def _delimited(
    text: str, delimiter: str, skip: int, quoting: Literal[0, 3], progress: Progress | None
) -> Sheet:
    builder = Builder("", Budget(), progress)
    reader = csv.reader(_lines(text), delimiter=delimiter, quoting=quoting)
    for row, cells in enumerate(reader):
        if row < skip:
            continue
        if row > _MOST_LINES:
            raise SheetError(_NO_LIST)
        for column, cell in enumerate(cells):
            if cell:
                builder.put(row, column, cell)
    return builder.sheet()


def _lines(text: str) -> Iterator[str]:
    for match in _LINE.finditer(text):
        if match.end() - match.start() > _LONGEST_LINE:
            raise SheetError(_NO_LIST)
        yield match[0]


def _delimiter(text: str) -> tuple[str, int]:
    """The separator, and how many lines only say which it is (``sep=;``, as Excel knows it)."""
    first = text[:20].partition("\n")[0].strip().strip('"')
    if re.fullmatch(r"[Ss]ep=.", first):
        return first[-1], 1
    sample = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:100]
    best, most = ";", 0.0
    for each in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=each))
        # One long line with commas in it is no table; many lines of one width are.
        alike = max(
            (count * min(width, 8) for width, count in widths.items() if width > 1), default=0
        )
        if alike > most:
            best, most = each, alike
    return best, 0


def tables(text: str, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """The tables of an HTML page, one sheet each; raises SheetError for one that is too large."""
    if len(text) > _LARGEST_PAGE:
        raise SheetError(_LARGE_PAGE)
    text = _without_comments(text)
    budget = Budget()
    sheets: list[Sheet] = []
    builder: Builder | None = None
    row = column = -1
    cell: list[str] | None = None
    taken: set[tuple[int, int]] = set()  # by cells that reach down from above

    def close() -> None:
        nonlocal cell
        if builder is not None and cell is not None:
            builder.put(row, column, html.unescape("".join(cell)))
        cell = None

    for number, match in enumerate(_TAG.finditer(text)):
        if number > _MOST_TAGS:
            raise SheetError(_LARGE_PAGE)
        ending, tag, attributes = match.groups()
        tag = letters.fold(tag or "")
        if not tag:
            if cell is not None and not match[0].startswith("<"):
                cell.append(match[0])
        elif tag == "table":
            close()
            if builder is not None:
                sheets.append(builder.sheet())
            budget.spend_cells(10)
            builder, row, taken = Builder("", budget, progress), -1, set()
            if ending:
                builder = None
        elif builder is None:
            continue
        elif tag == "tr":
            close()
            row, column = (row, column) if ending else (row + 1, -1)
        elif tag in {"td", "th"}:
            close()
            if not ending and row >= 0:
                column = column + 1
                while (row, column) in taken:
                    column += 1
                cell = []
                spans = {letters.fold(key): int(n) for key, n in _SPAN.findall(attributes)}
                down = min(spans.get("row", 1), 1_000)
                wide = min(spans.get("col", 1), MOST_COLUMNS)
                builder.merge(row, column, row + down - 1)
                budget.spend_cells(down * wide - 1)
                taken.update(
                    (row + y, column + x) for y in range(down) for x in range(wide) if x or y
                )
        elif cell is not None and tag in {"br", "p", "div"}:
            cell.append(" ")
    close()
    if builder is not None:
        sheets.append(builder.sheet())
    return tuple(sheets)


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in rest)
