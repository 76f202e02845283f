"""The window as a screen reader has it, from another process: what it is told and can do."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pdfplumber
import pytest

from ebel_wizard import demo, settings
from ebel_wizard.case import fields, model
from ebel_wizard.case.fields import Field, Kind
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.store.workspace import Workspace
from tests.ui import atspi
from tests.ui.atspi import Node, Program
from tests.ui.scenarios import spoken

STEP = "1. Talep yazısı"


@pytest.fixture
def program(home: Path) -> Iterator[Program]:
    """The program, started for the first time."""
    with atspi.program(home) as started:
        yield started


@pytest.fixture
def filled(home: Path, example_home: Path) -> Iterator[Program]:
    """The program with the invented municipality's answers."""
    shutil.copytree(example_home, home)
    with atspi.program(home) as started:
        yield started


def find(program: Program, role: str, name: str) -> Node:
    """What is in sight, by what it is and the start of its name."""
    window = spoken.dialog(program) or program.windows()[0]

    def look() -> Node | None:
        found = (each for each in spoken.shown(window) if each.role == role)
        return next((each for each in found if each.name.startswith(name)), None)

    found = program.wait(look, f"a {role} “{name}”")
    assert isinstance(found, Node)
    return found


def heading(program: Program) -> str:
    """The title of the page in sight."""
    window = program.windows()[0]
    return next(each.name for each in spoken.shown(window) if each.role == "heading")


def answer(program: Program, field: Field, text: str) -> None:
    """Answer a question: set its text, or choose among its options."""
    window = program.windows()[0]
    asked = next(
        each
        for each in spoken.shown(window)
        if (each.role == "text" and each.name == field.label)
        or (each.role == "combo box" and each.label.startswith(field.label))
        or (each.role == "radio button" and each.description.startswith(field.label))
    )
    if asked.role == "radio button":
        find(program, "radio button", shown(field, text)).do("Toggle")
    elif asked.role == "combo box":
        next(each for each in asked.children if each.role == "text").write(shown(field, text))
    else:
        asked.write(text)


def shown(field: Field, text: str) -> str:
    """An answer as its question shows it."""
    return field.choices[text] if field.choices and field.kind is Kind.CHOICE else text


def forward(program: Program, title: str) -> None:
    """Press Devam and see the next page."""
    find(program, "push button", "Devam").press()
    program.wait(lambda: heading(program) == title, title)


# What it is told


def test_everything_says_what_it_is_before_anything_was_answered(program: Program) -> None:
    assert list(spoken.walk(program)) == []


def test_everything_says_what_it_is_with_answers(filled: Program) -> None:
    assert list(spoken.walk(filled)) == []


# What it can do


def test_step_one_from_the_first_start_to_saved_documents(
    program: Program, home: Path, tmp_path: Path
) -> None:
    case = demo.example()
    folder = tmp_path / "belgeler"
    folder.mkdir()
    program.activate()

    find(program, "push button", "Başla").press()
    program.wait(lambda: heading(program) == "Ne yapılacak", "step 1")
    asked = (
        ("Belediye", (*fields.MUNICIPALITY, *fields.CONTACT)),
        ("Yazı", (*fields.LETTER, *fields.SIGNATORY, *fields.LETTER_CONTACT)),
    )
    for title, rows in asked:
        forward(program, title)
        for field in rows:
            text = model.value(case, field.path)
            if text and field.applies(case):
                answer(program, field, text)
    forward(program, "Proje sorumluları")
    for person in case.officers:
        find(program, "push button", "Kişi ekle").press()
        for field in fields.PERSON:
            cell = program.wait(lambda: over_a_cell(program, field.label), field.label)  # noqa: B023
            cell.write(getattr(person, field.path))
            program.keys.press("Tab")
    for title in ("Başkanlık oluru", "E-imza sertifikaları", "KEP"):
        forward(program, title)
    answer(program, fields.BY_PATH["kep.user_tckn"], case.kep.user_tckn)
    for label, secret in demo.SECRETS.items():
        find(program, "text", label).write(secret)
        find(program, "push button", f"{label}: Bu bilgisayarda tut").press()
        find(program, "push button", f"{label}: Kaldır")
    forward(program, "Metin ve logo")
    forward(program, "Cevapları kontrol et")
    forward(program, "Belgeler")
    save = find(program, "push button", "PDF kaydet…")
    program.wait(lambda: "sensitive" in save.now().states, "the documents")
    save.press()
    find(program, "text", "").write(str(folder))
    find(program, "push button", "Buraya kaydet").press()
    program.wait((folder / "kep-formu.pdf").exists, "the files")

    with pdfplumber.open(folder / "talep-yazisi.pdf") as pdf:
        letter = pdf.pages[0].extract_text()
    assert "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI" in letter
    spoken.go(program, "KEP")
    for label in demo.SECRETS:
        find(program, "push button", f"{label}: Kaldır").press()
        find(program, "label", "Bu bilgisayarda tutulmuyor")
    find(program, "label", "Kaydedildi")
    program.end()
    with closing(Workspace.open(settings.data_dir())) as workspace:
        stored = workspace.load().case()
    for field in (*asked[0][1], *asked[1][1], fields.BY_PATH["kep.user_tckn"]):
        if field.applies(case):
            given = normalise_answer(field.kind, model.value(case, field.path))
            assert model.value(stored, field.path) == given, field.path
    for kept, person in zip(stored.officers, case.officers, strict=True):
        for field in fields.PERSON:
            assert getattr(kept, field.path) == getattr(person, field.path), field.path


def over_a_cell(program: Program, name: str) -> Node | None:
    """The line over a cell, once it has the focus."""
    focused = program.focused()
    return focused if focused is not None and focused.name == name else None
