"""The bar above a list that sets one value in all selected rows."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.case.fields import Field
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.widgets import inputs, theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import clear_layout, horizontal_row

NO_SELECTION: Final = "Önce listeden kişileri seçin; hepsi için Ctrl+A."


class BulkEditBar(QFrame):
    """Asks for a value and applies it to the rows then selected; Esc or Vazgeç hides it."""

    def __init__(self, table: ListTable) -> None:
        super().__init__()
        self._table = table
        self.setProperty("card", "plain")
        self._target = theme.label(bold=True)
        self._question = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._target)
        column.addLayout(self._question)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._close)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_target())
        table.rows.modelReset.connect(self._show_target)
        self.hide()

    def ask(self, field: Field, text: str, apply: Callable[[list[str], str], str]) -> None:
        """Ask for a value; ``apply`` sets it in the rows and returns what is wrong, or nothing."""
        clear_layout(self._question)
        editor = inputs.make_input(field)
        editor.setAccessibleName(field.label)
        editor.setMinimumWidth(theme.GRID * 40)
        editor.set_text(text)
        error = theme.label(tone_name="error")

        def submit() -> None:
            value = normalise_answer(field.kind, editor.text())
            self._close()  # first: it focuses the list, which clears what the panel says
            ids = self._table.selected_ids()
            problem = apply(ids, value) if ids else NO_SELECTION
            if problem:
                error.setText(problem)
                error.show()
                self.show()
                editor.setFocus(Qt.FocusReason.OtherFocusReason)

        caption = theme.label(field.label)
        caption.setBuddy(editor)
        self._question.addWidget(caption)
        self._question.addWidget(
            horizontal_row(editor, button("&Ver", submit), button("Va&zgeç", self._close))
        )
        self._question.addWidget(error)
        error.hide()
        self._show_target()
        self.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_target(self) -> None:
        count = len(self._table.selected_ids())
        self._target.setText(f"Seçili {numbers.shown(count)} kişi için" if count else NO_SELECTION)

    def _close(self) -> None:
        self.hide()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
