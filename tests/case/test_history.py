"""History shows whom a change was about, the value before and after, and masks numbers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ebel_wizard.case import history, register, tables
from ebel_wizard.case.answers import LOGO, Answers, Change, File
from ebel_wizard.case.history import ChangeDescription
from ebel_wizard.case.model import Person
from ebel_wizard.guide.progress import Status, StepState

AYSE = Person("Ayşe", "Işık", "10000000146", "(0 500) 111 22 33", "Şef", "Yazı İşleri")
UMUT = Person("Umut", "Çağlar", "10000010046", "(0 500) 111 22 34", "Memur", "Bilgi İşlem")


@pytest.fixture
def answers() -> Answers:
    """Two project officers."""
    made = Answers()
    officers = register.add_officers(made, [AYSE, UMUT])
    assert officers is not None
    made.apply(officers)
    return made


def described(answers: Answers, change: Change | None) -> ChangeDescription:
    assert change is not None

    def name_of(key: str) -> str:
        row = answers.rows(tables.PERSON).get(key)
        return register.full_name(row) if row else ""

    return history.describe(change, name_of)


def answered(path: str, *texts: str) -> ChangeDescription:
    """The last of these answers, given one after the other."""
    answers = Answers()
    for text in texts[:-1]:
        made = answers.set_answer(path, text)
        assert made is not None
        answers.apply(made)
    return described(answers, answers.set_answer(path, texts[-1]))


def test_an_answer_has_its_old_and_its_new_value() -> None:
    assert answered("municipality.name", "Örnekköy") == ChangeDescription("", "(boş)", "Örnekköy")
    assert answered("municipality.name", "Örnekköy", "Örnek") == ChangeDescription(
        "", "Örnekköy", "Örnek"
    )
    assert answered("municipality.name", "Örnekköy", "") == ChangeDescription(
        "", "Örnekköy", "(boş)"
    )


def test_a_choice_is_shown_in_its_own_words() -> None:
    shown = answered("letter.secrecy", "together")
    assert shown.before.startswith("KEP formu ayrı")
    assert answered("municipality.kind", "il").after == "İl belediyesi"


def test_a_tckn_and_a_phone_are_masked() -> None:
    shown = answered("kep.user_tckn", "100000001", "10000000146")
    assert shown == ChangeDescription("", "*********", "100******46")
    assert answered("municipality.contact.phone", "(0 346) 123 45 67").after == "(* ***) *** ** 67"
    note = StepState(note="10000000146, (0 500) 111 22 33 aranacak")
    made = Answers().set_state("talep-yazisi", note, "Not")
    assert described(Answers(), made).after == "100******46, (* ***) *** ** 33 aranacak"


def test_a_persons_part_is_shown_with_the_name(answers: Answers) -> None:
    (ayse, _) = answers.officer_ids()
    shown = described(answers, answers.set_part(tables.PERSON, [ayse], "tckn", "10000010732"))
    assert shown == ChangeDescription("Ayşe Işık", "100******46", "100******32")


def test_a_duty_is_shown_with_its_persons_name(answers: Answers) -> None:
    (ayse, umut) = answers.officer_ids()
    approved = answers.set_part(tables.PAGE_AUTHORITY, [ayse], "approved", "01.12.2026")
    assert described(answers, approved) == ChangeDescription("Ayşe Işık", "(boş)", "01.12.2026")
    unit = {"person_id": umut, "unit": "Fen İşleri Müdürlüğü", "duty": "Müdür V."}
    more = answers.add(tables.ADDITIONAL_UNIT, [unit], "Ek birim eklendi")
    assert described(answers, more).subject == "Umut Çağlar"
    nothing_yet = answers.add(tables.ADDITIONAL_UNIT, [{"person_id": umut}], "Ek birim eklendi")
    assert described(answers, nothing_yet) == ChangeDescription("Umut Çağlar"), (
        "an ID tells nothing"
    )


def test_many_are_counted(answers: Answers) -> None:
    assert described(Answers(), register.add_officers(answers, [AYSE, UMUT])).subject == "2 kişi"
    both = answers.set_part(tables.ROUTE_TEAM, answers.officer_ids(), "entered", "01.12.2026")
    assert described(answers, both) == ChangeDescription("2 kayıt")


def test_who_is_deleted_is_named_whatever_goes_with_him(answers: Answers) -> None:
    (ayse, _) = answers.officer_ids()
    assert described(Answers(), register.remove_people(answers, [ayse])) == ChangeDescription(
        "Ayşe Işık"
    )


def test_a_tick_and_a_status_are_shown_in_words(answers: Answers) -> None:
    ticked = answers.set_state("talep-yazisi", StepState(done=frozenset({"imza"})), "İmza")
    assert described(answers, ticked) == ChangeDescription("", "işaretsiz", "işaretli")
    waiting = answers.set_state("talep-yazisi", StepState(Status.WAITING), "Durum")
    assert described(answers, waiting) == ChangeDescription("", "başlanmadı", "yanıt bekleniyor")


def test_a_step_that_began_with_the_answer_is_left_out(answers: Answers) -> None:
    typed = answers.set_answer("municipality.name", "Örnekköy")
    begun = answers.set_state("talep-yazisi", StepState(Status.IN_PROGRESS), "Resmî ad")
    assert typed is not None
    assert begun is not None
    both = Change(typed.label, (*typed.edits, *begun.edits))
    assert described(answers, both) == ChangeDescription("", "(boş)", "Örnekköy")


def test_a_file_is_shown_by_its_name(answers: Answers) -> None:
    added = answers.add_file(File(LOGO, "arma.png", "a" * 64, 4_000))
    answers.apply(added)
    assert described(answers, added).subject == "arma.png"
    assert (
        described(answers, answers.add_file(File(LOGO, "yeni.png", "b" * 64, 9))).subject
        == "yeni.png"
    )
    renamed = answers.rename_file(answers.file_ids(LOGO)[0], "logo.png")
    assert described(answers, renamed) == ChangeDescription("logo.png", "arma.png", "logo.png")


def test_a_move_shows_no_value(answers: Answers) -> None:
    moved = answers.move(tables.OFFICER, answers.officer_ids()[0], +1)
    assert described(answers, moved) == ChangeDescription("2 kayıt")


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_comes_to_one_short_line_and_back(before: str, after: str) -> None:
    assume(before != after)
    shown = answered("municipality.name", *filter(None, (before,)), after)
    for text in (shown.before, shown.after):
        assert text
        assert len(text) <= 200
        assert "\n" not in text


def test_taken_back_it_reads_the_other_way_round(answers: Answers) -> None:
    made = answers.set_answer("municipality.name", "Örnekköy")
    assert made is not None
    assert described(answers, made.inverse()) == ChangeDescription("", "Örnekköy", "(boş)")
