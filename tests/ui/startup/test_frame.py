"""The frame is on the screen first: real, and as it stays once the case is in it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLockFile

from ebel_wizard import crypto, settings
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.store.lock import FILE_NAME as LOCK
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from ebel_wizard.ui.startup import stages
from tests.limits import HANG

LATER = (
    "ebel_wizard.cli",
    "sqlalchemy",
    "sqlcipher3",
    "holidays",
    "ebel_wizard.store",
    "ebel_wizard.ui.pages",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "ev" / "data"


def start(data: Path, *act: str) -> dict[str, Any]:
    """Start the program; return what was seen until it ended."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.scenarios.frame_scenario", *act],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
        env={**os.environ, settings.HOME_VARIABLE: str(data.parent)},
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


Twice = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """What was seen of the first start, in which the database is made, and of the next."""
    data = tmp_path_factory.mktemp("iki açılış") / "ev" / "data"
    return start(data), start(data)


def test_the_frame_is_painted_before_database_and_pages_are_imported(twice: Twice) -> None:
    frame = twice[0]["frame"]
    assert [name for name in LATER if name in frame["imported"]] == []
    titles = [f"{step.number} {step.short}" for step in load_guide().steps]
    assert [line for line in frame["lines"] if line[0].isdigit()] == titles


def test_a_start_imports_nothing_heavy(twice: Twice) -> None:
    case = twice[1]["case"]
    assert "sqlalchemy" in case["imported"]
    assert [name for name in stages.HEAVY if name in case["imported"]] == []
    countries = [name for name in case["imported"] if name.startswith("holidays.countries")]
    assert countries in ([], ["holidays.countries.turkey"])


def test_nothing_moves_when_the_case_comes_into_the_frame(twice: Twice) -> None:
    told = twice[1]  # the window was placed before
    for part in ("lines", "window"):
        assert told["case"][part] == told["frame"][part]


def test_what_is_typed_into_the_frame_is_searched_for(data: Path) -> None:
    case = start(data, "type", "parola")["case"]
    assert case["searched"] == "parola"
    assert case["focused"].startswith("Ara")


def test_a_place_chosen_in_the_frame_is_opened(data: Path) -> None:
    assert start(data, "choose", "Ayarlar")["case"]["here"] == ["settings"]


def test_a_key_of_the_window_pressed_in_the_frame_is_obeyed(data: Path) -> None:
    assert start(data, "press", "F1")["case"]["here"] == []


def test_enter_pressed_in_the_frame_presses_what_waits_for_it(data: Path) -> None:
    (here,) = start(data, "press", "Enter")["case"]["here"]
    assert here.startswith(load_guide().steps[0].id)


def test_a_frame_that_is_closed_ends_the_program(data: Path) -> None:
    told = start(data, "close")
    assert told["status"] == 0
    assert "case" not in told


def test_a_refusal_stands_over_the_frame(data: Path) -> None:
    data.mkdir(parents=True)
    (data / FILE_NAME).write_bytes(b"not a database" * 1000)
    told = start(data)
    assert told["over"] == {"is_over_frame": True, "frame_is_seen": True, "has_line": False}
    assert told["status"] == 1


def test_the_key_of_an_encrypted_case_is_asked_for_over_the_frame(data: Path) -> None:
    workspace = Workspace.open(data)
    workspace.encrypt(crypto.new_master_key())
    workspace.close()
    told = start(data)
    assert told["over"] == {"is_over_frame": True, "frame_is_seen": True, "has_line": True}
    assert told["status"] == 0


def test_no_frame_is_seen_where_another_window_has_the_case(data: Path) -> None:
    data.mkdir(parents=True)
    lock = QLockFile(str(data / LOCK))
    assert lock.tryLock(0)
    told = start(data)
    lock.unlock()
    assert "frame" not in told
    assert told["over"]["frame_is_seen"] is False
