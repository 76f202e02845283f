"""The workspace's slow calls, made in the background."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ebel_wizard.case.answers import Answers
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.workspace import HistoryEntry, Workspace
from ebel_wizard.ui.state.change_queue import PendingChange
from ebel_wizard.ui.state.worker import SerialWorker

Failed = Callable[[Exception], None]
FailedKnown = Callable[[StoreError], None]


class AsyncWorkspace:
    """Calls the workspace on the database's worker, in order.

    Each method calls ``done`` or ``failed`` on the UI thread while ``receiver`` exists.
    """

    def __init__(self, workspace: Workspace, database: SerialWorker) -> None:
        self._workspace = workspace
        self._database = database

    @property
    def not_backed_up(self) -> StoreError | None:
        """Why the last backup could not be made; None when it could."""
        return self._workspace.not_backed_up

    def history(
        self,
        limit: int,
        before: int | None,
        done: Callable[[list[HistoryEntry]], None],
        failed: Failed,
        *,
        receiver: QObject,
    ) -> None:
        """Read what was changed, the newest first."""
        read = partial(self._workspace.history, limit, before)
        self._database.run(read, done, failed, receiver=receiver)

    def list_backups(
        self,
        done: Callable[[tuple[list[Backup], StoreError | None]], None],
        failed: Failed,
        *,
        receiver: QObject,
    ) -> None:
        """List the backups, newest first, and why the last one could not be made."""
        workspace = self._workspace
        self._database.run(
            lambda: (workspace.backups(), workspace.not_backed_up), done, failed, receiver=receiver
        )

    def back_up(
        self,
        done: Callable[[tuple[list[Backup], StoreError | None]], None],
        failed: Failed,
        *,
        receiver: QObject,
    ) -> None:
        """Back up what is on the disk, unless the newest backup has it; then list the backups."""
        back_up = partial(self._workspace.back_up, Reason.REQUEST)
        self._database.run(back_up, _ignore, failed, receiver=receiver)
        self.list_backups(done, failed, receiver=receiver)

    def read_backup(
        self, backup: Backup, done: Callable[[Answers], None], failed: Failed, *, receiver: QObject
    ) -> None:
        """Read all answers of a backup; ``failed`` gets StoreError when it cannot be read."""
        read = partial(read_backup, backup, self._workspace.master_key)
        self._database.run(read, done, failed, receiver=receiver)

    def store_content(
        self, data: bytes, done: Callable[[str], None], failed: FailedKnown, *, receiver: QObject
    ) -> None:
        """Keep a content that a change is to name; ``done`` gets its digest."""
        store = partial(self._workspace.files.keep, data)
        self._database.run(store, done, partial(_only_known, failed), receiver=receiver)

    def write(
        self,
        pending: PendingChange,
        done: Callable[[None], None],
        failed: Failed,
        *,
        receiver: QObject,
    ) -> None:
        """Write a change and its history; it is on the disk for good when ``done`` is called."""
        apply = partial(
            self._workspace.apply,
            pending.change,
            coalesce=pending.coalesce,
            backs_up=pending.backup_reason,
        )
        self._database.run(apply, done, failed, receiver=receiver)

    def remember(self, key: str, value: str, *, receiver: QObject) -> None:
        """Keep where the officer is, for the next start.

        No answer is lost with it, so a disk that refuses it is not reported.
        """
        remember = partial(self._workspace.remember, key, value)
        self._database.run(remember, _ignore, _ignore, receiver=receiver)

    def recall(self, key: str, done: Callable[[str], None], *, receiver: QObject) -> None:
        """Give ``done`` what was kept under a key; nothing where it cannot be read."""
        self._database.run(partial(self._workspace.recall, key), done, _ignore, receiver=receiver)

    def erase(
        self, done: Callable[[None], None], failed: FailedKnown, *, receiver: QObject
    ) -> None:
        """Delete everything in the workspace."""
        self._database.run(
            self._workspace.erase, done, partial(_only_known, failed), receiver=receiver
        )

    def close(self, *, receiver: QObject) -> None:
        """Close the workspace once everything before is done, and take no more calls."""
        self._database.run(self._workspace.close, _ignore, _ignore, receiver=receiver)
        self._database.close()


def _only_known(failed: FailedKnown, error: Exception) -> None:
    """Give ``failed`` what the officer can mend; raise anything else, which is a bug."""
    if not isinstance(error, StoreError):
        raise error
    failed(error)


def _ignore(_: object) -> None:
    """Take a result that nothing depends on."""
