"""The medium of the letter: asked as the officer knows it, and what follows on the pages."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QRadioButton

from ebel_wizard.case import choices
from ebel_wizard.demo import driver
from tests.ui.wizard import Wizard

EBYS = "Belediyeniz bugün EBYS kullanıyor mu?"
MEDIUM = "Yazının ortamı"
SECRECY = "KEP bilgilerinin gönderilişi"


def copy_buttons(wizard: Wizard) -> list[str]:
    buttons = driver.visible_widgets(wizard.window, QPushButton)
    return [name for each in buttons if (name := each.accessibleName()).startswith("Kopyala: ")]


def test_nobody_has_chosen_a_medium_in_a_new_case(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    assert wizard.asks(EBYS)
    assert [
        each.text()
        for each in driver.visible_widgets(wizard.window, QRadioButton)
        if each.accessibleDescription() in {EBYS, MEDIUM} and each.isChecked()
    ] == []


def test_the_medium_follows_from_the_answer_about_the_ebys(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    for use, said in (
        ("evet", "güvenli elektronik imzayla imzalanır"),
        ("hayır", "ıslak imzayla imzalanır ve en az iki nüsha"),
        ("çalışmıyor", "kurumsal belge kayıt sisteminden"),
    ):
        wizard.answer(EBYS, choices.EBYS[use])
        assert wizard.shows(MEDIUM) == choices.MEDIA[choices.MEDIUM_BY_EBYS[use]]
        assert wizard.says(said)
    wizard.press("Geri al")
    assert wizard.shows(EBYS) == choices.EBYS["hayır"]
    assert wizard.shows(MEDIUM) == choices.MEDIA["Z"]


def test_paper_in_spite_of_an_ebys_is_warned_of_and_mended_by_a_button(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.answer(EBYS, choices.EBYS["hayır"])
    assert not wizard.says("m.3/1-t")
    wizard.answer(EBYS, choices.EBYS["evet"])
    wizard.answer(MEDIUM, choices.MEDIA["Z"])
    assert wizard.says("m.3/1-t")
    wizard.press("Elektronik yap")
    assert wizard.shows(MEDIUM) == choices.MEDIA["E"]
    assert not wizard.says("m.3/1-t")


def test_where_articles_are_named_it_is_said_once_of_which_regulation(wizard: Wizard) -> None:
    named = "Resmî Yazışma Yönetmeliği"
    wizard.step_one("Kontrol")
    assert not wizard.says(named), "no article is named there"
    wizard.step_one("Yazı")
    wizard.answer(EBYS, choices.EBYS["evet"])
    wizard.answer(MEDIUM, choices.MEDIA["Z"])
    assert sum(named in text for text in wizard.labels()) == 1
    wizard.step_one("Kontrol")
    driver.wait_until(lambda: wizard.says("m.3/1-t"), "the warning")
    assert sum(named in text for text in wizard.labels()) == 1


def test_the_words_of_an_electronic_letter_are_copied_into_the_ebys(filled: Wizard) -> None:
    assert copy_buttons(filled) == []
    filled.step_one("Yazı")
    filled.answer(EBYS, choices.EBYS["evet"])
    filled.step_one("Belgeler")
    driver.wait_until(lambda: "Zarf" not in filled.documents(), "the electronic letter")
    driver.wait_until(lambda: bool(copy_buttons(filled)), "its words")
    assert copy_buttons(filled) == ["Kopyala: Konu", "Kopyala: Muhatap", "Kopyala: Metin"]
    filled.press("Kopyala: Metin")
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith("gereğini arz ederim.")
    assert len(copied.splitlines()) > 2
    filled.choose_document("KEP yazısı")
    assert copy_buttons(filled) == []


def test_an_envelope_for_the_print_of_the_ebys_is_made_only_where_it_is_asked_for(
    filled: Wizard,
) -> None:
    envelope = "EBYS çıktısının zarfı"
    assert envelope not in filled.documents()
    filled.step_one("Yazı")
    filled.answer(EBYS, choices.EBYS["evet"])
    filled.step_one("Belgeler")
    driver.wait_until(lambda: envelope in filled.documents(), "the electronic letter")
    assert set(filled.documents()) - set(filled.ticked_documents()) == {envelope}
    filled.tick_document(envelope)
    assert filled.ticked_documents() == filled.documents()


def test_hizmete_ozel_asks_for_no_parola_and_no_sifre(answered: Wizard) -> None:
    answered.step_one("KEP")
    assert answered.asks("KEP parolası")
    answered.answer(SECRECY, choices.SECRECY["hizmete-özel"])
    assert not answered.asks("KEP parolası")
    assert not answered.asks("KEP şifresi")
    assert answered.says("parola ve şifre onunla gönderilmez")
    answered.answer(SECRECY, choices.SECRECY["apart"])
    assert answered.asks("KEP parolası")
