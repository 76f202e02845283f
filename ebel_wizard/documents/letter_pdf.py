"""How a letter stands on its pages: every distance of the regulation is a baseline gap.

A letter is laid out as rows, each so many lines below the one before; rows fill the pages from
the top, and the contact block stands at the foot of each (P8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ebel_wizard.documents import fonts, page
from ebel_wizard.documents.letter import LetterContent, annex_lines
from ebel_wizard.documents.page import Item, Page, Rule, Text

HEADING_LINES: Final = 4  # H1
NUMBER_LINES: Final = 1
CONTACT_LINES: Final = 7
SIGNATURE_LINES: Final = 6

_TEXT_WIDTH: Final = page.RIGHT - page.LEFT
_INDENT: Final = 1.25 * page.CM  # T2
_COLON: Final = page.LEFT + 30  # H6: one column for the colons of Sayı, Konu and İlgi
_AFTER_COLON: Final = _COLON + 7
_DATE_ROOM: Final = 90.0
_SIGNATURE_WIDTH: Final = 7.5 * page.CM
_SIGNATURE_LEAST: Final = 4.5 * page.CM
_SMALL: Final = 8.0  # P4: the contact block may be set in 8 pt
_SMALL_LEADING: Final = 9.6
_CONTACT_LEFT: Final = 11.5 * page.CM
_CONTACT_RIGHT: Final = 5.8 * page.CM
_FIRST: Final = page.TOP - page.ASCENT * page.SIZE
_ALPHABET: Final = "abcçdefgğhıijklmnoöprsştuüvyz"  # R1, T3


@dataclass(frozen=True, slots=True)
class _Row:
    """Texts on one baseline, ``gap`` lines below the row before; ``tail`` rows stay together."""

    gap: float
    texts: tuple[Text, ...]
    tail: bool = False


def lay_out(content: LetterContent) -> list[Page]:
    """The pages of a letter."""
    rows = [
        *_heading(content),
        *_number_and_subject(content),
        *_addressee(content),
        *_references(content),
        *_body(content),
    ]
    # The signature never stands alone on a page: two lines of text go with it.
    rows[-2:] = [_Row(row.gap, row.texts, tail=True) for row in rows[-2:]]
    rows += [*_signature(content), *_annexes(content)]
    foot = list(_contact_block(content))
    floor = max(item.y1 for item in foot if isinstance(item, Rule)) + 8
    pages = _fill_pages(rows, floor)
    for each in pages:
        each.extend(foot)
    return pages


def _fill_pages(rows: Sequence[_Row], floor: float) -> list[Page]:
    pages: list[Page] = [[]]
    y = _FIRST
    tail_height = sum(row.gap for row in rows if row.tail) * page.LEADING
    tail_begun = False
    for row in rows:
        below = y - row.gap * page.LEADING if pages[-1] else y
        lowest = below
        if row.tail and not tail_begun:
            tail_begun = True
            end = y - tail_height
            if end < floor <= _FIRST - tail_height:
                lowest = end
        if lowest < floor and pages[-1]:
            pages.append([])
            below = _FIRST
        y = below
        pages[-1].extend(text._replace(y=y) for text in row.texts)
    return pages


def heading_lines(heading: Sequence[str]) -> list[str]:
    """A heading's lines as they break; more than four are against H1."""
    return [line for part in heading for line in page.wrap(part, _TEXT_WIDTH)]


def _heading(content: LetterContent) -> Iterator[_Row]:
    for line in page.cap(heading_lines(content.heading), HEADING_LINES):
        yield _Row(1, (page.centred(line, 0),))


def number_lines(content: LetterContent) -> list[str]:
    """The number's lines; it keeps clear of the date at the right edge (H4)."""
    return page.wrap(content.number, page.RIGHT - _DATE_ROOM - _AFTER_COLON)


def _number_and_subject(content: LetterContent) -> Iterator[_Row]:
    first = page.cap(number_lines(content), NUMBER_LINES)[0]
    date = page.flush_right(page.cap(page.wrap(content.date, _DATE_ROOM - 10), 1)[0], 0)
    yield _Row(3, (*_labelled("Sayı", first), date))  # H2: two blank lines under the heading
    # H5: the subject may not pass the middle of the page and goes on under its own text.
    subject, *more = page.wrap(content.subject, page.MIDDLE - _AFTER_COLON)
    yield _Row(1, _labelled("Konu", subject))
    for line in more:
        yield _Row(1, (Text(_AFTER_COLON, 0, line),))


def _labelled(label: str, text: str) -> tuple[Text, ...]:
    return Text(page.LEFT, 0, label), Text(_COLON, 0, ":"), Text(_AFTER_COLON, 0, text)


def _addressee(content: LetterContent) -> Iterator[_Row]:
    gap = 3.0  # A1: two blank lines
    for part in content.addressee:
        for line in page.wrap(part, _TEXT_WIDTH):
            yield _Row(gap, (page.centred(line, 0),))
            gap = 1.0


def _references(content: LetterContent) -> Iterator[_Row]:
    several = len(content.references) > 1
    hanging = fonts.width("m) ", page.SIZE) if several else 0.0
    start = _AFTER_COLON + hanging
    gap = 3.0  # R1: two blank lines
    for position, reference in enumerate(content.references):
        first, *rest = page.wrap(reference, page.RIGHT - start)
        texts = [Text(start, 0, first)]
        if several:
            texts.insert(0, Text(_AFTER_COLON, 0, f"{_letter(position)})"))
        if position == 0:
            texts[:0] = [Text(page.LEFT, 0, "İlgi"), Text(_COLON, 0, ":")]
        yield _Row(gap, tuple(texts))
        gap = 1.0
        for line in rest:
            yield _Row(1, (Text(start, 0, line),))


def _letter(position: int) -> str:
    """The list letter by the Turkish alphabet; a draft with too many goes on with numbers."""
    return _ALPHABET[position] if position < len(_ALPHABET) else str(position + 1)


def _body(content: LetterContent) -> Iterator[_Row]:
    gap = 2.0 if content.references else 3.0  # T1
    for paragraph in content.paragraphs:
        lines = page.wrap(paragraph, _TEXT_WIDTH, indent=_INDENT)
        for position, line in enumerate(lines):
            indent = _INDENT if position == 0 else 0.0
            justified = position < len(lines) - 1  # T2; a paragraph's last line stays as it is
            yield _Row(gap, (_body_line(line, indent, justified=justified),))
            gap = 1.0


def _body_line(line: str, indent: float, *, justified: bool) -> Text:
    blanks = line.count(" ")
    spare = _TEXT_WIDTH - indent - fonts.width(line, page.SIZE)
    space = spare / blanks if justified and blanks else 0.0
    return Text(page.LEFT + indent, 0, line, space=space)


def signature_lines(content: LetterContent) -> list[str]:
    """The signature block's lines as they break."""
    return [line for part in content.signature for line in page.wrap(part, _SIGNATURE_WIDTH)]


def _signature(content: LetterContent) -> Iterator[_Row]:
    lines = page.cap(signature_lines(content), SIGNATURE_LINES)
    width = max(_SIGNATURE_LEAST, *(fonts.width(line, page.SIZE) for line in lines))
    gap = content.signing_room + 1.0
    for line in lines:
        yield _Row(gap, (page.centred(line, 0, page.RIGHT - width / 2),), tail=True)
        gap = 1.0


def _annexes(content: LetterContent) -> Iterator[_Row]:
    gap = 3.0
    for line in annex_lines(content.annexes):
        yield _Row(gap, (Text(page.LEFT, 0, line),), tail=True)
        gap = 1.0


def contact_lines(content: LetterContent) -> tuple[list[str], list[str]]:
    """Both sides of the contact block as they break."""

    def broken(parts: Sequence[str], width: float) -> list[str]:
        return [line for part in parts for line in page.wrap(part, width, _SMALL)]

    left = broken(content.contact, _CONTACT_LEFT)
    return left, broken(content.contact_person, _CONTACT_RIGHT)


def _contact_block(content: LetterContent) -> Iterator[Item]:
    """C1: at the foot under a rule; it grows upwards from the lowest line."""
    left, right = (page.cap(side, CONTACT_LINES) for side in contact_lines(content))
    top = page.FOOT + (max(len(left), len(right)) - 1) * _SMALL_LEADING
    rule = top + page.ASCENT * _SMALL + 3
    yield Rule(page.LEFT, rule, page.RIGHT, rule)
    for x, lines in ((page.LEFT, left), (page.RIGHT - _CONTACT_RIGHT, right)):
        for position, line in enumerate(lines):
            yield Text(x, top - position * _SMALL_LEADING, line, _SMALL)
