"""Notices rows that were altered outside the program: keeps a digest of every table.

A table's digest is the sum of its rows' checksums, in whatever order, so each change only subtracts
and adds those of its own rows, in its own transaction. It is meant for failing disks and for other
programs; whoever means harm can compute it too. Every version of the program computes it alike.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:  # the very same module, but with types
    import sqlite3
else:
    from sqlcipher3 import dbapi2 as sqlite3

_TABLE: Final = "digest"
_DEFINITIONS: Final = ""  # in the place of a table's name
_SEPARATOR: Final = "\x1f"


def broken(connection: "sqlite3.Connection", without: Collection[str] = ()) -> set[str]:
    """Return the tables whose rows are not those that were written, in the caller's transaction.

    Tables of ``without`` are left out; "" stands for the tables' definitions. A database of an
    earlier version has no digests yet: nothing is known to be broken.
    """
    found = _digests(connection, without)
    if not found:
        return set()
    own = connection.execute("SELECT name FROM pragma_table_info(?)", (_TABLE,))
    if not {"name", "sum"} <= {name for (name,) in own}:
        return {_DEFINITIONS}
    # An altered name may be no text any more.
    stored = connection.execute("SELECT ifnull(CAST(name AS BLOB), x''), sum + 0 FROM digest")
    expected = {(name.decode(errors="replace"), number) for name, number in stored}
    return {name for name, _ in found ^ expected}.difference(without)


def renew(connection: "sqlite3.Connection", only: str | None = None) -> None:
    """Take the rows of one table, or of all, for right, in the caller's transaction.

    A database of an earlier version stays without digests.
    """
    found = sorted(each for each in _digests(connection) if only in {None, each[0]})
    if only is None and found:
        connection.execute("DELETE FROM digest")  # some tables may be gone
    connection.executemany("INSERT OR REPLACE INTO digest (name, sum) VALUES (?, ?)", found)


@contextmanager
def following(
    connection: "sqlite3.Connection", table: str, where: str = "", values: Sequence[object] = ()
) -> Iterator[None]:
    """Let a table's digest follow what the block writes, in the caller's transaction.

    ``where`` with its ``values`` names the rows that it writes; without it they may be any.
    """
    before = _sum(connection, table, where, values)
    yield
    added = _sum(connection, table, where, values) - before
    connection.execute("UPDATE digest SET sum = sum + ? WHERE name = ?", (added, table))


def _digests(
    connection: "sqlite3.Connection", without: Collection[str] = ()
) -> set[tuple[str, int]]:
    """Return name and digest of every table, and those of the definitions; nothing where there is
    no table for them.
    """
    rows = connection.execute(
        "SELECT name, CAST(sql AS BLOB) FROM sqlite_master WHERE type = 'table'"
    )
    tables = {name: sql for name, sql in rows if not name.startswith("sqlite_")}
    if _TABLE not in tables:
        return set()
    looked_at = tables.keys() - {_TABLE, *without}
    sums = {(name, _sum(connection, name)) for name in looked_at}
    return sums | {(_DEFINITIONS, sum(map(crc32, tables.values())))}


def _sum(
    connection: "sqlite3.Connection", table: str, where: str = "", values: Sequence[object] = ()
) -> int:
    """Return the sum of the rows' checksums; that of all rows is read from no index.

    The columns go by name, for a migration may have added them in another order.
    """
    found = connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY name", (table,))
    columns = [_quoted(name) for (name,) in found]
    # What became a blob has the same bytes, but is no text: it is not less than an empty blob.
    texts = " + ".join(f"({each} < x'')" for each in columns)
    row = f"CAST(concat_ws('{_SEPARATOR}', {', '.join(columns)}, {texts}) AS BLOB)"
    query = f"SELECT {row} FROM {_quoted(table)}"  # noqa: S608 - only the names of tables and columns
    rows = connection.execute(f"{query} WHERE {where}" if where else f"{query} NOT INDEXED", values)
    return sum(map(crc32, chain.from_iterable(rows)))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
