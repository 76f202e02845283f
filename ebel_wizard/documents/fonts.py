"""Tinos, the letter's typeface (P4), and which characters it can put on paper (P5).

A character a font lacks leaves no trace in a PDF but an empty box, and reportlab says nothing;
so every text is measured against the font before it is printed.
"""

import unicodedata
from functools import lru_cache
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ebel_wizard import resources

REGULAR = "Tinos"
BOLD = "Tinos-Bold"
_FILES = {REGULAR: "Tinos-Regular.ttf", BOLD: "Tinos-Bold.ttf"}
_STAND_IN = "□"
_LOCK = Lock()


def load() -> frozenset[int]:
    """Registers the typeface once per process; the code points that every style of it can draw.

    Under a lock: two threads that draw at the same time must share one set of fonts.
    """
    with _LOCK:
        return _load()


@lru_cache(maxsize=1)
def _load() -> frozenset[int]:
    shared: frozenset[int] | None = None
    for name, file in _FILES.items():
        font = TTFont(name, str(resources.path("fonts", file)))
        pdfmetrics.registerFont(font)
        drawn = frozenset(font.face.charToGlyph)
        shared = drawn if shared is None else shared & drawn
    return shared or frozenset()


@lru_cache(maxsize=4096)
def can_print(letter: str) -> bool:
    """Whether this character comes out on paper as it is written.

    Letters of right-to-left scripts and loose combining marks have glyphs in Tinos, but would
    stand in the wrong order or place; marks nobody can see have no business in a letter.
    """
    return (
        ord(letter) in load()
        and unicodedata.category(letter)[0] not in "CM"
        and unicodedata.bidirectional(letter) not in {"R", "AL", "AN"}
    )


def unprintable(text: str) -> str:
    """The characters of a text that cannot be printed, each once, in order of appearance."""
    return "".join(dict.fromkeys(letter for letter in text if not can_print(letter)))


def printable(text: str) -> str:
    """The text with a hollow box for each character that cannot be printed (drafts only)."""
    return "".join(letter if can_print(letter) else _STAND_IN for letter in text)


def width(text: str, size: float, font: str = REGULAR) -> float:
    """How wide a line of text is, in points."""
    load()
    return float(pdfmetrics.stringWidth(text, font, size))
