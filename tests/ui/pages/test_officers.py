"""The table of project officers: filled in place, reordered, pasted into, nothing lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox

from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.shell.history import HistoryTable
from ebel_wizard.ui.shell.toast import Toast
from tests.ui.conftest import Open, Resume
from tests.ui.ui_actions import choose_list, choose_people
from tests.ui.wizard import Keyboard, Wizard

IPEK = ["İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü"]
CAGRI = ["Çağrı", "Işıkçı", "10000010046", "(0 500) 000 00 02", "Şef", "Bilgi İşlem Müdürlüğü"]

NONE = Qt.KeyboardModifier.NoModifier


def type_two(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    for row, cells in enumerate((IPEK, CAGRI)):
        wizard.press("Kişi ekle")
        wizard.fill_row(row, *cells)


@pytest.fixture
def two(resume: Resume) -> Wizard:
    """The page with two people in it."""
    return resume(type_two)


def test_people_are_typed_into_the_table(wizard: Wizard, open_wizard: Open) -> None:
    type_two(wizard)
    assert wizard.rows() == [IPEK, CAGRI]
    assert wizard.problems() == []
    wizard.close()
    assert open_wizard().rows() == [IPEK, CAGRI], "they are not there tomorrow"


def test_a_half_typed_cell_is_kept(wizard: Wizard, open_wizard: Open) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    driver.type_text(driver.find_by_name(wizard.table(), QLineEdit, "Ad"), "Yarı")
    wizard.wait_saved()
    wizard.close()
    assert open_wizard().rows()[0][0] == "Yarı"


def test_numbers_take_their_usual_form(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, "İpek", "Gündoğdu", "100 000 001 46", "+90 500 000 0001")
    assert wizard.rows()[0][2:4] == ["10000000146", "(0 500) 000 00 01"]


def test_the_same_tckn_twice_is_an_error_that_names_both(two: Wizard) -> None:
    two.fill_cell(1, "TCKN", IPEK[2])
    assert two.problems() == ["2. proje sorumlusu: “TCKN” 1. kişininkiyle aynı; birini düzeltin."]


def test_a_wrong_digit_is_said_below_the_row(two: Wizard) -> None:
    two.fill_cell(0, "TCKN", "10000000147")
    two.select_row(0)
    text = next(iter(two.problems()))
    assert text.startswith("1. proje sorumlusu: “TCKN” geçerli değil")
    assert two.says(text)
    assert IPEK[2][:-1] not in text


def test_a_problem_leads_to_its_cell(two: Wizard) -> None:
    two.fill_cell(1, "Cep telefonu", "123")
    two.select_row(0)
    two.follow(two.problems()[0])
    index = two.table().currentIndex()
    assert (index.row(), index.column()) == (1, 3)


def test_people_are_reordered(two: Wizard) -> None:
    two.select_row(1)
    two.press("Yukarı")
    assert two.rows() == [CAGRI, IPEK]
    two.press("Yukarı")
    assert two.rows() == [CAGRI, IPEK]
    two.press("Aşağı")
    assert two.rows() == [IPEK, CAGRI]


def test_a_person_taken_out_comes_back_with_undo(two: Wizard) -> None:
    two.select_row(0)
    two.press("Çıkar")
    assert two.rows() == [CAGRI]
    assert two.told() == "1 kişi listeden çıkarıldı."
    driver.click(next(driver.visible_widgets(two.window, Toast)), "Geri al")
    assert two.rows() == [IPEK, CAGRI]


def test_actions_without_a_person_say_what_to_do(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    assert wizard.says("Henüz kimse yok")
    wizard.press("Çıkar")
    assert wizard.says("Önce tabloda bir kişiye gelin.")
    wizard.press("İlk kişiyi ekle")
    assert not wizard.says("Henüz kimse yok")
    wizard.table().clearSelection()
    wizard.press("Yukarı")
    assert wizard.says("Sıralamak için tabloda tek bir kişiye gelin.")


def test_rows_copied_from_a_spreadsheet_are_pasted(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    QGuiApplication.clipboard().setText(
        "Ad Soyad\tTC Kimlik\tTelefon\tÜnvan\tBirim\n"
        "İpek Gündoğdu\t10000000146\t5000000001\tMüdür\tYazı İşleri Müdürlüğü\n"
        "Çağrı Işıkçı\t10000010046\t0500 000 00 02\tŞef\tBilgi İşlem Müdürlüğü\n"
    )
    wizard.press("Yapıştır")
    assert wizard.rows() == [IPEK, CAGRI]
    wizard.press("Geri al")
    assert wizard.rows() == []


def test_a_pasted_person_who_is_on_the_register_is_not_doubled(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, "İpek", "Gündoğdu", "10000000146")
    wizard.step_one("Proje sorumluları")
    QGuiApplication.clipboard().setText("\t".join(IPEK) + "\n" + "\t".join(CAGRI))
    wizard.press("Yapıştır")
    assert wizard.rows() == [IPEK, CAGRI]
    wizard.press("Yapıştır")
    assert wizard.rows() == [IPEK, CAGRI]
    assert wizard.says("Bu kişiler zaten proje sorumlusu")
    wizard.window.session.problems_changed.emit()  # the documents were looked at meanwhile
    assert wizard.says("Bu kişiler zaten proje sorumlusu")
    wizard.go("Personel ve birimler")
    assert wizard.rows() == [CAGRI, IPEK]


def test_a_pasted_tckn_of_somebody_else_is_asked_about(two: Wizard) -> None:
    fatma = ["Fatma", "Kaya", *IPEK[2:]]
    QGuiApplication.clipboard().setText("\t".join(fatma) + "\n" + "\t".join(CAGRI))
    two.press("Yapıştır")
    question = two.dialog(QMessageBox)
    assert question.text() == ("Bu TCKN İpek Gündoğdu’ya ait. Onun yerine Fatma Kaya yazılsın mı?")
    driver.click(question, "Kalsın")
    assert two.rows() == [IPEK, CAGRI]
    assert two.says("1 satır alınmadı; TCKN’si bir başkasına ait.")
    two.press("Yapıştır")
    driver.click(two.dialog(QMessageBox), "Değiştir")
    assert two.rows() == [fatma, CAGRI]
    two.press("Geri al")
    assert two.rows() == [IPEK, CAGRI]


def test_officers_are_chosen_from_the_register(two: Wizard) -> None:
    two.go("Personel ve birimler")
    for row, name in enumerate(("Şule", "Ömer"), 2):
        two.press("Kişi ekle")
        two.fill_row(row, name, "Yıldız")
    two.step_one("Proje sorumluları")
    two.press("Personelden seç…")
    picker = two.dialog(PeoplePicker)
    table = next(driver.visible_widgets(picker, ListTable))
    assert [table.model().index(n, 0).data() for n in range(2)] == ["Ömer", "Şule"]
    assert table.model().rowCount() == 2
    assert not driver.find_by_name(picker, QAbstractButton, "Seçilenleri ekle").isEnabled()
    table.selectAll()
    driver.click(picker, "Seçilenleri ekle (2)")
    assert [cells[0] for cells in two.rows()] == ["İpek", "Çağrı", "Ömer", "Şule"]
    two.press("Geri al")
    assert two.rows() == [IPEK, CAGRI]


@pytest.mark.parametrize("asked_from", ["page", "dialog"])
def test_where_nobody_is_known_a_list_is_imported_and_one_comes_back(
    wizard: Wizard, tmp_path: Path, asked_from: str
) -> None:
    file = tmp_path / "personel.csv"
    file.write_text("Adı;Soyadı;TCKN\nİpek;Gündoğdu;10000000146", encoding="utf-8")
    wizard.step_one("Proje sorumluları")
    offer = "Personel listesini Excel’den al…"
    if asked_from == "dialog":
        wizard.press("Personelden seç…")
        driver.click(wizard.dialog(PeoplePicker), offer)
        assert not wizard.opens(PeoplePicker)
    else:
        wizard.press(offer)
    choose_list(wizard, file)
    wizard.press("1 kişiyi al")
    assert len(wizard.rows()) == 1
    wizard.go("1. ")
    assert wizard.page() == "Proje sorumluları"
    assert not driver.has_button(wizard.window, offer), "now there is somebody to choose"
    choose_people(wizard, "Personelden seç…", "Seçilenleri ekle", ["İpek"])
    assert [cells[0] for cells in wizard.rows()] == ["İpek"]


def test_someone_is_found_and_chosen_by_keyboard(two: Wizard) -> None:
    two.select_row(1)
    two.press("Çıkar")
    two.press("Personelden seç…")
    keys = Keyboard()
    keys.wait_for_dialog(two.window)
    keys.tab_to("Listede ara: Personel")
    keys.type("cagri")
    keys.press(Qt.Key.Key_Return)
    assert two.rows() == [IPEK, CAGRI]


def test_someone_is_chosen_in_the_list_by_keyboard(two: Wizard) -> None:
    for row in (1, 0):
        two.select_row(row)
        two.press("Çıkar")
    two.press("Personelden seç…")
    keys = Keyboard()
    keys.wait_for_dialog(two.window)
    keys.tab_to("Personel")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert two.rows() == [IPEK]


def test_pasting_what_is_no_list_says_what_to_do(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    QGuiApplication.clipboard().setText("\n\n")
    wizard.press("Yapıştır")
    assert wizard.rows() == []
    assert wizard.says("Kopyalanmış kişi bulunamadı")


def test_what_is_typed_into_a_cell_survives_the_next_person(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    driver.type_text(driver.find_by_name(wizard.table(), QLineEdit, "Ad"), "Kayıp")
    wizard.press("Kişi ekle")
    assert [cells[0] for cells in wizard.rows()] == ["Kayıp", ""]
    wizard.wait_saved()


def test_delete_empties_a_cell_and_keeps_the_person(two: Wizard) -> None:
    two.table().focus_cell(0, "title")
    QTest.keyClick(two.table(), Qt.Key.Key_Delete)
    assert two.rows()[0] == [*IPEK[:4], "", IPEK[5]]


def test_tab_in_the_last_cell_begins_a_new_row(two: Wizard) -> None:
    keyboard = Keyboard()
    two.table().focus_cell(1, "unit", edit=True)
    keyboard.press(Qt.Key.Key_Tab)
    driver.process_events()
    keyboard.type("Nehir")
    keyboard.press(Qt.Key.Key_Return)
    driver.process_events()
    assert [row[0] for row in two.rows()] == ["İpek", "Çağrı", "Nehir"]


def test_enter_in_the_last_cell_begins_a_new_row(two: Wizard) -> None:
    keyboard = Keyboard()
    driver.activate(two.window)
    two.table().focus_cell(1, "unit", edit=True)
    keyboard.press(Qt.Key.Key_Return)
    assert len(two.rows()) == 3
    keyboard.type("Ayşe")
    keyboard.press(Qt.Key.Key_Return)
    assert two.rows()[2][0] == "Ayşe"
    assert two.rows()[:2] == [IPEK, CAGRI]


def type_unit(two: Wizard, text: str) -> Keyboard:
    """Type into the last cell until its suggestions are open."""
    keyboard = Keyboard()
    driver.activate(two.window)
    two.table().focus_cell(1, "unit", edit=True)
    keyboard.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keyboard.type(text)
    driver.wait_until(QApplication.activePopupWidget, "the suggestions to open")
    return keyboard


def press_in_list(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key while the suggestions are open: they have the keys then."""
    suggestions = QApplication.activePopupWidget()
    assert suggestions is not None
    QTest.keyClick(suggestions, key, modifier)
    driver.process_events()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_suggestions_do_not_keep_a_key_from_going_on(two: Wizard, key: Qt.Key) -> None:
    keyboard = type_unit(two, "Yazı")
    press_in_list(key)
    assert QApplication.activePopupWidget() is None
    assert two.rows() == [IPEK, [*CAGRI[:5], "Yazı"], [""] * 6], "no suggestion is taken by itself"
    assert keyboard.focused_name() == "Ad", "the next row is begun"
    keyboard.type("Nehir")
    keyboard.press(Qt.Key.Key_Return)
    assert [row[0] for row in two.rows()] == ["İpek", "Çağrı", "Nehir"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_suggestion_gone_to_is_taken(two: Wizard, key: Qt.Key) -> None:
    keyboard = type_unit(two, "Yazı İşl")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(key)
    assert two.rows()[1][5] == "Yazı İşleri Müdürlüğü"
    assert keyboard.focused_name() == "Ad"


def test_shift_tab_with_suggestions_goes_back(two: Wizard) -> None:
    keyboard = type_unit(two, "Yazı")
    press_in_list(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert two.rows()[1] == [*CAGRI[:5], "Yazı"]
    assert keyboard.focused_name() == "Unvan"


def test_a_row_begun_from_the_suggestions_is_given_up_when_it_is_left(two: Wizard) -> None:
    type_unit(two, "Yazı")
    press_in_list(Qt.Key.Key_Return)
    assert len(two.rows()) == 3
    two.button("Devam").setFocus()
    driver.wait_until(lambda: len(two.rows()) == 2, "the blank row to be gone")
    assert two.rows()[1][5] == "Yazı"


def test_a_blank_row_is_given_up_when_another_row_is_gone_to(two: Wizard) -> None:
    driver.activate(two.window)
    two.press("Kişi ekle")
    assert len(two.rows()) == 3
    two.table().focus_cell(0, "surname")
    driver.wait_until(lambda: len(two.rows()) == 2, "the blank row to be gone")
    assert two.rows() == [IPEK, CAGRI]
    here = two.table().currentIndex()
    assert (here.row(), here.column()) == (0, 1), "the cursor stays where it went"


def test_a_blank_row_is_given_up_when_the_list_is_left(two: Wizard) -> None:
    driver.activate(two.window)
    two.press("Kişi ekle")
    two.button("Devam").setFocus()
    driver.wait_until(lambda: len(two.rows()) == 2, "the blank row to be gone")
    assert two.button("Devam").hasFocus()
    two.press("Kişi ekle")
    driver.type_text(driver.find_by_name(two.table(), QLineEdit, "Ad"), "Yarı")
    two.button("Devam").setFocus()
    driver.process_events()
    assert two.rows()[2][0] == "Yarı", "a row with a letter in it is no blank one"


def test_a_row_begun_and_given_up_is_gone(two: Wizard) -> None:
    keyboard = Keyboard()
    two.table().focus_cell(1, "unit", edit=True)
    keyboard.press(Qt.Key.Key_Tab)
    driver.process_events()
    assert len(two.rows()) == 3
    keyboard.press(Qt.Key.Key_Escape)
    driver.process_events()
    assert two.rows() == [IPEK, CAGRI]


def test_undo_and_history_do_not_know_a_blank_row_that_was_given_up(two: Wizard) -> None:
    keyboard = Keyboard()
    two.fill_cell(1, "Unvan", "Memur")
    two.table().focus_cell(1, "unit", edit=True)
    keyboard.press(Qt.Key.Key_Tab)
    assert len(two.rows()) == 3
    keyboard.press(Qt.Key.Key_Escape)
    two.press("Kişi ekle")
    two.table().focus_cell(0, "surname")
    driver.wait_until(lambda: len(two.rows()) == 2, "the blank row to be gone")
    two.press("Geri al")
    assert two.rows() == [IPEK, CAGRI]
    two.press("Yinele")
    two.wait_saved()
    two.go("Görev listesi")
    two.press("Geçmiş")
    table = next(driver.visible_widgets(two.window, HistoryTable))
    driver.wait_until(lambda: table.model().rowCount(), "the history")
    rows = table.model()
    said = [str(rows.index(row, 2).data()) for row in range(rows.rowCount())]
    assert said[0].startswith("Yinelendi: Unvan")
    assert len([text for text in said if "Proje sorumlusu" in text]) == 2, said


def test_capitals_are_corrected_as_in_forms(two: Wizard) -> None:
    two.fill_cell(0, "Ad", "ipek nur")
    assert two.rows()[0][0] == "İpek Nur"
    assert "Büyük ve küçük harfler düzeltildi." in two.told()
    two.press("Geri al")
    assert two.rows()[0][0] == "ipek nur"
