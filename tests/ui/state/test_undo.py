"""Undo and redo walk over the changes of this session and never leave another state behind."""

from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.ui.state.undo import UndoStack


def set_answer(answers: Answers, path: str, text: str) -> Change:
    change = answers.set_answer(path, text)
    assert change is not None
    return change


def test_nothing_to_undo_or_redo() -> None:
    stack = UndoStack()
    assert stack.undo() is None
    assert stack.redo() is None
    assert (stack.undo_label, stack.redo_label) == ("", "")


def test_labels_name_the_next_change_either_way() -> None:
    answers, stack = Answers(), UndoStack()
    stack.push(set_answer(answers, "municipality.name", "A"))
    label = stack.undo_label
    assert label
    undone = stack.undo()
    assert undone is not None
    assert undone.label == f"Geri alındı: {label}"
    assert (stack.undo_label, stack.redo_label) == ("", label)
    redone = stack.redo()
    assert redone is not None
    assert redone.label == f"Yinelendi: {label}"
    assert (stack.undo_label, stack.redo_label) == (label, "")


def test_a_new_change_leaves_nothing_to_redo() -> None:
    answers, stack = Answers(), UndoStack()
    change = set_answer(answers, "municipality.name", "A")
    stack.push(change)
    stack.undo()
    stack.push(change)
    assert stack.redo() is None


def test_a_burst_of_typing_is_undone_at_once() -> None:
    answers, stack = Answers(), UndoStack()
    for at, text in enumerate(("Ö", "Ör", "Örn")):
        change = set_answer(answers, "municipality.name", text)
        answers.apply(change)
        stack.push(change, coalesce=at > 0)
    undone = stack.undo()
    assert undone is not None
    answers.apply(undone)
    assert answers.answer("municipality.name") == ""
    assert stack.undo() is None


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["name", "detsis"]), st.text(max_size=3), st.booleans()),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=30,
)


@given(STEPS)
def test_undoing_everything_leads_back_and_redoing_everything_forth(
    steps: list[str | tuple[str, str, bool]],
) -> None:
    answers, stack = Answers(), UndoStack()

    def apply(change: Change | None) -> bool:
        if change is not None:
            for edit in change.edits:
                assert answers.rows(edit.table).get(edit.key) == edit.before
            answers.apply(change)
        return change is not None

    for step in steps:
        if isinstance(step, tuple):
            path, text, coalesce = step
            change = answers.set_answer(f"municipality.{path}", text)
            if apply(change) and change is not None:
                stack.push(change, coalesce=coalesce)
        else:
            apply(stack.undo() if step == "undo" else stack.redo())
    while apply(stack.redo()):
        pass
    end = dict(answers.rows("answer"))
    while apply(stack.undo()):
        pass
    assert dict(answers.rows("answer")) == {}
    while apply(stack.redo()):
        pass
    assert dict(answers.rows("answer")) == end
