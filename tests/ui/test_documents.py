"""The documents in the window: always to be seen, printed and saved once nothing is wrong."""

import dataclasses
from functools import partial
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QMessageBox

from ebel_wizard import demo, documents
from ebel_wizard.ui import driver
from ebel_wizard.ui.preview import Preview, print_pdf
from tests.ui.wizard import Wizard

NAMES = {"talep-yazisi.pdf", "personel-tablosu.pdf", "kep-yazisi.pdf", "kep-formu.pdf"}


def text_of(file: Path) -> str:
    with pdfplumber.open(file) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_an_empty_case_has_a_draft_to_look_at_and_nothing_to_post(wizard: Wizard) -> None:
    wizard.step_one("Belgeler")
    assert wizard.wait_preview().page_count == 1
    assert not wizard.button("PDF’leri kaydet…").isEnabled()
    assert not wizard.button("Bu belgeyi yazdır…").isEnabled()
    assert wizard.says("sorunu giderin")


def test_the_reason_leads_to_the_list_of_problems(wizard: Wizard) -> None:
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    wizard.follow(next(text for text in wizard.labels() if "sorunu giderin" in text))
    assert wizard.page() == "Cevapları kontrol et"


def test_all_documents_are_saved_into_the_chosen_folder(filled: Wizard, tmp_path: Path) -> None:
    folder = tmp_path / "yazılar"
    folder.mkdir()
    filled.save_into(folder)
    driver.until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert {path.name for path in folder.iterdir()} == NAMES
    assert "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI" in text_of(folder / "talep-yazisi.pdf")
    assert "Gündoğdu" in text_of(folder / "personel-tablosu.pdf")


def test_files_of_the_same_name_are_replaced_only_after_asking(
    filled: Wizard, tmp_path: Path
) -> None:
    old = tmp_path / "talep-yazisi.pdf"
    old.write_text("eski")
    filled.save_into(tmp_path)
    box = filled.dialog(QMessageBox)
    assert "talep-yazisi.pdf" in box.informativeText()
    driver.press(box, "Vazgeç")
    assert old.read_text() == "eski"
    filled.save_into(tmp_path)
    driver.press(filled.dialog(QMessageBox), "Değiştir")
    driver.until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert old.read_bytes().startswith(b"%PDF")


def test_a_change_is_in_the_preview_when_one_comes_back(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Belediye")
    filled.answer("Resmî ad", "Yeniköy Belediye Başkanlığı")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert "YENİKÖY BELEDİYE BAŞKANLIĞI" in text_of(tmp_path / "talep-yazisi.pdf")


def test_a_letter_the_typeface_lacks_stops_the_documents(filled: Wizard) -> None:
    filled.step_one("Proje sorumluları")
    filled.fill_cell(0, "Ad", "漢字")
    filled.step_one("Belgeler")
    driver.until(lambda: filled.says("sorunu giderin"), "the reason")
    assert not filled.button("PDF’leri kaydet…").isEnabled()


def test_an_older_kep_letter_is_named_before_it_goes(filled: Wizard, tmp_path: Path) -> None:
    old = tmp_path / "kep-yazisi.pdf"
    old.write_text("imzalı")
    filled.step_one("KEP")
    filled.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri tek GİZLİ paket")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    box = filled.dialog(QMessageBox)
    assert "kep-yazisi.pdf (bu gönderimde yok, silinecek)" in box.informativeText()
    driver.press(box, "Vazgeç")
    assert old.read_text() == "imzalı"


def test_one_package_has_no_kep_letter(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("KEP")
    filled.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri tek GİZLİ paket")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.until(lambda: filled.says("3 belge kaydedildi"), "the files")
    assert {path.name for path in tmp_path.glob("*.pdf")} == NAMES - {"kep-yazisi.pdf"}


def test_a_document_is_sent_to_the_printer_chosen(filled: Wizard, tmp_path: Path) -> None:
    filled.press("Bu belgeyi yazdır…")
    dialog = filled.dialog(QPrintDialog)
    target = tmp_path / "yazıcı.pdf"
    line = next(driver.in_sight(dialog, QLineEdit))
    driver.retype(line, str(target))
    driver.press(dialog, "Yazdır")
    driver.until(lambda: filled.says("yazıcıya gönderildi"), "the printer")
    with pdfplumber.open(target) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.pages[0].width == pytest.approx(595, abs=2)


def test_what_is_printed_stands_where_it_stands_on_the_page(tmp_path: Path) -> None:
    case = demo.example()
    paper = documents.build(case)[0]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    assert print_pdf(paper.data, printer)
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[0]
        ink = page.to_image(resolution=50).original.convert("L").point(lambda grey: grey < 128)
    box = ink.getbbox()
    assert box is not None
    left, top = box[0] / 50 * 2.54, box[1] / 50 * 2.54
    assert left == pytest.approx(1.5, abs=0.15)  # P2: the text area begins 1.5 cm from the edges
    assert top == pytest.approx(1.5, abs=0.2)


def test_a_form_is_filled_from_the_keyring_for_the_printer_alone(
    filled: Wizard, tmp_path: Path
) -> None:
    filled.step_one("KEP")
    for label, text in {"KEP parolası": "Parola-1", "KEP şifresi": "Şifre-2"}.items():
        filled.answer(label, text)
        filled.press(f"{label}: Sakla")
        driver.until(partial(driver.has, filled.window, f"{label}: Kaldır"), "the keyring")
    filled.step_one("Belgeler")
    filled.choose_document("KEP formu")
    fill = "KEP formunu saklanan parola ve şifreyle doldurup yazdır"
    driver.until(partial(driver.has, filled.window, fill), "the offer to fill the form")
    driver.named(filled.window, QCheckBox, fill).click()
    assert filled.says("Yazıcının kuyruğu bir kopya saklayabilir")
    filled.press("Bu belgeyi yazdır…")
    dialog = filled.dialog(QPrintDialog)
    assert not dialog.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    offered = next(driver.in_sight(dialog, QComboBox))
    assert not [n for n in range(offered.count()) if "Dosyaya" in offered.itemText(n)]
    dialog.reject()
    filled.save_into(tmp_path)
    driver.until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert "Parola-1" not in text_of(tmp_path / "kep-formu.pdf")
    demo.forget_secrets(filled.window)


def test_nothing_offers_to_fill_the_form_when_nothing_is_stored(filled: Wizard) -> None:
    filled.choose_document("KEP formu")
    driver.settle()
    assert not driver.has(filled.window, "KEP formunu saklanan parola ve şifreyle doldurup yazdır")


def test_pages_are_turned_and_zoomed(wizard: Wizard) -> None:
    case = demo.example()
    many = documents.build(dataclasses.replace(case, officers=case.officers * 40), draft=True)[1]
    preview = Preview()
    preview.show_pdf(many.data)
    driver.bring_up(preview)
    assert preview.page_count == many.pages > 1
    driver.press(preview, "Sonraki sayfa")
    assert driver.says(preview, f"2 / {many.pages}")
    driver.press(preview, "Önceki sayfa")
    assert driver.says(preview, f"1 / {many.pages}")
    for name in ("Yakınlaştır", "Uzaklaştır", "Sayfayı sığdır", "Genişliğe sığdır"):
        driver.press(preview, name)
    preview.close()
    preview.deleteLater()


def test_what_goes_along_is_there_to_be_printed_and_not_saved(
    filled: Wizard, tmp_path: Path
) -> None:
    assert filled.documents()[:4] == ["Talep yazısı", "Personel tablosu", "KEP yazısı", "KEP formu"]
    assert len(filled.documents()) > 4
    filled.choose_document(filled.documents()[-1])
    driver.until(next(driver.in_sight(filled.window, Preview)).is_drawn, "the preview to be drawn")
    filled.save_into(tmp_path)
    driver.until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert {path.name for path in tmp_path.glob("*.pdf")} == NAMES


def test_an_urgent_letter_says_so_in_red_words(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Yazı")
    filled.answer("İvedilik", "ACELE: bekletilmeden işlenmesi gerekiyor")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert "ACELE" in text_of(tmp_path / "talep-yazisi.pdf")
