"""Whatever a list looks like, nobody on it vanishes and nobody gets what is another's."""

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from ebel_wizard.case.model import Person
from ebel_wizard.people_import import detect, people, text_tables
from ebel_wizard.people_import.results import Result
from ebel_wizard.people_import.sheet import Cell, Sheet
from ebel_wizard.turkish import identifiers, letters
from tests.people_import import generated_lists
from tests.people_import.generated_lists import Listed, Maker

LISTS = 20 * int(os.environ.get("EBEL_WIZARD_CASES", "25"))
PARTS = 10


def read(rows: Sequence[Sequence[Cell]], *, as_text: bool) -> Result:
    sheet = Sheet("Liste", tuple(map(tuple, rows)))
    if as_text:
        sheet = text_tables.read_delimited(generated_lists.as_text(rows))
    return people.read_people(*people.choose_sheet([sheet]))


def filled_rows(rows: Sequence[Sequence[Cell]]) -> list[int]:
    return [number for number, row in enumerate(rows, 1) if any(cell != "" for cell in row)]


def rows_of(result: Result) -> list[int]:
    rows = [each.row for each in result.accepted]
    rows += [each.row for each in result.rejected]
    return sorted(rows + [each.row for each in result.set_aside])


def is_own(field: str, value: str, own: str) -> bool:
    """Whether a value of somebody is what stands in the row, however it is written, or nothing."""
    if field == "mobile":
        return not value or identifiers.mobile(value) == identifiers.mobile(own)
    return letters.fold(value) in {"", letters.fold(own)}


def check(listed: Listed, result: Result) -> None:
    assert rows_of(result) == filled_rows(listed.rows)
    for accepted in result.accepted:
        own = listed.people.get(accepted.row)
        assert own is not None, accepted
        person: Person = accepted.person
        for field, text in own.items():
            assert is_own(field, getattr(person, field), text), (accepted, own)
    whole = listed.people.keys() - listed.damaged
    assert whole == {each.row for each in result.accepted} - listed.damaged


@pytest.mark.parametrize("part", range(PARTS))
def test_every_row_of_a_list_is_accounted_for_and_everybody_has_what_is_theirs(part: int) -> None:
    for seed in range(part, LISTS, PARTS):
        listed = Maker(seed).make()
        try:
            check(listed, read(listed.rows, as_text=seed % 3 == 0))
        except Exception as error:
            error.add_note(f"list {seed}")
            raise


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_file_costs_the_damaged_row_at_most(part: int, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    for seed in range(part, LISTS // 2, PARTS):
        listed = Maker(seed).make()
        path.write_bytes(generated_lists.as_damaged_bytes(listed, random.Random(seed)))
        try:
            check(listed, people.read_people(*people.choose_sheet(detect.read(path))))
        except Exception as error:
            error.add_note(f"list {seed}")
            raise
