"""Deleted people's TCKN and telephone go when the officer asks for it, and are offered to go."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QTableView

from ebel_wizard import settings
from ebel_wizard.case import tables
from ebel_wizard.case.answers import Change, Edit
from ebel_wizard.demo import driver
from ebel_wizard.store.deleted_people import DAYS_OF_USE
from ebel_wizard.store.workspace import Workspace
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

BUTTON = "Silinen kişilerin bilgilerini temizle…"
AYSE = ("Ayşe", "Işık", "10000000146", "5001112233")
UMUT = ("Umut", "Çağlar", "10000010046", "5004445566")
OFFER = "Bir süre önce sildiğiniz kişilerin TCKN ve telefonu"


def folder() -> Path:
    return settings.data_dir()


def traces(*numbers: str) -> set[str]:
    whole = b"".join(file.read_bytes() for file in folder().rglob("*") if file.is_file())
    return {number for number in numbers if number.encode() in whole}


@pytest.fixture
def one_deleted(wizard: Wizard, open_wizard: Open) -> Wizard:
    """A window on two people that were backed up, one of whom was deleted since."""
    wizard.go("Personel ve birimler")
    for place, person in enumerate((AYSE, UMUT)):
        wizard.press("Kişi ekle")
        wizard.fill_row(place, *person)
    wizard.close()
    again = open_wizard()
    again.go("Personel ve birimler")
    again.select_row(0)
    again.press("Sil")
    again.wait_saved()
    return again


def ask(wizard: Wizard) -> QMessageBox:
    wizard.go("Görev listesi")
    wizard.press("Geçmiş")
    wizard.press(BUTTON)
    driver.wait_until(lambda: wizard.opens(QMessageBox), "the question")
    return wizard.dialog(QMessageBox)


def test_the_question_says_what_goes_and_a_no_takes_nothing(one_deleted: Wizard) -> None:
    question = ask(one_deleted)
    assert "1 kişinin" in question.text()
    assert "Ayşe Işık" in question.text()
    assert "10000000146" not in question.text() + question.informativeText()
    assert "“Geri al” bu kişileri geri getiremez, bu yedekler de" in question.informativeText()
    driver.click(question, "Vazgeç")
    assert traces(AYSE[2]) == {AYSE[2]}
    assert one_deleted.can("Geri al")


def test_a_yes_takes_them_from_history_backups_and_undo(
    one_deleted: Wizard, open_wizard: Open
) -> None:
    driver.click(ask(one_deleted), "Temizle")
    driver.wait_until(
        lambda: one_deleted.says("Silinen 1 kişinin TCKN ve telefonu geçmişten"), "the end"
    )
    assert traces(AYSE[2], "500) 111 22 33", "5001112233") == set()
    assert traces(UMUT[2]) == {UMUT[2]}
    assert not one_deleted.can("Geri al")
    model = driver.find_by_name(one_deleted.window, QTableView, "Değişiklikler").model()
    newest = "Silinen kişilerin TCKN ve telefonu temizlendi"
    driver.wait_until(lambda: model.index(0, 2).data() == newest, "its line in Geçmiş")
    one_deleted.press(BUTTON)
    driver.wait_until(
        lambda: one_deleted.says("geçmişte ve yedeklerde durmuyor"), "that nobody is left"
    )
    one_deleted.step_one("Belediye")
    one_deleted.answer("Resmî ad", "Örnekköy")
    one_deleted.close()
    again = open_wizard()
    again.step_one("Belediye")
    assert again.shows("Resmî ad") == "Örnekköy", "saving goes on afterwards"
    assert traces(AYSE[2]) == set()


def test_after_thirty_days_of_use_the_task_list_offers_it(
    one_deleted: Wizard, open_wizard: Open
) -> None:
    one_deleted.window.session.encryption.postpone()
    one_deleted.close()
    days = iter(range(10 * DAYS_OF_USE))
    store = Workspace.open(folder(), lambda: datetime.now(UTC) + timedelta(days=next(days)))
    for number in range(DAYS_OF_USE):
        before = {"value": str(number - 1)} if number else None
        edit = Edit(tables.ANSWER, "letter.record_number", before, {"value": str(number)})
        store.apply(Change("Evrak kayıt numarası", (edit,)))
    store.close()
    again = open_wizard()
    again.go("Görev listesi")
    driver.wait_until(lambda: again.says(OFFER), "the offer")
    again.press("Geçmişi aç")
    assert driver.has_button(again.window, BUTTON)
    again.go("Görev listesi")
    again.press("Sonra hatırlat")
    assert not again.says(OFFER)
    again.close()
    last = open_wizard()
    last.go("Görev listesi")
    last.press("Geçmiş")
    model = driver.find_by_name(last.window, QTableView, "Değişiklikler").model()
    driver.wait_until(lambda: model.rowCount() > DAYS_OF_USE, "what is read after the offer is")
    last.go("Görev listesi")
    assert not last.says(OFFER)
