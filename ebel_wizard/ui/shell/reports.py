"""What the session reports, shown in the bar at the top and in toasts over the page."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.shell.toast import Toasts
from ebel_wizard.ui.shell.top_bar import TopBar
from ebel_wizard.ui.shell.unsaved import SAVE_ELSEWHERE
from ebel_wizard.ui.state.notice import Notice
from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets.layout import focus_first


class Reports(QObject):
    """Shows whether everything is saved, what can be undone, and what happened out of sight."""

    def __init__(
        self,
        session: Session,
        top: TopBar,
        stack: QStackedWidget,
        over: QWidget,
        save_elsewhere: Callable[[], None],
    ) -> None:
        super().__init__(stack)
        self._session = session
        self._top = top
        self._stack = stack
        self._save_elsewhere = save_elsewhere
        self._toasts = Toasts(over)
        self._refusal: StoreError | None = None
        session.save_status_changed.connect(self._show_save_status)
        session.undo_changed.connect(self._show_undo)
        session.noticed.connect(self._toasts.notice.show_notice)

    def show_all(self) -> None:
        """Show how it stands when the window opens."""
        self._show_save_status(SaveStatus.SAVED, None)
        self._show_undo()

    def show_message(self, text: str) -> None:
        """Say a sentence over the page for a while."""
        if text:
            self._toasts.notice.show_notice(Notice(text))

    def message(self) -> str:
        """Return what is being said over the page; empty when nothing is."""
        return self._toasts.notice.text()

    def leave_page(self) -> None:
        """Say no longer what was about the page that is left."""
        self._toasts.notice.leave_page()

    def _show_save_status(self, status: SaveStatus, error: StoreError | None) -> None:
        self._top.save_state.show_status(status)
        if error is None:
            self._toasts.failure.hide()
        elif error is not self._refusal:  # one that was put away comes back with the next refusal
            retry = ("Yeniden dene", self._session.retry)
            elsewhere = (SAVE_ELSEWHERE, self._save_elsewhere)
            self._toasts.failure.show_notice(
                Notice(f"{error.what} {error.remedy}", (retry, elsewhere), "error")
            )
        self._refusal = error

    def undo(self) -> None:
        """Take back the last change, and say which."""
        label = self._session.undo_label
        self._session.undo()
        if label:
            self._session.notify(f"Geri alındı: {label}")

    def redo(self) -> None:
        """Make again what was taken back, and say what."""
        label = self._session.redo_label
        self._session.redo()
        if label and self._session.undo_label == label:
            self._session.notify(f"Yinelendi: {label}")

    def _show_undo(self) -> None:
        focused, place = QApplication.focusWidget(), self._stack.currentWidget()
        self._top.show_undo(self._session.undo_label, self._session.redo_label)
        if focused is not None and place is not None and not focused.isEnabled():
            focus_first(place)  # not what stands beside the button that cannot be pressed now
