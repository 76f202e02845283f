"""The open workspace as the window sees it."""

import dataclasses
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from ebel_wizard import settings as settings_module
from ebel_wizard.case import case_rules, compare, fields, paper_rules, register, rules
from ebel_wizard.case.answers import LOGO, Answers, Change, File
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.case.tables import FILE, PERSON, STEP, STEP_TEXT
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.guide import plan
from ebel_wizard.guide.model import Guide
from ebel_wizard.guide.progress import StepState, mark_started
from ebel_wizard.settings import Settings
from ebel_wizard.store.backups import Reason
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.state import erasing
from ebel_wizard.ui.state.async_workspace import AsyncWorkspace
from ebel_wizard.ui.state.change_queue import ChangeQueue, PendingChange
from ebel_wizard.ui.state.document_check import DocumentCheck
from ebel_wizard.ui.state.encryption import Encryption
from ebel_wizard.ui.state.forgetting import Forgetting
from ebel_wizard.ui.state.guide_source import GuideSource
from ebel_wizard.ui.state.notice import Action, Notice
from ebel_wizard.ui.state.pending_files import PendingFiles
from ebel_wizard.ui.state.save_status import SaveStatus
from ebel_wizard.ui.state.second_place import SecondPlace
from ebel_wizard.ui.state.typing_buffer import MakeChange, Typing, TypingBuffer
from ebel_wizard.ui.state.undo import UndoStack
from ebel_wizard.ui.state.worker import SerialWorker, call_if_alive
from ebel_wizard.untrusted import UnreadableError
from ebel_wizard.vault import Vault

_READING_TIMEOUT_S = 0.5
_KEYRING_TIMEOUT_S = 0.5  # a keyring may be waiting for an unlock that nobody gives
TYPING_PAUSE_MS = 400  # typing is committed at the latest half a second after the last key
TYPING_LIMIT_MS = 1_500  # and where there is no pause, so that it is saved within two seconds


class Session(QObject):
    """The window's one way to the answers.

    A change is made in memory at once and queued for the database; the save status becomes SAVED
    when nothing typed and nothing queued is left.
    """

    changed = Signal(object)
    """The Change that the answers have just taken."""
    save_status_changed = Signal(object, object)
    """The SaveStatus, and the StoreError when saving failed."""
    settings_changed = Signal()
    erased = Signal()
    """Nothing is left of the case; the window is to be closed."""
    guide_changed = Signal()
    """The steps have other words, or are others."""
    problems_changed = Signal()
    """What was found beside the rules, a moment after the answers changed."""
    undo_changed = Signal()
    backups_changed = Signal()
    """A backup was made, or could not be made."""
    noticed = Signal(object)
    """The Notice of something that happened out of the officer's sight."""

    def __init__(
        self,
        workspace: Workspace,
        answers: Answers,
        guide: Guide,
        settings: Settings,
        database: SerialWorker,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.answers = answers
        self._guides = GuideSource(guide, answers, workspace.files)
        self.settings = settings
        self.today = today
        self.workspace_id = workspace.id
        self.vault = Vault(workspace.id)
        self.vault_worker = SerialWorker("vault", self)
        self.background_worker = SerialWorker("work", self)
        self.workspace = AsyncWorkspace(workspace, database)
        self.files = workspace.files
        """The kept files; any thread may read them."""
        self.encryption = Encryption(workspace, database, self.vault, self.vault_worker, self)
        self.forgetting = Forgetting(workspace, database, self)
        self.second_place = SecondPlace(
            workspace.files.folder.parent, workspace.id, lambda: self.settings.backup_folder, self
        )
        for signal in (self.backups_changed, self.forgetting.changed, self.encryption.changed):
            signal.connect(self.second_place.refresh)
        self._queue = ChangeQueue(
            partial(self.workspace.write, receiver=self), self._emit_save_status
        )
        self.pending_files = PendingFiles(self.workspace, self.background_worker, self)
        self.pending_files.changed.connect(self._emit_save_status)
        self._typing = TypingBuffer()
        self._undo = UndoStack()
        self._case: Case | None = None
        self._snapshot: Snapshot | None = None
        self._problems: tuple[Problem, ...] | None = None
        self._document_check = DocumentCheck(self.snapshot, self.background_worker, self)
        self._document_check.found_changed.connect(self._documents_checked)
        self._people: list[str] | None = None
        self._pause_timer, self._limit_timer = QTimer(self), QTimer(self)
        for timer, interval in (
            (self._pause_timer, TYPING_PAUSE_MS),
            (self._limit_timer, TYPING_LIMIT_MS),
        ):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(self.flush)

    # Reading

    @property
    def guide(self) -> Guide:
        """The steps, in the officer's own words where there are some."""
        return self._guides.guide()

    def base_guide(self) -> Guide:
        """Return the steps as the guide file has them, in its words."""
        return self._guides.base_guide()

    def case(self) -> Case:
        """Return the answers as a frozen case, with the addressee of the settings."""
        if self._case is None:
            case = self.answers.case()
            addressee = Addressee(
                self.settings.addressee_body,
                self.settings.addressee_unit,
                self.settings.addressee_address,
            )
            self._case = dataclasses.replace(
                case, letter=dataclasses.replace(case.letter, addressee=addressee)
            )
        return self._case

    def snapshot(self) -> Snapshot:
        """Return what the documents are made from; the same object until something changes."""
        if self._snapshot is None:
            ids = self.answers.file_ids(LOGO)
            logo_id = ids[0] if ids else ""
            digest = self.answers.file(logo_id).digest if ids else ""
            self._snapshot = Snapshot(self.case(), digest, logo_id, self._read_file, self.today())
        return self._snapshot

    def problems(self) -> tuple[Problem, ...]:
        """Return everything wrong, missing or doubtful.

        What the rules find is up to date. What the documents add needs their typefaces and is found
        in the background; until then the last findings stand.
        """
        if self._problems is None:
            today = self.today()
            earliest = plan.earliest_go_live(self.guide, self.answers.states(), today)
            ebys = self.answers.answer(fields.EBYS.path)
            found = case_rules.check(self.case(), today, earliest, ebys)
            # They stop their own papers; to everything else they are doubts.
            found += tuple(
                dataclasses.replace(each, severity=Severity.WARNING)
                for each in paper_rules.check(self.case())
            )
            self._problems = rules.in_order((*found, *self._document_check.found))
        self._document_check.schedule()
        return self._problems

    def people(self) -> list[str]:
        """Return everybody's id by name; the same list until one of them is altered."""
        if self._people is None:
            self._people = register.sorted_people(self.answers)
        return self._people

    # Changing

    def text_edited(self, key: object, make: MakeChange, step_id: str) -> None:
        """Hold what is being typed until there is a pause, or for a second and a half without one;
        ``make`` returns its change then.

        ``make`` holds the text itself, for the widget may be gone by then.
        """
        self._commit_typing(self._typing.put(Typing(key, make, step_id)))
        self._pause_timer.start()
        if not self._limit_timer.isActive():
            self._limit_timer.start()
        self._emit_save_status()

    def is_typing(self, key: object) -> bool:
        """Return whether something typed under this key is not committed; a field must keep it."""
        return self._typing.holds(key)

    def editing_finished(self, key: object) -> None:
        """Commit what was typed and end the field's burst of typing."""
        self.flush()
        self._typing.end_burst(key)

    def flush(self) -> None:
        """Commit what is being typed now, wherever the cursor is."""
        self._pause_timer.stop()
        self._limit_timer.stop()
        self._commit_typing(self._typing.take())
        self._emit_save_status()

    def commit(
        self,
        make: MakeChange,
        step_id: str,
        backup_reason: Reason | None = None,
    ) -> None:
        """Make a change that belongs to a step (or to none); the step begins if it had not.

        What is being typed is committed first, and ``make`` starts from there. ``backup_reason``:
        why a backup comes before it.
        """
        self.flush()
        change = make()
        if change is not None:
            self._typing.end_burst()
            self._record(change, step_id, backup_reason=backup_reason)

    def set_state(self, step_id: str, alter: Callable[[StepState], StepState], label: str) -> None:
        """Keep what the officer said about a step, as an alteration of what was said before."""
        answers = self.answers
        self.commit(
            lambda: answers.set_state(step_id, alter(answers.state(step_id)), label), step_id
        )

    def add_file(
        self,
        owner: str,
        name: str,
        data: bytes,
        step_id: str,
        failed: Callable[[StoreError], None],
        *,
        receiver: QObject,
    ) -> None:
        """Keep a file in the workspace, and then the change that names it, even if ``receiver`` is
        gone meanwhile; ``failed`` gets why it could not be kept.
        """
        # A name that is no text on this system has to become one, or nothing more could be saved.
        name = name.encode(errors="replace").decode()

        def stored(digest: str) -> None:
            file = File(owner, name, digest, len(data))
            self.commit(partial(self.answers.add_file, file), step_id)

        self.pending_files.store(data, stored, failed, receiver=receiver)

    def replace_answers(self, wanted: Answers, label: str, reason: Reason) -> None:
        """Take over the answers of a backup or another workstation in one change that can be
        undone; a backup of the present ones is made first.
        """
        self.commit(lambda: compare.change_to(self.answers, wanted, label), "", reason)

    def end_undo(self) -> bool:
        """Let nothing done before be undone or redone; return False where something is unsaved."""
        self.flush()
        if self.unsaved:
            return False
        self._typing.end_burst()
        self._undo.clear()
        self.undo_changed.emit()
        return True

    def withdraw(self, table: str, key: str) -> bool:
        """Take back the last change if it added this row, as if it had never been made: undo and
        history do not show it. Return False where something was done since.
        """
        self.flush()
        change = self._undo.withdraw(table, key)
        if change is not None:
            self._typing.end_burst()
            gone = dataclasses.replace(change.inverse(), label=change.label)
            self._apply(PendingChange(gone, coalesce=True))
            self.undo_changed.emit()
        return change is not None

    def undo(self) -> None:
        """Take back the last change of this session, if there is one."""
        self._travel(self._undo.undo)

    def redo(self) -> None:
        """Make again what was undone last, if nothing was changed since."""
        self._travel(self._undo.redo)

    @property
    def undo_label(self) -> str:
        """The change that ``undo`` would take back, in words, or nothing."""
        return self._undo.undo_label

    @property
    def redo_label(self) -> str:
        """The change that ``redo`` would make again, in words, or nothing."""
        return self._undo.redo_label

    def change_settings(self, settings: Settings) -> None:
        """Keep the settings of this machine; raises OSError when they cannot be written."""
        settings_module.save(settings)
        self.settings = settings
        self._invalidate()
        self.settings_changed.emit()
        self.second_place.refresh()

    def notify(self, text: str, *actions: Action, tone: str = "") -> None:
        """Say over the page what happened, with what can be done about it."""
        self.noticed.emit(Notice(text, actions, tone))

    def remember(self, key: str, value: str) -> None:
        """Keep where the officer is, for the next start."""
        self.workspace.remember(key, value, receiver=self)

    def retry(self) -> None:
        """Try again to write what could not be written."""
        self._queue.retry()

    @property
    def unsaved(self) -> bool:
        """Whether anything typed, changed or given to keep is not yet durable."""
        return bool(self._typing or self.pending_files) or not self._queue.is_empty

    def wait_saved(self, timeout_ms: int) -> bool:
        """Commit what is typed and wait until everything is durable; return whether it is.

        For the end of the desktop's session, which does not wait for what comes later.
        """
        self.flush()
        pause = QEventLoop()
        limit = QTimer(pause)
        limit.setSingleShot(True)
        limit.timeout.connect(pause.quit)
        limit.start(timeout_ms)
        self.save_status_changed.connect(pause.quit)
        self.retry()
        while self.unsaved and self._queue.error is None and limit.isActive():
            pause.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return not self.unsaved

    def erase(self, failed: Callable[[str], None], *, receiver: QObject) -> None:
        """Delete the secrets, then everything in the workspace; ``erased`` follows, or ``failed``
        with a sentence. What the keyring does not give up keeps the rest in place, and what opens
        an encrypted workspace goes last.
        """
        self.flush()
        erasing.erase(
            self.workspace,
            self.second_place,
            self.vault,
            self.vault_worker,
            self._queue.clear,
            self.erased.emit,
            call_if_alive(receiver, failed),
            owner=self,
        )

    def close(self) -> None:
        """Close the workspace; what is unsaved is lost, so ask ``unsaved`` first."""
        self._pause_timer.stop()
        self._limit_timer.stop()
        self._document_check.stop()
        self.workspace.close(receiver=self)
        # A file that does not come to its end is given up; documents being written are waited for.
        self.background_worker.close(_READING_TIMEOUT_S if self.pending_files else None)
        self.vault_worker.close(_KEYRING_TIMEOUT_S)
        self.second_place.close()

    # Inside

    def _commit_typing(self, typing: Typing | None) -> None:
        change = typing.make() if typing is not None else None
        if typing is not None and change is not None:
            self._record(change, typing.step_id, coalesce=self._typing.continues_burst(typing.key))

    def _record(
        self,
        change: Change,
        step_id: str,
        *,
        coalesce: bool = False,
        backup_reason: Reason | None = None,
    ) -> None:
        """Apply a change that can be undone, and begin its step with it."""
        begun = None
        if step_id:
            state = mark_started(self.answers.state(step_id))
            begun = self.answers.set_state(step_id, state, change.label)
        if begun is not None and not any(edit.table == STEP for edit in change.edits):
            change = Change(change.label, (*change.edits, *begun.edits))
        self._apply(PendingChange(change, coalesce, backup_reason))
        self._undo.push(change, coalesce=coalesce)
        self.undo_changed.emit()

    def _travel(self, step: Callable[[], Change | None]) -> None:
        """Undo or redo."""
        self.flush()
        change = step()
        if change is not None:
            self._typing.end_burst()
            self._apply(PendingChange(change))
            self.undo_changed.emit()

    def _apply(self, pending: PendingChange) -> None:
        """Change the answers and queue the change for the disk."""
        change = pending.change
        self.answers.apply(change)
        self._invalidate()
        tables = {edit.table for edit in change.edits}
        if PERSON in tables:
            self._people = None
        self._queue.append(pending)  # before anybody who hears of it can make another change
        if tables & {STEP_TEXT, FILE} and self._guides.refresh():
            self.guide_changed.emit()
        self.changed.emit(change)
        self._queue.write()  # nothing is on the disk that nobody heard of

    def _read_file(self, digest: str) -> bytes:
        """Return a kept file on any thread; raise UnreadableError."""
        try:
            return self.files.read(digest)
        except StoreError as error:
            raise UnreadableError(error.what) from error

    def _invalidate(self) -> None:
        self._case = self._snapshot = self._problems = None

    def _documents_checked(self) -> None:
        self._problems = None
        self.problems_changed.emit()

    def _emit_save_status(self) -> None:
        status = self._queue.status
        if status is SaveStatus.SAVED and self.unsaved:
            status = SaveStatus.SAVING
        self.save_status_changed.emit(status, self._queue.error)
