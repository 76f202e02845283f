"""Where the window stands: inside its screen, whatever the scale and wherever it stood before."""

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ebel_wizard import settings, untrusted
from ebel_wizard.ui.widgets import tokens

_USUAL: Final = QSize(*tokens.WINDOW)
_LOW: Final = 800  # a window on a lower screen takes all of it
_LARGEST: Final = 1_000  # bytes; Qt writes less than a tenth
_FRAME: Final = QSize(*tokens.WINDOW_FRAME)


def place(window: QWidget) -> None:
    """Put a window that is not shown yet where it stood when it was closed, or in the middle of the
    screen; on a small screen it takes all of it.
    """
    known = window.restoreGeometry(_kept())
    screen = window.screen() if known else QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    least = QSize(*tokens.MIN_WINDOW).boundedTo(room.size())
    window.setMinimumSize(least)
    is_whole = bool(window.windowState() & Qt.WindowState.WindowMaximized)
    if room.height() < _LOW or (known and is_whole):
        window.resize((_USUAL.boundedTo(room.size()) - _FRAME).expandedTo(least))
        window.setWindowState(Qt.WindowState.WindowMaximized)
        return
    size = (window.size() if known else _USUAL).boundedTo(room.size() - _FRAME)
    window.resize(size.expandedTo(least))
    framed = QRect(window.pos(), window.size() + _FRAME)
    if not known:
        framed.moveCenter(room.center())
    window.move(_inside(framed, room))


def keep(window: QWidget) -> None:
    """Keep where a window stands: with the machine, since it stands there before a case is open."""
    from ebel_wizard import files

    file = settings.window_file()
    with suppress(OSError):  # it opens in the middle then
        files.make_folder(file.parent, private=True)
        files.write(file, bytes(window.saveGeometry().data()), private=True)


def _kept() -> QByteArray:
    try:
        return QByteArray(untrusted.read(settings.window_file(), _LARGEST) or b"")
    except (OSError, ValueError):
        return QByteArray()


def _inside(at: QRect, room: QRect) -> QPoint:
    """Return where a rectangle is inside another, moved no further than it must be."""
    left = max(room.left(), min(at.left(), room.right() + 1 - at.width()))
    return QPoint(left, max(room.top(), min(at.top(), room.bottom() + 1 - at.height())))
