"""A program of its own: an officer whose disk is full saves what is in the window elsewhere.

    python -m tests.ui.scenarios.full_disk_scenario FILE PASSWORD

The workspace (EBEL_WIZARD_HOME) lies on a small disk, which this fills; FILE is on another.
"""

import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from tests.ui.ui_actions import hand_over
from tests.ui.wizard import Wizard


def main(file: Path, password: str) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(application.make_application(), "light")
    wizard = Wizard(demo.open_window(settings.data_dir()))
    driver.activate(wizard.window)
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.wait_saved()
    filler = settings.data_dir().parent / "filler"
    with filler.open("wb", buffering=0) as out, suppress(OSError):
        while out.write(bytes(1024)):
            pass
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    wizard.answer("DETSİS numarası", "12345678")
    driver.wait_until(lambda: wizard.save_status() == "Kaydedilemedi", "the refusal")
    assert wizard.says("Diskte yer kalmadığı için")
    hand_over(wizard, file, password, button="Başka yere kaydet…")
    assert wizard.save_status() == "Kaydedilemedi"
    wizard.window.close()
    driver.wait_until(lambda: wizard.opens(QMessageBox), "the question")
    driver.click(wizard.dialog(QMessageBox), "Yine de kapat")
    driver.wait_until(lambda: not wizard.window.isVisible(), "the window to close")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
