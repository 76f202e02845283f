"""A program to be killed: for each line it is sent it forks, and the fork opens the workspace and
makes changes, saying the number of each one after it was applied. With a second argument there is a
backup before each.

Forking keeps the imports, which are the slow part, out of every round.
"""

import os
import sys
from pathlib import Path

# Imported before the first fork.
import alembic.command
import alembic.config
import alembic.script
import sqlalchemy.dialects.sqlite

from ebel_wizard.case import register
from ebel_wizard.case.answers import Change, Edit
from ebel_wizard.case.model import Person
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.workspace import Workspace
from tests.limits import die_when_this_hangs

PRELOADED = (alembic.command, alembic.config, alembic.script, sqlalchemy.dialects.sqlite)
PATH = "municipality.name"


def write(folder: Path, backs_up: Reason | None) -> None:
    workspace = Workspace.open(folder)
    answers = workspace.load()
    if backs_up and not answers.rows("person"):
        # Enough of them that a kill can fall into the writing of a backup.
        crowd = register.add_people(
            answers, [Person(name="Ayşe", surname=str(n)) for n in range(5000)]
        )
        assert crowd is not None
        answers.apply(crowd)
        workspace.apply(crowd)
    while True:
        number = int(answers.answer(PATH) or 0) + 1
        before = answers.rows("answer").get(PATH)
        # A change of many rows, so that a kill can fall between them.
        crowd = register.add_officers(answers, [Person(name=str(number))] * 5)
        assert crowd is not None
        edits = (Edit("answer", PATH, before, {"value": str(number)}), *crowd.edits)
        change = Change("Sayı", edits)
        answers.apply(change)
        workspace.apply(change, backs_up=backs_up)
        os.write(1, f"{number}\n".encode())


def main() -> None:
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            die_when_this_hangs()
            write(Path(sys.argv[1]), Reason.IMPORT if sys.argv[2:] else None)
        os.write(1, f"pid {child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"dead {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
