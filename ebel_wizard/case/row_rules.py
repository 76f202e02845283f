"""What is wrong in the lists and the numbers of the steps after the letter."""

from collections.abc import Callable, Iterable, Mapping

from ebel_wizard.case import fields
from ebel_wizard.case.fields import Field
from ebel_wizard.case.rules import MOBILE, Problem, Severity, missing, shape
from ebel_wizard.turkish import identifiers, numbers


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
        elif text and question.path == "email" and not identifiers.is_email(text):
            found.append(
                Problem("email", "“E-posta” bir e-posta adresi gibi görünmüyor.", Severity.WARNING)
            )
        elif text:
            found += shape(question, text)
    return tuple(found)


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


def check_numbers(answer: Callable[[str], str]) -> tuple[Problem, ...]:
    """Return what is wrong with the document numbers of step 10, each typed twice."""
    found: list[Problem] = []
    for first in fields.NUMBERS[::2]:
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
