"""The accents of Turkish capitals are drawn whole, though some fonts say they are not so high."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QTableWidget, QWidget

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets import theme, tokens

CAPITALS = "ÖİÜÂŞĞ"
ROLES: tuple[theme.Role, ...] = ("", "page-title", "group", "label", "secondary", "hint")


@pytest.fixture(params=[1.0, 1.25], autouse=True)
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> None:
    """Text as the system has it, and larger."""
    theme.apply(qapp, "light", request.param)


def ink(widget: QWidget, part: QRect | None = None) -> list[int]:
    """How much is drawn in each row of pixels, from the first that holds something to the last."""
    widget.show()
    driver.process_events()
    shown = widget.grab(part or widget.rect()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = shown.pixel(0, shown.height() - 1)
    across = range(shown.width())
    rows = [sum(shown.pixel(x, y) != ground for x in across) for y in range(shown.height())]
    drawn = [at for at, count in enumerate(rows) if count]
    widget.close()
    return rows[drawn[0] : drawn[-1] + 1]


def with_room(role: theme.Role) -> list[int]:
    """The same text with more room around it than it needs."""
    label = theme.label(CAPITALS, role=role)
    label.setMargin(tokens.SPACE_12)
    return ink(label)


@pytest.mark.parametrize("role", ROLES)
def test_a_line_of_text_keeps_its_accents(role: theme.Role) -> None:
    assert ink(theme.label(CAPITALS, role=role)) == with_room(role)


def test_what_is_chosen_and_pressed_keeps_its_accents() -> None:
    whole = len(with_room(""))
    chosen = QListWidget()
    chosen.addItem(CAPITALS)
    chosen.show()
    item = chosen.visualItemRect(chosen.item(0)).adjusted(4, 4, -4, -4)
    assert len(ink(chosen.viewport(), item)) == whole
    chosen.close()
    pressed = QPushButton(CAPITALS)
    pressed.show()
    assert len(ink(pressed, pressed.rect().adjusted(4, 4, -4, -4))) == whole
    table = QTableWidget(1, 1)
    table.setHorizontalHeaderLabels([CAPITALS])
    table.show()
    head = table.horizontalHeader()
    section = QRect(0, 0, head.sectionSize(0), head.height() - 2)
    assert len(ink(head, section)) == len(with_room("label"))
    table.close()
