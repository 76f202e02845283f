"""A page as plain data: the paper's measures, what can stand on a page, and how lines break.

A layout returns pages: lists of texts, rules and fills at fixed places, in points from the lower
left corner. ``layout.pdf_writer`` writes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ebel_wizard.documents.layout import fonts
from ebel_wizard.turkish import identifiers

CM: Final = 72 / 2.54
WIDTH, HEIGHT = 21 * CM, 29.7 * CM  # P1
MARGIN: Final = 1.5 * CM  # P2
LEFT, RIGHT, TOP = MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN
MIDDLE: Final = WIDTH / 2
TEXT_WIDTH: Final = RIGHT - LEFT
SIZE: Final = 12.0  # P4
LEADING: Final = 13.8  # one line of 12 pt Tinos: ascent 0.891, descent 0.216, gap 0.042
ASCENT: Final = 0.891  # of the type size: what a capital with its dot or accent needs

# Baselines of the marks. They stand outside the text area, so that a letter breaks alike with and
# without them.
TOP_MARK: Final = HEIGHT - 0.5 * CM - ASCENT * SIZE
BOTTOM_MARK: Final = 0.5 * CM + 0.216 * SIZE
TOP_NOTE: Final = HEIGHT - 0.5 * CM - ASCENT * 8.0  # first line of small type at the right edge
PAGE_NUMBER: Final = BOTTOM_MARK + 14
FOOT: Final = PAGE_NUMBER + 13  # lowest baseline that anything else may use


@dataclass(slots=True, eq=False)
class Tag:
    """The role of a text for a screen reader: a PDF role (``P``, ``H1``, ``TD``) within another
    tag.

    Texts with the same tag are read as one, also across pages; tags are read in the order in which
    their first texts stand in the pages. ``scope`` is what a ``TH`` heads: its ``Column`` or its
    ``Row``. ``said`` is read out where nothing is written: for a ``Figure``, or room for the hand.
    ``box`` is where a ``Figure`` stands, by its left, bottom, right and top.
    """

    role: str
    parent: "Tag | None" = None
    scope: str = ""
    said: str = ""
    box: tuple[float, float, float, float] | None = None


ARTIFACT: Final = Tag("Artifact")  # what repeats or decorates: not read out


class Text(NamedTuple):
    """One line of text; ``space`` is added to each blank of it (justified lines).

    ``red`` is for what must be seen first. Without a tag it is a paragraph of its own.
    """

    x: float
    y: float
    text: str
    size: float = SIZE
    font: str = fonts.REGULAR
    space: float = 0.0
    red: bool = False
    tag: Tag | None = None


class Rule(NamedTuple):
    """A thin straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class Fill(NamedTuple):
    """A light grey field behind a table's head."""

    x: float
    y: float
    width: float
    height: float


class Picture(NamedTuple):
    """A picture without transparency, as the bytes of its PNG or JPEG file.

    ``said`` is read out for it.
    """

    x: float
    y: float
    width: float
    height: float
    data: bytes
    said: str


class Piece(NamedTuple):
    """Texts of one tag that stand together on a page."""

    tag: Tag
    texts: list[str]


Item = Text | Rule | Fill | Picture
Page = list[Item]


@dataclass(frozen=True, slots=True)
class Info:
    """The metadata of a file and the marks on each of its pages; ``size`` in points.

    Title and author are shown where the page is not, by searches and lists of files: a TCKN or a
    telephone number that the officer wrote into a subject is masked there.
    """

    title: str
    author: str
    mark: str = ""
    draft: bool = False
    secret: bool = False
    size: tuple[float, float] = (WIDTH, HEIGHT)
    is_numbered: bool = True
    """Whether its pages follow each other, and have a number where they are several (P7)."""

    def __post_init__(self) -> None:
        for name in ("title", "author"):
            object.__setattr__(self, name, identifiers.mask_numbers(getattr(self, name)))


def centred(
    text: str, y: float, middle: float = MIDDLE, size: float = SIZE, font: str = fonts.REGULAR
) -> Text:
    """Return a line whose middle stands at ``middle``."""
    return Text(middle - fonts.width(text, size, font) / 2, y, text, size, font)


def flush_right(
    text: str, y: float, right: float = RIGHT, size: float = SIZE, font: str = fonts.REGULAR
) -> Text:
    """Return a line that ends at ``right``."""
    return Text(right - fonts.width(text, size, font), y, text, size, font)


def as_artifacts(items: Sequence[Item]) -> list[Item]:
    """Return the same, but not read out: for what a listener has already heard, or will hear."""
    return [item._replace(tag=ARTIFACT) if isinstance(item, Text) else item for item in items]


def wrap(
    text: str, width: float, size: float = SIZE, font: str = fonts.REGULAR, indent: float = 0.0
) -> list[str]:
    """Return the lines of a text in a column ``width`` points wide, the first ``indent`` narrower.

    Breaks at blanks; a word wider than the column is cut where the column ends, so nothing leaves
    it and nothing is lost. Measured as a word processor does, whose column and line are whole
    twentieths of a point: so the editable copy breaks where the PDF does.
    """
    indent = round(indent * 20) / 20
    width = (round(width * 20) + 0.5) / 20
    if fonts.width(text, size, font) <= width - indent:
        return [text]
    blank = fonts.width(" ", size, font)
    lines: list[str] = []
    words: list[str] = []
    used, room = 0.0, width - indent
    for each in text.split(" "):
        word, needed = each, fonts.width(each, size, font)
        if words and used + blank + needed > room:
            lines.append(" ".join(words))
            words, used, room = [], 0.0, width
        while needed > room:
            fitting = _fitting(word, room, size, font)
            lines.append(word[:fitting])
            needed -= fonts.width(word[:fitting], size, font)
            word, room = word[fitting:], width
        used += needed + (blank if words else 0.0)
        words.append(word)
    lines.append(" ".join(words))
    return lines


def _fitting(word: str, room: float, size: float, font: str) -> int:
    """Return how many of a long word's first letters fit; at least one, so that cutting always
    ends.
    """
    used = 0.0
    for position, letter in enumerate(word):
        used += fonts.width(letter, size, font)
        if used > room:
            return max(position, 1)
    return len(word)


def cap(lines: Sequence[str], most: int) -> list[str]:
    """Return at most so many lines; a cut shows as ``…`` (in drafts only, see ``fit``)."""
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1]
    kept = len(last)
    while kept and fonts.width(last[kept:], 1) < fonts.width("…", 1):
        kept -= 1
    return [*lines[: most - 1], f"{last[:kept]}…"]
