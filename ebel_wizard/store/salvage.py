"""Saves the answers of a database of which only the history is damaged."""

import logging
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from ebel_wizard import account, files
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import Row
from ebel_wizard.store import (
    backups,
    digest,
    encryption,
    rebuild,
    rows,
    sidecar_files,
    sqlite,
    versions,
)
from ebel_wizard.store.errors import StoreError, fault_of
from ebel_wizard.store.schema import ANSWER_TABLES, CHANGE, HEAD, REMEMBERED, WORKSPACE

_log = logging.getLogger(__name__)


def salvage(folder: Path, now: datetime, master_key: bytes | None) -> bool:
    """Return whether all answers of a damaged database could be put into a new one.

    The new one has the history of the newest good backup. The damaged one is kept beside it; it is
    not altered where any answer is damaged. Raises StoreError when the new one cannot be written.
    """
    database = folder / sidecar_files.FILE_NAME
    try:
        key = encryption.key_for(database, master_key)
        with sqlite.known_faults(), closing(sqlite.connect(database, key)) as connection:
            found = _read(connection)
    except (StoreError, DBAPIError, OSError):
        return False
    if found is None:
        return False
    workspace_id, answers, remembered = found
    entry = rebuild.Entry(1, now.isoformat(timespec="seconds"), account.user_name(), rebuild.LOST)
    try:
        with files.atomic_write(database, private=True, follow=False) as temporary:
            rebuild.write_answers(
                temporary,
                folder / backups.FOLDER_NAME,
                master_key,
                workspace_id,
                answers,
                entry,
                remembered,
            )
            sidecar_files.quarantine(database)
    except OSError as error:
        raise StoreError(fault_of(error)) from error
    _log.error("history could not be read; the answers were put into a new database")
    return True


def _read(connection: Connection) -> tuple[str, Answers, dict[str, Row]] | None:
    """Return the ID, the answers and what is remembered; None where any is damaged."""
    tables = [*ANSWER_TABLES.values(), WORKSPACE, REMEMBERED]
    if not all(sqlite.is_healthy(connection, each.name) for each in tables):
        return None
    if digest.broken(sqlite.raw(connection), {CHANGE.name}):
        return None
    if versions.revision(connection) != HEAD or sqlite.broken_foreign_keys(connection):
        return None
    workspace_id = str(connection.scalars(select(WORKSPACE.c.id)).one())
    return workspace_id, rows.read_answers(connection), rows.read(connection, REMEMBERED)
