"""What was done is taken back, done again, and told in Geçmiş."""

from contextlib import closing
from getpass import getuser
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard import settings
from ebel_wizard.case.tables import TABLES
from ebel_wizard.demo import driver
from ebel_wizard.store.sidecar_files import FILE_NAME
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

IPEK = ["İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü"]
PASTED = "Ad Soyad\tTC Kimlik\nÇağrı Işıkçı\t10000010046\nİdil Çakır\t10000010732\n"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def kept(wizard: Wizard) -> dict[str, dict[str, Any]]:
    """Every answer there is."""
    return {name: dict(wizard.window.session.answers.rows(name)) for name in TABLES}


@pytest.fixture
def busy(wizard: Wizard) -> Wizard:
    """A sitting over several pages: answers, a person, an import, a tick, a deletion."""
    wizard.step_one("Belediye")
    wizard.answer("Belediyenin türü", "İlçe belediyesi")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.answer("Telefon", "03461234567")
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.go("Personel ve birimler")
    QGuiApplication.clipboard().setText(PASTED)
    wizard.press("Yapıştır")
    driver.wait_until(
        lambda: driver.has_button(wizard.window, "2 kişiyi al"), "the list to be read"
    )
    wizard.press("2 kişiyi al")
    wizard.select_row(0)
    wizard.press("Sil")
    wizard.step(2)
    wizard.choose_status("yanıt bekleniyor")
    wizard.wait_saved()
    return wizard


def test_everything_is_taken_back_and_done_again_across_the_pages(
    busy: Wizard, open_wizard: Open
) -> None:
    states = [kept(busy)]
    while busy.can("Geri al"):
        busy.press("Geri al")
        states.append(kept(busy))
    assert len(states) > 8
    assert not any(states[-1].values())
    for state in reversed(states[:-1]):
        busy.press("Yinele")
        assert kept(busy) == state
    assert not busy.can("Yinele")
    busy.close()
    assert kept(open_wizard()) == states[0], "what was done again is on the disk"


@pytest.mark.parametrize(
    ("key", "modifiers"), [(Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)]
)
def test_the_keys_of_doing_again(
    wizard: Wizard, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.go("Görev listesi")
    QTest.keyClick(wizard.window, Qt.Key.Key_Z, CONTROL)
    assert wizard.told() == "Geri alındı: Resmî ad"
    QTest.keyClick(wizard.window, key, modifiers)
    assert wizard.told() == "Yinelendi: Resmî ad"
    wizard.step_one("Belediye")
    assert wizard.shows("Resmî ad") == "Örnekköy"


def test_a_new_change_leaves_nothing_to_do_again(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Birinci")
    wizard.press("Geri al")
    assert wizard.can("Yinele")
    wizard.type_into("Adres", "Cumhuriyet")
    driver.wait_until(lambda: not wizard.can("Yinele"), "the typing to be committed")
    QTest.keyClick(wizard.window, Qt.Key.Key_Y, CONTROL)
    assert wizard.shows("Resmî ad") == ""
    assert wizard.shows("Adres") == "Cumhuriyet"


def test_typing_that_is_not_committed_yet_is_not_lost_to_doing_again(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Birinci")
    wizard.press("Geri al")
    wizard.type_into("Adres", "Cumhuriyet")
    wizard.press("Yinele")
    assert wizard.shows("Adres") == "Cumhuriyet"
    assert wizard.shows("Resmî ad") == ""


# Geçmiş


def past(wizard: Wizard, count: int) -> list[list[str]]:
    """What the page shows once it has this many changes, without the time."""
    wizard.go("Görev listesi")
    wizard.press("Geçmiş")
    model = driver.find_by_name(wizard.window, QTableView, "Değişiklikler").model()
    driver.wait_until(lambda: model.rowCount() == count, f"{count} changes")
    return [
        [str(model.index(row, column).data()) for column in range(1, model.columnCount())]
        for row in range(count)
    ]


def test_the_past_says_who_changed_what_the_newest_first(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.answer("Telefon", "03461234567")
    wizard.press("Geri al")
    wizard.go("Personel ve birimler")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK[:3])
    wizard.wait_saved()
    rows = past(wizard, 7)
    assert {row[0] for row in rows} == {getuser()}
    assert [row[1:] for row in rows] == [
        ["TCKN: İpek Gündoğdu", "(boş)", "100******46"],
        ["Soyad: İpek Gündoğdu", "(boş)", "Gündoğdu"],
        ["Ad: İpek", "(boş)", "İpek"],
        ["Kişi eklendi", "", ""],
        ["Geri alındı: Telefon", "(* ***) *** ** 67", "(boş)"],
        ["Telefon", "(boş)", "(* ***) *** ** 67"],
        ["Resmî ad", "(boş)", "Örnekköy"],
    ]


def test_the_past_is_there_tomorrow_and_follows_what_is_done(
    wizard: Wizard, open_wizard: Open
) -> None:
    assert wizard.says("Görev listesi")
    wizard.press("Geçmiş")
    driver.wait_until(lambda: wizard.says("Henüz bir değişiklik yok."), "the answer")
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    assert len(past(wizard, 1)) == 1
    wizard.press("Geri al")
    model = driver.find_by_name(wizard.window, QTableView, "Değişiklikler").model()
    driver.wait_until(lambda: model.rowCount() == 2, "what was taken back")
    wizard.close()
    assert past(open_wizard(), 2)[0][1] == "Geri alındı: Resmî ad"


def test_what_has_no_values_is_told_across_their_columns(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK[:1])
    wizard.wait_saved()
    assert [row[1] for row in past(wizard, 2)] == ["Ad: İpek", "Kişi eklendi"]
    table = driver.find_by_name(wizard.window, QTableView, "Değişiklikler")
    valued, bare = (table.visualRect(table.model().index(row, 2)).width() for row in (0, 1))
    assert bare > valued
    wizard.press("Geri al")
    driver.wait_until(lambda: table.model().rowCount() == 3, "what was taken back")
    widths = [table.visualRect(table.model().index(row, 2)).width() for row in range(3)]
    assert widths == [valued, valued, bare]


def test_a_secret_is_no_part_of_the_past(wizard: Wizard) -> None:
    wizard.step_one("KEP")
    wizard.answer("Bağlanacak KEP adresi", "ornek@hs01.kep.tr")
    wizard.answer("KEP parolası", "Uydurma-Parola-1")
    wizard.press("KEP parolası: Bu bilgisayarda tut")
    driver.wait_until(
        lambda: driver.has_button(wizard.window, "KEP parolası: Kaldır"), "the keyring"
    )
    wizard.wait_saved()
    assert "Uydurma" not in str(past(wizard, 1))
    wizard.step_one("KEP")
    wizard.press("KEP parolası: Kaldır")
    driver.wait_until(
        lambda: not driver.has_button(wizard.window, "KEP parolası: Kaldır"), "it to be gone"
    )


def test_ten_thousand_changes_come_as_one_scrolls(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.wait_saved()
    with closing(sqlite3.connect(settings.data_dir() / FILE_NAME)) as other:
        other.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
            'INSERT INTO "change" (at, who, label, edits)'
            'SELECT at, who, label, edits FROM n, "change"'
        )
        other.commit()
    assert len(past(wizard, 200)) == 200
    table = driver.find_by_name(wizard.window, QTableView, "Değişiklikler")
    table.scrollToBottom()
    driver.wait_until(lambda: table.model().rowCount() == 400, "the next ones")
    while table.model().rowCount() < 10_000:
        count = table.model().rowCount()
        table.scrollToBottom()
        driver.wait_until(lambda: table.model().rowCount() > count, "more")  # noqa: B023
    table.scrollToBottom()
    driver.process_events()
    assert table.model().rowCount() == 10_000


def test_the_past_is_found(wizard: Wizard) -> None:
    QTest.keyClick(wizard.window, Qt.Key.Key_F, CONTROL)
    line = driver.find_by_name(wizard.window, QLineEdit, "Ara: adım, soru, kişi, sözcük")
    driver.type_text(line, "geçmiş")
    QTest.keyClick(line, Qt.Key.Key_Return)
    driver.process_events()
    assert driver.has_button(wizard.window, "Görev listesine dön")
    wizard.press("Görev listesine dön")
    assert wizard.says("Görev listesi")
