"""A step is a row of data: what a new one costs, shown on a copy of the whole program."""

import filecmp
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.limits import HANG

ROOT = Path(__file__).resolve().parents[3]
GUIDE = Path("resources", "guide", "e-belediye.toml")
PAGE = Path("ebel_wizard", "ui", "pages", "counting.py")

STEP = """
[[step]]
id = "egitim"
number = 12
title = "Kullanıcıların Eğitilmesi"
responsible = "belediye"
source = "guide"
day = "before"
instructions = ["Kullanıcılara sistemi tanıtın."]
menu_path = ["Modüller", "Yardım"]
pages = {pages}

[[step.check]]
id = "egitim"
text = "Eğitimin verilmesi"
"""

OWN_PAGE = '''
"""Step 12: how many people were taught."""

from ebel_wizard.case.tables import PERSON
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.widgets import theme


class CountingPage(FormPage):
    """Says how many people there are to teach."""

    name = "counting"
    title = "Eğitim"

    def __init__(self, session, step):
        super().__init__(session, step)
        self.add(theme.label(f"Eğitilecek {len(session.answers.rows(PERSON))} kişi var."))
'''

# What an officer does with the new step, in a program of its own.
WALK = """
import json, sys
from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
from tests.ui.wizard import Wizard

application.make_application()
wizard = Wizard(demo.open_window(settings.data_dir()))
driver.activate(wizard.window)
wizard.go("12. ")
first = wizard.labels()
wizard.step(12)
wizard.tick("Eğitimin verilmesi")
wizard.wait_saved()
state = wizard.window.session.answers.state("egitim")
json.dump({"first": first, "done": sorted(state.done), "status": state.status}, sys.stdout)
wizard.close()
"""


def copy_of_the_program(folder: Path) -> Path:
    made = folder / "copy"
    for part in ("ebel_wizard", "resources"):
        shutil.copytree(ROOT / part, made / part)  # with what Python has compiled already
    return made


def add_step(program: Path, pages: str) -> None:
    guide = program / GUIDE
    text = guide.read_text("utf-8")
    guide.write_text(text + STEP.replace("{pages}", pages), encoding="utf-8")


def touched(program: Path) -> set[Path]:
    """Files of the copy that are not the program's own any more."""
    files = [path.relative_to(program) for path in program.rglob("*") if path.is_file()]
    own = [path for path in files if "__pycache__" not in path.parts]
    _, differ, new = filecmp.cmpfiles(ROOT, program, [str(path) for path in own], shallow=False)
    return {Path(path) for path in (*differ, *new)}


def walk(program: Path, folder: Path) -> dict[str, Any]:
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(program), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "EBEL_WIZARD_HOME": str(folder / "ev"),
    }
    done = subprocess.run(
        [sys.executable, "-c", WALK],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def test_a_step_that_asks_for_ticks_dates_and_a_note_is_one_table_in_one_file(
    tmp_path: Path,
) -> None:
    program = copy_of_the_program(tmp_path)
    add_step(program, "[]")
    assert touched(program) == {GUIDE}
    told = walk(program, tmp_path)
    assert {"Kullanıcılara sistemi tanıtın.", "Modüller", "Yardım", "Takip"} <= set(told["first"])
    assert (told["done"], told["status"]) == (["egitim"], "in-progress")


def test_a_step_with_a_page_of_its_own_is_that_table_and_the_page(tmp_path: Path) -> None:
    program = copy_of_the_program(tmp_path)
    add_step(program, '["counting", "general"]')
    (program / PAGE).write_text(OWN_PAGE, encoding="utf-8")
    assert touched(program) == {GUIDE, PAGE}
    told = walk(program, tmp_path)
    assert "Eğitilecek 0 kişi var." in told["first"]
    assert (told["done"], told["status"]) == (["egitim"], "in-progress")
