"""History keeps what a change altered, in few bytes, and reads what earlier versions wrote."""

import json
from dataclasses import asdict
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import history, register
from ebel_wizard.case.answers import Answers, Change, Edit
from ebel_wizard.case.tables import PERSON, TABLES, Row
from ebel_wizard.store import stored_edits
from ebel_wizard.store.workspace import Workspace
from tests.store.test_workspace import AYSE, change, fill

PARTS = TABLES[PERSON].parts
ROWS = st.none() | st.fixed_dictionaries(dict.fromkeys(PARTS, st.sampled_from(["", "a", "b"])))


def read_back(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    return stored_edits.unpack(json.loads(json.dumps(stored_edits.pack(edits))))


def words(made: Change, answers: Answers) -> history.ChangeDescription:
    return history.describe(made, lambda key: register.name_of(answers, key))


def test_a_change_reads_in_gecmis_as_it_was_made_in_every_table() -> None:
    answers, made = Answers(), list[Change]()
    fill(answers, made.append)
    for spec in TABLES.values():
        for key, row in answers.rows(spec.name).items():
            for part in sorted(spec.shown):
                made += filter(None, [answers.set_part(spec.name, [key], part, "done")])
            made.append(Change("Silindi", (Edit(spec.name, key, row, None),)))
    for each in made:
        assert words(Change(each.label, read_back(each.edits)), answers) == words(each, answers)


def test_edits_of_earlier_versions_are_read_whole() -> None:
    answers = Answers()
    (edit,) = change(register.add_people(answers, [AYSE])).edits
    assert stored_edits.unpack([asdict(edit)]) == (edit,)


@given(before=ROWS, between=ROWS, after=ROWS, earlier=st.booleans())
def test_typing_that_goes_on_is_one_edit(
    before: Row | None, between: Row | None, after: Row | None, earlier: bool
) -> None:
    first, second = Edit(PERSON, "a", before, between), Edit(PERSON, "a", between, after)
    kept = (first,) if earlier else read_back((first,))
    grown = stored_edits.extended(kept, second)
    if grown is not None and None not in (before, between):
        (whole,) = stored_edits.pack(grown)
        assert whole == stored_edits.pack([Edit(PERSON, "a", before, after)])[0]
    other = stored_edits.extended(kept, Edit(PERSON, "b", between, after))
    assert other is None, "another row's typing was joined to it"


def test_an_altered_part_takes_less_than_half_of_two_whole_rows(
    workspace: Workspace, folder: Path
) -> None:
    answers = Answers()
    answers.apply(change(register.add_people(answers, [AYSE])))
    (key,) = answers.rows(PERSON)
    sizes = [
        (len(json.dumps(stored_edits.pack(made.edits))), len(json.dumps([asdict(edit)])))
        for part in PARTS
        for made in [change(answers.set_part(PERSON, [key], part, "Yeni"))]
        for edit in made.edits
    ]
    assert all(2 * packed < whole for packed, whole in sizes)
