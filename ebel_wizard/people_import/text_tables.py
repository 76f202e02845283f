"""Read tables kept as text, one row a line: .csv and the clipboard."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from ebel_wizard.people_import.sheet import (
    NOT_A_LIST,
    Progress,
    ReadBudget,
    Sheet,
    SheetBuilder,
    SheetError,
)
from ebel_wizard.people_import.text_encoding import MAX_LINES

DELIMITERS: Final = ";\t,|"
_SAMPLE: Final = 64 * 1024
_MAX_LINE_LENGTH: Final = 128 * 1024
_MAX_QUOTED_LINES: Final = 30  # of one row; more means that a quotation mark was never closed
_MAX_OPEN_QUOTES: Final = 1_000  # each costs the reading of as many lines again
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_WHOLE_QUOTED: Final = re.compile(r'^"(.*)"$')
_PHONE_OR_TCKN: Final = re.compile(r"\d{10}")


def read_delimited(text: str, progress: Progress | None = None) -> Sheet:
    """Return the sheet in a text whose lines are rows; raise SheetError above a limit.

    The delimiter is the one that gives most lines the same number of cells. Rows are numbered as
    a spreadsheet would: a line end within quotation marks begins no new row. Where a quotation
    mark is never closed, or only in somebody else's row, its line and those after it are read as
    they stand.
    """
    delimiter, skip = _find_delimiter(text)
    return _read_rows(text, delimiter, skip, progress)


def read_clipboard(text: str) -> Sheet:
    """Return the sheet in cells copied from a spreadsheet; raise SheetError above a limit."""
    return _read_rows(text, "\t", 0, None)


def find_delimiter(lines: Sequence[str]) -> tuple[str, int]:
    """Return the delimiter of lines, and the number of cells in most; none where it is empty."""
    best, best_width, best_score = "", 1, 0
    for delimiter in DELIMITERS:
        widths = Counter(
            len(cells) for line in lines for cells in csv.reader([line], delimiter=delimiter)
        )
        # Many lines of one width are a table; one long line with commas in it is not.
        for width, count in widths.items():
            score = count * min(width, 8)
            if width > 1 and score > best_score:
                best, best_width, best_score = delimiter, width, score
    return best, best_width


def split_joined(text: str, delimiter: str) -> list[str]:
    """Return the cells of a row that stands in one cell; the text alone where it is no row.

    A comma may belong to a name, ``Işık, Ayşe``; two of them do not.
    """
    if delimiter and text.count(delimiter) > (delimiter == ","):
        return next(csv.reader([text.replace("\n", " ").replace("\r", " ")], delimiter=delimiter))
    return [text]


def _find_delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter, and how many lines only declare it (``sep=;``, as Excel writes)."""
    first = text[:20].partition("\n")[0].strip().strip('"')
    if re.fullmatch(r"[Ss]ep=.", first):
        return first[-1], 1
    lines = _sample(text)
    delimiter, _ = find_delimiter(lines)
    if not delimiter:  # perhaps every line is one quoted cell
        delimiter, _ = find_delimiter([line.strip().strip('"') for line in lines])
    return delimiter or ";", 0


def _sample(text: str) -> list[str]:
    return [line for line in text[:_SAMPLE].splitlines() if line.strip()][:100]


def _usual_width(lines: Sequence[str], delimiter: str) -> int:
    """Return how many cells most rows have, whether quotation marks count or not."""
    if not lines:
        return 1
    quoted = Counter(map(len, csv.reader(lines, delimiter=delimiter)))
    plain = Counter(len(_plain_cells(line, delimiter)) for line in lines)
    for found in (quoted, plain):
        width, count = max(found.items(), key=lambda each: each[1] * min(each[0], 8))
        if 2 * count > found.total() and count > 1:
            return width
    return max(*quoted, *plain)


def _read_rows(text: str, delimiter: str, skip: int, progress: Progress | None) -> Sheet:
    builder = SheetBuilder("", ReadBudget(), progress)
    width = _usual_width(_sample(text), delimiter)
    broken: list[int] = []
    for row, (cells, is_broken) in enumerate(_records(text, delimiter, width)):
        if row < skip:
            continue
        if row > MAX_LINES:
            raise SheetError(NOT_A_LIST)
        if is_broken:
            broken.append(row + 1)
        parted = split_joined(cells[0], delimiter) if len(cells) == 1 else cells
        for column, cell in enumerate(parted):
            if cell:
                builder.set_cell(row, column, cell)
    if broken:
        builder.add_note(
            f"{broken[0]}. satırın tırnak işaretleri bozuk; "
            "satırlar oldukları gibi okundu, o satıra bakın."
            if len(broken) == 1
            else f"{len(broken)} satırın tırnak işaretleri bozuk (ilki {broken[0]}. satır); "
            "satırlar oldukları gibi okundu, o satırlara bakın."
        )
    return builder.build()


def _lines(text: str) -> Iterator[str]:
    for match in _LINE.finditer(text):
        if match.end() - match.start() > _MAX_LINE_LENGTH:
            raise SheetError(NOT_A_LIST)
        yield match[0]


class _OpenQuoteError(Exception):
    """Ends the reading of a row that goes on for too many lines."""


class _LineSource:
    """Gives csv the lines of one row after the other, and takes back those that are none of it."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.record: list[str] = []
        self.is_at_end = False
        self._lines = lines
        self._returned: list[str] = []  # the next one last

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) == _MAX_QUOTED_LINES:
            raise _OpenQuoteError
        line = self._returned.pop() if self._returned else next(self._lines, None)
        if line is None:
            self.is_at_end = True
            raise StopIteration
        self.record.append(line)
        return line

    def begin(self) -> None:
        """Begin the next row."""
        self.record = []

    def take_back(self, lines: Sequence[str]) -> None:
        """Take back lines that belong to later rows."""
        self._returned.extend(reversed(lines))
        self.is_at_end = False


def _records(text: str, delimiter: str, width: int) -> Iterator[tuple[list[str], bool]]:
    """Yield the cells of each row, and whether a quotation mark in it is never closed.

    ``width`` is the number of cells that most rows have.
    """
    source = _LineSource(_lines(text))
    reader = csv.reader(source, delimiter=delimiter)
    open_quotes = 0
    while open_quotes < _MAX_OPEN_QUOTES:
        source.begin()
        is_open = False
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_OpenQuoteError, csv.Error):
            is_open = True
        lines = source.record
        if is_open or source.is_at_end or _has_swallowed_cells(lines, cells, delimiter, width):
            open_quotes += 1
            source.take_back(lines[1:])
            reader = csv.reader(source, delimiter=delimiter)
            yield _split_line(lines[0], delimiter, width), True
        else:
            yield cells, False
    for line in source:
        source.begin()
        yield _split_line(line, delimiter, width), '"' in line


def _has_swallowed_cells(
    lines: Sequence[str], cells: Sequence[str], delimiter: str, width: int
) -> bool:
    """Return whether quotation marks hold what is no single cell.

    That is several cells of a line that has as many as most lines, or several lines of which
    each is a row: a cell with a line end splits a row, so that one of its lines has less than
    half of the cells.
    """
    if width < 2:
        return False
    if len(lines) == 1:
        return '"' in lines[0] and len(cells) > 1 and _is_misread(lines[0], cells, delimiter, width)
    counts = [line.count(delimiter) for line in lines if line.strip()] or [0]
    if delimiter == ",":  # which texts have, too
        is_full = min(counts) >= width - 1
        return is_full and (width > 2 or all(map(_PHONE_OR_TCKN.search, lines)))
    return min(counts) > (width - 1) // 2


def _is_misread(line: str, cells: Sequence[str], delimiter: str, width: int) -> bool:
    """Return whether a line has other cells, and as many as most, if its quotes do not count."""
    plain = _plain_cells(line.strip("\r\n"), delimiter)
    return len(plain) == width and list(map(_bare, plain)) != list(map(_bare, cells))


def _bare(cell: str) -> str:
    return cell.replace('"', "")


def _plain_cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line whose quotes do not count; a space follows a comma in a text."""
    cells = re.split(r",(?! )", line) if delimiter == "," else line.split(delimiter)
    return [_WHOLE_QUOTED.sub(r"\1", cell) for cell in cells]


def _split_line(line: str, delimiter: str, width: int) -> list[str]:
    """Return the cells of a line as it stands; quotation marks count only around a whole cell."""
    line = line.rstrip("\r\n")
    sign = re.escape(delimiter)
    pattern = re.compile(rf'"((?:[^"]|"")*)"(?={sign}|$)|[^{sign}]*')
    cells, place = [], 0
    while place <= len(line):
        match = pattern.match(line, place)
        assert match is not None  # the second form matches anything
        cells.append(match[0] if match[1] is None else match[1].replace('""', '"'))
        place = match.end() + 1
    if len(cells) == width and delimiter == ",":
        return cells
    plain = _plain_cells(line, delimiter)
    return plain if len(plain) == width else cells
