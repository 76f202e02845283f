"""Where only history is damaged, every answer is saved."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.encryption import database_key
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.store.test_faults import named, refusal
from tests.store.test_workspace import AYSE, change, content, fill

MASTER_KEY = bytes(range(16))
PAGE = 4096


def root(file: Path, table: str, master_key: bytes | None = None) -> int:
    """The page that a table begins at."""
    with closing(sqlite3.connect(file)) as database:
        if master_key:
            database.execute(f'PRAGMA key = "{database_key(master_key).as_pragma()}"')
        found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(database.execute(found, [table]).fetchone()[0])


def damage(file: Path, page: int) -> None:
    whole = bytearray(file.read_bytes())
    start = (page - 1) * PAGE
    whole[start : start + PAGE] = b"\xff" * PAGE
    file.write_bytes(whole)


@pytest.mark.parametrize("master_key", [None, MASTER_KEY], ids=["open", "encrypted"])
@pytest.mark.parametrize("backed_up", [True, False])
def test_one_damaged_page_of_history_costs_no_answer(
    folder: Path, master_key: bytes | None, backed_up: bool
) -> None:
    opened = Workspace.open(folder, master_key=master_key)
    answers = Answers()
    first = change(answers.set_answer("letter.date", "01.12.2026"))
    if backed_up:
        answers.apply(first)
        opened.apply(first)
        opened.back_up(Reason.START)
    fill(answers, opened.apply)
    opened.remember("place", "home")
    own_id = opened.id
    opened.close()
    damage(folder / FILE_NAME, root(folder / FILE_NAME, "change", master_key))
    broken = (folder / FILE_NAME).read_bytes()
    again = Workspace.open(folder, master_key=master_key)
    assert again.lost_history
    assert again.id == own_id
    assert again.recall("place") == "home"
    assert content(again.load()) == content(answers)
    labels = [each.change.label for each in again.history(9)]
    assert labels == ["Geçmişin okunamayan bölümü kayboldu", *([first.label] * backed_up)]
    again.apply(named("Yeni"))
    again.close()
    (aside,) = folder.glob("answers-okunamayan-*")
    if master_key is None:
        assert aside.read_bytes() == broken
    last = Workspace.open(folder, master_key=master_key)
    assert last.load().answer("municipality.name") == "Yeni"
    assert not last.lost_history
    last.close()


@pytest.mark.parametrize("table", ["answer", "person", "officer", "workspace"])
def test_where_an_answer_is_damaged_nothing_is_altered(folder: Path, table: str) -> None:
    opened = Workspace.open(folder)
    fill(Answers(), opened.apply)
    opened.close()
    damage(folder / FILE_NAME, root(folder / FILE_NAME, table))
    before = (folder / FILE_NAME).read_bytes()
    assert refusal(folder) is Fault.DAMAGED
    assert (folder / FILE_NAME).read_bytes() == before


def test_any_page_is_saved_whole_or_refused(folder: Path, tmp_path: Path) -> None:
    opened = Workspace.open(folder)
    answers = Answers()
    fill(answers, opened.apply)
    many = change(register.add_officers(answers, [AYSE] * 60))
    answers.apply(many)
    opened.apply(many)
    opened.close()
    count = (folder / FILE_NAME).stat().st_size // PAGE
    saved, refused = 0, set()
    for page in range(1, count + 1):
        copy = tmp_path / str(page)
        shutil.copytree(folder, copy)
        damage(copy / FILE_NAME, page)
        try:
            again = Workspace.open(copy)
        except StoreError as error:
            refused.add(error.fault)
            continue
        assert content(again.load()) == content(answers)
        saved += again.lost_history
        again.close()
    assert saved > 2
    assert refused == {Fault.DAMAGED}
