"""What is imported when: the frame first, then what opens the case, then what shows it.

The frame's own modules import neither the database layer nor a page; ``HEAVY`` names what no start
imports at all, because it is imported where it is first used (rule 8). What is imported is frozen:
looking through modules for garbage would only stop the window.
"""

import gc
import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from ebel_wizard.ui.shell.window import MainWindow

HEAVY: Final = (
    "alembic", "docx", "icalendar", "keyring", "pikepdf", "reportlab", "xlrd", "xlsxwriter", "PIL",
    "PySide6.QtNetwork", "PySide6.QtPdf", "PySide6.QtPrintSupport", "ebel_wizard.people_import",
)  # fmt: skip
_STORE: Final = "ebel_wizard.ui.startup.workspace_loader"
_WINDOW: Final = (
    "ebel_wizard.ui.state.session",
    "ebel_wizard.ui.pages.base",
    "ebel_wizard.ui.pages",
    "ebel_wizard.ui.shell.navigator",
)
"""In the order in which one imports the other; the window takes keys between two of them."""
_LOCK: Final = "wizard.lock"  # as store.lock calls it
_OUT_OF_SIGHT_MS: Final = 500
_IMPORT_TIMEOUT_S: Final = 3.0


def may_be_running(folder: Path) -> bool:
    """Return whether another window may have the workspace, or had it when it was killed."""
    return (folder / _LOCK).exists()


def after_first_paint(window: "MainWindow", act: Callable[[], object]) -> None:
    """Do it once the frame is on the screen; a moment later where it opens out of sight."""
    timer = QTimer(window)
    timer.setSingleShot(True)

    def begin() -> None:
        window.painted.disconnect(painted)
        timer.deleteLater()
        act()

    def painted() -> None:
        timer.start(0)  # the paint is only being made

    timer.timeout.connect(begin)
    window.painted.connect(painted)
    timer.start(_OUT_OF_SIGHT_MS)


def open_case(app: QApplication, window: "MainWindow", handover: Path | None) -> None:
    """Open the case: import the database layer in the background, and what shows the case while it
    is read. ``handover``: the hand-over file to ask about then.
    """
    from ebel_wizard.ui.startup.signals import quit_on_signals
    from ebel_wizard.ui.state.worker import SerialWorker

    quit_on_signals(app)  # nothing is open before
    database = SerialWorker("database", window)
    stop = partial(database.close, _IMPORT_TIMEOUT_S)
    window.closed.connect(stop)

    def imported(_: object) -> None:
        from ebel_wizard.ui.startup import opening

        gc.freeze()
        window.closed.disconnect(stop)
        opening.open_case(app, window, database, handover)
        _import_window(window)

    database.run(partial(importlib.import_module, _STORE), imported, receiver=window)


def _import_window(receiver: QObject) -> None:
    """Import what shows the case, a part at a time, on the UI thread."""
    timer = QTimer(receiver)
    left = list(_WINDOW)

    def import_next() -> None:
        name = left.pop(0)
        if not left:
            timer.stop()
        importlib.import_module(name)
        gc.freeze()

    timer.timeout.connect(import_next)
    timer.start(0)
