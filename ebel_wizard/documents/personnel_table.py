"""The annex with the project officers' data (guide, step 1.1): five columns and a row number."""

from collections.abc import Iterator, Sequence
from typing import Final

from ebel_wizard.case.model import Case, Person
from ebel_wizard.documents import letter, signature
from ebel_wizard.documents.layout import annex_table
from ebel_wizard.documents.layout.annex_table import AnnexTable
from ebel_wizard.documents.layout.page import Page
from ebel_wizard.turkish import identifiers

TITLE: Final = "Personel Bilgi Tablosu"
_NAMES: Final = ("S.No", "Adı Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Çalıştığı Birim")
_WIDTHS: Final = (30.0, 120.0, 66.0, 90.0, 96.0)
_NAME: Final = 1  # the column


def table(case: Case) -> AnnexTable:
    """Return the table in words."""
    return AnnexTable(TITLE, _NAMES, _WIDTHS, rows(case.officers), _NAME)


def lay_out(case: Case, mark: str, *, initials: bool) -> list[Page]:
    """Return the table's pages; see ``annex_table.lay_out``."""
    return annex_table.lay_out(table(case), letter.heading(case), mark, initials=initials)


def rows(officers: Sequence[Person]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each person, by ``NAMES``."""
    for position, person in enumerate(officers, 1):
        tckn = person.tckn
        yield (
            str(position),
            signature.full_name(person.name, person.surname),
            identifiers.digits(tckn) if identifiers.is_tckn(tckn) else tckn,
            identifiers.print_phone(person.mobile),
            person.title,
            person.unit,
        )
