"""Envelopes, printed to their own size: ordinary (G5), and inner and outer for GİZLİ (G6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ebel_wizard.case.model import Case
from ebel_wizard.documents import addressee, letter
from ebel_wizard.documents.layout import fonts, page
from ebel_wizard.documents.layout.letter_parts import LetterContent
from ebel_wizard.documents.layout.page import Page, Rule, Text

LINES: Final = 5  # of the addressee's block
_SENDER_LINES: Final = 8

_MARGIN: Final = page.MARGIN
_SENDER: Final = 0.5  # of the envelope's width: four lines of a letter's heading are eight at most
_LABEL: Final = 32.0
_ADDRESSEE: Final = 0.55
_ROOM: Final = 1.5  # line height for an address written by hand


@dataclass(frozen=True, slots=True)
class Envelope:
    """The texts of an envelope; ``reference`` is empty where number and date may not stand (G6).

    ``urgency`` is that of the letter within (U1).
    """

    sender: tuple[str, ...]
    reference: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...]
    has_address: bool
    urgency: str


def ordinary(case: Case, within: LetterContent) -> list[Envelope]:
    """Return an envelope for each addressee: sender, date and number, and the addressee without
    dative (G5, and G6's inner one).
    """
    return [
        Envelope(
            sender=letter.heading(case),
            reference=(("Sayı", within.number), ("Tarih", within.date)),
            addressee=addressee.on_envelope(case, to),
            has_address=bool(to.address),
            urgency=within.urgency,
        )
        for to in addressee.everybody(case)
    ]


def outer(case: Case, within: LetterContent) -> list[Envelope]:
    """Return envelopes with sender and addressee, without date and number (G6).

    It is the one that is seen on its way, so the urgency stands there as well (m.31/2).
    """
    return [replace(inner, reference=()) for inner in ordinary(case, within)]


def addressee_lines(parts: Sequence[str], width: float) -> list[str]:
    """Return the lines of the addressee's block on an envelope of this width."""
    return [line for part in parts for line in page.wrap(part, width * _ADDRESSEE)]


def lay_out(envelope: Envelope, size: tuple[float, float]) -> Page:
    """Return the envelope's front, upright as it is read; the place of the stamp stays free."""
    width, height = size
    top = height - _MARGIN - page.ASCENT * page.SIZE
    current: Page = []
    if envelope.urgency:
        # U1: top right, in red capitals; the stamp has its place under it.
        mark = page.flush_right(envelope.urgency, top, width - _MARGIN, font=fonts.BOLD)
        current.append(mark._replace(red=True))
    sender = [line for part in envelope.sender for line in page.wrap(part, width * _SENDER)]
    y = top
    for line in page.cap(sender, _SENDER_LINES):
        current.append(Text(_MARGIN, y, line))
        y -= page.LEADING
    for label, text in envelope.reference:
        for line in page.wrap(f": {text}", width * _SENDER - _LABEL):
            current.append(Text(_MARGIN + _LABEL, y, line))
            y -= page.LEADING
        current.append(Text(_MARGIN, y + page.LEADING, label))
    lowest_sender = y + page.LEADING
    lines = page.cap(addressee_lines(envelope.addressee, width), LINES)
    room = 0 if envelope.has_address else 2
    high = (len(lines) - 1) * page.LEADING + room * _ROOM * page.LEADING
    y = min(height / 2 + high / 2 - page.LEADING / 2, lowest_sender - 1.5 * page.LEADING)
    for line in lines:
        current.append(page.centred(line, y, width / 2))
        y -= page.LEADING
    y += page.LEADING
    for _ in range(room):
        y -= _ROOM * page.LEADING
        half = width * _ADDRESSEE / 2
        current.append(Rule(width / 2 - half, y, width / 2 + half, y))
    return current
