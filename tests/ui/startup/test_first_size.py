"""The first window is inside the screen, whatever its size and scale, with its foot in sight."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ebel_wizard import settings
from tests.limits import HANG

TASK_BAR = 40
SCREENS = [(1366, 768), (1920, 1080)]
SCALES = [1.0, 1.25, 1.5, 2.0]


def opened(folder: Path, size: tuple[int, int], scale: float, *more: str) -> dict[str, Any]:
    """Start the program on a screen of this size and scale, and close it again."""
    width, height = size
    screen = {
        "name": "office",
        "x": 0,
        "y": 0,
        "width": width,
        "height": height - TASK_BAR,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    own = {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": str(scale),
        settings.HOME_VARIABLE: str(folder / "ev"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.scenarios.first_size_scenario", *more],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
        env={**os.environ, **own},
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def is_inside(inner: list[int], outer: list[int]) -> bool:
    """Whether it is, but for the fraction of a pixel that a scale leaves over."""
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("scale", SCALES)
def test_the_first_window_is_inside_its_screen(
    tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    told = opened(tmp_path, size, scale)
    assert told["room"][2] <= size[0] / scale + 1, "the screen is the one that was asked for"
    assert is_inside(told["window"], told["room"])
    for part in ("TopBar", "Rail", "Footer"):
        assert is_inside(told[part], told["room"]), part
    assert told["is_whole"] is (told["room"][3] < 800)


@pytest.fixture(scope="module")
def moved_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the window was left half off the screen."""
    folder = tmp_path_factory.mktemp("half")
    opened(folder, (1920, 1080), 1.0, "move it out")
    return folder


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_window_left_half_off_the_screen_comes_back_whole(
    tmp_path: Path, moved_out: Path, scale: float
) -> None:
    shutil.copytree(moved_out, tmp_path, dirs_exist_ok=True)
    told = opened(tmp_path, (1366, 768), scale)
    assert is_inside(told["window"], told["room"])
    assert is_inside(told["Footer"], told["room"])
