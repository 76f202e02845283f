"""The letter that asks for e-signature certificates, and its annex: who needs one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ebel_wizard.case.model import Addressee, Case, Certificate
from ebel_wizard.documents import letter, olur, request_letter, signature
from ebel_wizard.documents.layout import annex_table
from ebel_wizard.documents.layout.annex_table import AnnexTable
from ebel_wizard.documents.layout.letter_parts import Annex, LetterContent
from ebel_wizard.documents.layout.page import Page
from ebel_wizard.documents.model import Workbook
from ebel_wizard.turkish import identifiers

TEXTS: Final = ("texts", "certificates.toml")
_NAMES: Final = ("S.No", "Sicil No", "Adı Soyadı", "TCKN", "Cep Telefonu", "Kurumsal e-Posta")
_WIDTHS: Final = (30.0, 58.0, 112.0, 66.0, 90.0)
_NAME: Final = 2  # the column


def content(case: Case, list_pages: int) -> LetterContent:
    """Return the words of the letter."""
    shipped = letter.texts(*TEXTS)
    medium = request_letter.medium(case)
    to_provider = letter.to_others(case, Addressee(**shipped["addressee"]), case.letter.signatory)
    made = letter.compose(
        to_provider,
        medium=medium,
        record_number="",
        date="",
        subject=shipped["subject"],
        references=(),
        paragraphs=letter.fill_all(shipped["paragraphs"], olur.values(case)),
        annexes=[Annex(title(), list_pages)],
        mark="",
    )
    return replace(made, number=letter.unfiled_number(case, medium))


def title() -> str:
    """Return what the list is called."""
    return str(letter.texts(*TEXTS)["annex"])


def table(people: Sequence[Certificate]) -> AnnexTable:
    """Return the list in words, of people as they are printed."""
    return AnnexTable(title(), _NAMES, _WIDTHS, rows(people), _NAME)


def workbook(people: Sequence[Certificate]) -> Workbook:
    """Return the list as a spreadsheet has it."""
    return Workbook(title(), _NAMES, list(rows(people)))


def lay_out(case: Case, people: Sequence[Certificate], *, initials: bool) -> list[Page]:
    """Return the list's pages; it is its letter's only annex, so it has no mark (E2)."""
    return annex_table.lay_out(table(people), letter.heading(case), "", initials=initials)


def rows(people: Sequence[Certificate]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each person, by ``_NAMES``."""
    for position, person in enumerate(people, 1):
        tckn = person.tckn
        yield (
            str(position),
            person.registry,
            signature.full_name(person.name, person.surname),
            identifiers.digits(tckn) if identifiers.is_tckn(tckn) else tckn,
            identifiers.print_phone(person.mobile),
            person.email,
        )
