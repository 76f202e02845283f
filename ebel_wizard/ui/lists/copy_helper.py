"""What helps to type something again in e-Belediye: the way to its page, values to be copied."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import CopyButton, row
from ebel_wizard.ui.widgets.flow_layout import FlowLayout

_ARROW = "›"
_ABREAST = 3  # values beside each other; more of them would leave no room to read any


class MenuPath(QWidget):
    """Where a step's page is in e-Belediye: what is searched for, then each part that is clicked.

    A step without a place there shows nothing.
    """

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.setAccessibleName(f" {_ARROW} ".join(step.menu_path))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(theme.label("e-Belediye’deki yeri", scale=1.15, bold=True))
        path = QWidget()
        flow = FlowLayout(path)
        word = step.search_word
        if word:
            flow.addWidget(_single("Ana ekrandaki arama kutusuna yazın:"))
            flow.addWidget(_part(word))
            flow.addWidget(CopyButton("aranacak kelime", lambda: word))
        for at, part in enumerate(step.menu_path):
            if at or word:
                flow.addWidget(_single(_ARROW))
            flow.addWidget(_part(part))
        column.addWidget(path)
        if not step.menu_path and not step.search_word:
            self.hide()


class Values(QWidget):
    """The values of a list's current row side by side, each with a button that copies it."""

    def __init__(self, panel: ListPanel, values: Mapping[str, Callable[[str], str]]) -> None:
        super().__init__()

        def of_row(read: Callable[[str], str]) -> str:
            row_id = panel.current_id()
            return read(row_id) if row_id else ""

        self._values = [Value(label, partial(of_row, read)) for label, read in values.items()]
        panel.table.selectionModel().currentChanged.connect(lambda *_: self.refresh())
        panel.table.rows.modelReset.connect(self.refresh)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GRID)
        for at, value in enumerate(self._values):
            grid.addWidget(value, at // _ABREAST, at % _ABREAST)
            grid.setColumnStretch(at % _ABREAST, 1)

    def refresh(self) -> None:
        """Show the values as they are now."""
        for each in self._values:
            each.refresh()


class Value(QWidget):
    """One value: what it is above, as much of it as there is room for, and its copy button."""

    def __init__(self, label: str, read: Callable[[], str]) -> None:
        super().__init__()
        self._read = read
        self._text = _single("")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._copy = CopyButton(label, read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(theme.label(label, tone_name="hint", scale=0.92))
        column.addWidget(row(self._text, self._copy, stretch=False))

    def refresh(self) -> None:
        """Show the value as it is now."""
        text = self._read().strip()
        self._text.setToolTip(text)
        self._copy.refresh()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more of it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        text = self._read().strip() or "–"
        room = self._text.width()
        metrics = self._text.fontMetrics()
        self._text.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))


def _part(text: str) -> QLabel:
    made = _single(text)
    made.setProperty("card", "plain")
    made.setContentsMargins(*(theme.GRID, theme.GRID // 2) * 2)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _single(text: str) -> QLabel:
    made = theme.label(text)
    made.setWordWrap(False)
    return made
