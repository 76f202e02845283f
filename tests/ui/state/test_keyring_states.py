"""Whatever the keyring does, the window says it, keeps what was typed and goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.limits import killed_when_it_hangs
from tests.ui.scenarios.keyring_scenario import STATES, Order

ROOT = Path(__file__).parents[3]
TELL_ENVIRONMENT = 'env -0 >"$1"; echo; read -r _'


@pytest.fixture(scope="module")
def server() -> Iterator["subprocess.Popen[str]"]:
    """Carries out orders, one after the other."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.scenarios.keyring_scenario", "--serve"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@contextmanager
def session(file: Path) -> Iterator[dict[str, str]]:
    """The environment of a session with a keyring of its own, as long as the block lasts."""
    with subprocess.Popen(
        [ROOT / "packaging" / "with-keyring.sh", "sh", "-c", TELL_ENVIRONMENT, "sh", file],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with killed_when_it_hangs(process):
            process.stdout.readline()
            pairs = (os.fsdecode(each) for each in file.read_bytes().split(b"\0") if each)
            yield {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
            process.stdin.close()
            process.wait()


@pytest.mark.parametrize("state", STATES)
def test_a_keyring_in_trouble_holds_nothing_up(
    server: "subprocess.Popen[str]", home: Path, tmp_path: Path, state: str
) -> None:
    assert server.stdin is not None
    assert server.stdout is not None
    errors = tmp_path / "errors"
    with session(tmp_path / "environment") as environment:
        order = Order(state, environment, str(errors))
        server.stdin.write(json.dumps(asdict(order)) + "\n")
        server.stdin.flush()
        ended = server.stdout.readline()
    assert ended == "0\n", errors.read_text(encoding="utf-8")
