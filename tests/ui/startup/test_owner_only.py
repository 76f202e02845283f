"""Whatever the program keeps is its owner's alone, however open the system makes new files."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ebel_wizard import settings
from ebel_wizard.demo import driver
from ebel_wizard.store.backups import FOLDER_NAME as BACKUPS
from tests.ui.conftest import Open
from tests.ui.ui_actions import FOLLOW_UP, add_file, save_as
from tests.ui.wizard import Wizard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
STEP = "proje-sorumlusu-yetkisi"


@pytest.fixture(params=[0o000, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def open_to_others(home: Path) -> list[str]:
    paths = (home, *home.rglob("*"))
    return [f"{path} {path.stat().st_mode:o}" for path in paths if path.stat().st_mode & 0o077]


def test_every_file_and_folder_is_the_owners_alone(
    umask: int, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_wizard: Open
) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(home / "not" / "there"))
    first = open_wizard()
    first.step_one("Belediye")
    first.answer("Resmî ad", "Örnekköy")
    first.go("Ayarlar")
    first.answer("Yardım masasının e-postası", "yardim@ornek.gov.tr")
    scan = tmp_path / "yazı.pdf"
    scan.write_bytes(b"%PDF-1.4")
    first.go("2. ", FOLLOW_UP)
    add_file(first, scan)
    driver.wait_until(lambda: first.asks("Dosyanın adı"), "the file")
    first.wait_saved()
    export_temp_copy(first)
    assert open_to_others(home) == []
    first.close()
    again = open_wizard()
    folder = settings.data_dir() / BACKUPS
    driver.wait_until(
        lambda: folder.exists() and any(folder.glob("*.db")), "the backup of the start"
    )
    driver.wait_until((folder.parent / "wizard.sock").exists, "the socket")
    found = {path.name for path in home.rglob("*")}
    assert {"answers.db-wal", "wizard.lock", "wizard.sock", "settings.json", "gunluk.txt"} <= found
    assert open_to_others(home) == []
    again.close()


def export_temp_copy(wizard: Wizard) -> None:
    """Let the system's viewer have a copy, as the button that opens a file does."""
    session = wizard.window.session
    (key,) = session.answers.file_ids(STEP)
    file = session.answers.file(key)
    assert session.files.export_temp_copy(file.digest, file.name).exists()


def test_what_the_officer_saves_is_as_open_as_the_system_makes_new_files(
    umask: int, wizard: Wizard, tmp_path: Path
) -> None:
    """A letter is often saved where colleagues are to find it."""
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", "15.12.2026")
    wizard.go("Görev listesi")
    file = save_as(wizard, "Takvim dosyası kaydet…", tmp_path / "takvim.ics")
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~umask
