"""Takes the operating system's own lock on an open file, which ends with its process."""

import errno
import os
import sys
from enum import Enum, auto
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE: Final = 1 << 30  # Windows lets nobody read a locked byte; what is said lies before it
_BUSY: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


class Answer(Enum):
    """What the system says to somebody who asks for a lock."""

    TAKEN = auto()
    BUSY = auto()
    """Another open file of this or another process has it."""
    UNKNOWN = auto()
    """The file system has no locks."""


def take(handle: int) -> Answer:
    """Ask for the lock, without waiting; it is given back when the file is closed."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return Answer.BUSY if error.errno in _BUSY else Answer.UNKNOWN
    return Answer.TAKEN
