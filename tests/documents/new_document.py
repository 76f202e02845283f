"""A document that the program does not have, described in one place."""

from collections.abc import Callable
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case.model import APART
from ebel_wizard.documents import Document, kinds
from ebel_wizard.documents.kind import C5, DocumentKind, Group
from ebel_wizard.documents.layout import page
from ebel_wizard.documents.prepared import Drawing, PreparedCase


def _draw(prepared: PreparedCase) -> Drawing:
    return prepared.draw("Yeni Belge", [[page.Text(50, 200, prepared.case.municipality.name)]])


NEW = DocumentKind(
    "yeni-belge.pdf",
    "Yeni belge",
    Group.MINISTRY,
    _draw,
    exists=lambda case: case.letter.secrecy == APART,
    size=C5,
)


def add(patch: pytest.MonkeyPatch) -> None:
    """Describe the new document: this is all that it takes."""
    patch.setattr(kinds, "ALL", (*kinds.ALL, NEW))


def forget_when_made(patch: pytest.MonkeyPatch) -> None:
    """Make documents by a list of one's own, in which the new one is not."""
    build: Callable[..., tuple[Document, ...]] = documents.build

    def old(*args: Any, **options: Any) -> tuple[Document, ...]:
        return tuple(each for each in build(*args, **options) if each.kind is not NEW)

    patch.setattr(documents, "build", old)


def forget_the_name(patch: pytest.MonkeyPatch) -> None:
    """Know files by a list of one's own, in which the new one's name is not."""
    names = kinds.names
    patch.setattr(
        kinds, "names", lambda *groups: tuple(name for name in names(*groups) if name != NEW.name)
    )
