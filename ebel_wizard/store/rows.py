"""Reads rows of the tables, writes those a change names, and appends to history.

Everything here is called inside the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy
from sqlalchemy import Connection, Table, Text, bindparam, select, type_coerce

from ebel_wizard.case.answers import Answers, Edit
from ebel_wizard.case.tables import Row
from ebel_wizard.store.schema import ANSWER_TABLES, CHANGE

_ROWS_READ_BY_KEY: Final = 100  # above this, reading the whole table is quicker


def read_answers(connection: Connection) -> Answers:
    """Return all answers."""
    return Answers({name: read(connection, table) for name, table in ANSWER_TABLES.items()})


def read(connection: Connection, table: Table, keys: Sequence[str] = ()) -> dict[str, Row]:
    """Return rows by key: those of ``keys``, or all of them."""
    key, *parts = table.columns
    names = [str(part.name) for part in parts]  # plain text, without the library's own class
    query = select(table).where(key.in_(keys)) if keys else select(table)
    found = connection.execute(query)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


def apply_edits(connection: Connection, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Write what the edits alter; return them with ``before`` and ``after`` as they are on disk.

    Of a row that was not as its edit says, only the parts that the edit alters are written.
    """
    done: dict[int, Edit] = {}
    for name, table in ANSWER_TABLES.items():
        own = {at: edit for at, edit in enumerate(edits) if edit.table == name}
        keys = {edit.key for edit in own.values()}
        if not keys:
            continue
        found = read(connection, table, list(keys) if len(keys) <= _ROWS_READ_BY_KEY else ())
        now: dict[str, Row | None] = dict(found)
        for at, edit in own.items():
            done[at] = _on_top_of(now.get(edit.key), edit)
            now[edit.key] = done[at].after
        sync_rows(connection, table, {key: now.get(key) for key in keys}, found)
    return tuple(done[at] for at in range(len(edits)))


def _on_top_of(found: Row | None, edit: Edit) -> Edit:
    """Return an edit as it is made to the row that was found."""
    if found is None or edit.before is None or edit.after is None or found == edit.before:
        return replace(edit, before=found)
    altered = {part: value for part, value in edit.after.items() if edit.alters(part)}
    return replace(edit, before=found, after={**found, **altered})


def sync_rows(
    connection: Connection,
    table: Table,
    wanted: Mapping[str, Row | None],
    found: Mapping[str, Row],
) -> None:
    """Insert, update and delete (None) rows as wanted; ``found`` are those on disk."""
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
    """Append a row of history; ``coalesce`` extends the last one if this edit continues it."""
    if coalesce and _extend_last(connection, label, edits, at):
        return
    stored = stored_edits(edits)
    connection.execute(CHANGE.insert().values(at=at, who=who, label=label, edits=stored))


def stored_edits(edits: Sequence[Edit]) -> list[dict[str, object]]:
    """Return edits as a row of history has them."""
    return [
        {"table": edit.table, "key": edit.key, "before": edit.before, "after": edit.after}
        for edit in edits
    ]


def last_change(connection: Connection) -> sqlalchemy.Row[tuple[int, str, str]] | None:
    """Return the last row of history as it is stored; every change alters it."""
    edits = type_coerce(CHANGE.c.edits, Text)
    query = select(CHANGE.c.id, CHANGE.c.at, edits).order_by(CHANGE.c.id.desc()).limit(1)
    return connection.execute(query).first()


def _extend_last(connection: Connection, label: str, edits: Sequence[Edit], at: str) -> bool:
    """Extend the last history row by this single edit if it ended with the same row."""
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
