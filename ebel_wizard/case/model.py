"""The case: all answers of the municipality, as typed.

Every value is text, drafts with errors included; ``case_rules`` finds what is wrong with it and the
documents read it through ``turkish``. A value has one address everywhere (store, window, answer
file, problem): its path, e.g. ``municipality.contact.phone`` or ``officers[2].tckn``. People and
references are counted from 1.
"""

import dataclasses
import operator
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
EMERGENCY: Final = "O"

# Whether the municipality works in an EBYS; not part of a case, which has the medium that follows.
HAS_EBYS: Final = "evet"
NO_EBYS: Final = "hayır"
EBYS_DOWN: Final = "çalışmıyor"

YAZINIZ: Final = "yazınız"
YAZIMIZ: Final = "yazımız"
YAZI: Final = "yazı"
DILEKCE: Final = "dilekçe"

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
    unit_detsis: str = ""
    contact: Contact = field(default_factory=Contact)


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier letter that this one answers (R1).

    ``kind`` is one of the four above; empty is ``YAZINIZ``. ``sender`` and ``unit`` say who wrote
    what is neither the addressee's nor ours. ``annex`` is of how many pages the copy is that goes
    along to an addressee who has it not; empty where none does.
    """

    date: str = ""
    number: str = ""
    kind: str = ""
    sender: str = ""
    unit: str = ""
    annex: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A further addressee, who acts on the letter (Gereği) or knows of it (Bilgi) (D1).

    ``without`` has the numbers of the annexes that do not go there: ``2`` or ``1, 2`` (E5).
    """

    body: str = ""
    unit: str = ""
    address: str = ""
    without: str = ""


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
class Official:
    """Somebody of the municipality by office, as who initials a letter or agrees to one."""

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

    Who initials it stands in ``paraf``, the lowest office first (I1). ``urgency`` is
    empty, ``ACELE`` or ``GÜNLÜDÜR``; the last needs ``due_date`` (U1).
    """

    medium: str = ""
    file_plan: str = ""
    record_number: str = ""
    date: str = ""
    go_live: str = ""
    secrecy: str = ""
    references: tuple[Reference, ...] = ()
    also_to: tuple[Recipient, ...] = ()
    copies_to: tuple[Recipient, ...] = ()
    signatory: Signatory = field(default_factory=Signatory)
    second_signatory: Signatory = field(default_factory=Signatory)
    contact: LetterContact = field(default_factory=LetterContact)
    addressee: Addressee = field(default_factory=Addressee)
    urgency: str = ""
    due_date: str = ""
    paraf: tuple[Official, ...] = ()
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
class FormRow:
    """A row of the KEP form in place of the shipped ones (``resources/forms/kep.toml``).

    ``value`` is printed, with places in braces filled in; empty, it is room for the hand.
    ``secret`` marks the row of the parola or the şifre.
    """

    label: str = ""
    value: str = ""
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Kep:
    """What the KEP form says; parola and şifre are never part of a case (rule 6).

    Without rows the ``form`` is the shipped one.
    """

    address: str = ""
    user_tckn: str = ""
    letter: KepLetter = field(default_factory=KepLetter)
    form: tuple[FormRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Olur:
    """The mayor's approval of the move: who proposes it, who agrees, who approves it (O1)."""

    number: str = ""
    date: str = ""
    proposer: Official = field(default_factory=Official)
    approvers: tuple[Official, ...] = ()
    approver: Official = field(default_factory=Official)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the later steps enter it; ``heading`` is its name on letters, if another."""

    name: str = ""
    heading: str = ""
    detsis: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class User:
    """A user of e-Belediye: ``unit`` is the asli birim, ``duty`` the iş tanımı."""

    name: str = ""
    surname: str = ""
    tckn: str = ""
    mobile: str = ""
    email: str = ""
    title: str = ""
    unit: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Somebody who needs an e-signature, with what its provider asks for."""

    registry: str = ""
    name: str = ""
    surname: str = ""
    tckn: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A frozen snapshot of all answers; the documents are functions of it."""

    municipality: Municipality = field(default_factory=Municipality)
    letter: Letter = field(default_factory=Letter)
    officers: tuple[Person, ...] = ()
    kep: Kep = field(default_factory=Kep)
    olur: Olur = field(default_factory=Olur)
    units: tuple[Unit, ...] = ()
    users: tuple[User, ...] = ()
    certificates: tuple[Certificate, ...] = ()

    @property
    def kep_address(self) -> str:
        """Return the KEP address to connect: the contact block's, unless another one was given."""
        return self.kep.address or self.municipality.contact.kep


ListRow = Person | Reference | Recipient | Official | FormRow | Unit | User | Certificate
LISTS: Final[Mapping[str, type[ListRow]]] = {
    "officers": Person,
    "letter.references": Reference,
    "letter.also_to": Recipient,
    "letter.copies_to": Recipient,
    "letter.paraf": Official,
    "kep.form": FormRow,
    "olur.approvers": Official,
    "units": Unit,
    "users": User,
    "certificates": Certificate,
}
REGISTERS: Final = frozenset({"units", "users", "certificates"})
"""The lists that may have thousands of rows, which no letter of step 1 prints."""

# A new workspace starts from these; an answer file has to give them.
DEFAULTS: Final[Mapping[str, str]] = {
    "letter.file_plan": "708.03",
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
    paraf: Sequence[Official] = (),
    lists: Mapping[str, Sequence[ListRow]] | None = None,
) -> Case:
    """Build a case from single answers by path and the lists; what is not given is empty.

    ``lists`` has those that are not given by name, by path.
    """
    rows: dict[str, tuple[ListRow, ...]] = {
        **dict.fromkeys(LISTS, ()),
        "officers": tuple(officers),
        "letter.references": tuple(references),
        "letter.paraf": tuple(paraf),
        **{path: tuple(each) for path, each in (lists or {}).items()},
    }

    def make(cls: type[_Made], prefix: str) -> _Made:
        made: dict[str, object] = {}
        for name, part in _parts(cls):
            path = f"{prefix}{name}"
            if path in rows:
                made[name] = rows[path]
            elif part is not None:
                made[name] = make(part, f"{path}.")
            else:
                made[name] = values.get(path, "")
        return cls(**made)

    return make(Case, "")


def rows(case: Case, path: str) -> tuple[ListRow, ...]:
    """Return the rows of a list by its path in ``LISTS``."""
    found: tuple[ListRow, ...] = operator.attrgetter(path)(case)
    return found


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
