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
# The high vowel of a suffix after each vowel.
_HIGH_VOWELS = dict(zip("aıâeiîouûöü", "ıııiiiuuuüü", strict=True))
_SMALL_WORDS = frozenset({"ve", "ile"})
_UNCAPITALISED = _SMALL_WORDS | {"veya", "ya", "da", "de", "a."}  # "a.": signs by delegation
_SMALL_THEN_CAPITAL = re.compile("[a-zçğıöşüâîû]-[A-ZÇĞİÖŞÜÂÎÛ]")
_TO_ASCII = tuple(zip("çğıöşüâîû", "cgiosuaiu", strict=True))
_ASCII_TO_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_LIGATURES = re.compile("[\ufb00-\ufb06]")  # two or three letters as a PDF draws them, such as ﬁ
_BEFORE_PATH = re.compile(r"^(?:\w+://)?[^/]*")
_TITLE_BREAKS = " -.(/"
_ROMAN = re.compile(r"[IVX]{2,}")
# Abbreviations that keep their capitals, beside all that have no vowel.
_ACRONYMS = frozenset("AKOM UKOME AYKOME EBYS SGK İSG İK AR-GE ARGE OSB AB".split())
_NO_ACRONYMS = frozenset("YRD MD MDR MÜD ŞB BŞK DR MH ŞF".split())


def _composed(text: str) -> str:
    if text.isascii():
        return text
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    # Programs without Turkish lower İ to i and a combining dot, which NFC does not compose.
    return unicodedata.normalize("NFC", text).replace("i\u0307", "i")


def upper(text: str) -> str:
    """Return the text in capitals: ``i`` becomes ``İ`` and ``ı`` becomes ``I``."""
    return _composed(text).replace("i", "İ").replace("ı", "I").upper()


def lower(text: str) -> str:
    """Return the text in small letters: ``İ`` becomes ``i`` and ``I`` becomes ``ı``."""
    return _composed(text).replace("İ", "i").replace("I", "ı").lower()


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


def is_acronym(word: str) -> bool:
    """Return whether a word of a title keeps its capitals: ``CBS``, ``İSG``, ``II``."""
    alphabetic = "".join(letter for letter in word if letter.isalpha())
    if not alphabetic or word != upper(word) or alphabetic in _NO_ACRONYMS:
        return False
    has_vowel = any(letter in _VOWELS for letter in lower(alphabetic))
    is_short = 2 <= len(alphabetic) <= 5 and not word.endswith(".")
    return word in _ACRONYMS or bool(_ROMAN.fullmatch(alphabetic)) or (is_short and not has_vowel)


def capitalised(text: str, *, is_name: bool = False) -> str:
    """Return a title in which every word begins with a capital and not all letters are capitals.

    What is mixed already keeps its other letters (``e-Belediye``, ``TÜBİTAK Başkanlığı``), except
    where Caps Lock was on (``aKÖREN``); in a person's name no word is all capitals. Inside a title
    ``ve`` and ``ile`` are small.
    """
    is_large = len(text) > 1 and text == upper(text) and text != lower(text)
    words = [
        _capitalised_word(word, is_first=not at, is_name=is_name, is_large=is_large)
        for at, word in enumerate(text.split())
    ]
    # A first capital may make a word one of capitals: `aB`.
    return capitalised(" ".join(words), is_name=is_name) if text.split() != words else text


def _capitalised_word(word: str, *, is_first: bool, is_name: bool, is_large: bool) -> str:
    if not is_first and lower(word) in _SMALL_WORDS:
        return lower(word)
    if _is_reversed(word):
        return title(word)
    is_capitals = word == upper(word) and sum(map(str.isalpha, word)) > 1
    if is_capitals and (is_name or (is_large and not is_acronym(word))):
        return title(word)
    if uncapitalised_word(word):
        at = len(word) - len(word.lstrip("(“‘"))  # after a bracket or a quotation mark
        return word[:at] + upper(word[at : at + 1]) + word[at + 1 :]
    return word


def _is_reversed(word: str) -> bool:
    """Return whether a word is as Shift makes it while Caps Lock is on: ``aKÖREN``."""
    first, rest = word[:1], word[1:]
    return bool(rest) and word.isalpha() and first != upper(first) and rest == upper(rest)


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
    if not text:
        return text
    # Most texts are clean already; printable text has no character that would be removed.
    if text.isprintable() and text == " ".join(text.split()) and text == _composed(text):
        return text
    return " ".join(_composed(text.translate(_VISIBLE)).translate(_SPACED).split())


_KEPT_BELOW = 0x250  # Latin letters; a hostile list may have a million others


class _ByCategory(dict[int, str]):
    """Replaces every character of some Unicode categories; the table of ``str.translate``."""

    def __init__(self, categories: frozenset[str], by: str) -> None:
        super().__init__()
        self._categories, self._by = categories, by

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        found = self._by if unicodedata.category(letter) in self._categories else letter
        if code < _KEPT_BELOW:
            self[code] = found
        return found


_VISIBLE = _ByCategory(frozenset({"Cf", "Cs"}), "")
_SPACED = _ByCategory(frozenset({"Cc", "Zs", "Zl", "Zp"}), " ")


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
    text = lower(text)
    if not text.isascii():
        for marked, bare in _TO_ASCII:  # ten thousand names: str.translate takes four times as long
            text = text.replace(marked, bare)
    return text


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


def genitive(name: str) -> str:
    """Return the genitive of a public body's name, which a reference to its letter needs (R1):
    ``Sivas Valiliğinin``.
    """
    name = name.strip()
    if lower(name).endswith(("lık", "lik", "luk", "lük")):
        name = f"{name[:-1]}ğ"
    return f"{name}{_genitive_suffix(name)}"


def genitive_of_name(name: str) -> str:
    """Return the genitive of a person's name, with an apostrophe: ``Demir’in``, ``Işıkçı’nın``."""
    name = name.strip()
    suffix = _genitive_suffix(name)
    return f"{name}’{suffix}" if suffix else name


def _genitive_suffix(name: str) -> str:
    small = lower(name)
    vowels = [letter for letter in small if letter in _VOWELS]
    if not vowels:
        return ""
    buffer = "n" if small[-1] in _VOWELS else ""
    return f"{buffer}{_HIGH_VOWELS[vowels[-1]]}n"
