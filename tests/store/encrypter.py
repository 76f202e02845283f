"""A program to be killed while it encrypts or opens a workspace: for each number it is given it
forks, and the fork works on a copy and dies by SIGKILL in the call of that number.

Prints, for each, whether the fork was killed before it was through, and how many calls it made.
"""

import os
import shutil
import signal
import sys
from pathlib import Path
from types import FrameType

# Imported before the first fork.
import sqlalchemy.dialects.sqlite
from cryptography.hazmat.primitives.ciphers import aead
from cryptography.hazmat.primitives.kdf import hkdf

from ebel_wizard.store.workspace import Workspace
from tests.limits import die_when_this_hangs

PRELOADED = (sqlalchemy.dialects.sqlite, aead, hkdf)


class Calls:
    """The calls that lead out of Python from now on; SIGKILL comes in the one of this number."""

    def __init__(self, last: int) -> None:
        self.made = 0
        self._last = last
        sys.setprofile(self._count)

    def _count(self, _frame: FrameType, event: str, _what: object) -> None:
        if event == "c_call":
            self.made += 1
            if self.made == self._last:
                os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    template, target, master_key = Path(sys.argv[1]), Path(sys.argv[2]), bytes.fromhex(sys.argv[3])
    encrypts = sys.argv[4] == "encrypt"
    for number in map(int, sys.argv[5:]):
        copy = target / str(number)
        shutil.copytree(template, copy)
        child = os.fork()
        if child == 0:
            die_when_this_hangs()
            workspace = Workspace.open(copy, master_key=None if encrypts else master_key)
            calls = Calls(number)
            if encrypts:
                workspace.encrypt(master_key)
            else:
                workspace.decrypt()
            sys.setprofile(None)
            os.write(1, f"{number} through {calls.made}\n".encode())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        if ended not in {0, -signal.SIGKILL}:
            sys.exit(f"call {number}: ended with {ended}")
        if ended:
            os.write(1, f"{number} killed {number}\n".encode())


if __name__ == "__main__":
    main()
