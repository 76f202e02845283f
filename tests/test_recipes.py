"""The recipes of CONTRIBUTING.md, each followed on a copy of the program.

A step with a page is followed in tests/ui/pages/test_new_step.py, a document in
tests/ui/pages/test_new_document.py and tests/test_cli_all.py, a table in tests/test_one_table.py.
"""

import json
from pathlib import Path
from typing import Final

import pytest

from tests import program_copy

PACKAGE: Final = Path("ebel_wizard")

RULE: Final = """
def _sender(case: Case) -> Iterator[Problem]:
    if case.municipality.unit == "Yazı İşleri Müdürlüğü":
        yield Problem("municipality.unit", "“Yazıyı çıkaran birim” bu olamaz.")


"""

FORMAT: Final = '''
"""Reads lists of people in JSON files: a list of rows, each a list of texts."""

import json

from ebel_wizard.people_import.sheet import Progress, ReadBudget, Sheet, SheetBuilder


def read(text: str, progress: Progress | None = None) -> Sheet:
    """Return the one sheet of a file; raise SheetError beyond the limits."""
    builder = SheetBuilder("", ReadBudget(), progress)
    for row, cells in enumerate(json.loads(text)):
        for column, cell in enumerate(cells):
            builder.set_cell(row, column, str(cell))
    return builder.build()
'''
LIST: Final = [
    ["Adı", "Soyadı", "TCKN", "Birimi"],
    ["Ayşe", "Yılmaz", "10000000146", "Yazı İşleri Müdürlüğü"],
]

# What an officer does with the new setting, in a program of its own.
SETTING_WALK: Final = """
import json, sys
from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.shell.search_index import Index
from ebel_wizard.ui.startup import application
from tests.ui.wizard import Wizard

def opened():
    wizard = Wizard(demo.open_window(settings.data_dir()))
    driver.activate(wizard.window)
    wizard.window.open("settings")
    return wizard


application.make_application()
wizard = opened()
wizard.answer("Yardım masasının saatleri", "09.00–17.00")
wizard.close()
wizard = opened()
shown = wizard.field("Yardım masasının saatleri").text()
index = Index(wizard.window.session)
index.read()
found = [hit.title for hit in index.find("saatleri")]
json.dump({"shown": shown, "found": found}, sys.stdout)
wizard.close()
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return program_copy.make(tmp_path)


def test_a_rule_is_one_function_that_stops_the_documents(program: Path, tmp_path: Path) -> None:
    rules = PACKAGE / "case" / "case_rules.py"
    program_copy.insert(program / rules, "def _municipality(", RULE.lstrip())
    program_copy.insert(
        program / rules, "        *_letter(case, today),", "        *_sender(case),\n"
    )
    assert program_copy.touched(program) == {rules}
    example = program / "resources" / "examples" / "ornek-cevaplar.toml"
    done = program_copy.run(
        program, tmp_path, "-m", "ebel_wizard", "render", str(example), "--out", "out"
    )
    assert done.returncode == 1
    assert f"{example}: municipality.unit: “Yazıyı çıkaran birim” bu olamaz.\n" in done.stderr
    assert not list(tmp_path.glob("out/*"))


def test_an_import_format_is_one_reader_and_its_line_in_detect(
    program: Path, tmp_path: Path
) -> None:
    reader = PACKAGE / "people_import" / "json_rows.py"
    detect = PACKAGE / "people_import" / "detect.py"
    (program / reader).write_text(FORMAT.lstrip(), encoding="utf-8")
    program_copy.insert(
        program / detect,
        "from ebel_wizard.people_import.sheet import (",
        "from ebel_wizard.people_import import json_rows\n",
    )
    program_copy.insert(program / detect, "*.csv *.tsv", "*.json ")
    program_copy.insert(
        program / detect,
        "    return (text_tables.read_delimited(text, progress),)",
        '    if text.startswith("[["):\n        return (json_rows.read(text, progress),)\n',
    )
    assert program_copy.touched(program) == {reader, detect}
    (tmp_path / "liste.json").write_text(json.dumps(LIST), encoding="utf-8")
    done = program_copy.run(
        program, tmp_path, "-m", "ebel_wizard", "people", "liste.json", "--json"
    )
    assert done.returncode == 0, done.stderr
    (person,) = json.loads(done.stdout)["taken"]
    assert (person["name"], person["surname"], person["tckn"]) == ("Ayşe", "Yılmaz", "10000000146")


def test_a_setting_is_its_default_and_its_question(program: Path, tmp_path: Path) -> None:
    settings = PACKAGE / "settings.py"
    page = PACKAGE / "ui" / "settings" / "page.py"
    program_copy.insert(
        program / settings, '    theme: str = "system"', '    helpdesk_hours: str = ""\n'
    )
    program_copy.insert(
        program / page,
        '    Field("helpdesk_phone"',
        '    Field("helpdesk_hours", "Yardım masasının saatleri"),\n',
    )
    assert program_copy.touched(program) == {settings, page}
    done = program_copy.run(program, tmp_path, "-c", SETTING_WALK)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["shown"] == "09.00–17.00"
    assert "Yardım masasının saatleri" in result["found"]
    stored = json.loads((tmp_path / "ev" / "settings.json").read_text("utf-8"))
    assert stored["helpdesk_hours"] == "09.00–17.00"
