"""What can be undone and redone in this session."""

from dataclasses import replace

from ebel_wizard.case.answers import Change


class UndoStack:
    """The changes of this session in their order, and those undone; knows nothing of the answers.

    ``undo`` and ``redo`` return the change that the caller has to apply.
    """

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def push(self, change: Change, *, coalesce: bool = False) -> None:
        """Add a change that was made; nothing can be redone after it.

        ``coalesce``: it continues the last one, and the two are undone together.
        """
        if coalesce and self._done:
            change = self._done.pop().followed_by(change)
        self._done.append(change)
        self._undone.clear()

    def withdraw(self, table: str, key: str) -> Change | None:
        """Return the last change, and forget it, if it added this row; else None."""
        last = self._done[-1].edits if self._done else ()
        adds = any((e.table, e.key, e.before) == (table, key, None) for e in last)
        return self._done.pop() if adds else None

    def clear(self) -> None:
        """Let nothing be undone or redone."""
        self._done.clear()
        self._undone.clear()

    def undo(self) -> Change | None:
        """Return the inverse of the last change; None when there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        return change.inverse()

    def redo(self) -> Change | None:
        """Return the change undone last, labelled as redone; None when there is none."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        return replace(change, label=f"Yinelendi: {change.label}")

    @property
    def undo_label(self) -> str:
        """The label of the change that ``undo`` takes back, or an empty string."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """The label of the change that ``redo`` makes again, or an empty string."""
        return self._undone[-1].label if self._undone else ""
