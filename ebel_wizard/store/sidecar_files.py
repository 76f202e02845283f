"""Names the files of a workspace's database: the file itself, its log and the log's index."""

import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

FILE_NAME: Final = "answers.db"
QUARANTINE_PREFIX: Final = "answers-okunamayan"
"""Prefix of the names of files that were set aside because they could not be read."""
Identity = tuple[int, int]
"""Device and inode of a file; zeros where no file has the name."""

_SUFFIXES: Final = ("", "-wal", "-shm")
_NO_FILE: Final = (0, 0)


def paths(database: Path) -> list[Path]:
    """Return the paths, the file itself first: without its log it looks whole but is outdated."""
    return [Path(f"{database}{ending}") for ending in _SUFFIXES]


def identities(database: Path) -> tuple[Identity, ...]:
    """Return which files have the names now; empty on Windows, which protects open files."""
    return tuple(map(_identity, paths(database))) if os.name == "posix" else ()


def quarantine(database: Path, own: Collection[Identity] = ()) -> None:
    """Rename what has the names so that it begins with ``QUARANTINE_PREFIX``; raises OSError.

    Files of ``own`` are deleted: their log would be taken for that of the other file.
    """
    aside = paths(database.with_name(f"{QUARANTINE_PREFIX}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"))
    for here, there in zip(paths(database), aside, strict=True):
        found = _identity(here)
        if found in own and found != _NO_FILE:
            here.unlink()
        elif here.exists():
            here.replace(there)


def _identity(file: Path) -> Identity:
    try:
        found = file.stat()
    except OSError:
        return _NO_FILE
    return found.st_dev, found.st_ino
