"""The usual print form of what was typed: one way to write a date, a number, a telephone."""

from ebel_wizard.case.fields import PERSON, Kind
from ebel_wizard.case.model import Person
from ebel_wizard.turkish import dates, identifiers, letters, numbers


def normalise_answer(kind: Kind, text: str) -> str:
    """Return an answer in its usual print form; what is not valid keeps its words."""
    if kind is Kind.LINES:
        return text.strip()
    cleaned = letters.clean(text)
    if kind is Kind.DATE:
        return dates.shown(cleaned)
    if kind is Kind.PHONE:
        return identifiers.print_phone(cleaned)
    if kind is Kind.TCKN and identifiers.is_tckn(cleaned):
        return identifiers.digits(cleaned)
    if kind is Kind.NUMBER and (number := numbers.parse(cleaned)) is not None:
        return numbers.shown(number)
    return cleaned


def normalise_person(person: Person) -> Person:
    """Return a person as the register writes one."""
    return Person(
        **{
            field.path: normalise_answer(field.kind, getattr(person, field.path))
            for field in PERSON
        }
    )
