"""Write editable copies as DOCX files: what all of them share.

Styles and settings are read from ``resources/docx``. Text is data here as in a PDF; characters that
XML cannot hold were replaced when the case was prepared. Lengths are points.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from math import inf
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph
from lxml import etree

from ebel_wizard import resources
from ebel_wizard.documents.layout import fonts, page
from ebel_wizard.documents.layout.page import Info, Picture

EDGE: Final = 0.5 * page.CM  # from the paper to the marks of secrecy
ALL_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
# A non-breaking hyphen; Word has an element for it and no character.
_HYPHEN: Final = "\u2011"
_JOINER: Final = "\u2060"
_PARTING: Final = frozenset("-!?|}\\")  # a line may end after it
_PARTING_BEFORE: Final = frozenset("%([{¢\u00b4")
_NOT_PARTING: Final = frozenset("‘’“”")  # of what stands beyond, where most dashes and signs part
_BEYOND: Final = "\u2000"
_SPECIAL: Final = {"\t": "<w:tab/>", _HYPHEN: "<w:noBreakHyphen/>"}
_SPECIAL_SIGN: Final = re.compile(f"([\t{_HYPHEN}])")
_ROUNDING: Final = 1.0  # points: how far another program's measure of a line may be from ours
_WIDTH, _MARGIN = 11906, 850  # twentieths of a point, as Word itself writes A4 and 1.5 cm
_UNIX: Final = 3  # or the file would tell on which system it was made
# The earliest timestamp of a zip file: the copy does not reveal when it was made.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_NEEDED: Final = frozenset(
    {
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.SETTINGS,
    }
)


def new(info: Info, floor: float) -> Document:
    """Return an empty A4 page with our styles; its text ends ``floor`` points above the paper's
    edge.
    """
    made = docx.Document()
    # What the library's own blank page brings along: a thumbnail, a theme, another's properties.
    for part in (made.part.package, made.part):
        for key in [key for key, each in part.rels.items() if each.reltype not in _NEEDED]:
            del part.rels[key]
    _replace(made.styles.element, "styles.xml")
    _replace(made.settings.element, "settings.xml")
    about = made.core_properties
    for child in list(about._element):  # noqa: SLF001 - dates cannot be taken out otherwise
        about._element.remove(child)  # noqa: SLF001
    about.title, about.author, about.language = info.title[:255], info.author[:255], "tr-TR"
    section = made.sections[0]
    section.page_width, section.page_height = Twips(_WIDTH), Twips(twips(page.HEIGHT))  # P1
    section.left_margin = section.top_margin = Twips(_MARGIN)  # P2
    # The text is as wide as in the PDF to the nearest twentieth, so that lines break alike; what
    # rounding leaves is in this margin.
    section.right_margin = Twips(_WIDTH - _MARGIN - twips(page.TEXT_WIDTH))
    section.bottom_margin = Pt(floor)
    section.header_distance = section.footer_distance = Pt(EDGE)
    return made


def _replace(element: Any, file: str) -> None:
    fresh = parse_xml(resources.path("docx", file).read_bytes())
    etree.strip_tags(fresh, etree.Comment)
    element[:] = list(fresh)


def save(made: Document) -> bytes:
    """Return the file; same content, same bytes.

    The library's own ``save`` asks the clock, and fails where that says what no zip file can.
    """
    package = made.part.package
    assert package is not None
    parts = [*package.iter_parts()]
    contents = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": package.rels.xml}
    for part in parts:
        contents[part.partname.membername] = part.blob
        if part.rels:
            contents[part.partname.rels_uri.membername] = part.rels.xml
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            file.writestr(entry, content)
    return packed.getvalue()


def _content_types(parts: Iterable[Part]) -> bytes:
    """Return the part of the file that says what each other part is."""
    types = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in parts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_CONTENT_TYPES}">'
        f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>{types}</Types>'
    ).encode()


def paragraph(to: Any, style: str, text: str = "", *, blank: float = 0) -> Paragraph:
    """Add a paragraph at the end of a page, header, footer or cell, ``blank`` lines below the last.

    ``style`` is the name that the officer sees in Word.
    """
    added: Paragraph = to.add_paragraph(style=style)
    if blank:
        added.paragraph_format.space_before = Pt(blank * page.LEADING)
    if text:
        write(added, text)
    return added


def first_of(to: Any, style: str, text: str = "") -> Paragraph:
    """Return the paragraph that a header, a footer or a cell has from the beginning."""
    there: Paragraph = to.paragraphs[0]
    there.style = style
    if text:
        write(there, text)
    return there


def write(to: Paragraph, text: str, style: str = "") -> None:
    """Add a text at the end of a paragraph; a tab in it is a tab, and nothing else is special."""
    run = parse_xml(_run(text, nsdecls("w")))
    to._p.append(run)  # noqa: SLF001 - what a run is, see ``_run``
    if style:
        to.runs[-1].style = style


def _run(text: str, namespace: str = "") -> str:
    """Return a text as XML; a non-breaking hyphen is an element of its own."""
    inner = "".join(
        _SPECIAL.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _SPECIAL_SIGN.split(text)
        if part
    )
    return f"<w:r {namespace}>{inner}</w:r>"


def with_pdf_breaks(
    text: str, width: float, size: float = page.SIZE, font: str = fonts.REGULAR, indent: float = 0.0
) -> str:
    """The text so that its lines end in a word processor where they end in the PDF.

    There a line may also end at a hyphen, a dash and the like. Such a sign is held together with
    its neighbours where it would let a part of a word slip into the line before, and in a word
    that is cut because its column is too narrow; every other one stays what it is.
    """
    lines = page.wrap(text, width, size, font, indent)
    shown = list(text)
    place, room = len(lines[0]), width - indent - fonts.width(lines[0], size, font)
    held = 0  # where the last word ends that is held as a whole: it is cut once for each line
    for line in lines[1:]:
        is_cut = text[place] != " "
        if not is_cut:
            place += 1
        if place >= held:
            start = text.rfind(" ", 0, place) + 1 if is_cut else place
            end = text.find(" ", place)
            end = end if end >= 0 else len(text)
            _hold(shown, start, end, inf if is_cut else room + _ROUNDING, size, font)
            held = end if is_cut else held
        place += len(line)
        room = width - fonts.width(line, size, font)
    return "".join(shown)


def _hold(shown: list[str], start: int, end: int, room: float, size: float, font: str) -> None:
    """Hold a word together as far as it would fit behind the line before."""
    used = fonts.width(" ", size, font)
    for place in range(start, end):
        letter = shown[place]
        if len(letter) > 1 or letter == _HYPHEN:
            continue  # held already, as far as the word would have fitted in the line before
        both = letter > _BEYOND and letter not in _NOT_PARTING and not letter.isalnum()
        before = used <= room and (both or letter in _PARTING_BEFORE) and place > start
        used += fonts.width(letter, size, font)
        after = used <= room and (both or letter in _PARTING) and place < end - 1
        if after and letter == "-":
            shown[place] = _HYPHEN
        else:
            shown[place] = f"{_JOINER * before}{letter}{_JOINER * after}"


def write_beside(to: Paragraph, middle: str, right: str, style: str = "") -> None:
    """Add a centred text, and another on its line at the right edge of the text area."""
    to.alignment = WD_ALIGN_PARAGRAPH.LEFT
    stops = to.paragraph_format.tab_stops
    stops.add_tab_stop(Pt(page.TEXT_WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Pt(page.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    write(to, f"\t{middle}\t")
    write(to, right, style)


def add_last_lines(footer: Any, mark: str, pages: int) -> None:
    """Add the end of a footer: the page number (P7), and the degree of secrecy at the very foot
    (G2).

    ``1/2`` only when there is more than one page; its place stays free otherwise.
    """
    number = paragraph(footer, "Sayfa numarası")
    if pages > 1:
        _add_field(number, "PAGE", 1)
        write(number, "/")
        _add_field(number, "NUMPAGES", pages)
    # A footer begins with a paragraph, and ours with a table: that paragraph is put at the end.
    last = first_of(footer, "Gizlilik derecesi", mark)
    footer._element.append(last._p)  # noqa: SLF001


def _add_field(to: Paragraph, instruction: str, shown: int) -> None:
    to._p.append(  # noqa: SLF001 - the library knows no fields
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}">'
            f"<w:r><w:t>{shown}</w:t></w:r></w:fldSimple>"
        )
    )


def add_picture(to: Paragraph, picture: Picture) -> None:
    """Add a picture at its place on the page, behind the text, which keeps its place."""
    run = to.add_run()
    run.add_picture(BytesIO(picture.data), Pt(picture.width), Pt(picture.height))
    [inline] = run.element.xpath(".//wp:inline")
    left, top = (Pt(each) for each in (picture.x, page.HEIGHT - picture.y - picture.height))
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{Pt(picture.width)}" cy="{Pt(picture.height)}"/>'
        f'<wp:wrapNone/><wp:docPr id="1" name="Logo" descr={quoteattr(picture.said)}/>'
        "</wp:anchor>"
    )
    anchor.append(inline.graphic)
    inline.getparent().replace(inline, anchor)


def add_table(
    to: Any,
    style: str,
    widths: Sequence[float],
    rows: Iterable[Sequence[Sequence[str]]],
    *,
    head: str = "",
    pad: tuple[float, float, float, float] = (0, 0, 0, 0),
    borders: Sequence[str] = (),
    indent: float = 0,
    height: float = 0,
) -> None:
    """Add a table at the end of a page or footer; a row is its cells, a cell its paragraphs.

    ``head`` is the style of a first row that is repeated on every page. ``pad`` is the padding of a
    cell at its top, left, bottom and right; ``borders`` are the sides that are drawn; ``height`` is
    a row's least. No row is split over pages. Written as one piece of XML: the library would take
    minutes for ten thousand rows.
    """
    made = [*_table_properties(widths, pad, borders, indent)]
    ids = [
        to.part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH) if name else ""
        for name in (style, head)
    ]
    least = f'<w:trHeight w:val="{twips(height)}"/>' if height else ""
    for position, row in enumerate(rows):
        is_head = bool(head) and position == 0
        repeated = "<w:tblHeader/>" if is_head else ""
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EBEBEB"/>' if is_head else ""
        begin = f'<w:p><w:pPr><w:pStyle w:val="{ids[is_head]}"/></w:pPr>'
        made.append(f"<w:tr><w:trPr><w:cantSplit/>{least}{repeated}</w:trPr>")
        for width, cell in zip(widths, row, strict=True):
            made.append(f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{shade}</w:tcPr>')
            made += [f"{begin}{_run(text)}</w:p>" for text in cell or ("",)]
            made.append("</w:tc>")
        made.append("</w:tr>")
    made.append("</w:tbl>")
    table = parse_xml("".join(made))
    if isinstance(to, docx.document.Document):
        to.element.body.insert_element_before(table, "w:sectPr")
    else:
        to._element.append(table)  # noqa: SLF001


def _table_properties(
    widths: Sequence[float],
    pad: tuple[float, float, float, float],
    borders: Sequence[str],
    indent: float,
) -> Iterator[str]:
    """Yield the XML of a table up to its first row."""
    yield f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
    # In mode 14 it is the text of the first column that stands at the indent, not its border.
    yield f'<w:tblInd w:w="{twips(indent + pad[1])}" w:type="dxa"/><w:tblBorders>'
    for side in borders:
        yield f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    yield '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    for side, padding in zip(("top", "left", "bottom", "right"), pad, strict=True):
        yield f'<w:{side} w:w="{twips(padding)}" w:type="dxa"/>'
    yield "</w:tblCellMar></w:tblPr><w:tblGrid>"
    for width in widths:
        yield f'<w:gridCol w:w="{twips(width)}"/>'
    yield "</w:tblGrid>"


def twips(points: float) -> int:
    """Return twentieths of a point, Word's own measure."""
    return round(points * 20)
