"""The frame: the rail, the bar at the top, the foot of a page, and what is said over it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from ebel_wizard.demo import driver
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.place_list import PlaceList
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import ScrollArea
from tests.ui.conftest import Open
from tests.ui.ui_actions import choose_guide
from tests.ui.wizard import Keyboard, Wizard

CONTROL = Qt.KeyboardModifier.ControlModifier
OLDER_GUIDE = Path(__file__).parents[2] / "samples" / "before_rebuild" / "kilavuz.toml"
STEP_ONE = [
    "Ne yapılacak",
    "Belediye",
    "Yazı",
    "Proje sorumluları",
    "Başkanlık oluru",
    "E-imza",
    "KEP",
    "Metin ve logo",
    "Kontrol",
    "Belgeler",
    "Aydınlatma metni",
    "Ön kontrol",
    "Takip",
]


def rail(wizard: Wizard) -> list[PlaceList]:
    """The lists of the rail, from top to bottom; that of the settings is not among them."""
    names = ("Yerler", "Adımlar")
    return [driver.find_by_name(wizard.window, PlaceList, name) for name in names]


def rows(places: PlaceList) -> list[QModelIndex]:
    model = places.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def spoken(wizard: Wizard) -> list[str]:
    """What a screen reader says of every line of the rail that is in sight, in its order."""
    return [
        str(each.data(Qt.ItemDataRole.AccessibleTextRole))
        for places in rail(wizard)
        for each in rows(places)
    ]


# The rail


def test_the_rail_names_every_step_shortly(wizard: Wizard) -> None:
    lines = spoken(wizard)
    assert lines[:2] == ["Görev listesi", "Personel ve birimler"]
    assert lines[2:] == [f"{step.number}. {step.short}, başlanmadı" for step in load_guide().steps]


def test_only_the_step_one_is_in_is_unfolded(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    assert wizard.pages() == STEP_ONE
    wizard.go("2. ")
    assert wizard.pages() == ["Ne yapılacak", "Takip", "Adımın metnini değiştir"]
    wizard.go("Personel ve birimler")
    assert wizard.pages() == ["Personel", "Birimler"]
    wizard.go("Görev listesi")
    assert wizard.pages() == []


def test_the_rail_is_a_list_of_places_to_a_screen_reader(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    lists = [QAccessible.queryAccessibleInterface(each) for each in rail(wizard)]
    assert {each.role() for each in lists} == {QAccessible.Role.List}
    lines = [seen.child(at) for seen in lists for at in range(seen.childCount())]
    assert {line.role() for line in lines} == {QAccessible.Role.ListItem}
    names = [line.text(QAccessible.Text.Name) for line in lines]
    assert names == spoken(wizard)
    chosen = [line for line in lines if line.state().selected]
    assert [line.text(QAccessible.Text.Name) for line in chosen] == ["Yazı, başlanmadı"]
    assert not any(line.state().checkable for line in lines)


def test_the_arrows_move_through_the_rail_and_enter_goes_there(wizard: Wizard) -> None:
    keys = Keyboard()
    driver.activate(wizard.window)
    keys.tab_to("Görev listesi")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    assert keys.focused_name() == "1 Talep yazısı", "the next list is gone on with"
    assert wizard.page() == "Görev listesi"
    keys.press(Qt.Key.Key_Return)
    assert wizard.page() == "Ne yapılacak"


def test_what_is_wrong_on_a_page_is_counted_in_the_rail(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    assert "Belediye, sürüyor" in spoken(wizard), "what is missing is not wrong"
    wizard.answer("DETSİS numarası", "123")
    assert "Belediye, sürüyor, 1 sorun var" in spoken(wizard)
    wizard.go("Görev listesi")
    assert "1. Talep yazısı, sürüyor, 1 sorun var" in spoken(wizard)


def test_a_page_with_nothing_left_to_do_is_done(filled: Wizard) -> None:
    lines = spoken(filled)
    for page in ("Belediye", "Yazı", "Proje sorumluları", "KEP"):
        assert f"{page}, tamamlandı" in lines
    assert "Takip, başlanmadı" in lines


def test_the_page_of_ticks_is_half_done_and_done(wizard: Wizard) -> None:
    wizard.step(9)
    first, second = load_guide().steps[8].checks
    wizard.tick(first.text)
    assert "Takip, sürüyor" in spoken(wizard)
    wizard.tick(second.text)
    assert "Takip, tamamlandı" in spoken(wizard)


def test_a_step_whose_day_is_past_is_late(wizard: Wizard) -> None:
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(wizard.window.session.today()))
    assert "1. Talep yazısı, sürüyor, gecikti" in spoken(wizard)
    assert "10. Evrak sayıları, başlanmadı" in spoken(wizard), "it is due today"


def test_a_long_name_is_never_cut(wizard: Wizard) -> None:
    wizard.go("3. ", "Adımın metnini değiştir")
    _, places = rail(wizard)
    (step,) = (each for each in rows(places) if str(each.data()).startswith("3 "))
    before = places.visualRect(step).height()
    wizard.answer("Adımın adı", "Belediyenin bütün birimlerinin birim ağacında oluşturulması")
    driver.process_events()
    assert step.data() == "3 Belediyenin bütün birimlerinin birim ağacında oluşturulması"
    assert places.visualRect(step).height() >= before + places.fontMetrics().height()


def test_a_guide_of_an_older_version_is_shown_by_its_titles(wizard: Wizard) -> None:
    choose_guide(wizard, OLDER_GUIDE)
    driver.wait_until(lambda: wizard.says("Kullanılan kılavuz: kilavuz.toml"), "the guide")
    steps = load_guide(OLDER_GUIDE).steps
    assert spoken(wizard)[2:] == [f"{step.number}. {step.title}, başlanmadı" for step in steps]
    for step in steps:
        wizard.go(f"{step.number}. ")
        assert wizard.pages()[0] == "Ne yapılacak"
        assert "Takip" in wizard.pages()
        assert wizard.says(step.instructions[0])


def test_a_narrow_window_shows_icons_and_numbers(wizard: Wizard) -> None:
    places, steps = rail(wizard)
    wide = steps.width()
    wizard.window.resize(900, 700)
    driver.process_events()
    assert places.width() == steps.width() < wide / 3
    assert places.is_narrow()
    assert steps.is_narrow()
    wizard.step_one("KEP")
    assert wizard.page() == "KEP"


@pytest.mark.parametrize("wide", [900, 1200])
def test_the_first_places_stay_in_sight_when_the_steps_scroll(wizard: Wizard, wide: int) -> None:
    wizard.window.resize(wide, 540)
    wizard.step_one("Takip")
    driver.process_events()
    places, steps = rail(wizard)
    assert steps.verticalScrollBar().maximum() > 0, "not all of the steps fit"
    (settings,) = (
        each
        for each in driver.visible_widgets(wizard.window, PlaceList)
        if each not in rail(wizard)
    )
    for each in (places, settings):
        for row in rows(each):
            assert each.viewport().rect().contains(each.visualRect(row))


def test_the_lines_of_the_rail_end_at_one_edge_with_a_scroll_bar_and_without(
    wizard: Wizard,
) -> None:
    """Rows that grow narrower under the mouse read as if something had happened."""
    wizard.window.resize(1200, 540)
    wizard.step_one("Takip")
    driver.process_events()
    places, steps = rail(wizard)

    def right_edge(each: PlaceList, row: QModelIndex) -> int:
        """Where the ground of a selected row ends."""
        seen = each.grab(each.visualRect(row)).toImage()
        middle, last = seen.height() // 3, each.width() - 13
        inside = seen.pixelColor(last - 8, middle)
        return max(x for x in range(last + 1) if seen.pixelColor(x, middle) == inside)

    (step,) = (each for each in rows(steps) if str(each.data()).endswith("Takip"))
    with_bar = right_edge(steps, step)
    wizard.go("Görev listesi")
    assert right_edge(places, rows(places)[0]) == with_bar


def test_the_rows_of_the_rail_do_not_move_between_pages(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    _, places = rail(wizard)

    def heights() -> list[int]:
        return [places.visualRect(row).height() for row in rows(places)]

    before = heights()
    assert len(set(before)) <= 3, "a place, a page, and what wraps"
    for page in STEP_ONE[2:5]:
        wizard.step_one(page)
        assert heights() == before


def test_the_pages_of_a_step_can_be_told_apart_in_a_narrow_window(wizard: Wizard) -> None:
    wizard.window.resize(900, 700)
    wizard.step_one("KEP")
    driver.process_events()
    _, places = rail(wizard)
    drawn = [
        bytes(places.viewport().grab(places.visualRect(row)).toImage().constBits())
        for row in rows(places)
        if row.data() in {"Belediye", "Yazı", "Proje sorumluları"}
    ]
    assert len(set(drawn)) == 3


def test_what_was_not_opened_is_not_done(answered: Wizard) -> None:
    answered.step_one("Belediye")
    assert "Belgeler" in spoken(answered), "nobody knows what is on paper"
    assert "Kontrol, tamamlandı" in spoken(answered), "nothing is wrong or missing"
    answered.answer("DETSİS numarası", "123")
    assert "Kontrol, başlanmadı" in spoken(answered)


# The foot and the keys


def test_the_foot_names_where_it_leads(wizard: Wizard) -> None:
    wizard.step_one("Ne yapılacak")
    assert driver.words(wizard.button("Geri")) == "Geri: Görev listesi"
    assert driver.words(wizard.button("Devam")) == "Devam: Belediye"
    wizard.step_one("Takip")
    assert driver.words(wizard.button("Devam")) == "Devam: 2. Proje sorumlusu yetkisi"
    wizard.press("Devam")
    assert wizard.place().startswith("2. ")


def test_who_only_goes_on_never_comes_to_the_page_that_rewrites_a_step(open_wizard: Open) -> None:
    rewrite = "Adımın metnini değiştir"
    first = open_wizard()
    first.step(2)
    assert driver.words(first.button("Devam")) == "Devam: 3. Birim ağacı"
    assert first.says("2. Proje sorumlusu yetkisi · 2 / 2")
    first.go("2. ", rewrite)
    assert driver.words(first.button("Geri")) == "Geri: Takip"
    assert driver.words(first.button("Devam")) == "Devam: 3. Birim ağacı"
    first.go("2. ")
    assert first.page() == "Ne yapılacak"
    first.go("2. ", rewrite)
    first.close()
    again = open_wizard()
    assert again.page() == "Ne yapılacak"


def test_the_foot_leads_to_the_first_problem_and_lists_them_all(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("DETSİS numarası", "123")
    wizard.answer("Kurumsal e-posta", "yanlış")
    driver.activate(wizard.window)
    wizard.follow("2 sorun var")
    assert wizard.focused() == "DETSİS numarası"
    found = wizard.problems()
    assert len(found) == 2
    wizard.follow(found[1])
    assert wizard.focused() == "Kurumsal e-posta"


def test_nothing_moves_when_something_is_found(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    line = wizard.field("Resmî ad")
    before = line.mapTo(wizard.window, line.rect().topLeft())
    wizard.answer("DETSİS numarası", "123")
    assert wizard.says("1 sorun var")
    assert line.mapTo(wizard.window, line.rect().topLeft()) == before


def test_the_pages_are_turned_by_keys(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    QTest.keyClick(wizard.window, Qt.Key.Key_PageDown, CONTROL)
    assert wizard.page() == "Yazı"
    for _ in range(3):
        QTest.keyClick(wizard.window, Qt.Key.Key_PageUp, CONTROL)
    assert wizard.page() == "Görev listesi"
    wizard.go("Personel ve birimler")
    QTest.keyClick(wizard.window, Qt.Key.Key_PageDown, CONTROL)
    assert wizard.page() == "Birimler"


def come_back(wizard: Wizard, *place: str) -> int:
    """Scroll a place to its end, leave it by the rail and come back to it by the rail; return by
    how much it could be scrolled.
    """
    wizard.go(*place)
    bars = [each.verticalScrollBar() for each in driver.visible_widgets(wizard.window, ScrollArea)]
    for bar in bars:
        bar.setValue(bar.maximum())
    rail(wizard)[0].setFocus()
    wizard.go("Personel ve birimler")
    rail(wizard)[0].setFocus()
    wizard.go(*place)
    return max((bar.maximum() for bar in bars), default=0)


def test_what_has_the_cursor_is_in_sight_when_one_comes_back(wizard: Wizard) -> None:
    """A page stays scrolled as it was left: a KEP parola went unseen into the address above it."""
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy Belediye Başkanlığı")
    wizard.window.resize(1024, 480)
    driver.activate(wizard.window)
    places = [("1. ", page) for page in STEP_ONE]
    scrolled = []
    for place in (*places, ("Ayarlar",), ("Görev listesi",)):
        if come_back(wizard, *place):
            scrolled.append(place[-1])
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.visibleRegion().boundingRect().height() >= min(focused.height(), 24), place
    assert {"Belediye", "Yazı", "KEP", "Metin ve logo", "Görev listesi"} <= set(scrolled)


# The bar at the top


def test_taking_back_is_always_in_its_place_and_says_why_it_cannot(wizard: Wizard) -> None:
    for name in ("Geri al", "Yinele"):
        assert not wizard.can(name)
    assert wizard.button("Geri al").toolTip() == "Geri alınacak bir şey yok"
    place = wizard.button("Geri al").geometry()
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    assert "Resmî ad" in wizard.button("Geri al").toolTip()
    assert wizard.button("Geri al").geometry() == place


def test_the_cursor_is_in_the_page_when_nothing_is_left_to_take_back(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    driver.activate(wizard.window)
    wizard.button("Geri al").setFocus()
    while wizard.can("Geri al"):
        wizard.press("Geri al")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.mapTo(wizard.window, QPoint()).y() > wizard.button("Yardım").height() * 2


@pytest.mark.parametrize("place", ["register", "settings", "history", "help", "talep-yazisi"])
def test_the_title_stands_at_one_height(wizard: Wizard, place: str) -> None:
    def height() -> int:
        driver.process_events()
        (title,) = (
            each
            for each in driver.visible_widgets(wizard.window, QLabel)
            if each.property("role") == "page-title"
        )
        return title.mapTo(wizard.window, title.rect().topLeft()).y()

    before = height()
    wizard.window.open(place)
    assert height() == before


def test_pages_out_of_sight_are_made_anew_in_another_look(
    wizard: Wizard, qapp: QApplication
) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.step_one("Yazı")
    before = len(wizard.window.findChildren(QWidget))
    theme.apply(qapp, "dark")  # as when the system goes dark in the evening
    assert len(wizard.window.findChildren(QWidget)) < before
    wizard.step_one("Belediye")
    assert wizard.field("Resmî ad").text() == "Örnekköy"


# What is said over the page


def test_what_happened_is_said_with_what_can_be_done(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    line = wizard.field("Resmî ad")
    driver.activate(wizard.window)
    line.setFocus()
    done: list[str] = []
    wizard.window.session.notify(
        "36 kişi “Hazır olanlar”a geçti", ("Göster", lambda: done.append("shown"))
    )
    driver.process_events()
    assert wizard.told() == "36 kişi “Hazır olanlar”a geçti"
    assert QApplication.focusWidget() is line, "the cursor stays where it is"
    wizard.press("Göster")
    assert done == ["shown"]
    assert wizard.told() == ""


def test_what_is_said_is_put_away_by_its_own_button(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.press("Geri al")
    assert wizard.told() == "Geri alındı: Resmî ad"
    wizard.press("Bildirimi kapat")
    assert wizard.told() == ""


def test_what_happened_on_a_page_is_said_there_alone(wizard: Wizard) -> None:
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    wizard.press("Geri al")
    wizard.step_one("Yazı")
    assert wizard.told() == ""
    wizard.window.session.notify("2 kişi silindi", ("Geri al", lambda: None))
    wizard.step_one("Belediye")
    assert wizard.told() == "2 kişi silindi", "what can be done about it is still offered"


# The status of a step


@pytest.mark.parametrize(("number", "offered"), [(1, False), (6, True)])
def test_only_a_step_that_not_everybody_has_to_do_can_be_left_out(
    wizard: Wizard, number: int, offered: bool
) -> None:
    wizard.step(number)
    box = driver.find_by_name(wizard.window, QComboBox, "Durum")
    labels = [box.itemText(at) for at in range(box.count())]
    assert (Status.NOT_NEEDED.label in labels) is offered


def test_a_step_left_out_in_an_older_version_still_says_so(wizard: Wizard) -> None:
    session = wizard.window.session
    left_out = StepState(Status.NOT_NEEDED)
    session.commit(lambda: session.answers.set_state("sayfa-yetkileri", left_out, ""), "")
    wizard.step(7)
    assert driver.find_by_name(wizard.window, QComboBox, "Durum").currentText() == "gerekli değil"
