"""A program to be killed while it encrypts or opens a workspace, or forgets deleted people: for
each number it is given it forks, and the fork works on a copy and dies by SIGKILL in the call of
that number.

Prints, for each, whether the fork was killed before it was through, and how many calls it made.
"""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

# Imported before the first fork.
import sqlalchemy.dialects.sqlite
from cryptography.hazmat.primitives.ciphers import aead
from cryptography.hazmat.primitives.kdf import hkdf

from ebel_wizard.store.encryption import is_encrypted
from ebel_wizard.store.workspace import Workspace
from tests.killed_calls import kill_in_each

PRELOADED = (sqlalchemy.dialects.sqlite, aead, hkdf)


def main() -> None:
    template, target, master_key = Path(sys.argv[1]), Path(sys.argv[2]), bytes.fromhex(sys.argv[3])

    def begin(number: int) -> Callable[[], object]:
        copy = target / str(number)
        shutil.copytree(template, copy)
        workspace = Workspace.open(copy, master_key=master_key if is_encrypted(copy) else None)
        ways: dict[str, Callable[[], object]] = {
            "encrypt": partial(workspace.encrypt, master_key),
            "decrypt": workspace.decrypt,
            "forget": partial(list, workspace.forgetting.run()),
        }
        return ways[sys.argv[4]]

    kill_in_each(map(int, sys.argv[5:]), begin)


if __name__ == "__main__":
    main()
