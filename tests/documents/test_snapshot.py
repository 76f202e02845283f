"""A snapshot: the logo is read when it is needed, and a lost one is a problem of its own."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image

from ebel_wizard.case import fields
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Severity
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.untrusted import UnreadableError

TODAY = date(2026, 11, 23)


def png(_: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (90, 90), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def no_picture(_: str) -> bytes:
    return b"resim degil"


def lost(_: str) -> bytes:
    raise UnreadableError("Dosya yok.")


def test_the_kept_logo_is_ready_to_be_printed(example: Case) -> None:
    snapshot = Snapshot(example, "digest", "1", png, TODAY)
    picture = snapshot.picture()
    assert picture is not None
    assert picture.width == 90
    assert snapshot.errors() == ()


def test_without_a_logo_nothing_is_read(example: Case) -> None:
    snapshot = Snapshot(example, "", "", lost, TODAY)
    assert snapshot.picture() is None
    assert snapshot.errors() == ()


@pytest.mark.parametrize("read_file", [lost, no_picture])
def test_a_logo_that_cannot_be_had_stops_the_documents(
    example: Case, read_file: Callable[[str], bytes]
) -> None:
    snapshot = Snapshot(example, "digest", "1", read_file, TODAY)
    assert snapshot.picture() is None
    assert [problem.field for problem in snapshot.errors()] == [fields.LOGO.path]


def test_what_is_wrong_with_envelopes_alone_stops_nothing(altered: Callable[..., Case]) -> None:
    case = altered({"letter.addressee.address": "Uzun Sokak Adı " * 30})
    snapshot = Snapshot(case, "", "", lost, TODAY)
    (problem,) = snapshot.check()
    assert (problem.field, problem.severity) == ("letter.addressee.address", Severity.WARNING)
    assert snapshot.errors() == ()
