"""One window for one workspace: the second start brings the first window forward."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import opener
from ebel_wizard.ui.startup.single_instance import FILE_NAME
from tests.exchange.handovers import CASE, make_file
from tests.limits import HANG, killed_when_it_hangs
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

posix = pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows is no file")


def second(folder: Path) -> tuple[opener.WorkspaceOpener, list[str]]:
    """A second start, and what came of it: ``elsewhere`` or the sentence it refused with."""
    start = opener.WorkspaceOpener(folder)
    came: list[str] = []
    start.refused.connect(came.append)
    start.already_running.connect(lambda: came.append("elsewhere"))
    start.open()
    driver.wait_until(lambda: came, "the second start to end")
    return start, came


def test_the_second_start_brings_the_first_window_forward(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.type_into("Resmî ad", "Örnek")
    wizard.window.showMinimized()
    driver.process_events()
    start, came = second(settings.data_dir())
    assert came == ["elsewhere"]
    assert start.window is None
    assert not wizard.window.isMinimized()
    assert wizard.window.isVisible()
    assert wizard.shows("Resmî ad") == "Örnek"


_START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ebel_wizard.ui.startup.opener import WorkspaceOpener
app = QApplication(sys.argv[:1])
start = WorkspaceOpener(Path(sys.argv[1]))
def say(word):
    print(word, flush=True)
start.opened.connect(lambda window: say("opened"))
start.refused.connect(say)
start.already_running.connect(lambda: (say("elsewhere"), app.quit()))
sys.stdin.readline()
start.open()
app.exec()
"""


@pytest.mark.parametrize("time", range(3))
def test_of_first_starts_at_the_same_moment_one_opens(tmp_path: Path, time: int) -> None:
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", _START, tmp_path / f"{time}" / "data"],
            cwd=Path(opener.__file__).parents[3],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for start in starts:
        assert start.stdin is not None
        start.stdin.write("\n")
        start.stdin.flush()
    came = []
    for start in starts:
        assert start.stdout is not None
        with killed_when_it_hangs(start):
            came.append(start.stdout.readline().strip())
    for start in starts:
        start.kill()
        start.communicate()
    assert sorted(came) == ["elsewhere", "elsewhere", "opened"]


def test_a_program_started_again_brings_the_first_forward_and_says_nothing(wizard: Wizard) -> None:
    wizard.window.showMinimized()
    driver.process_events()
    env = {**os.environ, "PYTHONPATH": str(Path(opener.__file__).parents[3])}
    again = subprocess.Popen(
        [sys.executable, "-m", "ebel_wizard"], env=env, stderr=subprocess.PIPE, text=True
    )
    with killed_when_it_hangs(again):
        driver.wait_until(lambda: again.poll() is not None, "the second program to end")
    assert again.returncode == 0
    assert again.communicate()[1] == ""
    assert not wizard.window.isMinimized()


def test_a_hand_over_file_that_is_started_is_asked_about_in_the_window_that_is_open(
    wizard: Wizard, tmp_path: Path
) -> None:
    """As by a double click, in a folder whose name has a line break."""
    file = tmp_path / "çok\nönemli" / "DEVİR 1.EBEL"
    file.parent.mkdir()
    file.write_bytes(make_file(CASE, "Uydurma parola 1"))
    root = Path(opener.__file__).parents[3]
    again = subprocess.Popen(
        [sys.executable, "-m", "ebel_wizard", file.name],
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=file.parent,
        stderr=subprocess.PIPE,
        text=True,
    )
    with killed_when_it_hangs(again):
        driver.wait_until(lambda: again.poll() is not None, "the second program to end")
    assert (again.returncode, again.communicate()[1]) == (0, "")
    driver.wait_until(lambda: wizard.asks("Dosyanın parolası"), "the password's question")
    second(settings.data_dir())  # and another start brings the question forward
    assert wizard.asks("Dosyanın parolası")


def test_a_hand_over_file_waits_for_the_question_that_is_open(
    wizard: Wizard, tmp_path: Path
) -> None:
    file = tmp_path / "devir.ebel"
    file.write_bytes(make_file(CASE, "Uydurma parola 1"))
    wizard.go("Ayarlar")
    wizard.press("Dosyayı devret…")
    assert wizard.opens()
    start = opener.WorkspaceOpener(settings.data_dir(), handover=file)
    start.open()
    driver.wait_until(wizard.told, "what to do")
    assert "önce ekrandaki soruyu yanıtlayın" in wizard.told()
    assert not wizard.asks("Dosyanın parolası")


def test_a_hand_over_file_that_starts_the_program_is_asked_about_once_the_case_is_open(
    home: Path, qapp: QApplication, tmp_path: Path
) -> None:
    file = tmp_path / "devir.ebel"
    file.write_bytes(make_file(CASE, "Uydurma parola 1"))
    start = opener.WorkspaceOpener(settings.data_dir(), handover=file)
    start.opened.connect(MainWindow.show)
    start.open()
    driver.wait_until(lambda: start.window is not None, "the window")
    assert start.window is not None
    wizard = Wizard(start.window)
    driver.wait_until(lambda: wizard.asks("Dosyanın parolası"), "the password's question")
    wizard.close()
    wizard.window.deleteLater()


def test_a_workspace_that_another_program_has_is_refused_in_words(tmp_path: Path) -> None:
    lock = QLockFile(str(tmp_path / "wizard.lock"))
    assert lock.tryLock(0)
    start, came = second(tmp_path)
    assert "öbür penceresine" in came[0]
    assert start.window is None
    assert [each.name for each in tmp_path.iterdir()] == ["wizard.lock"], "nothing was touched"
    lock.unlock()


def test_a_second_start_leaves_what_the_first_lent_to_a_viewer(wizard: Wizard) -> None:
    data = settings.data_dir()
    lent = data / "files" / "acilan" / "belge.pdf"
    lent.parent.mkdir(parents=True)
    lent.write_bytes(b"%PDF-1.4")
    second(data)
    assert lent.exists()


@posix
def test_the_bell_is_its_owners_alone_and_gone_with_the_window(wizard: Wizard) -> None:
    bell = settings.data_dir() / FILE_NAME
    driver.wait_until(bell.exists, "the bell")
    mode = bell.stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert mode & 0o077 == 0
    wizard.close()
    assert not bell.exists()


@posix
def test_a_bell_left_behind_by_a_kill_is_replaced(open_wizard: Open) -> None:
    data = settings.data_dir()
    data.mkdir(parents=True)
    program = (
        "import os, signal, socket, sys; s = socket.socket(socket.AF_UNIX);"
        "os.chdir(sys.argv[1]); s.bind(sys.argv[2]); s.listen(); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, data, FILE_NAME], check=False, timeout=HANG
    )
    assert killed.returncode == -signal.SIGKILL
    assert (data / FILE_NAME).exists()
    open_wizard()
    assert second(data)[1] == ["elsewhere"]


def test_a_workspace_may_lie_deep(tmp_path: Path) -> None:
    deep = tmp_path / "Örnekköy Belediye Başkanlığı" / ("ş" * 60) / "veri"
    window = demo.open_window(deep)
    assert second(deep)[1] == ["elsewhere"]
    demo.close_window(window)
    window.deleteLater()


@posix
def test_who_rings_and_runs_away_does_no_harm(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(settings.data_dir())
    driver.wait_until(Path(FILE_NAME).exists, "the bell")
    for words in (b"", b"", b"{", b"\xff\n", b"[1]\n"):
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(FILE_NAME)
            stranger.sendall(words)
    driver.process_events()
    assert second(settings.data_dir())[1] == ["elsewhere"]


def test_what_listens_is_imported_when_the_window_is_there() -> None:
    code = (
        "import sys; from ebel_wizard.ui.startup import application, opener; "
        "sys.exit('PySide6.QtNetwork' in sys.modules)"
    )
    root = Path(opener.__file__).parents[3]
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, timeout=HANG)
