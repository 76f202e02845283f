"""The inputs of a choice: a list to search in, a few options that are all in sight."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
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
from ebel_wizard.ui.widgets import tokens

_KEY_PRESS: Final = QEvent.Type.KeyPress
_GOING_ON: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MAX_SUGGESTIONS: Final = 100  # a longer list helps nobody and is slow to open


class NoWheelComboBox(QComboBox):
    """A combo box that ignores the wheel: scrolling the page must not change an answer.

    Tab takes what is highlighted in its open list, as Enter does, and goes on.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def showPopup(self) -> None:
        """Open the list and watch its keys."""
        super().showPopup()
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the highlighted entry by Tab."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            goes_back = event.key() == Qt.Key.Key_Backtab
            if watched is self.view() and (goes_back or event.key() == Qt.Key.Key_Tab):
                row = self.view().currentIndex().row()
                self.hidePopup()
                if row >= 0:
                    self.setCurrentIndex(row)
                    self.activated.emit(row)
                self.focusNextPrevChild(not goes_back)
                return True
        return super().eventFilter(watched, event)


class ComboInput(NoWheelComboBox):
    """A line with a list to choose from; any other text may be typed as well.

    ``is_closed``: the answer is surely one of the list, so the first suggestion is highlighted and
    taken by Tab and Enter, and one begun is the only one it can be.
    """

    edited = Signal()
    editing_finished = Signal()

    def __init__(
        self, choices: Mapping[str, str], parent: QWidget | None = None, *, is_closed: bool = False
    ) -> None:
        super().__init__(parent)
        self._is_closed = is_closed
        self._values = {shown: value for value, shown in choices.items()}
        self._folded = {letters.fold(each): v for v, s in choices.items() for each in (v, s)}
        self.setMinimumHeight(tokens.CONTROL)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(choices.values()))
        self.setCurrentIndex(-1)
        self._add_completer(list(choices.values()))
        self.editTextChanged.connect(lambda _: self.edited.emit())
        self.activated.connect(lambda _: self._finish())

    def setAccessibleName(self, name: str) -> None:
        """Name the line as well for a screen reader."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

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
        self._show(self._surely())
        self.edited.emit()
        self.editing_finished.emit()

    def _surely(self) -> str:
        """Return the answer, or the only one of a closed list that begins as it does."""
        text = self.text()
        begun = letters.fold(letters.clean(text))
        if self._is_closed and begun and begun not in self._folded:
            found = {value for each, value in self._folded.items() if each.startswith(begun)}
            if len(found) == 1:
                return found.pop()
        return text

    def _add_completer(self, words: list[str]) -> None:
        line = self.lineEdit()
        if line is not None:
            completer = attach_completer(line, words, takes_first=self._is_closed)
            completer.activated.connect(lambda _: self._finish())
            popup = completer.popup()
            assert popup is not None  # this kind of completer makes one
            self._hide_popup = popup.hide
            line.returnPressed.connect(self.focusNextChild)


class _Suggestions(QCompleter):
    """Suggests entries under a line; none is highlighted, and so taken by Enter, that the officer
    did not go to, unless it ``takes_first``. Then Tab takes it too.

    ``in_cell``: Tab and Enter take what stands in the line, and end it as without the list.
    """

    def __init__(
        self, model: QStringListModel, line: QLineEdit, *, takes_first: bool, in_cell: bool
    ) -> None:
        super().__init__(model, line)
        self._line = line
        self._takes_first = takes_first
        self._in_cell = in_cell
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # Qt highlights the entry whose text of this role begins as what was typed: there is none.
        self.setCompletionRole(Qt.ItemDataRole.UserRole)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return what an entry puts into the line."""
        return str(index.data())

    def highlight_first(self) -> None:
        """Highlight the first entry, without putting it into the line yet."""
        popup = self.popup()
        if not self._takes_first or popup is None or not popup.isVisible():
            return
        chosen = popup.selectionModel()
        chosen.blockSignals(True)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        chosen.setCurrentIndex(popup.model().index(0, 0), flag)
        chosen.blockSignals(False)
        popup.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the highlighted entry by Tab; let a cell's table have the keys that end the cell."""
        popup = self.popup()
        if (
            self._in_cell
            and popup is not None
            and watched is popup
            and isinstance(event, QKeyEvent)
            and event.key() in _GOING_ON
        ):
            if event.type() == _KEY_PRESS:
                popup.hide()
                # Qt would give it to the line past the filter by which the table follows it.
                # Posted, for the window has to be active again, or the next cell closes.
                QCoreApplication.postEvent(self._line, event.clone())
            return True
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and self._takes_first and watched is popup and event.type() == _KEY_PRESS:
            index = popup.currentIndex()
            if index.isValid():
                self._line.setText(self.pathFromIndex(index))
        return super().eventFilter(watched, event)


def attach_completer(
    line: QLineEdit, words: list[str], *, takes_first: bool = False, in_cell: bool = False
) -> QCompleter:
    """Suggest the entries that contain every word typed, with Turkish letters or without.

    See ``_Suggestions`` for ``takes_first``, and for ``in_cell`` of a line in a table.
    """
    folded = [(letters.fold(word), word) for word in words]
    model = QStringListModel(words[:_MAX_SUGGESTIONS], line)
    completer = _Suggestions(model, line, takes_first=takes_first, in_cell=in_cell)
    line.setCompleter(completer)

    def filter_entries(typed: str) -> None:
        wanted = letters.fold(typed).split()
        found = (word for text, word in folded if all(part in text for part in wanted))
        model.setStringList(list(islice(found, _MAX_SUGGESTIONS)))
        QTimer.singleShot(0, completer, completer.highlight_first)  # the list opens after this

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
        self._words = dict(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for value, words in choices.items():
            button = QRadioButton(words)
            button.setMinimumWidth(tokens.FIELD_XS)  # its words may be on two lines
            self._group.addButton(button)
            self._buttons[value] = button
            column.addWidget(button)
        if "" in self._buttons:
            self._buttons[""].setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        self._is_updating = False
        self._update_focus_proxy()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the reason of a long option under it where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Do so with larger letters too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        for value, button in self._buttons.items():
            button.setText(self._words[value])
            if button.sizeHint().width() > self.width():
                button.setText(self._words[value].replace(": ", ":\n", 1))

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
