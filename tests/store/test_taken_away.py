"""A database that is deleted or replaced while it is open loses nothing that was called saved.

Where another database stands in its place, saving stops until it is said which one to go on with.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.platforms import is_owners_alone
from tests.store.test_faults import named, posix
from tests.store.test_workspace import content, fill

ASIDE = "answers-okunamayan-*.db"


def delete(file: Path) -> None:
    file.unlink()


def delete_all(file: Path) -> None:
    for side in ("", "-wal", "-shm"):
        Path(f"{file}{side}").unlink()


def delete_the_log(file: Path) -> None:
    Path(f"{file}-wal").unlink()


def replace_by_junk(file: Path) -> None:
    file.with_name("junk").write_bytes(b"bozuk" * 1000)
    file.with_name("junk").replace(file)


def replace_by_another(file: Path) -> None:
    """As a synchronising program does that brings an older file."""
    elsewhere = file.parent / "elsewhere"
    other = Workspace.open(elsewhere)
    other.apply(named("Eskiköy"))
    other.close()
    (elsewhere / FILE_NAME).replace(file)
    shutil.rmtree(elsewhere)


def apply_after_a_stop(opened: Workspace, change: Change, *, stops: bool) -> None:
    """Apply a change; where it ``stops``, only after it is said to go on with what is open."""
    if stops:
        for _ in range(2):
            with pytest.raises(StoreError) as raised:
                opened.apply(change)
            assert raised.value.fault is opened.conflict is Fault.REPLACED
        opened.keep_own()
    opened.apply(change)


TAKEN: tuple[Callable[[Path], None], ...] = (
    delete,
    delete_all,
    delete_the_log,
    replace_by_junk,
    replace_by_another,
)


@posix
@pytest.mark.parametrize("master_key", [None, bytes(range(32))], ids=["open", "encrypted"])
@pytest.mark.parametrize("take", TAKEN)
def test_everything_is_there_after_the_next_change(
    folder: Path, tmp_path: Path, take: Callable[[Path], None], master_key: bytes | None
) -> None:
    opened = Workspace.open(folder, master_key=master_key)
    answers = Answers()
    fill(answers, opened.apply)
    take(folder / FILE_NAME)
    for name in ("Beyköy", "Yeniköy"):
        change = answers.set_answer("municipality.name", name)
        assert change is not None
        answers.apply(change)
        apply_after_a_stop(opened, change, stops=take is replace_by_another and name == "Beyköy")
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)  # what a kill at this moment would leave
    again = Workspace.open(killed, master_key=master_key)
    assert content(again.load()) == content(answers)
    assert again.id == opened.id
    assert again.history(1)[0].change.edits[0].after == {"value": "Yeniköy"}
    again.close()
    opened.close()
    assert is_owners_alone(folder / FILE_NAME)
    last = Workspace.open(folder, master_key=master_key)
    assert content(last.load()) == content(answers)
    last.close()


@posix
def test_what_stood_in_its_place_is_kept_beside_it(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    replace_by_another(folder / FILE_NAME)
    apply_after_a_stop(opened, named("Beyköy"), stops=True)
    opened.close()
    (aside,) = folder.glob(ASIDE)
    with closing(sqlite3.connect(aside)) as database:
        assert database.execute("SELECT value FROM answer").fetchone() == ("Eskiköy",)


@posix
def test_where_the_whole_folder_is_gone_that_is_said_and_the_next_change_comes_through(
    folder: Path, tmp_path: Path
) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError) as raised:
        opened.apply(named("Beyköy"))
    assert raised.value.fault is Fault.NOT_WRITABLE
    folder.mkdir(mode=0o700)
    opened.apply(named("Yeniköy"))
    opened.close()
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Yeniköy"
    again.close()


@posix
def test_another_program_that_looks_into_the_file_is_no_reason(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    before = (folder / FILE_NAME).stat().st_ino
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("SELECT * FROM answer").fetchall()
    opened.apply(named("Beyköy"))
    assert (folder / FILE_NAME).stat().st_ino == before
    opened.close()
