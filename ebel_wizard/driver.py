"""Drives the real window as a person would: by labels, by keys, by what is in sight.

The demo fills the window with it, and the tests build their page drivers on it.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QWidget,
)

Found = TypeVar("Found", bound=QWidget)
_PATIENCE_MS = 20_000


class NotFound(AssertionError):  # noqa: N818 - reads as what a person would say
    """Nothing in sight answers to that name."""


def until(condition: Callable[[], object], what: str = "") -> None:
    """Let the window go on until a condition holds; raises NotFound after twenty seconds."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not condition():
        if deadline.hasExpired():
            raise NotFound(what or "waited in vain")
        pause = QEventLoop()
        QTimer.singleShot(10, pause.quit)
        pause.exec()


def bring_up(window: QWidget) -> None:
    """Show a window and wait until what is typed goes to it."""
    if window.isActiveWindow():
        return
    window.show()
    window.activateWindow()
    until(window.isActiveWindow, "the window to become active")


def in_sight(parent: QWidget, kind: type[Found]) -> Iterator[Found]:
    """Visible widgets of a kind within another."""
    return (each for each in parent.findChildren(kind) if each.isVisible())


def named(parent: QWidget, kind: type[Found], name: str) -> Found:
    """The visible widget of a kind with this name or text; raises NotFound."""
    for each in in_sight(parent, kind):
        if name in {each.accessibleName(), _words(each)}:
            return each
    raise NotFound(f"{kind.__name__} “{name}”")


def press(parent: QWidget, name: str) -> None:
    """Click the button of this name or text."""
    button = named(parent, QAbstractButton, name)
    if not button.isEnabled():
        raise NotFound(f"“{name}” cannot be pressed now: {button.toolTip()}")
    button.click()


def open_tab(parent: QWidget, title: str) -> None:
    """Choose a tab by its title."""
    for bar in in_sight(parent, QTabBar):
        for at in range(bar.count()):
            if bar.tabText(at).replace("&", "") == title:
                bar.setCurrentIndex(at)
                return
    raise NotFound(f"tab “{title}”")


def answer(parent: QWidget, label: str, text: str) -> None:
    """Answer the question of this label: type it, or choose it where it is a choice."""
    for radio in in_sight(parent, QRadioButton):
        if radio.accessibleDescription() == label and _words(radio) == text:
            radio.click()
            return
    for each in in_sight(parent, QWidget):
        if each.accessibleName() == label and isinstance(
            each, QLineEdit | QComboBox | QPlainTextEdit
        ):
            retype(each, text)
            return
    raise NotFound(f"field “{label}”")


def retype(widget: QWidget, text: str) -> None:
    """Put the cursor into a widget, take out what is there and type, key by key; then leave it."""
    bring_up(widget.window())
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(line, QLineEdit | QPlainTextEdit):
        line.selectAll()
        type_text(line, text)
    widget.clearFocus()
    settle()


def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget as a keyboard does, Turkish letters included."""
    for letter in text:
        key = Qt.Key(ord(letter)) if letter.isascii() and letter.isdigit() else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def finish_cell(editor: QWidget) -> None:
    """Leave a cell's editor as Enter does."""
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    QApplication.sendEvent(editor, event)
    settle()


def has(parent: QWidget, name: str) -> bool:
    """Whether a button of this name is in sight."""
    return any(
        name in {each.accessibleName(), _words(each)} for each in in_sight(parent, QAbstractButton)
    )


def says(parent: QWidget, words: str) -> bool:
    """Whether a label in sight has these words in it."""
    return any(words in each.text() for each in in_sight(parent, QLabel))


def settle() -> None:
    """Let everything that is due in the window happen."""
    for _ in range(10):
        QCoreApplication.processEvents()


def _words(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text().replace("&", "")
    return ""
