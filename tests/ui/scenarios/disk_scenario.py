"""A program of its own: the real window on a disk in trouble.

    python -m tests.ui.scenarios.disk_scenario FAULT DISK

Works in a folder of DISK. Ends with an error where the window does something else than it should.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from ebel_wizard import demo
from ebel_wizard.demo import driver
from ebel_wizard.store.errors import Fault
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from tests.ui.wizard import Wizard

NAME: Final = "Örnekköy Belediye Başkanlığı"
ADDRESS: Final = "Cumhuriyet Mahallesi"


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """No room is left until the block is."""
    filler = (disk / "filler").open("wb", buffering=0)
    try:
        while filler.write(bytes(1024)):
            pass
    except OSError:
        pass
    yield
    filler.truncate(0)
    filler.close()


@contextmanager
def failing(disk: Path) -> Iterator[None]:
    """Every write, on any disk, comes back with an error that tells nothing more."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


FAULTS: Final = {
    "full": (full, Fault.DISK_FULL),
    "failing": (failing, Fault.DISK_FAILED),
}


def walk(fault: str, disk: Path) -> None:
    """What is typed while the disk refuses it stays in the window, and is kept when it does not."""
    cause, said = FAULTS[fault]
    wizard = open_wizard(disk)
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    with cause(disk):
        driver.wait_until(lambda: refused(wizard), "the window to say that nothing is kept")
        assert wizard.says(said.what), wizard.labels()
        assert wizard.says(said.remedy)
        wizard.answer("Resmî ad", NAME)
        wizard.answer("Adres", ADDRESS)
        wizard.press("Yeniden dene")
        driver.wait_until(lambda: wizard.save_status() == "Kaydedilemedi", "the second refusal")
        wizard.window.close()
        driver.wait_until(
            lambda: any(driver.visible_widgets(wizard.window, QMessageBox)), "the question"
        )
        driver.click(next(driver.visible_widgets(wizard.window, QMessageBox)), "Vazgeç")
        assert wizard.shows("Resmî ad") == NAME
        assert wizard.shows("Adres") == ADDRESS
    wizard.press("Yeniden dene")
    wizard.wait_saved()
    assert not wizard.says(said.what)
    wizard.close()
    tomorrow = open_wizard(disk)
    tomorrow.step_one("Belediye")
    assert tomorrow.shows("Resmî ad") == NAME
    assert tomorrow.shows("Adres") == ADDRESS
    tomorrow.close()


def refused(wizard: Wizard) -> bool:
    """Type on until the disk refuses it: what is left in the file's last blocks goes first."""
    wizard.answer("Yazıyı çıkaran birim", wizard.shows("Yazıyı çıkaran birim") + "Yazı " * 40)
    driver.wait_until(lambda: wizard.save_status() != "Kaydediliyor…", "an answer of the disk")
    return wizard.save_status() == "Kaydedilemedi"


def open_wizard(disk: Path) -> Wizard:
    wizard = Wizard(demo.open_window(disk / "workspace"))
    driver.activate(wizard.window)
    return wizard


def main(fault: str, disk: Path) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(application.make_application(), "light")
    walk(fault, disk)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
