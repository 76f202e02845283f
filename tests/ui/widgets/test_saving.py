"""A place is asked for where one was last, and one that refuses a file is named for what it is."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from ebel_wizard import unfinished
from ebel_wizard.demo import driver
from tests.ui.wizard import Wizard


def test_a_folder_that_takes_no_new_file_is_said_and_the_file_in_it_is_left(
    wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard.go("Personel ve birimler")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, "İpek", "Gündoğdu")
    target = tmp_path / "belgeler" / "liste.xlsx"
    target.parent.mkdir()
    real = os.open

    def refuse_new(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).name.startswith(unfinished.PREFIX) and Path(path).parent == target.parent:
            target.write_bytes(b"eski")  # only now: the dialog would ask first
            raise PermissionError(13, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse_new)
    wizard.export("Excel dosyası…", target)
    driver.wait_until(lambda: wizard.says("Bu klasörde dosya oluşturulamıyor"), "the refusal")
    assert [each.name for each in target.parent.iterdir()] == ["liste.xlsx"]
    assert target.read_bytes() == b"eski"


def test_every_dialog_opens_where_something_was_last_chosen_while_that_is_there(
    filled: Wizard, tmp_path: Path
) -> None:
    desk = tmp_path / "masa"
    desk.mkdir()

    def opened_at(button: str) -> Path:
        filled.press(button)
        dialog = filled.dialog(QFileDialog)
        at = Path(dialog.directory().absolutePath())
        driver.click(dialog, "Vazgeç")
        driver.process_events()
        return at

    filled.step_one("Belgeler")
    filled.save_into(desk)
    driver.wait_until(lambda: filled.says("kaydedildi"), "the documents")
    filled.go("Personel ve birimler")
    assert opened_at("Excel’den al…") == desk, "a file to open, after a folder"
    filled.export("Excel dosyası…", tmp_path / "liste.xlsx")
    driver.wait_until(lambda: filled.says("liste.xlsx"), "the list")
    filled.step_one("Belgeler")
    assert opened_at("PDF kaydet…") == tmp_path, "a folder, after a file"
    filled.save_into(desk)
    driver.wait_until(lambda: filled.says("kaydedildi"), "the documents")
    shutil.rmtree(desk)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    usual = Path(QStandardPaths.writableLocation(documents)), Path.home()
    assert opened_at("PDF kaydet…") == next(filter(Path.is_dir, usual)), "that folder is gone"
