"""The way from one state of a case to another is one change, described list by list."""

from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.tables import ANSWER, PERSON, TABLES, UNIT, Row

ROWS = st.dictionaries(
    st.sampled_from(list(TABLES)),
    st.dictionaries(
        st.sampled_from("abcdef"), st.fixed_dictionaries({"name": st.sampled_from("xyz")})
    ),
)
Tables = dict[str, dict[str, Row]]


@given(ROWS, ROWS)
def test_the_change_leads_to_the_other_state_and_back(one: Tables, other: Tables) -> None:
    answers, wanted = Answers(one), Answers(other)
    change = compare.change_to(answers, wanted, "Dönüş")
    if change is None:
        assert all(answers.rows(name) == wanted.rows(name) for name in TABLES)
        return
    answers.apply(change)
    assert all(answers.rows(name) == wanted.rows(name) for name in TABLES)
    assert compare.in_words(change), "something changes and no line says so"
    answers.apply(change.inverse())
    assert all(answers.rows(name) == Answers(one).rows(name) for name in TABLES)


def test_a_change_is_described_list_by_list() -> None:
    now = Answers(
        {
            ANSWER: {
                "municipality.name": {"value": "Beyköy"},
                "municipality.unit": {"value": "Fen"},
                "numbers.incoming": {"value": "1"},
            },
            PERSON: {"p1": {"name": "Ayşe"}, "p2": {"name": "Umut"}},
        }
    )
    wanted = Answers(
        {
            ANSWER: {"municipality.name": {"value": "Örnekköy"}},
            PERSON: {"p1": {"name": "İpek"}, **{f"n{n}": {"name": ""} for n in range(1200)}},
            UNIT: {"u": {"name": "Yazı İşleri"}},
        }
    )
    change = compare.change_to(now, wanted, "Dönüş")
    assert isinstance(change, Change)
    assert compare.in_words(change) == [
        "Belediye bilgileri: 2 cevap değişecek",
        "Öbür adımların cevapları: 1 cevap değişecek",
        "Personel: 1.200 kişi geri gelecek, 1 kişi çıkacak, 1 kişi değişecek",
        "Birimler: 1 birim geri gelecek",
    ]
