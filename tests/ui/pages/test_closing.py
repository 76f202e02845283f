"""The end of the move: report, calendar, kept files, own words for a step, and nothing left."""

import os
import sys
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from ebel_wizard import resources, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.lists.file_list import FileList
from ebel_wizard.vault import Secret, State
from tests.platforms import is_owners_alone
from tests.ui.conftest import Open
from tests.ui.ui_actions import FOLLOW_UP, add_file, choose_guide, save_as
from tests.ui.wizard import SAVED, Wizard

IPEK = ("İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü")


class Viewer(QObject):
    """The system's viewer of files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


# Closing report and erasing


def test_the_closing_report_tells_the_move_and_masks_numbers(
    wizard: Wizard, tmp_path: Path
) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.go("11. ", "Kayıt ve kapanış")
    wizard.answer("Yardım masasında bilgi veren kişi", "Deniz Er")
    assert wizard.says("Henüz tamamlanmayan adımlar: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11.")
    save_as(wizard, "Kapanış raporunu kaydet…", tmp_path / "rapor.pdf")
    with pdfplumber.open(tmp_path / "rapor.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Deniz Er" in text
    assert "İpek GÜNDOĞDU" in text
    assert IPEK[2] not in text
    assert "11. Evrak Numaratör Bilgileri" in text


def everything(home: Path) -> list[str]:
    data = home / "data"
    return sorted(str(path.relative_to(data)) for path in data.rglob("*"))


def test_nothing_is_left_after_everything_was_erased(
    wizard: Wizard, home: Path, tmp_path: Path, open_wizard: Open
) -> None:
    scan = tmp_path / "imzalı yazı.pdf"
    scan.write_bytes(b"%PDF-1.4 taranmis")
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, *IPEK)
    wizard.step_one("KEP")
    for label in ("KEP parolası", "KEP şifresi"):
        wizard.answer(label, "çok-gizli-1")
        wizard.press(f"{label}: Bu bilgisayarda tut")
        driver.wait_until(lambda: driver.has_button(wizard.window, f"{label}: Kaldır"), label)  # noqa: B023
    wizard.step_one(FOLLOW_UP)
    add_file(wizard, scan)
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file")
    vault = wizard.window.session.vault
    wizard.go("11. ", "Kayıt ve kapanış")
    wizard.press("Her şeyi sil…")
    driver.click(wizard.dialog(QMessageBox), "Her şeyi sil")
    report = tmp_path / "rapor.pdf"
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(report))
    driver.click(dialog, "Kaydet")
    driver.wait_until(lambda: not wizard.window.isVisible(), "the window to close")
    assert report.read_bytes().startswith(b"%PDF")
    assert wizard.window.is_erased
    assert [each for each in everything(home) if each != "wizard.lock"] == []
    assert {vault.state(secret) for secret in Secret} == {State.EMPTY}
    again = open_wizard()
    again.step_one("Proje sorumluları")
    assert again.rows() == []


def test_nothing_is_erased_without_the_report_on_disk(wizard: Wizard, open_wizard: Open) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.go("11. ", "Kayıt ve kapanış")
    wizard.press("Her şeyi sil…")
    driver.click(wizard.dialog(QMessageBox), "Vazgeç")
    wizard.press("Her şeyi sil…")
    question = wizard.dialog(QMessageBox)
    assert "geçmiş, yedekler" in question.text()
    driver.click(question, "Her şeyi sil")
    driver.click(wizard.dialog(QFileDialog), "Vazgeç")
    assert wizard.says("Hiçbir şey silinmedi.")
    wizard.close()
    again = open_wizard()
    again.step_one("Belediye")
    assert again.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"


def erase_with_report(wizard: Wizard, report: Path) -> None:
    """Ask to erase everything, and save the report there first."""
    wizard.go("11. ", "Kayıt ve kapanış")
    wizard.press("Her şeyi sil…")
    driver.click(wizard.dialog(QMessageBox), "Her şeyi sil")
    dialog = wizard.dialog(QFileDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(report))
    driver.click(dialog, "Kaydet")


def test_a_report_that_would_be_erased_with_the_rest_erases_nothing(
    wizard: Wizard, home: Path
) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.wait_saved()
    report = settings.data_dir() / "rapor.pdf"
    erase_with_report(wizard, report)
    driver.wait_until(lambda: wizard.says("Rapor kaydedilmedi"), "the refusal")
    assert not report.exists()
    wizard.step_one("Belediye")
    assert wizard.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"
    assert (settings.data_dir() / "answers.db").exists()


def test_a_report_that_does_not_come_back_from_the_disk_erases_nothing(
    wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(path: Path, data: bytes, *, private: bool = False) -> None:
        path.write_bytes(data[:-1])

    monkeypatch.setattr("ebel_wizard.files.write", cut)
    erase_with_report(wizard, tmp_path / "rapor.pdf")
    driver.wait_until(lambda: wizard.says("geri okunamadı"), "the refusal")
    assert (settings.data_dir() / "answers.db").exists()


# Files


def test_a_step_keeps_a_file_after_its_original_is_gone(
    wizard: Wizard, open_wizard: Open, tmp_path: Path
) -> None:
    scan = tmp_path / "yanıt.pdf"
    scan.write_bytes(b"%PDF-1.4 yanit")
    wizard.go("2. ", FOLLOW_UP)
    add_file(wizard, scan)
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file")
    wizard.answer("Dosyanın adı", "Bakanlığın yanıtı")
    wizard.close()
    scan.unlink()
    again = open_wizard()
    again.go("2. ", FOLLOW_UP)
    assert again.shows("Dosyanın adı") == "Bakanlığın yanıtı.pdf"
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "take")  # type: ignore[arg-type]  # its own bytes are refused
    again.press("Aç")
    driver.wait_until(lambda: viewer.opened, "the viewer")
    QDesktopServices.unsetUrlHandler("file")
    (path,) = viewer.opened
    assert (path.name, path.read_bytes()) == ("Bakanlığın yanıtı.pdf", b"%PDF-1.4 yanit")
    assert is_owners_alone(path)
    again.close()
    assert not path.exists(), "what was lent to the viewer is taken back"


@pytest.mark.skipif(sys.platform == "win32", reason="there every file name is text")
def test_a_file_whose_name_is_no_text_is_kept_all_the_same(
    wizard: Wizard, open_wizard: Open, tmp_path: Path
) -> None:
    scan = tmp_path / os.fsdecode("yazı.pdf".encode("iso8859-9"))
    scan.write_bytes(b"%PDF-1.4 yazi")
    wizard.go("2. ", FOLLOW_UP)
    next(driver.visible_widgets(wizard.window, FileList)).add([scan])
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file")
    wizard.wait_saved()
    wizard.close()
    again = open_wizard()
    again.go("2. ", FOLLOW_UP)
    assert again.shows("Dosyanın adı") == "yaz?.pdf"


def test_a_file_taken_off_comes_back_by_undo(wizard: Wizard, tmp_path: Path) -> None:
    scan = tmp_path / "yanıt.pdf"
    scan.write_bytes(b"%PDF-1.4")
    wizard.go("2. ", FOLLOW_UP)
    add_file(wizard, scan)
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file")
    wizard.press("Çıkar")
    assert not wizard.asks("Dosyanın adı")
    wizard.press("Geri al")
    assert wizard.shows("Dosyanın adı") == "yanıt.pdf"


def test_files_may_be_dropped(wizard: Wizard, tmp_path: Path) -> None:
    scan = tmp_path / "yanıt.pdf"
    scan.write_bytes(b"%PDF-1.4")
    wizard.go("2. ", FOLLOW_UP)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(scan))])
    place = next(driver.visible_widgets(wizard.window, FileList))
    how = (
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(place, QDragEnterEvent(*how))
    QApplication.sendEvent(place, QDropEvent(*how))
    driver.wait_until(lambda: wizard.asks("Dosyanın adı"), "the file")


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("program.exe", 10, "saklanamaz; saklanabilenler:"),
        ("PROGRAM.MSI", 10, "saklanamaz; saklanabilenler:"),
        ("büyük.pdf", 25 * 1024 * 1024 + 1, "25 MB’tan büyük"),
    ],
)
def test_what_cannot_be_kept_is_said(
    wizard: Wizard, tmp_path: Path, name: str, size: int, words: str
) -> None:
    file = tmp_path / name
    with file.open("wb") as out:
        out.truncate(size)
    wizard.go("2. ", FOLLOW_UP)
    add_file(wizard, file)
    driver.wait_until(lambda: wizard.says(words), "the reason")
    assert not wizard.asks("Dosyanın adı")
    assert wizard.save_status() == SAVED


# Plan


def test_the_plan_is_saved_as_a_calendar(wizard: Wizard, tmp_path: Path) -> None:
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", "15.12.2026")
    wizard.go("Görev listesi")
    save_as(wizard, "Takvim dosyası kaydet…", tmp_path / "gecis.ics")
    text = (tmp_path / "gecis.ics").read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20261215" in text
    assert text.count("BEGIN:VEVENT") == 13


# Own words for an inferred step


def test_an_inferred_step_is_put_right_and_keeps_its_ticks(
    wizard: Wizard, open_wizard: Open
) -> None:
    wizard.go("3. ", FOLLOW_UP)
    wizard.tick("Her birimin DETSİS numarasının bulunduğu görüldü")
    wizard.go("3. ", "Adımın metnini değiştir")
    wizard.answer("Adımın adı", "Birimlerin Açılması")
    wizard.close()
    again = open_wizard()
    again.go("3. ", FOLLOW_UP)
    assert again.place() == "3. Birimlerin Açılması, sürüyor"
    assert again.is_ticked("Her birimin DETSİS numarasının bulunduğu görüldü")
    again.go("Görev listesi")
    assert again.says("3. Birimlerin Açılması")
    again.go("3. ", "Adımın metnini değiştir")
    again.press("Programın metnine dön")
    assert again.shows("Adımın adı") == "Birim Ağacının Oluşturulması"
    again.press("Geri al")
    assert again.shows("Adımın adı") == "Birimlerin Açılması"


# Another guide


def test_another_guide_is_taken_and_answers_stay_with_their_steps(
    wizard: Wizard, open_wizard: Open, tmp_path: Path
) -> None:
    wizard.go("2. ", FOLLOW_UP)
    wizard.tick("Proje sorumlusunun yetkilendirildiği öğrenildi")
    shipped = resources.path("guide", "e-belediye.toml").read_text(encoding="utf-8")
    newer = tmp_path / "yeni-kilavuz.toml"
    newer.write_text(
        shipped.replace("Proje Sorumlusunun Yetkilendirilmesi", "Yetkinin Verilmesi"),
        encoding="utf-8",
    )
    choose_guide(wizard, newer)
    driver.wait_until(lambda: wizard.says("Kullanılan kılavuz: yeni-kilavuz.toml"), "the guide")
    wizard.close()
    newer.unlink()
    again = open_wizard()
    again.go("2. ")
    assert again.says("Yetkinin Verilmesi")
    again.go("2. ", FOLLOW_UP)
    assert again.is_ticked("Proje sorumlusunun yetkilendirildiği öğrenildi")
    again.go("Ayarlar")
    again.press("Programın kılavuzuna dön")
    again.go("2. ", "Ne yapılacak")
    assert again.says("Proje Sorumlusunun Yetkilendirilmesi")


def test_a_guide_that_cannot_be_used_changes_nothing(wizard: Wizard, tmp_path: Path) -> None:
    bad = tmp_path / "bozuk.toml"
    bad.write_text('title = "Kılavuz"\n[[step]]\nid = "A b"\n', encoding="utf-8")
    choose_guide(wizard, bad)
    driver.wait_until(lambda: wizard.says("Kılavuz değiştirilmedi."), "the reason")
    assert wizard.says("Kullanılan kılavuz: programla gelen")


def test_a_guide_without_a_step_leaves_its_answers_for_later(
    wizard: Wizard, tmp_path: Path
) -> None:
    shipped = resources.path("guide", "e-belediye.toml").read_text(encoding="utf-8")
    shorter = tmp_path / "kisa.toml"
    shorter.write_text(shipped[: shipped.rindex("[[step]]")], encoding="utf-8")
    wizard.go("11. ", FOLLOW_UP)
    wizard.tick("Kaydın yapıldığı yardım masasından öğrenildi")
    choose_guide(wizard, shorter)
    driver.wait_until(lambda: wizard.says("Kullanılan kılavuz: kisa.toml"), "the guide")
    wizard.go("Görev listesi")
    assert not wizard.says("11. Evrak Numaratör")
    wizard.press("Geri al")
    wizard.go("11. ", FOLLOW_UP)
    assert wizard.is_ticked("Kaydın yapıldığı yardım masasından öğrenildi")
