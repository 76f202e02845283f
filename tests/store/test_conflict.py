"""Somebody else who writes into the open database stops saving, and no answer of either is lost."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers, Change, Edit
from ebel_wizard.case.model import Person
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.lock import FILE_NAME as LOCK
from ebel_wizard.store.lock import WorkspaceLock
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.store.test_faults import named
from tests.store.test_workspace import content, fill

MASTER_KEY = bytes(range(16))
NAME = "municipality.name"


def stopped(opened: Workspace, fault: Fault, name: str = "Yeni") -> None:
    """Try to save an answer, which is refused as often as it is tried."""
    for _ in range(2):
        with pytest.raises(StoreError) as raised:
            opened.apply(named(name))
        assert raised.value.fault is opened.conflict is fault


def copy_over(older: Path, file: Path) -> None:
    """As a program does that copies into the file that is there."""
    with file.open("r+b") as target:
        target.write(older.read_bytes())
        target.truncate()


@pytest.mark.parametrize("master_key", [None, MASTER_KEY], ids=["open", "encrypted"])
@pytest.mark.parametrize("backed_up", [True, False], ids=["backed up", "first sitting"])
@pytest.mark.parametrize("emptied", [True, False], ids=["log emptied", "log full"])
def test_an_older_copy_put_over_the_open_database_stops_saving_and_both_are_kept(
    folder: Path, tmp_path: Path, master_key: bytes | None, backed_up: bool, emptied: bool
) -> None:
    opened = Workspace.open(folder, master_key=master_key)
    opened.apply(named("Eskiköy"))
    opened.close()
    older = Path(shutil.copy(folder / FILE_NAME, tmp_path))
    opened = Workspace.open(folder, master_key=master_key)
    if backed_up:
        opened.back_up(Reason.START)
    answers = opened.load()
    change = answers.set_answer(NAME, "Örnekköy")
    assert change is not None
    answers.apply(change)
    opened.apply(change)
    fill(answers, opened.apply)
    if emptied:
        opened.back_up(Reason.IMPORT)
    last = opened.history(1)[0].number
    copy_over(older, folder / FILE_NAME)
    if not emptied:  # the copy is as the file was: nothing is lost with it
        opened.apply(named("Yeni"))
        assert opened.conflict is None
        opened.close()
        return
    stopped(opened, Fault.REPLACED)
    other = opened.other_answers()
    assert other is not None
    assert other.answer(NAME) == "Eskiköy"
    assert content(opened.load()) == content(answers)
    opened.keep_own()
    opened.apply(named("Yeni"))
    assert opened.history(1)[0].number > last
    opened.close()
    again = Workspace.open(folder, master_key=master_key)
    assert again.load().answer(NAME) == "Yeni"
    assert len(again.load().officer_ids()) == 2
    again.close()
    assert len(list(folder.glob("answers-okunamayan-*"))) == 1


def open_after_a_copy(folder: Path, tmp_path: Path) -> tuple[Workspace, Path]:
    """Return a workspace with a backup, and a copy of its database from an answer before."""
    opened = Workspace.open(folder)
    opened.apply(named("Eskiköy"))
    opened.close()
    older = Path(shutil.copy(folder / FILE_NAME, tmp_path))
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    return opened, older


def test_killed_before_it_is_said_the_open_answers_stand_and_the_other_copy_lies_beside(
    folder: Path, tmp_path: Path
) -> None:
    opened, older = open_after_a_copy(folder, tmp_path)
    copy_over(older, folder / FILE_NAME)
    stopped(opened, Fault.REPLACED)
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)
    opened.close()
    for each in (killed, folder):
        again = Workspace.open(each)
        assert again.load().answer(NAME) == "Örnekköy"
        again.close()
        (aside,) = each.glob("answers-okunamayan-*.db")
        with closing(sqlite3.connect(aside)) as database:
            assert database.execute("SELECT value FROM answer").fetchone() == ("Eskiköy",)


def test_a_copy_put_over_it_before_the_window_closes_is_not_mixed_with_the_log(
    folder: Path, tmp_path: Path
) -> None:
    opened, older = open_after_a_copy(folder, tmp_path)
    opened.apply(named("Beyköy"))
    copy_over(older, folder / FILE_NAME)
    opened.close()
    again = Workspace.open(folder)
    assert again.load().answer(NAME) == "Beyköy"
    again.close()


@pytest.mark.parametrize("junk", [b"", b"bozuk" * 20_000])
def test_junk_written_over_the_open_database_is_replaced_by_the_open_answers(
    folder: Path, junk: bytes
) -> None:
    opened = Workspace.open(folder)
    answers = Answers()
    fill(answers, opened.apply)
    opened.back_up(Reason.START)
    (folder / FILE_NAME).write_bytes(junk)
    opened.apply(named("Beyköy"))
    opened.close()
    again = Workspace.open(folder)
    assert again.load().answer(NAME) == "Beyköy"
    assert len(again.load().officer_ids()) == 2
    again.close()
    (aside,) = folder.glob("answers-okunamayan-*.db")
    assert aside.read_bytes() == junk


def test_who_empties_the_log_into_the_file_stops_nothing(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    opened.apply(named("Beyköy"))
    assert opened.conflict is None
    os.utime(folder / FILE_NAME)
    opened.apply(named("Yeniköy"))
    opened.close()


# Two windows


def second_window(folder: Path) -> None:
    other = Workspace.open(folder)
    other.apply(named("Öbür pencere"))
    other.close()


def test_what_a_second_window_wrote_stops_the_first(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    second_window(folder)
    stopped(opened, Fault.TAKEN_OVER)
    other = opened.other_answers()
    assert other is not None
    assert other.answer(NAME) == "Öbür pencere"
    opened.keep_own()
    assert opened.load().answer(NAME) == "Örnekköy"
    opened.apply(named("Yeni"))
    afters = [each.change.edits[0].after for each in opened.history(4)]
    assert afters == [{"value": name} for name in ("Yeni", "Örnekköy", "Öbür pencere", "Örnekköy")]
    opened.close()


def test_answers_that_another_program_put_into_the_database_stop_saving(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    with closing(sqlite3.connect(folder / FILE_NAME)) as other, other:
        other.execute("UPDATE answer SET value = 'elle'")
    stopped(opened, Fault.TAKEN_OVER)
    opened.keep_own()
    assert opened.load().answer(NAME) == "Örnekköy"
    opened.close()


def lock_of(folder: Path) -> WorkspaceLock:
    lock = WorkspaceLock(folder)
    lock.take()
    return lock


def test_a_lock_that_a_second_window_took_stops_the_first(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.guard_by(lock_of(folder))
    opened.apply(named("Örnekköy"))
    (folder / LOCK).unlink()
    second = lock_of(folder)
    stopped(opened, Fault.TAKEN_OVER)
    with pytest.raises(StoreError) as raised:
        opened.keep_own()
    assert raised.value.fault is opened.conflict is Fault.TAKEN_OVER
    second.release()
    opened.keep_own()
    opened.apply(named("Beyköy"))
    opened.close()


def test_a_lock_that_was_only_deleted_is_made_anew(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.guard_by(lock_of(folder))
    (folder / LOCK).unlink()
    opened.apply(named("Örnekköy"))
    assert (folder / LOCK).exists()
    opened.close()


def test_of_a_row_only_the_parts_that_were_altered_are_written(workspace: Workspace) -> None:
    added = register.add_officers(Answers(), [Person(name="Ayşe", surname="Işık")])
    assert added is not None
    workspace.apply(added)
    (key,) = workspace.load().rows("person")
    seen = dict(workspace.load().rows("person")[key])

    def say(part: str, value: str) -> None:
        edit = Edit("person", key, seen, {**seen, part: value})
        workspace.apply(Change("Personel", (edit,)))

    say("name", "Ayşegül")
    say("surname", "Çağlar")  # by somebody who did not see the first
    row = workspace.load().rows("person")[key]
    assert (row["name"], row["surname"]) == ("Ayşegül", "Çağlar")
