"""Rows of the tables: read, written as a change says, and added to history.

Called inside a transaction of the caller's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy
from sqlalchemy import Connection, Table, Text, bindparam, select, type_coerce

from ebel_wizard.case.answers import Answers, Edit
from ebel_wizard.case.tables import Row
from ebel_wizard.store.schema import ANSWER_TABLES, CHANGE

_ROWS_ASKED_BY_KEY: Final = 100  # beyond these, reading the whole table is quicker


def read_answers(connection: Connection) -> Answers:
    """All answers."""
    return Answers({name: read(connection, table) for name, table in ANSWER_TABLES.items()})


def read(connection: Connection, table: Table, keys: Sequence[str] = ()) -> dict[str, Row]:
    """Rows by key: those asked for, or all of them."""
    key, *parts = table.columns
    names = [str(part.name) for part in parts]  # plain text, without the library's own class
    query = select(table).where(key.in_(keys)) if keys else select(table)
    found = connection.execute(query)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


def carry_out(connection: Connection, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Write the rows; the answer is the same edits with ``before`` as it really was."""
    done: dict[int, Edit] = {}
    for name, table in ANSWER_TABLES.items():
        own = {at: edit for at, edit in enumerate(edits) if edit.table == name}
        keys = {edit.key for edit in own.values()}
        if not keys:
            continue
        found = read(connection, table, list(keys) if len(keys) <= _ROWS_ASKED_BY_KEY else ())
        sync_rows(connection, table, {edit.key: edit.after for edit in own.values()}, found)
        now: dict[str, Row | None] = dict(found)
        for at, edit in own.items():
            done[at] = replace(edit, before=now.get(edit.key))
            now[edit.key] = edit.after
    return tuple(done[at] for at in range(len(edits)))


def sync_rows(
    connection: Connection,
    table: Table,
    wanted: Mapping[str, Row | None],
    found: Mapping[str, Row],
) -> None:
    """Make the rows as wanted (None: gone), knowing those that are there."""
    key = table.columns[0]
    gone: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    altered: list[dict[str, Any]] = []
    for name, row in wanted.items():
        if row is None:
            gone.append({"the_key": name})
        elif name not in found:
            new.append({key.name: name, **row})
        elif row != found[name]:
            altered.append({"the_key": name, **row})
    here = key == bindparam("the_key")
    if gone:
        connection.execute(table.delete().where(here), gone)
    if new:
        connection.execute(table.insert(), new)
    if altered:
        connection.execute(table.update().where(here), altered)


def append_history(
    connection: Connection, label: str, edits: Sequence[Edit], at: str, who: str, *, coalesce: bool
) -> None:
    """Add a row of history, or with ``coalesce`` extend the last one if this edit continues it."""
    if coalesce and _extend_last(connection, label, edits, at):
        return
    told = [
        {"table": edit.table, "key": edit.key, "before": edit.before, "after": edit.after}
        for edit in edits
    ]
    connection.execute(CHANGE.insert().values(at=at, who=who, label=label, edits=told))


def last_change(connection: Connection) -> sqlalchemy.Row[tuple[int, str, str]] | None:
    """The last row of history as it is written, which every change makes another."""
    edits = type_coerce(CHANGE.c.edits, Text)
    query = select(CHANGE.c.id, CHANGE.c.at, edits).order_by(CHANGE.c.id.desc()).limit(1)
    return connection.execute(query).first()


def _extend_last(connection: Connection, label: str, edits: Sequence[Edit], at: str) -> bool:
    """Let the last history row end where this single edit ends, if it ended with the same row."""
    last = connection.execute(select(CHANGE).order_by(CHANGE.c.id.desc()).limit(1)).first()
    if last is None or last.label != label or len(edits) != 1:
        return False
    (edit,) = edits
    grown = [
        {**each, "after": edit.after}
        if (each["table"], each["key"], each["after"]) == (edit.table, edit.key, edit.before)
        else each
        for each in last.edits
    ]
    if grown == last.edits:
        return False
    connection.execute(CHANGE.update().where(CHANGE.c.id == last.id).values(at=at, edits=grown))
    return True
