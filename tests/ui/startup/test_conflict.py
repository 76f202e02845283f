"""The officer is asked when another machine may have the workspace, or another copy came."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from ebel_wizard import settings
from ebel_wizard.demo import driver
from ebel_wizard.store.errors import Fault
from ebel_wizard.store.lock import FILE_NAME as LOCK
from ebel_wizard.store.lock import WorkspaceLock
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.startup import application, opener, opening
from ebel_wizard.ui.startup.opener import OpenerState
from tests.store.test_conflict import copy_over
from tests.store.test_faults import named
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard


def question() -> QMessageBox:
    found: list[QMessageBox] = []

    def look() -> bool:
        found[:] = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QMessageBox) and each.isVisible()
        ]
        return bool(found)

    driver.wait_until(look, "the question")
    return found[0]


# A lock of another machine


@pytest.fixture
def held_elsewhere(tmp_path: Path) -> Path:
    """A workspace that was copied while it was open on another machine."""
    opened = Workspace.open(tmp_path)
    opened.apply(named("Örnekköy"))
    opened.close()
    lock = WorkspaceLock(tmp_path)
    lock.take()
    text = json.loads((tmp_path / LOCK).read_text(encoding="utf-8"))
    lock.release()
    other = {**text, "machine": "0" * 32, "host": "YAZI-ISLERI-2", "user": "ipek"}
    (tmp_path / LOCK).write_text(json.dumps(other), encoding="utf-8")
    return tmp_path


def started(folder: Path, declined: Callable[[], object]) -> opener.WorkspaceOpener:
    application.make_application()
    start = opener.WorkspaceOpener(folder)
    start.takeover_offered.connect(lambda text: opening.offer_takeover(start, declined, text))
    start.open()
    driver.wait_until(lambda: start.state is OpenerState.OFFERING_TAKEOVER, "the question")
    return start


def test_the_other_machine_is_named_and_taking_over_opens(
    qapp: QApplication, held_elsewhere: Path
) -> None:
    start = started(held_elsewhere, lambda: None)
    box = question()
    assert "YAZI-ISLERI-2 bilgisayarında ipek hesabıyla" in box.text()
    driver.click(box, "Burada aç")
    driver.wait_until(lambda: start.window is not None, "the window")
    window = start.window
    assert window is not None
    assert window.session.answers.answer("municipality.name") == "Örnekköy"
    window.close()
    driver.wait_until(lambda: start.state is OpenerState.CLOSED, "the window to close")
    window.deleteLater()


def test_declining_leaves_the_other_machines_lock(qapp: QApplication, held_elsewhere: Path) -> None:
    before = (held_elsewhere / LOCK).read_bytes()
    declined: list[bool] = []
    start = started(held_elsewhere, lambda: declined.append(True))
    driver.click(question(), "Kapat")
    driver.wait_until(lambda: declined, "the end")
    assert start.state is OpenerState.CANCELLED
    assert (held_elsewhere / LOCK).read_bytes() == before


# Another copy of the database


@pytest.fixture
def replaced(open_wizard: Open, tmp_path: Path) -> Wizard:
    """A window whose database was replaced by an older one; an answer could not be saved."""
    first = open_wizard()
    first.step_one("Belediye")
    first.answer("Resmî ad", "Eskiköy")
    first.close()
    file = settings.data_dir() / FILE_NAME
    older = Path(shutil.copy(file, tmp_path))
    wizard = open_wizard()
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    copy_over(older, file)
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    driver.wait_until(lambda: wizard.save_status() == "Kaydedilemedi", "saving to stop")
    return wizard


def tomorrow(open_wizard: Open) -> list[str]:
    again = open_wizard()
    again.step_one("Belediye")
    return [again.shows("Resmî ad"), again.shows("Adres")]


def test_going_on_with_what_is_open_saves_it(replaced: Wizard, open_wizard: Open) -> None:
    box = question()
    assert box.text() == Fault.REPLACED.what
    driver.click(box, "Açık olanla sürdür")
    replaced.wait_saved()
    assert replaced.shows("Resmî ad") == "Örnekköy"
    replaced.close()
    assert tomorrow(open_wizard) == ["Örnekköy", "Cumhuriyet Mahallesi"]


def test_taking_the_other_shows_it_and_can_be_undone(replaced: Wizard, open_wizard: Open) -> None:
    driver.click(question(), "Öbürünü al")
    driver.wait_until(lambda: replaced.shows("Resmî ad") == "Eskiköy", "the other copy")
    replaced.wait_saved()
    assert replaced.shows("Adres") == ""
    replaced.press("Geri al")
    replaced.wait_saved()
    assert replaced.shows("Resmî ad") == "Örnekköy"
    replaced.press("Yinele")
    replaced.wait_saved()
    replaced.close()
    assert tomorrow(open_wizard) == ["Eskiköy", ""]


def test_who_waits_is_asked_again_with_the_next_try(replaced: Wizard) -> None:
    driver.click(question(), "Sonra")
    assert replaced.says(Fault.REPLACED.what)
    replaced.press("Yeniden dene")
    driver.click(question(), "Açık olanla sürdür")
    replaced.wait_saved()


def test_a_second_window_on_a_deleted_lock_stops_the_first(
    open_wizard: Open,
) -> None:
    wizard = open_wizard()
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    (settings.data_dir() / LOCK).unlink()
    second = WorkspaceLock(settings.data_dir())
    second.take()
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    driver.wait_until(lambda: wizard.save_status() == "Kaydedilemedi", "saving to stop")
    box = question()
    assert box.text() == Fault.TAKEN_OVER.what
    driver.click(box, "Açık olanla sürdür")
    driver.click(question(), "Sonra")  # the other one is still open
    second.release()
    wizard.press("Yeniden dene")
    driver.click(question(), "Açık olanla sürdür")
    wizard.wait_saved()
