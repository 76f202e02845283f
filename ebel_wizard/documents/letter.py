"""The words of an official letter, apart from its layout."""

import dataclasses
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from ebel_wizard import resources
from ebel_wizard.case import model
from ebel_wizard.case.model import Addressee, Case, LetterText, Recipient, Signatory
from ebel_wizard.documents import addressee, signature
from ebel_wizard.documents.layout.letter_parts import NO_BREAK, Annex, LetterContent
from ebel_wizard.turkish import dates, identifiers, letters

GIZLI: Final = "GİZLİ"
EBYS_NOTE: Final = ("Bu sayfa örnektir:", "belge EBYS’de hazırlanır.")
"""Stands outside the text area of an electronic letter: the EBYS makes the real one (M1)."""
MARKS: Final = {model.TOGETHER: GIZLI, model.HIZMETE_OZEL: "HİZMETE ÖZEL"}
_WHOLE: Final = frozenset({"Posta Kodu", "Telefon No", "Faks No"})
_OFFICE: Final = re.compile(
    r"(.+ Daire(?:si)? Başkanlığı)[\s,/–-]+(.+ Şube(?:si)? (?:Müdürlüğü|Şefliği|Amirliği))"
)
"""A daire and its şube in one answer: `Bilgi İşlem Dairesi Başkanlığı / Yazılım Şube Müdürlüğü`."""
_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")


@lru_cache(maxsize=8)
def texts(*parts: str) -> Mapping[str, Any]:
    """Return a document's own words from ``resources/``, read once per process."""
    return tomllib.loads(resources.path(*parts).read_text(encoding="utf-8"))


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its placeholders filled; filled-in text is not scanned again."""
    return _PLACEHOLDER.sub(lambda place: values.get(place[1], place[0]), template)


def placeholders(template: str) -> tuple[str, ...]:
    """Return the names in braces of a template, in their order."""
    return tuple(_PLACEHOLDER.findall(template))


def words(
    own: LetterText, shipped: Mapping[str, Any], *, to_person: bool = False
) -> tuple[str, tuple[str, ...]]:
    """Return subject and paragraphs, unfilled: the officer's where given, else the program's, which
    end otherwise for a private person (T4).
    """
    paragraphs = own.body.split("\n") if own.body else shipped["paragraphs"]
    if to_person and not own.body:
        paragraphs = [*paragraphs[:-1], *shipped["to-person"]]
    return own.subject or shipped["subject"], tuple(paragraphs)


def fill_all(paragraphs: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """Return the paragraphs filled in, without those that become empty."""
    return [text for each in paragraphs if (text := fill(each, values).strip())]


def degree(case: Case) -> str:
    """Return the degree of secrecy of the whole package; empty where the KEP form goes apart."""
    return MARKS.get(case.letter.secrecy, "")


def heading(case: Case) -> tuple[str, ...]:
    """Return ``T.C.``, the body in capitals, and the unit as it is written, if there is one (H1).

    The şube of a büyükşehir stands under its daire.
    """
    municipality = case.municipality
    name, unit = letters.upper(municipality.name), municipality.unit
    parts = _OFFICE.fullmatch(unit)
    return ("T.C.", name, *(parts.groups() if parts else (unit,) if unit else ()))


def number(case: Case, medium: str, record_number: str) -> str:
    """Return the number (H2); without a record number it ends at its last hyphen, with space to
    write (H3).
    """
    own = case.municipality
    detsis = own.unit_detsis or own.detsis
    return f"{medium}-{detsis}-{case.letter.file_plan}-{record_number}"


def unfiled_number(case: Case, medium: str) -> str:
    """Return the beginning of a number whose file plan code and record number are not ours to say:
    they are written behind it.
    """
    return f"{number(case, medium, '').rstrip('-').rpartition('-')[0]}-"


def to_others(
    case: Case, to: Addressee, signatory: Signatory, also_to: Sequence[Recipient] = ()
) -> Case:
    """Return the case as another letter has it: to somebody else, signed by somebody else, and
    without what is said of the request letter alone.
    """
    other = dataclasses.replace(
        case.letter,
        addressee=to,
        also_to=tuple(also_to),
        copies_to=(),
        signatory=signatory,
        second_signatory=Signatory(),
    )
    return dataclasses.replace(case, letter=other)


def contact(case: Case) -> tuple[str, ...]:
    """Return the contact block's left side (C1), without what the municipality lacks."""
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
        "  ".join(_labelled(label, text) for label, text in row if text)
        for row in rows
        if any(text for _, text in row)
    )


def _labelled(label: str, text: str) -> str:
    """Return a label and its text; a number is not parted from its label at the end of a line."""
    shown = f"{label}: {text}"
    return shown.replace(" ", NO_BREAK) if label in _WHOLE else shown


def contact_person(case: Case) -> tuple[str, ...]:
    """Return the contact block's right side (C1)."""
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
    """Return a letter of this municipality: what every letter shares, around what this one says."""
    return LetterContent(
        heading=heading(case),
        number=number(case, medium, record_number),
        date=dates.shown(date),
        subject=subject,
        addressee=addressee.lines(case),
        references=tuple(references),
        paragraphs=tuple(paragraphs),
        signature=signature.lines(case.letter.signatory),
        second_signature=signature.second(case.letter.second_signatory),
        # S4: a wet signature needs room; an electronic one leaves nothing on the page.
        signing_room=2 if medium == model.ELECTRONIC else 4,
        annexes=tuple(annexes),
        contact=contact(case),
        contact_person=contact_person(case),
        mark=mark,
        urgency=urgency,
        distribution=addressee.distribution(case, len(annexes)),
        initials=() if medium == model.ELECTRONIC else _initials(case),
        note=EBYS_NOTE if medium == model.ELECTRONIC else (),
    )


def initialled_copy(content: LetterContent) -> LetterContent:
    """Return the copy that stays at the municipality, with its initials (I1)."""
    return dataclasses.replace(content, is_initialled=True)


def _initials(case: Case) -> tuple[tuple[str, str], ...]:
    """Return who initials; where nobody is named there is space for two, written in by hand."""
    named = [
        (each.title, signature.full_name(each.name, each.surname)) for each in case.letter.paraf
    ]
    return tuple(named) or (("", ""), ("", ""))


def annex_mark(position: int, total: int) -> str:
    """Return ``EK-1``, ``EK-2``; empty where there is only one annex (E2)."""
    return f"EK-{position}" if total > 1 else ""
