"""Whoever ends the program or the session while somebody types loses nothing of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard import settings
from ebel_wizard.demo import driver
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.shell.closing import Closing
from tests.limits import killed_when_it_hangs
from tests.ui.conftest import Open
from tests.ui.scenarios.signalled_scenario import letter
from tests.ui.wizard import Wizard

ROOT = Path(__file__).resolve().parents[3]


def kept_name(home: Path) -> str:
    workspace = Workspace.open(home / "data")
    try:
        return workspace.load().answer("municipality.name")
    finally:
        workspace.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("letters", [1, 60])
def test_a_signal_in_the_middle_of_typing_saves_every_letter(
    home: Path, name: str, letters: int
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.scenarios.signalled_scenario", name],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with killed_when_it_hangs(program), program:
        assert program.stdout is not None
        typed = 0
        for line in program.stdout:
            typed = int(line)
            if typed == letters:
                program.send_signal(getattr(signal, name))
        assert program.wait() == 0
    assert typed >= letters
    assert kept_name(home) == "".join(map(letter, range(typed)))


def closing(wizard: Wizard) -> Closing:
    found = wizard.window.findChild(Closing)
    assert found is not None
    return found


def test_the_end_of_the_desktop_session_waits_for_the_disk(wizard: Wizard, home: Path) -> None:
    wizard.step_one("Belediye")
    wizard.type_into("Resmî ad", "Örn")
    assert closing(wizard).save_now(may_ask=True)
    reader = sqlite3.connect(home / "data" / "answers.db")
    rows = dict(reader.execute("SELECT path, value FROM answer"))
    reader.close()
    assert rows["municipality.name"] == "Örn"


def test_when_the_session_ends_the_workspace_is_closed_before_the_program_is_gone(
    wizard: Wizard, qapp: QApplication
) -> None:
    """Windows ends the process as soon as Qt returns from what this sends."""
    wizard.step_one("Belediye")
    wizard.type_into("Resmî ad", "Örn")
    assert closing(wizard).save_now(may_ask=True)
    # Within exec, or every later event loop of this process would end before it began.
    QTimer.singleShot(0, lambda: QApplication.sendEvent(qapp, QEvent(QEvent.Type.Quit)))
    assert qapp.exec() == 0
    QApplication.removePostedEvents(qapp, QEvent.Type.Quit.value)  # of its last window
    left = {each.name for each in settings.data_dir().iterdir() if each.is_file()}
    assert left == {"answers.db"}, "neither the lock nor a log of the database"
    reader = sqlite3.connect(settings.data_dir() / "answers.db")
    rows = dict(reader.execute("SELECT path, value FROM answer"))
    reader.close()
    assert rows["municipality.name"] == "Örn"


def test_the_end_of_the_desktop_session_asks_about_what_the_disk_refuses(
    wizard: Wizard, open_wizard: Open
) -> None:
    wizard.step_one("Belediye")
    other = sqlite3.connect(settings.data_dir() / "answers.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    wizard.type_into("Resmî ad", "Örn")
    assert not closing(wizard).save_now(may_ask=False)
    assert not any(driver.visible_widgets(wizard.window, QMessageBox))
    assert not closing(wizard).save_now(may_ask=True)
    driver.click(next(driver.visible_widgets(wizard.window, QMessageBox)), "Vazgeç")
    other.execute("ROLLBACK")
    other.close()
    # An attempt from before may still be refused.
    driver.wait_until(lambda: closing(wizard).save_now(may_ask=False), "the disk to have it")
    wizard.close()
    again = open_wizard()
    again.step_one("Belediye")
    assert again.shows("Resmî ad") == "Örn"
