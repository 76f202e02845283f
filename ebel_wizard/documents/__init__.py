"""The papers of step 1 as PDF files, each a function of a frozen snapshot of the case.

reportlab is imported when the first document is made, not before.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents.kinds import Document, Group
from ebel_wizard.documents.model import LogoError, Secrets

if TYPE_CHECKING:
    from ebel_wizard.documents.closing import Closing
    from ebel_wizard.documents.layout.logo import Logo

__all__ = [
    "Document",
    "LogoError",
    "Secrets",
    "build",
    "check_posting",
    "check_texts",
    "default_texts",
    "editable",
    "extras",
    "is_password",
    "lock",
    "printable",
    "read_logo",
    "report",
    "text_places",
    "unprintable",
    "worklist",
]


def build(
    case: Case,
    *,
    draft: bool = False,
    secrets: Secrets | None = None,
    logo: "Logo | None" = None,
) -> tuple[Document, ...]:
    """Every document of this case in the order they are read; same case, same bytes.

    ``draft`` draws TASLAK across every page. Any text is accepted: what is missing shows as
    ``……`` and what the typeface lacks as a hollow box. Whether a case is fit to be posted is
    asked of ``rules.check`` and ``unprintable`` beforehand.
    """
    return _make(Group.MAIN, case, draft=draft, secrets=secrets, logo=logo)


def extras(case: Case, *, draft: bool = False, logo: "Logo | None" = None) -> tuple[Document, ...]:
    """What goes along with the documents of ``build``: the copies for initials that stay at the
    municipality (I1), the envelopes (G5, G6) and the officer's list before posting.

    Which of ``EXTRA_NAMES`` there are follows from medium and secrecy. Whether they can be used
    as they are is asked of ``check_posting``.
    """
    return _make(Group.EXTRA, case, draft=draft, logo=logo)


def editable(case: Case, *, logo: "Logo | None" = None) -> tuple[Document, ...]:
    """Copies for a word processor (DOCX), of the documents that are not GİZLİ: what is, is prepared
    on paper (G4), so none of a package that is GİZLİ as a whole. Same case, same bytes.

    Words, lines and pages are those of ``build``, for a case fit to be posted.
    """
    return _make(Group.EDITABLE, case, logo=logo)


def _make(
    group: Group,
    case: Case,
    *,
    draft: bool = False,
    secrets: Secrets | None = None,
    logo: "Logo | None" = None,
) -> tuple[Document, ...]:
    from ebel_wizard.documents import assembly

    return assembly.make(group, case, draft=draft, secrets=secrets, logo=logo)


def report(closing: "Closing") -> Document:
    """The closing report of a finished move; same snapshot, same bytes.

    TCKNs are masked wherever they stand, in the officer's own notes too.
    """
    from ebel_wizard.documents import closing_report

    return closing_report.build(closing)


def recovery_page(code: str, municipality: str, day: date) -> Document:
    """The page with the kurtarma kodu of an encrypted workspace, to be printed from memory."""
    from ebel_wizard.documents import recovery

    return recovery.make(code, municipality, day)


def read_logo(data: bytes) -> "Logo":
    """The municipality's logo from a PNG, JPEG or SVG file; raises LogoError for any other."""
    from ebel_wizard.documents.layout import logo

    return logo.read(data)


def default_texts() -> Mapping[str, str]:
    """The program's own subject and paragraphs of each letter, by the path of the officer's own.

    A paragraph stands on a line; names in braces are places that the program fills.
    """
    from ebel_wizard.documents import wording

    return wording.defaults()


def text_places(case: Case) -> Mapping[str, Mapping[str, str]]:
    """What the names in braces of each letter's words stand for now, by the letter's path.

    Only the letters that this case has; what is not known yet is empty.
    """
    from ebel_wizard.documents import wording

    return wording.places(case)


def check_texts(case: Case) -> tuple[Problem, ...]:
    """Warnings about the officer's own subject and paragraphs: a lost place, the closing verb, and
    what the rules of official letters say of words (T3, T4, H5).
    """
    from ebel_wizard.documents import wording

    return wording.check(case)


def check_posting(case: Case) -> tuple[Problem, ...]:
    """What is wrong with the papers of ``extras`` alone."""
    from ebel_wizard.documents import fit

    return fit.posting(case)


def lock(data: bytes, password: str) -> bytes:
    """A form with secrets as it may lie on a disk: AES-256, opened by the password alone.

    Made in memory. Raises ValueError for what is no password.
    """
    from ebel_wizard.documents.layout import pdfa

    return pdfa.lock(data, password)


def is_password(text: str) -> bool:
    """Whether a file can be locked with this: not empty, no longer than the 127 bytes that readers
    look at, and nothing in it that a keyboard does not type.
    """
    from ebel_wizard.documents.layout import pdfa

    return pdfa.is_password(text)


def printable(text: str) -> bool:
    """Whether every character of this text comes out on paper (for parola and şifre)."""
    from ebel_wizard.documents.layout import fonts

    return not fonts.unprintable(text)


def unprintable(case: Case) -> tuple[Problem, ...]:
    """What of this case cannot be put on paper: letters the typeface lacks, lines without room."""
    from ebel_wizard.documents import fit

    return fit.check(case)


def worklist(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], municipality: str
) -> Document:
    """A list of rows of text under a head that is repeated on every page; same list, same bytes.

    Lies across the page when its columns would not stand upright in their width. Raises ValueError
    without headings.
    """
    from ebel_wizard.documents import listing

    return listing.make(title, headings, rows, municipality)
