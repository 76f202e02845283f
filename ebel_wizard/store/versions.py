"""Checks which version of the schema a database has, and brings it to the newest one."""

import logging
import uuid
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from ebel_wizard.store import digest, sqlite
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.schema import CHANGE, HEAD, REMEMBERED, WORKSPACE, metadata

_log = logging.getLogger(__name__)
_NO_ANSWERS: Final = frozenset({CHANGE.name, REMEMBERED.name})
"""Tables that may be large, or do not matter, and are checked once the window is there."""
_MIGRATIONS: Final = Path(__file__).parent / "migrations"


def check(connection: Connection) -> str | None:
    """Return the schema's version in the file, None for a new one.

    Raises StoreError when the file is damaged, altered, foreign or of a newer version.
    """
    with sqlite.transaction(connection):
        if not sqlite.is_healthy(connection):
            raise StoreError(Fault.DAMAGED)
        if digest.broken(sqlite.raw(connection), _NO_ANSWERS):
            raise StoreError(Fault.ALTERED)
        found = revision(connection)
    if found not in {None, HEAD}:
        _refuse_unknown(found)
    return found


def revision(connection: Connection) -> str | None:
    """Return the schema's version in the file; None for a new file."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError(Fault.DAMAGED)
    found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    if len(found) > 1:
        raise StoreError(Fault.DAMAGED)
    return found[0] if found else None


def _refuse_unknown(revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    known = {each.revision for each in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    if revision not in known:
        raise StoreError(Fault.NEWER)


def migrate(connection: Connection) -> None:
    """Upgrade in one transaction, or make the tables of a new file: the whole of it, or nothing is
    altered.

    Raises StoreError.
    """
    try:
        with sqlite.transaction(connection):
            if inspect(connection).get_table_names():
                _upgrade(connection)
            else:
                _create(connection)
            digest.renew(sqlite.raw(connection))
            if sqlite.broken_foreign_keys(connection):
                raise RuntimeError("the migration left rows that refer to nothing")
    except StoreError:
        raise
    except Exception as error:
        _log.error("the migration failed: %s", type(error).__name__)  # a text may hold answers
        raise StoreError(Fault.NOT_MIGRATED) from error


def _create(connection: Connection) -> None:
    """Make the newest tables as the migrations leave them, without loading Alembic."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(WORKSPACE.insert().values(id=uuid.uuid4().hex))
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
