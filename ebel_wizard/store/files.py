"""Files kept inside the workspace, each under the digest of its content, in a folder of its own.

The book says whose they are and what they are called (``case.book.File``). A content once kept is
never altered, and taken away only with the whole workspace: undo and history speak of files that
no row names any more.
"""

import errno
import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from ebel_wizard.store.errors import Fault, StoreError

FOLDER_NAME: Final = "files"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_UNFINISHED: Final = ".yarim-"
_LENT: Final = "acilan"


@dataclass(frozen=True, slots=True)
class Files:
    """The folder of the files. ``keep`` belongs to the database lane; anybody may ``read``."""

    folder: Path

    def keep(self, data: bytes) -> str:
        """The digest under which this content is from now on, on disk for good (fsync).

        Raises StoreError; nothing half-written stays.
        """
        digest = sha256(data).hexdigest()
        try:
            if self._found(digest) != data:
                self._write(digest, data)
        except OSError as error:
            raise StoreError(_fault(error)) from error
        return digest

    def read(self, digest: str) -> bytes:
        """A kept content; StoreError when it is not there or not what was kept."""
        data = self._found(digest)
        if data is None or sha256(data).hexdigest() != digest:
            raise StoreError(Fault.FILE_LOST)
        return data

    def lend(self, digest: str, name: str) -> Path:
        """A copy under the officer's own name, for the system's viewer; ``take_back`` removes it.

        Raises StoreError.
        """
        data = self.read(digest)
        folder = self.folder / _LENT / digest
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy = folder / _safe(name)
            if not copy.exists():
                handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "wb") as out:
                    out.write(data)
        except OSError as error:
            raise StoreError(_fault(error)) from error
        return copy

    def take_back(self) -> None:
        """Remove the copies that were lent; one that a viewer still holds goes the next time."""
        shutil.rmtree(self.folder / _LENT, ignore_errors=True)

    def _found(self, digest: str) -> bytes | None:
        if not _DIGEST.fullmatch(digest):  # never a way out of the folder
            return None
        try:
            return (self.folder / digest).read_bytes()
        except OSError:
            return None

    def _write(self, digest: str, data: bytes) -> None:
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700)
            _make_durable(self.folder.parent)
        for left in self.folder.glob(f"{_UNFINISHED}*"):  # by a power cut; one lane writes here
            left.unlink()
        # mkstemp makes the file for its owner alone, and replacing is one step for any reader.
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(self.folder / digest)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        _make_durable(self.folder)


def _fault(error: OSError) -> Fault:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return Fault.DISK_FULL if full else Fault.NOT_WRITABLE


def _safe(name: str) -> str:
    """A file name that every system takes and that leads nowhere else."""
    bare = "".join("_" if each in '<>:"/\\|?*' or ord(each) < 32 else each for each in name)
    stem, dot, suffix = bare.strip(" .").rpartition(".")
    return f"{(stem or suffix)[:80]}{dot}{suffix[:10]}" if dot else suffix[:80] or "dosya"


def _make_durable(folder: Path) -> None:
    """Make new names in a folder survive a power cut; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
