"""One municipality's workspace on disk: a folder with ``answers.db``, kept files and backups in it.

Used from one thread, the database lane, which also opens and closes it.
"""

import getpass
import logging
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Self

import sqlalchemy
from sqlalchemy import Connection, Table, Text, bindparam, select, type_coerce
from sqlalchemy.exc import DBAPIError

from ebel_wizard import private
from ebel_wizard.case.book import Book, Change, Edit, Row
from ebel_wizard.store import backups, journal, mounts, sides, sqlite, versions
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.files import FOLDER_NAME, Files, drop_unfinished, fault_of, placed
from ebel_wizard.store.schema import BOOK, CHANGE, HEAD, REMEMBERED, WORKSPACE

FILE_NAME: Final = "answers.db"
_LEFT_ASIDE: Final = "answers-okunamayan"
Clock = Callable[[], datetime]
"""The moment, in UTC."""
_log = logging.getLogger(__name__)
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

    def __init__(self, connection: Connection, files: Files, clock: Clock) -> None:
        self._connection = connection
        self._database = files.folder.parent / FILE_NAME
        self.files = files
        self._clock = clock
        self._looked: date | None = None
        self.not_backed_up: StoreError | None = None
        """Why the last backup could not be made; None when it could."""
        with sqlite.transaction(connection):
            self.id = str(connection.scalars(select(WORKSPACE.c.id)).one())
            """Made once with the workspace; it names the keyring's services."""
        self._own_files = sides.identities(self._database)
        self._who = _user_name()

    @classmethod
    def open(cls, folder: Path, clock: Clock | None = None) -> Self:
        """The workspace in a folder, made when missing; when older, backed up and then migrated.

        A file that is damaged, foreign or of a newer version is refused and left as it is.
        """
        file = _prepare(folder)
        with sqlite.known_faults():
            connection = sqlite.connect(file)
            try:
                clock = clock or _utc_now
                _make_ready(connection, folder / backups.FOLDER_NAME, clock())
                files = Files(folder / FOLDER_NAME)
                files.take_back()
                return cls(connection, files, clock)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Let go of the file, and of the copies that were lent to viewers."""
        self.files.take_back()
        with sqlite.known_faults():
            self._connection.close()

    def erase(self) -> None:
        """Let go of the file and delete everything kept in the folder: backups, files, history and
        the journal.

        Raises StoreError when something could not be deleted; asking again deletes the rest. The
        database goes last: while a viewer holds one of the files, answers can still be written.
        """
        folder = self.files.folder.parent
        journal.end(folder)
        try:
            # Backups before the database: were they all that is left, they would be offered.
            for kept in (self.files.folder, self._backups, folder / journal.FOLDER_NAME):
                if kept.exists():
                    shutil.rmtree(kept)
            drop_unfinished(folder)
            for aside in folder.glob(f"{_LEFT_ASIDE}*"):
                aside.unlink()
            with sqlite.known_faults():
                self._connection.close()
            for file in sides.of(folder / FILE_NAME):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(Fault.NOT_ERASED) from error

    def load(self) -> Book:
        """All answers as they are on disk."""
        with sqlite.transaction(self._connection) as connection:
            return Book({name: _rows(connection, table) for name, table in BOOK.items()})

    def back_up(self, reason: Reason) -> None:
        """Keep a backup of everything as it is now, unless the newest one has the same answers.

        The officer's work does not wait for a disk that refuses it: that is logged, and told by
        ``not_backed_up``.
        """
        self._looked = self._today()
        try:
            if self._is_backed_up():
                return
            with sqlite.known_faults():
                backups.make(self._connection, self._backups, reason, self._clock())
            backups.thin(self._backups)
        except StoreError as error:
            self.not_backed_up = error
            _log.warning("no backup was made: %s", error.fault.name)
        else:
            self.not_backed_up = None

    def backups(self) -> list[Backup]:
        """What may be gone back to, newest first."""
        return backups.listed(self._backups)

    def apply(self, change: Change, *, joins: bool = False, backs_up: Reason | None = None) -> None:
        """Write a change and its history; on disk for good (fsync) when this returns.

        ``joins``: typing went on in the answer of the last change, so the last history row grows
        instead of a new one, if this is an edit of one row that it ended with. A row that was not
        as the change says is a bug: it is logged, and what the officer typed is written all the
        same, with history telling what really stood there.
        Before the first change of a day, and where ``backs_up`` says why, comes a backup.
        """
        if sides.identities(self._database) != self._own_files:
            self._write_anew()
        if backs_up or self._looked != self._today():
            self.back_up(backs_up or Reason.DAILY)
        with sqlite.transaction(self._connection) as connection:
            edits = _carry_out(connection, change.edits)
            at = self._clock().isoformat(timespec="seconds")
            if not (joins and _extend_last(connection, change.label, edits, at)):
                connection.execute(
                    CHANGE.insert().values(
                        at=at,
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

    def _write_anew(self) -> None:
        """Put everything back in its place after somebody deleted or replaced the open file.

        SQLite would go on writing into what no name leads to any more, and the last program to
        let go of it would take the answers along. What stands in the place is kept beside it.
        """
        _log.error("the database was taken away while it was open; it is written anew")
        try:
            with placed(self._database) as beside:
                sqlite.copy(self._connection, beside)
                sides.put_aside(self._database, _LEFT_ASIDE, self._own_files)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        with sqlite.known_faults():
            self._connection.close()  # first, for it takes the log of this name along
            self._connection = sqlite.connect(self._database)
            sqlite.make_durable(sqlite.raw(self._connection))
            sqlite.enforce_foreign_keys(self._connection)
            with sqlite.transaction(self._connection):
                self._own_files = sides.identities(self._database)

    @property
    def _backups(self) -> Path:
        return self.files.folder.parent / backups.FOLDER_NAME

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _is_backed_up(self) -> bool:
        """Whether the newest backup ends with the same change; so does a case without any."""
        with sqlite.transaction(self._connection) as connection:
            last = _last_change(connection)
        if last is None:
            return True
        newest = next(iter(self.backups()), None)
        if newest is None:
            return False
        try:
            with sqlite.known_faults(), closing(sqlite.connect(newest.file)) as connection:
                return _last_change(connection) == last
        except StoreError:  # a backup that cannot be read is none
            return False


def read_backup(backup: Backup) -> Book:
    """All answers of a backup, which stays as it is; one of an older version is read as such.

    Raises StoreError when it is not whole or not of this program.
    """
    try:
        with sqlite.known_faults(), closing(sqlite.in_memory(backup.file)) as connection:
            found = versions.check(connection)
            if found is None:
                raise StoreError(Fault.BACKUP_LOST)
            if found != HEAD:
                versions.migrate(connection)
            if sqlite.broken_foreign_keys(connection):
                raise StoreError(Fault.BACKUP_LOST)
            return Book({name: _rows(connection, table) for name, table in BOOK.items()})
    except (StoreError, DBAPIError) as error:
        raise StoreError(Fault.BACKUP_LOST) from error


def newest_good(folder: Path) -> Backup | None:
    """The newest backup in a workspace's folder that can be read whole, if there is one."""
    for each in backups.listed(folder / backups.FOLDER_NAME):
        try:
            read_backup(each)
        except StoreError:
            continue
        return each
    return None


def put_back(folder: Path, backup: Backup) -> None:
    """Let a backup take the place of a database that cannot be read, which is kept beside it.

    For who holds the closed workspace alone. Raises StoreError; a power cut in between leaves a
    workspace without a database, which is refused as damaged, and this can be done again.
    """
    database = folder / FILE_NAME
    try:
        drop_unfinished(folder)
        with placed(database) as beside:
            shutil.copyfile(backup.file, beside)
            sides.put_aside(database, _LEFT_ASIDE)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def _prepare(folder: Path) -> Path:
    """The database's file in a folder, both existing and for their owner only."""
    if sqlite.is_on_network(folder.absolute()) or mounts.is_remote(folder.absolute()):
        raise StoreError(Fault.NETWORK)
    file = folder / FILE_NAME
    log = folder / f"{FILE_NAME}-wal"
    try:
        private.make_folder(folder)
        # SQLite would throw away a log whose database is gone, and the last answers with it; and
        # where there are backups there was a database.
        if not (file.exists() and file.stat().st_size) and (
            (log.exists() and log.stat().st_size) or backups.listed(folder / backups.FOLDER_NAME)
        ):
            raise StoreError(Fault.DAMAGED)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        kept = (folder / FOLDER_NAME, folder / backups.FOLDER_NAME, folder / journal.FOLDER_NAME)
        for each in (folder, file, log, folder / f"{FILE_NAME}-shm", *kept):
            if each.exists() and each.stat().st_mode & 0o077:
                each.chmod(each.stat().st_mode & 0o700)
    except OSError as error:
        raise StoreError(fault_of(error)) from error
    return file


def _make_ready(connection: Connection, backups_folder: Path, now: datetime) -> None:
    """Check the file, then make it durable and bring it to the newest schema.

    Without a backup there is no migration: StoreError says what to mend first.
    """
    found = versions.check(connection)
    sqlite.make_durable(sqlite.raw(connection))
    if found is not None and found != HEAD:
        backups.make(connection, backups_folder, Reason.MIGRATION, now)
    if found != HEAD:
        versions.migrate(connection)
    sqlite.enforce_foreign_keys(connection)


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


def _last_change(connection: Connection) -> sqlalchemy.Row[tuple[int, str, str]] | None:
    """The last row of history as it is written, which every change makes another."""
    edits = type_coerce(CHANGE.c.edits, Text)
    query = select(CHANGE.c.id, CHANGE.c.at, edits).order_by(CHANGE.c.id.desc()).limit(1)
    return connection.execute(query).first()


def _extend_last(connection: Connection, label: str, edits: Sequence[Edit], at: str) -> bool:
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
    connection.execute(CHANGE.update().where(CHANGE.c.id == last.id).values(at=at, edits=grown))
    return True


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name still keeps its answers
        return ""
