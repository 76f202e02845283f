"""The dialog that asks for a hand-over file's password and opens the file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ebel_wizard.cancellation import CancellableTask
from ebel_wizard.exchange import handover
from ebel_wizard.exchange.handover import HandoverError, Received
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.form_dialog import FormDialog, with_caption
from ebel_wizard.ui.widgets.secret_line import SecretLine


class HandoverPasswordDialog(FormDialog):
    """Asks for the password until it opens the file or the officer cancels."""

    received = Signal(object)
    """Has the Received of the file."""

    def __init__(self, parent: QWidget, session: Session, path: Path) -> None:
        super().__init__(parent, "Dosya devral", "Aç")
        self._session = session
        self._path = path
        self._task: CancellableTask | None = None
        self._line = SecretLine("Dosyanın parolası")
        self.set_content(
            theme.label("Dosyayı devreden kişinin verdiği parolayı yazın.", role="hint"),
            with_caption(self._line),
        )
        self.finished.connect(lambda _: self._cancel())

    def accept(self) -> None:
        """Read the file in the background."""
        if not self._line.text():
            self.show_message("Parolayı yazın.")
            self._line.setFocus()
            return
        task = self._task = CancellableTask()
        self.show_message("Dosya okunuyor…", "hint")
        self.accept_button.setEnabled(False)
        self._session.background_worker.run(
            partial(handover.read, self._path, self._line.text(), task.progress),
            partial(self._read, task),
            partial(self._failed, task),
            receiver=self,
        )

    def _read(self, task: CancellableTask, received: Received) -> None:
        if task is self._task:
            super().accept()
            self.received.emit(received)

    def _failed(self, task: CancellableTask, error: Exception) -> None:
        if task is not self._task:
            return
        self._task = None
        if not isinstance(error, HandoverError):
            raise error
        self.accept_button.setEnabled(True)
        self.show_message(str(error))
        self._line.selectAll()
        self._line.setFocus()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
