"""The officer rewrites a step from the guide in hand, and no answer is lost by it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.model import Guide, Responsible
from ebel_wizard.guide.rewrite import own_words, rewritten

GUIDE = load_guide()
TREE = GUIDE.step("birim-agaci")
BLANK = dict.fromkeys(("title", "responsible", "instructions", "checks"), "")


def after(**words: str) -> Guide:
    return rewritten(GUIDE, {TREE.id: {**BLANK, **words}})


def test_what_is_left_blank_stays_the_guides() -> None:
    assert after() == GUIDE


def test_the_guides_own_words_change_nothing() -> None:
    for each in GUIDE.steps:
        assert rewritten(GUIDE, {each.id: own_words(each)}) == GUIDE


def test_title_responsible_and_instructions_are_the_officers() -> None:
    step = after(
        title=" Birimlerin   Açılması ", responsible="yardim-masasi", instructions="Bir.\n\nİki."
    ).step(TREE.id)
    assert step.title == "Birimlerin Açılması"
    assert step.responsible is Responsible.HELPDESK
    assert step.instructions == ("Bir.", "İki.")
    assert (step.id, step.number, step.checks) == (TREE.id, TREE.number, TREE.checks)


def test_a_reworded_box_keeps_its_tick_and_a_new_one_has_its_own() -> None:
    first, second = TREE.checks
    step = after(checks=f"Birimlerin hepsinin açılması\n{second.text}\nYeni iş").step(TREE.id)
    assert [item.id for item in step.checks[:2]] == [first.id, second.id]
    assert step.checks[2].id not in {first.id, second.id}


def test_boxes_that_change_places_keep_their_ticks() -> None:
    first, second = TREE.checks
    step = after(checks=f"{second.text}\n{first.text}").step(TREE.id)
    assert [item.id for item in step.checks] == [second.id, first.id]


def test_words_for_a_step_the_guide_does_not_have_are_left_aside() -> None:
    assert rewritten(GUIDE, {"baska": {**BLANK, "title": "Başka"}}) == GUIDE


@given(st.fixed_dictionaries(dict.fromkeys(BLANK, st.text(max_size=60))))
def test_any_words_leave_a_step_that_can_be_shown(words: dict[str, str]) -> None:
    step = rewritten(GUIDE, {TREE.id: words}).step(TREE.id)
    assert step.title
    assert step.instructions
    ids = [item.id for item in step.checks]
    assert len(ids) == len(set(ids))
    assert (
        replace(
            step,
            **{
                name: getattr(TREE, name)
                for name in ("title", "responsible", "instructions", "checks")
            },
        )
        == TREE
    )
