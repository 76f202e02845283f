"""What the closing report is made of: plain data, without the means to draw it."""

from dataclasses import dataclass
from datetime import date

from ebel_wizard.case.model import Case
from ebel_wizard.guide.model import Guide, Source
from ebel_wizard.guide.progress import States, Status, state_of


@dataclass(frozen=True, slots=True)
class ClosedStep:
    """One step as it ended; dates are text as typed, ``done`` and ``undone`` its check items."""

    number: int
    title: str
    responsible: str
    status: Status
    sent: str = ""
    answered: str = ""
    note: str = ""
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was made."""

    title: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that a step holds, by the name the officer gave it; ``size`` in bytes."""

    name: str
    step: str
    size: int


@dataclass(frozen=True, slots=True)
class Closing:
    """A frozen snapshot of the whole move.

    The report names municipality, go-live day and project officers of the case. ``facts`` are
    figures with their labels, in the order they are read: people of the register, rows of the
    worklists, the last document numbers, who confirmed the move.
    """

    case: Case
    made_on: date
    steps: tuple[ClosedStep, ...]
    facts: tuple[tuple[str, str], ...] = ()
    papers: tuple[Paper, ...] = ()
    files: tuple[KeptFile, ...] = ()


def steps_of(guide: Guide, states: States) -> tuple[ClosedStep, ...]:
    """The steps of a guide with what was said about each."""
    made = []
    for step in guide.steps:
        state = state_of(states, step)
        made.append(
            ClosedStep(
                step.number,
                step.title,
                step.responsible.label,
                state.status,
                state.sent,
                state.answered,
                state.note,
                tuple(item.text for item in step.checks if item.id in state.done),
                tuple(item.text for item in step.checks if item.id not in state.done),
                step.source is Source.INFERRED,
            )
        )
    return tuple(made)
