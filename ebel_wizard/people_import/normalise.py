"""Correct a cell where nobody would disagree: spelling, casing, the form of numbers."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ebel_wizard.people_import import letter_repair, row_kinds
from ebel_wizard.people_import.sheet import Cell
from ebel_wizard.turkish import identifiers, letters

_STRAY_QUOTE: Final = re.compile(r'(?<!\d)"')  # after a digit it stands for inches
_TURKISH: Final = frozenset("çğıöşüÇĞİÖŞÜ")
_PLACEHOLDERS: Final = frozenset(
    "- -- --- – — . … ? x yok bilinmiyor bos n/a #n/a #yok null".split()
)
_BESIDE_NAME: Final = re.compile(
    r"^\d+\s*[-.)]\s*|^(?:(?:prof|doç|dr|uzm|op|av)\.\s*)+|\s*\([^()]*\)\s*$|[\s*]+$",
    re.IGNORECASE,
)
_NAME_AND_POST: Final = re.compile(r"([^/]+?)\s+[-–/]\s+(.+)")
_COMMA_WITHOUT_SPACE: Final = re.compile(r",(?=\S)")
_SCIENTIFIC: Final = re.compile(r"\+?(\d)[.,]?(\d*)E\+?(\d{1,2})", re.ASCII | re.IGNORECASE)
# A whole number with its decimal places, and perhaps with groups: ``10.000.010.046,00``.
_ZERO_FRACTION: Final = re.compile(
    r"^(\d{10,12})[.,]0+$|^(\d[\d. ]*\d),0{1,2}$|^(\d[\d, ]*\d)\.0{1,2}$", re.ASCII
)
_PUNCTUATION: Final = re.compile(r"[\s.\-/'’`\u00b4\"=,:()]+")
_LABELLED_TCKN: Final = re.compile(r"[^\W\d]+(\d{11})")
_BETWEEN_PHONES: Final = re.compile(r"[/;,|\n\\]|\s{2,}|\s-\s|\bve(?:ya)?\b")
_PHONE_IN_GROUPS: Final = re.compile(r"(?:\+?90,?|0,?)?\d{3},\d{3},\d{2},\d{2}", re.ASCII)
_NOT_A_PHONE: Final = re.compile(r"[^\d+()\s./-]+", re.ASCII)
_MAX_PHONE_LENGTH: Final = 100  # characters; room for two numbers and a remark on them
_COUNTRY: Final = r"(?:\+90|0090|90|0)?"
_TWO_PHONES: Final = re.compile(rf"{_COUNTRY}(5\d{{9}}){_COUNTRY}[2-5]\d{{9}}", re.ASCII)


folded: Final = lru_cache(maxsize=1_024)(letters.fold)
"""Folds a text; each of a row is looked at many times in turn."""


def raw_text(cell: Cell) -> str:
    """Return a cell as it stands in the sheet."""
    return cell if isinstance(cell, str) else display_text(cell)


def display_text(cell: Cell) -> str:
    """Return a cell on one clean line; a whole number has no decimal point."""
    if isinstance(cell, str):
        return letters.clean(cell)
    return str(int(cell)) if cell.is_integer() else str(cell)


def decoded_text(cell: Cell) -> str:
    """Return a cell on one clean line, with garbled letters decoded."""
    return display_text(letter_repair.decoded(cell) if isinstance(cell, str) else cell)


@lru_cache(maxsize=1_024)  # each cell of a row is looked at many times in turn
def repaired_text(cell: Cell) -> str:
    """Return a cell's decoded text; empty for a placeholder or a spreadsheet's error value."""
    text = decoded_text(cell)
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]  # how a list made for Excel marks a number as text
    text = text.lstrip("'’").strip()  # and how Excel itself does
    if text.count('"') == 1:
        text = _STRAY_QUOTE.sub("", text)  # one that was never closed
    if letter_repair.is_error_value(text):
        return ""
    return "" if folded(text) in _PLACEHOLDERS else text


def has_turkish_letter(text: str) -> bool:
    """Return whether a text, once decoded, has a letter that only Turkish keyboards have."""
    return not _TURKISH.isdisjoint(letter_repair.decoded(text))


def title_case(text: str, *, is_name: bool, keeps_i: bool = False) -> str:
    """Return the text with all-capital and all-small words in title case, the others unchanged.

    Outside names, abbreviations (``CBS``) and Roman numerals keep their capitals. With ``keeps_i``
    a text with an I in a word of capitals stays: nobody knows whether ``ALI`` is Ali or Alı.
    """
    if keeps_i and any("I" in word and word == letters.upper(word) for word in text.split(" ")):
        return text
    return " ".join(
        _title_case_word(word, is_first=not position, is_name=is_name)
        for position, word in enumerate(text.split(" "))
    )


@lru_cache(maxsize=1_024)  # a municipality has few titles and units
def title_or_unit(cell: Cell, *, keeps_i: bool = False) -> str:
    """Return a person's title or unit, repaired and in title case."""
    return title_case(repaired_text(cell), is_name=False, keeps_i=keeps_i)


def _title_case_word(word: str, *, is_first: bool, is_name: bool) -> str:
    upper, lower = letters.upper(word), letters.lower(word)
    if upper == lower or word not in {upper, lower}:
        return word
    if not is_first and lower in {"ve", "ile"}:
        return lower
    return word if not is_name and letters.is_acronym(word) else letters.title(word)


def split_name(words: Sequence[str], *, surname_first: bool) -> tuple[slice, slice]:
    """Return which of a full name's words are the name and which the surname.

    Capitals mark the surname: ``Ayşe YILMAZ KAYA``, or with ``surname_first``
    ``YILMAZ KAYA Ayşe``. So does a comma after it: ``Yılmaz Kaya, Ayşe``. Without either the
    surname is one word. A single word is a name.
    """
    count = len(words)
    if count < 2:
        return slice(0, count), slice(count, count)
    for end, word in enumerate(words[:-1], 1):
        if word.endswith(","):
            return slice(end, count), slice(0, end)
    leading, trailing = capital_runs(words)
    if leading and surname_first:
        return slice(leading, count), slice(0, leading)
    if trailing:
        return slice(0, count - trailing), slice(count - trailing, count)
    if surname_first:
        return slice(1, count), slice(0, 1)
    return slice(0, count - 1), slice(count - 1, count)


def capital_runs(words: Sequence[str]) -> tuple[int, int]:
    """Return how many leading and trailing words are all capitals; zeros if every word is."""
    marks = [_is_all_capitals(word) for word in words]
    return (_leading_run(marks), _leading_run(marks[::-1])) if False in marks else (0, 0)


def _leading_run(marks: Sequence[bool | None]) -> int:
    """Return how many words the run of capitals before the first False has.

    An undecided word belongs to it if one in capitals follows.
    """
    before = marks[: marks.index(False)]
    return max((count for count, mark in enumerate(before, 1) if mark), default=0)


def _is_all_capitals(word: str) -> bool | None:
    """Return whether a word is all capitals; None where it may be either, as an initial."""
    if sum(letter.isalpha() for letter in word) < 2 or word.endswith("."):
        return None
    return word == letters.upper(word)


def bare_name(text: str) -> str:
    """Return a name without a number or academic title before it, a remark or post after it."""
    text = space_after_commas(text)
    if text.replace(" ", "").isalpha():  # as most are
        return text
    text = _BESIDE_NAME.sub("", _BESIDE_NAME.sub("", text))
    match = _NAME_AND_POST.fullmatch(text)
    return match[1] if match and row_kinds.is_post(match[2]) else text


def space_after_commas(text: str) -> str:
    """Return ``IŞIK,Ayşe`` as ``IŞIK, Ayşe``."""
    return _COMMA_WITHOUT_SPACE.sub(", ", text) if "," in text else text


def name_from_words(words: Sequence[str], *, keeps_i: bool = False) -> str:
    """Return a name or a surname from its words, bare and in title case."""
    return title_case(bare_name(" ".join(words)).strip(' ,;"'), is_name=True, keeps_i=keeps_i)


def is_rounded(cell: Cell) -> bool:
    """Return whether a spreadsheet has rounded a number and lost digits: ``1,00001E+10``."""
    if not isinstance(cell, str):
        return False
    match = _SCIENTIFIC.fullmatch(letters.clean(cell))
    return match is not None and len(match[2]) < int(match[3])


def _expand_number(text: str) -> str:
    """Return the digits of a whole number in scientific or decimal notation."""
    match = _SCIENTIFIC.fullmatch(text)
    if match and len(match[2].rstrip("0")) <= int(match[3]) < 20:
        return match[1] + match[2].rstrip("0").ljust(int(match[3]), "0")
    whole = _ZERO_FRACTION.fullmatch(text)
    return next(filter(None, whole.groups())) if whole else text


def _ascii_digits(text: str) -> str:
    """Return the text with the digits of other alphabets as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def tckn(cell: Cell) -> str:
    """Return a TCKN without labels and punctuation; its digits may still be wrong."""
    bare = _PUNCTUATION.sub("", _expand_number(_ascii_digits(repaired_text(cell))))
    labelled = _LABELLED_TCKN.fullmatch(bare)
    return labelled[1] if labelled else bare


def mobile(cell: Cell) -> str:
    """Return the first mobile number in a cell as ``+905…``; empty when there is none."""
    text = _ascii_digits(repaired_text(cell))
    if is_rounded(cell) or len(text) > _MAX_PHONE_LENGTH:
        return ""
    candidates = [_expand_number(text)]
    if _PHONE_IN_GROUPS.fullmatch(text):
        candidates.append(text.replace(",", ""))
    if isinstance(cell, str):
        parts = _BETWEEN_PHONES.split(cell)
        candidates += [_NOT_A_PHONE.sub("", repaired_text(part)) for part in parts]
    numbers = (identifiers.mobile(each) for each in candidates)
    number = next((each for each in numbers if each), None)
    if number is None:
        two = _TWO_PHONES.fullmatch(identifiers.digits(_NOT_A_PHONE.sub("", text)))
        number = two[1] if two else None
    return f"+90{number}" if number else ""
