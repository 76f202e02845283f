"""The request letter, which asks for the municipality's move to e-Belediye (guide, step 1.1)."""

from collections.abc import Mapping, Sequence
from typing import Final

from ebel_wizard.case import choices, fields, model
from ebel_wizard.case.model import Case
from ebel_wizard.documents import addressee, letter, references
from ebel_wizard.documents.layout.letter_parts import Annex, LetterContent
from ebel_wizard.turkish import dates, letters

TEXTS: Final = ("texts", "request-letter.toml")


def medium(case: Case) -> str:
    """Return ``E`` and ``O`` only where they were chosen (M1); an undecided draft is drawn as
    paper.

    What is GİZLİ is ``Z``, whatever was chosen (G4; the rules refuse it as ``E``).
    """
    chosen, secrecy = case.letter.medium, case.letter.secrecy
    if secrecy == model.TOGETHER or chosen not in (model.ELECTRONIC, model.EMERGENCY):
        return model.PAPER
    return chosen


def is_on_paper(case: Case) -> bool:
    """Return whether it is signed on paper: everything but what the EBYS makes (M1)."""
    return medium(case) != model.ELECTRONIC


def content(case: Case, annexes: Sequence[Annex]) -> LetterContent:
    """Return the words of the request letter."""
    subject, paragraphs = letter.words(
        case.letter.text.request, letter.texts(*TEXTS), to_person=addressee.is_to_person(case)
    )
    known = values(case)
    return letter.compose(
        case,
        medium=medium(case),
        record_number=case.letter.record_number,
        date=case.letter.date,
        subject=letter.fill(subject, known),
        references=references.lines(case),
        paragraphs=letter.fill_all(paragraphs, known),
        annexes=annexes,
        mark=letter.degree(case),
        urgency=case.letter.urgency if case.letter.urgency in choices.URGENCIES else "",
    )


def values(case: Case) -> Mapping[str, str]:
    """Return the values of this letter's placeholders."""
    shipped = letter.texts(*TEXTS)
    verb = addressee.closing_verb(case)
    due = ""
    if fields.applies(case, "letter.due_date"):
        # U1: of a higher office it is asked for, and not ordered.
        asked = "rica" if verb == "rica" else "arz"
        due = letter.fill(shipped["due"][asked], {"son gün": _long(case.letter.due_date)})
    return {
        "belediye": case.municipality.name,
        "sistemi kuran": shipped["founder"]["addressee" if _is_to_founder(case) else "other"],
        "geçiş günü": _long(case.letter.go_live),
        "KEP bilgileri": shipped["kep"].get(case.letter.secrecy, shipped["kep"][model.APART]),
        "süre bilgisi": due,
        "son gün": _long(case.letter.due_date),
        "arz": verb,
        "ilgi": references.opening(case),
    }


def _is_to_founder(case: Case) -> bool:
    """Return whether the letter goes to the Ministry that runs e-Belediye, and to nobody else."""
    to_others = case.letter.also_to or case.letter.copies_to
    return not to_others and letters.fold(case.letter.addressee.body).endswith("icisleri bakanligi")


def _long(text: str) -> str:
    day = dates.parse(text)
    return dates.long(day) if day else text
