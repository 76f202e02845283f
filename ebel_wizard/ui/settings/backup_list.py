"""Yedekler: the backups of this workspace, and restoring one of them."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import StoreError
from ebel_wizard.turkish import dates
from ebel_wizard.ui.settings.card_body import CardBody
from ebel_wizard.ui.state.change_queue import SaveStatus
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import question, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row


class BackupList(CardBody):
    """Lists the backups while it is visible; shows what restoring one would change."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "Program cevaplarınızı kendiliğinden yedekler: açılırken, günün ilk değişikliğinden ve "
            "liste almadan önce. Son yedi günün ve dört haftanın yedekleri bu bilgisayarda durur. "
            "Birini seçin; neyin değişeceği önce gösterilir."
        )
        self._session = session
        self._backups: list[Backup] | None = None
        self._restored = ""  # the change that the status reports as done
        self._list = QListWidget()
        self._list.setAccessibleName("Yedekler")
        self._list.setWordWrap(True)
        self._list.setFixedHeight(tokens.LIST_HEIGHT)
        self.setFocusProxy(self._list)
        self._list.currentRowChanged.connect(lambda _: self._update_button())
        self._list.itemActivated.connect(lambda _: self._read())
        self._restore_button = button("Geri &yükle…", self._read)
        self.add(self._list, horizontal_row(self._restore_button))
        session.save_status_changed.connect(self._on_save_status)
        session.undo_changed.connect(self._on_undo_changed)
        self._update_button()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Clear the status for the next visit."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.show_status("", "done")

    def refresh(self) -> None:
        """Show the backups there are now, and why the last could not be made."""
        self._session.workspace.list_backups(self._show, self._failed, receiver=self)

    def _on_save_status(self, status: SaveStatus) -> None:
        if status is SaveStatus.SAVED and self.isVisible():
            self.refresh()

    def _on_undo_changed(self) -> None:
        """Clear the status once the restore it reports is undone."""
        if self._restored and self._session.undo_label != self._restored:
            self.show_status("", "done")

    def _show(self, found: tuple[list[Backup], StoreError | None]) -> None:
        backups, error = found
        if error is not None:
            self.show_status(f"Son yedek alınamadı. {error.what} {error.remedy}", "error")
        if backups == self._backups:
            return
        selected = self._selected()
        self._backups = backups
        self._list.clear()
        for each in backups:
            self._list.addItem(QListWidgetItem(f"{dates.moment(each.made)} · {each.reason.words}"))
        if not backups:
            nothing = QListWidgetItem("Henüz yedek yok.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        if backups:
            self._list.setCurrentRow(backups.index(selected) if selected in backups else 0)
        self._update_button()

    def _selected(self) -> Backup | None:
        at = self._list.currentRow()
        return self._backups[at] if self._backups and 0 <= at < len(self._backups) else None

    def _update_button(self) -> None:
        is_selected = self._selected() is not None
        self._restore_button.setEnabled(is_selected)
        self._restore_button.setToolTip("" if is_selected else "Önce listeden bir yedek seçin.")

    def _read(self) -> None:
        backup = self._selected()
        if backup is not None:
            self.show_status("", "done")
            self._session.workspace.read_backup(
                backup, partial(self._ask, backup), self._failed, receiver=self
            )

    def _ask(self, backup: Backup, wanted: Answers) -> None:
        """Show what would change; nothing changes before the officer agrees."""
        self._session.flush()
        moment = dates.moment(backup.made)
        label = f"Yedek geri yüklendi: {moment}"
        change = compare.change_to(self._session.answers, wanted, label)
        if change is None:
            self.show_status("Bu yedekteki cevaplar şimdikilerin aynısı.", "done")
            return

        def restore() -> None:
            self._session.replace_answers(wanted, label, Reason.RESTORE)
            self.show_status(f"{label}. “Geri al” ile vazgeçebilirsiniz.", "done")
            self._restored = label

        question.ask(
            self,
            "Yedek geri yüklensin mi?",
            f"{moment} yedeğindeki cevaplara dönülecek:",
            compare.in_words(change),
            "Şimdiki cevaplar da önce yedeklenir.",
            "Geri yükle",
            restore,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self.show_status(f"{error.what} {error.remedy}", "error")

    def show_status(self, text: str, tone: str) -> None:
        """Say what became of the last thing done."""
        self._restored = ""
        super().show_status(text, tone)
