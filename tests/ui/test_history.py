"""What was done is taken back, done again, and told in Geçmiş."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ebel_wizard.case.book import TABLES
from ebel_wizard.ui import driver
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

IPEK = ["İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü"]
PASTED = "Ad Soyad\tTC Kimlik\nÇağrı Işıkçı\t10000010046\nİdil Çakır\t10000010732\n"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def kept(wizard: Wizard) -> dict[str, dict[str, Any]]:
    """Every answer there is."""
    return {name: dict(wizard.window.session.book.rows(name)) for name in TABLES}


@pytest.fixture
def busy(wizard: Wizard) -> Wizard:
    """A sitting over several pages: answers, a person, an import, a tick, a deletion."""
    wizard.step_one("Belediye")
    wizard.answer("Belediyenin türü", "İlçe belediyesi")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.answer("Telefon", "03461234567")
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.go("Personel ve birimler")
    QGuiApplication.clipboard().setText(PASTED)
    wizard.press("Yapıştır")
    driver.until(lambda: driver.has(wizard.window, "2 kişiyi al"), "the list to be read")
    wizard.press("2 kişiyi al")
    wizard.select_row(0)
    wizard.press("Sil")
    wizard.go("2. ")
    wizard.choose_status("yanıt bekleniyor")
    wizard.wait_saved()
    return wizard


def test_everything_is_taken_back_and_done_again_across_the_pages(
    busy: Wizard, open_wizard: Open
) -> None:
    states = [kept(busy)]
    while driver.has(busy.window, "Geri al"):
        busy.press("Geri al")
        states.append(kept(busy))
    assert len(states) > 8
    assert not any(states[-1].values())
    for state in reversed(states[:-1]):
        busy.press("Yinele")
        assert kept(busy) == state
    assert not driver.has(busy.window, "Yinele")
    busy.close()
    assert kept(open_wizard()) == states[0], "what was done again is on the disk"


@pytest.mark.parametrize(
    ("key", "modifiers"), [(Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)]
)
def test_the_keys_of_doing_again(
    wizard: Wizard, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.go("Görev listesi")
    QTest.keyClick(wizard.window, Qt.Key.Key_Z, CONTROL)
    assert wizard.window.statusBar().currentMessage() == "Geri alındı: Resmî ad"
    QTest.keyClick(wizard.window, key, modifiers)
    assert wizard.window.statusBar().currentMessage() == "Yinelendi: Resmî ad"
    wizard.step_one("Belediye")
    assert wizard.shows("Resmî ad") == "Örnekköy"


def test_a_new_change_leaves_nothing_to_do_again(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Birinci")
    wizard.press("Geri al")
    assert driver.has(wizard.window, "Yinele")
    wizard.type_into("Adres", "Cumhuriyet")
    driver.until(lambda: not driver.has(wizard.window, "Yinele"), "the typing to be committed")
    QTest.keyClick(wizard.window, Qt.Key.Key_Y, CONTROL)
    assert wizard.shows("Resmî ad") == ""
    assert wizard.shows("Adres") == "Cumhuriyet"


def test_typing_that_is_not_committed_yet_is_not_lost_to_doing_again(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Birinci")
    wizard.press("Geri al")
    wizard.type_into("Adres", "Cumhuriyet")
    wizard.press("Yinele")
    assert wizard.shows("Adres") == "Cumhuriyet"
    assert wizard.shows("Resmî ad") == ""
