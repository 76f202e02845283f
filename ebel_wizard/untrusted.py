"""Reads files that others made within bounds of time and memory, and makes their names harmless."""

import errno
import re
import stat
import string
import struct
import sys
import tomllib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from unicodedata import category, combining, normalize

LARGEST_LOGO: Final = 5_000_000  # bytes
LARGEST_KEPT: Final = 25 * 1024 * 1024
"""Bytes of a file that is kept with a step."""
_DOTS: Final = 100  # in one line; no text of ours has so many

_DEVICE: Final = re.compile(
    r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]|conin\$|conout\$) *(\.|$)", re.IGNORECASE
)
"""What Windows takes for a device, whatever ending follows."""
_PLAIN_ENDINGS: Final = frozenset(
    "pdf png jpg jpeg jpe gif bmp tif tiff webp heic heif docx xlsx pptx odt ods odp odg udf csv "
    "tsv txt eml msg zip rar 7z eyp p7s p7m".split()
)
_MACRO_ENDINGS: Final = frozenset({"doc", "xls", "ppt", "rtf"})
_MACRO_FOLDERS: Final = ("Basic/", "Scripts/")  # in OpenDocument files
_MACRO_FILE: Final = "vbaproject"  # in Office files, with any ending
_TO_SMALL: Final = str.maketrans(string.ascii_uppercase + "ı", string.ascii_lowercase + "i")


WEB_MARK: Final = ":Zone.Identifier" if sys.platform == "win32" else ""
"""Name of the stream, beside a file's content, in which Windows keeps where it came from."""


class UnreadableError(Exception):
    """Why a file cannot be had, in a Turkish sentence."""


def read(path: Path, largest: int) -> bytes | None:
    """Return a file's content, or None where it is larger; raises OSError.

    Anything but a regular file is refused: reading a pipe or a device may never end.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "not a file")
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except ValueError as error:  # a name that no system takes
        raise OSError(errno.EINVAL, "not a name") from error
    return data if len(data) <= largest else None


def mark(file: Path) -> None:
    """Mark a file as one from elsewhere where Windows keeps such a mark: Office then opens it
    protected, and Windows asks before it runs anything in it. A stick has no place for a mark.
    """
    if WEB_MARK:
        with suppress(OSError):
            Path(f"{file}{WEB_MARK}").write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")


def read_logo(path: Path) -> bytes:
    """Return a picture file's content, whether or not it is a picture; raises UnreadableError."""
    try:
        data = read(path, LARGEST_LOGO)
    except OSError as error:
        raise UnreadableError(
            "Logo dosyası açılamadı; adına, yerine ve okuma izninize bakın."
        ) from error
    if data is None:
        raise UnreadableError("Logo dosyası 5 MB’tan büyük; daha küçüğünü verin.")
    return data


def toml(text: str) -> dict[str, Any]:
    """Return what a text in TOML holds; raises ValueError, which names the line where it can.

    The standard library's parser takes half a minute for a key of thirty thousand parts and
    exceeds Python's recursion limit in nested brackets: both are refused.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _DOTS:
            raise ValueError(f"too many dots (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error


def safe_name(name: str) -> str:
    """Return a file name that every system takes, that leaves no folder and reads as it ends."""
    seen = (each for each in name if category(each) not in {"Cf", "Cs"})  # nothing turns it round
    bare = "".join("_" if each in '<>:"/\\|?*' or ord(each) < 32 else each for each in seen)
    stem, dot, suffix = bare.strip(" .").rpartition(".")
    made = f"{(stem or suffix)[:80]}{dot}{suffix[:10]}" if dot else suffix[:80] or "dosya"
    return f"_{made}" if _DEVICE.match(made) else made


def may_be_kept(name: str) -> bool:
    """Return whether a file's ending is one of those that offices keep, and may be opened here."""
    return _ending(name) in _PLAIN_ENDINGS | _MACRO_ENDINGS


def may_have_macros(name: str) -> bool:
    """Return whether a file with this ending may run macros when it is opened."""
    return _ending(name) in _MACRO_ENDINGS


def has_macros(name: str, data: bytes) -> bool:
    """Return whether an Office or OpenDocument file carries macros that its ending does not tell
    of.
    """
    if not _ending(name).startswith(("od", "docx", "xlsx", "pptx")):
        return False
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        return False  # no program can find any in it
    return any(
        name.startswith(_MACRO_FOLDERS)
        or _MACRO_FILE in name.translate(_TO_SMALL).rpartition("/")[2]
        for name in names
    )


def _ending(name: str) -> str:
    """Return a file name's ending in small letters, also where it was typed in Turkish capitals."""
    _, dot, ending = safe_name(name).rpartition(".")
    letters = (each for each in normalize("NFKD", ending) if not combining(each))
    return "".join(letters).translate(_TO_SMALL) if dot else ""
