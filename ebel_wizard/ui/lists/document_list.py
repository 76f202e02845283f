"""The documents in their groups, each with a tick; what is ticked is printed and saved."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ebel_wizard.case import rules
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.widgets import icons, tokens

Group = tuple[str, Sequence[str]]
"""A heading and the documents under it, by their labels."""

_LABEL: Final = Qt.ItemDataRole.UserRole
_ROW: Final = tokens.COMPACT - tokens.FOCUS_EDGE
_TOLD: Final = 5  # reasons of a mark: more would cover the list
_MARKS: Final = {
    Severity.ERROR: ("circle-alert", "danger", "sorun var"),
    Severity.WARNING: ("triangle-alert", "warning", "uyarı var"),
}


class DocumentList(QListWidget):
    """Shows one document at a time and ticks any number of them; at first all but ``unticked``.

    Space ticks the one that is shown.
    """

    shown = Signal()
    """Another document is to be shown."""
    ticked = Signal()
    """What is ticked has changed."""

    def __init__(self, unticked: Iterable[str] = ()) -> None:
        super().__init__()
        self._left_out = set(unticked)
        self.setAccessibleName("Belgeler")
        self.setProperty("kind", "compact")
        self.setItemDelegate(_Rows(self))
        self.setIconSize(QSize(tokens.SMALL_ICON, tokens.SMALL_ICON))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._show)
        self.itemChanged.connect(self._tick)

    def show_groups(
        self, groups: Sequence[Group], problems: Mapping[str, Sequence[Problem]]
    ) -> None:
        """Show these documents, and which of them have problems; a mark says them when asked."""
        current = self.current()
        with QSignalBlocker(self):
            lines = [part for heading, labels in groups for part in (heading, *labels)]
            if lines != [self.item(row).text() for row in range(self.count())]:
                self.clear()
                for heading, labels in groups:
                    self._add_heading(heading)
                    for label in labels:
                        self._add(label)
                self._choose(current)
                self.scrollToTop()
                self._fit()
            for item in self._papers():
                self._mark(item, problems.get(item.text(), ()))

    def changeEvent(self, event: QEvent) -> None:
        """Make room for larger letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        width = self.sizeHintForColumn(0) + tokens.SPACE_32  # with room for a scroll bar
        self.setFixedWidth(max(width, tokens.RAIL))

    def current(self) -> str:
        """Return the label of the document to be shown, or nothing."""
        row = self.currentRow()
        return self.item(row).text() if row >= 0 else ""

    def is_ticked(self, label: str) -> bool:
        """Return whether a document is to be printed and saved."""
        return label not in self._left_out

    def _show(self, row: int) -> None:
        if row > 0 and not self.item(row - 1).data(_LABEL):
            self.scrollToItem(self.item(row - 1))  # its heading too
        self.shown.emit()

    def _papers(self) -> list[QListWidgetItem]:
        items = [self.item(row) for row in range(self.count())]
        return [item for item in items if item.data(_LABEL)]

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _add(self, label: str) -> None:
        item = QListWidgetItem(label)
        item.setData(_LABEL, label)
        flag = Qt.ItemFlag
        item.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable)
        states = Qt.CheckState
        item.setCheckState(states.Checked if self.is_ticked(label) else states.Unchecked)
        self.addItem(item)

    def _choose(self, label: str) -> None:
        papers = self._papers()
        found = [item for item in papers if item.text() == label] or papers[:1]
        if found:
            self.setCurrentItem(found[0])

    @staticmethod
    def _mark(item: QListWidgetItem, problems: Sequence[Problem]) -> None:
        worst = Severity.ERROR if rules.errors(problems) else Severity.WARNING
        name, colour, words = _MARKS[worst] if problems else ("", "", "")
        reasons = "\n".join(each.text for each in problems[:_TOLD])
        item.setToolTip(reasons)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, reasons)
        item.setIcon(icons.icon(name, colour) if name else QIcon())
        spoken = f"{item.text()}, {words}" if words else item.text()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _tick(self, item: QListWidgetItem) -> None:
        label = item.text()
        left_out = self._left_out - {label}
        if item.checkState() is Qt.CheckState.Unchecked:
            left_out.add(label)
        if left_out != self._left_out:
            self._left_out = left_out
            self.ticked.emit()


class _Rows(QStyledItemDelegate):
    """Draws a heading as one, and the mark behind the words, which keep their place."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say how a row is drawn."""
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Right
        if not index.data(_LABEL):
            option.state |= QStyle.StateFlag.State_Enabled
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return one height for all, with a mark or without."""
        return super().sizeHint(option, index).expandedTo(QSize(0, _ROW))
