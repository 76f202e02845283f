"""The annex with the project officers' data (guide, step 1.1): five columns and a row number."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from ebel_wizard.case.model import Case, Person
from ebel_wizard.documents import letter
from ebel_wizard.documents.layout import annex, page, table
from ebel_wizard.documents.layout.page import Page
from ebel_wizard.turkish import identifiers

TITLE: Final = "Personel Bilgi Tablosu"
NAMES: Final = ("S.No", "Adı Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Çalıştığı Birim")
_WIDTHS_BUT_LAST: Final = (30.0, 120.0, 66.0, 90.0, 96.0)
WIDTHS: Final = (*_WIDTHS_BUT_LAST, page.TEXT_WIDTH - sum(_WIDTHS_BUT_LAST))
_EDGES: Final = (*accumulate(WIDTHS[:-1], initial=page.LEFT), page.RIGHT)
NAMED_BY: Final = 1
"""The column that heads its row."""
INNER: Final = tuple(width - 2 * table.PAD for width in WIDTHS)


def lay_out(case: Case, mark: str, *, initials: bool) -> list[Page]:
    """Return the table's pages.

    ``mark`` is ``EK-1`` or empty (E2); ``initials`` leaves space for them (E4).
    """
    pages = table.lay_out(
        NAMES,
        _EDGES,
        rows(case.officers),
        annex.first_page(letter.heading(case), mark, TITLE),
        lambda: annex.next_page(mark),
        annex.floor(initials=initials),
        named_by=NAMED_BY,
    )
    if initials:
        for each in pages:
            each.extend(annex.initials())
    return pages


def rows(officers: Sequence[Person]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each person, by ``NAMES``."""
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
