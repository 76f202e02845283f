"""Replace the texts of a step by the officer's, who may have the Ministry's guide.

Steps 2-5 of the program's guide are only inferred. A step with an own title is called by it
everywhere. Answers are kept: a step keeps its id, and so
does a check item that keeps its text or its position.
"""

from collections.abc import Mapping
from dataclasses import replace

from ebel_wizard.guide.model import CheckItem, Guide, Responsible, Step
from ebel_wizard.turkish import letters

StepTexts = Mapping[str, object]
"""Title, responsible, instructions and checks (one a line) as text; blank keeps the guide's."""


def texts_of(step: Step) -> dict[str, str]:
    """Return the guide's texts of a step, in the parts that can be replaced."""
    return {
        "title": step.title,
        "responsible": step.responsible.value,
        "instructions": "\n".join(step.instructions),
        "checks": "\n".join(item.text for item in step.checks),
    }


def with_texts(guide: Guide, texts: Mapping[str, StepTexts]) -> Guide:
    """Return the guide with the officer's texts by step id; an unknown step's are ignored."""
    if not texts:
        return guide
    return replace(
        guide,
        steps=tuple(
            _step(step, texts[step.id]) if step.id in texts else step for step in guide.steps
        ),
    )


def _step(step: Step, texts: StepTexts) -> Step:
    changed = {
        part: "" if texts[part] == text else texts[part] for part, text in texts_of(step).items()
    }
    title = letters.clean(str(changed["title"]))
    responsible = str(changed["responsible"])
    known = {each.value for each in Responsible}
    instructions = _lines(changed["instructions"])
    checks = _lines(changed["checks"])
    return replace(
        step,
        title=title or step.title,
        short=title or step.short,
        responsible=Responsible(responsible) if responsible in known else step.responsible,
        instructions=instructions or step.instructions,
        checks=_checks(step, checks) if checks else step.checks,
    )


def _checks(step: Step, texts: tuple[str, ...]) -> tuple[CheckItem, ...]:
    """Return check items with these texts; one with the same text or position keeps its id."""
    by_text = {item.text: item for item in step.checks}
    replaced = [item for item in step.checks if item.text not in texts]
    found: list[CheckItem] = []
    used: set[str] = set()
    for text in texts:
        position = len(found)
        here = step.checks[position] if position < len(step.checks) else None
        if text in by_text:
            item = by_text[text]
        elif here is not None and here in replaced:
            item = replace(here, text=text, todo=text)
        else:
            item = CheckItem(f"own-{letters.fold(text)}", text, text)
        if item.id not in used:  # a repeated line is one check item
            used.add(item.id)
            found.append(item)
    return tuple(found)


def _lines(text: object) -> tuple[str, ...]:
    return tuple(filter(None, map(letters.clean, str(text).splitlines())))
