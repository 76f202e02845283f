"""A program to be killed while it encrypts or opens a workspace: for each number it is given it
forks, and the fork works on a copy and dies by SIGKILL in the call of that number.

Prints, for each, whether the fork was killed before it was through.
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

PRELOADED = (sqlalchemy.dialects.sqlite, aead, hkdf)


def die_in_call(number: int) -> None:
    """SIGKILL itself in the call of this number from now on, of those that lead out of Python."""
    left = number

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal left
        if event == "c_call":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def main() -> None:
    template, target, master_key = Path(sys.argv[1]), Path(sys.argv[2]), bytes.fromhex(sys.argv[3])
    encrypts = sys.argv[4] == "encrypt"
    for number in map(int, sys.argv[5:]):
        copy = target / str(number)
        shutil.copytree(template, copy)
        child = os.fork()
        if child == 0:
            workspace = Workspace.open(copy, master_key=None if encrypts else master_key)
            die_in_call(number)
            if encrypts:
                workspace.encrypt(master_key)
            else:
                workspace.decrypt()
            sys.setprofile(None)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        if ended not in {0, -signal.SIGKILL}:
            sys.exit(f"call {number}: ended with {ended}")
        os.write(1, f"{number} {'killed' if ended else 'through'}\n".encode())


if __name__ == "__main__":
    main()
