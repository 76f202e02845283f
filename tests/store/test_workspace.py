"""A workspace keeps what it was given, as it was given, with its history."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from getpass import getuser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case import register, tables
from ebel_wizard.case.answers import LOGO, Answers, Change, Edit, File
from ebel_wizard.case.model import Person
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.store import stored_edits
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.limits import HANG

AYSE = Person("Ayşe", "Işık", "10000000146", "5321234567", "Şef", "Yazı İşleri")
UMUT = Person("Umut", "Çağlar", "10000010046", "5321234568", "Memur", "Bilgi İşlem")


def content(answers: Answers) -> dict[str, dict[str, Any]]:
    return {table: dict(answers.rows(table)) for table in tables.TABLES}


def history(folder: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute('SELECT * FROM "change" ORDER BY id')]
    for row in rows:
        row["edits"] = [asdict(each) for each in stored_edits.unpack(json.loads(row["edits"]))]
    return rows


def change(made: Change | None) -> Change:
    assert made is not None
    return made


def fill(answers: Answers, apply_edits: Callable[[Change], None]) -> None:
    """Say something in every table."""
    waiting = StepState(Status.WAITING, "01.12.2026", "", "aranacak", frozenset({"imza"}))
    for made in (
        change(answers.set_answer("municipality.name", "Örnekköy Belediye Başkanlığı")),
        change(register.add_officers(answers, [AYSE, UMUT])),
        change(answers.add(tables.REFERENCE, [{}])),
        change(answers.add(tables.PARAF, [{}])),
        change(answers.add(tables.ALSO_TO, [{"body": "Sivas Valiliği"}])),
        change(answers.add(tables.COPIES_TO, [{"without": "1, 2"}])),
        change(answers.add(tables.OLUR_APPROVER, [{"title": "Başkan Yardımcısı"}])),
        change(answers.add(tables.FORM_ROW, [{"label": "KEP parolası", "secret": "parola"}])),
        answers.add_file(File(LOGO, "arma.png", "a" * 64, 4_000)),
        change(answers.set_state("talep-yazisi", waiting, "Durum")),
    ):
        answers.apply(made)
        apply_edits(made)
    person = answers.officer_ids()[0]
    unit = {"person_id": person, "unit": "Fen İşleri Müdürlüğü", "duty": "Müdür V."}
    for later in (
        answers.add(tables.UNIT, [{"name": "Yazı İşleri Müdürlüğü"}], "Birim"),
        answers.set_part(tables.CERTIFICATE, [person], "ordered", "01.12.2026"),
        answers.add(tables.ADDITIONAL_UNIT, [unit], "Ek birim"),
        answers.set_part(tables.PAGE_AUTHORITY, [person], "approved", "01.12.2026"),
        answers.add(tables.PAGE_SET, [{"name": "Evrak", "pages": "Gelen Evrak"}], "Takım"),
        answers.set_part(tables.ROUTE_TEAM, [person], "username", "ayse.isik"),
        answers.add(tables.LOGIN_PROBLEM, [{"who": "Ayşe Işık"}], "Sorun"),
        answers.set_part(tables.STEP_TEXT, ["ilk-giris"], "title", "İlk Giriş"),
    ):
        answers.apply(change(later))
        apply_edits(change(later))


def test_a_new_workspace_is_empty(workspace: Workspace) -> None:
    assert content(workspace.load()) == content(Answers())


def test_a_workspace_keeps_its_own_id(folder: Path, tmp_path: Path) -> None:
    ids = set()
    for where in (folder, folder, tmp_path / "başka"):
        opened = Workspace.open(where)
        ids.add(opened.id)
        opened.close()
    assert len(ids) == 2
    assert all(len(each) == 32 and int(each, 16) for each in ids)


@pytest.mark.parametrize("name", ["Ayşe'nin işleri", "yüzde %20 #1 & %s", "a/b/c"])
def test_a_workspace_may_lie_anywhere(tmp_path: Path, name: str) -> None:
    opened = Workspace.open(tmp_path / name)
    opened.close()
    assert [path.name for path in (tmp_path / name).iterdir()] == [FILE_NAME]


def test_answers_are_there_after_reopening(folder: Path) -> None:
    answers = Answers()
    first = Workspace.open(folder)
    fill(answers, first.apply)
    first.close()
    again = Workspace.open(folder)
    assert content(again.load()) == content(answers)
    assert all(content(answers).values())
    again.close()


def test_taking_everything_back_leaves_an_empty_book(workspace: Workspace) -> None:
    answers, made = Answers(), list[Change]()
    fill(answers, made.append)
    for each in made:
        workspace.apply(each)
    assert content(workspace.load()) == content(answers)
    for each in reversed(made):
        workspace.apply(each.inverse())
    assert content(workspace.load()) == content(Answers())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path_factory.mktemp("shared"))
    yield opened
    opened.close()


# One choice of what to do, with numbers and a text for it to use.
STEPS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 5), st.text(max_size=12)),
    max_size=25,
)


def something(answers: Answers, what: int, which: int, part: int, text: str) -> Change | None:
    """A change the window could make now, or None when there is nothing to do it to."""
    officers = answers.officer_ids()
    officer = officers[which % len(officers)] if officers else None
    table = tables.PARAF if part % 2 else tables.REFERENCE
    rows = answers.row_ids(table)
    row = rows[which % len(rows)] if rows else None
    person_part = ("name", "surname", "tckn", "mobile", "title", "unit")[part]
    match what:
        case 0 | 1:
            path = ("municipality.name", "letter.date", "kep.address")[which % 3]
            return answers.set_answer(path, text)
        case 2:
            return register.add_officers(answers, [Person(name=text)] * (which + 1))
        case 3 if officer:
            return answers.set_part(tables.PERSON, [officer], person_part, text)
        case 4 if officer:
            return answers.move(tables.OFFICER, officer, 1 if part % 2 else -1)
        case 5 if officer:
            return register.remove_officers(answers, officers[: part + 1])
        case 6:
            return change(answers.add(table, [{}]))
        case 7 if row:
            return answers.set_part(table, [row], "surname" if part % 2 else "number", text)
        case 8 if row:
            return answers.remove(table, [row]) if which else answers.move(table, row, 1)
        case 9:
            ticks = frozenset(f"madde-{each}" for each in range(part))
            status = list(Status)[which % 5]
            return answers.set_state("detsis", StepState(status, text, "", text, ticks), "Durum")
    return None


@given(STEPS)
def test_disk_and_memory_agree_after_any_edits_and_after_taking_them_back(
    shared: Workspace, steps: list[tuple[int, int, int, str]]
) -> None:
    answers, made = Answers(), list[Change]()
    for step in steps:
        each = something(answers, *step)
        if each is not None:
            answers.apply(each)
            shared.apply(each)
            made.append(each)
    assert content(shared.load()) == content(answers)
    for each in reversed(made):
        shared.apply(each.inverse())
    assert content(shared.load()) == content(Answers())


def test_any_characters_are_kept(workspace: Workspace) -> None:
    odd = "I'ı\"İ;--\x00\n\t😀\u202e{}%s:x'); DROP TABLE answer"
    workspace.apply(change(Answers().set_answer("municipality.name", odd)))
    assert workspace.load().answer("municipality.name") == odd


def test_ten_thousand_people_are_one_change(workspace: Workspace, folder: Path) -> None:
    answers = Answers()
    added = change(register.add_officers(answers, [AYSE] * 10_000))
    answers.apply(added)
    workspace.apply(added)
    assert content(workspace.load()) == content(answers)
    workspace.apply(added.inverse())
    assert content(workspace.load()) == content(Answers())
    assert len(history(folder)) == 2


def test_history_says_who_when_and_what(workspace: Workspace, folder: Path) -> None:
    answers = Answers()
    first = change(answers.set_answer("municipality.name", "Örnekköy"))
    workspace.apply(first)
    answers.apply(first)
    workspace.apply(change(answers.set_answer("municipality.name", "Örnekköy Belediyesi")))
    one, two = history(folder)
    for row in (one, two):
        assert row["who"] == getuser()
        assert row["label"] == first.label
        at = datetime.fromisoformat(row["at"])
        assert at.utcoffset() == timedelta(0)
        assert abs(datetime.now(UTC) - at) < timedelta(minutes=1)
    assert one["edits"] == [
        {
            "table": "answer",
            "key": "municipality.name",
            "before": None,
            "after": {"value": "Örnekköy"},
        }
    ]
    assert two["edits"][0]["before"] == {"value": "Örnekköy"}
    assert two["edits"][0]["after"] == {"value": "Örnekköy Belediyesi"}


def type_name(workspace: Workspace, answers: Answers, *texts: str) -> None:
    """Type a name, each text one commit of the same burst."""
    for position, text in enumerate(texts):
        made = change(answers.set_answer("municipality.name", text))
        answers.apply(made)
        workspace.apply(made, coalesce=position > 0)


def test_one_burst_of_typing_is_one_row_of_history(workspace: Workspace, folder: Path) -> None:
    type_name(workspace, Answers(), "Ö", "Örnek", "Örnekköy")
    (row,) = history(folder)
    assert row["edits"][0]["before"] is None
    assert row["edits"][0]["after"] == {"value": "Örnekköy"}
    assert workspace.load().answer("municipality.name") == "Örnekköy"


def test_a_burst_that_also_began_its_step_is_one_row_of_history(
    workspace: Workspace, folder: Path
) -> None:
    answers = Answers()
    typed = change(answers.set_answer("municipality.name", "Ö"))
    begun = change(answers.set_state("talep-yazisi", StepState(Status.IN_PROGRESS), typed.label))
    both = Change(typed.label, (*typed.edits, *begun.edits))
    answers.apply(both)
    workspace.apply(both)
    workspace.apply(change(answers.set_answer("municipality.name", "Örnek")), coalesce=True)
    (row,) = history(folder)
    assert [edit["after"] for edit in row["edits"]] == [
        {"value": "Örnek"},
        dict(begun.edits[0].after or {}),
    ]


def test_history_is_read_in_parts_the_newest_first(workspace: Workspace) -> None:
    answers = Answers()
    for number in range(7):
        made = change(answers.set_answer("municipality.name", f"Ad {number}"))
        answers.apply(made)
        workspace.apply(made)
    found = workspace.history(3)
    rest = workspace.history(10, before=found[-1].number)
    changes = [past.change for past in (*found, *rest)]
    assert [each.edits[0].after for each in changes] == [
        {"value": f"Ad {number}"} for number in reversed(range(7))
    ]
    assert {(past.who, past.at.utcoffset()) for past in found} == {(getuser(), timedelta(0))}
    assert workspace.history(3, before=rest[-1].number) == []
    for each in changes:
        answers.apply(each.inverse())
    assert content(answers) == content(Answers()), "what is read is what was done"


def test_ten_thousand_changes_are_read_as_quickly_as_ten(workspace: Workspace) -> None:
    def add(count: int) -> None:
        row = ("2026-11-24T06:00:00+00:00", "ayse", "Resmî ad", "[]")
        with closing(sqlite3.connect(workspace.files.folder.parent / FILE_NAME)) as other, other:
            other.executemany(
                'INSERT INTO "change" (at, who, label, edits) VALUES (?, ?, ?, ?)', [row] * count
            )

    def steps(before: int | None = None) -> int:
        """How many steps SQLite takes to read ten of them."""
        counted: list[None] = []

        def watch(connection: Connection, *_: object) -> None:
            used = connection.connection.dbapi_connection
            assert isinstance(used, sqlite3.Connection)
            used.set_progress_handler(lambda: counted.append(None), 1)

        event.listen(Engine, "before_cursor_execute", watch)
        assert len(workspace.history(10, before)) == 10
        event.remove(Engine, "before_cursor_execute", watch)
        return len(counted)

    add(10)
    few = steps()
    add(9_990)
    assert few > 100, "nothing was counted"
    assert max(steps(), steps(5_000)) < 2 * few


def test_typing_elsewhere_is_a_new_row_of_history(workspace: Workspace, folder: Path) -> None:
    answers = Answers()
    type_name(workspace, answers, "Ö")
    workspace.apply(change(answers.set_answer("municipality.unit", "Yazı İşleri")), coalesce=True)
    assert len(history(folder)) == 2


def test_typing_after_taking_back_is_a_new_row_of_history(
    workspace: Workspace, folder: Path
) -> None:
    answers = Answers()
    made = change(answers.set_answer("municipality.name", "Ö"))
    workspace.apply(made)
    workspace.apply(made.inverse())
    workspace.apply(made, coalesce=True)
    assert len(history(folder)) == 3


def test_the_first_change_of_a_workspace_joins_nothing(workspace: Workspace, folder: Path) -> None:
    workspace.apply(change(Answers().set_answer("municipality.name", "Ö")), coalesce=True)
    assert len(history(folder)) == 1


def test_a_row_that_was_not_as_expected_is_logged_and_the_new_text_kept(
    workspace: Workspace, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    workspace.apply(Change("TCKN", (Edit("answer", "kep.user_tckn", None, {"value": "1"}),)))
    late = Edit("answer", "kep.user_tckn", {"value": "10000010732"}, {"value": "10000000146"})
    with caplog.at_level(logging.ERROR):
        workspace.apply(Change("TCKN", (late,)))
    assert "not as the change says" in caplog.text
    assert "10000000146" not in caplog.text
    assert workspace.load().answer("kep.user_tckn") == "10000000146"
    assert history(folder)[-1]["edits"][0]["before"] == {"value": "1"}


def test_a_change_that_cannot_be_written_leaves_nothing_half_done(
    workspace: Workspace, folder: Path
) -> None:
    before = content(workspace.load())
    half = Edit("person", "1", None, {"tckn": "10000000146"})
    with pytest.raises(IntegrityError) as raised:
        workspace.apply(
            Change("yarım", (Edit("answer", "municipality.name", None, {"value": "Ö"}), half))
        )
    assert "10000000146" not in str(raised.value)
    assert content(workspace.load()) == before
    assert history(folder) == []


def test_an_officer_who_is_nobody_is_refused(workspace: Workspace) -> None:
    with pytest.raises(IntegrityError):
        workspace.apply(Change("hata", (Edit("officer", "1", None, {"position": 1}),)))
    assert workspace.load().officer_ids() == []


def test_where_one_left_off_is_remembered_without_history(folder: Path) -> None:
    first = Workspace.open(folder)
    assert first.recall("page") == ""
    first.remember("page", "talep-yazisi/kep")
    first.remember("window", "AdnQywAD")
    first.remember("page", "talep-yazisi/belgeler")
    first.close()
    again = Workspace.open(folder)
    assert again.recall("page") == "talep-yazisi/belgeler"
    assert again.recall("window") == "AdnQywAD"
    again.close()
    assert history(folder) == []


def test_an_ordinary_start_imports_neither_alembic_nor_qt(
    workspace: Workspace, folder: Path
) -> None:
    workspace.apply(change(Answers().set_answer("municipality.name", "Ö")))
    code = (
        "import sys, pathlib\n"
        "from ebel_wizard.store.workspace import Workspace\n"
        "opened = Workspace.open(pathlib.Path(sys.argv[1]))\n"
        "assert opened.load().answer('municipality.name') == 'Ö'\n"
        "opened.close()\n"
        "print([name for name in ('alembic', 'PySide6', 'reportlab') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        capture_output=True,
        text=True,
        check=True,
        timeout=HANG,
    )
    assert done.stdout == "[]\n"


def test_answers_can_still_be_written_when_a_file_could_not_be_erased(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.files.folder.write_bytes(b"held by a viewer")  # no folder, so it cannot be emptied
    with pytest.raises(StoreError) as raised:
        workspace.erase()
    assert raised.value.fault is Fault.NOT_ERASED
    workspace.apply(change(Answers().set_answer("municipality.name", "Örnekköy")))
    workspace.close()
    assert (tmp_path / FILE_NAME).exists()


def test_erasing_can_be_asked_for_again(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.files.folder.write_bytes(b"held by a viewer")
    with pytest.raises(StoreError):
        workspace.erase()
    workspace.files.folder.unlink()
    workspace.erase()
    assert list(tmp_path.iterdir()) == []
