"""The parts of a letter as they are laid out, whatever the format of the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

ALPHABET: Final = "abcçdefgğhıijklmnoöprsştuüvyz"  # R1, T3


@dataclass(frozen=True, slots=True)
class Annex:
    """A document that goes with the letter, and how many pages it really has (E1)."""

    title: str
    pages: int


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
class LetterContent:
    """One letter in words, part by part in the order of the page.

    ``number`` ends in a hyphen and ``date`` is empty where room is left for the hand (H3);
    ``signing_room`` is in blank lines (S1, S4); ``contact`` and ``contact_person`` are the left
    and the right side of the contact block (C1); ``mark`` is the secrecy degree or empty (G2);
    ``urgency`` is ``ACELE``, ``GÜNLÜDÜR`` or empty (U1); ``initials`` are the offices, with their
    holders, that initial the copy of the municipality (I1), and empty on the addressee's;
    ``consent`` makes it an olur (O1).
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
    initials: tuple[tuple[str, str], ...] = ()
    consent: Consent | None = None


def annex_lines(annexes: Sequence[Annex]) -> Iterator[str]:
    """Yield one annex on the line of ``Ek:``, several numbered under it (E1)."""
    # T3: a count of thousands has its point.
    counts = [f"{annex.pages:,}".replace(",", ".") for annex in annexes]
    names = [f"{annex.title} ({count} Sayfa)" for annex, count in zip(annexes, counts, strict=True)]
    if len(names) == 1:
        yield f"Ek: {names[0]}"
    elif names:
        yield "Ek:"
        yield from (f"{position}- {name}" for position, name in enumerate(names, 1))
