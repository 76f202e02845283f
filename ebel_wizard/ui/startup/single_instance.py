"""Bring the window that has the workspace to the front when the program is started again.

A second start connects to a socket in the workspace, which only its owner can open; nothing goes
over it but that somebody connected. Only Linux has it: elsewhere the second start says that the
workspace is in use.
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
_TIMEOUT_S: Final = 3.0
_STARTING_TIMEOUT_S: Final = 30.0
_RETRY_AFTER_S: Final = 0.05
_REPLY: Final = b"1"


class SingleInstance(QObject):
    """Listens for further starts on behalf of the window that has the workspace."""

    activation_requested = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._socket: socket.socket | None = None
        if sys.platform == "linux":
            with suppress(OSError):  # a disk without sockets: the second start says it is in use
                self._socket = _listen(folder)
        if self._socket is not None:
            read = QSocketNotifier.Type.Read
            self._notifier = QSocketNotifier(self._socket.fileno(), read, self)
            self._notifier.activated.connect(lambda *_: self._reply())

    def close(self) -> None:
        """Stop listening and remove the socket."""
        if self._socket is not None:
            self._notifier.setEnabled(False)
            self._socket.close()
            self._socket = None
            with suppress(OSError):
                (self._folder / FILE_NAME).unlink()

    def _reply(self) -> None:
        if self._socket is None:
            return
        with suppress(OSError):  # whoever connected may be gone again
            client, _ = self._socket.accept()
            with client:
                client.sendall(_REPLY)
        self.activation_requested.emit()


def notify_running_instance(folder: Path, *, is_starting: bool) -> bool:
    """Return whether the window that has this workspace answered.

    Waits a few seconds for it, and longer where it ``is_starting``: on a busy or cold machine the
    first instance may take that long to open its window.
    """
    if sys.platform != "linux":
        return False
    end = monotonic() + (_STARTING_TIMEOUT_S if is_starting else _TIMEOUT_S)
    while monotonic() < end:
        with suppress(OSError), _short_path(folder) as path, _new_socket() as client:
            client.settimeout(_TIMEOUT_S)
            client.connect(path)
            return client.recv(1) == _REPLY
        sleep(_RETRY_AFTER_S)
    return False


def _listen(folder: Path) -> socket.socket:
    (folder / FILE_NAME).unlink(missing_ok=True)  # left by a killed program
    server = _new_socket()
    try:
        with _short_path(folder) as path:
            server.bind(path)
            (folder / FILE_NAME).chmod(0o600)
        server.listen()
        server.setblocking(False)
    except BaseException:
        server.close()
        raise
    return server


def _new_socket() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


@contextmanager
def _short_path(folder: Path) -> Iterator[str]:
    """Yield a path to the socket that fits into 108 bytes however deep the folder lies."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{handle}/{FILE_NAME}"
    finally:
        os.close(handle)
