"""Lay a letter out on its pages: every distance of the regulation is a baseline gap.

A letter is laid out as rows, each so many lines below the one before; rows fill the pages from the
top, and the contact block stands at the foot of each (P8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ebel_wizard.documents.layout import fonts, letter_end, logo, page
from ebel_wizard.documents.layout.letter_parts import NO_BREAK, LetterContent, reference_mark
from ebel_wizard.documents.layout.logo import Logo
from ebel_wizard.documents.layout.page import Item, Page, Rule, Tag, Text
from ebel_wizard.documents.layout.rows import FIRST, Row, fill_pages

HEADING_LINES: Final = 4  # H1
NUMBER_LINES: Final = 1
SUBJECT_LINES: Final = 6
CONTACT_LINES: Final = 7

INDENT: Final = 1.25 * page.CM  # T2
_COLON: Final = page.LEFT + 30  # H6: one column for the colons of Sayı, Konu and İlgi
AFTER_COLON: Final = _COLON + 7
HANGING: Final = fonts.width("m) ", page.SIZE)  # R1: behind the letters of several references
_DATE_ROOM: Final = 90.0
SMALL: Final = 8.0  # P4: the contact block may be set in 8 pt
_SMALL_LEADING: Final = 9.6
_CONTACT_GAP: Final = page.ASCENT * SMALL + 3  # from the rule to the first baseline
CONTACT_LEFT: Final = 11.5 * page.CM
CONTACT_RIGHT: Final = 5.8 * page.CM


class Arrangement(NamedTuple):
    """A letter on its pages, without what stands on each of them.

    ``initials`` are drawn on the last page of the municipality's copy alone (I1). ``is_moved``: the
    end of the letter begins a page for their sake, in both prints alike.
    """

    pages: list[Page]
    initials: list[Text]
    is_moved: bool


def lay_out(content: LetterContent, picture: Logo | None = None) -> list[Page]:
    """Return the pages of a letter, with the municipality's logo where it has one (P3)."""
    pages, initials, _ = arrange(content, picture)
    if content.is_initialled:
        pages[-1].extend(initials)
    foot = list(_contact_block(content))
    for each in pages[:-1]:
        each.extend(page.as_artifacts(foot))
    pages[-1].extend(foot)
    note = [
        page.flush_right(line, page.TOP_NOTE - at * _SMALL_LEADING, size=SMALL)
        for at, line in enumerate(content.note)
    ]
    tag = Tag("P")
    pages[0][:0] = [line._replace(tag=tag) for line in note]
    for each in pages[1:]:
        each.extend(page.as_artifacts(note))
    return pages


def arrange(content: LetterContent, picture: Logo | None = None) -> Arrangement:
    """Return where a letter breaks: alike with initials and without, so that the copy is never
    longer than the letter (I1).
    """
    for is_moved in (False, True):
        pages = _fill(content, picture, is_moved=is_moved)
        initials = letter_end.initials(content, pages[-1], floor_of(content))
        if initials is not None:
            return Arrangement(pages, initials, is_moved)
    return Arrangement(
        [*pages, []], letter_end.initials(content, [], floor_of(content)) or [], is_moved
    )


def _fill(content: LetterContent, picture: Logo | None, *, is_moved: bool) -> list[Page]:
    floor = floor_of(content)
    body = [
        *_heading(content),
        *_number_and_subject(content),
        *_addressee(content),
        *_references(content),
        *_body(content),
    ]
    end, listed = letter_end.lay_out(content)
    # The signature never stands alone on a page: two lines of text go with it.
    tail = [*body[-2:], *end]
    tail = [replace(row, keep=True) for row in tail[:-1]] + tail[-1:]
    tail[0] = replace(tail[0], new_page=is_moved)
    above: list[Item] = []
    top = FIRST
    if picture:
        drawn, top = logo.place(
            picture, heading_lines(content.heading), is_marked=bool(content.mark)
        )
        above.append(drawn)
    if content.urgency:
        # U1: the top right of the text area, whatever stands in its middle.
        x = page.RIGHT - fonts.width(content.urgency, page.SIZE, fonts.BOLD)
        above.append(Text(x, FIRST, content.urgency, page.SIZE, fonts.BOLD, red=True))
    pages = fill_pages([*body[:-2], *tail], top, floor)
    pages[0][:0] = above
    for rows in listed:
        pages += fill_pages(rows, FIRST, floor)
    return pages


def floor_of(content: LetterContent) -> float:
    """Return the lowest baseline that the text may use: above the contact block."""
    return _contact_rule(content) + 8


def heading_lines(heading: Sequence[str]) -> list[str]:
    """Return a heading's lines as they break; more than four are against H1."""
    return [line for part in heading for line in page.wrap(part, page.TEXT_WIDTH)]


def _heading(content: LetterContent) -> Iterator[Row]:
    for line in page.cap(heading_lines(content.heading), HEADING_LINES):
        yield Row(1, (page.centred(line, 0),))


def number_lines(content: LetterContent) -> list[str]:
    """Return the number's lines; it keeps clear of the date at the right edge (H4)."""
    return page.wrap(content.number, page.RIGHT - _DATE_ROOM - AFTER_COLON)


def subject_lines(content: LetterContent) -> list[str]:
    """Return the subject's lines as they break (H5)."""
    return page.wrap(content.subject, page.MIDDLE - AFTER_COLON)


def _number_and_subject(content: LetterContent) -> Iterator[Row]:
    first = page.cap(number_lines(content), NUMBER_LINES)[0]
    date = page.flush_right(page.cap(page.wrap(content.date, _DATE_ROOM - 10), 1)[0], 0)
    yield Row(
        3, (*_labelled("Sayı", first, Tag("P")), date)
    )  # H2: two blank lines under the heading
    # H5: the subject may not pass the middle of the page and continues under its own text.
    subject, *more = page.cap(subject_lines(content), SUBJECT_LINES)
    title = Tag("H1")
    yield Row(1, _labelled("Konu", subject, title))
    for line in more:
        yield Row(1, (Text(AFTER_COLON, 0, line, tag=title),))


def _labelled(label: str, text: str, tag: Tag) -> tuple[Text, ...]:
    return (
        Text(page.LEFT, 0, label, tag=tag),
        Text(_COLON, 0, ":", tag=tag),
        Text(AFTER_COLON, 0, text, tag=tag),
    )


def _addressee(content: LetterContent) -> Iterator[Row]:
    gap = 3.0  # A1: two blank lines
    for part in content.addressee:
        for line in page.wrap(part, page.TEXT_WIDTH):
            yield Row(gap, (page.centred(line, 0),))
            gap = 1.0


def _references(content: LetterContent) -> Iterator[Row]:
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
        yield Row(gap, tuple(texts))
        gap = 1.0
        for line in rest:
            yield Row(1, (Text(start, 0, line, tag=tag),))


def _body(content: LetterContent) -> Iterator[Row]:
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
            yield Row(gap, (text._replace(tag=tag),), keep)
            gap = 1.0


def _body_line(line: str, indent: float, *, justified: bool) -> Text:
    blanks = line.count(" ")
    spare = page.TEXT_WIDTH - indent - fonts.width(line, page.SIZE)
    space = spare / blanks if justified and blanks else 0.0
    return Text(page.LEFT + indent, 0, line, space=space)


def contact_lines(content: LetterContent) -> tuple[list[str], list[str]]:
    """Return both sides of the contact block as they break."""

    def broken(parts: Sequence[str], width: float) -> list[str]:
        return [
            line.replace(NO_BREAK, " ") for part in parts for line in page.wrap(part, width, SMALL)
        ]

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
