"""One municipality's workspace on disk: a folder with ``answers.db``, kept files and backups in it.

Used from one thread, the database lane, which also opens and closes it.
"""

import getpass
import logging
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select

from ebel_wizard import files
from ebel_wizard.case.answers import Answers, Change, Edit
from ebel_wizard.store import (
    backups,
    encryption,
    mounts,
    program_log,
    rows,
    sidecar_files,
    sqlite,
    versions,
)
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.encryption import KeyFile
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.kept_files import FOLDER_NAME, Files
from ebel_wizard.store.schema import CHANGE, HEAD, REMEMBERED, WORKSPACE
from ebel_wizard.store.sidecar_files import FILE_NAME

Clock = Callable[[], datetime]
"""The moment, in UTC."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change that was made: its place in history, when (UTC), and by which account."""

    number: int
    at: datetime
    who: str
    change: Change


class Workspace:
    """The answers of one case, their history and where the officer left off.

    Every method raises StoreError for what the officer can mend.
    """

    def __init__(
        self, connection: Connection, kept: Files, clock: Clock, master_key: bytes | None
    ) -> None:
        self._connection = connection
        self._database = kept.folder.parent / FILE_NAME
        self.files = kept
        self._clock = clock
        self.master_key = master_key
        """What an encrypted workspace is opened with; None while it is open to all."""
        self._looked: date | None = None
        self.not_backed_up: StoreError | None = None
        """Why the last backup could not be made; None when it could."""
        with sqlite.transaction(connection):
            self.id = str(connection.scalars(select(WORKSPACE.c.id)).one())
            """Made once with the workspace; it names the keyring's services."""
        self._own_files = sidecar_files.identities(self._database)
        self._who = _user_name()

    @classmethod
    def open(
        cls, folder: Path, clock: Clock | None = None, master_key: bytes | None = None
    ) -> Self:
        """The workspace in a folder, made when missing; when older, backed up and then migrated.

        A file that is damaged, foreign or of a newer version is refused and left as it is, and so
        is an encrypted one without its ``master_key``. With it, whatever is not yet encrypted is.
        """
        if master_key is None and encryption.is_encrypted(folder):
            raise StoreError(Fault.ENCRYPTED)
        file = _prepare(folder)
        if master_key is not None and sqlite.is_plain(file):
            encryption.convert_database(file, None, master_key)
        key = None if master_key is None else encryption.database_key(master_key)
        with sqlite.known_faults():
            connection = sqlite.connect(file, key)
            try:
                clock = clock or _utc_now
                _make_ready(connection, folder / backups.FOLDER_NAME, clock(), key)
                kept = Files(
                    folder / FOLDER_NAME, encryption.files_key(master_key) if master_key else None
                )
                kept.remove_temp_copies()
                made = cls(connection, kept, clock, master_key)
            except BaseException:
                connection.close()
                raise
        made.settle()
        return made

    def encrypt(self, master_key: bytes, password: str = "") -> None:
        """Encrypt the database, its backups and the kept files.

        ``password`` opens it where there is no keyring. Raises StoreError; then either nothing is
        encrypted, or ``master_key`` is set and the next start does what is left.
        """
        behind = encryption.wrap_key(master_key, password) if password else b""
        encryption.write_lock(self._folder, KeyFile(self.id, behind))
        self._convert(master_key)
        self.files.key = encryption.files_key(master_key)
        encryption.convert_rest(self._folder, self._loose(), master_key, encrypt=True)

    def decrypt(self) -> None:
        """Open everything to all again.

        Raises StoreError; then it is still encrypted, and the next start encrypts what is not.
        """
        if self.master_key is not None:
            encryption.convert_rest(self._folder, self._loose(), self.master_key, encrypt=False)
            self._convert(None)
            self.files.key = None
            encryption.drop_lock(self._folder)

    def has_password(self) -> bool:
        """Whether a password opens the encrypted workspace too."""
        lock = encryption.read_lock(self._folder)
        return lock is not None and bool(lock.password)

    def set_password(self, password: str) -> None:
        """Let a password open the encrypted workspace too, in place of an older one; raises
        StoreError.
        """
        if self.master_key is not None:
            behind = encryption.wrap_key(self.master_key, password)
            encryption.write_lock(self._folder, KeyFile(self.id, behind))

    def settle(self) -> None:
        """Do what a kill left undone of the last ``encrypt`` or ``decrypt``.

        What the disk refuses is logged and tried again at the next start.
        """
        try:
            for folder in (self._folder, self._backups, self.files.folder):
                files.remove_unfinished(folder)  # half of it may lie open
            if self.master_key is None:
                encryption.drop_lock(self._folder)
                return
            if encryption.read_lock(self._folder) is None:
                encryption.write_lock(self._folder, KeyFile(self.id))
            encryption.convert_rest(self._folder, self._loose(), self.master_key, encrypt=True)
        except (StoreError, OSError) as error:
            _log.warning("encryption was not settled: %s", type(error).__name__)

    def _convert(self, master_key: bytes | None) -> None:
        """Put the database under another root, and go on with whichever it then has."""
        self._connection.close()
        try:
            encryption.convert_database(self._database, self.master_key, master_key)
            self.master_key = master_key
        finally:
            self._connect()

    def _loose(self) -> list[Path]:
        return [*self.files.kept(), *self._folder.glob(f"{sidecar_files.ASIDE}*")]

    @property
    def _folder(self) -> Path:
        return self.files.folder.parent

    def close(self) -> None:
        """Let go of the file, and of the copies that were lent to viewers."""
        self.files.remove_temp_copies()
        with sqlite.known_faults():
            self._connection.close()

    def erase(self) -> None:
        """Let go of the file and delete everything kept in the folder: backups, files, history and
        the journal.

        Raises StoreError when something could not be deleted; asking again deletes the rest. The
        database goes last: while a viewer holds one of the files, answers can still be written.
        """
        folder = self._folder
        program_log.end(folder)
        try:
            # Backups before the database: were they all that is left, they would be offered.
            for kept in (self.files.folder, self._backups, folder / program_log.FOLDER_NAME):
                if kept.exists():
                    shutil.rmtree(kept)
            files.remove_unfinished(folder)
            for aside in folder.glob(f"{sidecar_files.ASIDE}*"):
                aside.unlink()
            with sqlite.known_faults():
                self._connection.close()
            for file in sidecar_files.of(folder / FILE_NAME):
                file.unlink(missing_ok=True)
            encryption.drop_lock(folder)
        except OSError as error:
            raise StoreError(Fault.NOT_ERASED) from error

    def load(self) -> Answers:
        """All answers as they are on disk."""
        with sqlite.transaction(self._connection) as connection:
            return rows.read_answers(connection)

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
                now = self._clock()
                backups.make(self._connection, self._backups, reason, now, self._key)
            backups.thin(self._backups)
        except StoreError as error:
            self.not_backed_up = error
            _log.warning("no backup was made: %s", error.fault.name)
        else:
            self.not_backed_up = None

    def backups(self) -> list[Backup]:
        """What may be gone back to, newest first."""
        return backups.listed(self._backups)

    def apply(
        self, change: Change, *, coalesce: bool = False, backs_up: Reason | None = None
    ) -> None:
        """Write a change and its history; on disk for good (fsync) when this returns.

        ``coalesce``: typing went on in the answer of the last change, so the last history row grows
        instead of a new one, if this is an edit of one row that it ended with. A row that was not
        as the change says is a bug: it is logged, and what the officer typed is written all the
        same, with history telling what really stood there.
        Before the first change of a day, and where ``backs_up`` says why, comes a backup.
        """
        if sidecar_files.identities(self._database) != self._own_files:
            self._write_anew()
        if backs_up or self._looked != self._today():
            self.back_up(backs_up or Reason.DAILY)
        with sqlite.transaction(self._connection) as connection:
            edits = rows.carry_out(connection, change.edits)
            at = self._clock().isoformat(timespec="seconds")
            rows.append_history(connection, change.label, edits, at, self._who, coalesce=coalesce)
        if edits != change.edits:
            _log.error("rows on disk were not as the change says")

    def history(self, limit: int, before: int | None = None) -> list[HistoryEntry]:
        """The newest changes, the last one first; ``before``: those older than this number."""
        query = select(CHANGE).order_by(CHANGE.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(CHANGE.c.id < before)
        with sqlite.transaction(self._connection) as connection:
            return [
                HistoryEntry(
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
            rows.sync_rows(
                connection, REMEMBERED, {key: {"value": value}}, rows.read(connection, REMEMBERED)
            )

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
            # What stands in the place is moved away, a link too, and is not to be written through.
            with files.atomic_write(self._database, private=True, follow=False) as temporary:
                sqlite.copy(self._connection, temporary, self._key)
                sidecar_files.quarantine(self._database, self._own_files)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        self._connection.close()  # first, for it takes the log of this name along
        self._connect()

    def _connect(self) -> None:
        """Go on with the database as it lies there now; raises StoreError."""
        with sqlite.known_faults():
            self._connection = sqlite.connect(self._database, self._key)
            sqlite.make_durable(sqlite.raw(self._connection))
            sqlite.enforce_foreign_keys(self._connection)
            with sqlite.transaction(self._connection):
                self._own_files = sidecar_files.identities(self._database)

    @property
    def _key(self) -> sqlite.Key | None:
        return None if self.master_key is None else encryption.database_key(self.master_key)

    @property
    def _backups(self) -> Path:
        return self._folder / backups.FOLDER_NAME

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _is_backed_up(self) -> bool:
        """Whether the newest backup ends with the same change; so does a case without any."""
        with sqlite.transaction(self._connection) as connection:
            last = rows.last_change(connection)
        if last is None:
            return True
        newest = next(iter(self.backups()), None)
        if newest is None:
            return False
        try:
            key = encryption.key_for(newest.file, self.master_key)
            with sqlite.known_faults(), closing(sqlite.connect(newest.file, key)) as connection:
                return rows.last_change(connection) == last
        except (StoreError, OSError):  # a backup that cannot be read is none
            return False


def _prepare(folder: Path) -> Path:
    """The database's file in a folder, both existing and for their owner only."""
    if sqlite.is_on_network(folder.absolute()) or mounts.is_remote(folder.absolute()):
        raise StoreError(Fault.NETWORK)
    file = folder / FILE_NAME
    log = folder / f"{FILE_NAME}-wal"
    try:
        files.make_folder(folder, private=True)
        # SQLite would throw away a log whose database is gone, and the last answers with it; and
        # where there are backups there was a database.
        if not (file.exists() and file.stat().st_size) and (
            (log.exists() and log.stat().st_size) or backups.listed(folder / backups.FOLDER_NAME)
        ):
            raise StoreError(Fault.DAMAGED)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        kept = (
            folder / FOLDER_NAME,
            folder / backups.FOLDER_NAME,
            folder / program_log.FOLDER_NAME,
        )
        for each in (folder, file, log, folder / f"{FILE_NAME}-shm", *kept):
            if each.exists() and each.stat().st_mode & 0o077:
                each.chmod(each.stat().st_mode & 0o700)
    except OSError as error:
        raise StoreError(fault_of(error)) from error
    return file


def _make_ready(
    connection: Connection, backups_folder: Path, now: datetime, key: sqlite.Key | None
) -> None:
    """Check the file, then make it durable and bring it to the newest schema.

    Without a backup there is no migration: StoreError says what to mend first.
    """
    found = versions.check(connection)
    sqlite.make_durable(sqlite.raw(connection))
    if found is not None and found != HEAD:
        backups.make(connection, backups_folder, Reason.MIGRATION, now, key)
    if found != HEAD:
        versions.migrate(connection)
    sqlite.enforce_foreign_keys(connection)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name still keeps its answers
        return ""
