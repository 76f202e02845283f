"""The task list: what is done, what waits for whom and what comes next."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ebel_wizard.case import rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import ANSWER
from ebel_wizard.exchange import calendar
from ebel_wizard.guide import plan
from ebel_wizard.guide.model import Day, Source, Step
from ebel_wizard.guide.plan import Plan, PlanRow
from ebel_wizard.guide.progress import CLOSED, Status, count_by_status, missing_items, next_step
from ebel_wizard.turkish import dates
from ebel_wizard.ui.pages import page_asking_for, pages_of
from ebel_wizard.ui.pages.base import scrolled_column
from ebel_wizard.ui.settings.encryption_reminder import EncryptionReminder
from ebel_wizard.ui.settings.page import ENCRYPTION
from ebel_wizard.ui.shell.places import HISTORY, HOME
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import Link, button
from ebel_wizard.ui.widgets.layout import clear_layout, horizontal_row
from ebel_wizard.ui.widgets.saving import save_file

GO_LIVE_PATH = "letter.go_live"
"""The answer that ``go_live_words`` is about."""
MARKS = {
    Status.NOT_STARTED: "○",
    Status.IN_PROGRESS: "◐",
    Status.WAITING: "◔",
    Status.DONE: "●",
    Status.NOT_NEEDED: "–",
}
_TONES = {Status.DONE: "done", Status.WAITING: "warning", Status.IN_PROGRESS: "accent"}
_FAR = 400  # days; nobody plans further ahead by working days, and feasts are only estimated
_WELCOME = (
    "Bu program belediyenizi e-Belediye’ye geçişin adımlarında yürütür: ne yapılacağını söyler, "
    "talep yazısını ve ekindeki listeyi hazırlar. Yazdıklarınız yalnız bu bilgisayarda durur."
)
_NAMED = 2  # so many missing things are named, the rest counted


class Home(QWidget):
    """A row for each step, the days left, and one button that resumes the work."""

    place_requested = Signal(str)
    resume_requested = Signal()
    settings_requested = Signal(str)
    """A card of the settings on which something is to be done."""
    takeover_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = scrolled_column(self, width=None)
        self._days = theme.label(tone_name="accent", bold=True)
        self._progress = theme.label(tone_name="hint")
        self._resume = button("&Kaldığım yerden devam et", self.resume_requested.emit, primary=True)
        column.addWidget(theme.label(HOME.title, scale=1.6, bold=True))
        column.addWidget(self._days)
        column.addWidget(self._progress)
        self._reminder = theme.label(tone_name="warning", bold=True)
        column.addWidget(self._reminder)
        self._calendar = button("&Takvim dosyası kaydet…", self._save_calendar)
        past = button("G&eçmiş", partial(self.place_requested.emit, HISTORY.name))
        past.setToolTip("Kim, ne zaman, neyi değiştirdi")
        self._take_over = button("De&vralınan dosyayı aç…", self.takeover_requested.emit)
        column.addWidget(horizontal_row(self._resume, self._take_over, self._calendar, past))
        self._message = theme.label(tone_name="done")
        self._message.hide()
        column.addWidget(self._message)
        self._encryption = EncryptionReminder(session)
        self._encryption.encryption_requested.connect(
            partial(self.settings_requested.emit, ENCRYPTION)
        )
        self._encryption.postponed.connect(
            lambda: theme.show_message(
                self._message,
                "Ayarlar sayfasındaki Şifreleme bölümünden ne zaman isterseniz açabilirsiniz.",
                "hint",
            )
        )
        column.addWidget(self._encryption)
        self._rows: list[StepRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GRID * 2)
        column.addLayout(self._list)
        self._rebuild()
        session.guide_changed.connect(self._rebuild)

    def _rebuild(self) -> None:
        """Make a row for each step the guide has now."""
        clear_layout(self._list)
        self._rows = [StepRow(step) for step in self._session.guide.steps]
        for each in self._rows:
            each.step_requested.connect(self.place_requested)
            self._list.addWidget(each)

    def refresh(self) -> None:
        """Show the steps as they stand."""
        session = self._session
        self._encryption.refresh()
        states = session.answers.states()
        self._days.setText(go_live_words(session))
        closed = sum(count_by_status(session.guide, states)[status] for status in CLOSED)
        total = len(session.guide.steps)
        following = next_step(session.guide, states)
        words = f"{total} adımdan {closed} tanesi kapandı."
        if following is not None:
            words += f" Sıradaki: {following.number}. adım, {following.title}."
        started = bool(session.answers.rows(ANSWER) or states)
        self._progress.setText(words if started else f"{_WELCOME} {words}")
        self._resume.setText("&Kaldığım yerden devam et" if started else "&Başla")
        self._take_over.setVisible(not started)
        made = self._plan()
        theme.show_message(self._reminder, "\n".join(plan.reminders(made)), "warning")
        self._calendar.setVisible(made.go_live is not None)
        for each, planned in zip(self._rows, made.rows, strict=True):
            when = filter(None, (plan.due_text(planned), plan.waiting_text(planned)))
            each.show_state(
                planned, lacking(session, each.step), " · ".join(when), progress(session, each.step)
            )

    def follow(self, _: Change) -> None:
        """Show the steps as they stand after a change: each may touch any of them."""
        self.refresh()

    def reminds(self) -> bool:
        """Return whether something is left to do on the day of the move, not yet past."""
        made = self._plan()
        return (
            made.go_live is not None and made.today <= made.go_live and bool(plan.reminders(made))
        )

    def _plan(self) -> Plan:
        session = self._session
        go_live = dates.parse(session.case().letter.go_live)
        if go_live is not None and (go_live - session.today()).days > _FAR:
            go_live = None
        return plan.make(session.guide, session.answers.states(), go_live, session.today())

    def _save_calendar(self) -> None:
        session = self._session
        session.flush()
        made, name = self._plan(), session.case().municipality.name
        now = dates.local(datetime.now(UTC))
        save_file(
            self,
            session,
            calendar.NAME,
            "Takvim",
            lambda: calendar.write(made, name, session.workspace_id, now),
            partial(theme.show_message, self._message),
        )


class StepRow(QFrame):
    """A step in the list: number and title, who is responsible, what is missing, its status."""

    step_requested = Signal(str)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.setProperty("card", "plain")
        self._mark = theme.label(scale=1.3)
        self._mark.setWordWrap(False)
        title = Link(f"{step.number}. {step.title}", partial(self.step_requested.emit, step.id))
        words = [f"Sorumlu: {step.responsible.label}"]
        if step.day is Day.GO_LIVE:
            words.append(step.day.label)
        if step.source is Source.INFERRED:
            words.append(step.source.label)
        who = theme.label(" · ".join(words), tone_name="hint")
        self._when = theme.label(tone_name="hint")
        self._missing = theme.label(tone_name="hint")
        self._status = QLabel()
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout(self)
        grid.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(theme.GRID // 2)
        grid.setColumnMinimumWidth(0, theme.GRID * 3)
        grid.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(title, 0, 1)
        grid.addWidget(self._status, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(who, 1, 1, 1, 2)
        grid.addWidget(self._when, 2, 1, 1, 2)
        grid.addWidget(self._missing, 3, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_state(self, planned: PlanRow, lacks: list[str], when: str, done: str) -> None:
        """Show how far the step has come, by when it should be done and whom it waits for."""
        status = planned.status
        self._when.setText(when)
        self._when.setVisible(bool(when))
        theme.set_tone(self._when, "warning" if planned.is_overdue else "hint")
        self._mark.setText(MARKS[status])
        theme.set_tone(self._mark, _TONES.get(status, "hint"))
        self._status.setText(status.label)
        theme.set_tone(self._status, _TONES.get(status, "hint"))
        named = "; ".join(lacks[:_NAMED])
        more = f" ve {len(lacks) - _NAMED} konu daha" if len(lacks) > _NAMED else ""
        lines = filter(None, (done, f"Eksik: {named}{more}" if named else ""))
        self._missing.setText("\n".join(lines))
        self._missing.setVisible(bool(named or done))


def lacking(session: Session, step: Step) -> list[str]:
    """Return what a step still lacks: wrong or missing answers of its pages, then its own list."""
    state = session.answers.state(step.id)
    if state.status in CLOSED:
        return []
    wrong = rules.errors(
        problem
        for problem in session.problems()
        if page_asking_for(step, problem.field) is not None
    )
    wrong_answers = [f"{len(wrong)} cevap eksik ya da yanlış"] if wrong else []
    return [*wrong_answers, *missing_items(step, state)]


def progress(session: Session, step: Step) -> str:
    """Return in words how far the worklists of a step have come."""
    done = (page.progress(session) for page in pages_of(step))
    return "; ".join(filter(None, done))


def go_live_words(session: Session) -> str:
    """Return the day of the move and the working days left to it, in words."""
    day = dates.parse(session.case().letter.go_live)
    if day is None:
        return "Geçiş günü henüz belirlenmedi"
    today = session.today()
    words = f"Geçiş günü {dates.short(day)}"
    if day == today:
        return f"{words}: bugün"
    if day < today:
        return f"{words}: geçti"
    if (day - today).days > _FAR:
        return f"{words}: {(day - today).days} gün kaldı"
    return f"{words}: {dates.working_days(today, day)} iş günü kaldı"
