"""Answers change in one way, and every change can be taken back."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import answers as tables
from ebel_wizard.case import fields, model
from ebel_wizard.case.answers import Book, Change, Edit, File
from ebel_wizard.case.model import Initials, Person, Reference
from ebel_wizard.guide.progress import Status, StepState

AYSE = Person("Ayşe", "Işık", "10000000146", "5321234567", "Şef", "Yazı İşleri")
UMUT = Person("Umut", "Çağlar", "10000010046", "5321234568", "Memur", "Bilgi İşlem")
DENIZ = Person("Deniz", "Öz", "10000010732", "5321234569", "Memur", "Bilgi İşlem")


def content(book: Book) -> dict[str, dict[str, Any]]:
    return {table: dict(book.rows(table)) for table in tables.TABLES}


def do(book: Book, change: Change | None) -> Change:
    assert change is not None
    book.apply(change)
    return change


def names(book: Book) -> list[str]:
    return [book.person(key).name for key in book.officer_ids()]


@pytest.fixture
def three() -> Book:
    book = Book()
    do(book, book.add_officers([AYSE, UMUT, DENIZ]))
    return book


# Single answers


def test_a_new_book_starts_from_the_defaults() -> None:
    book = Book()
    for path in model.scalar_paths():
        assert book.answer(path) == model.DEFAULTS.get(path, "")
    assert book.case() == model.build(model.DEFAULTS)


@pytest.mark.parametrize("path", list(model.scalar_paths()))
def test_every_single_answer_can_be_set_and_taken_back(path: str) -> None:
    book = Book()
    change = do(book, book.set_answer(path, "yeni"))
    assert book.answer(path) == "yeni"
    assert model.value(book.case(), path) == "yeni"
    assert change.label == fields.BY_PATH[path].label
    do(book, change.inverse())
    assert content(book) == content(Book())


def test_saying_the_same_again_is_no_change() -> None:
    book = Book()
    assert book.set_answer("municipality.name", "") is None
    assert book.set_answer("letter.medium", "Z") is None
    do(book, book.set_answer("municipality.name", "Örnekköy"))
    assert book.set_answer("municipality.name", "Örnekköy") is None


def test_an_answer_can_be_emptied_though_it_starts_with_something() -> None:
    book = Book()
    do(book, book.set_answer("letter.medium", ""))
    assert book.answer("letter.medium") == ""


def test_an_unknown_answer_is_refused() -> None:
    with pytest.raises(KeyError):
        Book().set_answer("municipality.mayor", "Ayşe")


def test_a_change_alters_nothing_until_it_is_carried_out(three: Book) -> None:
    before = content(three)
    first = three.officer_ids()[0]
    three.set_answer("municipality.name", "Örnekköy")
    three.set_person(first, "name", "Ayşegül")
    three.add_officers([AYSE])
    three.remove_officers([first])
    three.move_row(tables.OFFICER, first, 1)
    three.add_row(tables.REFERENCE)
    three.set_state("detsis", StepState(Status.DONE, done=frozenset({"a"})), "Durum")
    assert content(three) == before


def test_typed_text_is_kept_and_only_the_case_is_cleaned(three: Book) -> None:
    first = three.officer_ids()[0]
    do(three, three.set_answer("municipality.name", " Örnekköy\n  Belediyesi "))
    do(three, three.set_person(first, "name", "Ayşe\u00a0 Nur "))
    assert three.answer("municipality.name") == " Örnekköy\n  Belediyesi "
    case = three.case()
    assert case.municipality.name == "Örnekköy Belediyesi"
    assert case.officers[0].name == "Ayşe Nur"


# People


def test_people_are_added_at_the_end_as_typed(three: Book) -> None:
    assert three.case().officers == (AYSE, UMUT, DENIZ)
    do(three, three.add_officers([UMUT]))
    assert names(three) == ["Ayşe", "Umut", "Deniz", "Umut"]
    assert len(set(three.officer_ids())) == 4


@pytest.mark.parametrize("part", ["name", "surname", "tckn", "mobile", "title", "unit"])
def test_every_part_of_a_person_can_be_set(three: Book, part: str) -> None:
    first = three.officer_ids()[0]
    do(three, three.set_person(first, part, "yeni"))
    assert getattr(three.person(first), part) == "yeni"
    assert three.set_person(first, part, "yeni") is None
    assert three.case().officers[1:] == (UMUT, DENIZ)


def test_people_are_removed_and_come_back_at_their_place(three: Book) -> None:
    before = content(three)
    ids = three.officer_ids()
    change = do(three, three.remove_officers(ids[:2]))
    assert names(three) == ["Deniz"]
    assert set(three.rows(tables.PERSON)) == set(ids), "they stay on the register"
    do(three, change.inverse())
    assert content(three) == before
    assert names(three) == ["Ayşe", "Umut", "Deniz"]


def test_an_officer_row_in_which_nobody_was_entered_goes_for_good(three: Book) -> None:
    do(three, three.add_officers([Person()]))
    ids = three.officer_ids()
    change = do(three, three.remove_officers(ids[3:]))
    assert set(three.rows(tables.PERSON)) == set(ids[:3])
    do(three, change.inverse())
    assert three.officer_ids() == ids


def test_a_person_moves_one_place_at_a_time(three: Book) -> None:
    first = three.officer_ids()[0]
    change = do(three, three.move_row(tables.OFFICER, first, 1))
    assert names(three) == ["Umut", "Ayşe", "Deniz"]
    do(three, three.move_row(tables.OFFICER, first, 1))
    assert names(three) == ["Umut", "Deniz", "Ayşe"]
    do(three, three.move_row(tables.OFFICER, first, -1))
    do(three, change.inverse())
    assert names(three) == ["Ayşe", "Umut", "Deniz"]


def test_nobody_moves_past_the_ends(three: Book) -> None:
    ids = three.officer_ids()
    assert three.move_row(tables.OFFICER, ids[0], -1) is None
    assert three.move_row(tables.OFFICER, ids[-1], 1) is None


def test_who_is_added_after_a_removal_still_comes_last(three: Book) -> None:
    do(three, three.remove_officers(three.officer_ids()[:1]))
    do(three, three.add_officers([AYSE]))
    assert names(three) == ["Umut", "Deniz", "Ayşe"]


# References


def test_references_are_added_filled_in_and_removed() -> None:
    book = Book()
    for _ in range(2):
        do(book, book.add_row(tables.REFERENCE))
    first, second = book.row_ids(tables.REFERENCE)
    do(book, book.set_part(tables.REFERENCE, second, "date", "03.05.2026"))
    do(book, book.set_part(tables.REFERENCE, second, "number", "41"))
    assert book.set_part(tables.REFERENCE, second, "number", "41") is None
    assert book.case().letter.references == (Reference(), Reference("03.05.2026", "41"))
    change = do(book, book.remove_row(tables.REFERENCE, first))
    assert change.label == "İlgi çıkarıldı"
    assert book.row_ids(tables.REFERENCE) == [second]
    do(book, change.inverse())
    assert book.row_ids(tables.REFERENCE) == [first, second]


# Paraf


def test_who_initials_is_added_filled_in_moved_and_removed() -> None:
    book = Book()
    for surname in ("Işık", "Çağlar"):
        do(book, book.add_row(tables.PARAF))
        key = book.row_ids(tables.PARAF)[-1]
        do(book, book.set_part(tables.PARAF, key, "title", " Şef "))
        do(book, book.set_part(tables.PARAF, key, "surname", surname))
    lowest = Initials("Şef", "", "Işık")
    assert book.case().letter.paraf == (lowest, Initials("Şef", "", "Çağlar"))
    first, second = book.row_ids(tables.PARAF)
    assert book.move_row(tables.PARAF, first, -1) is None
    change = do(book, book.move_row(tables.PARAF, first, 1))
    assert book.row_ids(tables.PARAF) == [second, first]
    assert book.case().letter.paraf[1] == lowest
    do(book, change.inverse())
    change = do(book, book.remove_row(tables.PARAF, first))
    assert change.label == "Paraf çıkarıldı"
    assert book.row_ids(tables.PARAF) == [second]
    do(book, change.inverse())
    assert book.case().letter.paraf[0] == lowest


# Files

ARMS = File(tables.LOGO, "arma.png", "a" * 64, 4_000)
SCAN = File("talep-yazisi", "imzalı yazı.pdf", "b" * 64, 25_000_000)


def test_a_new_logo_replaces_the_one_before_and_undo_brings_that_back() -> None:
    book = Book()
    assert book.logo() is None
    assert do(book, book.add_file(ARMS)).label == "Logo eklendi"
    newer = dataclasses.replace(ARMS, digest="c" * 64)
    change = do(book, book.add_file(newer))
    assert change.label == "Logo değişti"
    assert book.logo() == newer
    assert len(book.rows(tables.FILE)) == 1
    do(book, change.inverse())
    assert book.logo() == ARMS


def test_the_files_of_a_step_stand_in_their_order_and_apart_from_the_logo() -> None:
    book = Book()
    answer = dataclasses.replace(SCAN, name="yanıt.pdf")
    for file in (SCAN, ARMS, answer):
        do(book, book.add_file(file))
    ids = book.file_ids("talep-yazisi")
    assert [book.file(key) for key in ids] == [SCAN, answer]
    change = do(book, book.remove_file(ids[0]))
    assert change.label == "Dosya çıkarıldı"
    assert [book.file(key) for key in book.file_ids("talep-yazisi")] == [answer]
    do(book, change.inverse())
    assert book.file_ids("talep-yazisi") == ids
    assert do(book, book.remove_file(book.file_ids(tables.LOGO)[0])).label == "Logo çıkarıldı"
    assert book.logo() is None


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
    assert Book().states() == {}
    assert Book().state("detsis") == StepState()


@given(st.lists(st.tuples(st.sampled_from(["detsis", "detsis-2", "a"]), STATES), max_size=6))
def test_what_was_said_last_about_a_step_stands(said: list[tuple[str, StepState]]) -> None:
    book = Book()
    last: dict[str, StepState] = {}
    for step_id, state in said:
        change = book.set_state(step_id, state, "Durum")
        assert (change is None) == (book.state(step_id) == state)
        if change is not None:
            book.apply(change)
        last[step_id] = state
    for step_id, state in last.items():
        assert book.state(step_id) == state
        assert book.states().get(step_id, StepState()) == state


def test_ticking_a_check_touches_that_check_alone() -> None:
    book = Book()
    do(book, book.set_state("a", StepState(done=frozenset({"x", "y"})), "Onay"))
    change = do(book, book.set_state("a", StepState(done=frozenset({"y", "z"})), "Onay"))
    assert {(edit.table, edit.key) for edit in change.edits} == {("tick", "a/x"), ("tick", "a/z")}


# Changes


def edits(count: int) -> st.SearchStrategy[list[tuple[int, str]]]:
    return st.lists(st.tuples(st.integers(0, 6), st.text(max_size=5)), max_size=count)


def random_changes(book: Book, choices: Sequence[tuple[int, str]]) -> list[Change]:
    """Carry out changes of all kinds and list them."""
    made: list[Change] = []
    for kind, text in choices:
        officers, references = book.officer_ids(), book.row_ids(tables.REFERENCE)
        change: Change | None = None
        if kind == 0:
            change = book.set_answer("municipality.name", text)
        elif kind == 1:
            change = book.add_officers([Person(name=text)] * 2)
        elif kind == 2:
            change = book.add_row(tables.REFERENCE)
        elif kind == 3:
            change = book.set_state("a", StepState(note=text, done=frozenset(text)), "Not")
        elif kind == 4 and officers:
            change = book.move_row(tables.OFFICER, officers[0], 1)
        elif kind == 5 and officers:
            change = book.remove_officers(officers[:1])
        elif kind == 6 and references:
            change = book.set_part(tables.REFERENCE, references[-1], "number", text)
        if change is not None:
            book.apply(change)
            made.append(change)
    return made


@given(edits(15))
def test_changes_taken_back_in_turn_leave_what_was_there(choices: list[tuple[int, str]]) -> None:
    book = Book()
    for change in reversed(random_changes(book, choices)):
        book.apply(change.inverse())
    assert content(book) == content(Book())


@given(edits(10))
def test_taking_back_what_was_taken_back_does_it_again(choices: list[tuple[int, str]]) -> None:
    book = Book()
    made = random_changes(book, choices)
    after = content(book)
    for change in reversed(made):
        book.apply(change.inverse())
    for change in made:
        book.apply(change.inverse().inverse())
    assert content(book) == after


@given(edits(10))
def test_changes_made_into_one_do_the_same_and_are_taken_back_as_one(
    choices: list[tuple[int, str]],
) -> None:
    book = Book()
    made = random_changes(book, choices)
    whole = Change("başlangıç", ())
    for change in made:
        whole = whole.followed_by(change)
    again = Book()
    again.apply(whole)
    assert content(again) == content(book)
    again.apply(whole.inverse())
    assert content(again) == content(Book())
    assert whole.label == "başlangıç"


def test_a_change_says_what_was_taken_back() -> None:
    change = Change("Resmî ad", (Edit("answer", "municipality.name", None, {"value": "Ö"}),))
    assert change.inverse().label == "Geri alındı: Resmî ad"


def test_a_book_made_from_rows_shares_nothing_with_them() -> None:
    rows = {"answer": {"municipality.name": {"value": "Örnekköy"}}}
    book = Book(rows)
    do(book, book.set_answer("municipality.unit", "Yazı İşleri"))
    assert list(rows["answer"]) == ["municipality.name"]
    assert book.answer("municipality.name") == "Örnekköy"
