"""What an official letter says, apart from how it is laid out."""

import dataclasses
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from ebel_wizard import resources
from ebel_wizard.case import model
from ebel_wizard.case.model import Case, LetterText
from ebel_wizard.documents import signature
from ebel_wizard.documents.layout.letter_parts import Annex, LetterContent
from ebel_wizard.turkish import dates, identifiers, letters

GIZLI: Final = "GİZLİ"
MARKS: Final = {model.TOGETHER: GIZLI, model.HIZMETE_OZEL: "HİZMETE ÖZEL"}
_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")


@lru_cache(maxsize=8)
def texts(*parts: str) -> Mapping[str, Any]:
    """A document's own words from ``resources/``, read once per process."""
    return tomllib.loads(resources.path(*parts).read_text(encoding="utf-8"))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its named places filled; what is filled in is not looked at again."""
    return _PLACEHOLDER.sub(lambda place: values.get(place[1], place[0]), template)


def places(template: str) -> tuple[str, ...]:
    """The names in braces of a template, in their order."""
    return tuple(_PLACEHOLDER.findall(template))


def words(own: LetterText, shipped: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Subject and paragraphs, still to be filled: the officer's where given, else the program's."""
    paragraphs = own.body.split("\n") if own.body else shipped["paragraphs"]
    return own.subject or shipped["subject"], tuple(paragraphs)


def filled(paragraphs: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The paragraphs filled in; one of which nothing is left is left out."""
    return [text for each in paragraphs if (text := fill(each, values).strip())]


def degree(case: Case) -> str:
    """Return the degree of secrecy of the whole package; empty where the KEP form goes apart."""
    return MARKS.get(case.letter.secrecy, "")


def closing(case: Case) -> str:
    """T4: ``rica`` to a lower office, else ``arz``; the first addressee line decides.

    Below a municipality are its own units, told by its own name before theirs, and the headmen
    of its quarters; whatever else is written to is above it or beside it.
    """
    body = letters.fold(case.letter.addressee.body)
    own = letters.fold(case.municipality.name)
    is_lower = (bool(own) and body.startswith(f"{own} ")) or body.endswith("muhtarligi")
    return "rica" if is_lower else "arz"


def heading(case: Case) -> tuple[str, ...]:
    """H1: ``T.C.``, the body in capitals, the unit as it is written."""
    municipality = case.municipality
    return "T.C.", letters.upper(municipality.name), municipality.unit


def number(case: Case, medium: str, record_number: str) -> str:
    """H2; without a record number it ends at its last hyphen, with room to write (H3)."""
    return f"{medium}-{case.municipality.detsis}-{case.letter.file_plan}-{record_number}"


def addressee(case: Case) -> tuple[str, ...]:
    """A1: the body in capitals and the dative, the unit in brackets without a suffix."""
    to = case.letter.addressee
    body = letters.upper(letters.dative(to.body))
    return (body, f"({to.unit})") if to.unit else (body,)


def contact(case: Case) -> tuple[str, ...]:
    """C1, left side; what the municipality does not have is left out."""
    at = case.municipality.contact
    rows = (
        (("Adres", at.address), ("Posta Kodu", at.postcode)),
        (
            ("Telefon No", identifiers.print_phone(at.phone)),
            ("Faks No", identifiers.print_phone(at.fax)),
        ),
        (("e-Posta", at.email), ("İnternet Adresi", at.web)),
        (("KEP Adresi", at.kep),),
    )
    return tuple(
        "  ".join(f"{label}: {text}" for label, text in row if text)
        for row in rows
        if any(text for _, text in row)
    )


def contact_person(case: Case) -> tuple[str, ...]:
    """C1, right side."""
    person = case.letter.contact
    return (
        f"Bilgi için: {signature.full_name(person.name, person.surname)}",
        person.title,
        f"Telefon No: {identifiers.print_phone(person.phone)}",
    )


def compose(
    case: Case,
    *,
    medium: str,
    record_number: str,
    date: str,
    subject: str,
    references: Sequence[str],
    paragraphs: Sequence[str],
    annexes: Sequence[Annex],
    mark: str,
    urgency: str = "",
) -> LetterContent:
    """A letter of this municipality: what every letter shares, around what this one says."""
    return LetterContent(
        heading=heading(case),
        number=number(case, medium, record_number),
        date=dates.shown(date),
        subject=subject,
        addressee=addressee(case),
        references=tuple(references),
        paragraphs=tuple(paragraphs),
        signature=signature.lines(case.letter.signatory),
        # S4: a wet signature needs room; an electronic one leaves nothing on the page.
        signing_room=4 if medium == model.PAPER else 2,
        annexes=tuple(annexes),
        contact=contact(case),
        contact_person=contact_person(case),
        mark=mark,
        urgency=urgency,
    )


def for_the_file(case: Case, content: LetterContent) -> LetterContent:
    """The copy that stays at the municipality, with room for initials (I1).

    Where nobody is named there is room for two: offices and names are written in by hand.
    """
    named = [
        (each.title, signature.full_name(each.name, each.surname)) for each in case.letter.paraf
    ]
    return dataclasses.replace(content, initials=tuple(named) or (("", ""), ("", "")))


def annex_mark(position: int, total: int) -> str:
    """E2: ``EK-1``, ``EK-2`` only where there is more than one."""
    return f"EK-{position}" if total > 1 else ""
