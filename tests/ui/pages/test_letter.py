"""The letter's references, addressees and second signature, as the officer gives them."""

from ebel_wizard.case import choices, model
from ebel_wizard.demo import driver
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

WHO = "1. ilgiyi kim yazdı?"


def test_who_wrote_a_reference_is_asked_where_it_was_somebody_else(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.press("İlgi ekle")
    wizard.answer("1. ilginin tarihi", "1.9.2026")
    wizard.answer("1. ilginin sayısı", "E-12345678-708.03-147")
    assert not wizard.asks("1. ilgiyi gönderen")
    assert wizard.problems() == []
    wizard.answer(WHO, choices.REFERENCES[model.YAZI])
    for label in ("1. ilgiyi gönderen", "1. ilgiyi gönderenin birimi"):
        assert wizard.asks(label)
    wizard.answer("1. ilgiyi gönderen", "Sivas Valiliği")
    wizard.answer(WHO, choices.REFERENCES[model.DILEKCE])
    assert wizard.asks("1. ilgiyi gönderen")
    assert not wizard.asks("1. ilgiyi gönderenin birimi")
    assert not wizard.asks("1. ilginin sayısı")
    wizard.answer(WHO, choices.REFERENCES[model.YAZINIZ])
    assert not wizard.asks("1. ilgiyi gönderen")
    assert wizard.asks("1. ilginin sayısı")


def test_a_number_without_its_parts_is_told_beside_it(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.press("İlgi ekle")
    wizard.answer("1. ilginin tarihi", "1.9.2026")
    wizard.answer("1. ilginin sayısı", "4521")
    assert wizard.wait_problems(1)[0].startswith("1. ilgi: “Sayı” dört bölümden oluşur")


def test_nothing_of_a_distribution_or_a_second_signature_is_shown_until_asked_for(
    wizard: Wizard,
) -> None:
    wizard.step_one("Yazı")
    for label in ("1. muhatabın adı", "1. bilgi yerinin adı", "İkinci imzalayanın adı"):
        assert not wizard.asks(label)
    for name in ("Başka muhatap ekle", "Yalnız bilgi verilecek yer ekle", "İkinci imza ekle"):
        assert wizard.can(name)


def test_further_addressees_are_kept_and_stand_on_the_check_page(open_wizard: Open) -> None:
    today = open_wizard()
    today.step_one("Yazı")
    today.press("Başka muhatap ekle")
    today.answer("1. muhatabın adı", "Sivas Valiliği")
    today.answer("1. muhatabın birimi", "İl Yerel Yönetimler Müdürlüğü")
    today.press("Yalnız bilgi verilecek yer ekle")
    today.answer("1. bilgi yerinin adı", "Türkiye Belediyeler Birliği")
    today.answer("1. bilgi yerinin almadığı ekler", "1")
    today.close()
    tomorrow = open_wizard()
    tomorrow.step_one("Yazı")
    assert tomorrow.shows("1. muhatabın adı") == "Sivas Valiliği"
    assert tomorrow.shows("1. bilgi yerinin almadığı ekler") == "1"
    tomorrow.step_one("Kontrol")
    assert tomorrow.says("Sivas Valiliği\nİl Yerel Yönetimler Müdürlüğü")
    tomorrow.press("Değiştir: Dağıtım")
    assert tomorrow.page() == "Yazı"
    tomorrow.press("1. muhatabı çıkar")
    assert not tomorrow.asks("1. muhatabın adı")
    tomorrow.press("Geri al")
    assert tomorrow.shows("1. muhatabın birimi") == "İl Yerel Yönetimler Müdürlüğü"


def test_a_second_signature_is_given_taken_away_and_brought_back(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.press("İkinci imza ekle")
    assert not driver.has_button(wizard.window, "İkinci imza ekle")
    wizard.answer("İkinci imzalayanın adı", "Fatma")
    wizard.answer("İkinci imzalayanın soyadı", "Çelik")
    wizard.answer("Adına ikinci imza atılan makam", "Mali Hizmetler Müdürü")
    assert not wizard.asks("İkinci imzalayanın kendi unvanı")
    wizard.answer("İkinci imza yetkisi", choices.CAPACITIES[model.YETKI_DEVRI])
    assert wizard.asks("İkinci imzalayanın kendi unvanı")
    wizard.step_one("Kontrol")
    assert wizard.says("Mali Hizmetler Müdürü")
    wizard.step_one("Yazı")
    wizard.press("İkinci imzayı çıkar")
    assert not wizard.asks("İkinci imzalayanın adı")
    wizard.press("Geri al")
    assert wizard.shows("İkinci imzalayanın adı") == "Fatma"


def test_the_name_of_an_office_under_the_signature_becomes_the_title_by_one_click(
    wizard: Wizard,
) -> None:
    wizard.step_one("Yazı")
    wizard.answer("Adına imza atılan makam", "belediye başkanlığı")
    assert wizard.says("makamın adı değil, kişinin unvanı olmalıdır: Belediye Başkanı.")
    wizard.press("“Belediye Başkanı” yap: Adına imza atılan makam")
    assert wizard.shows("Adına imza atılan makam") == "Belediye Başkanı"
    assert not wizard.says("makamın adı değil")


def test_the_example_stays_beside_what_is_missing(wizard: Wizard) -> None:
    wizard.window.resize(1366, 768)
    wizard.step_one("Yazı")
    assert wizard.says("Örnek: Belediye Başkanı")
    wizard.press("Devam")
    wizard.press("Geri")
    assert wizard.says("“Adına imza atılan makam” boş bırakılamaz.")
    assert wizard.says("Örnek: Belediye Başkanı")
