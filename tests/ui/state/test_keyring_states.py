"""Whatever the keyring does, the window says it, keeps what was typed and goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import HANG
from tests.ui.scenarios.keyring_scenario import STATES

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("state", STATES)
def test_a_keyring_in_trouble_holds_nothing_up(home: Path, state: str) -> None:
    done = subprocess.run(
        [
            *(ROOT / "packaging" / "with-keyring.sh", sys.executable),
            *("-m", "tests.ui.scenarios.keyring_scenario", state),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
