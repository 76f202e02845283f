"""The parts of a letter as they are laid out, whatever the format of the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ebel_wizard.turkish import numbers

ALPHABET: Final = "abcçdefgğhıijklmnoöprsştuüvyz"  # R1, T3
NO_BREAK: Final = "\u00a0"  # a blank at which no line ends


@dataclass(frozen=True, slots=True)
class Annex:
    """A document that goes with the letter, and how many pages it really has (E1); None for the
    list of annexes, which has no number behind it (m.18/4).
    """

    title: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agrees to an olur under the signature of whoever proposes it (O1).

    ``offices`` are those between, the nearest to the proposer first, and ``makam`` is whose olur it
    is: the lines of each, from the name down. ``by_hand`` leaves room for day and signature.
    """

    offices: tuple[tuple[str, ...], ...]
    makam: tuple[str, ...]
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Distribution:
    """To whom a letter goes that goes to several: who acts on it, and who is only informed (D1)."""

    action: tuple[str, ...] = ()
    information: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterContent:
    """One letter in words, part by part in the order of the page.

    ``number`` ends in a hyphen and ``date`` is empty where room is left for the hand (H3);
    ``signing_room`` is in blank lines (S1, S4); ``contact`` and ``contact_person`` are the left
    and the right side of the contact block (C1); ``mark`` is the secrecy degree or empty (G2);
    ``urgency`` is ``ACELE``, ``GÜNLÜDÜR`` or empty (U1); ``second_signature`` is that of the lower
    office where two sign (S5). ``initials`` are the offices, with their holders, that initial the
    copy of the municipality, and empty where there is none; they are drawn where ``is_initialled``
    (I1). ``consent`` makes it an olur (O1). ``note`` are lines that stand outside the text area.
    """

    heading: tuple[str, ...]
    number: str
    date: str
    subject: str
    addressee: tuple[str, ...]
    references: tuple[str, ...]
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]
    signing_room: int
    annexes: tuple[Annex, ...]
    contact: tuple[str, ...]
    contact_person: tuple[str, ...]
    mark: str
    urgency: str = ""
    second_signature: tuple[str, ...] = ()
    distribution: Distribution = Distribution()
    initials: tuple[tuple[str, str], ...] = ()
    is_initialled: bool = False
    consent: Consent | None = None
    note: tuple[str, ...] = ()


def reference_mark(position: int) -> str:
    """Return ``a)`` by the Turkish alphabet (R1); a draft with too many continues with numbers."""
    return f"{ALPHABET[position] if position < len(ALPHABET) else position + 1})"


def annex_lines(annexes: Sequence[Annex]) -> Iterator[str]:
    """Yield one annex on the line of ``Ek:``, several numbered under it (E1)."""
    names = [
        f"{each.title} ({numbers.shown(each.pages)} Sayfa)" if each.pages else each.title
        for each in annexes
    ]
    if len(names) == 1:
        yield f"Ek: {names[0]}"
    elif names:
        yield "Ek:"
        yield from (f"{position}- {name}" for position, name in enumerate(names, 1))
