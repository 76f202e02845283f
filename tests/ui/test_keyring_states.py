"""Whatever the keyring does, the window says it, keeps what was typed and goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.keyring_walk import STATES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("state", STATES)
def test_a_keyring_in_trouble_holds_nothing_up(home: Path, state: str) -> None:
    done = subprocess.run(
        [
            *(ROOT / "packaging" / "with-keyring.sh", sys.executable),
            *("-m", "tests.ui.keyring_walk", state),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
