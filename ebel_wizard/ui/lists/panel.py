"""A list with a line that filters it, how many rows there are, buttons, and what is wrong."""

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
from ebel_wizard.ui.widgets.fields import row

PERSON_WIDTHS = {field.path: field.width for field in TABLES[PERSON].fields}
"""How wide a person's parts usually are, in grid units."""


class ListPanel(QWidget):
    """A list of rows of ``tables``: each row's own one first, then those that add to it.

    A problem of a row has the path ``<row id>.<part>``; the panel finds those of what is filled in
    by itself, and a page adds its own in ``show_problems``. ``also`` gives the rows of other tables
    that a row shows something of. ``take`` gets a list that was copied elsewhere and pasted here.
    """

    def __init__(
        self,
        session: Session,
        step_id: str,
        name: str,
        tables: Sequence[str],
        columns: Sequence[Column],
        ids: Callable[[], list[str]],
        empty: str,
        actions: Sequence[QPushButton] = (),
        *,
        also: Callable[[str], tuple[object, ...]] = lambda _: (),
        exports: bool = True,
        take: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._step_id = step_id
        self._tables = tuple(tables)
        shown = {column.field.path for column in columns}
        self._asked = {
            table: [question for question in TABLES[table].fields if question.path in shown]
            for table in self._tables
        }
        self._also = also
        self._take = take
        self._empty = empty
        self._checked: dict[tuple[str, str], tuple[object, tuple[Problem, ...]]] = {}
        self.table = ListTable(session, step_id, columns, ids, self._versions, name)
        self.table.offer_sorting()
        self.table.paste_asked.connect(self._pasted)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Listede arayın")
        self._filter.setAccessibleName(f"Listede ara: {name}")
        self._filter.setClearButtonEnabled(True)
        self._filter.setMinimumHeight(theme.CONTROL)
        self._filter.setMaximumWidth(theme.GRID * 40)
        self._filter.textChanged.connect(self._narrow)
        self._count = theme.label(tone_name="hint")
        self._count.setWordWrap(False)
        self._below = theme.label(tone_name="error")
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        if actions:
            column.addWidget(row(*actions))
        line = [self._filter, self._count]
        if exports:
            line.insert(1, ExportButton(session, name, self.table, self.tell))
        column.addWidget(row(*line))
        column.addWidget(self.table, 1)
        column.addWidget(self._below)
        selection = self.table.selectionModel()
        self._wrong: list[Problem] = []
        selection.currentChanged.connect(lambda *_: self._say())
        selection.selectionChanged.connect(lambda *_: self._say_count())
        self.table.rows.modelReset.connect(self._say_count)
        session.changed.connect(self._say)  # what was told last is of the past then

    def refresh(self) -> None:
        """Follow the session."""
        self.table.rows.sync()
        self._say_count()

    def problems(self) -> list[Problem]:
        """What is wrong in what is filled in, the rows that the filter hides included.

        A row that stayed the same is not read again.
        """
        answers = self._session.answers
        found: list[Problem] = []
        for table in self._tables:
            rows = answers.rows(table)
            for row_id in self.table.rows.all_ids:
                here = rows.get(row_id)
                if here is None:
                    continue
                known = self._checked.get((table, row_id))
                if known is None or known[0] is not here:
                    wrong = row_rules.check_row(self._asked[table], here)
                    named = tuple(
                        Problem(f"{row_id}.{each.field}", each.text, each.severity)
                        for each in wrong
                    )
                    known = self._checked[table, row_id] = (here, named)
                found += known[1]
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells, and say below the list what is wrong in the current row."""
        marked: dict[tuple[str, str], list[Problem]] = {}
        for problem in problems:
            row_id, _, part = problem.field.partition(".")
            marked.setdefault((row_id, part), []).append(problem)
        self.table.rows.show_problems(marked)
        if self._wrong_here() != self._wrong:  # else what was told last stays to be read
            self._say()

    def focus_field(self, path: str) -> None:
        """Go to the cell of ``<row id>.<part>``, whatever the filter hides."""
        row_id, _, part = path.partition(".")
        self.go_to(row_id, part)

    def go_to(self, row_id: str, part: str, *, edit: bool = False) -> None:
        """Put the cursor on a cell of a row."""
        if row_id not in self.table.rows.ids:
            self._filter.clear()
        if row_id in self.table.rows.ids:
            self.table.go_to(self.table.rows.ids.index(row_id), part, edit=edit)

    def selected_ids(self) -> list[str]:
        """Ids of the rows with a selected cell."""
        return self.table.selected_ids()

    def current_id(self) -> str:
        """Id of the row with the cursor, or nothing."""
        at = self.table.currentIndex()
        return self.table.rows.ids[at.row()] if at.isValid() else ""

    def tell(self, text: str, tone: str = "done") -> None:
        """Say a sentence under the list."""
        theme.tell(self._below, text, tone)

    def add(self, make: Callable[[], Change | None], part: str) -> None:
        """Carry out a change that brings rows, and go on typing in the first of them."""
        rows = self._session.answers.rows(self._tables[0])
        before = set(rows)
        self._session.commit(make, self._step_id)
        new = next((key for key in rows if key not in before), None)
        if new is not None:
            self.go_to(new, part, edit=True)

    def chosen(self, otherwise: str) -> list[str]:
        """Ids of the rows with a selected cell; where there are none, says what to do first."""
        ids = self.selected_ids()
        if not ids:
            self.tell(otherwise, "error")
        return ids

    def remove_chosen(self, label: str, otherwise: str) -> None:
        """Take the selected rows away; ``otherwise`` as in ``chosen``."""
        ids = self.chosen(otherwise)
        if ids:
            answers, table = self._session.answers, self._tables[0]
            self._session.commit(partial(answers.remove, table, ids, label), self._step_id)

    def _pasted(self, text: str) -> None:
        if self._take is None:
            self.tell("Buraya hücreler tek tek yapıştırılır; önce bir hücreye gelin.", "error")
        elif "\t" in text or "\n" in text.strip():
            self._take(text)
        else:
            self.tell(
                "Panoda liste yok. Excel’de satırları seçip kopyalayın, sonra yapıştırın.", "error"
            )

    def _versions(self, row_id: str) -> tuple[object, ...]:
        own = (self._session.answers.rows(table).get(row_id) for table in self._tables)
        return (*own, *self._also(row_id))

    def _narrow(self, text: str) -> None:
        at = self.table.currentIndex()
        row_id = self.table.rows.ids[at.row()] if at.isValid() else ""
        self.table.rows.set_filter(text)
        if row_id in self.table.rows.ids:
            again = self.table.rows.index(self.table.rows.ids.index(row_id), at.column())
            self.table.setCurrentIndex(again)
            self.table.scrollTo(again)

    def _wrong_here(self) -> list[Problem]:
        row_id = self.current_id()
        return self.table.rows.problems_of(row_id) if row_id else []

    def _say(self, _: object = None) -> None:
        """Say what is wrong in the current row."""
        here = self._wrong = self._wrong_here()
        worst = any(problem.severity is Severity.ERROR for problem in here)
        self.tell("\n".join(each.text for each in here), "error" if worst else "warning")

    def _say_count(self) -> None:
        shown, total = len(self.table.rows.ids), len(self.table.rows.all_ids)
        if not total:
            self._count.setText(self._empty)
            return
        chosen = len(self.selected_ids())
        words = numbers.shown(total)
        if shown != total:
            words = f"{numbers.shown(shown)} / {words}"
        if chosen > 1:
            words += f" satır, {numbers.shown(chosen)} seçili"
        self._count.setText(words)


def person_columns(
    session: Session,
    parts: Sequence[str],
    of: Callable[[str], str] = str,
    *,
    editable: bool = False,
) -> list[Column]:
    """Columns with parts of the people of the register; ``of`` gives the person of a row."""
    answers = session.answers

    def read(part: str, row_id: str) -> str:
        return str(answers.rows(PERSON).get(of(row_id), {}).get(part, ""))

    def change(part: str, row_id: str, text: str) -> Change | None:
        return answers.set_part(PERSON, [of(row_id)], part, text)

    offers: Mapping[str, Callable[[], Sequence[str]]] = {
        "unit": partial(register.offered_units, answers)
    }
    return [
        Column(
            question,
            PERSON_WIDTHS[question.path],
            read=partial(read, question.path),
            change=partial(change, question.path) if editable else None,
            offers=offers.get(question.path),
        )
        for question in TABLES[PERSON].fields
        if question.path in parts
    ]


def row_columns(
    session: Session,
    table: str,
    widths: Mapping[str, int],
    offers: Mapping[str, Callable[[], Sequence[str]]] | None = None,
) -> list[Column]:
    """Columns with the parts of a table's rows that have a width, to be edited in place.

    A row that is not there yet reads as blank, and is made by the first thing said in it.
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
            ticks=question.path == "entered",
            offers=(offers or {}).get(question.path),
        )
        for question in TABLES[table].fields
        if question.path in widths
    ]
