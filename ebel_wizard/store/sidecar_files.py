"""Names the files of a workspace's database: itself, its log, the log's index and the journal."""

import os
import shutil
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ebel_wizard import files, held_files
from ebel_wizard.store import sqlite

FILE_NAME: Final = "answers.db"
QUARANTINE_PREFIX: Final = "answers-okunamayan"
"""Prefix of the names of files that were set aside because they could not be read."""
Identity = tuple[int, int]
"""Device and inode of a file; zeros where no file has the name."""

_WATCHED: Final = 3  # there is no journal while there is a log
NO_FILE: Final[Identity] = (0, 0)


def paths(database: Path) -> list[Path]:
    """Return the paths, the file itself first: without its log it looks whole but is outdated."""
    return [Path(f"{database}{ending}") for ending in sqlite.SUFFIXES]


def identities(database: Path) -> tuple[Identity, ...]:
    """Return which files have the names now; empty on Windows, which protects open files."""
    return tuple(map(_identity, paths(database)[:_WATCHED])) if os.name == "posix" else ()


def quarantine(database: Path, own: Collection[Identity] = ()) -> Path:
    """Rename what has the names so that it begins with ``QUARANTINE_PREFIX``; raises OSError.

    Files of ``own`` are deleted: their log would be taken for that of the other file. Returns the
    new path of the database.
    """
    aside = _free_name(database)
    for here, there in zip(paths(database), paths(aside), strict=True):
        found = _identity(here)
        if found in own and found != NO_FILE:
            held_files.remove(here)
        elif here.exists():
            held_files.replace(here, there)
    return aside


def copy_aside(database: Path) -> Path:
    """Copy a database that is open but not this program's own any more; return the copy's path.

    The log, which is this program's own, is deleted where the system lets open files go: it would
    be taken for that of the other file. Raises OSError.
    """
    aside = _free_name(database)
    with files.atomic_write(aside, private=True) as temporary:
        shutil.copyfile(database, temporary)
    if os.name == "posix":
        for each in paths(database)[1:]:
            each.unlink(missing_ok=True)
    return aside


def _free_name(database: Path) -> Path:
    now = datetime.now(UTC)
    aside = database.with_name(f"{QUARANTINE_PREFIX}-{now:%Y%m%dT%H%M%SZ}.db")
    if aside.exists():  # the second within this second
        aside = database.with_name(f"{QUARANTINE_PREFIX}-{now:%Y%m%dT%H%M%S%fZ}.db")
    return aside


def _identity(file: Path) -> Identity:
    try:
        found = file.stat()
    except OSError:
        return NO_FILE
    return found.st_dev, found.st_ino
