"""The shipped migrations lead to the tables the program uses."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from ebel_wizard.case.answers import LOGO, File
from ebel_wizard.case.model import Person, Reference
from ebel_wizard.case.tables import ANSWER, LOGIN_PROBLEM, PARAF, TABLES
from ebel_wizard.exchange import handover
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.store import backups, sqlite
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.schema import ANSWER_TABLES, HEAD, metadata
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests.store import older


def test_the_head_the_program_knows_is_alembics() -> None:
    assert ScriptDirectory(str(older.SCRIPTS)).get_heads() == [HEAD]


def test_every_older_revision_has_rows_that_stand_for_it() -> None:
    known = {each.revision for each in ScriptDirectory(str(older.SCRIPTS)).walk_revisions()}
    assert known - {HEAD} == set(older.ROWS)


@pytest.mark.parametrize("since", older.ROWS)
def test_every_table_of_an_older_revision_has_rows(folder: Path, since: str) -> None:
    older.make(folder, since, older.ROWS[since])
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert [name for (name,) in named.fetchall() if not everything(database, name)] == []


@pytest.mark.parametrize("since", older.ROWS)
def test_every_row_of_an_older_revision_is_kept(folder: Path, since: str) -> None:
    older.make(folder, since, older.ROWS[since])
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        before = {name: by_column(database, name) for name in older.ROWS[since]}
        own_id = everything(database, "workspace")
    opened = Workspace.open(folder)
    answers = opened.load()
    opened.close()
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        for name, rows in before.items():
            kept = by_column(database, name)[: len(rows)]
            assert [{part: row[part] for part in rows[0]} for row in kept] == rows
        assert everything(database, "workspace") == own_id
    for name, rows in older.ROWS[since].items():
        if name in ANSWER_TABLES:
            implied = len(handover.IMPLIED) if name == ANSWER else 0
            assert len(answers.rows(name)) == len(rows) + implied
    (backup,) = backups.list_backups(folder / backups.FOLDER_NAME)
    before_it = read_backup(backup)
    assert {name: before_it.rows(name) for name in ANSWER_TABLES} == {
        name: answers.rows(name) for name in ANSWER_TABLES
    }


@pytest.mark.parametrize("since", older.ROWS)
def test_what_a_case_implied_is_written_down(folder: Path, since: str) -> None:
    """So the letter of an older workspace stays as it was, whatever a new one begins with."""
    older.make(folder, since, {"person": older.FIRST["person"]})
    opened = Workspace.open(folder)
    rows = opened.load().rows(ANSWER)
    opened.close()
    assert {path: row["value"] for path, row in rows.items()} == handover.IMPLIED


@pytest.mark.parametrize("since", older.ROWS)
def test_what_was_answered_is_not_implied(folder: Path, since: str) -> None:
    given = {"letter.medium": "E", "letter.secrecy": ""}
    older.make(
        folder, since, {"answer": [{"path": key, "value": text} for key, text in given.items()]}
    )
    opened = Workspace.open(folder)
    rows = opened.load().rows(ANSWER)
    opened.close()
    assert {path: row["value"] for path, row in rows.items()} == {**handover.IMPLIED, **given}


@pytest.mark.parametrize("since", older.ROWS)
def test_what_was_sent_is_known_to_be_of_an_earlier_version(folder: Path, since: str) -> None:
    sent = {"status": "waiting", "answered": "", "note": ""}
    steps = [
        {**sent, "id": "talep-yazisi", "sent": "02.11.2026"},
        {**sent, "id": "birimler", "sent": ""},
    ]
    older.make(folder, since, {"step": steps})
    opened = Workspace.open(folder)
    answers = opened.load()
    opened.close()
    assert answers.is_of_earlier_version("talep-yazisi")
    assert not answers.is_of_earlier_version("birimler")
    assert "earlier_version.birimler" not in answers.rows(ANSWER)


def test_a_workspace_in_which_nothing_was_answered_implies_nothing(folder: Path) -> None:
    older.make(folder, "0004", {})
    opened = Workspace.open(folder)
    assert opened.load().rows(ANSWER) == {}
    opened.close()


@pytest.mark.parametrize("since", older.ROWS)
def test_a_migration_that_fails_is_refused_and_the_old_database_is_whole(
    folder: Path, since: str
) -> None:
    older.make(folder, since, older.ROWS[since])
    # The newest migration meets what it is about to add.
    older.alter(folder, "CREATE INDEX also_to ON step (id)")
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        before = list(database.iterdump())
    for _ in range(2):
        with pytest.raises(StoreError) as raised:
            Workspace.open(folder)
        assert raised.value.fault is Fault.NOT_MIGRATED
        with closing(sqlite3.connect(folder / FILE_NAME)) as database:
            assert list(database.iterdump()) == before
    older.alter(folder, "DROP INDEX also_to")
    opened = Workspace.open(folder)
    assert opened.load().answer("municipality.name") == "Örnekköy Belediye Başkanlığı"
    opened.close()


@pytest.mark.parametrize("since", [None, *older.ROWS])
def test_a_migrated_database_has_the_tables_of_the_program(folder: Path, since: str | None) -> None:
    if since:
        older.make(folder, since, older.ROWS[since])
    Workspace.open(folder).close()
    connection = sqlite.connect(folder / FILE_NAME)
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    assert compare_metadata(context, metadata) == []
    assert context.get_current_revision() == HEAD
    # What the comparison does not look at: names and options of constraints.
    found = inspect(connection)
    for table in metadata.sorted_tables:
        assert found.get_pk_constraint(table.name)["name"] == table.primary_key.name
        assert [(key["name"], key["options"]) for key in found.get_foreign_keys(table.name)] == [
            (key.name, {"deferrable": key.deferrable, "initially": key.initially})
            for key in table.foreign_key_constraints
        ]
    connection.close()


def test_every_table_of_the_book_is_kept() -> None:
    assert tuple(ANSWER_TABLES) == tuple(TABLES)


def test_a_workspace_of_the_first_version_keeps_everything_and_takes_what_is_new(
    folder: Path,
) -> None:
    older.make(folder, "0001", older.FIRST)
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        (own_id,) = database.execute("SELECT id FROM workspace").fetchone()
        before = {name: everything(database, name) for name in older.FIRST}
    opened = Workspace.open(folder)
    assert opened.id == own_id
    assert opened.recall("place") == "talep-yazisi/kep"
    found = opened.load()
    case = found.case()
    assert case.municipality.name == "Örnekköy Belediye Başkanlığı"
    assert case.letter.text.request.body == "Bir.\nGereğini arz ederim."
    assert case.letter.references == (Reference("", "yarım"), Reference("01.02.2026", "41"))
    assert case.letter.paraf == ()
    assert case.officers == (
        Person("Ayşe", "Işık", "10000000146", "(0 500) 000 00 01", "Şef", "Yazı İşleri"),
    )
    assert found.states()["talep-yazisi"] == StepState(
        Status.IN_PROGRESS, note="aranacak", done=frozenset({"imza"})
    )
    logo = File(LOGO, "arma.png", "a" * 64, 4_000)
    for change in (found.add(PARAF, [{}]), found.add_file(logo)):
        assert change is not None
        found.apply(change)
        opened.apply(change)
    opened.close()
    again = Workspace.open(folder)
    assert again.load().logo() == logo
    assert len(again.load().row_ids(PARAF)) == 1
    again.close()
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        for name, rows in before.items():
            now = everything(database, name)[: len(rows)]
            assert [row[: len(was)] for row, was in zip(now, rows, strict=True)] == rows


def test_a_login_problem_of_the_third_version_has_no_answer_yet(folder: Path) -> None:
    said = {"who": "Ayşe Işık", "unit": "", "seen": "Boş", "reported": "", "answered": ""}
    older.make(folder, "0003", {LOGIN_PROBLEM: [{"id": "l1", **said}]})
    opened = Workspace.open(folder)
    assert opened.load().rows(LOGIN_PROBLEM) == {"l1": {**said, "answer": ""}}
    opened.close()


def everything(database: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return list(database.execute(f'SELECT * FROM "{table}" ORDER BY rowid'))


def by_column(database: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    found = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
    names = [each[0] for each in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def test_an_interrupted_first_migration_is_made_again(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        database.execute("PRAGMA journal_mode = WAL")
    opened = Workspace.open(folder)
    assert opened.load().officer_ids() == []
    opened.close()
