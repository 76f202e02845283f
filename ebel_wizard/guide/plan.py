"""Plan the steps from the go-live day: what is due when, and who has to act.

The guide file has the working days before the go-live day. They are the program's suggestion; the
Ministry sets only the go-live day itself.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ebel_wizard.guide.model import Day, Guide, Responsible, Step
from ebel_wizard.guide.progress import CLOSED, States, Status, StepState, state_of
from ebel_wizard.turkish import dates


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One step of the plan.

    ``due`` is None where the guide sets no day. ``days_left`` is the number of working days from
    today to ``due``, negative once it is past. ``waits_for`` is who has to act, None for a closed
    step. Where an answer is awaited, ``since`` is the day of sending and ``waited`` the number of
    working days since then.
    """

    step: Step
    status: Status
    due: date | None = None
    days_left: int | None = None
    is_overdue: bool = False
    waits_for: Responsible | None = None
    since: date | None = None
    waited: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps in their order; ``days_left`` is the number of working days to the go-live day.

    ``data_due`` is the last day on which the data of the earlier system are still to be moved; None
    without a go-live day, and where there are none or they were moved.
    """

    today: date
    go_live: date | None
    days_left: int | None
    rows: tuple[PlanRow, ...]
    data_due: date | None = None


def make(
    guide: Guide, states: States, go_live: date | None, today: date, data_due: date | None = None
) -> Plan:
    """Return the plan as of ``today``; without a go-live day no step has a day either."""
    left = None if go_live is None else _between(today, go_live)
    rows = tuple(_row(step, state_of(states, step), go_live, left, today) for step in guide.steps)
    return Plan(today, go_live, left, rows, data_due)


def year_after(day: date) -> date:
    """Return the same day of the next year: that long the law leaves for the earlier system's data
    (5393 geçici m.10). The 29th of February becomes the 28th.
    """
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


_SOON: Final = 30  # days in which the data's day is a warning


def is_data_due_soon(plan: Plan) -> bool:
    """Return whether the data of the earlier system have to be moved within a month."""
    return plan.data_due is not None and (plan.data_due - plan.today).days <= _SOON


def data_text(plan: Plan) -> str:
    """Return by when the data of the earlier system are to be moved; nothing before the move."""
    if plan.data_due is None or plan.go_live is None or plan.today < plan.go_live:
        return ""
    ended = "geçti" if plan.today > plan.data_due else "bitiyor"
    return (
        f"Önceki sistemde veri varsa e-Belediye’ye taşınması için süre {dates.long(plan.data_due)} "
        f"günü {ended}."
    )


def _row(
    step: Step, state: StepState, go_live: date | None, left: int | None, today: date
) -> PlanRow:
    due = None
    days_left = None
    if go_live is not None and left is not None and step.working_days_before is not None:
        due = dates.working_day_before(go_live, step.working_days_before)
        days_left = left - dates.working_days(due, go_live)
    if state.status in CLOSED:
        return PlanRow(step, state.status, due, days_left)
    sent = dates.parse(state.sent)
    is_waiting = state.status is Status.WAITING or (
        bool(state.sent.strip()) and not state.answered.strip()
    )
    since = sent if is_waiting else None
    return PlanRow(
        step,
        state.status,
        due,
        days_left,
        is_overdue=due is not None and due < today,
        # The Ministry's helpdesk answers whatever is sent.
        waits_for=Responsible.HELPDESK if is_waiting else step.responsible,
        since=since,
        waited=None if since is None else dates.working_days(since, today),
    )


def _between(start: date, end: date) -> int:
    """Return the working days from ``start`` to ``end``, negative where ``end`` is earlier."""
    if start <= end:
        return dates.working_days(start, end)
    return -dates.working_days(end, start)


def due_text(row: PlanRow) -> str:
    """Return the due day of an open step for the officer; empty where there is none."""
    if row.due is None or row.waits_for is None or row.days_left is None:
        return ""
    day = dates.brief(row.due)
    if row.is_overdue:
        # A day between working days is late though no working day has passed.
        return f"{day} · {max(-row.days_left, 1)} iş günü gecikti"
    return f"{day} · bugün" if row.days_left == 0 else day


_TURNS: Final = {
    Responsible.MUNICIPALITY: "Sizde",
    Responsible.PROJECT_OFFICER: "Proje sorumlusu",
    Responsible.HELPDESK: "Yardım masası",
}


def turn_text(row: PlanRow) -> str:
    """Return whose turn it is; empty for a closed step."""
    return "" if row.waits_for is None else _TURNS[row.waits_for]


def waiting_text(row: PlanRow) -> str:
    """Return that an answer is awaited, and since when; empty where none is."""
    is_waiting = row.status is Status.WAITING or row.since is not None
    if row.waits_for is None or not is_waiting:
        return ""
    if row.since is None:
        return "Yanıt bekleniyor"
    waited = f" ({row.waited} iş günü)" if row.waited else ""
    return f"Yanıt {dates.day_and_month(row.since)} gününden beri bekleniyor{waited}"


def late(plan: Plan) -> tuple[PlanRow, ...]:
    """Return the open steps whose suggested day is past."""
    return tuple(row for row in plan.rows if row.is_overdue and row.waits_for is not None)


def nearest_day(plan: Plan) -> date:
    """Return the first working day that leaves every open step its suggested time."""
    needed = max(
        (row.step.working_days_before or 0 for row in plan.rows if row.waits_for is not None),
        default=0,
    )
    start = plan.today
    if dates.day_off(start):
        start = dates.working_day_after(start, 1)
    return dates.working_day_after(start, needed)


def earliest_go_live(guide: Guide, states: States, today: date) -> date | None:
    """Return the first go-live day by which no open step is late from the beginning.

    None once the step that comes first is closed: the day was told to the Ministry then.
    """
    timed = [step for step in guide.steps if step.working_days_before is not None]
    first = max(timed, key=lambda step: step.working_days_before or 0, default=None)
    if first is None or state_of(states, first).status in CLOSED:
        return None
    return nearest_day(make(guide, states, None, today))


def reminders(plan: Plan) -> tuple[str, ...]:
    """Return what to show at start-up, from the working day before the go-live day on.

    Each open step of the go-live day gives a sentence, if the municipality itself has to act.
    """
    if plan.go_live is None or plan.today < dates.working_day_before(plan.go_live, 1):
        return ()
    day = f"{dates.long(plan.go_live)} {dates.WEEKDAYS[plan.go_live.weekday()]}"
    if plan.today < plan.go_live:
        start = f"Geçiş günü {day}. O gün yapılacak"
    elif plan.today == plan.go_live:
        start = "Bugün geçiş günü. Bugün yapılacak"
    else:
        start = f"Geçiş günü ({day}) geçti. Henüz yapılmadı"
    return tuple(
        f"{start}: {row.step.title}."
        for row in plan.rows
        if row.step.day is Day.GO_LIVE and row.waits_for not in {None, Responsible.HELPDESK}
    )
