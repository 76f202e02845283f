"""A workspace is one window's at a time, and a lock says whose it is."""

import json
import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ebel_wizard import account
from ebel_wizard.store.lock import (
    FILE_NAME,
    HeldElsewhereError,
    Holder,
    InUseError,
    WorkspaceLock,
)
from tests.limits import HANG, killed_when_it_hangs
from tests.platforms import second_account
from tests.store.test_faults import ROOT, posix

HOLDS = """
import os, signal, sys
from pathlib import Path
from ebel_wizard.store.lock import WorkspaceLock
WorkspaceLock(Path(sys.argv[1])).take()
print("taken", flush=True)
sys.stdin.readline()
os._exit(9)  # as if killed: nothing is given back
"""


def taken(folder: Path) -> WorkspaceLock:
    lock = WorkspaceLock(folder)
    lock.take()
    assert lock.is_taken
    assert lock.is_held()
    return lock


def said(folder: Path) -> dict[str, str]:
    found = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def from_elsewhere(folder: Path, **other: str) -> None:
    """Leave the lock of a window on another machine, as a copied folder has it."""
    lock = taken(folder)
    text = json.dumps({**said(folder), "machine": "0" * 32, "host": "YAZI-ISLERI-2", **other})
    lock.release()
    (folder / FILE_NAME).write_text(text, encoding="utf-8")


def test_it_names_machine_account_process_and_time(tmp_path: Path) -> None:
    lock = taken(tmp_path)
    found = said(tmp_path)
    assert found["host"] == account.host_name() == socket.gethostname()
    assert found["user"] == account.user_name()
    assert found["pid"] == str(os.getpid())
    assert found["since"]
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_second_window_does_not_get_it_and_leaves_it_as_it_is(tmp_path: Path) -> None:
    lock = taken(tmp_path)
    before = said(tmp_path)
    for forced in (False, True):
        with pytest.raises(InUseError):
            WorkspaceLock(tmp_path).take(from_elsewhere=forced)
    assert said(tmp_path) == before
    lock.release()
    taken(tmp_path).release()


@posix
@pytest.mark.parametrize("text", ["", "bir\niki\nüç\n", "{}"])
def test_what_a_link_in_its_place_leads_to_is_left_alone(tmp_path: Path, text: str) -> None:
    theirs, folder = tmp_path / "rapor.txt", tmp_path / "ev"
    theirs.write_text(text, encoding="utf-8")
    folder.mkdir()
    (folder / FILE_NAME).symlink_to(theirs)
    lock = taken(folder)
    assert theirs.read_text(encoding="utf-8") == text
    (folder / FILE_NAME).unlink()
    (folder / FILE_NAME).symlink_to(theirs)  # under the open window
    lock.is_held()
    lock.release()
    assert theirs.read_text(encoding="utf-8") == text


@posix
def test_a_link_that_leads_nowhere_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).symlink_to(tmp_path / "yok" / "yok")
    taken(tmp_path).release()


def test_who_does_not_get_it_learns_how_lately_it_was_taken(tmp_path: Path) -> None:
    lock = taken(tmp_path)
    with pytest.raises(InUseError) as refused:
        WorkspaceLock(tmp_path).take()
    assert refused.value.holder.took_it_within(timedelta(minutes=1))
    assert not refused.value.holder.took_it_within(timedelta())
    for since in ("", "dün", "2026-11-23T10:00:00"):
        assert not Holder(since=since).took_it_within(timedelta(days=99_999))
    lock.release()


def test_a_process_of_this_machine_that_died_is_no_holder(tmp_path: Path) -> None:
    with (
        subprocess.Popen(
            [sys.executable, "-c", HOLDS, tmp_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process,
        killed_when_it_hangs(process),
    ):
        assert process.stdout is not None
        assert process.stdout.readline() == "taken\n"
        with pytest.raises(InUseError):
            WorkspaceLock(tmp_path).take()
        process.communicate("die\n")
    assert said(tmp_path)["pid"] == str(process.pid)
    taken(tmp_path).release()


@pytest.mark.parametrize(
    "left", [b"", b"\0" * 99, b"[" * 9000, b"{}", b"[1]", b"41\nebel_wizard\n"]
)
def test_a_lock_that_names_nobody_is_taken(tmp_path: Path, left: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(left)
    lock = taken(tmp_path)
    assert said(tmp_path)["pid"] == str(os.getpid())
    lock.release()


@pytest.mark.parametrize("full", [False, True])
def test_a_folder_in_its_place_is_moved_away(tmp_path: Path, full: bool) -> None:
    (tmp_path / FILE_NAME).mkdir()
    if full:
        (tmp_path / FILE_NAME / "a").touch()
    taken(tmp_path).release()
    (aside,) = tmp_path.iterdir()
    assert len(list(aside.iterdir())) == full


def test_one_of_another_machine_is_named_and_taken_over_on_the_officers_word(
    tmp_path: Path,
) -> None:
    from_elsewhere(tmp_path)
    before = said(tmp_path)
    with pytest.raises(HeldElsewhereError) as raised:
        WorkspaceLock(tmp_path).take()
    assert raised.value.holder.host == "YAZI-ISLERI-2"
    assert said(tmp_path) == before
    lock = WorkspaceLock(tmp_path)
    lock.take(from_elsewhere=True)
    assert said(tmp_path)["host"] == account.host_name()
    lock.release()


def test_one_of_an_earlier_version_on_another_machine_is_named_too(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("41\nebel_wizard\nYAZI-ISLERI-2\n\n\n", encoding="utf-8")
    with pytest.raises(HeldElsewhereError) as raised:
        WorkspaceLock(tmp_path).take()
    assert raised.value.holder.host == "YAZI-ISLERI-2"


def test_what_others_wrote_into_it_is_shown_as_plain_text(tmp_path: Path) -> None:
    from_elsewhere(tmp_path, host="<b>\nA&B</b>" + "x" * 900)
    with pytest.raises(HeldElsewhereError) as raised:
        WorkspaceLock(tmp_path).take()
    assert raised.value.holder.host == ("bAB/b" + "x" * 900)[:64]


def test_another_machine_that_takes_it_over_in_place_is_noticed(tmp_path: Path) -> None:
    """Machines that share a disk may not see each other's locks."""
    lock = taken(tmp_path)
    text = json.dumps({**said(tmp_path), "host": "YAZI-ISLERI-2", "token": "0" * 16})
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    assert not lock.is_held()


@posix
def test_one_that_is_deleted_is_made_anew_unless_somebody_took_it(tmp_path: Path) -> None:
    first = taken(tmp_path)
    (tmp_path / FILE_NAME).unlink()
    assert first.is_held()
    assert said(tmp_path)["pid"] == str(os.getpid())
    (tmp_path / FILE_NAME).unlink()
    second = taken(tmp_path)
    assert not first.is_held()
    first.release()
    assert second.is_held(), "what was lost is not given back"
    second.release()


@posix
@second_account
def test_one_of_another_account_is_named_and_can_be_taken_over(tmp_path: Path) -> None:
    program = """
import fcntl, os, sys  # all of it: the account may not read the interpreter's own files
from pathlib import Path
from ebel_wizard import account
from ebel_wizard.store.lock import HeldElsewhereError, WorkspaceLock
account.machine_id()
os.chdir(sys.argv[1])
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    WorkspaceLock(Path()).take()
except HeldElsewhereError as error:
    print(error.holder.user)
lock = WorkspaceLock(Path())
lock.take(from_elsewhere=True)
print(lock.is_held())
"""
    taken(tmp_path)
    os.chown(tmp_path, 65534, 65534)
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.stdout.split() == ["root", "True"], done.stderr
