"""A table over as many pages as it needs, its head on each of them.

Laid out line by line rather than by reportlab's own tables, whose cost grows with the square of
the rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ebel_wizard.documents.layout import fonts, page
from ebel_wizard.documents.layout.page import Fill, Page, Rule, Tag, Text

SIZE: Final = 10.0
PAD: Final = 4.0
_LEADING: Final = 12.0

_Cells = list[list[str]]
Start = tuple[Page, float]  # a page, and where on it the table begins


def lay_out(
    headings: Sequence[str],
    edges: Sequence[float],
    rows: Iterable[Sequence[str]],
    first: Start,
    next_page: Callable[[], Start],
    floor: float,
    named_by: int | None = None,
) -> list[Page]:
    """Return a table's pages; ``edges`` are the columns' borders, ``floor`` its lowest point.

    ``named_by`` is the column whose cell heads its row for a screen reader.
    """
    current, top = first
    pages = [current]
    table = Tag("Table")
    widths = [right - left - 2 * PAD for left, right in pairwise(edges)]
    head = [
        page.wrap(name, width, SIZE, fonts.BOLD)
        for name, width in zip(headings, widths, strict=True)
    ]
    head_row = Tag("TR", table)
    y = _begin(current, head, edges, top, [Tag("TH", head_row, "Column") for _ in head])
    repeated = [page.ARTIFACT for _ in head]  # a listener has already heard the head
    whole_page = next_page()[1] - _height(head) - floor
    is_fresh = True  # no row stands on this page yet
    for texts in rows:
        cells = [page.wrap(text, width, SIZE) for text, width in zip(texts, widths, strict=True)]
        row = Tag("TR", table)
        tags = [
            Tag("TH", row, "Row") if column == named_by else Tag("TD", row)
            for column in range(len(head))
        ]
        for part in _parts(cells, y - floor, whole_page, is_fresh=is_fresh):
            height = _height(part)
            if y - height < floor:
                _close(current, edges, top, y)
                current, top = next_page()
                pages.append(current)
                y = _begin(current, head, edges, top, repeated)
            _add_cells(current, edges, part, tags, y - PAD - page.ASCENT * SIZE, fonts.REGULAR)
            is_fresh = False
            y -= height
            current.append(Rule(edges[0], y, edges[-1], y))
    _close(current, edges, top, y)
    return pages


def _height(cells: _Cells) -> float:
    return max(len(lines) for lines in cells) * _LEADING + 2 * PAD


def _parts(cells: _Cells, room: float, most: float, *, is_fresh: bool) -> Iterator[_Cells]:
    """Yield a row in one piece; only one that no page could hold is split over pages.

    ``room`` is what is left of the page and ``most`` a whole one's. A row that is split begins
    where it stands, so that the table's head is never alone on a page.
    """
    height = _height(cells)
    if height <= room or (height <= most and not is_fresh):
        yield cells
        return
    start, lines = 0, max(0, int((room - 2 * PAD) // _LEADING))
    while start < max(len(each) for each in cells):
        if lines:
            yield [each[start : start + lines] for each in cells]
        start, lines = start + lines, int((most - 2 * PAD) // _LEADING)


def _begin(
    current: Page, head: _Cells, edges: Sequence[float], top: float, tags: Sequence[Tag]
) -> float:
    """Add the table's head, repeated on every page; return where the first row begins."""
    height = _height(head)
    bottom = top - height
    left, right = edges[0], edges[-1]
    current.append(Fill(left, bottom, right - left, height))
    current.append(Rule(left, top, right, top))
    current.append(Rule(left, bottom, right, bottom))
    _add_cells(current, edges, head, tags, top - 13.5, fonts.BOLD)
    return bottom


def _add_cells(
    current: Page,
    edges: Sequence[float],
    cells: _Cells,
    tags: Sequence[Tag],
    first: float,
    font: str,
) -> None:
    current.extend(
        Text(left + PAD, first - position * _LEADING, line, SIZE, font, tag=tag)
        for left, lines, tag in zip(edges, cells, tags, strict=False)
        for position, line in enumerate(lines)
    )


def _close(current: Page, edges: Sequence[float], top: float, bottom: float) -> None:
    current.extend(Rule(edge, top, edge, bottom) for edge in edges)
