"""What the officer is told when no window can open, and when something unexpected happens."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.store import backups, program_log
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import application, bug_report, message_box, opener
from ebel_wizard.ui.startup.opener import TRANSITIONS, IllegalTransitionError, OpenerState
from tests.limits import HANG


@pytest.fixture(autouse=True)
def in_turkish(qapp: QApplication) -> None:
    application.make_application()


def boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox)]


def journal_of(folder: Path) -> str:
    return (folder / program_log.FOLDER_NAME / program_log.FILE_NAME).read_text(encoding="utf-8")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a workspace of its own, at its first page."""
    opened = demo.open_window(tmp_path)
    driver.activate(opened)
    opened.open(f"{demo.STEP}/municipality")
    yield opened
    demo.close_window(opened)
    opened.deleteLater()


def test_a_workspace_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 1000)
    start = opener.WorkspaceOpener(tmp_path)
    said: list[str] = []
    start.refused.connect(said.append)
    start.open()
    driver.wait_until(lambda: said, "the refusal")
    assert "okunamıyor" in said[0]
    assert "bilgi işlem" in said[0]
    assert start.window is None
    assert "not opened: DAMAGED" in journal_of(tmp_path)


def test_a_refusal_is_shown_until_it_is_closed(qapp: QApplication) -> None:
    message_box.show_message("Cevapların klasörüne yazılamıyor.")
    driver.process_events()
    (box,) = [each for each in boxes() if each.isVisible()]
    assert box.text() == "Cevapların klasörüne yazılamıyor."
    driver.click(box, "Tamam")
    driver.wait_until(
        lambda: not [each for each in boxes() if each.isVisible()], "the box to close"
    )


def test_a_bug_is_told_without_what_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("10000000146 İpek Gündoğdu")
    except ValueError:
        bug_report.report_bug(*sys.exc_info())
    driver.process_events()
    (box,) = [each for each in boxes() if each.isVisible()]
    shown = box.text() + box.detailedText() + capsys.readouterr().err
    assert "ValueError" in shown
    assert "test_opener.py" in shown
    assert "10000000146" not in shown
    assert "Gündoğdu" not in shown
    box.close()
    driver.process_events()


def test_a_bug_commits_what_is_being_typed_and_is_written_down(
    window: MainWindow, tmp_path: Path
) -> None:
    line = driver.find_by_name(window, QLineEdit, "Resmî ad")
    line.setFocus()
    driver.type_text(line, "Örnekköy")
    assert window.session.answers.answer("municipality.name") == ""
    try:
        raise ValueError("10000000146")
    except ValueError:
        bug_report.report_bug(*sys.exc_info())
    assert window.session.answers.answer("municipality.name") == "Örnekköy"
    (box,) = [each for each in boxes() if each.isVisible()]
    box.close()
    driver.wait_until(lambda: not window.session.unsaved, "the disk to have it")
    kept = journal_of(tmp_path)
    assert "bug" in kept
    assert "ValueError" in kept
    assert "test_opener.py" in kept
    assert "10000000146" not in kept
    assert "Örnekköy" not in kept


def test_a_window_that_stands_still_is_noted(window: MainWindow, tmp_path: Path) -> None:
    driver.wait_until(lambda: "opened in" in journal_of(tmp_path))
    before = journal_of(tmp_path).count("stood still")
    begun = perf_counter()
    while perf_counter() - begun < 0.25:
        pass
    driver.wait_until(lambda: journal_of(tmp_path).count("stood still") > before, "the note")


def test_broken_settings_are_said_and_the_window_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    settings.file().write_text("{", encoding="utf-8")
    start = opener.WorkspaceOpener(settings.data_dir())
    start.open()
    driver.wait_until(lambda: start.window is not None, "the window")
    window = start.window
    assert window is not None
    assert "Ayarlar dosyası" in window.message()
    driver.activate(window)
    demo.close_window(window)
    window.deleteLater()


@pytest.mark.parametrize("screen", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_that_cannot_be_reached_is_said_in_turkish_and_english(
    tmp_path: Path, screen: str
) -> None:
    unset = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"}
    environment = {key: value for key, value in os.environ.items() if key not in unset}
    done = subprocess.run(
        [sys.executable, "-m", "ebel_wizard"],
        env={**environment, screen: ":4711", settings.HOME_VARIABLE: str(tmp_path)},
        cwd=Path(opener.__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 1
    first, second, *ours = [line for line in done.stderr.splitlines() if "XDG_" not in line]
    assert first.startswith("Pencere açılamadı: ekrana ulaşılamıyor")
    assert second.startswith("No window: the screen cannot be reached")
    assert any(":4711" in line or "wl_display" in line for line in ours)
    assert list(tmp_path.iterdir()) == []


# The states of the opener


def reachable(state: OpenerState) -> set[OpenerState]:
    found, left = {state}, [state]
    while left:
        new = TRANSITIONS[left.pop()] - found
        found |= new
        left += new
    return found


def test_every_state_has_its_transitions_and_can_be_reached() -> None:
    assert set(TRANSITIONS) == set(OpenerState)
    assert reachable(OpenerState.NEW) == set(OpenerState)
    ends = {state for state, following in TRANSITIONS.items() if not following}
    assert ends == {
        OpenerState.REFUSED,
        OpenerState.ALREADY_RUNNING,
        OpenerState.CANCELLED,
        OpenerState.CLOSED,
    }
    assert all(reachable(state) & ends for state in OpenerState)


def test_the_opener_is_open_while_its_window_is(tmp_path: Path) -> None:
    start = opener.WorkspaceOpener(tmp_path)
    assert start.state is OpenerState.NEW
    with pytest.raises(IllegalTransitionError):
        start.cancel()
    start.open()
    assert state_of(start) is OpenerState.LOADING
    with pytest.raises(IllegalTransitionError):
        start.open()
    driver.wait_until(lambda: start.window is not None, "the window")
    assert state_of(start) is OpenerState.OPEN
    for illegal in (start.open, start.cancel):
        with pytest.raises(IllegalTransitionError):
            illegal()
    window = start.window
    assert window is not None
    window.show()
    demo.close_window(window)
    assert state_of(start) is OpenerState.CLOSED
    window.deleteLater()


def test_what_was_refused_is_not_opened_again(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 1000)
    start = opener.WorkspaceOpener(tmp_path)
    start.open()
    driver.wait_until(lambda: start.state is OpenerState.REFUSED, "the refusal")
    with pytest.raises(IllegalTransitionError):
        start.open()
    with pytest.raises(IllegalTransitionError):
        start.cancel()


def test_a_backup_that_is_offered_may_be_declined_once(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    change = workspace.load().set_answer("municipality.name", "Örnekköy")
    assert change is not None
    workspace.apply(change)
    workspace.back_up(Reason.START)
    workspace.close()
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 1000)
    start = opener.WorkspaceOpener(tmp_path)
    start.open()
    driver.wait_until(lambda: start.state is OpenerState.OFFERING_BACKUP, "the offer")
    start.cancel()
    assert start.state is OpenerState.CANCELLED
    (backup,) = backups.list_backups(tmp_path / backups.FOLDER_NAME)
    with pytest.raises(IllegalTransitionError):
        start.open_backup(backup)


def state_of(start: opener.WorkspaceOpener) -> OpenerState:
    return start.state
