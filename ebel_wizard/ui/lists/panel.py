"""A list with its toolbar, its filters, and its problems."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ebel_wizard.case import row_rules
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.field import Field
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.case.tables import TABLES
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.bulk_edit_bar import BulkEditBar
from ebel_wizard.ui.lists.export import export_actions
from ebel_wizard.ui.lists.filter_chips import FilterChips
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.lists.toolbar import ListToolbar
from ebel_wizard.ui.state.notice import Action
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens

ALL: Final = "Hepsi"
WRONG: Final = "Düzeltilecek"
NOT_ENTERED: Final = "Girilmedi"
ENTERED: Final = "Girildi"


class ListPanel(QWidget):
    """Edits the rows of ``tables``: the rows' own table first, then those with further columns.

    The path of a row's problem is ``<row id>.<field path>``. The panel checks what is filled in; a
    page adds its own problems in ``show_problems``. ``related_rows`` returns the rows of other
    tables that a row shows. ``row_actions`` are about the chosen rows, ``rare`` ones about the
    list. ``on_empty`` is offered by a list without rows. Without
    ``has_states`` the page says itself which rows there are. ``lacking`` are further states: rows
    in which a part of a table is blank.
    ``on_list_pasted`` is called with a list pasted from elsewhere.
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
        row_actions: Sequence[Action] = (),
        rare: Sequence[Action] = (),
        on_empty: Action | None = None,
        has_states: bool = True,
        lacking: Mapping[str, tuple[str, str]] | None = None,
        related_rows: Callable[[str], tuple[object, ...]] = lambda _: (),
        is_plain: bool = False,
        on_list_pasted: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._step_id = step_id
        self._tables = tuple(tables)
        self._noun = TABLES[self._tables[0]].noun
        paths = {column.field.path for column in columns}
        self._questions = {
            table: [
                question
                for question in TABLES[table].fields
                if question.path in paths and row_rules.can_be_wrong(question)
            ]
            for table in self._tables
        }
        self._related_rows = related_rows
        self._on_list_pasted = on_list_pasted
        self._empty: tuple[str, *tuple[Action, ...]] = (empty_text, *filter(None, (on_empty,)))
        self._checked: dict[tuple[str, str], tuple[object, tuple[Problem, ...]]] = {}
        self._checked_ids: Sequence[str] | None = None
        self._wrong_rows: set[tuple[str, str]] = set()
        self._marked_rows: set[str] = set()
        self._altered: set[tuple[str, str]] = set()
        self.table = ListTable(session, step_id, columns, ids, self._versions, name)
        self.table.enable_header_sorting()
        self.table.paste_requested.connect(self._paste)
        if row_actions:
            self.table.show_row_boxes()
        self._status = theme.label(tone="error")
        self._status.hide()
        exports = (
            () if is_plain else export_actions(session, self, name, self.table, self.show_message)
        )
        every: Action = ("&Tümünü seç", self.table.choose_all)
        rare = (*([every] if row_actions else []), *rare, *exports)
        self._toolbar = ListToolbar(name, self._noun, actions, row_actions, rare)
        self._toolbar.search.textChanged.connect(self._apply_filter)
        self._toolbar.cleared.connect(self.table.clearSelection)
        self._toolbar.focus_lost.connect(self.table.setFocus)
        self._bulk = BulkEditBar(self.table, self._noun, self._toolbar.show_question)
        self._lacking = lacking or {}
        has_states = has_states and not is_plain
        self._states = [*_states(paths), *self._lacking] if has_states else []
        self._state = ALL
        self._chips = FilterChips(f"Gösterilenler: {name}", self._states)
        self._chips.chosen.connect(self._choose_state)
        self._lay_out()
        selection = self.table.selectionModel()
        self._current_problems: list[Problem] = []
        selection.currentChanged.connect(lambda *_: self._show_current_problems())
        selection.selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.rows.modelReset.connect(self._show_count)
        session.changed.connect(self._show_current_problems)  # an earlier message is outdated then

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._toolbar)
        column.addWidget(self._chips)
        room = QVBoxLayout()
        room.setSpacing(0)
        room.addWidget(self.table, 1)
        room.addStretch()
        column.addLayout(room, 1)
        column.addWidget(self._status)

    def refresh(self, change: Change | None = None) -> None:
        """Follow the session; ``change``: nothing else was changed since the last time."""
        edits = () if change is None else change.edits
        own = [edit for edit in edits if edit.table in self._tables]
        if change is None:
            self._checked_ids = None
        self._altered |= {(edit.table, edit.key) for edit in own}
        is_own = change is not None and len(own) == len(edits)
        self.table.rows.sync({edit.key for edit in own} if is_own else None)
        self._show_count()

    def ask(self, field: Field, text: str, apply: Callable[[list[str], str], str]) -> None:
        """Ask in the toolbar for a value of all chosen rows; see ``BulkEditBar.ask``."""
        self._bulk.ask(field, text, apply)

    def search(self, text: str) -> None:
        """Show the rows that contain these words."""
        self._toolbar.search.setText(text)

    def set_empty(self, text: str, action: Action | None = None) -> None:
        """Set what the list says when it has no rows."""
        self._empty = (text, *filter(None, (action,)))
        self._show_count()

    def problems(self) -> list[Problem]:
        """Return the problems of what is filled in, also of rows that the filter hides.

        Unchanged rows are not checked again.
        """
        ids = self.table.rows.all_ids
        if ids is not self._checked_ids:
            self._checked_ids = ids
            asked = [table for table in self._tables if self._questions[table]]
            wrong = ((table, key) for table in asked for key in ids)
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
        self._marked_rows = {row_id for row_id, _ in marked}
        self.table.rows.show_problems(marked)
        self._show_state_counts()
        if self._problems_of_current() != self._current_problems:  # else a message stays readable
            self._show_current_problems()

    def focus_field(self, path: str) -> None:
        """Focus the cell of a problem's path; clear the filter if it hides the row."""
        row_id, _, part = path.partition(".")
        self.focus_cell(row_id, part)

    def focus_cell(self, row_id: str, part: str, *, edit: bool = False) -> None:
        """Make a cell the current one, and edit it if asked; clear a filter that hides it."""
        if row_id not in self.table.rows.ids:
            self._toolbar.search.clear()
            self._choose_state(ALL)
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
        new = self._commit_new(make)
        if new:
            self.focus_cell(new[0], part, edit=True)

    def add_known(self, make: Callable[[], Change | None], part: str, order: Sequence[str]) -> None:
        """Commit a change that adds rows whose people are known, put them in order, and go to the
        first of them: the button that was pressed may be gone, and the cursor with it.
        """
        new = self._commit_new(make)
        self.table.apply_default_order(*order)
        first = next((key for key in self.table.rows.all_ids if key in new), None)
        if first is not None:
            self.focus_cell(first, part)

    def _commit_new(self, make: Callable[[], Change | None]) -> list[str]:
        """Commit a change, and return the ids of the rows it adds."""
        rows = self._session.answers.rows(self._tables[0])
        before = set(rows)
        self._session.commit(make, self._step_id)
        return [key for key in rows if key not in before]

    def require_selection(self, message: str) -> list[str]:
        """Return the ids of the selected rows; show the message if there are none."""
        ids = self.selected_ids()
        if not ids:
            self.show_message(message, "error")
        return ids

    def remove_selected(
        self,
        label: str,
        message: str,
        remove: Callable[[Answers, list[str]], Change | None] | None = None,
    ) -> None:
        """Remove the selected rows, by ``remove`` where others go with them, and say how many;
        show the message if there are none.
        """
        ids = self.require_selection(message)
        if ids:
            answers, table = self._session.answers, self._tables[0]
            own = partial(answers.remove, table, ids, label)
            self._session.commit(partial(remove, answers, ids) if remove else own, self._step_id)
            gone = f"{numbers.shown(len(ids))} {self._noun} listeden çıkarıldı."
            self._session.notify(gone, ("Geri al", self._session.undo))

    def _paste(self, text: str) -> None:
        if self._on_list_pasted is None:
            self.show_message(
                "Buraya hücreler tek tek yapıştırılır; önce bir hücreye gelin.", "error"
            )
        elif "\t" in text or "\n" in text.strip():
            self._on_list_pasted(text)
        else:
            self.show_message(
                "Kopyalanmış bir liste bulunamadı. Excel’de satırları seçip kopyalayın, sonra "
                "yapıştırın.",
                "error",
            )

    def _versions(self, row_id: str) -> tuple[object, ...]:
        own = (self._session.answers.rows(table).get(row_id) for table in self._tables)
        return (*own, *self._related_rows(row_id))

    def _apply_filter(self, _: object = None) -> None:
        at = self.table.currentIndex()
        row_id = self.table.rows.ids[at.row()] if at.isValid() else ""
        self.table.rows.set_filter(self._toolbar.search.text(), self._passes())
        if row_id in self.table.rows.ids:
            again = self.table.rows.index(self.table.rows.ids.index(row_id), at.column())
            self.table.setCurrentIndex(again)
            self.table.scrollTo(again)

    # States

    def _choose_state(self, state: str) -> None:
        if state != self._state:
            self._session.flush()
            self._state = state
            self._chips.show_chosen(state)
            self.table.clearSelection()
            self._apply_filter()

    def _passes(self) -> Callable[[str], bool] | None:
        """Return which rows have the state chosen; None for all."""
        if self._state == ALL:
            return None
        if self._state == WRONG:
            return frozenset(self._marked_rows).__contains__
        lacking = self._lacking.get(self._state)
        done = self._session.answers.filled(*(lacking or (self._tables[0], "entered")))
        return done.__contains__ if self._state == ENTERED else lambda key: key not in done

    def _show_state_counts(self) -> None:
        if not self._states:
            return
        total = len(self.table.rows.all_ids)
        counts = {ALL: total, WRONG: len(self._marked_rows)}
        if ENTERED in self._states:
            counts[ENTERED] = len(self._session.answers.filled(self._tables[0], "entered"))
            counts[NOT_ENTERED] = total - counts[ENTERED]
        for state, lacking in self._lacking.items():
            has = self._session.answers.filled(*lacking)
            counts[state] = total - len(has.intersection(self.table.rows.all_ids))
        self._chips.show_counts(counts)

    def _problems_of_current(self) -> list[Problem]:
        row_id = self.current_id()
        return self.table.rows.problems_of(row_id) if row_id else []

    def _show_current_problems(self, _: object = None) -> None:
        """Show the problems of the current row."""
        here = self._current_problems = self._problems_of_current()
        worst = any(problem.severity is Severity.ERROR for problem in here)
        self.show_message("\n".join(each.text for each in here), "error" if worst else "warning")

    def _show_chosen(self) -> None:
        self._toolbar.show_chosen(len(self.table.chosen_ids()))

    def _show_count(self) -> None:
        shown, total = len(self.table.rows.ids), len(self.table.rows.all_ids)
        text = f"{numbers.shown(total)} {self._noun}" if total else ""
        if shown != total:
            text = f"{numbers.shown(shown)} / {text}"
        self._toolbar.total.setText(text)
        self._show_state_counts()
        self._show_chosen()
        self._chips.setVisible(bool(total and self._states))
        if shown:
            self.table.empty.show_note("")
        elif not total:
            self.table.empty.show_note(*self._empty)
        else:
            nobody = f"Aradığınıza uyan {self._noun} yok."
            self.table.empty.show_note(nobody, ("&Hepsini göster", self._show_all))

    def _show_all(self) -> None:
        self._toolbar.search.clear()
        self._choose_state(ALL)
        self.table.setFocus()


def _states(paths: Collection[str]) -> list[str]:
    """Return the states by which a list with these columns is filtered."""
    return [ALL, *((NOT_ENTERED, ENTERED) if "entered" in paths else ()), WRONG]
