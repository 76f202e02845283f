"""Read workbooks that are XML in a ZIP file, as a stream and only the parts that are needed.

A packed part that grows a thousandfold then costs nothing. Styles, formulas, macros and pictures
are never read.
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
    Progress,
    ReadBudget,
    SheetError,
)
from ebel_wizard.turkish import letters

_MAX_UNPACKED: Final = 40 * 1024 * 1024  # bytes of XML; 50,000 people need about 25 MB
_MAX_DIRECTORY: Final = 1024 * 1024
# Limits on what the parser holds in memory.
_MAX_DEPTH: Final = 100
_MAX_TAG_LENGTH: Final = 1024 * 1024
_MAX_ELEMENTS: Final = 1_600_000
_CHUNK: Final = 64 * 1024

StartHandler = Callable[[str, dict[str, str]], object]
EndHandler = Callable[[str], object]
TextHandler = Callable[[str], object]


class ZipWorkbook:
    """A zipped workbook: its parts, and the budget for reading them.

    Raises SheetError, and for a broken file whatever the standard library raises.
    """

    def __init__(self, data: bytes, progress: Progress | None = None) -> None:
        # zipfile reads the whole directory into memory, so its size is checked first.
        end = data.rfind(b"PK\x05\x06")
        if end < 0 or len(data) < end + 22:
            raise SheetError(BROKEN)
        (directory_size,) = struct.unpack_from("<I", data, end + 12)
        if directory_size > _MAX_DIRECTORY:
            raise SheetError("Dosyanın içinde çok fazla parça var; bu bir personel listesi olamaz.")
        self.budget = ReadBudget(_MAX_UNPACKED)
        self.progress = progress
        self._elements_left = _MAX_ELEMENTS
        self._archive = zipfile.ZipFile(BytesIO(data))
        # Some programs write a part's name in one case and refer to it in another.
        self._names = {letters.fold(name): name for name in self._archive.namelist()}

    def has_part(self, part: str) -> bool:
        """Return whether the workbook has a part, whatever the case of its name."""
        return letters.fold(part) in self._names

    def parse(
        self, part: str, start: StartHandler, end: EndHandler, text: TextHandler | None = None
    ) -> None:
        """Parse an XML part and call the handlers; raise SheetError above a limit."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0

        def handle_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements_left -= 1
            if depth > _MAX_DEPTH or self._elements_left < 0:
                raise SheetError(TOO_LARGE)
            start(name, attributes)

        def handle_end(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        parser.StartElementHandler = handle_start
        parser.EndElementHandler = handle_end
        parser.CharacterDataHandler = text
        # Neither format uses one, and its entities make a small file expand to a large one.
        parser.StartDoctypeDeclHandler = _reject_doctype
        fed = 0
        for chunk in self.chunks(part):
            fed += len(chunk)
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > _MAX_TAG_LENGTH:
                raise SheetError(TOO_LARGE)
        parser.Parse(b"", True)

    def chunks(self, part: str) -> Iterator[bytes]:
        """Return a part in chunks; raise SheetError once the budget of all parts is spent."""
        info = self._archive.getinfo(self._names[letters.fold(part)])
        if info.flag_bits & 0x1:
            raise SheetError(ENCRYPTED)
        with self._archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                self.budget.spend_size(len(chunk))
                yield chunk


def _reject_doctype(*_: object) -> None:
    raise SheetError(BROKEN)


def ignore_end(_: str) -> None:
    """Ignore the end of an element."""


def local_name(name: str) -> str:
    """Return an element's name without its namespace prefix, which each writer chooses."""
    return name.rpartition(":")[2]
