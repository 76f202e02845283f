"""The papers of step 1 as PDF files, each a function of a frozen snapshot of the case.

reportlab is imported when the first document is made, not before.
"""

from dataclasses import dataclass

from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem

__all__ = ["NAMES", "Document", "Secrets", "build", "printable", "unprintable"]

NAMES = ("talep-yazisi.pdf", "personel-tablosu.pdf", "kep-yazisi.pdf", "kep-formu.pdf")


@dataclass(frozen=True, slots=True)
class Document:
    """One finished file: ``title`` is for the window, ``secret`` says it carries parola/şifre."""

    name: str
    title: str
    data: bytes
    pages: int
    secret: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """Parola and şifre, in memory while a form is drawn; no repr shows them."""

    parola: str
    sifre: str


def build(
    case: Case, *, draft: bool = False, secrets: Secrets | None = None
) -> tuple[Document, ...]:
    """Every document of this case in the order they are read; same case, same bytes.

    ``draft`` draws TASLAK across every page. Any text is accepted: what is missing shows as
    ``……`` and what the typeface lacks as a hollow box. Whether a case is fit to be posted is
    asked of ``rules.check`` and ``unprintable`` beforehand.
    """
    from ebel_wizard.documents import package

    return package.build(case, draft=draft, secrets=secrets)


def printable(text: str) -> bool:
    """Whether every character of this text comes out on paper (for parola and şifre)."""
    from ebel_wizard.documents import fonts

    return not fonts.unprintable(text)


def unprintable(case: Case) -> tuple[Problem, ...]:
    """What of this case cannot be put on paper: letters the typeface lacks, lines without room."""
    from ebel_wizard.documents import fit

    return fit.check(case)
