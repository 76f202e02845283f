"""The question in a list's toolbar that sets one value in all chosen rows."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ebel_wizard.case.field import Field
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.widgets import inputs, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import clear_layout

NO_SELECTION: Final = "Önce listeden kişileri seçin; hepsi için Ctrl+A."


class BulkEditBar(QWidget):
    """Asks for a value and applies it to the rows then selected; Esc or Vazgeç hides it."""

    def __init__(self, table: ListTable, noun: str, show: Callable[[QWidget | None], None]) -> None:
        super().__init__()
        self._table = table
        self._noun = noun
        self._show = show
        self._target = theme.label(role="secondary")
        self._target.setWordWrap(False)
        self._error = theme.label(tone="error")
        self._question = QHBoxLayout()
        self._question.setSpacing(tokens.SPACE_8)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_8)
        line.addLayout(self._question)
        line.addWidget(self._target)
        line.addWidget(self._error, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._close)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_target())
        table.rows.modelReset.connect(self._show_target)

    def ask(self, field: Field, text: str, apply: Callable[[list[str], str], str]) -> None:
        """Ask for a value; ``apply`` sets it in the rows and returns what is wrong, or nothing."""
        clear_layout(self._question)
        editor = inputs.make_input(field)
        editor.setAccessibleName(field.label)
        editor.setMinimumWidth(tokens.FIELD_S)
        editor.set_text(text)

        def submit() -> None:
            value = normalise_answer(field.kind, editor.text())
            self._close()  # first: it focuses the list, which clears what the panel says
            ids = self._table.selected_ids()
            problem = apply(ids, value) if ids else NO_SELECTION
            if problem:
                self._error.setText(problem)
                self._show(self)
                editor.setFocus(Qt.FocusReason.OtherFocusReason)

        caption = theme.label(field.label, role="label")
        caption.setWordWrap(False)
        caption.setBuddy(editor)
        apply_button = button("&Uygula", submit)
        theme.set_property(apply_button, "kind", "filled")
        for part in (caption, editor, apply_button, button("Va&zgeç", self._close)):
            self._question.addWidget(part)
        self._error.clear()
        self._show_target()
        self._show(self)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_target(self) -> None:
        count = len(self._table.selected_ids())
        words = f"Seçili {numbers.shown(count)} {self._noun} için"
        self._target.setText(words if count else NO_SELECTION)

    def _close(self) -> None:
        self._show(None)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
