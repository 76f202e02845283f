"""The tables on disk: those of ``case.answers`` row by row, their history, and what is remembered.

An answer table has its key in the first column, then the parts of its rows, all as typed. Altering
anything here takes a migration and a new ``HEAD``.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, Table, Text, text

from ebel_wizard.case import answers

HEAD: Final = "0004"
"""The newest migration, kept here so that an ordinary start need not import Alembic."""

# Named constraints can be dropped by a later migration on every database.
metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, nullable=False)


def _person() -> ForeignKey:
    # Checked at commit: the edits of one change may come in any order.
    return ForeignKey("person.id", deferrable=True, initially="DEFERRED")


ANSWER_TABLES: Final[Mapping[str, Table]] = {
    answers.ANSWER: Table("answer", metadata, _key("path"), _text("value")),
    answers.PERSON: Table(
        "person",
        metadata,
        _key("id"),
        _text("name"),
        _text("surname"),
        _text("tckn"),
        _text("mobile"),
        _text("title"),
        _text("unit"),
    ),
    answers.OFFICER: Table(
        "officer",
        metadata,
        Column("person_id", _person(), primary_key=True),
        _position(),
    ),
    answers.REFERENCE: Table(
        "reference", metadata, _key("id"), _position(), _text("date"), _text("number")
    ),
    answers.PARAF: Table(
        "paraf",
        metadata,
        _key("id"),
        _position(),
        _text("title"),
        _text("name"),
        _text("surname"),
    ),
    answers.FILE: Table(
        "file",
        metadata,
        _key("id"),
        _position(),
        _text("owner"),
        _text("name"),
        _text("digest"),  # what store.files keeps the content under
        Column("size", Integer, nullable=False),
    ),
    answers.STEP: Table(
        "step",
        metadata,
        _key("id"),
        _text("status"),
        _text("sent"),
        _text("answered"),
        _text("note"),
    ),
    answers.TICK: Table("tick", metadata, _key("id")),
    answers.UNIT: Table(
        "unit",
        metadata,
        _key("id"),
        _text("name"),
        _text("address"),
        _text("phone"),
        _text("fax"),
        _text("email"),
        _text("web"),
        _text("entered"),
    ),
    answers.ADDITIONAL_UNIT: Table(
        "additional_unit",
        metadata,
        _key("id"),
        Column("person_id", _person(), nullable=False),
        _text("unit"),
        _text("duty"),
        _text("entered"),
    ),
    answers.PAGE_AUTHORITY: Table(
        "page_authority",
        metadata,
        Column("person_id", _person(), primary_key=True),
        _text("duty"),
        _text("approved"),
        _text("pages"),
        _text("entered"),
    ),
    answers.PAGE_SET: Table("page_set", metadata, _key("id"), _text("name"), _text("pages")),
    answers.ROUTE_TEAM: Table(
        "route_team",
        metadata,
        Column("person_id", _person(), primary_key=True),
        _text("username"),
        _text("entered"),
    ),
    answers.LOGIN_PROBLEM: Table(
        "login_problem",
        metadata,
        _key("id"),
        _text("who"),
        _text("unit"),
        _text("seen"),
        _text("reported"),
        _text("answered"),
        Column("answer", Text, nullable=False, server_default=text("''")),  # since 0004
    ),
    answers.STEP_TEXT: Table(
        "step_text",
        metadata,
        _key("step_id"),
        _text("title"),
        _text("responsible"),
        _text("instructions"),
        _text("checks"),
    ),
}

CHANGE: Final = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("at"),  # UTC, ISO 8601, to the second
    _text("who"),  # the account's name at this workstation
    _text("label"),
    Column("edits", JSON, nullable=False),  # a list of answers.Edit's four parts by name
)
REMEMBERED: Final = Table("remembered", metadata, _key("key"), _text("value"))
WORKSPACE: Final = Table("workspace", metadata, _key("id"))  # one row, made with the table
