"""Geçmiş: who changed what and when, newest first; read from the disk a page at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ebel_wizard.case import history, register
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.workspace import HistoryEntry
from ebel_wizard.turkish import dates
from ebel_wizard.ui.lists.table import configure_table, distribute_width
from ebel_wizard.ui.pages.base import keep_above, scrolled_column
from ebel_wizard.ui.shell.forgetting import ForgetDeleted
from ebel_wizard.ui.shell.places import HISTORY
from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import page_head

_PAGE: Final = 200  # changes read at once: more than one screen holds
_HEADS: Final = ("Ne zaman", "Kim", "Ne değişti", "Önceki", "Sonraki")
_WHAT: Final = _HEADS.index("Ne değişti")
_WIDTHS: Final = (16, 10, 32, 22, 22)  # grid units, of a window of usual size

_Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """The changes read so far; the view fetches more on scrolling down."""

    entries_read = Signal()

    def __init__(self, session: Session, failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._session = session
        self._failed = failed
        self._rows: list[tuple[str, ...]] = []
        self._oldest: int | None = None
        self._more = False
        self._request = 0  # the reply to an earlier request is ignored

    def reload(self) -> None:
        """Read the newest changes; those shown stay until then."""
        self._request_page(None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of changes read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        across = orientation is Qt.Orientation.Horizontal
        return _HEADS[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, also as its tooltip: not all of it may fit."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._rows[index.row()][index.column()]
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        """Return whether older changes are on the disk."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        """Read older changes."""
        self._more = False
        self._request_page(self._oldest)

    def _request_page(self, before: int | None) -> None:
        self._request += 1
        take = partial(self._receive, self._request, before)
        self._session.workspace.history(_PAGE, before, take, self._failed, receiver=self)

    def _receive(self, request: int, before: int | None, found: list[HistoryEntry]) -> None:
        if request != self._request:
            return
        shown = [self._cells(entry) for entry in found if not entry.change.is_withdrawn]
        if before is None:
            self.beginResetModel()
            self._rows = shown
            self.endResetModel()
        elif shown:
            count = len(self._rows)
            self.beginInsertRows(QModelIndex(), count, count + len(shown) - 1)
            self._rows += shown
            self.endInsertRows()
        if found:
            self._oldest = found[-1].number
        self._more = len(found) == _PAGE
        self.entries_read.emit()

    def _cells(self, entry: HistoryEntry) -> tuple[str, ...]:
        described = history.describe(entry.change, self._name_of)
        at = dates.local(entry.at)  # this machine's own time
        return (
            f"{dates.short(at.date())} {at:%H:%M}",
            entry.who,
            ": ".join(filter(None, (entry.change.label, described.subject))),
            described.before,
            described.after,
        )

    def _name_of(self, person_id: str) -> str:
        return register.name_of(self._session.answers, person_id)


class HistoryPage(QWidget):
    """The list of changes, read-only."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        column = scrolled_column(self, width=None, fill=True)
        self._error = theme.label(tone="error")
        self._empty = theme.label("Henüz bir değişiklik yok.", role="hint")
        self._model = HistoryModel(session, self._on_read_failed)
        self._table = HistoryTable(self._model)
        column.addWidget(
            theme.label(
                "Bu bilgisayarda yapılan değişiklikler, en yenisi üstte. TCKN ve telefonların "
                "yalnız bir bölümü gösterilir; parola ve şifre burada yer almaz.",
                role="hint",
            )
        )
        for each in (self._error, self._empty):
            column.addWidget(each)
            each.hide()
        column.addWidget(self._table, 1)
        column.addWidget(ForgetDeleted(session))
        back = button("&Görev listesine dön", self.closed.emit)
        keep_above(self, page_head(HISTORY.title, back))
        self._model.entries_read.connect(self._on_entries_read)
        session.save_status_changed.connect(self._saved)
        session.forgetting.changed.connect(self._model.reload)

    def refresh(self) -> None:
        """Read the newest changes."""
        self._model.reload()

    def _saved(self, status: SaveStatus, _: object) -> None:
        if status is SaveStatus.SAVED and self.isVisible():
            self.refresh()

    def _on_entries_read(self) -> None:
        self._error.hide()
        self._empty.setVisible(self._model.rowCount() == 0)

    def _on_read_failed(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        theme.show_message(self._error, f"{error.what} {error.remedy}", "error")


class HistoryTable(QTableView):
    """Selected by rows; a change without values spans the columns of values."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Değişiklikler")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        configure_table(self)
        self.setMinimumHeight(tokens.LIST_HEIGHT)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        model.modelReset.connect(self._join_all)
        model.rowsInserted.connect(lambda _, first, __: self._join_from(first))

    def _join_all(self) -> None:
        self.clearSpans()
        self._join_from(0)

    def _join_from(self, first: int) -> None:
        rows, after = self.model(), range(_WHAT + 1, len(_HEADS))
        for at in range(first, rows.rowCount()):
            if not any(rows.index(at, column).data() for column in after):
                self.setSpan(at, _WHAT, 1, 1 + len(after))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Distribute the width by what usual values need; a small window scrolls."""
        super().resizeEvent(event)
        distribute_width(self, _WIDTHS, rigid={0})
