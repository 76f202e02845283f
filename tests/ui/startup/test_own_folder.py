"""The window does not stay in the folder that it was started in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ebel_wizard import settings
from tests.limits import killed_when_it_hangs

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(sys.platform != "linux", reason="it is looked for in /proc")
def test_a_stick_that_it_was_started_from_can_be_pulled_out(tmp_path: Path) -> None:
    stick, own = tmp_path / "çubuk", tmp_path / "memur"
    stick.mkdir()
    own.mkdir()
    environment = {
        **os.environ,
        "HOME": str(own),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        settings.HOME_VARIABLE: "ev",
    }
    process = subprocess.Popen([sys.executable, "-m", "ebel_wizard"], cwd=stick, env=environment)
    with killed_when_it_hangs(process):
        while not (stick / "ev" / "data" / "answers.db").exists():
            assert process.poll() is None
        assert Path(f"/proc/{process.pid}/cwd").resolve() == own
        process.kill()
        process.wait()
