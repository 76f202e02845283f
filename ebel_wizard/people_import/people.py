"""People out of a sheet: where its headings are, what each column is, and whom it lists."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ebel_wizard.case import rules
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import headings, normalise, row_kinds, text_tables
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.sheet import Cell, Progress, Sheet, SheetError
from ebel_wizard.turkish import letters

_STEP: Final = 1_000  # rows between two calls of a Progress
_LONGEST_NAME: Final = 120  # letters
_UNDER_A_SUM: Final = (
    "Toplamın altında duruyor ve numarası yok; listedense toplamın üstüne taşıyıp yeniden alın."
)
_NUMBER: Final = re.compile(r"\d{7}")  # nobody's name, but perhaps a TCKN in its column
_VACANT: Final = frozenset({"bos kadro", "munhal", "munhal kadro", "kadro bos"})


@dataclass(frozen=True, slots=True)
class Correction:
    """What of a person was put right; ``said`` is what stands in the cell, ``made`` what was taken.

    A number in the mobile column that is none is left out: ``made`` is then empty.
    """

    field: str
    said: str
    made: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """Someone the list has; ``row`` is the sheet's own, from 1, and a mobile number ``+905…``."""

    row: int
    person: Person
    mends: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be taken, and why, in a Turkish sentence."""

    row: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a list says; ``columns`` has the heading of each field that was found.

    Rows without a person (empty ones, repeated headings, sums, titles) are in neither list.
    """

    taken: tuple[Accepted, ...]
    refused: tuple[Rejected, ...]
    columns: Mapping[str, str]


def best(sheets: Iterable[Sheet]) -> tuple[Sheet, ColumnMap]:
    """The sheet that looks most like a list of people, and what its columns are.

    One with TCKNs comes before one without, one that is shown before a hidden one; else the number
    of rows and known columns decides. Raises SheetError when no sheet has people.
    """
    found: list[tuple[tuple[bool, bool, int], Sheet, ColumnMap]] = []
    for sheet in sheets:
        columns = headings.recognise(sheet)
        if columns:
            filled = sum(any(cell != "" for cell in row) for row in sheet.rows[columns.first - 1 :])
            worth = (
                bool(filled) and "tckn" in columns.columns,
                not sheet.hidden,
                filled * len(columns.columns),
            )
            found.append((worth, sheet, columns))
    if not found:
        raise SheetError(
            "Listede ad soyad ya da TCKN sütunu bulunamadı. Sütunların üstüne “Adı Soyadı”, "
            "“TCKN”, “Cep Telefonu”, “Unvanı”, “Birimi” başlıklarını yazıp yeniden deneyin."
        )
    _, sheet, columns = max(found, key=lambda each: each[0])
    return sheet, columns


def people(sheet: Sheet, columns: ColumnMap, progress: Progress | None = None) -> Result:
    """Everyone the sheet lists, with what was mended, and every row that was refused.

    A person without TCKN is taken; one with a wrong TCKN, or with that of an earlier row, is not.
    What ``progress`` raises goes on to the caller.
    """
    reader = _Reader(columns)
    for cells in sheet.rows[: columns.first - 1]:
        reader.above(cells)
    for row, cells in enumerate(sheet.rows[columns.first - 1 :], columns.first):
        if progress and row % _STEP == 0:
            progress(row)
        below = sheet.rows[row] if row < len(sheet.rows) else ()
        reader.read(row, cells, below)
    return Result(
        tuple(reader.taken),
        tuple(reader.refused),
        {field: columns.headings[at] for field, at in columns.columns.items()},
    )


class _Reader:
    """Goes down a sheet; remembers what rows above say about those below."""

    def __init__(self, columns: ColumnMap) -> None:
        self.taken: list[Accepted] = []
        self.refused: list[Rejected] = []
        self._map = columns
        self._at = columns.columns
        self._one_name = self._at.get("name", -1) == self._at.get("surname", -2)
        self._names = {self._at[part] for part in ("name", "surname") if part in self._at}
        self._section = ""
        self._has_ended = self._is_signed = False
        self._first: dict[str, int] = {}

    def above(self, cells: Sequence[Cell]) -> None:
        """A row above the headings, which may name everybody's unit."""
        self._unit_is(letters.clean(" ".join(normalise.text(cell) for cell in cells)))

    def read(self, row: int, cells: Sequence[Cell], below: Sequence[Cell]) -> None:
        filled = [(at, cell) for at, cell in enumerate(cells) if cell != ""]
        if not filled or self._is_between(filled):
            return
        if len(filled) == 1 and len(self._at) > 1 and not self._is_bare_name(*filled[0], below):
            self._lone(row, *filled[0])
            return
        name, surname, mends = self._name(cells)
        tckn = self._cell(cells, "tckn")
        if not (name or surname):
            self._nameless(row, cells, filled)
            return
        if len(name) + len(surname) > _LONGEST_NAME:
            self._refuse(row, "name", "Adı bir kişi adı olamayacak kadar uzun; listede düzeltin.")
            return
        if "\ufffd" in name + surname:
            self._refuse(row, "name", "Adında okunamayan bir harf (�) var; listede düzeltin.")
            return
        if _NUMBER.search(name + surname) or not any(map(str.isalpha, name + surname)):
            self._refuse(row, "name", "Adında bir numara var; adı ve soyadı listede ayrı yazın.")
            return
        if self._is_under(cells, filled, below):
            if not self._is_signed and not row_kinds.is_post(f"{name} {surname}"):
                self._refuse(row, "name", _UNDER_A_SUM)
            return
        number = normalise.tckn(tckn)
        reason = self._wrong(tckn, number)
        if reason:
            self._refuse(row, "tckn", reason)
            return
        if number:
            self._first[number] = row
        made = {
            "tckn": number,
            "mobile": normalise.mobile(self._cell(cells, "mobile")),
            "title": normalise.words(self._cell(cells, "title")),
            "unit": normalise.words(self._cell(cells, "unit")),
        }
        for field, value in made.items():
            said = _said(self._cell(cells, field), field)
            if said != value:
                mends.append(Correction(field, said, value))
        if not made["unit"]:
            made["unit"] = self._section
        person = Person(name, surname, **made)
        self.taken.append(Accepted(row, person, tuple(mends)))
        self._has_ended = self._is_signed = False

    def _cell(self, cells: Sequence[Cell], field: str) -> Cell:
        at = self._at.get(field, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    def _refuse(self, row: int, field: str, reason: str) -> None:
        self.refused.append(Rejected(row, field, reason))

    def _wrong(self, cell: Cell, number: str) -> str:
        """Why a TCKN cannot be taken; empty when it can, or when there is none."""
        if not number:
            return ""
        if normalise.is_shortened(cell):
            return (
                "Tablo programı TCKN’yi kısaltmış, son rakamları kayıp; sütunu “Metin” biçimine "
                "alıp numarayı kimlik kartından yeniden yazın."
            )
        problem = next(rules.tckn("tckn", "“TCKN”", number), None)
        if problem:
            return problem.text
        first = self._first.get(number)
        return f"“TCKN” {first}. satırdakiyle aynı; birini silin ya da düzeltin." if first else ""

    def _name(self, cells: Sequence[Cell]) -> tuple[str, str, list[Correction]]:
        mends: list[Correction] = []
        if not self._one_name:
            made = []
            for field in ("name", "surname"):
                cell = self._cell(cells, field)
                made.append(normalise.name_part(normalise.text(cell).split()))
                if _said(cell, field) != made[-1]:
                    mends.append(Correction(field, _said(cell, field), made[-1]))
            if letters.fold(made[0]) in _VACANT:
                made[0] = ""
            return made[0], made[1], mends
        cell = self._cell(cells, "name")
        whole = normalise.text(cell)
        if not whole or letters.fold(whole) in _VACANT:
            return "", "", mends
        said = [w for w in normalise.spaced(normalise.raw(cell)).split() if letters.clean(w)]
        bare = normalise.full_name(whole)
        words = bare.split()
        front = normalise.spaced(whole).partition(bare)[0]
        if front or len(said) < len(words):
            said = words
        parts = normalise.split_name(words, surname_first=self._map.surname_first)
        made = [normalise.name_part(words[part]) for part in parts]
        for field, part, value in zip(("name", "surname"), parts, made, strict=True):
            is_last = part.stop == len(words) and part.start < part.stop
            was = " ".join(said[part.start :] if is_last else said[part])  # its remark too
            was = was if part.start else front + was
            if was != value:
                mends.append(Correction(field, was, value))
        if not mends and normalise.raw(cell) != " ".join(said):
            mends.append(
                Correction("name", normalise.raw(cell), made[0])
            )  # nothing but spaces was wrong
        return made[0], made[1], mends

    def _is_between(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Whether a row is a sum, a repeated heading, signatures, or the numbers of columns."""
        if all(_is_number(cell) and len(normalise.plain(cell)) < 3 for _, cell in filled):
            return True
        texts = {at: letters.fold(cell) for at, cell in filled if isinstance(cell, str)}
        sums = [at for at, text in texts.items() if row_kinds.is_sum(text)]
        # Beside a name the word may be a post's or a unit's, as of ``Toplam Kalite Uzmanı``.
        is_sum = bool(sums) and (
            self._names.isdisjoint(at for at, _ in filled)
            or not self._names.isdisjoint(sums)
            or (sums[0] < max(self._names) and len(texts[sums[0]].split()) < 3)
        )
        is_end = len(filled) < 3 and row_kinds.is_end(texts.get(filled[0][0], ""))
        if (is_sum or is_end) and not self._has_number(filled):
            self._has_ended = True
            self._is_signed |= is_end
            return True
        return self._is_heading(filled)

    def _is_under(
        self, cells: Sequence[Cell], filled: Sequence[tuple[int, Cell]], below: Sequence[Cell]
    ) -> bool:
        """Whether a row with a name belongs to the sums and signatures under a list.

        Who is on a list has a number there, or more than a name and one thing beside it. The post
        under a name tells that signatures have begun.
        """
        known = set(self._at.values())
        if "tckn" not in self._at:
            return self._is_signed
        if (
            self._has_number(filled)
            or len(known & {at for at, _ in filled}) > 2
            or any(at not in known and _is_number(cell) for at, cell in filled)
        ):
            return False
        under = normalise.text(self._cell(below, "name"))
        has_number = self._has_number([(at, cell) for at, cell in enumerate(below) if cell != ""])
        if (
            under
            and row_kinds.is_signer(under)
            and not has_number
            and self._cell(cells, "tckn") == ""
        ):
            self._has_ended = self._is_signed = True
        return self._has_ended

    def _is_heading(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        if any(isinstance(cell, float) for _, cell in filled):
            return False
        texts = {at: normalise.plain(cell) for at, cell in filled}
        found = headings.roles([texts.get(at, "") for at in range(max(texts) + 1)])
        return sum(self._at.get(field) == at for field, at in found.items()) >= 2

    def _has_number(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        numbers = {self._at.get("tckn", -1), self._at.get("mobile", -1)}
        return any(at in numbers and len(normalise.tckn(cell)) >= 10 for at, cell in filled)

    def _lone(self, row: int, at: int, cell: Cell) -> None:
        """The only cell of its row and no name: a unit over its people, a number, a remark."""
        said = normalise.full_name(normalise.text(cell)).rstrip(" :")
        if self._unit_is(said):
            return
        if at != self._at.get("unit", -1) and row_kinds.is_unit(said):
            self._section = normalise.words(said)
        elif self._has_number([(at, cell)]):
            self._refuse(row, "name", "Adı ve soyadı boş; listeye yazıp yeniden alın.")
        elif said.replace(" ", "").isalpha() and not row_kinds.is_group(said):
            self._section = ""  # a heading of something else: whoever follows is not of that unit

    def _unit_is(self, said: str) -> bool:
        """Whether a row says ``Birimi: …``, which is remembered."""
        named = row_kinds.named_unit(said)
        self._section = normalise.words(named) if named else self._section
        return bool(named)

    def _is_bare_name(self, at: int, cell: Cell, below: Sequence[Cell]) -> bool:
        """Whether the only cell of a row is a person of whom nothing else is known.

        The same stands under many a list as its signature, with the post under the name.
        """
        said = normalise.full_name(normalise.text(cell))
        if at not in self._names or not 2 <= len(said.split()) <= 4 or row_kinds.is_post(said):
            return False
        under = [each for each in below if each != ""]
        if len(under) == 1 and row_kinds.is_signer(normalise.text(under[0])):
            self._has_ended = self._is_signed = True
        return not self._has_ended and all(c.isalpha() or c in " .-’'," for c in said)

    def _nameless(
        self, row: int, cells: Sequence[Cell], filled: Sequence[tuple[int, Cell]]
    ) -> None:
        """A row with something in it but no name: worth saying if it looks like a person's."""
        if self._has_number(filled) or (
            not self._has_ended
            and sum(bool(normalise.text(self._cell(cells, field))) for field in ("title", "tckn"))
        ):
            self._refuse(row, "name", "Adı ve soyadı boş; listeye yazıp yeniden alın.")


def _is_number(cell: Cell) -> bool:
    return normalise.plain(cell).rstrip(".)-").isdecimal()


def _said(cell: Cell, field: str) -> str:
    """A cell as it stands in the sheet; a TCKN kept as a number shows that it is one."""
    return str(cell) if field == "tckn" else normalise.raw(cell)


def from_clipboard(text: str) -> list[Person]:
    """The people in a copied block of cells, one a line, as they are typed and nothing mended.

    Headings say which column is which. Without them TCKN and mobile number are known by their
    shape, and the other columns are name, surname, title and unit in that order; with one column
    fewer, name and surname share the first. An empty cell stays empty. Lines above the headings,
    running numbers and columns of something else fall out; text without columns has no people.
    """
    try:
        sheet = text_tables.copied(text)
    except SheetError:
        return []
    if max((len(row) for row in sheet.rows), default=0) < 2:
        return []
    columns = headings.recognise(sheet) or headings.guess(sheet)
    return [person for row in sheet.rows[columns.first - 1 :] if (person := _draft(row, columns))]


def _draft(row: Sequence[Cell], columns: ColumnMap) -> Person | None:
    said = {
        field: normalise.plain(row[at])
        for field, at in columns.columns.items()
        if at < len(row) and row[at] != ""
    }
    if "name" in said and columns.columns.get("surname") == columns.columns["name"]:
        words = said["name"].split()
        name, surname = normalise.split_name(words, surname_first=columns.surname_first)
        said["name"], said["surname"] = " ".join(words[name]), " ".join(words[surname])
    return Person(**said) if any(said.values()) else None
