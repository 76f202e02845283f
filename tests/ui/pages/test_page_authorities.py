"""Step 7: who is ready, what is given to many at once, how far the work has come."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea

from ebel_wizard.case import register
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import PERSON
from ebel_wizard.demo import driver
from ebel_wizard.turkish import dates
from ebel_wizard.ui.widgets.controls import CopyButton
from tests.ui.conftest import Open, Resume
from tests.ui.wizard import Keyboard, Wizard

PEOPLE = [
    Person("İpek", "Gündoğdu", title="Şef", unit="Yazı İşleri Müdürlüğü"),
    Person("Çağrı", "Işıkçı", title="Memur", unit="Bilgi İşlem Müdürlüğü"),
    Person("Ümit", "Şahin", title="Memur", unit="Fen İşleri Müdürlüğü"),
]


def know(wizard: Wizard, people: list[Person]) -> None:
    """Put people on the register."""
    session = wizard.window.session
    session.commit(lambda: register.add_people(session.answers, people), "")


def prepare(wizard: Wizard) -> None:
    know(wizard, PEOPLE)
    wizard.go("7. ", "Sayfa yetkileri")


@pytest.fixture
def three(resume: Resume) -> Wizard:
    """The page with three people, none of them approved."""
    return resume(prepare)


def listed(wizard: Wizard) -> list[str]:
    return [cells[0] for cells in wizard.rows()]


def column(wizard: Wizard, label: str) -> list[str]:
    model = wizard.table().rows
    at = [each.field.label for each in model.columns].index(label)
    return [cells[at] for cells in wizard.rows()]


def today(wizard: Wizard) -> str:
    return dates.short(wizard.window.session.today())


def approve_all(wizard: Wizard) -> None:
    wizard.filter("Herkes")
    wizard.table().selectAll()
    wizard.press("Onay tarihi ver…")
    wizard.press("Uygula")
    wizard.filter("Hazır olanlar")


def test_nobody_is_ready_before_the_helpdesk_approves(three: Wizard) -> None:
    assert listed(three) == ["Çağrı Işıkçı", "İpek Gündoğdu", "Ümit Şahin"]
    assert three.says("0 / 3 kişinin yetkisi girildi")
    assert three.counted("Onay bekleyenler") == 3
    three.filter("Hazır olanlar")
    assert listed(three) == []
    three.press_from("Onay bekleyenleri göster")
    assert three.table().hasFocus()


def test_approval_given_to_many_makes_them_ready_and_is_taken_back_at_once(three: Wizard) -> None:
    three.table().focus_cell(0, "person")
    QTest.keyClick(three.table(), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    three.press("Onay tarihi ver…")
    assert three.says("Seçili 2 kişi için")
    assert three.shows("Yardım masasının onay tarihi") == today(three)
    day = dates.short(three.window.session.today() - timedelta(days=3))
    three.answer("Yardım masasının onay tarihi", day)
    three.press("Uygula")
    assert listed(three) == ["Ümit Şahin"]
    assert three.told() == "2 kişi Hazır olanlar’a geçti"
    three.press("Göster")
    assert listed(three) == ["Çağrı Işıkçı", "İpek Gündoğdu"]
    assert column(three, "Yardım masası onayı") == [day, day]
    three.press("Geri al")
    three.filter("Onay bekleyenler")
    assert len(listed(three)) == 3


def test_who_is_being_approved_by_hand_stays_in_the_list(three: Wizard) -> None:
    three.fill_cell(0, "Yardım masası onayı", "1.12.2026")
    assert len(listed(three)) == 3
    assert column(three, "Yardım masası onayı")[0] == "01.12.2026"
    three.filter("Onay bekleyenler")
    assert listed(three) == ["İpek Gündoğdu", "Ümit Şahin"]


def test_a_day_that_is_none_is_not_given(three: Wizard) -> None:
    three.table().selectAll()
    three.press("Onay tarihi ver…")
    three.answer("Yardım masasının onay tarihi", "dün")
    three.press("Uygula")
    assert three.says("bir tarih değil; rakamla, gün.ay.yıl olarak yazın")
    three.press("Vazgeç")
    assert column(three, "Yardım masası onayı") == ["", "", ""]


def test_who_is_selected_when_it_is_given_gets_it(three: Wizard) -> None:
    three.table().selectAll()
    three.press("İş tanımı ver…")
    assert three.says("Seçili 3 kişi için")
    three.table().focus_cell(2, "person")
    assert three.says("Seçili 1 kişi için")
    three.answer("İş tanımı", "Memur")
    three.press("Uygula")
    assert column(three, "İş tanımı") == ["", "", "Memur"]
    three.press("İş tanımı ver…")
    three.table().clearSelection()
    three.press("Uygula")
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
    three.press("Uygula")
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
    three.press("Uygula")
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
        words = driver.find_by_name(three.window, QLabel, part)
        assert words.property("card") is None, "it is no button and looks like none"


def test_twelve_hundred_people_are_approved_in_one_go(wizard: Wizard) -> None:
    know(wizard, [Person(f"Ad{n}", "Soyad", unit="Fen İşleri Müdürlüğü") for n in range(1204)])
    wizard.go("7. ", "Sayfa yetkileri")
    wizard.type_into("Listede ara: Sayfa yetkileri", "fen isleri ad1")
    wizard.table().selectAll()
    wizard.press("Onay tarihi ver…")
    wizard.press("Uygula")
    ready = sum("1" in f"Ad{n}"[2:3] for n in range(1204))
    assert wizard.says("0 / 1.204 kişinin yetkisi girildi")
    assert wizard.counted("Hazır olanlar") == ready
    wizard.press("Geri al")
    assert wizard.counted("Onay bekleyenler") == 1204
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
    three.filter("Hazır olanlar")
    three.filter("Herkes")
    assert listed(three) == ["Çağrı Işıkçı", "Ümit Şahin", "İpek Gündoğdu"]


def test_approval_is_given_and_entered_by_keys_alone(three: Wizard) -> None:
    keys = Keyboard()
    alt = Qt.KeyboardModifier.AltModifier
    keys.tab_to("Sayfa yetkileri")
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.press(Qt.Key.Key_O, alt)
    question = "Yardım masasının onay tarihi"
    driver.wait_until(lambda: keys.focused_name() == question, "the question")
    keys.press(Qt.Key.Key_U, alt)
    driver.wait_until(lambda: listed(three) == [], "the approval to be given")
    three.filter("Hazır olanlar")
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


def test_a_duty_has_its_pages_once_and_its_approved_people_under_it(three: Wizard) -> None:
    approve_all(three)
    for row, pages in enumerate(("Gelen evrak", "Giden evrak, gelen evrak")):
        three.fill_cell(row, "İş tanımı", "Evrak kayıt memuru")
        three.fill_cell(row, "Sayfalar", pages)
    three.filter("İş tanımları")
    assert three.says("Gelen evrak, Giden evrak")
    assert three.says("Çağrı Işıkçı, İpek Gündoğdu")
    assert three.says("İş tanımı yazılmamış")
    three.press("Kopyala: Evrak kayıt memuru: sayfalar")
    assert QGuiApplication.clipboard().text() == "Gelen evrak, Giden evrak"
    three.press("Sayfaları eksik olan 1 kişiye de ver")
    assert not driver.has_button(three.window, "Sayfaları eksik olan 1 kişiye de ver")
    three.press_from("Hepsi girildi: Evrak kayıt memuru")
    assert three.focused() == "Kişileri listele: Evrak kayıt memuru"
    assert three.says("2 / 2 kişi girildi")
    assert three.says("2 / 3 kişinin yetkisi girildi")
    three.press("Kişileri listele: Evrak kayıt memuru")
    assert listed(three) == ["Çağrı Işıkçı", "İpek Gündoğdu"]
    assert column(three, "Sayfalar") == ["Gelen evrak, Giden evrak", "Giden evrak, gelen evrak"]


def test_a_duty_without_an_approved_person_waits(three: Wizard) -> None:
    three.fill_cell(0, "İş tanımı", "Evrak kayıt memuru")
    three.filter("İş tanımları")
    assert three.says("Yardım masasının onayladığı kimse yok.")


def test_rows_are_chosen_by_their_boxes_and_the_toolbar_follows(three: Wizard) -> None:
    boxes = three.table().verticalHeader()

    def click(row: int, modifier: Qt.KeyboardModifier) -> None:
        at = QPoint(boxes.width() // 2, boxes.sectionViewportPosition(row) + 10)
        QTest.mouseClick(boxes.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    for row in (0, 2):
        click(row, Qt.KeyboardModifier.NoModifier)
    assert three.says("2 kişi seçili")
    click(0, Qt.KeyboardModifier.NoModifier)
    assert three.says("1 kişi seçili")
    click(2, Qt.KeyboardModifier.ShiftModifier)
    assert three.says("3 kişi seçili")
    assert not three.asks("Listede ara: Sayfa yetkileri")
    three.press("Seçimi kaldır")
    assert three.asks("Listede ara: Sayfa yetkileri")
    three.table().focus_cell(0, "duty")
    assert three.asks("Listede ara: Sayfa yetkileri"), "a cell is where one types"
    QTest.keyClick(three.table(), Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert three.says("1 kişi seçili")


def test_a_box_is_turned_by_a_click_and_by_space_and_has_no_editor(three: Wizard) -> None:
    approve_all(three)
    table = three.table()
    label = "e-Belediye’ye girildi"
    index = table.rows.index(0, table.rows.columnCount() - 1)
    driver.activate(three.window)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center()
    )
    assert column(three, label)[0] == today(three)
    assert table.indexWidget(index) is None
    three.wait_saved()
    assert (
        three.button("Geri al")
        .toolTip()
        .startswith("Son değişikliği geri al: Girildi işareti kondu")
    )
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert column(three, label)[0] == ""
    QTest.keyClick(table, Qt.Key.Key_X)
    assert table.indexWidget(index) is None


def test_a_list_ends_where_its_rows_end_and_nothing_but_it_scrolls(wizard: Wizard) -> None:
    know(wizard, [Person(f"Ad{n}", "Soyad") for n in range(300)])
    wizard.window.resize(960, 540)
    wizard.go("7. ", "Sayfa yetkileri")
    wizard.filter("Herkes")
    area = next(
        each
        for each in driver.visible_widgets(wizard.window, QScrollArea)
        if each.isAncestorOf(wizard.table())
    )
    assert area.verticalScrollBar().maximum() == 0
    assert wizard.table().verticalScrollBar().maximum() > 0
    wizard.window.resize(1366, 728)
    wizard.type_into("Listede ara: Sayfa yetkileri", "Ad299")
    driver.process_events()
    table = wizard.table()
    last = table.visualRect(table.rows.index(len(wizard.rows()) - 1, 0))
    assert 0 <= table.viewport().height() - last.bottom() <= 2


def test_without_people_the_page_leads_to_where_they_are_entered(wizard: Wizard) -> None:
    wizard.go("7. ", "Sayfa yetkileri")
    wizard.press("Personele git")
    assert wizard.page() == "Personel"


def test_values_to_copy_are_shown_for_the_current_row_only(three: Wizard) -> None:
    assert copy_buttons(three) == []
    three.table().focus_cell(0, "duty")
    driver.process_events()
    assert "Kopyala: Ad Soyad" in copy_buttons(three)


def copy_buttons(wizard: Wizard) -> list[str]:
    return [each.accessibleName() for each in driver.visible_widgets(wizard.window, CopyButton)]
