"""A program of its own: saves and prints the filled KEP form in the real window.

    python -m tests.ui.scenarios.filled_form_scenario FILE PASSWORD

Saves it locked as FILE and prints it on the first printer that takes it. Each line told is JSON.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from tests.ui.wizard import Wizard


def main(file: Path, password: str) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(application.make_application(), "light")
    wizard = Wizard(demo.open_window(settings.data_dir()))
    driver.activate(wizard.window)
    demo.fill_in(wizard.window, demo.example())
    try:
        wizard.step_one("Belgeler")
        wizard.wait_preview()
        wizard.choose_document("KEP formu")
        wizard.save_locked(file, password)
        driver.wait_until(lambda: wizard.says("şifreli kaydedildi"), "the locked form")
        print_form(wizard)
        driver.wait_until(lambda: wizard.says("yazıcıya gönderildi"), "the queue to take it")
    finally:
        demo.forget_secrets(wizard.window)
    wizard.close()
    return 0


def print_form(wizard: Wizard) -> None:
    """Try every printer of the list, and tell what is said of it."""
    driver.wait_until(
        lambda: driver.has_button(wizard.window, "Doldurulmuş formu yazdır…"), "the offer to print"
    )
    wizard.press("Doldurulmuş formu yazdır…")
    driver.wait_until(lambda: wizard.opens(QDialog), "the dialog")
    dialog = wizard.dialog(QDialog)
    go = driver.find_by_name(dialog, QAbstractButton, "Yazdır")
    tell(enabled=go.isEnabled(), said=wizard.texts_in(dialog))
    driver.click(dialog, "Kuyrukta kopya kalabileceğini biliyorum, yine de yazdır")
    printers = driver.find_by_name(dialog, QComboBox, "Yazıcı")
    takers = []
    for at in range(printers.count()):
        printers.setCurrentIndex(at)
        if go.isEnabled():
            takers.append(at)
        tell(printer=printers.itemText(at), enabled=go.isEnabled(), said=wizard.texts_in(dialog))
    printers.setCurrentIndex(takers[0])
    driver.click(dialog, "Yazdır")


def tell(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
