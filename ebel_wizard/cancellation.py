"""Long work that another thread can cancel."""

from collections.abc import Callable
from threading import Event


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """Raised by a progress callback after the officer has pressed Cancel."""


class CancellableTask:
    """One run of long work: the worker reports its progress, any thread may cancel it."""

    def __init__(self, on_progress: Callable[[int], None] = lambda _: None) -> None:
        """Create a task; ``on_progress`` is called in the worker's thread."""
        self._on_progress = on_progress
        self._cancelled = Event()

    def cancel(self) -> None:
        """Make the next call of ``progress`` raise."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Return whether ``cancel`` was called."""
        return self._cancelled.is_set()

    def progress(self, done: int) -> None:
        """Report how much is done; raise Cancelled once the task is cancelled."""
        if self.is_cancelled:
            raise Cancelled
        self._on_progress(done)
