"""What is imported when: the frame first, then what opens the case, then what shows it.

The frame's own modules import neither the database layer nor a page; ``HEAVY`` names what no start
imports at all, because it is imported where it is first used (rule 8).
"""

import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.state.worker import SerialWorker

HEAVY: Final = (
    "alembic", "docx", "icalendar", "keyring", "pikepdf", "reportlab", "xlrd", "xlsxwriter", "PIL",
    "PySide6.QtPdf", "PySide6.QtPrintSupport",
)  # fmt: skip
_LOCK: Final = "wizard.lock"  # as store.lock calls it
_OUT_OF_SIGHT_MS: Final = 500
_STORE: Final = "ebel_wizard.ui.startup.workspace_loader"
_WINDOW: Final = (
    "ebel_wizard.ui.state.session",
    "ebel_wizard.ui.pages.base",
    "ebel_wizard.ui.pages",
    "ebel_wizard.ui.shell.navigator",
)
"""In the order in which one imports the other; the window takes keys between two of them."""


def may_be_running(folder: Path) -> bool:
    """Return whether another window may have the workspace, or had it when it was killed."""
    return (folder / _LOCK).exists()


def import_store(database: SerialWorker, done: Callable[[], object], *, receiver: QObject) -> None:
    """Import what opens the case, in the background; call ``done`` then."""

    def imported(_: object) -> None:
        done()

    database.run(partial(importlib.import_module, _STORE), imported, receiver=receiver)


def after_first_paint(window: MainWindow, act: Callable[[], object]) -> None:
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


def import_window(receiver: QObject) -> None:
    """Import what shows the case, on the UI thread, while the case is read."""
    timer = QTimer(receiver)
    left = list(_WINDOW)

    def import_next() -> None:
        name = left.pop(0)
        if not left:
            timer.stop()
        importlib.import_module(name)

    timer.timeout.connect(import_next)
    timer.start(0)
