"""Recognise a sheet's columns: by their headings, else by the shape of their cells."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ebel_wizard.people_import import column_shapes, normalise
from ebel_wizard.people_import.column_shapes import FIELDS, SAMPLE
from ebel_wizard.people_import.heading_words import (
    FULL_NAME,
    MIDDLE_NAME,
    OTHER,
    SURE,
    SURNAME_AND_NAME,
    classify,
)
from ebel_wizard.people_import.sheet import Cell, Sheet
from ebel_wizard.turkish import identifiers

_SEARCHED_ROWS: Final = 100  # in which headings are looked for
_NUMBER: Final = re.compile(r"\d{3}")
_NO_COLUMN: Final = -1


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a sheet's columns are; the officer may correct it with ``dataclasses.replace``.

    ``columns`` holds the index (from 0) of each of ``FIELDS`` that was found; name and surname
    have the same index where they share a column. ``headings`` has a name for every column.
    ``first`` is the row, counted from 1, in which the people begin, and ``heading`` the one in
    which the headings begin; they are the same where there are none. ``unsure`` has the columns
    of each field for which more than one may be meant, so that none was chosen. ``middle`` is the
    column of a second given name, ``passed_over`` are hidden columns that shown ones stand for.
    """

    columns: Mapping[str, int]
    headings: tuple[str, ...]
    first: int = 1
    surname_first: bool = False
    heading: int = 1
    unsure: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    middle: int = _NO_COLUMN
    passed_over: tuple[int, ...] = ()


def recognise(sheet: Sheet) -> ColumnMap | None:
    """Return a sheet's columns; None when it does not look like a list of people.

    Headings may stand under titles and take up two rows. A column without a heading is recognised
    by its cells if it has TCKNs or mobile numbers; a sheet without any headings must have one.
    """
    found = _find_headings(sheet)
    return _complete(sheet, *found) if found else _without_headings(sheet)


def columns_below(sheet: Sheet, row: int) -> ColumnMap:
    """Return the columns that the headings in a row (from 1) name, for the rows below it."""
    return _complete(sheet, row, row, _texts([sheet.rows[row - 1]])[0])


def split_side_by_side(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return the sheet, or one sheet for each of several lists with repeated headings."""
    headings = _find_headings(sheet)
    if headings is None:
        return (sheet,)
    texts = headings[2]
    found = fields_of(texts)
    own_name = found.get(FULL_NAME, found.get("name", _NO_COLUMN))
    if own_name == _NO_COLUMN or "tckn" not in found:
        return (sheet,)
    names, numbers = (
        [index for index, text in enumerate(texts) if text == texts[own]]
        for own in (own_name, found["tckn"])
    )
    width = names[1] - names[0] if len(names) > 1 else 0
    if names[0] >= width or [index + numbers[0] - names[0] for index in names] != numbers:
        return (sheet,)
    # What stands beside the last list belongs to it.
    ends = [*(n * width for n in range(1, len(names))), _width(sheet)]
    return tuple(
        Sheet(
            f"{sheet.name or 'Liste'} ({n + 1})",
            tuple(row[n * width : end] for row in sheet.rows),
            sheet.hidden,
            frozenset(c - n * width for c in sheet.hidden_columns if n * width <= c < end),
            sheet.notes,
        )
        for n, end in enumerate(ends)
    )


def guess(sheet: Sheet) -> ColumnMap:
    """Return the columns of a sheet without headings, by their shape and order."""
    rows = _texts(sheet.rows)
    columns = column_shapes.by_shape([row for row in rows if any(row)])
    names = _column_names([], _width(sheet))
    surname_first = column_shapes.is_surname_first(rows[:SAMPLE], columns)
    return ColumnMap(columns, names, surname_first=surname_first)


def is_heading(texts: Sequence[str]) -> bool:
    """Return whether a row of texts is surely one of headings, and of nobody's data."""
    if any(_NUMBER.search(text) for text in texts):
        return False
    scores = {
        field: score
        for field, score in map(classify, texts)
        if field and field != OTHER and score >= SURE
    }
    return bool({FULL_NAME, SURNAME_AND_NAME} & scores.keys()) or (
        len(scores) > 1 and ("tckn" in scores or {"name", "surname"} <= scores.keys())
    )


def agree(headings: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether other headings name the same fields in the same columns, if not all of them.

    A column may be without a heading in them, but not have that of something else.
    """
    return fields_of(others).items() <= fields_of(headings).items() and all(
        one == two or classify(one)[0] == classify(two)[0] not in {"", OTHER}
        for one, two in zip(headings, others, strict=False)
        if one and two
    )


def fields_of(texts: Sequence[str]) -> dict[str, int]:
    """Return for each field the column whose heading fits best, the first of equals."""
    best: dict[str, tuple[int, int]] = {}
    for index, field, score in _candidates(texts):
        if field not in best or score > best[field][0]:
            best[field] = score, index
    return {field: index for field, (_, index) in best.items()}


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Yield column, field and score of every heading that names a field."""
    for index, text in enumerate(texts):
        field, score = classify(text)
        if field and field != OTHER:
            yield index, field, score
            if field == SURNAME_AND_NAME:
                yield index, FULL_NAME, score


def _without_headings(sheet: Sheet) -> ColumnMap | None:
    guessed = guess(sheet)
    return guessed if {"tckn", "mobile"} & set(guessed.columns) else None


def _find_headings(sheet: Sheet) -> tuple[int, int, list[str]] | None:
    """Return the first and last row of the headings, from 1, and their texts."""
    rows = _texts(sheet.rows[:_SEARCHED_ROWS])
    best: tuple[tuple[int, bool], tuple[int, int, list[str]]] | None = None
    for index, row in enumerate(rows):
        if not any(row) or _has_person(row):
            continue
        candidates = [(index + 1, row)]
        below = rows[index + 1] if index + 1 < len(rows) else []
        if _are_headings_continued(row, below):
            candidates.append((index + 2, _join_rows(row, below)))
        for last, texts in candidates:
            score = _score(texts), texts is row  # of equals, one row wins over two
            if score[0] and (best is None or score > best[0]):
                best = score, (index + 1, last, texts)
    return best[1] if best else None


def _are_headings_continued(row: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the row below may be a second row of headings.

    A single cell under the headings is the unit of the people that follow, and a name under the
    heading of names is the first of them.
    """
    if sum(map(bool, below)) < 2 or _has_person(below):
        return False
    found = fields_of(row)
    names = {found[each] for each in (FULL_NAME, "name", "surname") if each in found}
    return all(
        not below[index] or below[index] == row[index] or bool(classify(below[index])[0])
        for index in names
        if index < len(below)
    ) and not any(text.rstrip(".)").isdecimal() for text in below)


def _score(texts: Sequence[str]) -> int:
    found = fields_of(texts)
    count = len(found)
    if count >= 2 and ({"name", "tckn"} & set(found) or FULL_NAME in found):
        return count
    if count == 0 or any(_NUMBER.search(text) for text in texts):
        return 0
    # A list of names alone has one heading, perhaps beside ``Sıra No`` or ``İmza``.
    if FULL_NAME in found:
        return int(classify(texts[found[FULL_NAME]])[1] >= SURE)
    others = [text for index, text in enumerate(texts) if text and index != found.get("tckn")]
    return int("tckn" in found and bool(others) and all(classify(text)[0] for text in others))


def _join_rows(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    padded = ([*row, *[""] * (width - len(row))] for row in (above, below))
    return [one if one == two else f"{one} {two}".strip() for one, two in zip(*padded, strict=True)]


def _complete(sheet: Sheet, heading: int, last: int, texts: Sequence[str]) -> ColumnMap:
    """Return the columns that the headings name, and those that only their cells reveal."""
    rows = _rows_below(sheet, last, texts)
    choice = _Choice(sheet, rows)
    for field in (*FIELDS, FULL_NAME, SURNAME_AND_NAME, MIDDLE_NAME):
        choice.choose(
            field, [(index, score) for index, each, score in _candidates(texts) if each == field]
        )
    columns = {field: index for field, index in choice.found.items() if field in FIELDS}
    surname_first = SURNAME_AND_NAME in choice.found
    full = choice.found.get(FULL_NAME, _NO_COLUMN)
    apart = [columns[part] for part in ("name", "surname") if part in columns]
    if full >= 0 and (len(apart) < 2 or choice.is_usable(full) > min(map(choice.is_usable, apart))):
        columns |= {"name": full, "surname": full}
        beside = full + 1
        if _is_empty(texts, beside) and column_shapes.holds_words(rows, beside):
            # One heading over two columns.
            columns |= {"name": beside, "surname": full} if surname_first else {"surname": beside}
            texts = [*texts[:beside], texts[full], *texts[beside + 1 :]]
    elif {"name", "surname", FULL_NAME}.isdisjoint(choice.unsure) and len(apart) == 1:
        columns |= {"name": apart[0], "surname": apart[0]}
    if {"name", "surname"} <= columns.keys():
        choice.unsure.pop(FULL_NAME, None)
    elif FULL_NAME in choice.unsure:
        choice.unsure["name"] = choice.unsure.pop(FULL_NAME)
    width = _width(sheet)
    free = [
        index
        for index in range(width)
        if index not in columns.values()
        and (_is_empty(texts, index) or not classify(texts[index])[0])
    ]
    for field in ("tckn", "mobile", "name"):
        if field not in columns and field not in choice.unsure:
            choice.choose_by_shape(field, free)
            if field in choice.found and choice.found[field] in free:
                columns[field] = choice.found[field]
                if field == "name":
                    columns["surname"] = columns["name"]
    unsure: dict[str, tuple[int, ...]] = {
        field: choice.unsure[field] for field in FIELDS if field in choice.unsure
    }
    return ColumnMap(
        {field: columns[field] for field in FIELDS if field in columns},
        _column_names(texts, width),
        last + 1,
        surname_first or column_shapes.is_surname_first(rows, columns),
        heading,
        unsure,
        choice.found.get(MIDDLE_NAME, _NO_COLUMN) if full != columns.get("name") else _NO_COLUMN,
        tuple(sorted(choice.passed_over)),
    )


def _rows_below(sheet: Sheet, last: int, texts: Sequence[str]) -> list[list[str]]:
    """Return the first filled rows below headings, up to other headings."""
    rows: list[list[str]] = []
    for row in _texts(
        islice((row for row in sheet.rows[last:] if any(c != "" for c in row)), SAMPLE)
    ):
        if is_heading(row) and not agree(texts, row):
            break
        rows.append(row)
    return rows


class _Choice:
    """Chooses a column for each field among those whose headings or cells name it."""

    def __init__(self, sheet: Sheet, rows: list[list[str]]) -> None:
        self.found: dict[str, int] = {}
        self.unsure: dict[str, tuple[int, ...]] = {}
        self.passed_over: set[int] = set()
        self._hidden = sheet.hidden_columns
        self._rows = rows

    def choose(self, field: str, candidates: Iterable[tuple[int, int]]) -> None:
        """Choose among columns and the scores of their headings; equal ones are left unsure."""
        kind = "name" if field in {FULL_NAME, SURNAME_AND_NAME, MIDDLE_NAME} else field
        ranked = [
            ((*self.is_usable(index), total), index)
            for index, score in candidates
            if (total := score + column_shapes.fitness(kind, self._cells(index))) > 0
        ]
        if not ranked:
            return
        best, _ = max(ranked, key=lambda each: each[0])
        equal = [index for rank, index in ranked if rank == best]
        if self._differ(equal):
            self.unsure[field] = tuple(equal)
            return
        self.found[field] = equal[0]
        if equal[0] not in self._hidden:
            self.passed_over |= self._hidden & {index for _, index in ranked}

    def choose_by_shape(self, field: str, free: Sequence[int]) -> None:
        """Choose among columns without a heading that says what they are."""
        looks_right = {
            "tckn": column_shapes.looks_like_tckn,
            "mobile": column_shapes.looks_like_mobile,
        }
        if field in looks_right:
            holds = looks_right[field]
            fitting = [i for i in free if column_shapes.holds_most(holds, self._cells(i))]
        else:
            fitting = [i for i in free if column_shapes.holds_full_names(self._rows, i)]
        self.found.pop(field, None)
        self.choose(field, [(index, SURE) for index in fitting])

    def is_usable(self, index: int) -> tuple[bool, bool]:
        """Return whether a column is shown, and whether it has any cell: both count most."""
        return index not in self._hidden, bool(self._cells(index))

    def _differ(self, columns: Sequence[int]) -> bool:
        return len(columns) > 1 and any(
            len({row[i] if i < len(row) else "" for i in columns}) > 1 for row in self._rows
        )

    def _cells(self, index: int) -> list[str]:
        return column_shapes.cells_of(self._rows, index)


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
    return [[normalise.decoded_text(cell) for cell in row] for row in rows]


def _has_person(row: Sequence[str]) -> bool:
    return any(column_shapes.looks_like_tckn(cell) or identifiers.phone(cell) for cell in row)


def _is_empty(texts: Sequence[str], index: int) -> bool:
    return index >= len(texts) or not texts[index]
