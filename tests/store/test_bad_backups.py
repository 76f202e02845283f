"""Nothing that goes wrong with a backup stops saving."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ebel_wizard.store.backups import FOLDER_NAME, Reason
from ebel_wizard.store.errors import Fault
from ebel_wizard.store.workspace import Workspace
from tests.store.test_backups import kept, name_in
from tests.store.test_faults import named

HARM: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "zeroed": lambda whole: bytes(len(whole)),
    "junk": lambda whole: b"bozuk" * (len(whole) // 5),
    "cut off": lambda whole: whole[: len(whole) // 2],
    "another database": lambda _: b"SQLite format 3\0" + bytes(84),
}


@pytest.mark.parametrize("master_key", [None, bytes(range(16))], ids=["open", "encrypted"])
@pytest.mark.parametrize("harm", HARM)
def test_a_newest_backup_that_cannot_be_read_counts_as_none(
    folder: Path, harm: str, master_key: bytes | None
) -> None:
    first = Workspace.open(folder)
    first.apply(named("Örnekköy"))
    if master_key:
        first.encrypt(master_key)
    first.back_up(Reason.START)
    first.close()
    (newest,) = kept(folder)
    newest.file.write_bytes(HARM[harm](newest.file.read_bytes()))
    opened = Workspace.open(folder, master_key=master_key)
    opened.back_up(Reason.START)
    assert opened.not_backed_up is None
    opened.apply(named("Beyköy"), backs_up=Reason.IMPORT)
    assert opened.load().answer("municipality.name") == "Beyköy"
    opened.close()
    good = [each for each in kept(folder) if each != newest]
    assert [each.reason for each in good] == [Reason.START]
    if master_key is None:
        assert name_in(good[0]) == "Örnekköy"


def test_what_only_has_the_name_of_a_backup_is_none(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    (folder / FOLDER_NAME).mkdir()
    for name in ("20991124T120000000000Z-acilis.db", "20261399T990000000000Z-acilis.db"):
        (folder / FOLDER_NAME / name).mkdir()
    if sys.platform != "win32":
        os.mkfifo(folder / FOLDER_NAME / "20981124T120000000000Z-acilis.db")
    opened.apply(named("Beyköy"), backs_up=Reason.IMPORT)
    assert [name_in(each) for each in kept(folder)] == ["Örnekköy"]
    opened.close()


def test_an_error_that_nobody_foresaw_stops_no_answer(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    workspace.apply(named("Örnekköy"))
    monkeypatch.setattr("ebel_wizard.store.backups.create", broken)
    workspace.apply(named("Beyköy"), backs_up=Reason.IMPORT)
    assert workspace.load().answer("municipality.name") == "Beyköy"
    assert workspace.not_backed_up is not None
    assert workspace.not_backed_up.fault is Fault.NOT_BACKED_UP
    shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)
