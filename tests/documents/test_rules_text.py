"""The rules of the text and the signature (T, S), read off the finished PDF."""
# ruff: noqa: N802 - a rule's id has a capital

from itertools import pairwise
from typing import Any

import pytest

from tests.documents.measures import (
    CM,
    ELECTRONIC,
    LEFT,
    LETTERS,
    MIDDLE,
    PAPER,
    RIGHT,
    blank_lines,
)


def test_T1_text_starts_under_the_addressee_or_the_reference(letter: Any, paper: Any) -> None:
    assert blank_lines(letter.run("(Bilgi"), letter.run("5393")) == pytest.approx(2, abs=0.01)
    last_reference = paper.run("03.05.2026 tarihli")
    assert blank_lines(last_reference, paper.run("İlgi (a)")) == pytest.approx(1, abs=0.01)


def test_T2_paragraphs_are_indented_justified_and_close(letter: Any) -> None:
    lines = [run for run in letter.runs if letter.run("5393").y >= run.y > letter.run("Şükrü").y]
    starts = [run for run in lines if run.x0 == pytest.approx(LEFT + 1.25 * CM, abs=0.1)]
    assert len(starts) == 4
    for above, below in pairwise(lines):
        assert blank_lines(above, below) == pytest.approx(0, abs=0.01)
        assert below.x0 == pytest.approx(LEFT, abs=0.1) or below in starts
        if below not in starts:
            assert above.x1 == pytest.approx(RIGHT, abs=0.1)


def test_T3_abbreviations_are_spelled_out_first(of_example: Any) -> None:
    letter, cover = of_example["talep-yazisi"].text, of_example["kep-yazisi"].text
    assert letter.index("Kayıtlı Elektronik Posta (KEP)") == letter.index("KEP") - 26
    assert "TCKN" not in letter  # an abbreviation that is not used again
    body = cover.index("İlgi yazımız")
    spelled = cover.index("Kayıtlı Elektronik Posta (KEP)")
    assert cover.index("KEP", body) == spelled + 26


def test_T4_a_municipality_asks_its_ministry(of_example: Any) -> None:
    for name in ("talep-yazisi", "kep-yazisi"):
        assert "arz ederim." in of_example[name].text
        assert "rica" not in of_example[name].text


def test_the_request_names_law_day_annex_and_the_way_of_the_kep_data(
    letter: Any, packages: Any
) -> None:
    for said in (
        "5393 sayılı Belediye Kanunu’nun ek 3’üncü maddesi uyarınca",
        "15 Aralık 2026 tarihinde geçilmesi planlanmaktadır.",
        "Personel Bilgi Tablosu",
        "“Gizli” gizlilik dereceli ayrı bir yazıyla gönderilmektedir.",
    ):
        assert said in letter.text
    for package in packages.values():
        assert "gizlilik dereceli" not in package["talep-yazisi"].text
        assert "ekteki KEP Bilgi" in package["talep-yazisi"].text


@pytest.mark.parametrize(
    ("capacity", "lines"),
    [
        ("asaleten", ["Şükrü IĞDIROĞLU", "Belediye Başkanı"]),
        ("yetki devri", ["Şükrü IĞDIROĞLU", "Belediye Başkanı a.", "Başkan Yardımcısı"]),
        ("vekâleten", ["Şükrü IĞDIROĞLU", "Belediye Başkan V."]),
    ],
    ids=["S1", "S2", "S3"],
)
def test_S1_S2_S3_signature(altered: Any, made: Any, capacity: str, lines: list[str]) -> None:
    changes = {
        "letter.signatory.capacity": capacity,
        "letter.signatory.own_title": "Başkan Yardımcısı",
    }
    pdfs = made(altered(changes))
    for name in LETTERS:
        block = [run for run in pdfs[name].runs if run.x0 > MIDDLE and run.size == 12]
        assert [run.text for run in block] == lines
        assert {round(run.middle, 1) for run in block} == {round(block[0].middle, 1)}
        # The far right: a block as wide as its widest line, and no narrower than 4.5 cm.
        widest = max(4.5 * CM, *(run.x1 - run.x0 for run in block))
        assert block[0].middle == pytest.approx(RIGHT - widest / 2, abs=0.1)
        for above, below in pairwise(block):
            assert blank_lines(above, below) == pytest.approx(0, abs=0.01)


def test_S1_S4_room_for_a_wet_signature(letter: Any, altered: Any, made: Any) -> None:
    def room(pdf: Any) -> float:
        ending = next(run for run in pdf.runs if "arz ederim." in run.text)
        return blank_lines(ending, pdf.run("Şükrü IĞDIROĞLU"))

    assert room(letter) == pytest.approx(4, abs=0.01)
    assert room(made(altered(ELECTRONIC))["talep-yazisi"]) == pytest.approx(2, abs=0.01)


def test_S4_C2_nothing_is_said_about_electronic_signature(altered: Any, made: Any) -> None:
    for changes in (PAPER, ELECTRONIC):
        for pdf in made(altered(changes)).values():
            assert "imzalanmıştır" not in pdf.text
            assert "e-imza" not in pdf.text


@pytest.mark.parametrize(
    ("body", "verb"),
    [
        ("İçişleri Bakanlığı", "arz"),
        ("Sivas Valiliği", "arz"),
        ("Gürün Belediye Başkanlığı", "arz"),
        ("Örnekköy Belediye Başkanlığı Fen İşleri Müdürlüğü", "rica"),
        ("Çınarlı Mahallesi Muhtarlığı", "rica"),
    ],
)
def test_T4_the_first_addressee_line_decides_the_closing_verb(
    altered: Any, made: Any, body: str, verb: str
) -> None:
    pdfs = made(altered({"letter.addressee.body": body}))
    assert f"gereğini {verb} ederim." in pdfs["talep-yazisi"].text
    assert f"Gereğini {verb} ederim." in pdfs["kep-yazisi"].lines


@pytest.mark.parametrize("lines", range(2, 9))
def test_no_line_of_a_paragraph_is_left_alone_on_a_page(
    altered: Any, made: Any, lines: int
) -> None:
    """Whatever stands above it: paragraphs of so many lines over two or three pages."""
    paragraph = "Kurumumuzca yürütülen geçiş çalışmaları kapsamında gerekli hazırlıklar sürüyor. "
    text = (paragraph * 8)[: 95 * lines - 30].rsplit(" ", 1)[0] + "."
    body = "\n".join([*[text] * (90 // lines), "Gereğini arz ederim."])
    pdf = made(altered({"letter.text.request.body": body}))["talep-yazisi"]
    assert len(pdf.pages) > 1
    written = [run for run in pdf.runs if run.size == 12 and run.x0 < MIDDLE]
    first = written.index(pdf.run("Kurumumuzca"))
    last = written.index(pdf.run("Gereğini arz"))
    body_lines = written[first : last + 1]
    starts = [run.x0 > LEFT + 10 for run in body_lines]
    for at, (above, below) in enumerate(pairwise(body_lines)):
        if above.page == below.page:
            continue
        begins_new = starts[at + 1]
        if not begins_new:
            assert not starts[at], "a paragraph's first line is alone at the foot"
            next_starts = [*starts[at + 2 :], True]
            assert not next_starts[0], "a paragraph's last line is alone at the top"


def test_own_words_stand_in_the_letter_with_their_places_filled(altered: Any, made: Any) -> None:
    changes = {
        "letter.text.request.subject": "Geçiş Günü Hakkında",
        "letter.text.request.body": "Geçiş {geçiş günü} günüdür.\nDurumu {arz} ederim.",
        "letter.text.kep.body": "İlgi yazımız ektedir.\nGereğini {arz} ederim.",
    }
    pdfs = made(altered(changes))
    for said in ("Geçiş Günü Hakkında", "Geçiş 15 Aralık 2026 günüdür.", "Durumu arz ederim."):
        assert said in pdfs["talep-yazisi"].lines
    assert "5393" not in pdfs["talep-yazisi"].text
    assert "İlgi yazımız ektedir." in pdfs["kep-yazisi"].lines
    assert "Kayıtlı Elektronik Posta Bilgileri" in pdfs["kep-yazisi"].lines


def test_own_words_are_text_and_no_markup(altered: Any, made: Any) -> None:
    hostile = "<b>&amp; {olmayan} %s \\ ) ( gereğini arz ederim."
    pdf = made(altered({"letter.text.request.body": hostile}))["talep-yazisi"]
    assert hostile in pdf.lines
