"""The annex with the project officers' data (guide, step 1.1): its five columns and a row number.

The table is laid out line by line rather than by reportlab's own tables, whose cost grows with
the square of the rows.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from ebel_wizard.case.model import Case, Person
from ebel_wizard.documents import annex, fonts, page
from ebel_wizard.documents.page import Fill, Page, Rule, Tag, Text
from ebel_wizard.turkish import identifiers

TITLE: Final = "Personel Bilgi Tablosu"
NAMES: Final = ("S.No", "Adı Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Çalıştığı Birim")
_WIDTHS_BUT_LAST: Final = (30.0, 120.0, 66.0, 90.0, 96.0)
WIDTHS: Final = (*_WIDTHS_BUT_LAST, page.TEXT_WIDTH - sum(_WIDTHS_BUT_LAST))
_EDGES: Final = (*accumulate(WIDTHS[:-1], initial=page.LEFT), page.RIGHT)
SIZE: Final = 10.0
LEADING: Final = 12.0
PAD: Final = 4.0
HEAD_HEIGHT: Final = 20.0
INNER: Final = tuple(width - 2 * PAD for width in WIDTHS)

_Cells = list[list[str]]


def lay_out(case: Case, mark: str, *, initials: bool) -> list[Page]:
    """The pages of the table; ``mark`` is ``EK-1`` or empty (E2), ``initials`` leaves E4's room."""
    floor = annex.floor(initials=initials)
    current, top = annex.first_page(case, mark, TITLE)
    pages = [current]
    table = Tag("Table")
    head = Tag("TR", table)
    y = _begin(current, top, [Tag("TH", head, "Column") for _ in NAMES])
    repeated = [page.ARTIFACT for _ in NAMES]  # a reader who listens has heard the head
    whole_page = annex.next_page(mark)[1] - HEAD_HEIGHT - floor
    is_fresh = True  # no row stands on this page yet
    for said in rows(case.officers):
        cells = [page.wrap(text, width, SIZE) for text, width in zip(said, INNER, strict=True)]
        row = Tag("TR", table)
        tags = [Tag("TD", row) for _ in NAMES]
        for part in _parts(cells, y - floor, whole_page, is_fresh=is_fresh):
            height = _height(part)
            if y - height < floor:
                _close(current, top, y)
                current, top = annex.next_page(mark)
                pages.append(current)
                y = _begin(current, top, repeated)
            _add_row(current, part, tags, y)
            is_fresh = False
            y -= height
            current.append(Rule(page.LEFT, y, page.RIGHT, y))
    _close(current, top, y)
    if initials:
        for each in pages:
            each.extend(annex.initials())
    return pages


def rows(officers: Sequence[Person]) -> Iterator[tuple[str, ...]]:
    """What the table says of each person, by ``NAMES``."""
    for position, person in enumerate(officers, 1):
        tckn = person.tckn
        yield (
            str(position),
            f"{person.name} {person.surname}".strip(),
            identifiers.digits(tckn) if identifiers.is_tckn(tckn) else tckn,
            identifiers.print_phone(person.mobile),
            person.title,
            person.unit,
        )


def _height(cells: _Cells) -> float:
    return max(len(lines) for lines in cells) * LEADING + 2 * PAD


def _parts(cells: _Cells, room: float, most: float, *, is_fresh: bool) -> Iterator[_Cells]:
    """A row in one piece; only one without a page that could hold it goes on over pages.

    ``room`` is what is left of the page and ``most`` a whole one's. A row that is split begins
    where it stands, so that the table's head is never alone on a page.
    """
    height = _height(cells)
    if height <= room or (height <= most and not is_fresh):
        yield cells
        return
    start, lines = 0, max(0, int((room - 2 * PAD) // LEADING))
    while start < max(len(each) for each in cells):
        if lines:
            yield [each[start : start + lines] for each in cells]
        start, lines = start + lines, int((most - 2 * PAD) // LEADING)


def _begin(current: Page, top: float, tags: Sequence[Tag]) -> float:
    """The table's head, repeated on every page; answers where the first row begins."""
    bottom = top - HEAD_HEIGHT
    current.append(Fill(page.LEFT, bottom, page.TEXT_WIDTH, HEAD_HEIGHT))
    current.append(Rule(page.LEFT, top, page.RIGHT, top))
    current.append(Rule(page.LEFT, bottom, page.RIGHT, bottom))
    for left, name, tag in zip(_EDGES, NAMES, tags, strict=False):
        current.append(Text(left + PAD, bottom + 6.5, name, SIZE, fonts.BOLD, tag=tag))
    return bottom


def _add_row(current: Page, cells: _Cells, tags: Sequence[Tag], top: float) -> None:
    first = top - PAD - page.ASCENT * SIZE
    current.extend(
        Text(left + PAD, first - position * LEADING, line, SIZE, tag=tag)
        for left, lines, tag in zip(_EDGES, cells, tags, strict=False)
        for position, line in enumerate(lines)
    )


def _close(current: Page, top: float, bottom: float) -> None:
    current.extend(Rule(edge, top, edge, bottom) for edge in _EDGES)
