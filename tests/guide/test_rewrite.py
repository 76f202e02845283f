"""The officer replaces the texts of a step, and no answer is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.model import Guide, Responsible
from ebel_wizard.guide.rewrite import texts_of, with_texts

GUIDE = load_guide()
TREE = GUIDE.step("birim-agaci")
BLANK = dict.fromkeys(("title", "responsible", "instructions", "checks"), "")


def after(**words: str) -> Guide:
    return with_texts(GUIDE, {TREE.id: {**BLANK, **words}})


def test_a_blank_text_keeps_the_guides() -> None:
    assert after() == GUIDE


def test_the_guides_own_texts_change_nothing() -> None:
    for each in GUIDE.steps:
        assert with_texts(GUIDE, {each.id: texts_of(each)}) == GUIDE


def test_title_responsible_and_instructions_are_the_officers() -> None:
    step = after(
        title=" Birimlerin   Açılması ", responsible="yardim-masasi", instructions="Bir.\n\nİki."
    ).step(TREE.id)
    assert step.title == "Birimlerin Açılması"
    assert step.responsible is Responsible.HELPDESK
    assert step.instructions == ("Bir.", "İki.")
    assert step.short == "Birimlerin Açılması", "an own title is its name everywhere"
    assert (step.id, step.number, step.checks) == (TREE.id, TREE.number, TREE.checks)


def test_a_reworded_check_item_keeps_its_id_and_a_new_one_gets_its_own() -> None:
    first, second = TREE.checks
    step = after(checks=f"Birimlerin hepsinin açılması\n{second.text}\nYeni iş").step(TREE.id)
    assert [item.id for item in step.checks[:2]] == [first.id, second.id]
    assert step.checks[2].id not in {first.id, second.id}
    assert [item.todo for item in step.checks] == [
        "Birimlerin hepsinin açılması",
        second.todo,
        "Yeni iş",
    ]


def test_check_items_that_change_places_keep_their_ids() -> None:
    first, second = TREE.checks
    step = after(checks=f"{second.text}\n{first.text}").step(TREE.id)
    assert [item.id for item in step.checks] == [second.id, first.id]


def test_texts_for_an_unknown_step_are_ignored() -> None:
    assert with_texts(GUIDE, {"baska": {**BLANK, "title": "Başka"}}) == GUIDE


@given(st.fixed_dictionaries(dict.fromkeys(BLANK, st.text(max_size=60))))
def test_any_texts_give_a_step_that_can_be_shown(words: dict[str, str]) -> None:
    step = with_texts(GUIDE, {TREE.id: words}).step(TREE.id)
    assert step.title
    assert step.instructions
    ids = [item.id for item in step.checks]
    assert len(ids) == len(set(ids))
    assert (
        replace(
            step,
            **{
                name: getattr(TREE, name)
                for name in ("title", "short", "responsible", "instructions", "checks")
            },
        )
        == TREE
    )
