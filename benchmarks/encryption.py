"""What encryption costs: start-up and the commit of an edit, encrypted against plain, in turn.

    packaging/with-keyring.sh .venv/bin/python benchmarks/encryption.py

Start-up is from the start of the process to the task list of a filled workspace, ready for keys,
the key from a real keyring; a commit is one answer edited, durable on disk (fsync). Medians.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import tell
from benchmarks.startup import FILL, WIZARD, environment, once
from ebel_wizard import crypto
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.vault import Secret, Vault

STARTS = 9
COMMITS = 300


def commit_seconds(workspace: Workspace, value: str) -> float:
    change = workspace.load().set_answer("municipality.name", value)
    assert change is not None
    begun = time.perf_counter()
    workspace.apply(change)
    return time.perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain, encrypted = Path(folder, "plain"), Path(folder, "encrypted")
        subprocess.run(
            [sys.executable, "-c", FILL],
            env=environment(plain),
            check=True,
            stderr=subprocess.DEVNULL,
        )
        shutil.copytree(plain, encrypted)
        master_key = crypto.new_master_key()
        workspace = Workspace.open(encrypted / "data")
        Vault(workspace.id).store(Secret.MASTER_KEY, master_key.hex())
        workspace.encrypt(master_key)
        workspace.close()
        homes = (plain, encrypted)
        starts: dict[Path, list[float]] = {home: [] for home in homes}
        for turn in range(STARTS + 1):
            for home in homes:
                start = once(WIZARD, environment(home))
                if turn:
                    starts[home].append(start.seconds)
        both = {
            plain: Workspace.open(plain / "data"),
            encrypted: Workspace.open(encrypted / "data", master_key=master_key),
        }
        commits: dict[Path, list[float]] = {home: [] for home in homes}
        for turn in range(COMMITS):
            for home, opened in both.items():
                commits[home].append(commit_seconds(opened, f"Örnekköy {turn}"))
        for opened in both.values():
            opened.close()
    opened_in = {home: statistics.median(taken) for home, taken in starts.items()}
    commit = {home: statistics.median(taken) * 1000 for home, taken in commits.items()}
    print(f"start: plain {opened_in[plain]:.2f} s, encrypted {opened_in[encrypted]:.2f} s")
    print(f"commit: plain {commit[plain]:.2f} ms, encrypted {commit[encrypted]:.2f} ms")
    against = opened_in[encrypted] / opened_in[plain]
    tell("start of an encrypted workspace against a plain one", against, 1.2)
    tell("commit of an edit, encrypted", commit[encrypted], 10, "ms")


if __name__ == "__main__":
    main()
