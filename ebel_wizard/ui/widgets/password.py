"""Dialogs that ask for a password, and the frame they share with other short questions."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ebel_wizard import documents
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import button, row
from ebel_wizard.ui.widgets.secret_line import SecretLine

_SHORTEST: Final = 8


class FormDialog(QDialog):
    """A dialog of one column: questions, what stands in the way, and two buttons.

    Without ``cancels`` there is one button, for a dialog that only shows something.
    """

    def __init__(
        self, parent: QWidget | None, title: str, verb: str, *, cancels: bool = True
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.GRID * 65)
        self._trouble = theme.label()
        self.go = button(verb, self.accept)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.GRID * 2,) * 4)
        self._column.setSpacing(theme.GRID)
        self._foot = row(self.go, *([button("Vazgeç", self.reject)] if cancels else []))

    def lay(self, *widgets: QWidget) -> None:
        """Put the questions above what stands in the way and the buttons."""
        for widget in (*widgets, self._trouble, self._foot):
            self._column.addWidget(widget)
        self.go.setDefault(True)  # Enter in a line goes on, whatever other buttons there are
        self.say("")

    def say(self, trouble: str, tone: str = "error") -> None:
        """Say what stands in the way, or nothing."""
        theme.tell(self._trouble, trouble, tone)
        self.adjustSize()  # or the layout would squeeze what wraps

    def trouble(self) -> str:
        """What stands in the way now."""
        return self._trouble.text()


class NewPassword(FormDialog):
    """A new password, typed twice; ``words`` say what it is for, ``more`` is asked below it."""

    def __init__(
        self, parent: QWidget, title: str, name: str, words: QWidget, *more: QWidget
    ) -> None:
        super().__init__(parent, title, "Devam")
        self._first, self._second = SecretLine(name), SecretLine("Aynısı, yeniden")
        lines = (self._first, self._second)
        self.lay(words, *(part for line in lines for part in captioned(line)), *more)

    def password(self) -> str:
        """What was typed."""
        return self._first.text()

    def accept(self) -> None:
        fault = password_fault(self.password(), self._second.text())
        if fault:
            self.say(fault)
            self._first.setFocus()
        else:
            super().accept()


def for_file() -> QWidget:
    """What the password of a file is, said above it."""
    return theme.label(
        "Dosya, seçeceğiniz bir parolayla kilitlenir ve yalnız onunla açılır. En az "
        f"{_SHORTEST} karakter yazın; KEP parolanızı kullanmayın. Bu parola hiçbir yerde "
        "saklanmaz; unutursanız dosya bir daha açılamaz.",
        tone_name="warning",
    )


def password_fault(password: str, again: str) -> str:
    """Why two texts are no new password, in words; empty when they are."""
    if len(password) < _SHORTEST:
        return f"Parola en az {_SHORTEST} karakter olmalı."
    if password != password.strip():
        return "Parolanın başında ya da sonunda boşluk var; silin."
    if not documents.is_password(password):
        return "Bu parola kullanılamıyor; çok uzun ya da içinde klavyede olmayan bir im var."
    if password != again:
        return "İki kutuya yazdıklarınız aynı değil; ikisini de yeniden yazın."
    return ""


def captioned(line: QLineEdit) -> tuple[QWidget, QWidget]:
    """A line under its own name."""
    caption = theme.label(line.accessibleName(), bold=True)
    caption.setBuddy(line)
    return caption, line
