"""Finds the people who were deleted and whose TCKN or telephone history or backups still have."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sqlalchemy import Connection, Text, func, or_, select, type_coerce

from ebel_wizard.case.answers import Answers, Edit
from ebel_wizard.case.field import Kind
from ebel_wizard.case.tables import PERSON, TABLES, Row
from ebel_wizard.store import restore, rows, sqlite, stored_edits
from ebel_wizard.store.backups import Backup
from ebel_wizard.store.schema import ANSWER_TABLES, CHANGE
from ebel_wizard.turkish import identifiers

DAYS_OF_USE: Final = 30
"""On so many days something was changed after a deletion before forgetting is offered."""
_NUMBERS: Final = {
    spec.name: tuple(each.path for each in spec.fields if each.kind in {Kind.TCKN, Kind.PHONE})
    for spec in TABLES.values()
    if spec.name == PERSON or spec.person
}
_SHORTEST: Final = 10  # digits of a number that is looked for in other texts


@dataclass(slots=True)
class DeletedPeople:
    """People who are no longer on the register, and what still stands of them."""

    names: dict[str, str] = field(default_factory=dict)
    """By ID; empty for somebody without a name."""
    numbers: set[str] = field(default_factory=set)
    """The digits of every TCKN and telephone that they had."""

    def add(self, table: str, key: str, row: Row) -> None:
        """Add the person of a row, if the row has a TCKN or telephone."""
        texts = [str(row.get(part, "")) for part in _NUMBERS[table]]
        if not any(each.isdigit() for text in texts for each in text):
            return
        person_id = person_of(table, key, row)
        name = TABLES[table].name_of(row)
        self.names[person_id] = name or self.names.get(person_id, "")
        for text in texts:
            known = {identifiers.digits(text), identifiers.phone(text) or ""}
            self.numbers |= {each for each in known if each.isdigit() and len(each) >= _SHORTEST}
            self.numbers |= identifiers.numbers_in(text)


def person_of(table: str, key: str, row: Row) -> str:
    """Return the ID of the person who a row describes or is about; empty for a row about nobody."""
    return key if table == PERSON else TABLES[table].person_of(key, row)


def number_columns(table: str) -> tuple[str, ...]:
    """Return the columns of TCKNs and telephones in a table about people; none for any other."""
    return _NUMBERS.get(table, ())


def numbers_of(answers: Answers) -> set[str]:
    """Return the digits of every TCKN and telephone in any text of the answers."""
    return {
        number
        for name in TABLES
        for row in answers.rows(name).values()
        for text in row.values()
        for number in identifiers.numbers_in(str(text))
    }


def find(
    connection: Connection, kept: Iterable[Backup], master_key: bytes | None = None
) -> DeletedPeople:
    """Return the people of history and backups who are not on the register.

    Backups that cannot be read are passed over. Raises StoreError.
    """
    with sqlite.transaction(connection):
        living = frozenset(rows.read(connection, ANSWER_TABLES[PERSON]))
        found = _find_in(connection, living)
    for each in kept:
        more = restore.query(each, master_key, partial(_find_in, living=living))
        if more is not None:
            found.names = {**more.names, **found.names}
            found.numbers |= more.numbers
    return found


def _find_in(connection: Connection, living: Collection[str]) -> DeletedPeople:
    found = DeletedPeople()
    # A backup of an earlier version has these columns too, though not all that there are today.
    names = (*TABLES[PERSON].named_by, *_NUMBERS[PERSON])
    person = ANSWER_TABLES[PERSON].c
    for key, *parts in connection.execute(select(person.id, *(person[name] for name in names))):
        if key not in living:
            found.add(PERSON, key, dict(zip(names, parts, strict=True)))
    for edit in _edits_about_people(connection):
        _add_edit(found, edit, living)
    return found


def _add_edit(found: DeletedPeople, edit: Edit, living: Collection[str]) -> None:
    for row in (edit.before, edit.after):
        if row is not None and person_of(edit.table, edit.key, row) not in living:
            found.add(edit.table, edit.key, row)


def are_long_gone(connection: Connection, postponed: int) -> bool:
    """Return whether anybody was deleted ``DAYS_OF_USE`` ago whose numbers are still in history.

    A day counts when something was changed on it after the deletion, by the order of history and
    not by the clock: setting the clock alone makes none. ``postponed`` is the number in history at
    which the officer put the question off; days are counted from there. Raises StoreError.
    """
    day, last = func.substr(CHANGE.c.at, 1, len("2026-11-28")), func.max(CHANGE.c.id)
    days = select(last).group_by(day).order_by(last.desc())
    found = DeletedPeople()
    with sqlite.transaction(connection):
        limit = connection.scalars(days.offset(DAYS_OF_USE - 1).limit(1)).first()
        if limit is None or postponed >= limit:
            return False
        living = frozenset(rows.read(connection, ANSWER_TABLES[PERSON]))
        for edit in _edits_about_people(connection, removals_before=limit):
            if edit.after is None:
                _add_edit(found, edit, living)
    return bool(found.names)


def _edits_about_people(
    connection: Connection, removals_before: int | None = None
) -> Iterator[Edit]:
    """Yield the edits of history that may hold people's numbers, the oldest first.

    ``removals_before``: at least those that remove a row, below this number of history.
    """
    text = type_coerce(CHANGE.c.edits, Text)
    tables = [name for name, columns in _NUMBERS.items() if columns]
    query = select(CHANGE.c.edits).where(or_(*(text.contains(f'"{name}"') for name in tables)))
    if removals_before is not None:
        query = query.where(CHANGE.c.id < removals_before, text.contains("null"))
    for stored in connection.scalars(query.order_by(CHANGE.c.id)):
        yield from (edit for edit in stored_edits.unpack(stored) if edit.table in tables)
