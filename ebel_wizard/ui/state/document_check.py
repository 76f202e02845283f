"""The check of the answers that only the documents can make, repeated as the answers change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ebel_wizard.case.rules import Problem
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.ui.state.worker import SerialWorker

_PAUSE_MS = 250  # after a change, so that typing stays smooth


class DocumentCheck(QObject):
    """Checks in the background, a moment after a change: it needs the documents' typefaces.

    Until then the last findings stand.
    """

    found_changed = Signal()
    """``found`` is other than before."""

    def __init__(
        self, snapshot: Callable[[], Snapshot], worker: SerialWorker, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.found: tuple[Problem, ...] = ()
        self._snapshot = snapshot
        self._worker = worker
        self._checked: Snapshot | None = None
        self._is_checking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._check)

    def schedule(self) -> None:
        """Check soon, if the answers are other than those checked last."""
        if self._checked is not self._snapshot() and not self._is_checking:
            self._timer.start()

    def stop(self) -> None:
        """Begin no further check."""
        self._timer.stop()

    def _check(self) -> None:
        self._is_checking = True
        snapshot = self._snapshot()
        self._worker.run(snapshot.check, partial(self._done, snapshot), self._failed, receiver=self)

    def _done(self, snapshot: Snapshot, found: tuple[Problem, ...]) -> None:
        self._is_checking = False
        self._checked = snapshot
        if found != self.found:
            self.found = found
            self.found_changed.emit()
        self.schedule()  # the answers may have changed meanwhile

    def _failed(self, error: Exception) -> None:
        self._is_checking = False
        self._checked = self._snapshot()  # not again before the next change
        raise error
