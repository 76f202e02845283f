"""The case: all answers of the municipality, as typed.

Every value is text, drafts with errors included; ``case_rules`` finds what is wrong with it and the
documents read it through ``turkish``. A value has one address everywhere (store, window, answer
file, problem): its path, e.g. ``municipality.contact.phone`` or ``officers[2].tckn``. People and
references are counted from 1.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

APART: Final = "apart"
TOGETHER: Final = "together"
HIZMETE_OZEL: Final = "hizmete-özel"

ASALETEN: Final = "asaleten"
VEKALETEN: Final = "vekâleten"
YETKI_DEVRI: Final = "yetki devri"

PAPER: Final = "Z"
ELECTRONIC: Final = "E"

ACELE: Final = "ACELE"
GUNLUDUR: Final = "GÜNLÜDÜR"

KINDS_WITH_DISTRICT: Final = frozenset({"ilçe", "belde"})


@dataclass(frozen=True, slots=True)
class Contact:
    """How the municipality is reached; printed in the contact block (C1)."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    kep: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Municipality:
    """The municipality that writes; ``name`` as recorded in DETSİS, in title case (H1)."""

    name: str = ""
    kind: str = ""
    province: str = ""
    district: str = ""
    unit: str = ""
    detsis: str = ""
    contact: Contact = field(default_factory=Contact)


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier letter that this one answers (R1)."""

    date: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: ``title`` is the office signed for, ``own_title`` the delegate's own (S1-S3)."""

    name: str = ""
    surname: str = ""
    title: str = ""
    capacity: str = ""
    own_title: str = ""


@dataclass(frozen=True, slots=True)
class LetterContact:
    """The person behind ``Bilgi için:`` (C1)."""

    name: str = ""
    surname: str = ""
    title: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """The body and unit written to, in title case without suffix (A1), and its postal address."""

    body: str = ""
    unit: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Initials:
    """Who initials the copy that stays at the municipality, the lowest office first (I1)."""

    title: str = ""
    name: str = ""
    surname: str = ""


@dataclass(frozen=True, slots=True)
class LetterText:
    """The officer's own words for a letter; empty means the program's own.

    ``body`` has a paragraph a line. Both may hold named places in braces, as the program's do.
    """

    subject: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """The officer's own words for each of the two letters."""

    request: LetterText = field(default_factory=LetterText)
    kep: LetterText = field(default_factory=LetterText)


@dataclass(frozen=True, slots=True)
class Letter:
    """The request letter. An empty record number or date leaves room on paper (H3).

    ``urgency`` is empty, ``ACELE`` or ``GÜNLÜDÜR``; the last needs ``due_date`` (U1).
    """

    medium: str = ""
    file_plan: str = ""
    record_number: str = ""
    date: str = ""
    go_live: str = ""
    secrecy: str = ""
    references: tuple[Reference, ...] = ()
    signatory: Signatory = field(default_factory=Signatory)
    contact: LetterContact = field(default_factory=LetterContact)
    addressee: Addressee = field(default_factory=Addressee)
    urgency: str = ""
    due_date: str = ""
    paraf: tuple[Initials, ...] = ()
    text: Texts = field(default_factory=Texts)


@dataclass(frozen=True, slots=True)
class Person:
    """One of the municipality's people, as steps 1, 6, 7 and 9 name them."""

    name: str = ""
    surname: str = ""
    tckn: str = ""
    mobile: str = ""
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class KepLetter:
    """Record number and date of the KEP form's own letter (``apart`` only)."""

    record_number: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Kep:
    """What the KEP form says; parola and şifre are never part of a case (rule 6)."""

    address: str = ""
    user_tckn: str = ""
    letter: KepLetter = field(default_factory=KepLetter)


@dataclass(frozen=True, slots=True)
class Case:
    """A frozen snapshot of all answers; the documents are functions of it."""

    municipality: Municipality = field(default_factory=Municipality)
    letter: Letter = field(default_factory=Letter)
    officers: tuple[Person, ...] = ()
    kep: Kep = field(default_factory=Kep)

    @property
    def kep_address(self) -> str:
        """Return the KEP address to connect: the contact block's, unless another one was given."""
        return self.kep.address or self.municipality.contact.kep


LISTS: Final[Mapping[str, type[Person | Reference | Initials]]] = {
    "officers": Person,
    "letter.references": Reference,
    "letter.paraf": Initials,
}

# A new workspace starts from these; an answer file has to give them.
DEFAULTS: Final[Mapping[str, str]] = {
    "letter.file_plan": "708.03",
    "letter.medium": PAPER,
    "letter.secrecy": APART,
    "letter.signatory.capacity": ASALETEN,
}

_Made = TypeVar("_Made")
_STEP = re.compile(r"(\w+)(?:\[(\d+)])?")


def value(case: Case, path: str) -> str:
    """Return the answer at a path; raise KeyError for a path that leads to no answer."""
    at: object = case
    for step in path.split("."):
        match = _STEP.fullmatch(step)
        if match is None or match[1] not in getattr(at, "__dataclass_fields__", ()):
            raise KeyError(path)
        at = getattr(at, match[1])
        if match[2] is not None:
            if not isinstance(at, tuple) or not 1 <= int(match[2]) <= len(at):
                raise KeyError(path)
            at = at[int(match[2]) - 1]
    if not isinstance(at, str):
        raise KeyError(path)
    return at


def build(
    values: Mapping[str, str],
    officers: Sequence[Person] = (),
    references: Sequence[Reference] = (),
    paraf: Sequence[Initials] = (),
) -> Case:
    """Build a case from single answers by path and the lists; what is not given is empty."""
    lists: dict[str, object] = {
        "officers": tuple(officers),
        "letter.references": tuple(references),
        "letter.paraf": tuple(paraf),
    }

    def make(cls: type[_Made], prefix: str) -> _Made:
        made: dict[str, object] = {}
        for name, part in _parts(cls):
            path = f"{prefix}{name}"
            if path in lists:
                made[name] = lists[path]
            elif part is not None:
                made[name] = make(part, f"{path}.")
            else:
                made[name] = values.get(path, "")
        return cls(**made)

    return make(Case, "")


def scalar_paths(cls: type = Case, prefix: str = "") -> Iterator[str]:
    """Yield every path of a single answer, in the order of the model."""
    for name, part in _parts(cls):
        path = f"{prefix}{name}"
        if path in LISTS:
            continue
        if part is not None:
            yield from scalar_paths(part, f"{path}.")
        else:
            yield path


def _parts(cls: type) -> Iterator[tuple[str, type | None]]:
    """Yield each part of a model class by name, with its own class where it has parts itself."""
    for part in dataclasses.fields(cls):
        factory: object = part.default_factory
        yield part.name, factory if isinstance(factory, type) else None
