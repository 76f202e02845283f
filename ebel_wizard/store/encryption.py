"""What opens an encrypted workspace, and how its files change from open to encrypted and back.

One random root stands for the whole workspace: it lies in the keyring, and the kurtarma kodu is
the same root in writing (``sealing``). The database says which way the workspace is: it is
encrypted first and made open last, so that beside an open database nothing is encrypted, and what
a kill left undone beside an encrypted one is done at the next start.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from ebel_wizard import crypto, files
from ebel_wizard.store import backups, sqlite
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.kept_files import ENDING, sealed, unsealed
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.sqlite import Key

LOCK_NAME: Final = "sifreleme.json"
_ABOUT: Final = b"root"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What is said beside an encrypted database. Losing it loses nothing but the way by the
    keyring and the password: the kurtarma kodu opens without.
    """

    workspace_id: str
    """Under which the keyring has the root."""
    password: bytes = b""
    """The root sealed with a password, and how the password is stretched; or nothing."""

    def master_key(self, password: str) -> bytes:
        """The root behind a password, after some tenths of a second; raises sealing.Broken."""
        stretch = crypto.Argon2Params.unpack(self.password[: crypto.Argon2Params.BYTES])
        kept = BytesIO(self.password[crypto.Argon2Params.BYTES :])
        return b"".join(crypto.unseal(kept, stretch.key(password), _ABOUT))


def wrap_key(master_key: bytes, password: str) -> bytes:
    """A root as ``KeyFile.password`` has it; takes some tenths of a second."""
    stretch = crypto.Argon2Params.new()
    return stretch.pack() + b"".join(crypto.seal([master_key], stretch.key(password), _ABOUT))


def read_lock(folder: Path) -> KeyFile | None:
    """The lock of a workspace's folder; None where there is none that can be read."""
    try:
        said = json.loads((folder / LOCK_NAME).read_text(encoding="utf-8"))
        return KeyFile(str(said["workspace"]), bytes.fromhex(said["password"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write_lock(folder: Path, lock: KeyFile) -> None:
    """Keep the lock, all or nothing; raises StoreError."""
    text = json.dumps({"workspace": lock.workspace_id, "password": lock.password.hex()})
    try:
        files.write(folder / LOCK_NAME, text.encode(), private=True)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def drop_lock(folder: Path) -> None:
    """Take the lock away, where there is one; raises OSError."""
    (folder / LOCK_NAME).unlink(missing_ok=True)


def database_key(master_key: bytes) -> Key:
    """What the databases of a root are opened with, backups included."""
    return Key(crypto.derive(master_key, "database"), crypto.derive(master_key, "mark")[:8])


def files_key(master_key: bytes) -> bytes:
    """What kept files of a root are sealed with."""
    return crypto.derive(master_key, "files")


def key_for(file: Path, master_key: bytes | None) -> Key | None:
    """The key for a database as it is now: an open one has none; raises OSError."""
    return (
        database_key(master_key) if master_key is not None and sqlite.is_encrypted(file) else None
    )


def is_encrypted(folder: Path) -> bool:
    """Whether a workspace needs its root: its database says so, or its newest backup where the
    database is lost or unreadable. Raises StoreError.
    """
    database = folder / FILE_NAME
    try:
        if database.exists() and sqlite.is_encrypted(database):
            return True
        if database.exists() and sqlite.is_plain(database):
            return False
        newest = next(iter(backups.listed(folder / backups.FOLDER_NAME)), None)
        return newest is not None and sqlite.is_encrypted(newest.file)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def key_matches(folder: Path, master_key: bytes) -> bool:
    """Whether this root opens the workspace that ``is_encrypted``; raises StoreError."""
    key, database = database_key(master_key), folder / FILE_NAME
    try:
        told = [each.file for each in backups.listed(folder / backups.FOLDER_NAME)]
        if database.exists():
            told.insert(0, database)
        encrypted = next((file for file in told if sqlite.is_encrypted(file)), None)
        return encrypted is not None and sqlite.key_matches(encrypted, key)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def convert_database(file: Path, master_key: bytes | None, to: bytes | None) -> None:
    """Put a database in its own place under another root (None: open to all), in one step.

    Nobody may have it open. Raises StoreError; then it is as it was.
    """
    try:
        with files.atomic_write(file, private=True) as temporary:
            sqlite.convert(
                file, temporary, key_for(file, master_key), None if to is None else database_key(to)
            )
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def convert_rest(folder: Path, loose: Iterable[Path], master_key: bytes, *, encrypt: bool) -> None:
    """Make what lies beside the database encrypted or open: backups, and files as they are.

    Each in one step, so it may be interrupted and begun again. Raises StoreError.
    """
    try:
        for each in backups.listed(folder / backups.FOLDER_NAME):
            if sqlite.is_encrypted(each.file) is not encrypt:
                _convert_backup(each.file, master_key, encrypt=encrypt)
        key = files_key(master_key)
        for file in loose:
            if file.name.endswith(ENDING) is not encrypt:
                _convert_loose(file, key, encrypt=encrypt)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def _convert_backup(file: Path, master_key: bytes, *, encrypt: bool) -> None:
    try:
        convert_database(file, master_key, master_key if encrypt else None)
    except StoreError as error:
        if error.fault is not Fault.DAMAGED:
            raise
        if encrypt:  # it is no backup, and would be the one thing left open
            file.unlink()


def _convert_loose(file: Path, key: bytes, *, encrypt: bool) -> None:
    data = file.read_bytes()
    name = f"{file.name}{ENDING}" if encrypt else file.name.removesuffix(ENDING)
    try:
        changed = sealed(data, key) if encrypt else unsealed(data, key)
    except crypto.DecryptionError:  # it is lost either way, and stays for whoever may still read it
        return
    files.write(file.with_name(name), changed, private=True)
    file.unlink()
