"""Wraps what is SQLite's own: opening the file, encryption, durability, integrity, error codes.

Everything else in the store is plain SQLAlchemy, so that several officers can one day share a case
on another database.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from ebel_wizard import files, unfinished
from ebel_wizard.store import digest
from ebel_wizard.store.errors import Fault, StoreError, fault_of

if TYPE_CHECKING:  # the very same module, but with types
    import sqlite3
else:
    from sqlcipher3 import dbapi2 as sqlite3

MARK: Final = b"EBELSIFR"
"""How an encrypted database begins; the rest of its 16-byte salt is the key ID."""
_PLAIN: Final = b"SQLite format 3\0"
# Seconds to wait while a virus scanner or a backup program has the file locked.
BUSY_TIMEOUT: Final = 2.0
SUFFIXES: Final = ("", "-wal", "-shm", "-journal")
"""Endings of the names of a database's files: itself, its log, the log's index, the journal."""
_FOLDER: Final = "folder"  # of a connection's database, where the connection keeps it
_PROBE: Final = 1 << 16  # bytes; more than one change writes as a rule
_LONGEST_PATH: Final = 512 - len("-journal")  # bytes
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_IOERR_SHMSIZE: Final = 4874  # the module has no name for it

_FAULTS: Final = {
    sqlite3.SQLITE_PERM: Fault.NOT_WRITABLE,
    sqlite3.SQLITE_BUSY: Fault.LOCKED,
    sqlite3.SQLITE_LOCKED: Fault.LOCKED,
    sqlite3.SQLITE_READONLY: Fault.NOT_WRITABLE,
    sqlite3.SQLITE_IOERR: Fault.DISK_FAILED,
    sqlite3.SQLITE_CORRUPT: Fault.DAMAGED,
    sqlite3.SQLITE_FULL: Fault.DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: Fault.NOT_WRITABLE,
    sqlite3.SQLITE_NOTADB: Fault.DAMAGED,
}
# The module's backup call gives no codes, only SQLite's texts for them.
_BY_TEXT: Final = {
    "attempt to write a readonly database": Fault.NOT_WRITABLE,
    "database is locked": Fault.LOCKED,
    "disk I/O error": Fault.DISK_FAILED,
    "database disk image is malformed": Fault.DAMAGED,
    "database or disk is full": Fault.DISK_FULL,
    "unable to open database file": Fault.NOT_WRITABLE,
    "file is not a database": Fault.DAMAGED,
}
_NO_TEXT: Final = "Could not decode to UTF-8"


@contextmanager
def known_faults(folder: Path | None = None) -> Iterator[None]:
    """Raise StoreError in place of SQLite's errors that the officer can remedy; others pass.

    ``folder``: where it writes.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0)
        if code == _IOERR_SHMSIZE:  # the memory file of WAL found no room
            raise StoreError(Fault.DISK_FULL) from error
        # The low byte is the family of an extended code.
        fault = _FAULTS.get(code & 0xFF) if code else _BY_TEXT.get(str(cause))
        if str(cause).startswith(_NO_TEXT):
            raise StoreError(Fault.DAMAGED) from None  # the error holds what should be text
        if fault is None:
            raise
        if folder is not None and fault in {Fault.NOT_WRITABLE, Fault.DISK_FAILED}:
            fault = _explained(fault, folder)
        raise StoreError(fault) from error
    except UnicodeDecodeError:  # SQLite's own words about the damage name what is no text
        raise StoreError(Fault.DAMAGED) from None


def _explained(fault: Fault, folder: Path) -> Fault:
    """Return DISK_FULL where the system has no room for another file, else ``fault``.

    SQLite does not tell a quota that is used up, or a disk that takes no more files, from one that
    fails or may not be written to.
    """
    try:
        with unfinished.claim(folder) as token:
            probe = folder / f"{unfinished.PREFIX}{token}"
            probe.write_bytes(bytes(_PROBE))
            files.sync_file(probe)
    except OSError as error:
        return Fault.DISK_FULL if fault_of(error) is Fault.DISK_FULL else fault
    return fault


class Key(NamedTuple):
    """The key of an encrypted database, and its ID."""

    secret: bytes
    """32 bytes."""
    key_id: bytes
    """8-byte key ID; reveals nothing about the key."""

    def as_pragma(self) -> str:
        """Return the raw key and a new file's salt as SQLCipher reads them: no key derivation.

        The salt is no secret and may be the same in every file of a key: each page has its own
        random IV.
        """
        return f"x'{self.secret.hex()}{(MARK + self.key_id).hex()}'"


def is_encrypted(file: Path) -> bool:
    """Return whether a file is an encrypted database of ours; raises OSError."""
    return _head(file).startswith(MARK)


def is_plain(file: Path) -> bool:
    """Return whether a file begins as a database that is not encrypted; raises OSError."""
    return _head(file) == _PLAIN


def key_matches(file: Path, key: Key) -> bool:
    """Return whether a database was encrypted with this key; raises OSError."""
    return _head(file) == MARK + key.key_id


def _head(file: Path) -> bytes:
    if file.is_fifo():  # reading one may never end
        return b""
    with file.open("rb") as opened:
        return opened.read(len(_PLAIN))


def connect(file: Path, key: Key | None = None) -> Connection:
    """Return a connection to an existing file, for the calling thread alone; nothing is written.

    Transactions begin explicitly (BEGIN IMMEDIATE), so tables are created and altered inside them
    too and a write lock is taken or refused at the start. Parameters are hidden from error texts:
    they hold personal data.
    """
    connection = _engine(lambda: _open(file, key)).connect()
    connection.info[_FOLDER] = file.parent
    return connection


def _open(file: Path, key: Key | None) -> "sqlite3.Connection":
    _check_length(file)
    # What is opened for reading and is a pipe may never come to its end.
    if any(Path(f"{file}{ending}").is_fifo() for ending in SUFFIXES):
        raise StoreError(Fault.DAMAGED)
    uri = f"{file.absolute().as_uri()}?mode=rw"
    return _unlock(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None), key)


def _unlock(connection: "sqlite3.Connection", key: Key | None) -> "sqlite3.Connection":
    if key is not None:
        # It would print on standard error about a damaged file, which known_faults reports.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.as_pragma()}"')
    return connection


def _engine(creator: "Callable[[], sqlite3.Connection]") -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=creator,
        module=sqlite3,
        poolclass=NullPool,
        hide_parameters=True,
        json_serializer=_COMPACT.encode,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """Commit durably when the block ends; roll back when it or the commit fails."""
    with known_faults(connection.info.get(_FOLDER)):
        try:
            with connection.begin():
                yield connection
        except BaseException:
            raw(connection).rollback()  # a refused commit leaves the transaction open
            raise


def copy(source: Connection, target: Path, key: Key | None = None) -> None:
    """Write everything the source has now into an empty file and check it.

    Other programs may go on reading and writing. ``key`` is the source's own. The file needs no log
    beside it; the caller syncs it. Raises StoreError.
    """
    read_anew(source)
    with known_faults(target.parent), closing(_new(target, key)) as made:
        made.execute("PRAGMA synchronous = OFF")
        raw(source).backup(made)
        made.execute("PRAGMA journal_mode = DELETE")  # the copy says WAL, as its source does
        _check_integrity(made)


def convert(source: Path, target: Path, before: Key | None, after: Key | None) -> None:
    """Write a database with another key (None: plain) into an empty file and check it.

    Nobody else may have the source open. The caller syncs the target. Raises StoreError.
    """
    with known_faults(target.parent), closing(_open(source, before)) as held:
        held.execute("PRAGMA journal_mode = DELETE")  # merges the log into the file
        held.execute("PRAGMA cipher_log_level = NONE")
        held.execute(
            "ATTACH DATABASE ? AS converted KEY ?",
            # As an URI: a folder's name need not be text.
            (target.absolute().as_uri(), after.as_pragma() if after else ""),
        )
        held.execute("SELECT sqlcipher_export('converted')")
        held.execute("DETACH DATABASE converted")
    with known_faults(), closing(_new(target, after)) as made:
        _check_integrity(made)


def merge_log(file: Path, key: Key | None) -> None:
    """Move the log of a database into the file, which needs none until it is opened for use again.

    Nobody else may have it open. Raises StoreError.
    """
    with known_faults(), closing(_open(file, key)) as held:
        (mode,) = held.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise StoreError(Fault.LOCKED)


def vacuum(connection: Connection) -> None:
    """Build a database in memory anew, so that no page has anything left of what was deleted."""
    with known_faults():
        raw(connection).execute("PRAGMA temp_store = MEMORY")
        raw(connection).execute("VACUUM")


def _check_length(file: Path) -> None:
    """Raise StoreError where SQLite takes no path of this length; it would not say why."""
    if os.name == "posix" and len(os.fsencode(file.absolute())) > _LONGEST_PATH:
        raise StoreError(Fault.TOO_LONG)


def _new(file: Path, key: Key | None) -> "sqlite3.Connection":
    _check_length(file)
    return _unlock(sqlite3.connect(file, isolation_level=None), key)


def _check_integrity(made: "sqlite3.Connection") -> None:
    if made.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise StoreError(Fault.DAMAGED)
    if digest.broken(made):
        raise StoreError(Fault.ALTERED)


def in_memory(file: Path, key: Key | None = None) -> Connection:
    """Return a connection to a copy in memory of a closed file, which is not altered.

    Raises StoreError when the file cannot be read whole.
    """
    engine = _engine(lambda: _unlock(sqlite3.connect(":memory:", isolation_level=None), key))
    connection = engine.connect()
    try:
        with known_faults(), closing(_open(file, key)) as kept:
            kept.backup(raw(connection))
    except BaseException:
        connection.close()
        raise
    return connection


def is_healthy(connection: Connection, table: str = "") -> bool:
    """Return whether SQLite finds every page and row intact, or those of one table.

    Raises StoreError where they cannot be read.
    """
    what = f'"{table}"' if table else "1"
    return connection.exec_driver_sql(f"PRAGMA quick_check({what})").scalar() == "ok"


def read_anew(connection: Connection) -> None:
    """Let go of the pages in memory, so that what is on the disk is read."""
    raw(connection).execute("PRAGMA shrink_memory")


def is_sound(connection: Connection) -> bool:
    """Return whether, besides, every index is as its table says and every row as it was written.

    In the caller's transaction. Raises StoreError where they cannot be read.
    """
    is_whole = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
    return is_whole and not digest.broken(raw(connection))


def make_durable(connection: "sqlite3.Connection") -> None:
    """Use WAL with an fsync at every commit; raises StoreError where the file system cannot."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(Fault.NETWORK)
    connection.execute("PRAGMA synchronous = FULL")


def stamp(connection: Connection) -> int:
    """Put a new random number into the first page, in the caller's transaction; return it.

    In write-ahead mode SQLite itself leaves the first page as it is at most changes.
    """
    number = secrets.randbelow(2**31)
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
    return number


def read_stamp(connection: Connection) -> int:
    """Return the number that ``stamp`` put there last, in the caller's transaction."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def stamp_on_disk(file: Path, key: Key | None) -> int | None:
    """Return the stamp of the file itself, whatever its log says; None where it has no tables."""
    tables = _value_on_disk(file, key, "SELECT count(*) FROM sqlite_master")
    stamp = _value_on_disk(file, key, "PRAGMA user_version")
    return int(stamp) if tables and isinstance(stamp, int) else None


def workspace_on_disk(file: Path, key: Key | None) -> str:
    """Return the ID of the workspace in the file itself; empty where it has none."""
    return str(_value_on_disk(file, key, "SELECT id FROM workspace") or "")


def _value_on_disk(file: Path, key: Key | None, query: str) -> object:
    """Return a value from the file itself, which is not touched; None where it has none."""
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(_unlock(sqlite3.connect(uri, uri=True), key)) as opened:
            (value,) = opened.execute(query).fetchone() or (None,)
    except sqlite3.Error:
        return None
    return value


def foreign_commits(connection: Connection) -> int:
    """Return a number that is another one once somebody else committed to the database."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def checkpoint(connection: Connection) -> None:
    """Move the log into the file, so that the file alone has everything; not in a transaction.

    What the disk or another program refuses stays in the log, where it is just as safe.
    """
    with suppress(sqlite3.Error):
        raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def raw(connection: Connection) -> "sqlite3.Connection":
    """Return SQLite's own connection, for a pragma outside any transaction."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def drop_foreign_code(connection: Connection) -> bool:
    """Drop triggers and views, and return whether there were any.

    This program makes none; another's could quietly undo or alter whatever is written.
    """
    query = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    with transaction(connection):
        found = connection.exec_driver_sql(query).all()
        for kind, name in found:
            quoted = str(name).replace('"', '""')
            connection.exec_driver_sql(f'DROP {kind} IF EXISTS "{quoted}"')
    return bool(found)


def enforce_foreign_keys(connection: Connection) -> None:
    """Enforce foreign keys; called after migrations, which would lose rows."""
    raw(connection).execute("PRAGMA foreign_keys = ON")


def broken_foreign_keys(connection: Connection) -> bool:
    """Return whether any row refers to a missing row."""
    return bool(connection.exec_driver_sql("PRAGMA foreign_key_check").first())
