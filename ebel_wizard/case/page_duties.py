"""Step 7 by duty: the guide gives pages to duties, and whoever has the duty gets its pages."""

from dataclasses import dataclass

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.tables import PAGE_AUTHORITY
from ebel_wizard.turkish import letters


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """A duty, the pages of all who have it, and the approved among them in their order.

    ``lacking`` do not have all of the pages, ``waiting`` are not entered in e-Belediye.
    """

    duty: str
    pages: str
    people: tuple[str, ...]
    lacking: tuple[str, ...]
    waiting: tuple[str, ...]


def groups(answers: Answers, everybody: list[str]) -> list[DutyGroup]:
    """Return the duties of those who are approved, by name; who has none comes last."""
    rows, ready = answers.rows(PAGE_AUTHORITY), register.approved(answers)
    named: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for key in everybody:
        if key in ready:
            duty = letters.clean(str(rows[key]["duty"]))
            same = letters.fold(duty)
            shown.setdefault(same, duty)
            named.setdefault(same, []).append(key)
    order = sorted(named, key=lambda same: (not same, letters.sort_key(shown[same])))
    return [_group(answers, shown[same], named[same]) for same in order]


def named(answers: Answers) -> list[str]:
    """Return every duty that somebody has, in Turkish order."""
    duties = {str(row["duty"]) for row in answers.rows(PAGE_AUTHORITY).values()}
    return sorted(duties - {""}, key=letters.sort_key)


def _group(answers: Answers, duty: str, people: list[str]) -> DutyGroup:
    rows = answers.rows(PAGE_AUTHORITY)
    pages = ""
    for each in dict.fromkeys(str(rows[key]["pages"]) for key in people):
        pages = register.joined_pages(pages, each)
    count = len(_pages(pages))
    lacking = (key for key in people if len(_pages(str(rows[key]["pages"]))) < count)
    waiting = (key for key in people if not str(rows[key]["entered"]).strip())
    return DutyGroup(duty, pages, tuple(people), tuple(lacking), tuple(waiting))


def _pages(text: str) -> set[str]:
    return {letters.fold(letters.clean(page)) for page in text.split(",")} - {""}
