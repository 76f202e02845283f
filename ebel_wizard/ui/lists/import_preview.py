"""The table of a list's rows before its import, and what the officer decides about them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QTableView, QWidget

from ebel_wizard.people_import.plan import Decisions
from ebel_wizard.ui.lists import import_table
from ebel_wizard.ui.lists.empty_note import EmptyNote
from ebel_wizard.ui.lists.import_table import ImportPreviewModel, PreviewRow, RowFilter
from ebel_wizard.ui.lists.table import configure_table, fit_height
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button

_HINTS = {
    RowFilter.ACCEPTED: "",
    RowFilter.CORRECTED: "",
    RowFilter.ASKED: "Aynı kişiyse değiştirin; değilse bırakın, listenin bu satırı alınmaz.",
    RowFilter.REJECTED: "Yine de alırsanız alınamayan TCKN boş kalır, sonra yazarsınız. Kişiyi "
    "kendiniz yazdıysanız “halledildi” deyin.",
    RowFilter.SET_ASIDE: "Bunlar kişi satırı gibi görünmüyor; kişi olanları seçip kişi sayın.",
    RowFilter.SETTLED: "Bunlara baktınız; alınmayacaklar.",
}


_NOTES_SHARE: Final = 0.6
"""How much of the table notes that come first may take: beside them is who the row is about."""
_MEASURED: Final = 200
"""How many notes are measured: those of a long list look alike."""


class ImportPreview(QTableView):
    """Shows the rows; their notes stand last, or first after the row's number.

    ``note`` has the whole note of the current row.
    """

    def __init__(self, model: ImportPreviewModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Listedeki satırlar")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        configure_table(self)
        self.verticalHeader().hide()
        self.empty = EmptyNote(self)
        self.note = theme.label()
        self._notes = model.columnCount() - 1
        model.modelReset.connect(self._show_rows)
        self.selectionModel().currentChanged.connect(lambda *_: self._show_note())

    def sizeHint(self) -> QSize:
        """Return a height that leaves it to the page how much of the list is in sight."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """End where the rows end, with or without a bar to scroll across."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        head, metrics, model = self.horizontalHeader(), self.fontMetrics(), self.model()
        others = 0
        for at, width in enumerate(import_table.WIDTHS[:-1]):
            longest = metrics.horizontalAdvance(import_table.LONGEST.get(at, "")) + tokens.SPACE_32
            self.setColumnWidth(at, max(width * tokens.GRID, longest, head.sectionSizeHint(at)))
            others += self.columnWidth(at)
        rows, wide = model.rowCount(), self.viewport().width()
        least = import_table.WIDTHS[-1] * tokens.GRID
        if self._has_notes_first():
            notes = (model.index(row, self._notes).data() for row in range(min(rows, _MEASURED)))
            longest = max(map(metrics.horizontalAdvance, notes), default=0) + tokens.SPACE_32
            wide = min(longest, round(wide * _NOTES_SHARE))
        else:
            wide -= others
        self.setColumnWidth(self._notes, max(least, wide))
        fit_height(self, rows)
        self.empty.show_note("" if rows else "Burada satır yok.")

    def put_notes_first(self, first: bool) -> None:
        """Move the column of notes."""
        head = self.horizontalHeader()
        head.moveSection(head.visualIndex(self._notes), 1 if first else self._notes)
        self._fit()

    def _has_notes_first(self) -> bool:
        return self.horizontalHeader().visualIndex(self._notes) != self._notes

    def _show_rows(self) -> None:
        """Begin at the first row, without choosing it."""
        self._fit()
        first = self.model().index(0, 0)
        keep = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(first, keep)
        self._show_note()

    def _show_note(self) -> None:
        row = self.currentIndex().row()
        note = self.model().index(row, self._notes).data() if row >= 0 else ""
        self.note.setText(f"{self.model().index(row, 0).data()}. satır: {note}" if note else "")


class DecisionRow(QWidget):
    """Offers what can be decided about the rows in sight, once some of them are selected."""

    decided = Signal(object)
    """Has the decisions with the new one."""

    def __init__(self, table: ImportPreview, model: ImportPreviewModel) -> None:
        super().__init__()
        self._table = table
        self._model = model
        self._decisions = Decisions()
        self._filter = RowFilter.ACCEPTED
        self._is_ready = False
        self._hint = theme.label(role="hint")
        self._buttons: list[tuple[QPushButton, frozenset[RowFilter]]] = [
            self._button("Seçilenleri &değiştir", self._replace, RowFilter.ASKED),
            self._button("Seçilenleri &yine de al", self._take, RowFilter.REJECTED),
            self._button("Seçilenleri &kişi say", self._claim, RowFilter.SET_ASIDE),
            self._button(
                "Seçilenler &halledildi", self._settle, RowFilter.ASKED, RowFilter.REJECTED
            ),
        ]
        self._forget = button("Kararlarımı &unut", self._forget_all)
        theme.set_property(self._forget, "kind", "quiet")
        self.setMinimumHeight(tokens.CONTROL)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_8)
        for each, _ in self._buttons:
            line.addWidget(each)
        line.addWidget(self._forget)
        line.addWidget(self._hint, 1)
        table.selectionModel().selectionChanged.connect(lambda *_: self._update())

    def show_for(self, row_filter: RowFilter, decisions: Decisions, *, is_ready: bool) -> None:
        """Offer what fits the rows in sight; nothing can be decided while the list is read."""
        self._filter, self._decisions, self._is_ready = row_filter, decisions, is_ready
        self._update()

    def _update(self) -> None:
        self._hint.setText(_HINTS[self._filter] if self._model.rows else "")
        chosen = bool(self._rows())
        for each, filters in self._buttons:
            each.setVisible(self._filter in filters and bool(self._model.rows))
            each.setEnabled(self._is_ready and chosen)
            each.setToolTip("" if chosen else "Önce listeden satırları seçin.")
        self._forget.setVisible(self._decisions != Decisions())
        self._forget.setEnabled(self._is_ready)

    def _button(
        self, words: str, act: Callable[[], None], *filters: RowFilter
    ) -> tuple[QPushButton, frozenset[RowFilter]]:
        return button(words, act), frozenset(filters)

    def _rows(self) -> list[PreviewRow]:
        return [self._model.rows[at.row()] for at in self._table.selectionModel().selectedRows()]

    def _chosen(self) -> frozenset[int]:
        return frozenset(each.row for each in self._rows())

    def _replace(self) -> None:
        """Let people take the place of those whose TCKN they have."""
        replaced = self._decisions.replaced | self._chosen()
        self.decided.emit(replace(self._decisions, replaced=replaced))

    def _claim(self) -> None:
        """Count rows as people's."""
        claimed = self._decisions.claimed | self._chosen()
        self.decided.emit(replace(self._decisions, claimed=claimed))

    def _take(self) -> None:
        """Take rows that were rejected: as people, and without a TCKN that is wrong."""
        wrong = frozenset(each.row for each in self._rows() if "tckn" in each.corrected)
        self.decided.emit(
            replace(
                self._decisions,
                claimed=self._decisions.claimed | self._chosen(),
                numberless=self._decisions.numberless | wrong,
            )
        )

    def _settle(self) -> None:
        """Ask no more about rows."""
        settled = self._decisions.settled | self._chosen()
        self.decided.emit(replace(self._decisions, settled=settled))

    def _forget_all(self) -> None:
        self.decided.emit(Decisions())
