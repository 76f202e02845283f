"""Make the documents of a case."""

from collections.abc import Sequence

from ebel_wizard.case.model import Case
from ebel_wizard.documents import prepared
from ebel_wizard.documents.kind import Document, DocumentKind
from ebel_wizard.documents.layout.logo import Logo
from ebel_wizard.documents.layout.page import Info
from ebel_wizard.documents.model import Secrets
from ebel_wizard.documents.prepared import PreparedCase


def make(
    chosen: Sequence[DocumentKind],
    case: Case,
    *,
    draft: bool,
    secrets: Secrets | None,
    logo: Logo | None,
) -> tuple[Document, ...]:
    """Return those of the documents that this case has, in their order."""
    ready = prepared.prepare(case, secrets, logo)
    return tuple(
        _make(kind, ready, draft=draft, filled=secrets is not None)
        for kind in chosen
        if kind.exists(ready.case)
    )


def _make(kind: DocumentKind, ready: PreparedCase, *, draft: bool, filled: bool) -> Document:
    if kind.draw is None:
        raise ValueError(f"{kind.name} is not made from a case")
    drawing = kind.draw(ready)
    info = Info(
        drawing.title,
        ready.case.municipality.name,
        kind.degree(ready.case),
        draft,
        filled and kind.has_secrets(ready.case),
        kind.size.points,
        is_numbered=not kind.is_envelope,
    )
    return Document(kind, drawing.write(info), drawing.pages, info.secret)
