"""The task list: what is done, what waits for whom and what comes next."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import PERSON, TABLES
from ebel_wizard.exchange import calendar
from ebel_wizard.guide import plan
from ebel_wizard.guide.model import Responsible, Step
from ebel_wizard.guide.plan import Plan, PlanRow
from ebel_wizard.guide.progress import (
    CLOSED,
    Status,
    closed_words,
    count_by_status,
    missing_items,
    next_step,
    undone_items,
)
from ebel_wizard.turkish import dates, letters
from ebel_wizard.ui.pages import open_questions, pages_of, wrong_answers
from ebel_wizard.ui.pages.base import keep_above, scrolled_column
from ebel_wizard.ui.settings.cards import BACKUPS, ENCRYPTION
from ebel_wizard.ui.shell.note_card import NoteCard
from ebel_wizard.ui.shell.places import HISTORY, HOME
from ebel_wizard.ui.shell.schedule import go_live_words, plan_now
from ebel_wizard.ui.shell.step_row import StepRow
from ebel_wizard.ui.shell.welcome import Welcome
from ebel_wizard.ui.state.notice import Notice
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import (
    bring_into_sight,
    clear_layout,
    focusable_widgets,
    order_tabs,
    page_head,
)
from ebel_wizard.ui.widgets.saving import save_file

_GO_LIVE: Final = "letter.go_live"
_GO_ON: Final = "&Kaldığım yerden devam et"
_OPEN: Final = "Bu adımı &aç"
_TO_WRONG: Final = "&Yanlış cevaba git"
_TO_MISSING: Final = "&Eksik cevaba git"
_HEADINGS: Final = {
    Responsible.MUNICIPALITY: "Şimdi sıra sizde",
    Responsible.PROJECT_OFFICER: "Şimdi sıra proje sorumlusunda",
    Responsible.HELPDESK: "Şimdi sıra yardım masasında",
}
_THEIRS: Final = "Bu işi yardım masası yapar"  # and the officer only has to ask whether it did


class Home(QWidget):
    """What comes next with a button that leads there, then a row for each step.

    Before anything is written it says instead what this is and what it takes.
    """

    place_requested = Signal(str)
    field_requested = Signal(str)
    """The path of an answer to be looked at again."""
    resume_requested = Signal()
    settings_requested = Signal(str)
    """A card of the settings on which something is to be done."""
    takeover_requested = Signal()

    def __init__(self, session: Session, last_page: Callable[[], str]) -> None:
        """``last_page``: the place of the page the officer was at last."""
        super().__init__()
        self._session = session
        self._last_page = last_page
        self._read_notes: set[str] = set()
        """What was put away until the window is opened again."""
        self._now = NowCard(self.resume_requested.emit)
        self._note = NoteCard()
        self._welcome = Welcome(self.resume_requested.emit, self.takeover_requested.emit)
        self._rows: list[StepRow] = []
        self._frame = QFrame()
        self._frame.setProperty("card", "plain")
        self._list = QVBoxLayout(self._frame)
        self._list.setContentsMargins(tokens.EDGE, tokens.SPACE_4, tokens.EDGE, tokens.SPACE_4)
        self._list.setSpacing(0)
        column = scrolled_column(self, width=None)
        for each in (self._now, self._note, self._welcome, self._frame):
            column.addWidget(each)
        keep_above(self, self._head())
        for changed in (
            session.encryption.changed,
            session.forgetting.changed,
            session.backups_changed,
            session.second_place.changed,
        ):
            changed.connect(self._choose_note)
        self._rebuild()
        session.guide_changed.connect(self._rebuild)

    def _head(self) -> QWidget:
        self._calendar = button("&Takvim dosyası kaydet…", self._save_calendar)
        past = button("Ge&çmiş", partial(self.place_requested.emit, HISTORY.name))
        past.setToolTip("Kim, ne zaman, neyi değiştirdi")
        for each in (self._calendar, past):
            each.setProperty("kind", "quiet")
        return page_head(HOME.title, self._calendar, past)

    def _rebuild(self) -> None:
        """Make a row for each step the guide has now."""
        clear_layout(self._list)
        self._rows = [StepRow(step) for step in self._session.guide.steps]
        for each in self._rows:
            each.clicked.connect(partial(self._open, each.step.id))
            self._list.addWidget(each)

    def _open(self, step_id: str, _: bool = False) -> None:
        """Open a step, at the first wrong answer if it has one: the row says that it has."""
        wrong = wrong_answers(self._session, self._session.guide.step(step_id))
        if wrong:
            self.field_requested.emit(wrong[0].field)
        else:
            self.place_requested.emit(step_id)

    def _way_on(self, step: Step) -> tuple[str, Callable[[], None]]:
        """Return what the card's main button says and does: it leads to what the card names."""
        session, last = self._session, self._last_page()
        if wrong := wrong_answers(session, step):
            return _TO_WRONG, partial(self.field_requested.emit, wrong[0].field)
        missing = open_questions(session, step)
        asks = any(
            f"{step.id}/{page.name}" == last and page.errors(session) for page in pages_of(step)
        )
        if missing and not asks:
            return _TO_MISSING, partial(self.field_requested.emit, missing[0].field)
        if missing:
            return _GO_ON, self.resume_requested.emit
        return _OPEN, partial(self.place_requested.emit, step.id)

    def _has_unfinished_page(self) -> bool:
        """Return whether the page the officer was at last is in a step that is still open."""
        steps, last = self._session.guide.steps, self._last_page().partition("/")[0]
        status = self._session.answers.state(last).status
        return any(step.id == last for step in steps) and status not in CLOSED

    def refresh(self) -> None:
        """Show the steps as they stand."""
        session = self._session
        states = session.answers.states()
        is_started = any(session.answers.rows(name) for name in TABLES)
        made = plan_now(session)
        following = next_step(session.guide, states)
        self._welcome.setVisible(not is_started)
        for each in (self._now, self._frame):
            each.setVisible(is_started)
        self._calendar.setVisible(is_started and made.go_live is not None)
        self._choose_note()
        if not is_started:
            self._welcome.show_guide(session.guide)
            return
        for row, planned in zip(self._rows, made.rows, strict=True):
            is_next = following is not None and planned.step.id == following.id
            row.show_state(planned, remaining(session, planned), is_next=is_next)
            if is_next:
                rest = remaining(session, planned, named_only=True)
                words, act = self._way_on(planned.step)
                self._now.show_step(planned, rest, words, act)
                self._now.offer_resume(words != _GO_ON and self._has_unfinished_page())
        if following is None:
            self._now.show_end(plan.data_text(made), _GO_ON, self.resume_requested.emit)
            self._now.offer_resume(False)
        counts = count_by_status(session.guide, states)
        self._now.show_progress(
            f"{go_live_words(session)} · {closed_words(session.guide, states)}",
            sum(counts[status] for status in CLOSED),
            len(made.rows),
        )
        for column in zip(*(row.columns() for row in self._rows), strict=True):
            widest = max(label.sizeHint().width() for label in column)
            for label in column:
                label.setMinimumWidth(widest)

    def follow(self, _: Change) -> None:
        """Show the steps as they stand after a change: each may touch any of them."""
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the cursor wait where the officer goes on, and Tab go down the page."""
        super().showEvent(event)
        if not event.spontaneous():
            focusable = focusable_widgets(self)
            order_tabs(focusable)
            first = next((each for each in focusable if each.isVisible()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                bring_into_sight(first)

    def reminds(self) -> bool:
        """Return whether something is left to do on the day of the move, not yet past."""
        made = plan_now(self._session)
        return (
            made.go_live is not None and made.today <= made.go_live and bool(plan.reminders(made))
        )

    def _choose_note(self) -> None:
        """Show the weightiest note alone."""
        found = self._notes(plan_now(self._session))
        self._note.show_notice(
            next((each for each in found if each.text not in self._read_notes), None)
        )
        if self.isVisible():
            order_tabs(focusable_widgets(self))

    def _notes(self, made: Plan) -> Iterator[Notice]:
        """Yield what there is to say, the weightiest first."""
        session = self._session
        failed, not_copied = session.workspace.not_backed_up, session.second_place.failure
        see = ("Yedeklere bak", partial(self.settings_requested.emit, BACKUPS))
        if failed is not None:
            yield Notice(f"Son yedek alınamadı. {failed.what} {failed.remedy}", (see,), "warning")
        if not_copied is not None:
            yield Notice(f"{not_copied.what} {not_copied.remedy}", (see,), "warning")
        if reminders := plan.reminders(made):
            yield Notice("\n".join(reminders), tone="warning")
        is_required = session.settings.encryption == "required"
        encrypt = ("Şifrele…", partial(self.settings_requested.emit, ENCRYPTION))
        if is_required and not session.encryption.is_on:
            yield Notice(
                "Kurumunuz cevaplarınızın ve dosyalarınızın şifrelenmesini zorunlu tutuyor; birkaç "
                "dakika sürer.",
                (encrypt,),
                "warning",
            )
        if (late := plan.late(made)) and made.go_live is not None and made.go_live >= made.today:
            text = (
                f"Önerilen takvim {dates.long(made.go_live)} gününe sığmıyor: {len(late)} adımın "
                f"günü geçti. Sığdığı en yakın gün: {_weekday(plan.nearest_day(made))}."
            )
            review = ("Geçiş gününü gözden geçir", partial(self.field_requested.emit, _GO_LIVE))
            yield Notice(text, (review, ("Kapat", partial(self._put_away, text))))
        if data := plan.data_text(made):
            see = ("Göster", partial(self.field_requested.emit, "after.moved"))
            put_away = ("Kapat", partial(self._put_away, data))
            yield Notice(data, (see, put_away), "warning" if plan.is_data_due_soon(made) else "")
        if session.forgetting.is_offered:
            yield Notice(
                "Bir süre önce sildiğiniz kişilerin TCKN ve telefonu geçmişte ve yedeklerde "
                "duruyor. Artık gerekmiyorlarsa Geçmiş sayfasından temizleyebilirsiniz.",
                (
                    ("Geçmişi aç", partial(self.place_requested.emit, HISTORY.name)),
                    ("Sonra hatırlat", session.forgetting.postpone),
                ),
            )
        is_due = bool(session.answers.rows(PERSON)) and not session.encryption.is_postponed
        if is_due and not is_required and not session.encryption.is_on:
            yield Notice(
                "Personel bilgileri bu bilgisayarda şifresiz duruyor. Şifrelemenizi öneririz; "
                "birkaç dakika sürer.",
                (encrypt, ("Şimdi değil", self._postpone_encryption)),
            )

    def _put_away(self, text: str) -> None:
        self._read_notes.add(text)
        self._choose_note()

    def _postpone_encryption(self) -> None:
        self._session.encryption.postpone()
        self._session.notify(
            "Ayarlar sayfasındaki Şifreleme bölümünden ne zaman isterseniz açabilirsiniz."
        )

    def _save_calendar(self) -> None:
        session = self._session
        session.flush()
        made, name = plan_now(session), session.case().municipality.name
        now = dates.local(datetime.now(UTC))
        save_file(
            self,
            session,
            calendar.NAME,
            "Takvim",
            lambda: calendar.write(made, name, session.workspace_id, now),
            lambda text, tone: session.notify(text, tone=tone),
        )


class NowCard(QFrame):
    """Says in one sentence what comes next and how far the move is; its button leads there, and a
    quiet one to where the officer was, if that is elsewhere.
    """

    def __init__(self, resume: Callable[[], None]) -> None:
        super().__init__()
        self._act: Callable[[], None] = lambda: None
        self._go_on = button(_GO_ON, self._press, primary=True)
        self._resume = button(_GO_ON, resume)
        self._resume.setProperty("kind", "quiet")
        buttons = QVBoxLayout()
        buttons.setSpacing(tokens.SPACE_4)
        buttons.addWidget(self._go_on)
        buttons.addWidget(self._resume)
        self.setProperty("card", "accent")
        self._heading = theme.label(tone="accent", role="label")
        self._sentence = theme.label(role="group")
        self._progress = theme.label(role="secondary")
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Tamamlanan adımlar")
        self._bar.setTextVisible(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(*(tokens.SPACE_24, tokens.SPACE_16) * 2)
        grid.setHorizontalSpacing(tokens.SPACE_24)
        grid.setVerticalSpacing(tokens.SPACE_4)
        grid.addWidget(self._heading, 0, 0)
        grid.addWidget(self._sentence, 1, 0)
        grid.addWidget(self._progress, 2, 0)
        grid.addLayout(buttons, 0, 1, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._bar, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_step(self, row: PlanRow, rest: str, words: str, act: Callable[[], None]) -> None:
        """Say whose turn it is in the step that comes next, what is left there and how to go on."""
        self._offer(words, act)
        turn = row.waits_for or row.step.responsible
        is_theirs = turn is Responsible.HELPDESK and not plan.waiting_text(row)
        self._heading.setText(_THEIRS if is_theirs else _HEADINGS[turn])
        self._sentence.setText(f"{row.step.number}. {row.step.short}{f': {rest}' if rest else ''}")

    def offer_resume(self, is_offered: bool) -> None:
        """Show the button that leads to where the officer was."""
        self._resume.setVisible(is_offered)

    def _press(self) -> None:
        self._act()

    def _offer(self, words: str, act: Callable[[], None]) -> None:
        self._go_on.setText(words)
        self._act = act

    def show_end(self, rest: str, words: str, act: Callable[[], None]) -> None:
        """Say that every step is closed, and what is left to do after the move."""
        self._offer(words, act)
        self._heading.setText("Geçiş tamamlandı")
        self._sentence.setText(rest or "Bütün adımlar tamamlandı")

    def show_progress(self, words: str, closed: int, total: int) -> None:
        """Show how many steps are closed, and the day of the move."""
        self._progress.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(closed)


def remaining(session: Session, row: PlanRow, *, named_only: bool = False) -> str:
    """Return in words what is left of a step; of a closed one, how it was closed.

    A step that waits for an answer names what need not wait for it. ``named_only``: what is left
    besides what is named is not counted.
    """
    step, state = row.step, session.answers.state(row.step.id)
    if row.waits_for is None:
        return letters.upper(row.status.label[:1]) + row.status.label[1:]
    waiting, questions = plan.waiting_text(row), _questions(session, row)
    words = " · ".join(filter(None, [waiting, questions, progress(session, step)]))
    left = undone_items(step, state) if waiting else missing_items(step, state)
    named = left[:1] if waiting or not words else ()
    more = len(left) - len(named)
    is_counted = more and not named_only and (waiting or not questions)
    return " · ".join(filter(None, [words, *named])) + (f" ve {more} iş daha" if is_counted else "")


def _questions(session: Session, row: PlanRow) -> str:
    """Return in words how many questions of a step are open, and how many answers are wrong."""
    step = row.step
    wrong, missing = len(wrong_answers(session, step)), len(open_questions(session, step))
    waits = "sizi bekliyor" if row.status is Status.NOT_STARTED else "kaldı"
    words = [f"{missing} soru {waits}"] * (missing > 0) + [f"{wrong} cevap yanlış"] * bool(wrong)
    return ", ".join(words)


def progress(session: Session, step: Step) -> str:
    """Return in words how far the worklists of a step have come."""
    done = (page.progress(session) for page in pages_of(step))
    return "; ".join(filter(None, done))


def _weekday(day: date) -> str:
    return f"{dates.long(day)} {dates.WEEKDAYS[day.weekday()]}"
