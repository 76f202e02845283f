"""What the officer is told when no window can open, and when something unexpected happens."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from ebel_wizard import demo, driver, settings
from ebel_wizard.store import program_log
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import opener

SECRET = b"Uydurma-Parola-" * 4
CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")


@pytest.fixture(autouse=True)
def in_turkish(qapp: QApplication) -> None:
    opener.make_application()


def boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox)]


def journal_of(folder: Path) -> str:
    return (folder / program_log.FOLDER_NAME / program_log.FILE_NAME).read_text(encoding="utf-8")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a workspace of its own, at its first page."""
    opened = demo.open_window(tmp_path)
    driver.bring_up(opened)
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
    driver.until(lambda: said, "the refusal")
    assert "okunamıyor" in said[0]
    assert "bilgi işlem" in said[0]
    assert start.window is None
    assert "not opened: DAMAGED" in journal_of(tmp_path)


def test_a_refusal_is_shown_until_it_is_closed(qapp: QApplication) -> None:
    opener.tell("Çalışma alanının klasörüne yazılamıyor.")
    driver.settle()
    (box,) = [each for each in boxes() if each.isVisible()]
    assert box.text() == "Çalışma alanının klasörüne yazılamıyor."
    driver.press(box, "Tamam")
    driver.until(lambda: not [each for each in boxes() if each.isVisible()], "the box to close")


def test_a_bug_is_told_without_what_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("10000000146 İpek Gündoğdu")
    except ValueError:
        opener.meet_bug(*sys.exc_info())
    driver.settle()
    (box,) = [each for each in boxes() if each.isVisible()]
    shown = box.text() + box.detailedText() + capsys.readouterr().err
    assert "ValueError" in shown
    assert "test_app.py" in shown
    assert "10000000146" not in shown
    assert "Gündoğdu" not in shown
    box.close()
    driver.settle()


def test_a_bug_commits_what_is_being_typed_and_is_written_down(
    window: MainWindow, tmp_path: Path
) -> None:
    line = driver.named(window, QLineEdit, "Resmî ad")
    line.setFocus()
    driver.type_text(line, "Örnekköy")
    assert window.session.answers.answer("municipality.name") == ""
    try:
        raise ValueError("10000000146")
    except ValueError:
        opener.meet_bug(*sys.exc_info())
    assert window.session.answers.answer("municipality.name") == "Örnekköy"
    (box,) = [each for each in boxes() if each.isVisible()]
    box.close()
    driver.until(lambda: not window.session.unsaved, "the disk to have it")
    kept = journal_of(tmp_path)
    assert "bug" in kept
    assert "ValueError" in kept
    assert "test_app.py" in kept
    assert "10000000146" not in kept
    assert "Örnekköy" not in kept


def test_a_window_that_stands_still_is_noted(window: MainWindow, tmp_path: Path) -> None:
    driver.until(lambda: "opened in" in journal_of(tmp_path))
    before = journal_of(tmp_path).count("stood still")
    begun = perf_counter()
    while perf_counter() - begun < 0.25:
        pass
    driver.until(lambda: journal_of(tmp_path).count("stood still") > before, "the note")


FORBID = "from ebel_wizard import app; app.forbid_core_dumps(); "
RAISE = "import resource as r; r.setrlimit(r.RLIMIT_CORE, r.getrlimit(r.RLIMIT_CORE)[1:] * 2); "
DUMPS_HERE = CORE_PATTERN.exists() and not CORE_PATTERN.read_text().startswith(("|", "/"))


@pytest.mark.parametrize("kind", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_leaves_no_core(tmp_path: Path, kind: signal.Signals) -> None:
    assert len(crash(tmp_path, "", kind)) == DUMPS_HERE
    assert crash(tmp_path, FORBID, kind) == []


def test_a_core_that_the_system_insists_on_has_no_memory_in_it(tmp_path: Path) -> None:
    assert [SECRET in core for core in crash(tmp_path, "", signal.SIGSEGV)] == [True] * DUMPS_HERE
    cores = crash(tmp_path, FORBID + RAISE, signal.SIGSEGV)
    assert [SECRET in core for core in cores] == [False] * DUMPS_HERE


def crash(folder: Path, first: str, kind: signal.Signals) -> list[bytes]:
    """The cores that are left when a program with a secret in its memory crashes."""
    secret = f"secret = bytes(each - 1 for each in {bytes(each + 1 for each in SECRET)!r}); "
    program = f"{secret}{first}import os; os.kill(os.getpid(), {int(kind)})"
    done = subprocess.run(
        ["sh", "-c", 'ulimit -c unlimited; exec "$@"', "sh", sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(opener.__file__).parents[3])},
        check=False,
    )
    assert done.returncode == -kind
    left = list(folder.iterdir())
    cores = [each.read_bytes() for each in left]
    for each in left:
        each.unlink()
    return cores


def test_broken_settings_are_said_and_the_window_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    settings.file().write_text("{", encoding="utf-8")
    start = opener.WorkspaceOpener(settings.data_dir())
    start.open()
    driver.until(lambda: start.window is not None, "the window")
    window = start.window
    assert window is not None
    assert "Ayarlar dosyası" in window.statusBar().currentMessage()
    driver.bring_up(window)
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
    )
    assert done.returncode == 1
    first, second, *ours = [line for line in done.stderr.splitlines() if "XDG_" not in line]
    assert first.startswith("Pencere açılamadı: ekrana ulaşılamıyor")
    assert second.startswith("No window: the screen cannot be reached")
    assert any(":4711" in line or "wl_display" in line for line in ours)
    assert list(tmp_path.iterdir()) == []
