"""Saved as you go: what the mark calls saved is on disk, and tomorrow everything is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QPlainTextEdit, QTableView
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard import settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.state.async_workspace import AsyncWorkspace
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


def test_a_change_is_announced_before_it_can_reach_the_disk(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    write = AsyncWorkspace.write

    def recorded(self: AsyncWorkspace, *given: Any, **named: Any) -> None:
        events.append("written")
        write(self, *given, **named)

    monkeypatch.setattr(AsyncWorkspace, "write", recorded)
    wizard = open_wizard()
    wizard.window.session.changed.connect(lambda _: events.append("announced"))
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.wait_saved()
    assert events == ["announced", "written"]


def test_typing_is_saved_without_leaving_the_field(wizard: Wizard, home: Path) -> None:
    wizard.step_one("Belediye")
    wizard.type_into("Resmî ad", "Örn")
    assert wizard.save_status() != SAVED, "saved was said before it was true"
    driver.wait_until(lambda: on_disk(home).get("municipality.name") == "Örn")
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
    today.answer("e-Belediye’ye geçiş günü", "14 aralık 2035")
    today.close()

    tomorrow = open_wizard()
    assert tomorrow.page() == "Yazı"
    assert tomorrow.shows("e-Belediye’ye geçiş günü") == "14.12.2035"
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
    wizard.press("Geri")
    assert wizard.page() == "Görev listesi"
    wizard.press("Eksik cevaba git")
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


def test_typing_without_a_pause_is_saved_within_two_seconds_as_one_change(
    wizard: Wizard, home: Path
) -> None:
    wizard.step_one("Belediye")
    line = wizard.field("Resmî ad")
    wizard.type_into(
        "Resmî ad", "A"
    )  # a small letter would be mended, which is a change of its own
    typist = QTimer()
    typist.timeout.connect(lambda: driver.type_text(line, "b"))
    typist.start(30)
    lengths: list[int] = []
    for _ in range(2):
        begun = QElapsedTimer()
        begun.start()
        before = lengths[-1] if lengths else 0
        driver.wait_until(lambda: len(on_disk(home).get("municipality.name", "")) > before)  # noqa: B023
        assert begun.elapsed() < 2_000
        lengths.append(len(on_disk(home)["municipality.name"]))
        assert wizard.save_status() != SAVED
    typist.stop()
    wizard.wait_saved()
    assert len(wizard.shows("Resmî ad")) == len(on_disk(home)["municipality.name"])
    wizard.go("Görev listesi")
    wizard.press("Geçmiş")
    table = next(driver.visible_widgets(wizard.window, QTableView))
    driver.wait_until(lambda: table.model().rowCount() > 0, "the history")
    assert table.model().rowCount() == 1
    wizard.step_one("Belediye")
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


def test_undo_keeps_to_one_answer_when_typing_came_to_nothing(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    line = wizard.field("Adres")
    line.setFocus()
    driver.type_text(line, "a")
    line.backspace()
    wizard.window.session.flush()
    driver.type_text(line, "Cumhuriyet Mahallesi")
    wizard.press("Geri al")
    assert wizard.shows("Adres") == ""
    assert wizard.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"


def test_an_answer_and_its_usual_form_are_taken_back_together(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Telefon", "03461234567")
    assert wizard.shows("Telefon") == "(0 346) 123 45 67"
    wizard.press("Geri al")
    assert wizard.shows("Telefon") == ""


def test_a_note_left_and_taken_up_again_is_taken_back_in_two_steps(wizard: Wizard) -> None:
    wizard.step(2)
    wizard.answer("Not", "pazartesi")
    wizard.answer("Not", "pazartesi, salı")
    wizard.press("Geri al")
    assert driver.find_by_name(wizard.window, QPlainTextEdit, "Not").toPlainText() == "pazartesi"


def test_what_is_taken_back_is_said_and_moves_nothing(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    line = wizard.field("Resmî ad")
    before = line.mapTo(wizard.window, line.rect().topLeft())
    assert wizard.told() == ""
    wizard.press("Geri al")
    assert wizard.told() == "Geri alındı: Resmî ad"
    assert line.mapTo(wizard.window, line.rect().topLeft()) == before
    wizard.press("Bildirimi kapat")
    assert wizard.told() == ""


def test_a_code_typed_on_from_one_of_the_list_stays_what_was_typed(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    line = wizard.field("Standart dosya planı kodu")
    line.setFocus()
    line.selectAll()
    driver.type_text(line, "708.03")
    wizard.wait_saved()
    driver.type_text(line, ".01")
    line.clearFocus()
    assert wizard.shows("Standart dosya planı kodu") == "708.03.01"


def test_going_on_tomorrow_leads_to_the_last_page_even_from_the_task_list(
    open_wizard: Open,
) -> None:
    first = open_wizard()
    first.step_one("KEP")
    first.answer("Bağlanacak KEP adresi", "ornek@hs01.kep.tr")
    first.go("Görev listesi")
    first.close()
    again = open_wizard()
    assert again.says("Görev listesi")
    again.press("Kaldığım yerden devam et")
    assert again.page() == "KEP"


def test_the_wheel_does_not_turn_the_status(wizard: Wizard) -> None:
    wizard.step(2)
    box = driver.find_by_name(wizard.window, QComboBox, "Durum")
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "başlanmadı"


@pytest.fixture
def held(wizard: Wizard) -> Iterator[sqlite3.Connection]:
    """Another program that holds the database, so that nothing can be written."""
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    other = sqlite3.connect(settings.data_dir() / "answers.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    if other.in_transaction:
        other.execute("ROLLBACK")
    other.close()


def test_what_cannot_be_written_is_said_kept_in_the_window_and_written_later(
    wizard: Wizard, home: Path, held: sqlite3.Connection
) -> None:
    wizard.answer("DETSİS numarası", "12345678")
    driver.wait_until(lambda: wizard.save_status() == "Kaydedilemedi", "the refusal")
    assert wizard.says("başka bir program kullanıyor")
    wizard.answer("Adres", "Cumhuriyet Mahallesi")
    assert wizard.shows("DETSİS numarası") == "12345678"
    held.execute("ROLLBACK")
    wizard.press("Yeniden dene")
    wizard.wait_saved()
    kept = on_disk(home)
    assert kept["municipality.detsis"] == "12345678"
    assert kept["municipality.contact.address"] == "Cumhuriyet Mahallesi"


def test_closing_asks_before_it_loses_what_the_disk_refuses(
    wizard: Wizard, home: Path, held: sqlite3.Connection
) -> None:
    wizard.answer("DETSİS numarası", "12345678")
    wizard.window.close()
    driver.wait_until(
        lambda: any(driver.visible_widgets(wizard.window, QMessageBox)), "the question"
    )
    box = next(driver.visible_widgets(wizard.window, QMessageBox))
    driver.click(box, "Vazgeç")
    assert wizard.window.isVisible()
    assert wizard.shows("DETSİS numarası") == "12345678"
    held.execute("ROLLBACK")
    wizard.close()
    assert on_disk(home)["municipality.detsis"] == "12345678"


def test_closing_anyway_closes(wizard: Wizard, home: Path, held: sqlite3.Connection) -> None:
    wizard.answer("DETSİS numarası", "12345678")
    wizard.window.close()
    driver.wait_until(
        lambda: any(driver.visible_widgets(wizard.window, QMessageBox)), "the question"
    )
    driver.click(next(driver.visible_widgets(wizard.window, QMessageBox)), "Yine de kapat")
    driver.wait_until(lambda: not wizard.window.isVisible(), "the window to close")
    held.execute("ROLLBACK")
    assert "municipality.detsis" not in on_disk(home)
