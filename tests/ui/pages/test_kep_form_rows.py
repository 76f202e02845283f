"""The KEP form's rows are the officer's to change, and taken back in one go."""

from ebel_wizard.demo import driver
from ebel_wizard.documents import kep_form
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

CHANGE = "Formun satırlarını değiştir"
BACK = "Programın satırlarına dön"
OURS = [row.label for row in kep_form.shipped_rows()]


def labels(wizard: Wizard) -> list[str]:
    """What the rows of the form are called, as their fields show it."""
    found: list[str] = []
    while wizard.asks(f"{len(found) + 1}. satırın başlığı"):
        found.append(wizard.shows(f"{len(found) + 1}. satırın başlığı"))
    return found


def form_of(wizard: Wizard, words: str) -> str:
    """The form in the preview once it has these words: it is made anew a moment after a change."""
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    wizard.choose_document("KEP formu")
    driver.wait_until(lambda: words in wizard.preview_text(), "the form")
    return wizard.preview_text()


def test_the_programs_rows_are_named_until_they_are_changed(wizard: Wizard) -> None:
    wizard.step_one("KEP")
    assert wizard.says("Bakanlığın KEP bilgi listesi programda yok")
    assert all(wizard.says(label) for label in OURS)
    assert labels(wizard) == []
    wizard.press(CHANGE)
    assert labels(wizard) == OURS
    assert wizard.says("{belediye}")


def test_rows_are_edited_added_removed_and_ordered(filled: Wizard) -> None:
    filled.step_one("KEP")
    filled.press(CHANGE)
    filled.answer("1. satırın başlığı", "Kurumun adı")
    filled.press("1. satırı aşağı al")
    filled.press("3. satırı çıkar")
    filled.press("Satır ekle")
    last = len(OURS)
    filled.answer(f"{last}. satırın başlığı", "Sunucu adı")
    filled.answer(f"{last}. satırda yazılacak bilgi", "posta.ornekkoy.bel.tr")
    assert labels(filled) == [OURS[1], "Kurumun adı", *OURS[3:], "Sunucu adı"]
    text = form_of(filled, "Kurumun adı")
    assert "posta.ornekkoy.bel.tr" in text
    assert OURS[0] not in text


def test_everything_is_taken_back_in_one_go_and_that_too_can_be_undone(wizard: Wizard) -> None:
    wizard.step_one("KEP")
    wizard.press(CHANGE)
    wizard.answer("1. satırın başlığı", "Kurumun adı")
    wizard.press(BACK)
    assert labels(wizard) == []
    wizard.press("Geri al")
    assert labels(wizard) == ["Kurumun adı", *OURS[1:]]


def test_rows_of_secrets_are_called_otherwise_and_ask_for_nothing_else(wizard: Wizard) -> None:
    wizard.step_one("KEP")
    wizard.press(CHANGE)
    at = OURS.index("KEP parolası") + 1
    assert not wizard.asks(f"{at}. satırda yazılacak bilgi")
    assert not driver.has_button(wizard.window, "“KEP parolası” satırı ekle")
    wizard.press(f"{at}. satırı çıkar")
    wizard.press("“KEP parolası” satırı ekle")
    assert labels(wizard)[-1] == "KEP parolası"
    assert not wizard.asks(f"{len(OURS)}. satırda yazılacak bilgi")


def test_a_secret_written_into_a_row_is_refused_beside_it(filled: Wizard) -> None:
    filled.step_one("KEP")
    filled.press(CHANGE)
    filled.answer("1. satırın başlığı", "KEP parolası")
    assert any("parola ve şifre buraya yazılmaz" in each for each in filled.problems())


def test_own_rows_are_there_tomorrow(wizard: Wizard, open_wizard: Open) -> None:
    wizard.step_one("KEP")
    wizard.press(CHANGE)
    wizard.answer("2. satırın başlığı", "Kurum kodu")
    wizard.close()
    assert labels(open_wizard())[1] == "Kurum kodu"


def test_the_check_page_shows_own_rows_and_leads_to_them(filled: Wizard) -> None:
    filled.step_one("Kontrol")
    assert filled.says("Programın satırları")
    filled.step_one("KEP")
    filled.press(CHANGE)
    filled.answer("1. satırın başlığı", "Kurumun adı")
    filled.step_one("Kontrol")
    assert filled.says("Kurumun adı: {belediye}")
    assert filled.says("KEP parolası: elle doldurulacak yer")
    filled.press("Değiştir: KEP formu")
    assert filled.page() == "KEP"
    assert filled.focused() == "1. satırın başlığı"
