"""A place that refuses a file is named for what it is."""

import os
from pathlib import Path

import pytest

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
