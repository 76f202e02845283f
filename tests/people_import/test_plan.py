"""What a list would change is known before anything is changed, and without a window."""

from dataclasses import asdict

import pytest

from ebel_wizard.cancellation import CancellableTask, Cancelled
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.model import Person
from ebel_wizard.case.tables import PERSON, UNIT
from ebel_wizard.people_import import headings
from ebel_wizard.people_import.plan import Decisions, ImportPlan, plan_import, register_rows
from ebel_wizard.people_import.sheet import Sheet, SheetError

AYSE = Person("Ayşe", "Işık", "10000000146", "(0 532) 123 45 67", "Şef", "Yazı İşleri Müdürlüğü")
LIST = Sheet(
    "Personel",
    (
        ("Adı", "Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Birimi"),
        ("AYŞE", "IŞIK", "10000000146", "0532 123 45 67", "Müdür", "Yazı İşleri Müdürlüğü"),
        ("Umut", "Çağlar", "10000010046", "", "Memur", "Fen İşleri Müdürlüğü"),
        ("Yanlış", "Numara", "10000000147", "", "Memur", "Fen İşleri Müdürlüğü"),
    ),
)


def plan(answers: Answers, *sheets: Sheet) -> ImportPlan:
    return plan_import(lambda _: sheets, None, register_rows(answers), CancellableTask().progress)


@pytest.fixture
def answers() -> Answers:
    """A register with one person."""
    return Answers({PERSON: {"ayse": asdict(AYSE)}})


def test_a_plan_counts_who_is_new_and_who_is_brought_up_to_date(answers: Answers) -> None:
    planned = plan(answers, LIST)
    assert (planned.merge.added, planned.merge.altered, planned.merge.same) == (1, 1, 0)
    assert planned.units == 2
    assert [each.row for each in planned.result.rejected] == [4]
    assert planned.people[0] == Person(**{**asdict(AYSE), "title": "Müdür"})
    assert planned.trouble == ""


def test_planning_leaves_the_register_as_it_is_and_its_change_carries_everything(
    answers: Answers,
) -> None:
    planned = plan(answers, LIST)
    assert list(answers.rows(PERSON)) == ["ayse"]
    assert planned.change is not None
    answers.apply(planned.change)
    assert [row["name"] for row in answers.rows(PERSON).values()] == ["Ayşe", "Umut"]
    assert len(answers.rows(UNIT)) == 2
    assert plan(answers, LIST).change is None


def test_a_list_that_would_rename_somebody_names_who_it_was(answers: Answers) -> None:
    wrong = Sheet("Personel", (LIST.rows[0], ("Fatma", "Kaya", "10000000146", "", "", "")))
    planned = plan(answers, wrong)
    assert planned.renamed == ("Ayşe Işık",)
    assert (set(planned.asked), planned.left, planned.change) == ({0}, 1, None)
    assert plan(answers, LIST).renamed == ("", "")


def test_what_the_officer_decides_about_rows_is_followed(answers: Answers) -> None:
    rows = (
        LIST.rows[0],
        ("Fatma", "Kaya", "10000000146", "", "Şef", "Zabıta Müdürlüğü"),
        ("TOPLAM", "", "", "", "", ""),
    )
    sheet = Sheet("Personel", rows)
    assert plan(answers, sheet).units == 0
    decisions = Decisions(claimed=frozenset({3}), replaced=frozenset({2}))
    progress = CancellableTask().progress
    planned = plan_import(lambda _: (sheet,), None, register_rows(answers), progress, decisions)
    assert [each.name for each in planned.people] == ["Fatma", "Toplam"]
    assert (planned.asked, planned.units, planned.merge.altered) == (frozenset(), 1, 1)
    assert planned.renamed == ("Ayşe Işık", "")


def test_columns_that_no_heading_names_are_guessed_and_the_plan_says_so(answers: Answers) -> None:
    bare = Sheet("Liste", (("Müdür", "Fen İşleri"), ("Şef", "Yazı İşleri")))
    planned = plan(answers, bare)
    assert "başlıklarını yazıp" in planned.trouble
    assert planned.columns == headings.guess(bare)


def test_the_officers_own_choice_of_columns_is_followed(answers: Answers) -> None:
    found = headings.recognise(LIST)
    assert found is not None
    only_names = type(found)(
        **{**asdict(found), "columns": {"name": found.columns["name"], "surname": 1}}
    )
    planned = plan_import(
        lambda _: (LIST,), (LIST, only_names), register_rows(answers), CancellableTask().progress
    )
    assert {each.tckn for each in planned.people} == {""}


def test_whoever_has_a_tckn_on_the_register_is_not_counted_as_lacking_one(answers: Answers) -> None:
    rows = [(*row[:2], "", *row[3:]) for row in LIST.rows[1:3]]
    assert plan(answers, Sheet("Personel", (LIST.rows[0], *rows))).numberless == 1


def test_a_cancelled_plan_ends_at_its_next_step(answers: Answers) -> None:
    reported: list[int] = []
    task = CancellableTask(reported.append)
    task.progress(1)
    task.cancel()
    with pytest.raises(Cancelled):
        plan_import(lambda _: (LIST,), None, register_rows(answers), task.progress)
    assert reported == [1]
    assert task.is_cancelled


def test_no_list_is_said_as_its_source_says_it(answers: Answers) -> None:
    def source(_: object) -> tuple[Sheet, ...]:
        raise SheetError("Liste boş.")

    with pytest.raises(SheetError, match="Liste boş"):
        plan_import(source, None, register_rows(answers), CancellableTask().progress)


def test_a_row_with_a_wrong_tckn_is_taken_without_it_or_settled(answers: Answers) -> None:
    def decided(decisions: Decisions) -> ImportPlan:
        progress = CancellableTask().progress
        return plan_import(lambda _: [LIST], None, register_rows(answers), progress, decisions)

    assert (decided(Decisions()).left, decided(Decisions()).numberless) == (1, 0)
    assert decided(Decisions(settled=frozenset({4}))).left == 0
    taken = decided(Decisions(numberless=frozenset({4})))
    assert (taken.left, taken.numberless) == (0, 1)
    assert taken.people[-1] == Person(
        "Yanlış", "Numara", title="Memur", unit="Fen İşleri Müdürlüğü"
    )
