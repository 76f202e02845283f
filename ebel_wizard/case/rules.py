"""Problems in answers, and the checks that every rule shares.

A rule returns Problems; it changes nothing and never raises. A sentence names its question and says
how to mend it, and repeats no TCKN or telephone number.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ebel_wizard.case import fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.turkish import dates, identifiers

_NUMBERS: Final = re.compile(r"[1-9][0-9]?(\s*,\s*[1-9][0-9]?)*")
MOBILE: Final = (
    "“Cep telefonu” baştaki 0’dan sonra 5 ile başlayan 10 rakam olmalıdır: (0 532) 123 45 67."
)

DETSIS: Final = "“{}” boşluksuz 8 rakam olmalıdır."


class Severity(Enum):
    """An error stops PDF, print, mail and render; a warning never blocks."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Correction:
    """Tells the answer that mends a problem, and the words of the button that gives it."""

    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend at the answer ``field`` (a path), in one Turkish sentence."""

    field: str
    text: str
    severity: Severity = Severity.ERROR
    correction: Correction | None = None


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a document from being made."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def warning(path: str, text: str, correction: Correction | None = None) -> Problem:
    """Return a problem that never blocks."""
    return Problem(path, text, Severity.WARNING, correction)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in the order of the questions on the pages."""
    return tuple(sorted(problems, key=lambda problem: fields.rank(problem.field)))


def missing(path: str, label: str, owner: str = "") -> Problem:
    """Return the problem of a required answer that was not given."""
    return Problem(path, f"{owner}“{label}” boş bırakılamaz.")


def not_a_date(path: str, label: str, owner: str = "") -> Problem:
    """Return the problem of an answer that should be a date and is none."""
    return Problem(path, f"{owner}“{label}” bir tarih değil; rakamla, gün.ay.yıl olarak yazın.")


def phone_fault(label: str, text: str) -> str:
    """Return what is wrong with what is no telephone number, and how it is written."""
    typed, example = identifiers.national_digits(text), "(0 346) 123 45 67"
    if not (typed.isascii() and typed.isdecimal()):
        return f"“{label}” bir telefon numarası değil; alan koduyla, rakamla yazın: {example}."
    if len(typed) == 7:
        return f"“{label}” alan kodu olmadan yazılmış; alan kodunu da yazın: {example}."
    if len(typed) == 10:
        return (
            f"“{label}” yanlış: alan kodu {typed[0]} ile başlamaz. Numaraya bakıp yeniden yazın: "
            f"{example}."
        )
    is_short = "eksik" if len(typed) < 10 else "fazla"
    return (
        f"“{label}” {is_short}: baştaki 0’dan sonra 10 rakam olmalıdır, {len(typed)} rakam "
        f"yazılmış. Örnek: {example}."
    )


def shape(field: Field, text: str) -> Iterator[Problem]:
    """Yield what is wrong with the form of one answer that was given."""
    path, label = field.path, field.label
    if field.kind is Kind.CHOICE and field.choices and text not in field.choices:
        allowed = ", ".join(field.choices)
        yield Problem(path, f"“{label}” şunlardan biri olmalıdır: {allowed}.")
    elif field.kind is Kind.DATE and dates.parse(text) is None:
        yield not_a_date(path, label)
    elif field.kind is Kind.PHONE and identifiers.phone(text) is None:
        yield Problem(path, phone_fault(label, text))
    elif field.kind is Kind.NUMBERS and not _NUMBERS.fullmatch(text):
        yield Problem(path, f"“{label}” virgülle ayrılan sayılardır: 1, 2.")
    elif field.kind is Kind.TCKN:
        yield from tckn(path, f"“{label}”", text)


def tckn(path: str, subject: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with a TCKN; ``subject`` begins the sentence."""
    digits = identifiers.digits(text)
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 11):
        yield Problem(path, f"{subject} 11 rakam olmalıdır; kimlik kartından yeniden yazın.")
    elif not identifiers.is_tckn(digits):
        yield Problem(
            path,
            f"{subject} geçerli değil, rakamlarından biri yanlış yazılmış; "
            "kimlik kartından yeniden yazın.",
        )
