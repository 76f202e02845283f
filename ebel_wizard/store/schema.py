"""The tables on disk: those of ``case.tables``, history, what is remembered, and their digests.

The key of an answer table is its first column. Altering a table here or in ``case.tables`` takes a
migration and a new ``HEAD``; a test compares both with a migrated database.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, Table, Text, text

from ebel_wizard.case.tables import TABLES, TableSpec

HEAD: Final = "0006"
"""The newest migration, kept here so that an ordinary start need not import Alembic."""

# Named constraints can be dropped by a later migration on every database.
metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

_DEFAULTS: Final = dict.fromkeys(
    (
        ("login_problem", "answer"),
        *(("person", "registry"), ("person", "email")),
        *(("unit", "heading"), ("unit", "detsis")),
        *(("reference", "kind"), ("reference", "sender"), ("reference", "unit")),
        ("reference", "annex"),
    ),
    text("''"),
)
"""Defaults that a migration needed for the rows that were there when it added a column."""


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _person() -> ForeignKey:
    # Checked at commit: the edits of one change may come in any order.
    return ForeignKey("person.id", deferrable=True, initially="DEFERRED")


def answer_tables(metadata: MetaData) -> dict[str, Table]:
    """Describe the tables of the answers for SQLAlchemy, by name."""
    return {spec.name: Table(spec.name, metadata, *_columns(spec)) for spec in TABLES.values()}


def _columns(spec: TableSpec) -> Iterator[Column[Any]]:
    """Yield the key and then the other columns, in the order of the description."""
    for name in (spec.key, *spec.parts):
        is_key = name == spec.key
        if name == spec.person:
            yield Column(name, _person(), primary_key=is_key, nullable=False)
        else:
            yield Column(
                name,
                Integer if name in spec.integers else Text,
                primary_key=is_key,
                nullable=False,
                server_default=_DEFAULTS.get((spec.name, name)),
            )


ANSWER_TABLES: Final[Mapping[str, Table]] = answer_tables(metadata)

CHANGE: Final = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("at"),  # UTC, ISO 8601, to the second
    _text("who"),  # the account's name at this workstation
    _text("label"),
    Column("edits", JSON, nullable=False),  # as ``stored_edits`` packs them
)
REMEMBERED: Final = Table("remembered", metadata, _key("key"), _text("value"))
WORKSPACE: Final = Table("workspace", metadata, _key("id"))  # one row, made with the table
DIGEST: Final = Table(  # written by ``store.digest``
    "digest", metadata, _key("name"), Column("sum", Integer, nullable=False)
)
