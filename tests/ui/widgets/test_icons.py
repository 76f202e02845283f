"""Icons are drawn as large as the screen wants them and in the colour of the moment."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from ebel_wizard import resources
from ebel_wizard.ui.widgets import icons, theme, tokens

NAMES = sorted(file.stem for file in resources.path("icons", "lucide").glob("*.svg"))


def strongest(image: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=QColor.alpha)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_its_colour(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, "light")
    drawn = strongest(icons.pixmap(name, 48, "danger").toImage())
    assert drawn.alpha() == 255
    assert drawn.name().upper() == tokens.LIGHT.danger


def test_an_icon_follows_the_scheme(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    icon = icons.icon("circle-half", "accent")
    shown = {}
    for scheme in ("light", "dark", "light"):
        theme.apply(qapp, scheme)
        shown[scheme] = strongest(icon.pixmap(QSize(32, 32)).toImage()).name().upper()
    assert shown == {"light": tokens.LIGHT.accent, "dark": tokens.DARK.accent}


def test_an_icon_is_as_fine_as_the_screen(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    fine = icons.icon("check").pixmap(QSize(16, 16), 2.0)
    assert fine.size() == QSize(32, 32)
    assert fine.deviceIndependentSize().toSize() == QSize(16, 16)
    assert icons.pixmap("check", 16, ratio=1.5).size() == QSize(24, 24)


def test_an_icon_that_does_not_exist_is_noticed_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")
