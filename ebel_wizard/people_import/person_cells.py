"""Read a person's fields from the cells of a row, with what was corrected in each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ebel_wizard.people_import import normalise
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.sheet import Cell
from ebel_wizard.turkish import letters

_MAX_NAME_LENGTH: Final = 120  # letters
_NUMBER: Final = re.compile(r"\d{7}")  # no part of a name, but perhaps a TCKN in its column
_DIGITS: Final = 9  # more than a date has
_UNREADABLE: Final = "\ufffd"
_NOT_IN_NAMES: Final = re.compile(r"[\d@#%&=\\_<>{}\[\]|~^$?+;!]")
_VACANT: Final = frozenset({"bos kadro", "munhal", "munhal kadro", "kadro bos"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of a person that was corrected: ``original`` is what stands in the cell.

    ``corrected`` is empty where the mobile column holds no mobile number, which is left out.
    """

    field: str
    original: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it is read; both parts are empty where there is none."""

    name: str
    surname: str
    corrections: tuple[Correction, ...] = ()


_NOBODY: Final = Name("", "")


def cell_of(cells: Sequence[Cell], columns: ColumnMap, field: str) -> Cell:
    """Return the cell of a field; empty where the list has no such column."""
    index = columns.columns.get(field, -1)
    return cells[index] if 0 <= index < len(cells) else ""


def has_number(cells: Sequence[Cell], columns: ColumnMap) -> bool:
    """Return whether a cell has what may be a TCKN or a mobile number in its column."""
    return any(
        cell != "" and sum(map(str.isdecimal, normalise.display_text(cell))) >= _DIGITS
        for cell in (cell_of(cells, columns, "tckn"), cell_of(cells, columns, "mobile"))
    )


def has_turkish_letters(
    rows: Iterable[Sequence[Cell]], columns: ColumnMap, fields: Iterable[str]
) -> bool:
    """Return whether some fields have one anywhere; else an I in capitals may stand for İ."""
    indexes = {columns.columns.get(field, -1) for field in fields}
    return any(
        isinstance(cell, str) and not cell.isascii() and normalise.has_turkish_letter(cell)
        for cells in rows
        for index in indexes
        if 0 <= index < len(cells) and (cell := cells[index])
    )


def read_name(cells: Sequence[Cell], columns: ColumnMap, *, keeps_i: bool) -> Name:
    """Return the name and surname, from one column or from two.

    With ``keeps_i`` capitals stay where one of them is an I.
    """
    found = columns.columns
    if found.get("name", -1) == found.get("surname", -2):
        cell = cell_of(cells, columns, "name")
        return _split_full_name(cell, surname_first=columns.surname_first, keeps_i=keeps_i)
    corrections: list[Correction] = []
    parts = []
    for field in ("name", "surname"):
        cell = cell_of(cells, columns, field)
        text = normalise.repaired_text(cell)
        original = original_of(cell, field)
        if field == "name" and 0 <= columns.middle < len(cells):
            middle = cells[columns.middle]
            text = f"{text} {normalise.repaired_text(middle)}".strip()
            original = f"{original} {original_of(middle, field)}".strip(" ")
        parts.append(normalise.name_from_words(text.split(), keeps_i=keeps_i))
        if original != parts[-1]:
            corrections.append(Correction(field, original, parts[-1]))
    name, surname = parts
    return Name("" if normalise.folded(name) in _VACANT else name, surname, tuple(corrections))


def name_fault(name: Name) -> str:
    """Return why this cannot be a person's name; empty when it can."""
    text = name.name + name.surname
    if len(text) > _MAX_NAME_LENGTH:
        return "Adı bir kişi adı olamayacak kadar uzun; listede düzeltin."
    if _NUMBER.search(text) or not any(map(str.isalpha, text)):
        return "Adında bir numara var; adı ve soyadı listede ayrı yazın."
    sign = _NOT_IN_NAMES.search(text)
    if sign:
        return f"Adında “{sign[0]}” var; adı ve soyadı listede düzeltin."
    return ""


def is_damaged_name(text: str) -> bool:
    """Return whether a text may be a name that cannot be accepted as it is."""
    return _UNREADABLE in text or bool(_NUMBER.search(text))


def original_of(cell: Cell, field: str) -> str:
    """Return a cell as it stands in the sheet; a TCKN kept as a number keeps its ``.0``."""
    return str(cell) if field == "tckn" else normalise.raw_text(cell)


def _split_full_name(cell: Cell, *, surname_first: bool, keeps_i: bool) -> Name:
    full_name = normalise.repaired_text(cell)
    if not full_name or normalise.folded(full_name) in _VACANT:
        return _NOBODY
    bare = normalise.bare_name(full_name)
    if not bare:
        return _NOBODY  # nothing but a remark: ``(vekil)``
    words = bare.split()
    prefix = normalise.space_after_commas(full_name).partition(bare)[0]
    spaced = normalise.space_after_commas(normalise.raw_text(cell))
    originals = [word for word in spaced.split() if letters.clean(word)]
    if prefix or len(originals) < len(words):
        originals = words
    corrections: list[Correction] = []
    parts = normalise.split_name(words, surname_first=surname_first)
    values = [normalise.name_from_words(words[part], keeps_i=keeps_i) for part in parts]
    for field, part, value in zip(("name", "surname"), parts, values, strict=True):
        is_last = part.stop == len(words) and part.start < part.stop
        original = " ".join(originals[part.start :] if is_last else originals[part])
        original = original if part.start else prefix + original
        if original != value:
            corrections.append(Correction(field, original, value))
    raw = normalise.raw_text(cell)
    if not corrections and raw != " ".join(originals):  # only the spaces were wrong
        corrections.append(Correction("name", raw, values[0]))
    return Name(values[0], values[1], tuple(corrections))
