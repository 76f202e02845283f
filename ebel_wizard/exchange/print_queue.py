"""The print queue of Linux, fed by standard input: what is printed becomes no file of ours.

Qt prints through CUPS by way of a temporary file, in which a form with secrets would lie in clear.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

_PATIENCE = 60  # seconds until a queue that does not take the job is given up


def is_here() -> bool:
    """Whether this machine has the program."""
    return shutil.which("lp") is not None


def send(printer: str, title: str, data: bytes) -> bool:
    """Put a PDF into a printer's queue, to be printed at its own size; False when it is refused.

    What ``lp`` says of it is in the machine's language and for its administrator.
    """
    command = ["lp", "-s", "-d", printer, "-t", title, "-o", "print-scaling=none", "-"]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            env=_environment(os.environ),
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The frozen program has its own libraries on the path, which the system's are not made for."""
    theirs = dict(ours)
    if getattr(sys, "frozen", False):
        before = theirs.pop("LD_LIBRARY_PATH_ORIG", None)
        theirs.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            theirs["LD_LIBRARY_PATH"] = before
    return theirs
