"""What is wrong is said beside the field and at the foot, in the same words, and blocks nothing."""

from ebel_wizard.demo import driver
from ebel_wizard.guide import plan
from ebel_wizard.turkish import dates
from ebel_wizard.ui.pages.review import ReviewPage
from ebel_wizard.ui.widgets.controls import Link
from ebel_wizard.ui.widgets.layout import focusable_widgets
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

BACK = "Kontrole dön"
BAD_DETSIS = "“DETSİS numarası” boşluksuz 8 rakam olmalıdır."


def test_a_blank_page_greets_nobody_with_errors(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    assert wizard.problems() == []


def test_what_is_missing_is_said_once_the_page_was_left(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.press("Devam")
    wizard.press("Geri")
    assert "“Resmî ad” boş bırakılamaz." in wizard.problems()


def test_a_problem_stands_beside_its_field_and_in_the_summary(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("DETSİS numarası", "123")
    assert wizard.problems() == [BAD_DETSIS]
    assert wizard.says(BAD_DETSIS)
    wizard.answer("DETSİS numarası", "12345678")
    assert wizard.problems() == []
    assert not wizard.says(BAD_DETSIS)


def test_a_problem_leads_to_its_field(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("DETSİS numarası", "123")
    driver.activate(wizard.window)
    wizard.follow(BAD_DETSIS)
    assert wizard.focused() == "DETSİS numarası"


def test_errors_do_not_hold_the_officer_back(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("DETSİS numarası", "123")
    own = ("Başkanlık oluru", "E-imza")
    for title in ("Yazı", "Proje sorumluları", *own, "KEP", "Metin ve logo", "Kontrol"):
        wizard.press("Devam")
        assert wizard.page() == title


def test_a_holiday_is_a_warning_with_its_name(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", "29.10.2027")
    assert any("Cumhuriyet Bayramı" in text for text in wizard.problems())
    assert wizard.says("1 uyarı")


def test_a_question_that_does_not_apply_is_hidden_and_keeps_its_answer(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Belediyenin türü", "İlçe belediyesi")
    wizard.answer("İlçe", "Örnekköy")
    wizard.answer("Belediyenin türü", "İl belediyesi")
    assert not wizard.asks("İlçe")
    wizard.answer("Belediyenin türü", "Belde belediyesi")
    assert wizard.shows("İlçe") == "Örnekköy"


def test_the_check_page_lists_every_answer_and_every_problem(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.answer("DETSİS numarası", "123")
    wizard.step_one("Kontrol")
    assert wizard.says("Örnekköy Belediye Başkanlığı")
    assert BAD_DETSIS in wizard.problems()
    assert "En az bir proje sorumlusu ekleyin." in wizard.problems()


def test_the_check_page_leads_to_a_group_and_back(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.step_one("Kontrol")
    assert not driver.has_button(wizard.window, BACK)
    wizard.press("Değiştir: İmza")
    assert wizard.page() == "Yazı"
    assert wizard.focused() == "İmzalayanın adı"
    wizard.answer("İmzalayanın adı", "Deniz")
    wizard.press(BACK)
    assert wizard.page() == "Kontrol"
    assert wizard.says("Deniz")
    wizard.press("Değiştir: Belediye")
    wizard.press("Devam")
    assert not driver.has_button(wizard.window, BACK), "one has gone on by oneself"


def test_a_group_leads_to_what_is_wrong_in_it(wizard: Wizard) -> None:
    session = wizard.window.session
    first = plan.earliest_go_live(session.guide, {}, session.today())
    assert first is not None
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(first))
    wizard.answer("Standart dosya planı kodu", "700")
    wizard.step_one("Kontrol")
    driver.activate(wizard.window)
    wizard.press("Değiştir: Geçiş ve yazı")
    assert wizard.focused() == "Standart dosya planı kodu"


def test_the_ministry_is_asked_for_in_one_place_and_has_a_way_back_too(wizard: Wizard) -> None:
    wizard.step_one("Kontrol")
    assert wizard.labels().count("Kurumun posta adresi") == 1
    wizard.press("Değiştir: Yazının gittiği yer")
    assert wizard.place() == "Ayarlar"
    wizard.press(BACK)
    assert wizard.page() == "Kontrol"


def test_answers_are_no_stops_on_the_way_through_the_check_page(wizard: Wizard) -> None:
    wizard.step_one("Kontrol")
    page = next(driver.visible_widgets(wizard.window, ReviewPage))
    stops = focusable_widgets(page)
    groups = [each for each in stops if each.accessibleName().startswith("Değiştir: ")]
    names = [each.accessibleName() for each in groups]
    assert len(names) == len(set(names)) <= 14
    assert {type(each) for each in stops if each not in groups} <= {Link}


def test_a_problem_on_the_check_page_leads_to_the_page_that_mends_it(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.answer("Standart dosya planı kodu", "700")
    wizard.step_one("Kontrol")
    text = next(text for text in wizard.problems() if "ana başlıktır" in text)
    wizard.follow(text)
    assert wizard.page() == "Yazı"


def test_what_is_missing_is_said_at_once_when_the_page_had_answers(open_wizard: Open) -> None:
    first = open_wizard()
    first.step_one("Belediye")
    first.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    first.close()
    again = open_wizard()
    assert "“DETSİS numarası” boş bırakılamaz." in again.problems()


def test_references_are_added_checked_and_taken_away(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.press("İlgi ekle")
    wizard.answer("1. ilginin tarihi", "31.02.2026")
    wizard.answer("1. ilginin sayısı", "E-12345678-708.03-3")
    assert any(text.startswith("1. ilgi:") for text in wizard.problems())
    wizard.answer("1. ilginin tarihi", "1.2.2026")
    assert wizard.shows("1. ilginin tarihi") == "01.02.2026"
    assert wizard.problems() == []
    wizard.press("1. ilgiyi çıkar")
    assert not wizard.asks("1. ilginin tarihi")
    wizard.press("Geri al")
    assert wizard.shows("1. ilginin sayısı") == "E-12345678-708.03-3"
