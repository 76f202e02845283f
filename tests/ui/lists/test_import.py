"""A list of people is shown before it is taken, corrected, taken at once, and taken back."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QTableView,
)

from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.import_view import ImportView
from tests.ui.conftest import Open
from tests.ui.ui_actions import give_list
from tests.ui.wizard import Wizard

MESSY: list[list[object]] = [
    ["ÖRNEKKÖY BELEDİYESİ PERSONEL LİSTESİ"],
    [],
    ["S.NO", "ADI SOYADI", "T.C. KİMLİK NO", "GSM", "GÖREVİ", "MÜDÜRLÜĞÜ"],
    [1, "İPEK GÜNDOĞDU", 10000000146, "0500 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü"],
    [2, "Çağrı IŞIKÇI", "100 000 100 46", "5000000002", "Şef", "Bilgi İşlem Müdürlüğü"],
    [3, "Yanlış NUMARA", "10000010733", "", "Memur", "Bilgi İşlem Müdürlüğü"],
    [4, "İdil ÇAKIR", "", "", "Memur", "Yazı İşleri Müdürlüğü"],
]
IPEK = ["İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü"]
CAGRI = ["Çağrı", "Işıkçı", "10000010046", "(0 500) 000 00 02", "Şef", "Bilgi İşlem Müdürlüğü"]
IDIL = ["İdil", "Çakır", "", "", "Memur", "Yazı İşleri Müdürlüğü"]


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    answers = openpyxl.Workbook()
    for n, rows in enumerate(sheets):
        sheet = answers.active if n == 0 else answers.create_sheet()
        assert sheet is not None
        for row in rows:
            sheet.append(row)
    answers.save(path)
    return path


def shows_chip(wizard: Wizard, state: str) -> bool:
    """Whether there is a chip of a state, which the rows bring."""
    buttons = driver.visible_widgets(wizard.window, QAbstractButton)
    return any(each.text().rpartition(" ")[0] == state for each in buttons)


def preview(wizard: Wizard) -> list[list[str]]:
    """The cells of the list in sight."""
    model = driver.find_by_name(wizard.window, QTableView, "Listedeki satırlar").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(wizard: Wizard, name: str, words: str) -> None:
    if name.startswith("Sütun") and not wizard.is_pressed("Sütunları düzelt"):
        wizard.press("Sütunları düzelt")
    box = driver.find_by_name(wizard.window, QComboBox, name)
    box.setCurrentText(words)
    assert box.currentText() == words
    box.activated.emit(box.currentIndex())
    driver.wait_until(lambda: not wizard.says("Liste okunuyor"), "the list to be read")
    driver.process_events()


def decide(wizard: Wizard, row_filter: str, verb: str, row: int = 0) -> None:
    """Decide about a row among those that a chip shows."""
    wizard.filter(row_filter)
    table = driver.find_by_name(wizard.window, QTableView, "Listedeki satırlar")
    table.selectRow(row)
    wizard.press(verb)
    driver.wait_until(lambda: not wizard.says("Liste okunuyor"), "the list to be read")
    driver.process_events()


@pytest.fixture
def messy(wizard: Wizard, tmp_path: Path) -> Wizard:
    """The preview of a messy list."""
    give_list(wizard, workbook(tmp_path / "liste.xlsx", MESSY))
    return wizard


def test_a_list_is_shown_before_it_is_taken(messy: Wizard) -> None:
    assert messy.says("3 kişi (3 yeni) alınacak. 2 yeni birim eklenecek. 1 satır alınamadı.")
    rows = preview(messy)
    assert [row[0] for row in rows] == ["4", "5", "7"]
    assert rows[0][1:7] == IPEK
    assert "→ (0 500) 000 00 01" in rows[0][7]
    counts = [messy.counted(each) for each in ("Alınacak", "Soru", "Alınmayan", "Kişi olmayan")]
    assert counts == [3, 0, 1, 2]
    messy.filter("Alınmayan")
    (left,) = preview(messy)
    assert left[0] == "6"
    assert "TCKN" in left[7]
    messy.press("Vazgeç")
    assert messy.rows() == []


def test_a_landline_among_the_mobile_numbers_is_said_at_once(
    wizard: Wizard, tmp_path: Path
) -> None:
    rows = [row[:] for row in MESSY]
    rows[3][3] = "0332 233 44 55"
    give_list(wizard, workbook(tmp_path / "liste.xlsx", rows))
    assert wizard.says("1 kişinin telefonu cep numarası değil; aldıktan sonra “Düzeltilecek” ile")
    wizard.press("3 kişiyi al")
    assert wizard.rows()[2][3] == "(0 332) 233 44 55", "what the list has is not lost"
    assert wizard.counted("Düzeltilecek") == 1
    wizard.filter("Düzeltilecek")
    assert len(wizard.rows()) == 1


def test_a_landline_in_the_list_takes_no_mobile_number_from_the_register(
    wizard: Wizard, tmp_path: Path
) -> None:
    give_list(wizard, workbook(tmp_path / "liste.xlsx", MESSY))
    wizard.press("3 kişiyi al")
    before = wizard.rows()
    rows = [row[:] for row in MESSY]
    rows[3][3] = "0332 233 44 55"
    give_list(wizard, workbook(tmp_path / "yeni.xlsx", rows))
    assert wizard.says("Listedeki herkes kayıtlı ve bilgileri aynı.")
    wizard.press("Vazgeç")
    assert wizard.rows() == before
    assert wizard.counted("Düzeltilecek") == 0


def test_a_list_is_taken_and_taken_back_at_once(messy: Wizard, open_wizard: Open) -> None:
    messy.press("3 kişiyi al")
    assert messy.rows() == [CAGRI, IDIL, IPEK]
    assert messy.says("3 kişi (3 yeni) alındı. 2 yeni birim eklendi.")
    messy.go("Personel ve birimler", "Birimler")
    assert [cells[0] for cells in messy.rows()] == [CAGRI[5], IPEK[5]]
    messy.press("Geri al")
    assert messy.rows() == []
    messy.go("Personel ve birimler", "Personel")
    assert messy.rows() == []
    messy.close()
    assert open_wizard().rows() == []


def test_a_list_given_again_brings_up_to_date(messy: Wizard, tmp_path: Path) -> None:
    messy.press("3 kişiyi al")
    newer = [row[:] for row in MESSY]
    newer[4][4] = "Müdür V."
    give_list(messy, workbook(tmp_path / "yeni.xlsx", newer))
    assert messy.says("3 kişi (1 güncellenen, 2 aynı) alınacak.")
    messy.press("3 kişiyi al")
    assert messy.rows() == [[*CAGRI[:4], "Müdür V.", CAGRI[5]], IDIL, IPEK]


def test_a_list_that_would_rename_someone_says_so(messy: Wizard, tmp_path: Path) -> None:
    messy.press("3 kişiyi al")
    newer = [row[:] for row in MESSY]
    newer[4][1] = "Fatma IŞIK"
    give_list(messy, workbook(tmp_path / "yeni.xlsx", newer))
    assert messy.says("1 kişinin TCKN’si bir başkasına ait.")
    messy.filter("Soru")
    (cells,) = preview(messy)
    assert cells[3] == CAGRI[2]
    asked = "Bu TCKN Çağrı Işıkçı’ya ait. Onun yerine Fatma Işık yazılsın mı? Soyad: "
    assert cells[-1].startswith(asked)
    assert messy.says(f"5. satır: {cells[-1]}"), "its column may be too narrow for it"
    assert not messy.button("Alınacak kimse yok").isEnabled()
    messy.press("Vazgeç")
    assert messy.rows() == [CAGRI, IDIL, IPEK]


def test_whom_the_officer_replaces_is_replaced_and_may_be_taken_back(
    messy: Wizard, tmp_path: Path
) -> None:
    messy.press("3 kişiyi al")
    newer = [row[:] for row in MESSY]
    newer[4][1] = "Fatma IŞIK"
    give_list(messy, workbook(tmp_path / "yeni.xlsx", newer))
    decide(messy, "Soru", "Seçilenleri değiştir")
    assert messy.says("3 kişi (1 güncellenen, 2 aynı) alınacak.")
    messy.press("Kararlarımı unut")
    driver.wait_until(lambda: messy.says("TCKN’si bir başkasına ait"), "the list to be compared")
    decide(messy, "Soru", "Seçilenleri değiştir")
    messy.press("3 kişiyi al")
    assert ["Fatma", "Işık", *CAGRI[2:]] in messy.rows()


def test_rows_set_aside_are_counted_and_may_be_claimed_back(wizard: Wizard, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Adı Soyadı", "TCKN"],
        ["İpek Gündoğdu", "10000000146"],
        ["TOPLAM", 1],
        ["Müdür"],
    ]
    give_list(wizard, workbook(tmp_path / "liste.xlsx", rows))
    assert wizard.says("3 satır kişi sayılmadı: 1 sütun başlığı, 1 toplam, 1 imza.")
    assert [row[0] for row in preview(wizard)] == ["2"]
    wizard.filter("Kişi olmayan")
    assert [(row[0], row[-1]) for row in preview(wizard)] == [
        ("1", "Kişi sayılmadı (sütun başlığı): Adı Soyadı | TCKN"),
        ("3", "Kişi sayılmadı (toplam): TOPLAM | 1"),
        ("4", "Kişi sayılmadı (imza): Müdür"),
    ]
    decide(wizard, "Kişi olmayan", "Seçilenleri kişi say", row=2)
    assert wizard.says("2 kişi (2 yeni) alınacak.")
    wizard.filter("Alınacak")
    assert preview(wizard)[1][1] == "Müdür"
    assert "siz aldınız" in preview(wizard)[1][-1]


def test_rows_that_were_not_taken_stay_to_be_seen_until_they_are_settled(messy: Wizard) -> None:
    messy.press("3 kişiyi al")
    assert messy.says("“liste.xlsx” listesinden 1 satır alınmadı.")
    messy.press("Satırları göster")
    driver.wait_until(lambda: not messy.says("Liste okunuyor"), "the list to be read")
    assert [row[0] for row in preview(messy)] == ["6"]
    messy.press("Kapat")
    assert messy.says("“liste.xlsx” listesinden 1 satır alınmadı.")
    messy.press("Gizle")
    assert not messy.says("“liste.xlsx” listesinden")


def test_what_was_refused_and_what_is_asked_are_counted_apart_and_shown_as_counted(
    messy: Wizard, tmp_path: Path
) -> None:
    messy.press("3 kişiyi al")
    newer = [row[:] for row in MESSY]
    newer[3][4] = "Müdür V."
    newer[4][1] = "Fatma IŞIK"
    give_list(messy, workbook(tmp_path / "yeni.xlsx", newer))
    messy.press("2 kişiyi al")
    assert messy.says("“yeni.xlsx” listesinden 1 satır alınmadı, 1 satır size soruluyor.")
    messy.press("Satırları göster")
    driver.wait_until(lambda: shows_chip(messy, "Alınmayan"), "the list to be read")
    assert [messy.counted(each) for each in ("Alınmayan", "Soru")] == [1, 1]
    assert [row[0] for row in preview(messy)] == ["6"]
    decide(messy, "Alınmayan", "Seçilenler halledildi")
    messy.press("Kapat")
    assert messy.says("“yeni.xlsx” listesinden 1 satır size soruluyor.")
    messy.press("Satırları göster")
    driver.wait_until(lambda: shows_chip(messy, "Soru"), "the list to be read")
    assert [row[0] for row in preview(messy)] == ["5"]


def test_a_problem_of_the_register_is_still_said_when_the_rows_left_are_closed(
    messy: Wizard,
) -> None:
    messy.press("3 kişiyi al")
    messy.fill_cell(0, "TCKN", "10000010733")
    said = "Bu sayfada 1 sorun var"
    driver.wait_until(lambda: messy.says(said), "the problem")
    messy.press("Satırları göster")
    driver.wait_until(lambda: shows_chip(messy, "Alınmayan"), "the list to be read")
    assert not messy.says(said)
    messy.press("Kapat")
    assert messy.says(said)


def test_the_reason_has_the_room_there_is(messy: Wizard) -> None:
    table = driver.find_by_name(messy.window, QTableView, "Listedeki satırlar")
    notes = table.model().columnCount() - 1
    messy.filter("Kişi olmayan")
    longest = max(table.fontMetrics().horizontalAdvance(row[-1]) for row in preview(messy))
    assert table.columnWidth(notes) > min(longest, table.viewport().width() // 2)
    messy.filter("Alınacak")
    messy.window.resize(2400, 800)
    driver.process_events()
    assert table.columnViewportPosition(notes) + table.columnWidth(notes) >= (
        table.viewport().width()
    )
    assert table.columnWidth(notes) > 600


def test_rows_that_were_not_taken_are_there_tomorrow_until_they_are_settled(
    messy: Wizard, open_wizard: Open
) -> None:
    messy.press("3 kişiyi al")
    messy.wait_saved()
    messy.close()
    again = open_wizard()
    again.go("Personel ve birimler")
    said = "“liste.xlsx” listesinden 1 satır alınmadı."
    driver.wait_until(lambda: again.says(said), "what was left")
    again.press("Satırları göster")
    driver.wait_until(lambda: shows_chip(again, "Alınmayan"), "the list to be read")
    assert again.counted("Alınmayan") == 1
    assert [row[0] for row in preview(again)] == ["6"]
    decide(again, "Alınmayan", "Seçilenler halledildi")
    assert again.counted("Halledilen") == 1
    again.press("Kapat")
    assert not again.says("“liste.xlsx” listesinden")
    again.close()
    last = open_wizard()
    last.go("Personel ve birimler")
    assert not last.says("“liste.xlsx” listesinden")


def test_somebody_with_a_wrong_tckn_is_taken_without_it(messy: Wizard) -> None:
    messy.filter("Alınmayan")
    assert messy.says("Yine de alırsanız alınamayan TCKN boş kalır, sonra yazarsınız.")
    decide(messy, "Alınmayan", "Seçilenleri yine de al")
    assert messy.counted("Alınmayan") == 0
    assert messy.says("2 kişi TCKN’siz alınacak; aldıktan sonra “TCKN’si olmayan” ile bulup yazın.")
    messy.filter("Alınacak")
    assert preview(messy)[2][-1].startswith("TCKN’siz alınacak; doğrusunu sonra personelde yazın")
    messy.press("4 kişiyi al")
    assert messy.says("2 kişinin TCKN’si yok; “TCKN’si olmayan” ile bulup yazın.")
    messy.filter("TCKN’si olmayan")
    assert sorted(messy.rows()) == sorted([IDIL, ["Yanlış", "Numara", "", "", "Memur", CAGRI[5]]])
    assert not messy.says("listesinden")


def test_a_list_in_which_everybody_has_a_tckn_says_nothing_about_it(
    messy: Wizard, tmp_path: Path
) -> None:
    messy.press("3 kişiyi al")
    known = [row[:] for row in MESSY]
    known[6][2] = "10000010732"
    give_list(messy, workbook(tmp_path / "yeni.xlsx", known))
    assert not messy.says("TCKN’siz alınacak")
    messy.press("3 kişiyi al")
    assert not messy.says("TCKN’si yok")
    assert messy.counted("TCKN’si olmayan") == 0


def test_nothing_of_the_preview_overlaps_in_a_small_window(messy: Wizard) -> None:
    messy.window.resize(910, 512)
    choose(messy, "Sütun: Unvan", "GÖREVİ")
    messy.filter("Alınmayan")
    driver.process_events()
    page = next(driver.visible_widgets(messy.window, ImportView))
    parts = [
        each.visibleRegion().boundingRect().translated(each.mapTo(page, QPoint()))
        for kind in (QAbstractButton, QLabel, QTableView, QComboBox)
        for each in driver.visible_widgets(page, kind)
        if not isinstance(each.parentWidget(), QTableView)
    ]
    overlaps = [
        (one, other)
        for at, one in enumerate(parts)
        for other in parts[at + 1 :]
        if one.intersects(other)
    ]
    assert overlaps == []


def test_a_column_that_may_be_either_of_two_is_put_to_the_officer(
    wizard: Wizard, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["Adı Soyadı", "TCKN", "Kadro Unvanı", "Görev Unvanı"],
        ["İpek Gündoğdu", "10000000146", "Memur", "Müdür V."],
    ]
    give_list(wizard, workbook(tmp_path / "liste.xlsx", rows))
    assert wizard.says("Unvan birden çok sütunda olabilir (Kadro Unvanı, Görev Unvanı)")
    assert preview(wizard)[0][5] == ""
    choose(wizard, "Sütun: Unvan", "Görev Unvanı")
    assert preview(wizard)[0][5] == "Müdür V."
    assert not wizard.says("Unvan birden çok sütunda olabilir")


def test_the_same_list_again_has_nothing_to_take_and_says_so(messy: Wizard, tmp_path: Path) -> None:
    messy.press("3 kişiyi al")
    give_list(messy, tmp_path / "liste.xlsx")
    assert messy.says("Listedeki herkes kayıtlı ve bilgileri aynı")
    assert not messy.button("Alınacak kimse yok").isEnabled()


def test_a_wrong_column_is_put_right_and_the_rows_follow(messy: Wizard) -> None:
    choose(messy, "Sütun: Unvan", "MÜDÜRLÜĞÜ")
    choose(messy, "Sütun: Çalıştığı birim", "— listede yok —")
    assert preview(messy)[0][5:7] == ["Yazı İşleri Müdürlüğü", ""]
    messy.press("3 kişiyi al")
    assert messy.rows()[2][4:] == ["Yazı İşleri Müdürlüğü", ""]


def test_a_surname_that_comes_first_is_put_right(wizard: Wizard, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Personel", "TCKN"], ["Gündoğdu İpek", "10000000146"]]
    give_list(wizard, workbook(tmp_path / "liste.xlsx", rows))
    assert preview(wizard)[0][1:3] == ["Gündoğdu", "İpek"]
    wizard.press("Sütunları düzelt")
    wizard.tick("Bu sütunda önce soyadı yazıyor")
    driver.wait_until(lambda: preview(wizard)[0][1:3] == ["İpek", "Gündoğdu"], "the names to turn")


def test_columns_that_nothing_tells_are_named_by_the_officer(
    wizard: Wizard, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["Bir", "İki", "Üç"], ["Memur", "Çakır", "İdil"]]
    give_list(wizard, workbook(tmp_path / "liste.xlsx", rows))
    assert wizard.says("Listede ad soyad ya da TCKN sütunu bulunamadı.")
    choose(wizard, "Sütun: Ad", "C sütunu")
    choose(wizard, "Sütun: Soyad", "B sütunu")
    choose(wizard, "Sütun: Unvan", "A sütunu")
    assert ["İdil", "Çakır"] in [row[1:3] for row in preview(wizard)]
    assert not wizard.says("Listede ad soyad ya da TCKN sütunu bulunamadı.")


def test_another_sheet_can_be_chosen(wizard: Wizard, tmp_path: Path) -> None:
    other: list[list[object]] = [["Ad", "Soyad", "TCKN"], ["İdil", "Çakır", "10000010732"]]
    give_list(wizard, workbook(tmp_path / "liste.xlsx", MESSY, other))
    assert wizard.says("Dosyada 2 sayfa var; biri alınır, öbürlerini ayrıca alın:")
    choose(wizard, "Sayfa", "Sheet1")
    assert [row[1] for row in preview(wizard)] == ["İdil"]
    wizard.press("1 kişiyi al")
    assert [cells[0] for cells in wizard.rows()] == ["İdil"]


def test_what_is_no_list_says_why_and_changes_nothing(wizard: Wizard, tmp_path: Path) -> None:
    broken = tmp_path / "liste.xlsx"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    give_list(wizard, broken)
    assert wizard.says("Bu bir resim, tablo değil.")
    assert not driver.has_button(wizard.window, "3 kişiyi al")
    wizard.press("Vazgeç")
    assert wizard.rows() == []


def test_reading_is_called_off_and_nothing_is_taken(wizard: Wizard, tmp_path: Path) -> None:
    long: list[list[object]] = [["Ad", "Soyad", "Unvan"]]
    long += [["İdil", f"Çakır{n}", "Memur"] for n in range(3_000)]
    wizard.go("Personel ve birimler")
    wizard.press("Excel’den al…")
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(
        next(driver.visible_widgets(dialog, QLineEdit)), str(workbook(tmp_path / "uzun.xlsx", long))
    )
    driver.click(dialog, "Aç")
    assert wizard.says("Liste okunuyor")
    driver.click(wizard.window, "Vazgeç")
    assert wizard.rows() == []
    give_list(wizard, workbook(tmp_path / "liste.xlsx", MESSY))
    wizard.press("3 kişiyi al")
    assert len(wizard.rows()) == 3


def test_refused_rows_are_copied_for_whoever_made_the_list(messy: Wizard) -> None:
    messy.press("Alınmayanları kopyala")
    heads, row = QGuiApplication.clipboard().text().splitlines()
    assert heads.split("\t")[:2] == ["Satır", "Neden alınamadı"]
    assert row.split("\t")[0] == "6"
    assert "Yanlış NUMARA" in row


def test_a_copied_block_is_shown_like_a_file(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler")
    QGuiApplication.clipboard().setText(
        "Ad Soyad\tTC Kimlik\tTelefon\nİpek Gündoğdu\t10000000146\t5000000001\n"
    )
    wizard.press("Yapıştır")
    driver.wait_until(
        lambda: driver.has_button(wizard.window, "1 kişiyi al"), "the list to be read"
    )
    wizard.press("1 kişiyi al")
    assert wizard.rows() == [[*IPEK[:4], "", ""]]


def test_an_undo_while_a_list_is_looked_at_is_counted_in(messy: Wizard, tmp_path: Path) -> None:
    messy.press("3 kişiyi al")
    give_list(messy, tmp_path / "liste.xlsx")
    assert messy.says("Listedeki herkes kayıtlı")
    messy.press("Geri al")
    driver.wait_until(
        lambda: messy.says("3 kişi (3 yeni) alınacak."), "the list to be compared anew"
    )


def test_a_closed_window_lets_go_of_a_list_and_keeps_the_register(
    messy: Wizard, open_wizard: Open
) -> None:
    messy.close()
    again = open_wizard()
    assert again.rows() == []


def test_only_what_says_another_thing_is_coloured(messy: Wizard) -> None:
    model = driver.find_by_name(messy.window, QTableView, "Listedeki satırlar").model()
    coloured = [
        (model.headerData(column, Qt.Orientation.Horizontal), model.index(row, 7).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.index(row, column).data(Qt.ItemDataRole.BackgroundRole) is not None
    ]
    assert coloured == []


def test_numbers_of_a_list_are_seen_whole(messy: Wizard) -> None:
    table = driver.find_by_name(messy.window, QTableView, "Listedeki satırlar")
    for column in (3, 4):
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)
