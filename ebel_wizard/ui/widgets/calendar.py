"""A month to pick a day from; weekends and public holidays are marked."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from ebel_wizard.turkish import dates
from ebel_wizard.ui.widgets import theme


class MonthPopup(QFrame):
    """A month; days on which offices are closed are in red, and the reason stands below."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setGridVisible(False)
        self._calendar.setDateRange(QDate(1900, 1, 1), QDate(2199, 12, 31))  # as dates.parse
        self._reason = theme.label(tone_name="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID,) * 4)
        column.addWidget(self._calendar)
        column.addWidget(self._reason)
        self._calendar.currentPageChanged.connect(lambda *_: self._mark())
        self._calendar.selectionChanged.connect(self._explain)
        self._calendar.activated.connect(self._activated)
        self._calendar.clicked.connect(self._activated)

    def show_at(self, corner: QPoint, day: date | None) -> None:
        """Open below a field, on the day typed there or on today."""
        shown = day or date.today()  # noqa: DTZ011 - the officer's own day
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._mark()
        self._explain()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        size = self.sizeHint()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - size.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - size.height())))
        self.move(corner)
        self.show()
        self._calendar.setFocus()

    def _mark(self) -> None:
        """Colour the closed days of the month in sight; weekends go by the same colour."""
        closed = QTextCharFormat()
        closed.setForeground(theme.tone(self.palette(), "error"))
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(weekday, plain)
        first = QDate(self._calendar.yearShown(), self._calendar.monthShown(), 1)
        for offset in range(-7, 42):
            day = first.addDays(offset)
            name = dates.day_off(_python(day))
            form = QTextCharFormat(closed) if name else QTextCharFormat(plain)
            if name and name != "hafta sonu":
                form.setFontUnderline(True)
                form.setToolTip(name)
            self._calendar.setDateTextFormat(day, form)

    def _explain(self) -> None:
        day = _python(self._calendar.selectedDate())
        reason = dates.day_off(day)
        words = f"{dates.long(day)}, {dates.WEEKDAYS[day.weekday()]}"
        self._reason.setText(f"{words}: {reason}" if reason else f"{words}: iş günü")

    def _activated(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(_python(day))


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
