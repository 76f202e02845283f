"""Print through the queue of Linux by standard input, so that no file is written.

Qt prints through a temporary file, in which a form with secrets would stand in clear.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

_TIMEOUT = 60  # seconds


def is_available() -> bool:
    """Return whether this machine has the ``lp`` program."""
    return shutil.which("lp") is not None


def send(printer: str, title: str, data: bytes) -> bool:
    """Put a PDF into a printer's queue at its own size; return whether the queue accepted it.

    The messages of ``lp`` are not shown: they are in the system's language, for an administrator.
    """
    command = ["lp", "-s", "-d", printer, "-t", title, "-o", "print-scaling=none", "-"]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            env=_environment(os.environ),
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without the packaged program's libraries, which ``lp`` cannot use."""
    environment = dict(own)
    if getattr(sys, "frozen", False):
        original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            environment["LD_LIBRARY_PATH"] = original
    return environment
