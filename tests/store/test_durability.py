"""What was applied is on disk for good, whenever the program is killed."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer
from time import perf_counter

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.store import digest
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace

ROUNDS = int(os.environ.get("EBEL_WIZARD_CASES", "10"))


def test_every_commit_is_synced_to_disk(folder: Path) -> None:
    made: list[sqlite3.Connection] = []

    def note(connection: sqlite3.Connection, _: object) -> None:
        made.append(connection)

    event.listen(Pool, "connect", note)
    workspace = Workspace.open(folder)
    event.remove(Pool, "connect", note)
    (used,) = made
    assert used.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert used.execute("PRAGMA synchronous").fetchone() == (2,)
    assert used.execute("PRAGMA foreign_keys").fetchone() == (1,)
    workspace.close()


@contextmanager
def writer(folder: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, Path(__file__).with_name("writer.py"), folder, *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def run_and_kill(process: subprocess.Popen[str], changes: int, seconds: float) -> int:
    """Let it report so many changes, kill it so long after and say the last one (0: none)."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    writer = said = 0
    for line in process.stdout:
        if line.startswith("dead "):
            assert int(line.split()[1]) == -signal.SIGKILL, "it ended by itself"
            break
        if line.startswith("pid "):
            writer = int(line.split()[1])
        else:
            said = int(line)
            changes -= 1
        if changes == 0:
            changes = -1
            Timer(seconds, os.kill, (writer, signal.SIGKILL)).start()
    return said


def check(folder: Path, said: int) -> int:
    """The number on disk, after making sure that nothing said is missing and all is whole."""
    workspace = Workspace.open(folder)
    answers = workspace.load()
    workspace.close()
    kept = int(answers.answer("municipality.name") or 0)
    assert kept in {said, said + 1}  # the last one may be durable and not yet reported
    assert len(answers.officer_ids()) == len(answers.rows("person")) == 5 * kept
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert digest.broken(database) == set()
        assert database.execute('SELECT count(*) FROM "change"').fetchone() == (kept,)
    return kept


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX")
def test_nothing_reported_is_lost_when_the_program_is_killed(folder: Path) -> None:
    moments = random.Random(20261123)
    kept = 0
    with writer(folder) as process:
        for _ in range(ROUNDS):
            said = run_and_kill(process, moments.randrange(20), moments.uniform(0, 0.01))
            kept = check(folder, max(said, kept))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX")
def test_a_first_start_that_was_killed_can_be_made_again(folder: Path) -> None:
    moments = random.Random(20261124)
    with writer(folder) as process:
        run_and_kill(process, 1, 0)  # the writer's own start is over
        shutil.rmtree(folder)
        start = perf_counter()
        run_and_kill(process, 1, 0)
        long = perf_counter() - start
        for _ in range(ROUNDS):
            shutil.rmtree(folder, ignore_errors=True)
            check(folder, run_and_kill(process, 0, moments.uniform(0, long)))
