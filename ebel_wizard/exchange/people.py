"""People from a piece of a spreadsheet, as the clipboard carries it: tabs and line ends."""

from collections.abc import Sequence

from ebel_wizard.case.model import Person
from ebel_wizard.turkish import identifiers, letters

_HEADINGS = ("tckn", "t.c.", "tc kimlik", "kimlik no", "soyad", "ad soyad", "unvan")


def from_clipboard(text: str) -> list[Person]:
    """The people in a copied block of cells, one a line; a heading line and empty lines fall out.

    A TCKN and a mobile number are known by their shape wherever they stand. The other cells are
    name, surname, title and unit in that order; where there is one cell fewer, name and surname
    share the first, and the last word of it is the surname. A leading running number is dropped.
    """
    people = []
    for line in text.splitlines():
        cells = [letters.clean(cell.strip('"')) for cell in line.split("\t")]
        if any(cells) and not _is_heading(cells):
            people.append(_person(cells))
    return people


def _is_heading(cells: Sequence[str]) -> bool:
    if any(identifiers.is_tckn(cell) for cell in cells):
        return False
    folded = [letters.fold(cell) for cell in cells]
    return sum(any(word in cell for word in _HEADINGS) for cell in folded) >= 2


def _in_our_order(cells: Sequence[str]) -> bool:
    """Whether number and telephone stand, or are left out, where our own table has them."""
    tckn, phone = identifiers.digits(cells[2]), cells[3]
    if cells[0].rstrip(".").isdecimal():
        return False
    return (not tckn or tckn.isdecimal()) and (not phone or identifiers.phone(phone) is not None)


def _person(cells: Sequence[str]) -> Person:
    if len(cells) == 6 and _in_our_order(cells):
        return Person(*cells)
    tckn = mobile = ""
    rest: list[str] = []
    for position, cell in enumerate(cells):
        bare = identifiers.digits(cell)
        if not tckn and len(bare) == 11 and bare.isdecimal() and not bare.startswith("0"):
            tckn = bare
        elif not mobile and identifiers.mobile(cell):
            mobile = cell
        elif position == 0 and cell.rstrip(".").isdecimal():
            continue
        elif cell:
            rest.append(cell)
    if len(rest) < 4:
        name, _, surname = (rest[0] if rest else "").rpartition(" ")
        rest = [name or surname, surname if name else "", *rest[1:]]
    rest += [""] * (4 - len(rest))
    return Person(rest[0], rest[1], tckn, mobile, rest[2], " ".join(rest[3:]).strip())
