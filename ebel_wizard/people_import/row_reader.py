"""Read the rows of a sheet one by one, each by what stands above and below it."""

from collections.abc import Sequence
from typing import Final

from ebel_wizard.case import rules
from ebel_wizard.case.model import Person
from ebel_wizard.people_import import (
    cell_faults,
    column_shapes,
    headings,
    letter_repair,
    normalise,
    person_cells,
    row_detectors,
    row_kinds,
)
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.person_cells import Correction, Name
from ebel_wizard.people_import.results import (
    Accepted,
    Rejected,
    Result,
    SetAside,
    shown_text,
)
from ebel_wizard.people_import.row_detectors import Layout, Row
from ebel_wizard.people_import.row_kinds import RowKind
from ebel_wizard.people_import.sheet import Cell, Sheet
from ebel_wizard.turkish import letters

_NAMELESS: Final = "Adı ve soyadı boş; listeye yazıp yeniden alın."
_NAME_UNSURE: Final = (
    "Adı birden çok sütunda olabilir; sütunu seçin ya da listede tek sütun bırakıp yeniden alın."
)
_BELOW_TOTAL: Final = (
    "Toplamın altında duruyor ve numarası yok; listedense toplamın üstüne taşıyıp yeniden alın."
)
_DOUBTFUL: Final = (
    "Listeden biri mi, imza mı belli değil; listedense üstündeki boş satırı silip yeniden alın."
)
_ABOVE_HEADINGS: Final = (
    "Sütun başlıklarının üstünde duruyor; başlıkların altına taşıyıp yeniden alın."
)
_ROUNDED: Final = (
    "Tablo programı TCKN’yi kısaltmış, son rakamları kayıp; sütunu “Metin” biçimine "
    "alıp numarayı kimlik kartından yeniden yazın."
)


class RowReader:
    """Reads rows from top to bottom, and keeps what a row says about those below it."""

    def __init__(
        self,
        sheet: Sheet,
        columns: ColumnMap,
        claimed: frozenset[int],
        numberless: frozenset[int] = frozenset(),
    ) -> None:
        self._sheet = sheet
        self._first_columns = columns
        self._claimed = claimed
        self._numberless = numberless
        self._accepted: list[Accepted] = []
        self._rejected: list[Rejected] = []
        self._set_aside: list[SetAside] = []
        self._heading_texts = {
            tuple(map(normalise.display_text, _trimmed(row)))
            for row in sheet.rows[: columns.first - 1]
        }
        self._unit = ""  # of the people below its heading
        self._row_of_tckn: dict[str, int] = {}
        people = sheet.rows[columns.first - 1 :]
        self._keeps_i, self._keeps_i_of_units = (
            not person_cells.has_turkish_letters(people, columns, fields)
            for fields in (("name", "surname"), ("name", "surname", "title", "unit"))
        )
        self.layout = Layout(self._rows(columns, columns.first), columns)

    def result(self) -> Result:
        """Return what was read."""
        columns = self._first_columns
        names = columns.headings
        return Result(
            tuple(self._accepted),
            tuple(self._rejected),
            {field: names[index] for field, index in columns.columns.items()},
            tuple(self._set_aside),
            {field: tuple(names[n] for n in found) for field, found in columns.unsure.items()},
        )

    def read_headings(self) -> None:
        """Set the headings aside, and what stands above them; a unit there is that of all."""
        columns = self._first_columns
        for number, cells in enumerate(self._sheet.rows[: columns.first - 1], 1):
            if not filled_columns(cells):
                continue
            if number in self._claimed:
                self._read_person(number, cells)
            elif number >= columns.heading:
                self._put_aside(number, cells, RowKind.HEADING)
            elif any(column_shapes.looks_like_tckn(normalise.display_text(c)) for c in cells):
                self._reject(number, "name", _ABOVE_HEADINGS)
            else:
                texts = (normalise.repaired_text(cell) for cell in cells)
                self._keep_labelled_unit(letters.clean(" ".join(texts)))
                self._put_aside(number, cells, RowKind.TITLE)

    def read(self, index: int) -> None:
        """Accept, reject or set aside a row."""
        row = self.layout.rows[index]
        name = self.layout.full_name(index) if row.is_sure else ""
        is_sure = row.is_sure and not row_kinds.is_certain_footer(normalise.folded(name))
        if row.number in self._claimed or is_sure:
            self._read_person(row.number, row.cells)
            return
        fault = cell_faults.find_no_value(row.cells, self.layout.columns)
        if fault:
            self._reject(row.number, *fault)
            return
        kind = self._kind(index)
        doubt = "" if kind else self._doubt(index)
        if kind:
            self._put_aside(row.number, row.cells, kind)
        elif doubt:
            self._reject(row.number, "name", doubt)
        else:
            self._read_person(row.number, row.cells)

    # What a row is

    def _kind(self, index: int) -> RowKind | None:
        """Return what a row is that lists nobody; None for a person's."""
        row = self.layout.rows[index]
        if all(row_detectors.is_number(row.cells[column]) for column in row.filled) and (
            len(row.filled) == 1
            or all(len(normalise.display_text(row.cells[c])) < 3 for c in row.filled)
        ):
            return RowKind.NUMBERS
        if self._is_heading(index):
            return RowKind.REPEAT
        kind = self._kind_around(index)
        if kind is None and len(row.filled) == 1:
            kind = self._kind_of_single(index, row.filled[0])
        elif kind is None and not self.layout.full_name(index):
            kind = self._kind_of_nameless(row)
        if kind is None and row_detectors.signature_score(self.layout, index) >= (
            row_detectors.SIGNATURE
        ):
            is_sum = self.layout.is_below_total and self.layout.has_post(index)
            kind = RowKind.TOTAL if is_sum else RowKind.SIGNATURE
        return kind

    def _doubt(self, index: int) -> str:
        """Return why the officer has to say what a row is; empty where it is clear."""
        if row_detectors.is_doubtful_below_total(self.layout, index):
            return _BELOW_TOTAL
        score = row_detectors.signature_score(self.layout, index)
        return _DOUBTFUL if score >= row_detectors.DOUBTFUL else ""

    def _is_heading(self, index: int) -> bool:
        """Return whether a row repeats the headings; other headings change the columns."""
        row = self.layout.rows[index]
        if any(isinstance(row.cells[column], float) for column in row.filled):
            return False
        texts = [normalise.display_text(cell) for cell in _trimmed(row.cells)]
        if tuple(texts) in self._heading_texts:
            return True
        if not headings.is_heading(texts):
            return False
        if not headings.agree(self.layout.columns.headings, texts):
            below = headings.columns_below(self._sheet, row.number)
            rows = [*self.layout.rows[: index + 1], *self._rows(below, row.number + 1)]
            self.layout = Layout(rows, below)
        return True

    def _kind_around(self, index: int) -> RowKind | None:
        """Return the kind of a total, a signature, a note or a unit's heading, by its words."""
        row = self.layout.rows[index]
        texts = [row.text(column) for column in row.filled]
        folded = [normalise.folded(text) for text in texts]
        name = self.layout.full_name(index)
        is_count = row_kinds.is_count(normalise.folded(name)) and not self._has_both_names(row)
        if is_count and any(map(row_kinds.is_total, folded)):
            self.layout.is_below_total = True
            return RowKind.TOTAL
        if row_kinds.is_footer(folded[0]) and self._is_footer(index, texts):
            return RowKind.SIGNATURE
        if (not name or len(texts) == 1) and row_kinds.is_note(folded[0]):
            return RowKind.NOTE
        others = [row.cells[n] for n in row.filled if row.text(n) != name]
        is_unit = row_kinds.is_unit(name) and all(map(row_detectors.is_number, others))
        if self._keep_labelled_unit(" ".join(texts)):
            return RowKind.UNIT
        if is_unit:
            self._begin_unit(name)
            return RowKind.UNIT
        return None

    def _has_both_names(self, row: Row) -> bool:
        """Return whether name and surname stand in columns of their own, in words."""
        texts = [row.text(column) for column in self.layout.names]
        return len(texts) > 1 and all(any(map(str.isalpha, text)) for text in texts)

    def _is_footer(self, index: int, texts: Sequence[str]) -> bool:
        """Return whether a row begins the signatures; a word that is a name too must be alone."""
        is_doubtful = not row_kinds.is_certain_footer(normalise.folded(texts[0]))
        others = [normalise.folded(text) for text in texts[1:]]
        if is_doubtful and (
            not all(map(row_kinds.is_footer, others))
            or self._has_both_names(self.layout.rows[index])
        ):
            return False
        self.layout.begin_signatures(index, is_doubtful=is_doubtful)
        return True

    def _kind_of_single(self, index: int, column: int) -> RowKind | None:
        """Return the kind of a row whose only cell is no name: a unit's or group's heading."""
        layout = self.layout
        text = normalise.bare_name(layout.rows[index].text(column)).rstrip(" :")
        if column in layout.names and (
            row_kinds.is_like_name(text) or person_cells.is_damaged_name(text)
        ):
            return None
        if row_kinds.is_unit(text):
            self._begin_unit(text if column != layout.columns.columns.get("unit", -1) else "")
            return RowKind.UNIT
        if row_kinds.is_certain_post(text) and index > layout.last_sure:
            return RowKind.SIGNATURE
        if not text.replace(" ", "").isalpha():
            return RowKind.NOTE
        if not row_kinds.is_group(text):
            self._begin_unit("")  # of something else, whose people are not of that unit
        return RowKind.TITLE

    def _kind_of_nameless(self, row: Row) -> RowKind | None:
        """Return the kind of a row without a name; None for that of a person, to be rejected."""
        if not self.layout.columns.unsure.keys().isdisjoint({"name", "surname"}):
            return None
        if self.layout.is_below_total:
            return RowKind.TOTAL
        if self.layout.has_ended:
            return RowKind.SIGNATURE
        columns = self.layout.columns.columns
        parts = (columns[field] for field in ("title", "tckn") if field in columns)
        return None if any(map(row.text, parts)) else RowKind.NOTE

    def _begin_unit(self, name: str) -> None:
        is_readable = not letter_repair.is_unreadable(name)
        self._unit = self._title_case(name) if is_readable else ""
        self.layout.is_below_total = False

    def _keep_labelled_unit(self, text: str) -> bool:
        """Keep the unit in ``Birimi: …``; return whether there was one."""
        unit = row_kinds.labelled_unit(text)
        if unit:
            self._begin_unit(unit)
        return bool(unit)

    # What becomes of it

    def _read_person(self, number: int, cells: Sequence[Cell]) -> None:
        columns = self.layout.columns
        fault = cell_faults.find(cells, columns)
        if fault:
            self._reject(number, *fault)
            return
        name = person_cells.read_name(cells, columns, keeps_i=self._keeps_i)
        if not (name.name or name.surname):
            unsure = "name" in columns.unsure
            self._reject(number, "name", _NAME_UNSURE if unsure else _NAMELESS)
            return
        reason = person_cells.name_fault(name)
        if reason:
            self._reject(number, "name", reason)
            return
        cell = person_cells.cell_of(cells, columns, "tckn")
        tckn = "" if number in self._numberless else normalise.tckn(cell)
        reason = self._tckn_fault(cell, tckn)
        if reason:
            self._reject(number, "tckn", reason)
            return
        if tckn:
            self._row_of_tckn[tckn] = number
        self._accept(number, cells, name, tckn)
        self.layout.is_below_total = False

    def _accept(self, number: int, cells: Sequence[Cell], name: Name, tckn: str) -> None:
        corrections = list(name.corrections)
        columns = self.layout.columns
        values = {"tckn": tckn}
        values["mobile"] = normalise.mobile(person_cells.cell_of(cells, columns, "mobile"))
        for field in ("title", "unit"):
            values[field] = self._title_case(person_cells.cell_of(cells, columns, field))
        for field, value in values.items():
            cell = person_cells.cell_of(cells, columns, field)
            original = person_cells.original_of(cell, field)
            if original != value:
                corrections.append(Correction(field, original, value))
        values["unit"] = values["unit"] or self._unit
        person = Person(name.name, name.surname, **values)
        self._accepted.append(Accepted(number, person, tuple(corrections)))

    def _tckn_fault(self, cell: Cell, tckn: str) -> str:
        """Return why a TCKN cannot be accepted; empty when it can, or when there is none."""
        if not tckn:
            return ""
        if normalise.is_rounded(cell):
            return _ROUNDED
        problem = next(rules.tckn("tckn", "“TCKN”", tckn), None)
        if problem:
            return problem.text
        first = self._row_of_tckn.get(tckn)
        return f"“TCKN” {first}. satırdakiyle aynı; birini silin ya da düzeltin." if first else ""

    def _title_case(self, cell: Cell) -> str:
        return normalise.title_or_unit(cell, keeps_i=self._keeps_i_of_units)

    def _reject(self, row: int, field: str, reason: str) -> None:
        self._rejected.append(Rejected(row, field, reason))

    def _put_aside(self, row: int, cells: Sequence[Cell], kind: RowKind) -> None:
        self._set_aside.append(SetAside(row, kind, shown_text(cells)))

    def _rows(self, columns: ColumnMap, first: int) -> list[Row]:
        return [
            Row(number, cells, filled, person_cells.has_number(cells, columns))
            for number, cells in enumerate(self._sheet.rows[first - 1 :], first)
            if (filled := filled_columns(cells))
        ]


def filled_columns(cells: Sequence[Cell]) -> tuple[int, ...]:
    """Return the columns of the cells that are not blank."""
    filled = tuple(column for column, cell in enumerate(cells) if cell != "")
    if len(filled) > 2:
        return filled  # not all of so many are invisible characters
    return tuple(column for column in filled if normalise.display_text(cells[column]))


def _trimmed(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the cells without blank ones at the end."""
    end = max((column for column, cell in enumerate(cells, 1) if cell != ""), default=0)
    return cells[:end]
