"""Open the workspace and then the window, or say why there is none."""

import logging
from enum import Enum, auto
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from ebel_wizard import settings
from ebel_wizard.guide.loader import GuideError
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.lock import HeldElsewhereError
from ebel_wizard.store.restore import newest_good
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup.conflict import ConflictQuestion, takeover_question
from ebel_wizard.ui.startup.single_instance import SingleInstance
from ebel_wizard.ui.startup.stall_monitor import StallMonitor
from ebel_wizard.ui.startup.unlock import UnlockDialog
from ebel_wizard.ui.startup.workspace_loader import (
    AlreadyRunningError,
    LoadedWorkspace,
    WorkspaceLoader,
)
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.worker import SerialWorker

_log = logging.getLogger(__name__)
_LOADING_TIMEOUT_S: Final = 3.0  # a disk that does not answer must not keep the program
_RESTORABLE: Final = frozenset({Fault.DAMAGED, Fault.ALTERED, Fault.OUTDATED, Fault.PLAIN})
"""The faults that a backup in place of the database remedies."""
_LOST_SINCE: Final = (
    "Sağlam bir yedeğiniz var. Onu açarsanız yedekten sonra yazdıklarınız eksik olur. Okunamayan "
    "dosya silinmez, aynı klasörde başka adla saklanır."
)
_LOST_HISTORY: Final = (
    "Değişiklik geçmişinin bir bölümü okunamadı ve kayboldu; cevaplarınızın hepsi duruyor. Eski "
    "dosya aynı klasörde başka adla saklandı."
)
_KEPT_BESIDE: Final = (
    "Sağlam bir yedeğiniz var. Onu açarsanız yalnız yedekten sonra yazdıklarınız eksik olur. "
    "Şimdiki dosya silinmez, aynı klasörde başka adla saklanır."
)


class OpenerState(Enum):
    """How far the workspace is opened."""

    NEW = auto()
    LOADING = auto()
    LOCKED = auto()
    """It is encrypted; the keyring or the officer is asked for what opens it."""
    SEARCHING_BACKUP = auto()
    OFFERING_BACKUP = auto()
    """It cannot be read; the officer is asked whether a backup is to take its place."""
    OFFERING_TAKEOVER = auto()
    """Another machine may have it open; the officer is asked whether to open it all the same."""
    OPEN = auto()
    REFUSED = auto()
    ALREADY_RUNNING = auto()
    CANCELLED = auto()
    """The officer left it locked, declined the backup, or closed the frame."""
    CLOSED = auto()
    """The window was closed."""


_S = OpenerState
TRANSITIONS: Final[dict[OpenerState, frozenset[OpenerState]]] = {
    _S.NEW: frozenset({_S.LOADING}),
    _S.LOADING: frozenset(
        {
            _S.CANCELLED,
            _S.OPEN,
            _S.LOCKED,
            _S.SEARCHING_BACKUP,
            _S.OFFERING_TAKEOVER,
            _S.REFUSED,
            _S.ALREADY_RUNNING,
        }
    ),
    _S.LOCKED: frozenset({_S.LOADING, _S.CANCELLED}),
    _S.SEARCHING_BACKUP: frozenset({_S.OFFERING_BACKUP, _S.REFUSED, _S.CANCELLED}),
    _S.OFFERING_BACKUP: frozenset({_S.LOADING, _S.CANCELLED}),
    _S.OFFERING_TAKEOVER: frozenset({_S.LOADING, _S.CANCELLED}),
    _S.OPEN: frozenset({_S.CLOSED}),
    _S.REFUSED: frozenset(),
    _S.ALREADY_RUNNING: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.CLOSED: frozenset(),
}


class IllegalTransitionError(Exception):
    """The opener was asked for what its state does not allow: a bug in the caller."""


class WorkspaceOpener(QObject):
    """Opens the workspace in the background and then the window.

    Each ``open`` ends in one of the signals.
    """

    opened = Signal(object)
    """The window with the case in it; one that the opener had to make is not shown yet."""
    refused = Signal(str)
    """Why there is no window and what to do, in Turkish."""
    backup_offered = Signal(str, object)
    """Why there is no window yet, and the backup that can be opened (``open_backup``)."""
    takeover_offered = Signal(str)
    """Which machine or account may have the workspace open (``take_over``)."""
    already_running = Signal()
    """The workspace is open in another window, which came to the front."""
    failed = Signal()
    """A bug, reported as such, is why nothing opens."""
    unlock_cancelled = Signal()
    """The officer did not open the encrypted workspace."""

    def __init__(
        self,
        folder: Path,
        frame: MainWindow | None = None,
        database: SerialWorker | None = None,
        handover: Path | None = None,
    ) -> None:
        """``frame``: the window that is on the screen already, to have the case in it.
        ``database``: the worker that is there already. ``handover``: the hand-over file that the
        window asks about once it is open, this one or the one that has the workspace.
        """
        super().__init__()
        self.frame = frame
        self.state = OpenerState.NEW
        self.window: MainWindow | None = None
        self.unlock_dialog: UnlockDialog | None = None
        """Asks for what opens an encrypted workspace, while LOCKED."""
        self._folder = folder
        self._begun = perf_counter()
        self._handover = handover
        self._loader = WorkspaceLoader(folder, handover)
        self._database = database or SerialWorker("database", self)
        self._restored: Backup | None = None
        self._master_key: bytes | None = None
        self._code_was_typed = False
        self._failed_backup_was_shown = False
        self._lost_history_was_shown = False
        self._single_instance: SingleInstance | None = None

    def open(self) -> None:
        """Begin to open the workspace."""
        self._enter(OpenerState.LOADING)
        load = partial(self._loader.load, self._master_key)
        self._database.run(load, self._show, self._fail, receiver=self)

    def open_backup(self, backup: Backup) -> None:
        """Begin with a backup in place of what cannot be read, which is kept beside it."""
        self._enter(OpenerState.LOADING)
        self._restored = backup
        restore = partial(self._loader.restore, backup, self._master_key)
        self._database.run(restore, self._show, self._fail, receiver=self)

    def take_over(self) -> None:
        """Begin with a workspace that another machine or account may have open."""
        self._loader.takes_from_elsewhere = True
        self.open()

    def cancel(self) -> None:
        """Leave everything as it is: locked, unreadable, or not read yet."""
        self._enter(OpenerState.CANCELLED)
        self._release()

    def give_up(self) -> None:
        """End what is under way, for the frame was closed; an open case ends with its window."""
        if self.unlock_dialog is not None:
            self.unlock_dialog.reject()
        elif OpenerState.CANCELLED in TRANSITIONS[self.state]:
            self._database.close(_LOADING_TIMEOUT_S)
            self._enter(OpenerState.CANCELLED)
            self._loader.release()

    def _enter(self, state: OpenerState) -> None:
        if state not in TRANSITIONS[self.state]:
            raise IllegalTransitionError(f"{self.state.name} -> {state.name}")
        self.state = state

    def _release(self) -> None:
        self._database.close()
        self._loader.release()

    # There is a window

    def _show(self, loaded: LoadedWorkspace) -> None:
        known, message = settings.load()
        session = Session(
            loaded.workspace, loaded.answers, loaded.guide, known, self._database, self
        )
        window = self.frame or MainWindow(loaded.guide)
        window.begin(session, loaded.place, loaded.last_step)
        self.window = window
        window.closed.connect(self._window_closed, Qt.ConnectionType.SingleShotConnection)
        if self._restored is not None:
            message = f"{dates.moment(self._restored.made)} yedeği açıldı. {message}"
        if loaded.workspace.lost_history:
            self._lost_history_was_shown = True
            message = f"{_LOST_HISTORY} {message}"
        window.show_message(message)
        if self._code_was_typed:
            self._store_master_key(session, window)
        StallMonitor(window)
        self._single_instance = SingleInstance(self._folder, window)
        self._single_instance.activation_requested.connect(window.come_forward)
        if self._handover is not None:
            window.take_over(self._handover)
        self._enter(OpenerState.OPEN)
        _log.info("opened in %d ms", round((perf_counter() - self._begun) * 1000))
        self.opened.emit(window)
        report = partial(self._report_faults, loaded.workspace, window)
        # Before any change, for the worker keeps the order; the window does not wait for it.
        check, start = loaded.workspace.check, partial(loaded.workspace.back_up, Reason.START)
        self._database.run(check, report, partial(self._check_failed, window), receiver=window)
        self._database.run(start, report, receiver=window)
        session.save_status_changed.connect(report)  # later ones are made with a change
        ConflictQuestion(loaded.workspace, self._database, session, window)

    def _report_faults(self, workspace: Workspace, window: MainWindow, *_: object) -> None:
        """Show once that history is lost, and why no backup was made; the settings show it too."""
        if workspace.lost_history and not self._lost_history_was_shown:
            self._lost_history_was_shown = True
            window.show_message(_LOST_HISTORY)
        if not window.session.unsaved:  # else the next report comes soon
            window.session.backups_changed.emit()
        failed = workspace.not_backed_up
        if failed is not None and not self._failed_backup_was_shown:
            self._failed_backup_was_shown = True
            window.show_message(f"Yedek alınamadı. {failed.what} {failed.remedy}")

    def _check_failed(self, window: MainWindow, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        window.show_message(
            f"Cevapların dosyası kontrol edilirken sorun çıktı. {error.what} {error.remedy}"
        )

    def _store_master_key(self, session: Session, window: MainWindow) -> None:
        """What the kurtarma kodu opened opens by itself next time, where there is a keyring."""

        def stored(is_stored: bool) -> None:
            if is_stored:
                window.show_message(
                    "Anahtar bu bilgisayarda yeniden saklandı; kod bir daha sorulmayacak."
                )
            elif not session.encryption.has_password:
                window.show_message(
                    "Bu bilgisayar anahtarı saklayamadı; Ayarlar’da bir açma parolası belirleyin."
                )

        session.encryption.store_master_key(stored, receiver=window)

    def _window_closed(self) -> None:
        self._enter(OpenerState.CLOSED)
        if self._single_instance is not None:
            self._single_instance.close()
        self._loader.release()

    # It is encrypted

    def _unlock(self) -> None:
        self._enter(OpenerState.LOCKED)
        over = self.frame if self.frame is not None and self.frame.isVisible() else None
        self.unlock_dialog = UnlockDialog(self._folder, over)
        self.unlock_dialog.unlocked.connect(self._unlocked)
        self.unlock_dialog.rejected.connect(self._unlock_rejected)
        self.unlock_dialog.begin()

    def _unlocked(self, master_key: bytes, code_was_typed: bool) -> None:
        self.unlock_dialog = None
        self._master_key, self._code_was_typed = master_key, code_was_typed
        self.open()

    def _unlock_rejected(self) -> None:
        self.unlock_dialog = None
        self.cancel()
        self.unlock_cancelled.emit()

    # It cannot be opened

    def _fail(self, error: Exception) -> None:
        """Ask for the key, offer a backup, or say why nothing opens."""
        fault = error.fault if isinstance(error, StoreError) else None
        if fault is Fault.ENCRYPTED:
            self._unlock()
            return
        if isinstance(error, HeldElsewhereError):
            self._enter(OpenerState.OFFERING_TAKEOVER)
            self.takeover_offered.emit(takeover_question(error.holder))
            return
        if self._loader.is_claimed:
            _log.error("not opened: %s", fault.name if fault else "a bug", exc_info=error)
        if isinstance(error, StoreError) and fault in _RESTORABLE:
            self._search_backup(error)
        else:
            self._refuse(error)

    def _search_backup(self, error: StoreError) -> None:
        self._enter(OpenerState.SEARCHING_BACKUP)

        def found(backup: Backup | None) -> None:
            if backup is None:
                self._refuse(error)
            else:
                self._enter(OpenerState.OFFERING_BACKUP)
                offer = _LOST_SINCE if error.fault is Fault.DAMAGED else _KEPT_BESIDE
                self.backup_offered.emit(f"{error.what}\n\n{offer}", backup)

        search = partial(newest_good, self._folder, self._master_key)
        self._database.run(search, found, lambda _: self._refuse(error), receiver=self)

    def _refuse(self, error: Exception) -> None:
        is_running = isinstance(error, AlreadyRunningError)
        self._enter(OpenerState.ALREADY_RUNNING if is_running else OpenerState.REFUSED)
        self._release()
        if is_running:
            self.already_running.emit()
        elif isinstance(error, StoreError):
            self.refused.emit(f"{error.what}\n\n{error.remedy}")
        elif isinstance(error, GuideError):
            self.refused.emit(str(error))
        else:
            self.failed.emit()
            raise error
