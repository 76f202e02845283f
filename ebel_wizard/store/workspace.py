"""Opens, reads and changes a workspace: a folder with ``answers.db``, kept files and backups.

It is used on one thread, the database worker's, which also opens and closes it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select

from ebel_wizard import files
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.store import (
    backups,
    encryption,
    erasing,
    opening,
    program_log,
    restore,
    rows,
    salvage,
    sidecar_files,
    sqlite,
    stored_edits,
)
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.encryption import KeyFile
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.forgetting import Forgetting
from ebel_wizard.store.kept_files import FOLDER_NAME, Files
from ebel_wizard.store.lock import WorkspaceLock
from ebel_wizard.store.open_database import OpenDatabase
from ebel_wizard.store.schema import CHANGE, WORKSPACE
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.turkish import dates

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
        self.files = kept
        self._clock = clock
        self._backup_checked_on: date | None = None
        self.not_backed_up: StoreError | None = None
        """Why the last backup could not be made; None when it could."""
        self.lost_history = False
        """Whether part of the history was found damaged."""
        with sqlite.transaction(connection):
            self.id = str(connection.scalars(select(WORKSPACE.c.id)).one())
            """Made once with the workspace; it names the keyring's services."""
        file = kept.folder.parent / FILE_NAME
        self._database = OpenDatabase(connection, file, self.id, master_key, clock)
        self.forgetting = Forgetting(self._database)
        """Takes deleted people's numbers out of history and backups."""
        kept.ensure_there = self._database.ensure_there

    @classmethod
    def open(
        cls, folder: Path, clock: Clock | None = None, master_key: bytes | None = None
    ) -> Self:
        """Return the workspace in a folder: made when missing; backed up and migrated when older.

        A file that is damaged, foreign or of a newer version is refused and not altered, and so is
        an encrypted one without its ``master_key``; where only history is damaged, the answers are
        put into a new file. With the key, what is still plain is encrypted,
        unless the database is plain that was encrypted.
        """
        if master_key is None and encryption.is_encrypted(folder):
            raise StoreError(Fault.ENCRYPTED)
        file = opening.prepare(folder)
        if master_key is not None and sqlite.is_plain(file):
            if encryption.is_plain_in_place(folder):
                raise StoreError(Fault.PLAIN)
            encryption.convert_database(file, None, master_key)
        clock = clock or _utc_now
        lost_history = False
        try:
            connection = opening.connect(file, clock(), master_key)
        except StoreError as error:
            if error.fault is not Fault.DAMAGED:
                raise
            lost_history = salvage.salvage(folder, clock(), master_key)
            if not lost_history:
                raise
            connection = opening.connect(file, clock(), master_key)
        try:
            kept = Files(
                folder / FOLDER_NAME, encryption.files_key(master_key) if master_key else None
            )
            kept.remove_temp_copies()
            made = cls(connection, kept, clock, master_key)
        except BaseException:
            connection.close()
            raise
        made.lost_history = lost_history
        made.resume_conversion()
        return made

    @property
    def master_key(self) -> bytes | None:
        """Opens an encrypted workspace; None while it is not encrypted."""
        return self._database.master_key

    @property
    def conflict(self) -> Fault | None:
        """Why saving is stopped until ``keep_own``: somebody else altered the files."""
        return self._database.conflict

    def guard_by(self, lock: WorkspaceLock) -> None:
        """Save nothing any more once somebody else has the lock."""
        self._database.lock = lock

    def other_answers(self) -> Answers | None:
        """Return the answers that are not the open ones, while there is a ``conflict``.

        None where they cannot be read; their file is kept all the same.
        """
        return self._database.other_answers()

    def keep_own(self) -> None:
        """Go on with the open answers after a ``conflict``; raises StoreError."""
        self._database.keep_own()

    def encrypt(self, master_key: bytes, password: str = "") -> None:
        """Encrypt the database, its backups and the kept files.

        ``password`` opens it where there is no keyring. Raises StoreError; then either nothing is
        encrypted, or ``master_key`` is set and the next start encrypts the rest.
        """
        self._database.ensure_own()
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
            self._database.ensure_own()
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
            self._database.ensure_there()
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
        database = self._database
        with database.closed() as file:
            encryption.convert_database(file, database.master_key, master_key)
            database.master_key = master_key

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
        self._database.close()

    def erase(self) -> None:
        """Close the file and delete everything in the folder: backups, files, history, the log.

        Raises StoreError when something could not be deleted; calling it again deletes the rest.
        The database is deleted last: while a viewer has one of the files open, answers can still be
        written.
        """
        self._database.ensure_there()
        folder = self._folder
        program_log.end(folder)
        try:
            # Backups before the database: if only they were left, they would be offered.
            erasing.remove_folder(self.files.folder, self.files.kept())
            erasing.remove_folder(self._backups, [each.file for each in self.backups()])
            erasing.remove_folder(folder / program_log.FOLDER_NAME, program_log.written(folder))
            files.remove_unfinished(folder)
            for aside in folder.glob(f"{sidecar_files.QUARANTINE_PREFIX}*"):
                erasing.remove(aside)
            with sqlite.known_faults():
                self._connection.close()
            erasing.remove_database(folder / FILE_NAME)
            encryption.remove_key_file(folder)
        except OSError as error:
            raise StoreError(Fault.NOT_ERASED) from error

    def load(self) -> Answers:
        """Return all answers as they are on disk."""
        return self._database.load()

    def back_up(self, reason: Reason) -> None:
        """Back up everything as it is now, unless the newest backup has the same answers.

        Nothing that goes wrong with it stops the officer's work: the error is logged and stays in
        ``not_backed_up``.
        """
        self._backup_checked_on = self._today()
        try:
            self._database.ensure_there()
            if self._is_backed_up():
                return
            try:
                self._create_backup(reason)
            except StoreError as error:
                if error.fault not in {Fault.DAMAGED, Fault.ALTERED}:
                    raise
                self.check()
                self._create_backup(reason)
            self._database.checkpoint()
            backups.prune(self._backups)
        except StoreError as error:
            self.not_backed_up = error
            _log.warning("no backup was made: %s", error.fault.name)
        except Exception as error:  # noqa: BLE001 - an answer must be saved without a backup too
            self.not_backed_up = StoreError(Fault.NOT_BACKED_UP)
            _log.error("no backup was made: %s", type(error).__name__)  # a text may hold answers
        else:
            self.not_backed_up = None

    def check(self) -> None:
        """Check what the start does not: history, where the officer left off, every index.

        What was altered on the disk is mended, at worst without part of the history
        (``lost_history``). Raises StoreError.
        """
        if self._database.check():
            self.lost_history = True

    def backups(self) -> list[Backup]:
        """Return the backups, newest first."""
        return backups.list_backups(self._backups)

    def apply(
        self, change: Change, *, coalesce: bool = False, backs_up: Reason | None = None
    ) -> None:
        """Write a change and its history, synced when this returns.

        ``coalesce``: typing continued in the answer of the last change, or it is taken back, so its
        history row is extended, if this edits rows that it ended with. A row that was not as the
        change says is a bug: it is logged, and what the officer typed is written all the same,
        with history recording what was there. A backup is made before the first change of a day,
        and where ``backs_up`` gives a reason.
        """
        self._database.ensure_own()
        if backs_up or self._backup_checked_on != self._today():
            self.back_up(backs_up or Reason.DAILY)
        done = self._database.apply(change, coalesce=coalesce)
        if done.edits != change.edits:
            _log.error("rows on disk were not as the change says")

    def history(self, limit: int, before: int | None = None) -> list[HistoryEntry]:
        """Return the newest changes, the last one first; ``before``: those with a lower number.

        Rows that stayed may lack parts that did not alter.
        """
        query = select(CHANGE).order_by(CHANGE.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(CHANGE.c.id < before)
        with sqlite.transaction(self._connection) as connection:
            return [
                HistoryEntry(
                    row.id,
                    datetime.fromisoformat(row.at),
                    row.who,
                    Change(row.label, stored_edits.unpack(row.edits)),
                )
                for row in connection.execute(query)
            ]

    def remember(self, key: str, value: str) -> None:
        """Store a window's position and the like under a key; not part of history."""
        with self._database.writing() as connection:
            rows.remember(connection, key, value)

    def recall(self, key: str) -> str:
        """Return what was remembered under a key; empty when nothing was."""
        with sqlite.transaction(self._connection) as connection:
            return rows.recall(connection, key)

    @property
    def _connection(self) -> Connection:
        return self._database.connection

    @property
    def _backups(self) -> Path:
        return self._folder / backups.FOLDER_NAME

    def _today(self) -> date:
        return dates.local(self._clock()).date()

    def _create_backup(self, reason: Reason) -> None:
        with sqlite.known_faults():
            now = self._clock()
            backups.create(self._connection, self._backups, reason, now, self._database.key)

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
