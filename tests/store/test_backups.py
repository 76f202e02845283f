"""A backup is whole or not there, enough are kept, and one takes a lost database's place."""

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard import unfinished
from ebel_wizard.case.answers import Answers
from ebel_wizard.store import backups
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import newest_good, read_backup, restore_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.limits import HANG
from tests.platforms import is_owners_alone
from tests.store import older
from tests.store.test_durability import run_and_kill, writer
from tests.store.test_faults import ROOT, may_mount, named, posix, refusal
from tests.store.test_workspace import content, fill

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Hours:
    """A clock that the test turns."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def pass_by(self, days: float) -> None:
        self.now += timedelta(days=days)


def kept(folder: Path) -> list[Backup]:
    return backups.list_backups(folder / backups.FOLDER_NAME)


def name_in(backup: Backup) -> str:
    return read_backup(backup).answer("municipality.name")


# Making


def test_a_backup_has_everything_the_workspace_has(workspace: Workspace, folder: Path) -> None:
    fill(Answers(), workspace.apply)
    workspace.back_up(Reason.START)
    (backup,) = kept(folder)
    assert content(read_backup(backup)) == content(workspace.load())
    assert all(content(read_backup(backup)).values()), "a table is empty and proves nothing"
    assert backup.reason is Reason.START


def test_an_empty_case_and_one_that_did_not_change_are_not_backed_up_again(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.back_up(Reason.START)
    assert kept(folder) == []
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.back_up(Reason.IMPORT)
    opened.remember("place", "home")
    opened.close()
    again = Workspace.open(folder)
    again.back_up(Reason.START)
    again.close()
    assert len(kept(folder)) == 1


def test_typing_that_went_on_in_the_last_change_is_a_change(folder: Path) -> None:
    opened = Workspace.open(folder, Hours())
    answers = Answers()
    for text in ("Ö", "Örnekköy"):
        made = answers.set_answer("municipality.name", text)
        assert made is not None
        answers.apply(made)
        opened.apply(made, coalesce=True)
        opened.back_up(Reason.START)
    opened.close()
    assert [name_in(each) for each in kept(folder)] == ["Örnekköy", "Ö"]


def test_the_first_change_of_a_day_comes_after_a_backup(folder: Path) -> None:
    clock = Hours()
    opened = Workspace.open(folder, clock)
    for name in ("Örnekköy", "Beyköy"):
        opened.apply(named(name))
    assert kept(folder) == []
    clock.pass_by(1)
    for name in ("Yeniköy", "Hanköy"):
        opened.apply(named(name))
    opened.close()
    (backup,) = kept(folder)
    assert backup.reason is Reason.DAILY
    assert name_in(backup) == "Beyköy"


def test_before_a_list_is_taken_comes_a_backup(workspace: Workspace, folder: Path) -> None:
    workspace.apply(named("Örnekköy"))
    workspace.apply(named("Beyköy"), backs_up=Reason.IMPORT)
    (backup,) = kept(folder)
    assert backup.reason is Reason.IMPORT
    assert name_in(backup) == "Örnekköy"


def test_a_clock_set_back_leaves_the_newest_the_newest(folder: Path) -> None:
    clock = Hours()
    opened = Workspace.open(folder, clock)
    for name in ("Örnekköy", "Beyköy", "Yeniköy"):
        opened.apply(named(name))
        opened.back_up(Reason.START)
        clock.pass_by(-1)
    opened.close()
    assert [name_in(each) for each in kept(folder)] == ["Yeniköy", "Beyköy", "Örnekköy"]


@posix
def test_backups_are_whole_in_one_file_and_for_their_owner_only(
    workspace: Workspace, folder: Path
) -> None:
    workspace.apply(named("Örnekköy"))
    umask = os.umask(0)
    try:
        workspace.back_up(Reason.START)
    finally:
        os.umask(umask)
    own = folder / backups.FOLDER_NAME
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    (only,) = own.iterdir()
    assert stat.S_IMODE(only.stat().st_mode) == 0o600
    with closing(sqlite3.connect(only)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_erasing_takes_the_backups_and_what_was_put_aside(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    (folder / FILE_NAME).write_bytes(b"bozuk" * 1000)
    restore_backup(folder, kept(folder)[0])
    (folder / ".yarim-1").write_bytes(b"Ayse")  # a power cut while it was put back
    Workspace.open(folder).erase()
    assert list(folder.iterdir()) == []


# Before a migration


def test_a_migration_comes_after_a_backup_that_can_be_gone_back_to(folder: Path) -> None:
    older.make(folder, "0001", older.FIRST)
    before = newest_good(folder)
    assert before is None
    Workspace.open(folder).close()
    (backup,) = kept(folder)
    assert backup.reason is Reason.MIGRATION
    with closing(sqlite3.connect(backup.file)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    whole = backup.file.read_bytes()
    assert name_in(backup) == "Örnekköy Belediye Başkanlığı"
    assert backup.file.read_bytes() == whole, "reading an older backup altered it"
    restore_backup(folder, backup)
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Örnekköy Belediye Başkanlığı"
    again.close()


def test_a_migration_that_fails_leaves_the_old_database_and_a_backup(folder: Path) -> None:
    older.make(folder, "0001", older.FIRST)
    with closing(sqlite3.connect(folder / FILE_NAME)) as database, database:
        database.execute("CREATE TABLE unit (somebody TEXT)")  # in the way of a later version
    before = dump(folder / FILE_NAME)
    assert refusal(folder) is Fault.NOT_MIGRATED
    assert dump(folder / FILE_NAME) == before
    (backup,) = kept(folder)
    assert dump(backup.file) == before


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


def test_without_room_for_a_backup_nothing_is_migrated(folder: Path) -> None:
    older.make(folder, "0001", older.FIRST)
    (folder / backups.FOLDER_NAME).write_text("in the way", encoding="utf-8")
    before = dump(folder / FILE_NAME)
    assert refusal(folder) is Fault.NOT_WRITABLE
    assert dump(folder / FILE_NAME) == before


# Thinning


def at(moments: list[datetime]) -> list[Backup]:
    return [Backup(Path(f"{n}.db"), moment, Reason.START) for n, moment in enumerate(moments)]


def test_seven_days_and_four_weeks_are_kept() -> None:
    every = at([NOON - timedelta(days=day) for day in range(60)])
    left = backups.to_keep(every)
    assert [each.made for each in left[:7]] == [NOON - timedelta(days=day) for day in range(7)]
    assert len(left) == 11
    weeks = [each.made.astimezone().isocalendar()[:2] for each in left[7:]]
    assert len(set(weeks)) == 4
    assert left[-1].made > NOON - timedelta(days=40)


def test_of_the_last_day_the_ten_newest_are_kept_and_of_an_earlier_one_the_newest() -> None:
    today = [NOON - timedelta(minutes=minute) for minute in range(15)]
    yesterday = [NOON - timedelta(days=1, minutes=minute) for minute in range(15)]
    left = [each.made for each in backups.to_keep(at([*yesterday, *today]))]
    assert left == [*today[:10], yesterday[0]]


@given(st.lists(st.integers(0, 100 * 24), min_size=1, max_size=80))
def test_thinning_keeps_the_newest_and_settles(hours: list[int]) -> None:
    every = at([NOON - timedelta(hours=hour) for hour in hours])
    left = backups.to_keep(every)
    assert len(left) <= 10 + 6 + 4
    assert left[0].made == max(each.made for each in every)
    assert all(one.made >= other.made for one, other in pairwise(left))
    assert backups.to_keep(left) == left


def test_months_of_work_leave_a_bounded_folder(folder: Path) -> None:
    clock = Hours()
    opened = Workspace.open(folder, clock)
    for day in range(60):
        opened.apply(named(f"{day}. gün"))
        clock.pass_by(1)
    opened.close()
    found = kept(folder)
    assert [name_in(each) for each in found[:7]] == [f"{day}. gün" for day in range(58, 51, -1)]
    assert len(found) == 11


# A database that is lost


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "junk": lambda whole: b"bozuk" * (len(whole) // 5),
    "truncated": lambda whole: whole[: len(whole) // 2],
    "empty": lambda _: b"",
    "overwritten": lambda whole: whole[:4096] + b"\xff" * 4096 + whole[8192:],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_newest_good_backup_takes_a_damaged_databases_place(folder: Path, damage: str) -> None:
    opened = Workspace.open(folder)
    for name in ("Örnekköy", "Beyköy"):
        opened.apply(named(name))
        opened.back_up(Reason.START)
    own_id = opened.id
    opened.close()
    broken = DAMAGE[damage]((folder / FILE_NAME).read_bytes())
    (folder / FILE_NAME).write_bytes(broken)
    assert refusal(folder) is Fault.DAMAGED
    newest = newest_good(folder)
    assert newest is not None
    restore_backup(folder, newest)
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Beyköy"
    assert again.id == own_id
    again.apply(named("Yeniköy"))
    assert again.load().answer("municipality.name") == "Yeniköy"
    again.close()
    (aside,) = folder.glob("answers-okunamayan-*")
    assert aside.read_bytes() == broken
    assert is_owners_alone(aside)


def test_a_lost_database_is_not_taken_for_a_first_start(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    (folder / FILE_NAME).unlink()
    assert refusal(folder) is Fault.DAMAGED
    newest = newest_good(folder)
    assert newest is not None
    restore_backup(folder, newest)
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()


def test_the_log_of_a_damaged_database_is_put_aside_with_it(folder: Path, tmp_path: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.apply(named("Beyköy"))
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)
    opened.close()
    log = (killed / f"{FILE_NAME}-wal").read_bytes()
    assert log
    (killed / FILE_NAME).write_bytes(b"bozuk" * 1000)
    (backup,) = kept(killed)
    restore_backup(killed, backup)
    again = Workspace.open(killed)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()
    (aside,) = killed.glob("answers-okunamayan-*.db-wal")
    assert aside.read_bytes() == log


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_backup_is_passed_over(folder: Path, damage: str) -> None:
    opened = Workspace.open(folder)
    for name in ("Örnekköy", "Beyköy"):
        opened.apply(named(name))
        opened.back_up(Reason.START)
    newest, before = kept(folder)
    newest.file.write_bytes(DAMAGE[damage](newest.file.read_bytes()))
    with pytest.raises(StoreError) as raised:
        read_backup(newest)
    assert raised.value.fault is Fault.BACKUP_LOST
    assert newest_good(folder) == before
    opened.close()


def test_a_backup_of_a_newer_version_is_passed_over(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    (backup,) = kept(folder)
    older.make_newer(backup.file)
    assert newest_good(folder) is None


# Faults while a backup is made


def test_work_goes_on_where_no_backup_can_be_made(workspace: Workspace, folder: Path) -> None:
    workspace.apply(named("Örnekköy"))
    (folder / backups.FOLDER_NAME).write_text("in the way", encoding="utf-8")
    workspace.apply(named("Beyköy"), backs_up=Reason.IMPORT)
    assert workspace.load().answer("municipality.name") == "Beyköy"
    assert fault_of_backup(workspace) is Fault.NOT_WRITABLE
    (folder / backups.FOLDER_NAME).unlink()
    workspace.back_up(Reason.START)
    assert fault_of_backup(workspace) is None
    assert [name_in(each) for each in kept(folder)] == ["Beyköy"]


def fault_of_backup(workspace: Workspace) -> Fault | None:
    return workspace.not_backed_up.fault if workspace.not_backed_up else None


@posix
def test_killed_at_any_moment_every_listed_backup_is_whole(folder: Path) -> None:
    moments = random.Random(20261125)
    was_unfinished = False
    with writer(folder, "backs up") as process:
        for _ in range(20):
            run_and_kill(process, moments.randrange(1, 3), moments.uniform(0, 0.05))
            was_unfinished |= any((folder / backups.FOLDER_NAME).glob(f"{unfinished.PREFIX}*"))
            for each in kept(folder)[:2]:
                answers = read_backup(each)
                told = int(answers.answer("municipality.name") or 0)
                assert len(answers.officer_ids()) == 5 * told
    assert was_unfinished, "no kill fell into the writing of a backup"
    assert kept(folder)
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.START)
    opened.close()
    names = {path.name for path in (folder / backups.FOLDER_NAME).iterdir()}
    assert names == {each.file.name for each in kept(folder)}, "something half-written stayed"


ON_A_FULL_DISK = """
import sys
from pathlib import Path
from ebel_wizard.case.answers import Change, Edit
from ebel_wizard.store import backups
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.workspace import Workspace
disk = Path(sys.argv[1])
workspace = Workspace.open(disk / "w")

def put(text):
    workspace.apply(Change("Ad", (Edit("answer", "a", None, {"value": text}),)))

put("Örnekköy")
workspace.back_up(Reason.START)
put("Beyköy")
filler = (disk / "filler").open("wb", buffering=0)
room = int(sys.argv[2])
try:
    while filler.write(bytes(4096)):
        pass
except OSError:
    filler.truncate(filler.tell() - room)
workspace.back_up(Reason.START)
print(workspace.not_backed_up.fault.name, len(list((disk / "w" / "yedekler").iterdir())))
filler.truncate(0)
workspace.back_up(Reason.START)
print(workspace.not_backed_up, len(workspace.backups()))
"""


@pytest.mark.skipif(not may_mount(), reason="no small disk can be mounted here")
@pytest.mark.parametrize("room", [0, 4096 * 3, 4096 * 12])
def test_a_full_disk_leaves_no_half_backup(tmp_path: Path, room: int) -> None:
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-c"),
            'mount -t tmpfs -o size=2m none "$1" && exec "$2" -c "$3" "$1" "$4"',
            *("sh", tmp_path, sys.executable, ON_A_FULL_DISK, str(room)),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANG,
    )
    assert done.stdout.splitlines() == [f"{Fault.DISK_FULL.name} 1", "None 2"], done.stderr
