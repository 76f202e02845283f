"""The documents in the window: always to be seen, printed and saved once nothing is wrong."""

import dataclasses
from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
import pikepdf
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QMessageBox

from ebel_wizard import demo, documents
from ebel_wizard.demo import driver
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kinds import PaperSize
from ebel_wizard.ui.widgets.preview import Preview
from ebel_wizard.ui.widgets.printing import is_file_printer, page_layout, print_pdf
from tests.ui.wizard import Wizard

NAMES = {"talep-yazisi.pdf", "personel-tablosu.pdf", "kep-yazisi.pdf", "kep-formu.pdf"}
COPIES = {"talep-yazisi.docx", "personel-tablosu.docx"}
COPY = "Düzenlenebilir kopya kaydet…"


def text_of(file: Path) -> str:
    with pdfplumber.open(file) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_an_empty_case_has_a_draft_to_look_at_and_nothing_to_post(wizard: Wizard) -> None:
    wizard.step_one("Belgeler")
    assert wizard.wait_preview().page_count == 1
    assert not wizard.button("PDF’leri kaydet…").isEnabled()
    assert not wizard.button(COPY).isEnabled()
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
    driver.wait_until(lambda: filled.says("4 belge kaydedildi"), "the files")
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
    driver.click(box, "Vazgeç")
    assert old.read_text() == "eski"
    filled.save_into(tmp_path)
    driver.click(filled.dialog(QMessageBox), "Değiştir")
    driver.wait_until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert old.read_bytes().startswith(b"%PDF")


def test_editable_copies_are_saved_beside_the_pdfs(filled: Wizard, tmp_path: Path) -> None:
    folder = tmp_path / "yazılar"
    folder.mkdir()
    (folder / "talep-yazisi.pdf").write_text("PDF")
    filled.save_into(folder, COPY)
    driver.wait_until(lambda: filled.says("2 düzenlenebilir kopya kaydedildi"), "the files")
    assert {path.name for path in folder.iterdir()} == COPIES | {"talep-yazisi.pdf"}
    read = docx.Document(str(folder / "talep-yazisi.docx"))
    assert "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI" in [each.text for each in read.paragraphs]


def test_a_copy_somebody_wrote_into_is_replaced_only_after_asking(
    filled: Wizard, tmp_path: Path
) -> None:
    old = tmp_path / "talep-yazisi.docx"
    old.write_text("değiştirilmiş")
    for answer in ("Vazgeç", "Değiştir"):
        assert old.read_text() == "değiştirilmiş"
        filled.save_into(tmp_path, COPY)
        driver.wait_until(lambda: filled.opens(QMessageBox), "the question")
        box = filled.dialog(QMessageBox)
        assert box.informativeText() == "talep-yazisi.docx"
        driver.click(box, answer)
        driver.wait_until(lambda: not filled.says("hazırlanıyor"), "the end of it")
    driver.wait_until(lambda: filled.says("2 düzenlenebilir kopya kaydedildi"), "the files")
    assert old.read_bytes()[:2] == b"PK"


def test_a_package_that_is_secret_has_no_copy_and_the_reason_stands_there(filled: Wizard) -> None:
    filled.step_one("KEP")
    filled.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri tek GİZLİ paket")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.button("PDF’leri kaydet…").isEnabled(), "the save button")
    assert not filled.button(COPY).isEnabled()
    assert filled.says("GİZLİ belge kâğıt üzerinde hazırlanır")


def test_a_change_is_in_the_preview_when_one_comes_back(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Belediye")
    filled.answer("Resmî ad", "Yeniköy Belediye Başkanlığı")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert "YENİKÖY BELEDİYE BAŞKANLIĞI" in text_of(tmp_path / "talep-yazisi.pdf")


def test_a_letter_the_typeface_lacks_stops_the_documents(filled: Wizard) -> None:
    filled.step_one("Proje sorumluları")
    filled.fill_cell(0, "Ad", "漢字")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.says("sorunu giderin"), "the reason")
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
    driver.click(box, "Vazgeç")
    assert old.read_text() == "imzalı"


def test_one_package_has_no_kep_letter(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("KEP")
    filled.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri tek GİZLİ paket")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("3 belge kaydedildi"), "the files")
    assert {path.name for path in tmp_path.glob("*.pdf")} == NAMES - {"kep-yazisi.pdf"}


def test_a_document_is_sent_to_the_printer_chosen(filled: Wizard, tmp_path: Path) -> None:
    filled.press("Bu belgeyi yazdır…")
    dialog = filled.dialog(QPrintDialog)
    target = tmp_path / "yazıcı.pdf"
    line = next(driver.visible_widgets(dialog, QLineEdit))
    driver.replace_text(line, str(target))
    driver.click(dialog, "Yazdır")
    driver.wait_until(lambda: filled.says("yazıcıya gönderildi"), "the printer")
    with pdfplumber.open(target) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.pages[0].width == pytest.approx(595, abs=2)


def printed_to_file(data: bytes, file: Path) -> Path:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setOutputFileName(str(file))
    assert print_pdf(data, printer)
    return file


def test_what_is_printed_stands_where_it_stands_on_the_page(tmp_path: Path) -> None:
    paper = documents.build(demo.example())[0]
    with pdfplumber.open(printed_to_file(paper.data, tmp_path / "a.pdf")) as pdf:
        ink = (
            pdf.pages[0]
            .to_image(resolution=50)
            .original.convert("L")
            .point(lambda grey: grey < 128)
        )
    box = ink.getbbox()
    assert box is not None
    left, top = box[0] / 50 * 2.54, box[1] / 50 * 2.54
    assert left == pytest.approx(1.5, abs=0.15)  # P2: the text area begins 1.5 cm from the edges
    assert top == pytest.approx(1.5, abs=0.2)


def test_every_paper_of_a_set_is_printed_on_its_own_size(tmp_path: Path) -> None:
    case = demo.example()
    papers = {each.name: each.data for each in documents.extras(case)}
    names = ("talep-yazisi-paraf.pdf", "zarf-dl.pdf", "zarf-gizli-dis-c4.pdf", "zarf-c5.pdf")
    mixed, whole = pikepdf.new(), BytesIO()
    for name in names:
        with pikepdf.open(BytesIO(papers[name])) as pdf:
            mixed.pages.append(pdf.pages[0])
    mixed.save(whole)
    with pdfplumber.open(printed_to_file(whole.getvalue(), tmp_path / "a.pdf")) as pdf:
        sizes = [(page.width / 72 * 25.4, page.height / 72 * 25.4) for page in pdf.pages]
    expected = [(210, 297), (220, 110), (324, 229), (229, 162)]
    assert sizes == [pytest.approx(size, abs=0.6) for size in expected]


@pytest.mark.parametrize(
    ("size", "name"),
    [(kinds.DL, "EnvDL"), (kinds.C5, "EnvC5"), (kinds.C4, "EnvC4"), (kinds.A4, "A4")],
)
def test_printers_are_told_of_paper_by_the_name_they_know(size: PaperSize, name: str) -> None:
    points = QSizeF(*size.points)
    paper = page_layout(points)
    assert paper.pageSize().key() == name
    assert paper.fullRectPoints().width() == pytest.approx(points.width(), abs=1.5)


def test_an_envelope_chosen_in_the_window_comes_out_in_its_size(
    filled: Wizard, tmp_path: Path
) -> None:
    filled.choose_document("Zarf C5")
    assert filled.says("kâğıt boyu ve yönü kendiliğinden seçilir")
    filled.press("Bu belgeyi yazdır…")
    dialog = filled.dialog(QPrintDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(tmp_path / "zarf.pdf"))
    driver.click(dialog, "Yazdır")
    driver.wait_until(lambda: filled.says("yazıcıya gönderildi"), "the printer")
    with pdfplumber.open(tmp_path / "zarf.pdf") as pdf:
        assert pdf.pages[0].width / 72 * 25.4 == pytest.approx(229, abs=0.6)


def test_what_is_wrong_with_an_envelope_is_said_where_it_is_chosen(filled: Wizard) -> None:
    (missing,) = documents.check_posting(filled.window.session.case())
    assert not filled.says(missing.text)
    filled.choose_document("Zarf DL")
    assert filled.problems() == [missing.text]
    assert filled.button("Bu belgeyi yazdır…").isEnabled()
    filled.follow(missing.text)
    filled.answer("Kurumun posta adresi", "Uzun bir sokak adı, " * 30)
    filled.step_one("Belgeler")
    filled.choose_document("Zarf DL")
    driver.wait_until(lambda: "zarfa sığmıyor" in "".join(filled.problems()), "the documents")
    assert filled.says("önce sayfanın üstünde yazan sorunu giderin")
    assert not filled.button("Bu belgeyi yazdır…").isEnabled()
    filled.choose_document("Talep yazısı")
    assert filled.problems() == []
    assert filled.button("Bu belgeyi yazdır…").isEnabled()


@pytest.mark.parametrize(
    "name",
    [
        *("Microsoft Print to PDF", "Microsoft XPS Document Writer", "OneNote (Desktop)", "Fax"),
        *("Generic CUPS-PDF Printer", "PDFCreator", "Adobe PDF", "doPDF 11", "PDF"),
    ],
)
def test_a_program_that_writes_files_is_no_printer(name: str) -> None:
    assert is_file_printer("Yazıcı", "", name)


@pytest.mark.parametrize(
    "name", ["HP LaserJet Pro M404", "RICOH MP C3004 PDF", "Canon LBP226 XPS", "Local Raw Printer"]
)
def test_a_printer_proper_is_one_whatever_its_driver_speaks(name: str) -> None:
    assert not is_file_printer("Koridor", name, name)


def test_pages_are_turned_and_zoomed(wizard: Wizard) -> None:
    case = demo.example()
    many = documents.build(dataclasses.replace(case, officers=case.officers * 40), draft=True)[1]
    preview = Preview()
    preview.show_pdf(many.data)
    driver.activate(preview)
    assert preview.page_count == many.pages > 1
    driver.click(preview, "Sonraki sayfa")
    assert driver.shows_text(preview, f"2 / {many.pages}")
    driver.click(preview, "Önceki sayfa")
    assert driver.shows_text(preview, f"1 / {many.pages}")
    for name in ("Yakınlaştır", "Uzaklaştır", "Sayfayı sığdır", "Genişliğe sığdır"):
        driver.click(preview, name)
    preview.close()
    preview.deleteLater()


def test_what_goes_along_is_there_to_be_printed_and_not_saved(
    filled: Wizard, tmp_path: Path
) -> None:
    assert filled.documents()[:4] == ["Talep yazısı", "Personel tablosu", "KEP yazısı", "KEP formu"]
    assert len(filled.documents()) > 4
    filled.choose_document(filled.documents()[-1])
    driver.wait_until(
        next(driver.visible_widgets(filled.window, Preview)).is_drawn, "the preview to be drawn"
    )
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert {path.name for path in tmp_path.glob("*.pdf")} == NAMES


def test_an_urgent_letter_says_so_in_red_words(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Yazı")
    filled.answer("İvedilik", "ACELE: bekletilmeden işlenmesi gerekiyor")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("4 belge kaydedildi"), "the files")
    assert "ACELE" in text_of(tmp_path / "talep-yazisi.pdf")


def test_a_small_window_shows_the_whole_width_of_a_page(filled: Wizard) -> None:
    filled.window.resize(900, 640)
    driver.process_events()
    shown = filled.wait_preview()
    assert shown.visibleRegion().boundingRect().width() == shown.width()
    assert filled.button("Sayfayı sığdır").visibleRegion().boundingRect().height() > 0
