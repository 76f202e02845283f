"""Opens the case in the frame, and asks or says what stands in the way."""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from ebel_wizard import settings
from ebel_wizard.store.backups import Backup
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup.message_box import new_message_box, show_message
from ebel_wizard.ui.startup.opener import WorkspaceOpener
from ebel_wizard.ui.state.worker import SerialWorker


def open_case(
    app: QApplication, window: MainWindow, database: SerialWorker, handover: Path | None
) -> None:
    """Begin to open the case, then a hand-over file; the program ends where it stays closed."""
    opener = WorkspaceOpener(settings.data_dir(), window, database, handover)
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


def _refuse(app: QApplication, window: MainWindow, text: str) -> None:
    show_message(text, window).finished.connect(lambda _: app.exit(1))


def offer_backup(
    opener: WorkspaceOpener, declined: Callable[[], object], text: str, backup: Backup
) -> None:
    """Ask whether to open a backup in place of what cannot be read."""
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


def offer_takeover(opener: WorkspaceOpener, declined: Callable[[], object], text: str) -> None:
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


def _show(window: MainWindow) -> None:
    window.show()
    # Modules live as long as the program. The garbage collector need not visit them each time:
    # that stops the window for a tenth of a second.
    gc.freeze()
