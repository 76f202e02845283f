"""The inputs of a choice: a list to search in, a few options that are all in sight."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.turkish import letters
from ebel_wizard.ui.widgets import theme

_MAX_SUGGESTIONS: Final = 100  # a longer list helps nobody and is slow to open


class NoWheelComboBox(QComboBox):
    """A combo box that ignores the wheel: scrolling the page must not change an answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ComboInput(NoWheelComboBox):
    """A line with a list to choose from; any other text may be typed as well."""

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = {shown: value for value, shown in choices.items()}
        self._folded = {letters.fold(each): v for v, s in choices.items() for each in (v, s)}
        self.setMinimumHeight(theme.CONTROL)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(choices.values()))
        self.setCurrentIndex(-1)
        self._add_completer(list(choices.values()))
        self.editTextChanged.connect(lambda _: self.edited.emit())
        self.activated.connect(lambda _: self._finish())

    def text(self) -> str:
        """Return the value chosen or typed, in whatever letters, or any other text as typed."""
        shown = self.currentText()
        typed = letters.fold(letters.clean(shown))
        return self._values.get(shown, self._folded.get(typed, shown))

    def set_text(self, text: str) -> None:
        """Show a stored answer by its label in the list, unless it is being typed just now."""
        if self.hasFocus() and text == self.text():
            return
        self._show(text)

    def _show(self, text: str) -> None:
        shown = next((words for words, value in self._values.items() if value == text), text)
        if shown != self.currentText():
            self.blockSignals(True)
            self.setCurrentIndex(self.findText(shown))
            self.setEditText(shown)
            self.blockSignals(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish editing, except where only the list or a menu opened."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._hide_popup()
            self._finish()

    def _finish(self) -> None:
        self._show(self.text())
        self.edited.emit()
        self.editing_finished.emit()

    def _add_completer(self, words: list[str]) -> None:
        line = self.lineEdit()
        if line is not None:
            completer = attach_completer(line, words)
            completer.activated.connect(lambda _: self._finish())
            popup = completer.popup()
            assert popup is not None  # this kind of completer makes one
            self._hide_popup = popup.hide
            line.returnPressed.connect(self.focusNextChild)


def attach_completer(line: QLineEdit, words: list[str]) -> QCompleter:
    """Suggest the entries that contain every word typed, with Turkish letters or without."""
    folded = [(letters.fold(word), word) for word in words]
    model = QStringListModel(words[:_MAX_SUGGESTIONS], line)
    completer = QCompleter(model, line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    line.setCompleter(completer)

    def filter_entries(typed: str) -> None:
        wanted = letters.fold(typed).split()
        found = (word for text, word in folded if all(part in text for part in wanted))
        model.setStringList(list(islice(found, _MAX_SUGGESTIONS)))

    line.textEdited.connect(filter_entries)
    return completer


class ChoiceInput(QWidget):
    """One of a few options, all in sight."""

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for value, words in choices.items():
            button = QRadioButton(words)
            self._group.addButton(button)
            self._buttons[value] = button
            column.addWidget(button)
        if "" in self._buttons:
            self._buttons[""].setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        self._is_updating = False

    def text(self) -> str:
        """Return the value chosen, or nothing."""
        return next((value for value, b in self._buttons.items() if b.isChecked()), "")

    def set_text(self, text: str) -> None:
        """Show a stored answer; an unknown one leaves all options unmarked."""
        if text == self.text():
            return
        self._is_updating = True
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value == text)
        self._group.setExclusive(True)
        self._is_updating = False
        self._update_focus_proxy()

    def setAccessibleName(self, name: str) -> None:
        """Name the group, and describe each option by it, for a screen reader."""
        super().setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleDescription(name)

    def _toggled(self, _: object, checked: bool) -> None:
        if checked and not self._is_updating:
            self.edited.emit()
            self.editing_finished.emit()
            self._update_focus_proxy()

    def _update_focus_proxy(self) -> None:
        chosen = self._group.checkedButton() or next(iter(self._buttons.values()))
        self.setFocusProxy(chosen)
