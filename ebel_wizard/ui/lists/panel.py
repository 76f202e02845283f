"""A list with its buttons, its filter, the number of its rows, and its problems."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ebel_wizard.case import register, row_rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.case.tables import PERSON, TABLES
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.export import ExportButton
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import horizontal_row

PERSON_WIDTHS = {field.path: field.width for field in TABLES[PERSON].fields}
"""The widths of a person's columns, in grid units."""


class ListPanel(QWidget):
    """Edits the rows of ``tables``: the rows' own table first, then those with further columns.

    The path of a row's problem is ``<row id>.<field path>``. The panel checks what is filled in; a
    page adds its own problems in ``show_problems``. ``related_rows`` returns the rows of other
    tables that a row shows. ``on_list_pasted`` is called with a list pasted from elsewhere.
    """

    def __init__(
        self,
        session: Session,
        step_id: str,
        name: str,
        tables: Sequence[str],
        columns: Sequence[Column],
        ids: Callable[[], list[str]],
        empty_text: str,
        actions: Sequence[QPushButton] = (),
        *,
        related_rows: Callable[[str], tuple[object, ...]] = lambda _: (),
        exports: bool = True,
        on_list_pasted: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._step_id = step_id
        self._tables = tuple(tables)
        paths = {column.field.path for column in columns}
        self._questions = {
            table: [question for question in TABLES[table].fields if question.path in paths]
            for table in self._tables
        }
        self._related_rows = related_rows
        self._on_list_pasted = on_list_pasted
        self._empty_text = empty_text
        self._checked: dict[tuple[str, str], tuple[object, tuple[Problem, ...]]] = {}
        self._checked_ids: Sequence[str] | None = None
        self._wrong_rows: set[tuple[str, str]] = set()
        self._altered: set[tuple[str, str]] = set()
        self.table = ListTable(session, step_id, columns, ids, self._versions, name)
        self.table.enable_header_sorting()
        self.table.paste_requested.connect(self._paste)
        self._filter = _filter_line(name)
        self._filter.textChanged.connect(self._apply_filter)
        self._count = theme.label(tone_name="hint")
        self._count.setWordWrap(False)
        self._status = theme.label(tone_name="error")
        self._status.hide()
        export = ExportButton(session, name, self.table, self.show_message) if exports else None
        self._lay_out(actions, export)
        selection = self.table.selectionModel()
        self._current_problems: list[Problem] = []
        selection.currentChanged.connect(lambda *_: self._show_current_problems())
        selection.selectionChanged.connect(lambda *_: self._show_count())
        self.table.rows.modelReset.connect(self._show_count)
        session.changed.connect(self._show_current_problems)  # an earlier message is outdated then

    def _lay_out(self, actions: Sequence[QPushButton], export: ExportButton | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        if actions:
            column.addWidget(horizontal_row(*actions))
        column.addWidget(horizontal_row(self._filter, *([export] if export else []), self._count))
        column.addWidget(self.table, 1)
        column.addWidget(self._status)

    def refresh(self, change: Change | None = None) -> None:
        """Follow the session; ``change``: nothing else was changed since the last time."""
        if change is None:
            self._checked_ids = None
        else:
            self._altered |= {
                (edit.table, edit.key) for edit in change.edits if edit.table in self._tables
            }
        self.table.rows.sync()
        self._show_count()

    def problems(self) -> list[Problem]:
        """Return the problems of what is filled in, also of rows that the filter hides.

        Unchanged rows are not checked again.
        """
        ids = self.table.rows.all_ids
        if ids is not self._checked_ids:
            self._checked_ids = ids
            wrong = ((table, key) for table in self._tables for key in ids)
            self._wrong_rows = {each for each in wrong if self._check(*each)}
        else:
            self._wrong_rows -= self._altered
            self._wrong_rows |= {each for each in self._altered if self._check(*each)}
        self._altered.clear()
        if not self._wrong_rows:
            return []
        return [
            problem
            for table in self._tables
            for key in ids
            if (table, key) in self._wrong_rows
            for problem in self._checked[table, key][1]
        ]

    def _check(self, table: str, key: str) -> tuple[Problem, ...]:
        """Return the problems of a row of a table, checked only if the row was replaced."""
        row = self._session.answers.rows(table).get(key)
        if row is None:
            return ()
        known = self._checked.get((table, key))
        if known is None or known[0] is not row:
            wrong = row_rules.check_row(self._questions[table], row)
            named = tuple(
                Problem(f"{key}.{each.field}", each.text, each.severity) for each in wrong
            )
            known = self._checked[table, key] = (row, named)
        return known[1]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells, and show the problems of the current row below the list."""
        marked: dict[tuple[str, str], list[Problem]] = {}
        for problem in problems:
            row_id, _, part = problem.field.partition(".")
            marked.setdefault((row_id, part), []).append(problem)
        self.table.rows.show_problems(marked)
        if self._problems_of_current() != self._current_problems:  # else a message stays readable
            self._show_current_problems()

    def focus_field(self, path: str) -> None:
        """Focus the cell of a problem's path; clear the filter if it hides the row."""
        row_id, _, part = path.partition(".")
        self.focus_cell(row_id, part)

    def focus_cell(self, row_id: str, part: str, *, edit: bool = False) -> None:
        """Make a cell the current one, and edit it if asked; clear a filter that hides it."""
        if row_id not in self.table.rows.ids:
            self._filter.clear()
        if row_id in self.table.rows.ids:
            self.table.focus_cell(self.table.rows.ids.index(row_id), part, edit=edit)

    def selected_ids(self) -> list[str]:
        """Return the ids of the rows with a selected cell."""
        return self.table.selected_ids()

    def current_id(self) -> str:
        """Return the id of the current row, or nothing."""
        at = self.table.currentIndex()
        return self.table.rows.ids[at.row()] if at.isValid() else ""

    def show_message(self, text: str, tone: str = "done") -> None:
        """Show a sentence under the list."""
        theme.show_message(self._status, text, tone)

    def add(self, make: Callable[[], Change | None], part: str) -> None:
        """Commit a change that adds rows, and edit the first of them."""
        rows = self._session.answers.rows(self._tables[0])
        before = set(rows)
        self._session.commit(make, self._step_id)
        new = next((key for key in rows if key not in before), None)
        if new is not None:
            self.focus_cell(new, part, edit=True)

    def require_selection(self, message: str) -> list[str]:
        """Return the ids of the selected rows; show the message if there are none."""
        ids = self.selected_ids()
        if not ids:
            self.show_message(message, "error")
        return ids

    def remove_selected(self, label: str, message: str) -> None:
        """Remove the selected rows; show the message if there are none."""
        ids = self.require_selection(message)
        if ids:
            answers, table = self._session.answers, self._tables[0]
            self._session.commit(partial(answers.remove, table, ids, label), self._step_id)

    def _paste(self, text: str) -> None:
        if self._on_list_pasted is None:
            self.show_message(
                "Buraya hücreler tek tek yapıştırılır; önce bir hücreye gelin.", "error"
            )
        elif "\t" in text or "\n" in text.strip():
            self._on_list_pasted(text)
        else:
            self.show_message(
                "Panoda liste yok. Excel’de satırları seçip kopyalayın, sonra yapıştırın.", "error"
            )

    def _versions(self, row_id: str) -> tuple[object, ...]:
        own = (self._session.answers.rows(table).get(row_id) for table in self._tables)
        return (*own, *self._related_rows(row_id))

    def _apply_filter(self, text: str) -> None:
        at = self.table.currentIndex()
        row_id = self.table.rows.ids[at.row()] if at.isValid() else ""
        self.table.rows.set_filter(text)
        if row_id in self.table.rows.ids:
            again = self.table.rows.index(self.table.rows.ids.index(row_id), at.column())
            self.table.setCurrentIndex(again)
            self.table.scrollTo(again)

    def _problems_of_current(self) -> list[Problem]:
        row_id = self.current_id()
        return self.table.rows.problems_of(row_id) if row_id else []

    def _show_current_problems(self, _: object = None) -> None:
        """Show the problems of the current row."""
        here = self._current_problems = self._problems_of_current()
        worst = any(problem.severity is Severity.ERROR for problem in here)
        self.show_message("\n".join(each.text for each in here), "error" if worst else "warning")

    def _show_count(self) -> None:
        shown, total = len(self.table.rows.ids), len(self.table.rows.all_ids)
        if not total:
            self._count.setText(self._empty_text)
            return
        selected = len(self.selected_ids())
        text = numbers.shown(total)
        if shown != total:
            text = f"{numbers.shown(shown)} / {text}"
        if selected > 1:
            text += f" satır, {numbers.shown(selected)} seçili"
        self._count.setText(text)


def _filter_line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText("Listede arayın")
    line.setAccessibleName(f"Listede ara: {name}")
    line.setClearButtonEnabled(True)
    line.setMinimumHeight(theme.CONTROL)
    line.setMaximumWidth(theme.GRID * 40)
    return line


def person_columns(
    session: Session,
    paths: Sequence[str],
    person_of: Callable[[str], str] = str,
    *,
    editable: bool = False,
) -> list[Column]:
    """Return columns of people's fields; ``person_of`` returns the person's id of a row."""
    answers = session.answers

    def read(part: str, row_id: str) -> str:
        return str(answers.rows(PERSON).get(person_of(row_id), {}).get(part, ""))

    def change(part: str, row_id: str, text: str) -> Change | None:
        return answers.set_part(PERSON, [person_of(row_id)], part, text)

    suggestions: Mapping[str, Callable[[], Sequence[str]]] = {
        "unit": partial(register.offered_units, answers)
    }
    return [
        Column(
            question,
            PERSON_WIDTHS[question.path],
            read=partial(read, question.path),
            change=partial(change, question.path) if editable else None,
            suggestions=suggestions.get(question.path),
        )
        for question in TABLES[PERSON].fields
        if question.path in paths
    ]


def row_columns(
    session: Session,
    table: str,
    widths: Mapping[str, int],
    suggestions: Mapping[str, Callable[[], Sequence[str]]] | None = None,
) -> list[Column]:
    """Return editable columns of those fields of a table that have a width.

    A row that does not exist yet reads as blank, and is created by its first value.
    """
    answers = session.answers

    def read(part: str, row_id: str) -> str:
        return str(answers.rows(table).get(row_id, {}).get(part, ""))

    def change(part: str, row_id: str, text: str) -> Change | None:
        return answers.set_part(table, [row_id], part, text)

    return [
        Column(
            question,
            widths[question.path],
            read=partial(read, question.path),
            change=partial(change, question.path),
            is_checkable=question.path == "entered",
            suggestions=(suggestions or {}).get(question.path),
        )
        for question in TABLES[table].fields
        if question.path in widths
    ]
