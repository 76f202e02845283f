"""The editor of a short list, a few fields a row: references, who initials the letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case.field import Field
from ebel_wizard.case.model import Case
from ebel_wizard.case.tables import TABLES
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.field_line import FieldLine
from ebel_wizard.ui.widgets.fields import FieldEditor, side_by_side
from ebel_wizard.ui.widgets.layout import bring_into_sight, clear_layout, horizontal_row


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The labels of fields and buttons, with the row's number at ``{}``.

    Without ``up`` and ``down`` the rows cannot be moved. ``lines`` are the fields that stand beside
    each other; without them all do. ``defaults`` are what is chosen as long as nothing else is.
    """

    labels: Mapping[str, str]
    add: str
    remove: str
    up: str = ""
    down: str = ""
    lines: Sequence[Sequence[str]] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)


class RowListEditor(QWidget):
    """Edits the rows of one table, each with its fields and its buttons."""

    row_added = Signal(str)
    """Has the path of the new row's first field."""
    rebuilt = Signal()
    """The fields are others."""

    def __init__(
        self,
        session: Session,
        step_id: str,
        table: str,
        path: str,
        fields: Sequence[Field],
        texts: RowTexts,
        asks: Callable[[str, Field], bool] = lambda _key, _field: True,
    ) -> None:
        """``asks`` returns whether the row of a key asks for a field, as it is filled in now."""
        super().__init__()
        self.editors: list[FieldEditor] = []
        self._session = session
        self._step_id = step_id
        self._table = table
        self._path = path
        self._fields = fields
        self._texts = texts
        self._asks = asks
        self._firsts: dict[str, FieldEditor] = {}
        self._ids: list[str] = []
        self._new: set[str] = set()
        self._lines: list[tuple[QWidget, list[FieldEditor]]] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.SPACE_16)
        self.add_button = button(texts.add, self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_16)
        column.addLayout(self._rows)
        column.addWidget(horizontal_row(self.add_button))

    def clear_new_markers(self) -> None:
        """Clear the just-added markers."""
        self._new.clear()

    def new_row_paths(self) -> list[str]:
        """Return the paths of the rows added since ``clear_new_markers``."""
        ids = self._session.answers.row_ids(self._table)
        return [f"{self._path}[{n}]." for n, key in enumerate(ids, 1) if key in self._new]

    def refresh(self) -> None:
        """Show the rows; rebuild them only if one was added, removed or moved."""
        ids = self._session.answers.row_ids(self._table)
        if ids != self._ids:
            self._ids = ids
            self.editors.clear()
            self._lines.clear()
            self._firsts.clear()
            clear_layout(self._rows)
            for position, key in enumerate(ids, 1):
                self._rows.addWidget(self._row(position, key))
            self.rebuilt.emit()
        case = self._session.case()
        for line, editors in self._lines:
            for each in editors:
                each.setVisible(each.field.applies(case))
            line.setVisible(any(each.field.applies(case) for each in editors))

    def _row(self, position: int, key: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        asked = {each.path: each for each in self._fields}
        for parts in self._texts.lines or [tuple(asked)]:
            line = FieldLine()
            editors = [self._editor(position, key, asked[part], line) for part in parts]
            self._firsts.setdefault(key, editors[0])
            self.editors += editors
            whole = side_by_side(editors)
            self._lines.append((whole, editors))
            column.addWidget(whole)
        column.addWidget(horizontal_row(*self._buttons(position, key)))
        return made

    def _editor(self, position: int, key: str, asked: Field, line: FieldLine) -> FieldEditor:
        answers, part = self._session.answers, asked.path

        def applies(_: Case) -> bool:
            return key in answers.rows(self._table) and self._asks(key, asked)

        return FieldEditor(
            replace(
                asked,
                path=f"{self._path}[{position}].{part}",
                label=self._texts.labels[part].format(position),
                required=asked.required or part in self._texts.defaults,
                applies=applies,
            ),
            self._session,
            self._step_id,
            read=partial(answers.part, self._table, key, part),
            change=partial(
                answers.set_part, self._table, [key], part, label=TABLES[self._table].title
            ),
            default=self._texts.defaults.get(part, ""),
            line=line,
        )

    def _buttons(self, position: int, key: str) -> list[QWidget]:
        actions: list[tuple[str, Callable[[], None], bool]] = [
            (self._texts.up, partial(self._move, key, -1), position > 1),
            (self._texts.down, partial(self._move, key, 1), position < len(self._ids)),
            (self._texts.remove, partial(self._remove, key), True),
        ]
        return [
            button(text.format(position), action)
            for text, action, is_possible in actions
            if text and is_possible
        ]

    def _add(self) -> None:
        before = set(self._ids)
        self._session.commit(partial(self._session.answers.add, self._table, [{}]), self._step_id)
        self._new |= set(self._ids) - before
        self.row_added.emit(f"{self._path}[{len(self._ids)}].{self._fields[0].path}")

    def _move(self, key: str, by: int) -> None:
        answers = self._session.answers
        self._session.commit(partial(answers.move, self._table, key, by), self._step_id)
        # The button that was pressed was rebuilt with its row, so the focus follows the row.
        self._firsts[key].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self._firsts[key])

    def _remove(self, key: str) -> None:
        answers = self._session.answers
        self._session.commit(partial(answers.remove, self._table, [key]), self._step_id)
        self.add_button.setFocus()
