"""End in good order when a signal asks the program to."""

import signal
import socket
from typing import Final

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

_SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")  # no system has all of them


def quit_on_signals(app: QApplication) -> None:
    """Close the windows as their own buttons do, which saves what is typed, and then end.

    A handler in Python runs only between two of its instructions, not while Qt waits for events, so
    a socket wakes Qt.
    """
    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)

    def woken() -> None:
        reader.recv(64)
        app.quit()

    def handler(_number: int, _frame: object) -> None:
        """Hold ``writer``; the signal itself is read from the other end."""
        writer.fileno()

    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, app)
    notifier.activated.connect(lambda *_: woken())
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup does
            signal.signal(number, handler)
