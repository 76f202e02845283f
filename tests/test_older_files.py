"""What officers already have opens as they left it, whatever the program calls things inside.

The samples were made by the program as it was before its packages were rearranged, and
``expected.json`` is what that program read in them. They are never made anew: each stands for the
files of somebody who works with the program. Rows and settings may gain parts, never lose one.
"""

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from ebel_wizard import settings
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import ANSWER
from ebel_wizard.crypto import DecryptionError
from ebel_wizard.exchange import handover
from ebel_wizard.guide.loader import load_guide, parse_guide
from ebel_wizard.store import backups, encryption, restore
from ebel_wizard.store.workspace import Workspace
from tests.exchange.handovers import FIRST_SAMPLE, LOST, PASSWORD

SAMPLES: Final = Path(__file__).parent / "samples" / "before_rebuild"
EXPECTED: Final[Mapping[str, Any]] = json.loads(
    (SAMPLES / "expected.json").read_text(encoding="utf-8")
)
MASTER_KEY: Final = bytes(range(16))
SCAN: Final = b"%PDF-1.7 uydurma tarama"

Unpack = Callable[[str], Path]


@pytest.fixture
def unpack(folder: Path) -> Unpack:
    """Lays a stored workspace out on the disk."""

    def unpacked(name: str) -> Path:
        with zipfile.ZipFile(SAMPLES / f"{name}.zip") as stored:
            stored.extractall(folder)
        return folder

    return unpacked


def assert_has(answers: Answers, expected: str) -> None:
    """Every row that was there is there, every part of it, and what the case implied."""
    for table, rows in EXPECTED[expected].items():
        found = answers.rows(table)
        implied: dict[str, str] = {}
        if table == ANSWER:
            sent = {step: row["sent"] for step, row in EXPECTED[expected]["step"].items()}
            implied = dict(handover.IMPLIED) | {
                f"earlier_version.{step}": day for step, day in sent.items() if day
            }
        assert found.keys() == rows.keys() | implied.keys()
        for path in implied.keys() - rows.keys():
            assert found[path]["value"] == implied[path]
        for key, row in rows.items():
            assert {part: found[key][part] for part in row} == row


def test_a_workspace_opens_with_answers_files_and_history(unpack: Unpack) -> None:
    opened = Workspace.open(unpack("workspace"))
    answers = opened.load()
    assert_has(answers, "workspace")
    assert answers.case().municipality.name == "Beyköy Belediye Başkanlığı"
    assert opened.id == EXPECTED["workspace_id"]
    assert opened.recall("place") == "talep-yazisi/kep"
    contents = [opened.files.read(str(row["digest"])) for row in answers.rows("file").values()]
    assert SCAN in contents
    assert (SAMPLES / "kilavuz.toml").read_bytes() in contents
    assert [
        [each.number, each.at.isoformat(), each.who, each.change.label, len(each.change.edits)]
        for each in opened.history(100)
    ] == EXPECTED["history"]
    last = opened.history(1)[0].change
    opened.apply(last.inverse())
    assert opened.load().answer("municipality.name") == "Örnekköy Belediye Başkanlığı"
    opened.close()


def test_a_backup_is_listed_and_read(unpack: Unpack) -> None:
    (backup,) = backups.list_backups(unpack("workspace") / "yedekler")
    assert backup.reason is backups.Reason.IMPORT
    assert_has(restore.read_backup(backup), "backup")


def test_an_encrypted_workspace_opens_with_its_password(unpack: Unpack) -> None:
    folder = unpack("encrypted")
    key_file = encryption.read_key_file(folder)
    assert key_file is not None
    assert encryption.is_encrypted(folder)
    with pytest.raises(DecryptionError):
        key_file.unwrap("another password")
    master_key = key_file.unwrap("Uydurma parola 1")
    assert master_key == MASTER_KEY
    assert encryption.key_matches(folder, master_key)
    opened = Workspace.open(folder, master_key=master_key)
    answers = opened.load()
    assert_has(answers, "encrypted")
    assert opened.id == key_file.workspace_id
    (row,) = answers.rows("file").values()
    assert opened.files.read(str(row["digest"])) == SCAN
    opened.close()


def test_a_hand_over_file_is_taken_over() -> None:
    received = handover.read(FIRST_SAMPLE, PASSWORD)
    assert_has(received.answers, "handover")
    assert received.settings == {
        "addressee_body": "İçişleri Bakanlığı",
        "helpdesk_email": "yardim@ornek.gov.tr",
    }
    assert received.secrets == {
        "kep-parola": "Uydurma-Parola-1",
        "kep-sifre": "Uydurma-Şifre-2",
    }
    digests = {str(row["digest"]) for row in received.answers.rows("file").values()}
    assert LOST in digests
    assert list(received.contents()) == [SCAN]


def test_settings_are_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))  # no administrator's file
    chosen, reason = settings.load(SAMPLES / "settings.json")
    assert reason == ""
    stored = json.loads((SAMPLES / "settings.json").read_text(encoding="utf-8"))
    assert {name: getattr(chosen, name) for name in stored} == stored
    assert chosen.theme == "dark"


def test_a_guide_is_read_and_every_page_it_names_is_one_of_the_programs() -> None:
    pytest.importorskip("PySide6")
    from ebel_wizard.ui.pages import pages_of

    file = SAMPLES / "kilavuz.toml"
    guide = load_guide(file)
    assert parse_guide(file.read_bytes(), file) == guide
    assert [step.id for step in guide.steps] == ["talep-yazisi", "kayitlar", "gecis"]
    assert guide.steps[0].working_days_before == 20
    assert [check.id for check in guide.steps[0].checks] == ["imza"]
    for step in guide.steps:
        assert step.pages
        shown = [page.name for page in pages_of(step)]
        assert [name for name in shown if name in step.pages] == list(step.pages)
        assert shown[0] == "what_to_do"
