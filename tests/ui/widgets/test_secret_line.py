"""A line of dots takes what any line takes, wherever the cursor is."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEditableTextInterface,
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolTip

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets.secret_line import SecretLine
from tests.limits import HANG
from tests.platforms import dbus

ROOT = Path(__file__).parents[3]

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
MOVES = [
    (key, modifier)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
    for modifier in (_PLAIN, _SHIFT)
]
DELETES = [(Qt.Key.Key_Backspace, _PLAIN), (Qt.Key.Key_Delete, _PLAIN), (Qt.Key.Key_A, _CTRL)]


@pytest.fixture
def line(qapp: QApplication) -> Iterator[SecretLine]:
    made = SecretLine("Parola")
    driver.activate(made)
    yield made
    made.close()
    made.deleteLater()


def test_it_says_what_a_plain_line_says_after_any_keys(line: SecretLine) -> None:
    plain = QLineEdit()
    plain.setEchoMode(QLineEdit.EchoMode.Password)  # or words would be jumped over
    chance = random.Random(20261128)
    for _ in range(1_500):
        if chance.random() < 0.4:
            letter = chance.choice("aİş1-é ")
            for each in (plain, line):
                driver.type_text(each, letter)
        elif chance.random() < 0.1:
            QGuiApplication.clipboard().setText(chance.choice(["Ğü 7", "x"]))
            for each in (plain, line):
                QTest.keyClick(each, Qt.Key.Key_V, _CTRL)
        else:
            key, modifier = chance.choice([*MOVES, *DELETES])
            for each in (plain, line):
                QTest.keyClick(each, key, modifier)
        assert line.text() == plain.text()
        assert line.displayText() == "●" * len(plain.text())
        assert line.cursorPosition() == plain.cursorPosition()


def test_a_copied_line_is_taken_without_its_end(line: SecretLine) -> None:
    QGuiApplication.clipboard().setText("Gizli 1\r\n")
    QTest.keyClick(line, Qt.Key.Key_V, _CTRL)
    assert line.text() == "Gizli 1"


def test_a_letter_made_of_two_keys_is_taken(line: SecretLine) -> None:
    event = QInputMethodEvent()
    event.setCommitString("â")
    QApplication.sendEvent(line, event)
    assert line.text() == "â"


def test_what_an_input_method_replaces_is_replaced(line: SecretLine) -> None:
    driver.type_text(line, "abcd")
    event = QInputMethodEvent()
    event.setCommitString("XY", -3, 2)
    QApplication.sendEvent(line, event)
    assert line.text() == "aXYd"
    assert line.displayText() == "●●●●"


def from_outside(line: SecretLine) -> QAccessibleEditableTextInterface:
    """What a screen reader edits a text with."""
    return QAccessible.queryAccessibleInterface(line).editableTextInterface()


def test_what_a_screen_reader_sets_is_taken_whole(line: SecretLine) -> None:
    driver.type_text(line, "eskisi")
    from_outside(line).replaceText(0, 6, "Gizli 1")
    assert line.text() == "Gizli 1"
    assert line.displayText() == "●" * 7
    from_outside(line).insertText(5, "ş")
    assert line.text() == "Gizliş 1"
    from_outside(line).replaceText(0, 1, "g")
    assert line.text() == "gizliş 1"
    assert line.displayText() == "●" * 8
    from_outside(line).deleteText(0, 8)
    assert not line.text()


def test_what_a_screen_reader_sets_unclearly_is_refused_aloud(line: SecretLine) -> None:
    driver.type_text(line, "Gizli 1")
    for text in ("●●", "●" * 9, "a●●b●c", "x" * 5_000, "a\x07b"):
        QToolTip.hideText()
        from_outside(line).replaceText(0, 7, text)
        assert line.text() == "Gizli 1"
        assert line.displayText() == "●" * 7
        assert "alınmadı" in QToolTip.text()
    QToolTip.hideText()


def test_a_text_too_long_to_paste_is_refused_whole(line: SecretLine) -> None:
    driver.type_text(line, "ab")
    QGuiApplication.clipboard().setText("x" * 4_095)
    QTest.keyClick(line, Qt.Key.Key_V, _CTRL)
    assert line.text() == "ab"
    assert "en çok 4096 karakter" in QToolTip.text()
    QToolTip.hideText()


def test_the_mouse_pastes_too(line: SecretLine) -> None:
    QGuiApplication.clipboard().setText("Gizli-1")
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(line, asked)
    (menu,) = line.findChildren(QMenu)
    (paste,) = menu.actions()
    paste.trigger()
    menu.close()
    assert line.text() == "Gizli-1"


@dbus
def test_nobody_who_listens_to_the_window_hears_a_secret(home: Path, tmp_path: Path) -> None:
    from tests.ui.scenarios.accessibility_scenario import ANSWER, PAROLA

    file = tmp_path / "heard.json"
    done = subprocess.run(
        [
            *(ROOT / "packaging" / "with-keyring.sh", sys.executable),
            *("-m", "tests.ui.scenarios.accessibility_scenario", file),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    heard = file.read_text(encoding="utf-8")
    changes = [each for each in json.loads(heard) if each[:2] == ["TextChanged", "insert"]]
    _, answer, secret = "".join(each[4][1] for each in changes).partition(ANSWER)
    assert answer, "the bus heard nothing of the window"
    assert PAROLA not in heard
    assert secret == "●" * 2 * len(PAROLA)
