"""Fill pages with rows, each so many lines below the one before: how a letter is stacked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ebel_wizard.documents.layout import page
from ebel_wizard.documents.layout.page import Page, Text

FIRST: Final = page.TOP - page.ASCENT * page.SIZE
"""The first baseline of a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """Texts on one baseline, ``gap`` lines below the row before.

    ``keep`` puts the next row on the same page, ``new_page`` begins one with this row.
    """

    gap: float
    texts: tuple[Text, ...]
    keep: bool = False
    new_page: bool = False


def fill_pages(rows: Sequence[Row], top: float, floor: float) -> list[Page]:
    """Return rows on pages, the first beginning at ``top``; rows kept together move together."""
    pages: list[Page] = [[]]
    y = top
    for block in _blocks(rows):
        gaps = [row.gap * page.LEADING for row in block]
        fits_on_one = floor <= FIRST - sum(gaps[1:])
        if pages[-1] and (block[0].new_page or (y - sum(gaps) < floor and fits_on_one)):
            pages.append([])
            y = FIRST
        for row, gap in zip(block, gaps, strict=True):
            if pages[-1]:
                y -= gap
            if y < floor and pages[-1]:
                pages.append([])
                y = FIRST
            pages[-1].extend(text._replace(y=y) for text in row.texts)
    return pages


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    block: list[Row] = []
    for row in rows:
        block.append(row)
        if not row.keep:
            yield block
            block = []
    if block:
        yield block
