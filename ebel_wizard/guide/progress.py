"""How far each step has come, what it still lacks and which step is next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ebel_wizard.guide.model import Guide, Labelled, Step


class Status(Labelled):
    """What the officer sees beside a step; the program only suggests it (see ``touched``)."""

    NOT_STARTED = "not-started", "başlanmadı"
    IN_PROGRESS = "in-progress", "sürüyor"
    WAITING = "waiting", "yanıt bekleniyor"
    DONE = "done", "tamamlandı"
    NOT_NEEDED = "not-needed", "gerekli değil"


CLOSED: Final = frozenset({Status.DONE, Status.NOT_NEEDED})


@dataclass(frozen=True, slots=True)
class StepState:
    """What was said about one step. Dates are text as typed; ``done`` holds ids of check items."""

    status: Status = Status.NOT_STARTED
    sent: str = ""
    answered: str = ""
    note: str = ""
    done: frozenset[str] = frozenset()


States = Mapping[str, StepState]
"""States by step id; a step that was never opened may be absent."""


def state_of(states: States, step: Step) -> StepState:
    """What was said about a step, or a fresh state when nothing was."""
    return states.get(step.id, StepState())


def missing(step: Step, state: StepState) -> tuple[str, ...]:
    """What the step still lacks, as noun phrases; nothing for a step that is closed."""
    if state.status in CLOSED:
        return ()
    phrases = [item.text for item in step.checks if item.id not in state.done]
    if step.sends and not state.sent.strip():
        phrases.append("gönderim tarihi yok")
    if step.sends and not state.answered.strip():
        phrases.append("yanıt tarihi yok")
    return tuple(phrases)


def next_step(guide: Guide, states: States) -> Step | None:
    """The first open step that waits for nobody, else the first that waits; None at the end."""
    still_open = [step for step in guide.steps if state_of(states, step).status not in CLOSED]
    for step in still_open:
        if state_of(states, step).status is not Status.WAITING:
            return step
    return still_open[0] if still_open else None


def counts(guide: Guide, states: States) -> dict[Status, int]:
    """How many of the guide's steps have each status, zeros included."""
    statuses = [state_of(states, step).status for step in guide.steps]
    return {status: statuses.count(status) for status in Status}


def touched(state: StepState) -> StepState:
    """The state after a tick or a note: work has begun, whatever else the officer said stands."""
    if state.status is Status.NOT_STARTED:
        return replace(state, status=Status.IN_PROGRESS)
    return state


def dated(state: StepState) -> StepState:
    """The state after a date was set or cleared: sent and unanswered waits, answered goes on.

    To be used on the edit of a date only, so that a status the officer chose later stands.
    """
    if state.status in CLOSED:
        return state
    if state.sent.strip() and not state.answered.strip():
        return replace(state, status=Status.WAITING)
    return replace(state, status=Status.IN_PROGRESS)
