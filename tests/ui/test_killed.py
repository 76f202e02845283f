"""Killed at any moment, the next start has every edit that was marked saved; and no file a secret.

The walk runs as a process of its own, in the real window, with the real keyring.
"""

import base64
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ebel_wizard import demo, settings
from ebel_wizard.case.book import Book, Change, Edit
from ebel_wizard.store import journal
from ebel_wizard.store.workspace import FILE_NAME, Workspace
from ebel_wizard.vault import Secret, Vault

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("EBEL_WIZARD_KILLS", "50"))
LINES_OF_A_WALK = 80  # about as many as a walk tells


def walk(home: Path, last_line: int = 0) -> subprocess.Popen[str]:
    """The walk, begun; everything it writes lies under ``home``."""
    temporary = home / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    env = {
        **os.environ,
        settings.HOME_VARIABLE: str(home / "ev"),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ui.walk", str(last_line)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=home,
        env=env,
    )


def lines(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """What the walk tells; a line cut short by the kill is no line."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith("\n"):
            yield json.loads(line)


def tables(book: Book) -> dict[str, dict[str, Any]]:
    return {name: dict(book.rows(name)) for name in ("answer", "person", "officer", "step")}


def killed_once(home: Path, seed: int) -> tuple[int, int]:
    """Kill a walk at a seeded moment; how many changes it told and how many it called saved.

    Half of the walks die in the very moment of a word of theirs, half whenever the parent's signal
    comes through.
    """
    moment = random.Random(seed).randrange(2, LINES_OF_A_WALK)
    by_itself = seed % 2 == 0
    states = [tables(Book())]
    book, saved = Book(), 0
    with walk(home, moment if by_itself else 0) as process:
        for count, line in enumerate(lines(process), 1):
            if "change" in line:
                book.apply(Change("", tuple(Edit(**edit) for edit in line["change"])))
                states.append(tables(book))
            saved = line.get("saved", saved)
            if count == moment and not by_itself:
                process.send_signal(signal.SIGKILL)
    assert len(states) > 1, "the walk never began"
    kept = Workspace.open(home / "ev" / "data")
    try:
        found = tables(kept.load())
        place = kept.recall("place")
    finally:
        kept.close()
    assert found in states[saved:], f"seed {seed}: less than the {saved} changes called saved"
    assert place.startswith(demo.STEP)
    with sqlite3.connect(home / "ev" / "data" / FILE_NAME) as reader:
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    reader.close()
    return len(states) - 1, saved


def test_nothing_marked_saved_is_missing_after_a_kill(tmp_path: Path) -> None:
    homes = [tmp_path / str(number) for number in range(KILLS)]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(killed_once, homes, range(KILLS)))
    saved = [count for _, count in outcomes]
    assert len(set(saved)) > KILLS // 4, "the moments were not spread over the walk"
    for home in homes:
        forget(home)


def forget(home: Path) -> None:
    """Take what a killed walk left in the keyring out of it."""
    with sqlite3.connect(home / "ev" / "data" / FILE_NAME) as reader:
        (workspace_id,) = reader.execute("SELECT id FROM workspace").fetchone()
    reader.close()
    for secret in Secret:
        Vault(workspace_id).remove(secret)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_no_file_holds_a_secret_after_the_walk(whole_walk: Path, encoding: str) -> None:
    secrets = [text.encode(encoding) for text in demo.SECRETS.values()]
    secrets += [
        base64.b64encode(text.encode(encoding)).rstrip(b"=") for text in demo.SECRETS.values()
    ]
    files = [path for path in whole_walk.rglob("*") if path.is_file()]
    assert any(path.name == FILE_NAME for path in files)
    for path in files:
        data = path.read_bytes()
        assert not [path.name for secret in secrets if secret in data]


def test_the_search_would_find_a_secret(whole_walk: Path) -> None:
    found = [
        path
        for path in whole_walk.rglob("*")
        if path.is_file() and b"10000010046" in path.read_bytes()
    ]
    assert found, "a TCKN is kept in the workspace, so looking for it must find it"


def test_the_journal_holds_nothing_that_was_typed(whole_walk: Path) -> None:
    data = whole_walk / "ev" / "data"
    written = "".join(
        each.read_text(encoding="utf-8") for each in (data / journal.FOLDER_NAME).iterdir()
    )
    assert "opened in" in written
    assert "closed" in written
    with sqlite3.connect(data / FILE_NAME) as reader:
        rows = [
            *reader.execute("SELECT value FROM answer"),
            *reader.execute("SELECT * FROM person"),
        ]
    reader.close()
    typed = {text for row in rows for text in row if len(text) > 2}
    assert len(typed) > 30
    assert not [text for text in (*typed, *demo.SECRETS.values()) if text in written]


def test_the_workspace_is_its_owners_alone(whole_walk: Path) -> None:
    for path in [whole_walk / "ev" / "data", *(whole_walk / "ev" / "data").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path.name


@pytest.fixture(scope="module")
def whole_walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A walk that went to its end, its secrets in the keyring, and everything it left on disk."""
    home = tmp_path_factory.mktemp("walk")
    with walk(home) as process:
        told = list(lines(process))
        _, said = process.communicate()
    assert process.returncode == 0, said
    assert told[-1] == {"done": True}
    yield home
    forget(home)
