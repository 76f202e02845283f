"""The olur of step 1: its own page, optional, with what it lacks said there and on the papers."""

import pytest

from ebel_wizard.demo import driver
from ebel_wizard.ui.state.standing import Mark
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

TITLE, NAME, SURNAME = (f"Oluru teklif edenin {part}" for part in ("unvanı", "adı", "soyadı"))
OLUR, APPOINTMENT = "Başkanlık oluru", "Görevlendirme"
LACKS = f"“{SURNAME}” boş bırakılamaz."


@pytest.fixture
def page(wizard: Wizard) -> Wizard:
    wizard.step_one(OLUR)
    return wizard


def test_an_empty_olur_is_optional_and_asks_for_nothing(page: Wizard) -> None:
    assert page.says("isteğe bağlı")
    page.press("Devam")
    assert page.standing_of(OLUR) == f"{OLUR}, {Mark.OPTIONAL.words}"
    page.press("Geri")
    assert page.problems() == []
    page.go("Görev listesi")
    assert not page.says("teklif eden")


def test_a_begun_olur_says_later_what_it_lacks(page: Wizard) -> None:
    page.answer(TITLE, "Bilgi İşlem Müdürü")
    page.answer(NAME, "Çağrı")
    assert page.problems() == []
    page.press("Devam")
    assert page.standing_of(OLUR).startswith(f"{OLUR}, {Mark.HALF.words}")
    page.press("Geri")
    assert page.problems() == [LACKS]
    page.answer(SURNAME, "Işıkçı")
    assert page.problems() == []
    page.step_one("KEP")
    assert page.standing_of(OLUR) == f"{OLUR}, {Mark.DONE.words}"


def test_an_office_between_waits_for_its_answers(page: Wizard) -> None:
    page.answer(TITLE, "Bilgi İşlem Müdürü")
    page.press("Ara makam ekle")
    driver.activate(page.window)
    assert page.focused() == "1. uygun görüş verenin unvanı"
    page.answer("1. uygun görüş verenin unvanı", "Başkan Yardımcısı")
    page.press("Devam")
    page.press("Geri")
    assert "1. uygun görüş veren: “Ad” boş bırakılamaz." in page.problems()


def test_the_papers_are_there_once_it_is_begun_and_do_not_stop_the_letter(
    filled: Wizard,
) -> None:
    filled.step_one("Belgeler")
    assert not {OLUR, APPOINTMENT} & set(filled.documents())
    filled.step_one(OLUR)
    for label, text in ((TITLE, "Bilgi İşlem Müdürü"), (NAME, "Çağrı")):
        filled.answer(label, text)
    filled.step_one("Belgeler")
    driver.wait_until(lambda: OLUR in filled.documents(), "the olur")
    assert APPOINTMENT in filled.documents()
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the letter to be ready")
    filled.tick_document(OLUR)
    assert not filled.can("PDF kaydet…")
    assert filled.says(LACKS)
    filled.step_one(OLUR)
    filled.answer(SURNAME, "Işıkçı")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the olur to be ready")


def test_complete_papers_come_ticked_and_stay_as_the_officer_ticks_them(filled: Wizard) -> None:
    filled.step_one(OLUR)
    for label, text in ((TITLE, "Bilgi İşlem Müdürü"), (NAME, "Çağrı")):
        filled.answer(label, text)
    filled.step_one("Belgeler")
    driver.wait_until(lambda: OLUR in filled.documents(), "the olur")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the letter to be ready")
    assert not {OLUR, APPOINTMENT} & set(filled.ticked_documents()), "half-written"
    filled.step_one(OLUR)
    filled.answer(SURNAME, "Işıkçı")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: {OLUR, APPOINTMENT} <= set(filled.ticked_documents()), "both papers")
    filled.tick_document(APPOINTMENT)
    filled.step_one(OLUR)
    filled.answer(SURNAME, "Işık")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the papers to be made again")
    assert OLUR in filled.ticked_documents()
    assert APPOINTMENT not in filled.ticked_documents()


def test_the_check_page_leads_to_what_it_lacks(page: Wizard) -> None:
    page.step_one("Kontrol")
    assert page.says("Yok (isteğe bağlı)")
    page.step_one(OLUR)
    page.answer(TITLE, "Bilgi İşlem Müdürü")
    page.step_one("Kontrol")
    driver.wait_until(lambda: page.says(LACKS), "the documents to be looked at")
    page.press(f"Değiştir: {OLUR}")
    driver.activate(page.window)
    assert page.focused() == NAME


def test_it_is_there_tomorrow(page: Wizard, open_wizard: Open) -> None:
    page.answer(TITLE, "Bilgi İşlem Müdürü")
    page.press("Ara makam ekle")
    page.answer("1. uygun görüş verenin adı", "Ayşe")
    page.wait_saved()
    page.close()
    again = open_wizard()
    again.step_one(OLUR)
    assert again.shows(TITLE) == "Bilgi İşlem Müdürü"
    assert again.shows("1. uygun görüş verenin adı") == "Ayşe"
