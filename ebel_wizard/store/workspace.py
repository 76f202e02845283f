"""One municipality's workspace on disk: a folder with ``answers.db`` and kept files in it.

Used from one thread, the database lane, which also opens and closes it.
"""

import errno
import getpass
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, Table, bindparam, inspect, select, text

from ebel_wizard.case.book import Book, Change, Edit, Row
from ebel_wizard.store import journal, sqlite
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.files import FOLDER_NAME, Files
from ebel_wizard.store.schema import BOOK, CHANGE, HEAD, REMEMBERED, WORKSPACE

FILE_NAME: Final = "answers.db"
_log = logging.getLogger(__name__)
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_ROWS_ASKED_BY_KEY: Final = 100  # beyond these, reading the whole table is quicker


@dataclass(frozen=True, slots=True)
class Past:
    """A change that was made: its place in history, when (UTC), and by which account."""

    number: int
    at: datetime
    who: str
    change: Change


class Workspace:
    """The answers of one case, their history and where the officer left off.

    Every method raises StoreError for what the officer can mend.
    """

    def __init__(self, connection: Connection, files: Files) -> None:
        self._connection = connection
        self.files = files
        with sqlite.transaction(connection):
            self.id = str(connection.scalars(select(WORKSPACE.c.id)).one())
            """Made once with the workspace; it names the keyring's services."""
        self._who = _user_name()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The workspace in a folder, made when missing and migrated when older.

        A file that is damaged, foreign or of a newer version is refused and left as it is.
        """
        file = _prepare(folder)
        with sqlite.known_faults():
            connection = sqlite.connect(file)
            try:
                _make_ready(connection)
                files = Files(folder / FOLDER_NAME)
                files.take_back()
                return cls(connection, files)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Let go of the file, and of the copies that were lent to viewers."""
        self.files.take_back()
        with sqlite.known_faults():
            self._connection.close()

    def erase(self) -> None:
        """Let go of the files and delete everything kept in the folder: history, files, journal.

        Raises StoreError when something could not be deleted; asking again deletes the rest.
        """
        with sqlite.known_faults():
            self._connection.close()
        folder = self.files.folder.parent
        journal.end(folder)
        try:
            for kept in (self.files.folder, folder / journal.FOLDER_NAME):
                if kept.exists():
                    shutil.rmtree(kept)
            for end in ("", "-wal", "-shm"):
                (folder / f"{FILE_NAME}{end}").unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(Fault.NOT_ERASED) from error

    def load(self) -> Book:
        """All answers as they are on disk."""
        with sqlite.transaction(self._connection) as connection:
            return Book({name: _rows(connection, table) for name, table in BOOK.items()})

    def apply(self, change: Change, *, joins: bool = False) -> None:
        """Write a change and its history; on disk for good (fsync) when this returns.

        ``joins``: typing went on in the answer of the last change, so the last history row grows
        instead of a new one, if this is an edit of one row that it ended with. A row that was not
        as the change says is a bug: it is logged, and what the officer typed is written all the
        same, with history telling what really stood there.
        """
        with sqlite.transaction(self._connection) as connection:
            edits = _carry_out(connection, change.edits)
            if not (joins and _extend_last(connection, change.label, edits)):
                connection.execute(
                    CHANGE.insert().values(
                        at=_now(),
                        who=self._who,
                        label=change.label,
                        edits=[_as_json(edit) for edit in edits],
                    )
                )
        if edits != change.edits:
            _log.error("rows on disk were not as the change says")

    def history(self, limit: int, before: int | None = None) -> list[Past]:
        """The newest changes, the last one first; ``before``: those older than this number."""
        query = select(CHANGE).order_by(CHANGE.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(CHANGE.c.id < before)
        with sqlite.transaction(self._connection) as connection:
            return [
                Past(
                    row.id,
                    datetime.fromisoformat(row.at),
                    row.who,
                    Change(row.label, tuple(Edit(**edit) for edit in row.edits)),
                )
                for row in connection.execute(query)
            ]

    def remember(self, key: str, value: str) -> None:
        """Keep where one left off, a window's place and the like; not part of history."""
        with sqlite.transaction(self._connection) as connection:
            _put(connection, REMEMBERED, {key: {"value": value}}, _rows(connection, REMEMBERED))

    def recall(self, key: str) -> str:
        """What was remembered under a key; empty when nothing was."""
        with sqlite.transaction(self._connection) as connection:
            query = select(REMEMBERED.c.value).where(REMEMBERED.c.key == key)
            return connection.scalars(query).one_or_none() or ""


def _prepare(folder: Path) -> Path:
    """The database's file in a folder, both existing and for their owner only."""
    if sqlite.is_on_network(folder.absolute()):
        raise StoreError(Fault.NETWORK)
    file = folder / FILE_NAME
    log = folder / f"{FILE_NAME}-wal"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite would throw away a log whose database is gone, and the last answers with it.
        if log.exists() and log.stat().st_size and not (file.exists() and file.stat().st_size):
            raise StoreError(Fault.DAMAGED)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        for each in (
            *(folder, file, log, folder / f"{FILE_NAME}-shm"),
            *(folder / FOLDER_NAME, folder / journal.FOLDER_NAME),
        ):
            if each.exists() and each.stat().st_mode & 0o077:
                each.chmod(each.stat().st_mode & 0o700)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise StoreError(Fault.DISK_FULL if full else Fault.NOT_WRITABLE) from error
    return file


def _make_ready(connection: Connection) -> None:
    """Check the file, then make it durable and bring it to the newest schema."""
    if not sqlite.is_healthy(connection):
        raise StoreError(Fault.DAMAGED)
    found = _revision(connection)
    connection.rollback()
    if found != HEAD:
        _refuse_unknown(found)
    sqlite.make_durable(sqlite.raw(connection))
    if found != HEAD:
        _migrate(connection)
    sqlite.enforce_foreign_keys(connection)


def _revision(connection: Connection) -> str | None:
    """The schema's version in the file; None for a new file."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError(Fault.DAMAGED)
    return connection.scalars(text("SELECT version_num FROM alembic_version")).one_or_none()


def _refuse_unknown(revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    known = {each.revision for each in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(Fault.NEWER)


def _migrate(connection: Connection) -> None:
    """Upgrade in one transaction: it succeeds, or the old database stays as it was."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    with sqlite.transaction(connection):
        command.upgrade(config, "head")
        if sqlite.broken_foreign_keys(connection):
            raise RuntimeError("the migration left rows that refer to nothing")


def _rows(connection: Connection, table: Table, keys: Sequence[str] = ()) -> dict[str, Row]:
    """Rows by key: those asked for, or all of them."""
    key, *parts = table.columns
    names = [str(part.name) for part in parts]  # plain text, without the library's own class
    query = select(table).where(key.in_(keys)) if keys else select(table)
    found = connection.execute(query)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


def _carry_out(connection: Connection, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Write the rows; the answer is the same edits with ``before`` as it really was."""
    done: dict[int, Edit] = {}
    for name, table in BOOK.items():
        own = {at: edit for at, edit in enumerate(edits) if edit.table == name}
        keys = {edit.key for edit in own.values()}
        if not keys:
            continue
        rows = _rows(connection, table, list(keys) if len(keys) <= _ROWS_ASKED_BY_KEY else ())
        _put(connection, table, {edit.key: edit.after for edit in own.values()}, rows)
        now: dict[str, Row | None] = dict(rows)
        for at, edit in own.items():
            done[at] = replace(edit, before=now.get(edit.key))
            now[edit.key] = edit.after
    return tuple(done[at] for at in range(len(edits)))


def _put(
    connection: Connection,
    table: Table,
    wanted: Mapping[str, Row | None],
    found: Mapping[str, Row],
) -> None:
    """Make the rows as wanted (None: gone), knowing those that are there."""
    key = table.columns[0]
    gone: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    altered: list[dict[str, Any]] = []
    for name, row in wanted.items():
        if row is None:
            gone.append({"the_key": name})
        elif name not in found:
            new.append({key.name: name, **row})
        elif row != found[name]:
            altered.append({"the_key": name, **row})
    here = key == bindparam("the_key")
    if gone:
        connection.execute(table.delete().where(here), gone)
    if new:
        connection.execute(table.insert(), new)
    if altered:
        connection.execute(table.update().where(here), altered)


def _as_json(edit: Edit) -> dict[str, Any]:
    return {"table": edit.table, "key": edit.key, "before": edit.before, "after": edit.after}


def _extend_last(connection: Connection, label: str, edits: Sequence[Edit]) -> bool:
    """Let the last history row end where this single edit ends, if it ended with the same row."""
    last = connection.execute(select(CHANGE).order_by(CHANGE.c.id.desc()).limit(1)).first()
    if last is None or last.label != label or len(edits) != 1:
        return False
    (edit,) = edits
    grown = [
        {**each, "after": edit.after}
        if (each["table"], each["key"], each["after"]) == (edit.table, edit.key, edit.before)
        else each
        for each in last.edits
    ]
    if grown == last.edits:
        return False
    connection.execute(CHANGE.update().where(CHANGE.c.id == last.id).values(at=_now(), edits=grown))
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name still keeps its answers
        return ""
