"""What each document says and how it is drawn, as functions of a prepared case.

Nothing heavy is imported before a document is drawn.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ebel_wizard.case.model import Case
from ebel_wizard.documents import letter, olur, request_letter
from ebel_wizard.documents.model import Workbook

if TYPE_CHECKING:
    from ebel_wizard.documents.envelope import Envelope
    from ebel_wizard.documents.layout.annex_table import AnnexTable
    from ebel_wizard.documents.layout.letter_parts import LetterContent
    from ebel_wizard.documents.layout.sheet import Sheet
    from ebel_wizard.documents.prepared import Drawing, PreparedCase


def request_content(prepared: "PreparedCase") -> "LetterContent":
    return prepared.request_letter()


def kep_letter_content(prepared: "PreparedCase") -> "LetterContent":
    return prepared.kep_letter()


def draw_table(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import personnel_table

    return prepared.draw(personnel_table.TITLE, prepared.table)


def draw_form(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import kep_form

    return prepared.draw(kep_form.load_form()["title"], prepared.form)


def olur_content(prepared: "PreparedCase") -> "LetterContent":
    return olur.content(prepared.case)


def assignment_content(prepared: "PreparedCase") -> "LetterContent":
    from ebel_wizard.documents import assignment

    return assignment.content(prepared.case, draw_letter(olur_content)(prepared).pages)


def certificate_letter_content(prepared: "PreparedCase") -> "LetterContent":
    from ebel_wizard.documents import certificates

    return certificates.content(prepared.case, len(prepared.certificates()))


def draw_certificates(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import certificates

    return prepared.draw(certificates.title(), prepared.certificates())


def certificate_workbook(case: Case) -> Workbook:
    from ebel_wizard.documents import certificates, prepared

    return certificates.workbook(prepared.people(case))


def draw_letter(
    content: "Callable[[PreparedCase], LetterContent]",
) -> "Callable[[PreparedCase], Drawing]":
    return lambda prepared: prepared.draw_letter(content(prepared))


def draw_posting_list(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import posting

    pages = posting.lay_out(
        prepared.case,
        prepared.request_letter().subject,
        table_pages=len(prepared.table),
        form_pages=len(prepared.form),
    )
    return prepared.draw(posting.title(), pages)


def draw_editable_letter(
    content: "Callable[[PreparedCase], LetterContent]",
) -> "Callable[[PreparedCase], Drawing]":
    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import letter_docx, letter_pdf
        from ebel_wizard.documents.prepared import Drawing

        words, logo = content(prepared), prepared.logo
        return Drawing(
            words.subject,
            len(letter_pdf.lay_out(words, logo)),
            lambda info: letter_docx.write(words, info.author, logo),
        )

    return draw


def draw_editable_table(
    shown: "Callable[[PreparedCase], AnnexTable]", annexes: "Callable[[PreparedCase], int]"
) -> "Callable[[PreparedCase], Drawing]":
    """``annexes``: how many its letter has; it is the first of them (E2)."""

    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import annex_table, annex_table_docx
        from ebel_wizard.documents.prepared import Drawing

        case, heading = prepared.case, letter.heading(prepared.case)
        mark, initials = letter.annex_mark(1, annexes(prepared)), request_letter.is_on_paper(case)
        pages = len(annex_table.lay_out(shown(prepared), heading, mark, initials=initials))
        return Drawing(
            shown(prepared).title,
            pages,
            lambda info: annex_table_docx.write(
                shown(prepared), heading, mark, info, initials=initials, pages=pages
            ),
        )

    return draw


def personnel_table(prepared: "PreparedCase") -> "AnnexTable":
    from ebel_wizard.documents import personnel_table

    return personnel_table.table(prepared.case)


def certificate_table(prepared: "PreparedCase") -> "AnnexTable":
    from ebel_wizard.documents import certificates
    from ebel_wizard.documents.prepared import people

    return certificates.table(people(prepared.case))


def draw_sheet(content: "Callable[[Case], Sheet]") -> "Callable[[PreparedCase], Drawing]":
    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import sheet

        made = content(prepared.case)
        return prepared.draw(made.table.title, sheet.lay_out(made).pages)

    return draw


def draw_editable_sheet(
    content: "Callable[[Case], Sheet]",
) -> "Callable[[PreparedCase], Drawing]":
    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import sheet, sheet_docx
        from ebel_wizard.documents.prepared import Drawing

        made = content(prepared.case)
        pages = len(sheet.lay_out(made).pages)
        return Drawing(made.table.title, pages, lambda info: sheet_docx.write(made, info))

    return draw


def kvkk(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.kvkk(case)


def masked_table(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.masked_table(case)


def units(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.units(case)


def users(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.users(case)


def unit_workbook(case: Case) -> Workbook:
    from ebel_wizard.documents import move_sheets

    return move_sheets.unit_workbook(case)


def user_workbook(case: Case) -> Workbook:
    from ebel_wizard.documents import move_sheets

    return move_sheets.user_workbook(case)


def plain_envelope(prepared: "PreparedCase") -> "list[Envelope]":
    from ebel_wizard.documents import envelope

    return envelope.ordinary(prepared.case, prepared.request_letter())


def inner_envelope(prepared: "PreparedCase") -> "list[Envelope]":
    from ebel_wizard.documents import envelope

    return envelope.ordinary(*_gizli_letter(prepared))


def outer_envelope(prepared: "PreparedCase") -> "list[Envelope]":
    from ebel_wizard.documents import envelope

    return envelope.outer(*_gizli_letter(prepared))


def _gizli_letter(prepared: "PreparedCase") -> "tuple[Case, LetterContent]":
    """GİZLİ is what goes under the KEP letter, to one addressee, or else the whole package."""
    from ebel_wizard.documents import addressee

    if not letter.degree(prepared.case):
        return addressee.to_one(prepared.case), prepared.kep_letter()
    return prepared.case, prepared.request_letter()
