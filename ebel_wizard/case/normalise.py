"""The usual print form of what was typed: one way to write a date, a number, a telephone."""

from typing import Final

from ebel_wizard.case.field import Capitals, Field, Kind
from ebel_wizard.case.model import Person
from ebel_wizard.case.row_fields import PERSON
from ebel_wizard.turkish import dates, identifiers, letters, numbers

_CAPITALS: Final = "Büyük ve küçük harfler düzeltildi."
_SMALL: Final = "Adres küçük harfe çevrildi."
_DIGITS: Final = "Boşluklar çıkarıldı."
_DATE: Final = "Tarih noktayla yazıldı."


def normalise_answer(kind: Kind, text: str) -> str:
    """Return an answer in its usual print form; what is not valid keeps its words."""
    if kind is Kind.LINES:
        return text.strip()
    cleaned = letters.clean(text)
    if kind is Kind.DATE:
        return dates.shown(cleaned)
    if kind is Kind.PHONE:
        return identifiers.print_phone(cleaned)
    if kind is Kind.TCKN and identifiers.is_tckn(cleaned):
        return identifiers.digits(cleaned)
    if kind is Kind.NUMBER and (number := numbers.parse(cleaned)) is not None:
        return numbers.shown(number)
    return cleaned


def mend(field: Field, text: str) -> tuple[str, str]:
    """Return an answer as it was surely meant, in its usual print form, and what was mended in it
    in words; an empty sentence where only the form is another.
    """
    shown = normalise_answer(field.kind, text)
    if field.capitals is Capitals.ADDRESS:
        mended = letters.title(shown) if shown == letters.lower(shown) else shown
        return mended, _CAPITALS if mended != shown else ""
    if field.capitals is not Capitals.ANY and not _is_initials(field, shown):
        mended = letters.capitalised(shown, is_name=field.capitals is Capitals.NAME)
        return mended, _CAPITALS if mended != shown else ""
    if field.kind is Kind.ADDRESS:
        small = letters.small_address(shown)
        is_address = identifiers.is_web if field.path.endswith("web") else identifiers.is_email
        mended = small if is_address(small) else shown  # it may be a parola in the wrong field
        return mended, _SMALL if mended != shown else ""
    if field.kind is Kind.DIGITS:
        mended = identifiers.digits(shown)
        is_number = mended.isascii() and mended.isdecimal() and mended != shown
        return (mended, _DIGITS) if is_number else (shown, "")
    return shown, _DATE if field.kind is Kind.DATE and "," in text and shown != text else ""


def _is_initials(field: Field, text: str) -> bool:
    """Return whether the name of a body is one word of capitals, such as ``TÜBİTAK``: the rules ask
    for its long form (A1), which small letters would only hide.
    """
    is_body = field.path.rpartition(".")[2] == "body"
    return is_body and len(text) > 1 and " " not in text and text == letters.upper(text)


def normalise_person(person: Person) -> Person:
    """Return a person as the register writes one."""
    return Person(
        **{
            field.path: normalise_answer(field.kind, getattr(person, field.path))
            for field in PERSON
        }
    )
