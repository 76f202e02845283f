"""What holds on every page: words can be read, keys are told apart, the cursor is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget

from ebel_wizard.demo import driver, walk
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import focusable_widgets
from tests.ui.legible import unreadable
from tests.ui.wizard import Wizard

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


def test_no_two_keys_of_a_page_are_the_same(answered: Wizard) -> None:
    for place in pages(answered):
        keys = mnemonics(answered)
        assert len({key for key, _ in keys}) == len(keys), (place, keys)


def mnemonics(wizard: Wizard) -> list[tuple[str, str]]:
    """The underlined letters in sight, each with the words it stands in."""
    buttons = [each.text() for each in driver.visible_widgets(wizard.window, QAbstractButton)]
    labels = driver.visible_widgets(wizard.window, QLabel)
    captions = [each.text() for each in labels if each.buddy() is not None]
    found = [(QKeySequence.mnemonic(words).toString(), words) for words in buttons + captions]
    return [(key, words) for key, words in found if key]


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
