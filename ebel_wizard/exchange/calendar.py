"""Write the plan's days as a calendar file (RFC 5545) for the officer's own calendar program.

Every entry is a whole day without a time zone. A file that is imported again replaces the earlier
entries: each keeps its UID, and a later file has a higher SEQUENCE.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from ebel_wizard.guide.model import Day, Responsible
from ebel_wizard.guide.plan import Plan, PlanRow
from ebel_wizard.turkish import dates, letters

if TYPE_CHECKING:
    from icalendar import Alarm, Event

NAME: Final = "gecis-takvimi.ics"
_GO_LIVE: Final = "gecis-gunu"
_TITLE: Final = "e-Belediye’ye geçiş günü"
_DATA: Final = "onceki-veriler"
_DATA_TITLE: Final = "Önceki sistemdeki verilerin e-Belediye’ye taşınması için son gün"
_DATA_TEXT: Final = (
    "5393 sayılı Belediye Kanunu’nun geçici 10’uncu maddesi, önceki sistemdeki verilerin "
    "e-Belediye’ye geçildikten sonra bir yıl içinde taşınmasını ister. Maddenin güncel metnine "
    "bakın."
)
_MONTH: Final = timedelta(days=30)
_MORNING: Final = timedelta(hours=9)
_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)  # SEQUENCE counts the minutes since then
_SUGGESTED: Final = "Bu gün bir öneridir; Bakanlığın verdiği bir süre değildir."


def write(plan: Plan, municipality: str, workspace_id: str, made: datetime) -> bytes:
    """Return a calendar of the go-live day, all open steps and the last day for the data of the
    earlier system; same arguments, same bytes.

    ``made`` is an aware time; a file with a later one replaces the entries of an earlier file. The
    workspace's id, which outlives every answer, keeps the entries of two municipalities in one
    calendar apart. Raises ValueError for a plan without a go-live day.
    """
    from icalendar import Calendar

    if plan.go_live is None:
        raise ValueError("no go-live day")
    calendar = Calendar()
    calendar.add("prodid", "-//ebel_wizard//TR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    before = dates.working_day_before(plan.go_live, 1)

    def add(name: str, day: date, title: str, text: str, alarms: Sequence[date] = ()) -> None:
        event = _event(day, title, text, made)
        event.add("uid", f"{name}@{workspace_id}.ebel-wizard")
        for morning in alarms:
            event.add_component(_alarm(title, morning - day + _MORNING))
        calendar.add_component(event)

    add(
        _GO_LIVE,
        plan.go_live,
        ": ".join(filter(None, (_TITLE, letters.clean(municipality)))),
        "Belediye bu gün e-Belediye sistemine geçer.",
        (before, plan.go_live),
    )
    for row in plan.rows:
        if row.due is not None and row.waits_for is not None:
            title = f"{row.step.number}. adım: {row.step.title}"
            is_ours = row.step.responsible is not Responsible.HELPDESK
            is_go_live = row.step.day is Day.GO_LIVE and is_ours
            alarms = (before, row.due) if is_go_live else ()
            add(row.step.id, row.due, title, _description(row), alarms)
    if plan.data_due is not None:
        add(_DATA, plan.data_due, _DATA_TITLE, _DATA_TEXT, (plan.data_due - _MONTH,))
    return bytes(calendar.to_ical())


def _description(row: PlanRow) -> str:
    lines = [f"Sorumlu: {row.step.responsible.label}", *row.step.instructions]
    if row.step.day is Day.BEFORE:
        lines.append(_SUGGESTED)
    return "\n".join(lines)


def _event(day: date, title: str, text: str, made: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", max(0, (made - _EPOCH) // timedelta(minutes=1)))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")  # a due date must not block the officer's time
    return event


def _alarm(title: str, after_midnight: timedelta) -> "Alarm":
    """Return an alarm at a time relative to the start of the day; negative is a day before."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", after_midnight)
    return alarm
