"""Encrypts and decrypts a workspace's files, and reads and writes its key file.

One random master key stands for the whole workspace: it is in the keyring, and the kurtarma kodu is
the same key in writing (``crypto``). The database decides whether a workspace is encrypted: it is
encrypted first and decrypted last. So nothing is encrypted beside a plain database, and what a kill
left plain beside an encrypted one is encrypted at the next start.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from ebel_wizard import crypto, files, held_files, untrusted
from ebel_wizard.store import backups, sqlite
from ebel_wizard.store.errors import Fault, StoreError, fault_of
from ebel_wizard.store.kept_files import FOLDER_NAME, SEALED_SUFFIX, Files, sealed, unsealed
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.sqlite import Key

KEY_FILE_NAME: Final = "sifreleme.json"
_LARGEST_KEY_FILE: Final = 10_000  # bytes
_ASSOCIATED_DATA: Final = b"root"  # part of the key file's format


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The key file beside an encrypted database.

    Without it keyring and password no longer open the workspace; the kurtarma kodu does.
    """

    workspace_id: str
    """Names the keyring's entry of the master key."""
    wrapped_key: bytes = b""
    """The master key as ``wrap_key`` returns it; empty when no password opens the workspace."""

    def unwrap(self, password: str) -> bytes:
        """Return the master key, after some tenths of a second; raises DecryptionError."""
        params = crypto.Argon2Params.unpack(self.wrapped_key[: crypto.Argon2Params.BYTES])
        sealed_key = BytesIO(self.wrapped_key[crypto.Argon2Params.BYTES :])
        return b"".join(crypto.unseal(sealed_key, params.derive_key(password), _ASSOCIATED_DATA))


def wrap_key(master_key: bytes, password: str) -> bytes:
    """Return a master key sealed with a password, after the parameters that derive the key from
    it; takes some tenths of a second.
    """
    params = crypto.Argon2Params.new()
    key = params.derive_key(password)
    return params.pack() + b"".join(crypto.seal([master_key], key, _ASSOCIATED_DATA))


def read_key_file(folder: Path) -> KeyFile | None:
    """Return the key file of a workspace's folder; None where none can be read."""
    try:
        raw = json.loads(untrusted.read(folder / KEY_FILE_NAME, _LARGEST_KEY_FILE) or b"")
        return KeyFile(str(raw["workspace"]), bytes.fromhex(raw["password"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write_key_file(folder: Path, key_file: KeyFile) -> None:
    """Write the key file, all or nothing; raises StoreError."""
    text = json.dumps({"workspace": key_file.workspace_id, "password": key_file.wrapped_key.hex()})
    try:
        files.write(folder / KEY_FILE_NAME, text.encode(), private=True)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def remove_key_file(folder: Path) -> None:
    """Delete the key file where there is one; raises OSError."""
    held_files.remove(folder / KEY_FILE_NAME)


def database_key(master_key: bytes) -> Key:
    """Return the key that opens the databases of a master key, backups included."""
    return Key(crypto.derive(master_key, "database"), crypto.derive(master_key, "mark")[:8])


def files_key(master_key: bytes) -> bytes:
    """Return the key that kept files of a master key are sealed with."""
    return crypto.derive(master_key, "files")


def key_for(file: Path, master_key: bytes | None) -> Key | None:
    """Return the key of a database as it is now, None for a plain one; raises OSError."""
    return (
        database_key(master_key) if master_key is not None and sqlite.is_encrypted(file) else None
    )


def is_encrypted(folder: Path) -> bool:
    """Return whether a workspace needs its master key; raises StoreError.

    Its database decides, or its newest backup where the database is lost or unreadable. A plain
    database does not decide where the key file opens something else.
    """
    database = folder / FILE_NAME
    try:
        if database.exists() and sqlite.is_encrypted(database):
            return True
        if database.exists() and sqlite.is_plain(database):
            return is_plain_in_place(folder)
        newest = next(iter(backups.list_backups(folder / backups.FOLDER_NAME)), None)
        return newest is not None and sqlite.is_encrypted(newest.file)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def is_plain_in_place(folder: Path) -> bool:
    """Return whether a plain database stands where an encrypted one was; raises OSError.

    The database is encrypted first and decrypted last, so no interruption leaves one beside files
    that only the master key opens.
    """
    database = folder / FILE_NAME
    if not (database.exists() and sqlite.is_plain(database) and (folder / KEY_FILE_NAME).exists()):
        return False
    kept = backups.list_backups(folder / backups.FOLDER_NAME)
    return any(sqlite.is_encrypted(each.file) for each in kept) or bool(_sealed_files(folder))


def _sealed_files(folder: Path) -> list[Path]:
    return [each for each in Files(folder / FOLDER_NAME).kept() if each.suffix == SEALED_SUFFIX]


def key_matches(folder: Path, master_key: bytes) -> bool:
    """Return whether a master key opens the encrypted workspace; raises StoreError."""
    key, database = database_key(master_key), folder / FILE_NAME
    try:
        candidates = [each.file for each in backups.list_backups(folder / backups.FOLDER_NAME)]
        if database.exists():
            candidates.insert(0, database)
        encrypted = next((file for file in candidates if sqlite.is_encrypted(file)), None)
        if encrypted is not None:
            return sqlite.key_matches(encrypted, key)
        return any(_unseals(each, files_key(master_key)) for each in _sealed_files(folder))
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def _unseals(file: Path, key: bytes) -> bool:
    try:
        unsealed(file.read_bytes(), key)
    except crypto.DecryptionError:
        return False
    return True


def convert_database(file: Path, master_key: bytes | None, to: bytes | None) -> None:
    """Encrypt a database with another master key (None: decrypt it), in place and in one step.

    Nobody may have it open. Raises StoreError and leaves it as it was.
    """
    try:
        with files.atomic_write(file, private=True) as temporary:
            sqlite.convert(
                file, temporary, key_for(file, master_key), None if to is None else database_key(to)
            )
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def convert_other_files(
    folder: Path, others: Iterable[Path], master_key: bytes, *, encrypt: bool
) -> None:
    """Encrypt or decrypt what belongs to the database: its backups, and ``others``.

    Each file in one step, so it may be interrupted and repeated. Raises StoreError.
    """
    try:
        for each in backups.list_backups(folder / backups.FOLDER_NAME):
            if sqlite.is_encrypted(each.file) is not encrypt:
                _convert_backup(each.file, master_key, encrypt=encrypt)
        key = files_key(master_key)
        for file in others:
            if file.name.endswith(SEALED_SUFFIX) is not encrypt:
                _convert_file(file, key, encrypt=encrypt)
    except OSError as error:
        raise StoreError(fault_of(error)) from error


def _convert_backup(file: Path, master_key: bytes, *, encrypt: bool) -> None:
    try:
        convert_database(file, master_key, master_key if encrypt else None)
    except StoreError as error:
        if error.fault is not Fault.DAMAGED:
            raise
        if encrypt:  # it is no backup, and would be the only file left plain
            held_files.remove(file)


def _convert_file(file: Path, key: bytes, *, encrypt: bool) -> None:
    data = file.read_bytes()
    name = f"{file.name}{SEALED_SUFFIX}" if encrypt else file.name.removesuffix(SEALED_SUFFIX)
    try:
        changed = sealed(data, key) if encrypt else unsealed(data, key)
    except crypto.DecryptionError:  # lost either way; kept for whoever may still be able to read it
        return
    files.write(file.with_name(name), changed, private=True)
    held_files.remove(file)
