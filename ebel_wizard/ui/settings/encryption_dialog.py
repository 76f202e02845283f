"""The dialog that turns encryption on: the code on paper first, then the code typed back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from ebel_wizard import crypto
from ebel_wizard.crypto import InvalidRecoveryCode
from ebel_wizard.ui.settings import recovery_code
from ebel_wizard.ui.settings.recovery_code import RecoveryCodeView, password_notice
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.form_dialog import dialog_buttons, with_caption
from ebel_wizard.ui.widgets.password import password_error
from ebel_wizard.ui.widgets.recovery_code_field import RecoveryCodeField
from ebel_wizard.ui.widgets.secret_line import SecretLine


class EncryptionDialog(QDialog):
    """Shows the recovery code, asks for it back, and only then encrypts."""

    def __init__(self, parent: QWidget, session: Session, *, asks_password: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Cevapları şifrele")
        self.setMinimumWidth(tokens.DIALOG)
        self._session = session
        self._master_key = crypto.new_master_key()
        self._code = RecoveryCodeField()
        self._passwords = (
            (SecretLine("Açma parolası"), SecretLine("Parola, bir kez daha"))
            if asks_password
            else ()
        )
        self._message = theme.label()
        self._next = button("Yazdım, devam", lambda: self._show_page(1))
        self._encrypt = button("Şifrele", self._submit)
        for each in (self._next, self._encrypt):
            each.setProperty("kind", "filled")
        self._back = button("Koda geri dön", lambda: self._show_page(0))
        self._cancel = button("Vazgeç", self.reject)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first_page())
        self._pages.addWidget(self._second_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_24,) * 4)
        column.addWidget(self._pages)
        self._show_page(0)

    def reject(self) -> None:
        """Close without encrypting, unless encryption has started."""
        if self._encrypt.isEnabled():
            super().reject()

    def _first_page(self) -> QWidget:
        return _page(
            theme.label("1 / 2 · Kodu kâğıda yazın", role="group"),
            theme.label(recovery_code.PURPOSE),
            theme.label(
                "Vazgeçip yeniden başlarsanız başka bir kod gösterilir; eski kâğıdı atın.",
                role="hint",
            ),
            RecoveryCodeView(self._session, crypto.recovery_code(self._master_key)),
            dialog_buttons(self._next, button("Vazgeç", self.reject)),
        )

    def _second_page(self) -> QWidget:
        return _page(
            theme.label("2 / 2 · Kodu kâğıttan geri yazın", role="group"),
            theme.label(
                "Kâğıttaki kod doğruysa her şey şifrelenir. Büyük küçük harf ve çizgi fark etmez; "
                "O yerine 0, I yerine 1 yazılabilir. Yazdığınız, kutunun altında gruplarıyla "
                "görünür."
            ),
            self._code,
            *(
                (
                    password_notice(
                        "Bu bilgisayar parola saklayamıyor. Programın her açılışta soracağı bir "
                        "parola belirleyin."
                    ),
                )
                if self._passwords
                else ()
            ),
            *map(with_caption, self._passwords),
            self._message,
            dialog_buttons(self._encrypt, self._back, self._cancel),
        )

    def _show_page(self, page: int) -> None:
        self._show_message("")
        self._pages.setCurrentIndex(page)
        (self._encrypt if page else self._next).setDefault(True)
        (self._code if page else self._next).setFocus()
        self._code.clear()

    def _submit(self) -> None:
        try:
            is_right = crypto.parse_recovery_code(self._code.text()) == self._master_key
        except InvalidRecoveryCode as error:
            self._show_message(str(error))
            self._code.setFocus()
            return
        if not is_right:
            self._show_message("Bu başka bir kod; az önce gösterilen kodu yazın.")
            self._code.setFocus()
            return
        password = ""
        if self._passwords:
            first, second = self._passwords
            password = first.text()
            error_text = password_error(password, second.text())
            if error_text:
                self._show_message(error_text)
                first.setFocus()
                return
        self._set_busy(is_busy=True)
        self._show_message("Şifreleniyor…", "hint")
        self._session.encryption.turn_on(
            self._master_key, password, self.accept, self._failed, receiver=self
        )

    def _failed(self, reason: str) -> None:
        self._set_busy(is_busy=False)
        self._show_message(reason)

    def _set_busy(self, *, is_busy: bool) -> None:
        for each in (self._encrypt, self._back, self._cancel):
            each.setEnabled(not is_busy)
            each.setToolTip("Şifreleniyor." if is_busy else "")

    def _show_message(self, text: str, tone: str = "error") -> None:
        theme.show_message(self._message, text, tone)


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_8)
    for each in widgets:
        column.addWidget(each)
    column.addStretch()
    return page
