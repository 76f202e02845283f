"""Tells what is being written from what a killed run left behind, which the next run deletes.

What is not whole yet lies beside its target under a name that no other machine makes. Its run holds
the lock of a file beside it, made before and deleted after it: the system gives the lock back when
the run ends, however it ends.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from ebel_wizard import account, file_lock, held_files
from ebel_wizard.file_lock import Answer

PREFIX: Final = ".yarim-"
"""Prefix of a file that is not whole yet."""
SET_PREFIX: Final = ".ebel-wizard-"
"""Prefix of the folder in which a set is prepared."""
_LOCK: Final = ".lock"
_SUFFIXES: Final = ("", "-journal", "-wal", "-shm")  # SQLite's own files beside a database
_NAME: Final = re.compile(
    rf"(?:{re.escape(PREFIX)}|{re.escape(SET_PREFIX)})([0-9a-f]{{32}})(?:-[a-z]+|\.lock)?"
)
_HALF: Final = 16
_TRIES: Final = 5
_LIVE: Final[set[str]] = set()
"""The tokens of this process: on some network drives its own locks do not stop it."""


@contextmanager
def claim(folder: Path) -> Iterator[str]:
    """Yield a token; what has ``PREFIX`` or ``SET_PREFIX`` and the token as its name is this run's.

    What of it is still there when the block ends is deleted, and before it begins what dead runs of
    this machine left in the folder. Raises OSError where nothing can be written.
    """
    remove_left(folder)
    token, handle = _hold(folder)
    _LIVE.add(token)
    try:
        yield token
    finally:
        _remove(folder, token)
        _LIVE.discard(token)
        os.close(handle)
        with suppress(OSError):  # after closing: Windows deletes no open file
            held_files.remove(_lock_of(folder, token))


def remove_left(folder: Path) -> None:
    """Delete what killed runs of this machine left in a folder, as far as the system lets it.

    Left alone: what a living run works on, what another machine made, and whatever only has a
    similar name.
    """
    with suppress(OSError):
        names = (each.name for each in folder.iterdir())
        found = {match[1] for name in names if (match := _NAME.fullmatch(name))}
        for token in found:
            if token not in _LIVE and token[_HALF:] == _mark(token[:_HALF]):
                with suppress(OSError):
                    _remove_if_dead(folder, token)


def _remove_if_dead(folder: Path, token: str) -> None:
    lock = _lock_of(folder, token)
    try:
        handle = os.open(lock, os.O_RDWR)
    except FileNotFoundError:  # deleted last, so nobody works on the rest
        _remove(folder, token)
        return
    try:
        if file_lock.take(handle) is not Answer.TAKEN:
            return
        _remove(folder, token)
        # While it is held: a run that has made it but not locked it yet would miss it otherwise.
        if os.name == "posix":
            lock.unlink()
    finally:
        os.close(handle)
    if os.name != "posix":  # Windows deletes no open file, such a run's neither
        lock.unlink()


def _remove(folder: Path, token: str) -> None:
    for suffix in _SUFFIXES:
        with suppress(OSError):
            held_files.remove(folder / f"{PREFIX}{token}{suffix}")
    with suppress(OSError):
        held_files.remove_tree(folder / f"{SET_PREFIX}{token}")


def _hold(folder: Path) -> tuple[str, int]:
    """Return a new token and the open lock file; raises OSError.

    Somebody may have found the file before it was locked, and taken it for a dead run's.
    """
    for left in reversed(range(_TRIES)):
        half = secrets.token_hex(_HALF // 2)
        token = half + _mark(half)
        lock = _lock_of(folder, token)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        is_held = file_lock.take(handle) is not Answer.BUSY and os.path.lexists(lock)
        if is_held or not left:
            break
        os.close(handle)
        with suppress(OSError):
            lock.unlink()
    return token, handle


def _lock_of(folder: Path, token: str) -> Path:
    return folder / f"{PREFIX}{token}{_LOCK}"


def _mark(half: str) -> str:
    """Return the second half of a token, which only this machine makes for the first."""
    return sha256(f"{half} {account.machine_id()}".encode()).hexdigest()[:_HALF]
