"""An error nobody expected is told without what was typed, can be copied, and stops nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ebel_wizard import __main__
from ebel_wizard.ui.startup import application
from tests.limits import HANG
from tests.ui.scenarios.bug_scenario import PLACES, TYPED

ROOT = Path(__file__).parents[3]


def test_the_program_goes_on_after_errors_from_every_thread(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.scenarios.bug_scenario"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("Unforeseen") >= len(PLACES)
    assert not any(word in done.stderr for word in TYPED.split())


def test_a_bug_before_the_window_is_shown_in_words(
    tmp_path: Path, home: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packaged program would show the error's own text, in English."""
    monkeypatch.chdir(tmp_path)  # it leaves the folder
    shown: list[str] = []

    def fail(_handover: Path | None) -> int:
        raise ValueError(TYPED)

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            shown.append(box.text())
            shown.extend(each.text() for each in box.buttons())
            box.reject()

    monkeypatch.setattr(application, "run", fail)
    often = QTimer()
    often.timeout.connect(read)
    often.start()
    assert __main__.main([]) == 1
    text, *buttons = shown
    assert text.startswith("Programda beklenmeyen bir hata oldu.")
    assert "ValueError" in text
    assert "test_bugs.py" in text
    assert not any(word in text for word in TYPED.split())
    assert buttons == ["Kapat"]
