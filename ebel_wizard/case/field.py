"""What a question is: its words, how its answer is typed, and when it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ebel_wizard.case.model import Case


class Kind(Enum):
    """How an answer is typed and shown."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    CHOICE = "choice"
    PROVINCE = "province"
    TCKN = "tckn"
    PHONE = "phone"
    NUMBER = "number"
    DIGITS = "digits"
    NUMBERS = "numbers"
    """Whole numbers with commas between them."""
    ADDRESS = "address"
    """An e-mail, KEP or web address."""


class Capitals(Enum):
    """How the capitals of an answer are mended."""

    ANY = "any"
    NAME = "name"
    """Of a person: every word begins with one and goes on in small letters."""
    TITLE = "title"
    """Of a post, a unit or a body: as a name, but ``ve``, ``e-Belediye`` and ``CBS`` stay."""
    ADDRESS = "address"
    """As a name where it has none at all."""


WARNED_OF: Final = frozenset({"letter.medium"})
"""What a case can do without, though it is asked: where it is missing, a rule of its own warns."""


def always(_: Case) -> bool:
    """Ask in every case."""
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """One question: ``label`` and ``hint`` are what the officer reads beside it."""

    path: str
    label: str
    help: str = ""
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: Mapping[str, str] | None = None
    example: str = ""
    width: int = 0
    """How wide such answers usually are, in grid units; 0 where their kind tells it."""
    capitals: Capitals = Capitals.ANY
    beside: bool = False
    """Whether it stands beside the question before it."""
    applies: Callable[[Case], bool] = always
    """Whether the question is asked for a case; an answer that no longer applies is kept."""

    @property
    def hint(self) -> str:
        """Return the line under the question: its help, its example or both."""
        if not self.example:
            return self.help
        return f"{self.help}; örnek: {self.example}" if self.help else f"Örnek: {self.example}"

    @property
    def indispensable(self) -> bool:
        """Whether every case has to answer the question."""
        return self.required and self.applies is always and self.path not in WARNED_OF
