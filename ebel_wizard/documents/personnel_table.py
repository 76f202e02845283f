"""The annex with the project officers' data (guide, step 1.1): five columns and a row number."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from ebel_wizard.case.model import Case, Person
from ebel_wizard.documents import annex, page, table
from ebel_wizard.documents.page import Page
from ebel_wizard.turkish import identifiers

TITLE: Final = "Personel Bilgi Tablosu"
_NAMES: Final = ("S.No", "Adı Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Çalıştığı Birim")
_WIDTHS: Final = (30.0, 120.0, 66.0, 90.0, 96.0)  # the last column takes what is left
_EDGES: Final = (*accumulate(_WIDTHS, initial=page.LEFT), page.RIGHT)


def lay_out(case: Case, mark: str, *, initials: bool) -> list[Page]:
    """The pages of the table; ``mark`` is ``EK-1`` or empty (E2), ``initials`` leaves E4's room."""
    pages = table.lay_out(
        _NAMES,
        _EDGES,
        _rows(case.officers),
        annex.first_page(case, mark, TITLE),
        lambda: annex.next_page(mark),
        annex.floor(initials=initials),
    )
    if initials:
        for each in pages:
            each.extend(annex.initials())
    return pages


def _rows(officers: Sequence[Person]) -> Iterator[Sequence[str]]:
    for position, person in enumerate(officers, 1):
        tckn = person.tckn
        yield (
            str(position),
            f"{person.name} {person.surname}".strip(),
            identifiers.digits(tckn) if identifiers.is_tckn(tckn) else tckn,
            identifiers.print_phone(person.mobile),
            person.title,
            person.unit,
        )
