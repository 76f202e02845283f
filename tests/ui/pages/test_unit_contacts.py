"""Step 8: the contact data of step 1 once more, to be copied; the foot of a document; units."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.documents import letter
from tests.ui.conftest import Open, Resume
from tests.ui.wizard import Wizard


def test_contact_data_is_asked_once_for_both_steps(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Kurumsal e-posta", "bilgi@ornekkoy.bel.tr")
    wizard.go("8. ", "İletişim")
    assert wizard.shows("Kurumsal e-posta") == "bilgi@ornekkoy.bel.tr"
    wizard.answer("Telefon", "03461234567")
    wizard.step_one("Belediye")
    assert wizard.shows("Telefon") == "(0 346) 123 45 67"


def test_each_value_is_copied_by_the_button_beside_it(wizard: Wizard) -> None:
    wizard.go("8. ", "İletişim")
    wizard.answer("Adres", "Çınar Sokak No: 1 Örnekköy/SİVAS")
    wizard.answer("Telefon", "03461234567")
    for label, text in (
        ("Adres", "Çınar Sokak No: 1 Örnekköy/SİVAS"),
        ("Telefon", "(0 346) 123 45 67"),
    ):
        wizard.press(f"Kopyala: {label}")
        assert QGuiApplication.clipboard().text() == text


def test_the_foot_follows_what_is_typed_in_the_words_of_the_document(wizard: Wizard) -> None:
    wizard.go("8. ", "İletişim")
    wizard.answer("Adres", "Çınar Sokak No: 1")
    wizard.answer("Web adresi", "www.ornekkoy.bel.tr")
    case = wizard.window.session.case()
    assert letter.contact(case) == (
        "Adres: Çınar Sokak No: 1",
        "İnternet Adresi: www.ornekkoy.bel.tr",
    )
    assert "\n".join(letter.contact(case)) in wizard.labels()
    assert "\n".join(letter.contact_person(case)) in wizard.labels()


def test_what_is_updated_is_ticked_beside_the_data(wizard: Wizard) -> None:
    wizard.go("8. ", "İletişim")
    wizard.tick("Adres güncellendi")
    wizard.go("Görev listesi")
    wizard.go("8. ", "Takip")
    assert "adres" in wizard.window.session.answers.state("birim-iletisim").done


def prepare(wizard: Wizard) -> None:
    session = wizard.window.session
    people = [
        Person("İpek", "Gündoğdu", unit="Yazı İşleri Müdürlüğü"),
        Person("Çağrı", "Işıkçı", unit="Fen İşleri Müdürlüğü"),
    ]
    session.commit(lambda: register.add_people(session.answers, people), "")
    wizard.go("8. ", "Birimler")


@pytest.fixture
def units(resume: Resume) -> Wizard:
    """The units page of a municipality whose people work in two units."""
    return resume(prepare)


def test_units_come_from_the_people_once(units: Wizard) -> None:
    units.press("Personelin birimlerini ekle")
    assert [cells[0] for cells in units.rows()] == ["Fen İşleri Müdürlüğü", "Yazı İşleri Müdürlüğü"]
    units.press("Personelin birimlerini ekle")
    assert units.says("Personelin bütün birimleri listede.")
    assert len(units.rows()) == 2


def test_a_unit_is_filled_in_copied_and_ticked(units: Wizard, open_wizard: Open) -> None:
    units.press("Birim ekle")
    units.fill_cell(0, "Birim", "Zabıta Müdürlüğü")
    units.fill_cell(0, "Telefon", "0 346 123 45 69")
    units.press("Kopyala: Telefon")
    assert QGuiApplication.clipboard().text() == "(0 346) 123 45 69"
    units.tick_row(0)
    units.wait_saved()
    units.close()
    again = open_wizard()
    again.go("Görev listesi")
    assert again.says("1 / 1 birim girildi")


def test_what_was_copied_goes_into_the_cell_and_a_block_is_refused(units: Wizard) -> None:
    units.press("Birim ekle")
    units.fill_cell(0, "Birim", "Zabıta Müdürlüğü")
    table = units.table()
    table.focus_cell(0, "phone")
    QGuiApplication.clipboard().setText(" 0346 123 45 69 ")
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "(0 346) 123 45 69" in units.rows()[0]
    QGuiApplication.clipboard().setText("bir\tiki\nüç\tdört")
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert units.says("Buraya hücreler tek tek yapıştırılır")
    assert "(0 346) 123 45 69" in units.rows()[0]


def test_units_are_in_order_when_one_comes_to_them(units: Wizard) -> None:
    for row, name in enumerate(("Zabıta Müdürlüğü", "Çevre Koruma Müdürlüğü")):
        units.press("Birim ekle")
        units.fill_cell(row, "Birim", name)
    units.go("8. ", "İletişim")
    units.go("8. ", "Birimler")
    assert [cells[0][0] for cells in units.rows()] == ["Ç", "Z"]


def test_a_wrong_number_of_a_unit_is_said(units: Wizard) -> None:
    units.press("Birim ekle")
    units.fill_cell(0, "Telefon", "123")
    assert len(units.problems()) == 1
    assert "Telefon" in units.problems()[0]


def test_a_unit_goes_and_comes_back(units: Wizard) -> None:
    units.press("Personelin birimlerini ekle")
    units.table().focus_cell(0, "name")
    units.press("Birimi sil")
    assert len(units.rows()) == 1
    units.press("Geri al")
    assert len(units.rows()) == 2
