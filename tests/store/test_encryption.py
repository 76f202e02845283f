"""An encrypted workspace opens only with its master key; encrypting and decrypting lose nothing."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ebel_wizard import crypto
from ebel_wizard.case.answers import LOGO, Answers, File
from ebel_wizard.store import encryption
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.encryption import is_encrypted, key_matches
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import newest_good, read_backup, restore_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.killed_calls import outcomes, some_of
from tests.platforms import posix_modes

MASTER_KEY = bytes(range(16))
OTHER = bytes(range(1, 17))
SCAN = b"imzali yazinin taranmis hali " * 5_000  # more than one sealed block
NAME = "Örnekköy Belediye Başkanlığı"
TCKN = "10000000146"
MOMENTS = int(os.environ.get("EBEL_WIZARD_CASES", "6"))


def say(workspace: Workspace, answers: Answers, path: str, value: str) -> None:
    made = answers.set_answer(path, value)
    assert made is not None
    answers.apply(made)
    workspace.apply(made)


def fill(workspace: Workspace) -> None:
    """Answers, a kept file and two backups."""
    answers = workspace.load()
    say(workspace, answers, "municipality.name", NAME)
    workspace.back_up(Reason.START)
    say(workspace, answers, "kep.user_tckn", TCKN)
    row = answers.add_file(File(LOGO, "tarama.pdf", workspace.files.keep(SCAN), len(SCAN)))
    answers.apply(row)
    workspace.apply(row)
    workspace.back_up(Reason.IMPORT)


@pytest.fixture
def filled(folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(folder)
    fill(opened)
    yield opened
    opened.close()


def has_everything(workspace: Workspace) -> bool:
    answers = workspace.load()
    (row,) = answers.file_ids(LOGO)
    said = (answers.answer("municipality.name"), answers.answer("kep.user_tckn"))
    kept = workspace.files.read(answers.file(row).digest)
    backups = [
        read_backup(each, workspace.master_key).answer("municipality.name")
        for each in workspace.backups()
    ]
    return said == (NAME, TCKN) and kept == SCAN and backups == [NAME] * len(backups) != []


def anything_open(folder: Path) -> list[str]:
    """The files in which something that was said can be read."""
    traces = [text.encode() for text in (NAME, TCKN, "tarama.pdf", "municipality.name")]
    traces.append(SCAN[:29])
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(trace in file.read_bytes() for trace in traces)
    ]


def fault(folder: Path, master_key: bytes | None) -> Fault:
    with pytest.raises(StoreError) as raised:
        Workspace.open(folder, master_key=master_key)
    return raised.value.fault


def test_of_an_encrypted_workspace_nothing_can_be_read_on_disk(
    filled: Workspace, folder: Path
) -> None:
    assert len(anything_open(folder)) >= 4  # the search would find it
    filled.encrypt(MASTER_KEY)
    say(filled, filled.load(), "municipality.contact.address", f"{NAME} Binası")
    filled.back_up(Reason.DAILY)
    assert anything_open(folder) == []
    assert has_everything(filled)


def test_it_opens_with_its_root_alone(filled: Workspace, folder: Path) -> None:
    assert not is_encrypted(folder)
    filled.encrypt(MASTER_KEY)
    filled.close()
    assert is_encrypted(folder)
    assert key_matches(folder, MASTER_KEY)
    assert not key_matches(folder, OTHER)
    assert fault(folder, None) is Fault.ENCRYPTED
    again = Workspace.open(folder, master_key=MASTER_KEY)
    assert has_everything(again)
    again.close()


def test_the_folder_alone_and_the_root_open_it_on_another_machine(
    filled: Workspace, folder: Path, tmp_path: Path
) -> None:
    filled.encrypt(MASTER_KEY)
    filled.close()
    carried = folder.rename(tmp_path / "taşındı")
    (carried / encryption.KEY_FILE_NAME).unlink()  # even without what was said beside it
    assert is_encrypted(carried)
    again = Workspace.open(
        carried, master_key=crypto.parse_recovery_code(crypto.recovery_code(MASTER_KEY))
    )
    assert has_everything(again)
    again.close()
    assert encryption.read_key_file(carried) is not None


def test_it_can_be_opened_to_all_again(filled: Workspace, folder: Path) -> None:
    filled.encrypt(MASTER_KEY)
    filled.decrypt()
    assert has_everything(filled)
    filled.close()
    assert not is_encrypted(folder)
    assert not (folder / encryption.KEY_FILE_NAME).exists()
    again = Workspace.open(folder)
    assert has_everything(again)
    again.close()


def test_a_password_opens_it_where_there_is_no_keyring(filled: Workspace, folder: Path) -> None:
    filled.encrypt(MASTER_KEY, "uzun bir parola")
    key_file = encryption.read_key_file(folder)
    assert key_file is not None
    assert key_file.workspace_id == filled.id
    assert key_file.unwrap("uzun bir parola") == MASTER_KEY
    with pytest.raises(crypto.DecryptionError):
        key_file.unwrap("başka bir parola")
    filled.set_password("yenisi daha uzun")
    key_file = encryption.read_key_file(folder)
    assert key_file is not None
    assert key_file.unwrap("yenisi daha uzun") == MASTER_KEY
    with pytest.raises(crypto.DecryptionError):
        key_file.unwrap("uzun bir parola")


@pytest.mark.parametrize("junk", [b"", b"{}", b"[" * 9_000, b'{"workspace": 1, "password": "x"}'])
def test_a_lock_that_cannot_be_read_leaves_the_way_by_the_code(
    filled: Workspace, folder: Path, junk: bytes
) -> None:
    filled.encrypt(MASTER_KEY, "uzun bir parola")
    filled.close()
    (folder / encryption.KEY_FILE_NAME).write_bytes(junk)
    assert encryption.read_key_file(folder) is None
    again = Workspace.open(folder, master_key=MASTER_KEY)
    assert has_everything(again)
    again.close()


def test_a_lock_without_a_password_opens_for_none() -> None:
    with pytest.raises(crypto.DecryptionError):
        encryption.KeyFile("w").unwrap("")


def test_a_damaged_encrypted_case_goes_back_to_its_newest_backup(
    filled: Workspace, folder: Path
) -> None:
    filled.encrypt(MASTER_KEY)
    filled.close()
    (folder / FILE_NAME).write_bytes(b"bozuk" * 2_000)
    assert is_encrypted(folder)  # its backups are encrypted
    assert fault(folder, MASTER_KEY) is Fault.DAMAGED
    assert newest_good(folder) is None
    backup = newest_good(folder, MASTER_KEY)
    assert backup is not None
    restore_backup(folder, backup)
    again = Workspace.open(folder, master_key=MASTER_KEY)
    assert has_everything(again)
    again.close()
    again = Workspace.open(folder, master_key=MASTER_KEY)  # what was put aside is sealed by now
    again.close()
    assert anything_open(folder) == []


def test_an_altered_page_is_found_and_not_shown(filled: Workspace, folder: Path) -> None:
    filled.encrypt(MASTER_KEY)
    filled.close()
    database = bytearray((folder / FILE_NAME).read_bytes())
    database[len(database) // 2] ^= 1
    (folder / FILE_NAME).write_bytes(database)
    assert fault(folder, MASTER_KEY) is Fault.DAMAGED


def test_a_backup_that_cannot_be_read_does_not_stop_encryption(
    filled: Workspace, folder: Path
) -> None:
    broken = filled.backups()[0].file
    broken.write_bytes(broken.read_bytes()[:5_000])
    filled.encrypt(MASTER_KEY)
    assert anything_open(folder) == []
    assert [
        read_backup(each, MASTER_KEY).answer("municipality.name") for each in filled.backups()
    ] == [NAME]


def test_a_backup_of_another_workspace_is_left_alone_on_the_way_back(
    filled: Workspace, folder: Path
) -> None:
    filled.encrypt(OTHER)
    strange = filled.backups()[0].file.read_bytes()
    filled.decrypt()
    filled.encrypt(MASTER_KEY)
    first = filled.backups()[0].file
    first.write_bytes(strange)
    filled.decrypt()
    assert first.read_bytes() == strange
    assert not is_encrypted(folder)


@posix_modes
def test_everything_stays_its_owners_alone(filled: Workspace, folder: Path) -> None:
    filled.encrypt(MASTER_KEY, "uzun bir parola")
    filled.decrypt()
    filled.encrypt(MASTER_KEY)
    modes = {each.stat().st_mode & 0o777 for each in folder.rglob("*") if each.is_file()}
    assert modes == {0o600}


def test_erasing_takes_the_lock_too(filled: Workspace, folder: Path) -> None:
    filled.encrypt(MASTER_KEY)
    filled.erase()
    assert [each.name for each in folder.rglob("*")] == []
    assert not is_encrypted(folder)


def through(
    template: Path, target: Path, way: str, calls: list[int]
) -> dict[int, tuple[bool, int]]:
    """Which of the copies came through, each killed in the call of its number."""
    program = "tests.store.encrypter"
    return outcomes(program, template, target, MASTER_KEY.hex(), way, calls=calls)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX")
@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_killed_at_any_moment_of_the_way_nothing_is_lost(
    filled: Workspace, folder: Path, tmp_path: Path, way: str
) -> None:
    if way == "decrypt":
        filled.encrypt(MASTER_KEY)
    filled.close()
    _, calls = through(folder, tmp_path / "whole", way, [0])[0]
    assert calls > 100
    chosen = some_of(calls, MOMENTS)
    ended = through(folder, tmp_path / "copies", way, chosen)
    assert set(ended) == set(chosen)
    assert not all(came_through for came_through, _ in ended.values())
    for number in chosen:
        copy = tmp_path / "copies" / str(number)
        master_key = MASTER_KEY if is_encrypted(copy) else None
        again = Workspace.open(copy, master_key=master_key)
        assert has_everything(again), f"killed in call {number}"
        again.close()
        assert (anything_open(copy) == []) is (master_key is not None), f"killed in call {number}"
