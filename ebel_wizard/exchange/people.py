"""People from a piece of a spreadsheet, as the clipboard carries it: tabs and line ends."""

from collections.abc import Iterable, Sequence
from typing import Final

from ebel_wizard.case.model import Person
from ebel_wizard.turkish import identifiers, letters

_PARTS: Final = ("name", "surname", "tckn", "mobile", "title", "unit")
_FULL_NAME: Final = "full name"
_IGNORED: Final = ""
# What a folded heading has in it, the first that fits; "adi soyadi" must come before "soyad".
_HEADINGS: Final = (
    (_FULL_NAME, ("ad soyad", "adi soyadi", "ad-soyad", "adi ve soyadi", "personel adi")),
    ("surname", ("soyad",)),
    ("tckn", ("tckn", "kimlik", "t.c.", "tc no")),
    ("mobile", ("cep", "gsm", "telefon", "tel")),
    ("title", ("unvan", "gorev", "kadro")),
    ("unit", ("birim", "mudurlug", "calistigi")),
    ("name", ("ad", "isim")),
)
_HEADING_ROWS: Final = 5  # titles may stand above the headings


def from_clipboard(text: str) -> list[Person]:
    """The people in a copied block of cells, one a line.

    Headings say which column is which. Without them TCKN and mobile number are known by their
    shape, and the other columns are name, surname, title and unit in that order; with one column
    fewer, name and surname share the first. An empty cell stays empty. Lines above the headings,
    running numbers and columns of something else fall out; text without columns has no people.
    """
    rows = [
        [letters.clean(cell.strip('"')) for cell in line.split("\t")] for line in text.splitlines()
    ]
    rows = [row for row in rows if any(row)]
    if max((len(row) for row in rows), default=0) < 2:
        return []
    for at, row in enumerate(rows[:_HEADING_ROWS]):
        headings = [_heading(cell) for cell in row]
        if any(_like_tckn(identifiers.digits(cell)) or identifiers.phone(cell) for cell in row):
            break  # a person already
        if sum(heading != _IGNORED for heading in headings) >= 2:
            return _people(headings, rows[at + 1 :])
    return _people(_guess(rows), rows)


def _heading(cell: str) -> str:
    folded = letters.fold(cell)
    if any(letter.isdigit() for letter in folded):
        return _IGNORED
    for part, words in _HEADINGS:
        if any(word in folded for word in words):
            return part
    return _IGNORED


def _guess(rows: Sequence[Sequence[str]]) -> list[str]:
    """What each column is, by the shape of most of its cells."""
    width = max(n for row in rows for n, cell in enumerate(row, 1) if cell)
    columns = [[row[n] for row in rows if n < len(row) and row[n]] for n in range(width)]
    found = [_IGNORED] * width
    texts: list[int] = []
    for n, cells in enumerate(columns):
        numbers = [identifiers.digits(cell) for cell in cells]
        if n == 0 and cells and all(each.isdecimal() and len(each) < 6 for each in numbers):
            continue  # a running number
        if "tckn" not in found and _most(_like_tckn(each) for each in numbers):
            found[n] = "tckn"
        elif "mobile" not in found and _most(
            identifiers.mobile(cell) is not None for cell in cells
        ):
            found[n] = "mobile"
        else:
            texts.append(n)
    numbered = sum(part != _IGNORED for part in found)
    if len(texts) + numbered == len(_PARTS) and numbered < 2:
        # As many columns as our own table has, but a number is missing or unreadable.
        return list(_PARTS) if width == len(_PARTS) else [_IGNORED, *_PARTS]
    apart = len(texts) >= 4
    names = ("name", "surname", "title", "unit") if apart else (_FULL_NAME, "title", "unit")
    for n, part in zip(texts, names, strict=False):
        found[n] = part
    return found


def _like_tckn(digits: str) -> bool:
    return len(digits) == 11 and digits.isdecimal() and digits[0] != "0"


def _most(marks: Iterable[bool]) -> bool:
    marked = list(marks)
    return 2 * sum(marked) > len(marked)


def _people(parts: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Person]:
    people = []
    for row in rows:
        said = {
            part: cell for part, cell in zip(parts, row, strict=False) if part != _IGNORED and cell
        }
        if _FULL_NAME in said:
            name, _, surname = said.pop(_FULL_NAME).rpartition(" ")
            said.setdefault("name", name or surname)
            said.setdefault("surname", surname if name else "")
        if said:
            people.append(Person(**said))
    return people
