"""A plain database in an encrypted workspace is refused, and what opens the rest is kept."""

import shutil
from pathlib import Path

import pytest

from ebel_wizard.store import encryption
from ebel_wizard.store.backups import FOLDER_NAME, Reason
from ebel_wizard.store.encryption import is_encrypted, key_matches
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import newest_good, restore_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.store.test_faults import named, refusal

MASTER_KEY = bytes(range(16))
SCAN = b"%PDF-1.7"


@pytest.fixture
def replaced(folder: Path, tmp_path: Path) -> Path:
    """An encrypted workspace whose database was replaced by the plain one of before."""
    opened = Workspace.open(folder)
    opened.apply(named("Eskiköy"))
    opened.files.keep(SCAN)
    opened.close()
    plain = shutil.copy(folder / FILE_NAME, tmp_path)
    opened = Workspace.open(folder)
    opened.encrypt(MASTER_KEY, "uzun bir parola")
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    shutil.copy(plain, folder / FILE_NAME)
    return folder


def test_it_asks_for_the_key_and_is_not_taken_for_an_open_case(replaced: Path) -> None:
    key_file = (replaced / encryption.KEY_FILE_NAME).read_bytes()
    before = (replaced / FILE_NAME).read_bytes()
    assert is_encrypted(replaced)
    assert key_matches(replaced, MASTER_KEY)
    assert refusal(replaced) is Fault.ENCRYPTED
    with pytest.raises(StoreError) as raised:
        Workspace.open(replaced, master_key=MASTER_KEY)
    assert raised.value.fault is Fault.PLAIN
    assert (replaced / FILE_NAME).read_bytes() == before
    assert (replaced / encryption.KEY_FILE_NAME).read_bytes() == key_file


def test_the_newest_backup_takes_its_place_and_it_is_kept_encrypted(replaced: Path) -> None:
    backup = newest_good(replaced, MASTER_KEY)
    assert backup is not None
    restore_backup(replaced, backup)
    again = Workspace.open(replaced, master_key=MASTER_KEY)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()
    (aside,) = replaced.glob("answers-okunamayan-*")
    assert "Eskiköy".encode() not in aside.read_bytes()


def test_a_kept_file_alone_is_evidence_enough(replaced: Path) -> None:
    shutil.rmtree(replaced / FOLDER_NAME)
    assert is_encrypted(replaced)
    assert key_matches(replaced, MASTER_KEY)
    assert not key_matches(replaced, bytes(16))
    with pytest.raises(StoreError) as raised:
        Workspace.open(replaced, master_key=MASTER_KEY)
    assert raised.value.fault is Fault.PLAIN
    assert (replaced / encryption.KEY_FILE_NAME).exists()
