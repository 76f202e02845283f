"""What is wrong with the papers that only some cases have: the olur and the e-signature list.

Their errors stop these papers alone; the letter to the Ministry does not wait for them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import lru_cache, partial
from typing import Final

from ebel_wizard.case import fields, model, row_fields, row_rules
from ebel_wizard.case.model import Case, Certificate, Official, Olur
from ebel_wizard.case.rules import Problem, Severity, missing, warning
from ebel_wizard.turkish import dates, identifiers, letters

_NUMBER: Final = re.compile(r"([EZO])-[0-9]{8}-([0-9]{1,3}(?:\.[0-9]{1,2})*)-[0-9]+")
_ASKED: Final = {field.path: field.label for field in row_fields.LISTS["certificates"]}
_NEEDED: Final = ("name", "surname", "tckn", "email", "mobile")


def check(case: Case) -> tuple[Problem, ...]:
    """Return everything that is wrong with these papers."""
    return (*check_olur(case), *check_certificates(case))


def check_olur(case: Case) -> Iterator[Problem]:
    """Yield what is wrong with an olur, if anything was said of one (O1)."""
    olur = case.olur
    if olur == Olur():
        return
    yield from _official(case, "olur.proposer")
    if olur.approver != Official():
        yield from _official(case, "olur.approver")
    elif case.letter.signatory.capacity == model.YETKI_DEVRI:
        yield warning(
            "olur.approver.name",
            "Yazı yetki devriyle imzalanıyor; olur makamdan alınır. “Oluru veren” kim ise yazın.",
        )
    for position, office in enumerate(olur.approvers, 1):
        for field in row_fields.OLUR_APPROVER:
            if not getattr(office, field.path).strip():
                path = f"olur.approvers[{position}].{field.path}"
                yield missing(path, field.label, f"{position}. uygun görüş veren: ")
    yield from _olur_number(case)
    yield from _olur_day(case)


def _official(case: Case, path: str) -> Iterator[Problem]:
    for part in ("title", "name", "surname"):
        asked = fields.BY_PATH[f"{path}.{part}"]
        if not model.value(case, asked.path).strip():
            yield missing(asked.path, asked.label)


def _olur_number(case: Case) -> Iterator[Problem]:
    number, medium = case.olur.number, case.letter.medium
    if not number:
        return
    found = _NUMBER.fullmatch(number)
    if found is None:
        yield warning(
            "olur.number",
            "“Olurun sayısı” dört bölümüyle yazılır: Z-12345678-903.07-145.",
        )
    elif found[2].partition(".")[0] == "020":
        yield warning(
            "olur.number",
            "“Olurun sayısı” içindeki 020 olurların dosya planı kodu değildir; olurun konusunun "
            "kodunu yazın.",
        )
    elif medium and found[1] != medium:
        yield warning(
            "olur.number",
            f"“Olurun sayısı” {found[1]} ile başlıyor, yazının ortamı ise {medium}; birini "
            "düzeltin.",
        )


def _olur_day(case: Case) -> Iterator[Problem]:
    day = dates.parse(case.olur.date)
    written, go_live = dates.parse(case.letter.date), dates.parse(case.letter.go_live)
    if day and written and day > written:
        yield warning(
            "olur.date",
            "“Olurun tarihi” talep yazısından sonra; proje sorumluları yazıdan önce "
            "görevlendirilir.",
        )
    elif day and go_live and day > go_live:
        yield warning("olur.date", "“Olurun tarihi” geçiş gününden sonra.")


def check_certificates(case: Case) -> tuple[Problem, ...]:
    """Return what is wrong with the list of those who need an e-signature."""
    return _check_certificates(case.certificates)


@lru_cache(maxsize=2)  # asked for at every change, and the list may be long
def _check_certificates(people: tuple[Certificate, ...]) -> tuple[Problem, ...]:
    rows = {str(at): asdict(each) for at, each in enumerate(people, 1)}
    found = [
        _in_row(key, each)
        for key, row in rows.items()
        for each in (*row_rules.check_row(row_fields.LISTS["certificates"], row), *certificate(row))
    ]
    for problem in certificate_duplicates(rows):
        key, _, part = problem.field.partition(".")
        found.append(_in_row(key, replace(problem, field=part)))
    return tuple(found)


def _in_row(key: str, problem: Problem) -> Problem:
    return replace(
        problem,
        field=f"certificates[{key}].{problem.field}",
        text=f"{key}. {row_fields.ROW_NOUNS['certificates']}: {problem.text}",
    )


def certificate(row: Mapping[str, str | int]) -> Iterator[Problem]:
    """Yield what the provider of certificates would miss in a row; a path is the part's name."""
    for part in _NEEDED:
        if not str(row[part]).strip():
            yield missing(part, _ASKED[part])
    if not str(row["registry"]).strip():
        yield warning("registry", "“Sicil numarası” boş; varsa yazın.")


def certificate_duplicates(rows: Mapping[str, Mapping[str, str | int]]) -> tuple[Problem, ...]:
    """Return a problem for each row that shares what should be its own, at ``key.part``."""

    def shared(part: str, other: Mapping[str, str | int]) -> str:
        return f"“{_ASKED[part]}” {other['name']} {other['surname']} ile aynı; birini düzeltin."

    tckns = row_rules.duplicates(rows, "tckn", identifiers.digits, partial(shared, "tckn"))
    mails = row_rules.duplicates(rows, "email", letters.fold, partial(shared, "email"))
    return (*tckns, *(replace(each, severity=Severity.WARNING) for each in mails))
