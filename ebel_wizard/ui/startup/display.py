"""Report why there can be no window, where Qt or the packaged program would do so in English."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler

_NO_WINDOW: Final = """\
Pencere açılamadı: ekrana ulaşılamıyor ya da pencerenin gerektirdiği bir sistem kitaplığı eksik.
No window: the screen cannot be reached, or a system library that windows need is missing.
"""


def show_bug(text: str) -> None:
    """Show a text that can be copied, and wait until it is closed.

    For errors before the program reports them itself: nothing else of it is needed.
    """
    from PySide6.QtWidgets import QApplication, QMessageBox

    app = QApplication.instance()  # held until the box is closed
    if app is None:
        with exit_without_screen():
            app = QApplication(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Critical, "e-Belediye’ye geçiş", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.addButton("Kapat", QMessageBox.ButtonRole.RejectRole)
    box.exec()


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
