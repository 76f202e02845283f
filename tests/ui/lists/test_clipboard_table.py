"""Copied cells arrive elsewhere as they are read here, and are computed nowhere."""

from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from ebel_wizard.ui.lists import clipboard_table
from tests.ui.wizard import Wizard

FORMULA = '=HYPERLINK("http://kotu.example";"Tıklayın")'
ROWS = [["Ayşe", FORMULA], ["<b>Çağrı</b> & oğlu", "10000000146"]]


class Cells(HTMLParser):
    """The cells of a table in HTML, which must all be declared as text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            values = dict(attrs)
            assert values["style"] == "mso-number-format:'\\@'"
            assert str(values["sdnum"]).endswith(";0;@")
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def copied(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the cells of the table on the clipboard once these rows were copied."""
    clipboard_table.copy(rows)
    read = Cells()
    read.feed(bytes(QGuiApplication.clipboard().mimeData().data("text/html").data()).decode())
    return read.rows


def test_several_cells_are_text_in_a_spreadsheet(wizard: Wizard) -> None:
    assert copied(ROWS) == ROWS
    text = QGuiApplication.clipboard().text()
    assert text == f"Ayşe\t'{FORMULA}\n<b>Çağrı</b> & oğlu\t10000000146"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "-1", "@SUM(A1)", "\t=1", "+1+cmd|' /C calc'!A0", " =1", "+90 500 000 00 01+1"],
)
def test_what_begins_like_a_formula_is_marked_in_plain_text(cell: str) -> None:
    [line] = clipboard_table.plain([["a", cell]]).splitlines()
    assert line.split("\t")[1].startswith("'")


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "Ayşe",
        "10000000146",
        "007",
        "+90 500 000 00 01",
        "+905000000001",
        "+90 (346) 123 45 67 dahili 12",
        "+49 30 1234567",
        "–",
        "'tırnak'",
        "a=b",
        "a@b.gov.tr",
        "5-6",
    ],
)
def test_everything_else_stays_as_it_is_in_plain_text(cell: str) -> None:
    assert clipboard_table.plain([["a", cell]]) == f"a\t{cell}"


def test_a_line_end_in_a_cell_makes_no_cell_of_its_own() -> None:
    assert clipboard_table.plain([["a\t=1+1", "b\r\n=2"], ["c", "d"]]) == "a =1+1\tb =2\nc\td"


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("a=+-@ '1ç"), max_size=5), min_size=2, max_size=2),
        min_size=1,
        max_size=4,
    )
)
def test_no_cell_of_plain_text_is_a_formula_and_pasting_here_gives_it_back(
    rows: list[list[str]],
) -> None:
    text = clipboard_table.plain(rows)
    cells = [line.split("\t") for line in text.split("\n")]
    assert not any(
        cell.lstrip(" ").startswith(("=", "+", "-", "@")) for row in cells for cell in row
    )
    unmarked = [[cell.removeprefix("'") for cell in row] for row in rows]
    back = [line.split("\t") for line in clipboard_table.unescaped(text).split("\n")]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == unmarked


def test_rows_copied_from_the_register_are_a_table_and_one_cell_is_itself(wizard: Wizard) -> None:
    wizard.go("Personel ve birimler")
    wizard.press("Kişi ekle")
    wizard.fill_row(0, "Ayşe", "Demir", "", "", FORMULA, "")
    table = wizard.table()
    table.selectAll()
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().mimeData().hasHtml()
    assert f"\t'{FORMULA}\t" in QGuiApplication.clipboard().text()
    table.clearSelection()
    titles = [table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(6)]
    table.setCurrentIndex(table.model().index(0, titles.index("Unvan")))
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    assert QGuiApplication.clipboard().text() == FORMULA
