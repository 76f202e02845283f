"""Copies the backups to the second place of the settings, on a thread of its own.

The place may be a stick that is not there or a share that does not answer: nothing waits for it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from ebel_wizard.store import backups, second_place
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.state.worker import SerialWorker

_TIMEOUT_S: Final = 5
_Seen = tuple[tuple[str, int, int], ...]


class SecondPlace(QObject):
    """Knows why the backups are not in their second place as well."""

    changed = Signal()
    """They were copied, or could not be copied."""

    def __init__(
        self, folder: Path, workspace_id: str, place: Callable[[], str], parent: QObject
    ) -> None:
        """``folder``: the workspace's; ``place``: the setting, empty for no second place."""
        super().__init__(parent)
        self.failure: StoreError | None = None
        self._own = folder / backups.FOLDER_NAME
        self._id = workspace_id
        self._place = place
        self._worker = SerialWorker("copies", self)
        self._copied: tuple[str, _Seen] | None = None
        self._is_busy = self._is_due = False

    def refresh(self) -> None:
        """Copy what is not there yet; quick where nothing was backed up since."""
        place = self._place()
        if not place:
            self._tell(None)
            return
        if self._is_busy:  # a share may take its time
            self._is_due = True
            return
        self._is_busy = True

        def copy() -> tuple[str, _Seen] | None:
            seen = place, _seen(self._own)
            if seen == self._copied:
                return None
            second_place.bring_up_to_date(self._own, Path(place), self._id)
            return seen

        self._worker.run(copy, self._is_copied, self._failed, receiver=self)

    def remove(
        self, done: Callable[[None], None], failed: Callable[[str], None], *, receiver: QObject
    ) -> None:
        """Delete the copies, before everything else is deleted."""
        place = self._place()

        def remove() -> None:
            if place:
                second_place.remove(Path(place), self._id)

        def not_removed(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            failed(f"{error.what} {error.remedy} Başka hiçbir şey silinmedi.")

        self._copied = None
        self._worker.run(remove, done, not_removed, receiver=receiver)

    def close(self) -> None:
        """End; a copy that does not come to its end is given up, and made again next time."""
        self._worker.close(_TIMEOUT_S)

    def _is_copied(self, seen: tuple[str, _Seen] | None) -> None:
        if seen is not None:
            self._copied = seen
            self._tell(None)
        self._go_on()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._copied = None
        self._tell(error)
        self._go_on()

    def _go_on(self) -> None:
        self._is_busy = False
        if self._is_due:
            self._is_due = False
            self.refresh()

    def _tell(self, failure: StoreError | None) -> None:
        is_news = failure is not None or self.failure is not None
        self.failure = failure
        if is_news:
            self.changed.emit()


def _seen(folder: Path) -> _Seen:
    """Return what tells whether the workspace's backups are those that were copied."""
    states = ((each.file.name, each.file.stat()) for each in backups.list_backups(folder))
    try:
        return tuple((name, state.st_size, state.st_mtime_ns) for name, state in states)
    except OSError:  # one is being replaced
        return ()
