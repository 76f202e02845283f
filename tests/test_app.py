"""What the officer is told when no window can open, and when something unexpected happens."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from ebel_wizard import app, demo, settings
from ebel_wizard.store.workspace import FILE_NAME
from ebel_wizard.ui import driver


@pytest.fixture(autouse=True)
def in_turkish(qapp: QApplication) -> None:
    app.make_application()


def boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox)]


def test_a_workspace_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 1000)
    start = app.Start(tmp_path)
    said: list[str] = []
    start.refused.connect(said.append)
    start.open()
    driver.until(lambda: said, "the refusal")
    assert "okunamıyor" in said[0]
    assert "bilgi işlem" in said[0]
    assert start.window is None


def test_a_refusal_is_shown_until_it_is_closed(qapp: QApplication) -> None:
    app.tell("Çalışma alanının klasörüne yazılamıyor.")
    driver.settle()
    (box,) = [each for each in boxes() if each.isVisible()]
    assert box.text() == "Çalışma alanının klasörüne yazılamıyor."
    driver.press(box, "Tamam")
    driver.until(lambda: not [each for each in boxes() if each.isVisible()], "the box to close")


def test_a_bug_is_told_without_what_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("10000000146 İpek Gündoğdu")
    except ValueError:
        app.meet_bug(*sys.exc_info())
    driver.settle()
    (box,) = [each for each in boxes() if each.isVisible()]
    shown = box.text() + box.detailedText() + capsys.readouterr().err
    assert "ValueError" in shown
    assert "test_app.py" in shown
    assert "10000000146" not in shown
    assert "Gündoğdu" not in shown
    box.close()
    driver.settle()


def test_broken_settings_are_said_and_the_window_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    settings.file().write_text("{", encoding="utf-8")
    start = app.Start(settings.data_dir())
    start.open()
    driver.until(lambda: start.window is not None, "the window")
    window = start.window
    assert window is not None
    assert "Ayarlar dosyası" in window.statusBar().currentMessage()
    driver.bring_up(window)
    demo.close_window(window)
    window.deleteLater()
