"""What the documents are made from at one moment, and the problems that only they can find in it.

Everything here may run outside the window's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ebel_wizard import documents
from ebel_wizard.case import case_rules, fields, rules
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.untrusted import UnreadableError

if TYPE_CHECKING:
    from ebel_wizard.documents.layout.logo import Logo


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The answers, and the logo by its digest, or empty.

    ``logo_id`` is its row's id: a logo that was lost and is chosen again makes another snapshot.
    ``read_file`` returns what is kept under a digest or raises UnreadableError.
    """

    case: Case
    logo: str
    logo_id: str
    read_file: Callable[[str], bytes]
    today: date

    def picture(self) -> "Logo | None":
        """Return the logo ready to be printed; None where there is none or it is lost."""
        try:
            # Read each time, so that a lost file is noticed; it is unpacking that takes long.
            return _unpacked(self.read_file(self.logo)) if self.logo else None
        except (UnreadableError, documents.LogoError):
            return None

    def check(self) -> tuple[Problem, ...]:
        """Return what cannot be printed, the logo included, and what is doubtful in own words.

        What is wrong with envelopes and copies for initials alone does not stop the letters.
        """
        posting = documents.check_posting(self.case)
        found = (
            *documents.check_printable(self.case),
            *documents.check_texts(self.case),
            *(replace(problem, severity=Severity.WARNING) for problem in posting),
        )
        if self.logo and self.picture() is None:
            text = "“Logo” dosyası yerinde bulunamadı ya da bozulmuş; yeniden seçin."
            found = (*found, Problem(fields.LOGO.path, text))
        return found

    def errors(self) -> tuple[Problem, ...]:
        """Return everything that stops the documents from being printed and saved."""
        return rules.errors(
            rules.in_order((*case_rules.check(self.case, self.today), *self.check()))
        )


@lru_cache(maxsize=2)
def _unpacked(data: bytes) -> "Logo":
    return documents.read_logo(data)
