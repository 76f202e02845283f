"""What an officer does on more pages than one: files in and out, lists, people to choose."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QTableView,
)

from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.startup import opener
from tests.ui.wizard import Wizard

FOLLOW_UP = "Takip"


def save_as(wizard: Wizard, button: str, path: Path) -> Path:
    """Press a button that saves one file, and say where; the file is there then."""
    wizard.press(button)
    _name(wizard, path, "Kaydet")
    driver.wait_until(path.exists, f"{path.name} to be saved")
    return path


def save_draft(wizard: Wizard, path: Path) -> bytes:
    """Save the mail of the page in sight as a draft."""
    return save_as(wizard, "Taslak e-postayı kaydet…", path).read_bytes()


def add_file(wizard: Wizard, path: Path) -> None:
    """Give the step in sight a file to keep; whether it is kept is seen a moment later."""
    wizard.press("Dosya ekle…")
    _name(wizard, path, "Seç")


def choose_guide(wizard: Wizard, path: Path) -> None:
    """Give the settings another guide file."""
    wizard.go("Ayarlar")
    wizard.press("Kılavuzu güncelle…")
    _name(wizard, path, "Seç")


def give_list(wizard: Wizard, path: Path) -> None:
    """Choose a file of people and wait until it is read and shown."""
    wizard.go("Personel ve birimler")
    wizard.press("Excel’den al…")
    choose_list(wizard, path)


def choose_list(wizard: Wizard, path: Path) -> None:
    """Name the file in the dialog for a list of people; wait until it is read and shown."""
    _name(wizard, path, "Aç")
    driver.wait_until(lambda: not wizard.says("Liste okunuyor"), "the list to be read")
    driver.process_events()


def choose_people(wizard: Wizard, button: str, verb: str, names: Collection[str]) -> None:
    """Choose people of the register by first name, or by first name and surname."""
    wizard.press(button)
    picker = wizard.dialog(PeoplePicker)
    table = next(driver.visible_widgets(picker, ListTable))
    model = table.model()
    table.setSelectionMode(QTableView.SelectionMode.MultiSelection)
    for row in range(model.rowCount()):
        name, surname = (str(model.index(row, at).data()) for at in (0, 1))
        if name in names or f"{name} {surname}" in names:
            table.selectRow(row)
    driver.click(picker, verb + (f" ({len(names)})" if len(names) > 1 else ""))
    driver.process_events()


def hand_over(
    wizard: Wizard,
    path: Path,
    password: str,
    button: str = "Dosyayı devret…",
    *,
    secrets: bool = False,
) -> Path:
    """Give the case away in a file; the file is there then."""
    wizard.press(button)
    dialog = wizard.dialog(QDialog)
    for label in ("Dosya parolası", "Parola, bir kez daha"):
        driver.answer(dialog, label, password)
    if secrets:
        driver.click(dialog, "KEP parola ve şifresi de gitsin")
    driver.click(dialog, "Devam")
    driver.wait_until(lambda: wizard.opens(QFileDialog), "the place to be asked for")
    _name(wizard, path, "Kaydet")
    driver.wait_until(lambda: wizard.says("Devir dosyası kaydedildi"), "the file to be made")
    return path


def open_handover(wizard: Wizard, path: Path, button: str = "Dosya devral…") -> QDialog:
    """Choose a file to take over; the dialog that asks for its password."""
    wizard.press(button)
    _name(wizard, path, "Seç")
    asked = "Dosyanın parolası"
    driver.wait_until(lambda: wizard.asks(asked), "the password's question")
    return wizard.dialog(QDialog)


def look_over(
    wizard: Wizard, path: Path, password: str, button: str = "Dosya devral…"
) -> QMessageBox:
    """Open a file with its password; the question that says what it would change."""
    dialog = open_handover(wizard, path, button)
    driver.answer(dialog, "Dosyanın parolası", password)
    driver.click(dialog, "Aç")
    driver.wait_until(lambda: wizard.opens(QMessageBox), "the question")
    return wizard.dialog(QMessageBox)


def backups(wizard: Wizard) -> list[str]:
    """The lines of the list of backups, once it was read."""
    wizard.go("Ayarlar")
    listed = driver.find_by_name(wizard.window, QListWidget, "Yedekler")
    driver.wait_until(lambda: listed.count() > 0, "the backups")
    return [listed.item(n).text() for n in range(listed.count())]


def ask_to_go_back(wizard: Wizard, row: int) -> QMessageBox:
    """Choose a backup by its row and ask for it; the question that comes first."""
    backups(wizard)
    driver.find_by_name(wizard.window, QListWidget, "Yedekler").setCurrentRow(row)
    wizard.press("Geri yükle…")
    driver.wait_until(lambda: wizard.opens(QMessageBox), "the question")
    return wizard.dialog(QMessageBox)


def take_over(wizard: Wizard, path: Path, password: str, button: str = "Dosya devral…") -> None:
    """Take a case over, whatever it changes."""
    driver.click(look_over(wizard, path, password, button), "Devral")
    wait_taken_over(wizard)


def wait_taken_over(wizard: Wizard) -> None:
    """Wait until a case was taken over, wherever the window says so."""
    said = "Dosya devralındı"
    driver.wait_until(
        lambda: wizard.says(said) or said in wizard.told(),
        "the case to be taken over",
    )
    wizard.wait_saved()


def _name(wizard: Wizard, path: Path, verb: str) -> None:
    """Type a path into the file dialog that is open."""
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(path))
    driver.click(dialog, verb)
    driver.process_events()


def refusal(folder: Path) -> str:
    """What is said instead of a window, where a workspace cannot be opened."""
    start = opener.WorkspaceOpener(folder)
    said: list[str] = []
    start.refused.connect(said.append)
    start.open()
    driver.wait_until(lambda: said, "the refusal")
    assert start.window is None
    return said[0]
