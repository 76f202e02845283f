"""Makes, lists and prunes backups of the database, each one file in a folder of the workspace.

A backup is named by its time (UTC) and its reason, so that listing backups opens none. Where the
clock was set back since the newest one, a number follows that tells how often this happened: it
goes before the time when backups are put in order. Kept files (``store.kept_files``) are in no
backup: they are never altered, and are deleted only with the whole workspace.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from ebel_wizard import files, held_files
from ebel_wizard.store import sqlite
from ebel_wizard.store.errors import StoreError, fault_of
from ebel_wizard.turkish import dates

FOLDER_NAME: Final = "yedekler"
_OF_LAST_DAY: Final = 10  # an error made today must still be undoable after several restarts
_DAYS: Final = 7
_WEEKS: Final = 4
_MOMENT: Final = "%Y%m%dT%H%M%S%fZ"
_NAME: Final = re.compile(r"(\d{8}T\d{12}Z)-([a-z]+)(?:-(\d{1,6}))?\.db", re.ASCII)


class Reason(Enum):
    """Why a backup was made: as its file is named, and as the officer reads it."""

    START = ("acilis", "program açılırken")
    DAILY = ("gunluk", "günün ilk değişikliğinden önce")
    REQUEST = ("istek", "isteğinizle")
    IMPORT = ("liste", "liste alınmadan önce")
    HANDOVER = ("devir", "dosya devralınmadan önce")
    RESTORE = ("donus", "yedek geri yüklenmeden önce")
    MIGRATION = ("surum", "programın yeni sürümünden önce")

    def __init__(self, slug: str, words: str) -> None:
        self.slug = slug
        self.words = words


_BY_SLUG: Final = {reason.slug: reason for reason in Reason}


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC) and why."""

    file: Path
    made: datetime
    reason: Reason
    times_set_back: int = 0
    """How often the clock had been set back between two backups."""

    @property
    def order(self) -> tuple[int, datetime]:
        """The later of two backups has the greater one, whatever the clock was."""
        return self.times_set_back, self.made


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first; raises StoreError."""
    try:
        names = [each.name for each in folder.iterdir()] if folder.exists() else []
    except OSError as error:
        raise StoreError(fault_of(error)) from error
    found = []
    for name in names:
        match = _NAME.fullmatch(name)
        reason = _BY_SLUG.get(match[2]) if match else None
        if match and reason and (folder / name).is_file():
            with suppress(ValueError):  # digits that are no time
                made = datetime.strptime(match[1], _MOMENT).replace(tzinfo=UTC)
                found.append(Backup(folder / name, made, reason, int(match[3] or 0)))
    return sorted(found, key=lambda each: each.order, reverse=True)


def create(
    connection: Connection, folder: Path, reason: Reason, now: datetime, key: sqlite.Key | None
) -> Backup:
    """Write a backup of what the connection has now, checked and synced, for its owner alone.

    ``key`` is the connection's own, and encrypts the backup. Raises StoreError; nothing
    unfinished is left.
    """
    newest = next(iter(list_backups(folder)), None)
    times_set_back = newest.times_set_back if newest else 0
    if newest is not None and newest.made >= now:
        times_set_back += 1
    number = f"-{times_set_back}" if times_set_back else ""
    name = f"{now:{_MOMENT}}-{reason.slug}{number}.db"
    made = Backup(folder / name, now, reason, times_set_back)
    try:
        files.make_folder(folder, private=True)
        with files.atomic_write(made.file, private=True) as temporary:
            sqlite.copy(connection, temporary, key)
    except OSError as error:
        raise StoreError(fault_of(error)) from error
    return made


def prune(folder: Path) -> None:
    """Delete backups that ``to_keep`` does not name and unfinished files; raises StoreError.

    The caller must be the only one to have the workspace open: an unfinished backup of another
    window would be deleted too.
    """
    every = list_backups(folder)
    kept = {each.file for each in to_keep(every)}
    try:
        files.remove_unfinished(folder)
        for each in every:
            if each.file not in kept:
                held_files.remove(each.file)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def to_keep(every: Iterable[Backup]) -> list[Backup]:
    """Return the ten newest of the last day, then the newest of seven days and of four weeks.

    Only days and weeks with a backup count, by this machine's calendar: a month of leave costs no
    backup.
    """
    newest_first = sorted(every, key=lambda each: each.order, reverse=True)
    by_day: dict[object, list[Backup]] = {}
    for each in newest_first:
        by_day.setdefault(dates.local(each.made).date(), []).append(each)
    days = list(by_day.values())
    kept = [*(days[0][:_OF_LAST_DAY] if days else ()), *(day[0] for day in days[1:_DAYS])]
    weeks: dict[object, Backup] = {}
    for day in days[_DAYS:]:
        weeks.setdefault(dates.local(day[0].made).isocalendar()[:2], day[0])
    return [*kept, *list(weeks.values())[:_WEEKS]]
