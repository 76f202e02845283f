"""What is typed is kept in its usual print form."""

import pytest

from ebel_wizard.case.fields import Kind
from ebel_wizard.case.model import Person
from ebel_wizard.case.normalise import normalise_answer, normalise_person


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.TEXT, "  Fen   İşleri\t", "Fen İşleri"),
        (Kind.LINES, " Bir\n İki \n", "Bir\n İki"),
        (Kind.DATE, "1.7.2026", "01.07.2026"),
        (Kind.PHONE, "05321234567", "(0 532) 123 45 67"),
        (Kind.TCKN, "100 000 001 46", "10000000146"),
        (Kind.NUMBER, "1452", "1.452"),
    ],
)
def test_a_valid_answer_gets_its_print_form(kind: Kind, typed: str, kept: str) -> None:
    assert normalise_answer(kind, typed) == kept
    assert normalise_answer(kind, kept) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [(Kind.DATE, "yarın"), (Kind.PHONE, "12"), (Kind.TCKN, "100 1"), (Kind.NUMBER, "bin")],
)
def test_what_is_not_valid_keeps_its_words(kind: Kind, typed: str) -> None:
    assert normalise_answer(kind, typed) == typed


def test_a_person_is_kept_in_print_form_part_by_part() -> None:
    typed = Person(" Ayşe ", "Işık", "100 000 001 46", "05321234567", "Şef", "Yazı  İşleri")
    kept = Person("Ayşe", "Işık", "10000000146", "(0 532) 123 45 67", "Şef", "Yazı İşleri")
    assert normalise_person(typed) == kept
