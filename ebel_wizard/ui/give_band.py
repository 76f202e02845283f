"""A question for several rows of a list at once, in a band above it and in nobody's way."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ebel_wizard.case.fields import Field
from ebel_wizard.ui import inputs, theme
from ebel_wizard.ui.fields import button, clear, row


class GiveBand(QFrame):
    """Asks once and hands the answer on; Esc or Vazgeç puts it away.

    Then the cursor goes ``back`` to the list.
    """

    def __init__(self, back: QWidget) -> None:
        super().__init__()
        self._back = back
        self.setProperty("card", "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        self._column.setSpacing(theme.GRID // 2)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._away)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, question: Field, whom: str, text: str, give: Callable[[str], str]) -> None:
        """Show a question; ``give`` answers with what is wrong, or with nothing when it is done."""
        clear(self._column)
        editor = inputs.make(question)
        editor.setAccessibleName(question.label)
        editor.setMinimumWidth(theme.GRID * 40)
        line = cast("inputs.Input", editor)
        line.set_text(text)
        wrong = theme.label(tone_name="error")

        def pressed() -> None:
            text = inputs.tidy(question.kind, line.text())
            self._away()  # first, or the list would have the cursor anew and say so
            trouble = give(text)
            if trouble:
                wrong.setText(trouble)
                wrong.show()
                self.show()
                editor.setFocus(Qt.FocusReason.OtherFocusReason)

        caption = theme.label(f"{whom}: {question.label}", bold=True)
        caption.setBuddy(editor)
        self._column.addWidget(caption)
        self._column.addWidget(row(editor, button("&Ver", pressed), button("Va&zgeç", self._away)))
        self._column.addWidget(wrong)
        wrong.hide()
        self.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _away(self) -> None:
        self.hide()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
