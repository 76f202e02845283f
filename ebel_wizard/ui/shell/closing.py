"""When the window may close: once everything is saved, or when the officer accepts the loss."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QMainWindow

from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.shell.unsaved import ask_before_losing, ask_before_losing_files
from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets.fields import leave_cell

_PATIENCE_MS: Final = 5_000
"""How long closing waits for a file before it asks."""
_SESSION_END_MS: Final = 4_000
"""How long the desktop is kept waiting; Windows ends programs after five seconds."""


class Closing(QObject):
    """Closes a window once everything is saved; asks where the disk refuses it, or where a file is
    read for long. A file that could not be kept holds the window open, so that it is noticed.
    """

    def __init__(
        self, session: Session, window: QMainWindow, save_elsewhere: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._save_elsewhere = save_elsewhere
        self._is_waiting = self._may_lose = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._ask_about_files)
        session.save_status_changed.connect(self._on_save_status)
        session.pending_files.failed.connect(self._stay)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self._on_session_end)

    def may_close(self) -> bool:
        """Commit what is typed; return whether the window may close now. If not, it is closed as
        soon as everything is saved.
        """
        leave_cell(self._window.focusWidget())
        self._session.flush()
        if self._may_lose or not self._session.unsaved:
            return True
        self._is_waiting = True
        self._take_input(False)  # or who goes on typing would keep the window open
        self._patience.start()
        self._session.retry()
        return False

    def save_now(self, *, may_ask: bool) -> bool:
        """Save everything before the desktop's session ends, and return whether it is saved.

        ``may_ask``: what cannot be saved is asked about, and the session is to wait for it.
        """
        if self._session.wait_saved(_SESSION_END_MS):
            return True
        if may_ask:
            self._ask()
        return False

    def _on_session_end(self, manager: QSessionManager) -> None:
        may_ask = manager.allowsInteraction()
        if not self.save_now(may_ask=may_ask) and may_ask:
            manager.cancel()

    def _on_save_status(self, status: SaveStatus, error: StoreError | None) -> None:
        if not self._is_waiting or status is SaveStatus.SAVING:
            return
        if error is None:
            self._is_waiting = False
            self._patience.stop()
            QTimer.singleShot(0, self, self._window.close)
        else:
            self._stay()
            QTimer.singleShot(0, self, self._ask)

    def _stay(self) -> None:
        self._is_waiting = False
        self._patience.stop()
        self._take_input(True)

    def _take_input(self, takes: bool) -> None:
        content = self._window.centralWidget()
        if content is not None:
            content.setEnabled(takes)

    def _ask(self) -> None:
        ask_before_losing(self._window, self._close_anyway, self._save_elsewhere)

    def _ask_about_files(self) -> None:
        if self._session.pending_files:
            self._stay()
            ask_before_losing_files(self._window, self._close_anyway)

    def _close_anyway(self) -> None:
        self._may_lose = True
        self._window.close()
