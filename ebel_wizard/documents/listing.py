"""A list as PDF, to be ticked on paper: the register, or what has to be entered in e-Belediye."""

import re
from collections.abc import Sequence
from itertools import accumulate, zip_longest
from typing import Final

from ebel_wizard.documents.kind import Document, DocumentKind, Group
from ebel_wizard.documents.layout import fonts, page, pdf_writer, table
from ebel_wizard.documents.layout.page import Info, Tag
from ebel_wizard.turkish import letters

_WIDEST: Final = 260.0  # points; a column that would be wider wraps
_TITLE_ROOM: Final = 14.0


def make(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], municipality: str
) -> Document:
    """See ``documents.worklist``."""
    if not headings:
        raise ValueError("a list needs headings")
    head = [_shown(each) for each in headings]
    cells = [
        [_shown(cell) for cell, _ in zip_longest(row[: len(head)], head, fillvalue="")]
        for row in rows
    ]
    widths = _widths(head, cells)
    size = (page.WIDTH, page.HEIGHT)
    if sum(widths) > page.WIDTH - 2 * page.MARGIN:
        size = (page.HEIGHT, page.WIDTH)
    fitted = _fitted(widths, size[0] - 2 * page.MARGIN)
    edges = tuple(accumulate(fitted, initial=page.MARGIN))
    top = size[1] - page.MARGIN
    pages = table.lay_out(
        head,
        edges,
        cells,
        _first_page(_shown(title), _shown(municipality), size),
        lambda: ([], top),
        page.FOOT,
    )
    name = re.sub(r"[^a-z0-9]+", "-", letters.fold(title)).strip("-") or "liste"
    data = pdf_writer.write(pages, Info(title, municipality, size=size))
    kind = DocumentKind(f"{name}.pdf", title, Group.SEPARATE)
    return Document(kind, data, len(pages))


def _first_page(title: str, municipality: str, size: tuple[float, float]) -> table.Start:
    current: page.Page = []
    width, y = size[0] - 2 * page.MARGIN, size[1] - page.MARGIN - page.ASCENT * page.SIZE
    for text, font, tag in (
        (municipality, fonts.REGULAR, None),
        (title, fonts.BOLD, Tag("H1")),
    ):
        for line in page.wrap(text, width, font=font):
            current.append(page.centred(line, y, size[0] / 2, font=font)._replace(tag=tag))
            y -= page.LEADING
    return current, y - _TITLE_ROOM + page.ASCENT * page.SIZE


def _shown(text: str) -> str:
    return fonts.printable(letters.clean(text))


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the width that each column would take given space; its heading never breaks."""
    widths = []
    for at, heading in enumerate(head):
        widest = max(
            (fonts.width(text, table.SIZE) for text in {row[at] for row in rows}), default=0
        )
        bold = fonts.width(heading, table.SIZE, fonts.BOLD)
        widths.append(max(min(widest, _WIDEST), bold) + 2 * table.PAD)
    return widths


def _fitted(widths: Sequence[float], room: float) -> list[float]:
    """Return the widths grown to fill the space, or the widest cut alike until all fit."""
    total = sum(widths)
    if total <= room:
        return [width * room / total for width in widths]
    left, cut = room, len(widths)
    most = room
    for width in sorted(widths):
        most = left / cut
        if width > most:
            break
        left -= width
        cut -= 1
    return [min(width, most) for width in widths]
