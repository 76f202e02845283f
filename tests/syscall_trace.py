"""Programs under strace: the calls that they and their children made, as they were made."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ebel_wizard import settings
from tests.limits import HANG
from tests.platforms import skip_without

ROOT: Final = Path(__file__).resolve().parents[1]
_NAMING: Final = (
    "open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "mkdir,mkdirat,mknod,mknodat,memfd_create"
)
_WRITING: Final = "write,pwrite64,writev,pwritev,pwritev2"
# What these write is in no argument of theirs.
_UNSEEN: Final = "mmap,sendfile,splice,tee,vmsplice,copy_file_range,io_uring_setup"
_CONNECTING: Final = "socket,connect,bind,listen,accept,accept4"
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


@dataclass(slots=True)
class Run:
    """What a program and its children did.

    ``opened`` are the paths opened to be written or named anew, ``written`` has all that went to a
    path, in order, ``unseen`` the paths that were written to in a way that tells no bytes,
    ``renamed`` what a path was renamed to. ``sockets`` are addresses: a family, and what it was
    used for.
    """

    told: list[dict[str, Any]] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    written: dict[str, bytes] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    sockets: set[tuple[str, str]] = field(default_factory=set)

    @property
    def files(self) -> dict[str, bytes]:
        """All that went to files; the rest are pipes and sockets."""
        return {
            path: data
            for path, data in self.written.items()
            if path.startswith("/") and not path.startswith("/dev/")
        }

    @property
    def called(self) -> set[str]:
        """What was called, beside D-Bus and what tells the system's library of accounts."""
        buses = re.findall(r"unix:path=([^,]+)", os.environ.get("DBUS_SESSION_BUS_ADDRESS", ""))
        known = {*buses, "/run/dbus/system_bus_socket", "/var/run/nscd/socket"}
        return {address for call, address in self.sockets if call == "connect"} - known


def run(
    home: Path,
    *command: object,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run one of the tests' programs, all that it leaves under ``home``, and watch it.

    It tells lines of JSON; ``before`` is what starts it.
    """
    trace = home.parent / f"{home.name}.trace"
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    calls = ",".join((_NAMING, _WRITING, _UNSEEN, _CONNECTING))
    done = subprocess.run(
        [*before, *under(trace, calls), sys.executable, "-m", *map(str, command)],
        env={
            **os.environ,
            **(environment or {}),
            settings.HOME_VARIABLE: str(home / "ev"),
            "TMPDIR": str(home / "tmp"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    watched = Run([json.loads(line) for line in done.stdout.splitlines()])
    for call in recorded(trace):
        _note(watched, call)
    trace.unlink()
    return watched


def _note(watched: Run, call: Call) -> None:
    if call.name in _CONNECTING.split(","):
        family = re.search(rb"AF_\w+|PF_\w+", call.rest)
        path = b"".join(call.texts[:1])
        watched.sockets.add((call.name, (path or (family[0] if family else b"")).decode()))
    elif call.name in _WRITING.split(","):
        path_of = call.handle[1]
        watched.written[path_of] = watched.written.get(path_of, b"") + b"".join(call.texts)
    elif call.name == "mmap":
        if b"MAP_SHARED" in call.rest and b"PROT_WRITE" in call.rest and b"<" in call.rest:
            watched.unseen.add(call.handle[1])
    elif call.name in _UNSEEN.split(","):
        watched.unseen.add(f"{call.name} {call.rest[:200]!r}")
    elif not call.name.startswith("open") or re.search(rb"O_(WRONLY|RDWR|CREAT)", call.rest):
        paths = [text.decode() for text in call.texts]
        watched.opened.update({*paths} - {"/dev/null"})
        if call.name.startswith("rename"):
            before, after = paths
            watched.renamed[before] = after


def under(trace: Path, calls: str) -> list[str]:
    """What to put before a command to have these calls of it recorded whole."""
    wanted = ",".join(f"?{call}" for call in calls.split(","))  # as far as this machine has them
    skip_without("strace")
    return [
        *("strace", "-f", "-y", "-xx", "-s", "10000000", "--seccomp-bpf", "-e", "signal=none"),
        *("-e", f"trace={wanted}", "-o", str(trace)),
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
