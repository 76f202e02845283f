"""The dialog that asks for a new password."""

from typing import Final

from PySide6.QtWidgets import QWidget

from ebel_wizard import documents
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.form_dialog import FormDialog, with_caption
from ebel_wizard.ui.widgets.secret_line import SecretLine

_MIN_LENGTH: Final = 8


class NewPasswordDialog(FormDialog):
    """Asks for a new password twice; ``notice`` stands above the lines, ``more`` below."""

    def __init__(
        self, parent: QWidget, title: str, name: str, notice: QWidget, *more: QWidget
    ) -> None:
        super().__init__(parent, title, "Devam")
        self._first, self._second = SecretLine(name), SecretLine("Parola, bir kez daha")
        lines = (self._first, self._second)
        self.set_content(notice, *map(with_caption, lines), *more)

    def password(self) -> str:
        """Return the password typed."""
        return self._first.text()

    def accept(self) -> None:
        """Accept a valid password; show what is wrong with another."""
        error = password_error(self.password(), self._second.text())
        if error:
            self.show_message(error)
            self._first.setFocus()
        else:
            super().accept()


def file_password_notice() -> QWidget:
    """Return what is said above the lines of a file's password."""
    return theme.label(
        "Dosya, seçeceğiniz bir parolayla kilitlenir ve yalnız onunla açılır. En az "
        f"{_MIN_LENGTH} karakter yazın; KEP parolanızı kullanmayın. Bu parola hiçbir yerde "
        "saklanmaz; unutursanız dosya bir daha açılamaz."
    )


def password_error(password: str, again: str) -> str:
    """Return why a password typed twice cannot be used, in Turkish; nothing when it can."""
    if len(password) < _MIN_LENGTH:
        return f"Parola en az {_MIN_LENGTH} karakter olmalı."
    if password != password.strip():
        return "Parolanın başında ya da sonunda boşluk var; silin."
    if not documents.is_password(password):
        return "Bu parola kullanılamıyor; çok uzun ya da içinde klavyede olmayan bir im var."
    if password != again:
        return "İki kutuya yazdıklarınız aynı değil; ikisini de yeniden yazın."
    return ""
