"""A step in the task list: one target that says where it stands."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy

from ebel_wizard.guide import plan
from ebel_wizard.guide.model import Step
from ebel_wizard.guide.plan import PlanRow
from ebel_wizard.ui.state import standing
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.icon_label import IconLabel

_LETTERS: Final = 100  # so many have room side by side, or title and rest stand under each other


class StepRow(QPushButton):
    """Shows state, title, whose turn it is, what is left and the day; a click opens the step."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.setProperty("kind", "row")
        self.setAutoDefault(True)
        self._icon = IconLabel("circle")
        self._title = theme.label(f"{step.number}. {step.title}")
        self._turn = theme.label(role="secondary")
        self._rest = theme.label(role="secondary")
        self._day = theme.label(role="secondary")
        self._chevron = IconLabel("chevron-right")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_4) * 2)
        self._grid.setHorizontalSpacing(tokens.SPACE_12)
        self._grid.setVerticalSpacing(0)
        self._is_narrow: bool | None = None
        for each in (self._title, self._rest):
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for each in (self._turn, self._day):
            each.setWordWrap(False)
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._place(is_narrow=False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, row: PlanRow, rest: str, *, is_next: bool) -> None:
        """Show where the step stands; ``rest`` is what is left in words."""
        shown = standing.of_step(row, 0)
        self._icon.show_icon(shown.icon, shown.role)
        theme.set_property(self._title, "role", "label" if is_next else "")
        self._turn.setText(plan.turn_text(row))
        self._rest.setText(rest)
        self._day.setText(plan.due_text(row))
        theme.set_tone(self._day, "warning" if row.is_overdue else "")
        seen = (self._title, self._turn, self._rest, self._day)
        # What is left of a closed step is its status already.
        words = [*(each.text() for each in seen), row.status.label * (row.waits_for is not None)]
        self.setAccessibleName(", ".join(filter(None, words)))
        self.updateGeometry()

    def columns(self) -> tuple[QLabel, QLabel]:
        """Return the parts that are as wide in every row: whose turn it is, and the day."""
        return self._turn, self._day

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words on two lines where one has no room for them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Do so with larger letters too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        aside = sum(each.minimumWidth() for each in self.columns())
        room = self.width() - aside
        self._place(is_narrow=room < _LETTERS * self.fontMetrics().averageCharWidth())

    def _place(self, *, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        while self._grid.takeAt(0) is not None:
            pass
        places: tuple[tuple[QLabel, int, int, int], ...]
        if is_narrow:
            places = (
                (self._icon, 0, 0, 2),
                (self._title, 0, 1, 1),
                (self._day, 0, 2, 1),
                (self._rest, 1, 1, 1),
                (self._turn, 1, 2, 1),
                (self._chevron, 0, 3, 2),
            )
        else:
            shown = (self._icon, self._title, self._turn, self._rest, self._day, self._chevron)
            places = tuple((each, 0, at, 1) for at, each in enumerate(shown))
        for each, row, column, rows in places:
            self._grid.addWidget(each, row, column, rows, 1)
        for column in range(len(places)):
            self._grid.setColumnStretch(column, column == 1 or (column == 3 and not is_narrow))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of what stands in it."""
        return QSize(self._layout_size().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return a size in which all its words have room, on as many lines as they need."""
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Return that words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its words, at least that of a row."""
        inside = self.layout()
        return max(tokens.ROW, inside.totalHeightForWidth(width) if inside is not None else 0)

    def _layout_size(self) -> QSize:
        inside = self.layout()
        return inside.totalMinimumSize() if inside is not None else QSize()
