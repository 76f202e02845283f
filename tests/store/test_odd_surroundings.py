"""A strange account, clock, folder or file ends in saved answers or in the right sentence."""

import logging
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.store import encryption, program_log, sqlite
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import newest_good, restore_backup
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.turkish import dates

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
pytestmark = posix


def named(text: str) -> Change:
    made = Answers().set_answer("municipality.name", text)
    assert made is not None
    return made


def refusal(folder: Path) -> Fault:
    with pytest.raises(StoreError) as raised:
        Workspace.open(folder)
    return raised.value.fault


@pytest.fixture(params=["LOGNAME", "USER"])
def strange_name(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(request.param, os.fsdecode(b"memur\xff"))


@pytest.mark.usefixtures("strange_name")
def test_an_account_whose_name_is_no_text_saves_all_the_same(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    (entry,) = opened.history(10)
    opened.close()
    assert entry.who == "memur?"


def test_in_a_folder_whose_name_is_no_text_everything_works(tmp_path: Path) -> None:
    folder, key = tmp_path / os.fsdecode(b"ev\xfe"), secrets.token_bytes(32)
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.DAILY)
    digest = opened.files.keep(b"scan")
    opened.encrypt(key)
    opened.close()
    again = Workspace.open(folder, master_key=key)
    assert again.files.read(digest) == b"scan"
    again.decrypt()
    newest = newest_good(folder)
    assert newest is not None
    again.close()
    restore_backup(folder, newest)
    third = Workspace.open(folder)
    assert third.load().answer("municipality.name") == "Örnekköy"
    third.close()


@pytest.fixture(params=["XXX24", "XXX-24"])
def strange_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("strange_zone")
def test_a_time_zone_a_day_away_is_taken_for_turkiye(folder: Path) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"), backs_up=Reason.RESTORE)
    (entry,) = opened.history(10)
    opened.close()
    assert dates.local(entry.at).utcoffset() == timedelta(hours=3)
    assert dates.moment(entry.at)
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()


@pytest.mark.parametrize("ending", sqlite.SUFFIXES)
def test_a_pipe_in_place_of_the_database_is_refused_at_once(folder: Path, ending: str) -> None:
    Workspace.open(folder).close()
    file = folder / f"answers.db{ending}"
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    assert refusal(folder) is Fault.DAMAGED
    assert file.is_fifo()


@pytest.mark.parametrize("ending", sqlite.SUFFIXES)
def test_what_a_pipe_stands_in_place_of_is_restored_from_a_backup(
    folder: Path, ending: str
) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.DAILY)
    opened.close()
    file = folder / f"answers.db{ending}"
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    newest = newest_good(folder)
    assert newest is not None
    restore_backup(folder, newest)
    again = Workspace.open(folder)
    assert again.load().answer("municipality.name") == "Örnekköy"
    again.close()


@pytest.mark.parametrize("ending", sqlite.SUFFIXES)
def test_a_pipe_beside_a_backup_makes_it_none(folder: Path, ending: str) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.back_up(Reason.DAILY)
    file = Path(f"{opened.backups()[0].file}{ending}")
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    assert newest_good(folder) is None
    opened.back_up(Reason.START)
    assert newest_good(folder) is not None
    opened.close()


def pipe(file: Path) -> None:
    os.mkfifo(file)


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def sparse(file: Path) -> None:
    """A file that says it has a terabyte, as a failing disk or a careless copy leaves it."""
    file.touch()
    os.truncate(file, 1 << 40)


strange = pytest.mark.parametrize("put", [pipe, endless, sparse])


@strange
def test_what_is_no_kept_file_is_lost_until_it_is_kept_again(
    workspace: Workspace, put: Callable[[Path], None]
) -> None:
    digest = workspace.files.keep(b"scan")
    file = workspace.files.folder / digest
    file.unlink()
    put(file)
    with pytest.raises(StoreError) as raised:
        workspace.files.read(digest)
    assert raised.value.fault is Fault.FILE_LOST
    assert workspace.files.kept() == []


@strange
def test_what_is_no_kept_file_does_not_stop_encryption(
    folder: Path, put: Callable[[Path], None]
) -> None:
    key = secrets.token_bytes(32)
    opened = Workspace.open(folder)
    digest = opened.files.keep(b"scan")
    put(opened.files.folder / ("0" * 64))
    opened.encrypt(key)
    opened.close()
    again = Workspace.open(folder, master_key=key)
    assert again.files.read(digest) == b"scan"
    again.close()


@strange
def test_what_is_no_key_file_is_no_key_file(folder: Path, put: Callable[[Path], None]) -> None:
    key = secrets.token_bytes(32)
    opened = Workspace.open(folder)
    opened.encrypt(key)
    opened.close()
    file = folder / encryption.KEY_FILE_NAME
    file.unlink()
    put(file)
    again = Workspace.open(folder, master_key=key)
    assert not again.has_password()
    again.close()


@pytest.mark.parametrize("is_read", [False, True])
def test_a_pipe_in_place_of_the_log_leaves_the_program_without_one(
    folder: Path, *, is_read: bool
) -> None:
    log = folder / program_log.FOLDER_NAME / program_log.FILE_NAME
    log.parent.mkdir(parents=True)
    os.mkfifo(log)
    reader = os.open(log, os.O_RDONLY | os.O_NONBLOCK) if is_read else None
    program_log.begin(folder)
    logging.getLogger("ebel_wizard").info("at home")
    program_log.end(folder)
    assert log.is_fifo()
    if reader is not None:
        assert os.read(reader, 100) == b""
        os.close(reader)


@pytest.mark.parametrize("depth", [520, 5_000])
def test_a_path_that_is_too_long_is_named_as_what_is_wrong(tmp_path: Path, depth: int) -> None:
    folder = tmp_path
    while len(os.fsencode(folder)) < depth:
        folder /= "ş" * 50
    assert refusal(folder) is Fault.TOO_LONG


def test_the_longest_path_still_works(tmp_path: Path) -> None:
    folder = tmp_path
    while len(os.fsencode(folder)) < 300:
        folder /= "ş" * 20
    folder /= "x" * (512 - len("/answers.db-journal") - len(os.fsencode(folder)) - 1)
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.close()
    assert refusal(folder.with_name(f"{folder.name}x")) is Fault.TOO_LONG


FOREIGN = {
    "undoes each change": 'BEFORE UPDATE ON "answer" BEGIN SELECT raise(ignore); END',
    "deletes what is new": 'AFTER INSERT ON "answer" BEGIN DELETE FROM "answer"; END',
    "forgets the history": 'AFTER INSERT ON "change" BEGIN DELETE FROM "change"; END',
}


@pytest.mark.parametrize("body", FOREIGN.values(), ids=FOREIGN)
def test_what_somebody_hid_in_the_database_alters_nothing(folder: Path, body: str) -> None:
    opened = Workspace.open(folder)
    opened.apply(named("Örnekköy"))
    opened.close()
    with closing(sqlite3.connect(folder / "answers.db")) as theirs, theirs:
        theirs.execute(f'CREATE TRIGGER "o ""x""" {body}')
        theirs.execute("CREATE VIEW v AS SELECT * FROM answer")
    again = Workspace.open(folder)
    for path in ("municipality.name", "municipality.unit"):
        made = again.load().set_answer(path, "Örnekköy Belediye Başkanlığı")
        assert made is not None
        again.apply(made)
    again.close()
    third = Workspace.open(folder)
    answers = third.load()
    assert answers.answer("municipality.name") == "Örnekköy Belediye Başkanlığı"
    assert answers.answer("municipality.unit") == "Örnekköy Belediye Başkanlığı"
    assert len(third.history(10)) == 3
    third.close()
