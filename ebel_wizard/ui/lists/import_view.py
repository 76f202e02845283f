"""A list of people before it is taken: what each column is, who comes, who does not and why."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.cancellation import CancellableTask, Cancelled
from ebel_wizard.case import fields
from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import PERSON, UNIT
from ebel_wizard.people_import import detect, headings, text_tables
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.plan import ImportPlan, SheetSource, plan_import, register_rows
from ebel_wizard.people_import.sheet import Sheet, SheetError
from ebel_wizard.store.backups import Reason
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists import import_table
from ebel_wizard.ui.lists.import_table import IntakeModel, Shown
from ebel_wizard.ui.lists.table import dress
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import button, row
from ebel_wizard.ui.widgets.inputs import SteadyComboBox

_NOWHERE: Final = -1
_MAPPED_ACROSS: Final = 3  # combo boxes in a line


class IntakeView(QWidget):
    """Shows a list beside the register; one button takes it, another leaves everything as it was.

    The register may change meanwhile (an undo): then the list is put beside it anew.
    """

    closed = Signal(str)
    """The officer is through with the list; says what was taken, or nothing."""
    _counted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._source: SheetSource | None = None
        self._choice: tuple[Sheet, ColumnMap] | None = None
        self._intake: ImportPlan | None = None
        self._task: CancellableTask | None = None
        self._title = theme.label(scale=1.15, bold=True)
        self._trouble = theme.label(tone_name="error")
        self._sheets = _box("Sayfa")
        self._sheets.activated.connect(self._choose_sheet)
        self._mapped = {field.path: _box(f"Sütun: {field.label}") for field in fields.PERSON}
        for box in self._mapped.values():
            box.activated.connect(self._choose_columns)
        self._turned = QCheckBox("Bu sütunda önce soyadı yazıyor")
        self._turned.clicked.connect(self._choose_columns)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._doing = theme.label(tone_name="hint")
        self._totals = theme.label(bold=True)
        self._shown = _box("Gösterilen satırlar")
        for shown in Shown:
            self._shown.addItem(shown.value, shown)
        self._model = IntakeModel(self)
        self._shown.activated.connect(lambda _: self._choose_rows())
        self._table = _table(self._model)
        self._copy = button("Alınamayanları ko&pyala", self._copy_refused)
        self._copied = theme.label(tone_name="done")
        self._take = button("&Al", self._take_all, primary=True)
        self._leave = button("&Vazgeç", self._close)
        self._build()
        self._counted.connect(self._count)
        session.changed.connect(self._changed)

    def open_file(self, path: Path) -> None:
        """Read a file."""
        self._open(path.name, lambda progress: detect.read(path, progress))

    def open_text(self, text: str) -> None:
        """Read what was copied from a spreadsheet."""
        self._open("Panodan yapıştırılan liste", lambda _: (text_tables.copied(text),))

    # Working out

    def _open(self, title: str, source: SheetSource) -> None:
        self._title.setText(title)
        self._source, self._choice, self._intake = source, None, None
        self._shown.setCurrentIndex(0)
        self._start()

    def _start(self) -> None:
        """Work out what the list comes to; whatever was being worked out before is let go."""
        if self._task is not None:
            self._task.cancel()
        if self._source is None:
            return
        task = self._task = CancellableTask(self._counted.emit)
        rows = register_rows(self._session.answers)
        self._doing.setText("Liste okunuyor…")
        self._show()
        self._session.background_worker.run(
            partial(plan_import, self._source, self._choice, rows, task.progress),
            partial(self._worked_out, task),
            partial(self._failed, task),
        )

    def _worked_out(self, task: CancellableTask, intake: ImportPlan) -> None:
        if task is not self._task:
            return
        self._task = None
        self._intake = intake
        self._source = lambda _: intake.sheets
        self._choice = intake.sheet, intake.columns
        self._trouble.setText(intake.trouble)
        self._fill(intake)
        self._show()

    def _failed(self, task: CancellableTask, error: Exception) -> None:
        if isinstance(error, Cancelled) or task is not self._task:
            return
        self._task = None
        self._source = self._intake = None
        known = isinstance(error, SheetError)
        self._trouble.setText(str(error) if known else "Liste okunamadı.")
        self._show()
        if not known:
            raise error

    def _count(self, rows: int) -> None:
        if self._task is not None:
            self._doing.setText(f"Liste okunuyor… {numbers.shown(rows)}. satır")

    def _changed(self, change: Change) -> None:
        if any(edit.table in {PERSON, UNIT} for edit in change.edits):
            self._start()

    # What the officer does

    def _choose_sheet(self, at: int) -> None:
        if self._intake is not None:
            sheet = self._intake.sheets[at]
            self._choice = sheet, headings.recognise(sheet) or headings.guess(sheet)
            self._start()

    def _choose_columns(self) -> None:
        if self._intake is None:
            return
        said = {part: box.currentData() for part, box in self._mapped.items()}
        columns = {part: at for part, at in said.items() if at != _NOWHERE}
        before = self._intake.columns
        if columns.get("surname") != columns.get("name"):
            self._turned.setChecked(False)
        self._choice = (
            self._intake.sheet,
            replace(before, columns=columns, surname_first=self._turned.isChecked()),
        )
        self._start()

    def _choose_rows(self) -> None:
        """Among those that are mended or refused, the words about them stand first."""
        shown: Shown = self._shown.currentData()
        self._model.choose(shown)
        head = self._table.horizontalHeader()
        words = head.count() - 1
        head.moveSection(head.visualIndex(words), words if shown is Shown.ALL else 1)

    def _copy_refused(self) -> None:
        if self._intake is not None:
            heads, rows = import_table.refused_rows(self._intake)
            QGuiApplication.clipboard().setText("\n".join(map("\t".join, [heads, *rows])))
            self._copied.setText("Kopyalandı; e-postaya ya da Excel’e yapıştırabilirsiniz.")
            self._copied.show()

    def _take_all(self) -> None:
        self._session.flush()  # may change the register; the list is then worked out anew
        intake = self._intake
        if intake is None or self._task is not None:
            return
        words = f"{_people_words(intake)} alındı."
        if intake.units:
            words += f" {numbers.shown(intake.units)} yeni birim eklendi."
        self._source = None
        self._session.commit(lambda: intake.change, "", Reason.IMPORT)
        self._end(words)

    def _close(self) -> None:
        self._end("")

    def _end(self, words: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self._source = self._task = self._intake = self._choice = None
        self._model.show_rows((), Shown.ALL)
        self.closed.emit(words)

    # Showing

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(theme.GRID // 2)
        for n, (part, box) in enumerate(self._mapped.items()):
            label = next(field.label for field in fields.PERSON if field.path == part)
            caption = theme.label(label, tone_name="hint")
            caption.setBuddy(box)
            at, across = divmod(n, _MAPPED_ACROSS)
            grid.addWidget(caption, 2 * at, across)
            grid.addWidget(box, 2 * at + 1, across)
            grid.setColumnStretch(across, 1)
        self._mapping = QWidget()
        mapping = QVBoxLayout(self._mapping)
        mapping.setContentsMargins(0, 0, 0, 0)
        mapping.setSpacing(theme.GRID)
        words = "Listede hangi bilgi hangi sütunda? Yanlışsa düzeltin; aşağıdaki satırlar ona uyar."
        mapping.addWidget(theme.label(words, tone_name="hint"))
        mapping.addLayout(grid)
        mapping.addWidget(self._turned)
        self._sheet_words = theme.label(tone_name="hint")
        self._sheet_line = row(self._sheet_words, self._sheets)
        self._shown_line = row(self._shown, self._copy)
        self._busy = row(self._bar, self._doing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        above = (self._title, self._trouble, self._sheet_line, self._mapping)
        for each in (*above, self._busy, self._totals, self._shown_line):
            column.addWidget(each)
        column.addWidget(self._table, 1)
        column.addWidget(self._copied)
        column.addWidget(row(self._leave, self._take))
        column.addStretch()

    def _fill(self, intake: ImportPlan) -> None:
        """Show what was worked out."""
        self._copied.clear()
        self._sheet_words.setText(
            f"Dosyada {len(intake.sheets)} sayfa var; biri alınır, öbürlerini ayrıca alın:"
        )
        self._sheets.clear()
        for sheet in intake.sheets:
            self._sheets.addItem(sheet.name or "Liste")
        self._sheets.setCurrentIndex(intake.sheets.index(intake.sheet))
        for part, box in self._mapped.items():
            box.clear()
            box.addItem("— listede yok —", _NOWHERE)
            for at, heading in enumerate(intake.columns.headings):
                box.addItem(heading, at)
            box.setCurrentIndex(box.findData(intake.columns.columns.get(part, _NOWHERE)))
        self._turned.setChecked(intake.columns.surname_first)
        self._model.show_rows(import_table.rows_of(intake), self._shown.currentData())
        refused = len(intake.result.refused)
        said = [f"{_people_words(intake)} alınacak." if intake.people else "Alınacak kimse yok."]
        if intake.people and intake.merge.change is None:
            said = ["Listedeki herkes kayıtlı ve bilgileri aynı."]
        said += [f"{numbers.shown(intake.units)} yeni birim eklenecek."] * bool(intake.units)
        said += [f"{numbers.shown(refused)} satır alınamadı."] * bool(refused)
        phones = sum(
            mend.field == "mobile" and not mend.made
            for taken in intake.result.taken
            for mend in taken.mends
        )
        said += [
            f"{numbers.shown(phones)} kişinin telefonu cep numarası değil, alınmayacak."
        ] * bool(phones)
        self._totals.setText(" ".join(said))
        self._take.setText(f"{numbers.shown(len(intake.people))} kişiyi &al")

    def _show(self) -> None:
        """Show what there is: work in progress, a list, or why there is none."""
        intake, busy = self._intake, self._task is not None
        there = intake is not None
        self._busy.setVisible(busy)
        self._trouble.setVisible(bool(self._trouble.text()) and not busy)
        self._sheet_line.setVisible(intake is not None and len(intake.sheets) > 1)
        columns = intake.columns.columns if intake is not None else {}
        self._turned.setVisible("name" in columns and columns["name"] == columns.get("surname"))
        for part in (self._mapping, self._totals, self._shown_line, self._table, self._take):
            part.setVisible(there)
        self._totals.setVisible(there and not busy)
        self._copy.setVisible(intake is not None and bool(intake.result.refused))
        self._copied.setVisible(there and bool(self._copied.text()))
        self._take.setEnabled(intake is not None and intake.change is not None and not busy)


def _people_words(intake: ImportPlan) -> str:
    """“1.204 kişi (1.190 yeni, 10 güncellenen, 4 aynı)”."""
    merge = intake.merge
    kinds = (("yeni", merge.added), ("güncellenen", merge.altered), ("aynı", merge.same))
    named = ", ".join(f"{numbers.shown(count)} {word}" for word, count in kinds if count)
    return f"{numbers.shown(len(intake.people))} kişi ({named})"


def _box(name: str) -> SteadyComboBox:
    made = SteadyComboBox()
    made.setAccessibleName(name)
    made.setMinimumHeight(theme.CONTROL)
    made.setSizeAdjustPolicy(SteadyComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(18)
    return made


def _table(model: IntakeModel) -> QTableView:
    made = QTableView()
    made.setModel(model)
    made.setAccessibleName("Listedeki satırlar")
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    dress(made)
    made.setMinimumHeight(theme.GRID * 20)
    made.verticalHeader().hide()
    for at, width in enumerate(import_table.WIDTHS):
        made.setColumnWidth(at, width * theme.GRID)
    return made
