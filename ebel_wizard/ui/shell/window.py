"""The main window: the header with the save mark, the rail, and the place the officer is at."""

import logging

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
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

from ebel_wizard.case.answers import Change
from ebel_wizard.guide.progress import next_step
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.pages import pages_of
from ebel_wizard.ui.settings.page import ENCRYPTION, HANDOVER, SettingsPage
from ebel_wizard.ui.shell import places
from ebel_wizard.ui.shell.closing import Closing
from ebel_wizard.ui.shell.history import HistoryPage
from ebel_wizard.ui.shell.home import Home
from ebel_wizard.ui.shell.places import HISTORY, HOME, REGISTER, SETTINGS, Place
from ebel_wizard.ui.shell.rail import Rail
from ebel_wizard.ui.shell.register import RegisterPage
from ebel_wizard.ui.shell.search import Search
from ebel_wizard.ui.shell.step_view import StepView
from ebel_wizard.ui.shell.unsaved import ErrorBanner
from ebel_wizard.ui.state.change_queue import SaveStatus
from ebel_wizard.ui.state.session import GEOMETRY, LAST_STEP, PLACE, Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import focus_first, separator

_log = logging.getLogger(__name__)
_MESSAGE_MS = 20_000
_NAME_PATH = "municipality.name"
_NARROW_BELOW = 900  # device-independent pixels; 200 % on a small screen leaves this much


class MainWindow(QMainWindow):
    """One case in one window.

    A place is ``home``, ``settings``, ``history``, ``register/tab`` or ``step-id/page``.
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
        self._theme = session.settings.theme
        self._closing = Closing(session, self, self._save_elsewhere)
        self.is_erased = False
        """Whether the window closes because nothing is left of its case."""
        self.setMinimumSize(theme.GRID * 60, theme.GRID * 44)
        self._name = theme.label(bold=True)
        self._name.setWordWrap(False)
        self._mark = theme.label()
        self._mark.setWordWrap(False)
        self._mark.setAccessibleName("Kayıt durumu")
        self._undo = button("Geri al", self._undo_last)
        self._redo = button("Yinele", self._redo_last)
        self._search = Search(session, self)
        self._find = button("Ara", self._search.begin)
        self._find.setToolTip("Adım, sayfa, kişi, birim ya da ayar ara (Ctrl+F)")
        for each in (self._undo, self._redo):  # so that neither moves away under the mouse
            keeps_room = each.sizePolicy()
            keeps_room.setRetainSizeWhenHidden(True)
            each.setSizePolicy(keeps_room)
        self._error_banner = ErrorBanner(session.retry, self._save_elsewhere)
        self._rail = Rail(session)
        self._stack = QStackedWidget()
        self._build()
        self._home = Home(session)
        self._stack.addWidget(self._home)
        # Made when they are first opened, as the steps are.
        self._settings: SettingsPage | None = None
        self._history: HistoryPage | None = None
        self._register: RegisterPage | None = None
        self._connect()
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            self.resize(theme.GRID * 145, theme.GRID * 95)
        self._show_save_status(SaveStatus.SAVED, None)
        self._show_undo()
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
            view.open(page or view.page_name(), field)
            self._rail.show_place(head)
            return
        known = places.BY_NAME.get(head, HOME)
        _log.info("at %s", known.name)
        self._open_place(known, page, field)

    def _open_place(self, place: Place, page: str, field: str) -> None:
        if place is REGISTER:
            register = self._register_page()
            self._stack.setCurrentWidget(register)
            register.open(page, field)  # and has its tab remembered
            self._rail.show_place(place.name)
            if not field:
                focus_first(register)
            return
        if place is SETTINGS:
            settings_page = self._settings_page()
            self._stack.setCurrentWidget(settings_page)
            if field:
                settings_page.focus_field(field)
            focus_first(settings_page)
        else:
            shown = self._history_page() if place is HISTORY else self._home
            shown.refresh()
            self._stack.setCurrentWidget(shown)
            focus_first(shown)
        self._rail.show_place(HOME.name if place is HISTORY else place.name)
        self.session.remember(PLACE, place.name)

    def come_forward(self) -> None:
        """Be in front of the other windows, as far as the desktop lets a program be."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_message(self, text: str) -> None:
        """Show a sentence at the foot of the window for a while."""
        if text:
            self.statusBar().showMessage(text, _MESSAGE_MS)

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
        self._rail.set_narrow(self.width() < _NARROW_BELOW)
        self._search.fit()
        self._show_name()

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
        head, body = QWidget(), QWidget()
        for part in (head, self._error_banner, separator(horizontal=True)):
            column.addWidget(part)
        column.addWidget(body, 1)
        line = QHBoxLayout(head)
        line.setContentsMargins(theme.GRID * 2, theme.GRID, theme.GRID * 2, theme.GRID)
        line.setSpacing(theme.GRID * 2)
        line.addWidget(self._name)
        line.addStretch()
        for each in (self._find, self._undo, self._redo, self._mark):
            line.addWidget(each)
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(separator(horizontal=False))
        across.addWidget(self._stack, 1)
        foot = self.statusBar()
        foot.hide()
        foot.messageChanged.connect(lambda text: foot.setVisible(bool(text)))

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._follow)
        session.problems_changed.connect(self._refresh)
        session.settings_changed.connect(self._settings_changed)
        session.guide_changed.connect(self._follow_guide)
        session.erased.connect(self._on_erased)
        session.save_status_changed.connect(self._show_save_status)
        session.undo_changed.connect(self._show_undo)
        self._rail.place_requested.connect(self.open)
        self._home.place_requested.connect(self.open)
        self._home.resume_requested.connect(self._resume)
        self._home.settings_requested.connect(self._do_in_settings)
        self._home.takeover_requested.connect(self._take_over)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo_last)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):  # each system's own key is one of the two
            QShortcut(QKeySequence(keys), self, self._redo_last)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.begin)
        self._search.place_requested.connect(self.open)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _do_in_settings(self, field: str) -> None:
        self.open(SETTINGS.name, field)
        if field == ENCRYPTION:
            self._settings_page().encryption.start_encryption()

    def _step_view(self, step_id: str) -> StepView:
        if step_id not in self._step_views:
            view = StepView(self.session, self.session.guide.step(step_id))
            view.page_opened.connect(lambda page: self._remember_page(step_id, page))
            view.step_requested.connect(lambda by: self._open_neighbour(step_id, by))
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
            self._settings.closed.connect(lambda: self.open(HOME.name))
            self._stack.addWidget(self._settings)
        return self._settings

    def _history_page(self) -> HistoryPage:
        if self._history is None:
            self._history = HistoryPage(self.session)
            self._history.closed.connect(lambda: self.open(HOME.name))
            self._stack.addWidget(self._history)
        return self._history

    def _register_page(self) -> RegisterPage:
        if self._register is None:
            self._register = RegisterPage(self.session)
            self._register.tab_opened.connect(
                lambda tab: self.session.remember(PLACE, f"{REGISTER.name}/{tab}")
            )
            self._stack.addWidget(self._register)
        return self._register

    def _remember_page(self, step_id: str, page: str) -> None:
        self._last_step = f"{step_id}/{page}"
        self.session.remember(PLACE, self._last_step)
        self.session.remember(LAST_STEP, self._last_step)

    def _open_neighbour(self, step_id: str, by: int) -> None:
        ids = [step.id for step in self.session.guide.steps]
        at = ids.index(step_id) + by
        self.open(ids[at] if 0 <= at < len(ids) else HOME.name)

    def _resume(self) -> None:
        following = next_step(self.session.guide, self.session.answers.states())
        self.open(self._last_step or (following.id if following else HOME.name))

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
        self._show_name()
        self.setWindowTitle(f"{name} · e-Belediye’ye geçiş" if name else "e-Belediye’ye geçiş")

    def _show_name(self) -> None:
        name = self.session.case().municipality.name or "Belediyeniz"
        others = (self._find, self._undo, self._redo, self._mark)
        taken = sum(each.sizeHint().width() + theme.GRID * 3 for each in others)
        room = min(self.width() // 2, self.width() - taken)
        self._name.setText(
            self._name.fontMetrics().elidedText(
                f"{name} · e-Belediye’ye geçiş", Qt.TextElideMode.ElideMiddle, room
            )
        )

    def _settings_changed(self) -> None:
        if self._theme != self.session.settings.theme:
            self._theme = self.session.settings.theme
            self._apply_theme()
        self._refresh()

    def _apply_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self._theme)

    def _scheme_changed(self) -> None:
        """Follow the platform going dark or light, unless the officer chose a theme."""
        if self._theme == "system":
            self._apply_theme()

    def _show_save_status(self, status: SaveStatus, error: StoreError | None) -> None:
        self._mark.setText(status.value)
        tones = {SaveStatus.SAVED: "done", SaveStatus.FAILED: "error"}
        theme.set_tone(self._mark, tones.get(status, "hint"))
        self._error_banner.show_error(error)

    def _undo_last(self) -> None:
        label = self.session.undo_label
        self.session.undo()
        if label:
            self.show_message(f"Geri alındı: {label}")

    def _redo_last(self) -> None:
        label = self.session.redo_label
        self.session.redo()
        if label and self.session.undo_label == label:
            self.show_message(f"Yinelendi: {label}")

    def _show_undo(self) -> None:
        undo, redo = self.session.undo_label, self.session.redo_label
        self._undo.setVisible(bool(undo))
        self._undo.setToolTip(f"Son değişikliği geri al: {undo} (Ctrl+Z)")
        self._redo.setVisible(bool(redo))
        self._redo.setToolTip(f"Geri alınan değişikliği yinele: {redo} (Ctrl+Y)")
