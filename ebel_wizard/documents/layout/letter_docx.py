"""Lay out a letter's editable copy: the same words at the same distances as in the PDF.

A distance of so many blank lines is a paragraph's space above, so that the copy has no empty
paragraphs and keeps flowing when the officer writes into it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Any, Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ebel_wizard.documents.layout import (
    docx_writer,
    fonts,
    letter_end,
    letter_pdf,
    logo,
    olur_block,
    page,
)
from ebel_wizard.documents.layout.letter_parts import LetterContent, annex_lines, reference_mark
from ebel_wizard.documents.layout.logo import Logo
from ebel_wizard.documents.layout.page import Info, Page, Picture, Text
from ebel_wizard.documents.layout.rows import Row
from ebel_wizard.turkish import letters

_SPARE: Final = 2.0  # points beside the longest line of the signature, so that it stays one
_CONTACT_GAP: Final = 3.0
_SAFE: Final = 1.0  # points between the lowest line and the end of the text


def write(content: LetterContent, author: str, picture: Logo | None = None) -> bytes:
    """Return the letter as a DOCX file."""
    pages, _, is_moved = letter_pdf.arrange(content, picture)
    drawn, room = _place_logo(content, picture)
    made = docx_writer.new(Info(content.subject, author, content.mark), _bottom(content, room))
    _add_heading(made, content, drawn, room)
    _add_number_and_subject(made, content)
    for position, part in enumerate(content.addressee):
        docx_writer.paragraph(
            made,
            "Muhatap",
            docx_writer.with_pdf_breaks(part, page.TEXT_WIDTH),
            blank=0 if position else 2,
        )
    _add_references(made, content)
    last = _add_body(made, content)
    if is_moved or _begins_page(content, pages):
        last.paragraph_format.page_break_before = True
    _add_end(made, content)
    docx_writer.first_of(made.sections[0].header, "Gizlilik derecesi", content.mark)
    _add_foot(made.sections[0].footer, content, len(pages))
    return docx_writer.save(made)


def _begins_page(content: LetterContent, pages: Sequence[Page]) -> bool:
    """Return whether the end of an olur begins its last page.

    Its signatures are more paragraphs than a word processor is sure to keep together.
    """
    if content.consent is None or len(pages) == 1:
        return False
    line = page.wrap(content.paragraphs[-1], page.TEXT_WIDTH, indent=letter_pdf.INDENT)[0]
    return next(each.text for each in pages[-1] if isinstance(each, Text)) == line


def _place_logo(content: LetterContent, picture: Logo | None) -> tuple[Picture | None, float]:
    """Return the logo's place, and how far below the margin it moves the heading.

    The heading cannot use the space above the margin here: a page begins at its margin.
    """
    if picture is None:
        return None, 0.0
    lines = letter_pdf.heading_lines(content.heading)
    drawn, baseline = logo.place(picture, lines, is_marked=bool(content.mark))
    return drawn, max(0.0, page.TOP - page.ASCENT * page.SIZE - baseline)


def _bottom(content: LetterContent, room: float) -> float:
    """Return where the text ends, so that as many lines fit on a page as in the PDF.

    The lowest line may not depend on a fraction of a point that another program rounds otherwise:
    neither on the first page, whose lines the logo moves, nor on the next.
    """
    lowest = letter_pdf.floor_of(content) - (page.LEADING - page.ASCENT * page.SIZE)
    spare = [(top - lowest) % page.LEADING for top in (page.TOP, page.TOP - room)]
    least, most = _SAFE - min(spare), page.LEADING - _SAFE - max(spare)
    return lowest - (sorted((least, 0.0, most))[1] if least <= most else (least + most) / 2)


def _add_heading(
    made: Document, content: LetterContent, drawn: Picture | None, room: float
) -> None:
    first, *more = (docx_writer.with_pdf_breaks(part, page.TEXT_WIDTH) for part in content.heading)
    if content.urgency and room >= page.LEADING:
        # U1: the logo stands in the middle of the first line, and the heading under it.
        top = docx_writer.paragraph(made, "Antet")
        top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        docx_writer.write(top, content.urgency, "İvedilik")
        docx_writer.paragraph(made, "Antet", first).paragraph_format.space_before = Pt(
            room - page.LEADING
        )
    elif content.urgency:
        top = docx_writer.paragraph(made, "Antet")
        top.paragraph_format.space_before = Pt(room)
        docx_writer.write_beside(top, first, content.urgency, "İvedilik")
    else:
        top = docx_writer.paragraph(made, "Antet", first)
        top.paragraph_format.space_before = Pt(room)
    for line in more:
        docx_writer.paragraph(made, "Antet", line)
    if drawn:
        docx_writer.add_picture(top, drawn)


def _add_number_and_subject(made: Document, content: LetterContent) -> None:
    docx_writer.paragraph(made, "Sayı", f"Sayı\t:\t{content.number}\t{content.date}".rstrip("\t"))
    width = page.MIDDLE - letter_pdf.AFTER_COLON
    docx_writer.paragraph(
        made, "Konu", f"Konu\t:\t{docx_writer.with_pdf_breaks(content.subject, width)}"
    )


def _add_references(made: Document, content: LetterContent) -> None:
    several = len(content.references) > 1
    hanging = letter_pdf.HANGING if several else 0.0
    width = page.RIGHT - letter_pdf.AFTER_COLON - hanging
    for position, reference in enumerate(content.references):
        mark = f"{reference_mark(position)}\t" if several else ""
        label = "" if position else "İlgi\t:\t"
        added = docx_writer.paragraph(
            made,
            "İlgiler" if several else "İlgi",
            f"{label}{mark}{docx_writer.with_pdf_breaks(reference, width)}",
            blank=0 if position else 2,  # R1
        )
        if position:
            added.paragraph_format.first_line_indent = Pt(-hanging)


def _add_body(made: Document, content: LetterContent) -> Paragraph:
    blank = 1 if content.references else 2  # T1
    for text in content.paragraphs or ("",):
        shown = docx_writer.with_pdf_breaks(text, page.TEXT_WIDTH, indent=letter_pdf.INDENT)
        last = docx_writer.paragraph(made, "Metin", shown, blank=blank)
        blank = 0
    last.paragraph_format.keep_with_next = True  # the signature never stands alone on a page
    return last


def _add_end(made: Document, content: LetterContent) -> None:
    block = [*_signatures(made, content), *_consent(made, content)]
    annexes, annex_list = letter_end.annexes_of(content)
    block += _annexes(made, [*annex_lines(annexes)], 2)
    shown, distribution_list = letter_end.distribution_of(content)
    block += _distribution(made, letter_end.distribution_rows(shown), 1 if annexes else 2)
    for above, _ in pairwise(block):
        above.paragraph_format.keep_with_next = True
    block[-1].paragraph_format.keep_with_next = False
    if annex_list:
        _new_page(made, letters.upper(letter_end.ANNEX_LIST))
        _annexes(made, [*annex_lines(annex_list)][1:], 1)
    if distribution_list.action:
        _new_page(made, letter_end.DISTRIBUTION_LIST)
        _distribution(made, letter_end.distribution_rows(distribution_list)[1:], 1)


def _signatures(made: Document, content: LetterContent) -> Iterator[Paragraph]:
    if content.second_signature:
        yield from _two_signatures(made, content)
        return
    lines = letter_end.signature_lines(content.signature)
    widest = max(fonts.width(line, page.SIZE) for line in lines) + _SPARE
    left = page.TEXT_WIDTH - max(letter_end.SIGNATURE_LEAST, widest)
    for position, part in enumerate(content.signature):
        added = docx_writer.paragraph(
            made,
            "İmza",
            docx_writer.with_pdf_breaks(part, letter_end.SIGNATURE_WIDTH),
            blank=0 if position else content.signing_room,  # S1, S4
        )
        added.paragraph_format.left_indent = Pt(left)
        yield added


def _two_signatures(made: Document, content: LetterContent) -> Iterator[Paragraph]:
    """Yield the lines of two signatures side by side, each centred in its block (S5)."""
    both = (content.second_signature, content.signature)
    for position, texts in enumerate(
        zip_longest(*map(letter_end.signature_lines, both), fillvalue="")
    ):
        added = docx_writer.paragraph(made, "İmza", blank=0 if position else content.signing_room)
        added.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for middle in letter_end.signature_middles(content):
            added.paragraph_format.tab_stops.add_tab_stop(
                Pt(middle - page.LEFT), WD_TAB_ALIGNMENT.CENTER
            )
        docx_writer.write(added, "".join(f"\t{text}" for text in texts))
        yield added


def _consent(made: Document, content: LetterContent) -> Iterator[Paragraph]:
    """Yield what an olur has under its proposer's signature (O1)."""
    if content.consent is None:
        return
    for gap, text, middle in olur_block.lay_out(content.consent):
        if middle == page.MIDDLE:
            yield docx_writer.paragraph(made, "İmza", text, blank=gap - 1)
            continue
        added = docx_writer.paragraph(made, "İmza", f"\t{text}", blank=gap - 1)
        added.alignment = WD_ALIGN_PARAGRAPH.LEFT
        stops = added.paragraph_format.tab_stops
        stops.add_tab_stop(Pt(middle - page.LEFT), WD_TAB_ALIGNMENT.CENTER)
        yield added


def _annexes(made: Document, lines: Sequence[str], blank: float) -> list[Paragraph]:
    """Add the lines of ``Ek:`` (E1)."""
    shown = (docx_writer.with_pdf_breaks(line, page.TEXT_WIDTH) for line in lines)
    return [
        docx_writer.paragraph(made, "Ek", line, blank=0 if position else blank)
        for position, line in enumerate(shown)
    ]


def _distribution(made: Document, rows: Sequence[Row], blank: float) -> list[Paragraph]:
    """Add the lines of a distribution, with a tab before what stands in the middle (D1)."""
    added: list[Paragraph] = []
    for position, row in enumerate(rows):
        line = docx_writer.paragraph(made, "Ek", blank=0 if position else blank)
        line.paragraph_format.tab_stops.add_tab_stop(Pt(letter_end.COLUMN - page.LEFT))
        texts = [
            f"\t{each.text}" if each.x == letter_end.COLUMN else each.text for each in row.texts
        ]
        docx_writer.write(line, "".join(texts))
        line.paragraph_format.keep_with_next = row.keep
        added.append(line)
    return added


def _new_page(made: Document, title: str) -> None:
    added = docx_writer.paragraph(made, "Heading 1", title)
    added.paragraph_format.page_break_before = True


def _add_foot(footer: Any, content: LetterContent, pages: int) -> None:
    """Add the contact block (C1) and what stands under it."""
    left, right = letter_pdf.CONTACT_LEFT, letter_pdf.CONTACT_RIGHT
    docx_writer.add_table(
        footer,
        "İletişim",
        (left, page.TEXT_WIDTH - left - right, right),
        [(_broken(content.contact, left), (), _broken(content.contact_person, right))],
        pad=(_CONTACT_GAP, 0, 0, 0),
        borders=("top",),
    )
    docx_writer.add_last_lines(footer, content.mark, pages)


def _broken(lines: Sequence[str], width: float) -> list[str]:
    return [docx_writer.with_pdf_breaks(line, width, letter_pdf.SMALL) for line in lines]
