"""What only the documents can say is wrong with the answers, looked for as these change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ebel_wizard.case.rules import Problem
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.ui.state.worker import SerialWorker

_PAUSE_MS = 250  # after a change, before its printing is checked: typing goes on smoothly


class DocumentCheck(QObject):
    """It takes the documents' typefaces, so it is done in a lane a moment after a change; until
    then what was found last stands.
    """

    changed = Signal()
    """Something else was found than before."""

    def __init__(
        self, snapshot: Callable[[], Snapshot], lane: SerialWorker, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.found: tuple[Problem, ...] = ()
        self._snapshot = snapshot
        self._lane = lane
        self._checked: Snapshot | None = None
        self._checking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._check)

    def look(self) -> None:
        """Look again soon, if the answers are others than those looked at last."""
        if self._checked is not self._snapshot() and not self._checking:
            self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _check(self) -> None:
        self._checking = True
        snapshot = self._snapshot()
        self._lane.run(snapshot.check, partial(self._done, snapshot), self._failed)

    def _done(self, snapshot: Snapshot, found: tuple[Problem, ...]) -> None:
        self._checking = False
        self._checked = snapshot
        if found != self.found:
            self.found = found
            self.changed.emit()
        self.look()  # the answers may have changed meanwhile

    def _failed(self, error: Exception) -> None:
        self._checking = False
        self._checked = self._snapshot()  # not again before the next change
        raise error
