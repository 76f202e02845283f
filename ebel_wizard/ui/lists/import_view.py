"""A list of people before its import: what each column is, who is accepted, who is not and why."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QProgressBar, QTableView, QVBoxLayout, QWidget

from ebel_wizard.cancellation import CancellableTask, Cancelled
from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import PERSON, UNIT
from ebel_wizard.people_import import detect, headings, text_tables
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.plan import (
    Decisions,
    ImportPlan,
    SheetSource,
    plan_import,
    register_rows,
)
from ebel_wizard.people_import.sheet import Sheet, SheetError
from ebel_wizard.store.backups import Reason
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists import clipboard_table, import_summary, import_table
from ebel_wizard.ui.lists.import_columns import ColumnMapEditor, combo_box
from ebel_wizard.ui.lists.import_table import ImportPreviewModel, RowFilter, RowState
from ebel_wizard.ui.lists.table import configure_table
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row


class ImportView(QWidget):
    """Compares a list with the register; one button imports it, another changes nothing.

    When the register changes meanwhile (an undo), the list is compared again.
    """

    closed = Signal(str)
    """Emitted when the list is imported or cancelled; has what was imported, or nothing."""
    _rows_read = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._left_title = ""
        self._source: SheetSource | None = None
        self._choice: tuple[Sheet, ColumnMap] | None = None
        self._decisions = Decisions()
        self._plan: ImportPlan | None = None
        self._left: ImportPlan | None = None
        self._task: CancellableTask | None = None
        self._title = theme.label(scale=1.15, bold=True)
        self._problem = theme.label(tone_name="error")
        self._sheets_hint = theme.label(tone_name="hint")
        self._sheets = combo_box("Sayfa")
        self._sheets.activated.connect(self._choose_sheet)
        self._columns = ColumnMapEditor()
        self._columns.changed.connect(self._choose_columns)
        self._progress = theme.label(tone_name="hint")
        self._totals = theme.label(bold=True)
        self._notes = theme.label(tone_name="hint")
        self._filter = combo_box("Gösterilen satırlar")
        for row_filter in RowFilter:
            self._filter.addItem(row_filter.value, row_filter)
        self._model = ImportPreviewModel(self)
        self._filter.activated.connect(lambda _: self._apply_filter())
        self._table = _table(self._model)
        self._copy_button = button("Alınamayanları ko&pyala", self._copy_rejected)
        self._copied = theme.label(tone_name="done")
        self._replace_button = button("Seçilenleri &değiştir", self._replace_selected)
        self._claim_button = button("Seçilenleri &kişi say", self._claim_selected)
        self._undecide_button = button("Kararlarımı &unut", self._forget_decisions)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._update_decisions())
        self._import_button = button("&Al", self._import, primary=True)
        self._cancel_button = button("&Vazgeç", self._cancel)
        self._lay_out()
        self._rows_read.connect(self._show_progress)
        session.changed.connect(self._on_change)

    def open_file(self, path: Path) -> None:
        """Read a file."""
        self._open(path.name, lambda progress: detect.read(path, progress))

    def open_text(self, text: str) -> None:
        """Read rows copied from a spreadsheet."""
        self._open("Panodan yapıştırılan liste", lambda _: (text_tables.read_clipboard(text),))

    @property
    def left(self) -> int:
        """How many rows of the last list that was imported are still to be settled."""
        return self._left.left if self._left else 0

    @property
    def left_title(self) -> str:
        """The name of the last list that was imported."""
        return self._left_title

    def open_left(self) -> None:
        """Show the rows of the last list that were not imported, beside the register as it is."""
        left = self._left
        if left is not None:
            self._title.setText(self._left_title)
            self._source, self._plan = lambda _: left.sheets, None
            self._choice, self._decisions = (left.sheet, left.columns), left.decisions
            self._filter.setCurrentIndex(self._filter.findData(RowFilter.REJECTED))
            self._start()

    def forget_left(self) -> None:
        """Forget those rows; they were settled."""
        self._left = None

    # Planning

    def _open(self, title: str, source: SheetSource) -> None:
        self._title.setText(title)
        self._source, self._choice, self._plan = source, None, None
        self._decisions = Decisions()
        self._filter.setCurrentIndex(0)
        self._start()

    def _start(self) -> None:
        """Plan the import in the background; cancel the plan in progress, if any."""
        if self._task is not None:
            self._task.cancel()
        if self._source is None:
            return
        task = self._task = CancellableTask(self._rows_read.emit)
        rows = register_rows(self._session.answers)
        self._progress.setText("Liste okunuyor…")
        self._update()
        self._session.background_worker.run(
            partial(plan_import, self._source, self._choice, rows, task.progress, self._decisions),
            partial(self._planned, task),
            partial(self._failed, task),
            receiver=self,
        )

    def _planned(self, task: CancellableTask, plan: ImportPlan) -> None:
        if task is not self._task:
            return
        self._task = None
        self._plan = plan
        self._source = lambda _: plan.sheets
        self._choice = plan.sheet, plan.columns
        self._problem.setText(plan.trouble)
        self._fill(plan)
        self._update()

    def _failed(self, task: CancellableTask, error: Exception) -> None:
        if isinstance(error, Cancelled) or task is not self._task:
            return
        self._task = None
        self._source = self._plan = None
        is_known = isinstance(error, SheetError)
        self._problem.setText(str(error) if is_known else "Liste okunamadı.")
        self._update()
        if not is_known:
            raise error

    def _show_progress(self, rows: int) -> None:
        if self._task is not None:
            self._progress.setText(f"Liste okunuyor… {numbers.shown(rows)}. satır")

    def _on_change(self, change: Change) -> None:
        if any(edit.table in {PERSON, UNIT} for edit in change.edits):
            self._start()

    # What the officer does

    def _choose_sheet(self, at: int) -> None:
        if self._plan is not None:
            sheet = self._plan.sheets[at]
            self._choice = sheet, headings.recognise(sheet) or headings.guess(sheet)
            self._decisions = Decisions()
            self._start()

    def _choose_columns(self) -> None:
        if self._plan is not None:
            self._choice = self._plan.sheet, self._columns.corrected(self._plan.columns)
            self._start()

    def _replace_selected(self) -> None:
        """Let the selected people take the place of those whose TCKN they have."""
        rows = self._decisions.replaced | self._selected(RowState.ASKED)
        self._decide(replace(self._decisions, replaced=rows))

    def _claim_selected(self) -> None:
        """Count the selected rows as people's."""
        rows = self._decisions.claimed | self._selected(RowState.SET_ASIDE)
        self._decide(replace(self._decisions, claimed=rows))

    def _forget_decisions(self) -> None:
        self._decide(Decisions())

    def _decide(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._start()

    def _selected(self, state: RowState) -> frozenset[int]:
        """Return the numbers of the selected rows in a state."""
        rows = [self._model.rows[at.row()] for at in self._table.selectionModel().selectedRows()]
        return frozenset(each.row for each in rows if each.state is state)

    def _apply_filter(self) -> None:
        """Filter the rows; their notes come first among corrected and rejected ones."""
        row_filter: RowFilter = self._filter.currentData()
        self._model.set_filter(row_filter)
        self._update_decisions()
        head = self._table.horizontalHeader()
        notes = head.count() - 1
        head.moveSection(head.visualIndex(notes), notes if row_filter is RowFilter.ALL else 1)

    def _copy_rejected(self) -> None:
        if self._plan is not None:
            labels, rows = import_table.rejected_rows(self._plan)
            clipboard_table.copy([labels, *rows])
            self._copied.setText("Kopyalandı; e-postaya ya da Excel’e yapıştırabilirsiniz.")
            self._copied.show()

    def _import(self) -> None:
        self._session.flush()  # may change the register; the list is then compared again
        plan = self._plan
        if plan is None or self._task is not None:
            return
        self._source = None
        self._session.commit(lambda: plan.change, "", Reason.IMPORT)
        self._left = plan if plan.left else None
        self._left_title = self._title.text()
        self._close(import_summary.done_text(plan))

    def _cancel(self) -> None:
        self._close("")

    def _close(self, imported: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self._source = self._task = self._plan = self._choice = None
        self._model.show_rows((), RowFilter.ALL)
        self.closed.emit(imported)

    # Showing

    def _lay_out(self) -> None:
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        self._sheet_row = horizontal_row(self._sheets_hint, self._sheets)
        self._busy_row = horizontal_row(bar, self._progress)
        self._filter_row = horizontal_row(self._filter, self._copy_button)
        self._decision_row = horizontal_row(
            self._replace_button, self._claim_button, self._undecide_button
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        above = (self._title, self._problem, self._sheet_row, self._columns)
        for each in (*above, self._busy_row, self._totals, self._notes, self._filter_row):
            column.addWidget(each)
        column.addWidget(self._table, 1)
        column.addWidget(self._decision_row)
        column.addWidget(self._copied)
        column.addWidget(horizontal_row(self._cancel_button, self._import_button))
        column.addStretch()

    def _fill(self, plan: ImportPlan) -> None:
        """Show a plan."""
        self._copied.clear()
        self._sheets_hint.setText(
            f"Dosyada {len(plan.sheets)} sayfa var; biri alınır, öbürlerini ayrıca alın:"
        )
        self._sheets.clear()
        for sheet in plan.sheets:
            self._sheets.addItem(sheet.name or "Liste")
        self._sheets.setCurrentIndex(plan.sheets.index(plan.sheet))
        self._columns.show_columns(plan.columns)
        self._model.show_rows(import_table.preview_rows(plan), self._filter.currentData())
        self._totals.setText(import_summary.preview_text(plan))
        self._notes.setText(import_summary.notes_text(plan))
        count = import_summary.imported_count(plan)
        self._import_button.setText(f"{numbers.shown(count)} kişiyi &al")

    def _update(self) -> None:
        """Show what there is: work in progress, a plan, or why there is none."""
        plan, is_busy = self._plan, self._task is not None
        self._busy_row.setVisible(is_busy)
        self._problem.setVisible(bool(self._problem.text()) and not is_busy)
        self._sheet_row.setVisible(plan is not None and len(plan.sheets) > 1)
        for part in (self._columns, self._filter_row, self._table, self._import_button):
            part.setVisible(plan is not None)
        self._totals.setVisible(plan is not None and not is_busy)
        self._notes.setVisible(bool(self._notes.text()) and plan is not None and not is_busy)
        self._copy_button.setVisible(plan is not None and plan.left > 0)
        self._update_decisions()
        self._copied.setVisible(plan is not None and bool(self._copied.text()))
        self._import_button.setEnabled(plan is not None and plan.change is not None and not is_busy)

    def _update_decisions(self) -> None:
        """Show the buttons that decide about rows where there is something to decide."""
        plan = self._plan
        is_ready = plan is not None and self._task is None
        in_sight = {each.state for each in self._model.rows}
        is_asked, is_aside = (s in in_sight for s in (RowState.ASKED, RowState.SET_ASIDE))
        self._replace_button.setVisible(is_asked)
        self._replace_button.setEnabled(is_ready and bool(self._selected(RowState.ASKED)))
        self._claim_button.setVisible(is_aside)
        self._claim_button.setEnabled(is_ready and bool(self._selected(RowState.SET_ASIDE)))
        self._undecide_button.setVisible(self._decisions != Decisions())
        is_shown = is_asked or is_aside or self._decisions != Decisions()
        self._decision_row.setVisible(plan is not None and is_shown)


def _table(model: ImportPreviewModel) -> QTableView:
    made = QTableView()
    made.setModel(model)
    made.setAccessibleName("Listedeki satırlar")
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    configure_table(made)
    made.setMinimumHeight(theme.GRID * 20)
    made.verticalHeader().hide()
    for at, width in enumerate(import_table.WIDTHS):
        made.setColumnWidth(at, width * theme.GRID)
    return made
