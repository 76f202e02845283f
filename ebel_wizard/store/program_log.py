"""What happened in the program, for whoever looks into a fault: small files in the workspace.

Only places in the program, kinds of errors, times and versions are written. An error's own text may
hold what the officer typed, so it is left out, and what libraries log is not listened to.
"""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Final

FOLDER_NAME: Final = "gunluk"
FILE_NAME: Final = "gunluk.txt"
_SIZE: Final = 200_000  # bytes of one file
_OLDER: Final = 2  # files kept beside the one that is written
_OURS: Final = logging.getLogger("ebel_wizard")


def begin(folder: Path) -> None:
    """Write into a workspace's folder from now on, until ``end``.

    Where nothing can be written there is no journal: it must not be in the way of the answers.
    """
    try:
        (folder / FOLDER_NAME).mkdir(mode=0o700, exist_ok=True)
        _OURS.addHandler(_Journal(folder))
    except OSError:
        return
    _OURS.setLevel(logging.INFO)


def end(folder: Path) -> None:
    """Let go of the files in a workspace's folder; they may be deleted then."""
    for handler in list(_OURS.handlers):
        if isinstance(handler, _Journal) and handler.folder == folder:
            _OURS.removeHandler(handler)
            handler.close()


def places(trace: TracebackType | None) -> list[str]:
    """Where in the program an error came from, outermost first, without the folders."""
    return [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in extract_tb(trace)]


class _Journal(RotatingFileHandler):
    """The files of one workspace, for their owner only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ended = False
        super().__init__(
            folder / FOLDER_NAME / FILE_NAME,
            maxBytes=_SIZE,
            backupCount=_OLDER,
            encoding="utf-8",
            errors="backslashreplace",
        )
        self.setFormatter(_PlacesOnly("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; one that another thread still had in hand must not bring the file back."""
        if not self._ended:
            super().emit(record)

    def close(self) -> None:
        self._ended = True
        super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A full disk is spoken of where the answers are kept."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding=self.encoding, errors=self.errors)


class _PlacesOnly(logging.Formatter):
    """Errors by their kind and places."""

    def formatException(self, ei: Any) -> str:  # noqa: N802
        kind, _, trace = ei
        return " < ".join([kind.__name__ if kind else "", *reversed(places(trace))])
