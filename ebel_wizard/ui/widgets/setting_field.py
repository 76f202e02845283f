"""A question of the settings: its label, its input and the line under it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.normalise import mend, normalise_answer
from ebel_wizard.case.rules import Problem, missing, phone_fault
from ebel_wizard.turkish import identifiers
from ebel_wizard.ui.widgets import inputs, theme, tokens
from ebel_wizard.ui.widgets.field_line import FieldLine
from ebel_wizard.ui.widgets.icon_sign import IconSign
from ebel_wizard.ui.widgets.layout import bring_into_sight, horizontal_row

FIXED: Final = "Kurumunuz belirledi; buradan değiştirilemez."
_NOT_STORED: Final = (
    "Kaydedilemedi; diskte yer olduğuna ve ayarlar dosyasını başka bir programın açık tutmadığına "
    "bakın."
)


class SettingField(QWidget):
    """Takes a setting; ``store`` returns whether it could be stored.

    What was mended on leaving it is said under it, with a way back.
    """

    def __init__(self, question: Field, store: Callable[[str], bool]) -> None:
        super().__init__()
        self._question = question
        self._store = store
        self._is_edited = False
        self.editor = inputs.make_input(question)
        self._input: inputs.Input = self.editor
        self.editor.setAccessibleName(question.label)
        theme.limit_width(self.editor, tokens.FIELD_L)
        caption = theme.label(question.label, role="label")
        caption.setBuddy(self.editor)
        self._line = FieldLine()
        self._line.add_field(self, question.label, question.hint)
        column = _column(self)
        for part in (caption, self.editor, self._line):
            column.addWidget(part)
        self._input.edited.connect(self._on_edited)
        self._input.editing_finished.connect(self._finish)

    def set_text(self, text: str) -> None:
        """Show a stored setting, unless a newer one is being typed."""
        if not self._is_edited:
            self._input.set_text(text)
        self._show_problem(_problem(self._question, text))

    def _on_edited(self) -> None:
        self._is_edited = True
        self._line.show_note(self, "")
        if self.editor.hasFocus():
            bring_into_sight(self.editor)  # the page may have been scrolled away from the cursor
        else:  # set from outside: nobody will leave the field
            self._store(normalise_answer(self._question.kind, self._input.text()))

    def _finish(self) -> None:
        typed, was_edited, self._is_edited = self._input.text(), self._is_edited, False
        if was_edited:
            mended, what = mend(self._question, typed)
            if self._take(mended):
                self._line.show_note(self, what, partial(self._take_back, typed))

    def _take(self, text: str) -> bool:
        """Keep and show a text; return whether it is kept."""
        self._input.set_text(text)
        is_stored = self._store(text)
        self._show_problem(_problem(self._question, text) if is_stored else _NOT_STORED)
        return is_stored

    def _take_back(self, text: str) -> None:
        self._line.show_note(self, "")
        self._take(text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, problem: str) -> None:
        found = [Problem(self._question.path, problem)] if problem else []
        self._line.show_problems(self, found, self._take_back)
        theme.set_invalid(self.editor, bool(problem))


class FixedSetting(QWidget):
    """Shows a setting that the municipality's file fixes."""

    def __init__(self, question: Field) -> None:
        super().__init__()
        self._question = question
        self.editor = theme.label()
        column = _column(self)
        column.addWidget(theme.label(question.label, role="label"))
        column.addWidget(self.editor)
        line = horizontal_row(IconSign("lock", "hint"), theme.label(FIXED, role="hint"))
        column.addWidget(line)

    def set_text(self, text: str) -> None:
        """Show a stored setting in the words of its choice."""
        words = (self._question.choices or {}).get(text, text)
        self.editor.setText(words or "Boş")


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_4)
    return column


def _problem(question: Field, text: str) -> str:
    """Return what is wrong with a setting, in Turkish; nothing if it is right."""
    label = f"“{question.label}”"
    if question.path == "letter.addressee.body" and not text:
        return missing(question.path, question.label).text
    if question.path == "helpdesk_email" and text and not identifiers.is_email(text):
        return f"{label} bir e-posta adresi değil; ad@alan.gov.tr biçiminde yazın."
    if question.kind is Kind.PHONE and text and identifiers.phone(text) is None:
        return phone_fault(question.label, text)
    return ""
