"""A cell that nobody can read makes no person: its row is refused with a sentence."""

from collections.abc import Sequence

import pytest

from ebel_wizard.people_import import people
from ebel_wizard.people_import.results import Result
from ebel_wizard.people_import.sheet import UNCOMPUTED, Cell, Sheet

HEADINGS = ["Adı", "Soyadı", "TCKN", "Cep", "Unvanı", "Birimi"]
ALI: list[Cell] = ["Ali", "Can", "10000010046", "05321234567", "Memur", "Yazı İşleri"]


def read(*rows: Sequence[Cell]) -> Result:
    sheet = Sheet("S", (tuple(HEADINGS), *map(tuple, rows)))
    return people.read_people(*people.choose_sheet([sheet]))


def with_cell(field: int, cell: Cell) -> list[Cell]:
    return [*ALI[:field], cell, *ALI[field + 1 :]]


@pytest.mark.parametrize(
    ("field", "cell", "name", "words"),
    [
        (0, "Ay?e", "name", "Adında okunamayan harf var (“Ay?e”)"),
        (1, "I?\ufffdk", "surname", "Soyadında okunamayan harf var"),
        (4, "M\ufffdd\ufffdr", "title", "Unvanında okunamayan harf var"),
        (5, "AyÅe", "unit", "Biriminde okunamayan harf var"),
        (0, "Ay5e", "name", "“5”"),
        (1, "ayse@ornek.bel.tr", "name", "“@”"),
        (0, "#AD?", "name", "hata değeri var (#AD?)"),
        (1, "#BAŞV!", "surname", "hata değeri"),
        (0, UNCOMPUTED, "name", "Excel’de açıp kaydedin"),
        (2, UNCOMPUTED, "tckn", "Excel’de açıp kaydedin"),
        (3, UNCOMPUTED, "mobile", "Excel’de açıp kaydedin"),
        (5, UNCOMPUTED, "unit", "Excel’de açıp kaydedin"),
    ],
)
def test_the_row_is_refused_with_a_sentence(field: int, cell: Cell, name: str, words: str) -> None:
    result = read(with_cell(field, cell))
    assert result.accepted == ()
    ((row, found, reason),) = ((each.row, each.field, each.reason) for each in result.rejected)
    assert (row, found) == (2, name)
    assert words in reason
    assert reason.endswith(".")


@pytest.mark.parametrize("cell", ["#AD?", "#YOK", "Err:502", "####"])
def test_an_error_value_beside_a_name_is_empty_and_said(cell: str) -> None:
    (accepted,) = read([*ALI[:3], cell, cell, cell]).accepted
    person = accepted.person
    assert (person.mobile, person.title, person.unit) == ("", "", "")
    assert [(each.field, each.original, each.corrected) for each in accepted.corrections] == [
        *(("mobile", cell, ""), ("title", cell, ""), ("unit", cell, "")),
    ]


def test_decoded_letters_are_named_as_corrections() -> None:
    (accepted,) = read(["Ay&#351;e", "IÅ\x9fÄ±k", *ALI[2:]]).accepted
    assert (accepted.person.name, accepted.person.surname) == ("Ayşe", "Işık")
    assert [(each.original, each.corrected) for each in accepted.corrections][:2] == [
        ("Ay&#351;e", "Ayşe"),
        ("IÅ\x9fÄ±k", "Işık"),
    ]


def test_capitals_without_turkish_letters_keep_an_i_that_may_be_either() -> None:
    rows = [
        ["ALI IHSAN", "DEMIR", "", "", "MUHENDIS", "IMAR MUDURLUGU"],
        ["CEM", "AKAR", "", "", "MEMUR", "MALI HIZMETLER"],
    ]
    first, second = (each.person for each in read(*rows).accepted)
    assert (first.name, first.surname) == ("ALI IHSAN", "DEMIR")
    assert (first.title, first.unit) == ("MUHENDIS", "IMAR MUDURLUGU")
    assert (second.name, second.surname, second.title) == ("Cem", "Akar", "Memur")


def test_turkish_letters_anywhere_in_the_names_say_what_an_i_is() -> None:
    rows = [["AYDIN", "AKIN", "", "", "", "ZABITA"], ["GÜL", "CAN", "", "", "", ""]]
    (first, _) = (each.person for each in read(*rows).accepted)
    assert (first.name, first.surname, first.unit) == ("Aydın", "Akın", "Zabıta")


def test_units_with_turkish_letters_do_not_say_what_an_i_in_a_name_is() -> None:
    (person,) = (each.person for each in read(["ALI", "DEMIR", *ALI[2:]]).accepted)
    assert (person.name, person.surname) == ("ALI", "DEMIR")
