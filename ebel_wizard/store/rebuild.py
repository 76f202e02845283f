"""Writes a database anew from answers in memory, with the history of the newest backup."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import DBAPIError

from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import Row
from ebel_wizard.store import backups, digest, encryption, rows, sqlite, versions
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.schema import CHANGE, HEAD, REMEMBERED, WORKSPACE

LOST: Final = "Geçmişin okunamayan bölümü kayboldu"
"""The label of an entry in place of history that was damaged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of history that leads to the answers: its least number, time, account and label."""

    number: int
    at: str
    who: str
    label: str


def write_answers(
    target: Path,
    backups_folder: Path,
    master_key: bytes | None,
    workspace_id: str,
    answers: Answers,
    entry: Entry,
    remembered: Mapping[str, Row] | None = None,
) -> None:
    """Write a database with these answers into an empty file.

    Its history is that of the newest backup that can be read, and ``entry``: one change from there
    to the answers. Raises StoreError; the caller syncs the file.
    """
    key = None if master_key is None else encryption.database_key(master_key)
    based = any(_copy(each.file, target, key) for each in backups.list_backups(backups_folder))
    with sqlite.known_faults(), closing(sqlite.connect(target, key)) as connection:
        if not based or versions.check(connection) != HEAD:
            versions.migrate(connection)
        with sqlite.transaction(connection):
            with digest.following(sqlite.raw(connection), WORKSPACE.name):
                connection.execute(update(WORKSPACE).values(id=workspace_id))
            _put(connection, answers, entry)
            if remembered is not None:
                found = rows.read(connection, REMEMBERED)
                rows.sync_rows(connection, REMEMBERED, remembered, found)


def _copy(backup: Path, target: Path, key: sqlite.Key | None) -> bool:
    """Return whether a backup could be copied whole into the target, which is empty else."""
    try:
        if sqlite.is_encrypted(backup) is (key is None):
            return False
        with closing(sqlite.connect(backup, key)) as source:
            versions.check(source)
            if source.scalars(select(CHANGE.c.id).limit(1)).first() is None:
                return False
            source.rollback()
            sqlite.copy(source, target, key)
    except (StoreError, DBAPIError, OSError):
        target.write_bytes(b"")
        return False
    return True


def _put(connection: Connection, answers: Answers, entry: Entry) -> None:
    change = compare.change_to(rows.read_answers(connection), answers, "")
    edits = rows.apply_edits(connection, change.edits) if change else ()
    rows.append_history(connection, entry.label, edits, entry.at, entry.who, least=entry.number)
