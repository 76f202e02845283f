"""Asks which answers to go on with when somebody else has the workspace, or altered its files."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from ebel_wizard.case.answers import Answers
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.lock import Holder
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.worker import SerialWorker

_CONFLICTS: Final = frozenset({Fault.REPLACED, Fault.TAKEN_OVER})
_CHOICE: Final = (
    "“Açık olanla sürdür”, bu penceredeki cevapları kaydeder. “Öbürünü al”, bu penceredekileri "
    "yedekleyip öbür kopyadakileri gösterir; “Geri al” ile vazgeçebilirsiniz."
)
_UNREADABLE: Final = (
    "Öbür kopya okunamıyor; aynı klasörde saklandı. “Açık olanla sürdür”, bu penceredeki cevapları "
    "kaydeder."
)
_TAKEN: Final = "Öbür kopyadaki cevaplar alındı"


def takeover_question(holder: Holder) -> str:
    """Return the question whether to open what a machine or account may have open."""
    who = f"{holder.host or 'adı bilinmeyen bir'} bilgisayarında"
    if holder.user:
        who = f"{who} {holder.user} hesabıyla"
    with suppress(ValueError):
        who = f"{who}, {dates.moment(datetime.fromisoformat(holder.since))} tarihinde"
    return (
        f"Bu cevaplar en son {who} açıldı ve orada kapatılmadı.\n\nOrada hâlâ açıksa önce oradaki "
        "pencereyi kapatın; yoksa iki yerde ayrı ayrı yazılanlar birleşmez. Orada açık "
        "olmadığından eminseniz burada açabilirsiniz."
    )


class ConflictQuestion(QObject):
    """Asks for each conflict as soon as saving is stopped, and again when saving is retried."""

    def __init__(
        self, workspace: Workspace, database: SerialWorker, session: Session, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._database = database
        self._session = session
        self._window = window
        self._is_asking = False
        session.save_status_changed.connect(self._look)

    def _look(self, status: SaveStatus, error: StoreError | None) -> None:
        if status is not SaveStatus.FAILED or error is None or error.fault not in _CONFLICTS:
            return
        if not self._is_asking:
            self._is_asking = True
            ask = partial(self._ask, error)
            read = self._workspace.other_answers
            self._database.run(read, ask, lambda _: ask(None), receiver=self)

    def _ask(self, error: StoreError, other: Answers | None) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Kayıt durduruldu")
        box.setText(error.what)
        box.setInformativeText(_CHOICE if other is not None else _UNREADABLE)
        own = box.addButton("Açık olanla sürdür", QMessageBox.ButtonRole.AcceptRole)
        take = None
        if other is not None:
            take = box.addButton("Öbürünü al", QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(box.addButton("Sonra", QMessageBox.ButtonRole.RejectRole))

        def answered(answer: object) -> None:
            box.deleteLater()
            if answer is own or (take is not None and answer is take):
                wanted = other if answer is take else None
                self._database.run(
                    self._workspace.keep_own,
                    partial(self._go_on, wanted),
                    lambda _: self._stopped_again(),
                    receiver=self,
                )
            else:
                self._is_asking = False

        box.buttonClicked.connect(answered)
        box.open()

    def _go_on(self, wanted: Answers | None, _: None) -> None:
        self._is_asking = False
        self._session.retry()
        if wanted is not None:
            self._session.replace_answers(wanted, _TAKEN, Reason.RESTORE)

    def _stopped_again(self) -> None:
        self._is_asking = False
        self._session.retry()
