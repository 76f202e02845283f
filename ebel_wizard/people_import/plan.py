"""What importing a list of people would change on the register, before anything is changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.model import Person
from ebel_wizard.case.normalise import normalise_person
from ebel_wizard.case.register import Merge
from ebel_wizard.case.tables import PERSON, UNIT, Row
from ebel_wizard.people_import import headings
from ebel_wizard.people_import import people as lists
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.results import Result
from ebel_wizard.people_import.sheet import Progress, Sheet, SheetError
from ebel_wizard.turkish import letters

SheetSource = Callable[[Progress], Sequence[Sheet]]
"""Returns the sheets of a list; raises SheetError when there is no list."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A list as it was read, and the change that importing it makes.

    ``people`` are those of ``result`` as the register writes them. ``renamed`` has, for each of
    them, the name that the register has now where the list has another for the same TCKN (a number
    typed wrong in the list would rename somebody), else nothing. ``trouble`` says in Turkish why
    the columns are only a guess.
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


def plan_import(
    source: SheetSource,
    choice: tuple[Sheet, ColumnMap] | None,
    rows: Mapping[str, Mapping[str, Row]],
    progress: Progress,
) -> ImportPlan:
    """Read a list and compare it with the register's ``rows``, which stay as they are.

    ``choice`` is the sheet and the columns that the officer chose, or None to recognise them.
    Raise SheetError, and whatever ``progress`` raises.
    """
    sheets = tuple(source(progress))
    trouble = ""
    if choice is None:
        try:
            sheet, columns = lists.choose_sheet(sheets)
        except SheetError as error:
            sheet = max(sheets, key=lambda each: (not each.hidden, len(each.rows)))
            columns, trouble = headings.guess(sheet), str(error)
    else:
        sheet, columns = choice
    result = lists.read_people(sheet, columns, progress)
    people = tuple(normalise_person(each.person) for each in result.accepted)
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
            _name_before(answers.rows(PERSON).get(key), person)
            for key, person in zip(merge.ids, people, strict=True)
        ),
        merge,
        register.change_all("Personel listesi alındı", [merge.change, units]),
        len(units.edits) if units else 0,
    )


def register_rows(answers: Answers) -> dict[str, dict[str, Row]]:
    """Return the register's rows as they are now, safe to read in another thread."""
    return {table: dict(answers.rows(table)) for table in (PERSON, UNIT)}


def _name_before(before: Row | None, person: Person) -> str:
    """Return the register's name of somebody whom the list would rename; else nothing."""
    if before is None:
        return ""
    old, new = register.full_name(before), register.full_name({**before, **asdict(person)})
    return old if letters.fold(old) != letters.fold(new) else ""
