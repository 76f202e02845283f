"""A list of people before its import: what each column is, who is accepted, who is not and why."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

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
from ebel_wizard.store.forgetter import REMEMBERED_ROWS
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists import clipboard_table, import_summary, import_table
from ebel_wizard.ui.lists.filter_chips import FilterChips
from ebel_wizard.ui.lists.import_columns import ColumnMapEditor, combo_box
from ebel_wizard.ui.lists.import_preview import DecisionRow, ImportPreview
from ebel_wizard.ui.lists.import_table import ImportPreviewModel, PreviewRow, RowFilter
from ebel_wizard.ui.lists.left_rows import LeftRows
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row


class ImportView(QWidget):
    """Compares a list with the register; one button imports it, another changes nothing.

    When the register changes meanwhile (an undo), the list is compared again.
    """

    closed = Signal(str)
    """Emitted when the list is imported or cancelled; has what was imported, or nothing."""
    left_changed = Signal()
    """Emitted when there are other rows to be settled than before."""
    _rows_read = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_of_left = False
        self._source: SheetSource | None = None
        self._choice: tuple[Sheet, ColumnMap] | None = None
        self._decisions = Decisions()
        self._plan: ImportPlan | None = None
        self._left: LeftRows | None = None
        self._task: CancellableTask | None = None
        self._row_filter = RowFilter.ACCEPTED
        self._title = theme.label(role="group")
        self._problem = theme.label(tone="error")
        self._sheets_hint = theme.label(role="hint")
        self._sheets = combo_box("Sayfa")
        self._sheets.activated.connect(self._choose_sheet)
        self._columns = ColumnMapEditor()
        self._columns.changed.connect(self._choose_columns)
        self._columns_button = button("Sütunları &düzelt", self._turn_columns, stays_down=True)
        self._progress = theme.label(role="hint")
        self._totals = theme.label(role="label")
        self._notes = theme.label(role="hint")
        self._chips = FilterChips("Listedeki satırlar", [each.value for each in RowFilter])
        self._chips.chosen.connect(lambda state: self._show_rows(RowFilter(state)))
        self._model = ImportPreviewModel(self, lambda: session.settings.tckns == "masked")
        self._table = ImportPreview(self._model)
        self._decision_row = DecisionRow(self._table, self._model)
        self._decision_row.decided.connect(self._decide)
        self._copy_button = button("Alınmayanları ko&pyala", self._copy_rejected)
        self._import_button = button("&Al", self._import, primary=True)
        self._cancel_button = button("&Vazgeç", self._cancel)
        self._lay_out()
        self._rows_read.connect(self._show_progress)
        session.changed.connect(self._on_change)
        session.workspace.recall(REMEMBERED_ROWS, self._recalled, receiver=self)

    def open_file(self, path: Path) -> None:
        """Read a file."""
        self._open(path.name, lambda progress: detect.read(path, progress))

    def open_text(self, text: str) -> None:
        """Read rows copied from a spreadsheet."""
        self._open("Yapıştırdığınız liste", lambda _: (text_tables.read_clipboard(text),))

    # What was left

    @property
    def left_refused(self) -> int:
        """How many refused rows of the last list that was imported are still to be settled."""
        return self._left.count - self._left.asked if self._left else 0

    @property
    def left_asked(self) -> int:
        """How many others of its rows wait for a decision."""
        return self._left.asked if self._left else 0

    @property
    def left_title(self) -> str:
        """The name of the last list that was imported."""
        return self._left.title if self._left else ""

    def open_left(self) -> None:
        """Show the rows of the last list that were not imported, beside the register as it is."""
        left = self._left
        if left is not None:
            self._title.setText(left.title)
            self._source, self._plan = lambda _: (left.sheet,), None
            self._choice, self._decisions = (left.sheet, left.columns), left.decisions
            self._is_of_left = True
            self._set_filter(RowFilter.REJECTED if self.left_refused else RowFilter.ASKED)
            self._start()

    def forget_left(self) -> None:
        """Forget those rows; they were settled."""
        self._keep_left(None)

    def _recalled(self, text: str) -> None:
        if self._left is None and text:
            self._left = LeftRows.read(text)
            self.left_changed.emit()

    def _keep_left(self, left: LeftRows | None) -> None:
        self._left = left
        self._session.remember(REMEMBERED_ROWS, left.written() if left else "")
        self.left_changed.emit()

    # Planning

    def _open(self, title: str, source: SheetSource) -> None:
        self._title.setText(title)
        self._source, self._choice, self._plan = source, None, None
        self._decisions = Decisions()
        self._is_of_left = False
        self._set_filter(RowFilter.ACCEPTED)
        self._columns_button.setChecked(False)
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
        plan = partial(
            plan_import, self._source, self._choice, rows, task.progress, self._decisions
        )
        self._session.background_worker.run(
            partial(_with_rows, plan),
            partial(self._planned, task),
            partial(self._failed, task),
            receiver=self,
        )

    def _planned(self, task: CancellableTask, planned: tuple[ImportPlan, list[PreviewRow]]) -> None:
        if task is not self._task:
            return
        plan, rows = planned
        self._task = None
        self._plan = plan
        self._source = lambda _: plan.sheets
        self._choice = plan.sheet, plan.columns
        self._problem.setText(plan.trouble)
        self._fill(plan, rows)
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

    def _decide(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._start()

    def _turn_columns(self) -> None:
        self._update()

    def _set_filter(self, row_filter: RowFilter) -> None:
        self._row_filter = row_filter
        self._chips.show_chosen(row_filter.value)

    def _show_rows(self, row_filter: RowFilter) -> None:
        """Show other rows; their notes come first where these are what matters."""
        self._set_filter(row_filter)
        self._model.set_filter(row_filter)
        self._decision_row.show_for(row_filter, self._decisions, is_ready=self._task is None)
        self._table.put_notes_first(row_filter is not RowFilter.ACCEPTED)

    def _copy_rejected(self) -> None:
        if self._plan is not None:
            labels, rows = import_table.rejected_rows(self._plan)
            clipboard_table.copy([labels, *rows])
            self._session.notify("Kopyalandı; e-postaya ya da Excel’e yapıştırabilirsiniz.")

    def _import(self) -> None:
        self._session.flush()  # may change the register; the list is then compared again
        plan = self._plan
        if plan is None or self._task is not None:
            return
        self._source = None
        self._session.commit(lambda: plan.change, "", Reason.IMPORT)
        self._keep_left(LeftRows.of(self._title.text(), plan))
        self._close(import_summary.done_text(plan))

    def _cancel(self) -> None:
        """Change nothing; what was settled of the rows left by an earlier list stays so."""
        if self._is_of_left and self._plan is not None:
            self._keep_left(LeftRows.of(self._title.text(), self._plan))
        self._close("")

    def _close(self, imported: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self._source = self._task = self._plan = self._choice = None
        self._model.show_rows((), RowFilter.ACCEPTED)
        self.closed.emit(imported)

    # Showing

    def _lay_out(self) -> None:
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        self._sheet_row = horizontal_row(self._sheets_hint, self._sheets)
        self._busy_row = horizontal_row(bar, self._progress)
        self._tools = horizontal_row(self._columns_button, self._copy_button)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._tools)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(head)
        above = (self._problem, self._totals, self._notes, self._sheet_row, self._columns)
        for each in (*above, self._busy_row, self._chips, self._decision_row):
            column.addWidget(each)
        column.addWidget(self._table, 1)
        column.addWidget(self._table.note)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_8)
        outer.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._cancel_button)
        foot.addStretch()
        foot.addWidget(self._import_button)
        outer.addLayout(foot)

    def _fill(self, plan: ImportPlan, rows: list[PreviewRow]) -> None:
        """Show a plan and its rows."""
        self._sheets_hint.setText(
            f"Dosyada {len(plan.sheets)} sayfa var; biri alınır, öbürlerini ayrıca alın:"
        )
        self._sheets.clear()
        for sheet in plan.sheets:
            self._sheets.addItem(sheet.name or "Liste")
        self._sheets.setCurrentIndex(plan.sheets.index(plan.sheet))
        self._columns.show_columns(plan.columns)
        self._model.show_rows(rows, self._row_filter)
        self._chips.show_counts(self._model.counts())
        self._show_rows(self._row_filter)
        if plan.trouble or plan.result.unsure:
            self._columns_button.setChecked(True)
        self._totals.setText(import_summary.preview_text(plan))
        self._notes.setText(import_summary.notes_text(plan))
        count = import_summary.imported_count(plan)
        takes = plan.change is not None
        self._import_button.setText(
            f"{numbers.shown(count)} kişiyi &al" if takes else "&Alınacak kimse yok"
        )

    def _update(self) -> None:
        """Show what there is: work in progress, a plan, or why there is none."""
        plan, is_busy = self._plan, self._task is not None
        has_plan = plan is not None
        self._busy_row.setVisible(is_busy)
        self._problem.setVisible(bool(self._problem.text()) and not is_busy)
        self._sheet_row.setVisible(plan is not None and len(plan.sheets) > 1)
        self._columns.setVisible(has_plan and self._columns_button.isChecked())
        for part in (self._tools, self._chips, self._table, self._table.note, self._import_button):
            part.setVisible(has_plan)
        self._totals.setVisible(has_plan and not is_busy)
        self._notes.setVisible(bool(self._notes.text()) and has_plan and not is_busy)
        self._copy_button.setVisible(plan is not None and plan.left > 0)
        self._decision_row.setVisible(has_plan)
        self._decision_row.show_for(self._row_filter, self._decisions, is_ready=not is_busy)
        self._cancel_button.setText("&Kapat" if self._is_of_left else "&Vazgeç")
        self._import_button.setEnabled(plan is not None and plan.change is not None and not is_busy)


def _with_rows(make: Callable[[], ImportPlan]) -> tuple[ImportPlan, list[PreviewRow]]:
    """Return a plan and its rows, which for a long list take longer than a window may stand."""
    plan = make()
    return plan, import_table.preview_rows(plan)
