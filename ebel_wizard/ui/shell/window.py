"""The main window: head with the save mark, rail, and the place one is at."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
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
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.guide.progress import next_step
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.pages import pages_of
from ebel_wizard.ui.settings.page import ENCRYPTION, HANDOVER, SettingsPage
from ebel_wizard.ui.shell.history import HistoryPage
from ebel_wizard.ui.shell.home import Home
from ebel_wizard.ui.shell.rail import HISTORY, HOME, REGISTER, SETTINGS, Rail
from ebel_wizard.ui.shell.register import RegisterPage
from ebel_wizard.ui.shell.search import Search
from ebel_wizard.ui.shell.step_view import StepView
from ebel_wizard.ui.state.session import GEOMETRY, LAST_STEP, PLACE, SaveMark, Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import focus_first, separator

_log = logging.getLogger(__name__)
_SENTENCE_MS = 20_000
_ELSEWHERE = "Başka yere kaydet…"
_NARROW_BELOW = 900  # device-independent pixels; 200 % on a small screen leaves this much


class MainWindow(QMainWindow):
    """One case in one window.

    A place is ``home``, ``settings``, ``history``, ``register/tab`` or ``step-id/page``.
    """

    closed = Signal()
    """The window is gone and the workspace let go of."""

    def __init__(
        self, session: Session, place: str = "", last_step: str = "", geometry: str = ""
    ) -> None:
        super().__init__()
        self.session = session
        self._step_views: dict[str, StepView] = {}
        self._last_step = last_step
        self._theme = session.settings.theme
        self._closing = self._loses = False
        self.is_erased = False
        """Whether the window closes because nothing is left of its case."""
        self.setMinimumSize(theme.GRID * 60, theme.GRID * 44)
        self._name = theme.label(bold=True)
        self._name.setWordWrap(False)
        self._mark = theme.label()
        self._mark.setWordWrap(False)
        self._mark.setAccessibleName("Kayıt durumu")
        self._undo = button("Geri al", self._take_back)
        self._redo = button("Yinele", self._do_again)
        self._search = Search(session, self)
        self._find = button("Ara", self._search.begin)
        self._find.setToolTip("Adım, sayfa, kişi, birim ya da ayar ara (Ctrl+F)")
        for each in (self._undo, self._redo):  # so that neither moves away under the mouse
            keeps_room = each.sizePolicy()
            keeps_room.setRetainSizeWhenHidden(True)
            each.setSizePolicy(keeps_room)
        self._trouble = ErrorBanner(session.retry, self._save_elsewhere)
        self._rail = Rail(session)
        self._stack = QStackedWidget()
        self._home = Home(session)
        self._settings = SettingsPage(session)
        self._history = HistoryPage(session)
        self._register: RegisterPage | None = None
        self._stack.addWidget(self._home)
        self._stack.addWidget(self._settings)
        self._stack.addWidget(self._history)
        self._build()
        self._connect()
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            self.resize(theme.GRID * 145, theme.GRID * 95)
        self._show_save_mark(SaveMark.SAVED, None)
        self._show_undo()
        self._refresh()
        self.open(HOME if self._home.reminds() else place or HOME)

    def open(self, place: str, field: str = "") -> None:
        """Go to a place, and there to a field; what was typed elsewhere is kept."""
        self.session.flush()
        head, _, page = place.partition("/")
        known = {step.id for step in self.session.guide.steps}
        _log.info("at %s", head if head in {*known, REGISTER, SETTINGS, HISTORY} else HOME)
        if head in known:
            view = self._step_view(head)
            self._stack.setCurrentWidget(view)
            view.open(page or view.page_name(), field)
            self._rail.show_place(head)
            return
        if head == REGISTER:
            shown = self._register_page()
            self._stack.setCurrentWidget(shown)
            shown.open(page, field)
            self._rail.show_place(head)
            if not field:
                focus_first(shown)
            return
        if head == SETTINGS:
            self._stack.setCurrentWidget(self._settings)
            if field:
                self._settings.focus_field(field)
            focus_first(self._settings)
        elif head == HISTORY:
            self._history.refresh()
            self._stack.setCurrentWidget(self._history)
            focus_first(self._history)
        else:
            head = HOME
            self._home.refresh()
            self._stack.setCurrentWidget(self._home)
            focus_first(self._home)
        self._rail.show_place(HOME if head == HISTORY else head)
        self.session.remember(PLACE, head)

    def come_forward(self) -> None:
        """Be in front of the other windows, as far as the desktop lets a program be."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def say(self, text: str) -> None:
        """Say a sentence at the foot of the window, without being in the way."""
        if text:
            self.statusBar().showMessage(text, _SENTENCE_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the officer goes on."""
        super().showEvent(event)
        place = self._stack.currentWidget()
        if isinstance(place, StepView):
            place.open(place.page_name())
        elif place is not None:
            focus_first(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small screen gets the narrow rail."""
        super().resizeEvent(event)
        self._rail.set_narrow(self.width() < _NARROW_BELOW)
        self._search.fit()
        self._show_name()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is typed and close once the disk has it; ask if the disk refuses it."""
        if not self.is_erased:
            cursor = self.focusWidget()
            if cursor is not None:
                cursor.clearFocus()  # a field says it was left while its answer can still be kept
            self.session.flush()
            if self.session.unsaved and not self._loses:
                event.ignore()
                self._closing = True
                self.session.retry()
                return
            self.session.remember(GEOMETRY, self.saveGeometry().toBase64().toStdString())
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()

    def _erased(self) -> None:
        self.is_erased = True
        self.close()

    def _build(self) -> None:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(theme.GRID * 2, theme.GRID, theme.GRID * 2, theme.GRID)
        line.setSpacing(theme.GRID * 2)
        line.addWidget(self._name)
        line.addStretch()
        for each in (self._find, self._undo, self._redo, self._mark):
            line.addWidget(each)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(separator(horizontal=False))
        across.addWidget(self._stack, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self._trouble, separator(horizontal=True)):
            column.addWidget(part)
        column.addWidget(body, 1)
        self.setCentralWidget(whole)
        foot = self.statusBar()
        foot.hide()
        foot.messageChanged.connect(lambda text: foot.setVisible(bool(text)))

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(lambda _: self._refresh())
        session.problems_changed.connect(self._refresh)
        session.settings_changed.connect(self._settings_changed)
        session.guide_changed.connect(self._follow_guide)
        session.erased.connect(self._erased)
        session.save_mark.connect(self._show_save_mark)
        session.undo_changed.connect(self._show_undo)
        self._rail.go.connect(self.open)
        self._home.go.connect(self.open)
        self._home.resume.connect(self._resume)
        self._home.settings.connect(self._do_in_settings)
        self._home.take_over.connect(self._take_over)
        for each in (self._settings, self._history):
            each.closed.connect(lambda: self.open(HOME))
        QShortcut(QKeySequence.StandardKey.Undo, self, self._take_back)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):  # each system's own key is one of the two
            QShortcut(QKeySequence(keys), self, self._do_again)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.begin)
        self._search.go.connect(self.open)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _do_in_settings(self, field: str) -> None:
        self.open(SETTINGS, field)
        if field == ENCRYPTION:
            self._settings.encryption.start_encryption()

    def _step_view(self, step_id: str) -> StepView:
        if step_id not in self._step_views:
            view = StepView(self.session, self.session.guide.step(step_id))
            view.opened.connect(lambda page: self._opened(step_id, page))
            view.beyond.connect(lambda by: self._beyond(step_id, by))
            view.settings.connect(lambda field: self.open(SETTINGS, field))
            self._stack.addWidget(view)
            self._step_views[step_id] = view
        return self._step_views[step_id]

    def _follow_guide(self) -> None:
        """The steps have other words; one that is gone is left for the task list."""
        steps = {step.id: step for step in self.session.guide.steps}
        for step_id, view in list(self._step_views.items()):
            if step_id in steps and pages_of(steps[step_id]) == pages_of(view.step):
                view.follow(steps[step_id])
                continue
            if self._stack.currentWidget() is view:
                self.open(HOME)
            self._stack.removeWidget(self._step_views.pop(step_id))
            view.deleteLater()

    def _register_page(self) -> RegisterPage:
        if self._register is None:
            self._register = RegisterPage(self.session)
            self._register.opened.connect(
                lambda tab: self.session.remember(PLACE, f"{REGISTER}/{tab}")
            )
            self._stack.addWidget(self._register)
        return self._register

    def _opened(self, step_id: str, page: str) -> None:
        self._last_step = f"{step_id}/{page}"
        self.session.remember(PLACE, self._last_step)
        self.session.remember(LAST_STEP, self._last_step)

    def _beyond(self, step_id: str, by: int) -> None:
        ids = [step.id for step in self.session.guide.steps]
        at = ids.index(step_id) + by
        self.open(ids[at] if 0 <= at < len(ids) else HOME)

    def _resume(self) -> None:
        following = next_step(self.session.guide, self.session.answers.states())
        self.open(self._last_step or (following.id if following else HOME))

    def _take_over(self) -> None:
        self.open(SETTINGS, HANDOVER)
        self._settings.handover.start_takeover(self._taken_over)

    def _taken_over(self) -> None:
        """Whoever began at the task list goes on there."""
        if self._stack.currentWidget() is self._settings:
            self.open(HOME)
        name = self.session.case().municipality.name
        taken = f"Dosya devralındı: {name}" if name else "Dosya devralındı"
        self.say(f"{taken}. “Geri al” ile vazgeçebilirsiniz.")

    def _save_elsewhere(self) -> None:
        self.open(SETTINGS, HANDOVER)
        self._settings.handover.start_handover()

    def _refresh(self) -> None:
        name = self.session.case().municipality.name
        self._show_name()
        self.setWindowTitle(f"{name} · e-Belediye’ye geçiş" if name else "e-Belediye’ye geçiş")
        self._rail.refresh()
        if self._stack.currentWidget() is self._home:
            self._home.refresh()

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
            self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self._theme)

    def _scheme_changed(self) -> None:
        """The platform went dark or light; colours of ours follow it where they are to."""
        if self._theme == "system":
            self._dress()

    def _show_save_mark(self, mark: SaveMark, error: StoreError | None) -> None:
        self._mark.setText(mark.value)
        tones = {SaveMark.SAVED: "done", SaveMark.FAILED: "error"}
        theme.set_tone(self._mark, tones.get(mark, "hint"))
        self._trouble.show_error(error)
        if self._closing and mark is not SaveMark.SAVING:
            self._closing = False
            QTimer.singleShot(0, self.close if error is None else self._ask_before_losing)

    def _take_back(self) -> None:
        label = self.session.undo_label
        self.session.undo()
        if label:
            self.say(f"Geri alındı: {label}")

    def _do_again(self) -> None:
        label = self.session.redo_label
        self.session.redo()
        if label and self.session.undo_label == label:
            self.say(f"Yinelendi: {label}")

    def _show_undo(self) -> None:
        undo, redo = self.session.undo_label, self.session.redo_label
        self._undo.setVisible(bool(undo))
        self._undo.setToolTip(f"Son değişikliği geri al: {undo} (Ctrl+Z)")
        self._redo.setVisible(bool(redo))
        self._redo.setToolTip(f"Geri alınan değişikliği yinele: {redo} (Ctrl+Y)")

    def _ask_before_losing(self) -> None:
        ask = QMessageBox(self)
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.setIcon(QMessageBox.Icon.Warning)
        ask.setWindowTitle("Kaydedilmeyen değişiklikler var")
        ask.setText("Son yazdıklarınız diske kaydedilemedi. Kapatırsanız kaybolur.")
        close = ask.addButton("Yine de kapat", QMessageBox.ButtonRole.DestructiveRole)
        elsewhere = ask.addButton(_ELSEWHERE, QMessageBox.ButtonRole.ActionRole)
        stay = ask.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole)
        ask.setDefaultButton(stay)

        def chosen(answer: object) -> None:
            if answer is close:
                self._loses = True
                self.close()
            elif answer is elsewhere:
                self._save_elsewhere()

        ask.buttonClicked.connect(chosen)
        ask.open()


class ErrorBanner(QFrame):
    """A band over the window while the disk takes nothing: what happened and what to do.

    What is in the window can be saved in another place meanwhile.
    """

    def __init__(self, retry: Callable[[], None], save_elsewhere: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("card", "error")
        self._words = theme.label(tone_name="error")
        line = QHBoxLayout(self)
        line.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        line.addWidget(self._words, 1)
        line.addWidget(button("Yeniden dene", retry))
        line.addWidget(button(_ELSEWHERE, save_elsewhere))
        self.hide()

    def show_error(self, error: StoreError | None) -> None:
        """Say what happened, or nothing."""
        if error is not None:
            self._words.setText(f"{error.what} {error.remedy}")
        self.setVisible(error is not None)
