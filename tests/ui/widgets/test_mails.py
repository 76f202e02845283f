"""Mails to the helpdesk are drafted in the window and go out through the officer's own program."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from ebel_wizard.demo import driver
from tests.ui import ui_actions
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

HELPDESK = "yardim@ornek.gov.tr"


class Mailer(QObject):
    """The officer's mail program, as far as the system hands links to it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.links.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def mailer() -> Iterator[Mailer]:
    made = Mailer()
    QDesktopServices.setUrlHandler("mailto", made, "take")  # type: ignore[arg-type]  # its own bytes are refused
    yield made
    QDesktopServices.unsetUrlHandler("mailto")


def draft(wizard: Wizard, path: Path) -> EmailMessage:
    message = message_from_bytes(ui_actions.save_draft(wizard, path), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def set_helpdesk(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    wizard.answer("Yardım masasının e-postası", HELPDESK)


def fill_numbers(wizard: Wizard) -> None:
    wizard.go("10. ", "Evrak sayıları")
    for label, number in (("Gelen", "1.452"), ("Giden", "2318")):
        wizard.answer(f"{label} evrakın son kayıt numarası", number)
        wizard.answer(f"{label} evrakın son kayıt numarası, yeniden", number)
    assert wizard.shows("Giden evrakın son kayıt numarası") == "2.318"


def test_the_numbers_go_out_as_a_draft(wizard: Wizard, tmp_path: Path) -> None:
    set_helpdesk(wizard)
    fill_numbers(wizard)
    assert wizard.problems() == []
    message = draft(wizard, tmp_path / "sayilar.eml")
    assert message["To"] == HELPDESK
    assert "Gelen Evrak Sayısı: 1.452" in body(message)
    assert "Giden Evrak Sayısı: 2.318" in body(message)


def test_a_number_typed_differently_the_second_time_stops_the_mail(
    wizard: Wizard, mailer: Mailer
) -> None:
    fill_numbers(wizard)
    wizard.answer("Giden evrakın son kayıt numarası, yeniden", "2.381")
    (problem,) = wizard.problems()
    assert "iki yazılışta farklı" in problem
    wizard.press("E-posta programında aç")
    driver.wait_until(lambda: wizard.says("önce numaraları tamamlayın"), "the refusal")
    assert mailer.links == []


def test_the_mail_program_opens_with_the_mail_in_it(wizard: Wizard, mailer: Mailer) -> None:
    set_helpdesk(wizard)
    fill_numbers(wizard)
    wizard.press("E-posta programında aç")
    driver.wait_until(lambda: mailer.links, "the mail program")
    link = urlsplit(mailer.links[0])
    assert (link.scheme, link.path) == ("mailto", HELPDESK)
    assert "1.452" in parse_qs(link.query)["body"][0]


def test_where_no_mail_program_opens_the_draft_comes_before_the_text(
    filled: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    filled.step_one("Ön kontrol")
    filled.press("E-posta programında aç")
    driver.wait_until(lambda: filled.says("E-posta programı açılamadı"), "the refusal")
    (told,) = [each for each in filled.labels() if "E-posta programı açılamadı" in each]
    draft_first, _, text = told.partition("“Taslak e-postayı kaydet…”")
    assert "Metni kopyala" not in draft_first
    assert "ekler taslaktadır" in text
    assert "“Metni kopyala”" in text


def test_the_text_can_be_copied(wizard: Wizard) -> None:
    fill_numbers(wizard)
    wizard.press("Metni kopyala")
    driver.wait_until(lambda: wizard.says("Metin kopyalandı"), "the clipboard")
    assert "Giden Evrak Sayısı: 2.318" in QGuiApplication.clipboard().text()


def test_a_missing_helpdesk_address_leads_to_the_settings(wizard: Wizard) -> None:
    wizard.go("10. ", "Evrak sayıları")
    words = "Yardım masasının e-posta adresi Ayarlar’da yazılı değil; taslağın alıcısı boş kalır."
    wizard.follow(words)
    assert wizard.focused() == "Yardım masasının e-postası"
    wizard.press("“Evrak sayıları” sayfasına dön")
    assert wizard.page() == "Evrak sayıları"


def test_the_helpdesks_telephone_stands_beside_its_mail(wizard: Wizard) -> None:
    wizard.go("Ayarlar")
    wizard.answer("Yardım masasının telefonu", "03120000000")
    wizard.go("10. ", "Evrak sayıları")
    assert wizard.says("Yardım masasının telefonu: (0 312) 000 00 00")


def test_a_login_problem_is_written_down_and_mailed(wizard: Wizard, tmp_path: Path) -> None:
    wizard.go("5. ", "Giriş sorunları")
    wizard.press("Metni kopyala")
    driver.wait_until(
        lambda: wizard.says("Önce listede bildirilecek sorunun satırına gelin"), "words"
    )
    wizard.press("Giriş sorunu ekle")
    wizard.fill_cell(0, "Giriş yapamayan kişi", "Ayşe Işık")
    wizard.fill_cell(0, "Birimi", "Yazı İşleri Müdürlüğü")
    wizard.fill_cell(0, "Ekranda görülen", "Kullanıcı bulunamadı <hata & kod>")
    message = draft(wizard, tmp_path / "sorun.eml")
    assert "Kullanıcı: Ayşe Işık" in body(message)
    assert "Kullanıcı bulunamadı <hata & kod>" in body(message)
    assert not list(message.iter_attachments())


def test_what_the_helpdesk_answered_is_there_tomorrow(wizard: Wizard, open_wizard: Open) -> None:
    wizard.go("5. ", "Giriş sorunları")
    wizard.press("Giriş sorunu ekle")
    wizard.fill_row(0, "Ayşe Işık", "", "Boş ekran", "01.12.2026", "02.12.2026", "Yeniden denensin")
    wizard.close()
    again = open_wizard()
    again.go("5. ", "Giriş sorunları")
    assert again.rows()[0][3:] == ["01.12.2026", "02.12.2026", "Yeniden denensin"]


def test_only_a_mail_with_attachments_speaks_of_them(wizard: Wizard) -> None:
    spoken = {}
    for place in (("1. ", "Ön kontrol"), ("5. ", "Giriş sorunları"), ("10. ", "Evrak sayıları")):
        wizard.go(*place)
        spoken[place[0]] = wizard.says("ekleri siz koyarsınız")
        assert wizard.says("taslağı açıp gönderin")
    assert spoken == {"1. ": True, "5. ": False, "10. ": False}


def test_taking_a_login_problem_off_asks_which(wizard: Wizard) -> None:
    wizard.go("5. ", "Giriş sorunları")
    wizard.press("Giriş sorunu ekle")
    wizard.table().clearSelection()
    wizard.press("Çıkar")
    assert wizard.says("Önce listeden çıkarılacak satırı seçin.")
    wizard.select_row(0)
    wizard.press("Çıkar")
    assert wizard.rows() == []


def test_the_pre_check_mail_waits_for_the_answers(wizard: Wizard, tmp_path: Path) -> None:
    wizard.step_one("Ön kontrol")
    wizard.press("Metni kopyala")
    driver.wait_until(lambda: wizard.says("E-posta için önce"), "the refusal")


def test_the_pre_check_mail_carries_letter_and_table(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Ön kontrol")
    message = draft(filled, tmp_path / "on-kontrol.eml")
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["talep-yazisi.pdf", "personel-tablosu.pdf"]
    assert all(part.get_content().startswith(b"%PDF") for part in message.iter_attachments())


def test_the_pre_check_mail_may_carry_masked_numbers(filled: Wizard, tmp_path: Path) -> None:
    filled.step_one("Ön kontrol")
    filled.answer(
        "E-postaya eklenecek personel tablosu",
        "TCKN’ler gizlenmiş: ilk üç ve son iki rakam görünür",
    )
    message = draft(filled, tmp_path / "on-kontrol.eml")
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["talep-yazisi.pdf", "personel-tablosu-maskeli.pdf"]
    assert "yalnızca bir bölümü" in body(message)


def test_what_the_post_office_gave_is_there_tomorrow(wizard: Wizard, open_wizard: Open) -> None:
    wizard.step_one("Ön kontrol")
    wizard.answer("Posta takip numarası", "RR123456789TR")
    wizard.close()
    again = open_wizard()
    assert again.shows("Posta takip numarası") == "RR123456789TR"
