"""The input of a date: a line, and in it a button that opens the month."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ebel_wizard.turkish import dates
from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.calendar import MonthPopup
from ebel_wizard.ui.widgets.controls import icon_button
from ebel_wizard.ui.widgets.text_inputs import TextInput


class DateLine(TextInput):
    """The line of a date, with room for the button that opens the month; Enter skips that."""

    skipped = Signal()
    opened = Signal()
    """Alt+Down, which opens the list of a combo box too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the month by Alt+Down."""
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and is_alt:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focus_next(self) -> None:
        """Let the date input move the focus: it knows its button."""
        self.skipped.emit()


class DateInput(QWidget):
    """A line for the date, and in it a button that opens the month."""

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = DateLine()
        self._line.setPlaceholderText("gg.aa.yyyy")
        self._line.setTextMargins(0, 0, tokens.COMPACT - tokens.SPACE_8, 0)
        self._line.edited.connect(self.edited)
        self._line.editing_finished.connect(self.editing_finished)
        self._line.opened.connect(self._open)
        self._button = icon_button("calendar", "Takvimi aç", self._open)
        line = QGridLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._line, 0, 0)
        inset = QHBoxLayout()
        inset.setContentsMargins(0, 0, tokens.SPACE_4, 0)
        inset.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        line.addLayout(inset, 0, 0)
        self._line.skipped.connect(self._skip_button)
        self.setFocusProxy(self._line)
        self._month: MonthPopup | None = None

    def text(self) -> str:
        """Return the date as typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Show a stored date."""
        self._line.set_text(text)

    def setAccessibleName(self, name: str) -> None:
        """Name the line as well for a screen reader."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)
        self._button.setAccessibleName(f"Takvimi aç: {name}")

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line to a screen reader."""
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def _skip_button(self) -> None:
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
        self.editing_finished.emit()
        self._line.setFocus()
