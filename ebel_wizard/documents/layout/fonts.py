"""Tinos, the letter's typeface (P4), and which characters it can put on paper (P5).

Cousine, the typeface of parola and şifre, tells 0 from O and 1 from l and I.

A character that a font lacks leaves only an empty box in a PDF, without a word from reportlab; so
every text is checked against the font before it is printed.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from itertools import groupby
from threading import Lock
from typing import Any, Final, TypeVar

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ebel_wizard import resources

REGULAR = "Tinos"
BOLD = "Tinos-Bold"
CLEAR = "Cousine"
_FILES = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    CLEAR: "Cousine-Regular.ttf",
}
_STAND_IN = "□"
_LOCK = Lock()
EMBEDDING: Final = Lock()
"""Held while a document is finished: reportlab reads each font from one place in its file, whoever
asks.
"""
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def load() -> frozenset[int]:
    """Register the letter's typeface; return the code points that every style of it can draw.

    Under a lock: two threads that draw at the same time must share one set of fonts.
    """
    with _LOCK:
        return _letter_typeface()


def clear(text: str) -> str:
    """Return the typeface for a text to be copied letter by letter: CLEAR where it has them all."""
    with _LOCK:
        return CLEAR if _load(CLEAR).issuperset(map(ord, text)) else REGULAR


@lru_cache(maxsize=1)
def _letter_typeface() -> frozenset[int]:
    return _load(REGULAR) & _load(BOLD)


@lru_cache(maxsize=3)
def _load(name: str) -> frozenset[int]:
    font = TTFont(name, str(resources.path("fonts", _FILES[name])))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


@lru_cache(maxsize=4096)
def can_print(letter: str) -> bool:
    """Return whether this character comes out on paper as it is written.

    Letters of right-to-left scripts and loose combining marks have glyphs in Tinos, but would stand
    in the wrong order or place; invisible characters have no business in a letter.
    """
    return (
        ord(letter) in load()
        and unicodedata.category(letter)[0] not in "CM"
        and unicodedata.bidirectional(letter) not in {"R", "AL", "AN"}
    )


def unprintable(text: str) -> str:
    """Return the characters that cannot be printed, each once, in order of appearance."""
    return "".join(dict.fromkeys(letter for letter in text if not can_print(letter)))


def printable(text: str) -> str:
    """Return the text with a hollow box for each character that cannot be printed (drafts only)."""
    return text.translate(_SHOWN)


def width(text: str, size: float, font: str = REGULAR) -> float:
    """Return the width of a line of text in points."""
    return sum(map(_WIDTHS[font].__getitem__, text)) * size


class _Lazy(dict[_Key, _Value]):
    """Values computed when first asked for: tables for texts, letter by letter."""

    def __init__(self, find: Callable[[_Key], _Value]) -> None:
        self._find = find

    def __missing__(self, key: _Key) -> _Value:
        value = self[key] = self._find(key)
        return value


def _letter_width(font: str, letter: str) -> float:
    with _LOCK:
        _load(font)
    return float(pdfmetrics.stringWidth(letter, font, 1))


_SHOWN: Final = _Lazy[int, str](lambda code: chr(code) if can_print(chr(code)) else _STAND_IN)
_WIDTHS: Final = {font: _Lazy[str, float](partial(_letter_width, font)) for font in _FILES}


def pens(canvas: Canvas) -> Mapping[str, "Pen"]:
    """Return the pen of each style for one document, made when first used."""
    return _Lazy[str, Pen](partial(Pen, canvas))


class Pen:
    """Write one document's texts in one style, as codes of the subsets that are embedded in it."""

    def __init__(self, canvas: Canvas, font: str) -> None:
        self._font: Any = pdfmetrics.getFont(font)
        # The key of the subsets in reportlab's fonts.
        self._document = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        self._codes = _Lazy[int, str](self._code)
        self._subsets: dict[str, int] = {}
        self._several = False

    def select(self, size: float, subset: int = 0) -> str:
        """Return the operator that sets the type."""
        name = self._font.getSubsetInternalName(subset, self._document)
        return f"{name} {size:.3f} Tf"

    def show(self, text: str, size: float) -> str:
        """Return the operators that draw a text where the pen stands; ``select`` came before."""
        codes = text.translate(self._codes)
        if not self._several:
            return f"({codes}) Tj"
        # A subset has room for some 220 letters; what comes later is in the next one.
        parts = [
            f"{self.select(size, subset)} ({''.join(part).translate(self._codes)}) Tj"
            for subset, part in groupby(text, self._subsets.__getitem__)
        ]
        return " ".join([*parts, self.select(size)])

    def _code(self, number: int) -> str:
        """Return a letter's code in its subset, as it is written between a string's brackets."""
        letter = chr(number)
        [(subset, code)] = self._font.splitString(letter, self._document)
        self._subsets[letter] = subset
        self._several = self._several or subset > 0
        plain = code.isalnum() or code in b" .,:;-/"
        return code.decode("ascii") if plain else f"\\{code[0]:03o}"
