"""A program to be watched: several sittings at one workspace, with all that is ever written there.

    python sittings.py FOLDER [loose]

Makes changes that keep files and back up, turns encryption on and off, and says the number of each
change after it was applied.
``loose`` lets SQLite leave out every fsync in the first sitting, and is all there is then: to show
that this would be noticed.
"""

import os
import sys
from pathlib import Path
from typing import Final

from sqlalchemy import event
from sqlalchemy.pool import Pool
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers, Change, Edit, File
from ebel_wizard.case.model import Person
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.encryption import is_encrypted
from ebel_wizard.store.workspace import Workspace

PATH: Final = "municipality.name"
SITTINGS: Final = 4
CHANGES: Final = 6  # in one sitting
MASTER_KEY: Final = bytes(range(16))
ENCRYPTED: Final = (8, 20)  # after these changes all is encrypted, after those all is open again
OPENED: Final = (16,)
CROWD_AT: Final = 3
CROWD: Final = 300  # people that come with one change, many pages of the file
LOG: Final = 20  # pages; by itself SQLite moves the log into the file after 1,000


def opened(folder: Path) -> Workspace:
    """Open the workspace as the program does, with the master key where it is encrypted."""
    return Workspace.open(folder, master_key=MASTER_KEY if is_encrypted(folder) else None)


def change_of(workspace: Workspace, answers: Answers, number: int) -> Change:
    """The next change: its number, people, and a paper every other time."""
    count = people_after(number) - people_after(number - 1)
    people = register.add_people(
        answers, [Person(name="Ayşe", surname=f"{number}-{at}") for at in range(count)]
    )
    assert people is not None
    edits = [Edit("answer", PATH, answers.rows("answer").get(PATH), {"value": str(number)})]
    edits += people.edits
    if number % 2:
        paper = paper_of(number)
        digest = workspace.files.keep(paper)
        edits += answers.add_file(File("talep-yazisi", str(number), digest, len(paper))).edits
    return Change("Sayı", tuple(edits))


def paper_of(number: int) -> bytes:
    return f"{number}\n".encode() * 4000


def people_after(number: int) -> int:
    """How many people there are after so many changes."""
    return 3 * number + (CROWD if number >= CROWD_AT else 0)


def is_open(connection: sqlite3.Connection) -> bool:
    """Whether it is the workspace's own: those that look into backups are closed again."""
    try:
        connection.cursor().close()
    except sqlite3.ProgrammingError:
        return False
    return True


def main(folder: Path, loose: bool) -> None:
    made: list[sqlite3.Connection] = []
    event.listen(Pool, "connect", lambda connection, _: made.append(connection))
    number = 0
    for _ in range(1 if loose else SITTINGS):
        workspace = opened(folder)
        used = next(each for each in reversed(made) if is_open(each))
        used.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
        if loose:
            used.execute("PRAGMA synchronous = OFF")
        answers = workspace.load()
        for _ in range(CHANGES):
            number += 1
            change = change_of(workspace, answers, number)
            workspace.apply(change, backs_up=Reason.IMPORT if number % 4 == 0 else None)
            answers.apply(change)
            os.write(1, f"{number}\n".encode())
            if number in ENCRYPTED:
                workspace.encrypt(MASTER_KEY)
            elif number in OPENED:
                workspace.decrypt()
        workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), loose=len(sys.argv) > 2)
