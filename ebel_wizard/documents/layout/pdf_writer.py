"""Write pages as a PDF file, with the marks that stand on every one: secrecy, TASLAK, page number.

Text is drawn as it is and never read as markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ebel_wizard.documents.layout import fonts
from ebel_wizard.documents.layout.page import (
    ARTIFACT,
    BOTTOM_MARK,
    HEIGHT,
    PAGE_NUMBER,
    SIZE,
    TOP_MARK,
    WIDTH,
    Fill,
    Info,
    Item,
    Page,
    Picture,
    Piece,
    Rule,
    Tag,
    Text,
    centred,
)

# In PDF/A-1 every cell that is read out is an object of its own and stands in clear in the file:
# beyond so many texts, some 1,300 people, the tags would cost more than the table.
MOST_TAGGED: Final = 8_000

_DRAFT: Final = "TASLAK"
_ARTIFACT: Final = "/Artifact BMC"
_BLACK, _RED = "0 g", "0.8 0 0 rg"

# Binary streams instead of text: a fifth smaller and quicker.
rl_config.useA85 = 0


def write(pages: Sequence[Page], info: Info) -> bytes:
    """Return the pages as one PDF file: same pages, same bytes; fonts embedded as subsets (P5).

    PDF/A-1a and PDF/UA-1, or PDF/A-1b beyond ``MOST_TAGGED`` texts. A draft is neither, for no
    archive should keep it; nor is a form with secrets, which is printed from memory or locked, and
    PDF/A may not be locked.
    """
    data, read = draw(pages, info)
    if info.draft or info.secret:
        return data
    from ebel_wizard.documents.layout import pdfa

    return pdfa.archive(data, info, read)


def draw(pages: Sequence[Page], info: Info) -> tuple[bytes, list[list[Piece]]]:
    """Return the pages as a PDF file, and for each page the pieces of it that are read out.

    The latter is empty beyond ``MOST_TAGGED`` texts.
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
        pieces: list[Piece] = []
        of_page = pieces if tagged else None
        marks = [*_page_marks(info, number, len(pages))]
        canvas.addLiteral("\n".join(_texts(marks, pens, of_page)))
        for item in page:
            if isinstance(item, Picture):
                _draw_picture(canvas, item, of_page)
        canvas.addLiteral("\n".join([*_shapes(page), *_texts(page, pens, of_page)]))
        canvas.showPage()
        if tagged:
            read.append(pieces)
    with fonts.EMBEDDING:
        canvas.save()
    return buffer.getvalue(), read


def _page_marks(info: Info, number: int, pages: int) -> Iterator[Text]:
    """Yield what stands on every page: the degree of secrecy (G2), the page number (P7)."""
    width, height = info.size
    if info.mark:
        # Top and bottom, centred; bold and red by custom. Read out once, before all else.
        top = centred(info.mark, TOP_MARK - HEIGHT + height, width / 2, font=fonts.BOLD)
        yield top._replace(red=True, tag=None if number == 1 else ARTIFACT)
        yield top._replace(y=BOTTOM_MARK, red=True, tag=ARTIFACT)
    if pages > 1 and info.is_numbered:
        # Centred, under the contact block, only when there is more than one page.
        text = centred(f"{number}/{pages}", PAGE_NUMBER, width / 2, size=9)
        yield text._replace(tag=ARTIFACT)


def _draw_draft(canvas: Canvas, size: tuple[float, float]) -> None:
    """Draw TASLAK before the text, in a solid light grey: the text stays readable over it."""
    width, height = size
    scale = min(width / WIDTH, height / HEIGHT)
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(fonts.BOLD, 130 * scale)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(55)
    canvas.drawCentredString(0, -45 * scale, _DRAFT)
    canvas.restoreState()


def _draw_picture(canvas: Canvas, picture: Picture, pieces: list[Piece] | None) -> None:
    if pieces is not None:
        x, y, width, height, _, said = picture
        tag = Tag("Figure", said=said, box=(x, y, x + width, y + height))
        canvas.addLiteral(_marked(tag, pieces))
        pieces.append(Piece(tag, []))
    image = ImageReader(BytesIO(picture.data))
    canvas.drawImage(image, picture.x, picture.y, picture.width, picture.height)
    if pieces is not None:
        canvas.addLiteral("EMC")


def _marked(tag: Tag, pieces: Sequence[Piece]) -> str:
    """Return what begins the next piece that is read out."""
    return f"/{tag.role} <</MCID {len(pieces)}>> BDC"


# Shapes and texts are written in PDF's own operators: the canvas would take three times as long.


def _shapes(items: Sequence[Item]) -> Iterator[str]:
    yield f"{_ARTIFACT} 0.92 g"
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
    """Yield the texts in their order; what is read out is marked by its place in ``pieces``."""
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
                yield _ARTIFACT
            else:
                yield _marked(now, pieces)
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
