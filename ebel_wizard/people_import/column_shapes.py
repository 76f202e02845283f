"""Tell from its cells what a column may be, whatever its heading says."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from ebel_wizard.people_import import normalise, row_kinds
from ebel_wizard.turkish import letters

FIELDS: Final = ("name", "surname", "tckn", "mobile", "title", "unit")
SAMPLE: Final = 300
"""Rows that determine a column's shape."""
_UNFIT: Final = -15
_FIT: Final = 5
_MANY: Final = 4  # names, of which most differ; units and titles recur
_SALUTATIONS: Final = frozenset({"sn", "sn.", "sayin", "bay", "bayan", "mr", "mrs", "ms"})

Texts = Sequence[Sequence[str]]


def cells_of(rows: Texts, index: int) -> list[str]:
    """Return the filled cells of a column."""
    return [row[index] for row in rows if index < len(row) and row[index]]


def fitness(field: str, cells: Sequence[str]) -> int:
    """Return by how much the cells of a column speak for a field, or against it if negative."""
    if not cells:
        return 0
    if field in {"tckn", "mobile"}:
        looks_right = looks_like_tckn if field == "tckn" else looks_like_mobile
        fitting = sum(map(looks_right, cells))
        return _UNFIT if not fitting else _FIT * (2 * fitting > len(cells))
    if field == "title":
        return _UNFIT if all(letters.fold(cell) in _SALUTATIONS for cell in cells) else 0
    if field == "unit":
        return 0
    return (
        0
        if is_majority(any(map(str.isalpha, cell)) and "@" not in cell for cell in cells)
        else _UNFIT
    )


def looks_like_tckn(cell: str) -> bool:
    """Return whether a cell has the eleven digits of a TCKN."""
    digits = normalise.tckn(cell)
    return len(digits) == 11 and digits.isdecimal() and digits[0] != "0"


def looks_like_mobile(cell: str) -> bool:
    """Return whether a cell has a mobile number."""
    return bool(normalise.mobile(cell))


def holds_most(looks_right: Callable[[str], bool], cells: Sequence[str]) -> bool:
    """Return whether most filled cells of a column have the shape."""
    return is_majority(map(looks_right, cells))


def holds_words(rows: Texts, index: int) -> bool:
    """Return whether most rows have a cell of words in the column."""
    return len(rows) > 0 and is_majority(
        index < len(row)
        and bool(row[index])
        and all(c.isalpha() or c in " .-’'" for c in row[index])
        for row in rows
    )


def holds_full_names(rows: Texts, index: int) -> bool:
    """Return whether most rows have what may be a full name in the column, mostly different."""
    cells = cells_of(rows, index)
    is_varied = len(cells) < _MANY or 2 * len(set(cells)) > len(cells)
    return (
        is_varied and holds_words(rows, index) and is_majority(map(row_kinds.is_like_name, cells))
    )


def is_surname_first(rows: Texts, columns: Mapping[str, int]) -> bool:
    """Return whether most names begin with words in capitals, whatever the heading says.

    A few that do may be typed carelessly, and do not turn the others round.
    """
    index = columns.get("name", -1)
    if index < 0 or columns.get("surname") != index:
        return False
    names = filter(row_kinds.is_like_name, map(normalise.bare_name, cells_of(rows, index)))
    return is_majority(normalise.capital_runs(name.split())[0] > 0 for name in names)


def by_shape(rows: Texts) -> dict[str, int]:
    """Return each field's column in rows without headings, by the shape of most of its cells."""
    rows = rows[:SAMPLE]
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell), default=0)
    found: dict[str, int] = {}
    texts: list[int] = []
    for n in range(width):
        cells = cells_of(rows, n)
        if n == 0 and cells and all(re.fullmatch(r"\d{1,5}[.)]?", cell) for cell in cells):
            continue  # row numbers
        if "tckn" not in found and is_majority(map(looks_like_tckn, cells)):
            found["tckn"] = n
        elif "mobile" not in found and is_majority(map(looks_like_mobile, cells)):
            found["mobile"] = n
        else:
            texts.append(n)
    if len(texts) + len(found) == len(FIELDS) and len(found) < 2:
        # As many columns as fields, but the numbers of one column are missing or unreadable.
        start = 0 if width == len(FIELDS) else 1
        return {field: index for index, field in enumerate(FIELDS, start)}
    apart = len(texts) >= 4
    names = ("name", "surname", "title", "unit") if apart else ("name", "title", "unit")
    found |= dict(zip(names, texts, strict=False))
    if not apart and "name" in found:
        found["surname"] = found["name"]
    return {field: found[field] for field in FIELDS if field in found}


def is_majority(marks: Iterable[bool]) -> bool:
    """Return whether more marks are true than false."""
    counted = Counter(map(bool, marks))
    return counted[True] > counted[False]
