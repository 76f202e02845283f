"""What should be done by when, and what waits for whom: the plan that the go-live day drives.

The days are the guide file's, counted back in working days; they are a help of ours, and the
Ministry sets none but the go-live day itself.
"""

from dataclasses import dataclass
from datetime import date

from ebel_wizard.guide.model import Day, Guide, Responsible, Step
from ebel_wizard.guide.progress import CLOSED, States, Status, StepState, state_of
from ebel_wizard.turkish import dates


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the plan.

    ``due`` is the day to be done by, None where none follows. ``days_left`` counts the working
    days from today to it, below zero once it is past. ``waits_for`` is whose turn it is, None for
    a closed step; where an answer is awaited, ``since`` is the day of sending and ``waited`` the
    working days that have gone by.
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
    """All steps in their order; ``days_left`` are the working days to the go-live day."""

    today: date
    go_live: date | None
    days_left: int | None
    rows: tuple[Row, ...]


def make(guide: Guide, states: States, go_live: date | None, today: date) -> Plan:
    """The plan as it stands today; without a go-live day no step has a day either."""
    left = None if go_live is None else _between(today, go_live)
    rows = tuple(_row(step, state_of(states, step), go_live, left, today) for step in guide.steps)
    return Plan(today, go_live, left, rows)


def _row(step: Step, state: StepState, go_live: date | None, left: int | None, today: date) -> Row:
    due = None
    days_left = None
    if go_live is not None and left is not None and step.working_days_before is not None:
        due = dates.working_day_before(go_live, step.working_days_before)
        days_left = left - dates.working_days(due, go_live)
    if state.status in CLOSED:
        return Row(step, state.status, due, days_left)
    sent = dates.parse(state.sent)
    is_waiting = state.status is Status.WAITING or (
        bool(state.sent.strip()) and not state.answered.strip()
    )
    since = sent if is_waiting else None
    return Row(
        step,
        state.status,
        due,
        days_left,
        is_overdue=due is not None and due < today,
        # Whatever is sent is answered by the Ministry's helpdesk.
        waits_for=Responsible.HELPDESK if is_waiting else step.responsible,
        since=since,
        waited=None if since is None else dates.working_days(since, today),
    )


def _between(start: date, end: date) -> int:
    """Working days from one day to another, below zero where it lies before."""
    if start <= end:
        return dates.working_days(start, end)
    return -dates.working_days(end, start)


def due_words(row: Row) -> str:
    """The day of an open step as the officer reads it; nothing where there is none."""
    if row.due is None or row.waits_for is None:
        return ""
    day = dates.short(row.due)
    if row.is_overdue:
        return f"{day} (önerilen gün geçti)"
    if row.days_left == 0:
        return f"{day} (bugün)"
    return f"önerilen gün {day} ({row.days_left} iş günü kaldı)"


def waiting_words(row: Row) -> str:
    """Whose turn an open step is, and since when an answer is awaited; nothing once closed."""
    if row.waits_for is None:
        return ""
    if row.waits_for is row.step.responsible and row.since is None:
        return f"Sıra kimde: {row.waits_for.label}"
    words = f"Yanıt bekleniyor: {row.waits_for.label}"
    if row.since is not None:
        words += f", {dates.short(row.since)} gününden beri ({row.waited} iş günü)"
    return words


def reminders(plan: Plan) -> tuple[str, ...]:
    """What to say when the program is opened from the working day before the go-live day on.

    It is about the steps of that day which the municipality itself has to do, as long as they are
    open and nothing was sent.
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
