"""Steps 3 and 4: units with DETSİS numbers, users with unit and duty, and the sheets of both."""

from pathlib import Path

import pdfplumber
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from ebel_wizard.demo import driver
from ebel_wizard.people_import import detect
from ebel_wizard.ui.state.standing import Mark
from tests.ui.ui_actions import save_as
from tests.ui.wizard import Wizard

UNITS = ("3. ", "Birimler")
USERS = ("4. ", "Kullanıcılar")


def add_unit(wizard: Wizard, row: int, name: str, detsis: str) -> None:
    wizard.press("Birim ekle")
    wizard.fill_cell(row, "Birim", name)
    wizard.fill_cell(row, "DETSİS numarası", detsis)


def choose_list(wizard: Wizard, path: Path) -> None:
    wizard.press("Excel’den al…")
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(path))
    driver.click(dialog, "Aç")


def test_units_carry_their_numbers_in_the_register_and_in_step_three(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler", "Birimler")
    add_unit(wizard, 0, "Yazı İşleri Müdürlüğü", "87654321")
    assert wizard.counted("DETSİS numarası olmayan") == 0
    wizard.go(*UNITS)
    assert wizard.rows() == [["Yazı İşleri Müdürlüğü", "", "87654321"]]
    add_unit(wizard, 1, "Fen İşleri Müdürlüğü", "8765")
    assert any("8 rakam" in each for each in wizard.problems())
    wizard.fill_cell(1, "DETSİS numarası", "87654321")
    assert any("iki birimde aynı" in each for each in wizard.problems())
    assert wizard.says("Aynı DETSİS numarasını taşıyan birimler (1)")


def test_the_number_of_the_municipality_is_none_of_a_unit(filled: Wizard) -> None:
    filled.step_one("Belediye")
    filled.answer("DETSİS numarası", "24681012")
    filled.go(*UNITS)
    add_unit(filled, 0, "Yazı İşleri Müdürlüğü", "2468 1012")
    assert ["belediyenin kendi numarası" in each for each in filled.problems()] == [True]
    assert filled.counted("Düzeltilecek") == 1
    assert filled.says("Belediyenin DETSİS numarası yazılmış birimler (1)")
    assert filled.standing_of("Birimler").startswith(f"Birimler, {Mark.OPEN.words}")
    filled.fill_cell(0, "DETSİS numarası", "24681013")
    assert filled.problems() == []
    assert filled.standing_of("Birimler").startswith(f"Birimler, {Mark.DONE.words}")


def test_units_without_a_number_are_listed_by_one_click(wizard: Wizard) -> None:
    wizard.go(*UNITS)
    add_unit(wizard, 0, "Yazı İşleri Müdürlüğü", "87654321")
    add_unit(wizard, 1, "Fen İşleri Müdürlüğü", "")
    assert wizard.counted("DETSİS numarası olmayan") == 1
    wizard.filter("DETSİS numarası olmayan")
    assert [row[0] for row in wizard.rows()] == ["Fen İşleri Müdürlüğü"]
    assert not wizard.says("DETSİS numarası olmayan birimler"), "it is said once"


def test_users_without_a_tckn_are_listed_by_one_click(filled: Wizard) -> None:
    filled.go(*USERS)
    assert filled.counted("TCKN’si olmayan") == 0
    filled.go("Personel ve birimler", "Personel")
    name = filled.rows()[1][0]
    filled.table().focus_cell(1, "tckn")
    QTest.keyClick(filled.table(), Qt.Key.Key_Delete)
    filled.go(*USERS)
    assert filled.counted("TCKN’si olmayan") == 1
    filled.filter("TCKN’si olmayan")
    assert [row[0] for row in filled.rows()] == [name]


def test_a_list_of_units_is_taken_by_column_after_a_question(
    wizard: Wizard, tmp_path: Path
) -> None:
    file = tmp_path / "birimler.csv"
    file.write_text(
        "Sıra;DETSİS No;Birim Adı;Telefon\n1;87654321;Yazı İşleri Müdürlüğü;03461234570\n"
        "2;;Fen İşleri Müdürlüğü;\n;;;not\n",
        encoding="utf-8",
    )
    wizard.go(*UNITS)
    choose_list(wizard, file)
    driver.wait_until(lambda: wizard.opens(QMessageBox), "the question")
    asked = wizard.dialog(QMessageBox)
    assert "2 yeni birim eklenecek" in asked.informativeText()
    assert "1 satır alınmayacak, birim adı yok: 4. satır" in asked.informativeText()
    assert "DETSİS numarası: DETSİS No" in asked.informativeText()
    driver.click(asked, "Al")
    assert sorted(row[0] for row in wizard.rows()) == [
        "Fen İşleri Müdürlüğü",
        "Yazı İşleri Müdürlüğü",
    ]
    wizard.press("Geri al")
    assert wizard.rows() == []


def test_what_is_no_list_of_units_is_refused_in_words(wizard: Wizard, tmp_path: Path) -> None:
    file = tmp_path / "kisiler.csv"
    file.write_text("Ad;Soyad\nAyşe;Öz\n", encoding="utf-8")
    wizard.go(*UNITS)
    choose_list(wizard, file)
    driver.wait_until(lambda: wizard.says("birim sütunu bulunamadı"), "the refusal")


def test_the_unit_sheet_is_shown_and_saved_in_three_forms(wizard: Wizard, tmp_path: Path) -> None:
    wizard.go("3. ", "Birim çizelgesi")
    assert wizard.says("Önce “Birimler” sayfasında birimleri yazın")
    assert not wizard.can("PDF kaydet…")
    wizard.go(*UNITS)
    add_unit(wizard, 0, "Yazı İşleri Müdürlüğü", "87654321")
    wizard.go("3. ", "Birim çizelgesi")
    driver.wait_until(lambda: wizard.can("PDF kaydet…"), "the sheet")
    pdf = save_as(wizard, "PDF kaydet…", tmp_path / "birim.pdf")
    with pdfplumber.open(pdf) as read:
        assert "87654321" in read.pages[0].extract_text()
    copy = save_as(wizard, "Word kopyası…", tmp_path / "birim.docx")
    assert copy.read_bytes().startswith(b"PK")
    book = save_as(wizard, "Excel dosyası…", tmp_path / "birim.xlsx")
    (sheet,) = detect.read(book)
    assert sheet.rows[0][:3] == ("Birim", "Yazılardaki adı", "DETSİS numarası")
    assert sheet.rows[1][:3] == ("Yazı İşleri Müdürlüğü", "", "87654321")


def test_nothing_moves_when_a_sheet_says_that_it_was_saved(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Aydınlatma metni")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the sheet")
    saves = filled.button("PDF kaydet…")
    before = saves.mapTo(filled.window, QPoint())
    file = save_as(filled, "PDF kaydet…", tmp_path / "kvkk.pdf")
    driver.wait_until(lambda: filled.says(f"Kaydedildi: {file}"), "the message")
    driver.process_events()
    assert saves.mapTo(filled.window, QPoint()) == before


def test_a_duty_is_told_with_an_example(filled: Wizard) -> None:
    filled.go(*USERS)
    assert filled.says("yaptığı işin adı, örneğin “Evrak kayıt”")
    rows = filled.table().rows
    at = [each.field.label for each in rows.columns].index("İş tanımı")
    tip = rows.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == "İş tanımı\nYaptığı işin adı, aynı işi yapanlarda aynı; örnek: Evrak kayıt"


def test_users_get_their_duty_in_step_four_and_keep_it_in_step_seven(filled: Wizard) -> None:
    filled.go(*USERS)
    assert filled.counted("İş tanımı olmayan") == 3
    filled.fill_cell(0, "İş tanımı", "Evrak kayıt")
    assert filled.counted("İş tanımı olmayan") == 2
    filled.go("4. ", "Kullanıcı çizelgesi")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the sheet")
    assert "Evrak kayıt" in filled.preview_text()
    filled.go("7. ", "Sayfa yetkileri")
    filled.filter("Herkes")
    assert any("Evrak kayıt" in row for row in filled.rows())
