"""Read a list of units: each column is known by its heading, whatever their order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ebel_wizard.people_import import normalise
from ebel_wizard.people_import.sheet import Cell, Sheet, SheetError
from ebel_wizard.turkish import letters

_SEARCHED_ROWS: Final = 100  # in which the headings are looked for
_WORDS: Final = (
    ("", ("posta kodu", "sorumlu", "amir", "baskani", "muduru", "personel", "kisi", "sayisi")),
    ("detsis", ("detsis", "dtvt")),
    ("email", ("posta", "mail")),
    ("web", ("web", "internet")),
    ("fax", ("faks", "fax", "belgegecer", "belgec")),
    ("phone", ("telefon", "tel no", "tel.", "dahili")),
    ("heading", ("antet", "baslik", "yazilardaki adi")),
    ("address", ("adres",)),
    ("name", ("birim", "mudurluk")),
)
"""What a folded heading has in it, by part; the first that is found decides. The columns of no
part are about people and counts.
"""
_NAMES: Final = frozenset({"birim", "birimler", "birim adi", "birimin adi", "mudurluk"})
"""Headings of a list that has one column alone."""
_NO_HEADINGS: Final = (
    "Listede birim sütunu bulunamadı. Sütunların üstüne “Birim”, “DETSİS numarası”, “Adres”, "
    "“Telefon” gibi başlıklar yazıp yeniden deneyin."
)


@dataclass(frozen=True, slots=True)
class UnitRows:
    """What a list says of units: ``columns`` has the heading of each part that was found, ``rows``
    the parts of each unit, ``left`` the numbers of the rows that name no unit.
    """

    columns: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    left: tuple[int, ...]


def read(sheets: tuple[Sheet, ...]) -> UnitRows:
    """Return the units of the first sheet with a column of units; raise SheetError without one."""
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows[:_SEARCHED_ROWS], 1):
            found = _columns(cells)
            if "name" in found and (len(found) > 1 or _folded(cells[found["name"]]) in _NAMES):
                return _read(sheet, number, found)
    raise SheetError(_NO_HEADINGS)


def _columns(cells: tuple[Cell, ...]) -> dict[str, int]:
    """Return the column of each part that a row of headings names; the first of two counts."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        heading = _folded(cell)
        part = next((part for part, words in _WORDS if any(map(heading.count, words))), "")
        if part:
            found.setdefault(part, index)
    return found


def _folded(cell: Cell) -> str:
    return letters.fold(letters.clean(str(cell)))


def _read(sheet: Sheet, heading: int, columns: Mapping[str, int]) -> UnitRows:
    named = sheet.rows[heading - 1]
    rows: list[Mapping[str, str]] = []
    left: list[int] = []
    for number, cells in enumerate(sheet.rows[heading:], heading + 1):
        row = dict(_parts(cells, columns))
        if row.get("name"):
            rows.append(row)
        elif any(cell != "" for cell in cells):
            left.append(number)
    headings = {part: letters.clean(str(named[index])) for part, index in columns.items()}
    return UnitRows(headings, tuple(rows), tuple(left))


def _parts(cells: tuple[Cell, ...], columns: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for part, index in columns.items():
        text = normalise.repaired_text(cells[index]) if index < len(cells) else ""
        if text:
            yield part, text
