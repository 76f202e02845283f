"""An error nobody expected is told without what was typed, can be copied, and stops nothing."""

import subprocess
import sys
from pathlib import Path

from tests.limits import HANG
from tests.ui.scenarios.bug_scenario import PLACES, TYPED

ROOT = Path(__file__).parents[3]


def test_the_program_goes_on_after_errors_from_every_thread(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.scenarios.bug_scenario"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("Unforeseen") >= len(PLACES)
    assert not any(word in done.stderr for word in TYPED.split())
