"""Helps to retype values into e-Belediye: the menu path of a page, values with copy buttons."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import CopyButton
from ebel_wizard.ui.widgets.flow_layout import FlowLayout
from ebel_wizard.ui.widgets.layout import horizontal_row

_ARROW = "›"
_VALUES_ACROSS = 3  # more would be too narrow to read


class MenuPathView(QWidget):
    """Shows where a step's page is in e-Belediye: the search word, then the menu entries.

    Hidden for a step that has no page there.
    """

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.setAccessibleName(f" {_ARROW} ".join(step.menu_path))
        flow = FlowLayout(self)
        flow.addWidget(_single("e-Belediye’deki yeri:", "label"))
        word = step.search_word
        if word:
            flow.addWidget(_single("Ana ekrandaki arama kutusuna yazın:"))
            flow.addWidget(_single(f"“{word}”"))
            flow.addWidget(CopyButton("aranacak kelime", lambda: word))
        for at, part in enumerate(step.menu_path):
            made = _single(part)
            led = horizontal_row(_single(_ARROW), made, stretch=False) if at or word else made
            flow.addWidget(led)  # an arrow goes to the next line with its part
        if not step.menu_path and not step.search_word:
            self.hide()


class CopyableValues(QWidget):
    """Shows values of a list's current row side by side, each with a copy button."""

    def __init__(self, panel: ListPanel, values: Mapping[str, Callable[[str], str]]) -> None:
        super().__init__()

        self._panel = panel

        def of_row(read: Callable[[str], str]) -> str:
            row_id = panel.current_id()
            return read(row_id) if row_id else ""

        self._values = [
            CopyableValue(label, partial(of_row, read)) for label, read in values.items()
        ]
        panel.table.selectionModel().currentChanged.connect(lambda *_: self.refresh())
        panel.table.rows.modelReset.connect(self.refresh)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.SPACE_8)
        for at, value in enumerate(self._values):
            grid.addWidget(value, at // _VALUES_ACROSS, at % _VALUES_ACROSS)
            grid.setColumnStretch(at % _VALUES_ACROSS, 1)

    def refresh(self) -> None:
        """Read the values again; there are none while no row is the current one."""
        self.setVisible(bool(self._panel.current_id()))
        for each in self._values:
            each.refresh()


class CopyableValue(QWidget):
    """Shows a value under its label, elided to the width, with a copy button."""

    def __init__(self, label: str, read: Callable[[], str]) -> None:
        super().__init__()
        self._read = read
        self._text = _single("")
        self._text.setMinimumWidth(tokens.SPACE_32)
        self._copy = CopyButton(label, read)
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE_4)
        across.addWidget(self._text)
        across.addWidget(self._copy)
        across.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(theme.label(label, role="hint"))
        column.addLayout(across)

    def refresh(self) -> None:
        """Read the value again."""
        text = self._read().strip()
        self._text.setToolTip(text)
        self._copy.refresh()
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide the value to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        text = self._read().strip() or "–"
        width = self.width() - self._copy.width() - tokens.SPACE_4
        metrics = self._text.fontMetrics()
        self._text.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))


def _single(text: str, role: theme.Role = "") -> QLabel:
    made = theme.label(text, role=role)
    made.setWordWrap(False)
    return made
