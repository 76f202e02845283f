"""A program of its own on a screen of its own: where its first window stands.

    python -m tests.ui.scenarios.first_size_scenario GEOMETRY

Writes as JSON, in device-independent pixels, the screen's free area, and the rectangles of the
window and of its parts on the screen.
"""

import json
import sys

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.shell.footer import Footer
from ebel_wizard.ui.shell.rail import Rail
from ebel_wizard.ui.shell.top_bar import TopBar
from ebel_wizard.ui.startup import application


def main() -> int:
    application.make_application()
    window = demo.open_window(settings.data_dir())
    driver.activate(window)
    window.open("talep-yazisi/municipality")
    driver.process_events()
    room = QGuiApplication.primaryScreen().availableGeometry()
    told: dict[str, object] = {"room": corners(room), "window": corners(window.frameGeometry())}
    told["is_whole"] = window.isMaximized()
    for kind in (TopBar, Rail, Footer):
        part = next(driver.visible_widgets(window, kind))
        told[kind.__name__] = corners(on_screen(part))
    json.dump(told, sys.stdout)
    if sys.argv[1:]:
        window.showNormal()
        window.move(room.right() - 50, room.bottom() - 50)
    demo.close_window(window)
    return 0


def on_screen(part: QWidget) -> QRect:
    return QRect(part.mapToGlobal(part.rect().topLeft()), part.size())


def corners(rect: QRect) -> list[int]:
    return [rect.left(), rect.top(), rect.left() + rect.width(), rect.top() + rect.height()]


if __name__ == "__main__":
    sys.exit(main())
