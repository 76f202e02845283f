"""A database that lost what its backups have is not opened as if nothing were missing."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault
from ebel_wizard.store.restore import newest_good, restore_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.store.test_backups import NOON, Hours, kept, name_in
from tests.store.test_faults import named, refusal


def size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def restored_name(folder: Path) -> str:
    newest = newest_good(folder)
    assert newest is not None
    restore_backup(folder, newest)
    again = Workspace.open(folder)
    name = again.load().answer("municipality.name")
    again.close()
    return name


def test_a_database_without_tables_beside_backups_is_damage(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    (folder / FILE_NAME).unlink()
    with closing(sqlite3.connect(folder / FILE_NAME)) as empty:
        empty.execute("PRAGMA journal_mode = WAL")
    assert size(folder / FILE_NAME) > 0
    assert refusal(folder) is Fault.DAMAGED
    assert restored_name(folder) == "Örnekköy"


def test_without_its_log_the_file_alone_has_what_the_newest_backup_has(
    folder: Path, tmp_path: Path
) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed, ignore=lambda *_: [f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"])
    opened.close()
    again = Workspace.open(killed)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()


def test_the_log_is_empty_after_a_start_and_after_a_backup(folder: Path, tmp_path: Path) -> None:
    log = folder / f"{FILE_NAME}-wal"
    opened = Workspace.open(folder)
    assert size(log) == 0
    opened.apply(named("Örnekköy"))
    assert size(log) > 0
    opened.back_up(Reason.START)
    assert size(log) == 0
    opened.apply(named("Beyköy"))
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)
    opened.close()
    assert size(killed / f"{FILE_NAME}-wal") > 0
    again = Workspace.open(killed)
    assert size(killed / f"{FILE_NAME}-wal") == 0
    assert again.load().answer("municipality.name") == "Beyköy"
    again.close()


@pytest.mark.parametrize("days", [1, -300])
def test_an_older_copy_put_in_its_place_is_said_whatever_the_clock_was(
    folder: Path, tmp_path: Path, days: int
) -> None:
    clock = Hours()
    opened = Workspace.open(folder, clock)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    older = shutil.copy(folder / FILE_NAME, tmp_path)
    clock.pass_by(days)
    opened = Workspace.open(folder, clock)
    opened.apply(named("Beyköy"))
    opened.back_up(Reason.START)
    opened.close()
    shutil.copy(older, folder / FILE_NAME)
    before = (folder / FILE_NAME).read_bytes()
    assert refusal(folder) is Fault.OUTDATED
    assert (folder / FILE_NAME).read_bytes() == before
    assert restored_name(folder) == "Beyköy"
    (aside,) = folder.glob("answers-okunamayan-*")
    assert aside.read_bytes() == before


def test_a_backup_that_cannot_be_read_says_nothing_about_the_database(
    folder: Path, tmp_path: Path
) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    older = shutil.copy(folder / FILE_NAME, tmp_path)
    opened = Workspace.open(folder)
    opened.apply(named("Beyköy"))
    opened.back_up(Reason.START)
    opened.close()
    newest = kept(folder)[0].file
    newest.write_bytes(newest.read_bytes()[:-4096])
    shutil.copy(older, folder / FILE_NAME)
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()


# The clock


def test_after_a_clock_that_was_years_ahead_backups_have_their_true_moments(folder: Path) -> None:
    clock = Hours()
    clock.pass_by(5 * 365)
    opened = Workspace.open(folder, clock)
    opened.apply(named("ileri"))
    opened.back_up(Reason.START)
    opened.close()
    clock.now = NOON
    opened = Workspace.open(folder, clock)
    for day in range(5):
        opened.apply(named(f"{day}. gün"))
        opened.back_up(Reason.START)
        clock.pass_by(1)
    opened.close()
    every = kept(folder)
    assert [name_in(each) for each in every] == [
        *(f"{day}. gün" for day in reversed(range(5))),
        "ileri",
    ]
    days = [(each.made.date() - NOON.date()) // timedelta(days=1) for each in every]
    assert days == [4, 3, 2, 1, 0, 5 * 365]
