"""Bring the window that has the workspace to the front when the program is started again.

A second start connects to a local socket that only the account itself can open (on Windows a named
pipe) and sends a line of JSON: the hand-over file that it was to open, or null. Where no socket can
be made, the second start says that the workspace is in use.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ebel_wizard import account

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

FILE_NAME: Final = "wizard.sock"
_TIMEOUT_S: Final = 3.0
_STARTING_TIMEOUT_S: Final = 30.0
_RETRY_AFTER_S: Final = 0.05
_WAIT_MS: Final = 10  # Qt lets no other thread of Python go on meanwhile
_LATER_MS: Final = 300
_REPLY: Final = b"1"
_ANY_PROCESS: Final = -1  # ASFW_ANY


class SingleInstance(QObject):
    """Listens for further starts on behalf of the window that has the workspace."""

    activation_requested = Signal(object)
    """The hand-over file that the further start was to open, or None."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._server: QLocalServer | None = None
        # Once the window is painted: a second start waits for it, and the window must not.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._listen)
        self._later.start(_LATER_MS)

    def close(self) -> None:
        """Stop listening and remove the socket."""
        self._later.stop()
        if self._server is not None:
            self._server.close()
            self._server = None
            if sys.platform != "win32":  # Qt may know it by a path that is gone
                with suppress(OSError):
                    (self._folder / FILE_NAME).unlink()

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        with suppress(OSError), _address(self._folder) as address:
            QLocalServer.removeServer(address)  # left by a killed program
            if server.listen(address):
                server.newConnection.connect(self._accept)
                self._server = server

    def _accept(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            client = self._server.nextPendingConnection()
            client.disconnected.connect(client.deleteLater)
            client.readyRead.connect(partial(self._reply, client))
            self._reply(client)  # its line may have come with it

    def _reply(self, client: "QLocalSocket") -> None:
        if not client.canReadLine():
            return
        line = bytes(client.readLine().data())
        client.write(_REPLY)
        client.flush()  # who has read it ends the connection: a pipe forgets what is unread
        asked = None
        with suppress(ValueError):  # a program that is not ours may write anything
            asked = json.loads(line)
        self.activation_requested.emit(Path(asked) if isinstance(asked, str) else None)


def notify_running_instance(folder: Path, handover: Path | None, *, is_starting: bool) -> bool:
    """Ask the window that has this workspace to come forward, and to take over a file if there is
    one; return whether it answered.

    Waits a few seconds for it, and longer where it ``is_starting``: on a busy or cold machine the
    first instance may take that long to open its window.
    """
    from PySide6.QtNetwork import QLocalSocket

    if sys.platform == "win32":  # the officer has just clicked here, and the other may come forward
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
    request = json.dumps(handover and str(handover)).encode() + b"\n"
    end = monotonic() + (_STARTING_TIMEOUT_S if is_starting else _TIMEOUT_S)
    while monotonic() < end:
        client = QLocalSocket()
        with suppress(OSError), _address(folder) as address:
            client.connectToServer(address)
            if client.waitForConnected(_WAIT_MS):
                client.write(request)
                client.flush()
        while client.state() is QLocalSocket.LocalSocketState.ConnectedState:
            if client.waitForReadyRead(_WAIT_MS) or client.bytesAvailable():
                return client.readAll().data() == _REPLY  # and the connection ends with ``client``
            if monotonic() >= end:
                return False
            sleep(_RETRY_AFTER_S)
        sleep(_RETRY_AFTER_S)
    return False


@contextmanager
def _address(folder: Path) -> Iterator[str]:
    """Yield where the socket of a workspace is: in its folder, and on Windows among the pipes.

    Linux allows 108 bytes for it, however deep the folder lies.
    """
    if sys.platform == "win32":
        whose = f"{account.user_name()} {os.path.normcase(os.path.realpath(folder))}"
        yield f"ebel_wizard-{sha256(whose.encode(errors='replace')).hexdigest()[:32]}"
    elif sys.platform == "linux":
        handle = os.open(folder, os.O_RDONLY)
        try:
            yield f"/proc/self/fd/{handle}/{FILE_NAME}"
        finally:
            os.close(handle)
    else:
        yield str(folder / FILE_NAME)
