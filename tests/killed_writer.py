"""A program to be killed while it writes files: for each number it is given it forks, and the fork
works in a folder of its own and dies by SIGKILL in the call of that number.

    python -m tests.killed_writer FOLDER WAY NUMBER …

Prints, for each, whether the fork was killed before it was through, and how many calls it made.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from ebel_wizard import files
from tests.killed_calls import kill_in_each

OLD: Final = {name: f"eski {name}".encode() * 400 for name in ("a.pdf", "b.pdf", "artık.pdf")}
SET: Final = {name: f"yeni {name}".encode() * 300 for name in ("a.pdf", "b.pdf", "yeni.pdf")}
CASE: Final = "devir.ebel"
PIECES: Final = [bytes([number]) * 70_000 for number in range(4)]


def write_set(folder: Path) -> None:
    files.write_set(folder, SET, list(OLD))


def write_set_without_links(folder: Path) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(1, "FAT has no links")

    os.link = none
    write_set(folder)


def write_case(folder: Path) -> None:
    """As a hand-over is written."""
    target = folder / CASE
    with files.atomic_write(target, private=True) as temporary, temporary.open("wb") as out:
        for piece in PIECES:
            out.write(piece)


WAYS: Final[dict[str, Callable[[Path], None]]] = {
    "set": write_set,
    "set without links": write_set_without_links,
    "case": write_case,
}


def main() -> None:
    root, way = Path(sys.argv[1]), WAYS[sys.argv[2]]

    def begin(number: int) -> Callable[[], None]:
        folder = root / str(number)
        folder.mkdir(parents=True)
        for name, data in OLD.items():
            (folder / name).write_bytes(data)
        return partial(way, folder)

    kill_in_each(map(int, sys.argv[3:]), begin)


if __name__ == "__main__":
    main()
