"""Run background jobs one after another on a thread; results arrive on the UI thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from queue import SimpleQueue
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

_log = logging.getLogger(__name__)
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True, slots=True)
class _Job:
    """A job and whom its result is for; kept on the UI thread until it is delivered.

    A QObject that only the job or its callbacks refer to must not be destroyed on another thread.
    """

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    receiver: QObject


class SerialWorker(QObject):
    """One background thread; the database has a worker of its own, and so has the keyring.

    The thread is a daemon: a keyring that waits for its owner must not keep the program alive.
    """

    _finished = Signal(int, object, object)
    """Number of the job, its result and its error, from the background thread."""

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[tuple[int, Callable[[], Any]] | None] = SimpleQueue()
        self._undelivered: dict[int, _Job] = {}
        self._numbers = count()
        self._is_open = True
        self._finished.connect(self._deliver)
        self._thread = Thread(target=self._run_jobs, name=name, daemon=True)
        self._thread.start()

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        receiver: QObject,
    ) -> None:
        """Do ``work`` in the background, then call ``done`` or ``failed`` on the UI thread.

        Neither is called once ``receiver`` is destroyed or the worker closed. Without ``failed``
        an error is raised on the UI thread, where it is reported as a bug. A closed worker does
        nothing.
        """
        if self._is_open:
            number = next(self._numbers)
            self._undelivered[number] = _Job(work, done, failed, receiver)
            self._queue.put((number, work))

    def close(self, timeout_s: float | None = None) -> None:
        """Finish the jobs in the queue without delivering their results.

        Waits until they are done, or for ``timeout_s`` seconds at most.
        """
        if self._is_open:
            self._is_open = False
            self._queue.put(None)
        self._thread.join(timeout_s)
        self._undelivered.clear()  # here, or a thread that goes on would destroy what it holds

    def _run_jobs(self) -> None:
        while (item := self._queue.get()) is not None:
            number, work = item
            result: object = None
            error: Exception | None = None
            try:
                result = work()
            except Exception as caught:  # noqa: BLE001 - delivered to ``failed`` or raised there
                error = caught
            del item, work  # the last reference goes on the UI thread
            if self._is_open:
                self._finished.emit(number, result, error)
            del result, error

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        if not self._is_open:
            return
        job = self._undelivered.pop(number)
        if not isValid(job.receiver):
            if error is not None:
                _log.warning("failed, and its receiver is gone", exc_info=error)
        elif error is None:
            job.done(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            raise error


def call_if_alive(
    receiver: QObject, callback: Callable[Arguments, object]
) -> Callable[Arguments, None]:
    """Return a callback that does nothing once ``receiver`` is destroyed.

    For a job whose result one object needs and whose outcome another one shows.
    """

    def call(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        if isValid(receiver):
            callback(*args, **kwargs)

    return call
