"""Reads rows of the tables, writes those a change names, and appends to history.

The digests follow whatever is written.

Everything here is called inside the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy
from sqlalchemy import (
    Connection,
    LargeBinary,
    Table,
    Text,
    bindparam,
    cast,
    func,
    select,
    type_coerce,
)

from ebel_wizard.case.answers import Answers, Edit
from ebel_wizard.case.tables import Row
from ebel_wizard.store import digest, sqlite, stored_edits
from ebel_wizard.store.schema import ANSWER_TABLES, CHANGE, REMEMBERED

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
    keys = list(wanted) if len(wanted) <= _ROWS_READ_BY_KEY else []
    where = f"{key.name} IN ({', '.join('?' * len(keys))})" if keys else ""
    with digest.following(sqlite.raw(connection), table.name, where, keys):
        if gone:
            connection.execute(table.delete().where(here), gone)
        if new:
            connection.execute(table.insert(), new)
        if altered:
            connection.execute(table.update().where(here), altered)


def replace_all(connection: Connection, table: Table, rows: Mapping[str, Row]) -> None:
    """Write a damaged table anew without reading it; its digest stays, and says if it is right."""
    connection.execute(table.delete())
    if rows:
        name = table.columns[0].name
        connection.execute(table.insert(), [{name: key, **row} for key, row in rows.items()])


def remember(connection: Connection, key: str, value: str) -> None:
    """Store where the officer left off and the like under a key; not part of history."""
    wanted: dict[str, Row | None] = {key: {"value": value}}
    sync_rows(connection, REMEMBERED, wanted, read(connection, REMEMBERED))


def recall(connection: Connection, key: str) -> str:
    """Return what was remembered under a key; empty when nothing was."""
    # It may be no text any more: it is no answer, and is checked once the window is there.
    query = select(cast(REMEMBERED.c.value, LargeBinary)).where(REMEMBERED.c.key == key)
    found = connection.scalars(query).one_or_none() or b""
    return found.decode(errors="replace")


def forget(connection: Connection) -> None:
    """Delete where the officer left off, without reading it."""
    connection.execute(REMEMBERED.delete())
    digest.renew(sqlite.raw(connection), REMEMBERED.name)


def append_history(
    connection: Connection,
    label: str,
    edits: Sequence[Edit],
    at: str,
    who: str,
    *,
    coalesce: bool = False,
    least: int = 1,
) -> None:
    """Append a row of history; ``coalesce`` extends the last one if these edits continue it.

    ``least`` is the least number that the row may have.
    """
    if coalesce and _extend_last(connection, label, edits, at):
        return
    last = connection.scalars(select(func.max(CHANGE.c.id))).one()
    number = max(least, (last or 0) + 1)
    packed = stored_edits.pack(edits)
    row = {"id": number, "at": at, "who": who, "label": label, "edits": packed}
    with digest.following(sqlite.raw(connection), CHANGE.name, "id = ?", [number]):
        connection.execute(CHANGE.insert().values(row))


def last_change(connection: Connection) -> sqlalchemy.Row[tuple[int, str, str]] | None:
    """Return the last row of history as it is stored; every change alters it."""
    edits = type_coerce(CHANGE.c.edits, Text)
    query = select(CHANGE.c.id, CHANGE.c.at, edits).order_by(CHANGE.c.id.desc()).limit(1)
    return connection.execute(query).first()


def _extend_last(connection: Connection, label: str, edits: Sequence[Edit], at: str) -> bool:
    """Extend the last history row by these edits if it ended with the same rows."""
    last = connection.execute(select(CHANGE).order_by(CHANGE.c.id.desc()).limit(1)).first()
    if last is None or last.label != label or not edits:
        return False
    grown = stored_edits.unpack(last.edits)
    for each in edits:
        further = stored_edits.extended(grown, each)
        if further is None:
            return False
        grown = further
    packed = stored_edits.pack(grown)
    with digest.following(sqlite.raw(connection), CHANGE.name, "id = ?", [last.id]):
        connection.execute(
            CHANGE.update().where(CHANGE.c.id == last.id).values(at=at, edits=packed)
        )
    return True
