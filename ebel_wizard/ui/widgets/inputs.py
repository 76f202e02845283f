"""The input widget of each kind of question."""

from collections.abc import Iterable
from typing import Final, Protocol

from PySide6.QtCore import SignalInstance

from ebel_wizard.case.field import Field, Kind
from ebel_wizard.turkish import letters
from ebel_wizard.turkish.provinces import PROVINCES
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.choice_inputs import ChoiceInput, ComboInput
from ebel_wizard.ui.widgets.date_input import DateInput
from ebel_wizard.ui.widgets.text_inputs import LinesInput, TextInput

_WIDTHS: Final = {
    Kind.DATE: tokens.FIELD_S,
    Kind.PHONE: tokens.FIELD_M,
    Kind.TCKN: tokens.FIELD_S,
    Kind.NUMBER: tokens.FIELD_S,
    Kind.PROVINCE: tokens.FIELD_M,
}

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
        return ComboInput(_same(PROVINCES), is_closed=True)
    if field.choices is None:
        return LinesInput() if field.kind is Kind.LINES else TextInput()
    if field.kind is not Kind.CHOICE:
        return ComboInput(field.choices)
    return ChoiceInput(field.choices if field.required else {"": "Yok", **field.choices})


def set_width(widget: InputWidget, field: Field) -> None:
    """Let an input be at most as wide as its answers."""
    own = (each for each in (tokens.FIELD_XS, tokens.FIELD_S, tokens.FIELD_M) if field.width)
    wide = next((each for each in own if each >= field.width * tokens.SPACE_8), tokens.FIELD_L)
    if not isinstance(widget, ChoiceInput):
        theme.limit_width(widget, wide if field.width else _WIDTHS.get(field.kind, tokens.FIELD_L))


def _same(words: Iterable[str]) -> dict[str, str]:
    return {word: word for word in sorted(words, key=letters.sort_key)}
