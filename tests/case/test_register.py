"""People and units are entered once, and every step refers to the same ones."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import register
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import (
    ADDITIONAL_UNIT,
    OFFICER,
    PAGE_AUTHORITY,
    PERSON,
    ROUTE_TEAM,
    TABLES,
    UNIT,
)
from ebel_wizard.turkish import letters

AYSE = Person("Ayşe", "Işık", "10000000146", "(0 532) 123 45 67", "Şef", "Yazı İşleri Müdürlüğü")
UMUT = Person("Umut", "Çağlar", "10000010046", "", "Memur", "Fen İşleri Müdürlüğü")
CEM = Person("Cem", "Öz", "", "", "Belediye Başkanı", "Özel Kalem Müdürlüğü")


def do(answers: Answers, change: Change | None) -> Change:
    assert change is not None
    answers.apply(change)
    return change


def people(answers: Answers) -> list[Person]:
    return [answers.person(key) for key in register.sorted_people(answers)]


@pytest.fixture
def answers() -> Answers:
    made = Answers()
    do(made, register.add_people(made, [UMUT, AYSE, CEM]))
    return made


def by_name(answers: Answers, name: str) -> str:
    return next(key for key, row in answers.rows(PERSON).items() if row["name"] == name)


def test_people_stand_in_the_order_of_the_turkish_alphabet(answers: Answers) -> None:
    do(answers, register.add_people(answers, [Person("Çiğdem", "Ak"), Person("Işıl", "Ak")]))
    do(answers, register.add_people(answers, [Person("İnci", "Ak"), Person("Şule", "Ak")]))
    assert [each.name for each in people(answers)] == [
        "Ayşe",
        "Cem",
        "Çiğdem",
        "Işıl",
        "İnci",
        "Şule",
        "Umut",
    ]


def test_who_is_added_as_an_officer_is_on_the_register(answers: Answers) -> None:
    do(answers, register.add_officers(answers, [Person("Deniz", "Er")]))
    assert "Deniz" in [each.name for each in people(answers)]


def test_officers_are_chosen_from_the_register_once(answers: Answers) -> None:
    chosen = [by_name(answers, "Ayşe"), by_name(answers, "Umut")]
    do(answers, register.choose_officers(answers, chosen))
    assert answers.officer_ids() == chosen
    assert answers.case().officers == (AYSE, UMUT)
    assert register.choose_officers(answers, chosen) is None


def test_who_leaves_the_register_leaves_every_list(answers: Answers) -> None:
    ayse = by_name(answers, "Ayşe")
    before = {table: dict(answers.rows(table)) for table in TABLES}
    done = [
        register.choose_officers(answers, [ayse]),
        answers.set_part(PAGE_AUTHORITY, [ayse], "approved", "01.12.2026"),
        answers.set_part(ROUTE_TEAM, [ayse], "username", "ayse.isik"),
        answers.add(ADDITIONAL_UNIT, [{"person_id": ayse, "unit": "Fen"}], "Ek birim"),
    ]
    for each in done:
        do(answers, each)
    assert set(answers.duties_of(ayse)) == {OFFICER, PAGE_AUTHORITY, ROUTE_TEAM, ADDITIONAL_UNIT}
    removed = do(answers, register.remove_people(answers, [ayse]))
    assert answers.duties_of(ayse) == ()
    assert [each.name for each in people(answers)] == ["Cem", "Umut"]
    for each in (removed, *reversed(done)):
        assert each is not None
        do(answers, each.inverse())
    assert {table: dict(answers.rows(table)) for table in TABLES} == before


# Import


def test_reading_a_list_again_adds_nobody_twice(answers: Answers) -> None:
    again = register.merge(answers, [AYSE, UMUT, CEM])
    assert (again.change, again.added, again.altered, again.same) == (None, 0, 0, 3)


def test_a_known_tckn_brings_the_person_up_to_date(answers: Answers) -> None:
    moved = replace(AYSE, surname="Işık Demir", unit="Fen İşleri Müdürlüğü", mobile="")
    merged = register.merge(answers, [moved, Person("Deniz", "Er", "10000010732")])
    assert (merged.added, merged.altered, merged.same) == (1, 1, 0)
    do(answers, merged.change)
    assert answers.person(by_name(answers, "Ayşe")) == replace(moved, mobile=AYSE.mobile)


def test_a_known_tckn_with_another_name_replaces_nobody_unless_told(answers: Answers) -> None:
    fatma = replace(AYSE, name="Fatma", surname="Kaya", title="Şef")
    merged = register.merge(answers, [CEM, fatma])
    ayse = by_name(answers, "Ayşe")
    assert merged.conflicts == (register.Conflict(1, ayse, "Ayşe Işık"),)
    assert (merged.change, merged.same, merged.ids[1]) == (None, 1, "")
    told = register.merge(answers, [CEM, fatma], {1})
    assert (told.altered, told.ids[1], told.conflicts) == (1, ayse, ())
    do(answers, told.change)
    assert answers.person(ayse) == fatma


def test_a_shorter_name_is_another_and_other_capitals_are_not(answers: Answers) -> None:
    assert not register.merge(answers, [replace(AYSE, name="AYŞE", surname="IŞIK")]).conflicts
    assert register.merge(answers, [replace(AYSE, surname="")]).conflicts == ()
    do(answers, register.merge(answers, [replace(AYSE, name="Ayşe Nur")]).change)
    assert register.merge(answers, [AYSE]).conflicts[0].name == "Ayşe Nur Işık"


def test_two_rows_of_a_list_with_one_tckn_and_two_names_are_a_conflict() -> None:
    rows = [Person("Ali", "Öz", "10000000146"), Person("Can", "Ak", "10000000146")]
    merged = register.merge(Answers(), rows)
    assert (merged.added, [each.name for each in merged.conflicts]) == (1, ["Ali Öz"])


def test_a_tckn_learned_later_is_added_to_the_person(answers: Answers) -> None:
    merged = register.merge(answers, [replace(CEM, tckn="10000011418")])
    assert (merged.added, merged.altered) == (0, 1)


def test_two_people_of_one_name_stay_two(answers: Answers) -> None:
    namesake = replace(AYSE, tckn="10000012194")
    merged = register.merge(answers, [namesake])
    assert merged.added == 1
    do(answers, merged.change)
    assert register.merge(answers, [AYSE, namesake]).change is None


def test_two_nameless_people_without_numbers_are_not_one(answers: Answers) -> None:
    nobody = Person(title="Memur", unit="Fen İşleri Müdürlüğü")
    assert register.merge(answers, [nobody, nobody]).added == 2


def test_two_rows_of_a_list_without_numbers_are_two_people_and_stay_two() -> None:
    answers = Answers()
    namesakes = [Person("Ali", "Öz", "", f"(0 532) 123 45 6{n}", unit="Zabıta") for n in range(3)]
    do(answers, register.merge(answers, namesakes).change)
    assert len(answers.rows(PERSON)) == 3
    again = register.merge(answers, namesakes[::-1])
    assert (again.change, again.same) == (None, 3)
    known = register.merge(answers, [replace(namesakes[1], tckn="10000010732"), *namesakes[::2]])
    assert (known.added, known.altered, known.same) == (0, 1, 2)


def test_who_is_known_by_number_is_not_taken_for_a_namesake(answers: Answers) -> None:
    merged = register.merge(answers, [replace(AYSE, tckn="", mobile="(0 533) 000 00 01"), AYSE])
    assert (merged.added, merged.altered, merged.same) == (1, 0, 1)


NAMES = st.sampled_from(["Ali", "Ayşe", "ALİ", "ayşe "])
TCKNS = st.sampled_from(["", "10000000146", "10000010046", "10000010732"])
PEOPLE = st.lists(st.builds(Person, NAMES, NAMES, TCKNS, unit=NAMES), max_size=12)


@given(PEOPLE, PEOPLE)
def test_a_list_read_twice_changes_nothing(first: list[Person], second: list[Person]) -> None:
    answers = Answers()
    for people_read in (first, second, second):
        merged = register.merge(answers, people_read)
        told = merged.added + merged.altered + merged.same + len(merged.conflicts)
        assert told == len(people_read)
        if merged.change is not None:
            answers.apply(merged.change)
    numbers = [str(row["tckn"]) for row in answers.rows(PERSON).values() if row["tckn"]]
    assert len(numbers) == len(set(numbers)), "a TCKN stands on the register once"


# Units and duties


def test_units_are_those_of_the_list_and_of_the_people_each_once(answers: Answers) -> None:
    do(answers, answers.add(UNIT, [{"name": "Çevre Koruma Müdürlüğü"}], "Birim"))
    do(answers, answers.add(UNIT, [{"name": "FEN İŞLERİ MÜDÜRLÜĞÜ"}], "Birim"))
    assert register.unit_names(answers) == [
        "Çevre Koruma Müdürlüğü",
        "FEN İŞLERİ MÜDÜRLÜĞÜ",
        "Özel Kalem Müdürlüğü",
        "Yazı İşleri Müdürlüğü",
    ]
    do(answers, register.add_missing_units(answers))
    assert len(answers.rows(UNIT)) == 4
    assert register.add_missing_units(answers) is None


def test_only_the_units_of_an_import_are_added_with_it(answers: Answers) -> None:
    do(answers, answers.add(UNIT, [{"name": "Fen İşleri Müdürlüğü"}], "Birim"))
    names = ["FEN İŞLERİ MÜDÜRLÜĞÜ", "Zabıta Müdürlüğü", "zabıta  müdürlüğü", ""]
    do(answers, register.add_missing_units(answers, names))
    assert [row["name"] for row in answers.rows(UNIT).values()] == [
        "Fen İşleri Müdürlüğü",
        "zabıta müdürlüğü",
    ]


def test_own_units_are_offered_before_the_usual_ones_and_none_twice(answers: Answers) -> None:
    offered = register.offered_units(answers)
    assert offered[:3] == register.unit_names(answers)
    assert "Zabıta Müdürlüğü" in offered
    assert len({register.same_unit(name) for name in offered}) == len(offered)


def test_the_usual_units_are_written_as_in_a_letter() -> None:
    for name in register.usual_units():
        assert name == letters.clean(name)
        assert name == letters.title(name)


def test_a_units_people_are_counted_however_its_name_is_written(answers: Answers) -> None:
    do(
        answers,
        register.add_people(answers, [replace(CEM, unit="FEN İŞLERİ  MÜDÜRLÜĞÜ"), Person()]),
    )
    sizes = register.unit_sizes(answers)
    assert (sizes("Fen İşleri Müdürlüğü"), sizes("Zabıta Müdürlüğü"), sizes("")) == (2, 0, 0)


def test_a_new_name_reaches_everyone_who_had_the_old_one(answers: Answers) -> None:
    row = {"person_id": by_name(answers, "Cem"), "unit": "fen işleri müdürlüğü"}
    do(answers, answers.add(ADDITIONAL_UNIT, [row], "Ek birim"))
    do(answers, register.add_people(answers, [Person("Birimsiz")]))
    do(answers, register.rename_unit(answers, "Fen İşleri Müdürlüğü", "Teknik İşler Müdürlüğü"))
    assert answers.person(by_name(answers, "Umut")).unit == "Teknik İşler Müdürlüğü"
    assert answers.person(by_name(answers, "Ayşe")).unit == AYSE.unit
    assert [row["unit"] for row in answers.rows(ADDITIONAL_UNIT).values()] == [
        "Teknik İşler Müdürlüğü"
    ]
    assert register.rename_unit(answers, " ", "Teknik İşler Müdürlüğü") is None


def test_a_merge_gives_the_id_of_each_listed_person(answers: Answers) -> None:
    new = Person("Yeni", "Kişi", "10000010732")
    merged = register.merge(answers, [new, AYSE, new])
    do(answers, merged.change)
    assert merged.ids == (
        by_name(answers, "Yeni"),
        by_name(answers, "Ayşe"),
        by_name(answers, "Yeni"),
    )


@pytest.mark.parametrize(
    "title",
    [
        "Belediye Başkanı",
        "BELEDİYE BAŞKANI",
        "Başkan",
        "Başkan Yardımcısı",
        "Belediye Başkan Yrd.",
        "Genel Sekreter Yrd.",
        "Genel Müdür V.",
        "Örnekköy Belediye Başkanı",
    ],
)
def test_the_titles_of_the_guide_are_top_managers(title: str) -> None:
    assert register.is_top_manager(title)


@pytest.mark.parametrize("title", ["", "Şef", "Yazı İşleri Müdürü", "Başkanlık Sekreteri", "V."])
def test_other_titles_are_not(title: str) -> None:
    assert not register.is_top_manager(title)


def test_top_managers_are_found_on_the_register(answers: Answers) -> None:
    assert register.top_managers(answers) == [by_name(answers, "Cem")]


def test_many_are_approved_at_once_and_one_undo_takes_it_back(answers: Answers) -> None:
    ids = register.sorted_people(answers)
    change = do(answers, answers.set_part(PAGE_AUTHORITY, ids, "approved", "01.12.2026"))
    assert register.approved(answers) == set(ids)
    do(answers, change.inverse())
    assert register.approved(answers) == set()


def test_what_was_entered_is_counted(answers: Answers) -> None:
    ids = register.sorted_people(answers)
    do(answers, answers.set_part(PAGE_AUTHORITY, ids, "pages", "Evrak"))
    do(answers, answers.set_part(PAGE_AUTHORITY, ids[:2], "entered", "02.12.2026"))
    assert register.entered(answers, PAGE_AUTHORITY) == 2


def test_several_changes_become_one(answers: Answers) -> None:
    makers: list[Callable[[Answers], Change | None]] = [
        lambda answers: answers.add(UNIT, [{"name": "Fen İşleri"}], "Birim"),
        lambda answers: register.add_people(answers, [Person("Deniz", "Er")]),
    ]
    before = {table: dict(answers.rows(table)) for table in TABLES}
    one = do(answers, register.change_all("İkisi", [make(answers) for make in makers]))
    do(answers, one.inverse())
    assert {table: dict(answers.rows(table)) for table in TABLES} == before
    assert register.change_all("Hiçbiri", [None]) is None


@pytest.mark.parametrize(
    ("now", "more", "both"),
    [
        ("", "Gelen evrak, Giden evrak", "Gelen evrak, Giden evrak"),
        ("Evrak arama , GELEN EVRAK", "gelen evrak,Rapor", "Evrak arama, GELEN EVRAK, Rapor"),
        ("Işık,,  , ışık", "", "Işık"),
        ("", " , ", ""),
    ],
)
def test_pages_given_to_somebody_are_added_once(now: str, more: str, both: str) -> None:
    assert register.joined_pages(now, more) == both


@given(st.text("aI ıİ,", max_size=12), st.text("aI ıİ,", max_size=12))
def test_giving_the_same_pages_again_changes_nothing(now: str, more: str) -> None:
    both = register.joined_pages(now, more)
    assert register.joined_pages(both, more) == register.joined_pages(both, now) == both


def test_who_leaves_the_team_leaves_the_register_only_if_nothing_was_entered(
    answers: Answers,
) -> None:
    do(answers, register.add_to_team(answers))
    (nobody,) = answers.rows(ROUTE_TEAM)
    cem = by_name(answers, "Cem")
    do(answers, answers.put(ROUTE_TEAM, {cem: TABLES[ROUTE_TEAM].blank()}, "Takım"))
    gone = do(answers, register.remove_from_team(answers, [nobody, cem]))
    assert cem in answers.rows(PERSON)
    assert nobody not in answers.rows(PERSON)
    do(answers, gone.inverse())
    assert set(answers.rows(ROUTE_TEAM)) == {nobody, cem}
    assert answers.person(nobody) == Person()
