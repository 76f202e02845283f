"""Make the documents of step 1, each from a frozen snapshot of the case.

reportlab is imported when the first document is made, not before.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import ALONG, MADE, SENT, Document, DocumentKind, Group
from ebel_wizard.documents.model import LogoError, Secrets, Workbook

if TYPE_CHECKING:
    from ebel_wizard.documents.closing import Closing
    from ebel_wizard.documents.layout.logo import Logo

__all__ = [
    "Document",
    "LogoError",
    "Secrets",
    "build",
    "check_posting",
    "check_printable",
    "check_texts",
    "default_texts",
    "editable",
    "extras",
    "is_password",
    "is_printable",
    "lock",
    "make",
    "on_request",
    "read_logo",
    "report",
    "request_words",
    "sheets",
    "text_placeholders",
    "workbooks",
    "worklist",
]


def build(
    case: Case,
    *,
    draft: bool = False,
    secrets: Secrets | None = None,
    logo: "Logo | None" = None,
) -> tuple[Document, ...]:
    """Return the documents that are sent, in reading order; same case, same bytes.

    ``draft`` draws TASLAK across every page. Any text is accepted: what is missing shows as ``……``
    and what the typeface lacks as a hollow box. Whether a case is fit to be posted is for
    ``case_rules.check`` and ``check_printable`` to decide beforehand.
    """
    return _make(kinds.of(*SENT), case, draft=draft, secrets=secrets, logo=logo)


def extras(case: Case, *, draft: bool = False, logo: "Logo | None" = None) -> tuple[Document, ...]:
    """Return what goes along with the documents of ``build``: the initialled copies that stay at
    the municipality (I1), the envelopes (G5, G6) and the officer's list before posting.

    Which of them there are follows from medium and secrecy; ``check_posting`` finds what makes them
    unusable.
    """
    return _make(kinds.of(*ALONG), case, draft=draft, logo=logo)


def on_request(case: Case, *, draft: bool = False) -> tuple[Document, ...]:
    """Return the envelopes that are made only where they are asked for (M1)."""
    return _make(kinds.of(Group.ON_REQUEST), case, draft=draft)


def sheets(case: Case) -> tuple[Document, ...]:
    """Return what goes with the move and not with the letter; same case, same bytes."""
    return _make(kinds.of(Group.SHEET), case)


def editable(
    case: Case,
    originals: Collection[DocumentKind] | None = None,
    *,
    logo: "Logo | None" = None,
) -> tuple[Document, ...]:
    """Return the copies for a word processor (DOCX); same case, same bytes.

    Without ``originals`` they are of what is sent. What is GİZLİ has none, for it is prepared on
    paper (G4). Words, lines and pages are those of the PDF, for a case fit to be posted.
    """
    wanted = kinds.of(*SENT) if originals is None else originals
    copies = [kind for kind in kinds.of(Group.EDITABLE) if kind.copy_of in wanted]
    return _make(copies, case, logo=logo)


def workbooks(case: Case) -> tuple[tuple[str, Workbook], ...]:
    """Return the spreadsheets that this case has answers for, each with its file's name."""
    from ebel_wizard.documents import prepared

    shown = prepared.as_printed(case)
    return tuple(
        (kind.workbook_name, kind.workbook(shown))
        for kind in kinds.workbooks(*MADE)
        if kind.workbook is not None and kind.exists(shown)
    )


def make(kind: DocumentKind, case: Case) -> Document:
    """Return one document that this case has; same case, same bytes."""
    (made,) = _make((kind,), case)
    return made


def _make(
    chosen: Sequence[DocumentKind],
    case: Case,
    *,
    draft: bool = False,
    secrets: Secrets | None = None,
    logo: "Logo | None" = None,
) -> tuple[Document, ...]:
    from ebel_wizard.documents import assembly

    return assembly.make(chosen, case, draft=draft, secrets=secrets, logo=logo)


def report(closing: "Closing") -> Document:
    """Return the closing report of a finished move; same snapshot, same bytes.

    TCKNs are masked everywhere, in the officer's own notes too.
    """
    from ebel_wizard.documents import closing_report

    return closing_report.build(closing)


def recovery_page(code: str, municipality: str, day: date) -> Document:
    """Return the page with an encrypted workspace's kurtarma kodu, to be printed from memory."""
    from ebel_wizard.documents import recovery

    return recovery.make(code, municipality, day)


def read_logo(data: bytes) -> "Logo":
    """Return the logo from a PNG, JPEG or SVG file; raise LogoError for any other."""
    from ebel_wizard.documents.layout import logo

    return logo.read(data)


def request_words(case: Case) -> Mapping[str, str]:
    """Return subject, addressee and text of the request letter, to be copied into the EBYS; empty
    for a letter on paper.
    """
    from ebel_wizard.documents import prepared, request_letter

    if request_letter.is_on_paper(case):
        return {}
    content = request_letter.content(prepared.as_printed(case), ())
    return {
        "Konu": content.subject,
        "Muhatap": "\n".join(content.addressee),
        "Metin": "\n".join(content.paragraphs),
    }


def default_texts() -> Mapping[str, str]:
    """Return the program's subject and paragraphs of each letter by the path of the officer's own.

    A line is a paragraph; names in braces are placeholders that the program fills.
    """
    from ebel_wizard.documents import wording

    return wording.defaults()


def text_placeholders(case: Case) -> Mapping[str, Mapping[str, str]]:
    """Return the placeholders of each letter and their present values, by the letter's path.

    Only letters that this case has; an unknown value is empty.
    """
    from ebel_wizard.documents import wording

    return wording.placeholders(case)


def check_texts(case: Case) -> tuple[Problem, ...]:
    """Return warnings about the officer's own subject and paragraphs: a lost placeholder, the
    closing verb, and what the rules of official letters demand of words (T3, T4, H5).
    """
    from ebel_wizard.documents import wording

    return wording.check(case)


def check_posting(case: Case) -> tuple[Problem, ...]:
    """Return what is wrong with the documents of ``extras`` alone."""
    from ebel_wizard.documents import fit

    return fit.check_posting(case)


def lock(data: bytes, password: str) -> bytes:
    """Return a form with secrets as it may lie on a disk: AES-256, opened by the password alone.

    Made in memory. Raise ValueError for an impossible password.
    """
    from ebel_wizard.documents.layout import pdfa

    return pdfa.lock(data, password)


def is_password(text: str) -> bool:
    """Return whether a file can be locked with this: not empty, no longer than the 127 bytes that
    readers use, and nothing in it that a keyboard does not type.
    """
    from ebel_wizard.documents.layout import pdfa

    return pdfa.is_password(text)


def is_printable(text: str) -> bool:
    """Return whether every character of this text comes out on paper (for parola and şifre)."""
    from ebel_wizard.documents.layout import fonts

    return not fonts.unprintable(text)


def check_printable(case: Case) -> tuple[Problem, ...]:
    """Return what cannot be printed: letters the typeface lacks, lines without space."""
    from ebel_wizard.documents import fit

    return fit.check(case)


def worklist(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], municipality: str
) -> Document:
    """Return rows of text under a head that is repeated on every page; same list, same bytes.

    The pages are landscape when the columns do not fit upright. Raise ValueError without headings.
    """
    from ebel_wizard.documents import listing

    return listing.make(title, headings, rows, municipality)
