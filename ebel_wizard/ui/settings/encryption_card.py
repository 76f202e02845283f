"""Şifreleme: encryption on and off, the recovery code and the opening password."""

from typing import Final

from PySide6.QtGui import QShowEvent

from ebel_wizard.ui.settings import recovery_code
from ebel_wizard.ui.settings.card_body import CardBody
from ebel_wizard.ui.settings.encryption_dialog import EncryptionDialog
from ebel_wizard.ui.settings.recovery_code import RecoveryCodeView, password_notice
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import question, theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.form_dialog import FormDialog
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.password import NewPasswordDialog
from ebel_wizard.vault import State

TITLE: Final = "Şifreleme"
_UNENCRYPTED: Final = (
    "Cevaplar, personel bilgileri ve eklediğiniz dosyalar bu bilgisayarın diskinde açık duruyor. "
    "Şifrelerseniz diski ele geçiren biri onları okuyamaz. Anahtarı bu bilgisayar saklar; program "
    "açılırken size bir şey sorulmaz."
)
_IN_KEYRING: Final = "Cevaplarınız şifreli. Anahtarını bu bilgisayar saklıyor."
_ASKED_AT_START: Final = "Cevaplarınız şifreli. Program açılırken açma parolası sorulur."
_CODE_ONLY: Final = (
    "Cevaplarınız şifreli, ama anahtarı bu bilgisayarda yok: program açılırken kurtarma kodu "
    "sorulur. Bir açma parolası belirleyin."
)


class EncryptionCard(CardBody):
    """Says whether the workspace is encrypted, and turns encryption on and off."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._encrypt_button = button("Cevapları ş&ifrele…", self.start_encryption)
        self._show_code_button = button("Kurtarma &kodunu göster…", self._show_code)
        self._password_button = button("Açma parolası &belirle…", self._ask_password)
        self._turn_off_button = button("Şifrelemeyi ka&pat…", self._ask_off)
        self.add(
            horizontal_row(
                self._encrypt_button,
                self._show_code_button,
                self._password_button,
                self._turn_off_button,
            )
        )
        session.encryption.changed.connect(self.refresh)
        self.setFocusProxy(self._encrypt_button)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the keyring, which may have changed since the card was last shown."""
        super().showEvent(event)
        self.show_status("", "done")
        if self._session.encryption.is_on:
            self._session.encryption.query_keyring()

    def refresh(self) -> None:
        """Show whether the workspace is encrypted, and what opens it."""
        encryption = self._session.encryption
        required = self._session.settings.encryption == "required"
        if not encryption.is_on:
            text = _UNENCRYPTED
        elif encryption.in_keyring:
            text = _IN_KEYRING
        else:
            text = _ASKED_AT_START if encryption.has_password else _CODE_ONLY
        if required:
            text += " Bu bilgisayarda şifreleme kurumunuzca zorunlu tutuluyor."
        self.show_hint(text)
        self._encrypt_button.setVisible(not encryption.is_on)
        self._show_code_button.setVisible(encryption.is_on)
        self._password_button.setVisible(encryption.is_on and not encryption.in_keyring)
        self._password_button.setText(
            "Açma parolasını &değiştir…" if encryption.has_password else "Açma parolası &belirle…"
        )
        self._turn_off_button.setVisible(encryption.is_on and not required)
        self.setFocusProxy(self._show_code_button if encryption.is_on else self._encrypt_button)

    def start_encryption(self) -> None:
        """Ask the keyring for its state, then open the dialog that turns encryption on."""
        self.show_status("", "done")
        self._session.encryption.query_keyring(self._open_dialog, receiver=self)

    def _open_dialog(self, state: State) -> None:
        if state in {State.LOCKED, State.FAILED}:
            self.show_status(
                "Bu bilgisayarın parola kasası kilitli ya da yanıt vermiyor; kilidini açıp "
                "yeniden deneyin. Hiçbir şey şifrelenmedi.",
                "error",
            )
            return
        dialog = EncryptionDialog(self, self._session, asks_password=state is State.ABSENT)
        dialog.accepted.connect(
            lambda: self.show_status("Cevaplarınız ve yedekleri şifrelendi.", "done")
        )
        dialog.open()

    def _show_code(self) -> None:
        code = self._session.encryption.code()
        dialog = FormDialog(self, "Kurtarma kodu", "Kapat", cancels=False)
        dialog.set_content(
            theme.label(recovery_code.PURPOSE), RecoveryCodeView(self._session, code)
        )
        dialog.open()

    def _ask_password(self) -> None:
        notice = password_notice("Program açılırken bu parola sorulur.")
        dialog = NewPasswordDialog(self, "Açma parolası belirle", "Açma parolası", notice)

        def set_password() -> None:
            self.show_status("Parola belirleniyor…", "hint")
            self._session.encryption.set_password(
                dialog.password(),
                lambda: self.show_status("Açma parolası belirlendi.", "done"),
                lambda reason: self.show_status(reason, "error"),
                receiver=self,
            )

        dialog.accepted.connect(set_password)
        dialog.open()

    def _ask_off(self) -> None:
        def accept() -> None:
            self.show_status("Şifreleme kapatılıyor…", "hint")
            self._session.encryption.turn_off(
                lambda: self.show_status("Şifreleme kapatıldı.", "done"),
                lambda reason: self.show_status(reason, "error"),
                receiver=self,
            )

        question.ask(
            self,
            "Şifreleme kapatılsın mı?",
            "Cevaplar, dosyalar ve yedekler diskte yeniden açık duracak.",
            (),
            "Kurtarma kodu da geçersiz olur; yeniden şifrelerseniz değişir.",
            "Şifrelemeyi kapat",
            accept,
        )
