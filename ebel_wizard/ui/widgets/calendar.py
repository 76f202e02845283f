"""The popup that picks a day of a month; weekends and public holidays are marked."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from ebel_wizard.turkish import dates
from ebel_wizard.ui.widgets import scheme, theme, tokens


class MonthPopup(QFrame):
    """A month with the days on which offices are closed in red, and the reason below it."""

    picked = Signal(object)
    """Has the date."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "plain")
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setGridVisible(False)
        self._calendar.setDateRange(QDate(1900, 1, 1), QDate(2199, 12, 31))  # as dates.parse
        self._calendar.setMinimumSize(*tokens.CALENDAR)
        self._reason = theme.label(role="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_8,) * 4)
        column.addWidget(self._calendar)
        column.addWidget(self._reason)
        self._calendar.currentPageChanged.connect(lambda *_: self._mark())
        self._calendar.selectionChanged.connect(self._show_reason)
        self._calendar.activated.connect(self._pick)
        self._calendar.clicked.connect(self._pick)

    def show_at(self, corner: QPoint, day: date | None) -> None:
        """Open at a corner of the screen, on the day given or on today."""
        shown = day or date.today()  # noqa: DTZ011 - the officer's local day
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._mark()
        self._show_reason()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        size = self.sizeHint()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - size.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - size.height())))
        self.move(corner)
        self.show()
        self._calendar.setFocus()

    def _mark(self) -> None:
        """Colour the closed days of the visible month, weekends and holidays alike."""
        closed = QTextCharFormat()
        closed.setForeground(scheme.colour("danger"))
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(weekday, plain)
        first = QDate(self._calendar.yearShown(), self._calendar.monthShown(), 1)
        for offset in range(-7, 42):
            day = first.addDays(offset)
            name = dates.day_off(_date(day))
            form = QTextCharFormat(closed) if name else QTextCharFormat(plain)
            if name and name != "hafta sonu":
                form.setFontUnderline(True)
                form.setToolTip(name)
            self._calendar.setDateTextFormat(day, form)

    def _show_reason(self) -> None:
        day = _date(self._calendar.selectedDate())
        reason = dates.day_off(day)
        text = f"{dates.long(day)}, {dates.WEEKDAYS[day.weekday()]}"
        self._reason.setText(f"{text}: {reason}" if reason else f"{text}: iş günü")

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(_date(day))


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
