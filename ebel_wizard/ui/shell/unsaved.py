"""What the window shows while the disk refuses what is to be saved."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QWidget

from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button

_ELSEWHERE: Final = "Başka yere kaydet…"


class ErrorBanner(QFrame):
    """Says that the disk refuses what is to be saved, and what to do; the case can be saved in
    another place meanwhile.
    """

    def __init__(self, retry: Callable[[], None], save_elsewhere: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("card", "error")
        self._message = theme.label(tone_name="error")
        line = QHBoxLayout(self)
        line.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        line.addWidget(self._message, 1)
        line.addWidget(button("Yeniden dene", retry))
        line.addWidget(button(_ELSEWHERE, save_elsewhere))
        self.hide()

    def show_error(self, error: StoreError | None) -> None:
        """Show what happened; hide where there is no error."""
        if error is not None:
            self._message.setText(f"{error.what} {error.remedy}")
        self.setVisible(error is not None)


def ask_before_losing(
    parent: QWidget, close: Callable[[], None], save_elsewhere: Callable[[], None]
) -> None:
    """Ask whether to close though the last changes would be lost."""
    ask = QMessageBox(parent)
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.setIcon(QMessageBox.Icon.Warning)
    ask.setWindowTitle("Kaydedilmeyen değişiklikler var")
    ask.setText("Son yazdıklarınız diske kaydedilemedi. Kapatırsanız kaybolur.")
    yes = ask.addButton("Yine de kapat", QMessageBox.ButtonRole.DestructiveRole)
    elsewhere = ask.addButton(_ELSEWHERE, QMessageBox.ButtonRole.ActionRole)
    ask.setDefaultButton(ask.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole))

    def chosen(answer: object) -> None:
        if answer is yes:
            close()
        elif answer is elsewhere:
            save_elsewhere()

    ask.buttonClicked.connect(chosen)
    ask.open()


def ask_before_losing_files(parent: QWidget, close: Callable[[], None]) -> None:
    """Ask whether to close though a file is still being read, and would not be kept."""
    ask = QMessageBox(parent)
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.setIcon(QMessageBox.Icon.Warning)
    ask.setWindowTitle("Dosya henüz saklanmadı")
    ask.setText("Eklediğiniz dosya hâlâ okunuyor. Kapatırsanız saklanmaz.")
    yes = ask.addButton("Yine de kapat", QMessageBox.ButtonRole.DestructiveRole)
    ask.setDefaultButton(ask.addButton("Bekle", QMessageBox.ButtonRole.RejectRole))
    ask.buttonClicked.connect(lambda answer: close() if answer is yes else None)
    ask.open()
