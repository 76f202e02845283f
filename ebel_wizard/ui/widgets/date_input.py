"""The input of a date: a line and a button that opens the month."""

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ebel_wizard.turkish import dates
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.calendar import MonthPopup
from ebel_wizard.ui.widgets.text_inputs import TextInput


class DateLine(TextInput):
    """The line of a date; Enter skips the button that opens the month."""

    skipped = Signal()

    def focus_next(self) -> None:
        """Let the date input move the focus: it knows its button."""
        self.skipped.emit()


class DateInput(QWidget):
    """A line for the date and a button that opens the month."""

    edited = Signal()
    editing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = DateLine()
        self._line.setPlaceholderText("gg.aa.yyyy")
        self._line.setMaximumWidth(theme.GRID * 24)
        self._line.edited.connect(self.edited)
        self._line.editing_finished.connect(self.editing_finished)
        self._button = QPushButton("Takvim")
        self._button.setMinimumHeight(theme.CONTROL)
        self._button.setAutoDefault(True)
        self._button.setAccessibleName("Takvimi aç")
        self._button.clicked.connect(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(self._line)
        line.addWidget(self._button)
        line.addStretch()
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
