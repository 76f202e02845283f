"""Notices that something other than this program altered the open database's files.

Between two checkpoints of its own connection nobody writes the database file: every change goes to
the log first. Each change carries a random stamp in the first page, so that two states of the file
never begin alike.
"""

from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import Final

from ebel_wizard.store import sidecar_files

_FIRST_PAGE: Final = 4096


class FileState(Enum):
    """What became of the files since they were noted."""

    OWN = auto()
    TAKEN_AWAY = auto()
    """A file has no name any more, or another one has it; the open one is whole."""
    ALTERED = auto()
    """Something was written over the open file."""


class FileWatch:
    """Remembers the files as this program left them."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self.identities: tuple[sidecar_files.Identity, ...] = ()
        """Which files they are, as ``sidecar_files.identities`` returns them."""
        self._content = (0, b"")

    def note(self) -> None:
        """Take the files as they are now for this program's own."""
        self.identities = sidecar_files.identities(self._database)
        self._content = self._read()

    def state(self) -> FileState:
        """Compare the files with those noted last."""
        now = sidecar_files.identities(self._database)
        if now[:1] == self.identities[:1] and self._read() != self._content:
            return FileState.ALTERED
        return FileState.OWN if now == self.identities else FileState.TAKEN_AWAY

    def is_replaced(self) -> bool:
        """Return whether another file has the database's name."""
        now = sidecar_files.identities(self._database)[:1]
        return now != self.identities[:1] and now != (sidecar_files.NO_FILE,)

    def _read(self) -> tuple[int, bytes]:
        """Return the size and the first page of the database; nothing where it is not there."""
        with suppress(OSError), self._database.open("rb") as opened:
            return self._database.stat().st_size, opened.read(_FIRST_PAGE)
        return 0, b""
