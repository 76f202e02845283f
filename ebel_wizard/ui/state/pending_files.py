"""Files on their way into the workspace."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.state.async_workspace import AsyncWorkspace
from ebel_wizard.ui.state.worker import SerialWorker, call_if_alive

Result = TypeVar("Result")


class PendingFiles(QObject):
    """Reads and stores files in the background, and counts those that are not stored yet.

    A file is read and stored even if the page that took it is gone meanwhile; only reports of
    failure need their ``receiver``.
    """

    changed = Signal()
    """Another file is on its way, or one fewer."""
    failed = Signal()
    """A file was not stored; its page says why."""

    def __init__(
        self, workspace: AsyncWorkspace, background_worker: SerialWorker, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background_worker = background_worker
        self._count = 0

    def __bool__(self) -> bool:
        """Return whether a file is not stored yet."""
        return self._count > 0

    def read(
        self,
        read: Callable[[], Result],
        store: Callable[[Result], bool],
        failed: Callable[[Exception], None],
        *,
        receiver: QObject,
    ) -> None:
        """Call ``read`` in the background, then ``store`` with what it returned; ``store`` begins
        to store it, or returns False where it refuses it.
        """
        report = call_if_alive(receiver, failed)

        def was_read(result: Result) -> None:
            is_taken = False
            try:
                is_taken = store(result)
            finally:
                self._end(is_stored=is_taken)

        def not_read(error: Exception) -> None:
            self._end(is_stored=False)
            report(error)

        self._begin()
        self._background_worker.run(read, was_read, not_read, receiver=self)

    def store(
        self,
        data: bytes,
        stored: Callable[[str], None],
        failed: Callable[[StoreError], None],
        *,
        receiver: QObject,
    ) -> None:
        """Store a content; ``stored`` gets its digest and makes the change that names it."""
        report = call_if_alive(receiver, failed)

        def was_stored(digest: str) -> None:
            try:
                stored(digest)
            finally:
                self._end(is_stored=True)

        def not_stored(error: StoreError) -> None:
            self._end(is_stored=False)
            report(error)

        self._begin()
        self._workspace.store_content(data, was_stored, not_stored, receiver=self)

    def _begin(self) -> None:
        self._count += 1
        self.changed.emit()

    def _end(self, *, is_stored: bool) -> None:
        self._count -= 1
        if not is_stored:
            self.failed.emit()
        self.changed.emit()
