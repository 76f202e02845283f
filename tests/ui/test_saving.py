"""Saved as you go: what the mark calls saved is on disk, and tomorrow everything is there."""

import sqlite3
from pathlib import Path

import pytest

from ebel_wizard import settings
from ebel_wizard.ui import driver
from tests.ui.conftest import Open
from tests.ui.wizard import SAVED, Wizard


def on_disk(home: Path) -> dict[str, str]:
    """The single answers as another program reads them from the file."""
    file = settings.data_dir() / "answers.db"
    assert home in file.parents
    reader = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return dict(reader.execute("SELECT path, value FROM answer"))
    finally:
        reader.close()


def test_leaving_a_field_saves_it(wizard: Wizard, home: Path) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.wait_saved()
    assert on_disk(home)["municipality.name"] == "Örnekköy Belediye Başkanlığı"


def test_typing_is_saved_without_leaving_the_field(wizard: Wizard, home: Path) -> None:
    wizard.step_one("Belediye")
    wizard.type_into("Resmî ad", "Örn")
    assert wizard.save_mark() != SAVED, "saved was said before it was true"
    driver.until(lambda: on_disk(home).get("municipality.name") == "Örn")
    wizard.wait_saved()


def test_what_is_typed_next_never_wipes_what_is_being_typed(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.type_into("Yazıyı çıkaran birim", "Yazı İşleri")
    wizard.type_into("DETSİS numarası", "12345678")
    wizard.wait_saved()
    assert wizard.shows("Yazıyı çıkaran birim") == "Yazı İşleri"
    assert wizard.shows("DETSİS numarası") == "12345678"


def test_tomorrow_everything_is_there_and_opens_where_one_left_off(open_wizard: Open) -> None:
    today = open_wizard()
    today.step_one("Belediye")
    today.answer("Belediyenin türü", "İlçe belediyesi")
    today.answer("İlçe", "Örnekköy")
    today.step_one("Yazı")
    today.answer("e-Belediye’ye geçiş günü", "15 aralık 2026")
    today.close()

    tomorrow = open_wizard()
    assert tomorrow.page() == "Yazı"
    assert tomorrow.shows("e-Belediye’ye geçiş günü") == "15.12.2026"
    tomorrow.step_one("Belediye")
    assert tomorrow.shows("Belediyenin türü") == "İlçe belediyesi"
    assert tomorrow.shows("İlçe") == "Örnekköy"


def test_closing_in_the_middle_of_a_word_keeps_it(open_wizard: Open) -> None:
    first = open_wizard()
    first.step_one("Belediye")
    first.type_into("Resmî ad", "Yarım kal")
    first.close()
    again = open_wizard()
    assert again.shows("Resmî ad") == "Yarım kal"


def test_a_draft_with_errors_is_kept_as_it_is(open_wizard: Open) -> None:
    first = open_wizard()
    first.step_one("KEP")
    first.answer("KEP hesabı yetkilisinin TCKN’si", "123 yanlış")
    first.close()
    again = open_wizard()
    assert again.shows("KEP hesabı yetkilisinin TCKN’si") == "123 yanlış"


def test_back_and_forward_lose_nothing(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.type_into("Resmî ad", "Örnekköy")
    wizard.press("Devam")
    wizard.press("Geri")
    assert wizard.shows("Resmî ad") == "Örnekköy"
    wizard.press("Geri")
    assert wizard.says("Görev listesi")
    wizard.press("Kaldığım yerden devam et")
    assert wizard.shows("Resmî ad") == "Örnekköy"


def test_undo_takes_back_one_burst_of_typing(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Birinci")
    wizard.answer("Resmî ad", "İkinci")
    wizard.press("Geri al")
    assert wizard.shows("Resmî ad") == "Birinci"
    wizard.press("Geri al")
    assert wizard.shows("Resmî ad") == ""
    wizard.wait_saved()


@pytest.mark.parametrize("text", ["<b>kalın</b> & {x}", "a" * 10_000, "İıŞşĞğ مرحبا 😀"])
def test_any_text_is_kept_to_the_letter(open_wizard: Open, text: str) -> None:
    first = open_wizard()
    first.step_one("Belediye")
    line = first.field("Resmî ad")
    line.setFocus()
    line.insert(text)
    line.textEdited.emit(line.text())
    first.close()
    again = open_wizard()
    assert again.shows("Resmî ad") == text
