"""Dosyayı devret: writing the whole case into one locked file, and taking such a file over."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QProgressBar

from ebel_wizard import files
from ebel_wizard.cancellation import CancellableTask, Cancelled
from ebel_wizard.case import compare
from ebel_wizard.exchange import handover, takeover
from ebel_wizard.exchange.handover import HandoverError, Received
from ebel_wizard.settings import Settings
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.kept_files import Files
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.settings import handover_secrets
from ebel_wizard.ui.settings.card_body import CardBody
from ebel_wizard.ui.settings.handover_password import HandoverPasswordDialog
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, question, theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.password import NewPasswordDialog, file_password_notice
from ebel_wizard.ui.widgets.saving import PREPARING, write_file

TITLE: Final = "Dosyayı devret"
_LABEL: Final = "Dosya devralındı"
_TAKING_OVER: Final = "Dosyalar alınıyor…"
_CANCELLED: Final = "Vazgeçildi."
_MB: Final = 1_000_000


class HandoverCard(CardBody):
    """Writes the case into a hand-over file and takes one over; long work can be cancelled."""

    _megabytes_changed = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(
            "Bütün cevaplar ve saklanan dosyalar, parolayla kilitlenen tek bir dosyaya yazılır. "
            "İşi sürdürecek görevli, programı kurduğu bilgisayarda bu sayfaya gelip “Dosya "
            "devral…” der, dosyayı seçer ve bıraktığınız yerden sürdürür. "
            "Geçmiş ve yedekler bu bilgisayarda kalır."
        )
        self._session = session
        self._task: CancellableTask | None = None
        self._on_taken_over: Callable[[], None] | None = None
        hand_over = button("Dosyayı de&vret…", self.start_handover)
        self.setFocusProxy(hand_over)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        self._progress = theme.label(role="hint")
        self._busy = horizontal_row(bar, self._progress, button("D&urdur", self._cancel))
        take_over = button("Dosya devr&al…", self.start_takeover)
        self.add(horizontal_row(hand_over, take_over), self._busy)
        self._megabytes_changed.connect(
            lambda done: self._progress.setText(f"{numbers.shown(done)} MB")
        )
        self._busy.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Clear the status for the next visit; work in progress goes on."""
        super().hideEvent(event)
        if not event.spontaneous() and not self._is_busy():
            self.show_status("", "done")

    # Handing over

    def start_handover(self) -> None:
        """Ask for a password and a place, and write the case as it is in the window."""
        if self._is_busy():
            return
        with_secrets = QCheckBox(handover_secrets.INCLUDE_LABEL)
        dialog = NewPasswordDialog(
            self,
            TITLE,
            "Dosya parolası",
            file_password_notice(),
            with_secrets,
            theme.label(
                "İşaretlerseniz dosyayı ve parolasını bilen herkes KEP hesabını kullanabilir. "
                "İşaretlemezseniz devralan, ikisini kendi bilgisayarında yeniden yazar.",
                role="hint",
            ),
        )
        dialog.accepted.connect(
            lambda: self._read_secrets(dialog.password(), with_secrets.isChecked())
        )
        dialog.open()

    def _read_secrets(self, password: str, with_secrets: bool) -> None:
        self.show_status("", "done")
        if with_secrets:
            vault = self._session.vault
            self._session.vault_worker.run(
                partial(handover_secrets.read_secrets, vault),
                partial(self._ask_place, password),
                self._failed,
                receiver=self,
            )
        else:
            self._ask_place(password, {})

    def _ask_place(self, password: str, secrets: Mapping[str, str]) -> None:
        session = self._session
        session.flush()
        case = takeover.gather(session.answers, session.settings, secrets)
        kept = session.files
        unreadable: set[str] = set()
        task = self._task = CancellableTask(self._report_progress)

        def write(path: Path) -> None:
            with files.atomic_write(path, private=True) as temporary, temporary.open("wb") as out:
                for piece in handover.write(
                    case, password, partial(_content, kept, unreadable), task.progress
                ):
                    out.write(piece)

        def written(path: Path) -> None:
            text = f"Devir dosyası kaydedildi: {path}. Parolasını dosyayla birlikte göndermeyin."
            if unreadable:
                count = numbers.shown(len(unreadable))
                text += f" Saklanan {count} dosya okunamadığı için içinde yok."
            self.show_status(text, "warning" if unreadable else "done")

        write_file(
            self,
            session,
            handover.file_name(session.today()),
            "Devir dosyası",
            write,
            lambda text, tone: self.show_status(text or _CANCELLED, tone),
            written,
            refusals=(HandoverError, Cancelled),
        )

    # Taking over

    def start_takeover(
        self, on_taken_over: Callable[[], None] | None = None, file: Path | None = None
    ) -> None:
        """Ask for a file, unless one is given, and its password, show what it would change, and
        take it over.

        ``on_taken_over`` is called if all of it came; what did not come is shown here.
        """
        if self._is_busy():
            return
        self._on_taken_over = on_taken_over
        if file is not None:
            self._check(file)
            return
        kinds = ["Devir dosyası (*.ebel)", file_dialogs.ANY]
        file_dialogs.ask_open_path(self, "Devralınacak dosya", kinds, "Seç", self._check)

    def _check(self, path: Path) -> None:
        self.show_status("", "done")
        self._session.background_worker.run(
            partial(handover.check_header, path),
            lambda _: self._ask_password(path),
            self._failed,
            receiver=self,
        )

    def _ask_password(self, path: Path) -> None:
        dialog = HandoverPasswordDialog(self, self._session, path)
        dialog.received.connect(self._ask_takeover)
        dialog.open()

    def _ask_takeover(self, received: Received) -> None:
        """Show what would change; nothing changes before the officer agrees."""
        session = self._session
        session.flush()
        found = takeover.compare_with(session.answers, session.settings, received, _LABEL)
        if found.is_empty:
            self.show_status("Bu dosyadaki cevaplar şimdikilerin aynısı.", "done")
            return
        with_settings = QCheckBox("Yazının gittiği yer ve yardım masası bilgileri de alınsın")
        with_settings.setChecked(takeover.has_default_settings(session.settings))
        details = "Şimdiki cevaplar da önce yedeklenir."
        if found.has_secrets:
            details += (
                "\n\nDosyada KEP parola ve şifresi de var; bu bilgisayarda saklı olanların yerine "
                "geçer."
            )

        def accept() -> None:
            wanted = found.settings if with_settings.isChecked() else session.settings
            self._store_files(received, wanted)

        question.ask(
            self,
            "Dosya devralınsın mı?",
            "Devir dosyasındaki cevaplara geçilecek:"
            if found.change
            else "Cevaplar aynı, değişmeyecek.",
            compare.in_words(found.change, "gelecek") if found.change else (),
            details,
            "Devral",
            accept,
            with_settings if found.changes_settings else None,
        )

    def _store_files(self, received: Received, settings: Settings) -> None:
        """Store the files one by one, and only then the answers that refer to them."""
        task = self._task = CancellableTask(self._report_progress)
        contents = received.contents(task.progress)
        self.show_status(_TAKING_OVER, "hint")

        def read_next() -> None:
            self._session.background_worker.run(
                partial(next, contents, None), store, self._failed, receiver=self
            )

        def store(content: bytes | None) -> None:
            if task.is_cancelled:
                self._failed(Cancelled())
            elif content is None:
                self._replace_answers(received, settings)
            else:
                self._session.workspace.store_content(
                    content, lambda _: read_next(), self._failed, receiver=self
                )

        read_next()

    def _replace_answers(self, received: Received, settings: Settings) -> None:
        session = self._session
        session.replace_answers(received.answers, _LABEL, Reason.HANDOVER)
        on_taken_over = self._on_taken_over
        self.show_status(f"{_LABEL}. “Geri al” ile vazgeçebilirsiniz.", "done")
        if settings != session.settings:
            try:
                session.change_settings(settings)
            except OSError:
                on_taken_over = None
                self.show_status(
                    f"{_LABEL}, ama ayarlar kaydedilemedi; diskte yer olduğuna bakın.", "error"
                )
        if received.secrets:
            store = partial(handover_secrets.store_secrets, session.vault, received.secrets)
            session.vault_worker.run(
                store, partial(self._secrets_stored, on_taken_over), receiver=self
            )
        elif on_taken_over is not None:
            on_taken_over()

    def _secrets_stored(self, on_taken_over: Callable[[], None] | None, stored: bool) -> None:
        if not stored:
            self.show_status(
                f"{_LABEL}, ama bu bilgisayar KEP parola ve şifresini saklayamadı; 1. adımın KEP "
                "sayfasında elle yazın.",
                "error",
            )
        elif on_taken_over is not None:
            on_taken_over()

    # Both

    def _is_busy(self) -> bool:
        return not self._busy.isHidden()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _report_progress(self, done: int) -> None:
        """Report the bytes done; called in the worker's thread, for every piece."""
        self._megabytes_changed.emit(done // _MB)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, StoreError):
            self.show_status(f"{error.what} {error.remedy}", "error")
        elif isinstance(error, HandoverError | Cancelled):
            self.show_status(str(error) or _CANCELLED, "error")
        else:
            raise error

    def show_status(self, text: str, tone: str) -> None:
        """Show how it stands; only long work in progress can be cancelled."""
        busy = text in {PREPARING, _TAKING_OVER}
        if not busy:
            self._task = None
        self._progress.clear()
        self._busy.setVisible(busy)
        super().show_status(text, tone)


def _content(kept: Files, unreadable: set[str], digest: str) -> bytes | None:
    """Return a kept file's content; note one that cannot be read and return None."""
    try:
        return kept.read(digest)
    except StoreError:
        unreadable.add(digest)
        return None
