"""Recognise a sheet's columns: by their headings, else by the shape of their cells."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from ebel_wizard.people_import import normalise
from ebel_wizard.people_import.heading_words import FULL_NAME, OTHER, SURNAME_AND_NAME, classify
from ebel_wizard.people_import.sheet import Cell, Sheet
from ebel_wizard.turkish import identifiers

FIELDS: Final = ("name", "surname", "tckn", "mobile", "title", "unit")
_SEARCHED_ROWS: Final = 100  # in which headings are looked for
_SAMPLE: Final = 300  # rows that determine a column's shape


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a sheet's columns are; the officer may correct it with ``dataclasses.replace``.

    ``columns`` holds the index (from 0) of each of ``FIELDS`` that was found; name and surname
    have the same index where they share a column. ``headings`` has a name for every column.
    ``first`` is the row, counted from 1, in which the people begin.
    """

    columns: Mapping[str, int]
    headings: tuple[str, ...]
    first: int = 1
    surname_first: bool = False


def recognise(sheet: Sheet) -> ColumnMap | None:
    """Return a sheet's columns; None when it does not look like a list of people.

    Headings may stand under titles and take up two rows. A column without a heading is recognised
    by its cells if it has TCKNs or mobile numbers; a sheet without any headings must have one.
    """
    return _by_headings(sheet) or _without_headings(sheet)


def split_side_by_side(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return the sheet, or one sheet for each of several lists with repeated headings."""
    found = _by_headings(sheet)
    if found is None or not {"name", "tckn"} <= found.columns.keys():
        return (sheet,)
    names, numbers = (
        [index for index, text in enumerate(found.headings) if text == found.headings[own]]
        for own in (found.columns["name"], found.columns["tckn"])
    )
    width = names[1] - names[0] if len(names) > 1 else 0
    if names[0] >= width or [index + numbers[0] - names[0] for index in names] != numbers:
        return (sheet,)
    return tuple(
        Sheet(
            f"{sheet.name or 'Liste'} ({n + 1})",
            tuple(row[n * width : (n + 1) * width] for row in sheet.rows),
            sheet.hidden,
        )
        for n in range(len(names))
    )


def guess(sheet: Sheet) -> ColumnMap:
    """Return the columns of a sheet without headings, by their shape and order."""
    rows = _texts(sheet.rows)
    columns = _by_shape([row for row in rows if any(row)])
    names = _column_names([], _width(sheet))
    return ColumnMap(columns, names, surname_first=_is_surname_first(rows[:_SAMPLE], columns))


def _without_headings(sheet: Sheet) -> ColumnMap | None:
    guessed = guess(sheet)
    return guessed if {"tckn", "mobile"} & set(guessed.columns) else None


def _by_headings(sheet: Sheet) -> ColumnMap | None:
    rows = _texts(sheet.rows[:_SEARCHED_ROWS])
    best: tuple[tuple[int, bool], int, list[str]] | None = None
    for index, row in enumerate(rows):
        if not any(row) or _has_person(row):
            continue
        candidates = [(index + 1, row)]
        below = rows[index + 1] if index + 1 < len(rows) else []
        # A single cell under the headings is the unit of the people that follow.
        if sum(map(bool, below)) > 1 and not _has_person(below):
            candidates.append((index + 2, _join_rows(row, below)))
        for first, texts in candidates:
            score = _score(texts), texts is row  # of equals, one row wins over two
            if score[0] and (best is None or score > best[0]):
                best = score, first, texts
    if best is None:
        return None
    _, first, texts = best
    return _complete(sheet, first, texts)


def _score(texts: Sequence[str]) -> int:
    found = fields_of(texts)
    count, filled = len(found), sum(map(bool, texts))
    if count >= 2 and ({"name", "tckn"} & set(found) or FULL_NAME in found):
        return count
    # A list of names alone has one heading, and nothing else in its row.
    return int(filled == 1 and count == 1 and FULL_NAME in found)


def _join_rows(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    padded = ([*row, *[""] * (width - len(row))] for row in (above, below))
    return [one if one == two else f"{one} {two}".strip() for one, two in zip(*padded, strict=True)]


def _complete(sheet: Sheet, first: int, texts: Sequence[str]) -> ColumnMap:
    """Return the columns that the headings name, and those that only their cells reveal."""
    found = fields_of(texts)
    rows = _texts([row for row in sheet.rows[first:] if any(c != "" for c in row)][:_SAMPLE])
    columns = {field: index for field, index in found.items() if field in FIELDS}
    surname_first = SURNAME_AND_NAME in found
    if FULL_NAME in found and not {"name", "surname"} <= set(columns):
        index = found[FULL_NAME]
        columns |= {"name": index, "surname": index}
        beside = index + 1
        if _is_empty(texts, beside) and _holds_words(rows, beside):
            # One heading over two columns.
            columns |= {"name": beside, "surname": index} if surname_first else {"surname": beside}
            texts = [*texts[:beside], texts[index], *texts[beside + 1 :]]
    elif "name" in columns and "surname" not in columns:
        columns["surname"] = columns["name"]
    elif "surname" in columns and "name" not in columns:
        columns["name"] = columns["surname"]
    if "mobile" in columns:
        columns["mobile"] = _most_mobile(texts, rows, columns["mobile"])
    width = _width(sheet)
    shapes: dict[str, Callable[[int], bool]] = {
        "tckn": partial(_holds_most, rows, _looks_like_tckn),
        "mobile": partial(_holds_most, rows, _looks_like_mobile),
        "name": partial(_holds_full_names, rows),
    }
    for field, matches in shapes.items():
        free = (i for i in range(width) if i not in columns.values() and _is_unknown(texts, i))
        column = None if field in columns else next(filter(matches, free), None)
        if column is not None:
            columns |= {"name": column, "surname": column} if field == "name" else {field: column}
    return ColumnMap(
        {field: columns[field] for field in FIELDS if field in columns},
        _column_names(texts, width),
        first + 1,
        surname_first or _is_surname_first(rows, columns),
    )


def _most_mobile(texts: Sequence[str], rows: Sequence[Sequence[str]], chosen: int) -> int:
    """Return which of the columns with equally sure headings has most mobile numbers."""
    alike = [i for i, text in enumerate(texts) if classify(text) == classify(texts[chosen])]
    return max(alike, key=lambda i: sum(_looks_like_mobile(row[i]) for row in rows if i < len(row)))


def _is_surname_first(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> bool:
    """Return whether most names begin with words in capitals, whatever the heading says."""
    index = columns.get("name", -1)
    if index < 0 or columns.get("surname") != index:
        return False
    names = [row[index].split() for row in rows if index < len(row) and row[index]]
    runs = map(normalise.capital_runs, names)
    return _is_majority(leading > 0 for leading, trailing in runs if leading or trailing)


def _column_names(texts: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(
        (texts[index] if index < len(texts) else "") or f"{_column_letter(index)} sütunu"
        for index in range(width)
    )


def _column_letter(index: int) -> str:
    return (_column_letter(index // 26 - 1) if index >= 26 else "") + chr(65 + index % 26)


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


def _texts(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    return [[normalise.display_text(cell) for cell in row] for row in rows]


def _has_person(row: Sequence[str]) -> bool:
    return any(_looks_like_tckn(cell) or identifiers.phone(cell) for cell in row)


def _is_empty(texts: Sequence[str], index: int) -> bool:
    return index >= len(texts) or not texts[index]


def _is_unknown(texts: Sequence[str], index: int) -> bool:
    return _is_empty(texts, index) or not classify(texts[index])[0]


def _holds_most(
    rows: Sequence[Sequence[str]], looks_right: Callable[[str], bool], index: int
) -> bool:
    return _is_majority(looks_right(row[index]) for row in rows if index < len(row) and row[index])


def _holds_words(rows: Sequence[Sequence[str]], index: int) -> bool:
    return len(rows) > 0 and _is_majority(
        index < len(row)
        and bool(row[index])
        and all(c.isalpha() or c in " .-’'" for c in row[index])
        for row in rows
    )


def _holds_full_names(rows: Sequence[Sequence[str]], index: int) -> bool:
    return _holds_words(rows, index) and _is_majority(
        len(row[index].split()) > 1 for row in rows if index < len(row)
    )


def fields_of(texts: Sequence[str]) -> dict[str, int]:
    """Return for each field the column whose heading fits best, the first of equals."""
    best: dict[str, tuple[int, int]] = {}
    for index, text in enumerate(texts):
        field, weight = classify(text)
        if not field or field == OTHER:
            continue
        for each in (field, *((FULL_NAME,) if field == SURNAME_AND_NAME else ())):
            if each not in best or weight > best[each][0]:
                best[each] = weight, index
    return {field: index for field, (_, index) in best.items()}


def _by_shape(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return each field's column, by the shape of most of its cells."""
    rows = rows[:_SAMPLE]
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell), default=0)
    found: dict[str, int] = {}
    texts: list[int] = []
    for n in range(width):
        cells = [row[n] for row in rows if n < len(row) and row[n]]
        if n == 0 and cells and all(re.fullmatch(r"\d{1,5}[.)]?", cell) for cell in cells):
            continue  # row numbers
        if "tckn" not in found and _is_majority(map(_looks_like_tckn, cells)):
            found["tckn"] = n
        elif "mobile" not in found and _is_majority(map(_looks_like_mobile, cells)):
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


def _looks_like_tckn(cell: str) -> bool:
    digits = normalise.tckn(cell)
    return len(digits) == 11 and digits.isdecimal() and digits[0] != "0"


def _looks_like_mobile(cell: str) -> bool:
    return bool(normalise.mobile(cell))


def _is_majority(marks: Iterable[bool]) -> bool:
    counted = Counter(map(bool, marks))
    return counted[True] > counted[False]
