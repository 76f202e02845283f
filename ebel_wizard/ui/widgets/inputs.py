"""The input widget of each kind of question."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import SignalInstance

from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.turkish import letters
from ebel_wizard.turkish.provinces import PROVINCES
from ebel_wizard.ui.widgets.choice_inputs import ChoiceInput, ComboInput
from ebel_wizard.ui.widgets.date_input import DateInput
from ebel_wizard.ui.widgets.text_inputs import LinesInput, TextInput

InputWidget = TextInput | LinesInput | DateInput | ComboInput | ChoiceInput


class Input(Protocol):
    """What every input widget has in common."""

    @property
    def edited(self) -> SignalInstance:
        """Return the signal emitted at every key and every choice."""

    @property
    def editing_finished(self) -> SignalInstance:
        """Return the signal emitted when the officer leaves the field or chooses."""

    def text(self) -> str:
        """Return the answer as it is stored, whatever the widget shows for it."""

    def set_text(self, text: str) -> None:
        """Show a stored answer, without a signal."""


def make_input(field: Field) -> InputWidget:
    """Return a new input for a question."""
    if field.kind is Kind.DATE:
        return DateInput()
    if field.kind is Kind.PROVINCE:
        return ComboInput(_same(PROVINCES))
    if field.choices is None:
        return LinesInput() if field.kind is Kind.LINES else TextInput()
    if field.kind is not Kind.CHOICE:
        return ComboInput(field.choices)
    return ChoiceInput(field.choices if field.required else {"": "Yok", **field.choices})


def _same(words: Iterable[str]) -> dict[str, str]:
    return {word: word for word in sorted(words, key=letters.sort_key)}
