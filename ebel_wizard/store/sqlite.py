"""What only SQLite can do or say: opening the file, durability, health, error codes.

Everything else of the store is plain SQLAlchemy, so that several officers can one day share a
case on another database.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from typing import Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from ebel_wizard.store.errors import Fault, StoreError

# Seconds to wait for a virus scanner or a backup program to let go of the file.
PATIENCE: Final = 2.0

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


@contextmanager
def known_faults() -> Iterator[None]:
    """Turns SQLite's errors that the officer can mend into StoreError; others pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the memory file of WAL found no room
            raise StoreError(Fault.DISK_FULL) from error
        fault = _FAULTS.get(code & 0xFF)  # the low byte is the family of an extended code
        if fault is None:
            raise
        raise StoreError(fault) from error


def is_on_network(folder: PurePath) -> bool:
    """Whether Windows reaches the folder through another machine, where WAL cannot work."""
    return folder.drive.startswith("\\\\")


def connect(file: Path) -> Connection:
    """A connection to an existing file, for the calling thread alone; nothing is written yet.

    Transactions are ours (BEGIN IMMEDIATE), so tables are created and altered inside them too
    and a write lock is had or refused at the start. Parameters are hidden from error texts: they
    hold personal data.
    """
    return _engine(lambda: _open(file)).connect()


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None
    )


def _engine(creator: Callable[[], sqlite3.Connection]) -> Engine:
    engine = create_engine("sqlite://", creator=creator, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """All or nothing: durable when the block is left, undone when it or the commit fails."""
    with known_faults():
        try:
            with connection.begin():
                yield connection
        except BaseException:
            raw(connection).rollback()  # a commit that SQLite refuses leaves the transaction open
            raise


def copy(source: Connection, target: Path) -> None:
    """Write everything the source has now into an empty file and check it; other programs may go
    on reading and writing.

    The file is whole in itself, without a log beside it; making it durable is the caller's.
    Raises StoreError.
    """
    with known_faults(), closing(sqlite3.connect(target, isolation_level=None)) as made:
        made.execute("PRAGMA synchronous = OFF")
        raw(source).backup(made)
        made.execute("PRAGMA journal_mode = DELETE")  # the copy says WAL, as its source does
        if made.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise StoreError(Fault.DAMAGED)


def in_memory(file: Path) -> Connection:
    """A copy of a closed file that lives in memory, so that the file stays as it is.

    Raises StoreError when the file cannot be read whole.
    """
    engine = _engine(lambda: sqlite3.connect(":memory:", isolation_level=None))
    connection = engine.connect()
    try:
        with known_faults(), closing(_open(file)) as kept:
            kept.backup(raw(connection))
    except BaseException:
        connection.close()
        raise
    return connection


def is_healthy(connection: Connection) -> bool:
    """Whether SQLite finds every page and row in order; an unreadable file raises StoreError."""
    return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


def make_durable(connection: sqlite3.Connection) -> None:
    """WAL with an fsync at every commit; StoreError where the file system cannot do WAL."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(Fault.NETWORK)
    connection.execute("PRAGMA synchronous = FULL")


def raw(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, where a pragma must stand outside any transaction."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def enforce_foreign_keys(connection: Connection) -> None:
    """From now on; to be called after migrations, which lose rows when keys are enforced."""
    raw(connection).execute("PRAGMA foreign_keys = ON")


def broken_foreign_keys(connection: Connection) -> bool:
    """Whether any row refers to a row that is not there."""
    return bool(connection.exec_driver_sql("PRAGMA foreign_key_check").first())
