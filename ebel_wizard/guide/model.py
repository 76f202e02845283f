"""What a step is. The steps themselves are rows of ``resources/guide/e-belediye.toml``."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A word of the guide file or the database, with the Turkish the officer reads for it."""

    label: str

    # The default is for mypy alone, which takes ``Day("before")`` for a call of this.
    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Responsible(Labelled):
    """Who carries a step out."""

    MUNICIPALITY = "belediye", "Belediye"
    PROJECT_OFFICER = "proje-sorumlusu", "Belediye Proje Sorumlusu"
    HELPDESK = "yardim-masasi", "Bakanlık Yardım Masası"


class Source(Labelled):
    """Whether the Ministry's guide says it, or it was inferred where the guide's page is lost."""

    GUIDE = "guide", "resmî kılavuz"
    INFERRED = "inferred", "çıkarım: resmî kılavuzla doğrulayın"


class Day(Labelled):
    """When a step belongs: any day before the move, or the day of the move itself."""

    BEFORE = "before", "geçiş gününden önce"
    GO_LIVE = "go-live", "geçiş günü"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A box to tick; ``id`` is unique within its step."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``id`` never changes, for answers are stored under it; ``number`` is its place.

    With a ``search_word``, ``menu_path`` is what is picked from the search box's answers. A step
    that ``sends`` something awaits an answer. Without ``pages`` it is shown on the general page.
    ``working_days_before`` the go-live day it should be done; None where the guide does not say.
    """

    id: str
    number: int
    title: str
    responsible: Responsible
    source: Source
    day: Day
    instructions: tuple[str, ...]
    menu_path: tuple[str, ...] = ()
    search_word: str = ""
    sends: bool = False
    working_days_before: int | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    checks: tuple[CheckItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """All steps, in the order of their numbers."""

    title: str
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        """The step with this id; raises KeyError when the guide has none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)
