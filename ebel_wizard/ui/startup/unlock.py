"""Opens an encrypted workspace: by the keyring without asking, else by password or code."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from ebel_wizard import crypto
from ebel_wizard.crypto import DecryptionError, InvalidRecoveryCode
from ebel_wizard.store.encryption import KeyFile, key_matches, read_key_file
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.form_dialog import FormDialog, with_caption
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.recovery_code_field import RecoveryCodeField
from ebel_wizard.ui.widgets.secret_line import SecretLine
from ebel_wizard.vault import Secret, State, Vault

_WAIT_MS = 1_000  # a keyring that answers at once is not spoken of
_KEYRING_PATIENCE = 0.5  # seconds, once another way was found
_WHY = {
    State.LOCKED: "Bu bilgisayarın anahtarlığı kilitli.",
    State.ABSENT: "Bu bilgisayarda anahtarlık yok.",
    State.FAILED: "Bu bilgisayarın anahtarlığı yanıt vermedi.",
}
_NOT_THERE = "Çalışma alanının anahtarı bu bilgisayarın anahtarlığında bulunamadı."
_CODE = "Kurtarma kodu, şifrelerken kâğıda yazdığınız ya da yazdırdığınız yedi gruptur."


class UnlockDialog(FormDialog):
    """Asks the keyring first, and the officer once that has no answer or lets one wait."""

    unlocked = Signal(object, bool)
    """The root, and whether it was typed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(None, "Çalışma alanı şifreli", "Aç")
        self._folder = folder
        self._lock: KeyFile | None = read_key_file(folder)
        self._keyring = SerialWorker("vault", self)
        self._work = SerialWorker("work", self)
        self._is_over = self._is_laid = False
        self._why = theme.label()
        self._password = SecretLine("Açma parolası")
        self._code = RecoveryCodeField()
        self.rejected.connect(self._stop)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_WAIT_MS)
        self._patience.timeout.connect(lambda: self._ask("Anahtarlık yanıt bekliyor."))

    def begin(self) -> None:
        """Look into the keyring; ``unlocked`` follows, or the dialog is shown."""
        if self._lock is None:
            self._ask(_NOT_THERE)
        else:
            self._patience.start()
            self._ask_keyring()

    def accept(self) -> None:
        """Open with what was typed."""
        if self._password.text():
            self.show_message("Parola deneniyor…", "hint")
            self._work.run(
                partial(self._try_password, self._password.text()), self._tried, receiver=self
            )
            return
        try:
            master_key = crypto.parse_recovery_code(self._code.text())
        except InvalidRecoveryCode as error:
            self.show_message(str(error))
            self._code.setFocus()
            return
        if key_matches(self._folder, master_key):
            self._open(master_key, typed=True)
        else:
            self.show_message(
                "Kod doğru yazılmış ama bu çalışma alanının değil; başka bir kâğıda bakın."
            )
            self._code.setFocus()

    def _ask_keyring(self) -> None:
        assert self._lock is not None
        vault = Vault(self._lock.workspace_id)

        def look() -> tuple[str | None, State]:
            kept = vault.read(Secret.MASTER_KEY)
            return kept, State.STORED if kept else vault.state(Secret.MASTER_KEY)

        self._keyring.run(look, self._looked, receiver=self)

    def _looked(self, found: tuple[str | None, State]) -> None:
        kept, state = found
        try:
            master_key = bytes.fromhex(kept or "")
        except ValueError:
            master_key = b""
        if len(master_key) == crypto.MASTER_KEY_BYTES and key_matches(self._folder, master_key):
            self._open(master_key, typed=False)
        else:
            self._ask(_WHY.get(state, _NOT_THERE))

    def _ask(self, why: str) -> None:
        if self._is_over:
            return
        self._patience.stop()
        has_password = self._lock is not None and bool(self._lock.wrapped_key)
        ways = "açma parolanızı ya da kurtarma kodunu" if has_password else "kurtarma kodunu"
        self._why.setText(f"{why} Açmak için {ways} yazın. {_CODE}")
        if not self._is_laid:  # only now: mostly the keyring answers, and nothing is shown
            self._is_laid = True
            for line in (self._password, self._code):
                line.edited.connect(
                    lambda: self.show_message("")
                )  # what was said is of what stood there
            by_password = with_caption(self._password)
            again = button("Anahtarlığı &yeniden dene", self._ask_keyring)
            self.set_content(self._why, *by_password, self._code, horizontal_row(again))
            for each in by_password:
                each.setVisible(has_password)
            again.setVisible(self._lock is not None)
        if self.isVisible():
            self.show_message("Anahtarlıkta yine bulunamadı.")
        else:
            self.show()
            (self._password if has_password else self._code).setFocus()

    def _try_password(self, password: str) -> bytes | None:
        assert self._lock is not None
        try:
            master_key = self._lock.unwrap(password)
        except DecryptionError:
            return None
        return master_key if key_matches(self._folder, master_key) else None

    def _tried(self, master_key: bytes | None) -> None:
        if master_key is not None:
            self._open(master_key, typed=False)
        else:
            self._password.clear()
            self.show_message("Parola doğru değil; yeniden yazın ya da kurtarma kodunu kullanın.")
            self._password.setFocus()

    def _open(self, master_key: bytes, *, typed: bool) -> None:
        if not self._is_over:
            self._stop()
            self.hide()
            self.deleteLater()
            self.unlocked.emit(master_key, typed)

    def _stop(self) -> None:
        self._is_over = True
        self._patience.stop()
        self._keyring.close(_KEYRING_PATIENCE)
        self._work.close()
