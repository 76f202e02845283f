"""Errors nobody expected, reported without what the officer typed."""

import logging
import sys
import threading
from types import TracebackType
from typing import Final, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ebel_wizard import __version__
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup.message_box import show_message

_log = logging.getLogger(__name__)
_BUG: Final = (
    "Programda beklenmeyen bir hata oldu. Kaydedildi işareti görünen her şey yerinde duruyor. Hata "
    "yinelenirse aşağıdaki ayrıntıyı bilgi işlem biriminize iletin; içinde yazdıklarınız yer almaz."
)


class ThreadErrorRelay(QObject):
    """Brings errors of other threads to the UI thread."""

    raised = Signal(object, object, object)

    def report(self, kind: object, error: object, trace: object) -> None:
        report_bug(
            cast("type[BaseException]", kind),
            cast("BaseException", error),
            cast("TracebackType | None", trace),
        )


def install_hooks(app: QApplication) -> None:
    """Report every unexpected error from now on, whichever thread it comes from.

    Python would print its text on standard error, which desktops keep in files.
    """
    relay = ThreadErrorRelay(app)
    relay.raised.connect(relay.report)
    sys.excepthook = report_bug
    threading.excepthook = lambda raised: relay.raised.emit(
        raised.exc_type, raised.exc_value, raised.exc_traceback
    )
    # An error in a destructor disturbs nothing: it is only logged.
    sys.unraisablehook = lambda raised: _log.error(
        "in a destructor",
        exc_info=(raised.exc_type, raised.exc_value or raised.exc_type(), raised.exc_traceback),
    )


def report_bug(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Commit what is being typed, show a report that can be copied, and let the program go on.

    The report names places in the program and the kind of error only: an error's own text may hold
    what the officer typed.
    """
    from ebel_wizard.store import program_log

    _log.error("bug", exc_info=(kind, error, trace))
    report = "\n".join([f"ebel_wizard {__version__}", kind.__name__, *program_log.places(trace)])
    sys.stderr.write(report + "\n")
    _commit_typing()
    shown = _shown_box()
    if shown is None:
        _show_report(report)
    elif report not in shown.detailedText():  # a repeated error would make it grow for ever
        shown.setDetailedText(f"{shown.detailedText()}\n\n{report}")


def _commit_typing() -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.is_ready:
            try:
                window.session.flush()
            except Exception:  # noqa: BLE001 - the first error is still to be reported
                _log.exception("what was being typed could not be committed")


def _shown_box() -> QMessageBox | None:
    for each in filter(QWidget.isVisible, QApplication.topLevelWidgets()):
        if isinstance(each, QMessageBox) and each.text() == _BUG:
            return each
    return None


def _show_report(report: str) -> None:
    box = show_message(_BUG)
    box.setDetailedText(report)
    copy = box.addButton("Ayrıntıyı kopyala", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # the box stays open
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(box.detailedText()))
