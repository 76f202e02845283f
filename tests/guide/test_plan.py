"""The plan says what is due when, who has to act, and since when an answer is awaited."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.guide import plan
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.model import Responsible
from ebel_wizard.guide.plan import Plan, PlanRow
from ebel_wizard.guide.progress import States, Status, StepState
from ebel_wizard.turkish import dates

GUIDE = load_guide()
GO_LIVE = date(2026, 12, 15)
TODAY = date(2026, 11, 23)


def planned(states: States | None = None, today: date = TODAY) -> Plan:
    return plan.make(GUIDE, states or {}, GO_LIVE, today)


def row_of(made: Plan, number: int) -> PlanRow:
    return made.rows[number - 1]


def test_every_step_has_a_due_day_counted_back_from_the_go_live_day() -> None:
    made = planned()
    assert made.days_left == 16
    assert [row.step.number for row in made.rows] == list(range(1, 12))
    assert [dates.short(row.due) for row in made.rows if row.due] == [
        "17.11.2026",
        "24.11.2026",
        "25.11.2026",
        "01.12.2026",
        "03.12.2026",
        "07.12.2026",
        "08.12.2026",
        "09.12.2026",
        "10.12.2026",
        "15.12.2026",
        "15.12.2026",
    ]


def test_due_days_skip_the_feasts() -> None:
    """Kurban Bayramı 2027 is 16-19 May with its half day before, and 19 May falls into it."""
    made = plan.make(GUIDE, {}, date(2027, 5, 24), date(2027, 5, 3))
    assert [row.due for row in made.rows if row.step.number in {7, 8, 9}] == [
        date(2027, 5, 12),
        date(2027, 5, 13),
        date(2027, 5, 14),
    ]


def test_an_open_step_past_its_day_is_overdue_and_a_closed_one_is_not() -> None:
    late = row_of(planned(), 1)
    assert (late.is_overdue, late.days_left) == (True, -4)
    assert plan.due_text(late) == "17 Kas · 4 iş günü gecikti"
    done = row_of(planned({"talep-yazisi": StepState(Status.DONE)}), 1)
    assert (done.is_overdue, done.waits_for) == (False, None)
    assert plan.due_text(done) == plan.waiting_text(done) == plan.turn_text(done) == ""


def test_a_step_due_today_is_not_overdue() -> None:
    row = row_of(planned(today=date(2026, 11, 24)), 2)
    assert (row.is_overdue, row.days_left) == (False, 0)
    assert plan.due_text(row) == "24 Kas · bugün"
    assert plan.due_text(row_of(planned(), 4)) == "1 Ara"


def test_a_step_that_was_sent_waits_for_the_ministry_since_that_day() -> None:
    states = {"talep-yazisi": StepState(Status.WAITING, sent="2026-11-16")}
    row = row_of(planned(states), 1)
    assert (row.waits_for, row.since, row.waited) == (
        Responsible.HELPDESK,
        date(2026, 11, 16),
        5,
    )
    assert plan.turn_text(row) == "Yardım masası"
    assert plan.waiting_text(row) == "Yanıt 16 Kasım gününden beri bekleniyor (5 iş günü)"


def test_no_days_are_counted_on_the_day_of_sending() -> None:
    states = {"talep-yazisi": StepState(Status.WAITING, sent=TODAY.isoformat())}
    day = f"{TODAY.day} {dates.MONTHS[TODAY.month - 1]}"
    assert plan.waiting_text(row_of(planned(states), 1)) == f"Yanıt {day} gününden beri bekleniyor"


def test_a_waiting_step_without_a_day_says_who_has_to_act() -> None:
    row = row_of(planned({"talep-yazisi": StepState(Status.WAITING, sent="geçen hafta")}), 1)
    assert plan.waiting_text(row) == "Yanıt bekleniyor"


def test_after_an_answer_the_municipality_has_to_act() -> None:
    state = StepState(Status.IN_PROGRESS, sent="2026-11-16", answered="2026-11-20")
    row = row_of(planned({"talep-yazisi": state}), 1)
    assert (plan.turn_text(row), plan.waiting_text(row)) == ("Sizde", "")
    assert plan.turn_text(row_of(planned(), 6)) == "Proje sorumlusu"


def test_without_a_go_live_day_the_plan_says_who_has_to_act() -> None:
    made = plan.make(GUIDE, {}, None, TODAY)
    assert made.days_left is None
    assert {row.due for row in made.rows} == {None}
    assert {plan.due_text(row) for row in made.rows} == {""}
    assert plan.turn_text(row_of(made, 11)) == "Yardım masası"
    assert plan.reminders(made) == ()


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(-40, 90))
def test_the_nearest_day_holds_the_plan_and_none_before_it_does(go_live: date, days: int) -> None:
    today = go_live - timedelta(days=days)
    made = plan.make(GUIDE, {}, go_live, today)
    nearest = plan.nearest_day(made)
    assert dates.day_off(nearest) is None
    assert plan.late(plan.make(GUIDE, {}, nearest, today)) == ()
    assert plan.late(plan.make(GUIDE, {}, dates.working_day_before(nearest, 1), today)) != ()


NUMBERS = "Belediyeye Ait Gelen ve Giden Evrak Sayılarının Yardım Masasına Bildirilmesi"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 11), []),
        (date(2026, 12, 14), [f"Geçiş günü 15 Aralık 2026 Salı. O gün yapılacak: {NUMBERS}."]),
        (GO_LIVE, [f"Bugün geçiş günü. Bugün yapılacak: {NUMBERS}."]),
        (
            date(2026, 12, 16),
            [f"Geçiş günü (15 Aralık 2026 Salı) geçti. Henüz yapılmadı: {NUMBERS}."],
        ),
    ],
)
def test_the_steps_of_the_go_live_day_are_reminded_of_around_it(
    today: date, expected: list[str]
) -> None:
    assert list(plan.reminders(planned(today=today))) == expected


def test_before_a_monday_the_reminder_comes_from_friday_on() -> None:
    monday = date(2026, 12, 14)
    for days in (1, 2, 3):
        assert plan.reminders(plan.make(GUIDE, {}, monday, monday - timedelta(days=days)))
    assert not plan.reminders(plan.make(GUIDE, {}, monday, date(2026, 12, 10)))


@pytest.mark.parametrize(
    "state",
    [
        StepState(Status.DONE),
        StepState(Status.NOT_NEEDED),
        StepState(Status.WAITING, sent="2026-12-15"),
    ],
)
def test_a_step_that_was_sent_is_not_reminded_of(state: StepState) -> None:
    assert plan.reminders(planned({"evrak-sayilari": state}, GO_LIVE)) == ()


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(-90, 90))
def test_days_left_are_the_working_days_to_the_day_itself(go_live: date, days: int) -> None:
    today = go_live + timedelta(days=days)
    for row in plan.make(GUIDE, {}, go_live, today).rows:
        assert row.due is not None
        assert row.days_left is not None
        if today <= row.due:
            assert row.days_left == dates.working_days(today, row.due)
        else:
            assert row.days_left == -dates.working_days(row.due, today)
        assert row.is_overdue == (row.due < today)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_by_the_earliest_go_live_day_no_step_is_late(today: date) -> None:
    earliest = plan.earliest_go_live(GUIDE, {}, today)
    assert earliest is not None
    assert dates.day_off(earliest) is None
    assert plan.late(plan.make(GUIDE, {}, earliest, today)) == ()


def test_once_the_first_step_is_closed_the_go_live_day_is_settled() -> None:
    closed = {GUIDE.steps[0].id: StepState(status=Status.DONE)}
    assert plan.earliest_go_live(GUIDE, closed, TODAY) is None


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 12, 15), date(2027, 12, 15)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 3, 1)),
    ],
)
def test_the_data_of_the_earlier_system_have_a_year(day: date, due: date) -> None:
    assert plan.year_after(day) == due


@pytest.mark.parametrize(
    ("today", "ending", "is_soon"),
    [
        (GO_LIVE - timedelta(days=1), "", False),
        (GO_LIVE, "günü bitiyor.", False),
        (plan.year_after(GO_LIVE) - timedelta(days=30), "günü bitiyor.", True),
        (plan.year_after(GO_LIVE) + timedelta(days=1), "günü geçti.", True),
    ],
)
def test_the_data_are_spoken_of_from_the_move_on(today: date, ending: str, is_soon: bool) -> None:
    made = plan.make(load_guide(), {}, GO_LIVE, today, plan.year_after(GO_LIVE))
    assert plan.data_text(made).endswith(ending)
    assert bool(plan.data_text(made)) == bool(ending)
    assert plan.is_data_due_soon(made) == is_soon


def test_data_that_were_moved_are_not_spoken_of() -> None:
    made = plan.make(load_guide(), {}, GO_LIVE, plan.year_after(GO_LIVE))
    assert plan.data_text(made) == ""
    assert not plan.is_data_due_soon(made)
