"""Programs under strace: the calls that they and their children made, as they were made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CALL: Final = re.compile(rb"\d+ +(\w+)\((.*)", re.DOTALL)
_TEXT: Final = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE: Final = re.compile(rb"(\d+)<([^>]*)>")
_CAME_BACK: Final = re.compile(rb"\) += (-?\d+)[^()]*(?:\([^()]*\))?\s*$")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its name, and its arguments with what came back, as strace writes them."""

    name: str
    rest: bytes

    @property
    def texts(self) -> list[bytes]:
        """The texts among the arguments: paths, and what was written."""
        return [_unescaped(text) for text in _TEXT.findall(self.rest)]

    @property
    def handle(self) -> tuple[int, str]:
        """The first handle among the arguments, and what it stands for."""
        found = _HANDLE.search(self.rest)
        assert found, self.rest[:200]
        return int(found[1]), _unescaped(found[2]).decode()

    @property
    def numbers(self) -> list[int]:
        """The arguments after the last text or handle."""
        return [int(each) for each in re.findall(rb", (\d+)(?=[,)])", self.rest)]

    @property
    def came_back(self) -> int | None:
        """What the call gave; None where that is told later, since another thread came between."""
        found = _CAME_BACK.search(self.rest)
        return int(found[1]) if found else None


def under(trace: Path, calls: str) -> list[str]:
    """What to put before a command to have these calls of it recorded whole."""
    return [
        *("strace", "-f", "-y", "-xx", "-s", "10000000", "--seccomp-bpf", "-e", "signal=none"),
        *("-e", f"trace={calls}", "-o", str(trace)),
    ]


def recorded(trace: Path) -> Iterator[Call]:
    """The calls in a record, in order.

    Arguments stand in a call's first line, even where its end is told later.
    """
    with trace.open("rb") as lines:
        for line in lines:
            found = _CALL.match(line)
            if found is not None:
                yield Call(found[1].decode(), found[2])


def _unescaped(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(rb"\x", b"").decode())
