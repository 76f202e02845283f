"""What the machine must have for the chosen tests, and the line that is shown where it lacks it."""

import ast
import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.limits import HANG

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "packaging" / "prepare.py"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no make and no apt")
# Who imports it, itself or through another module of the tests, needs this part.
NEEDS = {
    "PySide6": "offscreen",
    "ebel_wizard.ui": "offscreen",
    "tests.cups": "printing",
    "tests.documents.libreoffice": "libreoffice",
    "tests.syscall_trace": "tracing",
    "tests.ui.screens": "screen",
}


@cache
def program() -> ModuleType:
    spec = spec_from_file_location("prepare", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program on a machine that lacks a library and may install nothing."""
    module = program()
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


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ("tests/turkish -x", ""),
        ("tests/case/test_rules.py::test_x", ""),
        ("tests/documents --ignore=tests/documents/layout", ""),
        ("tests/documents", "verapdf libreoffice"),
        ("tests/store/", "tracing"),
        ("tests/ui/pages", "offscreen keyring"),
        ("-x -k documents", "offscreen window keyring screen printing tracing verapdf libreoffice"),
        ("", "offscreen window keyring screen printing tracing verapdf libreoffice"),
    ],
)
def test_only_what_the_chosen_tests_need_is_prepared(arguments: str, parts: str) -> None:
    assert needed_by(*arguments.split()) == parts.split()


def test_the_unit_tests_need_nothing_of_the_system() -> None:
    done = subprocess.run(
        ["make", "-n", "unit"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=HANG
    )
    assert "prepare.py --dev \n" in done.stdout
    assert "-p no:pytest-qt" in done.stdout


@pytest.mark.parametrize(
    "test", [path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")]
)
def test_what_a_test_needs_is_known(test: str) -> None:
    imported = imports(ROOT / test)
    needed = {
        part
        for start, part in NEEDS.items()
        if any(each == start or each.startswith(f"{start}.") for each in imported)
    }
    assert needed <= set(needed_by(test))


def needed_by(*arguments: str) -> list[str]:
    found: list[str] = program().needed_by(list(arguments))
    return found


@cache
def imports(file: Path) -> frozenset[str]:
    """Return what a test imports, itself or through modules of the tests."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    for name in [name for name in names if name.startswith("tests.")]:
        module = ROOT / f"{name.replace('.', '/')}.py"
        if module.exists():
            names |= imports(module)
    return frozenset(names)
