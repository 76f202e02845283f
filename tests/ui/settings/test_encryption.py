"""Encryption as an officer meets it: recommended, turned on with a code on paper, never a trap."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMessageBox, QWidget

from ebel_wizard import crypto, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.settings.encryption_dialog import EncryptionDialog
from ebel_wizard.ui.startup import opener
from ebel_wizard.ui.startup.unlock import UnlockDialog
from ebel_wizard.ui.widgets.secret_line import PaintedSecret
from ebel_wizard.vault import Secret, State
from tests.ui.conftest import Open, Resume
from tests.ui.wizard import Wizard

SURNAME = "Çınarlıoğlu"
IPEK = ("İpek", SURNAME, "10000000146", "0532 123 45 67", "Şef", "Yazı İşleri")
TURN_ON = "Cevapları şifrele…"
REMINDER = "Şifrele…"  # in the task list
PASSWORD = "açık deniz 41"
CODE = re.compile(r"([0-9A-Z]{5}-){6}[0-9A-Z]{5}")
Opens = Callable[[], opener.WorkspaceOpener]


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    nothing: KeyringBackend = null.Keyring()  # type: ignore[no-untyped-call]
    keyring.set_keyring(nothing)
    yield
    keyring.set_keyring(before)


def add_ipek(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.go("Görev listesi")


@pytest.fixture
def with_people(resume: Resume) -> Wizard:
    return resume(add_ipek)


@pytest.fixture
def begun(qapp: QApplication, home: Path) -> Iterator[Opens]:
    """Starts the program as far as an encrypted workspace lets it."""
    starts: list[opener.WorkspaceOpener] = []

    def begin() -> opener.WorkspaceOpener:
        start = opener.WorkspaceOpener(settings.data_dir())
        starts.append(start)
        start.open()
        driver.wait_until(lambda: start.window or asking(start), "the window, or a question")
        return start

    yield begin
    for start in starts:
        if start.unlock_dialog is not None:
            start.unlock_dialog.reject()
        if start.window is not None:
            Wizard(start.window).close()
            start.window.deleteLater()


def asking(start: opener.WorkspaceOpener) -> UnlockDialog | None:
    return (
        start.unlock_dialog
        if start.unlock_dialog is not None and start.unlock_dialog.isVisible()
        else None
    )


def ask(start: opener.WorkspaceOpener) -> UnlockDialog:
    dialog = asking(start)
    assert dialog is not None
    return dialog


def said(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in driver.visible_widgets(dialog, QLabel))


def typed(dialog: QDialog, label: str, text: str) -> None:
    driver.replace_text(driver.find_by_name(dialog, QLineEdit, label), text)


def shown_code(dialog: QDialog) -> str:
    """The code as somebody who reads the screen would write it down."""
    (shown,) = driver.visible_widgets(dialog, PaintedSecret)
    return "-".join(shown.text().split())


def spoken(window: QWidget) -> list[str]:
    """What a program that reads the window aloud is told of it and of its dialogs."""
    every = [
        each
        for top in (window, *QApplication.topLevelWidgets())
        for each in top.findChildren(QWidget)
    ]
    faces = [QAccessible.queryAccessibleInterface(each) for each in every]
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    return [face.text(kind) for face in faces for kind in kinds]


def led(wizard: Wizard) -> EncryptionDialog:
    """The dialog that leads through it, from the settings."""
    wizard.go("Ayarlar")
    wizard.press(TURN_ON)
    driver.wait_until(lambda: wizard.opens(EncryptionDialog), "the keyring to be asked")
    return wizard.dialog(EncryptionDialog)


def turned_on(wizard: Wizard) -> str:
    """Turn it on; the code that was written down."""
    dialog = led(wizard)
    code = shown_code(dialog)
    driver.click(dialog, "Yazdım, devam")
    typed(dialog, "Kurtarma kodu", code.lower().replace("-", " "))
    driver.click(dialog, "Şifrele")
    driver.wait_until(lambda: wizard.says("yedekleri şifrelendi"), "it to be encrypted")
    return code


def readable(home: Path) -> list[str]:
    """The files in which the officer's name stands open."""
    files = (each for each in (home / "data").rglob("*") if each.is_file())
    return [each.name for each in files if SURNAME.encode() in each.read_bytes()]


def test_it_is_recommended_once_there_are_people_and_can_be_put_off(
    wizard: Wizard, open_wizard: Open
) -> None:
    assert not driver.has_button(wizard.window, REMINDER)
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.go("Görev listesi")
    assert driver.has_button(wizard.window, REMINDER)
    wizard.press("Şimdi değil")
    assert not driver.has_button(wizard.window, REMINDER)
    assert wizard.says("Şifreleme bölümünden ne zaman isterseniz")
    wizard.close()
    tomorrow = open_wizard()
    tomorrow.go("Görev listesi")
    tomorrow.wait_saved()
    assert not driver.has_button(tomorrow.window, REMINDER)


def test_the_recommendation_leads_to_turning_it_on(with_people: Wizard) -> None:
    with_people.press(REMINDER)
    driver.wait_until(lambda: with_people.opens(EncryptionDialog), "the keyring to be asked")
    driver.click(with_people.dialog(EncryptionDialog), "Vazgeç")
    assert with_people.says("diskinde açık duruyor")


def test_nothing_is_encrypted_before_the_code_was_typed_back(
    with_people: Wizard, home: Path
) -> None:
    dialog = led(with_people)
    code = shown_code(dialog)
    assert CODE.fullmatch(code)
    driver.click(dialog, "Yazdım, devam")
    driver.click(dialog, "Şifrele")
    assert "35 harf ve rakamdır" in said(dialog)
    # The check letter of the second group: a wrong one is always noticed.
    wrong = ("7" if code[10] != "7" else "8").join((code[:10], code[11:]))
    typed(dialog, "Kurtarma kodu", wrong)
    driver.click(dialog, "Şifrele")
    assert "2. grupta yanlış bir harf" in said(dialog)
    driver.click(dialog, "Koda geri dön")
    assert shown_code(dialog) == code
    driver.click(dialog, "Yazdım, devam")
    assert driver.find_by_name(dialog, QLineEdit, "Kurtarma kodu").text() == ""
    driver.click(dialog, "Vazgeç")
    assert with_people.window.session.vault.state(Secret.MASTER_KEY) is State.EMPTY
    assert readable(home)


def test_once_on_nothing_is_asked_and_nothing_can_be_read_on_disk(
    with_people: Wizard, home: Path, open_wizard: Open
) -> None:
    assert readable(home)
    turned_on(with_people)
    assert readable(home) == []
    with_people.step_one("Proje sorumluları")
    with_people.fill_cell(0, "Unvan", "Müdür")
    with_people.close()
    again = open_wizard()
    again.step_one("Proje sorumluları")
    assert again.rows()[0][:2] == ["İpek", SURNAME]
    again.fill_cell(0, "Unvan", "Şef V.")
    again.wait_saved()
    again.go("Görev listesi")
    assert not driver.has_button(again.window, REMINDER)
    again.close()
    assert readable(home) == []


def test_when_the_keyring_lost_the_key_the_code_opens_and_gives_it_back(
    with_people: Wizard, begun: Opens, open_wizard: Open
) -> None:
    code = turned_on(with_people)
    vault = with_people.window.session.vault
    with_people.close()
    vault.remove(Secret.MASTER_KEY)
    start = begun()
    dialog = ask(start)
    assert "bu bilgisayarda bulunamadı" in said(dialog)
    driver.click(dialog, "Anahtarı yeniden ara")
    driver.wait_until(lambda: "yine bulunamadı" in said(dialog), "the answer")
    typed(dialog, "Kurtarma kodu", "bu bir kod değil")
    QTest.keyClick(driver.find_by_name(dialog, QLineEdit, "Kurtarma kodu"), Qt.Key.Key_Return)
    assert "Kodda “u” yoktur" in said(dialog)
    typed(dialog, "Kurtarma kodu", code)
    assert "yoktur" not in said(dialog)
    QTest.keyClick(driver.find_by_name(dialog, QLineEdit, "Kurtarma kodu"), Qt.Key.Key_Return)
    driver.wait_until(lambda: start.window, "the window")
    driver.wait_until(
        lambda: vault.state(Secret.MASTER_KEY) is State.STORED, "the keyring to have it"
    )
    assert start.window is not None
    Wizard(start.window).close()
    again = open_wizard()
    again.step_one("Proje sorumluları")
    assert again.rows()[0][:2] == ["İpek", SURNAME]


def test_the_code_of_another_workspace_is_said_to_be_one(with_people: Wizard, begun: Opens) -> None:
    turned_on(with_people)
    vault = with_people.window.session.vault
    with_people.close()
    vault.remove(Secret.MASTER_KEY)
    dialog = ask(begun())
    typed(dialog, "Kurtarma kodu", crypto.recovery_code(bytes(crypto.MASTER_KEY_BYTES)))
    driver.click(dialog, "Aç")
    assert "bu cevapların değil" in said(dialog)
    driver.click(dialog, "Vazgeç")


def test_giving_up_leaves_everything_as_it_is(
    with_people: Wizard, begun: Opens, home: Path
) -> None:
    turned_on(with_people)
    with_people.window.session.vault.remove(Secret.MASTER_KEY)
    with_people.close()
    before = {file: file.read_bytes() for file in (home / "data").glob("*.db")}
    start = begun()
    left: list[bool] = []
    start.unlock_cancelled.connect(lambda: left.append(True))
    driver.click(ask(start), "Vazgeç")
    driver.wait_until(lambda: left, "the start to be given up")
    assert {file: file.read_bytes() for file in (home / "data").glob("*.db")} == before


def test_without_a_keyring_a_password_takes_its_place(
    with_people: Wizard, begun: Opens, no_keyring: None, home: Path
) -> None:
    dialog = led(with_people)
    code = shown_code(dialog)
    driver.click(dialog, "Yazdım, devam")
    typed(dialog, "Kurtarma kodu", code)
    driver.click(dialog, "Şifrele")
    assert "en az 8 karakter" in said(dialog)
    typed(dialog, "Açma parolası", PASSWORD)
    typed(dialog, "Parola, bir kez daha", PASSWORD)
    driver.click(dialog, "Şifrele")
    driver.wait_until(lambda: with_people.says("yedekleri şifrelendi"), "it to be encrypted")
    assert readable(home) == []
    with_people.close()
    start = begun()
    unlock = ask(start)
    assert "parola saklayamıyor" in said(unlock)
    typed(unlock, "Açma parolası", "başka bir şey")
    driver.click(unlock, "Aç")
    driver.wait_until(lambda: "Parola doğru değil" in said(unlock), "the refusal")
    typed(unlock, "Açma parolası", PASSWORD)
    driver.click(unlock, "Aç")
    driver.wait_until(lambda: start.window, "the window")
    assert start.window is not None
    Wizard(start.window).close()
    start = begun()
    typed(ask(start), "Kurtarma kodu", code)
    driver.click(ask(start), "Aç")
    driver.wait_until(lambda: start.window, "the window, by the code")


def test_it_is_turned_off_while_open(with_people: Wizard, home: Path, open_wizard: Open) -> None:
    turned_on(with_people)
    with_people.press("Şifrelemeyi kapat…")
    driver.click(with_people.dialog(QMessageBox), "Vazgeç")
    assert readable(home) == []
    with_people.press("Şifrelemeyi kapat…")
    driver.click(with_people.dialog(QMessageBox), "Şifrelemeyi kapat")
    driver.wait_until(lambda: with_people.says("Şifreleme kapatıldı"), "it to be off")
    vault = with_people.window.session.vault
    driver.wait_until(
        lambda: vault.state(Secret.MASTER_KEY) is State.EMPTY, "the keyring to forget"
    )
    with_people.close()
    assert readable(home)
    assert not (home / "data" / "sifreleme.json").exists()
    again = open_wizard()
    again.step_one("Proje sorumluları")
    assert again.rows()[0][:2] == ["İpek", SURNAME]


def test_the_code_can_be_looked_up_again_and_is_nowhere_else(with_people: Wizard) -> None:
    code = turned_on(with_people)
    with_people.press("Kurtarma kodunu göster…")
    dialog: QDialog = with_people.dialog()
    assert shown_code(dialog) == code
    told = "\n".join(
        (QApplication.clipboard().text(), *with_people.labels(), *spoken(with_people.window))
    )
    assert "Kurtarma kodunu göster" in told
    assert not any(group in told for group in code.split("-"))
    driver.click(dialog, "Kapat")


def test_an_administrator_can_insist(home: Path, open_wizard: Open) -> None:
    file = settings.machine_file()
    file.parent.mkdir(parents=True)
    file.write_text('{"encryption": "required", "helpdesk_email": "yardim@ornek.bel.tr"}')
    wizard = open_wizard()
    assert wizard.says("zorunlu tutuyor")
    assert not driver.has_button(wizard.window, "Şimdi değil")
    wizard.go("Ayarlar")
    assert wizard.shows("Yardım masasının e-postası") == "yardim@ornek.bel.tr"
    turned_on(wizard)
    assert not driver.has_button(wizard.window, "Şifrelemeyi kapat…")


def test_erasing_takes_the_key_out_of_the_keyring(with_people: Wizard) -> None:
    turned_on(with_people)
    session = with_people.window.session
    gone: list[bool] = []
    session.erased.connect(lambda: gone.append(True))
    session.erase(pytest.fail, receiver=session)
    driver.wait_until(lambda: gone, "everything to be erased")
    assert session.vault.state(Secret.MASTER_KEY) is State.EMPTY
