"""Ayarlar: a card for each kind of setting, and what the municipality's file fixes."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QScrollArea,
)

from ebel_wizard import settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets.setting_field import FIXED
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

INDEX = "Ayarların bölümleri"


def choose(wizard: Wizard, words: str) -> None:
    (option,) = [
        each for each in driver.visible_widgets(wizard.window, QRadioButton) if each.text() == words
    ]
    option.click()
    driver.process_events()


def stored() -> dict[str, str]:
    kept: dict[str, str] = json.loads(settings.file().read_text("utf-8"))
    return kept


def fix(**values: object) -> None:
    """The municipality's file for all accounts of the machine."""
    file = settings.machine_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(values), encoding="utf-8")


def test_the_index_follows_the_scroll(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    index = driver.find_by_name(wizard.window, QListWidget, INDEX)
    area = next(driver.visible_widgets(wizard.window, QScrollArea))
    bar = area.verticalScrollBar()
    passed = [index.currentItem().text()]
    for at in range(0, bar.maximum() + 1, 40):
        bar.setValue(at)
        if index.currentItem().text() != passed[-1]:
            passed.append(index.currentItem().text())
    titles = [index.item(at).text() for at in range(index.count())]
    assert passed == [each for each in titles if each in passed], "one after the other"
    assert len(passed) > 5
    bar.setValue(bar.maximum())
    assert index.currentItem().text() == titles[-1]
    bar.setValue(0)
    assert index.currentItem().text() == titles[0]
    index.setCurrentRow(8)
    driver.process_events()
    assert index.currentItem().text() == "Dosyayı devret", "it need not come to the top"


def test_the_index_brings_a_card_to_the_top(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    index = driver.find_by_name(wizard.window, QListWidget, INDEX)
    assert [index.item(at).text() for at in range(index.count())] == [
        *("Görünüm", "Yazının gittiği yer", "Yazılarınız", "Logo", "Yardım masası"),
        *("Kişisel veriler", "Şifreleme", "Yedekler", "Dosyayı devret", "Kılavuz"),
    ]
    index.setCurrentRow(4)
    driver.process_events()
    area = next(driver.visible_widgets(wizard.window, QScrollArea))
    field = wizard.field("Yardım masasının e-postası")
    at = field.mapTo(area.viewport(), field.rect().topLeft()).y()
    assert 0 < at < area.viewport().height() // 2


def test_a_link_to_a_setting_shows_the_title_of_its_card_and_marks_it(filled: Wizard) -> None:
    filled.step_one("Kontrol")
    filled.press("Değiştir: Yazının gittiği yer")
    driver.process_events()
    index = driver.find_by_name(filled.window, QListWidget, INDEX)
    assert index.currentItem().text() == "Yazının gittiği yer"
    area = next(driver.visible_widgets(filled.window, QScrollArea))
    title = next(
        each
        for each in driver.visible_widgets(area, QLabel)
        if each.text() == "Yazının gittiği yer"
    )
    at = title.mapTo(area.viewport(), title.rect().topLeft()).y()
    assert 0 <= at < area.viewport().height()


def test_the_text_grows_at_once_and_is_as_large_at_the_next_start(
    wizard: Wizard, qapp: QApplication
) -> None:
    wizard.go("Ayarlar")
    before = qapp.font().pointSizeF()
    choose(wizard, "%150")
    assert qapp.font().pointSizeF() == pytest.approx(before * 1.5)
    assert stored()["text_size"] == "150"
    assert settings.load()[0].text_scale == 1.5
    choose(wizard, "%100 (bilgisayarın ayarı)")
    assert qapp.font().pointSizeF() == pytest.approx(before)


def test_a_blank_page_comes_with_the_settings_and_can_be_emptied_again(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    wizard.answer("Varsayılan imzalayanın adı", "Mehmet")
    wizard.answer("Varsayılan imzalayanın soyadı", "Yılmaz")
    wizard.type_into("Varsayılan dosya planı kodu", "708.03")
    # The list that opens while one types has the keyboard.
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    wizard.step_one("Yazı")
    assert wizard.shows("İmzalayanın adı") == "Mehmet"
    assert wizard.shows("İmzalayanın soyadı") == "Yılmaz"
    assert wizard.window.session.case().letter.file_plan == "708.03"
    assert wizard.told() == "Ayarlar’daki bilgiler yazıya kondu."
    wizard.press("Geri al")
    assert wizard.shows("İmzalayanın adı") == ""


def test_an_answered_page_stays_as_it_is(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.answer("İmzalayanın adı", "Ayşe")
    wizard.go("Ayarlar")
    wizard.answer("Varsayılan imzalayanın adı", "Mehmet")
    wizard.step_one("Yazı")
    assert wizard.shows("İmzalayanın adı") == "Ayşe"


def test_what_is_typed_in_other_capitals_is_mended_and_can_be_taken_back(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    wizard.answer("Yazının gittiği kurum", "İÇİŞLERİ BAKANLIĞI")
    assert wizard.shows("Yazının gittiği kurum") == "İçişleri Bakanlığı"
    wizard.answer("Varsayılan imza makamı", "BELEDİYE BAŞKANI")
    assert wizard.says("Büyük ve küçük harfler düzeltildi.")
    assert stored()["signatory_title"] == "Belediye Başkanı"
    wizard.press("Geri al: Varsayılan imza makamı")
    assert stored()["signatory_title"] == "BELEDİYE BAŞKANI"
    wizard.field("Varsayılan imzalayanın adı").setFocus()
    assert wizard.shows("Varsayılan imza makamı") == "BELEDİYE BAŞKANI"


def test_the_ministrys_unit_is_offered_by_both_its_names_and_is_to_be_looked_up(
    wizard: Wizard,
) -> None:
    wizard.go("Ayarlar")
    assert wizard.shows("Kurumun birimi") == "Bilgi İşlem Dairesi Başkanlığı"
    assert wizard.says("DETSİS’teki adına bakın")
    wizard.field("Kurumun birimi").clear()
    wizard.type_into("Kurumun birimi", "bilgi tek")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert stored()["addressee_unit"] == "Bilgi Teknolojileri Genel Müdürlüğü"
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    assert "(Bilgi Teknolojileri Genel Müdürlüğü)" in wizard.preview_text()


def test_what_the_municipality_fixes_is_shown_as_fixed(home: Path, open_wizard: Open) -> None:
    fix(helpdesk_email="yardim@ornek.bel.tr", theme="dark", fixed=["helpdesk_email", "theme"])
    wizard = open_wizard()
    wizard.go("Ayarlar")
    assert wizard.labels().count(FIXED) == 2
    assert {"yardim@ornek.bel.tr", "Koyu"} <= set(wizard.labels())
    assert not wizard.asks("Yardım masasının e-postası")
    wizard.answer("Yardım masasının telefonu", "0312 111 22 33")
    assert "helpdesk_email" not in stored()


def test_identity_numbers_are_masked_in_lists_and_nowhere_else(answered: Wizard) -> None:
    answered.go("Ayarlar")
    choose(answered, "Yalnız başı ve sonu görünsün")
    answered.step_one("Proje sorumluları")
    column = next(each for each in range(9) if answered.rows()[0][each].startswith("100***"))
    table = answered.table()
    whole = str(table.model().index(0, column).data(Qt.ItemDataRole.EditRole))
    assert answered.rows()[0][column] == "100******" + whole[-2:]
    table.setCurrentIndex(table.model().index(0, column))
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == whole
    assert answered.window.session.case().officers[0].tckn == whole
    answered.step_one("KEP")
    driver.activate(answered.window)
    line = driver.find_by_name(answered.window, QLineEdit, "KEP hesabı yetkilisinin TCKN’si")
    assert line.displayText() != line.text(), "nobody is at it"
    line.setFocus()
    assert line.displayText() == line.text() == answered.window.session.case().kep.user_tckn


def test_the_logo_is_named_and_led_to(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    assert wizard.says("Yazıların başlığında logo yok.")
    wizard.press("“Metin ve logo” sayfasına git")
    assert wizard.page() == "Metin ve logo"
