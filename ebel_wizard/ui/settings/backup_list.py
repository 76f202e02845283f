"""Yedekler: the backups of this workspace, and restoring one of them."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers
from ebel_wizard.store.backups import Backup, Reason, list_backups
from ebel_wizard.store.errors import StoreError
from ebel_wizard.turkish import dates
from ebel_wizard.ui.settings.card_body import CardBody
from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, question, theme, tokens
from ebel_wizard.ui.widgets.announce import announce
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.setting_field import FIXED

KEPT: Final = (
    "Son günün en çok on yedeği, ondan önce yedek alınan altı günün ve daha önceki dört haftanın "
    "son yedekleri saklanır."
)


class BackupList(CardBody):
    """Lists the backups while it is visible; shows what restoring one would change."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "Program cevaplarınızı kendiliğinden yedekler: her açılışta, her gün ilk "
            f"değişikliğinizden önce ve her liste almadan önce. {KEPT} "
            "Dönmek için birini seçin; neyin değişeceği önce gösterilir."
        )
        self._session = session
        self._backups: list[Backup] | None = None
        self._restored = ""  # the change that the status reports as done
        self._says_result: bool | None = None  # of a backup that waits for everything to be saved
        self._last = theme.label()
        self._list = QListWidget()
        self._list.setAccessibleName("Yedekler")
        self._list.setWordWrap(True)
        self._list.setFixedHeight(tokens.LIST_HEIGHT)
        self.setFocusProxy(self._list)
        self._list.currentRowChanged.connect(lambda _: self._update_button())
        self._list.itemActivated.connect(lambda _: self._read())
        self._restore_button = button("Geri &yükle…", self._read)
        self._place = theme.label()
        self._choose_place = button("Klasör &seç…", self._ask_place)
        self._drop_place = button("Kaldı&r", partial(self._set_place, ""))
        for each in (self._choose_place, self._drop_place):
            each.setAccessibleName(f"İkinci yedek yeri: {each.text().replace('&', '')}")
        self.add(
            horizontal_row(button("Şi&mdi yedekle", partial(self._back_up, says=True))),
            self._last,
            self._list,
            horizontal_row(self._restore_button, button("Kopyada&n geri yükle…", self._ask_copy)),
            theme.label("İkinci yedek yeri", role="label"),
            theme.label(
                "Yedeklerin birer kopyası, seçeceğiniz bellekte ya da ağ klasöründe de durur; bu "
                "bilgisayarın diski bozulursa cevaplarınız oradan geri yüklenir. Cevaplarınızı "
                "şifrelemediyseniz kopyaları da şifresizdir.",
                role="hint",
            ),
            self._place,
            horizontal_row(self._choose_place, self._drop_place),
        )
        session.settings_changed.connect(self._show_place)
        session.second_place.changed.connect(self._show_place)
        self._show_place()
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

    # A backup now

    def _back_up(self, *, says: bool) -> None:
        """Back up once everything is saved."""
        self._says_result = says
        if says:
            self._show_last("Yedekleniyor…")
        self._session.flush()  # says how it stands

    def _begin_backup(self, says: bool) -> None:
        before = self._newest()
        self._session.workspace.back_up(
            partial(self._backed_up, before, says), self._failed, receiver=self
        )

    def _backed_up(
        self, before: Backup | None, says: bool, found: tuple[list[Backup], StoreError | None]
    ) -> None:
        self._session.backups_changed.emit()
        self._show(found)
        newest = self._newest()
        if not says or found[1] is not None:
            return
        if newest is None:
            self._show_last("Henüz yedeklenecek bir cevap yok.")
        elif newest == before:
            self._show_last("Son yedekten beri hiçbir cevap değişmedi.")
        else:
            self._show_last("Cevaplarınız yedeklendi.")

    def _show_last(self, result: str = "") -> None:
        """Say when the last backup was made, after what became of the one that was asked for."""
        newest = self._newest()
        last = f"Son yedek: {dates.moment(newest.made)}" if newest else ""
        words = f"{result} {last}".strip()
        self._last.setText(words)
        self._last.setVisible(bool(words))
        if result:
            announce(self, result)

    def _newest(self) -> Backup | None:
        return self._backups[0] if self._backups else None

    # The second place

    def _show_place(self) -> None:
        settings, failure = self._session.settings, self._session.second_place.failure
        place, is_fixed = settings.backup_folder, "backup_folder" in settings.fixed
        words = place or "Seçilmedi; yedekler yalnız bu bilgisayarda."
        if failure is not None and place:
            words = f"{place}\n{failure.what}"
        elif is_fixed:
            words = f"{place or 'Yok'}\n{FIXED}"
        self._place.setText(words)
        theme.set_tone(self._place, "error" if failure is not None and place else "")
        self._choose_place.setVisible(not is_fixed)
        self._drop_place.setVisible(bool(place) and not is_fixed)

    def _ask_place(self) -> None:
        file_dialogs.ask_folder(
            self, "İkinci yedek yeri", lambda folder: self._set_place(str(folder)), "Bu klasörü seç"
        )

    def _set_place(self, place: str) -> None:
        before = self._session.settings.backup_folder
        own = self._session.files.folder.parent.resolve()
        if place and Path(place).resolve().is_relative_to(own):
            self.show_status("Bu klasör cevaplarınızın klasörüdür; başka bir disk seçin.", "error")
            return
        try:
            self._session.change_settings(self._session.settings.changed({"backup_folder": place}))
        except OSError:
            self.show_status("Ayar kaydedilemedi; diskte yer olduğuna bakın.", "error")
            return
        left = f"Eski kopyalar duruyor: {before}. İstemiyorsanız elle silin." if before else ""
        self.show_status(left if place != before else "", "hint")
        if place:
            self._back_up(says=False)  # what is copied there has today's answers

    def _ask_copy(self) -> None:
        kinds = ["Yedekler (*.db)", file_dialogs.ANY]
        file_dialogs.ask_open_path(self, "Yedeğin kopyası", kinds, "Seç", self._read_copy)

    def _read_copy(self, path: Path) -> None:
        found = [each for each in list_backups(path.parent) if each.file == path]
        if found:
            self._read_one(found[0])
        else:
            self.show_status("Bu dosya programın aldığı bir yedek değil.", "error")

    def _on_save_status(self, status: SaveStatus) -> None:
        if status is SaveStatus.SAVED and self._says_result is not None:
            says, self._says_result = self._says_result, None
            self._begin_backup(says)
        elif status is SaveStatus.FAILED and self._says_result:
            self.show_status("Cevaplarınız henüz kaydedilemedi; kaydedilince yedeklenir.", "error")
        elif status is SaveStatus.SAVED and self.isVisible():
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
            self._show_last()
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
        self._show_last()
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
            self._read_one(backup)

    def _read_one(self, backup: Backup) -> None:
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
