"""Opens, reads and changes a workspace: a folder with ``answers.db``, kept files and backups.

It is used on one thread, the database worker's, which also opens and closes it.
"""

import getpass
import logging
import shutil
from collections.abc import Callable
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
    opening,
    program_log,
    restore,
    rows,
    sidecar_files,
    sqlite,
)
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.encryption import KeyFile
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.kept_files import FOLDER_NAME, Files
from ebel_wizard.store.schema import CHANGE, REMEMBERED, WORKSPACE
from ebel_wizard.store.sidecar_files import FILE_NAME

Clock = Callable[[], datetime]
"""Returns the time in UTC."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change that was made: its number in history, when (UTC), and by which account."""

    number: int
    at: datetime
    who: str
    change: Change


class Workspace:
    """The answers of one case, their history and where the officer left off.

    Every method raises StoreError for what the officer can remedy.
    """

    def __init__(
        self, connection: Connection, kept: Files, clock: Clock, master_key: bytes | None
    ) -> None:
        self._connection = connection
        self._database = kept.folder.parent / FILE_NAME
        self.files = kept
        self._clock = clock
        self.master_key = master_key
        """Opens an encrypted workspace; None while it is not encrypted."""
        self._backup_checked_on: date | None = None
        self.not_backed_up: StoreError | None = None
        """Why the last backup could not be made; None when it could."""
        with sqlite.transaction(connection):
            self.id = str(connection.scalars(select(WORKSPACE.c.id)).one())
            """Made once with the workspace; it names the keyring's services."""
        self._file_identities = sidecar_files.identities(self._database)
        self._who = _user_name()

    @classmethod
    def open(
        cls, folder: Path, clock: Clock | None = None, master_key: bytes | None = None
    ) -> Self:
        """Return the workspace in a folder: made when missing; backed up and migrated when older.

        A file that is damaged, foreign or of a newer version is refused and not altered, and so is
        an encrypted one without its ``master_key``. With it, what is still plain is encrypted.
        """
        if master_key is None and encryption.is_encrypted(folder):
            raise StoreError(Fault.ENCRYPTED)
        file = opening.prepare(folder)
        if master_key is not None and sqlite.is_plain(file):
            encryption.convert_database(file, None, master_key)
        key = None if master_key is None else encryption.database_key(master_key)
        with sqlite.known_faults():
            connection = sqlite.connect(file, key)
            try:
                clock = clock or _utc_now
                opening.make_ready(connection, folder, clock(), master_key)
                kept = Files(
                    folder / FOLDER_NAME, encryption.files_key(master_key) if master_key else None
                )
                kept.remove_temp_copies()
                made = cls(connection, kept, clock, master_key)
            except BaseException:
                connection.close()
                raise
        made.resume_conversion()
        return made

    def encrypt(self, master_key: bytes, password: str = "") -> None:
        """Encrypt the database, its backups and the kept files.

        ``password`` opens it where there is no keyring. Raises StoreError; then either nothing is
        encrypted, or ``master_key`` is set and the next start encrypts the rest.
        """
        wrapped = encryption.wrap_key(master_key, password) if password else b""
        encryption.write_key_file(self._folder, KeyFile(self.id, wrapped))
        self._convert_database(master_key)
        self.files.key = encryption.files_key(master_key)
        self._convert_other_files(master_key, encrypt=True)

    def decrypt(self) -> None:
        """Decrypt everything.

        Raises StoreError; then it is still encrypted, and the next start encrypts what is plain.
        """
        if self.master_key is not None:
            self._convert_other_files(self.master_key, encrypt=False)
            self._convert_database(None)
            self.files.key = None
            encryption.remove_key_file(self._folder)

    def has_password(self) -> bool:
        """Return whether a password opens the encrypted workspace too."""
        key_file = encryption.read_key_file(self._folder)
        return key_file is not None and bool(key_file.wrapped_key)

    def set_password(self, password: str) -> None:
        """Let a password open the encrypted workspace too; it replaces an older one."""
        if self.master_key is not None:
            wrapped = encryption.wrap_key(self.master_key, password)
            encryption.write_key_file(self._folder, KeyFile(self.id, wrapped))

    def resume_conversion(self) -> None:
        """Finish an interrupted ``encrypt``, or undo an interrupted ``decrypt``.

        What the disk refuses is logged and tried again at the next start.
        """
        try:
            for folder in (self._folder, self._backups, self.files.folder):
                files.remove_unfinished(folder)  # part of an encrypted file may be plain in it
            if self.master_key is None:
                encryption.remove_key_file(self._folder)
                return
            if encryption.read_key_file(self._folder) is None:
                encryption.write_key_file(self._folder, KeyFile(self.id))
            self._convert_other_files(self.master_key, encrypt=True)
        except (StoreError, OSError) as error:
            _log.warning("the conversion was not resumed: %s", type(error).__name__)

    def _convert_database(self, master_key: bytes | None) -> None:
        """Encrypt the database with another master key (None: decrypt it) and open it again."""
        self._connection.close()
        try:
            encryption.convert_database(self._database, self.master_key, master_key)
            self.master_key = master_key
        finally:
            self._connect()

    def _convert_other_files(self, master_key: bytes, *, encrypt: bool) -> None:
        unreadable = self._folder.glob(f"{sidecar_files.QUARANTINE_PREFIX}*")
        others = [*self.files.kept(), *unreadable]
        encryption.convert_other_files(self._folder, others, master_key, encrypt=encrypt)

    @property
    def _folder(self) -> Path:
        return self.files.folder.parent

    def close(self) -> None:
        """Close the file and delete the copies that viewers were given."""
        self.files.remove_temp_copies()
        with sqlite.known_faults():
            if not self._connection.closed:
                sqlite.checkpoint(self._connection)
            self._connection.close()

    def erase(self) -> None:
        """Close the file and delete everything in the folder: backups, files, history, the log.

        Raises StoreError when something could not be deleted; calling it again deletes the rest.
        The database is deleted last: while a viewer has one of the files open, answers can still be
        written.
        """
        folder = self._folder
        program_log.end(folder)
        try:
            # Backups before the database: if only they were left, they would be offered.
            for kept in (self.files.folder, self._backups, folder / program_log.FOLDER_NAME):
                if kept.exists():
                    shutil.rmtree(kept)
            files.remove_unfinished(folder)
            for aside in folder.glob(f"{sidecar_files.QUARANTINE_PREFIX}*"):
                aside.unlink()
            with sqlite.known_faults():
                self._connection.close()
            for file in sidecar_files.paths(folder / FILE_NAME):
                file.unlink(missing_ok=True)
            encryption.remove_key_file(folder)
        except OSError as error:
            raise StoreError(Fault.NOT_ERASED) from error

    def load(self) -> Answers:
        """Return all answers as they are on disk."""
        with sqlite.transaction(self._connection) as connection:
            return rows.read_answers(connection)

    def back_up(self, reason: Reason) -> None:
        """Back up everything as it is now, unless the newest backup has the same answers.

        Nothing that goes wrong with it stops the officer's work: the error is logged and stays in
        ``not_backed_up``.
        """
        self._backup_checked_on = self._today()
        try:
            if self._is_backed_up():
                return
            with sqlite.known_faults():
                now = self._clock()
                backups.create(self._connection, self._backups, reason, now, self._key)
                sqlite.checkpoint(self._connection)
            backups.prune(self._backups)
        except StoreError as error:
            self.not_backed_up = error
            _log.warning("no backup was made: %s", error.fault.name)
        except Exception as error:  # noqa: BLE001 - an answer must be saved without a backup too
            self.not_backed_up = StoreError(Fault.NOT_BACKED_UP)
            _log.error("no backup was made: %s", type(error).__name__)  # a text may hold answers
        else:
            self.not_backed_up = None

    def backups(self) -> list[Backup]:
        """Return the backups, newest first."""
        return backups.list_backups(self._backups)

    def apply(
        self, change: Change, *, coalesce: bool = False, backs_up: Reason | None = None
    ) -> None:
        """Write a change and its history, synced when this returns.

        ``coalesce``: typing continued in the answer of the last change, so its history row is
        extended, if this edits one row that it ended with. A row that was not as the change says is
        a bug: it is logged, and what the officer typed is written all the same, with history
        recording what was there. A backup is made before the first change of a day, and where
        ``backs_up`` gives a reason.
        """
        if sidecar_files.identities(self._database) != self._file_identities:
            self._rewrite_database()
        if backs_up or self._backup_checked_on != self._today():
            self.back_up(backs_up or Reason.DAILY)
        with sqlite.transaction(self._connection) as connection:
            edits = rows.apply_edits(connection, change.edits)
            at = self._clock().isoformat(timespec="seconds")
            rows.append_history(connection, change.label, edits, at, self._who, coalesce=coalesce)
        if edits != change.edits:
            _log.error("rows on disk were not as the change says")

    def history(self, limit: int, before: int | None = None) -> list[HistoryEntry]:
        """Return the newest changes, the last one first; ``before``: those with a lower number."""
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
        """Store a window's position and the like under a key; not part of history."""
        with sqlite.transaction(self._connection) as connection:
            rows.sync_rows(
                connection, REMEMBERED, {key: {"value": value}}, rows.read(connection, REMEMBERED)
            )

    def recall(self, key: str) -> str:
        """Return what was remembered under a key; empty when nothing was."""
        with sqlite.transaction(self._connection) as connection:
            query = select(REMEMBERED.c.value).where(REMEMBERED.c.key == key)
            return connection.scalars(query).one_or_none() or ""

    def _rewrite_database(self) -> None:
        """Write the database again after somebody deleted or replaced the open file.

        SQLite would go on writing into a file without a name, and the answers would be lost when
        the last program closes it. What has the name now is kept beside it.
        """
        _log.error("the database was taken away while it was open; it is written anew")
        try:
            # What stands in the place is moved away, a link too, and is not to be written through.
            with files.atomic_write(self._database, private=True, follow=False) as temporary:
                sqlite.copy(self._connection, temporary, self._key)
                sidecar_files.quarantine(self._database, self._file_identities)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        self._connection.close()  # first: closing deletes the log of this name
        self._connect()

    def _connect(self) -> None:
        """Open the database as it is on disk now; raises StoreError."""
        with sqlite.known_faults():
            self._connection = sqlite.connect(self._database, self._key)
            sqlite.make_durable(sqlite.raw(self._connection))
            sqlite.enforce_foreign_keys(self._connection)
            with sqlite.transaction(self._connection):
                self._file_identities = sidecar_files.identities(self._database)

    @property
    def _key(self) -> sqlite.Key | None:
        return None if self.master_key is None else encryption.database_key(self.master_key)

    @property
    def _backups(self) -> Path:
        return self._folder / backups.FOLDER_NAME

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _is_backed_up(self) -> bool:
        """Return whether the newest backup ends with the same change, or there is no change yet."""
        with sqlite.transaction(self._connection) as connection:
            last = rows.last_change(connection)
        if last is None:
            return True
        newest = next(iter(self.backups()), None)
        return (
            newest is not None
            and restore.last_change(newest, self.master_key) == last
            and restore.is_intact(newest, self.master_key)
        )


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name still keeps its answers
        return ""
