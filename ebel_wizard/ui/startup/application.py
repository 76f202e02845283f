"""The program with its window, from start to end."""

import gc
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from ebel_wizard import resources, settings
from ebel_wizard.guide.loader import GuideError, load_guide
from ebel_wizard.guide.model import Guide
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import bug_report, display, stages
from ebel_wizard.ui.startup.core_dumps import forbid_core_dumps
from ebel_wizard.ui.startup.message_box import new_message_box, show_message
from ebel_wizard.ui.startup.signals import quit_on_signals
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.ui.widgets import theme

if TYPE_CHECKING:  # imported while the frame is on the screen
    from ebel_wizard.store.backups import Backup
    from ebel_wizard.ui.startup.opener import WorkspaceOpener

_ERASED: Final = (
    "Bütün cevaplar, dosyalar ve saklanan parolalar silindi. Kâğıtta kurtarma kodunuz varsa artık "
    "geçersizdir. Ayarlar sayfasındaki bilgiler (yazının gittiği yer, yardım masası) kaldı. "
    "Programı yeniden açarsanız boş başlar."
)
_IMPORT_TIMEOUT_S: Final = 3.0
_GARBAGE: Final = "garbage"
_GARBAGE_MS: Final = 500


def make_application() -> QApplication:
    """Return the application in Turkish, Qt's own dialogs included.

    Garbage is collected on its thread from then on.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        with display.exit_without_screen():
            app = QApplication(sys.argv[:1])
    app.setApplicationName("ebel_wizard")
    app.setApplicationDisplayName("e-Belediye’ye geçiş")
    app.setDesktopFileName("ebel-wizard")
    app.setWindowIcon(QIcon(str(resources.path("icons", "ebel-wizard.svg"))))
    QLocale.setDefault(QLocale("tr_TR"))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_tr", folder):
        app.installTranslator(translator)
    _collect_garbage_here(app)
    return app


def _collect_garbage_here(app: QApplication) -> None:
    """Collect garbage on the UI thread alone.

    Python collects on whichever thread happens to allocate. A widget in a cycle was then destroyed
    on a background thread, where Qt's list of widgets is not guarded, and the program crashed.
    """
    gc.disable()
    if app.findChild(QTimer, _GARBAGE) is None:
        timer = QTimer(app)
        timer.setObjectName(_GARBAGE)
        timer.timeout.connect(_collect_garbage)
        timer.start(_GARBAGE_MS)


def _collect_garbage() -> None:
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


def run() -> int:
    """Open the wizard and stay until its window is closed; return the program's exit status."""
    forbid_core_dumps()
    app = make_application()
    bug_report.install_hooks(app)
    quit_on_signals(app)
    known, _ = settings.load()
    theme.apply(app, known.theme, known.text_scale)
    window = MainWindow(_shipped_guide())
    window.closed.connect(partial(_end, window))
    if stages.may_be_running(settings.data_dir()):  # its window comes forward, and ours is not seen
        _open(app, window)
    else:
        stages.after_first_paint(window, partial(_open, app, window))
        window.show()
    return app.exec()


def _shipped_guide() -> Guide:
    """Return the steps whose titles the frame shows; none where opening will say why."""
    try:
        return load_guide()
    except GuideError:
        return Guide(title="", steps=())


def _open(app: QApplication, window: MainWindow) -> None:
    """Open the case in a frame that is on the screen."""
    database = SerialWorker("database", window)
    stop = partial(database.close, _IMPORT_TIMEOUT_S)
    window.closed.connect(stop)

    def open_case() -> None:
        from ebel_wizard.ui.startup.opener import WorkspaceOpener

        window.closed.disconnect(stop)
        opener = WorkspaceOpener(settings.data_dir(), window, database)
        opener.setParent(app)
        opener.opened.connect(_show)
        opener.already_running.connect(app.quit)
        opener.unlock_cancelled.connect(app.quit)
        opener.failed.connect(window.hide)
        opener.refused.connect(partial(_refuse, app, window))
        opener.backup_offered.connect(partial(offer_backup, opener, lambda: app.exit(1)))
        opener.takeover_offered.connect(partial(offer_takeover, opener, lambda: app.exit(1)))
        window.closed.connect(opener.give_up)
        opener.open()
        stages.import_window(window)

    stages.import_store(database, open_case, receiver=window)


def _refuse(app: QApplication, window: MainWindow, text: str) -> None:
    show_message(text, window).finished.connect(lambda _: app.exit(1))


def offer_backup(
    opener: "WorkspaceOpener", declined: Callable[[], object], text: str, backup: "Backup"
) -> None:
    """Ask whether to open a backup in place of what cannot be read."""
    from ebel_wizard.turkish import dates

    box = new_message_box(text, opener.frame)
    made = dates.moment(backup.made)
    accept = box.addButton(f"Son yedeği aç ({made})", QMessageBox.ButtonRole.AcceptRole)
    decline = box.addButton("Kapat", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(decline)

    def answered(answer: object) -> None:
        if answer is accept:
            opener.open_backup(backup)
        else:
            opener.cancel()
            declined()

    box.buttonClicked.connect(answered)
    box.open()


def offer_takeover(opener: "WorkspaceOpener", declined: Callable[[], object], text: str) -> None:
    """Ask whether to open what another machine may have open."""
    box = new_message_box(text, opener.frame)
    accept = box.addButton("Burada aç", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("Kapat", QMessageBox.ButtonRole.RejectRole))

    def answered(answer: object) -> None:
        if answer is accept:
            opener.take_over()
        else:
            opener.cancel()
            declined()

    box.buttonClicked.connect(answered)
    box.open()


def _end(window: MainWindow) -> None:
    """End the program with its window, once it has said that everything was erased."""
    if window.is_erased:
        show_message(_ERASED)
    else:  # Qt's own notice of a last closed window was once missed, and the program stayed
        QApplication.exit(0)


def _show(window: MainWindow) -> None:
    window.show()
    # Modules live as long as the program. The garbage collector need not visit them each time:
    # that stops the window for a tenth of a second.
    gc.freeze()
