"""The TCKN and telephone of deleted people go from history and every backup, and nothing else."""

import random
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case import compare, register, tables
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.model import Person
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.deleted_people import DAYS_OF_USE
from ebel_wizard.store.encryption import database_key, is_encrypted
from ebel_wizard.store.forgetting import LABEL, Forgotten
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.sqlite import is_plain
from ebel_wizard.store.workspace import Workspace
from tests.store import older
from tests.store.test_encryption import MASTER_KEY, MOMENTS, through
from tests.store.test_workspace import change, content

GONE = Person("Ayşe", "Işık", "10000000146", "(0 500) 111 22 33", "Şef", "Yazı İşleri")
STAYS = Person("Umut", "Çağlar", "10000010046", "0500 444 55 66", "Memur", "Bilgi İşlem")
SHARED = Person("Gül", "Taş", "10000010732", STAYS.mobile, "Memur", "Bilgi İşlem")
NOTE = f"Ayşe Hanım ({GONE.tckn}, +90 500 111 2233) arandı; 10000009892 aranacak."
FORGOTTEN = (b"10000000146", b"10000010732", b"111 22 33", b"111 2233", b"1112233")
KEPT = (b"10000010046", b"444 55 66", b"10000009892")


def forget(workspace: Workspace) -> Forgotten:
    """Forget to the end; what the last step says."""
    *_, last = workspace.forgetting.run()
    return last


def fill(workspace: Workspace) -> None:
    """Three people, a note about one of them, a backup; then two are deleted and the note goes."""
    answers = workspace.load()

    def do(made: Change | None, backs_up: Reason | None = None) -> None:
        answers.apply(change(made))
        workspace.apply(change(made), backs_up=backs_up)

    do(register.add_officers(answers, [GONE, STAYS, SHARED]))
    gone, _, shared = answers.officer_ids()
    do(answers.set_part(tables.PERSON, [gone], "mobile", "0500 111 22 33"))
    do(answers.set_part(tables.ROUTE_TEAM, [gone], "username", "ayse.isik"))
    state = answers.state("talep-yazisi")
    do(answers.set_answer("kep.user_tckn", GONE.tckn))
    do(answers.add(tables.LOGIN_PROBLEM, [{"who": NOTE}]))
    (problem,) = answers.rows(tables.LOGIN_PROBLEM)
    workspace.back_up(Reason.START)
    do(answers.set_answer("municipality.name", "Örnekköy"), Reason.IMPORT)
    do(answers.set_state("talep-yazisi", state, "Durum") or answers.set_answer("kep.user_tckn", ""))
    do(answers.set_part(tables.LOGIN_PROBLEM, [problem], "who", "10000009892 aranacak."))
    do(register.remove_people(answers, [gone, shared]), Reason.IMPORT)


def plain_bytes(folder: Path) -> bytes:
    """Every byte of the workspace's files, and every row of the encrypted ones."""
    whole = b""
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        if file.name.endswith(".db") and not is_plain(file):
            with closing(sqlite3.connect(file)) as database:
                database.execute(f'PRAGMA key = "{database_key(MASTER_KEY).as_pragma()}"')
                names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                for (name,) in names.fetchall():
                    whole += str(database.execute(f'SELECT * FROM "{name}"').fetchall()).encode()
        whole += file.read_bytes()
    return whole


def traces(folder: Path, numbers: tuple[bytes, ...]) -> list[bytes]:
    whole = plain_bytes(folder)
    return [number for number in numbers if number in whole]


@pytest.mark.parametrize("encrypted", [False, True])
def test_the_numbers_are_in_no_file_and_all_else_stays(folder: Path, encrypted: bool) -> None:
    opened = Workspace.open(folder)
    fill(opened)
    if encrypted:
        opened.encrypt(MASTER_KEY)
    answers, labels = opened.load(), [each.change.label for each in opened.history(99)]
    in_backups = [read_backup(each, opened.master_key) for each in opened.backups()]
    assert set(traces(folder, FORGOTTEN)) == set(FORGOTTEN[:4]), "the search would find nothing"
    assert sorted(opened.forgetting.find().names.values()) == ["Ayşe Işık", "Gül Taş"]
    total = len(in_backups) + 1
    assert list(opened.forgetting.run()) == [Forgotten(done + 1, total, 2) for done in range(total)]
    assert traces(folder, FORGOTTEN) == []
    assert traces(folder, KEPT) == list(KEPT)
    assert opened.forgetting.find().names == {}
    assert content(opened.load()) == content(answers)
    found = [each.change.label for each in opened.history(99)]
    assert found == [LABEL, *labels]
    for before, backup in zip(in_backups, opened.backups(), strict=True):
        after = read_backup(backup, opened.master_key)
        assert {str(row["name"]) for row in after.rows(tables.PERSON).values()} == {"Umut"}
        assert after.answer("municipality.name") == before.answer("municipality.name")
    opened.apply(change(answers.set_answer("municipality.name", "Yeniköy")))
    opened.close()
    again = Workspace.open(folder, master_key=MASTER_KEY if encrypted else None)
    assert again.load().answer("municipality.name") == "Yeniköy"
    assert forget(again).people == 0
    again.close()
    assert traces(folder, FORGOTTEN) == []


def test_whoever_was_brought_back_is_not_forgotten(workspace: Workspace) -> None:
    answers = workspace.load()
    added = change(register.add_officers(answers, [GONE]))
    workspace.apply(added)
    workspace.apply(added.inverse())
    assert len(workspace.forgetting.find().names) == 1
    workspace.apply(added)
    assert workspace.forgetting.find().names == {}
    assert forget(workspace).people == 0
    (row,) = workspace.load().rows(tables.PERSON).values()
    assert row["tckn"] == GONE.tckn


def test_a_number_somebody_else_has_now_stays_in_their_history(
    workspace: Workspace, folder: Path
) -> None:
    fill(workspace)
    forget(workspace)
    edits = [
        edit
        for past in workspace.history(99)
        for edit in past.change.edits
        if edit.table == tables.PERSON and edit.after and "mobile" in edit.after
    ]
    mobiles = {str(edit.after["name"]): edit.after["mobile"] for edit in edits if edit.after}
    assert mobiles == {"Ayşe": "(* ***) *** ** **", "Umut": STAYS.mobile, "Gül": "**** *** ** **"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX")
@pytest.mark.parametrize("encrypted", [False, True])
def test_killed_at_any_moment_it_is_done_again_and_nothing_else_is_lost(
    folder: Path, tmp_path: Path, encrypted: bool
) -> None:
    opened = Workspace.open(folder)
    fill(opened)
    if encrypted:
        opened.encrypt(MASTER_KEY)
    answers, backups = opened.load(), opened.backups()
    opened.close()
    _, calls = through(folder, tmp_path / "whole", "forget", [0])[0]
    moments = random.Random(20261128).sample(range(1, calls + 1), min(calls, MOMENTS))
    ended = through(folder, tmp_path / "copies", "forget", moments)
    assert not all(came_through for came_through, _ in ended.values())
    for number in moments:
        copy = tmp_path / "copies" / str(number)
        again = Workspace.open(copy, master_key=MASTER_KEY if is_encrypted(copy) else None)
        assert content(again.load()) == content(answers), f"killed in call {number}"
        labels = [each.change.label for each in again.history(99)]
        is_half_done = LABEL in labels and traces(copy, FORGOTTEN)
        assert again.forgetting.is_offered() or not is_half_done, f"killed in call {number}"
        forget(again)
        assert again.forgetting.find().names == {}
        assert len(again.backups()) == len(backups)
        assert all(read_backup(each, again.master_key) for each in again.backups())
        again.close()
        assert traces(copy, FORGOTTEN) == [], f"killed in call {number}"


def test_what_is_done_between_two_files_stays_and_brings_nobody_back(
    workspace: Workspace, folder: Path
) -> None:
    fill(workspace)
    answers = workspace.load()
    for _ in workspace.forgetting.run():
        made = change(register.add_officers(answers, [Person(name="Yeni")]))
        answers.apply(made)
        workspace.apply(made, backs_up=Reason.IMPORT)
    assert content(workspace.load()) == content(answers)
    assert traces(folder, FORGOTTEN) == []


def test_whoever_comes_back_from_a_backup_meanwhile_is_left_alone(workspace: Workspace) -> None:
    fill(workspace)
    answers, oldest = workspace.load(), workspace.backups()[-1]
    steps = workspace.forgetting.run()
    next(steps)
    back = change(compare.change_to(answers, read_backup(oldest), "Geri dönüldü"))
    answers.apply(back)
    workspace.apply(back)
    list(steps)
    assert content(workspace.load()) == content(answers)
    assert content(read_backup(oldest)) == content(answers)


@pytest.mark.parametrize("junk", [b"", b"x" * 5_000])
def test_a_backup_that_nobody_can_read_is_deleted(
    workspace: Workspace, folder: Path, junk: bytes
) -> None:
    fill(workspace)
    newest, *others = workspace.backups()
    newest.file.write_bytes(junk and junk + GONE.tckn.encode())
    assert forget(workspace).lost_backups == 1
    assert workspace.backups() == others
    assert traces(folder, FORGOTTEN) == []


def test_what_was_set_aside_is_named_and_left(workspace: Workspace, folder: Path) -> None:
    fill(workspace)
    aside = folder / "answers-okunamayan-20261128T080000Z.db"
    aside.write_bytes(b"10000000146")
    assert workspace.forgetting.set_aside() == [aside.name]
    forget(workspace)
    assert aside.read_bytes() == b"10000000146"


@pytest.mark.parametrize(("revision", "rows"), older.ROWS.items())
def test_backups_of_earlier_versions_are_forgotten_in_too(
    workspace: Workspace, folder: Path, tmp_path: Path, revision: str, rows: older.Rows
) -> None:
    fill(workspace)
    older.make(tmp_path / "eski", revision, rows)
    backup = folder / "yedekler" / "20200101T000000000000Z-surum.db"
    (tmp_path / "eski" / FILE_NAME).rename(backup)
    forget(workspace)
    assert traces(folder, FORGOTTEN) == []
    oldest = read_backup(workspace.backups()[-1])
    assert oldest.answer("municipality.name") == "Örnekköy Belediye Başkanlığı"
    assert not oldest.rows(tables.PERSON)


class Days:
    """A clock that a test sets; something is changed on each day."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self.workspace = Workspace.open(folder, lambda: self.now)
        self.answers = Answers()

    def do(self, made: Change | None) -> None:
        self.answers.apply(change(made))
        self.workspace.apply(change(made))

    def use(self, days: int, *, apart: timedelta = timedelta(days=1)) -> None:
        for _ in range(days):
            self.now += apart
            self.do(self.answers.set_answer("municipality.name", self.now.isoformat()))

    def delete_somebody(self) -> None:
        self.do(register.add_officers(self.answers, [GONE]))
        self.do(register.remove_people(self.answers, self.answers.officer_ids()))


@pytest.fixture
def days(folder: Path) -> Days:
    return Days(folder)


def test_it_is_offered_after_thirty_days_of_use(days: Days) -> None:
    days.use(DAYS_OF_USE)
    days.delete_somebody()
    assert not days.workspace.forgetting.is_offered(), "days before the deletion were counted"
    days.use(DAYS_OF_USE - 1)
    assert not days.workspace.forgetting.is_offered()
    days.use(1)
    assert days.workspace.forgetting.is_offered()
    forget(days.workspace)
    assert not days.workspace.forgetting.is_offered()
    days.workspace.close()


def test_a_clock_alone_brings_no_offer(days: Days) -> None:
    days.delete_somebody()
    days.now += timedelta(days=5_000)
    assert not days.workspace.forgetting.is_offered()
    days.use(DAYS_OF_USE - 2, apart=timedelta(minutes=5))
    days.use(2, apart=timedelta(days=-5_000))
    assert not days.workspace.forgetting.is_offered()
    days.workspace.close()


def test_put_off_it_is_offered_after_thirty_more_days(days: Days) -> None:
    days.delete_somebody()
    days.use(DAYS_OF_USE)
    days.workspace.forgetting.postpone()
    assert not days.workspace.forgetting.is_offered()
    days.use(DAYS_OF_USE - 1)
    assert not days.workspace.forgetting.is_offered()
    days.use(1)
    assert days.workspace.forgetting.is_offered()
    days.workspace.close()


def test_without_anybody_deleted_nothing_is_offered(days: Days) -> None:
    days.do(register.add_officers(days.answers, [GONE]))
    days.use(2 * DAYS_OF_USE)
    assert not days.workspace.forgetting.is_offered()
    days.workspace.close()
