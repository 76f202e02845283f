import dataclasses
import time
from typing import Any

import pytest

from ebel_wizard.case.model import Person

HEAD = ["S.No", "Adı Soyadı", "TCKN", "Cep Telefonu", "Unvanı", "Çalıştığı Birim"]


def people(count: int) -> tuple[Person, ...]:
    return tuple(
        Person(
            f"Kişi {number}",
            "Yıldız",
            "10000000146",
            f"0500{number:07}",
            "Veri Hazırlama ve Kontrol İşletmeni" if number % 3 else "Memur",
            "Kültür ve Sosyal İşler Müdürlüğü" if number % 2 else "Mali Hizmetler Müdürlüğü",
        )
        for number in range(1, count + 1)
    )


def inside_columns(pdf: Any) -> bool:
    """Whether every text of the table stands between two of its upright rules."""
    for number, page in enumerate(pdf.pages, 1):
        upright = [line for line in page.lines if line["x0"] == line["x1"]]
        table = [line for line in upright if line["bottom"] < page.height - 85]
        edges = sorted({round(line["x0"], 1) for line in table})
        top = page.height - min(line["top"] for line in table)
        bottom = page.height - max(line["bottom"] for line in table)
        for run in pdf.runs:
            if run.page == number and bottom < run.y < top:
                left = max(edge for edge in edges if edge <= run.x0)
                if run.x1 > min(edge for edge in edges if edge > left):
                    return False
    return True


def test_the_guides_five_columns_and_a_row_number(of_example: Any) -> None:
    pdf = of_example["personel-tablosu"]
    start = pdf.lines.index("S.No")
    assert pdf.lines[start : start + 12] == [
        *HEAD,
        "1",
        "İpek GÜNDOĞDU",
        "10000000146",
        "(0 500) 000 00 01",
        "Yazı İşleri Müdürü",
        "Yazı İşleri Müdürlüğü",
    ]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_everyone_is_in_the_table_once_and_in_order(altered: Any, made: Any, count: int) -> None:
    pdf = made(altered(officers=people(count)))["personel-tablosu"]
    names = [line for line in pdf.lines if line.startswith("Kişi ")]
    assert names == [f"Kişi {number} YILDIZ" for number in range(1, count + 1)]
    assert inside_columns(pdf)


def test_the_head_is_repeated_and_pages_are_numbered(altered: Any, made: Any) -> None:
    pdf = made(altered(officers=people(60)))["personel-tablosu"]
    total = len(pdf.pages)
    assert total >= 3
    for number in range(1, total + 1):
        on_page = [run.text for run in pdf.runs if run.page == number]
        assert [text for text in on_page if text in HEAD] == HEAD
        assert f"{number}/{total}" in on_page


def test_a_row_never_splits_across_pages(altered: Any, made: Any) -> None:
    pdf = made(altered(officers=people(60)))["personel-tablosu"]
    pages = [run.page for run in pdf.runs if run.text == "Kontrol İşletmeni"]
    numbers = [int(run.text) for run in pdf.runs if run.text.isdigit() and len(run.text) < 3]
    starts = [run.page for run in pdf.runs if run.text == "Veri Hazırlama ve"]
    assert pages == starts
    assert numbers == list(range(1, 61))


def test_a_word_without_blanks_wraps_inside_its_cell(altered: Any, made: Any) -> None:
    person = dataclasses.replace(people(1)[0], unit="Ö" * 200, surname="Ş" * 200)
    pdf = made(altered(officers=(person,)))["personel-tablosu"]
    assert inside_columns(pdf)
    assert pdf.text.count("Ö") >= 200
    assert pdf.text.count("Ş") >= 200


def test_a_row_taller_than_a_page_goes_on_and_loses_nothing(altered: Any, made: Any) -> None:
    person = dataclasses.replace(people(1)[0], unit="Ğ" * 3000)
    pdf = made(altered(officers=(person, *people(2))))["personel-tablosu"]
    assert len(pdf.pages) > 2
    assert pdf.text.count("Ğ") >= 3000
    assert pdf.lines.index("2") > 0
    assert inside_columns(pdf)


@pytest.mark.parametrize("letters", [500, 900, 1000, 1040, 1100, 1400, 3000])
def test_the_head_is_never_alone_on_a_page(altered: Any, made: Any, letters: int) -> None:
    """Nor where the first row is taller than what the heading leaves of the first page."""
    person = dataclasses.replace(people(1)[0], unit="W" * letters)
    pdf = made(altered(officers=(person, *people(2))))["personel-tablosu"]
    for number in range(1, len(pdf.pages) + 1):
        under = [run for run in pdf.runs if run.page == number and run.size == 10]
        assert len(under) > len(HEAD)
    assert pdf.text.count("W") == letters
    assert inside_columns(pdf)


def test_tckn_is_printed_whole_and_phones_in_one_form(altered: Any, made: Any) -> None:
    person = dataclasses.replace(people(1)[0], tckn="100 0000 0146", mobile="+90 500 111 22 33")
    lines = made(altered(officers=(person,)))["personel-tablosu"].lines
    assert "10000000146" in lines
    assert "(0 500) 111 22 33" in lines


def test_a_thousand_people_take_a_moment(altered: Any) -> None:
    """Linear work: a thousand rows cost no more than twenty times fifty, with room to spare."""
    from ebel_wizard import documents

    def cost(count: int) -> float:
        case = altered(officers=people(count))
        start = time.process_time()
        documents.build(case)
        return time.process_time() - start

    cost(50)
    assert cost(1000) < 40 * max(cost(50), 0.02)
