"""What holds on every page: words can be read, keys are told apart, the cursor is seen."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import ne
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget

from ebel_wizard.demo import driver, walk
from ebel_wizard.ui.shell.place_list import PlaceList
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import focusable_widgets
from tests.ui.conftest import opened_in
from tests.ui.legible import unreadable
from tests.ui.wizard import Wizard

SQUEEZED = {"evrak-sayilari/numbers", "register/units", "birim-iletisim/unit_contacts"}
"""Where letters of 20 points are not yet read whole on a screen of 1024 pixels: to be emptied."""
CARET = 20
"""Pixels that the cursor in a line alone changes."""

Kind = tuple[str, str]
"""What all that look and behave alike have in common: their class and their looks."""


@dataclass(frozen=True)
class Button:
    """What an officer sees of a button, and what a screen reader has."""

    words: str
    name: str
    reason: str
    can_be_pressed: bool
    is_radio: bool


@dataclass(frozen=True)
class Page:
    """What is in sight at one place."""

    unreadable: list[str]
    keys: list[tuple[str, str]]
    buttons: list[Button]
    takes_focus: set[Kind]


def pages(wizard: Wizard) -> Iterator[str]:
    """Go to every place, one after the other."""
    for place in walk.places(wizard.window.session.guide):
        wizard.window.open(place)
        driver.process_events()
        yield place


@pytest.fixture(scope="module")
def seen(
    example_home: Path, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Page]:
    """What is in sight at every place with the invented municipality's answers, gone to once."""
    home = tmp_path_factory.mktemp("her sayfa") / "ev"
    shutil.copytree(example_home, home)
    with opened_in(home, qapp) as wizard:
        window = wizard.window
        window.resize(1366, 728)
        return {
            place: Page(
                unreadable(window),
                mnemonics(window),
                buttons(window),
                set(map(kind_of, takers_of_focus(window))),
            )
            for place in pages(wizard)
        }


def test_every_word_can_be_read(seen: Mapping[str, Page]) -> None:
    assert {at: page.unreadable for at, page in seen.items() if page.unreadable} == {}


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
        found = {at: unreadable(answered.window) for at in pages(answered)}
        assert {at: each for at, each in found.items() if each and at not in SQUEEZED} == {}
        assert answered.window.width() == 1024


def test_each_key_of_a_page_has_one_verb_and_each_verb_one_key(seen: Mapping[str, Page]) -> None:
    keys_of: dict[str, set[str]] = {}
    for place, page in seen.items():
        assert len({key for key, _ in page.keys}) == len(page.keys), (place, page.keys)
        for key, words in page.keys:
            keys_of.setdefault(words.replace("&", "").partition(":")[0], set()).add(key)
    assert len(keys_of) > 20
    assert {words: found for words, found in keys_of.items() if len(found) > 1} == {}


def mnemonics(window: QWidget) -> list[tuple[str, str]]:
    """The underlined letters in sight, each with the words it stands in."""
    texts = [each.text() for each in driver.visible_widgets(window, QAbstractButton)]
    labels = driver.visible_widgets(window, QLabel)
    captions = [each.text() for each in labels if each.buddy() is not None]
    found = [(QKeySequence.mnemonic(words).toString(), words) for words in texts + captions]
    return [(key, words) for key, words in found if key]


def test_a_button_that_cannot_be_pressed_says_why(wizard: Wizard) -> None:
    found = {place: buttons(wizard.window) for place in pages(wizard)}
    assert dumb(found) >= {"Geri al", "Yinele", "Yazdır…", "Önceki sayfa", "Geri yükle…"}


def test_with_answers_too_a_button_that_cannot_be_pressed_says_why(
    seen: Mapping[str, Page],
) -> None:
    assert dumb({at: page.buttons for at, page in seen.items()}) >= {"Yinele", "Sonraki sayfa"}


def dumb(buttons_at: Mapping[str, list[Button]]) -> set[str]:
    """The names of all that can nowhere be pressed for now; each has its reason at the mouse, and
    so has a screen reader.
    """
    found = {
        (place, each)
        for place, there in buttons_at.items()
        for each in there
        if not each.can_be_pressed
    }
    mute = [(place, each) for place, each in found if each.reason in {"", each.words or each.name}]
    assert mute == []
    return {each.words or each.name for _, each in found}


def buttons(window: QWidget) -> list[Button]:
    """All buttons in sight."""
    return [
        Button(
            driver.words(each),
            each.accessibleName(),
            each.toolTip(),
            each.isEnabled(),
            isinstance(each, QRadioButton),
        )
        for each in driver.visible_widgets(window, QAbstractButton)
    ]


def test_tab_comes_to_what_can_be_done_on_the_page_of_all_answers(answered: Wizard) -> None:
    answered.step_one("Kontrol")
    stops = [
        each
        for each in takers_of_focus(answered.window)
        if not isinstance(each, PlaceList | SearchLine)
    ]
    headings = [each for each in stops if driver.words(each) == "Değiştir"]
    assert len(headings) > 5
    assert len(stops) <= len(headings) + len(answered.problems()) + 8, "the frame has eight"


def test_what_is_seen_of_a_button_is_in_its_name(seen: Mapping[str, Page]) -> None:
    for place, page in seen.items():
        for each in page.buttons:
            if each.name and not each.is_radio:
                assert each.words in each.name, place


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen(
    seen: Mapping[str, Page], answered: Wizard, qapp: QApplication, scheme: str
) -> None:
    theme.apply(qapp, scheme)
    first = {kind: at for at in reversed(list(seen)) for kind in seen[at].takes_focus}
    changed: dict[Kind, int] = {}
    for place in dict.fromkeys(first.values()):
        answered.window.open(place)
        driver.process_events()
        for widget in takers_of_focus(answered.window):
            kind = kind_of(widget)
            if first[kind] == place and kind not in changed:
                changed[kind] = changed_by_focus(widget)
    theme.apply(qapp, "light")
    assert len(first) > 10
    assert {kind: at for kind, at in first.items() if changed.get(kind, 0) < 3 * CARET} == {}


def takers_of_focus(window: QWidget) -> list[QWidget]:
    """What the tab key comes to."""
    return [each for each in focusable_widgets(window) if each.isVisible() and each.isEnabled()]


def kind_of(widget: QWidget) -> Kind:
    """What it has in common with all that look and behave like it."""
    return type(widget).__name__, str(widget.property("kind"))


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
    both = before.rect().intersected(after.rect())
    return sum(map(ne, pixels(before.copy(both)), pixels(after.copy(both))))


def pixels(image: QImage) -> memoryview:
    """A picture's pixels, a number each."""
    return memoryview(bytes(image.convertToFormat(QImage.Format.Format_ARGB32).constBits())).cast(
        "I"
    )
