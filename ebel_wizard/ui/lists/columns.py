"""The columns of a list: the fields of a person, and those of any other table."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from ebel_wizard.case import register
from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import PERSON, TABLES
from ebel_wizard.ui.lists.model import Column
from ebel_wizard.ui.state.session import Session

_PERSON_WIDTHS: Final = {field.path: field.width for field in TABLES[PERSON].fields}
"""The widths of a person's columns, in grid units."""
_ENTERED: Final = "entered"
NO_TCKN: Final = "TCKN’si olmayan"
LACKING_TCKN: Final = {NO_TCKN: (PERSON, "tckn")}
"""The state of a list of people by the TCKN that is blank."""


def person_columns(
    session: Session,
    paths: Sequence[str],
    person_of: Callable[[str], str] = str,
    *,
    editable: bool = False,
) -> list[Column]:
    """Return columns of people's fields; ``person_of`` returns the person's id of a row."""
    answers = session.answers

    def read(part: str, row_id: str) -> str:
        return str(answers.rows(PERSON).get(person_of(row_id), {}).get(part, ""))

    def change(part: str, row_id: str, text: str) -> Change | None:
        return answers.set_part(PERSON, [person_of(row_id)], part, text)

    suggestions: Mapping[str, Callable[[], Sequence[str]]] = {
        "unit": partial(register.offered_units, answers)
    }
    return [
        Column(
            question,
            _PERSON_WIDTHS[question.path],
            read=partial(read, question.path),
            change=partial(change, question.path) if editable else None,
            suggestions=suggestions.get(question.path),
        )
        for question in TABLES[PERSON].fields
        if question.path in paths
    ]


def row_columns(
    session: Session,
    table: str,
    widths: Mapping[str, int],
    suggestions: Mapping[str, Callable[[], Sequence[str]]] | None = None,
) -> list[Column]:
    """Return editable columns of those fields of a table that have a width.

    A row that does not exist yet reads as blank, and is created by its first value.
    """
    answers = session.answers

    def read(part: str, row_id: str) -> str:
        return str(answers.rows(table).get(row_id, {}).get(part, ""))

    def change(part: str, row_id: str, text: str) -> Change | None:
        label = entered_label(is_ticked=bool(text)) if part == _ENTERED else ""
        return answers.set_part(table, [row_id], part, text, label)

    return [
        Column(
            question,
            widths[question.path],
            read=partial(read, question.path),
            change=partial(change, question.path),
            is_checkable=question.path == _ENTERED,
            suggestions=(suggestions or {}).get(question.path),
        )
        for question in TABLES[table].fields
        if question.path in widths
    ]


def entered_label(*, is_ticked: bool) -> str:
    """Return what undo calls a tick that was put or taken away."""
    return f"Girildi işareti {'kondu' if is_ticked else 'kaldırıldı'}"
