"""Puts the window's parts together: application, workspace, session, window."""

import gc
import logging
import platform
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Final, cast

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QLockFile,
    QObject,
    QSysInfo,
    QTranslator,
    Signal,
    qVersion,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ebel_wizard import __version__, resources, settings
from ebel_wizard.case.answers import Answers
from ebel_wizard.guide.loader import GuideError, load_guide
from ebel_wizard.guide.model import Guide
from ebel_wizard.store import program_log
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.restore import newest_good, restore_backup
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import display
from ebel_wizard.ui.startup.single_instance import SingleInstance, notify_running_instance
from ebel_wizard.ui.startup.stall_monitor import StallMonitor
from ebel_wizard.ui.startup.unlock import UnlockDialog
from ebel_wizard.ui.state.session import GEOMETRY, LAST_STEP, PLACE, Session
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.ui.widgets import theme

_log = logging.getLogger(__name__)
_BUG: Final = (
    "Programda beklenmeyen bir hata oldu. Kaydedildi işareti görünen her şey yerinde duruyor. Hata "
    "yinelenirse aşağıdaki ayrıntıyı bilgi işlem biriminize iletin; içinde yazdıklarınız yer almaz."
)
_ERASED: Final = (
    "Bütün cevaplar, dosyalar ve saklanan parolalar silindi. Kâğıtta kurtarma kodunuz varsa artık "
    "geçersizdir. Ayarlar sayfasındaki bilgiler (yazının gittiği yer, yardım masası) kaldı. "
    "Programı yeniden açarsanız boş başlar."
)
_LOST_SINCE: Final = (
    "Sağlam bir yedeğiniz var. Onu açarsanız yedekten sonra yazdıklarınız eksik olur. Okunamayan "
    "dosya silinmez, aynı klasörde başka adla saklanır."
)
_Trace = TracebackType | None
_Loaded = tuple[Workspace, Answers, Guide, dict[str, str]]


def make_application() -> QApplication:
    """The application in Turkish, Qt's own dialogs included."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        with display.explained():
            app = QApplication(sys.argv[:1])
    app.setApplicationName("ebel_wizard")
    app.setApplicationDisplayName("e-Belediye’ye geçiş")
    app.setDesktopFileName("ebel-wizard")
    app.setWindowIcon(QIcon(str(resources.path("icons", "ebel-wizard.svg"))))
    QLocale.setDefault(QLocale(QLocale.Language.Turkish, QLocale.Country.Turkey))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_tr", folder):
        app.installTranslator(translator)
    return app


class AlreadyRunning(Exception):  # noqa: N818 - nothing went wrong
    """Another window has the workspace and came forward."""


class WorkspaceOpener(QObject):
    """Opens the workspace in its lane and then the window; says in words what prevents it."""

    opened = Signal(object)
    """The window, not shown yet."""
    refused = Signal(str)
    """Why there is no window and what to do, in Turkish."""
    offered = Signal(str, object)
    """Why there is no window yet, and the backup that can be opened (``open_backup``)."""
    elsewhere = Signal()
    """The workspace is open in another window, which came forward."""
    left_locked = Signal()
    """The officer did not open the encrypted workspace."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._begun = perf_counter()
        # Two windows on one workspace would write over each other. Of a killed one no lock is left.
        self._lock = QLockFile(str(folder / "wizard.lock"))
        self._lock.setStaleLockTime(0)
        self._database = SerialWorker("database", self)
        self._opened_backup: Backup | None = None
        self._root: bytes | None = None
        self._root_was_typed = False
        self._bell: SingleInstance | None = None
        self.window: MainWindow | None = None
        self.unlock: UnlockDialog | None = None
        """What asks for the way into an encrypted workspace, while it does."""

    def open(self) -> None:
        """Begin; ``opened`` or ``refused`` follows."""
        self._database.run(self._load, self._show, self._refuse, receiver=self)

    def open_backup(self, backup: Backup) -> None:
        """Begin again with a backup in place of what cannot be read, which is kept beside it."""
        self._opened_backup = backup
        self._database.run(partial(self._put_back, backup), self._show, self._refuse, receiver=self)

    def give_up(self) -> None:
        """Leave everything as it is."""
        self._database.close()
        if self._lock.isLocked():
            self._let_go()

    def _put_back(self, backup: Backup) -> _Loaded:
        self._claim()
        if not self._lock.isLocked():
            raise StoreError(Fault.LOCKED)
        restore_backup(self._folder, backup)
        return self._load()

    def _load(self) -> _Loaded:
        if self._folder.is_dir():
            self._claim()  # before anything in it is touched
        workspace = Workspace.open(self._folder, master_key=self._root)
        self._claim()
        if not self._lock.isLocked():
            workspace.close()
            raise StoreError(Fault.LOCKED)
        guide = load_guide()
        dates.holiday(date.today())  # noqa: DTZ011 - the calendar is slow to load, and needed soon
        places = {key: workspace.recall(key) for key in (PLACE, LAST_STEP, GEOMETRY)}
        return workspace, workspace.load(), guide, places

    def _claim(self) -> None:
        """Take the workspace; Elsewhere when another window has it and heard of us, StoreError
        when it did not. A folder that cannot be written to is left to the store, which says so
        better.
        """
        if self._lock.isLocked():
            return
        if self._lock.tryLock(0):
            with suppress(OSError):  # Qt leaves it as open as the system makes new files
                Path(self._lock.fileName()).chmod(0o600)
            program_log.begin(self._folder)
            versions = (__version__, platform.python_version(), qVersion())
            _log.info("ebel_wizard %s, Python %s, Qt %s", *versions)
            _log.info("on %s", QSysInfo.prettyProductName())
        elif self._lock.error() is QLockFile.LockError.LockFailedError:
            raise (
                AlreadyRunning
                if notify_running_instance(self._folder)
                else StoreError(Fault.LOCKED)
            )

    def _let_go(self) -> None:
        if self._bell is not None:
            self._bell.close()
        _log.info("closed")
        program_log.end(self._folder)
        self._lock.unlock()

    def _show(self, loaded: _Loaded) -> None:
        workspace, answers, guide, places = loaded
        known, trouble = settings.load()
        session = Session(workspace, answers, guide, known, self._database, self)
        self.window = MainWindow(session, *places.values())
        self.window.closed.connect(self._let_go)
        if self._opened_backup is not None:
            trouble = f"{dates.moment(self._opened_backup.made)} yedeği açıldı. {trouble}"
        self.window.show_message(trouble)
        if self._root_was_typed:
            self._keep_root(session, self.window)
        StallMonitor(self.window)
        self._bell = SingleInstance(self._folder, self.window)
        self._bell.rung.connect(self.window.come_forward)
        _log.info("opened in %d ms", round((perf_counter() - self._begun) * 1000))
        self.opened.emit(self.window)
        # Before any change, for the lane keeps its order; the window does not wait for it.
        self._database.run(
            partial(workspace.back_up, Reason.START),
            partial(self._backed_up, workspace),
            receiver=self,
        )

    def _backed_up(self, workspace: Workspace, _: None) -> None:
        failed = workspace.not_backed_up
        if failed is not None and self.window is not None:
            self.window.show_message(f"Yedek alınamadı. {failed.what} {failed.remedy}")

    def _unlock(self) -> None:
        """Find what opens an encrypted workspace, and begin again."""
        self.unlock = UnlockDialog(self._folder)
        self.unlock.unlocked.connect(self._unlocked)
        self.unlock.rejected.connect(self._stay_locked)
        self.unlock.begin()

    def _unlocked(self, master_key: bytes, typed: bool) -> None:
        self.unlock = None
        self._root, self._root_was_typed = master_key, typed
        self.open()

    def _stay_locked(self) -> None:
        self.unlock = None
        self.give_up()
        self.left_locked.emit()

    def _keep_root(self, session: Session, window: MainWindow) -> None:
        """What opened with the kurtarma kodu opens by itself tomorrow, where there is a keyring."""

        def kept(stored: bool) -> None:
            if stored:
                window.show_message(
                    "Anahtar bu bilgisayarda yeniden saklandı; kod bir daha sorulmayacak."
                )
            elif not session.encryption.has_password:
                window.show_message(
                    "Anahtarlık anahtarı saklayamadı; Ayarlar’da bir açma parolası belirleyin."
                )

        session.encryption.store_master_key(kept, receiver=window)

    def _refuse(self, error: Exception) -> None:
        """Offer a backup where there is one, else say why nothing opens."""
        if isinstance(error, StoreError) and error.fault is Fault.ENCRYPTED:
            self._unlock()
            return
        if self._lock.isLocked():
            fault = error.fault.name if isinstance(error, StoreError) else "a bug"
            _log.error("not opened: %s", fault, exc_info=error)
        if not (isinstance(error, StoreError) and error.fault is Fault.DAMAGED):
            self._say_why(error)
            return

        def offer(backup: Backup | None) -> None:
            if backup is None:
                self._say_why(error)
            else:
                self.offered.emit(f"{error.what}\n\n{_LOST_SINCE}", backup)

        self._database.run(
            partial(newest_good, self._folder, self._root),
            offer,
            lambda _: self._say_why(error),
            receiver=self,
        )

    def _say_why(self, error: Exception) -> None:
        self.give_up()
        if isinstance(error, AlreadyRunning):
            self.elsewhere.emit()
        elif isinstance(error, StoreError):
            self.refused.emit(f"{error.what}\n\n{error.remedy}")
        elif isinstance(error, GuideError):
            self.refused.emit(str(error))
        else:
            raise error


def run() -> int:
    """Open the wizard and stay until its window is closed; the program's exit status."""
    forbid_core_dumps()
    app = make_application()
    catch_bugs(app)
    known, _ = settings.load()
    theme.apply(app, known.theme)
    start = WorkspaceOpener(settings.data_dir())
    start.opened.connect(_show)
    start.elsewhere.connect(app.quit)
    start.left_locked.connect(app.quit)
    start.refused.connect(lambda text: tell(text).finished.connect(lambda _: app.exit(1)))
    start.offered.connect(partial(offer_backup, start, lambda: app.exit(1)))
    start.open()
    return app.exec()


def offer_backup(
    start: WorkspaceOpener, leave: Callable[[], object], text: str, backup: Backup
) -> None:
    """Ask whether to open a backup in place of what cannot be read; else the program is left."""
    box = _box(text)
    made = dates.moment(backup.made)
    opens = box.addButton(f"Son yedeği aç ({made})", QMessageBox.ButtonRole.AcceptRole)
    away = box.addButton("Kapat", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(away)

    def chosen(answer: object) -> None:
        if answer is opens:
            start.open_backup(backup)
        else:
            start.give_up()
            leave()

    box.buttonClicked.connect(chosen)
    box.open()


def _show(window: MainWindow) -> None:
    """The window; once everything was erased from it, that is said before the program ends."""

    def closed() -> None:
        if window.is_erased:
            tell(_ERASED)

    window.closed.connect(closed)
    window.show()
    # The modules are not looked through for what can be thrown away again and again: it stops the
    # window for a tenth of a second each time, and nothing of them ever goes.
    gc.freeze()


class ThreadErrorRelay(QObject):
    """Brings errors of other threads to the window's."""

    met = Signal(object, object, object)

    def meet(self, kind: object, error: object, trace: object) -> None:
        meet_bug(
            cast("type[BaseException]", kind), cast("BaseException", error), cast(_Trace, trace)
        )


def catch_bugs(app: QApplication) -> None:
    """From now on no error's own text is printed, wherever in the program it comes from.

    Python would print it on standard error, which desktops keep in files.
    """
    elsewhere = ThreadErrorRelay(app)
    elsewhere.met.connect(elsewhere.meet)
    sys.excepthook = meet_bug
    threading.excepthook = lambda told: elsewhere.met.emit(
        told.exc_type, told.exc_value, told.exc_traceback
    )
    # What goes wrong while something is thrown away disturbs nothing, and is written down alone.
    sys.unraisablehook = lambda told: _log.error(
        "thrown away",
        exc_info=(told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback),
    )


def meet_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What happens with an error nobody expected: what is being typed is committed, the error is
    told, and the program goes on.

    The report names places in the program and the kind of error only: an error's own text may hold
    what the officer typed.
    """
    _log.error("bug", exc_info=(kind, error, trace))
    report = "\n".join([f"ebel_wizard {__version__}", kind.__name__, *program_log.places(trace)])
    sys.stderr.write(report + "\n")
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            try:
                window.session.flush()
            except Exception:  # noqa: BLE001 - the first error is still to be told
                _log.exception("what was being typed could not be committed")
    for open_box in filter(QWidget.isVisible, QApplication.topLevelWidgets()):
        if isinstance(open_box, QMessageBox) and open_box.text() == _BUG:
            if report not in open_box.detailedText():  # what repeats itself would grow for ever
                open_box.setDetailedText(f"{open_box.detailedText()}\n\n{report}")
            return
    box = tell(_BUG)
    box.setDetailedText(report)
    copy = box.addButton("Ayrıntıyı kopyala", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # the box stays open
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(box.detailedText()))


def forbid_core_dumps() -> None:
    """A crash must not leave the memory on disk, where parola and şifre may stand.

    The limit does not hold for a dump that Linux pipes to a program of the system's; such a one
    is left without memory. (Making the process undumpable would shut it out of the desktop's
    portals: no file dialogs there.) On Windows dumps are the administrator's own setting.
    """
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    with suppress(OSError):
        Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")


def tell(text: str) -> QMessageBox:
    """A box with a text and a button to close it; it waits for nobody."""
    box = _box(text)
    box.open()
    return box


def _box(text: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, "e-Belediye’ye geçiş", text)
    box.finished.connect(partial(_let_go, box))
    return box


def _let_go(box: QMessageBox, _: int) -> None:
    """The connection to here keeps the box until it is closed."""
    box.deleteLater()
