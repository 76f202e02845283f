"""What a step lacks, which step is next, and the status that the program suggests."""

from dataclasses import replace

import pytest

from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.model import Guide
from ebel_wizard.guide.progress import (
    Status,
    StepState,
    after_date_change,
    count_by_status,
    mark_started,
    missing_items,
    next_step,
    state_of,
    undone_items,
)

GUIDE = load_guide()
LETTER = GUIDE.step("talep-yazisi")
ROUTE_TEAM = GUIDE.step("imza-rota-takimi")
SENT, ANSWERED = "Gönderildiği günü yazın", "Yanıtın geldiği günü yazın"
OPEN = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.WAITING)
CLOSED = (Status.DONE, Status.NOT_NEEDED)


def all_steps(status: Status) -> dict[str, StepState]:
    return {step.id: StepState(status) for step in GUIDE.steps}


def number_of_next(states: dict[str, StepState], guide: Guide = GUIDE) -> int | None:
    step = next_step(guide, states)
    return step.number if step else None


def test_statuses_have_turkish_labels() -> None:
    assert [status.label for status in Status] == [
        "başlanmadı",
        "sürüyor",
        "yanıt bekleniyor",
        "tamamlandı",
        "gerekli değil",
    ]


@pytest.mark.parametrize("status", Status)
def test_a_status_is_stored_as_its_value(status: Status) -> None:
    assert Status(str(status)) is status


def test_an_untouched_step_lacks_everything_it_asks_for() -> None:
    assert missing_items(ROUTE_TEAM, StepState()) == tuple(item.todo for item in ROUTE_TEAM.checks)


def test_what_is_ticked_is_no_longer_missing() -> None:
    first, second = ROUTE_TEAM.checks
    assert missing_items(ROUTE_TEAM, StepState(done=frozenset({first.id}))) == (second.todo,)


def test_a_step_that_sends_something_also_lacks_its_dates() -> None:
    ticked = StepState(done=frozenset(item.id for item in LETTER.checks))
    assert missing_items(LETTER, ticked) == (SENT, ANSWERED)
    assert missing_items(LETTER, replace(ticked, sent="01.12.2026")) == (ANSWERED,)
    assert missing_items(LETTER, replace(ticked, sent="01.12.2026", answered="04.12.2026")) == ()


def test_an_answer_is_not_to_be_done_but_awaited() -> None:
    ticked = StepState(done=frozenset(item.id for item in LETTER.checks), sent="01.12.2026")
    assert undone_items(LETTER, ticked) == ()
    assert undone_items(LETTER, replace(ticked, sent="")) == (SENT,)


def test_a_date_of_spaces_is_missing() -> None:
    assert SENT in missing_items(LETTER, StepState(sent="  "))


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_step_lacks_nothing(status: Status) -> None:
    assert missing_items(LETTER, StepState(status)) == ()


def test_ticks_of_an_older_guide_are_ignored() -> None:
    state = StepState(done=frozenset({"eski-madde"}))
    assert missing_items(ROUTE_TEAM, state) == tuple(item.todo for item in ROUTE_TEAM.checks)


def test_the_first_step_is_next_at_the_beginning() -> None:
    assert number_of_next({}) == 1


@pytest.mark.parametrize("status", CLOSED)
def test_closed_steps_are_skipped(status: Status) -> None:
    states = {step.id: StepState(status) for step in GUIDE.steps[:3]}
    assert number_of_next(states) == 4


def test_a_step_that_waits_does_not_hold_up_the_others() -> None:
    assert number_of_next({LETTER.id: StepState(Status.WAITING)}) == 2


def test_a_step_in_progress_is_the_next_one() -> None:
    states = all_steps(Status.DONE) | {ROUTE_TEAM.id: StepState(Status.IN_PROGRESS)}
    assert number_of_next(states) == 9


def test_when_all_open_steps_wait_the_first_of_them_is_next() -> None:
    states = all_steps(Status.WAITING) | {LETTER.id: StepState(Status.DONE)}
    assert number_of_next(states) == 2


@pytest.mark.parametrize("status", CLOSED)
def test_there_is_no_next_step_once_all_are_closed(status: Status) -> None:
    assert number_of_next(all_steps(status)) is None


def test_every_step_is_counted_under_its_status() -> None:
    states = {LETTER.id: StepState(Status.WAITING), "ek-birim": StepState(Status.NOT_NEEDED)}
    assert count_by_status(GUIDE, states) == {
        Status.NOT_STARTED: 9,
        Status.IN_PROGRESS: 0,
        Status.WAITING: 1,
        Status.DONE: 0,
        Status.NOT_NEEDED: 1,
    }


def test_steps_the_guide_no_longer_has_are_not_counted() -> None:
    assert sum(count_by_status(GUIDE, {"eski-adim": StepState(Status.DONE)}).values()) == len(
        GUIDE.steps
    )


def test_a_step_without_records_has_a_new_state() -> None:
    assert state_of({}, LETTER) == StepState()


def test_the_first_tick_or_note_starts_a_step() -> None:
    begun = mark_started(StepState(note="arandı"))
    assert begun == StepState(Status.IN_PROGRESS, note="arandı")


@pytest.mark.parametrize("status", [status for status in Status if status.value != "not-started"])
def test_a_tick_or_note_keeps_the_status_that_the_officer_chose(status: Status) -> None:
    assert mark_started(StepState(status)).status is status


@pytest.mark.parametrize("status", OPEN)
def test_a_step_that_was_sent_waits_for_its_answer(status: Status) -> None:
    assert after_date_change(StepState(status, sent="01.12.2026")).status is Status.WAITING


@pytest.mark.parametrize("status", OPEN)
def test_an_answer_ends_the_waiting(status: Status) -> None:
    answered = StepState(status, sent="01.12.2026", answered="04.12.2026")
    assert after_date_change(answered).status is Status.IN_PROGRESS


def test_clearing_the_date_ends_the_waiting() -> None:
    assert after_date_change(StepState(Status.WAITING)).status is Status.IN_PROGRESS


@pytest.mark.parametrize("status", CLOSED)
def test_a_date_does_not_reopen_a_closed_step(status: Status) -> None:
    assert after_date_change(StepState(status, sent="01.12.2026")).status is status
