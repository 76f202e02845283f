"""A strange account, clock, folder or file ends in saved answers or in the right sentence."""

import logging
import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.store import program_log
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError
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
def strange_name(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
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


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_a_pipe_in_place_of_the_database_is_refused_at_once(folder: Path, ending: str) -> None:
    Workspace.open(folder).close()
    file = folder / f"answers.db{ending}"
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    assert refusal(folder) is Fault.DAMAGED
    assert file.is_fifo()


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
