"""What can be put right in a cell without asking, and nothing more: who typed it would agree."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ebel_wizard.people_import import row_kinds
from ebel_wizard.people_import.sheet import Cell
from ebel_wizard.turkish import identifiers, letters

# Turkish letters as the Western code page shows them; no Turkish word has the left ones.
_MISREAD: Final = str.maketrans("ÝýÞþÐð", "İıŞşĞğ")
_TWICE: Final = re.compile("[ÃÄÅ][\u0080-\u00bf\u0152-\u2122]")
_PLACEHOLDERS: Final = frozenset(
    "- -- --- – — . … ? x yok bilinmiyor bos n/a #n/a #yok null".split()
)
_BESIDE_NAME: Final = re.compile(
    r"^\d+\s*[-.)]\s*|^(?:(?:prof|doç|dr|uzm|op|av)\.\s*)+|\s*\([^()]*\)\s*$|[\s*]+$",
    re.IGNORECASE,
)
_POST: Final = re.compile(r"([^/]+?)\s+[-–/]\s+(.+)")
_TIGHT_COMMA: Final = re.compile(r",(?=\S)")
_ROMAN: Final = re.compile(r"[IVX]{2,}")
# Words that are written in capitals though the rest is not, beside all that have no vowel.
_CAPITALS: Final = frozenset("AKOM UKOME AYKOME EBYS SGK İSG İK AR-GE ARGE OSB AB".split())
_SHORTENED: Final = frozenset("YRD MD MDR MÜD ŞB BŞK DR MH ŞF".split())
_VOWELS: Final = frozenset("AEIİOÖUÜÂÎÛ")
_POWER: Final = re.compile(r"\+?(\d)[.,]?(\d*)E\+?(\d{1,2})", re.ASCII | re.IGNORECASE)
_FRACTION: Final = re.compile(r"^(\d{10,11})[.,]0+$", re.ASCII)
_PUNCTUATION: Final = re.compile(r"[\s.\-/'’`\u00b4\"=,:()]+")
_LABELLED: Final = re.compile(r"[^\W\d]+(\d{11})")
_BETWEEN_PHONES: Final = re.compile(r"[/;,|\n\\]|\s{2,}|\s-\s|\bve(?:ya)?\b")
_NO_PHONE: Final = re.compile(r"[^\d+()\s./-]+", re.ASCII)
_LONGEST_PHONE: Final = 100  # letters; room for two numbers and what is said of them
_COUNTRY: Final = r"(?:\+90|0090|90|0)?"
_TWO_PHONES: Final = re.compile(rf"{_COUNTRY}(5\d{{9}}){_COUNTRY}[2-5]\d{{9}}", re.ASCII)


def raw(cell: Cell) -> str:
    """A cell as it stands in the sheet."""
    return cell if isinstance(cell, str) else plain(cell)


def plain(cell: Cell) -> str:
    """A cell as it is read on the screen, on one line; a whole number without a comma."""
    if isinstance(cell, str):
        return letters.clean(cell)
    return str(int(cell)) if cell.is_integer() else str(cell)


def text(cell: Cell) -> str:
    """A cell's text with letters that went through the wrong code page put right."""
    said = plain(cell)
    if said.startswith('="') and said.endswith('"'):
        said = said[2:-1]  # how a list for Excel says that a number is text
    said = said.lstrip("'’").strip()  # and how Excel itself does
    if _TWICE.search(said):
        for page in ("cp1252", "cp1254"):
            try:
                said = letters.clean(said.encode(page).decode("utf-8"))
                break
            except UnicodeError:
                continue
    said = said.translate(_MISREAD)
    return "" if letters.fold(said) in _PLACEHOLDERS else said


def titled(said: str, *, is_name: bool) -> str:
    """Words all in capitals or all small get a capital first letter; the others stay.

    Outside names, what is an abbreviation (``CBS``) or a Roman number keeps its capitals.
    """
    return " ".join(
        _titled_word(word, is_first=not position, is_name=is_name)
        for position, word in enumerate(said.split(" "))
    )


@lru_cache(maxsize=1_024)  # a municipality has few titles and units
def words(cell: Cell) -> str:
    """A title or a unit."""
    return titled(text(cell), is_name=False)


def _titled_word(word: str, *, is_first: bool, is_name: bool) -> str:
    upper, lower = letters.upper(word), letters.lower(word)
    bare = "".join(letter for letter in upper if letter.isalpha())
    if not bare or word not in {upper, lower}:
        return word
    if not is_first and lower in {"ve", "ile"}:
        return lower
    if not is_name and word == upper:
        without_vowel = not _VOWELS & set(bare) and not word.endswith(".")
        if bare not in _SHORTENED and (
            word in _CAPITALS or _ROMAN.fullmatch(bare) or (without_vowel and 2 <= len(bare) <= 5)
        ):
            return word
    return letters.title(word)


def split_name(words: Sequence[str], *, surname_first: bool) -> tuple[slice, slice]:
    """Which of a full name's words are the name and which the surname.

    Capitals tell how far the surname reaches: ``Ayşe YILMAZ KAYA``, or with ``surname_first``
    ``YILMAZ KAYA Ayşe``. One with a comma after it stands first in any case. Else the surname is
    one word, and a single word is a name. An initial (``H.``) tells nothing.
    """
    count = len(words)
    if count < 2:
        return slice(0, count), slice(count, count)
    for at, word in enumerate(words[:-1], 1):
        if word.endswith(","):
            return slice(at, count), slice(0, at)
    leading, trailing = capitals(words)
    if leading and surname_first:
        return slice(leading, count), slice(0, leading)
    if trailing:
        return slice(0, count - trailing), slice(count - trailing, count)
    if surname_first:
        return slice(1, count), slice(0, 1)
    return slice(0, count - 1), slice(count - 1, count)


def capitals(words: Sequence[str]) -> tuple[int, int]:
    """How many words at the beginning and at the end are all capitals; none if every word is."""
    kinds = [_is_loud(word) for word in words]
    return (_run(kinds), _run(kinds[::-1])) if False in kinds else (0, 0)


def _run(kinds: Sequence[bool | None]) -> int:
    """How many come before the first that is small, up to the last that is loud."""
    before = kinds[: kinds.index(False)]
    return max((at for at, kind in enumerate(before, 1) if kind), default=0)


def _is_loud(word: str) -> bool | None:
    """Whether a word is all capitals; None where that cannot be told, as of an initial."""
    if sum(letter.isalpha() for letter in word) < 2 or word.endswith("."):
        return None
    return word == letters.upper(word)


def full_name(said: str) -> str:
    """A name without the number or academic title before it and the remark or post after it."""
    said = spaced(said)
    if said.replace(" ", "").isalpha():  # as most are
        return said
    said = _BESIDE_NAME.sub("", _BESIDE_NAME.sub("", said))
    match = _POST.fullmatch(said)
    return match[1] if match and row_kinds.is_post(match[2]) else said


def spaced(said: str) -> str:
    """``IŞIK,Ayşe`` as ``IŞIK, Ayşe``."""
    return _TIGHT_COMMA.sub(", ", said) if "," in said else said


def name_part(words: Sequence[str]) -> str:
    """One part of a name from its words."""
    return titled(full_name(" ".join(words)).strip(" ,;"), is_name=True)


def is_shortened(cell: Cell) -> bool:
    """Whether a spreadsheet has rounded a number away (``1,00001E+10``): its digits are lost."""
    if not isinstance(cell, str):
        return False
    match = _POWER.fullmatch(letters.clean(cell))
    return match is not None and len(match[2]) < int(match[3])


def _whole(said: str) -> str:
    """A whole number that was written as a fraction or a power of ten, as its digits."""
    match = _POWER.fullmatch(said)
    if match and len(match[2].rstrip("0")) <= int(match[3]) < 20:
        return match[1] + match[2].rstrip("0").ljust(int(match[3]), "0")
    return _FRACTION.sub(r"\1", said)


def tckn(cell: Cell) -> str:
    """A TCKN without what stands around and between its digits, right or wrong."""
    bare = _PUNCTUATION.sub("", _whole(text(cell)))
    labelled = _LABELLED.fullmatch(bare)
    return labelled[1] if labelled else bare


def mobile(cell: Cell) -> str:
    """The first mobile number of a cell as ``+905…``; empty when there is none."""
    whole = text(cell)
    if is_shortened(cell) or len(whole) > _LONGEST_PHONE:
        return ""
    tries = [_whole(whole)]
    if isinstance(cell, str):
        tries += [_NO_PHONE.sub("", text(part)) for part in _BETWEEN_PHONES.split(cell)]
    numbers = (identifiers.mobile(each) for each in tries)
    number = next((each for each in numbers if each), None)
    if number is None:
        two = _TWO_PHONES.fullmatch(identifiers.digits(_NO_PHONE.sub("", whole)))
        number = two[1] if two else None
    return f"+90{number}" if number else ""
