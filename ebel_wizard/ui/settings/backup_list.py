"""Yedekler: the backups of this workspace, and the way back to one of them."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import StoreError
from ebel_wizard.turkish import dates
from ebel_wizard.ui.state.session import SaveMark, Session
from ebel_wizard.ui.widgets import change_question, theme
from ebel_wizard.ui.widgets.fields import button, row

_HIGH = theme.GRID * 24


class BackupList(QWidget):
    """Lists the backups while it is in sight; what one would change is shown before it is done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: list[Backup] | None = None
        self._restored = ""  # the change that is told of as done
        self._list = QListWidget()
        self._list.setAccessibleName("Yedekler")
        self._list.setFixedHeight(_HIGH)
        self._list.setSpacing(2)
        self.setFocusProxy(self._list)
        self._list.currentRowChanged.connect(lambda _: self._offer())
        self._list.itemActivated.connect(lambda _: self._read())
        self._restore = button("Geri &yükle…", self._read)
        self._told = theme.label(tone_name="error")
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(
            theme.label(
                "Program cevaplarınızı kendiliğinden yedekler: açılırken, günün ilk "
                "değişikliğinden ve liste almadan önce. Son yedi günün ve dört haftanın yedekleri "
                "bu bilgisayarda durur. Birini seçin; neyin değişeceği önce gösterilir.",
                tone_name="hint",
            )
        )
        column.addWidget(self._list)
        column.addWidget(row(self._restore))
        column.addWidget(self._told)
        session.save_mark.connect(self._saved)
        session.undo_changed.connect(self._undo_changed)
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list anew."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was told here is old when one comes back."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._tell("", "done")

    def refresh(self) -> None:
        """Show the backups there are now, and why the last could not be made."""
        self._session.list_backups(self._show, self._refused)

    def _saved(self, mark: SaveMark) -> None:
        if mark is SaveMark.SAVED and self.isVisible():
            self.refresh()

    def _undo_changed(self) -> None:
        """What was restored and is taken back is not told as done any more."""
        if self._restored and self._session.undo_label != self._restored:
            self._tell("", "done")

    def _show(self, found: tuple[list[Backup], StoreError | None]) -> None:
        backups, trouble = found
        if trouble is not None:
            self._tell(f"Son yedek alınamadı. {trouble.what} {trouble.remedy}", "error")
        if backups == self._shown:
            return
        chosen = self._chosen()
        self._shown = backups
        self._list.clear()
        for each in backups:
            self._list.addItem(QListWidgetItem(f"{dates.moment(each.made)} · {each.reason.words}"))
        if not backups:
            nothing = QListWidgetItem("Henüz yedek yok.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        if backups:
            self._list.setCurrentRow(backups.index(chosen) if chosen in backups else 0)
        self._offer()

    def _chosen(self) -> Backup | None:
        at = self._list.currentRow()
        return self._shown[at] if self._shown and 0 <= at < len(self._shown) else None

    def _offer(self) -> None:
        there = self._chosen() is not None
        self._restore.setEnabled(there)
        self._restore.setToolTip("" if there else "Önce listeden bir yedek seçin.")

    def _read(self) -> None:
        backup = self._chosen()
        if backup is not None:
            self._tell("", "done")
            self._session.read_backup(backup, partial(self._ask, backup), self._refused)

    def _ask(self, backup: Backup, wanted: Answers) -> None:
        """Show what would change; nothing is changed before the answer."""
        self._session.flush()
        moment = dates.moment(backup.made)
        label = f"Yedek geri yüklendi: {moment}"
        change = compare.change_to(self._session.answers, wanted, label)
        if change is None:
            self._tell("Bu yedekteki cevaplar şimdikilerin aynısı.", "done")
            return

        def go_back() -> None:
            self._session.go_back(wanted, label, Reason.RESTORE)
            self._tell(f"{label}. “Geri al” ile vazgeçebilirsiniz.", "done")
            self._restored = label

        change_question.ask(
            self,
            "Yedek geri yüklensin mi?",
            f"{moment} yedeğindeki cevaplara dönülecek:",
            compare.in_words(change),
            "Şimdiki cevaplar da önce yedeklenir.",
            "Geri yükle",
            go_back,
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._tell(f"{error.what} {error.remedy}", "error")

    def _tell(self, text: str, tone: str) -> None:
        self._restored = ""
        theme.tell(self._told, text, tone)
