"""What an officer does with the program, done once in the real window: one line for each check.

It is for a program that was just installed; whatever fails ends it.
"""

import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from sqlalchemy import text

from ebel_wizard import demo, documents, settings
from ebel_wizard.case.model import Case
from ebel_wizard.demo import driver, walk
from ebel_wizard.store import sqlite, versions
from ebel_wizard.store.schema import HEAD
from ebel_wizard.ui.settings.encryption_dialog import EncryptionDialog
from ebel_wizard.ui.shell.places import SETTINGS
from ebel_wizard.ui.shell.window import MainWindow
from ebel_wizard.ui.startup import stall_monitor
from ebel_wizard.ui.widgets.secret_line import PaintedSecret
from ebel_wizard.vault import KEP, Secret, State

_FILE_KEY: Final = "Uydurma parola 1"


def run(out: Path) -> int:
    """Do everything once, in workspaces that are deleted afterwards; return 0."""
    # How quick the machine is at the moment is not what is asked here.
    logging.getLogger(stall_monitor.__name__).disabled = True
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ebel-wizard-demo-") as temporary:
        folder = Path(temporary)
        demo.begin()
        _upgraded(folder / "eski.db")
        window = demo.open_workspace(folder / "first")
        for _ in walk.pages(window):
            pass
        _done("ilk açılış, bütün sayfalar")
        case = demo.in_time(window, demo.example())
        demo.fill_in(window, case)
        _check(_name_in(window) == case.municipality.name, "1. adım dolduruldu")
        demo.read_list(window)
        before = len(window.session.people())
        demo.take_list(window)
        _check(len(window.session.people()) > before, "liste alındı")
        _save_documents(window, out, case)
        window = _secrets(window)
        window = _encrypted(window)
        _handed_over(window, folder, out / "devir.ebel")
    _done("kapandı")
    return 0


def _done(what: str) -> None:
    sys.stdout.write(f"tamam: {what}\n")
    sys.stdout.flush()


def _check(found: object, what: str) -> None:
    """Print the line of a check; raise NotFoundError where nothing was found."""
    if not found:
        raise driver.NotFoundError(what)
    _done(what)


def _upgraded(file: Path) -> None:
    """Run every migration, which a new workspace does not need: the package may lack one."""
    file.touch()
    connection = sqlite.connect(file, None)
    with sqlite.transaction(connection):
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    versions.migrate(connection)
    with sqlite.transaction(connection):
        found = versions.revision(connection)
    connection.close()
    _check(found == HEAD, "eski sürümün dosyası yükseltildi")


def _name_in(window: MainWindow) -> str:
    return window.session.case().municipality.name


def _again(window: MainWindow) -> MainWindow:
    """Close a window and open its workspace anew."""
    demo.close_window(window)
    return demo.open_workspace(Path(os.environ[settings.HOME_VARIABLE]))


def _save_documents(window: MainWindow, out: Path, case: Case) -> None:
    for _ in walk.everything(window):
        pass
    _done("sayfalar, arama ve pencereler gezildi")
    window.open(f"{demo.STEP}/documents")
    demo.save_documents(window, out)
    demo.save_others(window, out)
    made = {each.name for each in out.iterdir() if each.stat().st_size}
    _check({each.name for each in documents.build(case)} <= made, "belgeler yapıldı")


def _secrets(window: MainWindow) -> MainWindow:
    """Read the secrets back with another window."""
    window = _again(window)
    vault = window.session.vault
    _check(
        all(vault.state(each) is State.STORED for each in KEP)
        and [vault.read(each) for each in KEP] == list(demo.SECRETS.values()),
        "KEP parolası ve şifresi bu bilgisayardan geri okundu",
    )
    return window


def _encrypted(window: MainWindow) -> MainWindow:
    """Encrypt the workspace as its dialog leads through it, and open it again."""
    name = _name_in(window)
    window.open(SETTINGS.name)
    driver.click(window, "Cevapları şifrele…")
    dialog = _dialog(EncryptionDialog)
    (shown,) = driver.visible_widgets(dialog, PaintedSecret)
    code = shown.text()
    driver.click(dialog, "Yazdım, devam")
    driver.answer(dialog, "Kurtarma kodu", code)
    driver.click(dialog, "Şifrele")
    driver.wait_until(lambda: driver.shows_text(window, "yedekleri şifrelendi"), "the encryption")
    window = _again(window)
    databases = list(settings.data_dir().glob("*.db"))
    begun = [each.read_bytes()[: len(sqlite.MARK)] for each in databases]
    _check(
        begun and set(begun) == {sqlite.MARK} and _name_in(window) == name,
        "şifrelendi, yeniden açıldı",
    )
    return window


def _handed_over(window: MainWindow, folder: Path, file: Path) -> None:
    """Give the case away in a file and take it over at another workstation."""
    name = _name_in(window)
    window.open(SETTINGS.name)
    driver.click(window, "Dosyayı devret…")
    dialog = _dialog(QDialog)
    for label in ("Dosya parolası", "Parola, bir kez daha"):
        driver.answer(dialog, label, _FILE_KEY)
    driver.click(dialog, "Devam")
    file.unlink(missing_ok=True)  # a question about an earlier one would wait for its answer
    _choose(file, "Kaydet")
    driver.wait_until(lambda: driver.shows_text(window, "Devir dosyası kaydedildi"), "the file")
    demo.forget_secrets(window)
    window.session.vault.remove(Secret.MASTER_KEY)
    demo.close_window(window)
    other = demo.open_workspace(folder / "other")
    other.open(SETTINGS.name)
    driver.click(other, "Dosya devral…")
    _choose(file, "Seç")
    dialog = _dialog(QDialog)
    driver.answer(dialog, "Dosyanın parolası", _FILE_KEY)
    driver.click(dialog, "Aç")
    driver.click(_dialog(QMessageBox), "Devral")
    driver.wait_until(lambda: _name_in(other) == name, "the case to be taken over")
    demo.close_window(other)
    _done("devredildi, devralındı")


def _dialog(kind: type[driver.WidgetT]) -> driver.WidgetT:
    """Wait for a dialog of a kind."""
    found: list[driver.WidgetT] = []

    def look() -> bool:
        found[:] = [
            each
            for each in QApplication.allWidgets()
            if isinstance(each, kind)
            and each.isVisible()
            and each.isWindow()
            and not isinstance(each, MainWindow)
        ]
        return bool(found)

    driver.wait_until(look, kind.__name__)
    return found[0]


def _choose(file: Path, verb: str) -> None:
    """Type a path into the file dialog that comes."""
    dialog = _dialog(QFileDialog)
    driver.choose_path(dialog, file, verb)
    driver.process_events()
