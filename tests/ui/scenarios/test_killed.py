"""Killed at any moment on any page, the next start has every edit that was marked saved.

The walk runs as a process of its own, in the real window, with the real keyring. To fall on every
page alike, most walks begin where a whole one came by before.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from ebel_wizard.case.answers import Answers, Change, Edit
from ebel_wizard.case.tables import TABLES
from ebel_wizard.store.restore import read_backup
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.vault import Secret, Vault
from tests.long_run import kept_outcomes
from tests.ui.scenarios.step_one_scenario import CHAPTERS, Order

ROOT = Path(__file__).resolve().parents[3]
IS_LONG = "EBEL_WIZARD_CASES" in os.environ
# In a usual run each chapter dies in the moment of a word, and two some time after one.
SEEDS = range(int(os.environ.get("EBEL_WIZARD_CASES", "0"))) or (
    *range(0, 2 * len(CHAPTERS), 2),
    1,
    7,
)
KILLS = len(SEEDS)
AFTER_A_LINE = 0.4  # seconds; most pages are left by then


class Killer:
    """A server of walks; it starts them, follows what they tell and kills them."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.scenarios.step_one_scenario", "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self._ended = 0

    def walk(
        self, home: Path, chapter: int, last_line: int = 0, after: float | None = None
    ) -> Iterator[dict[str, Any]]:
        """What a walk tells until its end; a line cut short by a kill is no line.

        At the last line it kills itself, or is killed by us so many seconds after it.
        """
        told = home / "told"
        os.mkfifo(told)
        own = last_line if after is None else 0
        process = self._say(Order(chapter, str(home), str(told), own))["pid"]
        timer = Timer(after or 0, kill, (process,))
        with told.open(encoding="utf-8") as lines:
            for count, line in enumerate(lines, 1):
                if line.endswith("\n"):
                    yield json.loads(line)
                if after is not None and count == last_line:
                    timer.start()
        timer.cancel()
        self._ended = self._heard()["ended"]

    def killed(self) -> bool:
        """Whether the last walk was killed; one that came to its end did so in good order."""
        assert self._ended in {0, -signal.SIGKILL}
        return self._ended != 0

    def close(self) -> None:
        self._server.communicate()

    def _say(self, order: Order) -> dict[str, int]:
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps(asdict(order)) + "\n")
        self._server.stdin.flush()
        return self._heard()

    def _heard(self) -> dict[str, int]:
        assert self._server.stdout is not None
        said: dict[str, int] = json.loads(self._server.stdout.readline())
        return said


def kill(process: int) -> None:
    with suppress(ProcessLookupError):  # it may have come to its end
        os.kill(process, signal.SIGKILL)


@dataclass(frozen=True)
class Outcome:
    """What came of a kill: which case it was, in which chapter, whether the walk was killed, how
    much it called saved, and what was wrong with what it left.
    """

    seed: int
    case: str
    chapter: int
    killed: bool
    saved: int
    fault: str


@dataclass(frozen=True)
class Begun:
    """A chapter that can be walked: what lay on the disk before it, and how many lines it tells."""

    chapter: int
    before: Path
    lines: int


def whole_walk(killer: Killer, folder: Path) -> list[Begun]:
    """All chapters, one after the other, and what was on the disk before each."""
    home = folder / "whole"
    home.mkdir()
    chapters = []
    for chapter in range(len(CHAPTERS)):
        before = folder / str(chapter)
        shutil.copytree(home, before)
        told = list(killer.walk(home, chapter))
        assert told[-1] == {"done": True}
        chapters.append(Begun(chapter, before, len(told)))
        (home / "told").unlink()
    return chapters


def tables(answers: Answers) -> dict[str, dict[str, Any]]:
    return {name: dict(answers.rows(name)) for name in TABLES}


def killed_once(killer: Killer, begun: Begun, home: Path, seed: int) -> Outcome:
    """Kill the walk of a chapter at a seeded moment, and look at what is left of it.

    Half of the walks die in the very moment of a word of theirs, half some time after it.
    """
    chance = random.Random(seed)
    shutil.copytree(begun.before, home)
    last_line = chance.randrange(1, begun.lines)
    after = chance.uniform(0, AFTER_A_LINE) if seed % 2 else None
    answers, saved = Answers(), 0
    if begun.chapter:
        kept = Workspace.open(home / "ev" / "data")
        answers = kept.load()
        kept.close()
    states = [tables(answers)]
    for line in killer.walk(home, begun.chapter, last_line, after):
        if "change" in line:
            answers.apply(Change("", tuple(Edit(**edit) for edit in line["change"])))
            states.append(tables(answers))
        saved = line.get("saved", saved)
    was_killed, case, fault = killer.killed(), "", ""
    try:
        case = check_left(home / "ev" / "data", states[saved:], has_place=saved > 0)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next run is to know of it
        fault = repr(error)
    return Outcome(seed, case, begun.chapter, was_killed, saved, fault)


def check_left(data: Path, possible: list[dict[str, Any]], *, has_place: bool) -> str:
    """Make sure that a kill left one of the possible states, and everything whole; return whose."""
    kept = Workspace.open(data)
    try:
        found = kept.load()
        assert tables(found) in possible, "what was marked saved is missing"
        assert not has_place or kept.recall("place")
        for row in found.rows("file").values():
            assert len(kept.files.read(str(row["digest"]))) == row["size"]
        for backup in kept.backups():
            read_backup(backup)
    finally:
        kept.close()
    with closing(sqlite3.connect(data / FILE_NAME)) as reader:
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return kept.id


def outcomes_in(file: Path) -> list[Outcome]:
    return [Outcome(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX")
def test_nothing_marked_saved_is_missing_after_a_kill(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "outcomes"
    file.touch()
    if IS_LONG:
        with capsys.disabled():
            file = kept_outcomes("kills", KILLS)
    made = {each.seed for each in outcomes_in(file)}
    killers = [Killer() for _ in range(2 if IS_LONG else 1)]
    chapters = whole_walk(killers[0], tmp_path)

    def share(first: int) -> None:
        for seed in SEEDS[first :: len(killers)]:
            if seed in made:
                continue
            home = tmp_path / f"killed {seed}"
            begun = chapters[seed // 2 % len(chapters)]
            outcome = killed_once(killers[first], begun, home, seed)
            with file.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(outcome)) + "\n")
            if not outcome.fault:
                shutil.rmtree(home)

    with ThreadPoolExecutor(len(killers)) as pool:
        list(pool.map(share, range(len(killers))))
    for killer in killers:
        killer.close()
    outcomes = outcomes_in(file)
    for case in {each.case for each in outcomes if not each.fault}:
        for secret in Secret:
            Vault(case).remove(secret)
    assert [each for each in outcomes if each.fault] == []
    killed = [each for each in outcomes if each.killed]
    if IS_LONG:
        with capsys.disabled():
            sys.stderr.write(f"\nkills: {len(killed)} of {len(outcomes)} walks were killed\n")
    assert len(killed) >= KILLS * 3 // 4, "too many walks came to their end"
    spread = {(each.chapter, each.saved) for each in killed}
    assert len(spread) > min(KILLS, 40) // 4, "the moments were not spread over the walk"
    in_a_word = {seed // 2 % len(CHAPTERS) for seed in SEEDS if seed % 2 == 0}
    assert in_a_word <= {each.chapter for each in killed}
