"""The table of project officers: edited in place, reordered, pasted into."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ebel_wizard.case.fields import PERSON
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui import inputs, theme
from ebel_wizard.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (13, 14, 13, 16, 22, 24)  # in grid units, as wide as usual answers are


class PeopleModel(QAbstractTableModel):
    """The project officers of the session, one a row."""

    def __init__(self, session: Session, step_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.step_id = step_id
        self.ids: list[str] = session.book.officer_ids()
        self._problems: dict[tuple[int, str], list[Problem]] = {}

    def sync(self) -> None:
        """Follow the session; rows are rebuilt only when people or their order changed."""
        ids = self.session.book.officer_ids()
        if ids != self.ids:
            self.beginResetModel()
            self.ids = ids
            self.endResetModel()
        elif ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(PERSON) - 1))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells of ``officers[n].part`` problems."""
        marked: dict[tuple[int, str], list[Problem]] = {}
        for problem in problems:
            place = cell_of(problem.field)
            if place is not None:
                marked.setdefault(place, []).append(problem)
        if marked != self._problems:
            self._problems = marked
            self.sync()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a person."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Ad, soyad, TCKN, cep, unvan, birim."""
        return 0 if parent.isValid() else len(PERSON)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Labels across, running numbers down."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return PERSON[section].label if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The answer, and what is wrong with it in colour and words."""
        part = PERSON[index.column()].path
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return getattr(self.session.book.person(self.ids[index.row()]), part)
        problems = self._problems.get((index.row(), part), [])
        if not problems:
            return None
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return "\n".join(problem.text for problem in problems)
        if role == Qt.ItemDataRole.BackgroundRole:
            worst = any(problem.severity is Severity.ERROR for problem in problems)
            parent = self.parent()
            palette = parent.palette() if isinstance(parent, QWidget) else QPalette()
            colour = QColor(theme.tone(palette, "error" if worst else "warning"))
            colour.setAlpha(48)
            return colour
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed into a cell, in its usual print form."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.typed(index, inputs.tidy(PERSON[index.column()].kind, str(value)))
        self.session.left((self.ids[index.row()], PERSON[index.column()].path))
        return True

    def typed(self, index: Index, text: str) -> None:
        """Keep what is being typed, half a second after the last key."""
        key = (self.ids[index.row()], PERSON[index.column()].path)
        self.session.typed(key, partial(self.session.book.set_person, *key, text), self.step_id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


class CellDelegate(QStyledItemDelegate):
    """Edits a cell with a line that reports every key."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line edit over the cell."""
        editor = QLineEdit(parent)
        editor.setAutoFillBackground(True)
        editor.setAccessibleName(PERSON[index.column()].label)
        model = index.model()
        place = QPersistentModelIndex(index)
        if isinstance(model, PeopleModel):
            editor.textEdited.connect(partial(model.typed, place))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the line, but leave the cursor alone when it says the same already."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QLineEdit) and editor.text() != text and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the typed text to the model."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class PeopleTable(QTableView):
    """The view: Tab walks through the cells while editing, Delete empties, Ctrl+V pastes."""

    paste_asked = Signal()
    move_asked = Signal(int)

    def __init__(self, session: Session, step_id: str) -> None:
        super().__init__()
        self.people = PeopleModel(session, step_id, self)
        self.setModel(self.people)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName("Proje sorumluları")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setMinimumHeight(theme.GRID * 22)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(theme.GRID * 4)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width by what usual answers need; a small window scrolls."""
        super().resizeEvent(event)
        spare = max(0, self.viewport().width() - sum(_WIDTHS) * theme.GRID)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width * theme.GRID + spare * width // sum(_WIDTHS))

    def selected_ids(self) -> list[str]:
        """Ids of the people with a selected cell, in their order."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self.people.ids[row] for row in rows]

    def go_to(self, row: int, part: str, *, edit: bool = False) -> None:
        """Put the cursor on a cell."""
        column = next(n for n, question in enumerate(PERSON) if question.path == part)
        index = self.people.index(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if edit and self.indexWidget(index) is None:
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in the very last cell ends editing instead of going round to the first."""
        index = self.currentIndex()
        last = index.row() == self.people.rowCount() - 1 and index.column() == len(PERSON) - 1
        if last and hint == QAbstractItemDelegate.EndEditHint.EditNextItem:
            hint = QAbstractItemDelegate.EndEditHint.NoHint
        super().closeEditor(editor, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete empties the cell, Alt+arrows reorder, Ctrl+V pastes rows."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.people.setData(self.currentIndex(), "")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # The Enter that ends editing comes by here too.
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def cell_of(path: str) -> tuple[int, str] | None:
    """Row (from 0) and part of ``officers[2].tckn``; None for another path."""
    head, _, part = path.partition("].")
    number = head.removeprefix("officers[")
    return (int(number) - 1, part) if part and number.isdecimal() else None
