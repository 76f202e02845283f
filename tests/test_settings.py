import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard import settings
from ebel_wizard.settings import Settings

CHANGED = Settings("Sivas Valiliği", "", "Sivas", "yardım@ornek.gov.tr", "444 0 000", "dark")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "ev"))
    return tmp_path / "ev"


def test_first_start_has_the_guides_addressee_and_nothing_to_complain_of() -> None:
    chosen, reason = settings.load()
    assert reason == ""
    assert chosen.addressee_body == "İçişleri Bakanlığı"
    assert chosen.addressee_unit == "Bilgi İşlem Dairesi Başkanlığı"
    assert chosen.theme == "system"


def test_what_is_saved_is_there_again(home: Path) -> None:
    settings.save(CHANGED)
    assert settings.load() == (CHANGED, "")
    assert [path.name for path in home.iterdir()] == ["settings.json"]


@given(st.builds(Settings, *[st.text(st.characters(codec="utf-8"))] * 5, theme=st.just("light")))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, chosen: Settings) -> None:
    path = tmp_path_factory.getbasetemp() / "ayarlar.json"
    settings.save(chosen, path)
    assert settings.load(path) == (chosen, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps owners in access lists")
def test_the_file_is_its_owners_alone() -> None:
    settings.save(CHANGED)
    assert stat.S_IMODE(settings.file().stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_broken_file_is_said_and_replaced_by_defaults(home: Path, content: bytes) -> None:
    home.mkdir()
    settings.file().write_bytes(content)
    chosen, reason = settings.load()
    assert chosen == Settings()
    assert "varsayılan" in reason


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
@pytest.mark.parametrize("name", [settings.file, settings.machine_file])
@pytest.mark.parametrize("kind", ["pipe", "device", "sparse"])
def test_what_is_no_settings_file_is_said_at_once(name: Callable[[], Path], kind: str) -> None:
    file = name()
    file.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "device":
        file.symlink_to("/dev/zero")
    else:
        file.touch()
        os.truncate(file, 1 << 40)
    used, problem = settings.load()
    assert used == Settings()
    assert "okunamadı; varsayılan ayarlar kullanılıyor." in problem


def test_a_bad_part_does_not_cost_the_good_ones(home: Path) -> None:
    home.mkdir()
    settings.file().write_text(
        '{"theme": "mor", "helpdesk_email": 3, "addressee_body": "X", "yarın": 1}', encoding="utf-8"
    )
    chosen, reason = settings.load()
    assert chosen == Settings(addressee_body="X")
    assert "varsayılan" in reason


def test_a_failed_save_leaves_the_old_settings_and_no_litter(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(CHANGED)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings())
    assert settings.load() == (CHANGED, "")
    assert [path.name for path in home.iterdir()] == ["settings.json"]


def test_everything_lies_under_the_home_that_was_named(home: Path) -> None:
    for path in (settings.data_dir(), settings.file()):
        assert path.is_relative_to(home)


def test_without_a_named_home_the_users_own_folders_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(settings.HOME_VARIABLE)
    for path in (settings.data_dir(), settings.file().parent):
        assert path.is_absolute()
        assert "ebel_wizard" in path.parts
        assert "Roaming" not in path.parts


def test_a_damaged_file_is_kept_aside_when_new_settings_are_saved(home: Path) -> None:
    settings.save(CHANGED)
    settings.file().write_text('{"addressee_body": "Sivas', encoding="utf-8")
    settings.save(Settings())
    assert settings.load() == (Settings(), "")
    assert '"Sivas' in (home / "settings.json.bozuk").read_text(encoding="utf-8")


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")


def test_the_municipality_gives_defaults_and_fixes_what_it_names() -> None:
    write(
        settings.machine_file(),
        {"helpdesk_email": "a@b.gov.tr", "theme": "dark", "fixed": ["theme"]},
    )
    write(settings.file(), {"helpdesk_email": "c@d.gov.tr", "theme": "light"})
    chosen, reason = settings.load()
    assert (chosen.helpdesk_email, chosen.theme, reason) == ("c@d.gov.tr", "dark", "")
    settings.save(chosen)
    assert "theme" not in json.loads(settings.file().read_text("utf-8"))
    assert settings.load() == (chosen, "")


def test_nobody_fixes_a_setting_for_himself() -> None:
    write(settings.file(), {"theme": "dark", "fixed": ["theme"]})
    assert settings.load() == (Settings(theme="dark"), "")


@pytest.mark.parametrize("fixed", ["theme", ["mor"], [[]], {"theme": True}, 3])
def test_what_cannot_be_fixed_is_said(fixed: object) -> None:
    write(settings.machine_file(), {"theme": "dark", "fixed": fixed})
    chosen, reason = settings.load()
    assert chosen == Settings(theme="dark")
    assert "Kurumun ayarlar dosyası: bir bölümü bozuk" in reason
