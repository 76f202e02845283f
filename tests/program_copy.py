"""A copy of the whole program, changed as a recipe in CONTRIBUTING.md says, and run."""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.limits import HANG

ROOT: Final = Path(__file__).resolve().parents[1]
HANDBOOK: Final = Path("docs", "kilavuz.md")


def make(folder: Path) -> Path:
    """Return the folder of a new copy, in ``folder``."""
    program = folder / "copy"
    for part in ("ebel_wizard", "resources"):
        shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
    (program / "docs").mkdir()
    shutil.copy(ROOT / HANDBOOK, program / HANDBOOK)
    return program


def insert(file: Path, before: str, text: str) -> None:
    """Write ``text`` into a file, before words that stand in it once."""
    source = file.read_text("utf-8")
    assert source.count(before) == 1, before
    file.write_text(source.replace(before, f"{text}{before}"), encoding="utf-8")


def touched(program: Path) -> set[Path]:
    """Return the files of the copy that are not the program's own any more."""
    files = [path.relative_to(program) for path in program.rglob("*") if path.is_file()]
    own = [path for path in files if "__pycache__" not in path.parts]
    _, differ, new = filecmp.cmpfiles(ROOT, program, [str(path) for path in own], shallow=False)
    return {Path(path) for path in (*differ, *new)}


def run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in ``folder`` with the copy's modules, and the tests'."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(program), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "EBEL_WIZARD_HOME": str(folder / "ev"),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=HANG,
    )
