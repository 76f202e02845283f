"""What comes from elsewhere: read in a time and a memory that have bounds, named harmlessly."""

import errno
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final
from unicodedata import category

from ebel_wizard.turkish import letters

_DOTS: Final = 100  # in one line; no text of ours has so many

_DEVICE: Final = re.compile(
    r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]|conin\$|conout\$) *(\.|$)", re.IGNORECASE
)
"""What Windows takes for a device, whatever ending follows."""
# What the system would run, install or obey instead of showing it.
_PROGRAMS: Final = frozenset(
    "exe com bat cmd msi msp msix appx scr pif cpl msc lnk url scf js jse vb vbs vbe ws wsf wsh "
    "wsc hta ps1 psm1 reg inf chm hlp gadget xll iso img vhd vhdx jar jnlp sh bash run py pyw pl "
    "rb desktop appimage deb rpm app command application library-ms".split()
)


def read(path: Path, largest: int) -> bytes | None:
    """A file's content, or None where it is larger; raises OSError.

    Only of a file: a pipe or a device may never come to an end, and would hold up whoever reads.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "not a file")
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except ValueError as error:  # a name that no system takes
        raise OSError(errno.EINVAL, "not a name") from error
    return data if len(data) <= largest else None


def toml(text: str) -> dict[str, Any]:
    """What a text in TOML says; raises ValueError, which names the line where it can.

    The reader of the standard library takes half a minute for a key of thirty thousand parts, and
    loses its footing in brackets within brackets.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _DOTS:
            raise ValueError(f"too many dots (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error


def safe_name(name: str) -> str:
    """A file name that every system takes, that leads nowhere else and reads as it ends."""
    seen = (each for each in name if category(each) not in {"Cf", "Cs"})  # nothing turns it round
    bare = "".join("_" if each in '<>:"/\\|?*' or ord(each) < 32 else each for each in seen)
    stem, dot, suffix = bare.strip(" .").rpartition(".")
    made = f"{(stem or suffix)[:80]}{dot}{suffix[:10]}" if dot else suffix[:80] or "dosya"
    return f"_{made}" if _DEVICE.match(made) else made


def is_program(name: str) -> bool:
    """Whether the system would run a file that is opened under this name."""
    _, dot, ending = safe_name(name).rpartition(".")
    return bool(dot) and letters.fold(ending) in _PROGRAMS
