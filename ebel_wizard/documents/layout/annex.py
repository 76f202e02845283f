"""What the annexes share: heading, title, ``EK-n`` mark and space for initials."""

from collections.abc import Iterator, Sequence
from typing import Final

from ebel_wizard.documents.layout import fonts, letter_pdf, page
from ebel_wizard.documents.layout.page import Item, Page, Rule, Tag, Text
from ebel_wizard.documents.layout.rows import FIRST
from ebel_wizard.turkish import letters

INITIALS_WIDTH: Final = 4.5 * page.CM
INITIALS_HEIGHT: Final = 1.3 * page.CM
INITIALS: Final = "Paraf / imza:"
BELOW_TITLE: Final = 10.9
"""Points of room below a title's line: what follows begins 14 points below its baseline."""


def first_page(heading: Sequence[str], mark: str, title: str) -> tuple[Page, float]:
    """Return a page with the heading and the annex's title, and where its content begins."""
    current: Page = [page.flush_right(mark, FIRST)] if mark else []
    y = FIRST
    lines = letter_pdf.heading_lines(heading)
    for line in page.cap(lines, letter_pdf.HEADING_LINES):
        current.append(page.centred(line, y))
        y -= page.LEADING
    y -= page.LEADING
    current.append(page.centred(letters.upper(title), y, font=fonts.BOLD)._replace(tag=Tag("H1")))
    return current, y - 14


def next_page(mark: str) -> tuple[Page, float]:
    """Return a page without heading (E2's mark is on it too), and where its content begins."""
    if not mark:
        return [], page.TOP
    return page.as_artifacts([page.flush_right(mark, FIRST)]), FIRST - 10


def floor(*, initials: bool) -> float:
    """Return the lowest point that an annex's content may reach."""
    return page.FOOT + (INITIALS_HEIGHT + 10 if initials else 0)


def initials() -> Iterator[Item]:
    """Yield the box at the foot: the annexes of a paper letter are initialled (E4)."""
    left, bottom = page.RIGHT - INITIALS_WIDTH, page.FOOT
    top = bottom + INITIALS_HEIGHT
    for x1, y1, x2, y2 in (
        (left, bottom, page.RIGHT, bottom),
        (left, top, page.RIGHT, top),
        (left, bottom, left, top),
        (page.RIGHT, bottom, page.RIGHT, top),
    ):
        yield Rule(x1, y1, x2, y2)
    yield Text(left + 4, top - 10, INITIALS, 8, tag=page.ARTIFACT)
