"""Personel ve birimler: everybody and every unit once, edited in place, sorted, undone."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ebel_wizard.demo import driver
from tests.ui.conftest import Open, Resume
from tests.ui.wizard import Keyboard, Wizard

IPEK = ["İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü"]
CAGRI = ["Çağrı", "Işıkçı", "10000010046", "(0 500) 000 00 02", "Şef", "Bilgi İşlem Müdürlüğü"]
IDIL = ["İdil", "Çakır", "10000010732", "", "Memur", "Yazı İşleri Müdürlüğü"]


def type_three(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler")
    for row, cells in enumerate((IPEK, CAGRI, IDIL)):
        wizard.press("Kişi ekle")
        wizard.fill_row(row, *cells)


@pytest.fixture
def three(resume: Resume) -> Wizard:
    """The register with three people on it."""
    return resume(type_three)


def names(wizard: Wizard) -> list[str]:
    return [cells[0] for cells in wizard.rows()]


def test_people_of_the_register_are_there_tomorrow(wizard: Wizard, open_wizard: Open) -> None:
    type_three(wizard)
    assert wizard.rows() == [IPEK, CAGRI, IDIL]
    wizard.close()
    again = open_wizard()
    assert again.page() == "Personel"
    assert sorted(again.rows()) == sorted([IPEK, CAGRI, IDIL])


def test_a_project_officer_is_on_the_register(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.go("Personel ve birimler")
    assert wizard.rows() == [IPEK]
    wizard.fill_cell(0, "Unvan", "Müdür V.")
    wizard.step_one("Proje sorumluları")
    assert wizard.rows()[0][4] == "Müdür V."


def test_a_heading_sorts_by_the_turkish_alphabet(three: Wizard) -> None:
    three.click_heading("Ad")
    assert names(three) == ["Çağrı", "İdil", "İpek"]
    three.click_heading("Ad")
    assert names(three) == ["İpek", "İdil", "Çağrı"]
    three.click_heading("Soyad")
    assert [cells[1] for cells in three.rows()] == ["Çakır", "Gündoğdu", "Işıkçı"]


def test_what_is_empty_comes_last_in_either_order(three: Wizard) -> None:
    three.click_heading("Cep telefonu")
    assert names(three)[-1] == "İdil"
    three.click_heading("Cep telefonu")
    assert names(three) == ["Çağrı", "İpek", "İdil"]


def test_sorting_needs_no_mouse(three: Wizard) -> None:
    three.table().focus_cell(0, "unit")
    three.press("Sırala")
    assert names(three)[0] == "Çağrı"


def test_someone_who_is_being_renamed_stays_where_he_is(three: Wizard) -> None:
    three.click_heading("Ad")
    three.fill_cell(0, "Ad", "Zeki")
    assert names(three) == ["Zeki", "İdil", "İpek"]


def test_the_list_is_in_order_when_one_comes_to_it(three: Wizard) -> None:
    assert names(three) == ["Çağrı", "İdil", "İpek"]


def delete_rows(wizard: Wizard, *rows: int) -> None:
    for row in sorted(rows, reverse=True):
        wizard.select_row(row)
        wizard.press("Sil")


def test_who_comes_back_stands_where_he_stood(three: Wizard) -> None:
    three.click_heading("Ad")
    three.fill_cell(1, "Ad", "Zeki")
    delete_rows(three, 1)
    three.press("Geri al")
    assert names(three) == ["Çağrı", "Zeki", "İpek"], "nobody jumps"
    driver.activate(three.window)
    QTest.keyClick(three.table(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    three.press("Sil")
    assert names(three) == []
    three.press("Geri al")
    assert names(three) == ["Çağrı", "Zeki", "İpek"]


def test_who_comes_back_after_one_was_elsewhere_stands_in_order(three: Wizard) -> None:
    three.go("Görev listesi")
    three.go("Personel ve birimler")
    delete_rows(three, 0, 1)
    three.go("Görev listesi")
    three.go("Personel ve birimler")
    three.press("Geri al")
    three.press("Geri al")
    assert names(three) == ["Çağrı", "İdil", "İpek"]


def test_the_filter_finds_without_turkish_letters(three: Wizard) -> None:
    three.type_into("Listede ara: Personel", "cagri bilgi")
    assert names(three) == ["Çağrı"]
    assert three.says("1 / 3")


def test_an_added_person_is_in_sight_whatever_the_filter_says(three: Wizard) -> None:
    three.type_into("Listede ara: Personel", "çağrı")
    three.press("Kişi ekle")
    assert len(three.rows()) == 4
    driver.type_text(driver.find_by_name(three.table(), QLineEdit, "Ad"), "Yeni")
    three.wait_saved()
    assert names(three)[-1] == "Yeni"


def test_a_tckn_on_two_people_and_a_wrong_one_are_said(three: Wizard) -> None:
    three.fill_cell(0, "TCKN", IPEK[2])
    three.fill_cell(1, "TCKN", "10000010733")
    said = three.problems()
    assert any(text.startswith("İdil Çakır: “TCKN” geçerli değil") for text in said)
    assert (
        "Çağrı Işıkçı: “TCKN” bir kişide daha var (İpek Gündoğdu); birini düzeltin ya da silin."
        in (said)
    )
    assert not any("10000" in text for text in said)
    three.follow(said[-1])
    assert three.table().currentIndex().column() == 2


def test_who_has_no_tckn_is_counted_and_found(three: Wizard) -> None:
    assert three.counted("TCKN’si olmayan") == 0
    three.press("Kişi ekle")
    three.fill_row(3, "Ayla", "Taş")
    assert three.counted("TCKN’si olmayan") == 1
    assert three.counted("Düzeltilecek") == 0
    three.filter("TCKN’si olmayan")
    assert names(three) == ["Ayla"]
    three.fill_cell(0, "TCKN", "10000011418")
    assert three.counted("TCKN’si olmayan") == 0


def test_what_is_wrong_is_said_of_those_the_filter_hides_too(three: Wizard) -> None:
    three.fill_cell(1, "TCKN", "10000010733")
    three.type_into("Listede ara: Personel", "çağrı")
    three.fill_cell(0, "Unvan", "Müdür")
    assert names(three) == ["Çağrı"]
    assert any(text.startswith("İdil Çakır: “TCKN”") for text in three.problems())


def test_esc_leaves_a_cell_as_it_was(three: Wizard, open_wizard: Open) -> None:
    keys = Keyboard()
    three.table().focus_cell(1, "name", edit=True)
    keys.type("yanlış")
    three.wait_saved()
    keys.type(" yer")
    keys.press(Qt.Key.Key_Escape)
    three.wait_saved()
    assert names(three) == ["Çağrı", "İdil", "İpek"]
    three.close()
    assert sorted(open_wizard().rows()) == sorted([IPEK, CAGRI, IDIL])


def click_selected_cell(wizard: Wizard, row: int) -> None:
    driver.activate(wizard.window)
    wizard.select_row(row)
    table = wizard.table()
    place = table.visualRect(table.currentIndex()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_of_a_moment_ago_edits_nobody_who_is_gone(three: Wizard) -> None:
    click_selected_cell(three, 2)
    three.press("Sil")
    waited = QTimer()  # a second click, for which the first one waits, would come too late now
    waited.setSingleShot(True)
    waited.start(2 * QApplication.doubleClickInterval())
    driver.wait_until(lambda: not waited.isActive(), "a second click")
    assert not any(driver.visible_widgets(three.table(), QLineEdit))
    assert len(three.rows()) == 2


def test_enter_edits_at_once_though_a_click_waits_for_a_second_one(three: Wizard) -> None:
    click_selected_cell(three, 2)
    QTest.keyClick(three.table(), Qt.Key.Key_Return)
    assert any(driver.visible_widgets(three.table(), QLineEdit))


def test_who_is_deleted_leaves_every_step_and_comes_back_with_one_undo(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.go("Personel ve birimler")
    wizard.select_row(0)
    wizard.press("Sil")
    assert wizard.rows() == []
    assert wizard.told().startswith(
        "1 kişi silindi. 1. adımda bu kişiler için yazılanlar da silindi."
    )
    wizard.press("Geri al")
    assert wizard.rows() == [IPEK]
    wizard.step_one("Proje sorumluları")
    assert wizard.rows() == [IPEK]


def test_a_button_that_finds_nobody_selected_says_what_to_do(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler")
    wizard.press("Sil")
    assert wizard.says("Önce listeden silinecek kişiyi seçin.")


def test_several_are_deleted_at_once(three: Wizard) -> None:
    driver.activate(three.window)
    three.select_row(0)
    QTest.keyClick(three.table(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    three.press("Sil")
    assert three.rows() == []
    three.press("Geri al")
    assert len(three.rows()) == 3


def test_units_of_the_people_are_added_and_counted(three: Wizard) -> None:
    three.go("Personel ve birimler", "Birimler")
    assert three.rows() == []
    three.press("Personelin birimlerini ekle")
    assert three.rows() == [
        ["Bilgi İşlem Müdürlüğü", "", "", "1"],
        ["Yazı İşleri Müdürlüğü", "", "", "2"],
    ]
    three.press("Personelin birimlerini ekle")
    assert three.says("Personelin bütün birimleri listede.")
    three.press("Geri al")
    assert three.rows() == []


def test_usual_units_are_offered_and_others_taken(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler", "Birimler")
    wizard.press("Birim ekle")
    line = driver.find_by_name(wizard.table(), QLineEdit, "Birim")
    driver.type_text(line, "zabita")
    completer = line.completer()
    assert completer is not None
    assert completer.model().index(0, 0).data() == "Zabıta Müdürlüğü"
    line.selectAll()
    driver.type_text(line, "Çarşı Denetim Amirliği")
    driver.commit_cell(line)
    assert wizard.rows() == [["Çarşı Denetim Amirliği", "", "", "0"]]


def test_a_units_new_name_is_carried_to_its_people_if_wanted(three: Wizard) -> None:
    three.go("Personel ve birimler", "Birimler")
    three.press("Personelin birimlerini ekle")
    three.fill_cell(1, "Birim", "Yazı ve Kararlar Müdürlüğü")
    assert three.rows()[1] == ["Yazı ve Kararlar Müdürlüğü", "", "", "0"]
    three.press_from("“Yazı İşleri Müdürlüğü” yazan 2 kişide de “Yazı ve Kararlar Müdürlüğü” yap")
    assert three.at_cell() == (1, "Birim")
    assert three.rows()[1] == ["Yazı ve Kararlar Müdürlüğü", "", "", "2"]
    assert not driver.has_button(three.window, "“Yazı İşleri Müdürlüğü” yazan")
    three.press("Geri al")
    assert three.rows()[1] == ["Yazı ve Kararlar Müdürlüğü", "", "", "0"]


def test_a_unit_twice_on_the_list_is_said(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler", "Birimler")
    for row, name in enumerate(("Fen İşleri Müdürlüğü", "fen işleri  müdürlüğü")):
        wizard.press("Birim ekle")
        wizard.fill_cell(row, "Birim", name)
    assert len(wizard.problems()) == 2
    wizard.select_row(0)
    wizard.press("Sil")
    assert wizard.problems() == []


def test_the_register_is_reached_and_filled_by_keyboard_alone(wizard: Wizard) -> None:
    keys = Keyboard()
    driver.activate(wizard.window)
    keys.tab_to("Görev listesi")
    keys.press(Qt.Key.Key_Down)
    assert keys.focused_name() == "Personel ve birimler"
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("Kişi ekle")
    keys.press(Qt.Key.Key_Return)
    for cell in IPEK[:3]:
        keys.type(cell)
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return)
    assert wizard.rows()[0][:3] == IPEK[:3]


def test_the_narrow_rail_still_leads_to_the_register(wizard: Wizard) -> None:
    wizard.window.resize(700, 600)
    driver.process_events()
    wizard.go("Personel ve birimler")
    assert wizard.page() == "Personel"
    assert driver.has_button(wizard.window, "Kişi ekle")
