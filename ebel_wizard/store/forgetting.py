"""Takes TCKN and telephone of deleted people out of history and backups; names may stay there.

Each file is replaced in one step. Until the last one is, the people are found again, and it is
offered to go on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from ebel_wizard import files
from ebel_wizard.case.tables import PERSON
from ebel_wizard.store import backups, deleted_people, rows, sidecar_files, sqlite
from ebel_wizard.store.backups import Backup
from ebel_wizard.store.deleted_people import DeletedPeople
from ebel_wizard.store.errors import StoreError, fault_of
from ebel_wizard.store.forgetter import Forgetter
from ebel_wizard.store.open_database import OpenDatabase

LABEL: Final = "Silinen kişilerin TCKN ve telefonu temizlendi"
_BEGUN: Final = "forgetting-begun"
_POSTPONED: Final = "forgetting-later"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How far it has come: files done and in all, people, and backups that nobody could read."""

    done: int
    total: int
    people: int
    lost_backups: int = 0
    """So many were deleted."""


class Forgetting:
    """Finds and forgets the deleted people of an open workspace; every method raises StoreError."""

    def __init__(self, database: OpenDatabase) -> None:
        self._database = database
        self._folder = database.file.parent

    def find(self) -> DeletedPeople:
        """Return who was deleted and still stands in history or backups with TCKN or telephone."""
        database = self._database
        return deleted_people.find(database.connection, self._backups(), database.master_key)

    def set_aside(self) -> list[str]:
        """Return the names of files that were set aside, which ``run`` does not alter."""
        aside = self._folder.glob(f"{sidecar_files.QUARANTINE_PREFIX}*")
        return sorted(each.name for each in aside)

    def run(self) -> Iterator[Forgotten]:
        """Forget deleted people in the database, then in each backup; yield after every file.

        In between the workspace may be used: backups made then have nothing to forget, and whoever
        is on the register again is left alone. A number that still stands in an answer stays in
        texts of history. Running it again does the rest.
        """
        database = self._database
        self._remember(_BEGUN, "1")
        kept = self._backups()
        found = self.find()
        people, lost = len(found.names), 0
        if people:
            self._remove_unfinished()
            forgetter = self._forgetter(found)
            with database.closed() as file:
                forgetter.rewrite(file, partial(database.note, label=LABEL))
        total = len(kept) + 1 if people else 1
        yield Forgotten(1, total, people)
        for done, backup in enumerate(kept[: total - 1], 2):
            if database.connection.closed:  # the whole workspace was erased meanwhile
                return
            if backup.file.exists():  # old ones are deleted when another is made
                lost += not self._forgetter(found).rewrite_backup(backup)
            yield Forgotten(done, total, people, lost)
        if not database.connection.closed:
            self._remember(_BEGUN, "")

    def is_offered(self) -> bool:
        """Return whether somebody deleted long ago by days of use is not forgotten, or not all."""
        connection = self._database.connection
        with sqlite.transaction(connection):
            begun, postponed = (rows.recall(connection, key) for key in (_BEGUN, _POSTPONED))
        number = int(postponed) if postponed.isdecimal() else 0
        return bool(begun) or deleted_people.are_long_gone(connection, number)

    def postpone(self) -> None:
        """Offer it after as many days of use again."""
        with sqlite.transaction(self._database.connection) as connection:
            last = rows.last_change(connection)
        self._remember(_POSTPONED, str(last.id if last else 0))

    def _remember(self, key: str, value: str) -> None:
        with self._database.writing() as connection:
            rows.remember(connection, key, value)

    def _backups(self) -> list[Backup]:
        return backups.list_backups(self._folder / backups.FOLDER_NAME)

    def _forgetter(self, found: DeletedPeople) -> Forgetter:
        answers = self._database.load()
        return Forgetter(
            found.names.keys() - answers.rows(PERSON).keys(),
            found.numbers - deleted_people.numbers_of(answers),
            self._database.master_key,
        )

    def _remove_unfinished(self) -> None:
        try:
            for folder in (self._folder, self._folder / backups.FOLDER_NAME):
                files.remove_unfinished(folder)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
