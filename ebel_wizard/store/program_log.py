"""Writes the program's log for whoever investigates a fault: small files in the workspace.

Only places in the code, types of errors, times and versions are written. An error's own text may
hold what the officer typed, so it is left out, and so is what libraries log.
"""

import errno
import logging
import os
import stat
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
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0)  # for whoever reads a pipe
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)  # what a link leads to is another's
_OURS: Final = logging.getLogger("ebel_wizard")


def begin(folder: Path) -> None:
    """Log into a workspace's folder until ``end``.

    Where nothing can be written there is no log: it must not get in the way of the answers.
    """
    try:
        (folder / FOLDER_NAME).mkdir(mode=0o700, exist_ok=True)
        _OURS.addHandler(_LogHandler(folder))
    except OSError:
        return
    _OURS.setLevel(logging.INFO)


def end(folder: Path) -> None:
    """Close the log files in a workspace's folder, so that they may be deleted."""
    for handler in list(_OURS.handlers):
        if isinstance(handler, _LogHandler) and handler.folder == folder:
            _OURS.removeHandler(handler)
            handler.close()


def written(folder: Path) -> list[Path]:
    """Return the log files of a workspace's folder."""
    return [*(folder / FOLDER_NAME).glob(f"{FILE_NAME}*")]


def places(trace: TracebackType | None) -> list[str]:
    """Return where in the code an error came from, outermost first, without the folders."""
    return [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in extract_tb(trace)]


class _LogHandler(RotatingFileHandler):
    """The log files of one workspace, for their owner only."""

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
        """Write a line; one from another thread must not make the file again after ``close``."""
        if not self._ended:
            super().emit(record)

    def close(self) -> None:
        self._ended = True
        super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Ignore the error: a full disk is reported where the answers are saved."""

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_WAITING | _NO_LINKS
        handle = os.open(self.baseFilename, flags, 0o600)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.EINVAL, "not a file")
        return os.fdopen(handle, "a", encoding=self.encoding, errors=self.errors)


class _PlacesOnly(logging.Formatter):
    """Errors by their type and places."""

    def formatException(self, ei: Any) -> str:  # noqa: N802
        kind, _, trace = ei
        return " < ".join([kind.__name__ if kind else "", *reversed(places(trace))])
