"""Who needs an e-signature: chosen from the register, filled in place, asked for by a letter."""

import zipfile
from functools import partial
from pathlib import Path

import pytest

from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import CERTIFICATE, PERSON
from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.picker import PeoplePicker
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.shell.toast import Toast
from ebel_wizard.ui.state.standing import Mark
from tests.ui.conftest import Open, Resume
from tests.ui.wizard import Wizard

PEOPLE = [
    Person("İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri"),
    Person("Çağrı", "Işıkçı", "10000010046", "(0 500) 000 00 02", "Şef", "Bilgi İşlem"),
    Person("Ümit", "Ağaoğlu", "10000010732", "(0 500) 000 00 03", "Memur", "Fen İşleri"),
]
PAGE = "E-imza"


def prepare(wizard: Wizard) -> None:
    session = wizard.window.session
    session.commit(lambda: register.add_people(session.answers, PEOPLE), "")
    wizard.step_one(PAGE)


@pytest.fixture
def page(resume: Resume) -> Wizard:
    return resume(prepare)


def choose(page: Wizard, *names: str, button: str = "Personelden seç…") -> None:
    page.press_from(button)
    dialog = page.dialog(PeoplePicker)
    table = next(driver.visible_widgets(dialog, ListTable))
    for name in names:
        at = [table.rows.columns[0].read(key) for key in table.rows.ids].index(name)
        table.selectRow(at)
        driver.click(dialog, "Seçilenleri ekle")
        driver.process_events()


def names(page: Wizard) -> list[str]:
    return [" ".join(cells[:2]) for cells in page.rows()]


def test_an_empty_list_is_optional(page: Wizard) -> None:
    assert page.says("isteğe bağlı")
    page.press("Devam")
    assert page.standing_of(PAGE) == f"{PAGE}, {Mark.OPTIONAL.words}"


def test_people_are_chosen_from_the_register_and_taken_off_again(page: Wizard) -> None:
    choose(page, "Ümit")
    assert names(page) == ["Ümit Ağaoğlu"]
    page.table().selectAll()
    page.press("Listeden çıkar")
    assert names(page) == []
    assert len(page.window.session.answers.rows(PERSON)) == 3
    page.press("Geri al")
    assert names(page) == ["Ümit Ağaoğlu"]


def test_the_cursor_goes_to_who_was_added_though_the_button_is_gone(page: Wizard) -> None:
    choose(page, "Ümit", button="Sertifika istenecekleri seçin…")
    assert page.at_cell() == (0, "Sicil numarası")
    choose(page, "Çağrı")
    assert names(page) == ["Çağrı Işıkçı", "Ümit Ağaoğlu"]
    assert page.at_cell() == (0, "Sicil numarası")


def test_the_project_officers_come_at_once(filled: Wizard) -> None:
    filled.step_one(PAGE)
    filled.press_from("Proje sorumlularını ekle")
    assert filled.at_cell() == (0, "Sicil numarası")
    assert len(names(filled)) == len(filled.window.session.answers.officer_ids())
    assert not driver.has_button(filled.window, "Proje sorumlularını ekle")


def test_who_signs_the_letter_is_added_without_being_on_the_register(page: Wizard) -> None:
    assert not driver.has_button(page.window, "Yazıyı imzalayanı ekle")
    session = page.window.session
    for part, text in {"name": "Sevgi", "surname": "Kara", "title": "Belediye Başkanı"}.items():
        answer = partial(session.answers.set_answer, f"letter.signatory.{part}", text)
        session.commit(answer, "")
    page.press_from("Yazıyı imzalayanı ekle")
    assert page.at_cell() == (0, "Sicil numarası")
    assert names(page) == ["Sevgi Kara"]
    assert not driver.has_button(page.window, "Yazıyı imzalayanı ekle")
    page.press("Geri al")
    assert names(page) == []
    assert len(session.answers.rows(PERSON)) == 3


def test_somebody_new_is_added_in_the_list(page: Wizard) -> None:
    page.press("Personelden seç…")
    dialog = page.dialog(PeoplePicker)
    assert driver.shows_text(dialog, "“Personel ve birimler” sayfasında eklenir")
    driver.click(dialog, "Vazgeç")
    page.press("Yeni kişi")
    page.fill_row(0, "Sevgi", "Kara")
    assert names(page) == ["Sevgi Kara"]
    page.select_row(0)
    page.press("Listeden çıkar")
    assert "1 kişi listeden çıkarıldı." in page.told()
    toast = next(driver.visible_widgets(page.window, Toast))
    driver.click(toast, "Geri al")
    assert names(page) == ["Sevgi Kara"]


def test_what_is_missing_is_said_once_the_page_was_left(page: Wizard) -> None:
    choose(page, "Ümit")
    assert [text for text in page.problems() if "boş bırakılamaz" in text] == []
    page.press("Devam")
    page.press("Geri")
    assert "Ümit Ağaoğlu: “Kurumsal e-posta” boş bırakılamaz." in page.problems()
    assert page.standing_of(PAGE).startswith(f"{PAGE}, {Mark.HALF.words}")
    page.fill_cell(0, "Kurumsal e-posta", "umit.agaoglu@ornekkoy.bel.tr")
    page.fill_cell(0, "Sicil numarası", "1881")
    assert page.problems() == []
    page.press("Devam")
    assert page.standing_of(PAGE) == f"{PAGE}, {Mark.DONE.words}"


def test_who_has_no_tckn_is_found_among_those_chosen_alone(page: Wizard) -> None:
    session = page.window.session
    session.commit(lambda: register.add_people(session.answers, [Person("Ayla", "Taş")]), "")
    choose(page, "Ümit")
    assert page.counted("TCKN’si olmayan") == 0
    choose(page, "Ayla")
    assert page.counted("TCKN’si olmayan") == 1
    page.filter("TCKN’si olmayan")
    assert names(page) == ["Ayla Taş"]


def test_a_personal_address_is_doubted(page: Wizard) -> None:
    choose(page, "Ümit")
    page.fill_cell(0, "Kurumsal e-posta", "umit@gmail.com")
    assert any("kişisel bir adres (gmail.com)" in text for text in page.problems())


def test_an_address_twice_is_told_at_both(page: Wizard) -> None:
    choose(page, "Ümit")
    choose(page, "İpek")
    for row in (0, 1):
        page.fill_cell(row, "Kurumsal e-posta", "ortak@ornekkoy.bel.tr")
    assert len([text for text in page.problems() if "ile aynı; birini düzeltin" in text]) == 2


def test_what_was_ordered_and_not_come_is_on_the_task_list(page: Wizard) -> None:
    choose(page, "Ümit")
    choose(page, "İpek")
    page.fill_cell(0, "Başvuru günü", "01.12.2026")
    page.go("Görev listesi")
    assert page.says("1 e-imza sertifikası bekleniyor")


def test_the_list_goes_out_as_an_excel_file(page: Wizard, tmp_path: Path) -> None:
    choose(page, "Ümit")
    page.fill_cell(0, "Kurumsal e-posta", "=1+1@ornekkoy.bel.tr")
    file = tmp_path / "liste.xlsx"
    page.export("Excel dosyası…", file)
    driver.wait_until(file.exists, "the file")
    with zipfile.ZipFile(file) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
        assert "=1+1@ornekkoy.bel.tr" in book.read("xl/sharedStrings.xml").decode()


def test_its_papers_are_there_once_somebody_is_on_it(filled: Wizard) -> None:
    filled.step_one(PAGE)
    filled.press("Proje sorumlularını ekle")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: "E-imza listesi" in filled.documents(), "the list")
    assert "E-imza yazısı" in filled.documents()
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the letter does not wait for it")
    filled.choose_document("E-imza listesi")
    assert filled.says("Bu belge henüz eksik, onun için işaretli değil: 1. e-imza sertifikası:")
    filled.step_one("Kontrol")
    driver.wait_until(lambda: filled.says("3 kişi"), "the check page")


def test_its_papers_come_ticked_once_nothing_that_must_be_there_lacks(filled: Wizard) -> None:
    filled.step_one(PAGE)
    filled.press("Proje sorumlularını ekle")
    everybody = range(len(names(filled)))
    for row in everybody:
        filled.fill_cell(row, "Kurumsal e-posta", f"kisi{row}@ornekkoy.bel.tr")
    filled.step_one("Belgeler")
    papers = {"E-imza yazısı", "E-imza listesi", "E-imza yazısı, paraflı nüsha"}
    driver.wait_until(lambda: papers <= set(filled.ticked_documents()), "its papers")
    filled.choose_document("E-imza listesi")
    assert filled.says("“Sicil numarası” boş; varsa yazın.")
    filled.tick_document("E-imza yazısı")
    filled.step_one(PAGE)
    filled.fill_cell(0, "Sicil numarası", "1881")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the papers to be made again")
    assert papers - set(filled.ticked_documents()) == {"E-imza yazısı"}, "hers stays unticked"


def test_who_is_deleted_from_the_register_is_off_the_list(page: Wizard) -> None:
    choose(page, "Ümit")
    answers = page.window.session.answers
    (key,) = answers.rows(CERTIFICATE)
    page.window.session.commit(lambda: register.remove_people(answers, [key]), "")
    assert names(page) == []


def test_the_list_is_there_tomorrow(page: Wizard, open_wizard: Open) -> None:
    choose(page, "Ümit")
    page.fill_cell(0, "Sicil numarası", "1881")
    page.wait_saved()
    page.close()
    again = open_wizard()
    again.step_one(PAGE)
    assert names(again) == ["Ümit Ağaoğlu"]
    assert "1881" in again.rows()[0]
