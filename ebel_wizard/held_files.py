"""Replaces, deletes and opens files although another program may hold them for a moment.

Windows renames over no file and deletes none that another program has open, and virus scanners open
whatever is new. Such a refusal is waited out; one that lasts has a sentence of its own.
"""

import os
import shutil
import stat
from collections.abc import Callable
from functools import partial
from io import BufferedRandom
from pathlib import Path
from time import monotonic, sleep
from typing import Final, TypeVar

Result = TypeVar("Result")

WAIT_S: Final = 2.0
_FIRST_PAUSE_S: Final = 0.01
_LONGEST_PAUSE_S: Final = 0.1
_ACCESS_DENIED: Final = 5
_SHARING_VIOLATION: Final = 32
_NOT_EMPTY: Final = 145  # a folder, as long as somebody has a deleted file of it open
_HELD: Final = frozenset({_ACCESS_DENIED, _SHARING_VIOLATION, _NOT_EMPTY})
_READ_ONLY: Final = 1  # FILE_ATTRIBUTE_READONLY
_SENTENCE: Final = (
    "Dosyayı başka bir program, örneğin virüs tarayıcısı, açık tutuyor. O programı kapatın ya da "
    "biraz bekleyip yeniden deneyin."
)


class HeldFileError(PermissionError):
    """Another program holds the file; the text is a sentence for the officer."""

    def __init__(self) -> None:
        super().__init__(_SENTENCE)


def replace(source: Path, target: Path) -> None:
    """Rename over what stands at the target, in one step for any reader.

    Raises HeldFileError, or OSError for what waiting does not mend.
    """
    _patiently(partial(os.replace, source, target), lambda: _is_protected(target))


def remove(file: Path) -> None:
    """Delete a file, or do nothing where there is none; raises as ``replace`` does."""
    _patiently(partial(file.unlink, missing_ok=True), lambda: _is_protected(file))


def remove_tree(folder: Path) -> None:
    """Delete a folder with all that is in it; raises as ``replace`` does."""
    _patiently(partial(shutil.rmtree, folder), lambda: False)


def opened(file: Path) -> BufferedRandom:
    """Open a file to read and write in it; raises as ``replace`` does."""
    return _patiently(lambda: file.open("rb+"), lambda: _is_protected(file))


def _patiently(act: Callable[[], Result], is_protected: Callable[[], bool]) -> Result:
    end = monotonic() + WAIT_S
    pause = _FIRST_PAUSE_S
    while True:
        try:
            return act()
        except OSError as error:
            number = getattr(error, "winerror", None)
            if number not in _HELD or (number == _ACCESS_DENIED and is_protected()):
                raise
            if monotonic() >= end:
                raise HeldFileError from error
        sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE_S)


def _is_protected(path: Path) -> bool:
    """Return whether access is denied to whatever has the name for a reason that stays."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) or bool(getattr(found, "st_file_attributes", 0) & _READ_ONLY)
