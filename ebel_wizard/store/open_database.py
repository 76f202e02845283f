"""Holds the open database, and stops writing once somebody else altered it.

Before each write the files are known to be this program's own: they are on the disk that they were
opened on, the lock names it, the names belong to the files that were opened, the first page is as
it was left, and nobody else committed.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ebel_wizard import account, files
from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.store import (
    digest,
    encryption,
    mounts,
    rebuild,
    restore,
    rows,
    sidecar_files,
    sqlite,
)
from ebel_wizard.store.backups import FOLDER_NAME
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.file_watch import FileState, FileWatch
from ebel_wizard.store.lock import HeldElsewhereError, InUseError, WorkspaceLock
from ebel_wizard.store.schema import ANSWER_TABLES, REMEMBERED

_REWRITTEN: Final = "Dışarıdan değiştirilen dosya yeniden yazıldı"
_CONTINUED: Final = "Açık olan cevaplarla sürdürüldü"
_log = logging.getLogger(__name__)


class OpenDatabase:
    """The connection to a workspace's database, and what this program wrote through it."""

    def __init__(
        self,
        connection: Connection,
        file: Path,
        workspace_id: str,
        master_key: bytes | None,
        clock: Callable[[], datetime],
    ) -> None:
        self.connection = connection
        self.file = file
        self.master_key = master_key
        self.lock: WorkspaceLock | None = None
        """Belongs to the window that opened the workspace; None: nobody else can have it."""
        self.conflict: Fault | None = None
        """Why writing is stopped until ``keep_own``: somebody else altered the files."""
        self._workspace_id = workspace_id
        self._clock = clock
        self._who = account.user_name()
        self._watch = FileWatch(file)
        self._device = mounts.device(file.parent)
        self._written = Answers()
        self._last_change = self._stamp = self._commits = 0
        self._stamps: set[int] = set()
        """The stamps that the file has once the log, or part of it, is moved into it."""
        self._other_copy: Path | None = None
        self._begin()

    @property
    def key(self) -> sqlite.Key | None:
        """Opens the file; None while it is not encrypted."""
        return None if self.master_key is None else encryption.database_key(self.master_key)

    def load(self) -> Answers:
        """Return all answers as they are on disk."""
        with sqlite.transaction(self.connection) as connection:
            return rows.read_answers(connection)

    def apply(self, change: Change, *, coalesce: bool = False) -> Change:
        """Write a change and its history; return it with its rows as they were on disk."""
        with self.writing() as connection:
            edits = rows.apply_edits(connection, change.edits)
            rows.append_history(
                connection, change.label, edits, self._now(), self._who, coalesce=coalesce
            )
            last = rows.last_change(connection)
        done = Change(change.label, edits)
        self._written.apply(done)
        self._last_change = last.id if last else 0
        return done

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Commit durably when the block ends, unless somebody else committed before."""
        self.ensure_own()
        with sqlite.transaction(self.connection) as connection:
            if not self._is_alone(connection):
                self._stop(Fault.TAKEN_OVER)
            yield connection
            stamp = sqlite.stamp(connection)
        self._stamp = stamp
        self._stamps.add(stamp)
        self._note_own_checkpoint()

    def ensure_own(self) -> None:
        """Make sure that nobody else altered the files since this program wrote them.

        What is only gone, or junk, is written anew. Raises StoreError where somebody else's answers
        stand there: they are kept beside the open ones, and ``conflict`` says so.
        """
        if self.conflict is not None:
            raise StoreError(self.conflict)
        self.ensure_there()
        if self.lock is not None and not self.lock.is_held():
            self._stop(Fault.TAKEN_OVER)
        state = self._watch.state()
        if state is FileState.OWN:
            return
        if state is FileState.ALTERED and self._others_committed():
            self._stop(Fault.TAKEN_OVER)
        if self._note_own_checkpoint():
            return
        stamp = self._stamp_on_disk()
        is_other = stamp is not None and (state is FileState.ALTERED or self._watch.is_replaced())
        _log.error("the database was taken away while it was open; it is written anew")
        copy = self._rewrite(state, _REWRITTEN)
        if is_other:
            self._other_copy = copy
            self._stop(Fault.REPLACED)

    def ensure_there(self) -> None:
        """Make sure that the disk is there, and not only the folder beneath where it was mounted.

        A stick that was pulled out and put back may be another disk to the system: then the
        database on it is opened again. Raises StoreError.
        """
        folder = self.file.parent
        if mounts.device(folder) == self._device:
            return
        try:
            key = encryption.key_for(self.file, self.master_key)
        except OSError:
            key = None
        if sqlite.workspace_on_disk(self.file, key) != self._workspace_id:
            raise StoreError(Fault.MEDIUM_GONE, folder)
        self._open_again()

    def _open_again(self) -> None:
        # The log first: the old connection deletes what has its name when it is closed.
        with sqlite.known_faults(), closing(sqlite.connect(self.file, self.key)) as there:
            sqlite.checkpoint(there)
        log = sidecar_files.paths(self.file)[1]
        if log.exists() and log.stat().st_size:
            raise StoreError(Fault.LOCKED)
        own = self._written
        with suppress(StoreError), sqlite.known_faults():
            self.connection.close()
        self.reconnect()
        self._device = mounts.device(self.file.parent)
        _log.info("the disk is there again")
        if compare.change_to(self._written, own, "") is not None:  # it was used elsewhere
            self._written = own
            self._stop(Fault.TAKEN_OVER)

    def other_answers(self) -> Answers | None:
        """Return the answers that are not the open ones, while there is a ``conflict``.

        None where they cannot be read; their file is kept all the same.
        """
        if self.conflict is Fault.TAKEN_OVER:
            return self.load()
        return restore.read_copy(self._other_copy, self.master_key) if self._other_copy else None

    def keep_own(self) -> None:
        """Go on with the open answers after a ``conflict``; raises StoreError."""
        conflict, self.conflict = self.conflict, None
        try:
            self.ensure_there()
            if self.lock is not None:
                self.lock.take(from_elsewhere=True)
            if conflict is Fault.TAKEN_OVER:
                own = self._written
                self._begin()
                with self.writing() as connection:
                    digest.renew(sqlite.raw(connection))  # what others wrote is taken for right
                change = compare.change_to(self._written, own, _CONTINUED)
                if change is not None:
                    self.apply(change)
            self._other_copy = None
        except BaseException as error:
            self.conflict = conflict
            if isinstance(error, OSError):
                raise StoreError(fault_of(error)) from error
            if isinstance(error, InUseError | HeldElsewhereError):
                raise StoreError(Fault.TAKEN_OVER) from error
            raise

    def check(self) -> bool:
        """Mend what was altered on the disk; return whether part of the history is lost by it.

        What cannot be mended in place is written anew, with the history of the newest backup, and
        kept beside the new file. Raises StoreError.
        """
        sqlite.read_anew(self.connection)
        if self._is_sound():
            return False
        self.ensure_own()
        is_mended = self._mend()
        if not is_mended:
            self._rewrite(FileState.ALTERED, rebuild.LOST)
        _log.error("the database was altered on the disk; it is mended")
        return not is_mended

    def checkpoint(self) -> None:
        """Move the log into the file, unless that is not this program's own any more."""
        if self._watch.state() is FileState.OWN:
            sqlite.checkpoint(self.connection)
            self._note_own_checkpoint()

    def close(self) -> None:
        """Close the file; a log is not written into somebody else's."""
        if not self.connection.closed and self.conflict is None:
            with suppress(StoreError):
                self.ensure_own()
                self.checkpoint()
        with sqlite.known_faults():
            self.connection.close()

    @contextmanager
    def closed(self) -> Iterator[Path]:
        """Close the file while the block writes it anew, then open it; raises StoreError."""
        self.connection.close()
        try:
            yield self.file
        finally:
            self.reconnect()

    def note(self, connection: Connection, label: str) -> None:
        """Append a row to history that changes nothing, in the caller's transaction."""
        rows.append_history(connection, label, (), self._now(), self._who, coalesce=False)

    def reconnect(self) -> None:
        """Open the database as it is on disk now; raises StoreError."""
        with sqlite.known_faults():
            self.connection = sqlite.connect(self.file, self.key)
            sqlite.make_durable(sqlite.raw(self.connection))
            sqlite.enforce_foreign_keys(self.connection)
            self._begin()

    def _begin(self) -> None:
        """Take the database as it is now for this program's own."""
        with sqlite.transaction(self.connection) as connection:
            self._commits = sqlite.foreign_commits(connection)
            self._stamp = sqlite.read_stamp(connection)
            self._stamps = {self._stamp}
            self._written = rows.read_answers(connection)
            last = rows.last_change(connection)
        self._last_change = last.id if last else 0
        self._watch.note()

    def _is_sound(self) -> bool:
        try:
            with sqlite.transaction(self.connection) as connection:
                return sqlite.is_sound(connection)
        except StoreError as error:
            if error.fault is not Fault.DAMAGED:
                raise
            return False

    def _mend(self) -> bool:
        """Make indexes anew from their tables, and put answers back from memory.

        Return whether everything is sound then; otherwise nothing is altered.
        """
        try:
            with self.writing() as connection:
                connection.exec_driver_sql("REINDEX")
                broken = digest.broken(sqlite.raw(connection))
                for name in broken.intersection(ANSWER_TABLES):
                    rows.replace_all(connection, ANSWER_TABLES[name], self._written.rows(name))
                if REMEMBERED.name in broken:
                    rows.forget(connection)
                if not sqlite.is_sound(connection):
                    raise StoreError(Fault.DAMAGED)
        except StoreError as error:
            if error.fault is not Fault.DAMAGED:
                raise
            return False
        except DBAPIError:  # two rows became alike, or a definition is altered
            return False
        return True

    def _note_own_checkpoint(self) -> bool:
        """Note the file where this program's own log was moved into it, wholly or in part.

        Return whether it is this program's own now.
        """
        state = self._watch.state()
        if state is not FileState.ALTERED:
            return state is FileState.OWN
        stamp = self._stamp_on_disk()
        if stamp not in self._stamps:
            return False
        if stamp == self._stamp:
            self._stamps = {stamp}
        self._watch.note()
        return True

    def _others_committed(self) -> bool:
        """Return whether somebody else writes into the database as one may, through SQLite."""
        try:
            with sqlite.transaction(self.connection) as connection:
                return not self._is_alone(connection)
        except StoreError:
            return False

    def _is_alone(self, connection: Connection) -> bool:
        """Return whether nobody else committed answers; emptying the log is no commit of any."""
        commits = sqlite.foreign_commits(connection)
        if commits == self._commits:
            return True
        if sqlite.read_stamp(connection) != self._stamp:
            return False
        if compare.change_to(rows.read_answers(connection), self._written, "") is not None:
            return False
        self._commits = commits
        return True

    def _stamp_on_disk(self) -> int | None:
        """Return the stamp of the file that has the name; None where it is no database of ours."""
        try:
            key = encryption.key_for(self.file, self.master_key)
        except OSError:
            return None
        return sqlite.stamp_on_disk(self.file, key)

    def _stop(self, fault: Fault) -> NoReturn:
        self.conflict = fault
        _log.error("saving is stopped: %s", fault.name)
        raise StoreError(fault)

    def _rewrite(self, state: FileState, label: str) -> Path:
        """Write the database again after somebody deleted, replaced or altered the open file.

        SQLite would go on writing into a file without a name, or into somebody else's. What has the
        name now is kept beside it, under the path that is returned.
        """
        try:
            # What stands in the place is moved away, a link too, and is not to be written through.
            with files.atomic_write(self.file, private=True, follow=False) as temporary:
                if state is FileState.ALTERED:
                    entry = rebuild.Entry(self._last_change + 1, self._now(), self._who, label)
                    rebuild.write_answers(
                        temporary,
                        self.file.parent / FOLDER_NAME,
                        self.master_key,
                        self._workspace_id,
                        self._written,
                        entry,
                    )
                    aside = sidecar_files.copy_aside(self.file)
                else:
                    sqlite.copy(self.connection, temporary, self.key)
                    aside = sidecar_files.quarantine(self.file, self._watch.identities)
                if os.name != "posix":  # Windows replaces no open file
                    self.connection.close()
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        self.connection.close()  # first: closing deletes the log of this name
        self.reconnect()
        return aside

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")
