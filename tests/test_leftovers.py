"""What a killed run leaves beside its files is deleted by the next, and only that."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ebel_wizard import account, files, unfinished
from tests.killed_calls import ROOT, outcomes, some_of
from tests.killed_writer import CASE, OLD, PIECES, SET, WAYS
from tests.limits import HANG, killed_when_it_hangs

KILLS = int(os.environ.get("EBEL_WIZARD_CASES", "24"))
EXAMPLE = ROOT / "resources" / "examples" / "ornek-cevaplar.toml"
NEW_SET = ("a.pdf", "b.pdf", "yeni.pdf")
posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX")


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder that are not hidden."""
    return {
        each.name: each.read_bytes()
        for each in folder.iterdir()
        if not each.name.startswith(".") and each.is_file()
    }


def hidden(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.name.startswith("."))


def possible_states() -> list[dict[str, bytes]]:
    """The old set, the new one, and what is between them, rename by rename."""
    states = [dict(OLD)]
    for name in NEW_SET:
        states.append({**states[-1], name: SET[name]})
    return [*states, dict(SET)]


@posix
@pytest.mark.parametrize("way", WAYS)
def test_killed_at_any_moment_files_are_whole_and_the_next_run_deletes_the_rest(
    tmp_path: Path, way: str
) -> None:
    program = "tests.killed_writer"
    _, calls = outcomes(program, tmp_path / "whole", way, calls=[0])[0]
    chosen = some_of(calls, KILLS)
    ended = outcomes(program, tmp_path, way, calls=chosen)
    assert set(ended) == set(chosen)
    assert sum(through for through, _ in ended.values()) < len(chosen) // 4
    expected = possible_states()
    if way == "case":
        expected = [OLD, {**OLD, CASE: b"".join(PIECES)}]
    left = 0
    for number in chosen:
        folder = tmp_path / str(number)
        found = contents(folder)
        assert found in expected, f"killed in call {number}"
        left += bool(hidden(folder))
        files.write(folder / "takvim.ics", b"sonraki")
        assert hidden(folder) == [], f"killed in call {number}"
        assert contents(folder) == {**found, "takvim.ics": b"sonraki"}
    assert left > len(chosen) // 2, "most moments leave something to delete"


# A run that still works

WORKING = """
import sys
from pathlib import Path
from ebel_wizard import files
from ebel_wizard.files import atomic_write

folder = Path(sys.argv[1])
sync, waits = files.sync_file, iter([True])

def sync_and_wait(file):
    sync(file)
    if next(waits, False):
        print("waiting", flush=True)
        sys.stdin.readline()

files.sync_file = sync_and_wait
if sys.argv[2] == "set":
    files.write_set(folder, {"a.pdf": b"a", "b.pdf": b"b"}, ())
else:
    files.write(folder / "a.pdf", b"a")
    files.write(folder / "b.pdf", b"b")
"""


@contextmanager
def working(folder: Path, way: str) -> Iterator["subprocess.Popen[str]"]:
    """A run that waits in the middle of its first file until it may go on."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKING, folder, way],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process, killed_when_it_hangs(process):
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        yield process


@pytest.mark.parametrize("way", ["set", "file"])
def test_a_run_that_still_works_is_left_alone_and_comes_to_its_end(
    tmp_path: Path, way: str
) -> None:
    with working(tmp_path, way) as process:
        during = hidden(tmp_path)
        assert during
        files.write(tmp_path / "c.pdf", b"c")
        files.write_set(tmp_path, {"d.pdf": b"d"}, ())
        assert hidden(tmp_path) == during
        process.communicate("\n")
        assert process.returncode == 0
    assert hidden(tmp_path) == []
    assert contents(tmp_path) == {f"{each}.pdf": each.encode() for each in "abcd"}


def test_once_it_is_killed_the_next_run_deletes_what_it_left(tmp_path: Path) -> None:
    with working(tmp_path, "set") as process:
        process.kill()
    assert len(hidden(tmp_path)) == 2
    files.write_set(tmp_path, {"d.pdf": b"d"}, ())
    assert hidden(tmp_path) == []
    assert contents(tmp_path) == {"d.pdf": b"d"}


def test_a_run_does_not_take_its_own_unfinished_files_for_those_of_a_dead_one(
    tmp_path: Path,
) -> None:
    with files.atomic_write(tmp_path / "a.pdf") as temporary:
        temporary.write_bytes(b"a")
        files.write(tmp_path / "b.pdf", b"b")
        files.write_set(tmp_path, {"c.pdf": b"c"}, ())
    assert contents(tmp_path) == {f"{each}.pdf": each.encode() for each in "abc"}


# What is not this machine's


def leave(folder: Path) -> None:
    """What a run leaves that is killed while it writes a database and a set."""
    with unfinished.claim(folder) as token:
        pass
    (folder / f"{unfinished.PREFIX}{token}").write_bytes(b"yarim")
    (folder / f"{unfinished.PREFIX}{token}-journal").write_bytes(b"yarim")
    (folder / f"{unfinished.PREFIX}{token}.lock").touch()
    (folder / f"{unfinished.SET_PREFIX}{token}").mkdir()
    (folder / f"{unfinished.SET_PREFIX}{token}" / "new-0").write_bytes(b"yarim")


def test_what_another_machine_left_or_works_on_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(account, "machine_id", lambda: "0" * 32)
        leave(tmp_path)
    others = hidden(tmp_path)
    leave(tmp_path)
    assert len(hidden(tmp_path)) == 2 * len(others)
    files.write(tmp_path / "a.pdf", b"a")
    assert hidden(tmp_path) == others


def test_what_only_has_a_similar_name_is_left_alone(tmp_path: Path) -> None:
    made = random.Random(1)
    names = [
        *(".yarim-notlar.txt", ".yarim-", ".yarim-.lock", ".ebel-wizard-eski", ".yarim-ş"),
        *(f".yarim-{made.randbytes(16).hex()}" for _ in range(20)),
        *(f".yarim-{made.randbytes(8).hex()}" for _ in range(20)),  # as earlier versions named them
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"memurun")
    (tmp_path / f".ebel-wizard-{made.randbytes(16).hex()}").mkdir()
    before = hidden(tmp_path)
    files.write(tmp_path / "a.pdf", b"a")
    files.write_set(tmp_path, {"b.pdf": b"b"}, ())
    assert hidden(tmp_path) == before


# The command


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core has no workers")
def test_render_that_is_killed_ends_with_its_workers_and_the_next_one_deletes_what_they_left(
    tmp_path: Path,
) -> None:
    sources = [tmp_path / f"{number}.toml" for number in range(40)]
    for each in sources:
        each.write_bytes(EXAMPLE.read_bytes())
    out = tmp_path / "belgeler"
    command: list[Any] = [sys.executable, "-m", "ebel_wizard", "render", "--out", out]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, *sources], cwd=ROOT, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.kill()
        process.communicate(timeout=HANG)  # a worker that went on would hold the pipes open
    done = {folder.name: contents(folder) for folder in out.iterdir()}
    assert 0 < len(done) < len(sources)
    subprocess.run([*command, *sources[: len(done) + 4]], cwd=ROOT, check=True, timeout=HANG)
    for folder in out.iterdir():
        assert hidden(folder) == []
        assert contents(folder).keys() == max(done.values(), key=len).keys()
