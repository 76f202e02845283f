"""The shipped migrations lead to the tables the program uses."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

import ebel_wizard.store
from ebel_wizard.case import book
from ebel_wizard.store import sqlite
from ebel_wizard.store.schema import BOOK, HEAD, metadata
from ebel_wizard.store.workspace import FILE_NAME, Workspace

SCRIPTS = Path(ebel_wizard.store.__file__).parent / "migrations"


def test_the_head_the_program_knows_is_alembics() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]


def test_a_migrated_database_has_the_tables_of_the_program(
    workspace: Workspace, folder: Path
) -> None:
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
    assert tuple(BOOK) == book.TABLES


def test_an_interrupted_first_migration_is_made_again(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        database.execute("PRAGMA journal_mode = WAL")
    opened = Workspace.open(folder)
    assert opened.load().officer_ids() == []
    opened.close()
