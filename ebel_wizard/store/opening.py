"""Checks a workspace's folder and database before they are used, and makes what is missing."""

import logging
import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ebel_wizard import files
from ebel_wizard.store import (
    backups,
    encryption,
    mounts,
    program_log,
    restore,
    sqlite,
    versions,
)
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.kept_files import FOLDER_NAME
from ebel_wizard.store.schema import HEAD
from ebel_wizard.store.sidecar_files import FILE_NAME

_log = logging.getLogger(__name__)


def make_folder(folder: Path) -> None:
    """Make a workspace's folder where it is missing; raises StoreError."""
    if mounts.is_remote(folder.absolute()):
        raise StoreError(Fault.NETWORK)
    try:
        files.make_folder(folder, private=True)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def prepare(folder: Path) -> Path:
    """Return the database's file in a folder, both made when missing and their owner's alone."""
    make_folder(folder)
    file = folder / FILE_NAME
    log = folder / f"{FILE_NAME}-wal"
    try:
        # SQLite would delete a log whose database is gone, and the last answers with it; and where
        # there are backups there was a database.
        if not (file.exists() and file.stat().st_size) and (
            (log.exists() and log.stat().st_size)
            or backups.list_backups(folder / backups.FOLDER_NAME)
        ):
            raise StoreError(Fault.DAMAGED)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        kept = (
            folder / FOLDER_NAME,
            folder / backups.FOLDER_NAME,
            folder / program_log.FOLDER_NAME,
        )
        for each in (folder, file, log, folder / f"{FILE_NAME}-shm", *kept):
            if os.name == "posix" and each.exists() and each.stat().st_mode & 0o077:
                each.chmod(each.stat().st_mode & 0o700)
    except OSError as error:
        raise StoreError(fault_of(error)) from error
    return file


def connect(file: Path, now: datetime, master_key: bytes | None) -> Connection:
    """Return a connection to a workspace's database that is ready for use; raises StoreError."""
    key = None if master_key is None else encryption.database_key(master_key)
    with sqlite.known_faults(file.parent):
        connection = sqlite.connect(file, key)
        try:
            _make_ready(connection, file.parent, now, master_key)
        except BaseException:
            connection.close()
            raise
    return connection


def _make_ready(
    connection: Connection, folder: Path, now: datetime, master_key: bytes | None
) -> None:
    """Check the file, then make it durable and bring it to the newest schema.

    Without a backup there is no migration: the StoreError says what to remedy first.
    """
    found = versions.check(connection)
    backups_folder = folder / backups.FOLDER_NAME
    try:
        kept = backups.list_backups(backups_folder)
    except StoreError:  # where none can be seen, none says anything about the database
        kept = []
    if found is None and kept:
        raise StoreError(Fault.DAMAGED)  # where there are backups there were tables
    if found is not None and restore.is_older_than_one_of(kept, connection, master_key):
        raise StoreError(Fault.OUTDATED)
    sqlite.make_durable(sqlite.raw(connection))
    if sqlite.drop_foreign_code(connection):
        _log.warning("the database had triggers or views")
    if found is not None and found != HEAD:
        key = None if master_key is None else encryption.database_key(master_key)
        backups.create(connection, backups_folder, Reason.MIGRATION, now, key)
    if found != HEAD:
        versions.migrate(connection)
    sqlite.enforce_foreign_keys(connection)
    sqlite.checkpoint(connection)
