"""Print through the queue of Linux by standard input, so that no file is written.

Qt prints through a temporary file, in which a form with secrets would stand in clear, and does not
say whether the queue has taken a job.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

_TIMEOUT = 60  # seconds
_ANSWER_TIMEOUT = 5  # seconds


def is_available() -> bool:
    """Return whether this machine has the ``lp`` program."""
    return shutil.which("lp") is not None


def is_answering() -> bool:
    """Return whether the print system answers, be it that there is none; may take some seconds.

    One that is switched off, or hangs, would otherwise stop whoever asks it for its printers.
    """
    command = ["lpstat", "-a"]
    environment = _environment(os.environ)
    try:
        subprocess.run(
            command, capture_output=True, env=environment, timeout=_ANSWER_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    except OSError:  # no such program
        return True
    return True


def send(
    printer: str,
    title: str,
    data: bytes,
    *,
    copies: int = 1,
    two_sided: bool = False,
    media: Sequence[str] = (),
) -> bool:
    """Put a PDF into a printer's queue at its own size; return whether the queue accepted it.

    ``media`` names the paper and, if it matters, the tray. The messages of ``lp`` are not shown:
    they are in the system's language, for an administrator.
    """
    options = [
        "print-scaling=none",
        f"sides={'two-sided-long-edge' if two_sided else 'one-sided'}",
        *([f"media={','.join(media)}"] if media else []),
    ]
    command = ["lp", "-s", "-d", printer, "-t", title, "-n", str(copies)]
    command += [part for option in options for part in ("-o", option)]
    try:
        done = subprocess.run(
            [*command, "-"],
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
