"""Notes when the window stood still for so long that one feels it."""

import logging
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_log = logging.getLogger(__name__)
_FELT: Final = 0.2  # seconds
_BEAT_MS: Final = 50


class StallMonitor(QObject):
    """Beats on the window's thread; a beat that comes late is written to the journal.

    Every stall over 200 ms is noted, together with the rest of the beat it began in.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = perf_counter()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._beat)
        timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now = perf_counter()
        pause, self._last = now - self._last, now
        if pause > _FELT:
            _log.warning("the window stood still for %d ms", round(pause * 1000))
