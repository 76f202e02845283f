"""Rewrites a database without deleted people's numbers.

The file is copied into memory, altered, built anew there and renamed over the old one: nothing is
left on its unused pages, and a kill leaves it as it was or as it is to be.
"""

from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import DBAPIError

from ebel_wizard import files, held_files
from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers, Edit
from ebel_wizard.case.tables import TABLES, Row
from ebel_wizard.store import digest, encryption, rows, sqlite, stored_edits, versions
from ebel_wizard.store.backups import Backup
from ebel_wizard.store.deleted_people import number_columns, person_of
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.schema import CHANGE, HEAD
from ebel_wizard.turkish import identifiers

REMEMBERED_ROWS: Final = "import_left"
"""Under which the rows of a list are kept that were not imported; they name people."""
_SHOWN: Final = {name: spec.shown for name, spec in TABLES.items()}
"""The columns of words; the others hold digests and IDs."""
_NO_BACKUP: Final = frozenset({Fault.DAMAGED, Fault.ALTERED})
"""What makes a backup one that nobody can go back to."""


@dataclass(frozen=True, slots=True)
class Forgetter:
    """Rewrites databases without these people and numbers.

    In history all digits in the TCKN and telephone of ``people`` become stars, and ``numbers``
    wherever they stand. From the answers of a backup the people are removed.
    """

    people: Collection[str]
    numbers: Collection[str]
    master_key: bytes | None

    def rewrite(self, file: Path, finish: Callable[[Connection], None] | None = None) -> None:
        """Replace a database that nobody has open; one of an older version is migrated.

        ``finish`` adds to it in a transaction. Raises StoreError and leaves it as it was.
        """
        try:
            key = encryption.key_for(file, self.master_key)
            with sqlite.known_faults(), files.atomic_write(file, private=True) as temporary:
                sqlite.merge_log(file, key)
                with closing(sqlite.in_memory(file, key)) as connection:
                    found = versions.check(connection)
                    if found is None:
                        raise StoreError(Fault.DAMAGED)
                    if found != HEAD:
                        versions.migrate(connection)
                    with sqlite.transaction(connection):
                        self._forget(connection)
                        if finish is not None:
                            finish(connection)
                    sqlite.vacuum(connection)
                    sqlite.copy(connection, temporary, key)
        except OSError as error:
            raise StoreError(fault_of(error)) from error

    def rewrite_backup(self, backup: Backup) -> bool:
        """Replace a backup; return False where it was deleted because nobody can read it.

        One that another key encrypted is left as it is. Raises StoreError.
        """
        try:
            self.rewrite(backup.file)
        except (StoreError, DBAPIError) as error:
            if isinstance(error, StoreError) and error.fault not in _NO_BACKUP:
                raise
            try:
                if sqlite.is_encrypted(backup.file):
                    return True
                held_files.remove(backup.file)
            except OSError as refused:
                raise StoreError(fault_of(refused)) from refused
            return False
        return True

    def _forget(self, connection: Connection) -> None:
        rows.apply_edits(connection, self._edits_to(rows.read_answers(connection)))
        if rows.recall(connection, REMEMBERED_ROWS):
            rows.remember(connection, REMEMBERED_ROWS, "")
        altered = []
        for number, stored in connection.execute(select(CHANGE.c.id, CHANGE.c.edits)):
            edits = stored_edits.unpack(stored)
            masked = tuple(map(self._masked_edit, edits))
            if masked != edits:
                altered.append({"number": number, "packed": stored_edits.pack(masked)})
        if altered:
            query = update(CHANGE).where(CHANGE.c.id == bindparam("number"))
            with digest.following(sqlite.raw(connection), CHANGE.name):
                connection.execute(query.values(edits=bindparam("packed")), altered)

    def _edits_to(self, answers: Answers) -> list[Edit]:
        """Return what a backup's answers lose; the workspace's own have nothing to lose."""
        gone = register.remove_people(answers, self.people)
        removed = {(edit.table, edit.key): edit for edit in (gone.edits if gone else ())}
        others = (
            Edit(table, key, row, self._masked_row(table, key, row))
            for table in TABLES
            for key, row in answers.rows(table).items()
            if (table, key) not in removed
        )
        return [*removed.values(), *(each for each in others if each.before != each.after)]

    def _masked_edit(self, edit: Edit) -> Edit:
        before, after = (
            None if row is None else self._masked_row(edit.table, edit.key, row)
            for row in (edit.before, edit.after)
        )
        return Edit(edit.table, edit.key, before, after)

    def _masked_row(self, table: str, key: str, row: Row) -> Row:
        own = number_columns(table)
        if own and person_of(table, key, row) not in self.people:
            own = ()
        masked = dict(row)
        for part in _SHOWN[table].intersection(row):
            text = str(row[part])
            if part in own:
                masked[part] = identifiers.without_digits(text)
            elif not text.isalpha():  # most names, for speed
                masked[part] = identifiers.without_numbers(text, self.numbers)
        return masked
