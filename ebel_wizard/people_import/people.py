"""Read the people a sheet lists: accept them with corrections, or reject the row with a reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ebel_wizard.case import rules
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import headings, normalise, row_kinds
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.sheet import Cell, Progress, Sheet, SheetError
from ebel_wizard.turkish import letters

_PROGRESS_ROWS: Final = 1_000  # between two calls of a Progress
_MAX_NAME_LENGTH: Final = 120  # letters
_NAMELESS: Final = "Adı ve soyadı boş; listeye yazıp yeniden alın."
_BELOW_TOTAL: Final = (
    "Toplamın altında duruyor ve numarası yok; listedense toplamın üstüne taşıyıp yeniden alın."
)
_NUMBER: Final = re.compile(r"\d{7}")  # no part of a name, but perhaps a TCKN in its column
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
class Accepted:
    """A person on the list. ``row`` is the sheet's, from 1; a mobile number is ``+905…``."""

    row: int
    person: Person
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be accepted, and why, in a Turkish sentence."""

    row: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """The people of a list. ``columns`` has the heading of each field that was found.

    Rows without a person (empty ones, repeated headings, totals, titles) are in neither tuple.
    """

    accepted: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]
    columns: Mapping[str, str]


def choose_sheet(sheets: Iterable[Sheet]) -> tuple[Sheet, ColumnMap]:
    """Return the sheet that looks most like a list of people, and its columns.

    Sheets with TCKNs are preferred to others, then visible ones to hidden ones, then those with
    most rows and known columns. Raises SheetError when no sheet has people.
    """
    found: list[tuple[tuple[bool, bool, int], Sheet, ColumnMap]] = []
    for sheet in sheets:
        columns = headings.recognise(sheet)
        if columns:
            filled = sum(any(cell != "" for cell in row) for row in sheet.rows[columns.first - 1 :])
            rank = (
                bool(filled) and "tckn" in columns.columns,
                not sheet.hidden,
                filled * len(columns.columns),
            )
            found.append((rank, sheet, columns))
    if not found:
        raise SheetError(
            "Listede ad soyad ya da TCKN sütunu bulunamadı. Sütunların üstüne “Adı Soyadı”, "
            "“TCKN”, “Cep Telefonu”, “Unvanı”, “Birimi” başlıklarını yazıp yeniden deneyin."
        )
    _, sheet, columns = max(found, key=lambda each: each[0])
    return sheet, columns


def read_people(sheet: Sheet, columns: ColumnMap, progress: Progress | None = None) -> Result:
    """Return everyone the sheet lists, with the corrections, and every row that was rejected.

    A person without a TCKN is accepted; one with a wrong TCKN, or with that of an earlier row, is
    rejected. What ``progress`` raises reaches the caller.
    """
    reader = _RowReader(columns)
    for cells in sheet.rows[: columns.first - 1]:
        reader.read_above_headings(cells)
    for row, cells in enumerate(sheet.rows[columns.first - 1 :], columns.first):
        if progress and row % _PROGRESS_ROWS == 0:
            progress(row)
        below = sheet.rows[row] if row < len(sheet.rows) else ()
        reader.read(row, cells, below)
    return Result(
        tuple(reader.accepted),
        tuple(reader.rejected),
        {field: columns.headings[index] for field, index in columns.columns.items()},
    )


class _RowReader:
    """Reads rows from top to bottom, and keeps what a row says about those below it."""

    def __init__(self, columns: ColumnMap) -> None:
        self.accepted: list[Accepted] = []
        self.rejected: list[Rejected] = []
        self._map = columns
        self._columns = columns.columns
        self._is_full_name = self._columns.get("name", -1) == self._columns.get("surname", -2)
        self._name_columns = {
            self._columns[part] for part in ("name", "surname") if part in self._columns
        }
        self._unit = ""  # of the people below its heading
        self._has_ended = self._is_signed = False
        self._row_of_tckn: dict[str, int] = {}

    def read_above_headings(self, cells: Sequence[Cell]) -> None:
        """Keep the unit of all people, if the row names it."""
        texts = (normalise.repaired_text(cell) for cell in cells)
        self._keep_labelled_unit(letters.clean(" ".join(texts)))

    def read(self, row: int, cells: Sequence[Cell], below: Sequence[Cell]) -> None:
        """Accept or reject the person in a row; ``below`` is the row after it."""
        filled = [(column, cell) for column, cell in enumerate(cells) if cell != ""]
        if not filled or self._is_not_a_person(filled):
            return
        is_single = len(filled) == 1 and len(self._columns) > 1
        if is_single and not self._is_single_name(*filled[0], below):
            self._read_single_cell(row, *filled[0])
            return
        name, surname, corrections = self._name(cells)
        if not (name or surname):
            self._read_nameless(row, cells, filled)
            return
        reason = _name_fault(name, surname)
        if reason:
            self._reject(row, "name", reason)
            return
        if self._is_below_list(cells, filled, below):
            if not self._is_signed and not row_kinds.is_post(f"{name} {surname}"):
                self._reject(row, "name", _BELOW_TOTAL)
            return
        tckn = normalise.tckn(self._cell(cells, "tckn"))
        reason = self._tckn_fault(self._cell(cells, "tckn"), tckn)
        if reason:
            self._reject(row, "tckn", reason)
            return
        if tckn:
            self._row_of_tckn[tckn] = row
        values = {
            "tckn": tckn,
            "mobile": normalise.mobile(self._cell(cells, "mobile")),
            "title": normalise.title_or_unit(self._cell(cells, "title")),
            "unit": normalise.title_or_unit(self._cell(cells, "unit")),
        }
        for field, value in values.items():
            original = _original(self._cell(cells, field), field)
            if original != value:
                corrections.append(Correction(field, original, value))
        values["unit"] = values["unit"] or self._unit
        self.accepted.append(Accepted(row, Person(name, surname, **values), tuple(corrections)))
        self._has_ended = self._is_signed = False

    def _cell(self, cells: Sequence[Cell], field: str) -> Cell:
        index = self._columns.get(field, -1)
        return cells[index] if 0 <= index < len(cells) else ""

    def _reject(self, row: int, field: str, reason: str) -> None:
        self.rejected.append(Rejected(row, field, reason))

    def _tckn_fault(self, cell: Cell, tckn: str) -> str:
        """Return why a TCKN cannot be accepted; empty when it can, or when there is none."""
        if not tckn:
            return ""
        if normalise.is_rounded(cell):
            return (
                "Tablo programı TCKN’yi kısaltmış, son rakamları kayıp; sütunu “Metin” biçimine "
                "alıp numarayı kimlik kartından yeniden yazın."
            )
        problem = next(rules.tckn("tckn", "“TCKN”", tckn), None)
        if problem:
            return problem.text
        first = self._row_of_tckn.get(tckn)
        return f"“TCKN” {first}. satırdakiyle aynı; birini silin ya da düzeltin." if first else ""

    def _name(self, cells: Sequence[Cell]) -> tuple[str, str, list[Correction]]:
        if self._is_full_name:
            return self._split_full_name(self._cell(cells, "name"))
        corrections: list[Correction] = []
        parts = []
        for field in ("name", "surname"):
            cell = self._cell(cells, field)
            parts.append(normalise.name_from_words(normalise.repaired_text(cell).split()))
            if _original(cell, field) != parts[-1]:
                corrections.append(Correction(field, _original(cell, field), parts[-1]))
        name, surname = parts
        return ("" if letters.fold(name) in _VACANT else name), surname, corrections

    def _split_full_name(self, cell: Cell) -> tuple[str, str, list[Correction]]:
        full_name = normalise.repaired_text(cell)
        if not full_name or letters.fold(full_name) in _VACANT:
            return "", "", []
        bare = normalise.bare_name(full_name)
        words = bare.split()
        prefix = normalise.space_after_commas(full_name).partition(bare)[0]
        spaced = normalise.space_after_commas(normalise.raw_text(cell))
        originals = [word for word in spaced.split() if letters.clean(word)]
        if prefix or len(originals) < len(words):
            originals = words
        corrections: list[Correction] = []
        parts = normalise.split_name(words, surname_first=self._map.surname_first)
        values = [normalise.name_from_words(words[part]) for part in parts]
        for field, part, value in zip(("name", "surname"), parts, values, strict=True):
            is_last = part.stop == len(words) and part.start < part.stop
            original = " ".join(originals[part.start :] if is_last else originals[part])
            original = original if part.start else prefix + original
            if original != value:
                corrections.append(Correction(field, original, value))
        raw = normalise.raw_text(cell)
        if not corrections and raw != " ".join(originals):  # only the spaces were wrong
            corrections.append(Correction("name", raw, values[0]))
        return values[0], values[1], corrections

    def _is_not_a_person(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Return whether a row is a total, a repeated heading, signatures, or column numbers."""
        if all(_is_number(cell) and len(normalise.display_text(cell)) < 3 for _, cell in filled):
            return True
        texts = {column: letters.fold(cell) for column, cell in filled if isinstance(cell, str)}
        totals = [column for column, text in texts.items() if row_kinds.is_total(text)]
        # Beside a name it may belong to a post or a unit: ``Toplam Kalite Uzmanı``.
        is_total = bool(totals) and (
            self._name_columns.isdisjoint(column for column, _ in filled)
            or not self._name_columns.isdisjoint(totals)
            or (totals[0] < max(self._name_columns) and len(texts[totals[0]].split()) < 3)
        )
        is_footer = len(filled) < 3 and row_kinds.is_footer(texts.get(filled[0][0], ""))
        if (is_total or is_footer) and not self._has_number(filled):
            self._has_ended = True
            self._is_signed |= is_footer
            return True
        return self._is_heading(filled)

    def _is_below_list(
        self, cells: Sequence[Cell], filled: Sequence[tuple[int, Cell]], below: Sequence[Cell]
    ) -> bool:
        """Return whether a row with a name belongs to the totals and signatures below a list.

        A person on the list has a number, or more than a name and one other cell. A post in the
        row below a name means that the signatures have begun.
        """
        known = set(self._columns.values())
        if "tckn" not in self._columns:
            return self._is_signed
        if (
            self._has_number(filled)
            or len(known & {column for column, _ in filled}) > 2
            or any(column not in known and _is_number(cell) for column, cell in filled)
        ):
            return False
        under = normalise.repaired_text(self._cell(below, "name"))
        below_filled = [(column, cell) for column, cell in enumerate(below) if cell != ""]
        if (
            under
            and row_kinds.is_signatory(under)
            and not self._has_number(below_filled)
            and self._cell(cells, "tckn") == ""
        ):
            self._has_ended = self._is_signed = True
        return self._has_ended

    def _is_heading(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        if any(isinstance(cell, float) for _, cell in filled):
            return False
        texts = {column: normalise.display_text(cell) for column, cell in filled}
        found = headings.fields_of([texts.get(column, "") for column in range(max(texts) + 1)])
        return sum(self._columns.get(field) == column for field, column in found.items()) >= 2

    def _has_number(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        numbers = {self._columns.get("tckn", -1), self._columns.get("mobile", -1)}
        return any(column in numbers and len(normalise.tckn(cell)) >= 10 for column, cell in filled)

    def _read_single_cell(self, row: int, column: int, cell: Cell) -> None:
        """Read a row whose only cell is no name: a unit's heading, a number, a remark."""
        text = normalise.bare_name(normalise.repaired_text(cell)).rstrip(" :")
        if self._keep_labelled_unit(text):
            return
        if column != self._columns.get("unit", -1) and row_kinds.is_unit(text):
            self._unit = normalise.title_or_unit(text)
        elif self._has_number([(column, cell)]):
            self._reject(row, "name", _NAMELESS)
        elif text.replace(" ", "").isalpha() and not row_kinds.is_group(text):
            self._unit = ""  # a heading of something else, whose people are not of that unit

    def _keep_labelled_unit(self, text: str) -> bool:
        """Keep the unit in ``Birimi: …``; return whether there was one."""
        unit = row_kinds.labelled_unit(text)
        self._unit = normalise.title_or_unit(unit) if unit else self._unit
        return bool(unit)

    def _is_single_name(self, column: int, cell: Cell, below: Sequence[Cell]) -> bool:
        """Return whether the only cell of a row is the name of a person on the list.

        A signature below a list looks the same, but has a post in the row below it.
        """
        text = normalise.bare_name(normalise.repaired_text(cell))
        is_name = column in self._name_columns and 2 <= len(text.split()) <= 4
        if not is_name or row_kinds.is_post(text):
            return False
        under = [each for each in below if each != ""]
        if len(under) == 1 and row_kinds.is_signatory(normalise.repaired_text(under[0])):
            self._has_ended = self._is_signed = True
        return not self._has_ended and all(c.isalpha() or c in " .-’'," for c in text)

    def _read_nameless(
        self, row: int, cells: Sequence[Cell], filled: Sequence[tuple[int, Cell]]
    ) -> None:
        """Reject a row without a name if it has what only a person's row has."""
        parts = (self._cell(cells, field) for field in ("title", "tckn"))
        if self._has_number(filled) or (
            not self._has_ended and any(map(normalise.repaired_text, parts))
        ):
            self._reject(row, "name", _NAMELESS)


def _name_fault(name: str, surname: str) -> str:
    """Return why this cannot be a person's name; empty when it can."""
    text = name + surname
    if len(text) > _MAX_NAME_LENGTH:
        return "Adı bir kişi adı olamayacak kadar uzun; listede düzeltin."
    if "\ufffd" in text:
        return "Adında okunamayan bir harf (�) var; listede düzeltin."
    if _NUMBER.search(text) or not any(map(str.isalpha, text)):
        return "Adında bir numara var; adı ve soyadı listede ayrı yazın."
    return ""


def _is_number(cell: Cell) -> bool:
    return normalise.display_text(cell).rstrip(".)-").isdecimal()


def _original(cell: Cell, field: str) -> str:
    """Return a cell as it stands in the sheet; a TCKN kept as a number keeps its ``.0``."""
    return str(cell) if field == "tckn" else normalise.raw_text(cell)
