"""Report why there can be no window, where Qt would abort the program in English."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NO_WINDOW: Final = """\
Pencere açılamadı: ekrana ulaşılamıyor ya da pencerenin gerektirdiği bir sistem kitaplığı eksik.
No window: the screen cannot be reached, or a system library that windows need is missing.
"""


@contextmanager
def exit_without_screen() -> Iterator[None]:
    """Create the application within: without a screen the program exits with a message, status 1.

    Qt reports it in the last message before it aborts and nowhere else. Its messages before that
    name the screen or the library, and follow ours.
    """
    messages: list[str] = []

    def handle(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(_NO_WINDOW + "".join(f"    {line}\n" for line in messages))
            sys.stderr.flush()
            os._exit(1)  # Qt aborts when this returns
        messages.append(text)

    before = qInstallMessageHandler(handle)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for text in messages:
            sys.stderr.write(f"{text}\n")
