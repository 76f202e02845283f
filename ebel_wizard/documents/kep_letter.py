"""The letter under which the KEP form goes when it travels apart: always GİZLİ, so always paper."""

from collections.abc import Sequence
from typing import Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case
from ebel_wizard.documents import letter, request_letter
from ebel_wizard.documents.letter import Annex, LetterContent
from ebel_wizard.turkish import dates

MARK: Final = "GİZLİ"
_TEXTS: Final = ("texts", "kep-letter.toml")
_ROOM: Final = "………………"  # the request letter's number or date, written in by hand (H3)


def content(case: Case, annexes: Sequence[Annex]) -> LetterContent:
    """What the KEP letter of this case says; its reference is our own request letter."""
    words = letter.texts(*_TEXTS)
    request = letter.number(case, request_letter.medium(case), case.letter.record_number or _ROOM)
    values = {
        "belediye": case.municipality.name,
        "yazı tarihi": dates.shown(case.letter.date) or _ROOM,
        "yazı sayısı": request,
    }
    return letter.compose(
        case,
        medium=model.PAPER,  # G4
        record_number=case.kep.letter.record_number,
        date=case.kep.letter.date,
        subject=letter.fill(words["subject"], values),
        references=[letter.fill(words["reference"], values)],
        paragraphs=[letter.fill(each, values) for each in words["paragraphs"]],
        annexes=annexes,
        mark=MARK,
    )
