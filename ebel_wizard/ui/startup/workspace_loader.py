"""Claim the workspace's folder and load what is in it; runs in the background."""

import logging
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSysInfo, qVersion

from ebel_wizard import __version__, settings
from ebel_wizard.case.answers import Answers
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.model import Guide
from ebel_wizard.store import mounts, program_log
from ebel_wizard.store.backups import Backup
from ebel_wizard.store.errors import Fault, StoreError
from ebel_wizard.store.lock import InUseError, WorkspaceLock
from ebel_wizard.store.opening import make_folder
from ebel_wizard.store.restore import restore_backup
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.turkish import dates
from ebel_wizard.ui.shell.places import LAST_STEP_KEY, PLACE_KEY
from ebel_wizard.ui.startup.single_instance import notify_running_instance

_log = logging.getLogger(__name__)
_START: Final = timedelta(minutes=1)


class AlreadyRunningError(Exception):
    """Another window has the workspace, and was asked to come to the front."""


@dataclass(frozen=True, slots=True)
class LoadedWorkspace:
    """Everything the window is made from."""

    workspace: Workspace
    answers: Answers
    guide: Guide
    place: str
    last_step: str


class WorkspaceLoader:
    """Holds the lock of a workspace's folder: two windows on one would write over each other.

    A killed program leaves no lock behind.
    """

    def __init__(self, folder: Path, handover: Path | None = None) -> None:
        """``handover``: the hand-over file for the window that has the workspace already."""
        self._folder = folder
        self._handover = handover
        self._lock = WorkspaceLock(folder)
        self.takes_from_elsewhere = False
        """Whether the officer said that another machine or account does not have it open."""

    @property
    def is_claimed(self) -> bool:
        """Whether this program has the workspace."""
        return self._lock.is_taken

    def load(self, master_key: bytes | None) -> LoadedWorkspace:
        """Open the workspace, which is made when missing.

        Raises AlreadyRunningError, HeldElsewhereError, StoreError for what the officer can mend, or
        GuideError.
        """
        mounts.ensure_mounted(self._folder, settings.mounts_file())
        make_folder(self._folder)
        self._claim()  # before anything in it is touched, by another first start too
        workspace = Workspace.open(self._folder, master_key=master_key)
        self._claim()
        if not self.is_claimed:
            workspace.close()
            raise StoreError(Fault.LOCKED)
        workspace.guard_by(self._lock)
        with suppress(OSError):  # it only serves a later start
            mounts.remember(self._folder, settings.mounts_file())
        guide = load_guide()
        dates.holiday(date.today())  # noqa: DTZ011 - the calendar is slow to load, and needed soon
        places = [workspace.recall(key) for key in (PLACE_KEY, LAST_STEP_KEY)]
        return LoadedWorkspace(workspace, workspace.load(), guide, *places)

    def restore(self, backup: Backup, master_key: bytes | None) -> LoadedWorkspace:
        """Put a backup in place of what cannot be read, and load it; raises as ``load`` does."""
        self._claim()
        if not self.is_claimed:
            raise StoreError(Fault.LOCKED)
        restore_backup(self._folder, backup)
        return self.load(master_key)

    def release(self) -> None:
        """Let another program have the workspace."""
        if self.is_claimed:
            _log.info("closed")
            program_log.end(self._folder)
            self._lock.release()

    def _claim(self) -> None:
        """Take the workspace.

        Raises AlreadyRunningError when another window has it and answered, StoreError when it did
        not, HeldElsewhereError. A folder that cannot be written to is left to the store, which
        reports it better.
        """
        if self.is_claimed:
            return
        try:
            self._lock.take(from_elsewhere=self.takes_from_elsewhere)
        except InUseError as error:
            is_starting = error.holder.took_it_within(_START)
            if notify_running_instance(self._folder, self._handover, is_starting=is_starting):
                raise AlreadyRunningError from error
            raise StoreError(Fault.LOCKED) from error
        except OSError:
            return
        program_log.begin(self._folder)
        versions = (__version__, platform.python_version(), qVersion())
        _log.info("ebel_wizard %s, Python %s, Qt %s", *versions)
        _log.info("on %s", QSysInfo.prettyProductName())
