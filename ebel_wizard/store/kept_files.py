"""Keeps files inside the workspace, each named by the digest of its content, in one folder.

``case.answers.File`` says whose they are and what they are called. A kept content is never altered,
and deleted only with the whole workspace: undo and history refer to files that no row names any
more.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from ebel_wizard import crypto, files, untrusted
from ebel_wizard.store.errors import Fault, StoreError, fault_of

FOLDER_NAME: Final = "files"
SEALED_SUFFIX: Final = ".sifreli"
"""Suffix of the names of sealed files."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_TEMP_COPIES: Final = "acilan"
_LARGEST: Final = 2 * untrusted.LARGEST_KEPT
"""Bytes that no kept file has, sealed or not."""


@dataclass(slots=True, eq=False)
class Files:
    """The folder of the files.

    ``keep`` is called on the database worker; ``read`` on any thread, also while files are being
    sealed or unsealed.
    """

    folder: Path
    key: bytes | None = None
    """Seals new files; None: they are plain."""
    ensure_there: Callable[[], None] | None = None
    """Raises StoreError where the folder is on a disk that is gone; asked before a file is kept."""

    def kept(self) -> list[Path]:
        """Return every kept file, sealed or not; what stands in the place of one is left out.

        Raises OSError.
        """
        every = self.folder.iterdir() if self.folder.exists() else ()
        return [
            each
            for each in every
            if _DIGEST.fullmatch(each.name.removesuffix(SEALED_SUFFIX))
            and each.is_file()
            and each.stat().st_size <= _LARGEST
        ]

    def keep(self, data: bytes) -> str:
        """Write a content, synced, and return the digest that it is read by.

        Raises StoreError; nothing unfinished is left.
        """
        if self.ensure_there is not None:
            self.ensure_there()
        digest = sha256(data).hexdigest()
        try:
            if self._found(digest) != data:
                self._write(digest, data)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        return digest

    def read(self, digest: str) -> bytes:
        """Return a kept content; raises StoreError when it is missing or altered."""
        data = self._found(digest)
        if data is None or sha256(data).hexdigest() != digest:
            raise StoreError(Fault.FILE_LOST)
        return data

    def write_copy(self, digest: str, target: Path, *, private: bool = False) -> None:
        """Write a copy outside of the folder, marked as one from elsewhere: nobody knows any more
        who made it. Raises StoreError when it is missing or altered, and OSError.
        """
        data = self.read(digest)
        with files.atomic_write(target, private=private) as temporary:
            temporary.write_bytes(data)
            untrusted.mark(temporary)

    def export_temp_copy(self, digest: str, name: str) -> Path:
        """Write a copy under the officer's own name for the system's viewer and return its path.

        ``remove_temp_copies`` deletes it. Raises StoreError.
        """
        folder = self.folder / _TEMP_COPIES / digest
        try:
            files.make_folder(folder, private=True)
            copy = folder / untrusted.safe_name(name)
            if not copy.exists():
                self.write_copy(digest, copy, private=True)
        except OSError as error:
            raise StoreError(fault_of(error)) from error
        return copy

    def remove_temp_copies(self) -> None:
        """Delete the copies for viewers; one that is still open is deleted the next time."""
        shutil.rmtree(self.folder / _TEMP_COPIES, ignore_errors=True)

    def _found(self, digest: str) -> bytes | None:
        if not _DIGEST.fullmatch(digest):  # a path must not lead out of the folder
            return None
        # The plain one twice: it may have replaced the sealed one in between.
        for name in (digest, digest + SEALED_SUFFIX, digest):
            try:
                data = untrusted.read(self.folder / name, _LARGEST)
                if data is None:
                    continue
                if not name.endswith(SEALED_SUFFIX):
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
            files.write(
                self.folder / (digest + SEALED_SUFFIX), sealed(data, self.key), private=True
            )


def sealed(data: bytes, key: bytes) -> bytes:
    """Return the content of a sealed file."""
    return b"".join(crypto.seal([data], key))


def unsealed(data: bytes, key: bytes) -> bytes:
    """Return what was sealed; raises DecryptionError."""
    return b"".join(crypto.unseal(BytesIO(data), key))
