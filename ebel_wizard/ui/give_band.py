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
    """Asks once and hands the answer on; Esc or Vazgeç puts it away."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        self._column.setSpacing(theme.GRID // 2)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._away)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._from: QWidget | None = None
        self.hide()

    def ask(self, question: Field, whom: str, text: str, give: Callable[[str], str]) -> None:
        """Show a question; ``give`` answers with what is wrong, or with nothing when it is done."""
        clear(self._column)
        self._from = self.window().focusWidget()
        editor = inputs.make(question)
        editor.setAccessibleName(question.label)
        editor.setMinimumWidth(theme.GRID * 40)
        line = cast("inputs.Input", editor)
        line.set_text(text)
        wrong = theme.label(tone_name="error")

        def pressed() -> None:
            trouble = give(inputs.tidy(question.kind, line.text()))
            wrong.setText(trouble)
            wrong.setVisible(bool(trouble))
            if not trouble:
                self._away()

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
        if self._from is not None:
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)
