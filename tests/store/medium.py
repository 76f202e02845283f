"""A program of its own: a workspace on a stick that is pulled out while it is open.

    unshare -rm python -m tests.store.medium FOLDER SCENE

Mounts the stick in FOLDER, where an empty folder lies beneath it. Ends with an error where the
store does something else than it should.
"""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers
from ebel_wizard.store import mounts
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.lock import WorkspaceLock
from ebel_wizard.store.workspace import Workspace

MASTER_KEY: Final = bytes(range(16))


class Stick:
    """A disk in memory, mounted in a folder and kept elsewhere while it is not."""

    def __init__(self, folder: Path, name: str = "stick") -> None:
        self.mounted_at = folder / "takılan"
        self.data = self.mounted_at / "data"
        self.kept = folder / name
        self.kept.mkdir(parents=True)
        self.data.mkdir(parents=True, exist_ok=True)
        mount("-t", "tmpfs", "none", self.kept)

    def plug_in(self) -> None:
        mount("--bind", self.kept, self.mounted_at)

    def pull_out(self) -> None:
        subprocess.run(["umount", "--lazy", self.mounted_at], check=True)

    def copy_to(self, other: "Stick") -> None:
        """As the same stick comes back under another number, with what had reached it."""
        no_sockets = shutil.ignore_patterns("*.sock")
        shutil.copytree(self.kept, other.kept, dirs_exist_ok=True, ignore=no_sockets)


def mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True)


class Office:
    """A workspace and what was said in it."""

    def __init__(self, folder: Path, master_key: bytes | None = None) -> None:
        self.workspace = Workspace.open(folder, master_key=master_key)
        self.lock = WorkspaceLock(folder)
        self.lock.take()
        self.workspace.guard_by(self.lock)
        self.answers = Answers()

    def say(self, path: str, value: str) -> None:
        change = self.answers.set_answer(path, value)
        assert change is not None
        self.workspace.apply(change)
        self.answers.apply(change)

    def close(self) -> None:
        self.workspace.close()
        self.lock.release()


def refused(work: Callable[[], object]) -> None:
    with pytest.raises(StoreError, match=Fault.MEDIUM_GONE.what) as raised:
        work()
    assert "Klasör: " in raised.value.remedy


def nothing_is_beneath(stick: Stick) -> bool:
    return [*stick.mounted_at.rglob("*")] == [stick.data]


def begun(stick: Stick, master_key: bytes | None = None) -> Office:
    """A workspace on the stick that is in the middle of its work."""
    stick.plug_in()
    office = Office(stick.data, master_key)
    office.say("municipality.name", "Örnekköy")
    office.workspace.back_up(Reason.START)
    office.say("municipality.contact.address", "Cumhuriyet Mahallesi")  # in the log alone
    return office


def gone(folder: Path) -> None:
    """Nothing is written, whatever is tried; and the window can be closed without it."""
    stick = Stick(folder)
    office = begun(stick)
    stick.pull_out()
    workspace = office.workspace
    for _ in range(2):
        refused(lambda: office.say("municipality.name", "Yeniköy"))
        refused(lambda: workspace.files.keep(b"tarama"))
        refused(lambda: workspace.remember("place", "home"))
        refused(workspace.erase)
        refused(lambda: workspace.encrypt(MASTER_KEY))
        workspace.back_up(Reason.IMPORT)
        assert workspace.not_backed_up is not None
        assert workspace.not_backed_up.fault is Fault.MEDIUM_GONE
        assert nothing_is_beneath(stick)
    office.close()
    assert nothing_is_beneath(stick)


def back(folder: Path) -> None:
    stick = Stick(folder)
    office = begun(stick)
    stick.pull_out()
    refused(lambda: office.say("municipality.name", "Yeniköy"))
    stick.plug_in()
    goes_on(office, stick)


def back_under_another_number(folder: Path, master_key: bytes | None = None) -> None:
    stick, again = Stick(folder), Stick(folder, "again")
    office = begun(stick, master_key)
    stick.pull_out()
    refused(lambda: office.say("municipality.name", "Yeniköy"))
    stick.copy_to(again)
    again.plug_in()
    goes_on(office, again, master_key)


def back_encrypted(folder: Path) -> None:
    back_under_another_number(folder, MASTER_KEY)


def goes_on(office: Office, stick: Stick, master_key: bytes | None = None) -> None:
    digest = office.workspace.files.keep(b"tarama")
    office.say("municipality.name", "Yeniköy")
    office.say("municipality.contact.phone", "1")
    assert office.workspace.conflict is None
    office.close()
    later = Workspace.open(stick.data, master_key=master_key)
    assert compare.change_to(later.load(), office.answers, "") is None
    assert later.files.read(digest) == b"tarama"
    assert len(later.history(10)) == 4
    later.close()


def another(folder: Path) -> None:
    """A colleague's stick in the same place is not written to."""
    other = Stick(folder, "other")
    other.plug_in()
    colleague = Office(other.data)
    colleague.say("municipality.name", "Başkaköy")
    colleague.close()
    other.pull_out()
    stick = Stick(folder)
    office = begun(stick)
    stick.pull_out()
    other.plug_in()
    before = contents(other.data)
    refused(lambda: office.say("municipality.name", "Yeniköy"))
    refused(lambda: office.workspace.files.keep(b"tarama"))
    assert contents(other.data) == before
    other.pull_out()
    stick.plug_in()
    goes_on(office, stick)


def used_elsewhere(folder: Path) -> None:
    """What was written on another machine meanwhile is not written over without a question."""
    stick, again = Stick(folder), Stick(folder, "again")
    office = begun(stick)
    stick.pull_out()
    stick.copy_to(again)
    again.plug_in()
    there = Workspace.open(again.data)
    change = there.load().set_answer("municipality.name", "Oradaköy")
    assert change is not None
    there.apply(change)
    there.close()
    with pytest.raises(StoreError, match=Fault.TAKEN_OVER.what):
        office.say("municipality.name", "Yeniköy")
    other = office.workspace.other_answers()
    assert other is not None
    assert other.answer("municipality.name") == "Oradaköy"
    office.workspace.keep_own()
    assert compare.change_to(office.workspace.load(), office.answers, "") is None
    office.say("municipality.name", "Yeniköy")
    office.close()


def start(folder: Path) -> None:
    """An empty folder beneath is not a new workspace, while the record says what was there."""
    os.environ.pop("TMPDIR", None)
    tempfile.tempdir = None
    record = folder / "kayıt" / "baglantilar.json"
    stick = Stick(folder)
    mounts.ensure_mounted(stick.data, record)
    stick.plug_in()
    office = Office(stick.data)
    mounts.remember(stick.data, record)
    office.close()
    mounts.ensure_mounted(stick.data, record)
    stick.pull_out()
    for _ in range(2):
        with pytest.raises(StoreError, match=Fault.MEDIUM_MISSING.what) as raised:
            mounts.ensure_mounted(stick.data, record)
        assert str(stick.data) in raised.value.remedy
    Office(stick.data).close()  # somebody moved the answers here
    mounts.ensure_mounted(stick.data, record)
    mounts.remember(stick.data, record)
    assert record.read_text(encoding="utf-8") == "{}\n"
    record.write_bytes(b"bozuk")
    mounts.ensure_mounted(stick.data, record)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


SCENES: Final[dict[str, Callable[[Path], None]]] = {
    each.__name__: each
    for each in (
        gone,
        back,
        back_under_another_number,
        back_encrypted,
        another,
        used_elsewhere,
        start,
    )
}


if __name__ == "__main__":
    logging.getLogger("ebel_wizard").addHandler(logging.NullHandler())
    SCENES[sys.argv[2]](Path(sys.argv[1]))
