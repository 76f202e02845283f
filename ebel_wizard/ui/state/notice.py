"""What the program has to say about something that happened, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

Action = tuple[str, Callable[[], None]]
"""The words of a button, and what it does."""


@dataclass(frozen=True)
class Notice:
    """A sentence with the buttons beside it; ``tone`` is that of a label."""

    text: str
    actions: tuple[Action, ...] = ()
    tone: str = ""
