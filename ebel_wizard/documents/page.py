"""A page as plain data, and how pages become a PDF file.

Layouts answer with pages: lists of texts, rules and fills at fixed places, in points from the
lower left corner. Text is drawn as it is and never read as markup. Marks that stand on every page
(secrecy, TASLAK, page number) are drawn here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from ebel_wizard.documents import fonts

CM: Final = 72 / 2.54
WIDTH, HEIGHT = 21 * CM, 29.7 * CM  # P1
MARGIN: Final = 1.5 * CM  # P2
LEFT, RIGHT, TOP = MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN
MIDDLE: Final = WIDTH / 2
SIZE: Final = 12.0  # P4
LEADING: Final = 13.8  # one line of 12 pt Tinos: ascent 0.891, descent 0.216, gap 0.042
ASCENT: Final = 0.891  # of the type size: what a capital with its dot or accent needs

# The marks stand outside the text area, so that a letter breaks alike with and without them.
_TOP_MARK: Final = HEIGHT - 0.5 * CM - ASCENT * SIZE
_BOTTOM_MARK: Final = 0.5 * CM + 0.216 * SIZE
_PAGE_NUMBER: Final = _BOTTOM_MARK + 14
FOOT: Final = _PAGE_NUMBER + 13  # lowest baseline that anything else may use
_DRAFT: Final = "TASLAK"


# Binary streams instead of text: a fifth smaller and quicker.
rl_config.useA85 = 0


class Text(NamedTuple):
    """One line of text; ``space`` is added to each blank of it (justified lines)."""

    x: float
    y: float
    text: str
    size: float = SIZE
    font: str = fonts.REGULAR
    space: float = 0.0


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


Item = Text | Rule | Fill
Page = list[Item]


@dataclass(frozen=True, slots=True)
class Info:
    """What the file says of itself and what stands on each of its pages."""

    title: str
    author: str
    mark: str = ""
    draft: bool = False


def centred(
    text: str, y: float, middle: float = MIDDLE, size: float = SIZE, font: str = fonts.REGULAR
) -> Text:
    """A line whose middle stands at ``middle``."""
    return Text(middle - fonts.width(text, size, font) / 2, y, text, size, font)


def flush_right(text: str, y: float, right: float = RIGHT, size: float = SIZE) -> Text:
    """A line that ends at ``right``."""
    return Text(right - fonts.width(text, size), y, text, size)


def wrap(
    text: str, width: float, size: float = SIZE, font: str = fonts.REGULAR, indent: float = 0.0
) -> list[str]:
    """The lines of a text in a column ``width`` points wide, the first one ``indent`` narrower.

    Breaks at blanks; a word wider than the column is cut where the column ends, so nothing leaves
    it and nothing is lost.
    """
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
    """How many of a long word's first letters fit; at least one, so that a cut always ends."""
    used = 0.0
    for position, letter in enumerate(word):
        used += fonts.width(letter, size, font)
        if used > room:
            return max(position, 1)
    return len(word)


def cap(lines: Sequence[str], most: int) -> list[str]:
    """At most so many lines; a cut shows as ``…`` (only drafts get this far, see ``fit``)."""
    return list(lines) if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def write(pages: Sequence[Page], info: Info) -> bytes:
    """The pages as one PDF file: same pages, same bytes; fonts embedded as subsets (P5)."""
    fonts.load()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 4),  # the first that knows a document's language
        initialFontName=fonts.REGULAR,  # type: ignore[arg-type]  # the stub asks for a number
        initialFontSize=SIZE,
        lang="tr-TR",
    )
    canvas.setTitle(info.title)
    canvas.setAuthor(info.author)
    canvas.setSubject(info.title)
    canvas.setCreator("ebel_wizard")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for number, page in enumerate(pages, 1):
        if info.draft:
            _draw_draft(canvas)
        _draw(canvas, page)
        if len(pages) > 1:
            # P7: centred, under the contact block, only when there is more than one page.
            _draw(canvas, [centred(f"{number}/{len(pages)}", _PAGE_NUMBER, size=9)])
        if info.mark:
            canvas.setFillColorRGB(0.8, 0, 0)
            _draw(canvas, list(_marks(info.mark)))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _marks(mark: str) -> Iterator[Text]:
    """G2: top and bottom of every page, centred; bold and red by custom."""
    for y in (_TOP_MARK, _BOTTOM_MARK):
        yield centred(mark, y, font=fonts.BOLD)


def _draw_draft(canvas: Canvas) -> None:
    """Drawn before the text, in a solid light grey: the text stays readable over it."""
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(fonts.BOLD, 130)
    canvas.translate(MIDDLE, HEIGHT / 2)
    canvas.rotate(55)
    canvas.drawCentredString(0, -45, _DRAFT)
    canvas.restoreState()


def _draw(canvas: Canvas, items: Sequence[Item]) -> None:
    fills = [item for item in items if isinstance(item, Fill)]
    if fills:
        canvas.saveState()
        canvas.setFillGray(0.92)
        for fill in fills:
            canvas.rect(*fill, stroke=0, fill=1)
        canvas.restoreState()
    rules = [tuple(item) for item in items if isinstance(item, Rule)]
    if rules:
        canvas.setLineWidth(0.5)
        canvas.lines(rules)
    text = canvas.beginText()
    for item in items:
        if isinstance(item, Text) and item.text:
            text.setTextOrigin(item.x, item.y)
            text.setFont(item.font, item.size)
            text.setWordSpace(item.space)
            text.textOut(item.text)
    text.setWordSpace(0)
    canvas.drawText(text)
