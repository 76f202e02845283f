"""A list written as a workbook is read back unchanged, and no cell is a formula."""

import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ebel_wizard.case.model import Person
from ebel_wizard.exchange import workbook
from ebel_wizard.people_import import detect, people
from ebel_wizard.turkish import letters
from tests.people_import import list_files

HEADINGS = ["Adı Soyadı", "TCKN", "Cep Telefonu"]
FORMULA_LIKE = [
    "=1+1",
    "+905321234567",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "=HYPERLINK(0)",
    "'x",
    "{=1}",
    "10000010046",
]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def cells(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_windows_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's zip files tell whether they were made there."""
    here = workbook.write("Liste", HEADINGS, [["Ayşe", "10000010046", ""]])
    assert cells(here)[0] == HEADINGS
    monkeypatch.setattr(sys, "platform", "win32")
    assert workbook.write("Liste", HEADINGS, [["Ayşe", "10000010046", ""]]) == here


def test_no_cell_becomes_a_formula_or_a_number() -> None:
    data = workbook.write("Liste", ["Metin"], [[each] for each in FORMULA_LIKE])
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    for (cell,), text in zip(sheet.iter_rows(min_row=2), FORMULA_LIKE, strict=True):
        assert cell.value == text.strip()
        assert cell.data_type == "s"
        assert cell.number_format == "@"
        assert cell.quotePrefix
    assert "<f>" not in list_files.part_of(data, "xl/worksheets/sheet1.xml")


def test_the_headings_are_frozen() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook.write("Liste", HEADINGS, [["a"] * 3]))).active
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "Liste"
    assert sheet.auto_filter.ref == "A1:C2"


@settings(max_examples=15)
@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5), texts)
def test_what_is_written_is_read_back(rows: list[list[str]], title: str) -> None:
    data = workbook.write(title, ["Bir", "İki"], rows)
    assert data == workbook.write(title, ["Bir", "İki"], rows)
    wanted = [["Bir", "İki"], *([letters.clean(cell) for cell in row] for row in rows)]
    assert [["" if cell is None else cell for cell in row] for row in cells(data)] == wanted


def test_the_export_of_people_can_be_imported(tmp_path: Path) -> None:
    path = tmp_path / "kayıt.xlsx"
    rows = [["Ayşe Nur Işık", "10000010046", "+905321234567"], ["İpek Öz", "", ""]]
    path.write_bytes(workbook.write("Personel / kayıt: 2026", HEADINGS, rows))
    result = people.read_people(*people.choose_sheet(detect.read(path)))
    assert [each.person for each in result.accepted] == [
        Person("Ayşe Nur", "Işık", "10000010046", "+905321234567"),
        Person("İpek", "Öz"),
    ]
    assert [each.corrections for each in result.accepted] == [(), ()]
