"""What is being typed and not committed yet."""

from collections.abc import Callable
from dataclasses import dataclass

from ebel_wizard.case.answers import Change

MakeChange = Callable[[], Change | None]
"""Returns the change that an edit comes to from the answers as they are; None for no change."""


@dataclass(frozen=True, slots=True)
class Typing:
    """Text typed into one field."""

    key: object
    """Identifies the field."""
    make: MakeChange
    """Holds the text itself, for the widget may be gone when it is committed."""
    step_id: str


class TypingBuffer:
    """Holds what is typed into one field at a time, and knows which commits are one burst.

    A burst is typing in one field that nothing else interrupted: its commits are undone together.
    """

    def __init__(self) -> None:
        self._typing: Typing | None = None
        self._burst: object = None

    def __bool__(self) -> bool:
        """Return whether something waits to be committed."""
        return self._typing is not None

    def put(self, typing: Typing) -> Typing | None:
        """Hold what is being typed; return what another field was holding, to be committed now."""
        before, self._typing = self._typing, typing
        return before if before is not None and before.key != typing.key else None

    def holds(self, key: object) -> bool:
        """Return whether text of this field waits to be committed."""
        return self._typing is not None and self._typing.key == key

    def take(self) -> Typing | None:
        """Return what is held and hold nothing."""
        typing, self._typing = self._typing, None
        return typing

    def continues_burst(self, key: object) -> bool:
        """Return whether a commit of this field continues the burst; if not, it begins one."""
        continues = self._burst == key
        self._burst = key
        return continues

    def end_burst(self, key: object = None) -> None:
        """End the burst of a field, or of whichever field it is."""
        if key is None or self._burst == key:
            self._burst = None
