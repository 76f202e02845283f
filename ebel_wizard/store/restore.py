"""Reads a backup, and restores one in place of a database that cannot be read."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import sqlalchemy
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ebel_wizard import files
from ebel_wizard.case.answers import Answers
from ebel_wizard.store import backups, digest, encryption, rows, sidecar_files, sqlite, versions
from ebel_wizard.store.backups import Backup
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.schema import HEAD

_Found = TypeVar("_Found")


def read_backup(backup: Backup, master_key: bytes | None = None) -> Answers:
    """Return all answers of a backup, which is not altered; one of an older version is migrated in
    memory.

    ``master_key`` is for one that is encrypted. Raises StoreError when it is damaged or not ours.
    """
    try:
        key = encryption.key_for(backup.file, master_key)
        with sqlite.known_faults(), closing(sqlite.in_memory(backup.file, key)) as connection:
            found = versions.check(connection)
            if found is None:
                raise StoreError(Fault.BACKUP_LOST)
            if found != HEAD:
                versions.migrate(connection)
            if sqlite.broken_foreign_keys(connection):
                raise StoreError(Fault.BACKUP_LOST)
            return rows.read_answers(connection)
    except (StoreError, DBAPIError, OSError) as error:
        raise StoreError(Fault.BACKUP_LOST) from error


def last_change(
    backup: Backup, master_key: bytes | None = None
) -> sqlalchemy.Row[tuple[int, str, str]] | None:
    """Return the last row of a backup's history; None where it has none or cannot be read."""
    return query(backup, master_key, rows.last_change)


def is_intact(backup: Backup, master_key: bytes | None = None) -> bool:
    """Return whether every page and row of a backup can be read and is as it was written."""
    return bool(query(backup, master_key, _is_intact))


def _is_intact(connection: Connection) -> bool:
    return sqlite.is_healthy(connection) and not digest.broken(sqlite.raw(connection))


def query(
    backup: Backup, master_key: bytes | None, read: Callable[[Connection], _Found]
) -> _Found | None:
    """Return what ``read`` finds in a backup; None where the backup cannot be read."""
    try:
        key = encryption.key_for(backup.file, master_key)
        with sqlite.known_faults(), closing(sqlite.connect(backup.file, key)) as connection:
            return read(connection)
    except (StoreError, DBAPIError, OSError):
        return None


def is_older_than_one_of(
    kept: Iterable[Backup], connection: Connection, master_key: bytes | None = None
) -> bool:
    """Return whether the newest good backup goes further than the database of a connection.

    ``kept`` are the backups, newest first. History's numbers decide and not the clock. Raises
    StoreError.
    """
    with sqlite.transaction(connection):
        own = rows.last_change(connection)
    for each in kept:
        found = last_change(each, master_key)
        if found is None:
            continue
        if own is not None and found.id <= own.id:
            return False
        try:
            read_backup(each, master_key)
        except StoreError:  # it could not be offered
            continue
        return True
    return False


def read_copy(file: Path, master_key: bytes | None = None) -> Answers | None:
    """Return the answers of a database that was set aside; None where they cannot be read."""
    try:
        key = encryption.key_for(file, master_key)
        with sqlite.known_faults(), closing(sqlite.connect(file, key)) as connection:
            return rows.read_answers(connection) if versions.check(connection) == HEAD else None
    except (StoreError, DBAPIError, OSError):
        return None


def newest_good(folder: Path, master_key: bytes | None = None) -> Backup | None:
    """Return the newest backup in a workspace's folder that can be read whole, or None."""
    for each in backups.list_backups(folder / backups.FOLDER_NAME):
        try:
            read_backup(each, master_key)
        except StoreError:
            continue
        return each
    return None


def restore_backup(folder: Path, backup: Backup) -> None:
    """Replace a database that cannot be read by a backup; the unreadable one is kept beside it.

    The workspace is closed, and nobody else opens it. Raises StoreError; a power cut in between
    leaves a workspace without a database, which is refused as damaged until this is repeated.
    """
    database = folder / sidecar_files.FILE_NAME
    try:
        files.remove_unfinished(folder)
        # What stands in the place is moved away, a link too, and is not to be written through.
        with files.atomic_write(database, private=True, follow=False) as temporary:
            shutil.copyfile(backup.file, temporary)
            sidecar_files.quarantine(database)
    except OSError as error:
        raise StoreError(fault_of(error)) from error
