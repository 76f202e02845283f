"""The rules from the heading to the reference (H, A, R), read off the finished PDF."""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
from datetime import date
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import case_rules
from ebel_wizard.documents import request_letter
from ebel_wizard.documents.layout import letter_pdf
from ebel_wizard.documents.layout.page import Info
from ebel_wizard.documents.layout.pdf_writer import write
from ebel_wizard.documents.prepared import as_printed
from tests.documents.measures import (
    CM,
    ELECTRONIC,
    LEFT,
    LETTERS,
    MIDDLE,
    RIGHT,
    SEVERAL,
    blank_lines,
)


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


def test_H1_a_heading_of_more_than_four_lines_is_an_error(altered: Any, made: Any) -> None:
    four = altered({"municipality.unit": "Uzun Adlı Birim " * 8})
    assert documents.check_printable(four) == ()
    pdf = made(four)["talep-yazisi"]
    heading = [run for run in pdf.runs if run.y > pdf.run("Sayı").y]
    assert len(heading) == 4
    assert blank_lines(heading[-1], pdf.run("Sayı")) == pytest.approx(2, abs=0.01)
    five = altered({"municipality.unit": "Uzun Adlı Birim " * 13})
    assert [problem.field for problem in documents.check_printable(five)] == ["municipality.name"]


def test_H2_electronic_number(altered: Any, made: Any) -> None:
    assert "E-12345678-708.03-147" in made(altered(ELECTRONIC))["talep-yazisi"].lines


@pytest.mark.parametrize("name", LETTERS)
def test_H3_room_for_number_and_date_given_after_signing(of_example: Any, name: str) -> None:
    pdf = of_example[name]
    number = pdf.run("Z-")
    assert number.text == "Z-12345678-708.03-"
    assert [run for run in pdf.runs if run.y == number.y and run.x0 > number.x1] == []
    room_for_both = 2 * 3 * CM
    assert RIGHT - number.x1 > room_for_both


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
        request_letter.content(as_printed(example), ()),
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


@pytest.mark.parametrize("name", LETTERS)
def test_H5_no_subject_of_the_officers_own_passes_the_middle(
    altered: Any, made: Any, name: str
) -> None:
    subject = "Belediyemizin e-Belediye Bilgi Sistemine Geçişi ile Proje Sorumluları " + "Ş" * 40
    paths = ("letter.text.request.subject", "letter.text.kep.subject")
    pdf = made(altered(dict.fromkeys(paths, subject)))[name]
    after_colon = next(run.x0 for run in pdf.runs if run.text.startswith("Belediyemizin e"))
    lines = [run for run in pdf.runs if pdf.run("Konu").y >= run.y > pdf.run("İÇİŞLERİ").y]
    shown = [run for run in lines if run.x0 == pytest.approx(after_colon, abs=0.1)]
    assert "".join(run.text for run in shown).replace(" ", "") == subject.replace(" ", "")
    assert all(run.x1 <= MIDDLE for run in lines)
    # A1: the addressee stands two blank lines under the last of them.
    assert blank_lines(shown[-1], pdf.run("İÇİŞLERİ")) == pytest.approx(2, abs=0.01)


def test_H5_the_subject_has_capitals_and_no_final_punctuation(of_example: Any) -> None:
    for name in LETTERS:
        pdf = of_example[name]
        y = pdf.run("Konu").y
        subject = " ".join(run.text for run in pdf.runs if run.y == y and run.text not in "Konu:")
        assert subject[-1].isalpha()
        for word in subject.split():
            assert word.lstrip("e-")[0].isupper()


def test_H4_H6_the_kep_letter_stands_by_the_same_rules(altered: Any, made: Any) -> None:
    changes = {"kep.letter.date": "2026-12-02", "kep.letter.record_number": "148"}
    pdf = made(altered(changes))["kep-yazisi"]
    assert "Z-12345678-708.03-148" in pdf.lines
    assert pdf.run("02.12.2026").x1 == pytest.approx(RIGHT, abs=0.1)
    assert pdf.run("02.12.2026").y == pytest.approx(pdf.run("Sayı").y)
    colons = [run.x0 for run in pdf.runs if run.text == ":"]
    assert colons == pytest.approx([colons[0]] * 3)


def test_A1_without_a_unit_there_are_no_brackets(altered: Any, made: Any) -> None:
    pdf = made(altered({"letter.addressee.unit": ""}))["talep-yazisi"]
    assert "()" not in pdf.text
    assert blank_lines(pdf.run("İÇİŞLERİ"), pdf.run("5393")) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Sivas Valiliği", "SİVAS VALİLİĞİNE"),
        ("Yazı İşleri Müdürlüğü", "YAZI İŞLERİ MÜDÜRLÜĞÜNE"),
        ("Bilgi Teknolojileri Kurumu", "BİLGİ TEKNOLOJİLERİ KURUMUNA"),
        ("Iğdır Kaymakamlığı", "IĞDIR KAYMAKAMLIĞINA"),
    ],
)
def test_A1_capitals_and_dative_are_turkish(altered: Any, made: Any, body: str, shown: str) -> None:
    assert shown in made(altered({"letter.addressee.body": body}))["talep-yazisi"].lines


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("TÜBİTAK", ["TÜBİTAK"]),
        ("Anadolu Yazılım A.Ş.", ["A.Ş."]),
        ("Anadolu Yazılım Ltd. Şti.", ["Ltd.", "Şti."]),
        ("TÜBİTAK Bilişim Enstitüsü", ["TÜBİTAK"]),
        ("Karayolları IV. Bölge Müdürlüğü", []),
        ("İÇİŞLERİ BAKANLIĞI", []),
        ("Sayın Ayşe DEMİR", []),
        ("Posta ve Telgraf Teşkilatı Anonim Şirketi", []),
    ],
)
def test_A1_the_warning_names_the_abbreviation(
    altered: Any, today: date, body: str, named: list[str]
) -> None:
    found = case_rules.check(altered({"letter.addressee.body": body}), today)
    said = [each.text for each in found if "kısaltması açık" in each.text]
    start = f"“Yazının gittiği kurum” içindeki “{'”, “'.join(named)}” kısaltması"
    assert said == [f"{start} açık yazılır (m.14/2, m.31/2)."] * bool(named)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("body", "İçişleri Bak."),
        ("unit", "Bilgi İşl. Dairesi Başkanlığı"),
        ("unit", "Bilgi İşlem Dairesi Başkanlığına"),
        ("address", "Atatürk Cad. 1 Çankaya/ANKARA"),
    ],
)
def test_A1_G5_an_abbreviation_or_a_suffix_at_the_addressee_is_told(
    altered: Any, today: date, part: str, text: str
) -> None:
    path = f"letter.addressee.{part}"
    assert path in {problem.field for problem in case_rules.check(altered({path: text}), today)}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("municipality.name", "T.C. Örnekköy Belediye Başkanlığı"),
        ("municipality.unit", "Yazı işleri Müdürlüğü"),
        ("letter.signatory.name", "ŞÜKRÜ"),
        ("letter.signatory.title", "Belediye başkanı"),
    ],
)
def test_H1_S1_capitals_against_the_rule_are_told(
    altered: Any, today: date, path: str, text: str
) -> None:
    assert path in {problem.field for problem in case_rules.check(altered({path: text}), today)}


def test_R1_our_own_letter_is_the_kep_letters_reference(of_example: Any) -> None:
    pdf = of_example["kep-yazisi"]
    assert blank_lines(pdf.run("(Bilgi"), pdf.run("İlgi")) == pytest.approx(2, abs=0.01)
    assert blank_lines(pdf.run("İlgi"), pdf.run("İlgi yazımız")) == pytest.approx(1, abs=0.01)
