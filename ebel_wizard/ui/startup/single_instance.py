"""A second start rings, and the window that has the workspace comes forward.

The bell is a socket in the workspace, for its owner only; nothing is asked or told over it but that
somebody rang. Only Linux has one: elsewhere the second start says that the workspace is in use.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal

FILE_NAME: Final = "wizard.sock"
_PATIENCE: Final = 3.0  # seconds; the first may still be opening its window
_PAUSE: Final = 0.05
_HEARD: Final = b"1"


class SingleInstance(QObject):
    """The bell of the window that has the workspace; ``close`` takes it away."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._socket: socket.socket | None = None
        if sys.platform == "linux":
            with suppress(OSError):  # a disk that knows no sockets leaves the sentence
                self._socket = _listen(folder)
        if self._socket is not None:
            read = QSocketNotifier.Type.Read
            self._notifier = QSocketNotifier(self._socket.fileno(), read, self)
            self._notifier.activated.connect(lambda *_: self._answer())

    def close(self) -> None:
        """Nobody can ring from now on."""
        if self._socket is not None:
            self._notifier.setEnabled(False)
            self._socket.close()
            self._socket = None
            with suppress(OSError):
                (self._folder / FILE_NAME).unlink()

    def _answer(self) -> None:
        if self._socket is None:
            return
        with suppress(OSError):  # who rang may be gone again
            guest, _ = self._socket.accept()
            with guest:
                guest.sendall(_HEARD)
        self.rung.emit()


def notify_running_instance(folder: Path) -> bool:
    """Whether the window that has this workspace heard it; it waits a few seconds for that."""
    if sys.platform != "linux":
        return False
    end = monotonic() + _PATIENCE
    while monotonic() < end:
        with suppress(OSError), _address(folder) as address, _made() as caller:
            caller.settimeout(_PATIENCE)
            caller.connect(address)
            return caller.recv(1) == _HEARD
        sleep(_PAUSE)
    return False


def _listen(folder: Path) -> socket.socket:
    (folder / FILE_NAME).unlink(missing_ok=True)  # of a window that was killed
    bell = _made()
    try:
        with _address(folder) as address:
            bell.bind(address)
            (folder / FILE_NAME).chmod(0o600)
        bell.listen()
        bell.setblocking(False)
    except BaseException:
        bell.close()
        raise
    return bell


def _made() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


@contextmanager
def _address(folder: Path) -> Iterator[str]:
    """The socket's address, short enough (108 bytes) wherever the folder lies."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{handle}/{FILE_NAME}"
    finally:
        os.close(handle)
