"""Lay out the end of a letter: signature, annexes, distribution, and the room for initials."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Final

from ebel_wizard.documents.layout import fonts, olur_block, page
from ebel_wizard.documents.layout.letter_parts import (
    Annex,
    Distribution,
    LetterContent,
    annex_lines,
)
from ebel_wizard.documents.layout.page import Item, Tag, Text
from ebel_wizard.documents.layout.rows import Row
from ebel_wizard.turkish import letters

SIGNATURE_LINES: Final = 6
INITIALS_LINES: Final = 12
SIGNATURE_WIDTH: Final = 7.5 * page.CM
SIGNATURE_LEAST: Final = 4.5 * page.CM
ANNEX_LIST: Final = "Ek Listesi"
_ANNEX_LINES: Final = 10
DISTRIBUTION_LIST: Final = "DAĞITIM LİSTESİ"
_DISTRIBUTION_LINES: Final = 12
COLUMN: Final = page.MIDDLE  # D1: where what is under `Bilgi:` begins
_COLUMN_GAP: Final = 12.0
_INITIALS_SIZE: Final = 9.0
_INITIALS_LEADINGS: Final = (18.0, 15.0, 12.0)  # space to write by hand, less where there is less
_INITIALS_GAP: Final = 14.0  # to the text above and below
INITIALS_WIDTH: Final = 9 * page.CM  # left of the signature
_DAY: Final = "…… /…… /…………"
_ROOM: Final = "……………………………………"


def lay_out(content: LetterContent) -> tuple[list[Row], list[list[Row]]]:
    """Return what stands under the text, and the lists that are too long to stand there: each has
    pages of its own.
    """
    annexes, annex_list = annexes_of(content)
    shown, distribution_list = distribution_of(content)
    below = [*_spaced(_annex_rows(annexes), 3.0)]
    # D1: under the annexes, or else under the signature as they would stand.
    below += _spaced(distribution_rows(shown), 2.0 if below else 3.0)
    listed: list[list[Row]] = []
    if annex_list:
        listed.append(_list(letters.upper(ANNEX_LIST), _annex_rows(annex_list)[1:]))
    if distribution_list.action:
        listed.append(_list(DISTRIBUTION_LIST, _columns(distribution_list)))
    return [*_signatures(content), *_consent(content), *below], listed


def _spaced(rows: Sequence[Row], gap: float) -> Iterator[Row]:
    """Yield the rows, of which the first stands so many lines below what is above them."""
    for position, row in enumerate(rows):
        yield row if position else replace(row, gap=gap)


def _list(title: str, rows: Sequence[Row]) -> list[Row]:
    head = page.centred(title, 0, font=fonts.BOLD)._replace(tag=Tag("H2"))
    return [Row(1, (head,), keep=True), *_spaced(rows, 2.0)]


# The signature, or two


def signature_lines(signature: Sequence[str]) -> list[str]:
    """Return a signature block's lines as they break."""
    return [line for part in signature for line in page.wrap(part, SIGNATURE_WIDTH)]


def block_width(lines: Sequence[str]) -> float:
    """Return how wide a signature's block is, in which it is centred."""
    return max(SIGNATURE_LEAST, *(fonts.width(line, page.SIZE) for line in lines))


def signature_middles(content: LetterContent) -> tuple[float, float]:
    """Return the middles of the second and of the first signature: the higher office is at the
    right (S5).
    """
    first, second = (
        block_width(page.cap(signature_lines(each), SIGNATURE_LINES) or [""])
        for each in (content.signature, content.second_signature)
    )
    return page.LEFT + second / 2, page.RIGHT - first / 2


def _signatures(content: LetterContent) -> Iterator[Row]:
    left, right = signature_middles(content)
    first, second = (
        [page.centred(line, 0, middle) for line in page.cap(signature_lines(each), SIGNATURE_LINES)]
        for each, middle in ((content.signature, right), (content.second_signature, left))
    )
    # Read out one after the other and not line by line.
    tags = (Tag("P"), Tag("P")) if second else (None, None)
    gap = content.signing_room + 1.0
    for both in zip_longest(first, second):
        texts = [
            text._replace(tag=tag) if tag else text
            for text, tag in zip(both, tags, strict=True)
            if text
        ]
        yield Row(gap, tuple(texts))
        gap = 1.0


def _consent(content: LetterContent) -> Iterator[Row]:
    """Yield what an olur has under its proposer's signature (O1)."""
    if content.consent is not None:
        for gap, text, middle in olur_block.lay_out(content.consent):
            yield Row(gap, (page.centred(text, 0, middle),))


def fits(content: LetterContent, room: float) -> bool:
    """Return whether what stands under the text takes no more room than this (P8)."""
    return sum(row.gap for row in lay_out(content)[0]) * page.LEADING <= room


# What goes along


def annexes_of(content: LetterContent) -> tuple[Sequence[Annex], Sequence[Annex]]:
    """Return the annexes that ``Ek:`` names, and those that have a list of their own because they
    are too many (E1).
    """
    rows = _annex_rows(content.annexes)
    if len(rows) <= _ANNEX_LINES:
        return content.annexes, ()
    return [Annex(ANNEX_LIST, None)], content.annexes


def _annex_rows(annexes: Sequence[Annex]) -> list[Row]:
    """Return ``Ek:`` and under it the annexes, read as a list's items where they are several."""
    every = Tag("L")
    return [
        Row(1, (Text(page.LEFT, 0, part, tag=tag),))
        for position, line in enumerate(annex_lines(annexes))
        for tag in [Tag("LBody", Tag("LI", every)) if position else Tag("P")]
        for part in page.wrap(line, page.TEXT_WIDTH)
    ]


# To whom it goes


def distribution_of(content: LetterContent) -> tuple[Distribution, Distribution]:
    """Return what stands under ``Dağıtım:``, and what has a page of its own because it is long."""
    whole, none = content.distribution, Distribution()
    if len(_columns(whole)) <= _DISTRIBUTION_LINES:
        return whole, none
    return Distribution((DISTRIBUTION_LIST,)), whole


def distribution_rows(distribution: Distribution) -> list[Row]:
    """Return ``Dağıtım:`` and under it who acts and who is informed, in two columns where there is
    anybody to be informed; nothing where there is no distribution.
    """
    if not distribution.action:
        return []
    label = Text(page.LEFT, 0, "Dağıtım:", tag=Tag("P"))
    return [Row(1, (label,)), *_columns(distribution)]


def _columns(distribution: Distribution) -> list[Row]:
    if not distribution.information:
        left, right = _column("", distribution.action, page.LEFT, page.TEXT_WIDTH), []
    else:
        width = COLUMN - page.LEFT - _COLUMN_GAP
        left = _column("Gereği:", distribution.action, page.LEFT, width)
        right = _column("Bilgi:", distribution.information, COLUMN, page.RIGHT - COLUMN)
    rows = [Row(1, tuple(filter(None, both))) for both in zip_longest(left, right)]
    # The lines of an addressee, which share a tag, stay on one page.
    tags = [{id(text.tag) for text in row.texts} for row in rows]
    return [
        replace(row, keep=bool(one & other))
        for row, (one, other) in zip(rows, pairwise([*tags, set()]), strict=True)
    ]


def _column(label: str, names: Sequence[str], x: float, width: float) -> list[Text]:
    """Return a column's lines, read out from its label to its foot before the next column."""
    whole = Tag("Sect")
    every = Tag("L", whole)
    lines = [Text(x, 0, label, tag=Tag("P", whole))] if label else []
    for name in names:
        tag = Tag("LBody", Tag("LI", every))
        lines += [Text(x, 0, line, tag=tag) for line in page.wrap(name, width)]
    return lines


# Who initials the copy that stays


def initials_lines(content: LetterContent, width: float = INITIALS_WIDTH) -> list[str]:
    """Return day, office and name of each who initials, as they break; the day is written by hand
    (I1).
    """
    return [
        line
        for title, name in content.initials
        for line in page.wrap(
            f"{_DAY}  {title}: {name}" if title or name else f"{_DAY}  {_ROOM}",
            width,
            _INITIALS_SIZE,
        )
    ]


def initials(content: LetterContent, last: Sequence[Item], floor: float) -> list[Text] | None:
    """Return the initials at their place on a letter's last page, or None where it has none.

    That is the foot at the left (m.21/3), or where text stands there, beside the signature.
    """
    if not content.initials:
        return []
    texts = [each for each in last if isinstance(each, Text)]
    lowest = min((each.y for each in texts), default=page.TOP)
    taken = sorted(each.y for each in texts if each.x < page.MIDDLE) or [page.TOP]
    # The upper and the lower end of each room for baselines, and how wide it is: the foot under
    # everything, the foot left of what stands at the right, and the widest gap above.
    rooms = [
        (lowest - _INITIALS_GAP, floor, page.TEXT_WIDTH),
        (taken[0] - _INITIALS_GAP, floor, INITIALS_WIDTH),
    ]
    gaps = [(upper - _INITIALS_GAP, lower + _INITIALS_GAP) for lower, upper in pairwise(taken)]
    if gaps:
        rooms.append((*max(gaps, key=lambda gap: gap[0] - gap[1]), INITIALS_WIDTH))
    for upper, lower, width in rooms:
        lines = page.cap(initials_lines(content, width), INITIALS_LINES)
        for leading in _INITIALS_LEADINGS:
            top = lower + (len(lines) - 1) * leading
            if top <= upper:
                return [
                    Text(page.LEFT, top - position * leading, line, _INITIALS_SIZE)
                    for position, line in enumerate(lines)
                ]
    return None
