"""Goes to the places of an open case, and has bar, rail and title show how it stands."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from ebel_wizard.case import fields
from ebel_wizard.case.answers import Change
from ebel_wizard.guide.progress import CLOSED, next_step
from ebel_wizard.ui.pages import page_asking_for, page_named, pages_of
from ebel_wizard.ui.settings import defaults
from ebel_wizard.ui.settings.cards import ENCRYPTION, HANDOVER
from ebel_wizard.ui.shell import help_sections, places
from ebel_wizard.ui.shell.closing import Closing
from ebel_wizard.ui.shell.home import Home
from ebel_wizard.ui.shell.places import (
    HELP,
    HISTORY,
    HOME,
    LAST_STEP_KEY,
    PLACE_KEY,
    REGISTER,
    SETTINGS,
    TITLES,
    Place,
)
from ebel_wizard.ui.shell.rail import Rail
from ebel_wizard.ui.shell.rail_states import RailStates
from ebel_wizard.ui.shell.reports import Reports
from ebel_wizard.ui.shell.search import Search
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.shell.step_view import StepView
from ebel_wizard.ui.shell.top_bar import TopBar
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import accessible, theme
from ebel_wizard.ui.widgets.announce import announce
from ebel_wizard.ui.widgets.layout import focus_first

if TYPE_CHECKING:  # made when they are first opened, and imported then
    from ebel_wizard.ui.settings.page import SettingsPage
    from ebel_wizard.ui.shell.help import HelpPage
    from ebel_wizard.ui.shell.history import HistoryPage
    from ebel_wizard.ui.shell.register import RegisterPage

_log = logging.getLogger(__name__)
_NAME_PATH = "municipality.name"
_ANSWER_FIRST: Final = (
    "Devir dosyası açılmadı: önce ekrandaki soruyu yanıtlayın, sonra dosyaya yeniden çift tıklayın."
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of the window, which are there before the case is."""

    window: QMainWindow
    top: TopBar
    line: SearchLine
    rail: Rail
    stack: QStackedWidget
    content: QWidget


class Navigator(QObject):
    """Makes the places in the window's stack, and goes from one to the other."""

    def __init__(self, session: Session, frame: Frame, last_step: str) -> None:
        super().__init__(frame.window)
        self.session = session
        self._window, self._top, self._stack = frame.window, frame.top, frame.stack
        accessible.install()
        self._step_views: dict[str, StepView] = {}
        self._last_step = last_step
        self._place = self._before_help = HOME.name
        self._look = _look(session)
        self.closing = Closing(session, frame.window, self._save_elsewhere)
        self.search = Search(session, frame.line, frame.window)
        self.rail_states = RailStates(session, frame.rail)
        self.reports = Reports(session, frame.top, frame.stack, frame.content, self._save_elsewhere)
        self._home = Home(session, lambda: self._last_step)
        self._stack.addWidget(self._home)
        self._settings: SettingsPage | None = None
        self._history: HistoryPage | None = None
        self._register: RegisterPage | None = None
        self._help: HelpPage | None = None
        self._connect()
        self.reports.show_all()
        self._show_title()
        self.rail_states.refresh()

    def begin(self, place: str) -> None:
        """Go where the officer was last, or to the task list where it reminds of something."""
        self.open(HOME.name if self._home.reminds() else place)

    def open(self, place: str, field: str = "") -> None:
        """Go to a place, and there to a field; what was typed elsewhere is kept.

        A place that is not known (any more) is the task list.
        """
        self.session.flush()
        head, _, page = place.partition("/")
        if any(step.id == head for step in self.session.guide.steps):
            _log.info("at %s", head)
            view = self._step_view(head)
            self._stack.setCurrentWidget(view)
            view.open(page or view.page_to_resume(), field)
            return
        known = places.BY_NAME.get(head, HOME)
        _log.info("at %s", known.name)
        self._open_place(known, page, field)

    def _open_place(self, place: Place, page: str, field: str) -> None:
        if place is REGISTER:
            register = self._register_page()
            self._stack.setCurrentWidget(register)
            register.open(page, field)  # and says which of its lists is in sight
            if not field:
                focus_first(register)
            return
        if place is SETTINGS:
            settings_page = self._settings_page()
            self._stack.setCurrentWidget(settings_page)
            if field:
                settings_page.focus_field(field)  # which scrolls to its whole card
            else:
                focus_first(settings_page)
        elif place is HELP:
            self._open_help(page, field)
        else:
            shown = self._page_of(place)
            self._stack.setCurrentWidget(shown)
            focus_first(shown)
        self._arrive(place.name)

    def go_from_rail(self, place: str) -> None:
        """Go to a place of the rail; to the first wrong answer where the red sign of one stands."""
        wrong = self.rail_states.wrong_answer(place)
        if wrong:
            self._open_field(wrong)
        else:
            self.open(place)

    def turn(self, by: int) -> None:
        """Go to the page or list before or after."""
        view = self._stack.currentWidget()
        if isinstance(view, StepView):
            view.turn(by)
        elif view is not None and view is self._register:
            self._register.turn(by)

    def focus(self) -> None:
        """Put the cursor into the first field of the place in sight."""
        place = self._stack.currentWidget()
        if isinstance(place, StepView):
            place.open(place.page_name())
        elif place is not None:
            focus_first(place)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._follow)
        session.problems_changed.connect(self._refresh)
        session.settings_changed.connect(self._settings_changed)
        session.guide_changed.connect(self._follow_guide)
        self._home.place_requested.connect(self.open)
        self._home.field_requested.connect(self._open_field)
        self._home.resume_requested.connect(self._resume)
        self._home.settings_requested.connect(self._do_in_settings)
        self._home.takeover_requested.connect(self.take_over)
        self.search.place_requested.connect(self.open)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.before_change(app, self._drop_pages)

    def _open_field(self, path: str) -> None:
        """Go to an answer, on whichever page of whichever step asks for it."""
        for step in self.session.guide.steps:
            page = page_asking_for(step, path)
            if page is not None:
                self.open(f"{step.id}/{page.name}", path)
                return

    def _do_in_settings(self, field: str) -> None:
        self.open(SETTINGS.name, field)
        if field == ENCRYPTION:
            self._settings_page().encryption.start_encryption()

    def _step_view(self, step_id: str) -> StepView:
        if step_id not in self._step_views:
            view = StepView(self.session, self.session.guide.step(step_id))
            view.page_opened.connect(lambda page: self._remember_page(step_id, page))
            view.place_requested.connect(self.open)
            view.settings_requested.connect(lambda field: self.open(SETTINGS.name, field))
            self._stack.addWidget(view)
            self._step_views[step_id] = view
        return self._step_views[step_id]

    def _follow_guide(self) -> None:
        """Show the steps in other words; leave one that is gone for the task list."""
        steps = {step.id: step for step in self.session.guide.steps}
        for step_id, view in list(self._step_views.items()):
            if step_id in steps and pages_of(steps[step_id]) == pages_of(view.step):
                view.set_step(steps[step_id])
                continue
            if self._stack.currentWidget() is view:
                self.open(HOME.name)
            self._stack.removeWidget(self._step_views.pop(step_id))
            view.deleteLater()
        self._refresh()

    def _settings_page(self) -> "SettingsPage":
        if self._settings is None:
            from ebel_wizard.ui.settings.page import SettingsPage

            self._settings = SettingsPage(self.session)
            self._settings.logo.page_requested.connect(self._open_logo)
            self._stack.addWidget(self._settings)
        return self._settings

    def _open_logo(self) -> None:
        for step in self.session.guide.steps:
            page = page_asking_for(step, fields.LOGO.path)
            if page is not None:
                self.open(f"{step.id}/{page.name}", fields.LOGO.path)

    def _page_of(self, place: Place) -> QWidget:
        """Return the task list or Geçmiş as it is now."""
        shown = self._history_page() if place is HISTORY else self._home
        shown.refresh()
        return shown

    def _open_help(self, section: str, heading: str) -> None:
        page = self._help_page()
        if self._stack.currentWidget() is not page:
            self._before_help = self._place
        self._stack.setCurrentWidget(page)
        page.open(section, heading)

    def help_here(self) -> None:
        """Open Yardım at what it says about the page or place in sight."""
        here = self._stack.currentWidget()
        if here is self._help:
            return
        step, title = None, places.BY_NAME.get(self._place.partition("/")[0], HOME).title
        if isinstance(here, StepView):
            step, title = here.step, here.page_title()
        section, heading = help_sections.about_place(title, step)
        self.open(f"{HELP.name}/{section.name}", heading)

    def _help_page(self) -> "HelpPage":
        if self._help is None:
            from ebel_wizard.ui.shell.help import HelpPage

            self._help = HelpPage(self.session)
            self._help.closed.connect(lambda: self.open(self._before_help))
            self._stack.addWidget(self._help)
        return self._help

    def _history_page(self) -> "HistoryPage":
        if self._history is None:
            from ebel_wizard.ui.shell.history import HistoryPage

            self._history = HistoryPage(self.session)
            self._history.closed.connect(lambda: self.open(HOME.name))
            self._stack.addWidget(self._history)
        return self._history

    def _register_page(self) -> "RegisterPage":
        if self._register is None:
            from ebel_wizard.ui.shell.register import RegisterPage

            self._register = RegisterPage(self.session)
            self._register.list_opened.connect(lambda name: self._arrive(f"{REGISTER.name}/{name}"))
            self._stack.addWidget(self._register)
        return self._register

    def _remember_page(self, step_id: str, page: str) -> None:
        kind, place = page_named(page), f"{step_id}/{page}"
        self._arrive(place, is_kept=kind.in_sequence)
        if kind.in_sequence:
            self._last_step = place
            self.session.remember(LAST_STEP_KEY, place)
        defaults.fill_in(self.session, kind)

    def _arrive(self, place: str, *, is_kept: bool = True) -> None:
        """Show everywhere where the officer is; ``is_kept``: the next start goes on there."""
        if place != self._place:
            self.search.end()
            self.reports.leave_page()
            announce(self._window, self._heard(place))
        self._place = place
        self.rail_states.show_place(HOME.name if place == HISTORY.name else place)
        if is_kept:
            self.session.remember(PLACE_KEY, place)

    def _heard(self, place: str) -> str:
        """Return what is said aloud when the officer comes to a place."""
        here = self._stack.currentWidget()
        if isinstance(here, StepView):
            return here.heard()
        head, _, inside = place.partition("/")
        title = places.BY_NAME[head].title
        return f"{TITLES[inside]}, {title}" if head == REGISTER.name else title

    def _resume(self) -> None:
        """Go on where the officer stopped, or with the next step where that one is closed."""
        answers = self.session.answers
        following = next_step(self.session.guide, answers.states())
        last = self._last_step
        if following is not None and answers.state(last.partition("/")[0]).status in CLOSED:
            last = ""
        self.open(last or (following.id if following else HOME.name))

    def take_over(self, file: Path | None = None) -> None:
        """Take over a hand-over file, or the one that the officer chooses.

        A file that was double-clicked waits for no question that is open: the officer is told.
        """
        if file is not None and QApplication.activeModalWidget() is not None:
            self.reports.show_message(_ANSWER_FIRST)
            return
        self.open(SETTINGS.name, HANDOVER)
        self._settings_page().handover.start_takeover(self._on_taken_over, file)

    def _on_taken_over(self) -> None:
        """Go back to the task list, where taking over began."""
        if self._stack.currentWidget() is self._settings:
            self.open(HOME.name)
        name = self.session.case().municipality.name
        taken = f"Dosya devralındı: {name}" if name else "Dosya devralındı"
        self.reports.show_message(f"{taken}. “Geri al” ile vazgeçebilirsiniz.")

    def _save_elsewhere(self) -> None:
        self.open(SETTINGS.name, HANDOVER)
        self._settings_page().handover.start_handover()

    def _follow(self, change: Change) -> None:
        """Show what a change altered; a place out of sight is refreshed when it is opened."""
        if any(edit.key == _NAME_PATH for edit in change.edits):
            self._show_title()
        self.rail_states.refresh()  # a change may touch any step
        if self._register is not None:
            self._register.follow(change)
        place = self._stack.currentWidget()
        if isinstance(place, Home | StepView):
            place.follow(change)

    def _refresh(self) -> None:
        """Show everything in sight as it is now, whatever was altered."""
        self._show_title()
        self.rail_states.refresh()
        place = self._stack.currentWidget()
        if isinstance(place, Home | StepView):
            place.refresh()
        elif place is not None and place is self._register:
            self._register.refresh()

    def _show_title(self) -> None:
        name = self.session.case().municipality.name
        self._top.show_name(name)
        self._window.setWindowTitle(
            f"{name} · e-Belediye’ye geçiş" if name else "e-Belediye’ye geçiş"
        )

    def _settings_changed(self) -> None:
        look, app = _look(self.session), QApplication.instance()
        if look != self._look and isinstance(app, QApplication):
            self._look = look
            theme.apply(app, *look)
        self._refresh()

    def _drop_pages(self) -> None:
        """Delete what is out of sight, for Qt gives every widget its new look at once."""
        for view in self._step_views.values():
            view.drop_pages()


def _look(session: Session) -> tuple[str, float]:
    """Return the theme and the size of the text that the officer wants."""
    return session.settings.theme, session.settings.text_scale
