"""Pictures of the window on an office's screen, light and dark, at the scale the program has."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from ebel_wizard.ui.widgets import theme

PLATFORM: Final = "QT_QPA_PLATFORM"
OFFSCREEN: Final = "offscreen"
_SCREEN: Final = QSize(1366, 768)
_SCHEMES: Final = ("light", "dark")
_QUALITY: Final = 80  # no other pixel, but packed in two thirds of the time and a tenth larger


@contextmanager
def office_screen() -> Iterator[None]:
    """Give an application made within an office's screen that nobody sits in front of.

    Qt takes no path with other letters than those of ASCII here, so it is given an open file.
    """
    screen = {"name": "office", "x": 0, "y": 0, "dpr": 1, "logicalDpi": 96, "logicalBaseDpi": 96}
    screen |= {"width": _SCREEN.width(), "height": _SCREEN.height()}
    with tempfile.TemporaryFile("w") as file:
        json.dump({"screens": [screen]}, file)
        file.flush()
        os.environ[PLATFORM] = f"{OFFSCREEN}:configfile=/dev/fd/{file.fileno()}"
        yield
    os.environ[PLATFORM] = OFFSCREEN


def fill_screen(window: QWidget) -> None:
    """Make a window as large as that screen, without a desktop's frame around it."""
    window.showNormal()
    window.resize(_SCREEN / window.devicePixelRatioF())


def take(
    app: QApplication,
    folder: Path,
    walk: Callable[[], Iterator[tuple[str, QWidget]]],
    prefix: str = "",
) -> None:
    """Save a picture of everything on a walk, once in each scheme."""
    folder.mkdir(exist_ok=True)
    percent = round(100 * app.devicePixelRatio())
    for scheme in _SCHEMES:
        theme.apply(app, scheme)
        for name, seen in walk():
            file = folder / f"{prefix}{name}-{scheme}-{percent}.png"
            seen.grab().save(str(file), None, _QUALITY)
