"""The letters' own words: begun from the program's and seen on the letter at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard import documents, settings
from ebel_wizard.demo import driver
from ebel_wizard.turkish import letters
from tests.ui.conftest import Open
from tests.ui.wizard import Keyboard, Wizard

SUBJECT, BODY = "Talep yazısının konusu", "Talep yazısının metni"
KEP_SUBJECT, KEP_BODY = "KEP yazısının konusu", "KEP yazısının metni"
DEFAULTS = documents.default_texts()
PROGRAMS_BODY = DEFAULTS["letter.text.request.body"]
BACK = f"{BODY}: Programın metnine dön"
OWN = "{geçiş günü} günü geçiyoruz.\n{KEP bilgileri}\nGereğini arz ederim."


@pytest.fixture
def at_texts(wizard: Wizard) -> Wizard:
    wizard.step_one("Metin ve logo")
    return wizard


def lines(wizard: Wizard, label: str) -> QPlainTextEdit:
    return driver.find_by_name(wizard.window, QPlainTextEdit, label)


def paste_into(wizard: Wizard, label: str, text: str) -> None:
    """Select everything there and paste over it, then leave the field."""
    driver.activate(wizard.window)
    field = lines(wizard, label)
    field.setFocus()
    QGuiApplication.clipboard().setText(text)
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    field.clearFocus()
    driver.process_events()


def on_letter(wizard: Wizard, words: str) -> None:
    """Wait until these words are on the letter in the preview, however its lines are broken."""

    def there() -> bool:
        return letters.clean(words) in letters.clean(wizard.preview_text())

    driver.wait_until(there, f"“{words}” on the letter")


def kept() -> dict[str, str]:
    with sqlite3.connect(f"file:{settings.data_dir() / 'answers.db'}?mode=ro", uri=True) as reader:
        found = dict(reader.execute("SELECT path, value FROM answer"))
    reader.close()
    return found


def test_the_programs_words_are_there_to_begin_from(at_texts: Wizard) -> None:
    assert at_texts.shows(SUBJECT) == DEFAULTS["letter.text.request.subject"]
    assert lines(at_texts, BODY).toPlainText() == PROGRAMS_BODY
    assert lines(at_texts, KEP_BODY).toPlainText() == DEFAULTS["letter.text.kep.body"]
    assert not driver.has_button(at_texts.window, BACK)
    assert at_texts.problems() == []


def test_what_is_written_is_on_the_letter_beside_it(at_texts: Wizard) -> None:
    at_texts.answer(SUBJECT, "Belediyemizin e-Belediye Geçişi")
    on_letter(at_texts, "Belediyemizin e-Belediye Geçişi")
    paste_into(at_texts, BODY, "Kendi sözümüz.\nGereğini {arz} ederim.")
    on_letter(at_texts, "Kendi sözümüz. Gereğini arz ederim.")
    assert "5393 sayılı" not in at_texts.preview_text()


def test_typing_alone_is_enough(at_texts: Wizard) -> None:
    driver.activate(at_texts.window)
    at_texts.field(SUBJECT).setFocus()
    Keyboard().type(" ve Diğer Konular")
    on_letter(at_texts, "Geçiş Talebi ve Diğer Konular")
    assert at_texts.focused() == SUBJECT


def test_only_what_differs_is_kept(at_texts: Wizard) -> None:
    paste_into(at_texts, BODY, f"{PROGRAMS_BODY}\n\n")
    at_texts.answer(SUBJECT, "  ")
    at_texts.wait_saved()
    assert not any(kept().get(path) for path in DEFAULTS)
    assert at_texts.shows(SUBJECT) == DEFAULTS["letter.text.request.subject"]
    assert lines(at_texts, BODY).toPlainText() == PROGRAMS_BODY


def test_a_line_begun_under_the_programs_words_is_not_taken_away(at_texts: Wizard) -> None:
    driver.activate(at_texts.window)
    field = lines(at_texts, BODY)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)
    driver.wait_until(lambda: kept().get("letter.text.request.body"), "the pause of typing")
    at_texts.wait_saved()
    assert field.toPlainText() == f"{PROGRAMS_BODY}\n"


def test_who_empties_a_text_may_pause_before_writing_anew(at_texts: Wizard) -> None:
    paste_into(at_texts, BODY, OWN)
    driver.activate(at_texts.window)
    field = lines(at_texts, BODY)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    driver.wait_until(lambda: kept().get("letter.text.request.body") == "", "the pause of typing")
    assert field.toPlainText() == ""
    field.clearFocus()
    assert field.toPlainText() == PROGRAMS_BODY


def test_the_programs_words_are_taken_back_and_the_own_ones_by_undo(at_texts: Wizard) -> None:
    paste_into(at_texts, BODY, OWN)
    at_texts.press(BACK)
    assert lines(at_texts, BODY).toPlainText() == PROGRAMS_BODY
    assert not driver.has_button(at_texts.window, BACK)
    lines(at_texts, BODY).clearFocus()
    at_texts.press("Geri al")
    assert lines(at_texts, BODY).toPlainText() == OWN
    assert driver.has_button(at_texts.window, BACK)


def test_a_lost_place_and_a_lost_verb_are_said_in_the_same_words_everywhere(
    at_texts: Wizard,
) -> None:
    paste_into(at_texts, BODY, "Geçiyoruz.")
    told = at_texts.wait_problems(3)
    assert [
        name in text
        for name, text in zip(("{geçiş günü}", "{KEP bilgileri}", "arz ederim"), told, strict=True)
    ] == [True] * 3
    assert at_texts.says("\n".join(told)), "under the text"
    at_texts.step_one("Kontrol")
    assert set(told) <= set(at_texts.problems())
    assert at_texts.says("\n".join(told)), "under the answer"
    at_texts.follow(told[0])
    assert at_texts.page() == "Metin ve logo"
    driver.activate(at_texts.window)
    assert at_texts.focused() == BODY
    paste_into(at_texts, BODY, OWN)
    at_texts.wait_problems(0)


def test_H5_a_subject_against_the_rule_is_said_under_it(at_texts: Wizard) -> None:  # noqa: N802
    at_texts.answer(SUBJECT, "Geçiş Talebi.")
    [told] = at_texts.wait_problems(1)
    assert "m.13" in told
    assert at_texts.says(told)


def test_the_names_in_braces_are_explained_with_what_they_say_now(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.step_one("Metin ve logo")
    assert wizard.says("{belediye}")
    assert wizard.says("belediyenizin resmî adı; şimdi “Örnekköy Belediye Başkanlığı”")
    assert wizard.says("{geçiş günü}")
    assert wizard.says("e-Belediye’ye geçiş günü; henüz yazılmadı")
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", "15.12.2026")
    wizard.step_one("Metin ve logo")
    assert wizard.says("şimdi “15 Aralık 2026”")


def test_the_kep_letter_is_there_only_when_it_goes_by_itself(at_texts: Wizard) -> None:
    driver.activate(at_texts.window)
    lines(at_texts, KEP_BODY).setFocus()
    on_letter(at_texts, "Kayıtlı Elektronik Posta Bilgileri")
    box = driver.find_by_name(at_texts.window, QComboBox, "Önizlenen yazı")
    assert box.currentText() == "KEP yazısı"
    at_texts.step_one("KEP")
    at_texts.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri tek GİZLİ paket")
    at_texts.step_one("Metin ve logo")
    assert not at_texts.asks(KEP_BODY)
    assert not at_texts.asks(KEP_SUBJECT)
    assert not at_texts.says("{yazı sayısı}")
    on_letter(at_texts, DEFAULTS["letter.text.request.subject"])


ODD = {
    "one long word": ("a" * 10_000, "aaaaaaaaaa"),
    "ten thousand letters": ("söz " * 2_500, "söz söz söz"),
    "many paragraphs": ("\n".join(["Gereğini arz ederim."] * 400), "Gereğini arz ederim. Gereğini"),
    "a brace": ("{", "{"),
    "braces": ("}{ {} {{belediyee}}", "}{ {} {{belediyee}}"),
    "markup": ("<b>kalın</b> & <img src=x> </para>", "<b>kalın</b> & <img src=x>"),
    "signs of programs": ("%s \\n {0} \u202e", "%s \\n {0}"),
}


def test_any_text_does_no_harm(at_texts: Wizard) -> None:
    for name, (odd, shown) in ODD.items():
        paste_into(at_texts, BODY, f"İşaret: {name}.\n{odd}")
        on_letter(at_texts, f"İşaret: {name}.")
        on_letter(at_texts, shown)
    at_texts.wait_saved()


def test_a_letter_the_typeface_lacks_is_an_error_at_its_field(at_texts: Wizard) -> None:
    at_texts.answer(SUBJECT, "Geçiş 😀 Talebi")
    assert "bu harf yazdırılamıyor" in at_texts.wait_problems(1)[0]
    assert at_texts.says("1 sorun")
    on_letter(at_texts, "Geçiş □ Talebi")
    at_texts.step_one("Kontrol")
    assert any("bu harf yazdırılamıyor" in text for text in at_texts.problems())


def test_tomorrow_the_own_words_are_there(open_wizard: Open) -> None:
    today = open_wizard()
    today.step_one("Metin ve logo")
    paste_into(today, BODY, OWN)
    today.close()
    tomorrow = open_wizard()
    assert tomorrow.page() == "Metin ve logo"
    assert lines(tomorrow, BODY).toPlainText() == OWN
    tomorrow.step_one("Kontrol")
    assert tomorrow.says(OWN)
    assert tomorrow.says("Programın metni")


def test_a_small_window_has_the_letter_below_its_words(at_texts: Wizard) -> None:
    beside = at_texts.wait_preview()
    at_texts.window.setMinimumSize(0, 0)  # as on a small screen that shows everything large
    at_texts.window.resize(620, 700)
    driver.process_events()
    field = lines(at_texts, BODY)
    assert beside.mapTo(at_texts.window, beside.rect().topLeft()).y() > (
        field.mapTo(at_texts.window, field.rect().bottomLeft()).y()
    )
    at_texts.window.resize(1160, 800)
    driver.process_events()
    assert beside.mapTo(at_texts.window, beside.rect().topLeft()).x() > (
        field.mapTo(at_texts.window, field.rect().topRight()).x()
    )


def test_every_name_in_braces_has_its_meaning(at_texts: Wizard) -> None:
    places = documents.text_placeholders(at_texts.window.session.case())
    assert set(places) == {path.rpartition(".")[0] for path in DEFAULTS}
    for names in places.values():
        for name in names:
            assert f"{{{name}}}" in at_texts.labels()
