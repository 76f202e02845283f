"""The whole move in the real window, from the first answer to the closing report: five people who
are typed, and 1,200 from a messy list. Every file is read back by a library that did not write it.
"""

import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pypdfium2
import pytest
from fast_mail_parser import PyMail, parse_email
from ical.calendar_stream import IcsCalendarStream
from PySide6.QtWidgets import QCheckBox

from ebel_wizard import demo
from ebel_wizard.case.model import Person
from ebel_wizard.demo import driver
from ebel_wizard.turkish import dates, letters, numbers
from tests.ui import sample_municipalities
from tests.ui.conftest import Open
from tests.ui.sample_municipalities import Town
from tests.ui.ui_actions import add_file, choose_people, give_list, save_as, save_draft

HELPDESK = "yardim@ornek.gov.tr"
SENT, ANSWERED = "02.12.2024", "04.12.2024"
OWN_TITLE = "Birimlerin DETSİS ile Eşleştirilmesi"
PHONE = "(0 346) 123 45 69"


def pdf_text(file: Path | bytes) -> str:
    with pypdfium2.PdfDocument(file) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def docx_text(file: Path) -> str:
    with zipfile.ZipFile(file) as packed:
        body = ET.fromstring(packed.read("word/document.xml"))
    return " ".join(each.text or "" for each in body.iter() if each.tag.endswith("}t"))


def read_draft(data: bytes) -> PyMail:
    """A draft as another mail reader sees it; it is one to be sent by the officer."""
    message = parse_email(data)
    headers = {name.lower(): text for name, text in message.headers.items()}
    assert (headers["x-unsent"], headers["to"]) == (["1"], [HELPDESK])
    return message


def body(message: PyMail) -> str:
    return "\n".join(message.text_plain).replace("\r\n", "\n")


class Move:
    """A municipality's way through the steps; ``out`` is where its files go."""

    def __init__(self, town: Town, open_wizard: Open, out: Path) -> None:
        self.town = town
        self.out = out
        self.shown = numbers.shown(len(town.people))
        self._open = open_wizard
        self.wizard = open_wizard()
        out.mkdir()

    def come_back(self) -> None:
        """Close the window and open it another day; every step stands as it was left."""
        before = self._task_list()
        self.wizard.close()
        self.wizard = self._open()
        assert self._task_list() == before

    def _task_list(self) -> list[str]:
        self.wizard.go("Görev listesi")
        self.wizard.wait_saved()
        return [text for text in self.wizard.labels() if not text.startswith("Kaydedildi: ")]

    def finish(self, number: int, *, note: str = "") -> None:
        """Tick everything of a step, say when it was sent and answered, and call it done."""
        wizard = self.wizard
        wizard.step(number)
        for box in driver.visible_widgets(wizard.window, QCheckBox):
            if not box.isChecked():
                box.click()
        sends = number in {1, 10}
        wizard.answer("Gönderildiği gün" if sends else "Yardım masasına yazdığınız gün", SENT)
        assert wizard.shows_status() == "yanıt bekleniyor"
        wizard.answer("Yanıtın geldiği gün", ANSWERED)
        if note:
            wizard.answer("Not", note)
        wizard.choose_status("tamamlandı")
        assert wizard.shows_status() == "tamamlandı"

    def keep(self, number: int, name: str) -> None:
        """Let a step hold a scanned paper."""
        paper = self.out / name
        paper.write_bytes(b"%PDF-1.4 " + name.encode())
        self.wizard.step(number)
        add_file(self.wizard, paper)
        driver.wait_until(lambda: self.wizard.asks("Dosyanın adı"), "the file")
        paper.unlink()

    def export(self, name: str) -> list[list[str]]:
        """Write the list in sight as a workbook and as a PDF; both hold what is seen."""
        wizard, rows = self.wizard, self.wizard.rows()
        said = f"{numbers.shown(len(rows))} satır yazıldı: {name}"
        for kind, ending in (("Excel dosyası…", ".xlsx"), ("PDF…", ".pdf")):
            wizard.export(kind, self.out / f"{name}{ending}")
            driver.wait_until(partial(wizard.says, said + ending), name + ending)
        sheet = openpyxl.load_workbook(self.out / f"{name}.xlsx").active
        assert sheet is not None
        cells = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert cells[1:] == rows
        wanted = Counter(word for row in rows for cell in row for word in cell.split())
        assert not wanted - Counter(pdf_text(self.out / f"{name}.pdf").split())
        return rows

    # The steps

    def fill_register(self) -> None:
        """Everybody once: imported from the list, or typed."""
        wizard, town = self.wizard, self.town
        if town.write_list is not None:
            give_list(wizard, town.write_list(self.out / "personel.xlsx"))
            assert wizard.says(
                f"{self.shown} kişi ({self.shown} yeni) alınacak. {town.units} yeni birim "
                f"eklenecek. {town.refused} satır alınamadı."
            )
            wizard.press(f"{self.shown} kişiyi al")
            wizard.wait_saved()
        wizard.go("Personel ve birimler")
        for person in town.typed:
            wizard.press("Kişi ekle")
            wizard.fill_row(len(wizard.rows()) - 1, *_cells(person))
        assert sorted(self.export("Personel")) == sorted(_cells(each) for each in town.people)
        assert wizard.problems() == []
        wizard.go("Personel ve birimler", "Birimler")
        wizard.press("Personelin birimlerini ekle")
        assert len(self.export("Birimler ve sayıları")) == town.units

    def ask_for_it(self, pause: Callable[[], None] = driver.process_events) -> None:
        """Step 1: the answers, the documents, the pre-check mail, the post."""
        wizard, town, out = self.wizard, self.town, self.out
        demo.fill_in(wizard.window, town.case, pause)
        if not town.case.officers:
            wizard.step_one("Proje sorumluları")
            names = [f"{each.name} {each.surname}" for each in demo.example().officers]
            choose_people(wizard, "Personelden seç…", "Seçilenleri ekle", names)
        wizard.step_one("Belgeler")
        wizard.wait_preview()
        papers, copies = out / "belgeler", out / "kopyalar"
        for folder, button, said in (
            (papers, "PDF kaydet…", "10 belge kaydedildi"),
            (copies, "Word kopyası…", "2 Word kopyası kaydedildi"),
        ):
            folder.mkdir()
            wizard.save_into(folder, button)
            driver.wait_until(partial(wizard.says, said), said)
        wizard.step_one("Ön kontrol")
        message = read_draft(save_draft(wizard, out / "on-kontrol.eml"))
        self.read_papers(papers, copies, message)
        wizard.answer("Ön kontrol e-postasının gönderildiği gün", SENT)
        wizard.answer("Ön kontrol yanıtının geldiği gün", ANSWERED)
        wizard.answer("Yardım masasının yanıtı", "Uygun bulundu")
        wizard.answer("Posta takip numarası", "RR123456789TR")
        self.finish(1, note="Zarf elden verildi.")
        self.keep(1, "imzalı yazı.pdf")

    def read_papers(self, papers: Path, copies: Path, message: PyMail) -> None:
        case, officers = self.town.case, demo.example().officers
        texts = {each.name: pdf_text(each) for each in papers.iterdir()}
        assert sorted(texts) == [
            "gonderim-listesi.pdf",
            "kep-formu.pdf",
            "kep-yazisi-paraf.pdf",
            "kep-yazisi.pdf",
            "personel-tablosu.pdf",
            "talep-yazisi-paraf.pdf",
            "talep-yazisi.pdf",
            "zarf-dl.pdf",
            "zarf-gizli-dis-c5.pdf",
            "zarf-gizli-ic-dl.pdf",
        ]
        assert "15 Aralık 2026" in texts["talep-yazisi.pdf"]
        assert case.kep_address in texts["kep-formu.pdf"]
        table = docx_text(copies / "personel-tablosu.docx")
        for person in officers:
            assert person.tckn in texts["personel-tablosu.pdf"]
            assert person.tckn in table
        assert "Belediye Başkanı" in docx_text(copies / "talep-yazisi.docx")
        for each in papers.iterdir():
            assert not any(secret in texts[each.name] for secret in demo.SECRETS.values())
        attached = {each.filename: each.content for each in message.attachments}
        assert attached == {
            name: (papers / name).read_bytes()
            for name in ("talep-yazisi.pdf", "personel-tablosu.pdf")
        }
        assert not any(each.tckn in body(message) + message.subject for each in officers)

    def do_inferred_steps(self) -> None:
        """Steps 2 to 4; the third has other words in the guide at hand."""
        self.finish(2)
        self.wizard.go("3. ", "Adımın metnini değiştir")
        self.wizard.answer("Adımın adı", OWN_TITLE)
        self.finish(3)
        assert self.wizard.says(f"3. {OWN_TITLE}")
        self.finish(4)
        self.keep(4, "onay listesi.pdf")

    def log_in(self) -> None:
        """Step 5: somebody cannot log in."""
        wizard = self.wizard
        wizard.go("5. ", "Giriş sorunları")
        wizard.press("Giriş sorunu ekle")
        said = ("Güneş Çağlayan", "Yazı İşleri Müdürlüğü", "Kullanıcı bulunamadı (E-12)")
        wizard.fill_row(0, *said, SENT, ANSWERED)
        text = body(read_draft(save_draft(wizard, self.out / "giris-sorunu.eml")))
        assert all(each in text for each in said)
        self.export("Giriş sorunları")
        self.finish(5)

    def give_additional_units(self) -> None:
        """Step 6: for some, or for nobody by one click."""
        wizard, town = self.wizard, self.town
        wizard.go("6. ", "Ek birimler")
        if not town.elsewhere:
            wizard.press("Ek birimde görevli kimse yok")
            assert wizard.shows_status() == "gerekli değil"
            return
        choose_people(wizard, "Personelden seç…", "Seçilenleri ekle", town.elsewhere)
        for row in range(len(town.elsewhere)):
            wizard.fill_cell(row, "Ek birim", "Mali Hizmetler Müdürlüğü")
            wizard.fill_cell(row, "Ek birimdeki görevi", "Müdür V.")
            wizard.tick_row(row)
        count = len(town.elsewhere)
        assert wizard.says(f"{count} / {count} ek birim girildi")
        assert wizard.problems() == []
        self.export("Ek birimler")
        self.finish(6)

    def give_pages(self) -> None:
        """Step 7: approved, given a set and entered, everybody at once."""
        wizard = self.wizard
        wizard.go("7. ", "Sayfa takımları")
        wizard.press("Takım ekle")
        wizard.fill_row(0, "Evrak", "Gelen evrak, Giden evrak")
        self.export("Sayfa takımları")
        wizard.go("7. ", "Sayfa yetkileri")
        assert wizard.counted("Onay bekleyenler") == len(self.town.people)
        for button, question, text in (
            ("Onay tarihi ver…", "Yardım masasının onay tarihi", ANSWERED),
            ("İş tanımı ver…", "İş tanımı", "Evrak kayıt"),
            ("Takım ata…", "Takım", "Evrak"),
        ):
            wizard.filter("Herkes")
            wizard.table().selectAll()
            wizard.press(button)
            wizard.answer(question, text)
            wizard.press("Uygula")
            assert wizard.says(f"{self.shown} kişi için")
        wizard.filter("Hazır olanlar")
        wizard.table().selectAll()
        wizard.press("Girildi işaretle")
        assert wizard.says(f"{self.shown} / {self.shown} kişinin yetkisi girildi")
        rows = self.export("Sayfa yetkileri")
        today = dates.short(date.today())  # noqa: DTZ011 - the day of a tick
        given = ["Evrak kayıt", ANSWERED, "Gelen evrak, Giden evrak", today]
        assert len(rows) == len(self.town.people)
        assert all(row[2:] == given for row in rows)
        self.finish(7)

    def tell_contacts(self) -> None:
        """Step 8: what step 1 knows already, and each unit."""
        wizard = self.wizard
        wizard.go("8. ", "İletişim")
        assert wizard.shows("Kurumsal e-posta") == self.town.case.municipality.contact.email
        wizard.go("8. ", "Birimler")
        assert len(wizard.rows()) == self.town.units
        wizard.fill_cell(0, "Telefon", "0346 123 4569")
        for row in range(self.town.units):
            wizard.tick_row(row)
        assert self.export("Birimler")[0][2] == PHONE
        self.finish(8)

    def build_team(self) -> None:
        """Step 9: the top managers."""
        wizard, count = self.wizard, self.town.managers
        wizard.go("9. ", "Yönetim takımı")
        wizard.press(f"Üst yöneticileri ekle ({count})")
        wizard.fill_cell(count - 1, "Kullanıcı adı", "sukru.igdiroglu")
        for row in range(count):
            wizard.tick_row(row)
        rows = self.export("Yönetim takımı")
        assert rows[-1][:4] == ["Şükrü", "Iğdıroğlu", "Belediye Başkanı", "sukru.igdiroglu"]
        self.finish(9)

    def tell_numbers(self) -> None:
        """Step 10: the last numbers, each twice."""
        wizard = self.wizard
        wizard.go("10. ", "Evrak sayıları")
        for label, number in (("Gelen", "1452"), ("Giden", "2.318")):
            wizard.answer(f"{label} evrakın son kayıt numarası", number)
            wizard.answer(f"{label} evrakın son kayıt numarası, yeniden", number)
        assert wizard.problems() == []
        text = body(read_draft(save_draft(wizard, self.out / "evrak-sayilari.eml")))
        assert "Gelen Evrak Sayısı: 1.452" in text
        assert "Giden Evrak Sayısı: 2.318" in text
        self.finish(10)

    def save_calendar(self) -> None:
        """The days of what is still to be done."""
        self.wizard.go("Görev listesi")
        file = save_as(self.wizard, "Takvim dosyası kaydet…", self.out / "gecis.ics")
        read = IcsCalendarStream.calendar_from_ics(file.read_text(encoding="utf-8"))
        titles = [str(event.summary) for event in read.events]
        assert read.events[0].dtstart == date(2026, 12, 15)
        assert read.events[0].alarm
        assert [title.split(".")[0] for title in titles[1:]] == [
            *map(str, range(6, 12)),
            titles[-1],
        ]
        assert titles[-1].startswith("Önceki sistemdeki verilerin")

    def close_it(self) -> None:
        """Step 11: confirmed; the closing report tells the whole move."""
        wizard, town = self.wizard, self.town
        self.finish(11)
        wizard.go("11. ", "Kayıt ve kapanış")
        wizard.answer("Yardım masasında bilgi veren kişi", "Deniz Er")
        assert wizard.says("ilk yazınızın numarası 2.319 olmalıdır")
        wizard.answer("İlk giden evrakın numarası", "2319")
        assert wizard.problems() == []
        assert wizard.says("Bütün adımlar tamamlandı.")
        file = save_as(wizard, "Kapanış raporunu kaydet…", self.out / "kapanis-raporu.pdf")
        text = letters.clean(pdf_text(file))
        everybody = f"{self.shown} / {self.shown}"
        unneeded = 0 if town.elsewhere else 1
        for words in (
            f"3. {OWN_TITLE}",
            f"Tamamlanan adım: {11 - unneeded} Gerekli olmayan adım: {unneeded}",
            f"Personel listesindeki kişi: {self.shown}",
            f"Sayfa yetkisi girilen kullanıcı: {everybody}",
            f"İletişimi girilen birim: {town.units} / {town.units}",
            f"Ön kontrol yanıtı: {ANSWERED}",
            "Yardım masasının yanıtı: Uygun bulundu",
            "Posta takip numarası: RR123456789TR",
            "İlk giden evrakın numarası: 2.319",
            "KEP ile bir deneme iletisi gönderildi ve alındı",
            "Gelen evrakın son numarası: 1.452",
            f"Gönderildi: {SENT} · Yanıtlandı: {ANSWERED}",
            "Not: Zarf elden verildi.",
            "imzalı yazı.pdf",
            "onay listesi.pdf",
            "talep-yazisi.pdf",
            "Deniz Er",
        ):
            assert words in text
        assert "Kalan iş" not in text
        assert not any(person.tckn in text for person in town.people)
        wizard.go("Görev listesi")
        assert wizard.says("11 adımın hepsi tamamlandı")
        assert not wizard.says("Kalan işler: ")


def _cells(person: Person) -> list[str]:
    """A person as a row of the register."""
    return [*astuple(person)]


@pytest.mark.parametrize(
    "town", [sample_municipalities.small(), sample_municipalities.large()], ids=["five", "1200"]
)
def test_a_municipality_goes_through_all_eleven_steps(
    open_wizard: Open, tmp_path: Path, town: Town
) -> None:
    move = Move(town, open_wizard, tmp_path / "dosyalar")
    move.wizard.go("Ayarlar")
    move.wizard.answer("Yardım masasının e-postası", HELPDESK)
    if town.write_list is not None:
        move.fill_register()
        move.come_back()
        move.ask_for_it()
    else:
        move.ask_for_it()
        move.come_back()
        move.fill_register()
    move.do_inferred_steps()
    move.come_back()
    move.log_in()
    move.save_calendar()
    move.give_additional_units()
    move.give_pages()
    move.come_back()
    move.tell_contacts()
    move.build_team()
    move.tell_numbers()
    move.come_back()
    move.close_it()
    demo.forget_secrets(move.wizard.window)
