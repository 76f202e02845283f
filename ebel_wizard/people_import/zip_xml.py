"""A workbook that is XML in a ZIP file, read as a stream and only the parts we need.

A packed part that grows a thousandfold then costs nothing. Styles, formulas, macros and pictures
are never looked at.
"""

import struct
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final
from xml.parsers import expat

from ebel_wizard.people_import.sheet import (
    BROKEN,
    ENCRYPTED,
    TOO_LARGE,
    Budget,
    Progress,
    SheetError,
)
from ebel_wizard.turkish import letters

_UNPACKED: Final = 40 * 1024 * 1024  # bytes of XML; 50,000 people need about 25 MB
_LARGEST_DIRECTORY: Final = 1024 * 1024
# What the parser itself must hold in memory.
_DEEPEST: Final = 100
_LONGEST_TAG: Final = 1024 * 1024
_ELEMENTS: Final = 1_600_000
_CHUNK: Final = 64 * 1024

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Text = Callable[[str], object]


class ZipWorkbook:
    """A packed workbook: its parts, and what reading them may cost.

    Raises SheetError, and for a broken file whatever the standard library raises.
    """

    def __init__(self, data: bytes, progress: Progress | None = None) -> None:
        # The directory is held in memory whole, so its size is looked at first.
        end = data.rfind(b"PK\x05\x06")
        if end < 0 or len(data) < end + 22:
            raise SheetError(BROKEN)
        (directory,) = struct.unpack_from("<I", data, end + 12)
        if directory > _LARGEST_DIRECTORY:
            raise SheetError("Dosyanın içinde çok fazla parça var; bu bir personel listesi olamaz.")
        self.budget = Budget(_UNPACKED)
        self.progress = progress
        self._elements = _ELEMENTS
        self._archive = zipfile.ZipFile(BytesIO(data))
        # Programs disagree with themselves about capitals in their parts' names.
        self._names = {letters.fold(name): name for name in self._archive.namelist()}

    def has(self, part: str) -> bool:
        return letters.fold(part) in self._names

    def parse(self, part: str, start: Start, end: End, text: Text | None = None) -> None:
        """Read a part of XML from beginning to end."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0

        def started(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements -= 1
            if depth > _DEEPEST or self._elements < 0:
                raise SheetError(TOO_LARGE)
            start(name, attributes)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = text
        # Neither format has one, and entities are how a small file becomes a large one.
        parser.StartDoctypeDeclHandler = _refuse_doctype
        fed = 0
        for chunk in self.chunks(part):
            fed += len(chunk)
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise SheetError(TOO_LARGE)
        parser.Parse(b"", True)

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part piece by piece; raises SheetError when all that was read grows too large."""
        info = self._archive.getinfo(self._names[letters.fold(part)])
        if info.flag_bits & 0x1:
            raise SheetError(ENCRYPTED)
        with self._archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                self.budget.spend_size(len(chunk))
                yield chunk


def _refuse_doctype(*_: object) -> None:
    raise SheetError(BROKEN)


def nothing(*_: object) -> None:
    pass


def bare(name: str) -> str:
    """An element's name without the prefix that its writer chose."""
    return name.rpartition(":")[2]
