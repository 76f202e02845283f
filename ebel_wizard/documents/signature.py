"""The lines of the signature block: in person, acting, by delegation (S1-S3)."""

from typing import Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Signatory
from ebel_wizard.turkish import letters

_VOWELS: Final = "aeıioöuüâîû"
_POSSESSIVE: Final = "ıiuü"
# Titles whose last letters only look like a possessive.
_BARE: Final = frozenset({"vali", "sorumlu", "yetkili", "görevli"})
# Stems that end in s: `Mühendisi` is Mühendis + i, unlike `Sorumlusu`, Sorumlu + su.
_STEMS_IN_S: Final = ("mühendisi", "reisi", "polisi")
# Stems whose last consonant softens before the possessive.
_SOFTENED: Final = {"bi": "p"}


def lines(signatory: Signatory) -> tuple[str, ...]:
    """Return the lines under the space for the signature, from the name down."""
    name = full_name(signatory.name, signatory.surname)
    if signatory.capacity == model.VEKALETEN:
        return name, f"{nominative(signatory.title)} V."
    if signatory.capacity == model.YETKI_DEVRI:
        return name, f"{signatory.title} a.", signatory.own_title
    return name, signatory.title


def second(signatory: Signatory) -> tuple[str, ...]:
    """Return the lines of the second signature, where somebody signs beside the first (S5)."""
    return lines(signatory) if signatory.name else ()


def full_name(name: str, surname: str) -> str:
    """Return ``Adı SOYADI`` (S1)."""
    return f"{name} {letters.upper(surname)}".strip()


def nominative(title: str) -> str:
    """Return a title without the possessive of its last word: ``Belediye Başkanı`` → ``Belediye
    Başkan``.

    The acting form needs it (S3). A title without a possessive is returned as it is, and so is one
    whose stem ends in a vowel: ``Belediye Başkan Yardımcısı V.``
    """
    small = letters.lower(title)
    word = small.rpartition(" ")[2]
    if len(word) < 4 or word[-1] not in _POSSESSIVE or word in _BARE:
        return title
    before = word[-2]
    if before in "cç":  # Denetçi, Yönetici: the suffix makes the profession, it is no possessive
        return title
    if before in _VOWELS:
        return title
    # `Yardımcısı`, `Sorumlusu`: what it is the deputy of stands before it (S3).
    if before == "s" and word[-3] in _VOWELS and not word.endswith(_STEMS_IN_S):
        return title
    softened = _SOFTENED.get(word[-2:])
    return title[:-2] + softened if softened else title[:-1]
