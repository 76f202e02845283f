"""The progress of each step: its status, what is missing, and which step is next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ebel_wizard.guide.model import Guide, Labelled, Step


class Status(Labelled):
    """The status of a step. The program only suggests it (see ``mark_started``)."""

    NOT_STARTED = "not-started", "başlanmadı"
    IN_PROGRESS = "in-progress", "sürüyor"
    WAITING = "waiting", "yanıt bekleniyor"
    DONE = "done", "tamamlandı"
    NOT_NEEDED = "not-needed", "gerekli değil"


CLOSED: Final = frozenset({Status.DONE, Status.NOT_NEEDED})
_ANSWERED: Final = "Yanıtın geldiği günü yazın"


@dataclass(frozen=True, slots=True)
class StepState:
    """What the officer recorded for a step: dates as typed, ids of check items in ``done``."""

    status: Status = Status.NOT_STARTED
    sent: str = ""
    answered: str = ""
    note: str = ""
    done: frozenset[str] = frozenset()


States = Mapping[str, StepState]
"""States by step id; a step that was never opened may be absent."""


def state_of(states: States, step: Step) -> StepState:
    """Return the state of a step, or a new one when nothing was recorded."""
    return states.get(step.id, StepState())


def missing_items(step: Step, state: StepState) -> tuple[str, ...]:
    """Return what is left to do, in words that ask for it; nothing for a closed step."""
    if state.status in CLOSED:
        return ()
    words = [item.todo for item in step.checks if item.id not in state.done]
    if step.sends and not state.sent.strip():
        words.append("Gönderildiği günü yazın")
    if step.sends and not state.answered.strip():
        words.append(_ANSWERED)
    return tuple(words)


def undone_items(step: Step, state: StepState) -> tuple[str, ...]:
    """Return what can be done before the answer that is awaited comes."""
    return tuple(each for each in missing_items(step, state) if each != _ANSWERED)


def next_step(guide: Guide, states: States) -> Step | None:
    """Return the first open step that is not waiting, else the first that is; None at the end."""
    still_open = [step for step in guide.steps if state_of(states, step).status not in CLOSED]
    for step in still_open:
        if state_of(states, step).status is not Status.WAITING:
            return step
    return still_open[0] if still_open else None


def count_by_status(guide: Guide, states: States) -> dict[Status, int]:
    """Return how many of the guide's steps have each status, zeros included."""
    statuses = [state_of(states, step).status for step in guide.steps]
    return {status: statuses.count(status) for status in Status}


def closed_words(guide: Guide, states: States) -> str:
    """Return how many of the steps are closed, in words."""
    counts = count_by_status(guide, states)
    closed, total = sum(counts[status] for status in CLOSED), len(guide.steps)
    if not closed:
        return f"{total} adımın hiçbiri henüz tamamlanmadı"
    if closed == total:
        return f"{total} adımın hepsi tamamlandı"
    return f"{total} adımdan {closed} tanesi tamamlandı"


def mark_started(state: StepState) -> StepState:
    """Return the state after a tick or a note: in progress, unless the officer set a status."""
    if state.status is Status.NOT_STARTED:
        return replace(state, status=Status.IN_PROGRESS)
    return state


def after_date_change(state: StepState) -> StepState:
    """Return the state after a date was set or cleared: waiting if sent and not answered.

    Only for the edit of a date, so that a status which the officer chooses later is kept.
    """
    if state.status in CLOSED:
        return state
    if state.sent.strip() and not state.answered.strip():
        return replace(state, status=Status.WAITING)
    return replace(state, status=Status.IN_PROGRESS)
