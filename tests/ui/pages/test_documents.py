"""The documents in the window: always to be seen, printed and saved once nothing is wrong."""

import dataclasses
import shutil
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import docx
import pdfplumber
import pytest
from PySide6.QtCore import QObject, QPoint, QRect, QSizeF, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QListWidget, QMessageBox, QPushButton

from ebel_wizard import demo, documents
from ebel_wizard.case import choices
from ebel_wizard.demo import driver
from ebel_wizard.documents import Document
from ebel_wizard.documents.kind import A4, C4, C5, DL, PaperSize
from ebel_wizard.ui.pages.documents import DocumentsPage
from ebel_wizard.ui.widgets.layout import focusable_widgets
from ebel_wizard.ui.widgets.preview import Preview
from ebel_wizard.ui.widgets.printing import is_file_printer, page_layout, print_documents
from tests.ui.wizard import Wizard

GROUPS = ["Bakanlığa", "KEP (GİZLİ)", "Belediyede kalacak", "Zarf"]
SENT = {"talep-yazisi.pdf", "personel-tablosu.pdf", "kep-yazisi.pdf", "kep-formu.pdf"}
KEPT = {"talep-yazisi-paraf.pdf", "kep-yazisi-paraf.pdf", "gonderim-listesi.pdf"}
ENVELOPES = {"zarf-dl.pdf", "zarf-gizli-ic-dl.pdf", "zarf-gizli-dis-c5.pdf"}
NAMES = SENT | KEPT | ENVELOPES
COPIES = {"talep-yazisi.docx", "personel-tablosu.docx"}
HIZMETE_OZEL = choices.SECRECY["hizmete-özel"]
COPY = "Word kopyası…"


def text_of(file: Path) -> str:
    with pdfplumber.open(file) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_an_empty_case_has_a_draft_to_look_at_and_nothing_to_post(wizard: Wizard) -> None:
    wizard.step_one("Belgeler")
    assert wizard.wait_preview().page_count == 1
    assert not wizard.button("PDF kaydet…").isEnabled()
    assert not wizard.button(COPY).isEnabled()
    assert not wizard.button("Yazdır…").isEnabled()
    assert wizard.says("sorunu giderin")


def test_the_documents_stand_in_groups_and_all_are_ticked(filled: Wizard) -> None:
    assert filled.groups() == GROUPS
    assert filled.documents() == [
        *("Talep yazısı", "Personel tablosu"),
        *("KEP yazısı", "KEP formu"),
        *("Talep yazısı, paraflı nüsha", "KEP yazısı, paraflı nüsha", "Göndermeden önce"),
        *("Zarf", "GİZLİ iç zarf", "GİZLİ dış zarf"),
    ]
    assert filled.ticked_documents() == filled.documents()
    assert filled.says("İşaretli: 10 belge, 10 sayfa.")


def test_the_group_of_the_form_is_called_by_its_secrecy(filled: Wizard) -> None:
    filled.step_one("KEP")
    filled.answer("KEP bilgilerinin gönderilişi", HIZMETE_OZEL)
    filled.step_one("Belgeler")
    driver.wait_until(lambda: "KEP (HİZMETE ÖZEL)" in filled.groups(), "the documents")


def test_only_what_is_ticked_is_saved(filled: Wizard, tmp_path: Path) -> None:
    for title in ("Personel tablosu", "Göndermeden önce", "Zarf"):
        filled.tick_document(title)
    filled.choose_envelopes("C4")
    assert "Zarf" not in filled.ticked_documents()
    assert len(filled.ticked_documents()) == 7
    kept = tmp_path / "personel-tablosu.pdf"
    kept.write_text("imzalı")
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("7 belge kaydedildi"), "the files")
    wanted = SENT | KEPT | {"zarf-gizli-ic-c4.pdf", "zarf-gizli-dis-c4.pdf"}
    assert {path.name for path in tmp_path.glob("*.pdf")} == wanted - {"gonderim-listesi.pdf"}
    assert kept.read_text() == "imzalı"


@pytest.mark.parametrize(("inner", "outer"), [("DL", "c5"), ("C5", "c4"), ("C4", "c4")])
def test_the_outer_envelope_is_a_size_larger_than_the_inner(
    filled: Wizard, tmp_path: Path, inner: str, outer: str
) -> None:
    filled.choose_envelopes(inner)
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("10 belge kaydedildi"), "the files")
    assert [path.name for path in tmp_path.glob("zarf-gizli-dis-*")] == [
        f"zarf-gizli-dis-{outer}.pdf"
    ]


def test_ticks_outlast_a_change_of_the_answers(filled: Wizard) -> None:
    filled.tick_document("KEP yazısı")
    filled.step_one("Belediye")
    filled.answer("Resmî ad", "Yeniköy Belediye Başkanlığı")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.can("Yazdır…"), "the documents")
    assert set(filled.documents()) - set(filled.ticked_documents()) == {"KEP yazısı"}


def test_nothing_ticked_is_nothing_to_print_and_the_reason_is_said(filled: Wizard) -> None:
    for title in filled.documents():
        filled.tick_document(title)
    assert filled.says("listeden en az bir belge işaretleyin")
    for name in ("Yazdır…", "PDF kaydet…", COPY):
        assert not filled.can(name)
    filled.tick_document("KEP formu")
    assert filled.can("Yazdır…")
    assert not filled.can(COPY)
    assert filled.says("Word kopyası yapılmaz")


def test_the_postal_address_is_asked_for_where_the_envelope_is_made_and_once(
    filled: Wizard,
) -> None:
    label, address = "Kurumun posta adresi", "Bakanlıklar Mahallesi 1. Cadde No: 1 Çankaya/ANKARA"
    assert not filled.asks(label)
    filled.choose_document("Zarf")
    filled.answer(label, address)
    driver.wait_until(lambda: address in filled.preview_text(), "the envelope")
    assert not filled.asks(label)
    filled.choose_document("GİZLİ dış zarf")
    assert not filled.asks(label)
    assert address in filled.preview_text()
    filled.go("Ayarlar")
    assert filled.shows(label) == address


class Folders(QObject):
    """Stands for the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("file", self, "open")  # type: ignore[arg-type]  # its own bytes are refused

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Open a folder."""
        self.opened.append(url.toLocalFile())


def test_the_folder_is_opened_after_saving(filled: Wizard, tmp_path: Path) -> None:
    folder = tmp_path / "yazılar #1 %20"
    folder.mkdir()
    folders = Folders()
    try:
        assert not driver.has_button(filled.window, "Klasörü aç")
        filled.save_into(folder)
        driver.wait_until(lambda: driver.has_button(filled.window, "Klasörü aç"), "the files")
        filled.press("Klasörü aç")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(each) for each in folders.opened] == [folder]


def test_the_list_stays_where_it_is_whatever_is_said(filled: Wizard, tmp_path: Path) -> None:
    def place() -> tuple[QRect, list[QRect]]:
        driver.process_events()
        papers = driver.find_by_name(filled.window, QListWidget, "Belgeler")
        rows = [papers.visualItemRect(papers.item(row)) for row in range(papers.count())]
        return QRect(papers.mapTo(filled.window, QPoint()), papers.size()), rows

    before = place()
    filled.choose_document("Zarf")  # about which there is a warning
    assert filled.says("zarflarda elle yazmak için yer bırakıldı")
    assert place() == before
    filled.tick_document("KEP formu")
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("belge kaydedildi"), "the files")
    assert place() == before


def test_everything_on_the_page_has_a_name_of_its_own(filled: Wizard) -> None:
    (page,) = driver.visible_widgets(filled.window, DocumentsPage)
    named = [each for each in focusable_widgets(page) if each.isVisible()]
    names = [each.accessibleName() or driver.words(each) for each in named]
    assert all(names)
    assert len(names) == len(set(names)) > 8
    for each, name in zip(named, names, strict=True):
        assert driver.words(each) in name


def test_a_screen_reader_is_told_headings_ticks_and_marks(filled: Wizard) -> None:
    filled.tick_document("Talep yazısı")
    papers = driver.find_by_name(filled.window, QListWidget, "Belgeler")
    spoken = QAccessible.queryAccessibleInterface(papers)
    assert spoken is not None
    lines = [spoken.child(at) for at in range(spoken.childCount())]
    told = {line.text(QAccessible.Text.Name): line.state() for line in lines}
    assert {"Bakanlığa", "Talep yazısı", "GİZLİ iç zarf, uyarı var"} <= told.keys()
    ticks = {name: (state.checkable, state.checked) for name, state in told.items()}
    assert ticks["Talep yazısı"] == (True, False)
    assert ticks["GİZLİ iç zarf, uyarı var"] == (True, True)
    assert ticks["Bakanlığa"] == (False, False)


def test_a_mark_says_its_reason_before_the_row_is_chosen(filled: Wizard) -> None:
    papers = driver.find_by_name(filled.window, QListWidget, "Belgeler")
    rows = {papers.item(at).text(): papers.item(at) for at in range(papers.count())}
    envelope = rows["GİZLİ iç zarf"]
    assert papers.currentItem() is not envelope
    assert "adres" in envelope.toolTip()
    spoken = QAccessible.queryAccessibleInterface(papers)
    assert spoken is not None
    told = [spoken.child(at) for at in range(spoken.childCount())]
    reasons = {
        each.text(QAccessible.Text.Name): each.text(QAccessible.Text.Description) for each in told
    }
    assert reasons["GİZLİ iç zarf, uyarı var"] == envelope.toolTip()
    assert not rows["KEP formu"].toolTip()


def test_the_reason_leads_to_the_list_of_problems(wizard: Wizard) -> None:
    wizard.step_one("Belgeler")
    wizard.wait_preview()
    wizard.follow(next(text for text in wizard.labels() if "sorunu giderin" in text))
    assert wizard.page() == "Kontrol"


def test_all_documents_are_saved_into_the_chosen_folder(filled: Wizard, tmp_path: Path) -> None:
    folder = tmp_path / "yazılar"
    folder.mkdir()
    filled.save_into(folder)
    driver.wait_until(lambda: filled.says("10 belge kaydedildi"), "the files")
    assert {path.name for path in folder.iterdir()} == NAMES
    assert "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI" in text_of(folder / "talep-yazisi.pdf")
    assert "GÜNDOĞDU" in text_of(folder / "personel-tablosu.pdf")


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
    driver.wait_until(lambda: filled.says("10 belge kaydedildi"), "the files")
    assert old.read_bytes().startswith(b"%PDF")


def test_editable_copies_are_saved_beside_the_pdfs(filled: Wizard, tmp_path: Path) -> None:
    folder = tmp_path / "yazılar"
    folder.mkdir()
    (folder / "talep-yazisi.pdf").write_text("PDF")
    filled.save_into(folder, COPY)
    driver.wait_until(lambda: filled.says("2 Word kopyası kaydedildi"), "the files")
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
        assert box.informativeText() == "• talep-yazisi.docx"
        driver.click(box, answer)
        driver.wait_until(lambda: not filled.says("hazırlanıyor"), "the end of it")
    driver.wait_until(lambda: filled.says("2 Word kopyası kaydedildi"), "the files")
    assert old.read_bytes()[:2] == b"PK"


def test_a_package_that_is_secret_has_no_copy_and_the_reason_stands_there(filled: Wizard) -> None:
    filled.step_one("KEP")
    filled.answer("KEP bilgilerinin gönderilişi", "Yazı ve bütün ekleri tek GİZLİ paket")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.can("PDF kaydet…"), "the save button")
    assert not filled.can(COPY)
    assert filled.says("GİZLİ belge kâğıt üzerinde hazırlanır")


def test_a_change_is_in_the_preview_when_one_comes_back(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Belediye")
    filled.answer("Resmî ad", "Yeniköy Belediye Başkanlığı")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("10 belge kaydedildi"), "the files")
    assert "YENİKÖY BELEDİYE BAŞKANLIĞI" in text_of(tmp_path / "talep-yazisi.pdf")


def test_a_letter_the_typeface_lacks_stops_the_documents(filled: Wizard) -> None:
    filled.step_one("Proje sorumluları")
    filled.fill_cell(0, "Ad", "漢字")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.says("sorunu giderin"), "the reason")
    assert not filled.button("PDF kaydet…").isEnabled()


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
    driver.wait_until(lambda: filled.says("7 belge kaydedildi"), "the files")
    kep_letters = {"kep-yazisi.pdf", "kep-yazisi-paraf.pdf"}
    assert {path.name for path in tmp_path.glob("*.pdf")} == NAMES - kep_letters - {"zarf-dl.pdf"}


@pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("lpstat") is None,
    reason="no print system is asked here",
)
def test_a_print_system_that_does_not_answer_does_not_stop_the_window(
    filled: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX) as silent:  # it is called, and says nothing
        silent.bind(str(tmp_path / "cups"))
        silent.listen()
        monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "cups"))
        filled.press("Yazdır…")
        filled.step_one("Belediye")
        filled.answer("Adres", "Cumhuriyet Mahallesi")
        filled.wait_saved()
        filled.step_one("Belgeler")
        driver.wait_until(lambda: filled.says("Yazdırma sistemi yanıt vermiyor"), "the refusal")
        assert not filled.opens(QPrintDialog)


def print_into(wizard: Wizard, file: Path) -> None:
    """Print what is ticked into a file, as the system's dialog offers it."""
    wizard.press("Yazdır…")
    driver.wait_until(lambda: wizard.opens(QPrintDialog), "the dialog")
    dialog = wizard.dialog(QPrintDialog)
    driver.replace_text(next(driver.visible_widgets(dialog, QLineEdit)), str(file))
    driver.click(dialog, "Yazdır")


def sizes(file: Path) -> list[tuple[float, float]]:
    """The papers of a file, in millimetres."""
    with pdfplumber.open(file) as pdf:
        return [(page.width / 72 * 25.4, page.height / 72 * 25.4) for page in pdf.pages]


def test_what_is_ticked_is_printed_each_on_its_own_paper(filled: Wizard, tmp_path: Path) -> None:
    for title in ("KEP formu", "Göndermeden önce", "GİZLİ iç zarf"):
        filled.tick_document(title)
    filled.choose_envelopes("C5")
    filled.choose_document("Zarf")
    print_into(filled, tmp_path / "yazıcı.pdf")
    driver.wait_until(lambda: filled.says("7 belge dosyaya yazdırıldı"), "the printer")
    # The outer envelope of a GİZLİ letter is a size larger than the inner one.
    expected = [(210, 297)] * 5 + [(229, 162), (324, 229)]
    assert sizes(tmp_path / "yazıcı.pdf") == [pytest.approx(size, abs=0.7) for size in expected]


def printed_to_file(papers: Sequence[Document], file: Path) -> Path:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setOutputFileName(str(file))
    assert print_documents(papers, printer).endswith(f"dosyaya yazdırıldı: {file}")
    return file


def test_what_is_printed_stands_where_it_stands_on_the_page(tmp_path: Path) -> None:
    letter = documents.build(demo.example())[:1]
    with pdfplumber.open(printed_to_file(letter, tmp_path / "a.pdf")) as pdf:
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


@pytest.mark.parametrize(
    ("size", "name"),
    [(DL, "EnvDL"), (C5, "EnvC5"), (C4, "EnvC4"), (A4, "A4")],
)
def test_printers_are_told_of_paper_by_the_name_they_know(size: PaperSize, name: str) -> None:
    points = QSizeF(*size.points)
    paper = page_layout(points)
    assert paper.pageSize().key() == name
    assert paper.fullRectPoints().width() == pytest.approx(points.width(), abs=1.5)


def test_what_is_wrong_with_an_envelope_is_marked_and_said_where_it_is_shown(
    filled: Wizard,
) -> None:
    (missing,) = documents.check_posting(filled.window.session.case())
    assert filled.document_says("GİZLİ dış zarf") == "GİZLİ dış zarf, uyarı var"
    assert filled.document_says("Talep yazısı") == "Talep yazısı"
    assert not filled.says(missing.text)
    filled.choose_document("Zarf")
    assert filled.says(missing.text)
    assert filled.can("Yazdır…")
    filled.follow(missing.text)
    filled.answer("Kurumun posta adresi", "Uzun bir sokak adı, " * 30)
    filled.step_one("Belgeler")
    filled.choose_document("Talep yazısı")
    driver.wait_until(lambda: filled.says("zarfa sığmıyor"), "the documents")
    assert filled.says("giderin ya da işaretini kaldırın")
    assert not filled.can("Yazdır…")
    assert not filled.can("PDF kaydet…")
    assert filled.document_says("Zarf") == "Zarf, sorun var"
    for title in ("Zarf", "GİZLİ iç zarf", "GİZLİ dış zarf"):
        filled.tick_document(title)
    filled.choose_document("Talep yazısı")
    assert not filled.says("zarfa sığmıyor")
    assert filled.can("Yazdır…")
    # Only what does not fit is a draft.
    assert "TASLAK" not in filled.preview_text()
    filled.choose_document("Talep yazısı, paraflı nüsha")
    assert "TASLAK" not in filled.preview_text()
    filled.choose_document("Zarf")
    assert "TASLAK" in filled.preview_text()


def test_an_error_marks_the_documents_on_which_it_stands(filled: Wizard) -> None:
    filled.step_one("Proje sorumluları")
    filled.fill_cell(0, "Ad", "漢字")
    filled.step_one("Belgeler")
    driver.wait_until(lambda: filled.says("sorunu giderin"), "the reason")
    told = {title: filled.document_says(title) for title in filled.documents()}
    marked = {title for title, said in told.items() if said.endswith(", sorun var")}
    assert marked == {"Personel tablosu"}


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
        assert driver.find_by_name(preview, QPushButton, name).toolTip() == name
        driver.click(preview, name)
    preview.close()
    preview.deleteLater()


def test_an_urgent_letter_says_so_in_red_words(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Yazı")
    filled.answer("İvedilik", "ACELE: bekletilmeden işlenmesi gerekiyor")
    filled.step_one("Belgeler")
    filled.save_into(tmp_path)
    driver.wait_until(lambda: filled.says("10 belge kaydedildi"), "the files")
    assert "ACELE" in text_of(tmp_path / "talep-yazisi.pdf")


def test_a_small_window_shows_the_whole_width_of_a_page(filled: Wizard) -> None:
    filled.window.resize(900, 640)
    driver.process_events()
    shown = filled.wait_preview()
    assert shown.visibleRegion().boundingRect().width() == shown.width()
    assert filled.button("Sayfayı sığdır").visibleRegion().boundingRect().height() > 0
