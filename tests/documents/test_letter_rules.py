"""The rules of official letters, each read off the finished PDF; named after the rule's id."""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
from itertools import pairwise
from typing import Any

import pytest

from ebel_wizard.case.model import Reference
from ebel_wizard.documents import letter_pdf, request_letter
from ebel_wizard.documents.package import prepare
from ebel_wizard.documents.page import Info, write

CM = 72 / 2.54
LEFT, RIGHT, TOP = 1.5 * CM, 19.5 * CM, 28.2 * CM
MIDDLE = 10.5 * CM
LINE = 13.8

PAPER = {"letter.record_number": "147", "letter.date": "2026-12-01"}
ELECTRONIC = PAPER | {"letter.medium": "E"}
SEVERAL = (
    Reference("03.05.2026", "E-99999999-708.03-900"),
    Reference("2025-11-28", "E-99999999-708.03-12"),
    Reference("1 Mart 2026", "E-99999999-710-345"),
)
MANY = tuple(Reference(f"{day:02}.01.2026", f"E-99999999-710-{day}") for day in range(1, 30))


def blank_lines(above: Any, below: Any) -> float:
    return float((above.y - below.y) / LINE - 1)


@pytest.fixture(scope="module")
def letter(of_example: Any) -> Any:
    return of_example["talep-yazisi"]


@pytest.fixture(scope="module")
def paper(altered: Any, made: Any) -> Any:
    return made(altered(PAPER, references=SEVERAL))["talep-yazisi"]


@pytest.fixture(scope="module")
def long_letter(altered: Any, made: Any) -> Any:
    return made(altered(PAPER, references=MANY))["talep-yazisi"]


@pytest.fixture(scope="module")
def packages(altered: Any, made: Any) -> Any:
    return {way: made(altered({"letter.secrecy": way})) for way in ("together", "hizmete-özel")}


def test_P1_every_page_is_a4_portrait(of_example: Any) -> None:
    for pdf in of_example.values():
        for page in pdf.pages:
            assert (page.width, page.height) == pytest.approx((21 * CM, 29.7 * CM), abs=0.1)


def test_P2_text_keeps_its_margins(of_example: Any, long_letter: Any) -> None:
    for pdf in (*of_example.values(), long_letter):
        for run in pdf.runs:
            assert run.x0 >= LEFT - 0.01
            assert run.x1 <= RIGHT + 0.01
            assert run.y > 0.5 * CM
            if not run.red:
                assert run.y + 0.891 * run.size <= TOP + 0.01


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


def test_P7_a_single_page_has_no_number(letter: Any) -> None:
    assert not [line for line in letter.lines if line in {"1/1", "1"}]


def test_P7_several_pages_are_numbered_under_the_contact_block(long_letter: Any) -> None:
    for number in (1, 2):
        run = long_letter.run(f"{number}/2")
        assert run.page == number
        assert run.middle == pytest.approx(MIDDLE, abs=0.1)
        lowest = min(other.y for other in long_letter.runs if other.page == number)
        assert run.y == lowest


def test_P8_what_stands_on_the_first_last_and_every_page(long_letter: Any) -> None:
    def pages(start: str) -> list[int]:
        return [run.page for run in long_letter.runs if run.text.startswith(start)]

    for once in ("Sayı", "Konu", "01.12.2026", "İÇİŞLERİ", "İlgi"):
        assert pages(once) == [1]
    for last in ("Şükrü IĞDIROĞLU", "Ek: "):
        assert pages(last) == [2]
    assert pages("Adres:") == pages("Bilgi için:") == [1, 2]


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


def test_H1_heading_is_centred_capitals_then_unit(letter: Any) -> None:
    first, second, third = letter.runs[:3]
    assert [first.text, second.text, third.text] == [
        "T.C.",
        "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI",
        "Yazı İşleri Müdürlüğü",
    ]
    for run in (first, second, third):
        assert run.middle == pytest.approx(MIDDLE, abs=0.1)
    assert blank_lines(first, second) == pytest.approx(blank_lines(second, third)) == 0


def test_H1_a_long_name_breaks_inside_the_heading(altered: Any, made: Any) -> None:
    name = "Çok Uzun Adlı ve Birleşik Köyler ile Mahalleler Büyükşehir Belediye Başkanlığı Örneği"
    pdf = made(altered({"municipality.name": name}))["talep-yazisi"]
    assert blank_lines(pdf.run("Yazı İşleri"), pdf.run("Sayı")) == pytest.approx(2, abs=0.01)
    assert pdf.runs[1].text.startswith("ÇOK UZUN ADLI VE BİRLEŞİK")


def test_H2_number_stands_two_blank_lines_under_the_heading(paper: Any) -> None:
    assert paper.run("Z-").text == "Z-12345678-708.03-147"
    assert paper.run("Sayı").x0 == pytest.approx(LEFT, abs=0.1)
    assert blank_lines(paper.run("Yazı İşleri"), paper.run("Sayı")) == pytest.approx(2, abs=0.01)


def test_H2_electronic_number(altered: Any, made: Any) -> None:
    assert "E-12345678-708.03-147" in made(altered(ELECTRONIC))["talep-yazisi"].lines


def test_H3_room_for_number_and_date_given_after_signing(letter: Any) -> None:
    number = letter.run("Z-")
    assert number.text == "Z-12345678-708.03-"
    assert [run for run in letter.runs if run.y == number.y and run.x0 > number.x1] == []


def test_H4_date_is_on_the_numbers_line_at_the_right_edge(paper: Any) -> None:
    date = paper.run("01.12.2026")
    assert date.y == pytest.approx(paper.run("Sayı").y)
    assert date.x1 == pytest.approx(RIGHT, abs=0.1)


def test_H5_subject_keeps_left_of_the_middle(of_example: Any) -> None:
    for name in ("talep-yazisi", "kep-yazisi"):
        pdf = of_example[name]
        label = pdf.run("Konu")
        subject = next(run for run in pdf.runs if run.y == label.y and len(run.text) > 4)
        assert blank_lines(pdf.run("Sayı"), label) == pytest.approx(0, abs=0.01)
        assert subject.x1 <= MIDDLE
        assert subject.text[-1] not in ".:;"


def test_H5_a_long_subject_goes_on_under_its_own_text(example: Any, read: Any) -> None:
    content = dataclasses.replace(
        request_letter.content(prepare(example), ()),
        subject="Belediyemizin e-Belediye Bilgi Sistemine Geçişi ile Proje Sorumluları",
    )
    pdf = read(write(letter_pdf.lay_out(content), Info("Konu", "Belediye")))
    first, second = (pdf.run(start) for start in ("Belediyemizin e", "Geçişi"))
    assert blank_lines(first, second) == pytest.approx(0, abs=0.01)
    assert first.x0 == pytest.approx(second.x0)
    assert max(first.x1, second.x1) <= MIDDLE


def test_H6_colons_stand_in_one_column(paper: Any) -> None:
    colons = [run.x0 for run in paper.runs if run.text == ":"]
    assert len(colons) == 3
    assert colons == pytest.approx([colons[0]] * 3)


def test_A1_addressee_is_dative_capitals_and_the_unit_bare(letter: Any) -> None:
    body, unit = letter.run("İÇİŞLERİ"), letter.run("(Bilgi")
    assert body.text == "İÇİŞLERİ BAKANLIĞINA"
    assert unit.text == "(Bilgi İşlem Dairesi Başkanlığı)"
    assert body.middle == pytest.approx(MIDDLE, abs=0.1)
    assert unit.middle == pytest.approx(MIDDLE, abs=0.1)
    assert blank_lines(letter.run("Konu"), body) == pytest.approx(2, abs=0.01)


def test_R1_a_single_reference_has_no_letter(altered: Any, made: Any) -> None:
    pdf = made(altered(references=SEVERAL[:1]))["talep-yazisi"]
    assert "03.05.2026 tarihli ve E-99999999-708.03-900 sayılı yazınız." in pdf.lines
    assert "a)" not in pdf.lines
    assert blank_lines(pdf.run("(Bilgi"), pdf.run("İlgi")) == pytest.approx(2, abs=0.01)


def test_R1_several_references_are_lettered_oldest_first(paper: Any) -> None:
    start = paper.lines.index("a)")
    assert paper.lines[start : start + 6] == [
        "a)",
        "28.11.2025 tarihli ve E-99999999-708.03-12 sayılı yazınız.",
        "b)",
        "01.03.2026 tarihli ve E-99999999-710-345 sayılı yazınız.",
        "c)",
        "03.05.2026 tarihli ve E-99999999-708.03-900 sayılı yazınız.",
    ]


def test_R1_letters_follow_the_turkish_alphabet(long_letter: Any) -> None:
    lettered = [line[0] for line in long_letter.lines if len(line) == 2 and line[1] == ")"]
    assert "".join(lettered) == "abcçdefgğhıijklmnoöprsştuüvyz"


def test_T1_text_starts_under_the_addressee_or_the_reference(letter: Any, paper: Any) -> None:
    assert blank_lines(letter.run("(Bilgi"), letter.run("5393")) == pytest.approx(2, abs=0.01)
    last_reference = paper.run("03.05.2026 tarihli")
    assert blank_lines(last_reference, paper.run("5393")) == pytest.approx(1, abs=0.01)


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
    assert "(TCKN)" in letter
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
    for said in ("5393 sayılı", "Ek Madde 3", "15 Aralık 2026", "Personel Bilgi Tablosu"):
        assert said in letter.text
    assert "ayrı ve GİZLİ bir yazıyla gönderilmektedir" in letter.text
    for package in packages.values():
        assert "ayrı ve GİZLİ" not in package["talep-yazisi"].text
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
    pdf = made(altered(changes))["talep-yazisi"]
    block = [run for run in pdf.runs if run.x0 > MIDDLE and run.size == 12]
    assert [run.text for run in block] == lines
    assert {round(run.middle, 1) for run in block} == {round(block[0].middle, 1)}
    assert block[0].middle > 14 * CM


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


def test_E1_one_annex_with_its_real_page_count(altered: Any, made: Any, example: Any) -> None:
    for count in (1, 60):
        pdfs = made(altered(officers=(example.officers * 20)[:count]))
        pages = len(pdfs["personel-tablosu"].pages)
        annex = pdfs["talep-yazisi"].run("Ek:")
        assert annex.text == f"Ek: Personel Bilgi Tablosu ({pages} Sayfa)"
        assert annex.x0 == pytest.approx(LEFT, abs=0.1)
        assert annex.y < pdfs["talep-yazisi"].run("Belediye Başkanı").y
    assert pages > 1


def test_E1_several_annexes_are_numbered_under_ek(packages: Any) -> None:
    lines = packages["together"]["talep-yazisi"].lines
    start = lines.index("Ek:")
    assert lines[start + 1 : start + 3] == [
        "1- Personel Bilgi Tablosu (1 Sayfa)",
        "2- KEP Bilgi Formu (1 Sayfa)",
    ]


def test_E2_annex_marks_only_where_there_are_several(
    of_example: Any, altered: Any, made: Any, example: Any
) -> None:
    assert not [line for pdf in of_example.values() for line in pdf.lines if "EK-" in line]
    case = altered({"letter.secrecy": "together"}, officers=example.officers * 20)
    pdfs = made(case)
    for name, mark in (("personel-tablosu", "EK-1"), ("kep-formu", "EK-2")):
        marks = [run for run in pdfs[name].runs if run.text == mark]
        assert [run.page for run in marks] == list(range(1, len(pdfs[name].pages) + 1))
        for run in marks:
            assert run.x1 == pytest.approx(RIGHT, abs=0.1)
            assert run.y + 0.891 * 12 == pytest.approx(TOP, abs=0.1)


def test_E3_the_kep_letter_is_tied_to_the_request_letter(
    of_example: Any, altered: Any, made: Any
) -> None:
    blank = of_example["kep-yazisi"]
    assert blank.run("……").text.endswith("…… sayılı yazımız.")
    given = made(altered(PAPER))["kep-yazisi"]
    assert "01.12.2026 tarihli ve Z-12345678-708.03-147 sayılı yazımız." in given.lines
    assert "Ek: KEP Bilgi Formu (1 Sayfa)" in given.lines


def test_E4_paper_annexes_have_room_for_initials_on_every_page(
    altered: Any, made: Any, example: Any
) -> None:
    pdfs = made(altered(officers=example.officers * 20))
    for name in ("personel-tablosu", "kep-formu"):
        rooms = [run.page for run in pdfs[name].runs if run.text.startswith("Paraf")]
        assert rooms == list(range(1, len(pdfs[name].pages) + 1))
    assert "Paraf" not in made(altered(ELECTRONIC))["personel-tablosu"].text


def test_C1_contact_block_stands_under_a_rule_at_the_foot(letter: Any) -> None:
    address, person = letter.run("Adres:"), letter.run("Bilgi için:")
    assert address.text.endswith("Posta Kodu: 58999")
    assert address.x0 == pytest.approx(LEFT, abs=0.1)
    assert person.text == "Bilgi için: İpek GÜNDOĞDU"
    assert person.x0 > MIDDLE
    assert person.y == pytest.approx(address.y)
    for said in (
        "Telefon No: (0 346) 123 45 67  Faks No: (0 346) 123 45 68",
        "e-Posta: bilgi@ornekkoy.bel.tr  İnternet Adresi: www.ornekkoy.bel.tr",
        "KEP Adresi: ornekkoybelediyesi@hs01.kep.tr",
        "Yazı İşleri Müdürü",
        "Telefon No: (0 346) 123 45 70",
    ):
        assert said in letter.lines
    (rule,) = letter.pages[0].lines
    assert 0 < letter.pages[0].height - rule["top"] - address.y < 15
    assert (rule["x0"], rule["x1"]) == pytest.approx((LEFT, RIGHT), abs=0.1)


def test_C1_what_the_municipality_does_not_have_is_left_out(altered: Any, made: Any) -> None:
    without = {"municipality.contact.fax": "", "municipality.contact.web": ""}
    text = made(altered(without))["talep-yazisi"].text
    assert "Faks" not in text
    assert "İnternet" not in text


def test_G2_every_page_is_marked_top_and_bottom(packages: Any) -> None:
    for way, mark in (("together", "GİZLİ"), ("hizmete-özel", "HİZMETE ÖZEL")):
        for pdf in packages[way].values():
            for number, page in enumerate(pdf.pages, 1):
                marks = [run for run in pdf.runs if run.red and run.page == number]
                assert [run.text for run in marks] == [mark, mark]
                assert marks[0].y + 0.891 * 12 <= page.height - 0.5 * CM + 0.01
                assert marks[0].y > TOP
                assert marks[1].y < min(run.y for run in pdf.runs if not run.red)
                assert all(run.middle == pytest.approx(MIDDLE, abs=0.1) for run in marks)


def test_G2_a_mark_moves_nothing_else(packages: Any, altered: Any, made: Any) -> None:
    secret, open_ = packages["together"]["kep-formu"], packages["hizmete-özel"]["kep-formu"]
    assert [run for run in secret.runs if not run.red] == [run for run in open_.runs if not run.red]


def test_G3_apart_only_the_kep_papers_are_marked(of_example: Any) -> None:
    marked = {name for name, pdf in of_example.items() if any(run.red for run in pdf.runs)}
    assert marked == {"kep-yazisi", "kep-formu"}


def test_G3_in_one_package_there_is_no_kep_letter(packages: Any) -> None:
    for package in packages.values():
        assert list(package) == ["talep-yazisi", "personel-tablosu", "kep-formu"]


def test_G4_the_kep_letter_is_paper_whatever_the_request_is(altered: Any, made: Any) -> None:
    cover = made(altered(ELECTRONIC))["kep-yazisi"]
    assert "Z-12345678-708.03-" in cover.lines
    assert "01.12.2026 tarihli ve E-12345678-708.03-147 sayılı yazımız." in cover.lines
    ending = next(run for run in cover.runs if "arz ederim." in run.text)
    assert blank_lines(ending, cover.run("Şükrü IĞDIROĞLU")) == pytest.approx(4, abs=0.01)


def test_G7_secrets_stand_in_no_paper_but_the_form(of_example: Any) -> None:
    for name in ("talep-yazisi", "personel-tablosu", "kep-yazisi"):
        for word in ("parola", "şifre"):
            assert word not in of_example[name].text
