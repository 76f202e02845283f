"""The stick that the workspace is on is pulled out: nothing is saved on the disk beneath."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import HANG
from tests.store.medium import SCENES
from tests.store.test_faults import ROOT, may_mount


@pytest.mark.skipif(not may_mount(), reason="no stick can be mounted here")
@pytest.mark.parametrize("scene", SCENES)
def test_a_workspace_is_on_its_stick_or_nowhere(tmp_path: Path, scene: str) -> None:
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-m", "tests.store.medium", tmp_path, scene],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert (done.returncode, done.stderr) == (0, "")
