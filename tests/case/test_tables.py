"""A table's description holds together, and what is kept about people goes with them."""

from typing import Any, cast

import pytest

from ebel_wizard.case import register, row_fields, tables
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.field import Field
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import TABLES, TableSpec
from ebel_wizard.guide.loader import load_guide


def spec(name: str = "kennel", **given: Any) -> TableSpec:
    words = {"title": "Barınak", "noun": "hayvan", "in_handover": True, "found_at": None}
    return TableSpec(name=name, **{**words, **given})


def do(answers: Answers, change: Change | None) -> None:
    assert change is not None
    answers.apply(change)


@pytest.mark.parametrize(
    "given",
    [
        {"texts": ("name",), "fields": (Field("name", "Adı"),)},
        {"fields": (Field("id", "Numarası"),)},
        {"named_by": ("name",)},
        {"internal": frozenset({"name"})},
        {"found_at": "register/kennel"},
        {"person": "person_id"},
        {"page": "kennel"},
    ],
)
def test_a_description_that_contradicts_itself_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="kennel: "):
        spec(**given)


@pytest.mark.parametrize("undecided", ["title", "noun", "in_handover", "found_at"])
def test_nothing_that_has_to_be_decided_can_be_left_out(undecided: str) -> None:
    words: dict[str, Any] = {"title": "", "noun": "", "in_handover": True, "found_at": None}
    del words[undecided]
    with pytest.raises(TypeError, match=undecided):
        TableSpec(name="kennel", **words)


def test_no_two_tables_have_one_name() -> None:
    with pytest.raises(ValueError, match="kennel"):
        tables.by_name([spec(), spec(title="Köpekler")])


def test_every_list_has_its_own_title() -> None:
    titles = [each.title for each in TABLES.values()]
    assert len(set(titles)) == len(titles)


def test_the_columns_stand_in_the_order_of_the_description() -> None:
    made = spec(
        key="id",
        person="person_id",
        page="kennel",
        ordered=True,
        texts=("owner",),
        fields=(Field("name", "Adı"),),
        numbers=("legs",),
        internal=frozenset({"owner"}),
    )
    assert made.parts == ("position", "person_id", "owner", "name", "legs")
    assert made.integers == {"position", "legs"}
    assert made.shown == {"name", "legs"}
    assert made.blank() == {"name": ""}


def test_what_is_kept_about_people_is_kept_on_a_page_of_the_guide() -> None:
    pages = {page for step in load_guide().steps for page in step.pages}
    assert {each.page for each in TABLES.values() if each.person} <= pages


@pytest.mark.parametrize("key", ["id", "person_id"])
def test_what_is_kept_about_a_person_goes_with_the_person(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = spec(key=key, person="person_id", page="kennel", fields=(Field("name", "Adı"),))
    monkeypatch.setitem(cast("dict[str, TableSpec]", TABLES), made.name, made)
    answers = Answers()
    do(answers, register.add_people(answers, [Person("Ayşe"), Person("Umut")]))
    ayse, umut = answers.rows(tables.PERSON)
    rows = {ayse: {"name": "Pamuk"}, umut: {"name": "Karabaş"}}
    if key == "id":
        rows = {f"k-{person}": {**row, "person_id": person} for person, row in rows.items()}
    do(answers, answers.put(made.name, rows, "Barınak"))
    assert answers.duties_of(ayse) == (made.name,)
    do(answers, register.remove_people(answers, [ayse]))
    assert [row["name"] for row in answers.rows(made.name).values()] == ["Karabaş"]


def test_a_row_of_a_table_nobody_described_is_refused() -> None:
    with pytest.raises(KeyError):
        Answers({"kennel": {}})
    with pytest.raises(KeyError):
        Answers().put("kennel", {"k": {"name": "Pamuk"}}, "Barınak")


def test_a_row_with_its_own_id_is_not_made_by_a_part_of_it() -> None:
    for table in (tables.UNIT, tables.PERSON, tables.REFERENCE):
        with pytest.raises(KeyError):
            Answers().set_part(table, ["yok"], TABLES[table].fields[0].path, "Fen İşleri")


def test_a_row_about_somebody_is_made_by_its_first_part() -> None:
    answers = Answers()
    do(answers, answers.set_part(tables.ROUTE_TEAM, ["ayse"], "username", "ayse.isik"))
    assert answers.rows(tables.ROUTE_TEAM) == {"ayse": {"username": "ayse.isik", "entered": ""}}


def test_the_lists_of_the_letter_ask_what_their_tables_keep() -> None:
    for path, table in tables.TABLES_OF_LISTS.items():
        assert row_fields.LISTS[path] == TABLES[table].fields
    assert row_fields.LISTS["officers"] == row_fields.PERSON
    kept = {field.path for field in TABLES[tables.PERSON].fields}
    assert {
        field.path for path in ("users", "certificates") for field in row_fields.LISTS[path]
    } == {
        *(kept - {"registry"}),
        *("registry", "duty"),
    }
