"""Every text can be read on every ground, and every edge be seen, in both schemes."""

import itertools

import pytest

from ebel_wizard.ui.widgets.tokens import DARK, LIGHT, Colours

TEXTS = ("text", "text2", "hint", "accent", "success", "warning", "danger")
GROUNDS = (
    "window",
    "surface",
    "rail",
    "accent_soft",
    "warning_soft",
    "danger_soft",
    "info_soft",
    "hover",
    "pressed",
)
FILLED = ("accent", "accent_hover", "accent_pressed")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(colours: Colours, one: str, other: str) -> float:
    """Contrast of two colours by their names, 1 to 21."""
    light, dark = sorted((luminance(getattr(colours, each)) for each in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(colours: Colours) -> None:
    pairs = [*itertools.product(TEXTS, GROUNDS), *(("on_accent", each) for each in FILLED)]
    faint = {pair: contrast(colours, *pair) for pair in pairs if contrast(colours, *pair) < 4.7}
    assert not faint


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_edge_can_be_seen_on_every_ground(colours: Colours) -> None:
    pairs = itertools.product(("edge", "accent", "danger", "warning"), GROUNDS)
    faint = {pair: contrast(colours, *pair) for pair in pairs if contrast(colours, *pair) < 3.2}
    assert not faint
