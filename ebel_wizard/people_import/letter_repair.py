"""Decode letters that an earlier program has garbled, and recognise those that nobody can decode.

Only what can mean nothing else is decoded: no Turkish word has the characters that are replaced.
"""

import html
import quopri
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from itertools import product
from typing import Final
from urllib.parse import unquote

_LETTERS: Final = "çğıöşüÇĞİÖŞÜâîûÂÎÛ’‘“”–…"
# In which UTF-8 has been read by mistake: on Windows, in DOS, and on the Mac.
_CODE_PAGES: Final = (
    *("latin-1", "cp1252", "cp1254", "cp850", "cp857", "cp437", "mac_roman", "mac_turkish"),
)
_GARBLED_STARTS: Final = frozenset("ÃÄÅÆÎÔâãŒƒΓ\u201a∆√≈─├┼╞╬")  # of a letter that was misread
# cp1254 bytes decoded as cp1252.
_CP1252_TO_TURKISH: Final = str.maketrans("ÝýÞþÐð", "İıŞşĞğ")
_ESCAPES: Final[tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]] = (
    (re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});"), html.unescape),
    (re.compile(r"\\u[0-9a-fA-F]{4}"), lambda text: chr(int(f"0x{text[2:]}", 0))),
    (
        re.compile(r"(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F])+)+"),
        lambda text: quopri.decodestring(text).decode(),
    ),
    (
        re.compile(r"(?:%[C-F][0-9A-F](?:%[89AB][0-9A-F])+)+", re.IGNORECASE),
        lambda text: unquote(text, errors="strict"),
    ),
)
_ESCAPE_SIGNS: Final = frozenset("&\\=%")
# A program's mark for a letter it did not know, half of a letter of two bytes, or an escape.
_UNREADABLE: Final = re.compile(
    r"[\ufffd\u0080-\u009f\u2500-\u259f√≈∞∆ƒÃ]|(?<=[a-zçğıöşü])[ÄÅ]|[ÄÅ](?=[^\w\s.,'’-])"
    r"|(?<=[^\W\d_])\?|\?(?=[^\W\d_])|&#\d+|\\u[0-9a-fA-F]{4}|[=%][C-F][0-9A-F]"
)
_SUSPECT: Final = re.compile("[\ufffd\u0080-\u009f\u2500-\u259f√≈∞∆ƒÃÄÅ?&\\\\=%]")  # found fast
_ERROR_VALUE: Final = re.compile(
    r"#{3,}|#[A-ZÇĞİÖŞÜ_]{2,20}(?:/[0A])?[!?]|#(?:YOK|N/A|VERİ_ALINIYOR|GETTING_DATA)"
    r"|(?:Err|Hata) ?: ?\d{3}",
    re.IGNORECASE,
)


def decoded(text: str) -> str:
    """Return the text with garbled letters decoded where there is no doubt what they were."""
    if text.isascii():
        return text if _ESCAPE_SIGNS.isdisjoint(text) else _unescaped(text)
    return _decoded(text)


@lru_cache(maxsize=1_024)  # a municipality has few titles and units
def _decoded(text: str) -> str:
    text = _unescaped(text)
    if not _GARBLED_STARTS.isdisjoint(text):
        pattern, originals = _garbled()
        text = pattern.sub(lambda match: originals[match[0]], text)
    return text.translate(_CP1252_TO_TURKISH)


def is_unreadable(text: str) -> bool:
    """Return whether a decoded text still has letters that nobody can read."""
    return _SUSPECT.search(text) is not None and _UNREADABLE.search(text) is not None


def is_error_value(text: str) -> bool:
    """Return whether a text is what a spreadsheet shows where a formula has no value."""
    return text[:1] in {"#", "E", "e", "H", "h"} and _ERROR_VALUE.fullmatch(text) is not None


def _unescaped(text: str) -> str:
    if not _ESCAPE_SIGNS.isdisjoint(text):
        for pattern, decode in _ESCAPES:
            text = pattern.sub(partial(_or_same, decode), text)
    return text


def _or_same(decode: Callable[[str], str], match: re.Match[str]) -> str:
    try:
        return decode(match[0])
    except UnicodeError:
        return match[0]


@cache
def _garbled() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the letters by what a code page makes of their UTF-8, once or twice over."""
    found: dict[str, str] = {}
    once = {letter: {_misread(letter, page) for page in _CODE_PAGES} for letter in _LETTERS}
    for letter, texts in once.items():
        twice = {_misread(text, page) for text, page in product(texts, _CODE_PAGES)}
        found |= dict.fromkeys(texts | twice, letter)
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), found


def _misread(text: str, page: str) -> str:
    """Return the UTF-8 of a text as another program reads it; bytes without a letter stay."""
    return "".join(
        bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in text.encode()
    )
