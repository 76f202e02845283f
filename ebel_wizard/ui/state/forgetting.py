"""Forget deleted people in history and backups, and know whether to offer it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ebel_wizard.store.forgetting import Forgotten
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.state.worker import SerialWorker, call_if_alive

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Forgettable:
    """What the question before it says."""

    names: tuple[str, ...]
    """Of the deleted people; empty for somebody without a name."""
    set_aside: tuple[str, ...]
    """The names of files that stay as they are."""


class Forgetting(QObject):
    """Forgets on the database's worker, even if the receiver of the outcome is gone."""

    changed = Signal()
    """Somebody was forgotten, or whether it is offered became known."""
    progressed = Signal(int, int)
    """How many files are done, and of how many."""

    def __init__(self, workspace: Workspace, database: SerialWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._database = database
        self.is_offered = False
        """Whether the officer is to be reminded; False until it was looked up."""
        self._look_up()

    def find(
        self, done: Callable[[Forgettable], None], failed: Failed, *, receiver: QObject
    ) -> None:
        """Look up who would be forgotten."""
        workspace = self._workspace

        def find() -> Forgettable:
            names = workspace.forgetting.find().names.values()
            return Forgettable(tuple(names), tuple(workspace.forgetting.set_aside()))

        self._database.run(find, done, failed, receiver=receiver)

    def forget(
        self, done: Callable[[Forgotten], None], failed: Failed, *, receiver: QObject
    ) -> None:
        """Forget everybody who was deleted; ``Session.end_undo`` comes before.

        Each file is a job of its own, so that answers are saved in between.
        """
        report, report_failure = call_if_alive(receiver, done), call_if_alive(receiver, failed)
        steps = self._workspace.forgetting.run()
        last = Forgotten(0, 0, 0)

        def advance() -> None:
            self._database.run(lambda: next(steps, None), stepped, report_failure, receiver=self)

        def stepped(step: Forgotten | None) -> None:
            nonlocal last
            if step is not None:
                last = step
                self.progressed.emit(step.done, step.total)
                advance()
                return
            report(last)
            self.changed.emit()
            self._look_up()

        advance()

    def postpone(self) -> None:
        """Remind the officer after as many days of use again."""
        self.is_offered = False
        self._database.run(
            self._workspace.forgetting.postpone, lambda _: None, lambda _: None, receiver=self
        )
        self.changed.emit()

    def _look_up(self) -> None:
        def found(is_offered: bool) -> None:
            if is_offered != self.is_offered:
                self.is_offered = is_offered
                self.changed.emit()

        self._database.run(self._workspace.forgetting.is_offered, found, _ignore, receiver=self)


def _ignore(_: Exception) -> None:
    """Offer nothing where the disk refuses to tell; the request itself says why."""
