"""Who initials the copy that stays at the municipality: typed in place, in the order of offices."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QScrollArea

from ebel_wizard.demo import driver
from tests.ui.conftest import Open
from tests.ui.wizard import Keyboard, Wizard


def add(wizard: Wizard, number: int, title: str, name: str, surname: str) -> None:
    wizard.press("Paraf ekle")
    for part, text in (("unvanı", title), ("adı", name), ("soyadı", surname)):
        wizard.answer(f"{number}. paraflayanın {part}", text)


def test_the_field_of_a_new_row_is_wholly_in_sight(wizard: Wizard) -> None:
    wizard.window.resize(1366, 768)
    wizard.step_one("Yazı")
    phone = wizard.field("Bilgi verecek kişinin telefonu")
    areas = driver.visible_widgets(wizard.window, QScrollArea)
    area = next(each for each in areas if each.isAncestorOf(phone))
    for number in (1, 2):
        wizard.press("Paraf ekle")
        driver.process_events()
        field = wizard.field(f"{number}. paraflayanın unvanı")
        label = next(each for each in driver.visible_widgets(area, QLabel) if each.buddy() is field)
        seen = area.viewport().rect()
        for part in (label, field):
            assert seen.contains(QRect(part.mapTo(area.viewport(), QPoint()), part.size()))


def titles(wizard: Wizard) -> list[str]:
    return [
        wizard.shows(f"{n}. paraflayanın unvanı")
        for n in range(1, 9)
        if wizard.asks(f"{n}. paraflayanın unvanı")
    ]


def test_a_new_row_waits_for_its_answers_and_says_later_what_is_missing(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.press("Paraf ekle")
    driver.activate(wizard.window)
    assert wizard.focused() == "1. paraflayanın unvanı"
    assert wizard.problems() == []
    Keyboard().type("Şef")
    wizard.press("Devam")
    wizard.press("Geri")
    assert "1. paraf: “Ad” boş bırakılamaz." in wizard.problems()
    wizard.follow("1. paraf: “Ad” boş bırakılamaz.")
    assert wizard.focused() == "1. paraflayanın adı"


def test_what_a_row_lacks_stands_under_it_on_the_check_page(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.press("Paraf ekle")
    wizard.answer("1. paraflayanın unvanı", "Şef")
    wizard.step_one("Kontrol")
    lacks = "1. paraf: “Ad” boş bırakılamaz.\n1. paraf: “Soyad” boş bırakılamaz."
    assert wizard.says(lacks)
    wizard.press("Değiştir: Paraf")
    driver.activate(wizard.window)
    assert wizard.focused() == "1. paraflayanın adı", "the first thing it lacks"


def test_rows_are_moved_taken_away_and_brought_back(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    add(wizard, 1, "Şef", "Ayşe", "Işık")
    add(wizard, 2, "Müdür", "Umut", "Çağlar")
    assert titles(wizard) == ["Şef", "Müdür"]
    assert not driver.has_button(wizard.window, "1. parafı yukarı al")
    assert not driver.has_button(wizard.window, "2. parafı aşağı al")
    driver.activate(wizard.window)
    wizard.press("2. parafı yukarı al")
    assert titles(wizard) == ["Müdür", "Şef"]
    assert wizard.focused() == "1. paraflayanın unvanı"
    wizard.press("Geri al")
    assert titles(wizard) == ["Şef", "Müdür"]
    wizard.press("1. parafı çıkar")
    assert titles(wizard) == ["Müdür"]
    wizard.press("Geri al")
    assert titles(wizard) == ["Şef", "Müdür"]
    assert wizard.shows("1. paraflayanın soyadı") == "Işık"


def test_tomorrow_the_rows_are_there_and_stand_on_the_check_page(open_wizard: Open) -> None:
    today = open_wizard()
    today.step_one("Yazı")
    add(today, 1, "Şef", "Ayşe", "Işık")
    today.close()
    tomorrow = open_wizard()
    assert titles(tomorrow) == ["Şef"]
    tomorrow.step_one("Kontrol")
    assert tomorrow.says("Şef, Ayşe Işık")
    tomorrow.press("Değiştir: Paraf")
    assert tomorrow.page() == "Yazı"


def test_the_copy_that_stays_names_who_initials_it(answered: Wizard, tmp_path: Path) -> None:
    wizard = answered
    wizard.step_one("Yazı")
    add(wizard, 1, "Yazı İşleri Şefi", "Ayşe", "Işık")
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    wizard.choose_document("Talep yazısı, paraflı nüsha")
    driver.wait_until(
        lambda: "Yazı İşleri Şefi" in wizard.preview_text(), "the initials on the copy"
    )
    wizard.choose_document("Talep yazısı")
    driver.wait_until(
        lambda: "Yazı İşleri Şefi" not in wizard.preview_text(), "the addressee's print"
    )
