"""What lies on disk of a workspace's database: its file, its log and the log's index, by name."""

import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

FILE_NAME: Final = "answers.db"
ASIDE: Final = "answers-okunamayan"
"""How the names begin of what was put aside because it could not be read."""
Identity = tuple[int, int]
"""Device and number of a file; zeros where none has the name."""

_ENDINGS: Final = ("", "-wal", "-shm")
_NOBODY: Final = (0, 0)


def of(database: Path) -> list[Path]:
    """Their names, the file itself first: without its log it would look whole and be too old."""
    return [Path(f"{database}{ending}") for ending in _ENDINGS]


def identities(database: Path) -> tuple[Identity, ...]:
    """Which files the names lead to now; none on Windows, which guards open files by itself."""
    return tuple(map(_identity, of(database))) if os.name == "posix" else ()


def quarantine(database: Path, own: Collection[Identity] = ()) -> None:
    """Give what has the names others that begin with ``ASIDE``; raises OSError.

    Files of ``own`` go: their log would be taken for one of the other file.
    """
    aside = of(database.with_name(f"{ASIDE}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"))
    for here, there in zip(of(database), aside, strict=True):
        found = _identity(here)
        if found in own and found != _NOBODY:
            here.unlink()
        elif here.exists():
            here.replace(there)


def _identity(file: Path) -> Identity:
    try:
        about = file.stat()
    except OSError:
        return _NOBODY
    return about.st_dev, about.st_ino
