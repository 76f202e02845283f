"""The olur that names the project officers and the day of the move (O1).

It needs no answer of its own but who proposes it: the makam is, unless another one was given, the
office that signs the request letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Addressee, Case, Official, Olur, Person, Signatory
from ebel_wizard.documents import letter, request_letter, signature
from ebel_wizard.documents.layout.letter_parts import Consent, LetterContent, reference_mark
from ebel_wizard.turkish import dates

TEXTS: Final = ("texts", "olur.toml")
_OFFICERS: Final = "{proje sorumluları}"
_GAP: Final = "……"


def exists(case: Case) -> bool:
    """Return whether anything was said of an olur."""
    return case.olur != Olur()


def content(case: Case) -> LetterContent:
    """Return the words of the olur."""
    shipped = letter.texts(*TEXTS)
    medium = request_letter.medium(case)
    of_olur = letter.to_others(
        case, Addressee(body=shipped["addressee"]), as_signatory(case.olur.proposer)
    )
    made = letter.compose(
        of_olur,
        medium=medium,
        record_number="",
        date=case.olur.date,
        subject=shipped["subject"],
        references=(),
        paragraphs=paragraphs(case, shipped["paragraphs"], values(case)),
        annexes=(),
        mark="",
    )
    consent = Consent(
        offices=tuple(signature.lines(as_signatory(each)) for each in case.olur.approvers),
        makam=signature.lines(makam(case)),
        by_hand=medium != model.ELECTRONIC,
    )
    number = case.olur.number or letter.unfiled_number(case, medium)
    # It stays at the municipality itself: there is no other print to be initialled.
    return replace(made, number=number, consent=consent, initials=())


def values(case: Case) -> Mapping[str, str]:
    """Return the values of the placeholders."""
    day = dates.parse(case.letter.go_live)
    return {"geçiş günü": dates.long(day) if day else case.letter.go_live}


def paragraphs(case: Case, templates: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Return the paragraphs filled in; each project officer has one, lettered (T3)."""
    found: list[str] = []
    for template in templates:
        if template == _OFFICERS:
            found += [
                f"{reference_mark(position)} {_officer(person)}"
                for position, person in enumerate(case.officers)
            ]
        else:
            found.append(letter.fill(template, known))
    return found


def _officer(person: Person) -> str:
    """Return name, title and unit; a TCKN has no place in an olur."""
    name = signature.full_name(person.name, person.surname)
    return f"{name}, {person.title} ({person.unit})"


def makam(case: Case) -> Signatory:
    """Return whose olur it is."""
    given = case.olur.approver
    return case.letter.signatory if given == Official() else as_signatory(given)


def as_signatory(official: Official) -> Signatory:
    """Return somebody who signs in an office of their own; what is not known is a gap."""
    return Signatory(
        official.name or _GAP, official.surname, official.title or _GAP, model.ASALETEN
    )
