"""A program of its own: the real one, watched from its first paint on.

    python -m tests.ui.scenarios.frame_scenario [ACT]

Writes as JSON what was imported and shown at the first paint, and once the case is open. The act is
done in the frame, before the case is open: ``type WORDS``, ``press KEY``, ``choose PLACE`` or
``close``; ``wait`` does nothing but write what stands over the frame when something does. It must
import nothing of ours that the frame does not.
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from ebel_wizard import __main__
from ebel_wizard.ui.shell.place_list import PlaceList
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application
from tests.limits import die_when_this_hangs

KEYS = {"Enter": Qt.Key.Key_Return, "F1": Qt.Key.Key_F1}


def shown(window: MainWindow) -> dict[str, Any]:
    """Return what is imported, and where everything stands that is in sight."""
    lines = {}
    for places in window.findChildren(PlaceList):
        model = places.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            rect = places.visualRect(index)
            at = places.viewport().mapTo(window, rect.topLeft())
            lines[str(index.data())] = [at.x(), at.y(), rect.width(), rect.height()]
    focused = QApplication.focusWidget()
    whole, line = window.geometry(), window.findChild(SearchLine)
    assert line is not None
    return {
        "imported": sorted(sys.modules),
        "lines": lines,
        "window": [whole.left(), whole.top(), whole.width(), whole.height()],
        "searched": line.text(),
        "focused": focused.accessibleName() if focused is not None else "",
        "here": [each.here() for each in window.findChildren(PlaceList) if each.here()],
    }


def act(window: MainWindow, what: list[str]) -> None:
    """Do something in the frame, as the officer does."""
    kind, *words = what
    focused = QApplication.focusWidget() or window
    if kind == "type":
        for letter in words[0]:
            pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget() or window, pressed)
    elif kind == "press":
        QTest.keyClick(focused, KEYS[words[0]])
    elif kind == "choose":
        for places in window.findChildren(PlaceList):
            model = places.model()
            for row in range(model.rowCount()):
                if words[0] in str(model.index(row, 0).data()):
                    rect = places.visualRect(model.index(row, 0))
                    left = Qt.MouseButton.LeftButton
                    QTest.mouseClick(places.viewport(), left, pos=rect.center())
    elif kind == "close":
        window.close()


def main(what: list[str]) -> int:
    application.make_application()
    told: dict[str, Any] = {}
    timer = QTimer()

    def begin() -> None:
        """Look when the frame is painted; the program has connected before."""
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        if windows:
            timer.timeout.disconnect()
            (window,) = windows
            if window.isVisible():
                window.painted.connect(lambda: painted(window))
            timer.timeout.connect(lambda: look(window))

    def painted(window: MainWindow) -> None:
        told["frame"] = shown(window)
        window.activateWindow()
        QTimer.singleShot(0, window, lambda: act(window, what))

    def look(window: MainWindow) -> None:
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
        over = [each for each in dialogs if each.isVisible()]
        if window.is_ready and "case" not in told:
            told["case"] = shown(window)
            QTimer.singleShot(100, window, window.close)
        elif over and "over" not in told:
            dialog = over[0]
            told["over"] = {
                "is_over_frame": dialog.parentWidget() is window,
                "frame_is_seen": window.isVisible(),
                "has_line": bool(dialog.findChildren(QLineEdit)),
            }
            dialog.close()

    timer.timeout.connect(begin)
    timer.start(0)
    told["status"] = __main__.main([])
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    die_when_this_hangs()
    sys.exit(main(sys.argv[1:] or ["wait"]))
