"""What is wrong in the lists, days and numbers of the steps after the letter."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from ebel_wizard.case import choices, fields, step_fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.rules import (
    DETSIS,
    MOBILE,
    Problem,
    missing,
    not_a_date,
    shape,
    warning,
)
from ebel_wizard.turkish import dates, identifiers, letters, numbers

_CHECKED: Final = (Kind.CHOICE, Kind.DATE, Kind.PHONE, Kind.TCKN)


PERSONAL_MAIL: Final = (
    "{0} kişisel bir adres ({1}); resmî işlerde kurumun verdiği adres kullanılır (Genelge 2019/12)."
)
MUNICIPAL_NUMBER: Final = (
    "“{0}” belediyenin kendi numarası; birimin DETSİS’teki numarasını yazın, "
    "bilmiyorsanız boş bırakın."
)


def can_be_wrong(question: Field) -> bool:
    """Return whether there is any answer with which ``check_row`` finds something wrong."""
    return question.kind in _CHECKED or question.path in {"mobile", "email", "detsis"}


def check_row(questions: Iterable[Field], row: Mapping[str, str | int]) -> tuple[Problem, ...]:
    """Return what is wrong with the filled parts of one row; a path is the part's name.

    What is missing is no problem: lists are filled in over weeks.
    """
    found: list[Problem] = []
    for question in questions:
        text = str(row[question.path]).strip()
        if text and question.path == "mobile":
            if identifiers.mobile(text) is None:
                found.append(Problem("mobile", MOBILE))
        elif text and question.path == "email":
            found += email(question, "email", text)
        elif text and question.path == "detsis" and not identifiers.is_detsis(text):
            found.append(Problem("detsis", DETSIS.format(question.label)))
        elif text:
            found += shape(question, text)
    return tuple(found)


def email(question: Field, path: str, text: str) -> Iterator[Problem]:
    """Yield what is doubtful in an address for official mail."""
    address, label = letters.small_address(text), f"“{question.label}”"
    if not identifiers.is_email(address):
        yield warning(path, f"{label} bir e-posta adresi gibi görünmüyor.")
    elif domain := identifiers.personal_mail(address):
        yield warning(path, PERSONAL_MAIL.format(label, domain))


def duplicates(
    rows: Mapping[str, Mapping[str, str | int]],
    part: str,
    same: Callable[[str], str],
    sentence: Callable[[Mapping[str, str | int]], str],
) -> tuple[Problem, ...]:
    """Return a problem for each row that shares a value that should be its own, at ``id.part``.

    ``same`` returns what two spellings have in common, ``sentence`` names the other row.
    """
    found: dict[str, list[str]] = {}
    for key, row in rows.items():
        text = str(row[part]).strip()
        if text:
            found.setdefault(same(text), []).append(key)
    return tuple(
        Problem(f"{key}.{part}", sentence(rows[keys[n - 1]]))
        for keys in found.values()
        if len(keys) > 1
        for n, key in enumerate(keys)
    )


def municipal_numbers(
    units: Mapping[str, Mapping[str, str | int]], municipality: str
) -> tuple[Problem, ...]:
    """Return a warning for each unit that has the municipality's own DETSİS number."""
    return tuple(
        warning(f"{key}.detsis", MUNICIPAL_NUMBER.format("DETSİS numarası"))
        for key, row in units.items()
        if same_number(str(row["detsis"]), municipality)
    )


def same_number(text: str, other: str) -> bool:
    """Return whether two DETSİS numbers are the same; a blank one is like none."""
    return bool(text.strip()) and identifiers.digits(text) == identifiers.digits(other)


def check_days(days: Iterable[tuple[Field, str]], today: date) -> Iterator[Problem]:
    """Yield what is wrong with the days on which things happened, which follow each other."""
    before: date | None = None
    for field, text in days:
        day = dates.parse(text)
        if not text.strip():
            continue
        if day is None:
            yield not_a_date(field.path, field.label)
        elif day > today:
            yield Problem(
                field.path, f"“{field.label}” bugünden sonra olamaz; o gün gelince yazın."
            )
        elif before is not None and day < before:
            yield Problem(
                field.path, f"“{field.label}” {dates.short(before)} gününden önce olamaz."
            )
        before = day or before


def check_pre_check(answer: Callable[[str], str], today: date) -> Iterator[Problem]:
    """Yield what is wrong with the helpdesk's look at the letter, and what it asks to be done."""
    is_corrected = answer("posting.verdict") == choices.CORRECTION
    asked = ("posting.checked", "posting.answered", *["posting.reprinted"] * is_corrected)
    yield from check_days(((fields.BY_PATH[path], answer(path)) for path in asked), today)
    if is_corrected and not answer("posting.reprinted").strip():
        yield warning(
            "posting.reprinted",
            "Düzeltme istendi: yazıyı düzeltip yeniden yazdırın, sonra günü buraya yazın.",
        )


def check_after(answer: Callable[[str], str], today: date) -> Iterator[Problem]:
    """Yield what is wrong with the days of the earlier system's data."""
    extended, moved = (fields.BY_PATH[path] for path in ("after.extended", "after.moved"))
    yield from check_days([(moved, answer(moved.path))], today)
    text = answer(extended.path).strip()
    if text and dates.parse(text) is None:
        yield not_a_date(extended.path, extended.label)


def check_first_number(answer: Callable[[str], str]) -> Iterator[Problem]:
    """Yield whether the first outgoing number does not follow the last one reported."""
    field = fields.BY_PATH["confirmation.first_outgoing"]
    typed, last = answer(field.path).strip(), numbers.parse(answer("numbers.outgoing"))
    first = numbers.parse(typed)
    if typed and first is None:
        yield Problem(field.path, f"“{field.label}” bir sayı değil; örnekteki gibi yazın: 1.453.")
    elif first is not None and last is not None and first != last + 1:
        yield warning(
            field.path,
            f"“{field.label}” {numbers.shown(last + 1)} olmalıydı, çünkü bildirdiğiniz son numara "
            f"{numbers.shown(last)}; yardım masasına bildirin.",
        )


def check_numbers(answer: Callable[[str], str]) -> tuple[Problem, ...]:
    """Return what is wrong with the document numbers of step 10, each typed twice."""
    found: list[Problem] = []
    for first in step_fields.NUMBERS[::2]:
        again = f"{first.path}_again"
        typed, repeated = answer(first.path).strip(), answer(again).strip()
        number = numbers.parse(typed)
        if not typed:
            found.append(missing(first.path, first.label))
        elif number is None:
            found.append(
                Problem(first.path, f"“{first.label}” bir sayı değil; örnekteki gibi yazın: 1.452.")
            )
        if typed and not repeated:
            found.append(Problem(again, f"“{first.label}” bir kez daha yazılmalıdır."))
        elif typed and number is not None and numbers.parse(repeated) != number:
            found.append(
                Problem(again, f"“{first.label}” iki yazılışta farklı; defterden yeniden bakın.")
            )
    return tuple(found)
