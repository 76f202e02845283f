"""Step 7: who is ready, what is given to many at once, how far the work has come."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import PERSON
from ebel_wizard.demo import driver
from ebel_wizard.turkish import dates
from tests.ui.conftest import Open
from tests.ui.wizard import Keyboard, Wizard

PEOPLE = [
    Person("İpek", "Gündoğdu", title="Şef", unit="Yazı İşleri Müdürlüğü"),
    Person("Çağrı", "Işıkçı", title="Memur", unit="Bilgi İşlem Müdürlüğü"),
    Person("Ümit", "Şahin", title="Memur", unit="Fen İşleri Müdürlüğü"),
]
LISTED = "Listelenenler"


def know(wizard: Wizard, people: list[Person]) -> None:
    """Put people on the register."""
    session = wizard.window.session
    session.commit(lambda: register.add_people(session.answers, people), "")


@pytest.fixture
def three(wizard: Wizard) -> Wizard:
    """The page with three people, none of them approved."""
    know(wizard, PEOPLE)
    wizard.go("7. ")
    return wizard


def listed(wizard: Wizard) -> list[str]:
    return [cells[0] for cells in wizard.rows()]


def column(wizard: Wizard, label: str) -> list[str]:
    model = wizard.table().rows
    at = [each.field.label for each in model.columns].index(label)
    return [cells[at] for cells in wizard.rows()]


def today(wizard: Wizard) -> str:
    return dates.short(wizard.window.session.today())


def approve_all(wizard: Wizard) -> None:
    wizard.answer(LISTED, "Herkes")
    wizard.table().selectAll()
    wizard.press("Onay tarihi ver…")
    wizard.press("Ver")
    wizard.answer(LISTED, "Hazır olanlar")


def test_nobody_is_ready_before_the_helpdesk_approves(three: Wizard) -> None:
    assert listed(three) == ["Çağrı Işıkçı", "İpek Gündoğdu", "Ümit Şahin"]
    assert three.says("0 / 3 kişinin yetkisi girildi; 0 kişi hazır, 3 kişi onay bekliyor.")
    three.answer(LISTED, "Hazır olanlar")
    assert listed(three) == []


def test_approval_given_to_many_makes_them_ready_and_is_taken_back_at_once(three: Wizard) -> None:
    three.table().focus_cell(0, "person")
    QTest.keyClick(three.table(), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    three.press("Onay tarihi ver…")
    assert three.says("Seçili 2 kişi için")
    assert three.shows("Yardım masasının onay tarihi") == today(three)
    day = dates.short(three.window.session.today() - timedelta(days=3))
    three.answer("Yardım masasının onay tarihi", day)
    three.press("Ver")
    assert listed(three) == ["Ümit Şahin"]
    assert three.says("2 kişi için onay tarihi verildi; “Hazır olanlar” arasında.")
    three.answer(LISTED, "Hazır olanlar")
    assert listed(three) == ["Çağrı Işıkçı", "İpek Gündoğdu"]
    assert column(three, "Yardım masası onayı") == [day, day]
    three.press("Geri al")
    three.answer(LISTED, "Onay bekleyenler")
    assert len(listed(three)) == 3


def test_who_is_being_approved_by_hand_stays_in_the_list(three: Wizard) -> None:
    three.fill_cell(0, "Yardım masası onayı", "1.12.2026")
    assert len(listed(three)) == 3
    assert column(three, "Yardım masası onayı")[0] == "01.12.2026"
    three.answer(LISTED, "Onay bekleyenler")
    assert listed(three) == ["İpek Gündoğdu", "Ümit Şahin"]


def test_a_day_that_is_none_is_not_given(three: Wizard) -> None:
    three.table().selectAll()
    three.press("Onay tarihi ver…")
    three.answer("Yardım masasının onay tarihi", "dün")
    three.press("Ver")
    assert three.says("bir tarih değil; gün.ay.yıl olarak yazın")
    three.press("Vazgeç")
    assert column(three, "Yardım masası onayı") == ["", "", ""]


def test_who_is_selected_when_it_is_given_gets_it(three: Wizard) -> None:
    three.table().selectAll()
    three.press("İş tanımı ver…")
    assert three.says("Seçili 3 kişi için")
    three.table().focus_cell(2, "person")
    assert three.says("Seçili 1 kişi için")
    three.answer("İş tanımı", "Memur")
    three.press("Ver")
    assert column(three, "İş tanımı") == ["", "", "Memur"]
    three.press("İş tanımı ver…")
    three.table().clearSelection()
    three.press("Ver")
    assert three.says("Önce listeden kişileri seçin; hepsi için Ctrl+A.")


def test_giving_without_a_selection_says_what_to_do(three: Wizard) -> None:
    three.table().clearSelection()
    three.press("Takım ata…")
    assert three.says("Önce listeden kişileri seçin; hepsi için Ctrl+A.")


def test_a_set_of_pages_is_written_once_and_given_to_many(three: Wizard) -> None:
    three.table().selectAll()
    three.press("Takım ata…")
    assert three.says("Önce “Sayfa takımları” sayfasında bir takım yazın.")
    three.go("7. ", "Sayfa takımları")
    three.press("Takım ekle")
    three.fill_cell(0, "Takımın adı", "Evrak kayıt")
    three.fill_cell(0, "Sayfalar", "Gelen evrak, Giden evrak")
    three.go("7. ", "Sayfa yetkileri")
    approve_all(three)
    three.fill_cell(0, "Sayfalar", "Evrak arama, gelen evrak")
    three.table().selectAll()
    three.press("Takım ata…")
    three.answer("Takım", "EVRAK KAYIT")
    three.press("Ver")
    assert column(three, "Sayfalar") == [
        "Evrak arama, gelen evrak, Giden evrak",
        "Gelen evrak, Giden evrak",
        "Gelen evrak, Giden evrak",
    ]
    three.press("Geri al")
    assert column(three, "Sayfalar") == ["Evrak arama, gelen evrak", "", ""]


def test_a_set_goes_and_comes_back(three: Wizard) -> None:
    three.go("7. ", "Sayfa takımları")
    three.press("Takım ekle")
    three.fill_cell(0, "Takımın adı", "Evrak kayıt")
    three.table().focus_cell(0, "name")
    three.press("Takımı sil")
    assert three.rows() == []
    three.press("Geri al")
    assert three.rows() == [["Evrak kayıt", ""]]


def test_a_duty_is_given_to_many(three: Wizard) -> None:
    three.table().selectAll()
    three.press("İş tanımı ver…")
    three.answer("İş tanımı", "Evrak kayıt memuru")
    three.press("Ver")
    assert column(three, "İş tanımı") == ["Evrak kayıt memuru"] * 3


def test_what_is_entered_is_counted_here_and_on_the_task_list(
    three: Wizard, open_wizard: Open
) -> None:
    approve_all(three)
    three.table().selectAll()
    three.press("Girildi işaretle")
    assert column(three, "e-Belediye’ye girildi") == [today(three)] * 3
    assert three.says("3 / 3 kişinin yetkisi girildi")
    three.table().focus_cell(1, "person")
    three.press("Girildi işaretle")
    assert three.says("1 kişi için girildi işareti kaldırıldı.")
    three.wait_saved()
    three.close()
    again = open_wizard()
    again.go("Görev listesi")
    assert again.says("2 / 3 kişinin yetkisi girildi")


def test_entering_somebody_who_is_not_approved_is_warned_of(three: Wizard) -> None:
    three.table().focus_cell(0, "person")
    three.press("Girildi işaretle")
    (said,) = three.problems()
    assert said.startswith("Çağrı Işıkçı: yetkisi girilmiş ama yardım masası onayı yok")


def test_the_current_person_is_copied_part_by_part(three: Wizard) -> None:
    three.fill_cell(1, "İş tanımı", "Evrak kayıt memuru")
    for name, text in (("Ad Soyad", "İpek Gündoğdu"), ("İş tanımı", "Evrak kayıt memuru")):
        three.press(f"Kopyala: {name}")
        assert QGuiApplication.clipboard().text() == text
        assert three.button(f"Kopyala: {name}").text() == "Kopyalandı"
    assert not driver.has_button(three.window, "Kopyala: Sayfalar")


def test_the_way_to_the_page_is_drawn_part_by_part(three: Wizard) -> None:
    parts = ["Modüller", "Yetki Anasayfa", "Yetki İşlemleri", "Sayfa Yetkilendirme"]
    for part in parts:
        driver.find_by_name(three.window, QLabel, part)


def test_twelve_hundred_people_are_approved_in_one_go(wizard: Wizard) -> None:
    know(wizard, [Person(f"Ad{n}", "Soyad", unit="Fen İşleri Müdürlüğü") for n in range(1204)])
    wizard.go("7. ")
    wizard.type_into("Listede ara: Sayfa yetkileri", "fen isleri ad1")
    wizard.table().selectAll()
    wizard.press("Onay tarihi ver…")
    wizard.press("Ver")
    ready = sum("1" in f"Ad{n}"[2:3] for n in range(1204))
    shown = f"{ready} kişi hazır, {1204 - ready} kişi onay bekliyor."
    assert wizard.says(f"0 / 1.204 kişinin yetkisi girildi; {shown}")
    wizard.press("Geri al")
    assert wizard.says("0 kişi hazır, 1.204 kişi onay bekliyor.")
    assert len(wizard.window.session.answers.rows(PERSON)) == 1204


def test_the_list_is_written_out_as_it_is_seen(three: Wizard, tmp_path: Path) -> None:
    approve_all(three)
    three.type_into("Listede ara: Sayfa yetkileri", "fen")
    out = tmp_path / "yetkiler.xlsx"
    three.export("Excel dosyası…", out)
    driver.wait_until(lambda: three.says("1 / 3 satır yazıldı: yetkiler.xlsx"), "the file")
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    head, row = ([cell.value or "" for cell in cells] for cells in sheet)
    assert head == [
        "Ad Soyad",
        "Birim",
        "İş tanımı",
        "Yardım masası onayı",
        "Sayfalar",
        "e-Belediye’ye girildi",
    ]
    assert row == ["Ümit Şahin", "Fen İşleri Müdürlüğü", "", today(three), "", ""]


def test_a_list_sorted_by_a_heading_stays_so_when_others_are_listed(three: Wizard) -> None:
    three.click_heading("Birim")
    assert listed(three) == ["Çağrı Işıkçı", "Ümit Şahin", "İpek Gündoğdu"]
    three.answer(LISTED, "Hazır olanlar")
    three.answer(LISTED, "Herkes")
    assert listed(three) == ["Çağrı Işıkçı", "Ümit Şahin", "İpek Gündoğdu"]


def test_approval_is_given_and_entered_by_keys_alone(three: Wizard) -> None:
    keys = Keyboard()
    alt = Qt.KeyboardModifier.AltModifier
    keys.tab_to("Sayfa yetkileri")
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.press(Qt.Key.Key_O, alt)
    question = "Yardım masasının onay tarihi"
    driver.wait_until(lambda: keys.focused_name() == question, "the question")
    keys.press(Qt.Key.Key_V, alt)
    driver.wait_until(lambda: listed(three) == [], "the approval to be given")
    three.answer(LISTED, "Hazır olanlar")
    keys.tab_to("Sayfa yetkileri")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_End)
    keys.press(Qt.Key.Key_Space)
    assert three.says("1 / 3 kişinin yetkisi girildi")


def test_esc_puts_the_question_away(three: Wizard) -> None:
    three.table().selectAll()
    three.press("İş tanımı ver…")
    keys = Keyboard()
    keys.type("Memur")
    keys.press(Qt.Key.Key_Escape)
    assert not three.asks("İş tanımı")
    assert column(three, "İş tanımı") == ["", "", ""]
    assert three.focused() == "Sayfa yetkileri"
