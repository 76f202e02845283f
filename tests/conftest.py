"""What all tests share: steady examples, a fixed day, a workspace of their own."""

import faulthandler
import gc
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from ebel_wizard.store.workspace import Workspace

# The same examples on every machine and every run, however slow the machine is.
settings.register_profile("steady", derandomize=True, max_examples=50, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Know the options of pytest-qt also where it is left out, since no test chosen needs Qt."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "of pytest-qt")


# Those that take longest begin first, or one of them would run alone at the end.
_LONGEST = (
    "tests/test_demo.py",
    "tests/ui/scenarios/",
    "tests/documents/layout/test_docx.py",
    "tests/ui/pages/test_eleven_steps.py",
    "tests/documents/test_random.py",
    "tests/ui/shell/test_refresh.py",
    "tests/documents/test_build.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, each whole."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Let Python collect garbage again; while there is a window, that is its timer's work."""
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_exception_interact(node: pytest.Item | pytest.Collector) -> None:
    """Keep the limit on a test that failed and then hangs: pytest lifts it for a debugger."""
    limit = float(node.config.getini("faulthandler_timeout"))
    if limit:
        faulthandler.dump_traceback_later(limit, exit=True, file=sys.__stderr__ or sys.stderr)


@pytest.fixture
def today() -> date:
    return date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a workspace may be made; it is not there yet."""
    return tmp_path / "çalışma alanı"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(folder)
    yield opened
    opened.close()
