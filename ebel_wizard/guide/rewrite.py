"""The officer's own words for a step, from the Ministry's guide in hand, in place of the program's.

Steps 2-5 are inferred, and whoever holds the real guide knows better. Answers stay where they are:
a step keeps its id, and a box to tick keeps its own as long as its words or its place tell which
one it was.
"""

from collections.abc import Mapping
from dataclasses import replace

from ebel_wizard.guide.model import CheckItem, Guide, Responsible, Step
from ebel_wizard.turkish import letters

Words = Mapping[str, object]
"""Title, responsible, instructions and checks as text, a line each; a blank part is the guide's."""


def own_words(step: Step) -> dict[str, str]:
    """What the guide says of a step, in the parts that can be rewritten."""
    return {
        "title": step.title,
        "responsible": step.responsible.value,
        "instructions": "\n".join(step.instructions),
        "checks": "\n".join(item.text for item in step.checks),
    }


def rewritten(guide: Guide, words: Mapping[str, Words]) -> Guide:
    """The guide with the officer's words by step id; those for an unknown step are left aside."""
    if not words:
        return guide
    return replace(
        guide,
        steps=tuple(
            _step(step, words[step.id]) if step.id in words else step for step in guide.steps
        ),
    )


def _step(step: Step, words: Words) -> Step:
    said = {
        part: "" if words[part] == text else words[part] for part, text in own_words(step).items()
    }
    title = letters.clean(str(said["title"]))
    responsible = str(said["responsible"])
    known = {each.value for each in Responsible}
    instructions = _lines(said["instructions"])
    checks = _lines(said["checks"])
    return replace(
        step,
        title=title or step.title,
        responsible=Responsible(responsible) if responsible in known else step.responsible,
        instructions=instructions or step.instructions,
        checks=_checks(step, checks) if checks else step.checks,
    )


def _checks(step: Step, texts: tuple[str, ...]) -> tuple[CheckItem, ...]:
    """Boxes with these words: the same words keep the box, and so does a reworded line in place."""
    by_text = {item.text: item.id for item in step.checks}
    replaced = [item for item in step.checks if item.text not in texts]
    found: list[CheckItem] = []
    used: set[str] = set()
    for text in texts:
        place = len(found)
        here = step.checks[place] if place < len(step.checks) else None
        if text in by_text:
            check_id = by_text[text]
        elif here is not None and here in replaced:
            check_id = here.id
        else:
            check_id = f"own-{letters.fold(text)}"
        if check_id not in used:  # a line written twice is one box
            used.add(check_id)
            found.append(CheckItem(check_id, text))
    return tuple(found)


def _lines(text: object) -> tuple[str, ...]:
    return tuple(filter(None, map(letters.clean, str(text).splitlines())))
