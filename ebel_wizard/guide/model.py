"""The types of the guide. The steps themselves are data in ``resources/guide/e-belediye.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A value of the guide file or the database, with the Turkish label that the officer reads."""

    label: str

    # Only mypy needs the default: it takes ``Day("before")`` for a call of this method.
    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Responsible(Labelled):
    """Who carries out a step."""

    MUNICIPALITY = "belediye", "Belediye"
    PROJECT_OFFICER = "proje-sorumlusu", "Belediye Proje Sorumlusu"
    HELPDESK = "yardim-masasi", "Bakanlık Yardım Masası"


class Source(StrEnum):
    """Whether a step is in the Ministry's guide, or inferred because the guide's page is lost."""

    GUIDE = "guide"
    INFERRED = "inferred"


class Day(Labelled):
    """When a step is done: before the go-live day, or on it."""

    BEFORE = "before", "geçiş gününden önce"
    GO_LIVE = "go-live", "geçiş günü"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A box to tick; ``id`` is unique within its step.

    ``text`` says that it was done, ``todo`` that it is to be done; an older guide has one of both.
    ``answer`` is the path of the day whose answer says that it was done, if there is one.
    """

    id: str
    text: str
    todo: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``id`` never changes: answers are stored under it. ``number`` is its position.

    With a ``search_word``, ``menu_path`` is chosen from the results of the search box. A step that
    ``sends`` something waits for an answer. Without ``pages`` the step has none of its own.
    It is due ``working_days_before`` the go-live day; None where the guide sets no day.
    ``short`` is its name in the window, ``page_names`` those of its pages that have another there
    than the program's. A ``required`` step cannot be left out.
    """

    id: str
    number: int
    title: str
    short: str
    responsible: Responsible
    source: Source
    day: Day
    instructions: tuple[str, ...]
    menu_path: tuple[str, ...] = ()
    search_word: str = ""
    sends: bool = False
    working_days_before: int | None = None
    notes: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    required: bool = False
    pages: tuple[str, ...] = ()
    page_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    checks: tuple[CheckItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """All steps, in the order of their numbers."""

    title: str
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        """Return the step with this id; raise KeyError when there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)
