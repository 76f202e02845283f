"""What a newcomer is told where system packages are missing and cannot be installed."""

import os
import shutil
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

PROGRAM = Path(__file__).parents[1] / "packaging" / "prepare.py"


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program on a machine that lacks a library and may install nothing."""
    spec = spec_from_file_location("prepare", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    missing = (module.Need("libnowhere.so.1", "libnowhere1"),)
    monkeypatch.setitem(module.NEEDS, "offscreen", missing)
    monkeypatch.setattr(module, "install", lambda _: False)
    monkeypatch.setattr(sys, "argv", ["prepare.py", "offscreen"])
    return module


@pytest.mark.parametrize(
    ("user", "programs", "start"),
    [
        (1000, {"sudo"}, "    sudo apt-get update && sudo apt-get install "),
        (1000, set(), '    su - -c "apt-get update && apt-get install '),
        (0, {"sudo"}, "    apt-get update && apt-get install "),
    ],
    ids=["sudo", "no sudo", "root"],
)
def test_the_line_for_the_administrator_runs_where_it_is_shown(
    prepare: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: int,
    programs: set[str],
    start: str,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    assert prepare.main() == 1
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith(start)
    assert "libnowhere1" in line
