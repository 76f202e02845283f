"""Who may import whom: each contract is kept, and fails where an import breaks it."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from tests.limits import HANG

ROOT: Final = Path(__file__).resolve().parent.parent
# For each contract: in which module an import is planted, and what is imported there.
PLANTED: Final = {
    "packages import downwards only": [
        ("demo", "ebel_wizard.__main__"),
        ("cli", "ebel_wizard.ui.state.undo"),
        ("ui.state.undo", "ebel_wizard.cli"),
        ("store.rows", "ebel_wizard.documents.model"),
        ("documents.model", "ebel_wizard.store.rows"),
        ("people_import.plan", "ebel_wizard.exchange.mail"),
        ("case.model", "ebel_wizard.people_import.plan"),
        ("guide.model", "ebel_wizard.case.model"),
        ("settings", "ebel_wizard.guide.model"),
        ("turkish.dates", "ebel_wizard.crypto"),
        ("files", "ebel_wizard.turkish.dates"),
    ],
    "no circle of imports, in any package": [
        ("case.model", "ebel_wizard.case.register"),
        ("ui.state.worker", "ebel_wizard.ui.state.session"),
        ("turkish.letters", "ebel_wizard.turkish.dates"),
    ],
    "the window's wings import downwards only": [
        ("ui.shell.window", "ebel_wizard.ui.startup.unlock"),
        ("ui.settings.page", "ebel_wizard.ui.shell.home"),
        ("ui.pages.base", "ebel_wizard.ui.settings.page"),
        ("ui.lists.model", "ebel_wizard.ui.pages.base"),
        ("ui.widgets.theme", "ebel_wizard.ui.lists.model"),
        ("ui.state.undo", "ebel_wizard.ui.widgets.theme"),
    ],
    "pages do not know each other; what they share is in base, general and the packages below": [
        ("ui.pages.kep", "ebel_wizard.ui.pages.numbers"),
    ],
    "the base packages know the standard library, python-stdnum and holidays": [
        ("turkish.dates", "PySide6"),
        ("guide.model", "reportlab"),
        ("case.model", "sqlalchemy"),
        ("case.model", "ebel_wizard.settings"),
        ("cancellation", "keyring"),
    ],
    "files, resources and untrusted know the standard library alone": [
        ("files", "stdnum"),
        ("untrusted", "PIL"),
    ],
    "store keeps the case and knows nothing of what is shown or printed": [
        ("store.rows", "PySide6"),
        ("store.rows", "ebel_wizard.exchange.mail"),
    ],
    "vault knows the keyring and nothing of ours": [
        ("vault", "PySide6"),
        ("vault", "ebel_wizard.turkish.letters"),
    ],
    "documents are made from a snapshot alone": [
        ("documents.model", "sqlalchemy"),
        ("documents.model", "ebel_wizard.crypto"),
    ],
    "documents: assembly, the kinds, what each says, how it is laid out": [
        ("documents.letter", "ebel_wizard.documents.kinds"),
    ],
    "layout: letters and annexes, file formats, the page, the typeface": [
        ("documents.layout.fonts", "ebel_wizard.documents.layout.page"),
    ],
    "people_import and exchange read and write files without window or database": [
        ("people_import.plan", "PySide6"),
        ("exchange.mail", "sqlalchemy"),
    ],
    "ui reaches database, keyring and PDF through the packages that own them": [
        ("ui.state.session", "sqlalchemy"),
        ("ui.widgets.preview", "reportlab"),
    ],
    "settings and crypto stand alone": [
        ("settings", "PySide6"),
        ("crypto", "keyring"),
    ],
    "cli works with no window, no database and no keyring": [
        ("cli", "keyring"),
        ("cli", "ebel_wizard.store.rows"),
    ],
}


def contracts() -> list[dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and its contracts."""
    copy = tmp_path_factory.mktemp("program")
    shutil.copytree(
        ROOT / "ebel_wizard",
        copy / "ebel_wizard",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


# One process looks at them all: a graph of the modules takes less than a start.
LINT: Final = """
import json, sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from importlinter.cli import lint_imports

found = []
for file, line in json.load(sys.stdin):
    before = Path(file).read_bytes()
    Path(file).write_bytes(before + line.encode())
    with redirect_stdout(StringIO()) as said:
        status = lint_imports(no_logo=True)
    Path(file).write_bytes(before)
    found.append([status, said.getvalue()])
json.dump(found, sys.stdout)
"""
NOTHING: Final = ("ebel_wizard/__init__.py", "")


def planted(program: Path, module: str, imported: str) -> tuple[str, str]:
    """Where an import is planted, and what is written there."""
    folder = program / "ebel_wizard" / module.replace(".", "/")
    file = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    return str(file), f"\n\ndef planted() -> None:\n    import {imported}\n"


def lint(program: Path, lines: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Return, for each line that is planted, what import-linter says of each contract."""
    done = subprocess.run(
        [sys.executable, "-c", LINT],
        input=json.dumps(lines),
        cwd=program,
        env={**os.environ, "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=HANG,
    )
    for status, said in json.loads(done.stdout):
        found = dict(re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*)?$", said, re.MULTILINE))
        assert found, said + done.stderr
        assert status == int("BROKEN" in found.values())
        yield found


Plant = tuple[str, str]
"""A module, and what is imported in it."""


@pytest.fixture(scope="module")
def said(program: Path) -> dict[Plant | None, dict[str, str]]:
    """What is said of each contract with each import, and with none."""
    plants = sorted({each for imports in PLANTED.values() for each in imports})
    lines = [NOTHING, *(planted(program, *each) for each in plants)]
    return dict(zip([None, *plants], lint(program, lines), strict=True))


def test_every_contract_is_kept_and_has_an_import_that_breaks_it(
    said: dict[Plant | None, dict[str, str]],
) -> None:
    assert said[None] == dict.fromkeys(PLANTED, "KEPT")
    assert [contract["name"] for contract in contracts()] == list(PLANTED)


@pytest.mark.parametrize(
    ("contract", "plant"),
    [(contract, each) for contract, imports in PLANTED.items() for each in imports],
)
def test_a_planted_import_breaks_its_contract(
    said: dict[Plant | None, dict[str, str]], contract: str, plant: Plant
) -> None:
    assert said[plant][contract] == "BROKEN"


def test_the_windows_state_has_no_widgets() -> None:
    for file in (ROOT / "ebel_wizard" / "ui" / "state").glob("*.py"):
        assert "QtWidgets" not in file.read_text(encoding="utf-8"), file


@pytest.fixture(scope="module")
def layout() -> ModuleType:
    spec = spec_from_file_location("layout", ROOT / "packaging" / "layout.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_in_contributing_is_drawn_from_the_imports(layout: ModuleType) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{layout.picture(layout.read())}\n```" in text
