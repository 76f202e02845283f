"""What a list of people would change on the register; worked out beside the window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from threading import Event

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.model import Person
from ebel_wizard.case.register import Merge
from ebel_wizard.case.tables import PERSON, UNIT, Row
from ebel_wizard.people_import import headings
from ebel_wizard.people_import import people as lists
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.people import Result
from ebel_wizard.people_import.sheet import Cancelled, Progress, Sheet, SheetError
from ebel_wizard.turkish import letters
from ebel_wizard.ui.widgets import inputs

Source = Callable[[Progress], Sequence[Sheet]]
"""Gives the sheets of a list; raises SheetError when there is no list."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A list as it was read, and what taking it comes to.

    ``people`` are those of ``result`` as the register writes them, and ``renamed`` what each of
    them is called there now, where the list calls the owner of a TCKN something else: a number
    typed wrong in the list would rename somebody. ``trouble`` says why the columns are only a
    guess.
    """

    sheets: tuple[Sheet, ...]
    sheet: Sheet
    columns: ColumnMap
    trouble: str
    result: Result
    people: tuple[Person, ...]
    renamed: tuple[str, ...]
    merge: Merge
    change: Change | None
    units: int


class Run:
    """One working out, that can be stopped from the window."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell = tell
        self._stopped = Event()

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """Whether it is to end."""
        return self._stopped.is_set()

    def progress(self, done: int) -> None:
        """So much is done; raises Stopped."""
        if self.is_stopped:
            raise Cancelled
        self._tell(done)


def work_out(
    source: Source,
    choice: tuple[Sheet, ColumnMap] | None,
    rows: Mapping[str, Mapping[str, Row]],
    progress: Progress,
) -> ImportPlan:
    """Read a list and put it beside the register's ``rows``; ``choice`` is the officer's own.

    Raises SheetError, and what ``progress`` raises. Nothing is changed.
    """
    sheets = tuple(source(progress))
    trouble = ""
    if choice is None:
        try:
            sheet, columns = lists.best(sheets)
        except SheetError as error:
            sheet = max(sheets, key=lambda each: (not each.hidden, len(each.rows)))
            columns, trouble = headings.guess(sheet), str(error)
    else:
        sheet, columns = choice
    result = lists.people(sheet, columns, progress)
    people = tuple(inputs.tidy_person(each.person) for each in result.taken)
    progress(len(people))
    answers = Answers(rows)
    merge = register.merge(answers, people)
    units = register.add_missing_units(answers, [each.unit for each in people])
    return ImportPlan(
        sheets,
        sheet,
        columns,
        trouble,
        result,
        people,
        tuple(
            _renamed(answers.rows(PERSON).get(key), person)
            for key, person in zip(merge.ids, people, strict=True)
        ),
        merge,
        register.change_all("Personel listesi alındı", [merge.change, units]),
        len(units.edits) if units else 0,
    )


def _renamed(before: Row | None, person: Person) -> str:
    """What somebody is called before the list, if the list has another name; else nothing."""
    if before is None:
        return ""
    old, new = register.full_name(before), register.full_name({**before, **asdict(person)})
    return old if letters.fold(old) != letters.fold(new) else ""


def snapshot(answers: Answers) -> dict[str, dict[str, Row]]:
    """The register as it is now, for another thread."""
    return {table: dict(answers.rows(table)) for table in (PERSON, UNIT)}
