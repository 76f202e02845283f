"""Files kept inside the workspace, each under the digest of its content, in a folder of its own.

``case.answers.File`` says whose they are and what they are called. A content once kept is
never altered, and taken away only with the whole workspace: undo and history speak of files that
no row names any more.
"""

import re
import shutil
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from ebel_wizard import crypto, files, untrusted
from ebel_wizard.store.errors import Fault, StoreError, fault_of

FOLDER_NAME: Final = "files"
ENDING: Final = ".sifreli"
"""How the names of sealed files end."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LENT: Final = "acilan"


@dataclass(slots=True, eq=False)
class Files:
    """The folder of the files. ``keep`` belongs to the database lane; anybody may ``read``, also
    while the files are being sealed or unsealed.
    """

    folder: Path
    key: bytes | None = None
    """What new files are sealed with; None: they lie open."""

    def kept(self) -> list[Path]:
        """Every kept file, sealed or not; raises OSError."""
        every = self.folder.iterdir() if self.folder.exists() else ()
        return [each for each in every if _DIGEST.fullmatch(each.name.removesuffix(ENDING))]

    def keep(self, data: bytes) -> str:
        """The digest under which this content is from now on, on disk for good (fsync).

        Raises StoreError; nothing half-written stays.
        """
        digest = sha256(data).hexdigest()
        try:
            if self._found(digest) != data:
                self._write(digest, data)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        return digest

    def read(self, digest: str) -> bytes:
        """A kept content; StoreError when it is not there or not what was kept."""
        data = self._found(digest)
        if data is None or sha256(data).hexdigest() != digest:
            raise StoreError(Fault.FILE_LOST)
        return data

    def export_temp_copy(self, digest: str, name: str) -> Path:
        """Write a copy under the officer's own name for the system's viewer; return its path.

        ``remove_temp_copies`` deletes it.

        Raises StoreError.
        """
        data = self.read(digest)
        folder = self.folder / _LENT / digest
        try:
            files.make_folder(folder, private=True)
            copy = folder / untrusted.safe_name(name)
            if not copy.exists():
                files.write(copy, data, private=True)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        return copy

    def remove_temp_copies(self) -> None:
        """Remove the copies that were lent; one that a viewer still holds goes the next time."""
        shutil.rmtree(self.folder / _LENT, ignore_errors=True)

    def _found(self, digest: str) -> bytes | None:
        if not _DIGEST.fullmatch(digest):  # never a way out of the folder
            return None
        # The open one once more: it may have taken the sealed one's place in between.
        for name in (digest, digest + ENDING, digest):
            try:
                data = (self.folder / name).read_bytes()
                if not name.endswith(ENDING):
                    return data
                if self.key is not None:
                    return unsealed(data, self.key)
            except (OSError, crypto.DecryptionError):
                continue
        return None

    def _write(self, digest: str, data: bytes) -> None:
        files.make_folder(self.folder, private=True)
        files.remove_unfinished(self.folder)  # only one thread writes here
        if self.key is None:
            files.write(self.folder / digest, data, private=True)
        else:
            files.write(self.folder / (digest + ENDING), sealed(data, self.key), private=True)


def sealed(data: bytes, key: bytes) -> bytes:
    """What a sealed file holds."""
    return b"".join(crypto.seal([data], key))


def unsealed(data: bytes, key: bytes) -> bytes:
    """What was sealed; raises sealing.Broken."""
    return b"".join(crypto.unseal(BytesIO(data), key))
