"""What the closing report says is gathered from answers, guide and case."""

from datetime import date
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.model import Case
from ebel_wizard.case.tables import FILE, PERSON, UNIT
from ebel_wizard.documents import closing
from ebel_wizard.guide.loader import load_guide

TODAY = date(2026, 12, 16)
GUIDE = load_guide()


def file_of(owner: str) -> dict[str, str]:
    return {"name": "yazı.pdf", "digest": "a" * 64, "size": "340000", "owner": owner}


def gathered(tables: Any) -> closing.Closing:
    return closing.gather(Answers(tables), GUIDE, Case(), TODAY)


def test_people_and_lists_are_counted_and_a_list_nobody_used_is_left_out() -> None:
    units = {"1": {"name": "A", "entered": "2026-12-01"}, "2": {"name": "B", "entered": ""}}
    facts = gathered({PERSON: {"1": {"name": "Ayşe"}}, UNIT: units}).facts
    assert facts == (("Personel listesindeki kişi", "1"), ("İletişimi girilen birim", "1 / 2"))


def test_answers_of_later_steps_stand_where_they_were_given() -> None:
    given = {"posting.checked": "2026-12-01", "confirmation.by": " Ali ", "numbers.incoming": ""}
    facts = gathered({"answer": {path: {"value": text} for path, text in given.items()}}).facts
    assert facts[1:] == (("Ön kontrol e-postası", "01.12.2026"), ("Kaydı bildiren", "Ali"))


def test_what_the_helpdesk_answered_is_told_in_words() -> None:
    given = {
        "posting.answered": "2026-12-03",
        "posting.verdict": "düzeltme",
        "posting.correction": "Tabloda unvan eksik",
        "posting.reprinted": "2026-12-04",
        "confirmation.first_outgoing": "2.319",
    }
    facts = gathered({"answer": {path: {"value": text} for path, text in given.items()}}).facts
    assert facts[1:] == (
        ("Ön kontrol yanıtı", "03.12.2026"),
        ("Yardım masasının yanıtı", "Düzeltme istendi"),
        ("İstenen düzeltme", "Tabloda unvan eksik"),
        ("Yeniden yazdırıldı", "04.12.2026"),
        ("İlk giden evrakın numarası", "2.319"),
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Varsa 15.12.2027 gününe kadar taşınacak"),
        ({"after.earlier": "var"}, "15.12.2027 gününe kadar taşınacak"),
        (
            {"after.earlier": "var", "after.extended": "2028-06-01"},
            "01.06.2028 gününe kadar taşınacak",
        ),
        ({"after.earlier": "yok"}, "Taşınacak veri yok"),
    ],
)
def test_the_data_of_the_earlier_system_have_their_day(
    given: dict[str, str], said: str, example: Case
) -> None:
    answers = Answers({"answer": {path: {"value": text} for path, text in given.items()}})
    facts = closing.gather(answers, GUIDE, example, TODAY).facts
    assert facts[-1] == ("Önceki sistemin verileri", said)


def test_data_that_were_moved_have_no_day_any_more(example: Case) -> None:
    answers = Answers({"answer": {"after.moved": {"value": "2027-03-01"}}})
    facts = closing.gather(answers, GUIDE, example, TODAY).facts
    assert facts[-1] == ("Önceki sistemin verileri taşındı", "01.03.2027")
    assert closing.data_due(answers, date(2026, 12, 15)) is None


def test_a_file_is_named_with_its_step_and_one_of_no_step_is_not() -> None:
    first = GUIDE.steps[0]
    files = gathered({FILE: {"1": file_of(first.id), "2": file_of("logo")}}).files
    assert files == (closing.KeptFile("yazı.pdf", f"{first.number}. adım", 340_000),)


def test_the_documents_that_were_made_are_named(example: Case) -> None:
    made = documents.build(example)
    papers = closing.with_papers(gathered({}), made).papers
    assert [(paper.name, paper.pages) for paper in papers] == [
        (each.name, each.pages) for each in made
    ]
