"""The rules of the page (P), each read off the finished PDF."""
# ruff: noqa: N802 - a rule's id has a capital

from typing import Any

import pytest

from ebel_wizard.documents.letter import EBYS_NOTE
from tests.documents.measures import ASCENT, CM, LEFT, LINE, MANY, MIDDLE, RIGHT, TOP, logo


def logo_on(pdf: Any) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of the one picture on the first page, in points."""
    (image,) = pdf.pages[0].images
    height = pdf.pages[0].height
    return image["x0"], height - image["bottom"], image["x1"], height - image["top"]


def test_P1_every_page_is_a4_portrait(everything: Any) -> None:
    for pdf in everything.values():
        for page in pdf.pages:
            assert (page.width, page.height) == pytest.approx((21 * CM, 29.7 * CM), abs=0.1)


def test_P2_text_keeps_its_margins(everything: Any) -> None:
    for pdf in everything.values():
        for run in pdf.runs:
            assert run.x0 >= LEFT - 0.01
            assert run.x1 <= RIGHT + 0.01
            assert run.y - 0.216 * run.size >= 0.5 * CM - 0.01
            # Marks stand outside the text area, and so does what an electronic letter says (M1).
            if not run.red and run.text not in EBYS_NOTE:
                assert run.y + 0.891 * run.size <= TOP + 0.01
            assert run.y + 0.891 * run.size <= 29.2 * CM + 0.01


@pytest.mark.parametrize(("width", "height"), [(400, 400), (900, 200), (100, 600)])
def test_P3_the_logo_stands_centred_over_tc_half_a_centimetre_from_the_edge(
    example: Any, made: Any, width: int, height: int
) -> None:
    pdf = made(example, logo=logo(width, height))["talep-yazisi"]
    left, bottom, right, top = logo_on(pdf)
    assert pdf.pages[0].height - top == pytest.approx(0.5 * CM, abs=0.1)
    assert (left + right) / 2 == pytest.approx(MIDDLE, abs=0.1)
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.01)
    heading = pdf.run("T.C.")
    assert bottom - 2 * LINE < heading.y + ASCENT <= bottom
    assert (pdf.run("Yazı İşleri").y - pdf.run("Sayı").y) / LINE == pytest.approx(3, abs=0.01)


@pytest.mark.parametrize("height", [20, 40, 100])
def test_P2_P3_under_a_low_logo_the_heading_keeps_to_the_text_area(
    example: Any, made: Any, height: int
) -> None:
    pdf = made(example, logo=logo(300, height))["talep-yazisi"]
    heading = pdf.run("T.C.")
    assert heading.y + ASCENT <= TOP + 0.01
    assert heading.y + ASCENT <= logo_on(pdf)[1]


def test_P3_in_a_marked_letter_the_logo_stands_left_centred_on_the_heading(
    altered: Any, made: Any
) -> None:
    marked = altered({"letter.secrecy": "together"})
    pdf, bare = made(marked, logo=logo(400, 400))["talep-yazisi"], made(marked)["talep-yazisi"]
    left, bottom, right, top = logo_on(pdf)
    assert left == pytest.approx(LEFT, abs=0.1)
    assert right < pdf.run("ÖRNEKKÖY").x0
    assert pdf.pages[0].height - top >= 0.5 * CM
    heading_middle = (pdf.run("T.C.").y + ASCENT + pdf.run("Yazı İşleri").y) / 2
    assert (top + bottom) / 2 == pytest.approx(heading_middle, abs=3)
    assert bottom > pdf.run("Sayı").y + ASCENT
    assert pdf.lines == bare.lines
    assert [run.y for run in pdf.runs] == [run.y for run in bare.runs]


def test_P3_beside_a_heading_without_room_the_logo_keeps_clear_of_mark_and_heading(
    altered: Any, made: Any
) -> None:
    changes = {"letter.secrecy": "together", "municipality.unit": "Uzun Adlı Birim " * 6}
    pdf = made(altered(changes), logo=logo(400, 400))["talep-yazisi"]
    _, bottom, _, top = logo_on(pdf)
    assert top <= pdf.run("GİZLİ").y
    assert pdf.run("T.C.").y + ASCENT <= bottom


def test_P3_every_letter_has_the_logo_and_no_annex(altered: Any, made: Any) -> None:
    pdfs = made(altered(references=MANY), logo=logo(300, 300))
    counts = {name: [len(page.images) for page in pdf.pages] for name, pdf in pdfs.items()}
    assert counts == {
        "talep-yazisi": [1, 0],
        "personel-tablosu": [0],
        "kep-yazisi": [1],
        "kep-formu": [0],
    }


def test_P4_one_typeface_one_size_contact_block_8(paper: Any) -> None:
    foot = paper.run("Adres:").y
    for run in paper.runs:
        assert run.font.endswith("+Tinos")
        assert run.size == pytest.approx(8 if run.y <= foot else 12)
        assert run.colour in {(0,), (0, 0, 0)}


def test_P5_fonts_are_embedded_and_turkish_text_extracts(altered: Any, made: Any) -> None:
    written = "ÇĞIİÖŞÜ çğıiöşü âîû ÂÎÛ ₺ “tırnak” ’ – …"
    pdfs = made(altered({"municipality.unit": written}))
    for pdf in pdfs.values():
        assert written in pdf.lines
        for page in pdf.pages:
            assert all("+Tinos" in char["fontname"] for char in page.chars)


def test_P7_a_single_page_has_no_number(of_example: Any) -> None:
    for pdf in of_example.values():
        assert len(pdf.pages) == 1
        assert "1/1" not in pdf.lines


def test_P7_several_pages_are_numbered_under_everything_but_the_mark(everything: Any) -> None:
    for name, pdf in everything.items():
        total = len(pdf.pages)
        assert total > 1 or name.endswith("kep-formu")
        for number in range(1, total + 1) if total > 1 else ():
            (run,) = [run for run in pdf.runs if run.text == f"{number}/{total}"]
            assert run.page == number
            assert run.middle == pytest.approx(MIDDLE, abs=0.1)
            others = [other for other in pdf.runs if other.page == number and not other.red]
            assert run.y == min(other.y for other in others)


def test_P8_what_stands_on_the_first_last_and_every_page(everything: Any) -> None:
    letters = {name: pdf for name, pdf in everything.items() if name.endswith("yazisi")}
    assert len(letters) == 7
    for pdf in letters.values():

        def pages(start: str, pdf: Any = pdf) -> list[int]:
            return [run.page for run in pdf.runs if run.text.startswith(start)]

        last = len(pdf.pages)
        assert last > 1
        for once in ("Sayı", "Konu", "İÇİŞLERİ"):
            assert pages(once) == [1]
        # The text refers to them in its first words.
        assert [run.page for run in pdf.runs if run.text == "İlgi"] == [1]
        for end in ("Şükrü IĞDIROĞLU", "Ek:"):
            assert pages(end) == [last]
        assert pages("Adres:") == pages("Bilgi için:") == list(range(1, last + 1))


def test_P8_the_date_stands_on_the_first_page_only(long_letter: Any) -> None:
    assert [run.page for run in long_letter.runs if run.text == "01.12.2026"] == [1]


def test_P8_the_signature_never_stands_alone(altered: Any, made: Any) -> None:
    """Whatever the length of the text, two of its lines are on the signature's page."""
    for count in range(20, 29):
        pdf = made(altered(references=MANY[:count]))["talep-yazisi"]
        signature = pdf.run("Şükrü IĞDIROĞLU")
        above = [
            run
            for run in pdf.runs
            if run.page == signature.page and run.y > signature.y and run.x0 < MIDDLE
        ]
        assert len(above) >= 2
        assert "arz ederim." in above[-1].text


def test_P4_only_marks_and_headings_are_bold_and_only_page_numbers_of_another_size(
    everything: Any,
) -> None:
    for name, pdf in everything.items():
        if not name.endswith("yazisi"):
            continue  # annexes are free in type, size and form
        for run in pdf.runs:
            assert run.font.endswith("+Tinos-Bold" if run.red else "+Tinos")
            is_page_number = run.text == f"{run.page}/{len(pdf.pages)}"
            assert round(run.size, 2) in ({9} if is_page_number else {8, 12})
