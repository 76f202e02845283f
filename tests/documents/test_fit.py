# ruff: noqa: N802 - a rule's id has a capital
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case.model import Case, Person, Reference
from ebel_wizard.case.rules import Severity


def test_the_example_fits(example: Case) -> None:
    assert documents.check_printable(example) == ()


def test_an_empty_case_is_no_matter_of_fit() -> None:
    assert documents.check_printable(Case()) == ()


@pytest.mark.parametrize(
    ("letter", "named"),
    [
        ("😀", "“😀” (U+1F600)"),
        ("漢", "“漢” (U+6F22)"),
        ("ش", "“ش” (U+0634)"),
        ("ש", "“ש” (U+05E9)"),  # the typeface has it, but it would stand in the wrong order
        ("x\u0301", "U+0301"),
        ("\ue000", "U+E000"),
    ],
)
def test_P5_a_letter_that_cannot_be_printed_is_told_at_its_field(
    altered: Any, letter: str, named: str
) -> None:
    (problem,) = documents.check_printable(altered({"municipality.unit": f"Yazı {letter}"}))
    assert problem.field == "municipality.unit"
    assert problem.severity is Severity.ERROR
    assert named in problem.text
    assert "yazdırılamıyor" in problem.text


def test_letters_of_people_and_references_are_looked_at_too(altered: Any) -> None:
    case = altered(
        officers=(Person("A", "B", "1", "2", "t", "u"), Person("A", "😀", "1", "2", "t", "u")),
        references=(Reference("01.01.2026", "E-😀"),),
    )
    assert [problem.field for problem in documents.check_printable(case)] == [
        "officers[2].surname",
        "letter.references[1].number",
    ]


def test_turkish_letters_and_signs_can_all_be_printed() -> None:
    assert documents.is_printable("çğıİöşüâîûÇĞÖŞÜÂÎÛ₺“”’–…—·•°§€×½")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("municipality.name", "Uzun Ad " * 40),
        ("municipality.contact.address", "Uzun Adres " * 60),
        ("letter.contact.title", "Uzun Unvan " * 30),
        ("letter.signatory.title", "Uzun Unvan " * 30),
        ("letter.record_number", "1" * 80),
        ("kep.letter.record_number", "1" * 80),
        ("kep.address", f"{'a' * 400}@hs01.kep.tr"),
    ],
)
def test_what_has_no_room_on_the_page_is_told_at_its_field(
    altered: Any, path: str, text: str
) -> None:
    assert [problem.field for problem in documents.check_printable(altered({path: text}))] == [path]


def test_what_does_not_apply_needs_no_room(altered: Any) -> None:
    changes = {"letter.secrecy": "together", "kep.letter.record_number": "1" * 80}
    assert documents.check_printable(altered(changes)) == ()
