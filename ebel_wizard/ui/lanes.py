"""Background work in lanes: one thread each, jobs in order, answers on the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

Result = TypeVar("Result")


class Lane(QObject):
    """One background thread. The database has a lane of its own, and so has the keyring."""

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._waiting = 0
        self._open = True
        self._answered.connect(self._deliver)

    def run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do ``work`` in the lane; ``then`` or ``failed`` is called on the window's thread.

        Without ``failed`` an error is raised on the window's thread, where the program's own
        handler meets it.
        """
        self._waiting += 1
        future = self._pool.submit(work)

        def deliver() -> None:
            error = future.exception()
            if error is None:
                then(future.result())
            elif failed is not None and isinstance(error, Exception):
                failed(error)
            else:
                raise error

        def answered(_: Future[Result]) -> None:
            if self._open:
                self._answered.emit(deliver)

        future.add_done_callback(answered)

    @property
    def busy(self) -> bool:
        """Whether a job is waiting, running or not yet answered."""
        return self._waiting > 0

    def close(self) -> None:
        """Finish the jobs at hand; their answers are no longer delivered."""
        self._open = False
        self._pool.shutdown(wait=True)

    def _deliver(self, deliver: Callable[[], None]) -> None:
        self._waiting -= 1
        deliver()
