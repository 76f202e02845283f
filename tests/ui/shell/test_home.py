"""The task list, the general page of a step, the rail and the settings."""

from datetime import timedelta
from itertools import count

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from ebel_wizard.demo import driver
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.home import StepRow
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import Link
from tests.ui.conftest import Open
from tests.ui.wizard import Wizard

FOLLOW_UP = "Yapılacaklar ve takip"


def row(wizard: Wizard, number: int) -> list[str]:
    """The words of one row of the task list."""
    rows = list(driver.visible_widgets(wizard.window, StepRow))
    return [label.text() for label in driver.visible_widgets(rows[number - 1], QLabel)]


def test_the_first_start_shows_eleven_steps_not_begun(wizard: Wizard) -> None:
    rows = list(driver.visible_widgets(wizard.window, StepRow))
    assert [each.step.title for each in rows] == [step.title for step in load_guide().steps]
    assert all("başlanmadı" in row(wizard, number) for number in range(1, 12))
    assert wizard.says("Geçiş günü henüz belirlenmedi")
    assert driver.has_button(wizard.window, "Başla")
    welcome = "Bu program belediyenizi e-Belediye’ye geçişin adımlarında yürütür"
    assert wizard.says(welcome)

    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.go("Görev listesi")
    assert not wizard.says(welcome)


def test_inferred_steps_say_so(wizard: Wizard) -> None:
    for number in (2, 3, 4, 5):
        assert any("çıkarım: resmî kılavuzla doğrulayın" in text for text in row(wizard, number))
    assert not any("çıkarım" in text for text in row(wizard, 6))


def test_a_step_begins_with_its_first_answer(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.go("Görev listesi")
    assert "sürüyor" in row(wizard, 1)
    assert any(text.startswith("Eksik: ") for text in row(wizard, 1))


def test_the_days_left_are_counted_in_working_days(wizard: Wizard) -> None:
    today = wizard.window.session.today()
    day = today + timedelta(days=30)
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(day))
    wizard.go("Görev listesi")
    left = dates.working_days(today, day)
    assert 0 < left < 30
    assert wizard.says(f"Geçiş günü {dates.short(day)}: {left} iş günü kaldı")


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
    again.step(10)
    assert again.says("Belediyeye Ait Gelen ve Giden Evrak Sayılarının")
    again.answer("Gönderildiği gün", dates.short(day))
    again.step_one("KEP")
    again.close()
    assert open_wizard().page() == "KEP"


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
    assert "yanıt bekleniyor" in row(first, 10)
    first.close()

    again = open_wizard()
    again.go("10. ", FOLLOW_UP)
    assert driver.find_by_name(again.window, QCheckBox, check).isChecked()
    assert again.shows("Gönderildiği gün") == "14.12.2026"
    again.answer("Yanıtın geldiği gün", "15.12.2026")
    again.choose_status("tamamlandı")
    again.go("Görev listesi")
    assert "tamamlandı" in row(again, 10)
    assert again.says("11 adımdan 1 tanesi kapandı")


def test_a_date_that_is_none_is_said_on_a_general_step(wizard: Wizard) -> None:
    wizard.go("2. ")
    wizard.answer("Yardım masasına yazıldığı gün", "yarın")
    assert wizard.problems() == [
        "“Yardım masasına yazıldığı gün” bir tarih değil; gün.ay.yıl olarak yazın: 15.12.2026."
    ]


def test_every_step_opens_and_shows_what_to_do(wizard: Wizard) -> None:
    for step in load_guide().steps[1:]:
        wizard.step(step.number)
        assert wizard.says(step.title)
        assert wizard.says(step.instructions[0])
        assert wizard.says(f"Sorumlu: {step.responsible.label}")
        assert set(step.menu_path) <= set(wizard.labels())


def test_the_rail_says_where_each_step_stands(wizard: Wizard) -> None:
    wizard.go("6. ")
    wizard.choose_status("gerekli değil")
    name = "6. Kullanıcılara Ek Birim Yetkisinin Verilmesi, gerekli değil"
    assert wizard.button(name).isChecked()


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
        for title in ("Yazı", "Proje sorumluları", "KEP", "Cevapları kontrol et", "Belgeler"):
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
    assert theme.is_dark(QApplication.palette()) is dark
    wizard.go("Görev listesi")
    link = next(driver.visible_widgets(wizard.window, Link)).grab().toImage()
    drawn = {link.pixel(x, y) for x in range(link.width()) for y in range(link.height())}
    assert QApplication.palette().link().color().rgb() in drawn


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
