"""Sheets out of .xlsx and .xlsm files; of a formula the value last shown is taken."""

import posixpath
import re
from functools import partial
from typing import Final

from ebel_wizard.people_import.sheet import (
    BROKEN,
    NO_TABLE,
    Builder,
    Cell,
    Sheet,
    SheetError,
    gather,
    number,
)
from ebel_wizard.people_import.zip_xml import ZipWorkbook, bare, nothing

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def read(book: ZipWorkbook) -> tuple[Sheet, ...]:
    """The sheets of a workbook of Excel 2007 or later; raises SheetError."""
    main = "xl/workbook.xml"
    for kind, target in _relations(book, "_rels/.rels", "").values():
        if kind == "officeDocument":
            main = target
    if not book.has(main) or _root(book, main) != "workbook":
        raise SheetError(NO_TABLE)
    folder = posixpath.dirname(main)
    relations = _relations(
        book, posixpath.join(folder, "_rels", f"{posixpath.basename(main)}.rels"), folder
    )
    listed: list[tuple[str, str, bool]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if bare(name) == "sheet":
            key = next((at for at in attributes if bare(at) == "id" and ":" in at), "")
            kind, target = relations.get(attributes.get(key, ""), ("", ""))
            if kind == "worksheet" and book.has(target):
                hidden = attributes.get("state", "visible") != "visible"
                listed.append((attributes.get("name", ""), target, hidden))

    book.parse(main, start, nothing)
    strings: list[str] = []
    for kind, target in relations.values():
        if kind == "sharedStrings" and book.has(target):
            strings = _shared_strings(book, target)
    return gather([partial(_sheet, book, *sheet, strings) for sheet in listed])


def _root(book: ZipWorkbook, part: str) -> str:
    names: list[str] = []
    book.parse(part, lambda name, _: names.append(bare(name)), nothing)
    return names[0]


def _relations(book: ZipWorkbook, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: kind and full name of the target, by the reference's id."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if bare(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attributes.get("Id", "")] = (
                posixpath.basename(attributes.get("Type", "")),
                full,
            )

    if book.has(part):
        book.parse(part, start, nothing)
    return found


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _shared_strings(book: ZipWorkbook, part: str) -> list[str]:
    strings: list[str] = []
    pieces: list[str] = []
    reading, spoken = False, False  # how a word is spoken stands beside it in some languages

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal reading, spoken
        local = bare(name)
        if local == "t":
            reading = not spoken
        elif local == "rPh":
            spoken = True
        elif local == "si":
            pieces.clear()

    def end(name: str) -> None:
        nonlocal reading, spoken
        local = bare(name)
        if local == "si":
            book.budget.spend_cells(1)
            strings.append(_unescaped("".join(pieces)[:2_000]))
        elif local == "t":
            reading = False
        elif local == "rPh":
            spoken = False

    def text(piece: str) -> None:
        if reading:
            pieces.append(piece)

    book.parse(part, start, end, text)
    return strings


def _sheet(book: ZipWorkbook, name: str, part: str, hidden: bool, strings: list[str]) -> Sheet:
    builder = Builder(name, book.budget, book.progress)
    columns: dict[str, int] = {"": 0}
    pieces: list[str] = []
    row, column, kind = -1, -1, "n"
    reading, spoken, numbered = False, False, True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, kind, reading, spoken, numbered
        local = bare(tag)
        if local == "c":
            place = attributes.get("r", "")
            if place:
                letters = place.rstrip("0123456789")
                if letters not in columns:
                    columns[letters] = _column(letters)
                column = columns[letters]
                if not numbered:
                    row = int(place[len(letters) :]) - 1
            else:
                column += 1
            kind = attributes.get("t", "n")
            pieces.clear()
        elif local in {"v", "t"}:
            reading = not spoken
        elif local == "row":
            numbered = "r" in attributes
            row = int(attributes["r"]) - 1 if numbered else row + 1
            column = -1
        elif local == "rPh":
            spoken = True
        elif local == "mergeCell":
            ends = [_place(each) for each in attributes.get("ref", "").split(":")]
            if len(ends) == 2:
                builder.merge(ends[0][0], ends[0][1], ends[1][0])

    def end(tag: str) -> None:
        nonlocal reading, spoken
        local = bare(tag)
        if local == "c":
            if pieces:
                builder.put(row, column, _value(kind, "".join(pieces), strings))
                pieces.clear()
        elif local in {"v", "t"}:
            reading = False
        elif local == "rPh":
            spoken = False

    def text(piece: str) -> None:
        if reading:
            pieces.append(piece)

    book.parse(part, start, end, text)
    return builder.sheet(hidden=hidden)


def _value(kind: str, text: str, strings: list[str]) -> Cell:
    if kind == "s":
        at = int(text)
        return strings[at] if 0 <= at < len(strings) else ""
    if kind == "n":
        return number(text)
    return "" if kind in {"b", "e"} else _unescaped(text)


def _column(letters: str) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise SheetError(BROKEN)
    return int(match[2]) - 1, _column(match[1])
