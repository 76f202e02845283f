"""Casing, cleaning, sorting and suffixes by Turkish rules.

Python's ``str.upper`` makes ``I`` of ``i``, and ``str.lower`` makes ``i`` of ``I``; every text that
an officer reads or types goes through this module instead (rule 10 of the house).
"""

import re
import string
import sys
import unicodedata
from functools import cache

_ALPHABET = "aâbcçdefgğhıiîjklmnoöpqrsştuûüvwxyz"
_BASE = {"â": "a", "î": "i", "û": "u"}
_ORDER = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_VOWELS = "aeıioöuüâîû"
_BACK_VOWELS = "aıouâû"
_SMALL_WORDS = frozenset({"ve", "ile"})
_UNCAPITALISED = _SMALL_WORDS | {"veya", "ya", "da", "de", "a."}  # "a.": signs by delegation
_SMALL_THEN_CAPITAL = re.compile("[a-zçğıöşüâîû]-[A-ZÇĞİÖŞÜÂÎÛ]")
_TO_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_TO_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_TO_ASCII = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_ASCII_TO_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_LIGATURES = re.compile("[\ufb00-\ufb06]")  # two or three letters as a PDF draws them, such as ﬁ
_BEFORE_PATH = re.compile(r"^(?:\w+://)?[^/]*")
_TITLE_BREAKS = " -.(/"


def _composed(text: str) -> str:
    if text.isascii():
        return text
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    # Programs without Turkish lower İ to i and a combining dot, which NFC does not compose.
    return unicodedata.normalize("NFC", text).replace("i\u0307", "i")


def upper(text: str) -> str:
    """Return the text in capitals: ``i`` becomes ``İ`` and ``ı`` becomes ``I``."""
    return _composed(text).translate(_TO_UPPER).upper()


def lower(text: str) -> str:
    """Return the text in small letters: ``İ`` becomes ``i`` and ``I`` becomes ``ı``."""
    return _composed(text).translate(_TO_LOWER).lower()


def lower_ascii(text: str) -> str:
    """Return the text with A to Z in small letters, ``I`` as ``i``: for words that are no Turkish,
    such as those of CSS.
    """
    return text.translate(_ASCII_TO_LOWER)


def title(text: str) -> str:
    """Return each word with a capital first letter, except ``ve`` and ``ile`` inside a title.

    A suffix after an apostrophe stays small too: ``Şanlıurfa’nın``.
    """
    words = lower(text).split(" ")
    return " ".join(
        word if position and word in _SMALL_WORDS else _title_word(word)
        for position, word in enumerate(words)
    )


def _title_word(word: str) -> str:
    out: list[str] = []
    start = True
    for letter in word:
        out.append(upper(letter) if start else letter)
        start = letter in _TITLE_BREAKS or (start and not letter.isalnum())
    return "".join(out)


def uncapitalised_word(title: str) -> str:
    """Return the first word of a title that should begin with a capital and does not; or empty.

    ``e-Belediye`` is right: its capital is the letter after the hyphen.
    """

    def is_small(word: str) -> bool:
        first = word.lstrip("(“‘")[:1]
        return (
            first != upper(first)
            and word not in _UNCAPITALISED
            and not _SMALL_THEN_CAPITAL.match(word)
        )

    return next(filter(is_small, title.split()), "")


def capitalised(text: str) -> str:
    """Return a title in which every word begins with a capital and not all letters are capitals.

    What is mixed already keeps its other letters (``e-Belediye``, ``İK Müdürlüğü``), except where
    Caps Lock was on (``aKÖREN``).
    """
    is_large = len(text) > 1 and text == upper(text)
    if text != lower(text) and (is_large or all(map(_is_reversed, text.split()))):
        return title(text)
    words = [_capitalised_word(each) if uncapitalised_word(each) else each for each in text.split()]
    if text.split() == words:
        return text
    return capitalised(" ".join(words))


def _is_reversed(word: str) -> bool:
    """Return whether a word is as Shift makes it while Caps Lock is on: ``aKÖREN``."""
    first, rest = word[:1], word[1:]
    return len(rest) > 1 and word.isalpha() and first != upper(first) and rest == upper(rest)


def _capitalised_word(word: str) -> str:
    """Return a word whose first letter, after a bracket or a quotation mark, is a capital."""
    at = len(word) - len(word.lstrip("(“‘"))
    return word[:at] + upper(word[at : at + 1]) + word[at + 1 :]


def small_address(text: str) -> str:
    """Return an e-mail or web address in small letters, up to a slash after which they matter.

    Capitals of a Turkish keyboard (``BİLGİ@ORNEK``) are those of an address, which has no ı.
    """
    return _BEFORE_PATH.sub(lambda match: lower_ascii(match[0].replace("İ", "i")), text)


def clean(text: str) -> str:
    """Return one line of text as it is stored: NFC, without control characters or double spaces.

    Invisible characters are removed: soft hyphens, and the direction marks around a number that
    was copied from a telephone or a web page.
    """
    # Most texts are clean already; printable text has no character that would be removed.
    if text.isprintable() and text == " ".join(text.split()) and text == _composed(text):
        return text
    visible = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cf", "Cs"})
    spaced = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zs", "Zl", "Zp"} else letter
        for letter in _composed(visible)
    )
    return " ".join(spaced.split())


def shortened(text: str, longest: int) -> str:
    """Return a text of so many characters at most; an ellipsis stands for what is cut off."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def sort_key(text: str) -> tuple[tuple[int, ...], str]:
    """Return a key that sorts by the Turkish alphabet: ç after c, ı before i.

    The marks of â, î and û count only between words that are otherwise equal. Spaces, signs and
    digits come before the letters, letters of other alphabets after them.
    """
    small = lower(text)
    return tuple(map(_rank, small)), small


@cache  # ten thousand names have few different letters
def _rank(letter: str) -> int:
    base = _BASE.get(letter, letter)
    others = ord(base) + (len(_ORDER) if base.isalpha() else -sys.maxunicode - 1)
    return _ORDER.get(base, others)


def fold(text: str) -> str:
    """Return the text for searching: small and without marks, so ``IŞIK`` matches ``ışık``."""
    return lower(text).translate(_TO_ASCII)


def dative(name: str) -> str:
    """Return the dative of a public body's name, which an addressee needs (A1).

    Names of public bodies end in a possessive (``Bakanlığı``), which takes ``-na`` or ``-ne``
    without an apostrophe; ``Kaymakamlık`` and ``Belediye`` take ``-a``, ``-e``, ``-ya``, ``-ye``.
    """
    name = name.strip()
    vowels = [letter for letter in lower(name) if letter in _VOWELS]
    if not vowels:
        return name
    ending = "a" if vowels[-1] in _BACK_VOWELS else "e"
    last = lower(name[-1])
    if last in _VOWELS:
        # A possessive ends in ı, i, u or ü alone.
        return f"{name}y{ending}" if last in "aeoöâ" else f"{name}n{ending}"
    if lower(name).endswith(("lık", "lik", "luk", "lük")):
        return f"{name[:-1]}ğ{ending}"
    return f"{name}{ending}"


def dative_of_name(name: str) -> str:
    """Return the dative of a person's name, with an apostrophe: ``Demir’e``, ``Işıkçı’ya``."""
    name = name.strip()
    vowels = [letter for letter in lower(name) if letter in _VOWELS]
    if not vowels:
        return name
    buffer = "y" if lower(name[-1]) in _VOWELS else ""
    return f"{name}’{buffer}{'a' if vowels[-1] in _BACK_VOWELS else 'e'}"
