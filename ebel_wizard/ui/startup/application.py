"""The program with its window, from start to end."""

import gc
import sys
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ebel_wizard import resources, settings
from ebel_wizard.guide.loader import GuideError, load_guide
from ebel_wizard.guide.model import Guide
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import bug_report, display, stages
from ebel_wizard.ui.startup.core_dumps import forbid_core_dumps
from ebel_wizard.ui.widgets import theme

_ERASED: Final = (
    "Bütün cevaplar, dosyalar ve saklanan parolalar silindi. Kâğıtta kurtarma kodunuz varsa artık "
    "geçersizdir. Ayarlar sayfasındaki bilgiler (yazının gittiği yer, yardım masası) kaldı. "
    "Programı yeniden açarsanız boş başlar."
)
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


def run(handover: Path | None = None) -> int:
    """Open the wizard and stay until its window is closed; return the program's exit status.

    ``handover``: the hand-over file to ask about once the case is open.
    """
    forbid_core_dumps()
    app = make_application()
    bug_report.install_hooks(app)
    known, _ = settings.load()
    theme.apply(app, known.theme, known.text_scale)
    window = MainWindow(_shipped_guide())
    window.closed.connect(partial(_end, window))
    if stages.may_be_running(settings.data_dir()):  # its window comes forward, and ours is not seen
        stages.open_case(app, window, handover)
    else:
        stages.after_first_paint(window, partial(stages.open_case, app, window, handover))
        window.show()
    return app.exec()


def _shipped_guide() -> Guide:
    """Return the steps whose titles the frame shows; none where opening will say why."""
    try:
        return load_guide()
    except GuideError:
        return Guide(title="", steps=())


def _end(window: MainWindow) -> None:
    """End the program with its window, once it has said that everything was erased."""
    if window.is_erased:
        from ebel_wizard.ui.startup.message_box import show_message

        show_message(_ERASED)
    else:  # Qt's own notice of a last closed window was once missed, and the program stayed
        QApplication.exit(0)
