"""The İlgi of the request letter: which letters it refers to, and who wrote them (R1)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case, Reference
from ebel_wizard.documents import addressee
from ebel_wizard.documents.layout.letter_parts import Annex, reference_mark
from ebel_wizard.turkish import dates, letters, numbers

_EMPTY: Final = "……"
# What a reference is called in the text, one of it and several.
_NAMES: Final = {
    model.YAZINIZ: ("yazınız", "yazılarınız"),
    model.YAZIMIZ: ("yazımız", "yazılarımız"),
    model.YAZI: ("yazı", "yazılar"),
    model.DILEKCE: ("dilekçe", "dilekçeler"),
}
_OWN_PETITION: Final = ("dilekçeniz", "dilekçeleriniz")


def oldest_first(references: Sequence[Reference]) -> list[Reference]:
    """Return the references by date (R1); a draft's reference without a date comes last."""
    return sorted(references, key=lambda each: dates.parse(each.date) or date.max)


def lines(case: Case) -> list[str]:
    """Return each reference as İlgi has it.

    Who wrote is named where it was neither the addressee nor we (m.15/6); a petition has no number
    of its own (m.15/9).
    """
    return [_line(case, each) for each in oldest_first(case.letter.references)]


def _line(case: Case, reference: Reference) -> str:
    day = f"{dates.shown(reference.date)} tarihli"
    if reference.kind == model.DILEKCE:
        if _is_addressees(case, reference):
            return f"{day} dilekçeniz."
        person = addressee.person_name(reference.sender or _EMPTY)
        return f"{letters.genitive_of_name(person)} {day} dilekçesi."
    written = f"{day} ve {reference.number or _EMPTY} sayılı"
    if _kind(case, reference) == model.YAZI:
        to = case.letter.addressee
        is_said = reference.kind == model.YAZI
        sender, unit = (reference.sender, reference.unit) if is_said else (to.body, to.unit)
        in_unit = f" ({unit})" if unit else ""
        return f"{letters.genitive(sender or _EMPTY)}{in_unit} {written} yazısı."
    return f"{written} {_name(case, reference)[0]}."


def _kind(case: Case, reference: Reference) -> str:
    """Return the kind as the letter has it: to several addressees there is no ``yazınız``, for the
    others did not send it (m.15/6).
    """
    kind = reference.kind if reference.kind in _NAMES else model.YAZINIZ
    is_named = kind == model.YAZINIZ and addressee.is_distributed(case)
    return model.YAZI if is_named else kind


def _is_addressees(case: Case, reference: Reference) -> bool:
    """Return whether a petition is the addressee's own, whose name is then left out (m.15/9)."""
    names = (addressee.bare_name(each) for each in (reference.sender, case.letter.addressee.body))
    first, second = map(letters.fold, names)
    return bool(first) and first == second


def _name(case: Case, reference: Reference) -> tuple[str, str]:
    if reference.kind == model.DILEKCE and _is_addressees(case, reference):
        return _OWN_PETITION
    return _NAMES[_kind(case, reference)]


def opening(case: Case) -> str:
    """Return how the first paragraph begins where there are references (K)."""
    said = named(case)
    return f"{said} kapsamında" if said else ""


def named(case: Case) -> str:
    """Return how a text refers to them: ``İlgi yazınız``, ``İlgi (a) yazınız ile (b) yazımız``;
    empty where there is none.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    references = oldest_first(case.letter.references)
    for position, each in enumerate(references):
        groups.setdefault(_name(case, each), []).append(f"({reference_mark(position)}")
    if not groups:
        return ""
    if len(references) == 1:
        return f"İlgi {next(iter(groups))[0]}"
    said = [f"{_joined(marks, 've')} {name[len(marks) > 1]}" for name, marks in groups.items()]
    return f"İlgi {_joined(said, 'ile')}"


def _joined(parts: Sequence[str], word: str) -> str:
    *first, last = parts
    return f"{', '.join(first)} {word} {last}" if first else last


def annexes(case: Case) -> list[Annex]:
    """Return the references that go along because the addressee has them not (m.15/8)."""
    references = oldest_first(case.letter.references)
    found: list[Annex] = []
    for position, each in enumerate(references):
        if pages := numbers.parse(each.annex):
            mark = f" ({reference_mark(position)}" if len(references) > 1 else ""
            name = "Dilekçe" if each.kind == model.DILEKCE else "Yazı"
            found.append(Annex(f"İlgi{mark} {name}", pages))
    return found
