"""What is asked before a window closes though something is not saved."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

SAVE_ELSEWHERE: Final = "Başka yere kaydet…"


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
    elsewhere = ask.addButton(SAVE_ELSEWHERE, QMessageBox.ButtonRole.ActionRole)
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
