"""Open an encrypted workspace: with the keyring without asking, else with password or code."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

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

_KEYRING_GRACE_MS = 1_000  # a keyring that answers within it is not mentioned
_KEYRING_TIMEOUT_S = 0.5  # once another way was found
_REASONS = {
    State.LOCKED: "Bu bilgisayarın parola kasası kilitli.",
    State.ABSENT: "Bu bilgisayar parola saklayamıyor.",
    State.FAILED: "Bu bilgisayarın parola kasası yanıt vermedi.",
}
_NOT_FOUND = "Cevaplarınızın anahtarı bu bilgisayarda bulunamadı."
_ABOUT_CODE = "Kurtarma kodu, şifrelerken kâğıda yazdığınız ya da yazdırdığınız yedi gruptur."


class UnlockDialog(FormDialog):
    """Asks the keyring first, and the officer when it has no answer or takes too long."""

    unlocked = Signal(object, bool)
    """The master key, and whether the kurtarma kodu was typed."""

    def __init__(self, folder: Path, over: QWidget | None = None) -> None:
        super().__init__(over, "Cevaplarınız şifreli", "Aç")
        self.setWindowModality(Qt.WindowModality.WindowModal)  # the frame waits for it
        self._folder = folder
        self._key_file: KeyFile | None = read_key_file(folder)
        self._vault_worker = SerialWorker("vault", self)
        self._background = SerialWorker("work", self)
        self._is_over = self._is_built = False
        self._reason = theme.label()
        self._password = SecretLine("Açma parolası")
        self._code = RecoveryCodeField()
        self.rejected.connect(self._stop)
        self._grace_timer = QTimer(self)
        self._grace_timer.setSingleShot(True)
        self._grace_timer.setInterval(_KEYRING_GRACE_MS)
        self._grace_timer.timeout.connect(lambda: self._ask_officer("Parola kasası bekliyor."))

    def begin(self) -> None:
        """Ask the keyring; ``unlocked`` follows, or the dialog is shown."""
        if self._key_file is None:
            self._ask_officer(_NOT_FOUND)
        else:
            self._grace_timer.start()
            self._query_keyring()

    def accept(self) -> None:
        """Open with what was typed."""
        if self._password.text():
            self.show_message("Parola deneniyor…", "hint")
            self._background.run(
                partial(self._try_password, self._password.text()),
                self._password_tried,
                receiver=self,
            )
            return
        try:
            master_key = crypto.parse_recovery_code(self._code.text())
        except InvalidRecoveryCode as error:
            self.show_message(str(error))
            self._code.setFocus()
            return
        if key_matches(self._folder, master_key):
            self._finish(master_key, code_was_typed=True)
        else:
            self.show_message("Kod doğru yazılmış ama bu cevapların değil; başka bir kâğıda bakın.")
            self._code.setFocus()

    def _query_keyring(self) -> None:
        assert self._key_file is not None
        vault = Vault(self._key_file.workspace_id)

        def read() -> tuple[str | None, State]:
            text = vault.read(Secret.MASTER_KEY)
            return text, State.STORED if text else vault.state(Secret.MASTER_KEY)

        self._vault_worker.run(read, self._keyring_answered, receiver=self)

    def _keyring_answered(self, found: tuple[str | None, State]) -> None:
        text, state = found
        try:
            master_key = bytes.fromhex(text or "")
        except ValueError:
            master_key = b""
        if len(master_key) == crypto.MASTER_KEY_BYTES and key_matches(self._folder, master_key):
            self._finish(master_key, code_was_typed=False)
        else:
            self._ask_officer(_REASONS.get(state, _NOT_FOUND))

    def _ask_officer(self, reason: str) -> None:
        if self._is_over:
            return
        self._grace_timer.stop()
        has_password = self._key_file is not None and bool(self._key_file.wrapped_key)
        ways = "açma parolanızı ya da kurtarma kodunu" if has_password else "kurtarma kodunu"
        self._reason.setText(f"{reason} Açmak için {ways} yazın. {_ABOUT_CODE}")
        if not self._is_built:  # only now: usually the keyring answers and nothing is shown
            self._is_built = True
            for line in (self._password, self._code):  # a message is about what stood there
                line.edited.connect(lambda: self.show_message(""))
            password_row = with_caption(self._password)
            retry = button("Anahtarı &yeniden ara", self._query_keyring)
            self.set_content(self._reason, password_row, self._code, horizontal_row(retry))
            password_row.setVisible(has_password)
            retry.setVisible(self._key_file is not None)
        if self.isVisible():
            self.show_message("Anahtar yine bulunamadı.")
        else:
            self.show()
            (self._password if has_password else self._code).setFocus()

    def _try_password(self, password: str) -> bytes | None:
        assert self._key_file is not None
        try:
            master_key = self._key_file.unwrap(password)
        except DecryptionError:
            return None
        return master_key if key_matches(self._folder, master_key) else None

    def _password_tried(self, master_key: bytes | None) -> None:
        if master_key is not None:
            self._finish(master_key, code_was_typed=False)
        else:
            self._password.clear()
            self.show_message("Parola doğru değil; yeniden yazın ya da kurtarma kodunu kullanın.")
            self._password.setFocus()

    def _finish(self, master_key: bytes, *, code_was_typed: bool) -> None:
        if not self._is_over:
            self._stop()
            self.hide()
            self.deleteLater()
            self.unlocked.emit(master_key, code_was_typed)

    def _stop(self) -> None:
        self._is_over = True
        self._grace_timer.stop()
        self._vault_worker.close(_KEYRING_TIMEOUT_S)
        self._background.close()
