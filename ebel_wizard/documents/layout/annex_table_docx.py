"""The editable copy of an annex that is one table: heading, rows and marks as in the PDF."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from docx.shared import Pt

from ebel_wizard.documents.layout import annex, docx_writer, page, table
from ebel_wizard.documents.layout.annex_table import AnnexTable
from ebel_wizard.documents.layout.page import Info
from ebel_wizard.turkish import letters

_BORDER: Final = 0.5
_ROUNDING: Final = 3.0  # points: a row that fits in the PDF shall fit here too


def write(
    shown: AnnexTable,
    heading: Sequence[str],
    mark: str,
    info: Info,
    *,
    initials: bool,
    pages: int,
) -> bytes:
    """Return the table as a DOCX file; ``mark`` and ``initials``: see ``annex_table.lay_out``."""
    made = docx_writer.new(info, annex.floor(initials=initials) - _ROUNDING)
    first, *more = (docx_writer.with_pdf_breaks(part, page.TEXT_WIDTH) for part in heading)
    if mark:
        docx_writer.write_beside(docx_writer.paragraph(made, "Antet"), first, mark)
    else:
        docx_writer.paragraph(made, "Antet", first)
    for line in more:
        docx_writer.paragraph(made, "Antet", line)
    title = docx_writer.paragraph(made, "Heading 1", letters.upper(shown.title), blank=1)
    title.paragraph_format.space_after = Pt(annex.BELOW_TITLE)
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
    last = docx_writer.paragraph(made, "Tablo metni").paragraph_format
    last.line_spacing = Pt(1)
    section = made.sections[0]
    docx_writer.first_of(section.header, "Gizlilik derecesi", info.mark)
    footers = [section.footer]
    if mark:
        # E2: the first page has its mark beside the heading, the others above the table.
        section.different_first_page_header_footer = True
        footers.append(section.first_page_footer)
        docx_writer.first_of(section.first_page_header, "Gizlilik derecesi", info.mark)
        above = docx_writer.paragraph(section.header, "Ek işareti", mark).paragraph_format
        above.space_before = Pt(page.MARGIN - docx_writer.EDGE - page.LEADING)
        above.space_after = Pt(page.TOP - annex.next_page(mark)[1] - page.LEADING)
    for footer in footers:
        if initials:
            _add_initials(footer)
        docx_writer.add_last_lines(footer, info.mark, pages)
    return docx_writer.save(made)


def _rows(shown: AnnexTable) -> Iterator[Sequence[Sequence[str]]]:
    inner = [width - 2 * table.PAD for width in shown.all_widths]
    yield [(name,) for name in shown.names]
    for row in shown.rows:
        yield [
            (docx_writer.with_pdf_breaks(text, width, table.SIZE),)
            for text, width in zip(row, inner, strict=True)
        ]


def _add_initials(footer: Any) -> None:
    """Leave space for initials at the foot of each page (E4)."""
    docx_writer.add_table(
        footer,
        "İletişim",
        [annex.INITIALS_WIDTH],
        [[(annex.INITIALS,)]],
        pad=(1, 4, 0, 4),
        borders=docx_writer.ALL_SIDES[:4],
        indent=page.TEXT_WIDTH - annex.INITIALS_WIDTH,
        height=annex.INITIALS_HEIGHT,
    )
