"""Changes on their way to the disk."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from ebel_wizard.case.answers import Change
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.ui.state.save_status import SaveStatus

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change that is in the answers and not on the disk yet."""

    change: Change
    coalesce: bool = False
    """Whether it continues the burst of typing that the change before it belongs to, or takes that
    change back.
    """
    backup_reason: Reason | None = None
    """Why a backup is to be made before it is written."""


Write = Callable[[PendingChange, Callable[[None], None], Callable[[Exception], None]], None]
"""Writes a change in the background, then calls the first callback, or the second on an error."""


class ChangeQueue:
    """Writes changes one at a time in the order they were made.

    A change that could not be written stays first in line; it is tried again with the next change
    or by ``retry``.
    """

    def __init__(self, write: Write, status_changed: Callable[[], None]) -> None:
        self._start_writing = write
        self._status_changed = status_changed
        self._pending: deque[PendingChange] = deque()
        self._is_writing = False
        self.error: StoreError | None = None
        """Why the first change in line could not be written; None while it is tried."""

    @property
    def is_empty(self) -> bool:
        """Whether everything handed over is on the disk."""
        return not self._pending

    @property
    def status(self) -> SaveStatus:
        """How it stands with the changes handed over."""
        if self.error is not None:
            return SaveStatus.FAILED
        return SaveStatus.SAVED if self.is_empty else SaveStatus.SAVING

    def append(self, pending: PendingChange) -> None:
        """Put a change in line; ``write`` begins with it."""
        self._pending.append(pending)

    def write(self) -> None:
        """Begin to write what is in line, unless that is under way."""
        starts = bool(self._pending) and not self._is_writing
        self._is_writing = self._is_writing or starts
        self._status_changed()
        if starts:
            self._start_writing(self._pending[0], self._written, self._not_written)

    def retry(self) -> None:
        """Try again to write what could not be written."""
        self.error = None
        self.write()

    def clear(self) -> None:
        """Forget what is in line: there is nothing left to write it to."""
        self._pending.clear()

    def _written(self, _: None) -> None:
        self._is_writing = False
        self.error = None
        if self._pending:  # not after ``clear``
            self._pending.popleft()
        self.write()

    def _not_written(self, error: Exception) -> None:
        """Keep the change first in line; raise the error again when it is a bug."""
        self._is_writing = False
        self.error = error if isinstance(error, StoreError) else StoreError(Fault.UNKNOWN)
        _log.error("not written: %s", self.error.fault.name)
        self._status_changed()
        if self.error is not error:
            raise error
