"""What holds on every page: words can be read, keys are told apart, the cursor is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget

from ebel_wizard.demo import driver, walk
from ebel_wizard.ui.shell.place_list import PlaceList
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import focusable_widgets
from tests.ui.legible import unreadable
from tests.ui.wizard import Wizard

SQUEEZED = {"evrak-sayilari/numbers", "register/units", "birim-iletisim/unit_contacts"}
"""Where letters of 20 points are not yet read whole on a screen of 1024 pixels: to be emptied."""
CARET = 20
"""Pixels that the cursor in a line alone changes."""


def pages(wizard: Wizard) -> Iterator[str]:
    """Go to every place, one after the other."""
    for place in walk.places(wizard.window.session.guide):
        wizard.window.open(place)
        driver.process_events()
        yield place


def test_every_word_can_be_read(answered: Wizard) -> None:
    answered.window.resize(1366, 728)
    assert {at: found for at in pages(answered) if (found := unreadable(answered.window))} == {}


@pytest.fixture
def own_font(qapp: QApplication) -> Iterator[QFont]:
    """The system's font, which there is again after the test."""
    font = qapp.font()
    yield QFont(font)
    qapp.setFont(font)


def test_large_letters_are_read_on_a_small_screen(
    answered: Wizard, qapp: QApplication, own_font: QFont
) -> None:
    answered.window.resize(1024, 640)
    for points in (16, 20):  # the window is open, as when somebody changes the system's font
        own_font.setPointSizeF(points)
        qapp.setFont(own_font)
        driver.process_events()
        seen = {at: unreadable(answered.window) for at in pages(answered)}
        assert {at: found for at, found in seen.items() if found and at not in SQUEEZED} == {}
        assert answered.window.width() == 1024


def test_each_key_of_a_page_has_one_verb_and_each_verb_one_key(answered: Wizard) -> None:
    keys_of: dict[str, set[str]] = {}
    for place in pages(answered):
        keys = mnemonics(answered.window)
        assert len({key for key, _ in keys}) == len(keys), (place, keys)
        for key, words in keys:
            keys_of.setdefault(words.replace("&", "").partition(":")[0], set()).add(key)
    assert len(keys_of) > 20
    assert {words: found for words, found in keys_of.items() if len(found) > 1} == {}


def mnemonics(window: QWidget) -> list[tuple[str, str]]:
    """The underlined letters in sight, each with the words it stands in."""
    buttons = [each.text() for each in driver.visible_widgets(window, QAbstractButton)]
    labels = driver.visible_widgets(window, QLabel)
    captions = [each.text() for each in labels if each.buddy() is not None]
    found = [(QKeySequence.mnemonic(words).toString(), words) for words in buttons + captions]
    return [(key, words) for key, words in found if key]


def test_a_button_that_cannot_be_pressed_says_why(wizard: Wizard) -> None:
    assert dumb_buttons(wizard) >= {"Geri al", "Yinele", "Yazdır…", "Önceki sayfa", "Geri yükle…"}


def test_with_answers_too_a_button_that_cannot_be_pressed_says_why(answered: Wizard) -> None:
    assert dumb_buttons(answered) >= {"Yinele", "Sonraki sayfa"}


def dumb_buttons(wizard: Wizard) -> set[str]:
    """The names of all that can nowhere be pressed for now; each has its reason at the mouse, and
    so has a screen reader.
    """
    found = set()
    for place in pages(wizard):
        for button in driver.visible_widgets(wizard.window, QAbstractButton):
            if not button.isEnabled():
                name = driver.words(button) or button.accessibleName()
                assert button.toolTip() not in {"", name}, (place, name)
                found.add(name)
    return found


def test_tab_comes_to_what_can_be_done_on_the_page_of_all_answers(answered: Wizard) -> None:
    answered.step_one("Kontrol")
    stops = [
        each
        for each in focusable_widgets(answered.window)
        if each.isVisible() and each.isEnabled() and not isinstance(each, PlaceList | SearchLine)
    ]
    headings = [each for each in stops if driver.words(each) == "Değiştir"]
    assert len(headings) > 5
    assert len(stops) <= len(headings) + len(answered.problems()) + 8, "the frame has eight"


def test_what_is_seen_of_a_button_is_in_its_name(answered: Wizard) -> None:
    for place in pages(answered):
        for button in driver.visible_widgets(answered.window, QAbstractButton):
            if button.accessibleName() and not isinstance(button, QRadioButton):
                assert driver.words(button) in button.accessibleName(), place


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen(answered: Wizard, qapp: QApplication, scheme: str) -> None:
    theme.apply(qapp, scheme)
    seen: dict[tuple[str, str], str] = {}
    for place in pages(answered):
        for widget in focusable_widgets(answered.window):
            kind = (type(widget).__name__, str(widget.property("kind")))
            if kind not in seen and widget.isVisible() and widget.isEnabled():
                seen[kind] = place if changed_by_focus(widget) < 3 * CARET else ""
    theme.apply(qapp, "light")
    assert len(seen) > 10
    assert {kind: place for kind, place in seen.items() if place} == {}


def changed_by_focus(widget: QWidget) -> int:
    """How many pixels of a widget are others once it has the focus."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    driver.process_events()
    before = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    driver.process_events()
    after = widget.grab().toImage()
    return sum(
        before.pixel(x, y) != after.pixel(x, y)
        for x in range(min(before.width(), after.width()))
        for y in range(min(before.height(), after.height()))
    )
