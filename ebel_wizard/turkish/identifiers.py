"""TCKN, telephone, KEP, e-mail and DETSİS numbers: what they look like and how they are printed."""

import re
from functools import lru_cache

from stdnum.tr import tckimlik

# The unseen ones are direction marks: numbers copied from a telephone come wrapped in them.
_SEPARATORS = re.compile(r"[\s().\-/\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_COUNTRY_OR_TRUNK = re.compile(r"^(?:(?:\+|00)?90)?0?(?=\d{10}$)", re.ASCII)
_NUMBER = re.compile(r"[2-58]\d{9}|444\d{4}", re.ASCII)
_EXTENSION = re.compile(r"[\s,/-]*(?:dahili|dah\.?|iç hat)\s*:?\s*([0-9]{1,6})\s*", re.IGNORECASE)
_LABELS = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)"
_LOCAL_PART = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
# Mail and web servers know no case, and a caps lock key may have been on.
_NAMES = re.ASCII | re.IGNORECASE
_EMAIL = re.compile(rf"{_LOCAL_PART}@{_LABELS}+[a-z]{{2,24}}", _NAMES)
_KEP = re.compile(rf"{_LOCAL_PART}@{_LABELS}*hs(\d\d)\.kep\.tr", _NAMES)
_WEB = re.compile(rf"(?:https?://)?{_LABELS}+[a-z]{{2,24}}(?::\d{{1,5}})?(?:/\S*)?", _NAMES)
_TCKN_IN_TEXT = re.compile(r"(?<!\d)[1-9](?:[ .\-]?\d){10}(?!\d)", re.ASCII)
_PHONE_IN_TEXT = re.compile(
    r"(?<!\d)(?:(?:\+|00)?90[\s.-]*|0[\s.-]*)?\(?(?:0[\s.]*)?[2-58]\d{2}\)?"
    r"[\s.-]*\d{3}[\s.-]*\d{2}[\s.-]*\d{2}(?!\d)",
    re.ASCII,
)
_ALL_BUT_TWO_DIGITS = re.compile(r"\d(?=(?:\D*\d){2})", re.ASCII)
_FILE_PLAN = re.compile(r"\d{3}(?:\.\d{2}){0,3}", re.ASCII)

KEP_PROVIDERS = {
    "01": "PTT",
    "02": "TNB",
    "03": "TÜRKKEP",
    "05": "QNB eSolutions",
    "06": "KEPKUR",
    "07": "F.I.T.",
    "09": "EDM",
    "10": "Ark Dijital",
}
CLOSED_KEP_PROVIDERS = frozenset({"04", "08"})


def digits(text: str) -> str:
    """The text without the spaces, dots and dashes people put between digits."""
    return text if text.isalnum() else _SEPARATORS.sub("", text)  # most have none


@lru_cache(maxsize=1 << 14)  # a register is looked through again with each change
def is_tckn(text: str) -> bool:
    """Whether this is an 11-digit TCKN with right check digits (foreigners' 99… included)."""
    bare = digits(text)
    return bare.isascii() and tckimlik.is_valid(bare)


def masked_tckn(text: str) -> str:
    """``100******46``: enough to tell people of a list apart, not enough to use.

    What is not whole yet is covered alike, and a few letters wholly.
    """
    bare = digits(text)
    if len(bare) < 11:
        return "*" * len(bare)
    return f"{bare[:3]}{'*' * (len(bare) - 5)}{bare[-2:]}"


def mask_tckns(text: str) -> str:
    """Running text with every TCKN in it masked, also one with a slip in its check digits.

    With blanks, dots or dashes between them eleven digits count only if they are right: they may
    be two numbers side by side.
    """

    def masked(match: re.Match[str]) -> str:
        found = match[0]
        return masked_tckn(found) if found.isdigit() or is_tckn(found) else found

    return _TCKN_IN_TEXT.sub(masked, text)


def masked_phone(text: str) -> str:
    """``(* ***) *** ** 67``; every digit of what is not whole yet."""
    if len(re.findall(r"\d", text)) < 7:
        return re.sub(r"\d", "*", text)
    return _ALL_BUT_TWO_DIGITS.sub("*", text)


def mask_phones(text: str) -> str:
    """Running text with every telephone number of ten digits in it masked."""
    return _PHONE_IN_TEXT.sub(lambda match: masked_phone(match[0]), text)


def mask_numbers(text: str) -> str:
    """Running text with every TCKN and every telephone number in it masked."""
    return mask_phones(mask_tckns(text))


def phone(text: str) -> str | None:
    """The national digits of a Turkish telephone number, or None: ``5321234567``, ``4441234``.

    An extension (``dahili 12``) may follow and is not part of the number.
    """
    bare = _COUNTRY_OR_TRUNK.sub("", digits(_split_extension(text)[0]))
    return bare if _NUMBER.fullmatch(bare) else None


def mobile(text: str) -> str | None:
    """Ten national digits of a mobile number (it begins with 5), or None."""
    number = phone(text)
    has_extension = bool(_split_extension(text)[1])
    return number if number and number.startswith("5") and not has_extension else None


def print_phone(text: str) -> str:
    """``(0 532) 123 45 67``; what is not a number yet stays as it was typed."""
    number = phone(text)
    if number is None:
        return text.strip()
    extension = _split_extension(text)[1]
    tail = f" dahili {extension}" if extension else ""
    if len(number) == 7:
        return f"{number[:3]} {number[3:5]} {number[5:]}{tail}"
    return f"(0 {number[:3]}) {number[3:6]} {number[6:8]} {number[8:]}{tail}"


def _split_extension(text: str) -> tuple[str, str]:
    stripped = text.strip()
    # Every word for it has an h, and few numbers do: a list of ten thousand is read in a moment.
    match = _EXTENSION.search(stripped) if "h" in stripped or "H" in stripped else None
    if match is None or match.end() != len(stripped):
        return stripped, ""
    return stripped[: match.start()], match[1]


def is_email(text: str) -> bool:
    """Whether this is an ordinary e-mail address."""
    return bool(_EMAIL.fullmatch(text.strip()))


def kep_provider_number(text: str) -> str | None:
    """The two digits after ``hs`` in a KEP address, or None when it is no KEP address."""
    match = _KEP.fullmatch(text.strip())
    return match[1] if match else None


def kep_provider(text: str) -> str:
    """The provider's name as far as the domain tells it, else an empty string."""
    return KEP_PROVIDERS.get(kep_provider_number(text) or "", "")


def is_web(text: str) -> bool:
    """Whether this looks like a web address, with or without its scheme."""
    return bool(_WEB.fullmatch(text.strip()))


def is_detsis(text: str) -> bool:
    """Whether this has the eight digits of a DETSİS number (H2)."""
    return bool(re.fullmatch(r"\d{8}", text.strip(), re.ASCII))


def is_file_plan(text: str) -> bool:
    """Whether this has the shape of a standard file plan code, e.g. ``708.03`` (H2)."""
    return bool(_FILE_PLAN.fullmatch(text.strip()))
