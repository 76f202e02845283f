"""Any list as PDF: complete, in its columns, its head on every page."""

from io import BytesIO

import pdfplumber
import pytest

from ebel_wizard import documents
from ebel_wizard.documents import Document

TOWN = "Örnekköy Belediye Başkanlığı"
HEADINGS = ["S.No", "Adı Soyadı", "Asli birim", "Ek birim"]


def listed(count: int, headings: list[str] = HEADINGS) -> Document:
    rows = [[f"{n}.{at}" for at in range(len(headings))] for n in range(count)]
    return documents.worklist("Ek birim listesi", headings, rows, TOWN)


def pages(document: Document) -> list[str]:
    with pdfplumber.open(BytesIO(document.data)) as pdf:
        assert len(pdf.pages) == document.pages
        return [page.extract_text() for page in pdf.pages]


def test_every_row_and_the_head_of_every_page() -> None:
    made = listed(100)
    texts = pages(made)
    assert made.pages > 2
    assert texts[0].startswith(f"{TOWN}\nEk birim listesi\nS.No")
    assert all("Asli birim" in text for text in texts)
    assert all(f"{at + 1}/{made.pages}" in text for at, text in enumerate(texts))
    words = " ".join(texts).split()
    assert [each for each in words if each.endswith(".3")] == [f"{n}.3" for n in range(100)]


def test_a_wide_list_lies_across_and_stays_within_the_page() -> None:
    rows = [["Ağaçlandırma " * 9 if at % 2 else "kısa" for at in range(9)]]
    made = documents.worklist("Geniş", [f"Uzun bir başlık {n}" for n in range(9)], rows, TOWN)
    with pdfplumber.open(BytesIO(made.data)) as pdf:
        page = pdf.pages[0]
        assert page.width > page.height
        assert all(char["x0"] > 0 and char["x1"] < page.width for char in page.chars)
        assert page.extract_text().count("Ağaçlandırma") == 36
    with pdfplumber.open(BytesIO(listed(1).data)) as pdf:
        assert pdf.pages[0].width < pdf.pages[0].height


def test_rows_of_any_length_and_any_text() -> None:
    rows = [["a"], ["a", "b", "c", "d", "taşan"], ["<b>&amp;", "\N{GRINNING FACE}", "", "x" * 400]]
    (text,) = pages(documents.worklist("A/B: ?", HEADINGS, rows, ""))
    assert "<b>&amp;" in text
    assert "taşan" not in text
    assert text.count("x") >= 400


def test_the_file_is_named_after_the_title_and_is_pdf_a() -> None:
    made = listed(3)
    assert made.name == "ek-birim-listesi.pdf"
    assert b"pdfaid" in made.data
    assert made.data == listed(3).data
    assert pages(listed(0))
    with pytest.raises(ValueError, match="headings"):
        listed(1, [])
