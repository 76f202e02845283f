"""The open workspace: answers in memory, every change on its way to the disk, problems, undo."""

import dataclasses
import logging
from collections import deque
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ebel_wizard import settings as settings_module
from ebel_wizard.case import case_rules, compare, register, rules
from ebel_wizard.case.answers import GUIDE, LOGO, Answers, Change, File
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import FILE, PERSON, STEP, STEP_TEXT
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.guide.loader import GuideError, parse_guide
from ebel_wizard.guide.model import Guide
from ebel_wizard.guide.progress import StepState, mark_started
from ebel_wizard.guide.rewrite import with_texts
from ebel_wizard.settings import Settings
from ebel_wizard.store.backups import Backup, Reason
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.kept_files import Files
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.workspace import HistoryEntry, Workspace
from ebel_wizard.ui.state.document_check import DocumentCheck
from ebel_wizard.ui.state.encryption import Encryption
from ebel_wizard.ui.state.worker import SerialWorker
from ebel_wizard.untrusted import UnreadableError
from ebel_wizard.vault import KEP, Secret, State, Vault

_log = logging.getLogger(__name__)
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
    erased = Signal()
    """Nothing is left of the case; the window is to be closed."""
    guide_changed = Signal()
    """The steps have other words, or are others."""
    problems_changed = Signal()
    """What was found beside the rules, a moment after the answers changed."""
    undo_changed = Signal()

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
        self._shipped = guide
        self._given: tuple[str, Guide] = ("", guide)
        self._guide: Guide | None = None
        self.settings = settings
        self.today = today
        self.vault = Vault(workspace.id)
        self.vault_worker = SerialWorker("vault", self)
        self.background_worker = SerialWorker("work", self)
        self._workspace = workspace
        self._database = database
        self.encryption = Encryption(workspace, database, self.vault, self.vault_worker, self)
        self._unsaved: deque[tuple[Change, bool, Reason | None]] = deque()
        self._writing = False
        self._error: StoreError | None = None
        self._typed: dict[object, _Typed] = {}
        self._last_typed: object = None
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._case: Case | None = None
        self._snapshot: Snapshot | None = None
        self._problems: tuple[Problem, ...] | None = None
        self._papers = DocumentCheck(self.snapshot, self.background_worker, self)
        self._papers.changed.connect(self._papers_checked)
        self._people: list[str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    # Reading

    @property
    def guide(self) -> Guide:
        """The steps, in the officer's own words where there are some."""
        if self._guide is None:
            self._guide = with_texts(self.given_guide(), self.answers.rows(STEP_TEXT))
        return self._guide

    def given_guide(self) -> Guide:
        """The steps as the guide file has them: the officer's file, else the program's.

        A kept file that is lost or damaged leaves the program's in use.
        """
        ids = self.answers.file_ids(GUIDE)
        file = self.answers.file(ids[0]) if ids else None
        if file is None:
            return self._shipped
        if self._given[0] != file.digest:
            try:
                data = self._workspace.files.read(file.digest)
                self._given = (file.digest, parse_guide(data, Path(file.name)))
            except (StoreError, GuideError):
                self._given = (file.digest, self._shipped)
        return self._given[1]

    def case(self) -> Case:
        """The answers as a frozen case, with the addressee of the settings."""
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
        """What the documents are made from now; the same one until something changes."""
        if self._snapshot is None:
            ids = self.answers.file_ids(LOGO)
            logo_id = ids[0] if ids else ""
            digest = self.answers.file(logo_id).digest if ids else ""
            self._snapshot = Snapshot(self.case(), digest, logo_id, self._read_file, self.today())
        return self._snapshot

    @property
    def files(self) -> Files:
        """The kept files; any thread may read them."""
        return self._workspace.files

    def _read_file(self, digest: str) -> bytes:
        """Return a kept file on any thread; raise UnreadableError."""
        try:
            return self.files.read(digest)
        except StoreError as error:
            raise UnreadableError(error.what) from error

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong, missing or doubtful.

        What the rules say is of this moment. What the documents add takes their typefaces, so it
        is found off the window's thread; until then what they said last stands.
        """
        if self._problems is None:
            found = case_rules.check(self.case(), self.today())
            self._problems = rules.in_order((*found, *self._papers.found))
        self._papers.look()
        return self._problems

    def people(self) -> list[str]:
        """Everybody's id by name; the same list until one of them is altered."""
        if self._people is None:
            self._people = register.sorted_people(self.answers)
        return self._people

    def history(
        self,
        limit: int,
        before: int | None,
        then: Callable[[list[HistoryEntry]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Look up what was changed, the newest first; ``then`` is given it."""
        self._database.run(partial(self._workspace.history, limit, before), then, failed)

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

    def commit(
        self,
        make: Callable[[], Change | None],
        step_id: str,
        backs_up: Reason | None = None,
    ) -> None:
        """Carry out a change that belongs to a step (or to none); the step begins if it had not.

        What is being typed is committed first, and ``make`` starts from there. ``backs_up``: why
        a backup comes before it.
        """
        self.flush()
        change = make()
        if change is not None:
            self._last_typed = None
            self._take(change, step_id, coalesce=False, backs_up=backs_up)

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
    ) -> None:
        """Keep a file in the workspace, and then the change that names it; ``failed`` says why
        it could not be kept.
        """
        # A name that is no text on this system has to become one, or nothing more could be saved.
        name = name.encode(errors="replace").decode()

        def kept(digest: str) -> None:
            file = File(owner, name, digest, len(data))
            self.commit(partial(self.answers.add_file, file), step_id)

        self.keep(data, kept, failed)

    def keep(
        self, data: bytes, then: Callable[[str], None], failed: Callable[[StoreError], None]
    ) -> None:
        """Keep a content that a change is to name; ``then`` is given its digest."""

        def refused(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            failed(error)

        self._database.run(partial(self._workspace.files.keep, data), then, refused)

    def list_backups(
        self,
        then: Callable[[tuple[list[Backup], StoreError | None]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """The backups, newest first, and why the last one could not be made."""
        workspace = self._workspace
        self._database.run(lambda: (workspace.backups(), workspace.not_backed_up), then, failed)

    def read_backup(
        self, backup: Backup, then: Callable[[Answers], None], failed: Callable[[Exception], None]
    ) -> None:
        """All answers of a backup; ``failed`` gets StoreError when it cannot be read."""
        self._database.run(partial(read_backup, backup, self._workspace.master_key), then, failed)

    def go_back(self, wanted: Answers, label: str, reason: Reason) -> None:
        """Say what a backup or another workstation says: one change like any other, undone like
        any other.
        """
        self.commit(lambda: compare.change_to(self.answers, wanted, label), "", reason)

    def undo(self) -> None:
        """Take back the last change of this session, if there is one."""
        self.flush()
        if self._undo:
            self._last_typed = None
            change = self._undo.pop()
            self._redo.append(change)
            self._carry_out(change.inverse(), coalesce=False)
            self.undo_changed.emit()

    def redo(self) -> None:
        """Do again what was taken back last; a new change leaves nothing to do again."""
        self.flush()
        if self._redo:
            self._last_typed = None
            change = self._redo.pop()
            self._undo.append(change)
            self._carry_out(
                dataclasses.replace(change, label=f"Yinelendi: {change.label}"), coalesce=False
            )
            self.undo_changed.emit()

    @property
    def undo_label(self) -> str:
        """The change that ``undo`` would take back, in words, or nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """The change that ``redo`` would do again, in words, or nothing."""
        return self._redo[-1].label if self._redo else ""

    def change_settings(self, settings: Settings) -> None:
        """Keep the settings of this machine; raises OSError when they cannot be written."""
        settings_module.save(settings)
        self.settings = settings
        self._forget()
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

    def erase(self, failed: Callable[[str], None]) -> None:
        """Delete the secrets, then everything in the workspace; ``erased`` follows, or ``failed``
        with a sentence. What the keyring does not give up keeps the rest in place, and what opens
        an encrypted workspace goes last.
        """
        self.flush()

        def secrets_gone(states: list[State]) -> None:
            if not all(state in {State.EMPTY, State.ABSENT} for state in states):
                failed(
                    "Anahtarlıktaki parola ve şifre silinemedi; anahtarlığın kilidini açıp yeniden "
                    "deneyin. Başka hiçbir şey silinmedi."
                )
                return
            self._database.run(self._workspace.erase, gone, not_gone)

        def gone(_: None) -> None:
            self._unsaved.clear()
            self.vault_worker.run(
                partial(vault.remove, Secret.MASTER_KEY), lambda _: self.erased.emit()
            )

        def not_gone(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            failed(f"{error.what} {error.remedy}")

        vault = self.vault
        self.vault_worker.run(lambda: [vault.remove(each) for each in KEP], secrets_gone)

    def close(self) -> None:
        """Let go of the workspace; what is unsaved is lost, so ask ``unsaved`` first."""
        self._timer.stop()
        self._papers.stop()
        self._database.run(self._workspace.close, lambda _: None, lambda _: None)
        self._database.close()
        self.background_worker.close()
        self.vault_worker.close(_KEYRING_PATIENCE)

    # Inside

    def _commit_all(self, typed: Mapping[object, _Typed]) -> None:
        for key, (make, step_id) in typed.items():
            change = make()
            if change is not None:
                self._take(change, step_id, coalesce=key == self._last_typed)
                self._last_typed = key
        self._tell()

    def _take(
        self, change: Change, step_id: str, *, coalesce: bool, backs_up: Reason | None = None
    ) -> None:
        begun = None
        if step_id:
            state = mark_started(self.answers.state(step_id))
            begun = self.answers.set_state(step_id, state, change.label)
        if begun is not None and not any(edit.table == STEP for edit in change.edits):
            change = Change(change.label, (*change.edits, *begun.edits))
        self._carry_out(change, coalesce, backs_up)
        if coalesce and self._undo:
            change = self._undo.pop().followed_by(change)
        self._undo.append(change)
        self._redo.clear()
        self.undo_changed.emit()

    def _carry_out(self, change: Change, coalesce: bool, backs_up: Reason | None = None) -> None:
        self.answers.apply(change)
        self._forget()
        if any(edit.table == PERSON for edit in change.edits):
            self._people = None
        self._unsaved.append((change, coalesce, backs_up))
        if any(edit.table in {STEP_TEXT, FILE} for edit in change.edits):
            before, self._guide = self._guide, None
            if self.guide != before:
                self.guide_changed.emit()
        self.changed.emit(change)
        self._write()

    def _forget(self) -> None:
        self._case = self._snapshot = self._problems = None

    def _papers_checked(self) -> None:
        self._problems = None
        self.problems_changed.emit()

    def _write(self) -> None:
        if self._writing or not self._unsaved:
            self._tell()
            return
        self._writing = True
        change, coalesce, backs_up = self._unsaved[0]
        self._tell()
        self._database.run(
            lambda: self._workspace.apply(change, coalesce=coalesce, backs_up=backs_up),
            self._written,
            self._not_written,
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
        _log.error("not written: %s", self._error.fault.name)
        self._tell()
        if not known:
            raise error

    def _tell(self) -> None:
        if self._error is not None:
            self.save_mark.emit(SaveMark.FAILED, self._error)
        else:
            self.save_mark.emit(SaveMark.SAVING if self.unsaved else SaveMark.SAVED, None)
