"""Background work in lanes: one thread each, jobs in order, answers on the window's thread."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

Result = TypeVar("Result")


class SerialWorker(QObject):
    """One background thread. The database has a lane of its own, and so has the keyring.

    The thread is a daemon: a keyring that waits for its owner must not keep the program alive.
    """

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._open = True
        self._answered.connect(self._deliver)
        self._thread = Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do ``work`` in the lane; ``then`` or ``failed`` is called on the window's thread.

        Without ``failed`` an error is raised on the window's thread, where the program's own
        handler meets it. A closed lane does nothing.
        """

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - it is raised again where it can be told
                caught = error
                self._answer(lambda: _fail(caught, failed))
            else:
                self._answer(lambda: then(result))

        if self._open:
            self._jobs.put(job)

    def close(self, patience: float | None = None) -> None:
        """Finish the jobs at hand, whose answers are no longer delivered.

        Waits until they are done, or for ``patience`` seconds at most.
        """
        if self._open:
            self._open = False
            self._jobs.put(None)
        self._thread.join(patience)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _answer(self, deliver: Callable[[], None]) -> None:
        if self._open:
            self._answered.emit(deliver)

    def _deliver(self, deliver: Callable[[], None]) -> None:
        if self._open:
            deliver()


def _fail(error: Exception, failed: Callable[[Exception], None] | None) -> None:
    if failed is None:
        raise error
    failed(error)
