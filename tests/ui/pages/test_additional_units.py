"""Step 6: who serves in another unit; entered one by one, or not needed with one click."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from ebel_wizard.demo import driver
from tests.ui.conftest import Open, Resume
from tests.ui.ui_actions import choose_people
from tests.ui.wizard import Wizard


def type_register(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler")
    people = (("İpek", "Gündoğdu"), ("Çağrı", "Işıkçı"), ("İdil", "Çakır"))
    for row, (name, surname) in enumerate(people):
        wizard.press("Kişi ekle")
        wizard.fill_row(row, name, surname)
        wizard.fill_cell(row, "Çalıştığı birim", "Yazı İşleri Müdürlüğü")
    wizard.go("6. ", "Ek birimler")


@pytest.fixture
def register(resume: Resume) -> Wizard:
    """Three people on the register, and step 6 open."""
    return resume(type_register)


def add(wizard: Wizard, *names: str) -> None:
    """Choose people of the register by name."""
    choose_people(wizard, "Personelden seç…", "Seçilenleri ekle", names)
    for editor in list(driver.visible_widgets(wizard.table(), QLineEdit)):
        driver.commit_cell(editor)


def test_someone_gets_an_additional_unit_and_is_ticked_when_entered(
    register: Wizard, open_wizard: Open
) -> None:
    add(register, "Çağrı")
    register.fill_cell(0, "Ek birim", "Fen İşleri Müdürlüğü")
    register.fill_cell(0, "Ek birimdeki görevi", "Müdür V.")
    shown = ["Çağrı", "Işıkçı", "Yazı İşleri Müdürlüğü", "Fen İşleri Müdürlüğü", "Müdür V.", ""]
    assert register.rows() == [shown]
    assert register.says("0 / 1 ek birim girildi")
    register.tick_row(0)
    assert register.rows()[0][5] != ""
    assert register.says("1 / 1 ek birim girildi")
    register.close()
    assert open_wizard().rows()[0][:5] == shown[:5]


def test_one_person_may_have_several(register: Wizard) -> None:
    add(register, "İpek")
    register.fill_cell(0, "Ek birim", "Fen İşleri Müdürlüğü")
    add(register, "İpek", "İdil")
    assert sorted(cells[0] for cells in register.rows()) == [
        "İdil",
        "İpek",
        "İpek",
    ]
    register.press("Geri al")
    assert len(register.rows()) == 1


def test_a_unit_that_is_no_other_one_is_said(register: Wizard) -> None:
    add(register, "İpek")
    register.fill_cell(0, "Ek birim", "yazı işleri müdürlüğü")
    assert register.problems() == ["İpek Gündoğdu: ek birim, asli birimiyle aynı; birini düzeltin."]


def test_nobody_serves_elsewhere_with_one_click(register: Wizard) -> None:
    register.press_from("Ek birimde görevli kimse yok")
    assert register.table().hasFocus()
    assert register.shows_status() == "gerekli değil"
    assert register.says("Bu adım gerekli değil olarak işaretli.")
    assert not driver.has_button(register.window, "Ek birimde görevli kimse yok")
    add(register, "İpek")
    assert register.shows_status() == "sürüyor"
    register.press("Geri al")
    assert register.shows_status() == "gerekli değil"


def test_someone_who_is_not_on_the_register_comes_onto_it(register: Wizard) -> None:
    register.press("Yeni kişi")
    register.fill_cell(0, "Ad", "Şule")
    register.fill_cell(0, "Asli birim", "Zabıta Müdürlüğü")
    register.go("Personel ve birimler")
    (sule,) = [cells for cells in register.rows() if cells[0] == "Şule"]
    assert sule[5] == "Zabıta Müdürlüğü"


def test_values_are_copied_one_by_one(register: Wizard) -> None:
    add(register, "İpek")
    register.fill_cell(0, "Ek birim", "Fen İşleri Müdürlüğü")
    register.press("Kopyala: Ek birim")
    assert QGuiApplication.clipboard().text() == "Fen İşleri Müdürlüğü"


def test_the_way_in_e_belediye_is_shown(register: Wizard) -> None:
    assert register.says("Ek Birim Yetkilendirme")


def test_a_person_taken_off_the_register_leaves_the_list(register: Wizard) -> None:
    add(register, "İpek")
    register.go("Personel ve birimler")
    at = [cells[0] for cells in register.rows()].index("İpek")
    register.select_row(at)
    register.press("Sil")
    assert register.says("6. adımda bu kişiler için yazılanlar da silindi.")
    register.go("6. ", "Ek birimler")
    assert register.rows() == []
    register.press("Geri al")
    assert [cells[0] for cells in register.rows()] == ["İpek"]


@pytest.mark.parametrize("kind", ["Excel dosyası…", "PDF…"])
def test_the_list_is_written_out(register: Wizard, tmp_path: Path, kind: str) -> None:
    add(register, "İpek")
    register.fill_cell(0, "Ek birim", "=1+1")
    out = tmp_path / ("liste.xlsx" if "Excel" in kind else "liste.pdf")
    register.export(kind, out)
    driver.wait_until(lambda: register.says("1 satır yazıldı: "), "the file to be written")
    if out.suffix == ".xlsx":
        cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(out).active]
        assert cells[0][:4] == ["Ad", "Soyad", "Asli birim", "Ek birim"]
        assert cells[1][:4] == ["İpek", "Gündoğdu", "Yazı İşleri Müdürlüğü", "=1+1"]
    else:
        assert out.read_bytes().startswith(b"%PDF")


def test_a_place_that_takes_no_file_is_said(register: Wizard, tmp_path: Path) -> None:
    add(register, "İpek")
    (tmp_path / "dosya").write_text("klasör değil", encoding="utf-8")
    register.export("Excel dosyası…", tmp_path / "dosya" / "liste.xlsx")
    driver.wait_until(lambda: register.says("Dosya yazılamadı"), "the trouble to be said")
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["dosya"]
