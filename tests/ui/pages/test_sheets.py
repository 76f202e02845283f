"""Steps 3 and 4: units with DETSİS numbers, users with unit and duty, and the sheets of both."""

from pathlib import Path

import pdfplumber
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from ebel_wizard.demo import driver
from ebel_wizard.people_import import detect
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
    wizard.go(*UNITS)
    assert wizard.rows() == [["Yazı İşleri Müdürlüğü", "", "87654321"]]
    add_unit(wizard, 1, "Fen İşleri Müdürlüğü", "8765")
    assert any("8 rakam" in each for each in wizard.problems())
    wizard.fill_cell(1, "DETSİS numarası", "87654321")
    assert any("iki birimde aynı" in each for each in wizard.problems())
    assert wizard.says("Aynı DETSİS numarasını taşıyan birimler (1)")


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


def test_users_get_their_duty_in_step_four_and_keep_it_in_step_seven(filled: Wizard) -> None:
    filled.go(*USERS)
    assert filled.says("İş tanımı olmayan kullanıcılar (3)")
    filled.fill_cell(0, "İş tanımı", "Evrak kayıt")
    assert filled.says("İş tanımı olmayan kullanıcılar (2)")
    filled.go("4. ", "Kullanıcı çizelgesi")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the sheet")
    assert "Evrak kayıt" in filled.preview_text()
    filled.go("7. ", "Sayfa yetkileri")
    filled.filter("Herkes")
    assert any("Evrak kayıt" in row for row in filled.rows())
