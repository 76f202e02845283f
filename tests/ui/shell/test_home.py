"""The task list, the general page of a step, the rail and the settings."""

from datetime import timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from ebel_wizard.case import rules
from ebel_wizard.demo import driver
from ebel_wizard.guide import plan
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.schedule import plan_now
from ebel_wizard.ui.shell.step_row import StepRow
from ebel_wizard.ui.widgets import scheme, theme, tokens
from tests.ui.conftest import Open
from tests.ui.ui_actions import save_as
from tests.ui.wizard import Keyboard, Wizard

FOLLOW_UP = "Takip"


def rows(wizard: Wizard) -> list[str]:
    """What a screen reader says of the rows of the task list."""
    return [each.accessibleName() for each in driver.visible_widgets(wizard.window, StepRow)]


def row(wizard: Wizard, number: int) -> str:
    return rows(wizard)[number - 1]


def begin(wizard: Wizard) -> None:
    """Answer something, so that the task list has begun."""
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.go("Görev listesi")


def test_the_first_start_says_what_it_takes_and_shows_no_list(wizard: Wizard) -> None:
    welcome = "Bu program belediyenizin e-Belediye’ye geçişinde size yol gösterir"
    assert rows(wizard) == []
    for words in (
        welcome,
        "DETSİS numarası",
        "KEP adresi",
        "T.C. kimlik numaraları",
        "Personel listesi",
        "Talep yazısı bir saat kadar sürer",
        "en az 20 iş günü",
        "elektronik imza sertifikalarını erken isteyin",
    ):
        assert wizard.says(words), words
    assert driver.has_button(wizard.window, "Başka bilgisayardan devral…")
    wizard.press("Başla")
    assert wizard.page() == "Ne yapılacak"
    assert wizard.says("elektronik imza sertifikalarını erken isteyin")
    begin(wizard)
    assert not wizard.says(welcome)


def test_the_list_names_each_step_whose_turn_it_is_and_what_is_left(wizard: Wizard) -> None:
    begin(wizard)
    assert [each.split(", ")[0] for each in rows(wizard)] == [
        f"{step.number}. {step.title}" for step in load_guide().steps
    ]
    assert row(wizard, 1).split(", ")[1:] == ["Sizde", f"{questions(wizard)} soru kaldı", "sürüyor"]
    assert row(wizard, 4).split(", ")[1:] == [
        "Proje sorumlusu",
        "Her kullanıcının asli birimini belirleyin ve 2 iş daha",
        "başlanmadı",
    ]
    assert row(wizard, 10).endswith("2 soru sizi bekliyor, başlanmadı")
    assert wizard.says("11 adımın hiçbiri henüz tamamlanmadı")


def questions(wizard: Wizard) -> int:
    """How many questions of step 1 are open."""
    return len(rules.errors(wizard.window.session.problems()))


def test_a_wrong_answer_is_told_apart_from_an_open_question(wizard: Wizard) -> None:
    begin(wizard)
    before = questions(wizard)
    wizard.step_one("Belediye")
    wizard.answer("DETSİS numarası", "123")
    wizard.go("Görev listesi")
    assert f"{before - 1} soru kaldı, 1 cevap yanlış" in row(wizard, 1)


def test_what_speaks_of_a_wrong_answer_leads_to_it(filled: Wizard) -> None:
    label = "DETSİS numarası"
    filled.step_one("Belediye")
    filled.answer(label, "123")

    def is_there() -> bool:
        return filled.page() == "Belediye" and filled.focused() == label

    filled.step(2)
    filled.go("Görev listesi")
    assert filled.says("1. Talep yazısı: 1 cevap yanlış")
    filled.press("Yanlış cevaba git")
    assert is_there()
    filled.step_one("Ön kontrol")
    filled.step(2)
    filled.go("1. ")
    assert is_there(), "by the red sign of the rail"
    filled.step_one("Ön kontrol")
    filled.go("Görev listesi")
    next(driver.visible_widgets(filled.window, StepRow)).click()
    driver.process_events()
    assert is_there(), "by the row of the list"
    filled.empty(label)
    filled.step(2)
    filled.go("Görev listesi")
    assert filled.says("1. Talep yazısı: 1 soru kaldı")
    filled.press("Eksik cevaba git")
    assert is_there()
    filled.go("Görev listesi")
    assert driver.has_button(filled.window, "Kaldığım yerden devam et"), "it is on that page"


def test_the_card_says_in_one_sentence_what_comes_next(wizard: Wizard) -> None:
    begin(wizard)
    assert wizard.says("Şimdi sıra sizde")
    assert wizard.says(f"1. Talep yazısı: {questions(wizard)} soru kaldı")
    wizard.step(1)
    wizard.choose_status("tamamlandı")
    wizard.go("Görev listesi")
    assert wizard.says("Bu işi yardım masası yapar")
    assert wizard.says("11 adımdan 1 tanesi tamamlandı")
    assert not driver.has_button(wizard.window, "Kaldığım yerden devam et"), "its step is closed"
    wizard.press("Bu adımı aç")
    assert wizard.place().startswith("2. Proje sorumlusu yetkisi")


def test_the_main_button_opens_what_the_card_names_and_a_quiet_one_where_one_was(
    wizard: Wizard,
) -> None:
    begin(wizard)
    wizard.step(1)
    wizard.choose_status("yanıt bekleniyor")
    for was_at_last in (True, False):
        wizard.go("Görev listesi")
        assert wizard.says("2. Proje sorumlusu yetkisi: Proje sorumlusunun yetkilendirildiğini")
        assert wizard.button("Bu adımı aç").property("kind") == "filled"
        assert wizard.button("Kaldığım yerden devam et").property("kind") == "quiet"
        wizard.press("Kaldığım yerden devam et" if was_at_last else "Bu adımı aç")
        assert wizard.place().startswith("1. " if was_at_last else "2. ")


def test_every_row_opens_its_step_by_mouse_and_by_key(wizard: Wizard) -> None:
    begin(wizard)
    driver.activate(wizard.window)
    shown = list(driver.visible_widgets(wizard.window, StepRow))
    assert all(each.height() >= tokens.ROW for each in shown)
    shown[0].setFocus()
    for above, below in pairwise(shown):
        QTest.keyClick(above, Qt.Key.Key_Down)
        assert below.hasFocus()
    QTest.keyClick(shown[-1], Qt.Key.Key_Up)
    QTest.keyClick(shown[-2], Qt.Key.Key_Return)
    driver.process_events()
    assert wizard.place().startswith("10. ")
    wizard.go("Görev listesi")
    QTest.mouseClick(shown[6], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    driver.process_events()
    assert wizard.place().startswith("7. ")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_of_the_list_is_cut_in_a_small_window(
    wizard: Wizard, qapp: QApplication, scale: float
) -> None:
    begin(wizard)
    theme.apply(qapp, "light", scale)
    try:
        wizard.window.resize(1024, 640)
        driver.process_events()
        for row in driver.visible_widgets(wizard.window, StepRow):
            for label in driver.visible_widgets(row, QLabel):
                text, metrics = label.text(), label.fontMetrics()
                widest = max(map(metrics.horizontalAdvance, text.split()), default=0)
                assert widest <= label.width(), text
                assert label.height() >= label.heightForWidth(label.width()), text
    finally:
        theme.apply(qapp, "light")


def test_tab_goes_down_the_list_from_where_the_officer_goes_on(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    soon = dates.working_day_after(wizard.window.session.today(), 6)
    driver.activate(wizard.window)
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(soon))
    wizard.go("Görev listesi")
    keyboard = Keyboard()
    assert keyboard.focused_name() == "Kaldığım yerden devam et"
    passed = []
    for _ in range(5):
        keyboard.press(Qt.Key.Key_Tab)
        passed.append(keyboard.focused_name())
    assert passed == ["Geçiş gününü gözden geçir", "Kapat", *rows(wizard)[:3]]


def test_a_day_the_plan_cannot_hold_is_said_with_the_nearest_that_can(wizard: Wizard) -> None:
    today = wizard.window.session.today()
    soon = dates.working_day_after(today, 6)
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(soon))
    wizard.go("Görev listesi")
    nearest = plan.nearest_day(plan_now(wizard.window.session))
    assert wizard.says(f"Önerilen takvim {dates.long(soon)} gününe sığmıyor: 5 adımın günü geçti.")
    assert wizard.says(f"Sığdığı en yakın gün: {dates.long(nearest)}")
    assert "iş günü gecikti" in row(wizard, 1)
    wizard.press("Geçiş gününü gözden geçir")
    assert wizard.focused() == "e-Belediye’ye geçiş günü"
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(nearest))
    wizard.go("Görev listesi")
    assert not wizard.says("sığmıyor")


def test_at_most_one_note_is_shown_and_the_next_when_it_is_put_away(wizard: Wizard) -> None:
    wizard.step_one("Proje sorumluları")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, "İpek")
    wizard.step_one("Yazı")
    soon = dates.working_day_after(wizard.window.session.today(), 6)
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(soon))
    wizard.go("Görev listesi")
    assert wizard.says("sığmıyor")
    assert not wizard.says("şifresiz duruyor")
    wizard.press("Kapat")
    assert not wizard.says("sığmıyor")
    assert wizard.says("şifresiz duruyor")


def test_a_step_begins_with_its_first_answer(wizard: Wizard) -> None:
    begin(wizard)
    assert row(wizard, 1).endswith("sürüyor")


def test_the_days_left_are_counted_in_working_days(wizard: Wizard) -> None:
    today = wizard.window.session.today()
    day = today + timedelta(days=30)
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(day))
    wizard.go("Görev listesi")
    left = dates.working_days(today, day)
    assert 0 < left < 30
    assert wizard.says(f"Geçiş günü {dates.long(day)} {dates.WEEKDAYS[day.weekday()]}")
    assert wizard.says(f" · {left} iş günü kaldı")


@pytest.mark.parametrize("is_today", [True, False])
def test_opened_on_the_day_or_the_day_before_it_says_what_is_to_be_done(
    open_wizard: Open, is_today: bool
) -> None:
    first = open_wizard()
    day = first.window.session.today()
    if not is_today:
        days = (day + timedelta(days=n) for n in count(1))
        day = next(each for each in days if dates.day_off(each) is None)
    first.step_one("Yazı")
    first.answer("e-Belediye’ye geçiş günü", dates.short(day))
    first.step_one("KEP")
    first.close()
    again = open_wizard()
    words = "Bugün yapılacak" if is_today else "O gün yapılacak"
    assert again.says(f"{words}: Belediyeye Ait Gelen ve Giden Evrak Sayılarının")
    again.press("Kaldığım yerden devam et")
    assert again.page() == "KEP"
    again.go("10. ")
    assert again.says("Belediyeye Ait Gelen ve Giden Evrak Sayılarının")
    again.step(10)
    again.answer("Gönderildiği gün", dates.short(day))
    again.step_one("KEP")
    again.close()
    assert open_wizard().page() == "KEP"


def test_nothing_moves_when_the_calendar_was_saved(filled: Wizard, tmp_path: Path) -> None:
    filled.go("Görev listesi")
    first = next(driver.visible_widgets(filled.window, StepRow))
    before = first.mapTo(filled.window, QPoint())
    file = save_as(filled, "Takvim dosyası kaydet…", tmp_path / "gecis.ics")
    driver.wait_until(lambda: filled.told() == f"Kaydedildi: {file}", "the message")
    driver.process_events()
    assert first.mapTo(filled.window, QPoint()) == before


def test_a_day_far_away_is_counted_in_days(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", "01.01.2190")
    wizard.go("Görev listesi")
    assert wizard.says(" gün kaldı")
    assert not wizard.says("iş günü kaldı")


def test_going_on_leads_back_to_where_one_was(wizard: Wizard) -> None:
    wizard.step_one("KEP")
    wizard.answer("Bağlanacak KEP adresi", "ornek@hs01.kep.tr")
    wizard.go("Görev listesi")
    wizard.press("Kaldığım yerden devam et")
    assert wizard.page() == "KEP"


def test_a_general_step_keeps_ticks_dates_note_and_status(open_wizard: Open) -> None:
    first = open_wizard()
    first.go("10. ", FOLLOW_UP)
    check = load_guide().steps[9].checks[0].text
    first.tick(check)
    first.answer("Gönderildiği gün", "14.12.2026")
    first.answer("Not", "Evrak sayıları bildirildi.\nİkinci satır.")
    first.wait_saved()
    first.go("Görev listesi")
    assert "Yanıt 14 Aralık gününden beri bekleniyor" in row(first, 10)
    assert row(first, 10).endswith("yanıt bekleniyor")
    first.close()

    again = open_wizard()
    again.go("10. ", FOLLOW_UP)
    assert driver.find_by_name(again.window, QCheckBox, check).isChecked()
    assert again.shows("Gönderildiği gün") == "14.12.2026"
    again.answer("Yanıtın geldiği gün", "15.12.2026")
    again.choose_status("tamamlandı")
    again.go("Görev listesi")
    assert row(again, 10).endswith(", Tamamlandı")
    assert again.says("11 adımdan 1 tanesi tamamlandı")


def test_a_step_that_waits_for_an_answer_still_names_what_was_not_done(filled: Wizard) -> None:
    filled.go("1. ", FOLLOW_UP)
    for check in ("Yazı imzalandı", "Yazı ve personel tablosu Bakanlığa gönderildi"):
        filled.tick(check)
    filled.answer("Gönderildiği gün", "14.12.2026")
    filled.go("Görev listesi")
    assert (
        "bekleniyor · Yazıyı ve personel tablosunu yardım masasına e-postayla gönderin ve 1 iş daha"
    ) in row(filled, 1)
    filled.go("1. ", FOLLOW_UP)
    filled.tick("Yazı ve personel tablosu yardım masasına e-postayla gönderildi")
    filled.tick("KEP bilgileri GİZLİ olarak gönderildi")
    filled.go("Görev listesi")
    assert row(filled, 1).split(", ")[2].endswith("bekleniyor"), "an answer cannot be hastened"


def test_a_worklist_does_not_hide_the_boxes_of_its_step(filled: Wizard) -> None:
    filled.go("Görev listesi")
    assert f"kişinin yetkisi girildi ve {len(load_guide().steps[6].checks)} iş daha" in row(
        filled, 7
    )


def test_a_date_that_is_none_is_said_on_a_general_step(wizard: Wizard) -> None:
    wizard.step(2)
    wizard.answer("Yardım masasına yazdığınız gün", "yarın")
    assert wizard.problems() == [
        "“Yardım masasına yazdığınız gün” bir tarih değil; rakamla, gün.ay.yıl olarak yazın."
    ]


def test_every_step_opens_and_shows_what_to_do(wizard: Wizard) -> None:
    for step in load_guide().steps[1:]:
        wizard.go(f"{step.number}. ")
        assert wizard.says(step.title)
        assert wizard.says(step.instructions[0])
        assert wizard.says(f"Sorumlu: {step.responsible.label}")
        assert set(step.menu_path) <= set(wizard.labels())


def test_the_rail_says_where_each_step_stands(wizard: Wizard) -> None:
    wizard.step(6)
    wizard.choose_status("gerekli değil")
    assert wizard.place() == "6. Ek birim yetkisi, gerekli değil"
    assert wizard.page() == "Takip"


class Shown(QObject):
    """Notes every window that comes to the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(  # noqa: N802
        self, watched: QObject, event: QEvent
    ) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_no_other_window_flashes_up_while_one_goes_about(
    open_wizard: Open, qapp: QApplication
) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    try:
        wizard = open_wizard()
        for title in ("Yazı", "Proje sorumluları", "KEP", "Kontrol", "Belgeler"):
            wizard.step_one(title)
        wizard.go("2. ")
        wizard.go("Ayarlar")
    finally:
        qapp.removeEventFilter(shown)
    assert set(shown.windows) == {wizard.window}


def test_a_small_window_keeps_everything_in_reach(wizard: Wizard) -> None:
    wizard.window.resize(700, 420)
    wizard.step_one("Belediye")
    assert wizard.button("Devam").isVisible()
    assert wizard.button("Devam").visibleRegion().boundingRect().height() > 0


@pytest.mark.parametrize(("choice", "dark"), [("Koyu", True), ("Açık", False)])
def test_the_look_is_chosen_in_the_settings(wizard: Wizard, choice: str, dark: bool) -> None:
    wizard.go("Ayarlar")
    wizard.answer("Görünüm", choice)
    assert (scheme.colour("text").lightness() > scheme.colour("window").lightness()) is dark
    wizard.go("Görev listesi")
    begun = driver.find_by_name(wizard.window, QPushButton, "Başla").grab().toImage()
    drawn = {begun.pixel(x, y) for x in range(begun.width()) for y in range(begun.height())}
    assert scheme.colour("accent").rgb() in drawn


def test_settings_are_kept_and_checked(open_wizard: Open) -> None:
    first = open_wizard()
    first.go("Ayarlar")
    first.answer("Yardım masasının telefonu", "03120000000")
    first.answer("Yardım masasının e-postası", "yanlış")
    assert first.says("bir e-posta adresi değil")
    first.answer("Yardım masasının e-postası", "yardim@ornek.gov.tr")
    assert not first.says("bir e-posta adresi değil")
    first.close()
    again = open_wizard()
    again.go("Ayarlar")
    assert again.shows("Yardım masasının telefonu") == "(0 312) 000 00 00"
    assert again.shows("Yardım masasının e-postası") == "yardim@ornek.gov.tr"
