"""A print queue of the system's own kind, started for a test and away from the machine's."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import platforms
from tests.limits import HANG

END, FIRST_VALUE = 0x03, 0x10  # of a message of the printing protocol
_QUEUE = """
LogLevel error
Listen {folder}/socket
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles Yes
DirtyCleanInterval 0
<Location />
Allow all
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
SubscriptionPrivateAccess default
SubscriptionPrivateValues default
<Limit All>
Allow all
</Limit>
</Policy>
"""
_FILES = """
FileDevice Yes
Sandboxing Relaxed
ServerRoot {folder}
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
ErrorLog {folder}/error_log
AccessLog {folder}/access_log
PageLog {folder}/page_log
"""


@contextmanager
def running(folder: Path, **printers: str) -> Iterator[dict[str, str]]:
    """Queues with these names and descriptions; gives what programs need in their environment.

    Their printers are no more than a file, but all before that is the real thing.
    """
    platforms.skip_without("CUPS")
    for name in ("spool/tmp", "cache", "state", "paper"):
        (folder / name).mkdir(parents=True)
    (folder / "cupsd.conf").write_text(_QUEUE.format(folder=folder))
    (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
    environment = {"CUPS_SERVER": str(folder / "socket")}
    server = subprocess.Popen(
        ["/usr/sbin/cupsd", "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            if (folder / "socket").exists() or server.poll() is not None:
                break
            time.sleep(0.05)
        for name, description in printers.items():
            device = ["-v", f"file:{folder}/paper/{name}", "-m", "raw", "-D", description, "-E"]
            subprocess.run(
                ["lpadmin", "-p", name, *device],
                env={**os.environ, **environment},
                check=True,
                capture_output=True,
                timeout=HANG,
            )
        yield environment
    finally:
        server.terminate()
        server.wait(HANG)


def taken(folder: Path) -> list[bytes]:
    """What the queues were given to print, in order, byte for byte."""
    return [file.read_bytes() for file in sorted((folder / "spool").glob("d*"))]


def jobs(folder: Path) -> list[dict[str, list[bytes]]]:
    """What was asked of the queues with each job, in order: its attributes and their values.

    The queue writes a job anew beside itself (``c00001.N``) and moves it over the former one, which
    is ``c00001.O`` meanwhile; for a moment neither has the job's own name.
    """
    names = {file.with_suffix("") for file in (folder / "spool").glob("c*")}
    return [_attributes(_settled(file)) for file in sorted(names)]


def _settled(file: Path) -> bytes:
    deadline = time.monotonic() + HANG
    while True:
        try:
            return file.read_bytes()
        except FileNotFoundError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _attributes(message: bytes) -> dict[str, list[bytes]]:
    """Return the attributes of a message of the printing protocol (RFC 8010, section 3.1)."""
    found: dict[str, list[bytes]] = {}
    name, at = "", 8
    while message[at] != END:
        if message[at] < FIRST_VALUE:  # a group begins
            at += 1
            continue
        name_length = int.from_bytes(message[at + 1 : at + 3])
        at += 3
        name = message[at : at + name_length].decode() or name  # one more value has no name
        at += name_length
        length = int.from_bytes(message[at : at + 2])
        found.setdefault(name, []).append(message[at + 2 : at + 2 + length])
        at += 2 + length
    return found
