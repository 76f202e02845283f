"""The request letter: the municipality asks to be moved to e-Belediye (guide, step 1.1)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case, Reference
from ebel_wizard.documents import letter
from ebel_wizard.documents.letter import Annex, LetterContent
from ebel_wizard.turkish import dates

_TEXTS: Final = ("texts", "request-letter.toml")


def medium(case: Case) -> str:
    """``E`` only where it was chosen; a draft that has not decided yet is drawn as paper."""
    return model.ELECTRONIC if case.letter.medium == model.ELECTRONIC else model.PAPER


def content(case: Case, annexes: Sequence[Annex]) -> LetterContent:
    """What the request letter of this case says."""
    words = letter.texts(*_TEXTS)
    go_live = dates.parse(case.letter.go_live)
    values = {
        "belediye": case.municipality.name,
        "geçiş günü": dates.long(go_live) if go_live else case.letter.go_live,
        "KEP bilgileri": words["kep"].get(case.letter.secrecy, words["kep"][model.APART]),
    }
    return letter.compose(
        case,
        medium=medium(case),
        record_number=case.letter.record_number,
        date=case.letter.date,
        subject=letter.fill(words["subject"], values),
        references=[
            f"{dates.shown(each.date)} tarihli ve {each.number} sayılı yazınız."
            for each in oldest_first(case.letter.references)
        ],
        paragraphs=[letter.fill(each, values) for each in words["paragraphs"]],
        annexes=annexes,
        mark=letter.MARKS.get(case.letter.secrecy, ""),
    )


def oldest_first(references: Sequence[Reference]) -> list[Reference]:
    """R1; a draft's reference without a date yet comes last."""
    return sorted(references, key=lambda each: dates.parse(each.date) or date.max)
