"""Ctrl+F finds steps, questions, people, settings and words, and goes there by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QTextBrowser

from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import UNIT
from ebel_wizard.demo import driver
from tests.ui.wizard import Keyboard, Wizard

LINE = "Ara: adım, soru, kişi, sözcük"
PEOPLE = [
    Person("İpek", "Gündoğdu", "10000000146", "(0 532) 123 45 67", "Şef", "Yazı İşleri Müdürlüğü"),
    Person("Işık", "Çınar", title="Memur", unit="Fen İşleri Müdürlüğü"),
]


@pytest.fixture
def keys(wizard: Wizard) -> Keyboard:
    """Hands on the keyboard, with people and a unit on the register."""
    session = wizard.window.session
    session.commit(lambda: register.add_people(session.answers, PEOPLE), "")
    unit = {"name": "Zabıta Müdürlüğü"}
    session.commit(lambda: session.answers.add(UNIT, [unit], ""), "")
    driver.activate(wizard.window)
    return Keyboard()


def look(keys: Keyboard, text: str) -> None:
    keys.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    keys.type(text)
    driver.process_events()


def found(wizard: Wizard) -> list[str]:
    if wizard.says("Bulunamadı"):
        return []
    answers = driver.find_by_name(wizard.window, QListWidget, "Bulunanlar")
    return [answers.item(n).text() for n in range(answers.count())]


def title(wizard: Wizard) -> str:
    """The head of the step one is at."""
    return next(text for text in wizard.labels() if " · " in text and text[0].isdigit())


@pytest.mark.parametrize(
    ("text", "step"),
    [("7", "7. "), ("TAKIM KAYIT", "9. "), ("sayfa yetkılerı", "7. "), ("numarator", "11. ")],
)
def test_a_step_is_found_by_number_or_words_without_turkish_marks(
    wizard: Wizard, keys: Keyboard, text: str, step: str
) -> None:
    look(keys, text)
    keys.press(Qt.Key.Key_Return)
    assert title(wizard).startswith(step)


def test_the_backups_are_found(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "yedeği")
    keys.press(Qt.Key.Key_Return)
    assert keys.focused_name() == "Yedekler"


def test_a_step_is_found_by_what_is_to_be_done_in_it(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "eklenecek kişi kutusuna")
    assert [each.partition(".")[0] for each in found(wizard)] == ["9"]


def test_a_page_is_found(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "belgeler")
    assert found(wizard)[0] == "Belgeler  ·  1. adımın sayfası"
    keys.press(Qt.Key.Key_Return)
    assert wizard.page() == "Belgeler"


def test_the_arrows_choose_among_the_answers(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "kullanıcılar")
    second = found(wizard)[1]
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Return)
    assert title(wizard).startswith(second.partition(".")[0])


def test_a_person_is_found_by_name_and_unit_and_led_to(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "ipek yazi isleri")
    assert found(wizard) == ["İpek Gündoğdu  ·  Şef, Yazı İşleri Müdürlüğü"]
    keys.press(Qt.Key.Key_Return)
    assert wizard.page() == "Personel"
    row = wizard.table().currentIndex().row()
    assert wizard.rows()[row][:2] == ["İpek", "Gündoğdu"]


@pytest.mark.parametrize("secret", ["10000000146", "532", "123 45"])
def test_no_number_of_a_person_is_searched_or_shown(
    wizard: Wizard, keys: Keyboard, secret: str
) -> None:
    look(keys, secret)
    assert found(wizard) == []
    assert wizard.says("Bulunamadı")


def test_a_unit_and_a_setting_are_found(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "zabita")
    keys.press(Qt.Key.Key_Return)
    assert wizard.page() == "Birimler"
    look(keys, "yardım masasının tel")
    keys.press(Qt.Key.Key_Return)
    assert wizard.focused() == "Yardım masasının telefonu"


def test_esc_puts_the_search_away_and_the_cursor_back(wizard: Wizard, keys: Keyboard) -> None:
    wizard.step_one("Belediye")
    wizard.field("Resmî ad").setFocus()
    look(keys, "kep")
    assert wizard.focused() == LINE
    keys.press(Qt.Key.Key_Escape)
    assert wizard.focused() == "Resmî ad"
    assert not list(driver.visible_widgets(wizard.window, QListWidget))


def test_what_is_typed_into_a_cell_survives_a_search(wizard: Wizard, keys: Keyboard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    keys.type("Yarı")
    look(keys, "kep")
    keys.press(Qt.Key.Key_Escape)
    assert wizard.rows()[0][0] == "Yarı"


def test_going_on_elsewhere_puts_the_search_away(wizard: Wizard, keys: Keyboard) -> None:
    wizard.step_one("Belediye")
    look(keys, "kep")
    wizard.field("Resmî ad").setFocus()
    driver.process_events()
    assert not list(driver.visible_widgets(wizard.window, QListWidget))


def is_open(wizard: Wizard) -> bool:
    return any(
        each.accessibleName() == "Bulunanlar"
        for each in driver.visible_widgets(wizard.window, QListWidget)
    )


def test_a_press_on_the_page_puts_the_search_away(wizard: Wizard, keys: Keyboard) -> None:
    wizard.step_one("Belediye")
    look(keys, "kep")
    assert is_open(wizard)
    title_line = next(
        each
        for each in driver.visible_widgets(wizard.window, QLabel)
        if each.property("role") == "page-title"
    )
    QTest.mouseClick(title_line, Qt.MouseButton.LeftButton)
    assert not is_open(wizard)


def test_another_place_or_an_empty_line_puts_the_search_away(
    wizard: Wizard, keys: Keyboard
) -> None:
    look(keys, "kep")
    wizard.window.open("history")
    assert not is_open(wizard)
    look(keys, "kep")
    wizard.field(LINE).clear()
    assert not is_open(wizard)


@pytest.mark.parametrize("text", ["kep", "paraf", "zabita", "a"])
def test_no_answer_is_cut_in_half(wizard: Wizard, keys: Keyboard, text: str) -> None:
    look(keys, text)
    answers = driver.find_by_name(wizard.window, QListWidget, "Bulunanlar")
    seen = answers.viewport().rect()
    rows = [answers.visualItemRect(answers.item(at)) for at in range(answers.count())]
    cut = [row for row in rows if row.intersects(seen) and not seen.contains(row)]
    assert not cut
    lowest = max(row.bottom() for row in rows if seen.contains(row))
    assert seen.bottom() - lowest < rows[0].height(), "no room is left empty"


def test_a_setting_is_found_by_what_can_be_chosen(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "koyu")
    assert "Görünüm  ·  Ayarlar" in found(wizard)


def test_a_click_on_the_line_does_what_ctrl_f_does(wizard: Wizard, keys: Keyboard) -> None:
    QTest.mouseClick(wizard.field(LINE), Qt.MouseButton.LeftButton)
    assert wizard.focused() == LINE
    keys.type("olmayan bir şey")
    keys.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not None
    assert wizard.says("Bulunamadı; daha kısa bir kelimeyle deneyin.")


@pytest.mark.parametrize(
    ("verb", "page"),
    [
        ("pdf", "Belgeler"),
        ("pdf kaydet", "Belgeler"),
        ("yazdır", "Belgeler"),
        ("word", "Belgeler"),
        ("mail", "Ön kontrol"),
        ("e-posta gönder", "Ön kontrol"),
    ],
)
def test_a_page_is_found_by_what_its_buttons_do(
    wizard: Wizard, keys: Keyboard, verb: str, page: str
) -> None:
    look(keys, verb)
    assert f"{page}  ·  1. adımın sayfası" in found(wizard)


def test_a_short_word_that_is_not_found_is_not_to_be_shortened(
    wizard: Wizard, keys: Keyboard
) -> None:
    look(keys, "xyz")
    assert wizard.says("Bulunamadı; başka bir kelimeyle deneyin.")
    shown = driver.visible_widgets(wizard.window, QListWidget)
    assert "Bulunanlar" not in [each.accessibleName() for each in shown], "no empty strip"


def test_many_answers_are_counted(wizard: Wizard) -> None:
    session = wizard.window.session
    many = [Person(f"Ad{n}", "Çoğul") for n in range(60)]
    session.commit(lambda: register.add_people(session.answers, many), "")
    keys = Keyboard()
    driver.activate(wizard.window)
    look(keys, "cogul")
    assert len(found(wizard)) == 50
    assert wizard.says("10 sonuç daha var; bir kelime daha yazın.")


@pytest.mark.parametrize(
    ("words", "page"),
    [("parola", "KEP"), ("kep şifresi", "KEP"), ("her şeyi sil", "Kayıt ve kapanış")],
)
def test_a_page_is_found_by_what_it_is_for(
    wizard: Wizard, keys: Keyboard, words: str, page: str
) -> None:
    look(keys, words)
    assert any(page in text for text in found(wizard))


@pytest.mark.parametrize("word", ["paraf", "asaleten", "dosya plani"])
def test_a_word_one_does_not_know_is_explained(wizard: Wizard, keys: Keyboard, word: str) -> None:
    look(keys, word)
    explained = [text for text in found(wizard) if text.endswith("·  Sözlük")]
    for _ in range(found(wizard).index(explained[0])):
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    (article,) = driver.visible_widgets(wizard.window, QTextBrowser)
    heading = article.textCursor().block()
    assert f"{heading.text()}  ·  Sözlük" == explained[0]
    assert heading.next().text()


def test_a_question_is_found_by_its_words_and_its_help(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "posta kodu")
    assert found(wizard)[0] == "Posta kodu  ·  1. adım, Belediye"
    keys.press(Qt.Key.Key_Return)
    assert wizard.focused() == "Posta kodu"
    look(keys, "yazıların sayı satırında")
    assert found(wizard) == ["Birimin DETSİS numarası  ·  1. adım, Belediye"]


def test_a_question_that_is_not_asked_is_not_found(wizard: Wizard, keys: Keyboard) -> None:
    wizard.step_one("Belediye")
    look(keys, "ilçe")
    assert "İlçe  ·  1. adım, Belediye" in found(wizard)
    keys.press(Qt.Key.Key_Escape)
    wizard.answer("Belediyenin türü", "İl belediyesi")
    look(keys, "ilçe")
    assert "İlçe  ·  1. adım, Belediye" not in found(wizard)


def test_the_handbook_is_found_by_its_headings(wizard: Wizard, keys: Keyboard) -> None:
    look(keys, "excel’den almak")
    keys.press(Qt.Key.Key_Return)
    (article,) = driver.visible_widgets(wizard.window, QTextBrowser)
    assert article.textCursor().block().text() == "Excel’den almak"


def test_the_keys_and_the_licences_are_found(wizard: Wizard, keys: Keyboard) -> None:
    for words, title in (("kısayol", "Tuşlar"), ("lisans", "Hakkında"), ("yardım", "Yardım")):
        look(keys, words)
        assert any(text.startswith(title) for text in found(wizard))
