"""A step is a row of data: what a new one costs, shown on a copy of the whole program."""

import json
from pathlib import Path
from typing import Any

from tests import program_copy

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
pages, first = wizard.pages(), wizard.labels()
for page in pages[1:]:
    wizard.go("12. ", page)
    first += wizard.labels()
wizard.step(12)
wizard.tick("Eğitimin verilmesi")
wizard.wait_saved()
state = wizard.window.session.answers.state("egitim")
told = {"pages": pages, "first": first, "done": sorted(state.done), "status": state.status}
json.dump(told, sys.stdout)
wizard.close()
"""


def add_step(program: Path, pages: str) -> None:
    guide = program / GUIDE
    text = guide.read_text("utf-8")
    guide.write_text(text + STEP.replace("{pages}", pages), encoding="utf-8")


def walk(program: Path, folder: Path) -> dict[str, Any]:
    done = program_copy.run(program, folder, "-c", WALK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def test_a_step_that_asks_for_ticks_dates_and_a_note_is_one_table_in_one_file(
    tmp_path: Path,
) -> None:
    program = program_copy.make(tmp_path)
    add_step(program, "[]")
    assert program_copy.touched(program) == {GUIDE}
    told = walk(program, tmp_path)
    assert {"Kullanıcılara sistemi tanıtın.", "Modüller", "Yardım", "Takip"} <= set(told["first"])
    assert told["pages"] == ["Ne yapılacak", "Takip"]
    assert (told["done"], told["status"]) == (["egitim"], "in-progress")


def test_a_step_with_a_page_of_its_own_is_that_table_and_the_page(tmp_path: Path) -> None:
    program = program_copy.make(tmp_path)
    add_step(program, '["counting", "general"]')
    (program / PAGE).write_text(OWN_PAGE, encoding="utf-8")
    assert program_copy.touched(program) == {GUIDE, PAGE}
    told = walk(program, tmp_path)
    assert "Eğitilecek 0 kişi var." in told["first"]
    assert told["pages"] == ["Ne yapılacak", "Eğitim", "Takip"]
    assert (told["done"], told["status"]) == (["egitim"], "in-progress")
