"""A program of its own: the whole program meets errors nobody expected, each from another place.

    python -m tests.ui.scenarios.bug_scenario

Ends with an error where the window does not go on, or tells what was typed.
"""

import sys
import traceback
from collections.abc import Callable
from threading import Thread
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from ebel_wizard import settings
from ebel_wizard.demo import driver
from ebel_wizard.store import program_log
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application
from tests.ui.wizard import SAVED, Wizard

TYPED: Final = "10000000146 İpek Gündoğdu"
NOTED: Final = "ERROR ebel_wizard.ui.startup.bug_report: bug"
MORE: Final = 3


class Unforeseen(Exception):  # noqa: N818
    """Its text has what was typed, as an error's text may."""


def fails() -> None:
    raise Unforeseen(TYPED)


def in_a_slot(_: Wizard) -> None:
    QTimer.singleShot(0, fails)


def in_a_lane(wizard: Wizard) -> None:
    wizard.window.session.background_worker.run(fails, lambda _: None, receiver=wizard.window)


def in_the_database_lane(wizard: Wizard) -> None:
    wizard.window.session.workspace.list_backups(
        lambda _: fails(), lambda _: None, receiver=wizard.window
    )


def in_a_thread(_: Wizard) -> None:
    Thread(target=fails).start()


PLACES: Final[tuple[Callable[[Wizard], None], ...]] = (
    in_a_slot,
    in_a_lane,
    in_the_database_lane,
    in_a_thread,
)


class Dying:
    def __del__(self) -> None:
        fails()


def walk() -> None:
    driver.wait_until(windows, "the window")
    wizard = Wizard(windows()[0])
    driver.activate(wizard.window)
    for number, cause in enumerate(PLACES):
        wizard.step_one("Belediye")
        wizard.type_into("Resmî ad", f"Örnekköy{number}")
        typed = wizard.shows("Resmî ad")
        cause(wizard)
        driver.wait_until(boxes, "the error to be told")
        (box,) = boxes()
        driver.click(box, "Ayrıntıyı kopyala")
        assert boxes() == [box], "copying closed it"
        report = QGuiApplication.clipboard().text()
        assert "Unforeseen" in report
        assert "bug_scenario.py" in report
        # All are noted before the box is closed: one that came later would open the next.
        noted = log().count(NOTED)
        for _ in range(MORE):
            cause(wizard)
        driver.wait_until(lambda: log().count(NOTED) == noted + MORE, "the log to have them all")  # noqa: B023
        assert boxes() == [box], "one box is enough"
        driver.click(box, "Tamam")
        driver.wait_until(lambda: not boxes(), "the box to close")
        driver.wait_until(lambda: wizard.save_status() == SAVED, "what was typed to be kept")
        assert wizard.shows("Resmî ad") == typed
        shown = box.text() + report
        assert not any(word in shown for word in TYPED.split())
    Dying()
    assert log().count(NOTED) == (1 + MORE) * len(PLACES)
    assert "in a destructor Unforeseen" in log().replace("\n", " ")
    assert not any(word in log() for word in TYPED.split())
    wizard.close()


def log() -> str:
    """What the program has noted so far."""
    folder = settings.data_dir() / program_log.FOLDER_NAME
    return (folder / program_log.FILE_NAME).read_text(encoding="utf-8")


def windows() -> list[MainWindow]:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return [each for each in found if each.isVisible() and each.is_ready]


def boxes() -> list[QMessageBox]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, QMessageBox) and each.isVisible()]


def main() -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = application.make_application()
    failed = []

    def drive() -> None:
        try:
            walk()
        except BaseException:  # noqa: BLE001 - the program itself would go on with it
            failed.append(traceback.format_exc())
            app.exit(1)

    QTimer.singleShot(0, drive)
    application.run()
    sys.stdout.write("".join(failed))
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
