"""What comes from elsewhere, read in a time and a memory that have bounds."""

import errno
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

_DOTS: Final = 100  # in one line; no text of ours has so many


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
