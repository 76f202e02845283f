"""The lists and numbers of the later steps are checked, and never block the letter."""

from datetime import date

import pytest

from ebel_wizard.case import fields, row_rules, rules
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.rules import Severity
from ebel_wizard.case.tables import LOGIN_PROBLEM, PERSON, TABLES, UNIT
from ebel_wizard.turkish import identifiers

RIGHT = {
    "numbers.incoming": "1.452",
    "numbers.incoming_again": "1452",
    "numbers.outgoing": "2318",
    "numbers.outgoing_again": "2.318",
}


def number_problems(**wrong: str) -> list[tuple[str, str]]:
    said = {**RIGHT, **{path.replace("__", "."): text for path, text in wrong.items()}}
    found = row_rules.check_numbers(lambda path: said[path])
    assert all(each.severity is Severity.ERROR for each in found)
    return [(each.field, each.text) for each in found]


def test_two_equal_numbers_however_written_are_right() -> None:
    assert number_problems() == []


def test_a_number_typed_differently_the_second_time_is_a_problem() -> None:
    assert number_problems(numbers__incoming_again="1.425") == [
        (
            "numbers.incoming_again",
            "“Gelen evrakın son kayıt numarası” iki yazılışta farklı; defterden yeniden bakın.",
        )
    ]


def test_a_number_must_be_typed_twice() -> None:
    ((field, text),) = number_problems(numbers__outgoing_again="")
    assert field == "numbers.outgoing_again"
    assert "bir kez daha" in text


def test_both_numbers_are_needed() -> None:
    found = number_problems(**{path.replace(".", "__"): "" for path in RIGHT})
    assert [field for field, _ in found] == ["numbers.incoming", "numbers.outgoing"]


@pytest.mark.parametrize("text", ["bin", "1.45", "2026/147"])
def test_what_is_no_number_is_reported_once(text: str) -> None:
    ((field, said),) = number_problems(numbers__incoming=text)
    assert field == "numbers.incoming"
    assert "bir sayı değil" in said


@pytest.mark.parametrize(
    ("table", "part", "text"),
    [
        (PERSON, "tckn", "10000000147"),
        (PERSON, "mobile", "(0 312) 123 45 67"),
        (UNIT, "phone", "123"),
        (UNIT, "email", "fen işleri"),
        (UNIT, "email", "ORNEK@GMAİL.COM"),
        (PERSON, "email", "ayse@hotmail.com"),
        (LOGIN_PROBLEM, "reported", "dün"),
    ],
)
def test_a_wrong_part_of_a_row_is_reported_at_that_part(table: str, part: str, text: str) -> None:
    row = {**TABLES[table].blank(), part: text}
    assert [each.field for each in row_rules.check_row(TABLES[table].fields, row)] == [part]


def test_an_empty_row_has_no_problem() -> None:
    for spec in TABLES.values():
        assert row_rules.check_row(spec.fields, spec.blank()) == ()


def test_every_question_of_a_list_has_a_label() -> None:
    assert all(question.label for spec in TABLES.values() for question in spec.fields)
    assert fields.BY_PATH["numbers.incoming"].label in number_problems(numbers__incoming="")[0][1]


def test_each_duplicate_is_reported_and_names_another() -> None:
    rows = {
        "a": {"name": "Ayşe", "tckn": "10000000146"},
        "b": {"name": "Umut", "tckn": ""},
        "c": {"name": "Cem", "tckn": "100 000 001 46"},
        "d": {"name": "Su", "tckn": ""},
    }
    found = row_rules.duplicates(rows, "tckn", identifiers.digits, lambda other: str(other["name"]))
    assert [(each.field, each.text) for each in found] == [("a.tckn", "Cem"), ("c.tckn", "Ayşe")]


TODAY = date(2026, 12, 1)
SENT = Field("sent", "Gönderildiği gün", kind=Kind.DATE)
ANSWERED = Field("answered", "Yanıtın geldiği gün", kind=Kind.DATE)


@pytest.mark.parametrize(
    ("sent", "answered", "found"),
    [
        ("30.11.2026", "01.12.2026", []),
        ("01.12.2026", "", []),
        ("", "01.12.2026", []),
        ("02.12.2026", "", ["“Gönderildiği gün” bugünden sonra olamaz; o gün gelince yazın."]),
        ("yarın", "", [rules.not_a_date("sent", SENT.label).text]),
        ("30.11.2026", "27.11.2026", ["“Yanıtın geldiği gün” 30.11.2026 gününden önce olamaz."]),
        ("yarın", "27.11.2026", [rules.not_a_date("sent", SENT.label).text]),
    ],
)
def test_what_happened_is_not_in_the_future_and_in_its_order(
    sent: str, answered: str, found: list[str]
) -> None:
    days = [(SENT, sent), (ANSWERED, answered)]
    assert [each.text for each in row_rules.check_days(days, TODAY)] == found


def pre_check(**given: str) -> list[tuple[str, str]]:
    answers = {f"posting.{part}": text for part, text in given.items()}
    found = row_rules.check_pre_check(lambda path: answers.get(path, ""), TODAY)
    return [(each.field, each.text) for each in found]


def test_a_correction_asks_for_the_letter_to_be_printed_again_after_it() -> None:
    asked = {"checked": "23.11.2026", "answered": "26.11.2026", "verdict": "düzeltme"}
    ((field, text),) = pre_check(**asked)
    assert field == "posting.reprinted"
    assert text.startswith("Düzeltme istendi: yazıyı düzeltip yeniden yazdırın")
    ((field, text),) = pre_check(**asked, reprinted="25.11.2026")
    assert text.endswith("26.11.2026 gününden önce olamaz.")
    assert pre_check(**asked, reprinted="27.11.2026") == []
    assert pre_check(**{**asked, "verdict": "uygun"}, reprinted="25.11.2026") == []


@pytest.mark.parametrize(
    ("last", "first", "words"),
    [
        ("2.318", "2.319", ""),
        ("2.318", "", ""),
        ("", "2.319", ""),
        ("2.318", "1", "2.319 olmalıydı"),
        ("2.318", "yok", "bir sayı değil"),
    ],
)
def test_the_first_number_follows_the_last_one_reported(last: str, first: str, words: str) -> None:
    answers = {"numbers.outgoing": last, "confirmation.first_outgoing": first}
    found = [each.text for each in row_rules.check_first_number(lambda path: answers[path])]
    assert len(found) == bool(words)
    assert all(words in text for text in found)
