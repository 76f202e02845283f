"""Log when the UI thread was blocked for so long that one notices."""

import logging
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_log = logging.getLogger(__name__)
_NOTICEABLE_S: Final = 0.2
_INTERVAL_MS: Final = 50


class StallMonitor(QObject):
    """Ticks on the UI thread; a tick that comes late is logged.

    Every stall over 200 ms is found; its length includes the rest of the tick it began in.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = perf_counter()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start(_INTERVAL_MS)

    def _tick(self) -> None:
        now = perf_counter()
        pause, self._last = now - self._last, now
        if pause > _NOTICEABLE_S:
            _log.warning("the window stood still for %d ms", round(pause * 1000))
