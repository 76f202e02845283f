"""To whom a letter goes: its addressees on letter and envelope, and how it ends for them (A1, D1,
T4).
"""

import dataclasses
from enum import Enum, auto
from typing import Final

from ebel_wizard.case import letter_rules
from ebel_wizard.case.model import Addressee, Case, Recipient
from ebel_wizard.documents.layout.letter_parts import Distribution
from ebel_wizard.turkish import letters, numbers

TO_SEVERAL: Final = "DAĞITIM YERLERİNE"
_COMPANY_ENDINGS: Final = ("sirketi", "a.s.", "a.s", "sti.", "sti", "holding", "kooperatifi")


class Rank(Enum):
    """What an addressee is to the municipality."""

    ABOVE = auto()
    """A higher office or an equal one."""
    BELOW = auto()
    COMPANY = auto()
    PERSON = auto()


def rank(case: Case, body: str) -> Rank:
    """Return what an addressee is; the first line of its name decides (m.16/12-c).

    Below a municipality are its own units, addressed by its name and then theirs, and the headmen
    of its quarters; every other office is above or beside it.
    """
    folded = letters.fold(body.strip())
    own = letters.fold(case.municipality.name)
    if letter_rules.is_person(body):
        return Rank.PERSON
    if folded.endswith(_COMPANY_ENDINGS):
        return Rank.COMPANY
    is_below = (bool(own) and folded.startswith(f"{own} ")) or folded.endswith("muhtarligi")
    return Rank.BELOW if is_below else Rank.ABOVE


def closing_verb(case: Case) -> str:
    """Return what stands before ``ederim``: ``arz``, ``rica``, or both where it goes to higher and
    lower ones together (T4).

    No article says how a company is written to: it is no office above, so it is ``rica`` (~).
    """
    ranks = {rank(case, each.body) for each in everybody(case)} - {Rank.PERSON}
    if Rank.ABOVE not in ranks:
        return "rica"
    return "arz" if ranks == {Rank.ABOVE} else "arz ve rica"


def is_to_person(case: Case) -> bool:
    """Return whether it goes to nobody but persons: it ends with ``Saygılarımla.`` (m.16/12-e)."""
    return {rank(case, each.body) for each in everybody(case)} == {Rank.PERSON}


def is_distributed(case: Case) -> bool:
    """Return whether a letter goes to several (m.19/1)."""
    return bool(case.letter.also_to or case.letter.copies_to)


def to_one(case: Case) -> Case:
    """Return the case without further addressees: what is GİZLİ goes to the first one alone."""
    at = dataclasses.replace(case.letter, also_to=(), copies_to=())
    return dataclasses.replace(case, letter=at)


def everybody(case: Case) -> tuple[Addressee | Recipient, ...]:
    """Return all to whom a letter goes, its first addressee before the others."""
    return tuple(by_path(case).values())


def by_path(case: Case) -> dict[str, Addressee | Recipient]:
    """Return all to whom a letter goes by the path of their answers."""
    found: dict[str, Addressee | Recipient] = {"letter.addressee": case.letter.addressee}
    for path, rows in (
        ("letter.also_to", case.letter.also_to),
        ("letter.copies_to", case.letter.copies_to),
    ):
        found |= {f"{path}[{position}]": row for position, row in enumerate(rows, 1)}
    return found


def lines(case: Case) -> tuple[str, ...]:
    """Return the addressee as a letter has it: the body in capitals and the dative, the unit bare
    in brackets (A1), or ``DAĞITIM YERLERİNE`` where it goes to several (m.14/6).

    The address of a person or a company follows (m.14/3); an office is known by its name.
    """
    if is_distributed(case):
        return (TO_SEVERAL,)
    to = case.letter.addressee
    place = (to.address,) if rank(case, to.body) in {Rank.PERSON, Rank.COMPANY} else ()
    return tuple(filter(None, (_in_dative(case, to.body), _bracketed(to.unit), *place)))


def on_envelope(case: Case, to: Addressee | Recipient) -> tuple[str, ...]:
    """Return an addressee as an envelope has it: without dative, and with the address (G5)."""
    is_person = rank(case, to.body) is Rank.PERSON
    body = person_name(to.body) if is_person else letters.upper(to.body)
    return tuple(filter(None, (body, _bracketed(to.unit), to.address)))


def distribution(case: Case, annexes: int) -> Distribution:
    """Return to whom the request letter goes where these are several: who acts on it and who is
    informed, each with the annexes that do not go there (D1, E5).
    """
    if not is_distributed(case):
        return Distribution()
    at = case.letter
    return Distribution(
        (
            _listed(case, at.addressee.body, at.addressee.unit, ""),
            *(_of_recipient(case, each, annexes) for each in at.also_to),
        ),
        tuple(_of_recipient(case, each, annexes) for each in at.copies_to),
    )


def _of_recipient(case: Case, to: Recipient, annexes: int) -> str:
    return _listed(case, to.body, to.unit, lacking(to, annexes))


def _listed(case: Case, body: str, unit: str, lacks: str) -> str:
    is_person = rank(case, body) is Rank.PERSON
    name = person_name(body) if is_person else letters.dative(body)
    return " ".join(filter(None, (name, _bracketed(unit), _bracketed(lacks))))


def lacking(to: Recipient, annexes: int) -> str:
    """Return ``Ek konulmadı`` or ``EK-2 konulmadı`` where annexes do not go along (m.18/5)."""
    left_out = sorted({each for each in numbers.several(to.without) if 1 <= each <= annexes})
    if not left_out:
        return ""
    if len(left_out) == annexes:
        return "Ek konulmadı"
    return f"{', '.join(f'EK-{each}' for each in left_out)} konulmadı"


def person_name(text: str) -> str:
    """Return ``Sayın Adı SOYADI`` (m.14/3); without a word in capitals the last is the surname."""
    words = text.split()
    if len(words) > 1 and not any(len(each) > 1 and each == letters.upper(each) for each in words):
        words[-1] = letters.upper(words[-1])
    return " ".join(words)


def bare_name(text: str) -> str:
    """Return a person's name without ``Sayın``."""
    return text.strip().partition(" ")[2] if letter_rules.is_person(text) else text.strip()


def _in_dative(case: Case, body: str) -> str:
    if rank(case, body) is Rank.PERSON:
        return person_name(body)
    return letters.upper(letters.dative(body))


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""
