"""The letter by which the project officers are appointed, to their units; it rests on the olur."""

from dataclasses import replace
from typing import Final

from ebel_wizard.case.model import Addressee, Case, Recipient
from ebel_wizard.documents import letter, olur, request_letter
from ebel_wizard.documents.layout.letter_parts import Annex, LetterContent
from ebel_wizard.turkish import dates, letters

TEXTS: Final = ("texts", "assignment.toml")
_ROOM: Final = "………………"  # the olur's number or date, written in by hand (H3)


def content(case: Case, olur_pages: int) -> LetterContent:
    """Return the words of the letter; the olur goes along, for the units do not have it (R1)."""
    shipped = letter.texts(*TEXTS)
    medium = request_letter.medium(case)
    first, *more = units(case)
    to_units = letter.to_others(
        case, Addressee(body=first), olur.makam(case), [Recipient(body=unit) for unit in more]
    )
    made = letter.compose(
        to_units,
        medium=medium,
        record_number="",
        date="",
        subject=shipped["subject"],
        references=[
            letter.fill(
                shipped["reference"],
                {
                    "olur tarihi": dates.shown(case.olur.date) or _ROOM,
                    "olur sayısı": case.olur.number or _ROOM,
                },
            )
        ],
        paragraphs=olur.paragraphs(case, shipped["paragraphs"], olur.values(case)),
        annexes=[Annex(shipped["annex"], olur_pages)],
        mark="",
    )
    return replace(made, number=letter.unfiled_number(case, medium))


def units(case: Case) -> list[str]:
    """Return the units that the project officers work in, each once, in the officers' order."""
    found = {letters.fold(person.unit): person.unit for person in reversed(case.officers)}
    return list(dict.fromkeys(found[letters.fold(person.unit)] for person in case.officers))
