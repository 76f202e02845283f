"""A program of its own: encrypts a workspace in the real window, prints its code, and works on.

    python -m tests.ui.scenarios.encrypted_scenario OPEN CLOSED FILE

OPEN is a surname typed before, CLOSED one typed after, when FILE is kept too. Each line told is
JSON, the code among them.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QLineEdit

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.settings.encryption_dialog import EncryptionDialog
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.secret_line import PaintedSecret
from tests.ui.ui_actions import FOLLOW_UP, add_file
from tests.ui.wizard import Wizard


def shown_in(dialog: QDialog) -> list[QDialog]:
    return [each for each in dialog.findChildren(QDialog) if each.isVisible()]


def main(before: str, after: str, file: Path) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(application.make_application(), "light")
    wizard = opened()
    add_person(wizard, before)
    wizard.go("Ayarlar")
    wizard.press("Cevapları şifrele…")
    driver.wait_until(lambda: wizard.opens(EncryptionDialog), "the keyring to be asked")
    dialog = wizard.dialog(EncryptionDialog)
    (shown,) = driver.visible_widgets(dialog, PaintedSecret)
    code = shown.text()
    driver.click(dialog, "Yazdır…")
    driver.wait_until(lambda: shown_in(dialog), "the printers")
    (asks,) = shown_in(dialog)
    driver.click(asks, "Kuyrukta kopya kalabileceğini biliyorum, yine de yazdır")
    driver.click(asks, "Yazdır")
    driver.wait_until(
        lambda: any("yazıcıya gönderildi" in text for text in wizard.texts_in(dialog)), "the queue"
    )
    driver.click(dialog, "Yazdım, devam")
    driver.replace_text(driver.find_by_name(dialog, QLineEdit, "Kurtarma kodu"), code)
    driver.click(dialog, "Şifrele")
    driver.wait_until(lambda: wizard.says("yedekleri şifrelendi"), "it to be encrypted")
    tell(code=code.split())
    wizard.close()
    wizard = opened()
    add_person(wizard, after)
    wizard.step_one(FOLLOW_UP)
    add_file(wizard, file)
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file")
    wizard.wait_saved()
    wizard.close()
    tell(done=True)
    return 0


def opened() -> Wizard:
    wizard = Wizard(demo.open_window(settings.data_dir()))
    driver.activate(wizard.window)
    return wizard


def add_person(wizard: Wizard, surname: str) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(len(wizard.rows()) - 1, "İpek", surname, "", "", "Şef", "Yazı İşleri")
    wizard.wait_saved()


def tell(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
