"""Marks of tests that only some systems can run, with the reason, and what differs between them."""

import os
import sys
from pathlib import Path

import pytest

second_account = pytest.mark.skipif(
    sys.platform == "win32" or os.getuid() != 0, reason="needs a second account"
)
posix_modes = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
posix_limits = pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
dbus = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no D-Bus")


def is_owners_alone(path: Path) -> bool:
    """Return whether no other account may read a file; Windows has access lists in modes' place."""
    return sys.platform == "win32" or path.stat().st_mode & 0o077 == 0


def skip_without(what: str) -> None:
    """Skip the test that asks on Windows, for what only POSIX has."""
    if sys.platform == "win32":
        pytest.skip(f"Windows has no {what}")
