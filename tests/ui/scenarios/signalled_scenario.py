"""A program of its own: the real one, in which somebody types a name without a pause.

    python -m tests.ui.scenarios.signalled_scenario [SIGNAL …]

The signals named are not ignored. Prints how many letters were typed, a line each.
"""

import signal
import sys
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ebel_wizard.demo import driver
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application
from tests.limits import die_when_this_hangs
from tests.ui.wizard import Wizard

LABEL: Final = "Resmî ad"
_BETWEEN_LETTERS_MS: Final = 40


class Typist:
    """Types into the window as soon as it is there."""

    def __init__(self) -> None:
        self._count = 0
        self._wizard: Wizard | None = None
        self._timer = QTimer()
        self._timer.timeout.connect(self._type)
        self._timer.start(_BETWEEN_LETTERS_MS)

    def _type(self) -> None:
        if self._wizard is None:
            windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
            window = next((each for each in windows if isinstance(each, MainWindow)), None)
            if window is None or not window.is_ready:
                return
            self._wizard = Wizard(window)
            window.open("talep-yazisi/municipality")
            self._wizard.field(LABEL).setFocus()
        line = self._wizard.field(LABEL)
        if not line.isEnabled():  # the window is closing
            return
        driver.type_text(line, letter(self._count))
        self._count += 1
        sys.stdout.write(f"{self._count}\n")
        sys.stdout.flush()


def letter(at: int) -> str:
    """Return the letter that is typed at this place."""
    return "abcçdefgğhıi"[at % 12]


if __name__ == "__main__":
    die_when_this_hangs()
    for name in sys.argv[1:]:  # nohup has them ignored, and this program inherits it
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    application.make_application()
    typist = Typist()
    sys.exit(application.run())
