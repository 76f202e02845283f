"""A crash leaves nothing of the memory on disk."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import HANG
from tests.platforms import posix_limits

ROOT = Path(__file__).parents[3]
pytestmark = posix_limits
SECRET = b"Uydurma-Parola-" * 4
CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")
FORBID = "from ebel_wizard.ui.startup.core_dumps import forbid_core_dumps; forbid_core_dumps(); "
RAISE = "import resource as r; r.setrlimit(r.RLIMIT_CORE, r.getrlimit(r.RLIMIT_CORE)[1:] * 2); "
DUMPS_HERE = CORE_PATTERN.exists() and not CORE_PATTERN.read_text().startswith(("|", "/"))


@pytest.mark.parametrize("kind", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_leaves_no_core(tmp_path: Path, kind: signal.Signals) -> None:
    assert len(crash(tmp_path, "", kind)) == DUMPS_HERE
    assert crash(tmp_path, FORBID, kind) == []


def test_a_core_that_the_system_insists_on_has_no_memory_in_it(tmp_path: Path) -> None:
    assert [SECRET in core for core in crash(tmp_path, "", signal.SIGSEGV)] == [True] * DUMPS_HERE
    cores = crash(tmp_path, FORBID + RAISE, signal.SIGSEGV)
    assert [SECRET in core for core in cores] == [False] * DUMPS_HERE


def crash(folder: Path, first: str, kind: signal.Signals) -> list[bytes]:
    """The cores that are left when a program with a secret in its memory crashes."""
    secret = f"secret = bytes(each - 1 for each in {bytes(each + 1 for each in SECRET)!r}); "
    program = f"{secret}{first}import os; os.kill(os.getpid(), {int(kind)})"
    done = subprocess.run(
        ["sh", "-c", 'ulimit -c unlimited; exec "$@"', "sh", sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=HANG,
    )
    assert done.returncode == -kind
    left = list(folder.iterdir())
    cores = [each.read_bytes() for each in left]
    for each in left:
        each.unlink()
    return cores
