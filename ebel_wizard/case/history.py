"""A change as history shows it: whom or what it was about, the value before and after.

TCKN and telephone are masked, since nobody who looks back needs them; parola and şifre are never
part of a change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ebel_wizard.case import fields, model
from ebel_wizard.case.answers import Change, Edit
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.tables import ANSWER, FILE, PERSON, STEP, TABLES, TICK, Row
from ebel_wizard.guide.progress import Status
from ebel_wizard.turkish import identifiers, letters, numbers

EMPTY: Final = "(boş)"
_LONGEST: Final = 200  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class ChangeDescription:
    """A change in words; ``before`` and ``after`` are blank where more than one value changed."""

    subject: str
    before: str = ""
    after: str = ""


def describe(change: Change, name_of: Callable[[str], str]) -> ChangeDescription:
    """Describe a change beside its label; ``name_of`` returns a person's name by ID, or "".

    The step that an answer begins is left out, and so is what steps kept about deleted people.
    """
    people = [edit for edit in change.edits if edit.table == PERSON]
    others = [edit for edit in change.edits if edit.table != STEP]
    edits = people or others or list(change.edits)
    count = len({edit.key for edit in edits})
    if count > 1 and edits[0].table != FILE:
        return ChangeDescription(f"{numbers.shown(count)} {'kişi' if people else 'kayıt'}")
    parts = [(edit, part) for edit in edits for part in _altered(edit)]
    subject = next(filter(None, (_subject(edit, name_of) for edit in reversed(edits))), "")
    if len(parts) != 1:
        return ChangeDescription(subject)
    edit, part = parts[0]
    before, after = (_shown(edit, part, row) for row in (edit.before, edit.after))
    return ChangeDescription(subject, before, after)


def _altered(edit: Edit) -> list[str]:
    if edit.table == TICK:
        return [""]
    shown = TABLES[edit.table].shown
    before, after = edit.before or {}, edit.after or {}
    names = [
        name
        for name in dict.fromkeys((*before, *after))
        if name in shown and before.get(name, "") != after.get(name, "")
    ]
    # A status follows by itself from a date or a note.
    return [name for name in names if name != "status"] or names


def _subject(edit: Edit, name_of: Callable[[str], str]) -> str:
    spec, row = TABLES[edit.table], edit.after or edit.before or {}
    if spec.person:
        return name_of(spec.person_of(edit.key, row))
    return _masked(spec.name_of(row))


def _shown(edit: Edit, part: str, row: Row | None) -> str:
    """Return one value as the officer reads it."""
    if edit.table == TICK:
        return "işaretsiz" if row is None else "işaretli"
    text = str((row or {}).get(part, ""))
    if edit.table == ANSWER:
        text = text if row is not None else model.DEFAULTS.get(edit.key, "")
    if edit.table == STEP and part == "status":
        return Status(text or Status.NOT_STARTED).label
    field = _field(edit, part)
    if field is not None and field.kind is Kind.TCKN:
        text = identifiers.masked_tckn(text)
    elif field is not None and field.kind is Kind.PHONE:
        text = identifiers.masked_phone(text)
    elif field is not None and field.choices:
        text = field.choices.get(text, text)
    return _masked(text) or EMPTY


def _field(edit: Edit, part: str) -> Field | None:
    if edit.table == ANSWER:
        return fields.BY_PATH.get(edit.key)
    return TABLES[edit.table].field(part)


def _masked(text: str) -> str:
    return letters.shortened(letters.clean(identifiers.mask_numbers(text)), _LONGEST)
