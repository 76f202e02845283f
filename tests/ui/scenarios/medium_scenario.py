"""A program of its own: the real window, with its answers on a stick that is pulled out.

    unshare -rm python -m tests.ui.scenarios.medium_scenario FOLDER

Ends with an error where the window does something else than it should.
"""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.store.errors import Fault
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from tests.store.medium import Stick
from tests.ui.ui_actions import refusal
from tests.ui.wizard import Wizard

ADDRESS: Final = "Cumhuriyet Mahallesi"


def walk(stick: Stick, again: Stick) -> None:
    """It is said, what was typed stays in the window, and it is kept once the stick is back."""
    stick.plug_in()
    wizard = open_wizard(stick)
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    stick.pull_out()
    wizard.answer("Adres", ADDRESS)
    for _ in range(2):
        driver.wait_until(lambda: wizard.save_status() == "Kaydedilemedi", "the refusal")
        assert wizard.says(Fault.MEDIUM_GONE.what), wizard.labels()
        assert wizard.says(Fault.MEDIUM_GONE.remedy)
        assert wizard.says(str(stick.data))
        assert wizard.shows("Adres") == ADDRESS
        assert [*stick.mounted_at.rglob("*")] == [stick.data]
        wizard.press("Yeniden dene")
        driver.wait_until(lambda: wizard.save_status() != "Kaydediliyor…", "an answer of the disk")
    stick.copy_to(again)  # to the system it is another disk
    again.plug_in()
    wizard.press("Yeniden dene")
    wizard.wait_saved()
    assert not wizard.says(Fault.MEDIUM_GONE.what)
    wizard.answer("Yazıyı çıkaran birim", "Yazı İşleri Müdürlüğü")
    wizard.wait_saved()
    wizard.close()
    again.pull_out()
    said = refusal(stick.data)
    assert said.startswith(Fault.MEDIUM_MISSING.what), said
    assert str(stick.data) in said
    assert [*stick.mounted_at.rglob("*")] == [stick.data]
    again.plug_in()
    tomorrow = open_wizard(again)
    tomorrow.step_one("Belediye")
    assert tomorrow.shows("Resmî ad") == "Örnekköy"
    assert tomorrow.shows("Adres") == ADDRESS
    tomorrow.close()


def open_wizard(stick: Stick) -> Wizard:
    wizard = Wizard(demo.open_window(stick.data))
    driver.activate(wizard.window)
    return wizard


def main(folder: Path) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(application.make_application(), "light")
    assert folder in settings.mounts_file().parents, "the account's own record is not for tests"
    walk(Stick(folder), Stick(folder, "again"))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
