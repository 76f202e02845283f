"""`make check` finds what Windows lacks, in the program and where tests would end the run there."""

import ast
import subprocess
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.limits import HANG

PROGRAM = Path(__file__).resolve().parents[1] / "packaging" / "check_platforms.py"
SKIP = "pytest.mark.skipif(sys.platform == 'win32', reason='x')"


@cache
def check() -> ModuleType:
    spec = spec_from_file_location("check_platforms", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_of_ours_needs_what_windows_lacks() -> None:
    done = subprocess.run(
        [sys.executable, PROGRAM], capture_output=True, text=True, check=False, timeout=HANG
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    "code",
    [
        "import fcntl",
        "import os, resource",
        "from os import getuid",
        "def f(): return os.getuid()",
        "def f(kind=signal.SIGKILL): ...",
        "if sys.platform == 'win32': os.fork()",
        "if sys.platform != 'win32': pass\nelse: os.fork()",
        "if sys.platform == 'linux': pass\nos.mkfifo('x')",
        "if is_new: os.fchmod(1, 2)",
        "x = sys.platform == 'win32' and os.getuid()",
        "def f():\n    if os.name == 'posix':\n        return\n    os.chown('x', 1, 1)",
        "try: import pwd\nexcept OSError: pass",
    ],
)
def test_what_windows_lacks_is_found(code: str) -> None:
    assert check().posix_uses(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "import signal, os",
        "os.replace('a', 'b'); signal.SIGTERM; os.umask(0)",
        "x = getattr(os, 'O_NOFOLLOW', 0)",
        "if sys.platform != 'win32': import fcntl",
        "if sys.platform == 'win32': pass\nelse: os.fork()",
        "if sys.platform == 'linux' and is_new: os.fork()",
        "x = sys.platform == 'win32' or os.getuid()",
        "x = os.getuid() if os.name == 'posix' else 0",
        "def f():\n    if os.name != 'posix':\n        return\n    os.chown('x', 1, 1)",
        "try: import pwd\nexcept ImportError: pass",
    ],
)
def test_what_is_there_or_guarded_is_let_through(code: str) -> None:
    assert not check().posix_uses(ast.parse(code))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def test_a(): os.mkfifo('x')", True),
        (f"@{SKIP}\ndef test_a(): os.mkfifo('x')", False),
        (f"posix = {SKIP}\n@posix\ndef test_a(): os.mkfifo('x')", False),
        (f"posix = {SKIP}\npytestmark = posix\ndef test_a(): os.mkfifo('x')", False),
        ("@elsewhere\ndef test_a(): os.mkfifo('x')", False),
        ("@pytest.mark.skipif(is_new, reason='x')\ndef test_a(): os.mkfifo('x')", True),
        (f"@{SKIP}\n@pytest.mark.parametrize('x', [os.fork])\ndef test_a(x): ...", True),
        ("@pytest.mark.skipif('os.getuid() != 0', reason='x')\ndef test_a(): ...", True),
        ("def helper(): os.mkfifo('x')", False),
        ("pytest.importorskip('jeepney')\nfrom jeepney import Message", False),
    ],
)
def test_a_test_that_windows_would_come_to_is_found(code: str, found: bool) -> None:
    """What a helper does is left to the tests that call it."""
    assert bool(check().uses_in_tests(ast.parse(code), frozenset({"elsewhere"}))) is found
