"""A list that is typed in place, some fields a row: references, and who initials the letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ebel_wizard.case.fields import Field
from ebel_wizard.case.tables import TABLES
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import FieldEditor, button, clear, row


@dataclass(frozen=True, slots=True)
class RowWords:
    """What the officer reads: labels by part, with the row's number at ``{}``, and the buttons'.

    Without ``up`` and ``down`` the rows keep the order they were added in.
    """

    labels: Mapping[str, str]
    add: str
    remove: str
    up: str = ""
    down: str = ""


class RowList(QWidget):
    """The rows of one list of the answers, each with its fields and its buttons."""

    added = Signal(str)
    """The path of the first field of a row that was just added."""

    def __init__(
        self,
        session: Session,
        step_id: str,
        table: str,
        path: str,
        asked: Sequence[Field],
        words: RowWords,
    ) -> None:
        super().__init__()
        self.editors: list[FieldEditor] = []
        self._session = session
        self._step_id = step_id
        self._table = table
        self._path = path
        self._asked = asked
        self._words = words
        self._shown: list[str] = []
        self._new: set[str] = set()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GRID * 2)
        self.add_button = button(words.add, self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID * 2)
        column.addLayout(self._rows)
        column.addWidget(row(self.add_button))

    def settle(self) -> None:
        """What was new is not new any more."""
        self._new.clear()

    def fresh(self) -> list[str]:
        """Paths of the rows added since ``settle``."""
        ids = self._session.answers.row_ids(self._table)
        return [f"{self._path}[{n}]." for n, key in enumerate(ids, 1) if key in self._new]

    def refresh(self) -> None:
        """Show the rows as they are; they are made anew only when one came, went or moved."""
        ids = self._session.answers.row_ids(self._table)
        if ids != self._shown:
            self._shown = ids
            self.editors.clear()
            clear(self._rows)
            for position, key in enumerate(ids, 1):
                self._rows.addWidget(self._row(position, key))

    def _row(self, position: int, key: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        answers = self._session.answers
        for field in self._asked:
            editor = FieldEditor(
                Field(
                    f"{self._path}[{position}].{field.path}",
                    self._words.labels[field.path].format(position),
                    kind=field.kind,
                ),
                self._session,
                self._step_id,
                read=partial(answers.part, self._table, key, field.path),
                change=partial(
                    answers.set_part,
                    self._table,
                    [key],
                    field.path,
                    label=TABLES[self._table].title,
                ),
            )
            self.editors.append(editor)
            across.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(across)
        column.addWidget(row(*self._buttons(position, key)))
        return made

    def _buttons(self, position: int, key: str) -> list[QWidget]:
        actions: list[tuple[str, Callable[[], None], bool]] = [
            (self._words.up, partial(self._move, key, -1), position > 1),
            (self._words.down, partial(self._move, key, 1), position < len(self._shown)),
            (self._words.remove, partial(self._remove, key), True),
        ]
        return [
            button(words.format(position), action)
            for words, action, possible in actions
            if words and possible
        ]

    def _add(self) -> None:
        before = set(self._shown)
        self._session.commit(partial(self._session.answers.add, self._table, [{}]), self._step_id)
        self._new |= set(self._shown) - before
        self.added.emit(f"{self._path}[{len(self._shown)}].{self._asked[0].path}")

    def _move(self, key: str, by: int) -> None:
        answers = self._session.answers
        self._session.commit(partial(answers.move, self._table, key, by), self._step_id)
        # The button that was pressed is gone with its row; the cursor stays with what was moved.
        at = self._shown.index(key) * len(self._asked)
        self.editors[at].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, key: str) -> None:
        answers = self._session.answers
        self._session.commit(partial(answers.remove, self._table, [key]), self._step_id)
        self.add_button.setFocus()
