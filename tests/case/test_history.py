"""Whoever looks back reads whom a change was about, the value before and after, numbers covered."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ebel_wizard.case import answers as tables
from ebel_wizard.case import history, register
from ebel_wizard.case.answers import Book, Change, File
from ebel_wizard.case.history import Told
from ebel_wizard.case.model import Person
from ebel_wizard.guide.progress import Status, StepState

AYSE = Person("Ayşe", "Işık", "10000000146", "(0 500) 111 22 33", "Şef", "Yazı İşleri")
UMUT = Person("Umut", "Çağlar", "10000010046", "(0 500) 111 22 34", "Memur", "Bilgi İşlem")


@pytest.fixture
def book() -> Book:
    """Two project officers."""
    made = Book()
    made.apply(made.add_officers([AYSE, UMUT]))
    return made


def told(book: Book, change: Change | None) -> Told:
    assert change is not None

    def name_of(key: str) -> str:
        row = book.rows(tables.PERSON).get(key)
        return register.full_name(row) if row else ""

    return history.told(change, name_of)


def answered(path: str, *texts: str) -> Told:
    """The last of these answers, given one after the other."""
    book = Book()
    for text in texts[:-1]:
        made = book.set_answer(path, text)
        assert made is not None
        book.apply(made)
    return told(book, book.set_answer(path, texts[-1]))


def test_an_answer_has_its_old_and_its_new_value() -> None:
    assert answered("municipality.name", "Örnekköy") == Told("", "(boş)", "Örnekköy")
    assert answered("municipality.name", "Örnekköy", "Örnek") == Told("", "Örnekköy", "Örnek")
    assert answered("municipality.name", "Örnekköy", "") == Told("", "Örnekköy", "(boş)")


def test_a_choice_is_told_in_its_own_words() -> None:
    said = answered("letter.medium", "elektronik")
    assert said.before.startswith("Kâğıt")
    assert answered("municipality.kind", "il").after == "İl belediyesi"


def test_a_tckn_and_a_phone_are_covered() -> None:
    said = answered("kep.user_tckn", "100000001", "10000000146")
    assert said == Told("", "*********", "100******46")
    assert answered("municipality.contact.phone", "(0 346) 123 45 67").after == "(* ***) *** ** 67"
    note = StepState(note="10000000146, (0 500) 111 22 33 aranacak")
    made = Book().set_state("talep-yazisi", note, "Not")
    assert told(Book(), made).after == "100******46, (* ***) *** ** 33 aranacak"


def test_a_persons_part_is_told_with_the_name(book: Book) -> None:
    (ayse, _) = book.officer_ids()
    said = told(book, book.set_person(ayse, "tckn", "10000010732"))
    assert said == Told("Ayşe Işık", "100******46", "100******32")


def test_a_duty_is_told_with_its_persons_name(book: Book) -> None:
    (ayse, umut) = book.officer_ids()
    approved = register.set_part(book, tables.PAGE_AUTHORITY, [ayse], "approved", "01.12.2026")
    assert told(book, approved) == Told("Ayşe Işık", "(boş)", "01.12.2026")
    unit = {"person_id": umut, "unit": "Fen İşleri Müdürlüğü", "duty": "Müdür V."}
    more = register.add(book, tables.ADDITIONAL_UNIT, [unit], "Ek birim eklendi")
    assert told(book, more).subject == "Umut Çağlar"


def test_many_are_counted(book: Book) -> None:
    assert told(Book(), book.add_officers([AYSE, UMUT])).subject == "2 kişi"
    both = register.set_part(book, tables.ROUTE_TEAM, book.officer_ids(), "entered", "01.12.2026")
    assert told(book, both) == Told("2 kayıt")


def test_who_is_deleted_is_named_whatever_goes_with_him(book: Book) -> None:
    (ayse, _) = book.officer_ids()
    assert told(Book(), register.remove_people(book, [ayse])) == Told("Ayşe Işık")


def test_a_tick_and_a_status_are_told(book: Book) -> None:
    ticked = book.set_state("talep-yazisi", StepState(done=frozenset({"imza"})), "İmza")
    assert told(book, ticked) == Told("", "işaretsiz", "işaretli")
    waiting = book.set_state("talep-yazisi", StepState(Status.WAITING), "Durum")
    assert told(book, waiting) == Told("", "başlanmadı", "yanıt bekleniyor")


def test_a_step_that_began_with_the_answer_is_not_told(book: Book) -> None:
    typed = book.set_answer("municipality.name", "Örnekköy")
    begun = book.set_state("talep-yazisi", StepState(Status.IN_PROGRESS), "Resmî ad")
    assert typed is not None
    assert begun is not None
    both = Change(typed.label, (*typed.edits, *begun.edits))
    assert told(book, both) == Told("", "(boş)", "Örnekköy")


def test_a_file_is_told_by_its_name(book: Book) -> None:
    added = book.add_file(File(tables.LOGO, "arma.png", "a" * 64, 4_000))
    book.apply(added)
    assert told(book, added).subject == "arma.png"
    assert (
        told(book, book.add_file(File(tables.LOGO, "yeni.png", "b" * 64, 9))).subject == "yeni.png"
    )
    renamed = book.rename_file(book.file_ids(tables.LOGO)[0], "logo.png")
    assert told(book, renamed) == Told("logo.png", "arma.png", "logo.png")


def test_a_change_of_places_has_no_value(book: Book) -> None:
    moved = book.move_row(tables.OFFICER, book.officer_ids()[0], +1)
    assert told(book, moved) == Told("2 kayıt")


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_comes_to_one_short_line_and_back(before: str, after: str) -> None:
    assume(before != after)
    said = answered("municipality.name", *filter(None, (before,)), after)
    for text in (said.before, said.after):
        assert text
        assert len(text) <= 200
        assert "\n" not in text


def test_taken_back_it_reads_the_other_way_round(book: Book) -> None:
    made = book.set_answer("municipality.name", "Örnekköy")
    assert made is not None
    assert told(book, made.inverse()) == Told("", "Örnekköy", "(boş)")
    assert told(book, made.repeated()) == told(book, made)
