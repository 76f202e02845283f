"""Whatever is pressed, typed and pasted: nothing fails, nothing is left over, nothing is lost.

With EBEL_WIZARD_MONKEY it goes on for so many seconds, from another beginning each time.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from time import time_ns
from typing import Final

import pytest

from tests.limits import HANG
from tests.people_import import list_files
from tests.ui import sample_municipalities
from tests.ui.pages.test_logo import picture
from tests.ui.scenarios.monkey_scenario import Report

ROOT: Final = Path(__file__).resolve().parents[3]
SECONDS: Final = float(os.environ.get("EBEL_WIZARD_MONKEY", "0"))
EVENTS: Final = 300  # at least
MORE_MEMORY: Final = 400  # MB; what is undone and what was drawn is kept


def lying_about(folder: Path) -> Path:
    """Make a folder with files as they come to hand, good and bad."""
    folder.mkdir()
    write_list = sample_municipalities.large(60).write_list
    assert write_list is not None
    write_list(folder / "personel.xlsx")
    (folder / "personel.csv").write_text(list_files.delimited(list_files.LIST), "utf-8")
    (folder / "bozuk.xlsx").write_bytes(b"PK\3\4")
    (folder / "üst yazı.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "boş.txt").touch()
    picture(folder / "logo.png")
    return folder


def test_whatever_is_pressed_nothing_fails_and_nothing_is_lost(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = time_ns() if SECONDS else 20261123
    folder = lying_about(tmp_path / "belgeler")
    done = subprocess.run(
        [
            *(sys.executable, "-X", "dev", "-W", "error"),
            *("-m", "tests.ui.scenarios.monkey_scenario"),
            *(str(seed), str(EVENTS), str(SECONDS), str(folder)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG + SECONDS,
    )
    assert done.returncode == 0, f"seed {seed}\n{done.stdout}{done.stderr}"
    report = Report(**json.loads(done.stdout))
    if SECONDS:
        with capsys.disabled():
            told = {name: value for name, value in asdict(report).items() if name != "stalls"}
            longest = sorted(report.stalls, key=lambda each: each[0])[-10:]
            sys.stderr.write(f"\nmonkey, seed {seed}: {told}\n")
            sys.stderr.write(f"{len(report.stalls)} stalls, the longest: {longest}\n")
    assert (report.errors, report.messages, report.threads) == ([], [], []), f"seed {seed}"
    assert report.differs == {"undone": [], "redone": [], "disk": []}, f"seed {seed}"
    assert report.memory[-1] - report.memory[0] < MORE_MEMORY, f"seed {seed}: {report.memory}"
    assert report.events >= EVENTS
    assert report.changes > report.undone > 0
    assert len(report.places) > 3
