"""The look follows the scheme, the system's font and its high contrast, and leaves nothing old."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets import scheme, theme, tokens
from ebel_wizard.ui.widgets.style import WizardStyle
from ebel_wizard.ui.widgets.tokens import Colours
from tests.ui.wizard import Wizard

PLACES = ("home", "register", "settings", "talep-yazisi/letter")


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    """Other tests begin with the light window and the system's font."""
    font = qapp.font()
    theme.apply(qapp, "light")
    yield
    qapp.setFont(font)
    theme.apply(qapp, "light")


def colours_of(widget: QWidget) -> Counter[str]:
    """How many pixels of each colour a widget shows."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(image.constBits()).cast("I"))
    return Counter({f"#{pixel & 0xFFFFFF:06X}": count for pixel, count in pixels.items()})


def test_a_change_of_the_scheme_leaves_no_old_colour(wizard: Wizard, qapp: QApplication) -> None:
    grounds = ("window", "rail", "accent_soft", "info_soft", "warning_soft", "danger_soft", "line")
    for place in PLACES:
        wizard.window.open(place)
        driver.process_events()
        for chosen, shown, old in (
            ("dark", tokens.DARK, tokens.LIGHT),
            ("light", tokens.LIGHT, tokens.DARK),
        ):
            theme.apply(qapp, chosen)
            driver.process_events()
            pixels = colours_of(wizard.window)
            new = pixels[shown.window] + pixels[shown.surface] + pixels[shown.rail]
            assert new > pixels.total() / 2, place
            left = {each: pixels[getattr(old, each)] for each in grounds}
            # The edge of a letter may by chance mix to one of them.
            assert max(left.values()) < 50, (place, chosen, left)


@pytest.mark.parametrize(
    ("chosen", "shown", "other"),
    [("dark", tokens.DARK, tokens.LIGHT), ("light", tokens.LIGHT, tokens.DARK)],
)
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_an_empty_field_says_is_legible_in_both_schemes(
    qapp: QApplication,
    kind: type[QLineEdit | QPlainTextEdit],
    chosen: str,
    shown: Colours,
    other: Colours,
) -> None:
    """Windows' own styles once drew it black on dark."""
    theme.apply(qapp, chosen)
    field = kind()
    field.setPlaceholderText("████")
    field.resize(tokens.FIELD_L, tokens.CONTROL)
    field.show()
    driver.process_events()
    pixels = colours_of(field)
    assert pixels[shown.hint] > 100
    assert pixels[other.hint] == pixels["#000000"] == 0
    assert field.palette().placeholderText().color().name().upper() == shown.hint
    field.close()


def test_fusion_draws_on_every_system(qapp: QApplication) -> None:
    assert WizardStyle().baseStyle().name() == "fusion"


def test_the_systems_scheme_is_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = qapp.styleHints()
    for system, shown in (
        (Qt.ColorScheme.Dark, tokens.DARK),
        (Qt.ColorScheme.Light, tokens.LIGHT),
        (Qt.ColorScheme.Unknown, tokens.LIGHT),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(theme, "system_scheme", lambda _, now=system: now)
            theme.apply(qapp, "system")
            hints.colorSchemeChanged.emit(system)
            assert scheme.colours() is shown
            assert qapp.palette().window().color().name().upper() == shown.window
            theme.apply(qapp, "dark")
            assert scheme.colours() is tokens.DARK


def test_high_contrast_keeps_the_systems_palette(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(theme, "high_contrast", lambda _: True)
        theme.apply(qapp, "dark")
        assert qapp.palette() == QPalette()
        assert "#" not in qapp.styleSheet()
        assert scheme.colour("text") == QPalette().windowText().color()
    theme.apply(qapp, "dark")
    assert scheme.colours() is tokens.DARK


def test_high_contrast_shows_no_colour_of_ours(
    wizard: Wizard, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    grounds = ("window", "rail", "accent", "accent_soft", "info_soft", "warning_soft", "line")
    with monkeypatch.context() as patch:
        patch.setattr(theme, "high_contrast", lambda _: True)
        theme.apply(qapp, "light")
        system = QPalette().window().color().name().upper()
        for place in PLACES:
            wizard.window.open(place)
            driver.process_events()
            pixels = colours_of(wizard.window)
            assert pixels[system] > pixels.total() / 3, place
            ours = {each: pixels[getattr(tokens.LIGHT, each)] for each in grounds}
            assert max(ours.values()) < 50, (place, ours)


def test_the_text_follows_the_systems_font(qapp: QApplication) -> None:
    title, text = theme.label("Başlık", role="page-title"), theme.label("Metin")
    sizes = []
    for points in (9.0, 16.0, 9.0):
        font = qapp.font()
        font.setPointSizeF(points)
        qapp.setFont(font)
        for each in (title, text):
            each.ensurePolished()
        sizes.append((_points(title), _points(text)))
    assert sizes[0] == sizes[2]
    assert [text for _, text in sizes] == [9.0, 16.0, 9.0]
    assert [title / text for title, text in sizes] == pytest.approx(
        [tokens.PAGE_TITLE.ratio] * 3, abs=0.01
    )


def test_the_text_may_be_larger_than_the_systems(qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    theme.apply(qapp, "light", scale=1.5)
    assert qapp.font().pointSizeF() == pytest.approx(before * 1.5)
    theme.apply(qapp, "light")
    assert qapp.font().pointSizeF() == pytest.approx(before)


def _points(label: QLabel) -> float:
    return label.font().pointSizeF()
