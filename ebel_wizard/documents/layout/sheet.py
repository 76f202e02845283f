"""A sheet: heading, title, some text, and at its end a table over as many pages as it needs.

What it says is data, so that the PDF here and the editable copy (``sheet_docx``) say the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import Final, NamedTuple

from ebel_wizard.documents.layout import annex, fonts, page, table
from ebel_wizard.documents.layout.annex_table import AnnexTable
from ebel_wizard.documents.layout.page import Page, Tag, Text

LEADING: Final = 12.0
SIZE: Final = table.SIZE
GAP: Final = 6.0
"""Points above every further paragraph, and above the table."""
ITEM_GAP: Final = 2.0
FIRST_GAP: Final = 4.0
"""Points between the title's room and the first paragraph."""
_LEAST: Final = 4 * LEADING + 4 * table.PAD  # a table begins with its head and a row
_STEP: Final = math.gcd(int(LEADING), int(LEADING + 2 * table.PAD))
FLOOR: Final = annex.floor(initials=False)
SPARE: Final = (page.TOP - FLOOR) % _STEP - _STEP / 2
"""How much higher the editable copy ends, so that no row depends on a rounding."""
_SAFE: Final = 2.0
# From a line's foot to its baseline, where its height is set exactly, as word processors place it.
_DESCENT: Final = LEADING - page.ASCENT * SIZE - 0.4


class Role(Enum):
    """What a part of the text is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of the text."""

    text: str
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole document; ``heading`` is the municipality's (H1). The table gives it its title."""

    heading: tuple[str, ...]
    parts: tuple[Part, ...]
    table: AnnexTable


def _table_gap(y: float) -> float:
    """Return the room above a table under what ends at ``y``.

    Rows are as high as so many ``_STEP``. So that a word processor, which rounds otherwise, finds
    the same rows on the first page, it ends there as far from the floor as on the others.
    """
    return GAP + (y - GAP - page.TOP) % _STEP


def gap_above(part: Part, *, is_first: bool) -> float:
    """Return the points of room above a paragraph."""
    return FIRST_GAP if is_first else ITEM_GAP if part.role is Role.ITEM else GAP


class Layout(NamedTuple):
    """A sheet's pages; which parts of its text begin a page, by their places from 0; and the room
    above its table.
    """

    pages: list[Page]
    breaks: frozenset[int]
    table_gap: float


def lay_out(sheet: Sheet) -> Layout:
    """Return the sheet laid out."""
    current, y = annex.first_page(sheet.heading, "", sheet.table.title)
    pages, floor, begun = [current], FLOOR + _SAFE, set()
    drawn = [_lines(part) for part in sheet.parts]
    needed = _needed(sheet, drawn)
    items = Tag("L")
    for place, (part, lines) in enumerate(zip(sheet.parts, drawn, strict=True)):
        if part.role is not Role.ITEM:
            items = Tag("L")
        gap = gap_above(part, is_first=not place)
        if y - gap - needed[place] < floor:
            begun.add(place)
            pages.append([])
            y, gap = page.TOP, 0.0
        y -= gap
        font, tag = _font(part), _tag(part, items)
        for line in lines:
            if y - LEADING < floor:
                pages.append([])
                y = page.TOP
            y -= LEADING
            pages[-1].append(Text(page.LEFT, y + _DESCENT, line, SIZE, font, tag=tag))
    gap = _table_gap(y)
    *before, last = pages
    pages = [*before, *_table(sheet.table, (last, y - gap))]
    return Layout(pages, frozenset(begun), gap)


def _needed(sheet: Sheet, drawn: Sequence[Sequence[str]]) -> list[float]:
    """Return the room that each part needs to begin on a page: a heading goes with what follows,
    the last one with the beginning of the table.
    """
    lengths = [len(lines) * LEADING for lines in drawn]
    needed = list(lengths)
    for place, part in enumerate(sheet.parts[:-1]):
        if part.role is Role.HEADING:
            needed[place] += GAP + lengths[place + 1]
    headings = [n for n, part in enumerate(sheet.parts) if part.role is Role.HEADING]
    if headings:
        last = headings[-1]
        needed[last] = sum(length + GAP for length in lengths[last:]) + _LEAST
    return needed


def _lines(part: Part) -> list[str]:
    return page.wrap(part.text, page.TEXT_WIDTH, SIZE, _font(part))


def _font(part: Part) -> str:
    return fonts.BOLD if part.role is Role.HEADING else fonts.REGULAR


def _tag(part: Part, items: Tag) -> Tag:
    if part.role is Role.ITEM:
        return Tag("LBody", Tag("LI", items))
    return Tag("H2" if part.role is Role.HEADING else "P")


def _table(shown: AnnexTable, first: table.Start) -> list[Page]:
    edges = (*accumulate(shown.widths, initial=page.LEFT), page.RIGHT)
    return table.lay_out(
        *(shown.names, edges, shown.rows, first),
        lambda: ([], page.TOP),
        FLOOR,
        named_by=shown.named_by,
    )


def item(text: str) -> Part:
    """Return a text as an item of a list."""
    return Part(f"• {text}", Role.ITEM)
