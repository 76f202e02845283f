"""The open workspace: answers in memory, every change on its way to the disk, problems, undo."""

import dataclasses
from collections import deque
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from ebel_wizard import settings as settings_room
from ebel_wizard.case import register, rules
from ebel_wizard.case.book import PERSON, STEP, Book, Change
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.guide.model import Guide
from ebel_wizard.guide.progress import StepState, touched
from ebel_wizard.settings import Settings
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.lanes import Lane
from ebel_wizard.vault import Vault

PLACE = "place"
LAST_STEP = "last-step"
GEOMETRY = "geometry"
_KEYRING_PATIENCE = 0.5  # seconds; a keyring may be waiting for an unlock that nobody gives
TYPING_PAUSE_MS = 400  # typing is committed at the latest half a second after the last key


_Typed = tuple[Callable[[], Change | None], str]
"""What is being typed: the change it comes to, and the step it belongs to."""


class SaveMark(Enum):
    """What the window says about the disk; SAVED only when every edit is durable."""

    SAVING = "kaydediliyor…"
    SAVED = "✓ kaydedildi"
    FAILED = "kaydedilemedi"


class Session(QObject):
    """The window's one way to the answers.

    A change is carried out in memory at once and handed to the database lane; the save mark turns
    to SAVED when nothing typed and nothing handed over is left. A change that could not be written
    stays first in line and is tried again with the next one or by ``retry``.
    """

    changed = Signal(object)
    save_mark = Signal(object, object)
    settings_changed = Signal()
    undo_changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        book: Book,
        guide: Guide,
        settings: Settings,
        database: Lane,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self.guide = guide
        self.settings = settings
        self.today = today
        self.vault = Vault(workspace.id)
        self.vault_lane = Lane("vault", self)
        self.work_lane = Lane("work", self)
        self._workspace = workspace
        self._database = database
        self._unsaved: deque[tuple[Change, bool]] = deque()
        self._writing = False
        self._error: StoreError | None = None
        self._typed: dict[object, _Typed] = {}
        self._last_typed: object = None
        self._undo: list[Change] = []
        self._case: Case | None = None
        self._problems: tuple[Problem, ...] | None = None
        self._people: list[str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    # Reading

    def case(self) -> Case:
        """The answers as a frozen case, with the addressee of the settings."""
        if self._case is None:
            case = self.book.case()
            addressee = Addressee(
                self.settings.addressee_body,
                self.settings.addressee_unit,
                self.settings.addressee_address,
            )
            self._case = dataclasses.replace(
                case, letter=dataclasses.replace(case.letter, addressee=addressee)
            )
        return self._case

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong or missing now."""
        if self._problems is None:
            self._problems = rules.check(self.case(), self.today())
        return self._problems

    def people(self) -> list[str]:
        """Everybody's id by name; the same list until one of them is altered."""
        if self._people is None:
            self._people = register.sorted_people(self.book)
        return self._people

    # Changing

    def typed(self, key: object, make: Callable[[], Change | None], step_id: str) -> None:
        """Note what is being typed; ``make`` gives its change when it is committed.

        ``make`` holds the text itself, for the widget may be gone by then.
        """
        others = {other: typed for other, typed in self._typed.items() if other != key}
        self._typed = {key: (make, step_id)}
        self._commit_all(others)
        self._timer.start()
        self._tell()

    def is_typing(self, key: object) -> bool:
        """Whether something typed under this key is not committed yet; a field must keep it."""
        return key in self._typed

    def left(self, key: object) -> None:
        """The field was left: commit what was typed and end its burst of typing."""
        self.flush()
        if self._last_typed == key:
            self._last_typed = None

    def flush(self) -> None:
        """Commit what is being typed now, wherever the cursor is."""
        self._timer.stop()
        typed, self._typed = self._typed, {}
        self._commit_all(typed)

    def commit(self, make: Callable[[], Change | None], step_id: str) -> None:
        """Carry out a change that belongs to a step (or to none); the step begins if it had not.

        What is being typed is committed first, and ``make`` starts from there.
        """
        self.flush()
        change = make()
        if change is not None:
            self._last_typed = None
            self._take(change, step_id, joins=False)

    def set_state(self, step_id: str, alter: Callable[[StepState], StepState], label: str) -> None:
        """Keep what the officer said about a step, as an alteration of what was said before."""
        book = self.book
        self.commit(lambda: book.set_state(step_id, alter(book.state(step_id)), label), step_id)

    def undo(self) -> None:
        """Take back the last change of this session, if there is one."""
        self.flush()
        if self._undo:
            self._last_typed = None
            self._carry_out(self._undo.pop().inverse(), joins=False)
            self.undo_changed.emit()

    @property
    def undo_label(self) -> str:
        """The change that ``undo`` would take back, in words, or nothing."""
        return self._undo[-1].label if self._undo else ""

    def change_settings(self, settings: Settings) -> None:
        """Keep the settings of this machine; raises OSError when they cannot be written."""
        settings_room.save(settings)
        self.settings = settings
        self._case = self._problems = None
        self.settings_changed.emit()

    def remember(self, key: str, value: str) -> None:
        """Keep where the officer is, for the next start.

        Losing this loses no answer, so a disk that refuses it is not spoken of.
        """
        self._database.run(
            lambda: self._workspace.remember(key, value), lambda _: None, lambda _: None
        )

    def retry(self) -> None:
        """Try again to write what could not be written."""
        self._error = None
        self._write()

    @property
    def unsaved(self) -> bool:
        """Whether anything typed or changed is not yet durable."""
        return bool(self._typed or self._unsaved or self._writing)

    def close(self) -> None:
        """Let go of the workspace; what is unsaved is lost, so ask ``unsaved`` first."""
        self._timer.stop()
        self._database.run(self._workspace.close, lambda _: None, lambda _: None)
        self._database.close()
        self.work_lane.close()
        self.vault_lane.close(_KEYRING_PATIENCE)

    # Inside

    def _commit_all(self, typed: Mapping[object, _Typed]) -> None:
        for key, (make, step_id) in typed.items():
            change = make()
            if change is not None:
                self._take(change, step_id, joins=key == self._last_typed)
                self._last_typed = key
        self._tell()

    def _take(self, change: Change, step_id: str, *, joins: bool) -> None:
        begun = None
        if step_id:
            state = touched(self.book.state(step_id))
            begun = self.book.set_state(step_id, state, change.label)
        if begun is not None and not any(edit.table == STEP for edit in change.edits):
            change = Change(change.label, (*change.edits, *begun.edits))
        self._carry_out(change, joins)
        if joins and self._undo:
            change = self._undo.pop().followed_by(change)
        self._undo.append(change)
        self.undo_changed.emit()

    def _carry_out(self, change: Change, joins: bool) -> None:
        self.book.apply(change)
        self._case = self._problems = None
        if any(edit.table == PERSON for edit in change.edits):
            self._people = None
        self._unsaved.append((change, joins))
        self.changed.emit(change)
        self._write()

    def _write(self) -> None:
        if self._writing or not self._unsaved:
            self._tell()
            return
        self._writing = True
        change, joins = self._unsaved[0]
        self._tell()
        self._database.run(
            lambda: self._workspace.apply(change, joins=joins), self._written, self._not_written
        )

    def _written(self, _: None) -> None:
        self._unsaved.popleft()
        self._writing = False
        self._error = None
        self._write()

    def _not_written(self, error: Exception) -> None:
        self._writing = False
        known = isinstance(error, StoreError)
        self._error = error if isinstance(error, StoreError) else StoreError(Fault.UNKNOWN)
        self._tell()
        if not known:
            raise error

    def _tell(self) -> None:
        if self._error is not None:
            self.save_mark.emit(SaveMark.FAILED, self._error)
        else:
            self.save_mark.emit(SaveMark.SAVING if self.unsaved else SaveMark.SAVED, None)
