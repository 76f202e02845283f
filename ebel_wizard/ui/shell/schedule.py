"""The plan of the steps as of today, and the days left to the move in words."""

from typing import Final

from ebel_wizard.documents import closing
from ebel_wizard.guide import plan
from ebel_wizard.guide.plan import Plan
from ebel_wizard.turkish import dates
from ebel_wizard.ui.state.session import Session

_FAR: Final = 400  # days; nobody plans further ahead by working days, and feasts are only estimated


def plan_now(session: Session) -> Plan:
    """Return the plan of the steps; without a day of the move, or a far one, they have no days."""
    go_live = dates.parse(session.case().letter.go_live)
    if go_live is not None and (go_live - session.today()).days > _FAR:
        go_live = None
    due = closing.data_due(session.answers, go_live)
    return plan.make(session.guide, session.answers.states(), go_live, session.today(), due)


def go_live_words(session: Session) -> str:
    """Return the day of the move and the working days left to it, in words."""
    day = dates.parse(session.case().letter.go_live)
    if day is None:
        return "Geçiş günü henüz belirlenmedi"
    today = session.today()
    words = f"Geçiş günü {dates.long(day)} {dates.WEEKDAYS[day.weekday()]}"
    if day == today:
        return f"{words} · bugün"
    if day < today:
        return f"{words} · geçti"
    if (day - today).days > _FAR:
        return f"{words} · {(day - today).days} gün kaldı"
    return f"{words} · {dates.working_days(today, day)} iş günü kaldı"
