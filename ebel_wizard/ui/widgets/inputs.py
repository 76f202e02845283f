"""The things one types an answer into; all speak the same four words.

``edited`` is emitted with every key, ``left`` when the officer is through with the field;
``text`` and ``set_text`` are the answer as it is kept, whatever the widget shows for it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Final, Protocol

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.turkish import dates, letters
from ebel_wizard.turkish.provinces import PROVINCES
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.calendar import MonthPopup

_OFFERED: Final = 100  # entries at most; a longer list helps nobody and is slow to open


class Input(Protocol):
    """What a field needs from the widget in it."""

    edited: SignalInstance
    left: SignalInstance

    def text(self) -> str: ...
    def set_text(self, text: str) -> None: ...


class TextInput(QLineEdit):
    """One line of text."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.CONTROL)
        self.textEdited.connect(lambda _: self.edited.emit())
        self.editingFinished.connect(self.left)
        self.returnPressed.connect(self.go_to_next)

    def go_to_next(self) -> None:
        """Enter goes to the next field."""
        self.focusNextChild()

    def set_text(self, text: str) -> None:
        """Show a kept answer."""
        if text != self.text():
            self.setText(text)


class SteadyComboBox(QComboBox):
    """A list that the wheel does not turn: one turned over the page must not change an answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ComboInput(SteadyComboBox):
    """A line of text with a list to choose from; what is not in the list may be typed."""

    edited = Signal()
    left = Signal()

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = {shown: value for value, shown in choices.items()}
        self.setMinimumHeight(theme.CONTROL)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(choices.values()))
        self.setCurrentIndex(-1)
        self._search(list(choices.values()))
        self.editTextChanged.connect(self._typed)
        self.activated.connect(lambda _: self._finish())

    def text(self) -> str:
        """The value chosen, or what was typed."""
        shown = self.currentText()
        return self._values.get(shown, shown)

    def set_text(self, text: str) -> None:
        """Show a kept answer by its words in the list, unless it is being typed just so."""
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
        """Finish the answer, except where only the list or a menu opened."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._hide_offers()
            self._finish()

    def _typed(self, _: str) -> None:
        if self.hasFocus():
            self.edited.emit()

    def _finish(self) -> None:
        typed = letters.fold(letters.clean(self.currentText()))
        for words, value in self._values.items():
            if typed in {letters.fold(words), letters.fold(value)}:
                self._show(value)
        self.edited.emit()
        self.left.emit()

    def _search(self, words: list[str]) -> None:
        line = self.lineEdit()
        if line is not None:
            completer = offer(line, words)
            completer.activated.connect(lambda _: self._finish())
            offers = completer.popup()
            assert offers is not None  # this kind of completer makes one
            self._hide_offers = offers.hide
            line.returnPressed.connect(self.focusNextChild)


def offer(line: QLineEdit, words: list[str]) -> QCompleter:
    """Offer the entries that hold every word typed into a line, Turkish letters or not."""
    folded = [(letters.fold(word), word) for word in words]
    model = QStringListModel(words[:_OFFERED], line)
    completer = QCompleter(model, line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    line.setCompleter(completer)

    def narrow(typed: str) -> None:
        wanted = letters.fold(typed).split()
        found = (word for text, word in folded if all(part in text for part in wanted))
        model.setStringList(list(islice(found, _OFFERED)))

    line.textEdited.connect(narrow)
    return completer


class ChoiceInput(QWidget):
    """One of a few, all in sight."""

    edited = Signal()
    left = Signal()

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
        self._quiet = False

    def text(self) -> str:
        """The value chosen, or nothing."""
        return next((value for value, b in self._buttons.items() if b.isChecked()), "")

    def set_text(self, text: str) -> None:
        """Show a kept answer; an unknown one leaves all unmarked."""
        if text == self.text():
            return
        self._quiet = True
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value == text)
        self._group.setExclusive(True)
        self._quiet = False
        self._aim_focus()

    def setAccessibleName(self, name: str) -> None:
        """Name the group, and each choice within it, for a screen reader."""
        super().setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleDescription(name)

    def _toggled(self, _: object, checked: bool) -> None:
        if checked and not self._quiet:
            self.edited.emit()
            self.left.emit()
            self._aim_focus()

    def _aim_focus(self) -> None:
        chosen = self._group.checkedButton() or next(iter(self._buttons.values()))
        self.setFocusProxy(chosen)


class LinesInput(QPlainTextEdit):
    """Several lines of text; Tab leaves them."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.GRID * 14)
        self.textChanged.connect(self.edited)

    def text(self) -> str:
        """The lines as typed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show kept lines."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class DateLine(TextInput):
    """The line of a date; Enter passes by the button that opens the month."""

    passed = Signal()

    def go_to_next(self) -> None:
        """Leave it to the date, which knows what comes after its button."""
        self.passed.emit()


class DateInput(QWidget):
    """A line for the date and a button that opens the month."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = DateLine()
        self._line.setPlaceholderText("gg.aa.yyyy")
        self._line.setMaximumWidth(theme.GRID * 24)
        self._line.edited.connect(self.edited)
        self._line.left.connect(self.left)
        self._button = QPushButton("Takvim")
        self._button.setMinimumHeight(theme.CONTROL)
        self._button.setAutoDefault(True)
        self._button.setAccessibleName("Takvimi aç")
        self._button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._line)
        row.addWidget(self._button)
        row.addStretch()
        self._line.passed.connect(self._pass_by)
        self.setFocusProxy(self._line)
        self._month: MonthPopup | None = None

    def text(self) -> str:
        """The date as typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Show a kept date."""
        self._line.set_text(text)

    def setAccessibleName(self, name: str) -> None:
        """Name the line for a screen reader."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def _pass_by(self) -> None:
        self._button.setFocus()
        self._button.focusNextChild()

    def _open(self) -> None:
        if self._month is None:
            self._month = MonthPopup(self)
            self._month.picked.connect(self._pick)
        self._month.show_at(
            self.mapToGlobal(QPoint(0, self.height())), dates.parse(self._line.text())
        )

    def _pick(self, day: date) -> None:
        self._line.set_text(dates.short(day))
        self.edited.emit()
        self.left.emit()
        self._line.setFocus()


def make(field: Field) -> QWidget:
    """The input for a question of this kind."""
    if field.kind is Kind.DATE:
        return DateInput()
    if field.kind is Kind.PROVINCE:
        return ComboInput(_same(PROVINCES))
    if field.choices is None:
        return LinesInput() if field.kind is Kind.LINES else TextInput()
    if field.kind is not Kind.CHOICE:
        return ComboInput(field.choices)
    return ChoiceInput(field.choices if field.required else {"": "Yok", **field.choices})


def _same(words: Iterable[str]) -> dict[str, str]:
    return {word: word for word in sorted(words, key=letters.sort_key)}
