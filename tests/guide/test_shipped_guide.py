"""The guide that comes with the program agrees with the Ministry's guide."""

import pytest

from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.model import Day, Responsible, Source, Step

STEPS = {step.number: step for step in load_guide().steps}

TITLES_OF_THE_SOURCE = {
    1: "Talep Yazısının Bakanlığa Gönderilmesi",
    6: "Kullanıcılara Ek Birim Yetkisinin Verilmesi",
    7: "Kullanıcıların Sayfa Yetkilerinin Verilmesi",
    8: "Belediye Birim İletişim Bilgilerinin Güncellenmesi",
    9: "Evrak-İmza Rota Yönetim Takımı Kayıt",
    10: "Belediyeye Ait Gelen ve Giden Evrak Sayılarının Yardım Masasına Bildirilmesi",
    11: "Evrak Numaratör Bilgileri ile KEP Bilgilerinin Sisteme Kaydedilmesi",
}

SHORT_NAMES = [
    "Talep yazısı",
    "Proje sorumlusu yetkisi",
    "Birim ağacı",
    "Kullanıcılar",
    "Sisteme ilk giriş",
    "Ek birim yetkisi",
    "Sayfa yetkileri",
    "Birim iletişim bilgileri",
    "Evrak-imza rota takımı",
    "Evrak sayıları",
    "Numaratör ve KEP kaydı",
]

WORDS_OF_THE_SOURCE = {
    1: ["geçiş gün", "T.C. kimlik numarası", "cep telefonu", "unvan", "birim", "KEP", "“GİZLİ”"],
    6: ["vekâleten", "Yazı İşleri Müdürlüğü", "Fen İşleri Müdürlüğü", "yardım dokümanı"],
    7: ["Yardım masasının onayladığı", "iş tanım", "yardım dokümanı"],
    8: ["adres", "telefon", "faks", "kurumsal e-posta", "kurumsal web adresi", "alt bilgi"],
    9: ["Genel Sekreter Yardımcısı", "Genel Müdür", "“takım”", "“Eklenecek Kişi”", "“Kaydet”"],
    10: ["son kayıt numara", "e-postayla", "Gelen Evrak Sayısı", "Giden Evrak Sayısı"],
    11: ["KEP bilgileri", "bilgi verir", "On bir adım"],
}


def all_text(step: Step) -> str:
    return " ".join([*step.instructions, *step.notes, *(item.text for item in step.checks)])


def test_there_are_eleven_steps_in_order() -> None:
    assert list(STEPS) == list(range(1, 12))


@pytest.mark.parametrize(("number", "title"), TITLES_OF_THE_SOURCE.items())
def test_names_are_those_of_the_source(number: int, title: str) -> None:
    assert STEPS[number].title == title


def test_every_step_has_a_short_name_for_the_window() -> None:
    assert [step.short for step in STEPS.values()] == SHORT_NAMES


def test_only_the_step_for_vekalet_may_be_left_out() -> None:
    assert [number for number, step in STEPS.items() if not step.required] == [6]


def test_what_must_be_begun_early_is_said_in_the_first_step() -> None:
    assert any("elektronik imza sertifikalarını" in text for text in STEPS[1].early)


@pytest.mark.parametrize(
    ("number", "word"),
    [(number, word) for number, words in WORDS_OF_THE_SOURCE.items() for word in words],
)
def test_nothing_the_source_asks_for_is_left_out(number: int, word: str) -> None:
    assert word in all_text(STEPS[number])


def test_responsible_parties_are_those_of_the_source() -> None:
    assert STEPS[1].responsible is Responsible.MUNICIPALITY
    assert all(STEPS[n].responsible is Responsible.PROJECT_OFFICER for n in range(6, 11))
    assert STEPS[11].responsible is Responsible.HELPDESK


def test_menu_paths_are_those_of_the_source() -> None:
    assert {number: step.menu_path for number, step in STEPS.items() if step.menu_path} == {
        6: ("Modüller", "Yetki Anasayfa", "Yetki İşlemleri", "Ek Birim Yetkilendirme"),
        7: ("Modüller", "Yetki Anasayfa", "Yetki İşlemleri", "Sayfa Yetkilendirme"),
        8: ("Modüller", "Yetki Anasayfa", "Birim", "Birim İletişim Güncelleme"),
        9: ("Evrak-İmza Rota Yönetim Takımı Kayıt",),
    }


def test_only_the_ninth_step_is_reached_through_the_search_box() -> None:
    assert {n: step.search_word for n, step in STEPS.items() if step.search_word} == {9: "takım"}


def test_the_lost_steps_say_that_they_are_inferred() -> None:
    inferred = [number for number, step in STEPS.items() if step.source is Source.INFERRED]
    assert inferred == [2, 3, 4, 5]
    assert all("tahmin edilmiştir" in STEPS[number].notes[0] for number in inferred)


def test_the_last_two_steps_belong_to_the_go_live_day() -> None:
    assert [n for n, step in STEPS.items() if step.day is Day.GO_LIVE] == [10, 11]


def test_every_step_ends_or_begins_with_its_general_page() -> None:
    assert all("general" in step.pages for step in STEPS.values() if step.pages)


def test_the_officer_can_replace_the_texts_of_an_inferred_step() -> None:
    inferred = [step for step in STEPS.values() if step.source is Source.INFERRED]
    assert [step.number for step in inferred] == [2, 3, 4, 5]
    assert all("step_text" in step.pages for step in inferred)


def test_only_steps_sent_to_the_ministry_wait_for_an_answer() -> None:
    assert [number for number, step in STEPS.items() if step.sends] == [1, 10]


def test_every_step_has_its_day_and_none_comes_before_the_one_it_follows() -> None:
    before = [STEPS[number].working_days_before or 0 for number in range(1, 12)]
    assert before == sorted(before, reverse=True)
    assert before[-2:] == [0, 0]
    assert all(before[:-2])


def test_the_mistake_in_the_eighth_step_of_the_source_is_not_repeated() -> None:
    assert "yetki" not in " ".join(STEPS[8].instructions)


def test_no_step_asks_to_mail_the_secret_form() -> None:
    mailing = [text for text in STEPS[1].instructions if "e-posta" in text]
    assert mailing
    assert not any("KEP" in text for text in mailing)
    assert any("KEP formunu bu e-postaya eklemeyin" in note for note in STEPS[1].notes)


def test_every_step_can_be_ticked_off() -> None:
    assert all(step.checks for step in STEPS.values())


def test_a_box_says_what_was_done_and_what_is_left_asks_for_it() -> None:
    for step in STEPS.values():
        for item in step.checks:
            assert item.text.endswith(("dı", "di", "du", "dü", "tı", "ti")), item.text
            assert item.todo.endswith(("ın", "in", "un", "ün")), item.todo


def test_a_step_is_found_by_its_id() -> None:
    guide = load_guide()
    assert guide.step("talep-yazisi").number == 1
    with pytest.raises(KeyError):
        guide.step("yok")


def test_the_shipped_guide_is_read_once() -> None:
    assert load_guide() is load_guide()
