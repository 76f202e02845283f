"""What to do stands first; what was done, sent and answered is told last and is looked at."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QComboBox

from ebel_wizard.demo import driver
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.model import Source
from ebel_wizard.turkish import dates
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

INFERRED = (
    "Bakanlığın “e-Belediye Sistemine Geçiş Adımları” kılavuzunun bu adımı anlatan sayfası "
    "programda yok; burada yazılanlar tahmindir. Başlamadan o kılavuza bakın; sizde yoksa yardım "
    "masasından isteyin."
)
CORRECTED = "Düzeltilen yazının yeniden yazdırıldığı gün"
FIRST = "İlk giden evrakın numarası"


def day(wizard: Wizard, days: int) -> str:
    """A day so many days from today."""
    return dates.short(wizard.window.session.today() + timedelta(days=days))


def statuses(wizard: Wizard) -> set[str]:
    """The statuses that can be chosen."""
    box = driver.find_by_name(wizard.window, QComboBox, "Durum")
    return {box.itemText(at) for at in range(box.count())}


def test_what_a_step_asks_and_what_takes_months_stand_on_its_first_page(wizard: Wizard) -> None:
    for step in load_guide().steps:
        wizard.go(f"{step.number}. ", "Ne yapılacak")
        for text in (*step.instructions, *step.early, *step.notes):
            assert wizard.says(text)
        assert wizard.says(INFERRED) == (step.source is Source.INFERRED)
    wizard.step_one("Ne yapılacak")
    assert wizard.says("elektronik imza sertifikalarını erken isteyin; alınmaları aylar sürebilir")


def test_only_a_step_that_not_everybody_has_can_be_left_out(wizard: Wizard) -> None:
    for step in load_guide().steps:
        wizard.step(step.number)
        assert ("gerekli değil" in statuses(wizard)) != step.required, step.title


def test_nothing_was_sent_tomorrow_or_answered_before_it_was_sent(wizard: Wizard) -> None:
    wizard.step(1)
    wizard.answer("Gönderildiği gün", day(wizard, 1))
    tomorrow = "“Gönderildiği gün” bugünden sonra olamaz; o gün gelince yazın."
    assert wizard.problems() == [tomorrow]
    wizard.answer("Gönderildiği gün", day(wizard, -3))
    assert wizard.problems() == []
    wizard.answer("Yanıtın geldiği gün", day(wizard, -5))
    assert wizard.problems() == [f"“Yanıtın geldiği gün” {day(wizard, -3)} gününden önce olamaz."]


def test_the_answer_to_the_pre_check_has_its_place_and_asks_for_a_new_print(
    open_wizard: Open,
) -> None:
    wizard = open_wizard()
    wizard.step_one("Ön kontrol")
    assert not wizard.asks(CORRECTED)
    wizard.answer("Ön kontrol e-postasının gönderildiği gün", day(wizard, -4))
    wizard.go("Görev listesi")
    assert wizard.says("Ön kontrol yanıtı bekleniyor")
    wizard.step_one("Ön kontrol")
    wizard.answer("Ön kontrol yanıtının geldiği gün", day(wizard, -2))
    wizard.answer("Yardım masasının yanıtı", "Düzeltme istendi")
    wizard.answer("İstenen düzeltme", "Tabloda iki unvan eksik.")
    (asked,) = wizard.problems()
    assert asked.startswith("Düzeltme istendi: yazıyı düzeltip yeniden yazdırın")
    wizard.go("Görev listesi")
    assert wizard.says("Düzeltme istendi: yazı yeniden yazdırılacak")
    wizard.close()

    again = open_wizard()
    again.step_one("Ön kontrol")
    again.answer(CORRECTED, day(again, -3))
    assert again.problems() == [f"“{CORRECTED}” {day(again, -2)} gününden önce olamaz."]
    again.answer(CORRECTED, day(again, -1))
    assert again.problems() == []
    again.go("Görev listesi")
    assert not again.says("Düzeltme istendi")
    again.step_one("Ön kontrol")
    again.answer("Yardım masasının yanıtı", "Uygun bulundu")
    assert not again.asks(CORRECTED)
    again.press("Geri al")
    assert again.shows(CORRECTED) == day(again, -1), "an answer that is not asked for is kept"


def test_a_page_stands_where_its_answers_put_it(wizard: Wizard) -> None:
    sent, verdict = "Ön kontrol e-postasının gönderildiği gün", "Yardım masasının yanıtı"
    wizard.step_one("Ön kontrol")

    def stands() -> str:
        return wizard.standing_of("Ön kontrol").removeprefix("Ön kontrol, ")

    assert stands() == "başlanmadı"
    wizard.answer(sent, day(wizard, -1))
    assert stands() == "sürüyor", "it was sent, nobody has answered"
    wizard.empty(sent)
    assert stands() == "başlanmadı", "an emptied answer is none"
    wizard.answer(sent, day(wizard, -1))
    wizard.answer(verdict, "Düzeltme istendi")
    assert stands() == "sürüyor", "the letter is to be printed again"
    wizard.answer(verdict, "Uygun bulundu")
    assert stands() == "tamamlandı"
    assert wizard.standing_of("Belgeler") == "Belgeler", "nobody knows what is on paper"


def test_that_the_pre_check_was_sent_is_one_truth(answered: Wizard) -> None:
    box = "Yazı ve personel tablosu yardım masasına e-postayla gönderildi"
    sent, awaited = "Ön kontrol e-postasının gönderildiği gün", "Ön kontrol yanıtı bekleniyor"
    answered.step_one("Ön kontrol")
    answered.answer(sent, day(answered, -1))
    answered.step(1)
    assert answered.is_ticked(box)
    answered.press("Geri al")
    assert not answered.is_ticked(box)
    answered.step_one("Ön kontrol")
    assert answered.shows(sent) == "", "both went by one undo"
    answered.answer(sent, day(answered, -1))
    answered.empty(sent)
    answered.step(1)
    assert not answered.is_ticked(box)
    answered.tick(box)
    answered.go("Görev listesi")
    assert answered.says(f"1. Talep yazısı: {awaited}"), "the tick alone asks for the answer too"
    answered.step_one("Ön kontrol")
    answered.answer("Yardım masasının yanıtı", "Uygun bulundu")
    answered.go("Görev listesi")
    assert answered.says("1. Talep yazısı: Yazıyı imzalatın")


@pytest.mark.parametrize(
    ("step", "page", "label", "text"),
    [
        ("1. ", "Belediye", "Resmî ad", "Örnekköy Belediye Başkanlığı"),
        ("10. ", "Evrak sayıları", "Gelen evrakın son kayıt numarası", "1.452"),
        ("11. ", "Kayıt ve kapanış", "Yardım masasında bilgi veren kişi", "Ali Işık"),
    ],
)
def test_what_is_emptied_again_was_not_begun(
    wizard: Wizard, step: str, page: str, label: str, text: str
) -> None:
    wizard.go(step, page)
    before = wizard.standing_of(page)
    wizard.answer(label, text)
    assert wizard.standing_of(page).startswith(f"{page}, sürüyor")
    wizard.empty(label)
    assert wizard.standing_of(page) == before


@pytest.mark.parametrize(("typed", "words"), [("2319", ""), ("1", "2.319 olmalıydı")])
def test_the_result_is_checked_by_the_first_number_and_a_trial_by_kep(
    wizard: Wizard, typed: str, words: str
) -> None:
    wizard.go("10. ", "Evrak sayıları")
    wizard.answer("Giden evrakın son kayıt numarası", "2318")
    wizard.go("11. ", "Kayıt ve kapanış")
    assert wizard.says("Bildirdiğiniz son numara 2.318; ilk yazınızın numarası 2.319 olmalıdır.")
    wizard.answer(FIRST, typed)
    assert len(wizard.problems()) == bool(words)
    assert all(words in text for text in wizard.problems())
    wizard.step(11)
    trial = "KEP ile bir deneme iletisi gönderildi ve alındı"
    wizard.tick(trial)
    assert wizard.is_ticked(trial)
