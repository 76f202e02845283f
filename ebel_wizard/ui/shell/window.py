"""The main window: the bar at the top, the rail, and the place the officer is at."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.case import fields
from ebel_wizard.case.answers import Change
from ebel_wizard.guide.progress import CLOSED, next_step
from ebel_wizard.ui.pages import page_asking_for, page_named, pages_of
from ebel_wizard.ui.settings import defaults
from ebel_wizard.ui.settings.page import ENCRYPTION, HANDOVER, SettingsPage
from ebel_wizard.ui.shell import help_sections, keys, placement, places
from ebel_wizard.ui.shell.closing import Closing
from ebel_wizard.ui.shell.help import HelpPage
from ebel_wizard.ui.shell.history import HistoryPage
from ebel_wizard.ui.shell.home import Home
from ebel_wizard.ui.shell.places import HELP, HISTORY, HOME, REGISTER, SETTINGS, Place
from ebel_wizard.ui.shell.rail import Rail
from ebel_wizard.ui.shell.register import TITLES, RegisterPage
from ebel_wizard.ui.shell.reports import Reports
from ebel_wizard.ui.shell.search import Search
from ebel_wizard.ui.shell.step_view import StepView
from ebel_wizard.ui.shell.top_bar import TopBar
from ebel_wizard.ui.state.session import GEOMETRY, LAST_STEP, PLACE, Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.announce import announce
from ebel_wizard.ui.widgets.layout import filled_by, focus_first

_log = logging.getLogger(__name__)
_NAME_PATH = "municipality.name"


class MainWindow(QMainWindow):
    """One case in one window.

    A place is ``home``, ``settings``, ``history``, ``help/section``, ``register/tab`` or
    ``step-id/page``.
    """

    closed = Signal()
    """The window is gone and the workspace closed."""

    def __init__(
        self, session: Session, place: str = "", last_step: str = "", geometry: str = ""
    ) -> None:
        super().__init__()
        self.session = session
        self._step_views: dict[str, StepView] = {}
        self._last_step = last_step
        self._place = self._before_help = HOME.name
        self._look = _look(session)
        self._closing = Closing(session, self, self._save_elsewhere)
        self.is_erased = False
        """Whether the window closes because nothing is left of its case."""
        self._search = Search(session, self)
        self._top = TopBar(self._search.line, self._undo, self._redo, self._help_here)
        self._rail = Rail(session)
        self._stack = QStackedWidget()
        self._content = filled_by(self._stack)
        self._reports = Reports(
            session, self._top, self._stack, self._content, self._save_elsewhere
        )
        self._build()
        self._home = Home(session, lambda: self._last_step)
        self._stack.addWidget(self._home)
        # Made when they are first opened, as the steps are.
        self._settings: SettingsPage | None = None
        self._history: HistoryPage | None = None
        self._register: RegisterPage | None = None
        self._help: HelpPage | None = None
        self._connect()
        placement.place(self, geometry)
        self._reports.show_all()
        self._show_title()
        self._rail.refresh()
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

    def come_forward(self) -> None:
        """Be in front of the other windows, as far as the desktop lets a program be."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_message(self, text: str) -> None:
        """Say a sentence over the page for a while."""
        self._reports.show_message(text)

    def message(self) -> str:
        """Return what is being said over the page; empty when nothing is."""
        return self._reports.message()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field of the place in sight."""
        super().showEvent(event)
        place = self._stack.currentWidget()
        if isinstance(place, StepView):
            place.open(place.page_name())
        elif place is not None:
            focus_first(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rail narrow on a small screen."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Make the rail narrow where larger letters leave it no room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is typed and close once the disk has it; ask if the disk refuses it."""
        if not self.is_erased:
            if not self._closing.may_close():
                event.ignore()
                return
            self.session.remember(GEOMETRY, self.saveGeometry().toBase64().toStdString())
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()

    def _fit(self) -> None:
        self._rail.set_narrow(self.width() < theme.enlarged(tokens.NARROW_BELOW))
        self._search.fit()

    def _on_erased(self) -> None:
        self.is_erased = True
        self.close()

    def _build(self) -> None:
        """Put the frame together from the outside in.

        Qt applies the style sheet to a widget and all in it each time it gets another parent.
        """
        whole = QWidget()
        self.setCentralWidget(whole)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = QWidget()
        column.addWidget(self._top)
        column.addWidget(body, 1)
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(self._content, 1)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._follow)
        session.problems_changed.connect(self._refresh)
        session.settings_changed.connect(self._settings_changed)
        session.guide_changed.connect(self._follow_guide)
        session.erased.connect(self._on_erased)
        self._rail.place_requested.connect(self.open)
        self._rail.field_requested.connect(self._open_field)
        self._home.place_requested.connect(self.open)
        self._home.field_requested.connect(self._open_field)
        self._home.resume_requested.connect(self._resume)
        self._home.settings_requested.connect(self._do_in_settings)
        self._home.takeover_requested.connect(self._take_over)
        verbs: dict[keys.Key, Callable[[], object]] = {
            keys.HELP: self._help_here,
            keys.SEARCH: self._search.begin,
            keys.BEFORE: partial(self._turn, -1),
            keys.AFTER: partial(self._turn, 1),
            keys.UNDO: self._undo,
            keys.REDO: self._redo,
        }
        for key, action in verbs.items():
            for sequence in key.sequences:
                QShortcut(QKeySequence(sequence), self, action)
        self._search.place_requested.connect(self.open)
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

    def _settings_page(self) -> SettingsPage:
        if self._settings is None:
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

    def _help_here(self) -> None:
        """Open Yardım at what it says about the page or place in sight."""
        here = self._stack.currentWidget()
        if here is self._help:
            return
        step, title = None, places.BY_NAME.get(self._place.partition("/")[0], HOME).title
        if isinstance(here, StepView):
            step, title = here.step, here.page_title()
        section, heading = help_sections.about_place(title, step)
        self.open(f"{HELP.name}/{section.name}", heading)

    def _help_page(self) -> HelpPage:
        if self._help is None:
            self._help = HelpPage(self.session)
            self._help.closed.connect(lambda: self.open(self._before_help))
            self._stack.addWidget(self._help)
        return self._help

    def _history_page(self) -> HistoryPage:
        if self._history is None:
            self._history = HistoryPage(self.session)
            self._history.closed.connect(lambda: self.open(HOME.name))
            self._stack.addWidget(self._history)
        return self._history

    def _register_page(self) -> RegisterPage:
        if self._register is None:
            self._register = RegisterPage(self.session)
            self._register.list_opened.connect(lambda name: self._arrive(f"{REGISTER.name}/{name}"))
            self._stack.addWidget(self._register)
        return self._register

    def _remember_page(self, step_id: str, page: str) -> None:
        kind, place = page_named(page), f"{step_id}/{page}"
        self._arrive(place, is_kept=kind.in_sequence)
        if kind.in_sequence:
            self._last_step = place
            self.session.remember(LAST_STEP, place)
        defaults.fill_in(self.session, kind)

    def _arrive(self, place: str, *, is_kept: bool = True) -> None:
        """Show everywhere where the officer is; ``is_kept``: the next start goes on there."""
        if place != self._place:
            self._search.end()
            self._reports.leave_page()
            announce(self, self._heard(place))
        self._place = place
        self._rail.show_place(HOME.name if place == HISTORY.name else place)
        if is_kept:
            self.session.remember(PLACE, place)

    def _heard(self, place: str) -> str:
        """Return what is said aloud when the officer comes to a place."""
        here = self._stack.currentWidget()
        if isinstance(here, StepView):
            return here.heard()
        head, _, inside = place.partition("/")
        title = places.BY_NAME[head].title
        return f"{TITLES[inside]}, {title}" if head == REGISTER.name else title

    def _turn(self, by: int) -> None:
        """Go to the page or list before or after."""
        view = self._stack.currentWidget()
        if isinstance(view, StepView | RegisterPage):
            view.turn(by)

    def _resume(self) -> None:
        """Go on where the officer stopped, or with the next step where that one is closed."""
        answers = self.session.answers
        following = next_step(self.session.guide, answers.states())
        last = self._last_step
        if following is not None and answers.state(last.partition("/")[0]).status in CLOSED:
            last = ""
        self.open(last or (following.id if following else HOME.name))

    def _take_over(self) -> None:
        self.open(SETTINGS.name, HANDOVER)
        self._settings_page().handover.start_takeover(self._on_taken_over)

    def _on_taken_over(self) -> None:
        """Go back to the task list, where taking over began."""
        if self._stack.currentWidget() is self._settings:
            self.open(HOME.name)
        name = self.session.case().municipality.name
        taken = f"Dosya devralındı: {name}" if name else "Dosya devralındı"
        self.show_message(f"{taken}. “Geri al” ile vazgeçebilirsiniz.")

    def _undo(self) -> None:
        self._reports.undo()

    def _redo(self) -> None:
        self._reports.redo()

    def _save_elsewhere(self) -> None:
        self.open(SETTINGS.name, HANDOVER)
        self._settings_page().handover.start_handover()

    def _follow(self, change: Change) -> None:
        """Show what a change altered; a place out of sight is refreshed when it is opened."""
        if any(edit.key == _NAME_PATH for edit in change.edits):
            self._show_title()
        self._rail.follow(change)
        if self._register is not None:
            self._register.follow(change)
        place = self._stack.currentWidget()
        if isinstance(place, Home | StepView):
            place.follow(change)

    def _refresh(self) -> None:
        """Show everything in sight as it is now, whatever was altered."""
        self._show_title()
        self._rail.refresh()
        place = self._stack.currentWidget()
        if isinstance(place, Home | StepView | RegisterPage):
            place.refresh()

    def _show_title(self) -> None:
        name = self.session.case().municipality.name
        self._top.show_name(name)
        self.setWindowTitle(f"{name} · e-Belediye’ye geçiş" if name else "e-Belediye’ye geçiş")

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
