"""A sheet's editable copy, with the words, the lines and the table of the PDF."""

from collections.abc import Iterator, Sequence
from typing import Final

from docx.document import Document
from docx.shared import Pt

from ebel_wizard.documents.layout import annex, docx_writer, fonts, page, sheet, table
from ebel_wizard.documents.layout.annex_table import AnnexTable
from ebel_wizard.documents.layout.page import Info
from ebel_wizard.documents.layout.sheet import Role, Sheet
from ebel_wizard.turkish import letters

_BORDER: Final = 0.5
_STYLES: Final = {
    Role.HEADING: "Heading 2",
    Role.TEXT: "Tablo metni",
    Role.ITEM: "Tablo metni",
}


def write(content: Sheet, info: Info) -> bytes:
    """Return the sheet as a DOCX file."""
    laid_out = sheet.lay_out(content)
    made = docx_writer.new(info, sheet.FLOOR + sheet.SPARE)
    for line in content.heading:
        shown = docx_writer.with_pdf_breaks(line, page.TEXT_WIDTH)
        docx_writer.paragraph(made, "Antet", shown)
    title = docx_writer.paragraph(made, "Heading 1", letters.upper(content.table.title), blank=1)
    last, gap = title.paragraph_format, annex.BELOW_TITLE
    for place, part in enumerate(content.parts):
        font = fonts.BOLD if part.role is Role.HEADING else fonts.REGULAR
        shown = docx_writer.with_pdf_breaks(part.text, page.TEXT_WIDTH, sheet.SIZE, font)
        last = docx_writer.paragraph(made, _STYLES[part.role], shown).paragraph_format
        last.space_before = Pt(gap + sheet.gap_above(part, is_first=not place))
        if place in laid_out.breaks:
            last.page_break_before, last.space_before = True, Pt(0)
        gap = 0.0
    last.space_after = Pt(laid_out.table_gap + gap)
    _add_table(made, content.table)
    section = made.sections[0]
    docx_writer.first_of(section.header, "Gizlilik derecesi", info.mark)
    docx_writer.add_last_lines(section.footer, info.mark, len(laid_out.pages))
    return docx_writer.save(made)


def _add_table(made: Document, shown: AnnexTable) -> None:
    pad = table.PAD
    docx_writer.add_table(
        made,
        "Tablo metni",
        shown.all_widths,
        _rows(shown),
        head="Tablo başlığı",
        pad=(pad, pad, pad - _BORDER, pad),
        borders=docx_writer.ALL_SIDES,
    )
    # A page may not end with a table; the paragraph after it takes no space.
    docx_writer.paragraph(made, "Tablo metni").paragraph_format.line_spacing = Pt(1)


def _rows(shown: AnnexTable) -> Iterator[Sequence[Sequence[str]]]:
    inner = [width - 2 * table.PAD for width in shown.all_widths]
    yield [(name,) for name in shown.names]
    for row in shown.rows:
        yield [
            (docx_writer.with_pdf_breaks(text, width, table.SIZE),)
            for text, width in zip(row, inner, strict=True)
        ]
