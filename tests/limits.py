"""What ends a test that would wait for ever; no test is expected to come near it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any, Final

HANG: Final = 7_200 if "EBEL_WIZARD_CASES" in os.environ else 600
"""Seconds after which a program that a test started hangs; one with very many cases needs long."""


def die_when_this_hangs() -> None:
    """Let the system end this process after ``HANG`` seconds from now."""
    if sys.platform != "win32":
        signal.alarm(HANG)


@contextmanager
def killed_when_it_hangs(process: "subprocess.Popen[Any]") -> Iterator[None]:
    """Kill a process that is waited for in the block when that takes longer than ``HANG``."""
    timer = Timer(HANG, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
