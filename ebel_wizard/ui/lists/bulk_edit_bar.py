"""A question for several rows of a list at once, in a band above it and in nobody's way."""

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.case.fields import Field
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.widgets import inputs, theme
from ebel_wizard.ui.widgets.fields import button, clear, row

NOBODY: Final = "Önce listeden kişileri seçin; hepsi için Ctrl+A."


class BulkEditBar(QFrame):
    """Asks once and gives the answer to who is selected then; Esc or Vazgeç puts it away."""

    def __init__(self, table: ListTable) -> None:
        super().__init__()
        self._table = table
        self.setProperty("card", "plain")
        self._whom = theme.label(bold=True)
        self._question = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._whom)
        column.addLayout(self._question)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._away)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        table.selectionModel().selectionChanged.connect(lambda *_: self._say_whom())
        table.rows.modelReset.connect(self._say_whom)
        self.hide()

    def ask(self, question: Field, text: str, give: Callable[[list[str], str], str]) -> None:
        """Show a question; ``give`` answers with what is wrong, or with nothing when it is done."""
        clear(self._question)
        editor = inputs.make(question)
        editor.setAccessibleName(question.label)
        editor.setMinimumWidth(theme.GRID * 40)
        line = cast("inputs.Input", editor)
        line.set_text(text)
        wrong = theme.label(tone_name="error")

        def pressed() -> None:
            said = normalise_answer(question.kind, line.text())
            self._away()  # first, or the list would have the cursor anew and say so
            chosen = self._table.selected_ids()
            trouble = give(chosen, said) if chosen else NOBODY
            if trouble:
                wrong.setText(trouble)
                wrong.show()
                self.show()
                editor.setFocus(Qt.FocusReason.OtherFocusReason)

        caption = theme.label(question.label)
        caption.setBuddy(editor)
        self._question.addWidget(caption)
        self._question.addWidget(
            row(editor, button("&Ver", pressed), button("Va&zgeç", self._away))
        )
        self._question.addWidget(wrong)
        wrong.hide()
        self._say_whom()
        self.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_whom(self) -> None:
        count = len(self._table.selected_ids())
        self._whom.setText(f"Seçili {numbers.shown(count)} kişi için" if count else NOBODY)

    def _away(self) -> None:
        self.hide()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
