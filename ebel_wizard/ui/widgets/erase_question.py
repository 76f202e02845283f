"""The last question before everything is erased."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_erase(parent: QWidget, accept: Callable[[], None]) -> None:
    """Ask a last time before everything is erased."""
    ask = QMessageBox(parent)
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.setIcon(QMessageBox.Icon.Warning)
    ask.setWindowTitle("Her şey silinsin mi?")
    ask.setText(
        "Bütün cevaplar, personel listesi, dosyalar, geçmiş, yedekler ve saklanan parolalar "
        "silinecek."
    )
    ask.setInformativeText(
        "Bu işlem geri alınamaz. Önce kapanış raporu kaydedilir; silinince program kapanır."
    )
    yes = ask.addButton("Her şeyi sil", QMessageBox.ButtonRole.DestructiveRole)
    no = ask.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole)
    ask.setDefaultButton(no)

    def chosen(answer: object) -> None:
        if answer is yes:
            accept()

    ask.buttonClicked.connect(chosen)
    ask.open()
