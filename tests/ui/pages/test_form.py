"""A page of questions: when something is judged, what is mended, what is told beside a field."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from ebel_wizard.demo import driver
from ebel_wizard.guide import glossary, plan
from ebel_wizard.turkish import dates
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.help_panel import HelpPanel
from ebel_wizard.ui.widgets.layout import ScrollArea
from tests.ui.wizard import Keyboard, Wizard

DETSIS = "DETSİS numarası"
GO_LIVE = "e-Belediye’ye geçiş günü"
NO_DETSIS = "“DETSİS numarası” boşluksuz 8 rakam olmalıdır."
WIDE, NARROW = (1366, 768), (1000, 700)


@pytest.fixture
def at_municipality(wizard: Wizard) -> Wizard:
    """The first page of questions, with nothing answered."""
    wizard.window.resize(*WIDE)
    wizard.step_one("Belediye")
    return wizard


def places(wizard: Wizard) -> dict[str, QPoint]:
    """Where each question in sight stands."""
    origin = QPoint(0, 0)
    return {
        each.field.path: each.mapTo(wizard.window, origin)
        for each in driver.visible_widgets(wizard.window, FieldEditor)
    }


def panel(wizard: Wizard) -> HelpPanel:
    """The help in sight."""
    return next(driver.visible_widgets(wizard.window, HelpPanel))


def suggestions(wizard: Wizard, label: str) -> QAbstractItemView:
    """The suggestions under a line."""
    completer = wizard.field(label).completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    return popup


def wait_typed(wizard: Wizard) -> None:
    """Wait until what was typed is taken, with the cursor still in the field."""
    driver.wait_until(lambda: not wizard.window.session.unsaved, "the typing to be taken")


def test_nothing_is_judged_while_one_types_and_the_page_keeps_still(
    at_municipality: Wizard,
) -> None:
    wizard = at_municipality
    before = places(wizard)
    wizard.type_into(DETSIS, "4821")
    wait_typed(wizard)
    assert not wizard.says(NO_DETSIS)
    assert not driver.has_button(wizard.window, "Listele")
    wizard.field(DETSIS).clearFocus()
    driver.process_events()
    assert wizard.says(NO_DETSIS)
    assert wizard.field(DETSIS).property("invalid") == "true"
    assert driver.has_button(wizard.window, "Listele")
    assert places(wizard) == before


def test_a_field_mended_while_one_types_is_judged_no_longer(at_municipality: Wizard) -> None:
    wizard = at_municipality
    wizard.answer(DETSIS, "4821")
    wizard.type_into(DETSIS, "7693")
    wait_typed(wizard)
    assert not wizard.says(NO_DETSIS)
    assert wizard.field(DETSIS).property("invalid") != "true"


@pytest.mark.parametrize(
    ("label", "typed", "kept"),
    [
        ("Resmî ad", "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI", "Örnekköy Belediye Başkanlığı"),
        (DETSIS, "4821 7693", "48217693"),
        ("Kurumsal e-posta", "BİLGİ@ORNEKKOY.BEL.TR", "bilgi@ornekkoy.bel.tr"),
    ],
)
def test_what_was_mended_is_said_and_taken_back_by_one_click(
    at_municipality: Wizard, label: str, typed: str, kept: str
) -> None:
    wizard = at_municipality
    wizard.type_into(label, typed)
    before = places(wizard)
    wizard.field(label).clearFocus()
    driver.process_events()
    assert wizard.shows(label) == kept
    assert places(wizard) == before
    wizard.press(f"Geri al: {label}")
    assert wizard.shows(label) == typed
    wizard.field(label).clearFocus()
    wizard.wait_saved()
    assert wizard.shows(label) == typed
    assert not driver.has_button(wizard.window, f"Geri al: {label}")


def test_what_was_mended_in_two_fields_beside_each_other_is_said_of_both(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.answer("İmzalayanın adı", "SEVGİ")
    wizard.answer("İmzalayanın soyadı", "kara")
    both = "İmzalayanın adı ve İmzalayanın soyadı"
    assert wizard.says(f"{both}: Büyük ve küçük harfler düzeltildi.")
    wizard.press(f"Geri al: {both}")
    assert wizard.shows("İmzalayanın adı") == "SEVGİ"
    assert wizard.shows("İmzalayanın soyadı") == "kara"
    assert not wizard.says("harfler düzeltildi")


def test_one_undo_takes_the_mending_back_and_another_what_was_typed(
    at_municipality: Wizard,
) -> None:
    wizard, typed = at_municipality, "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI"
    wizard.answer("Resmî ad", typed)
    wizard.press("Geri al")
    assert wizard.told() == "Geri alındı: Resmî ad düzeltmesi"
    assert wizard.shows("Resmî ad") == typed
    assert not wizard.says("harfler düzeltildi")
    wizard.press("Geri al")
    assert wizard.told() == "Geri alındı: Resmî ad"
    assert wizard.shows("Resmî ad") == ""


def test_what_is_no_address_is_left_as_it_was_typed(at_municipality: Wizard) -> None:
    wizard = at_municipality
    for typed in ("Parola-1", "P@rola.1A?", "Örnekköy", "BİLGİ ORNEKKOY"):
        wizard.answer("KEP adresi", typed)
        assert wizard.shows("KEP adresi") == typed
    wizard.answer("Web adresi", "Deneme")
    assert wizard.shows("Web adresi") == "Deneme"
    wizard.answer("Web adresi", "WWW.ORNEKKOY.BEL.TR")
    assert wizard.shows("Web adresi") == "www.ornekkoy.bel.tr"


def test_what_is_typed_is_in_sight_though_the_page_was_scrolled_away(wizard: Wizard) -> None:
    wizard.window.resize(1024, 480)
    driver.activate(wizard.window)
    for place, label, end in (
        (("1. ", "KEP"), "Bağlanacak KEP adresi", "maximum"),
        (("1. ", "KEP"), "KEP parolası", "minimum"),
        (("Ayarlar",), "Yardım masasının e-postası", "minimum"),
    ):
        wizard.go(*place)
        line = wizard.field(label)
        line.setFocus()
        for each in driver.visible_widgets(wizard.window, ScrollArea):
            bar = each.verticalScrollBar()
            bar.setValue(getattr(bar, end)())
        driver.process_events()
        assert line.visibleRegion().isEmpty()
        Keyboard().type("a")
        assert line.visibleRegion().boundingRect().height() == line.height()
        line.clear()


def test_tab_goes_from_field_to_field_past_the_button_of_what_was_mended(
    at_municipality: Wizard,
) -> None:
    wizard, keyboard = at_municipality, Keyboard()
    wizard.field("İl").setFocus()
    driver.process_events()
    keyboard.type("Sivas")
    keyboard.tab_to("İlçe")
    keyboard.type("aKÖREN")
    keyboard.press(Qt.Key.Key_Tab)
    assert wizard.says("İlçe: Büyük ve küçük harfler düzeltildi.")
    keyboard.type("Akören Belediye Başkanlığı")
    assert wizard.shows("İlçe") == "Akören"
    assert wizard.shows("Resmî ad") == "Akören Belediye Başkanlığı"
    keyboard.press(Qt.Key.Key_Backtab)
    assert keyboard.focused_name() == "İlçe"
    keyboard.tab_to("Geri al: İlçe")
    keyboard.press(Qt.Key.Key_Space)
    assert wizard.shows("İlçe") == "aKÖREN"


def test_the_cursor_comes_to_the_option_that_was_chosen(at_municipality: Wizard) -> None:
    wizard = at_municipality
    driver.activate(wizard.window)
    wizard.answer("Belediyenin türü", "İlçe belediyesi")
    wizard.step_one("Yazı")
    wizard.step_one("Belediye")
    focused = Keyboard().focused_widget()
    assert isinstance(focused, QRadioButton)
    assert focused.text() == "İlçe belediyesi"


def test_an_address_without_its_place_is_doubted_and_mended_by_one_click(
    at_municipality: Wizard,
) -> None:
    wizard = at_municipality
    wizard.answer("İl", "Sivas")
    wizard.answer("İlçe", "Akören")
    wizard.answer("Adres", "atatürk cad. no: 5")
    assert wizard.says("“Adres” içinde Akören ve Sivas geçmiyor")
    wizard.press("“Akören/Sivas” ekle: Adres")
    assert wizard.shows("Adres") == "Atatürk Cad. No: 5 Akören/Sivas"
    assert not wizard.says("geçmiyor")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("akören.belediyesi@hs01.kep.tr", "içinde “ö” olamaz"),
        ("akoren belediyesi@hs01.kep.tr", "içinde boşluk var"),
        ("akoren.hs01.kep.tr", "bir tane @ olmalıdır"),
        ("akoren@gmail.com", "hs01.kep.tr gibi bitmelidir; yazılan adres “gmail.com” ile bitiyor"),
        ("akoren@kep.tr", "bir KEP adresi değil"),
    ],
)
def test_what_is_wrong_with_a_kep_address_is_named(
    at_municipality: Wizard, typed: str, fault: str
) -> None:
    at_municipality.answer("KEP adresi", typed)
    assert at_municipality.says(fault)


def test_a_day_off_is_said_with_the_nearest_working_day_as_a_button(wizard: Wizard) -> None:
    wizard.window.resize(*WIDE)
    session = wizard.window.session
    first = plan.earliest_go_live(session.guide, {}, session.today())
    assert first is not None
    saturday = next_day(first, lambda day: day.weekday() == 5 and day > first)
    friday = dates.nearest_working_day(saturday, first)
    wizard.step_one("Yazı")
    before = places(wizard)
    wizard.answer(GO_LIVE, dates.short(saturday).replace(".", ","))
    assert wizard.says("iş günü değil")
    assert places(wizard) == before
    wizard.press(f"{dates.weekday(friday)} yap: {GO_LIVE}")
    assert wizard.shows(GO_LIVE) == dates.short(friday)
    assert not wizard.says("iş günü değil")


def test_a_day_the_plan_cannot_hold_is_said_with_the_nearest_that_can(wizard: Wizard) -> None:
    wizard.window.resize(*WIDE)
    session = wizard.window.session
    first = plan.earliest_go_live(session.guide, {}, session.today())
    assert first is not None
    wizard.step_one("Yazı")
    before = places(wizard)
    wizard.answer(GO_LIVE, dates.short(dates.working_day_before(first, 5)))
    assert wizard.says("adımlara yetmiyor")
    assert places(wizard) == before
    wizard.press(f"{dates.weekday(first)} yap: {GO_LIVE}")
    assert wizard.shows(GO_LIVE) == dates.short(first)
    assert not wizard.says("adımlara yetmiyor")


def next_day(day: date, fits: Callable[[date], bool]) -> date:
    while not fits(day):
        day = date.fromordinal(day.toordinal() + 1)
    return day


def test_the_file_plan_code_is_suggested_with_advice(wizard: Wizard) -> None:
    wizard.window.resize(*WIDE)
    wizard.step_one("Yazı")
    assert wizard.shows("Standart dosya planı kodu") == "708.03 Kullanıcı Yetkileri"
    assert wizard.says("Emin değilseniz önerilen 708.03’ü bırakın")
    wizard.field("Standart dosya planı kodu").setFocus()
    driver.process_events()
    for code in ("708.03", "708.02", "708.01", "710"):
        assert any(code in text for text in texts(panel(wizard)))


def texts(widget: QWidget) -> list[str]:
    """What a part of the window says."""
    return [each.text() for each in driver.visible_widgets(widget, QLabel)]


def test_the_help_follows_the_field_and_unfolds_the_words(at_municipality: Wizard) -> None:
    wizard = at_municipality
    wizard.field(DETSIS).setFocus()
    driver.process_events()
    told = texts(panel(wizard))
    assert DETSIS in told
    assert any("Sayı satırında" in text for text in told)
    wizard.field("Kurumsal e-posta").setFocus()
    driver.process_events()
    assert "Kurumsal e-posta" in texts(panel(wizard))
    driver.click(panel(wizard), "DETSİS")
    driver.process_events()
    detsis = glossary.word("DETSİS")
    assert detsis is not None
    assert detsis.meaning in texts(panel(wizard))
    (word,) = [
        each for each in driver.visible_widgets(panel(wizard), QPushButton) if each.isChecked()
    ]
    assert word.text() == "DETSİS"


def test_where_there_is_no_room_the_help_opens_from_a_button(at_municipality: Wizard) -> None:
    wizard = at_municipality
    wizard.window.resize(*NARROW)
    driver.process_events()
    assert not list(driver.visible_widgets(wizard.window, HelpPanel))
    wizard.press(f"Yardım: {DETSIS}")
    assert DETSIS in texts(panel(wizard))
    wizard.press(f"Yardım: {DETSIS}")
    assert not list(driver.visible_widgets(wizard.window, HelpPanel))
    line = wizard.field(DETSIS)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert DETSIS in texts(panel(wizard))
    QTest.keyClick(line, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert not list(driver.visible_widgets(wizard.window, HelpPanel))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert wizard.focused() == "Birimin DETSİS numarası"


def test_a_page_opens_with_the_cursor_in_its_first_question(wizard: Wizard) -> None:
    wizard.window.resize(*WIDE)
    driver.activate(wizard.window)
    for page, question in (("Yazı", GO_LIVE), ("KEP", "Bağlanacak KEP adresi")):
        wizard.step_one(page)
        assert wizard.field(question).hasFocus()


def test_tab_goes_from_the_last_question_to_devam_and_not_into_the_help(
    at_municipality: Wizard,
) -> None:
    wizard = at_municipality
    driver.activate(wizard.window)
    line = wizard.field("Web adresi")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert wizard.button("Devam").hasFocus()


def test_tab_takes_the_province_that_is_highlighted_in_the_open_list(
    at_municipality: Wizard,
) -> None:
    wizard = at_municipality
    line = wizard.field("İl")
    line.setFocus()
    box = line.parentWidget()
    assert isinstance(box, QComboBox)
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(view.model().index(box.findText("Konya"), 0))
    QTest.keyClick(view, Qt.Key.Key_Tab)
    driver.process_events()
    wizard.wait_saved()
    assert not view.isVisible()
    assert wizard.window.session.answers.answer("municipality.province") == "Konya"


def test_a_province_begun_is_the_one_it_can_only_be(at_municipality: Wizard) -> None:
    wizard = at_municipality
    wizard.type_into("İl", "kony")
    popup = suggestions(wizard, "İl")
    driver.wait_until(popup.isVisible, "the suggestions")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    wizard.field("İl").clearFocus()
    driver.process_events()
    assert wizard.shows("İl") == "Konya"


def test_tab_takes_the_province_that_is_highlighted(at_municipality: Wizard) -> None:
    wizard = at_municipality
    wizard.type_into("İl", "kon")
    popup = suggestions(wizard, "İl")
    driver.wait_until(lambda: popup.currentIndex().data() == "Konya", "the suggestion")
    assert wizard.shows("İl") == "kon"
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    driver.process_events()
    wizard.wait_saved()
    assert wizard.shows("İl") == "Konya"
    assert wizard.window.session.answers.answer("municipality.province") == "Konya"


def test_enter_keeps_a_free_text_that_only_begins_like_a_suggestion(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    label = "Standart dosya planı kodu"
    line = wizard.field(label)
    line.setFocus()
    line.selectAll()
    driver.type_text(line, "708")
    popup = suggestions(wizard, label)
    driver.wait_until(popup.isVisible, "the suggestions")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    wizard.wait_saved()
    assert wizard.window.session.answers.answer("letter.file_plan") == "708"


def test_a_field_left_with_the_window_is_neither_judged_nor_mended(
    at_municipality: Wizard,
) -> None:
    wizard = at_municipality
    wizard.type_into("Resmî ad", "örnekköy bel")
    other = QWidget()
    other.show()
    driver.activate(other)
    driver.process_events()
    assert wizard.shows("Resmî ad") == "örnekköy bel"
    assert wizard.problems() == []
    other.close()
    driver.activate(wizard.window)
    line = wizard.field("Resmî ad")
    driver.type_text(line, "ediye başkanlığı")
    line.clearFocus()
    driver.process_events()
    assert wizard.shows("Resmî ad") == "Örnekköy Belediye Başkanlığı"
    other.deleteLater()


def test_a_secret_is_kept_by_a_button_that_says_where_and_shown_by_an_eye(wizard: Wizard) -> None:
    wizard.step_one("KEP")
    wizard.type_into("KEP parolası", "Uydurma-1")
    assert driver.words(wizard.button("KEP parolası: Bu bilgisayarda tut")) == "Bu bilgisayarda tut"
    eye = wizard.button("KEP parolası: Göster")
    assert eye.text() == ""
    assert not eye.icon().isNull()
    eye.click()
    assert eye.accessibleName() == "KEP parolası: Gizle"
    wizard.field("KEP parolası").clear()
