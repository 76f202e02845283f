"""Step 9: top managers are offered by title, others are added by name, each is ticked once."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton

from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import PERSON, ROUTE_TEAM
from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.lists.table import ListTable
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

MAYOR = Person("Zeki", "Dağ", title="Belediye Başkanı")
DEPUTY = Person("Pelin", "Ok", title="BELEDİYE BAŞKAN YRD.")
CLERKS = [Person("Işıl", "Çınar", title="Memur"), Person("Işıl", "Çınar", title="Şef")]
WARNING = "Bu adım yapılmazsa rota oluşturulurken üst yöneticiler eklenemez."


@pytest.fixture
def page(wizard: Wizard) -> Wizard:
    """The page of a municipality with two top managers and two clerks of one name."""
    session = wizard.window.session
    session.commit(lambda: register.add_people(session.answers, [MAYOR, DEPUTY, *CLERKS]), "")
    wizard.go("9. ", "Yönetim takımı")
    return wizard


def buttons(page: Wizard) -> list[str]:
    return [driver.words(each) for each in driver.visible_widgets(page.window, QPushButton)]


def sign(page: Wizard, name: str, surname: str) -> None:
    """Say in step 1 which mayor signs the letter."""
    page.step_one("Yazı")
    page.answer("İmzalayanın adı", name)
    page.answer("İmzalayanın soyadı", surname)
    page.answer("Adına imza atılan makam", "Belediye Başkanı")


def names(wizard: Wizard) -> list[str]:
    return [" ".join(cells[:2]) for cells in wizard.rows()]


def test_an_empty_team_is_warned_of_with_the_reason(page: Wizard) -> None:
    assert page.says(f"Takımda henüz kimse yok. {WARNING}")
    page.press_from("Üst yöneticileri ekle (2)")
    assert page.at_cell() == (0, "Kullanıcı adı")
    assert not page.says(WARNING)


def test_a_team_without_a_top_manager_is_warned_of_too(page: Wizard) -> None:
    page.press("Yeni kişi")
    page.fill_row(0, "Ömer", "Kaya", "Memur")
    assert page.says(f"unvanı üst yönetici unvanı değil (Başkan gibi). {WARNING}")
    page.fill_cell(0, "Unvan", "Genel Sekreter Yrd.")
    assert not page.says(WARNING)


def test_top_managers_come_at_once_and_go_with_one_undo(page: Wizard) -> None:
    page.press("Üst yöneticileri ekle (2)")
    assert names(page) == ["Pelin Ok", "Zeki Dağ"]
    assert not any("(0)" in text for text in buttons(page)), "nobody is no offer"
    page.press("Geri al")
    assert names(page) == []
    assert "Üst yöneticileri ekle (2)" in buttons(page)


def test_the_mayor_who_signs_the_letter_is_offered(page: Wizard) -> None:
    sign(page, "Ayla", "Kuş")
    page.go("9. ", "Yönetim takımı")
    assert page.says("Eklenebilecek üst yöneticiler: Ayla Kuş (Belediye Başkanı, yazıyı imzalıyor)")
    page.press("Üst yöneticileri ekle (3)")
    assert names(page) == ["Ayla Kuş", "Pelin Ok", "Zeki Dağ"]
    assert page.rows()[0][2] == "Belediye Başkanı"
    assert len(page.window.session.answers.rows(PERSON)) == 5
    page.press("Geri al")
    assert len(page.window.session.answers.rows(PERSON)) == 4


def test_a_mayor_who_is_on_the_register_is_not_entered_twice(page: Wizard) -> None:
    sign(page, "Zeki", "Dağ")
    page.go("9. ", "Yönetim takımı")
    page.press("Üst yöneticileri ekle (2)")
    assert names(page) == ["Pelin Ok", "Zeki Dağ"]
    assert len(page.window.session.answers.rows(PERSON)) == 4


def test_others_are_chosen_from_the_register(page: Wizard) -> None:
    page.press("Üst yöneticileri ekle (2)")
    page.press("Personelden ekle…")
    dialog = page.dialog(PeoplePicker)
    table = next(driver.visible_widgets(dialog, ListTable))
    model = table.rows
    assert [model.columns[2].read(key) for key in model.ids] == ["Memur", "Şef"]
    table.focus_cell(1, "name")
    driver.click(dialog, "Seçilenleri ekle")
    driver.process_events()
    assert names(page) == ["Işıl Çınar", "Pelin Ok", "Zeki Dağ"]
    assert page.rows()[0][2] == "Şef"


def test_a_new_person_comes_onto_the_register_too(page: Wizard) -> None:
    answers = page.window.session.answers
    page.press("Yeni kişi")
    page.fill_cell(0, "Ad", "Ömer")
    page.fill_cell(0, "Soyad", "Kaya")
    assert names(page) == ["Ömer Kaya"]
    assert len(answers.rows(PERSON)) == 5


def test_a_row_stays_where_it_is_while_its_name_is_typed(page: Wizard) -> None:
    page.press("Üst yöneticileri ekle (2)")
    table = page.table()
    table.focus_cell(0, "name", edit=True)
    editor = driver.find_by_name(table, QLineEdit, "Ad")
    editor.selectAll()
    driver.type_text(editor, "Zühre")
    page.wait_saved()
    driver.type_text(editor, " Su")
    driver.commit_cell(editor)
    assert names(page) == ["Zühre Su Ok", "Zeki Dağ"]


def test_who_leaves_the_team_stays_on_the_register_unless_blank(page: Wizard) -> None:
    answers = page.window.session.answers
    page.press("Üst yöneticileri ekle (2)")
    page.press("Yeni kişi")
    page.table().selectAll()
    page.press("Takımdan çıkar")
    assert not answers.rows(ROUTE_TEAM)
    assert len(answers.rows(PERSON)) == 4
    page.press("Geri al")
    assert len(page.rows()) == 3


def test_what_was_said_stays_to_be_read_until_something_changes(page: Wizard) -> None:
    page.press("Takımdan çıkar")
    page.window.session.problems_changed.emit()  # the documents were looked at meanwhile
    assert page.says("Önce takımdan çıkacak kişiyi listeden seçin.")
    page.press("Üst yöneticileri ekle (2)")
    page.press("Geri al")
    assert not page.says("listeden seçin")
    assert not page.says("2 üst yönetici eklendi")


def test_user_name_and_tick_are_there_tomorrow(page: Wizard, open_wizard: Open) -> None:
    page.press("Üst yöneticileri ekle (2)")
    page.fill_cell(1, "Kullanıcı adı", "zeki.dag")
    page.press("Kopyala: Kullanıcı adı")
    assert QGuiApplication.clipboard().text() == "zeki.dag"
    page.tick_row(1)
    page.wait_saved()
    page.close()
    again = open_wizard()
    again.go("Görev listesi")
    assert again.says("1 / 2 üst yönetici girildi")
    again.go("9. ", "Yönetim takımı")
    assert again.rows()[1][3] == "zeki.dag"


def test_the_search_word_is_copied(page: Wizard) -> None:
    assert page.says("Ana ekrandaki arama kutusuna yazın:")
    page.press("Kopyala: aranacak kelime")
    assert QGuiApplication.clipboard().text() == "takım"
    assert "Evrak-İmza Rota Yönetim Takımı Kayıt" in page.labels()


def test_the_copy_button_of_an_empty_value_is_out_of_sight(page: Wizard) -> None:
    page.press("Üst yöneticileri ekle (2)")
    page.table().focus_cell(0, "name")
    assert driver.has_button(page.window, "Kopyala: Ad Soyad")
    assert not driver.has_button(page.window, "Kopyala: Kullanıcı adı")
