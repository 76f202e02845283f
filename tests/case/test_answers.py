"""Answers change in one way, and every change can be taken back."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import fields, model, register, row_fields, tables
from ebel_wizard.case.answers import LOGO, Answers, Change, Edit, File
from ebel_wizard.case.model import Official, Person, Reference
from ebel_wizard.guide.progress import Status, StepState

AYSE = Person("Ayşe", "Işık", "10000000146", "5321234567", "Şef", "Yazı İşleri")
UMUT = Person("Umut", "Çağlar", "10000010046", "5321234568", "Memur", "Bilgi İşlem")
DENIZ = Person("Deniz", "Öz", "10000010732", "5321234569", "Memur", "Bilgi İşlem")


def content(answers: Answers) -> dict[str, dict[str, Any]]:
    return {table: dict(answers.rows(table)) for table in tables.TABLES}


def do(answers: Answers, change: Change | None) -> Change:
    assert change is not None
    answers.apply(change)
    return change


def names(answers: Answers) -> list[str]:
    return [answers.person(key).name for key in answers.officer_ids()]


@pytest.fixture
def three() -> Answers:
    answers = Answers()
    do(answers, register.add_officers(answers, [AYSE, UMUT, DENIZ]))
    return answers


def test_the_registers_of_the_case_follow_their_rows(three: Answers) -> None:
    """A user is somebody on the register with a duty; who needs a certificate is listed by ID."""
    first, second, _ = three.officer_ids()
    do(three, three.set_part(tables.PAGE_AUTHORITY, [first], "duty", " Evrak kayıt "))
    do(three, three.set_part(tables.CERTIFICATE, [second], "ordered", "01.12.2026"))
    do(three, three.set_part(tables.PERSON, [second], "registry", "4521"))
    do(three, three.add(tables.UNIT, [{"name": "Yazı İşleri", "detsis": "12345678"}]))
    case = three.case()
    assert [(each.name, each.duty) for each in case.users] == [
        ("Ayşe", "Evrak kayıt"),
        ("Umut", ""),
        ("Deniz", ""),
    ]
    assert case.certificates == (
        model.Certificate("4521", "Umut", "Çağlar", "10000010046", "", "5321234568"),
    )
    assert case.units == (model.Unit("Yazı İşleri", detsis="12345678"),)
    change = do(three, three.set_part(tables.PERSON, [second], "email", "umut@ornekkoy.bel.tr"))
    assert three.case().certificates[0].email == "umut@ornekkoy.bel.tr"
    assert three.case().users[1].email == "umut@ornekkoy.bel.tr"
    do(three, change.inverse())
    do(three, three.remove(tables.PAGE_AUTHORITY, [first]))
    assert three.case().users[0].duty == ""
    do(three, register.remove_people(three, [second]))
    assert three.case().certificates == ()
    assert [each.name for each in three.case().users] == ["Ayşe", "Deniz"]


def test_the_lists_of_the_case_stand_in_their_order() -> None:
    answers = Answers()
    for path, table in tables.TABLES_OF_LISTS.items():
        part = row_fields.LISTS[path][0].path
        for text in ("Bir", " İki "):
            do(answers, answers.add(table, [{part: text}]))
        do(answers, answers.move(table, answers.row_ids(table)[1], -1))
        assert [getattr(row, part) for row in model.rows(answers.case(), path)] == ["İki", "Bir"]


# Single answers


def test_new_answers_start_from_the_defaults() -> None:
    answers = Answers()
    for path in model.scalar_paths():
        assert answers.answer(path) == model.DEFAULTS.get(path, "")
    assert answers.case() == model.build(model.DEFAULTS)


@pytest.mark.parametrize("path", list(model.scalar_paths()))
def test_every_single_answer_can_be_set_and_taken_back(path: str) -> None:
    answers = Answers()
    change = do(answers, answers.set_answer(path, "yeni"))
    assert answers.answer(path) == "yeni"
    assert model.value(answers.case(), path) == "yeni"
    assert change.label == fields.BY_PATH[path].label
    do(answers, change.inverse())
    assert content(answers) == content(Answers())


def test_saying_the_same_again_is_no_change() -> None:
    answers = Answers()
    assert answers.set_answer("municipality.name", "") is None
    assert answers.set_answer("letter.secrecy", "apart") is None
    do(answers, answers.set_answer("municipality.name", "Örnekköy"))
    assert answers.set_answer("municipality.name", "Örnekköy") is None


def test_an_answer_can_be_emptied_though_it_starts_with_something() -> None:
    answers = Answers()
    do(answers, answers.set_answer("letter.secrecy", ""))
    assert answers.answer("letter.secrecy") == ""


def test_the_medium_follows_from_the_answer_about_the_ebys_and_goes_with_it() -> None:
    answers = Answers()
    first = do(answers, answers.set_ebys("hayır"))
    assert answers.case().letter.medium == "Z"
    do(answers, answers.set_ebys("çalışmıyor"))
    assert answers.case().letter.medium == "O"
    do(answers, answers.set_answer("letter.medium", "Z"))
    change = do(answers, answers.set_ebys("evet"))
    assert answers.case().letter.medium == "E"
    assert answers.set_ebys("evet") is None
    do(answers, change.inverse())
    assert (answers.answer("ebys.use"), answers.answer("letter.medium")) == ("çalışmıyor", "Z")
    assert first.label == "Belediyeniz bugün EBYS kullanıyor mu?"


def test_what_an_earlier_version_sent_is_known_until_it_is_sent_again() -> None:
    sent = {"status": "waiting", "sent": "02.11.2026", "answered": "", "note": ""}
    answers = Answers(
        {
            "answer": {"earlier_version.talep-yazisi": {"value": "02.11.2026"}},
            "step": {"talep-yazisi": sent},
        }
    )
    assert answers.is_of_earlier_version("talep-yazisi")
    assert not answers.is_of_earlier_version("birimler")
    again = dataclasses.replace(answers.state("talep-yazisi"), sent="05.12.2026")
    do(answers, answers.set_state("talep-yazisi", again, "Gün"))
    assert not answers.is_of_earlier_version("talep-yazisi")
    assert not Answers().is_of_earlier_version("talep-yazisi")


def test_an_unknown_answer_is_refused() -> None:
    with pytest.raises(KeyError):
        Answers().set_answer("municipality.mayor", "Ayşe")


def test_a_change_alters_nothing_until_it_is_carried_out(three: Answers) -> None:
    before = content(three)
    first = three.officer_ids()[0]
    three.set_answer("municipality.name", "Örnekköy")
    three.set_part(tables.PERSON, [first], "name", "Ayşegül")
    register.add_officers(three, [AYSE])
    register.remove_officers(three, [first])
    three.move(tables.OFFICER, first, 1)
    three.add(tables.REFERENCE, [{}])
    three.set_state("detsis", StepState(Status.DONE, done=frozenset({"a"})), "Durum")
    assert content(three) == before


def test_typed_text_is_kept_and_only_the_case_is_cleaned(three: Answers) -> None:
    first = three.officer_ids()[0]
    do(three, three.set_answer("municipality.name", " Örnekköy\n  Belediyesi "))
    do(three, three.set_part(tables.PERSON, [first], "name", "Ayşe\u00a0 Nur "))
    assert three.answer("municipality.name") == " Örnekköy\n  Belediyesi "
    case = three.case()
    assert case.municipality.name == "Örnekköy Belediyesi"
    assert case.officers[0].name == "Ayşe Nur"


# People


def test_people_are_added_at_the_end_as_typed(three: Answers) -> None:
    assert three.case().officers == (AYSE, UMUT, DENIZ)
    do(three, register.add_officers(three, [UMUT]))
    assert names(three) == ["Ayşe", "Umut", "Deniz", "Umut"]
    assert len(set(three.officer_ids())) == 4


@pytest.mark.parametrize("part", ["name", "surname", "tckn", "mobile", "title", "unit"])
def test_every_part_of_a_person_can_be_set(three: Answers, part: str) -> None:
    first = three.officer_ids()[0]
    do(three, three.set_part(tables.PERSON, [first], part, "yeni"))
    assert getattr(three.person(first), part) == "yeni"
    assert three.set_part(tables.PERSON, [first], part, "yeni") is None
    assert three.case().officers[1:] == (UMUT, DENIZ)


def test_people_are_removed_and_come_back_at_their_place(three: Answers) -> None:
    before = content(three)
    ids = three.officer_ids()
    change = do(three, register.remove_officers(three, ids[:2]))
    assert names(three) == ["Deniz"]
    assert set(three.rows(tables.PERSON)) == set(ids), "they stay on the register"
    do(three, change.inverse())
    assert content(three) == before
    assert names(three) == ["Ayşe", "Umut", "Deniz"]


def test_an_officer_row_in_which_nobody_was_entered_goes_for_good(three: Answers) -> None:
    do(three, register.add_officers(three, [Person()]))
    ids = three.officer_ids()
    change = do(three, register.remove_officers(three, ids[3:]))
    assert set(three.rows(tables.PERSON)) == set(ids[:3])
    do(three, change.inverse())
    assert three.officer_ids() == ids


def test_a_person_moves_one_place_at_a_time(three: Answers) -> None:
    first = three.officer_ids()[0]
    change = do(three, three.move(tables.OFFICER, first, 1))
    assert names(three) == ["Umut", "Ayşe", "Deniz"]
    do(three, three.move(tables.OFFICER, first, 1))
    assert names(three) == ["Umut", "Deniz", "Ayşe"]
    do(three, three.move(tables.OFFICER, first, -1))
    do(three, change.inverse())
    assert names(three) == ["Ayşe", "Umut", "Deniz"]


def test_nobody_moves_past_the_ends(three: Answers) -> None:
    ids = three.officer_ids()
    assert three.move(tables.OFFICER, ids[0], -1) is None
    assert three.move(tables.OFFICER, ids[-1], 1) is None


def test_who_is_added_after_a_removal_still_comes_last(three: Answers) -> None:
    do(three, register.remove_officers(three, three.officer_ids()[:1]))
    do(three, register.add_officers(three, [AYSE]))
    assert names(three) == ["Umut", "Deniz", "Ayşe"]


# References


def test_references_are_added_filled_in_and_removed() -> None:
    answers = Answers()
    for _ in range(2):
        assert do(answers, answers.add(tables.REFERENCE, [{}])).label == "İlgi eklendi"
    first, second = answers.row_ids(tables.REFERENCE)
    do(answers, answers.set_part(tables.REFERENCE, [second], "date", "03.05.2026"))
    do(answers, answers.set_part(tables.REFERENCE, [second], "number", "41"))
    assert answers.set_part(tables.REFERENCE, [second], "number", "41") is None
    assert answers.case().letter.references == (Reference(), Reference("03.05.2026", "41"))
    change = do(answers, answers.remove(tables.REFERENCE, [first]))
    assert change.label == "İlgi çıkarıldı"
    assert answers.row_ids(tables.REFERENCE) == [second]
    do(answers, change.inverse())
    assert answers.row_ids(tables.REFERENCE) == [first, second]


# Paraf


def test_who_initials_is_added_filled_in_moved_and_removed() -> None:
    answers = Answers()
    for surname in ("Işık", "Çağlar"):
        do(answers, answers.add(tables.PARAF, [{}]))
        key = answers.row_ids(tables.PARAF)[-1]
        do(answers, answers.set_part(tables.PARAF, [key], "title", " Şef "))
        do(answers, answers.set_part(tables.PARAF, [key], "surname", surname))
    lowest = Official("Şef", "", "Işık")
    assert answers.case().letter.paraf == (lowest, Official("Şef", "", "Çağlar"))
    first, second = answers.row_ids(tables.PARAF)
    assert answers.move(tables.PARAF, first, -1) is None
    change = do(answers, answers.move(tables.PARAF, first, 1))
    assert answers.row_ids(tables.PARAF) == [second, first]
    assert answers.case().letter.paraf[1] == lowest
    do(answers, change.inverse())
    change = do(answers, answers.remove(tables.PARAF, [first]))
    assert change.label == "Paraf çıkarıldı"
    assert answers.row_ids(tables.PARAF) == [second]
    do(answers, change.inverse())
    assert answers.case().letter.paraf[0] == lowest


# Files

ARMS = File(LOGO, "arma.png", "a" * 64, 4_000)
SCAN = File("talep-yazisi", "imzalı yazı.pdf", "b" * 64, 25_000_000)


def test_a_new_logo_replaces_the_one_before_and_undo_brings_that_back() -> None:
    answers = Answers()
    assert answers.logo() is None
    assert do(answers, answers.add_file(ARMS)).label == "Logo eklendi"
    newer = dataclasses.replace(ARMS, digest="c" * 64)
    change = do(answers, answers.add_file(newer))
    assert change.label == "Logo değişti"
    assert answers.logo() == newer
    assert len(answers.rows(tables.FILE)) == 1
    do(answers, change.inverse())
    assert answers.logo() == ARMS


def test_the_files_of_a_step_stand_in_their_order_and_apart_from_the_logo() -> None:
    answers = Answers()
    answer = dataclasses.replace(SCAN, name="yanıt.pdf")
    for file in (SCAN, ARMS, answer):
        do(answers, answers.add_file(file))
    ids = answers.file_ids("talep-yazisi")
    assert [answers.file(key) for key in ids] == [SCAN, answer]
    change = do(answers, answers.remove_file(ids[0]))
    assert change.label == "Dosya çıkarıldı"
    assert [answers.file(key) for key in answers.file_ids("talep-yazisi")] == [answer]
    do(answers, change.inverse())
    assert answers.file_ids("talep-yazisi") == ids
    assert do(answers, answers.remove_file(answers.file_ids(LOGO)[0])).label == "Logo çıkarıldı"
    assert answers.logo() is None


# Steps

STATES = st.builds(
    StepState,
    st.sampled_from(Status),
    st.text(max_size=6),
    st.text(max_size=6),
    st.text(max_size=6),
    st.frozensets(st.sampled_from(["a", "b", "c-d"])),
)


def test_a_step_nobody_touched_has_no_state() -> None:
    assert Answers().states() == {}
    assert Answers().state("detsis") == StepState()


@given(st.lists(st.tuples(st.sampled_from(["detsis", "detsis-2", "a"]), STATES), max_size=6))
def test_the_last_state_of_a_step_stands(states: list[tuple[str, StepState]]) -> None:
    answers = Answers()
    last: dict[str, StepState] = {}
    for step_id, state in states:
        change = answers.set_state(step_id, state, "Durum")
        assert (change is None) == (answers.state(step_id) == state)
        if change is not None:
            answers.apply(change)
        last[step_id] = state
    for step_id, state in last.items():
        assert answers.state(step_id) == state
        assert answers.states().get(step_id, StepState()) == state


def test_ticking_a_check_touches_that_check_alone() -> None:
    answers = Answers()
    do(answers, answers.set_state("a", StepState(done=frozenset({"x", "y"})), "Onay"))
    change = do(answers, answers.set_state("a", StepState(done=frozenset({"y", "z"})), "Onay"))
    assert {(edit.table, edit.key) for edit in change.edits} == {("tick", "a/x"), ("tick", "a/z")}


# Changes


def edits(count: int) -> st.SearchStrategy[list[tuple[int, str]]]:
    return st.lists(st.tuples(st.integers(0, 6), st.text(max_size=5)), max_size=count)


def random_changes(answers: Answers, choices: Sequence[tuple[int, str]]) -> list[Change]:
    """Carry out changes of all kinds and list them."""
    made: list[Change] = []
    for kind, text in choices:
        officers, references = answers.officer_ids(), answers.row_ids(tables.REFERENCE)
        change: Change | None = None
        if kind == 0:
            change = answers.set_answer("municipality.name", text)
        elif kind == 1:
            change = register.add_officers(answers, [Person(name=text)] * 2)
        elif kind == 2:
            change = answers.add(tables.REFERENCE, [{}])
        elif kind == 3:
            change = answers.set_state("a", StepState(note=text, done=frozenset(text)), "Not")
        elif kind == 4 and officers:
            change = answers.move(tables.OFFICER, officers[0], 1)
        elif kind == 5 and officers:
            change = register.remove_officers(answers, officers[:1])
        elif kind == 6 and references:
            change = answers.set_part(tables.REFERENCE, [references[-1]], "number", text)
        if change is not None:
            answers.apply(change)
            made.append(change)
    return made


@given(edits(15))
def test_changes_taken_back_in_turn_leave_what_was_there(choices: list[tuple[int, str]]) -> None:
    answers = Answers()
    for change in reversed(random_changes(answers, choices)):
        answers.apply(change.inverse())
    assert content(answers) == content(Answers())


@given(edits(10))
def test_taking_back_what_was_taken_back_does_it_again(choices: list[tuple[int, str]]) -> None:
    answers = Answers()
    made = random_changes(answers, choices)
    after = content(answers)
    for change in reversed(made):
        answers.apply(change.inverse())
    for change in made:
        answers.apply(change.inverse().inverse())
    assert content(answers) == after


@given(edits(10))
def test_changes_joined_into_one_do_the_same_and_are_undone_as_one(
    choices: list[tuple[int, str]],
) -> None:
    answers = Answers()
    made = random_changes(answers, choices)
    whole = Change("başlangıç", ())
    for change in made:
        whole = whole.followed_by(change)
    again = Answers()
    again.apply(whole)
    assert content(again) == content(answers)
    again.apply(whole.inverse())
    assert content(again) == content(Answers())
    assert whole.label == "başlangıç"


def test_an_inverse_names_what_was_taken_back() -> None:
    change = Change("Resmî ad", (Edit("answer", "municipality.name", None, {"value": "Ö"}),))
    assert change.inverse().label == "Geri alındı: Resmî ad"


def test_the_rows_that_say_something_are_known_after_each_change(three: Answers) -> None:
    ayse, umut, deniz = three.officer_ids()

    def entered() -> frozenset[str]:
        return three.filled(tables.ROUTE_TEAM, "entered")

    assert entered() == frozenset()
    change = do(three, three.set_part(tables.ROUTE_TEAM, [ayse, umut], "entered", "01.12.2026"))
    assert entered() == {ayse, umut}
    do(three, three.set_part(tables.ROUTE_TEAM, [umut], "entered", " "))
    do(three, three.set_part(tables.ROUTE_TEAM, [deniz], "entered", "02.12.2026"))
    assert entered() == {ayse, deniz}
    before = entered()
    do(three, three.set_part(tables.ROUTE_TEAM, [ayse], "username", "ayse"))
    assert entered() is before
    do(three, three.remove(tables.ROUTE_TEAM, [ayse]))
    assert entered() == {deniz}
    do(three, change)
    assert entered() == {ayse, umut, deniz}


def test_answers_made_from_rows_share_nothing_with_them() -> None:
    rows = {"answer": {"municipality.name": {"value": "Örnekköy"}}}
    answers = Answers(rows)
    do(answers, answers.set_answer("municipality.unit", "Yazı İşleri"))
    assert list(rows["answer"]) == ["municipality.name"]
    assert answers.answer("municipality.name") == "Örnekköy"
