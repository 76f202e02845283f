"""Every answer is asked for once, in words, and only where it applies."""

import dataclasses

import pytest

from ebel_wizard.case import fields, model, row_fields
from ebel_wizard.case.field import WARNED_OF, Field, Kind

ALL = (*fields.SINGLE, *(field for asked in row_fields.LISTS.values() for field in asked))
OFFICIAL = [field.path for field in row_fields.PARAF]


def applies(path: str, **values: str) -> bool:
    given = {key.replace("__", "."): text for key, text in values.items()}
    return fields.applies(model.build(given), path)


def test_every_answer_of_the_case_is_asked_for_exactly_once() -> None:
    asked = [field.path for field in fields.SINGLE]
    assert sorted(asked) == sorted(model.scalar_paths())


def test_every_part_of_a_row_is_asked_for() -> None:
    assert row_fields.LISTS.keys() == row_fields.ROW_NOUNS.keys() == model.LISTS.keys()
    for path, row in model.LISTS.items():
        asked = [field.path for field in row_fields.LISTS[path]]
        assert sorted(asked) == sorted(part.name for part in dataclasses.fields(row))


def test_no_two_answers_have_the_same_label() -> None:
    labels = [field.label for field in fields.SINGLE]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("field", ALL, ids=lambda field: field.path)
def test_labels_and_hints_are_calm_words(field: Field) -> None:
    assert field.label
    assert field.label == field.label.strip()
    for text in (field.label, field.hint):
        assert "!" not in text
        assert not text.endswith((".", ":"))


@pytest.mark.parametrize("field", ALL, ids=lambda field: field.path)
def test_a_choice_has_what_to_choose_from(field: Field) -> None:
    assert field.kind is not Kind.CHOICE or field.choices


def test_the_choices_are_those_of_an_answer_file() -> None:
    choices = {field.path: set(field.choices) for field in fields.SINGLE if field.choices}
    assert choices["municipality.kind"] == {"büyükşehir", "il", "ilçe", "belde"}
    assert choices["letter.medium"] == {"Z", "E", "O"}
    assert choices["letter.secrecy"] == {"apart", "together", "hizmete-özel"}
    assert choices["letter.urgency"] == {"ACELE", "GÜNLÜDÜR"}
    assert choices["letter.signatory.capacity"] == {"asaleten", "vekâleten", "yetki devri"}


def test_a_new_case_starts_from_choices_that_exist() -> None:
    for path, value in model.DEFAULTS.items():
        choices = fields.BY_PATH[path].choices
        assert choices
        assert value in choices


def test_only_what_a_letter_can_do_without_is_optional() -> None:
    assert {field.path for field in fields.SINGLE if not field.required} == {
        *("municipality.unit", "municipality.unit_detsis"),
        "municipality.contact.fax",
        "municipality.contact.web",
        "letter.record_number",
        "letter.date",
        "letter.addressee.unit",
        "letter.addressee.address",
        "kep.address",
        "kep.letter.record_number",
        "kep.letter.date",
        "letter.urgency",
        "letter.text.request.subject",
        "letter.text.request.body",
        "letter.text.kep.subject",
        "letter.text.kep.body",
        *(
            f"letter.second_signatory.{part}"
            for part in ("name", "surname", "title", "capacity", "own_title")
        ),
        *("olur.number", "olur.date"),
        *(f"olur.{who}.{part}" for who in ("proposer", "approver") for part in OFFICIAL),
    }


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("büyükşehir", False), ("il", False), ("ilçe", True), ("belde", True), ("", True)],
)
def test_the_district_is_asked_of_a_municipality_that_has_one(kind: str, asked: bool) -> None:
    assert applies("municipality.district", municipality__kind=kind) is asked


@pytest.mark.parametrize(
    ("capacity", "asked"), [("asaleten", False), ("vekâleten", False), ("yetki devri", True)]
)
def test_the_own_title_is_asked_of_who_signs_for_an_office(capacity: str, asked: bool) -> None:
    assert applies("letter.signatory.own_title", letter__signatory__capacity=capacity) is asked


@pytest.mark.parametrize(
    ("secrecy", "asked"), [("apart", True), ("together", False), ("hizmete-özel", False)]
)
def test_the_kep_letter_is_asked_about_where_there_is_one(secrecy: str, asked: bool) -> None:
    for path in ("kep.letter.record_number", "kep.letter.date", "letter.text.kep.body"):
        assert applies(path, letter__secrecy=secrecy) is asked


@pytest.mark.parametrize(("urgency", "asked"), [("", False), ("ACELE", False), ("GÜNLÜDÜR", True)])
def test_the_day_of_an_urgent_letter_is_asked_where_there_is_one(urgency: str, asked: bool) -> None:
    assert applies("letter.due_date", letter__urgency=urgency) is asked


def test_an_answer_is_kept_as_clean_lines_only_where_lines_are_asked_for() -> None:
    typed = " Bir\tparagraf. \r\n\n  İkinci\u00a0paragraf."
    assert fields.cleaned("letter.text.request.body", typed) == "Bir paragraf.\nİkinci paragraf."
    assert fields.cleaned("municipality.unit", typed) == "Bir paragraf. İkinci paragraf."


DEPENDS = {
    "letter.due_date",
    "letter.text.kep.subject",
    "letter.text.kep.body",
    "municipality.district",
    "letter.signatory.own_title",
    "letter.second_signatory.own_title",
    "kep.letter.record_number",
    "kep.letter.date",
}


def test_everything_else_is_always_asked() -> None:
    for path in model.scalar_paths():
        assert path in DEPENDS or applies(path)


@pytest.mark.parametrize("field", fields.SINGLE, ids=lambda field: field.path)
def test_what_every_case_has_to_answer_is_required_and_always_asked(field: Field) -> None:
    can_be_left = field.path in (*DEPENDS, *WARNED_OF)
    assert field.indispensable is (field.required and not can_be_left)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, ""),
        ({"help": "5 rakam"}, "5 rakam"),
        ({"example": "58000"}, "Örnek: 58000"),
        ({"help": "5 rakam", "example": "58000"}, "5 rakam; örnek: 58000"),
    ],
)
def test_the_hint_is_made_of_help_and_example(given: dict[str, str], shown: str) -> None:
    assert Field("postcode", "Posta kodu", **given).hint == shown  # type: ignore[arg-type]


def test_every_answer_and_list_has_its_place_on_the_pages() -> None:
    last = fields.rank("nobody.ranked.this")
    places = [fields.rank(path) for path in (*model.scalar_paths(), *model.LISTS)]
    assert len(set(places)) == len(places)
    assert max(places) < last
    assert fields.rank("officers[2].tckn") == fields.rank("officers")
