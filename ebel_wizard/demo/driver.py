"""Operate the real window as a person would: by its labels and with keys.

The demo and the tests of the window stand on it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

WidgetT = TypeVar("WidgetT", bound=QWidget)
_TIMEOUT_MS = 120_000


class NotFoundError(AssertionError):
    """Nothing visible has this name, or what was waited for did not happen."""


def wait_until(condition: Callable[[], object], what: str = "") -> None:
    """Process events until a condition holds; raise NotFoundError after two minutes, or where
    the program was told to end and processes no more.

    The longer it takes, the more seldom the condition is looked at.
    """
    deadline = QDeadlineTimer(_TIMEOUT_MS)
    while not condition():
        if deadline.hasExpired():
            raise NotFoundError(what or "the condition")
        pause = QEventLoop()
        waited = _TIMEOUT_MS - deadline.remainingTime()
        QTimer.singleShot(min(10 + waited // 10, 100), pause.quit)
        if pause.exec() < 0:
            raise NotFoundError(f"{what or 'the condition'}: the program was told to end")


def activate(window: QWidget) -> None:
    """Show a window and wait until keys go to it."""
    if window.isActiveWindow():
        return
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window to become active")


def visible_widgets(parent: QWidget, kind: type[WidgetT]) -> Iterator[WidgetT]:
    """Return the visible widgets of a kind within another.

    What is in a page out of sight is not looked at, and that is most of a window.
    """
    for each in parent.children():
        if isinstance(each, QWidget) and each.isVisible():
            if isinstance(each, kind):
                yield each
            yield from visible_widgets(each, kind)


def find_by_name(parent: QWidget, kind: type[WidgetT], name: str) -> WidgetT:
    """Return the visible widget of a kind with this name or text; raise NotFoundError.

    Geri and Devam are found without the name of where they lead.
    """
    for each in visible_widgets(parent, kind):
        if name in {each.accessibleName(), words(each), verb(each)}:
            return each
    raise NotFoundError(f"{kind.__name__} “{name}”")


def click(parent: QWidget, name: str) -> None:
    """Click the button of this name or text, or choose it from the menu of one in sight."""
    if not has_button(parent, name):
        for each in _menu_entries(parent):
            if each.text().replace("&", "") == name:
                each.trigger()
                return
    button = find_by_name(parent, QAbstractButton, name)
    if not button.isEnabled():
        raise NotFoundError(f"“{name}” is disabled: {button.toolTip()}")
    button.click()


def _menu_entries(parent: QWidget) -> Iterator[QAction]:
    for each in visible_widgets(parent, QPushButton):
        menu = each.menu()
        if menu is not None:
            yield from menu.actions()


def answer(parent: QWidget, label: str, text: str) -> None:
    """Answer the question of this label: type it, or choose it where it is a choice."""
    for radio in visible_widgets(parent, QRadioButton):
        if radio.accessibleDescription() == label and words(radio) == text:
            radio.click()
            return
    for each in visible_widgets(parent, QWidget):
        if each.accessibleName() == label and isinstance(
            each, QLineEdit | QComboBox | QPlainTextEdit
        ):
            replace_text(each, text)
            return
    raise NotFoundError(f"field “{label}”")


def replace_text(widget: QWidget, text: str) -> None:
    """Focus a widget, replace its text key by key, and leave it."""
    activate(widget.window())
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(line, QLineEdit | QPlainTextEdit):
        line.selectAll()
        type_text(line, text)
    widget.clearFocus()
    process_events()


def choose_path(dialog: QFileDialog, path: Path, button: str) -> None:
    """Name a file or folder in a file dialog and press its button.

    In its folder: on Windows the dialog puts the bare name in place of a path that is typed.
    """
    activate(dialog)
    dialog.setDirectory(str(path.parent))
    line = next(visible_widgets(dialog, QLineEdit))
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    line.selectAll()
    type_text(line, path.name)
    click(dialog, button)


def type_text(widget: QWidget, text: str) -> None:
    """Send the keys of a text to a widget, Turkish letters included."""
    for letter in text:
        key = Qt.Key(ord(letter)) if letter.isascii() and letter.isdigit() else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def commit_cell(editor: QWidget) -> None:
    """Press Enter in a cell's editor."""
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    QApplication.sendEvent(editor, event)
    process_events()


def has_button(parent: QWidget, name: str) -> bool:
    """Return whether a button of this name is visible."""
    return any(
        name in {each.accessibleName(), words(each), verb(each)}
        for each in visible_widgets(parent, QAbstractButton)
    )


def shows_text(parent: QWidget, words: str) -> bool:
    """Return whether a visible label contains these words."""
    return any(words in each.text() for each in visible_widgets(parent, QLabel))


def process_events() -> None:
    """Process the events that are due."""
    for _ in range(10):
        QCoreApplication.processEvents()


def words(widget: QWidget) -> str:
    """Return the text of a button or label as it is read."""
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text().replace("&", "")
    return ""


def verb(widget: QWidget) -> str:
    """Return what a button at the foot of a page does, without the name of where it leads."""
    text = words(widget)
    return text.partition(":")[0] if text.startswith(("Geri: ", "Devam: ")) else text
