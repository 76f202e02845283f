"""Read .xlsx and .xlsm workbooks; a formula gives the value it last showed."""

import posixpath
import re
from functools import partial
from typing import Final

from ebel_wizard.people_import.sheet import (
    BROKEN,
    NOT_A_WORKBOOK,
    UNCOMPUTED,
    Cell,
    Sheet,
    SheetBuilder,
    SheetError,
    parse_number,
    read_sheets,
)
from ebel_wizard.people_import.xml_events import ignore_end, local_name
from ebel_wizard.people_import.zip_xml import ZipWorkbook

_TRUE: Final = ("1", "true")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def read(workbook: ZipWorkbook) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook of Excel 2007 or later; raise SheetError."""
    main = "xl/workbook.xml"
    for kind, target in _relationships(workbook, "_rels/.rels", "").values():
        if kind == "officeDocument":
            main = target
    if not workbook.has_part(main) or _root_name(workbook, main) != "workbook":
        raise SheetError(NOT_A_WORKBOOK)
    folder = posixpath.dirname(main)
    relationships = _relationships(
        workbook, posixpath.join(folder, "_rels", f"{posixpath.basename(main)}.rels"), folder
    )
    sheets: list[tuple[str, str, bool]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "sheet":
            key = next(
                (each for each in attributes if local_name(each) == "id" and ":" in each), ""
            )
            kind, target = relationships.get(attributes.get(key, ""), ("", ""))
            if kind == "worksheet" and workbook.has_part(target):
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append((attributes.get("name", ""), target, hidden))

    workbook.parse(main, start, ignore_end)
    strings: list[str] = []
    for kind, target in relationships.values():
        if kind == "sharedStrings" and workbook.has_part(target):
            strings = _shared_strings(workbook, target)
    return read_sheets([partial(_read_sheet, workbook, *sheet, strings) for sheet in sheets])


def _root_name(workbook: ZipWorkbook, part: str) -> str:
    names: list[str] = []
    workbook.parse(part, lambda name, _: names.append(local_name(name)), ignore_end)
    return names[0]


def _relationships(workbook: ZipWorkbook, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Return a part's relationships by id: the kind and the full name of each target."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attributes.get("Id", "")] = (
                posixpath.basename(attributes.get("Type", "")),
                full,
            )

    if workbook.has_part(part):
        workbook.parse(part, start, ignore_end)
    return found


def _unescape(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _shared_strings(workbook: ZipWorkbook, part: str) -> list[str]:
    strings: list[str] = []
    pieces: list[str] = []
    in_text = in_phonetic = False  # some languages add a string's pronunciation, ``rPh``

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal in_text, in_phonetic
        tag = local_name(name)
        if tag == "t":
            in_text = not in_phonetic
        elif tag == "rPh":
            in_phonetic = True
        elif tag == "si":
            pieces.clear()

    def end(name: str) -> None:
        nonlocal in_text, in_phonetic
        tag = local_name(name)
        if tag == "si":
            workbook.budget.spend_cells(1)
            strings.append(_unescape("".join(pieces)[:2_000]))
        elif tag == "t":
            in_text = False
        elif tag == "rPh":
            in_phonetic = False

    def text(piece: str) -> None:
        if in_text:
            pieces.append(piece)

    workbook.parse(part, start, end, text)
    return strings


def _read_sheet(
    workbook: ZipWorkbook, name: str, part: str, hidden: bool, strings: list[str]
) -> Sheet:
    handler = _SheetHandler(SheetBuilder(name, workbook.budget, workbook.progress), strings)
    workbook.parse(part, handler.start, handler.end, handler.text)
    return handler.builder.build(hidden=hidden)


class _SheetHandler:
    """Handles the XML events of one worksheet."""

    def __init__(self, builder: SheetBuilder, strings: list[str]) -> None:
        self.builder = builder
        self._strings = strings
        self._columns: dict[str, int] = {"": 0}  # by letters, which are the same in every row
        self._pieces: list[str] = []
        self._row = self._column = -1
        self._type = "n"
        self._has_formula = False
        self._in_text = self._in_phonetic = False
        self._row_is_numbered = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "c":
            self._start_cell(attributes)
        elif tag in {"v", "t"}:
            self._in_text = not self._in_phonetic
        elif tag == "row":
            self._row_is_numbered = "r" in attributes
            self._row = int(attributes["r"]) - 1 if self._row_is_numbered else self._row + 1
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self.builder.hide_rows(self._row, self._row)
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._in_phonetic = True
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = (int(attributes.get(end, "0")) - 1 for end in ("min", "max"))
            self.builder.hide_columns(first, last)
        elif tag == "mergeCell":
            ends = [_cell_position(each) for each in attributes.get("ref", "").split(":")]
            if len(ends) == 2:
                self.builder.merge(ends[0][0], ends[0][1], ends[1][0])

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "")
        if reference:
            letters = reference.rstrip("0123456789")
            if letters not in self._columns:
                self._columns[letters] = _column_index(letters)
            self._column = self._columns[letters]
            if not self._row_is_numbered:
                self._row = int(reference[len(letters) :]) - 1
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        self._has_formula = False
        self._pieces.clear()

    def end(self, name: str) -> None:
        tag = local_name(name)
        if tag == "c":
            if self._pieces:
                value = _cell_value(self._type, "".join(self._pieces), self._strings)
                self.builder.set_cell(self._row, self._column, value)
                self._pieces.clear()
            elif self._has_formula and self._type == "n":  # one that gives an empty text is "str"
                self.builder.set_cell(self._row, self._column, UNCOMPUTED)
        elif tag in {"v", "t"}:
            self._in_text = False
        elif tag == "rPh":
            self._in_phonetic = False

    def text(self, piece: str) -> None:
        if self._in_text:
            self._pieces.append(piece)


def _cell_value(kind: str, text: str, strings: list[str]) -> Cell:
    if kind == "s":
        index = int(text)
        return strings[index] if 0 <= index < len(strings) else ""
    if kind == "n":
        return parse_number(text)
    return "" if kind == "b" else _unescape(text)


def _column_index(letters: str) -> int:
    """Return 0 for A and 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell_position(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise SheetError(BROKEN)
    return int(match[2]) - 1, _column_index(match[1])
