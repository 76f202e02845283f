"""Check, print and mask TCKNs, telephone numbers, KEP, e-mail and web addresses, DETSİS numbers."""

import re
from collections.abc import Collection
from functools import lru_cache

from stdnum.tr import tckimlik

from ebel_wizard.turkish.letters import lower_ascii

# Numbers copied from a telephone are wrapped in invisible direction marks.
_SEPARATORS = re.compile(r"[\s().\-/\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_COUNTRY_OR_TRUNK = re.compile(r"^(?:(?:\+|00)?90)?0?(?=\d{10}$)", re.ASCII)
_NUMBER = re.compile(r"[2-58]\d{9}|444\d{4}", re.ASCII)
_EXTENSION = re.compile(r"[\s,/-]*(?:dahili|dah\.?|iç hat)\s*:?\s*([0-9]{1,6})\s*", re.IGNORECASE)
_LABELS = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)"
_LOCAL_PART = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
# Mail and web servers ignore case, and Caps Lock may have been on.
_ADDRESS_FLAGS = re.ASCII | re.IGNORECASE
_EMAIL = re.compile(rf"{_LOCAL_PART}@{_LABELS}+[a-z]{{2,24}}", _ADDRESS_FLAGS)
_KEP = re.compile(rf"{_LOCAL_PART}@{_LABELS}*hs(\d\d)\.kep\.tr", _ADDRESS_FLAGS)
_WEB = re.compile(rf"(?:https?://)?{_LABELS}+[a-z]{{2,24}}(?::\d{{1,5}})?(?:/\S*)?", _ADDRESS_FLAGS)
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
# Mail that anybody can have: by the domain's first label, or the whole of it.
_PERSONAL_MAIL = frozenset(
    "gmail googlemail hotmail outlook live msn windowslive yahoo ymail rocketmail icloud yandex "
    "mynet proton protonmail gmx aol".split()
)
_PERSONAL_DOMAINS = frozenset({"me.com", "mac.com", "mail.com", "mail.ru", "ttmail.com", "pm.me"})
CLOSED_KEP_PROVIDERS = frozenset({"04", "08"})


def digits(text: str) -> str:
    """Return the text without spaces, dots, dashes and invisible marks between digits."""
    return text if text.isalnum() else _SEPARATORS.sub("", text)  # most texts have none


@lru_cache(maxsize=1 << 14)  # the whole register is checked again after each change
def is_tckn(text: str) -> bool:
    """Return whether this is a TCKN with valid check digits (foreigners' 99… included)."""
    bare = digits(text)
    return bare.isascii() and tckimlik.is_valid(bare)


def masked_tckn(text: str) -> str:
    """Return ``100******46``: enough to tell the people of a list apart, not enough to use.

    A text of fewer than 11 characters is masked completely.
    """
    bare = digits(text)
    if len(bare) < 11:
        return "*" * len(bare)
    return f"{bare[:3]}{'*' * (len(bare) - 5)}{bare[-2:]}"


def mask_tckns(text: str) -> str:
    """Return running text with every TCKN masked, even one with wrong check digits.

    Eleven digits with spaces, dots or dashes between them are masked only if their check digits
    are valid: they may be two numbers side by side.
    """

    def masked(match: re.Match[str]) -> str:
        found = match[0]
        return masked_tckn(found) if found.isdigit() or is_tckn(found) else found

    return _TCKN_IN_TEXT.sub(masked, text)


def masked_phone(text: str) -> str:
    """Return ``(* ***) *** ** 67``; with fewer than 7 digits all of them are masked."""
    if len(re.findall(r"\d", text)) < 7:
        return re.sub(r"\d", "*", text)
    return _ALL_BUT_TWO_DIGITS.sub("*", text)


def mask_phones(text: str) -> str:
    """Return running text with every ten-digit telephone number masked."""
    return _PHONE_IN_TEXT.sub(lambda match: masked_phone(match[0]), text)


def mask_numbers(text: str) -> str:
    """Return running text with every TCKN and telephone number masked."""
    return mask_phones(mask_tckns(text))


def numbers_in(text: str) -> set[str]:
    """Return the digits of every TCKN, right or wrong, and the national ones of every ten-digit
    telephone number in running text.
    """
    return {
        *(digits(match[0]) for match in _TCKN_IN_TEXT.finditer(text)),
        *(digits(match[0])[-10:] for match in _PHONE_IN_TEXT.finditer(text)),
    }


def without_numbers(text: str, numbers: Collection[str]) -> str:
    """Return running text with those TCKNs and telephone numbers as stars that ``numbers`` has, as
    ``numbers_in`` finds them.
    """

    def starred(match: re.Match[str]) -> str:
        return match[0] if numbers_in(match[0]).isdisjoint(numbers) else without_digits(match[0])

    return _PHONE_IN_TEXT.sub(starred, _TCKN_IN_TEXT.sub(starred, text))


def without_digits(text: str) -> str:
    """Return a text with every digit as a star."""
    return re.sub(r"\d", "*", text)


def phone(text: str) -> str | None:
    """Return the national digits of a Turkish telephone number (``5321234567``), or None.

    An extension (``dahili 12``) may follow and is not part of the number.
    """
    bare = _COUNTRY_OR_TRUNK.sub("", digits(_split_extension(text)[0]))
    return bare if _NUMBER.fullmatch(bare) else None


def national_digits(text: str) -> str:
    """Return what was typed of a telephone number after the country's code and the 0, without its
    extension; it may be no number.
    """
    bare = digits(_split_extension(text)[0])
    return re.sub(r"^(?:(?:\+|00)90|90(?=\d{10}))?0?", "", bare, flags=re.ASCII)


def mobile(text: str) -> str | None:
    """Return the ten national digits of a mobile number, which begins with 5, or None."""
    number = phone(text)
    has_extension = bool(_split_extension(text)[1])
    return number if number and number.startswith("5") and not has_extension else None


def print_phone(text: str) -> str:
    """Return ``(0 532) 123 45 67``; a text that is not a number yet as it was typed."""
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
    # Every word for it has an h; testing that first makes a list of ten thousand fast.
    match = _EXTENSION.search(stripped) if "h" in stripped or "H" in stripped else None
    if match is None or match.end() != len(stripped):
        return stripped, ""
    return stripped[: match.start()], match[1]


def is_email(text: str) -> bool:
    """Return whether this is an e-mail address."""
    return bool(_EMAIL.fullmatch(text.strip()))


def personal_mail(text: str) -> str:
    """Return the domain of an e-mail address that anybody can have (``gmail.com``); empty where it
    is none: official work goes through the body's own addresses (Genelge 2019/12).
    """
    domain = lower_ascii(text.strip()).rpartition("@")[2]
    is_official = domain.endswith((".bel.tr", ".gov.tr"))
    is_personal = domain in _PERSONAL_DOMAINS or domain.partition(".")[0] in _PERSONAL_MAIL
    return domain if is_email(text) and is_personal and not is_official else ""


def kep_provider_number(text: str) -> str | None:
    """Return the two digits after ``hs`` in a KEP address, or None when it is not one."""
    match = _KEP.fullmatch(text.strip())
    return match[1] if match else None


def kep_provider(text: str) -> str:
    """Return the provider of a KEP address; empty where it is unknown."""
    return KEP_PROVIDERS.get(kep_provider_number(text) or "", "")


def is_web(text: str) -> bool:
    """Return whether this is a web address, with or without its scheme."""
    return bool(_WEB.fullmatch(text.strip()))


def is_detsis(text: str) -> bool:
    """Return whether this has the eight digits of a DETSİS number (H2)."""
    return bool(re.fullmatch(r"\d{8}", text.strip(), re.ASCII))


def is_file_plan(text: str) -> bool:
    """Return whether this has the form of a standard file plan code, as ``708.03`` (H2)."""
    return bool(_FILE_PLAN.fullmatch(text.strip()))
