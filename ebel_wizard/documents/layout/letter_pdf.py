"""Lay a letter out on its pages: every distance of the regulation is a baseline gap.

A letter is laid out as rows, each so many lines below the one before; rows fill the pages from the
top, and the contact block stands at the foot of each (P8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ebel_wizard.documents.layout import fonts, logo, olur_block, page
from ebel_wizard.documents.layout.letter_parts import (
    ALPHABET,
    Annex,
    LetterContent,
    annex_lines,
)
from ebel_wizard.documents.layout.logo import Logo
from ebel_wizard.documents.layout.page import Item, Page, Rule, Tag, Text
from ebel_wizard.turkish import letters

HEADING_LINES: Final = 4  # H1
NUMBER_LINES: Final = 1
SUBJECT_LINES: Final = 6
CONTACT_LINES: Final = 7
SIGNATURE_LINES: Final = 6
INITIALS_LINES: Final = 12

INDENT: Final = 1.25 * page.CM  # T2
_COLON: Final = page.LEFT + 30  # H6: one column for the colons of Sayı, Konu and İlgi
AFTER_COLON: Final = _COLON + 7
HANGING: Final = fonts.width("m) ", page.SIZE)  # R1: behind the letters of several references
_DATE_ROOM: Final = 90.0
SIGNATURE_WIDTH: Final = 7.5 * page.CM
SIGNATURE_LEAST: Final = 4.5 * page.CM
SMALL: Final = 8.0  # P4: the contact block may be set in 8 pt
_SMALL_LEADING: Final = 9.6
_CONTACT_GAP: Final = page.ASCENT * SMALL + 3  # from the rule to the first baseline
CONTACT_LEFT: Final = 11.5 * page.CM
CONTACT_RIGHT: Final = 5.8 * page.CM
ANNEX_LIST: Final = "Ek Listesi"
_ANNEX_LINES: Final = 10
_INITIALS_SIZE: Final = 9.0
_INITIALS_LEADING: Final = 18.0  # space to write by hand
_INITIALS_WIDTH: Final = 9 * page.CM
_DAY: Final = "…… /…… /…………"
_ROOM: Final = "……………………………………"
_FIRST: Final = page.TOP - page.ASCENT * page.SIZE


@dataclass(frozen=True, slots=True)
class _Row:
    """Texts on one baseline, ``gap`` lines below the row before.

    ``keep`` puts the next row on the same page.
    """

    gap: float
    texts: tuple[Text, ...]
    keep: bool = False


def lay_out(content: LetterContent, picture: Logo | None = None) -> list[Page]:
    """Return the pages of a letter, with the municipality's logo where it has one (P3)."""
    foot = list(_contact_block(content))
    floor = floor_of(content)
    annexes, listed = annexes_of(content)
    rows = [
        *_heading(content),
        *_number_and_subject(content),
        *_addressee(content),
        *_references(content),
        *_body(content),
    ]
    # The signature never stands alone on a page: two lines of text go with it.
    tail = [*rows[-2:], *_signature(content), *_consent(content), *_annexes(annexes)]
    rows[-2:] = [replace(row, keep=True) for row in tail[:-1]] + tail[-1:]
    above: list[Item] = []
    top = _FIRST
    if picture:
        drawn, top = logo.place(
            picture, heading_lines(content.heading), is_marked=bool(content.mark)
        )
        above.append(drawn)
    if content.urgency:
        # U1: the top right of the text area, whatever stands in its middle.
        x = page.RIGHT - fonts.width(content.urgency, page.SIZE, fonts.BOLD)
        above.append(Text(x, _FIRST, content.urgency, page.SIZE, fonts.BOLD, red=True))
    pages = _fill_pages(rows, top, floor)
    pages[0][:0] = above
    pages += listed
    _add_initials(pages, content, floor)
    for each in pages[:-1]:
        each.extend(page.as_artifacts(foot))
    pages[-1].extend(foot)
    return pages


def floor_of(content: LetterContent) -> float:
    """Return the lowest baseline that the text may use: above the contact block."""
    return _contact_rule(content) + 8


def annexes_of(content: LetterContent) -> tuple[Sequence[Annex], list[Page]]:
    """Return the annexes that ``Ek:`` names, and the pages of the list where there are too many
    (E1).
    """
    if len(_annex_rows(content.annexes)) <= _ANNEX_LINES:
        return content.annexes, []
    listed = _fill_pages(_annex_list(content.annexes), _FIRST, floor_of(content))
    return [Annex(ANNEX_LIST, len(listed))], listed


def _fill_pages(rows: Sequence[_Row], top: float, floor: float) -> list[Page]:
    """Return rows on pages, the first beginning at ``top``; rows kept together move together."""
    pages: list[Page] = [[]]
    y = top
    for block in _blocks(rows):
        gaps = [row.gap * page.LEADING for row in block]
        if pages[-1] and y - sum(gaps) < floor <= _FIRST - sum(gaps[1:]):
            pages.append([])
            y = _FIRST
        for row, gap in zip(block, gaps, strict=True):
            if pages[-1]:
                y -= gap
            if y < floor and pages[-1]:
                pages.append([])
                y = _FIRST
            pages[-1].extend(text._replace(y=y) for text in row.texts)
    return pages


def _blocks(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    block: list[_Row] = []
    for row in rows:
        block.append(row)
        if not row.keep:
            yield block
            block = []
    if block:
        yield block


def heading_lines(heading: Sequence[str]) -> list[str]:
    """Return a heading's lines as they break; more than four are against H1."""
    return [line for part in heading for line in page.wrap(part, page.TEXT_WIDTH)]


def _heading(content: LetterContent) -> Iterator[_Row]:
    for line in page.cap(heading_lines(content.heading), HEADING_LINES):
        yield _Row(1, (page.centred(line, 0),))


def number_lines(content: LetterContent) -> list[str]:
    """Return the number's lines; it keeps clear of the date at the right edge (H4)."""
    return page.wrap(content.number, page.RIGHT - _DATE_ROOM - AFTER_COLON)


def subject_lines(content: LetterContent) -> list[str]:
    """Return the subject's lines as they break (H5)."""
    return page.wrap(content.subject, page.MIDDLE - AFTER_COLON)


def _number_and_subject(content: LetterContent) -> Iterator[_Row]:
    first = page.cap(number_lines(content), NUMBER_LINES)[0]
    date = page.flush_right(page.cap(page.wrap(content.date, _DATE_ROOM - 10), 1)[0], 0)
    yield _Row(
        3, (*_labelled("Sayı", first, Tag("P")), date)
    )  # H2: two blank lines under the heading
    # H5: the subject may not pass the middle of the page and continues under its own text.
    subject, *more = page.cap(subject_lines(content), SUBJECT_LINES)
    title = Tag("H1")
    yield _Row(1, _labelled("Konu", subject, title))
    for line in more:
        yield _Row(1, (Text(AFTER_COLON, 0, line, tag=title),))


def _labelled(label: str, text: str, tag: Tag) -> tuple[Text, ...]:
    return (
        Text(page.LEFT, 0, label, tag=tag),
        Text(_COLON, 0, ":", tag=tag),
        Text(AFTER_COLON, 0, text, tag=tag),
    )


def _addressee(content: LetterContent) -> Iterator[_Row]:
    gap = 3.0  # A1: two blank lines
    for part in content.addressee:
        for line in page.wrap(part, page.TEXT_WIDTH):
            yield _Row(gap, (page.centred(line, 0),))
            gap = 1.0


def _references(content: LetterContent) -> Iterator[_Row]:
    several = len(content.references) > 1
    start = AFTER_COLON + (HANGING if several else 0.0)
    gap = 3.0  # R1: two blank lines
    label = Tag("P")
    every = Tag("L")
    for position, reference in enumerate(content.references):
        first, *rest = page.wrap(reference, page.RIGHT - start)
        # Several are read as a list; a single one together with its label.
        item = Tag("LI", every)
        tag = Tag("LBody", item) if several else label
        texts = [Text(start, 0, first, tag=tag)]
        if several:
            mark = Tag("Lbl", item)
            texts.insert(0, Text(AFTER_COLON, 0, reference_mark(position), tag=mark))
        if position == 0:
            texts[:0] = [Text(page.LEFT, 0, "İlgi", tag=label), Text(_COLON, 0, ":", tag=label)]
        yield _Row(gap, tuple(texts))
        gap = 1.0
        for line in rest:
            yield _Row(1, (Text(start, 0, line, tag=tag),))


def reference_mark(position: int) -> str:
    """Return ``a)`` by the Turkish alphabet (R1); a draft with too many continues with numbers."""
    return f"{ALPHABET[position] if position < len(ALPHABET) else position + 1})"


def _body(content: LetterContent) -> Iterator[_Row]:
    gap = 2.0 if content.references else 3.0  # T1
    for paragraph in content.paragraphs or ("",):
        lines = page.wrap(paragraph, page.TEXT_WIDTH, indent=INDENT)
        tag = Tag("P")
        for position, line in enumerate(lines):
            indent = INDENT if position == 0 else 0.0
            justified = position < len(lines) - 1  # T2; a paragraph's last line stays as it is
            # No line of a paragraph is left alone at the foot of a page or the top of the next.
            keep = len(lines) > 1 and position in {0, len(lines) - 2}
            text = _body_line(line, indent, justified=justified)
            yield _Row(gap, (text._replace(tag=tag),), keep)
            gap = 1.0


def _body_line(line: str, indent: float, *, justified: bool) -> Text:
    blanks = line.count(" ")
    spare = page.TEXT_WIDTH - indent - fonts.width(line, page.SIZE)
    space = spare / blanks if justified and blanks else 0.0
    return Text(page.LEFT + indent, 0, line, space=space)


def signature_lines(content: LetterContent) -> list[str]:
    """Return the signature block's lines as they break."""
    return [line for part in content.signature for line in page.wrap(part, SIGNATURE_WIDTH)]


def _signature(content: LetterContent) -> Iterator[_Row]:
    lines = page.cap(signature_lines(content), SIGNATURE_LINES)
    width = max(SIGNATURE_LEAST, *(fonts.width(line, page.SIZE) for line in lines))
    gap = content.signing_room + 1.0
    for line in lines:
        yield _Row(gap, (page.centred(line, 0, page.RIGHT - width / 2),))
        gap = 1.0


def _consent(content: LetterContent) -> Iterator[_Row]:
    """Yield what an olur has under its proposer's signature (O1)."""
    if content.consent is not None:
        for gap, text, middle in olur_block.lay_out(content.consent):
            yield _Row(gap, (page.centred(text, 0, middle),))


def _annexes(annexes: Sequence[Annex]) -> list[_Row]:
    rows = _annex_rows(annexes)
    return [replace(row, gap=1.0 if position else 3.0) for position, row in enumerate(rows)]


def _annex_rows(annexes: Sequence[Annex]) -> list[_Row]:
    """Return ``Ek:`` and under it the annexes, read as a list's items where they are several."""
    every = Tag("L")
    return [
        _Row(1, (Text(page.LEFT, 0, part, tag=tag),))
        for position, line in enumerate(annex_lines(annexes))
        for tag in [Tag("LBody", Tag("LI", every)) if position else Tag("P")]
        for part in page.wrap(line, page.TEXT_WIDTH)
    ]


def _annex_list(annexes: Sequence[Annex]) -> list[_Row]:
    """Return a list too long to stand under the signature: it has pages of its own (E1)."""
    title = page.centred(letters.upper(ANNEX_LIST), 0, font=fonts.BOLD)._replace(tag=Tag("H2"))
    rows = _annex_rows(annexes)[1:]
    return [_Row(1, (title,), keep=True), replace(rows[0], gap=2), *rows[1:]]


def initials_lines(content: LetterContent) -> list[str]:
    """Return day, office and name of each who initials, as they break; the day is written by hand
    (I1).
    """
    return [
        line
        for title, name in content.initials
        for line in page.wrap(
            f"{_DAY}  {title}: {name}" if title or name else f"{_DAY}  {_ROOM}",
            _INITIALS_WIDTH,
            _INITIALS_SIZE,
        )
    ]


def _add_initials(pages: list[Page], content: LetterContent, floor: float) -> None:
    """Add them at the left of the last page's foot, or on one more page where text is there."""
    lines = page.cap(initials_lines(content), INITIALS_LINES)
    if not lines:
        return
    top = floor + (len(lines) - 1) * _INITIALS_LEADING
    taken = [each.y for each in pages[-1] if isinstance(each, Text) and each.x < page.MIDDLE]
    if min(taken, default=page.TOP) < top + _INITIALS_LEADING:
        pages.append([])
    pages[-1].extend(
        Text(page.LEFT, top - position * _INITIALS_LEADING, line, _INITIALS_SIZE)
        for position, line in enumerate(lines)
    )


def contact_lines(content: LetterContent) -> tuple[list[str], list[str]]:
    """Return both sides of the contact block as they break."""

    def broken(parts: Sequence[str], width: float) -> list[str]:
        return [line for part in parts for line in page.wrap(part, width, SMALL)]

    left = broken(content.contact, CONTACT_LEFT)
    return left, broken(content.contact_person, CONTACT_RIGHT)


def _contact_rule(content: LetterContent) -> float:
    most = max(min(len(side), CONTACT_LINES) for side in contact_lines(content))
    return page.FOOT + (most - 1) * _SMALL_LEADING + _CONTACT_GAP


def _contact_block(content: LetterContent) -> Iterator[Item]:
    """Yield the block at the foot under a rule (C1); it grows upwards from the lowest line."""
    left, right = (page.cap(side, CONTACT_LINES) for side in contact_lines(content))
    rule = _contact_rule(content)
    top = rule - _CONTACT_GAP
    yield Rule(page.LEFT, rule, page.RIGHT, rule)
    for x, lines in ((page.LEFT, left), (page.RIGHT - CONTACT_RIGHT, right)):
        for position, line in enumerate(lines):
            yield Text(x, top - position * _SMALL_LEADING, line, SMALL)
