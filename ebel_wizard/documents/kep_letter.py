"""The letter that covers the KEP form when it goes apart: always GİZLİ, so always paper."""

from collections.abc import Mapping, Sequence
from typing import Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case
from ebel_wizard.documents import addressee, letter, request_letter
from ebel_wizard.documents.layout.letter_parts import Annex, LetterContent
from ebel_wizard.turkish import dates

TEXTS: Final = ("texts", "kep-letter.toml")
_ROOM: Final = "………………"  # the request letter's number or date, written in by hand (H3)


def content(case: Case, annexes: Sequence[Annex]) -> LetterContent:
    """Return the words of the KEP letter; its reference is our own request letter."""
    case = addressee.to_one(case)
    shipped = letter.texts(*TEXTS)
    subject, paragraphs = letter.words(
        case.letter.text.kep, shipped, to_person=addressee.is_to_person(case)
    )
    known = values(case)
    return letter.compose(
        case,
        medium=model.PAPER,  # G4
        record_number=case.kep.letter.record_number,
        date=case.kep.letter.date,
        subject=letter.fill(subject, known),
        references=[letter.fill(shipped["reference"], known)],
        paragraphs=letter.fill_all(paragraphs, known),
        annexes=annexes,
        mark=letter.GIZLI,
    )


def values(case: Case) -> Mapping[str, str]:
    """Return the values of this letter's placeholders."""
    request = letter.number(case, request_letter.medium(case), case.letter.record_number or _ROOM)
    return {
        "belediye": case.municipality.name,
        "yazı tarihi": dates.shown(case.letter.date) or _ROOM,
        "yazı sayısı": request,
        "arz": addressee.closing_verb(addressee.to_one(case)),
    }
