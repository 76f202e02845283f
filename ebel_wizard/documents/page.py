"""A page as plain data, and how pages become a PDF file.

Layouts answer with pages: lists of texts, rules and fills at fixed places, in points from the
lower left corner. Text is drawn as it is and never read as markup. Marks that stand on every page
(secrecy, TASLAK, page number) are drawn here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ebel_wizard.documents import fonts
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

# The marks stand outside the text area, so that a letter breaks alike with and without them.
_TOP_MARK: Final = HEIGHT - 0.5 * CM - ASCENT * SIZE
_BOTTOM_MARK: Final = 0.5 * CM + 0.216 * SIZE
_PAGE_NUMBER: Final = _BOTTOM_MARK + 14
FOOT: Final = _PAGE_NUMBER + 13  # lowest baseline that anything else may use
_DRAFT: Final = "TASLAK"
_UNREAD: Final = "/Artifact BMC"
_BLACK, _RED = "0 g", "0.8 0 0 rg"

# In PDF/A-1 every cell that is read out is an object of its own and stands in clear in the file:
# beyond so many texts, some 1,300 people, the tags would cost more than the table.
MOST_TAGGED: Final = 8_000

# Binary streams instead of text: a fifth smaller and quicker.
rl_config.useA85 = 0


@dataclass(slots=True, eq=False)
class Tag:
    """What a text is to a screen reader: a PDF role (``P``, ``H1``, ``TD``) within another tag.

    Texts that carry the same tag are read as one, also over pages; tags are read in the order in
    which their first texts stand in the pages. A ``TH`` says which cells it heads: its ``Column``
    or its ``Row``.
    """

    role: str
    parent: "Tag | None" = None
    scope: str = ""


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
    """A picture without transparency, as the bytes of its PNG or JPEG file."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


class Piece(NamedTuple):
    """Texts of one tag that stand together on a page."""

    tag: Tag
    texts: list[str]


Item = Text | Rule | Fill | Picture
Page = list[Item]


@dataclass(frozen=True, slots=True)
class Info:
    """What the file says of itself and what stands on each of its pages; ``size`` in points.

    Title and author are read where the page is not, by searches and lists of files: a TCKN or a
    telephone number that the officer wrote into a subject stands covered there.
    """

    title: str
    author: str
    mark: str = ""
    draft: bool = False
    secret: bool = False
    size: tuple[float, float] = (WIDTH, HEIGHT)

    def __post_init__(self) -> None:
        for name in ("title", "author"):
            object.__setattr__(self, name, identifiers.mask_numbers(getattr(self, name)))


def centred(
    text: str, y: float, middle: float = MIDDLE, size: float = SIZE, font: str = fonts.REGULAR
) -> Text:
    """A line whose middle stands at ``middle``."""
    return Text(middle - fonts.width(text, size, font) / 2, y, text, size, font)


def flush_right(
    text: str, y: float, right: float = RIGHT, size: float = SIZE, font: str = fonts.REGULAR
) -> Text:
    """A line that ends at ``right``."""
    return Text(right - fonts.width(text, size, font), y, text, size, font)


def unread(items: Sequence[Item]) -> list[Item]:
    """The same, but not read out: for what a reader has already heard, or is yet to hear."""
    return [item._replace(tag=ARTIFACT) if isinstance(item, Text) else item for item in items]


def wrap(
    text: str, width: float, size: float = SIZE, font: str = fonts.REGULAR, indent: float = 0.0
) -> list[str]:
    """The lines of a text in a column ``width`` points wide, the first one ``indent`` narrower.

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
    """How many of a long word's first letters fit; at least one, so that a cut always ends."""
    used = 0.0
    for position, letter in enumerate(word):
        used += fonts.width(letter, size, font)
        if used > room:
            return max(position, 1)
    return len(word)


def cap(lines: Sequence[str], most: int) -> list[str]:
    """At most so many lines; a cut shows as ``…`` (only drafts get this far, see ``fit``)."""
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1]
    kept = len(last)
    while kept and fonts.width(last[kept:], 1) < fonts.width("…", 1):
        kept -= 1
    return [*lines[: most - 1], f"{last[:kept]}…"]


def write(pages: Sequence[Page], info: Info) -> bytes:
    """The pages as one PDF file: same pages, same bytes; fonts embedded as subsets (P5).

    PDF/A-1a and PDF/UA-1 (PDF/A-1b beyond ``MOST_TAGGED`` texts), but for a draft, which no archive
    is meant to keep, and for a form with secrets, which is either printed from memory or locked,
    and PDF/A may not be locked.
    """
    data, read = draw(pages, info)
    if info.draft or info.secret:
        return data
    from ebel_wizard.documents import pdfa

    return pdfa.archive(data, info, read)


def draw(pages: Sequence[Page], info: Info) -> tuple[bytes, list[list[Piece]]]:
    """The pages as a PDF file, and for each page the pieces of it that are read out.

    No page says so of any beyond ``MOST_TAGGED`` texts.
    """
    fonts.load()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=info.size,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 4),  # the one PDF/A-1 is made of; the first that knows a document's language
        initialFontName=fonts.REGULAR,  # type: ignore[arg-type]  # the stub asks for a number
        initialFontSize=SIZE,
        lang="tr-TR",
    )
    canvas.setTitle(info.title)
    canvas.setAuthor(info.author)
    canvas.setCreator("ebel_wizard")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    pens = fonts.pens(canvas)
    read: list[list[Piece]] = []
    tagged = sum(map(len, pages)) <= MOST_TAGGED
    for number, page in enumerate(pages, 1):
        if info.draft:
            _draw_draft(canvas, info.size)
        for item in page:
            if isinstance(item, Picture):
                _draw_picture(canvas, item)
        pieces: list[Piece] = []
        items = [*_everywhere(info, number, len(pages)), *page]
        texts = _texts(items, pens, pieces if tagged else None)
        canvas.addLiteral("\n".join([*_shapes(page), *texts]))
        canvas.showPage()
        if tagged:
            read.append(pieces)
    with fonts.EMBEDDING:
        canvas.save()
    return buffer.getvalue(), read


def _everywhere(info: Info, number: int, pages: int) -> Iterator[Text]:
    """What stands on every page: the degree of secrecy (G2), the page's number (P7)."""
    width, height = info.size
    if info.mark:
        # Top and bottom, centred; bold and red by custom. Read out once, before all else.
        top = centred(info.mark, _TOP_MARK - HEIGHT + height, width / 2, font=fonts.BOLD)
        yield top._replace(red=True, tag=None if number == 1 else ARTIFACT)
        yield top._replace(y=_BOTTOM_MARK, red=True, tag=ARTIFACT)
    if pages > 1:
        # Centred, under the contact block, only when there is more than one page.
        text = centred(f"{number}/{pages}", _PAGE_NUMBER, width / 2, size=9)
        yield text._replace(tag=ARTIFACT)


def _draw_draft(canvas: Canvas, size: tuple[float, float]) -> None:
    """Drawn before the text, in a solid light grey: the text stays readable over it."""
    width, height = size
    scale = min(width / WIDTH, height / HEIGHT)
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(fonts.BOLD, 130 * scale)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(55)
    canvas.drawCentredString(0, -45 * scale, _DRAFT)
    canvas.restoreState()


def _draw_picture(canvas: Canvas, picture: Picture) -> None:
    """The name the picture belongs to stands beside it, so it is not read out."""
    canvas.addLiteral(_UNREAD)
    image = ImageReader(BytesIO(picture.data))
    canvas.drawImage(image, picture.x, picture.y, picture.width, picture.height)
    canvas.addLiteral("EMC")


# Shapes and texts are written in PDF's own operators: the canvas would take three times as long.


def _shapes(items: Sequence[Item]) -> Iterator[str]:
    yield f"{_UNREAD} 0.92 g"
    for item in items:
        if isinstance(item, Fill):
            yield f"{item.x:.3f} {item.y:.3f} {item.width:.3f} {item.height:.3f} re f"
    yield "0 g 0.5 w"
    for item in items:
        if isinstance(item, Rule):
            yield f"{item.x1:.3f} {item.y1:.3f} m {item.x2:.3f} {item.y2:.3f} l S"
    yield "EMC"


def _texts(
    items: Sequence[Item], pens: Mapping[str, fonts.Pen], pieces: list[Piece] | None
) -> Iterator[str]:
    """The texts in their order; what is read out is marked by its place in ``pieces``."""
    yield "BT"
    now: Tag | None = None
    drawn: tuple[str, float, float, bool] | None = None
    for item in items:
        if not isinstance(item, Text) or not (item.text or item.tag):
            continue
        x, y, text, size, font, space, red, tag = item
        if pieces is not None and (tag is None or tag is not now):
            if now is not None:
                yield "EMC"
            now = Tag("P") if tag is None else tag
            if now is ARTIFACT:
                yield _UNREAD
            else:
                yield f"/{now.role} <</MCID {len(pieces)}>> BDC"
                pieces.append(Piece(now, []))
        if pieces and now is not ARTIFACT:
            pieces[-1].texts.append(text)
        if not text:
            continue  # an empty cell is a cell all the same
        if drawn != (font, size, space, red):
            drawn = font, size, space, red
            yield f"{pens[font].select(size)} {space:.4f} Tw {_RED if red else _BLACK}"
        yield f"1 0 0 1 {x:.3f} {y:.3f} Tm {pens[font].show(text, size)}"
    yield "ET" if now is None else "EMC ET"
