"""Read workbooks that are XML in a ZIP file, as a stream and only the parts that are needed.

A packed part that grows a thousandfold then costs nothing. Styles, formulas, macros and pictures
are never read.
"""

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from ebel_wizard.people_import.sheet import (
    BROKEN,
    ENCRYPTED,
    Progress,
    ReadBudget,
    SheetError,
)
from ebel_wizard.people_import.xml_events import (
    EndHandler,
    StartHandler,
    TextHandler,
    XmlParser,
)
from ebel_wizard.turkish import letters

_MAX_UNPACKED: Final = 40 * 1024 * 1024  # bytes of XML; 50,000 people need about 25 MB
_MAX_DIRECTORY: Final = 1024 * 1024
_SYSTEM_FILE: Final = re.compile(r"(?:^|/)(?:__macosx/|\.|thumbs\.db$|desktop\.ini$)")
_CHUNK: Final = 64 * 1024


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
        self._parser = XmlParser()
        self._archive = zipfile.ZipFile(BytesIO(data))
        # Some programs write a part's name in one case and refer to it in another, or with the
        # backslashes of Windows.
        self._names = {_part_name(name): name for name in self._archive.namelist()}

    def has_part(self, part: str) -> bool:
        """Return whether the workbook has a part, whatever the case of its name."""
        return _part_name(part) in self._names

    def files(self) -> list[str]:
        """Return the names of all files, without folders and what systems add for themselves."""
        return [
            name
            for part, name in self._names.items()
            if not part.endswith("/") and not _SYSTEM_FILE.search(part)
        ]

    def read_file(self, name: str, limit: int) -> bytes:
        """Return a whole file of the archive; raise SheetError if it has more bytes than that."""
        self.budget = ReadBudget(limit)
        return b"".join(self.chunks(name))

    def parse(
        self, part: str, start: StartHandler, end: EndHandler, text: TextHandler | None = None
    ) -> None:
        """Parse an XML part and call the handlers; raise SheetError above a limit."""
        self._parser.parse(self.chunks(part), start, end, text)

    def chunks(self, part: str) -> Iterator[bytes]:
        """Return a part in chunks; raise SheetError once the budget of all parts is spent."""
        info = self._archive.getinfo(self._names[_part_name(part)])
        if info.flag_bits & 0x1:
            raise SheetError(ENCRYPTED)
        with self._archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                self.budget.spend_size(len(chunk))
                yield chunk


def _part_name(name: str) -> str:
    return letters.fold(name.replace("\\", "/"))
