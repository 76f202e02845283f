"""Says in words why there can be no window, where Qt would end the program in English."""

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
def explained() -> Iterator[None]:
    """Make the application within: without a screen the program ends with a sentence and status 1.

    Qt tells of it in the last message before it aborts and nowhere else. What Qt said before names
    the screen or the library, and follows the sentence.
    """
    told: list[str] = []

    def meet(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(_NO_WINDOW + "".join(f"    {line}\n" for line in told))
            sys.stderr.flush()
            os._exit(1)  # coming back from here would abort
        told.append(text)

    before = qInstallMessageHandler(meet)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for text in told:
            sys.stderr.write(f"{text}\n")
