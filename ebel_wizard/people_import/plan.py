"""What importing a list of people would change on the register, before anything is changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.model import Person
from ebel_wizard.case.normalise import normalise_person
from ebel_wizard.case.register import Merge
from ebel_wizard.case.tables import PERSON, UNIT, Row
from ebel_wizard.people_import import headings, normalise
from ebel_wizard.people_import import people as lists
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.results import Accepted, NotRead, Result
from ebel_wizard.people_import.sheet import Progress, Sheet, SheetError
from ebel_wizard.turkish import identifiers, letters

SheetSource = Callable[[Progress], Sequence[Sheet]]
"""Returns the sheets of a list; raises SheetError when there is no list."""
_MAX_PHONE: Final = 40  # characters of what stands instead of one


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the officer decided about rows of the sheet, by their numbers."""

    claimed: frozenset[int] = frozenset()
    """People, whatever they look like."""
    replaced: frozenset[int] = frozenset()
    """People who may take the place of somebody with the same TCKN and another name."""
    numberless: frozenset[int] = frozenset()
    """People to be taken without the TCKN of the list, which is wrong."""
    settled: frozenset[int] = frozenset()
    """Rows that are not imported and need no more attention."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A list as it was read, and the change that importing it makes.

    ``people`` are those of ``result`` as the register writes them. ``renamed`` has, for each of
    them, the name that the register has now where the list has another for the same TCKN (a number
    typed wrong in the list would rename somebody), else nothing. ``trouble`` says in Turkish why
    the columns are only a guess. ``numberless`` is how many of them then have no TCKN on the
    register.
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
    numberless: int
    not_read: tuple[NotRead, ...]
    decisions: Decisions

    @property
    def asked(self) -> frozenset[int]:
        """The places in ``people`` of those who are not imported before the officer decides."""
        return frozenset(each.place for each in self.merge.conflicts)

    @property
    def left(self) -> int:
        """How many rows with people are not imported, rejected or not decided, nor settled."""
        rejected = {each.row for each in self.result.rejected} - self.decisions.settled
        return len(rejected) + self.left_asked

    @property
    def left_asked(self) -> int:
        """How many of these wait for the officer to decide whose TCKN it is."""
        asked = {self.result.accepted[place].row for place in self.asked}
        return len(asked - self.decisions.settled)


_UNDECIDED: Final = Decisions()


def plan_import(
    source: SheetSource,
    choice: tuple[Sheet, ColumnMap] | None,
    rows: Mapping[str, Mapping[str, Row]],
    progress: Progress,
    decisions: Decisions = _UNDECIDED,
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
    result = lists.read_people(sheet, columns, progress, decisions.claimed, decisions.numberless)
    people = tuple(normalise_person(each.person) for each in result.accepted)
    progress(len(people))
    answers = Answers(rows)
    replaced = {
        place for place, each in enumerate(result.accepted) if each.row in decisions.replaced
    }
    merge = register.merge(answers, people, replaced)
    kept = _with_wrong_phones(answers, result, people, merge)
    if kept != people:
        people, merge = kept, register.merge(answers, kept, replaced)
    merged = (person for key, person in zip(merge.ids, people, strict=True) if key)
    units = register.add_missing_units(answers, [each.unit for each in merged])
    return ImportPlan(
        sheets,
        sheet,
        columns,
        trouble,
        result,
        people,
        _names_before(answers, merge, people),
        merge,
        register.change_all("Personel listesi alındı", [merge.change, units]),
        len(units.edits) if units else 0,
        _count_numberless(answers, merge, people),
        lists.not_read(sheets, sheet, columns),
        decisions,
    )


def wrong_phone(accepted: Accepted) -> str:
    """Return what stands in a list where a mobile number should be; empty where nothing does."""
    for each in accepted.corrections:
        if each.field == "mobile" and not each.corrected:
            text = letters.shortened(normalise.repaired_text(each.original), _MAX_PHONE)
            return identifiers.print_phone(text)
    return ""


def _with_wrong_phones(
    answers: Answers, result: Result, people: tuple[Person, ...], merge: Merge
) -> tuple[Person, ...]:
    """Return the people with what stands in the list instead of their mobile numbers.

    On the register it is counted among what is to be corrected, as a blank would not be. A number
    that is there already, or in another row of the list, stays.
    """
    known = {key for key, row in answers.rows(PERSON).items() if row["mobile"]}
    known |= {key for key, person in zip(merge.ids, people, strict=True) if person.mobile}

    def keep(accepted: Accepted, person: Person, key: str) -> Person:
        wrong = "" if key in known else wrong_phone(accepted)
        return replace(person, mobile=wrong) if wrong else person

    return tuple(map(keep, result.accepted, people, merge.ids))


def register_rows(answers: Answers) -> dict[str, dict[str, Row]]:
    """Return the register's rows as they are now, safe to read in another thread."""
    return {table: dict(answers.rows(table)) for table in (PERSON, UNIT)}


def _count_numberless(answers: Answers, merge: Merge, people: Sequence[Person]) -> int:
    """Return how many of those who are merged have a TCKN neither here nor on the register."""
    known = answers.filled(PERSON, "tckn")
    pairs = zip(merge.ids, people, strict=True)
    return sum(bool(key) and not person.tckn and key not in known for key, person in pairs)


def _names_before(answers: Answers, merge: Merge, people: Sequence[Person]) -> tuple[str, ...]:
    """Return the register's name of each person that the list would rename, else nothing."""
    rows = answers.rows(PERSON)
    names = [
        _name_before(rows.get(key), person) for key, person in zip(merge.ids, people, strict=True)
    ]
    for conflict in merge.conflicts:
        names[conflict.place] = conflict.name
    return tuple(names)


def _name_before(before: Row | None, person: Person) -> str:
    """Return the register's name of somebody whom the list would rename; else nothing."""
    if before is None:
        return ""
    old, new = register.full_name(before), register.full_name({**before, **register.row_of(person)})
    return old if letters.fold(old) != letters.fold(new) else ""
