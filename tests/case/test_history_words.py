"""Geçmiş speaks in the officer's words: no key, no step, no value of a choice as it is stored."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ebel_wizard.case import fields, history
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.tables import ANSWER, FILE, STEP, TABLES, TICK
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.progress import Status

KEY = "0123456789abcdef0123456789abcdef"
STEP_ID = load_guide().steps[0].id
CHECK_ID = load_guide().steps[0].checks[0].id
ROWS = sorted(set(TABLES) - {ANSWER, TICK, FILE, STEP})


def row_changes(table: str) -> Iterator[Change]:
    """A row is made, each of its parts altered, and it is removed."""
    answers, spec = Answers(), TABLES[table]
    own = {spec.person: KEY} if spec.person and spec.person != spec.key else {}
    row = {**own, **{part: f"sözler {part}" for part in spec.blank()}}
    for after in (own, row, *({**row, part: "başka"} for part in sorted(spec.shown)), None):
        change = answers.put(table, {KEY: after}, "Değişiklik")
        if change is not None:
            answers.apply(change)
            yield change


def step_changes() -> Iterator[Change]:
    """A step takes each status there is, and one of its boxes is ticked and unticked."""
    answers = Answers()
    for status in Status:
        for done in (frozenset({CHECK_ID}), frozenset[str]()):
            state = replace(answers.state(STEP_ID), status=status, done=done, note=status.label)
            change = answers.set_state(STEP_ID, state, "Durum")
            if change is not None:
                answers.apply(change)
                yield change


def words(change: Change) -> set[str]:
    told = history.describe(change, lambda _: "")
    return set(" ".join((change.label, told.subject, told.before, told.after)).split())


@pytest.mark.parametrize("table", ROWS)
def test_the_keys_of_a_row_stay_inside(table: str) -> None:
    for change in row_changes(table):
        assert KEY not in words(change)


def test_the_names_of_steps_and_boxes_stay_inside() -> None:
    inside = {STEP_ID, CHECK_ID, *(status.value for status in Status)}
    assert not [change for change in step_changes() if words(change) & inside]


def test_a_choice_is_told_in_the_words_that_were_chosen() -> None:
    for path, field in fields.BY_PATH.items():
        for value, shown in (field.choices or {}).items():
            change = Answers().set_answer(path, value)
            if change is not None:
                assert history.describe(change, lambda _: "").after == shown
