"""Letters as municipalities really write them: what stands on the PDF, and what is told."""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
from datetime import date
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import case_rules
from ebel_wizard.case.model import Person, Recipient
from ebel_wizard.case.rules import Severity
from tests.documents.conftest import Pdf

SHOUTED = Person(
    "AYŞE", "DEMİR", "10000001136", "05300000000", "BİLGİ İŞLEM MÜDÜRÜ", "BİLGİ İŞLEM MÜDÜRLÜĞÜ"
)
WHISPERED = Person(
    "hüseyin", "ılıca", "10000004892", "05310000001", "memur", "yazı işleri ve kararlar müdürlüğü"
)


def told(case: Any, today: date) -> dict[str, str]:
    """Return the warnings of a case by path; there may be nothing worse."""
    problems = case_rules.check(case, today)
    assert all(each.severity is Severity.WARNING for each in problems)
    return {each.field: each.text for each in problems}


@pytest.fixture
def capitals(altered: Any, made: Any) -> tuple[Any, dict[str, Pdf]]:
    case = altered(officers=(SHOUTED, WHISPERED))
    return case, made(case)


def test_S1_a_table_has_every_name_as_adi_soyadi(capitals: tuple[Any, dict[str, Pdf]]) -> None:
    lines = capitals[1]["personel-tablosu"].lines
    assert "AYŞE DEMİR" in lines
    assert "hüseyin ILICA" in lines


def test_S1_what_is_typed_in_other_capitals_is_printed_and_told(
    capitals: tuple[Any, dict[str, Pdf]], today: date
) -> None:
    case, pdfs = capitals
    assert "memur" in pdfs["personel-tablosu"].lines
    said = told(case, today)
    for path, mended in {
        "officers[1].name": "Ayşe",
        "officers[1].title": "Bilgi İşlem Müdürü",
        "officers[1].unit": "Bilgi İşlem Müdürlüğü",
        "officers[2].name": "Hüseyin",
        "officers[2].title": "Memur",
        "officers[2].unit": "Yazı İşleri ve Kararlar Müdürlüğü",
    }.items():
        assert mended in said.pop(path)
    assert not [path for path in said if "officers" in path]


def test_S1_titles_of_learning_and_law_stay_as_they_are(
    altered: Any, made: Any, today: date
) -> None:
    case = altered(
        {
            "letter.signatory.name": "Dr. Şâkir",
            "letter.signatory.surname": "Öz",
            "letter.contact.name": "Av. İnci",
            "letter.contact.surname": "Ö",
        }
    )
    letter = made(case)["talep-yazisi"]
    assert "Dr. Şâkir ÖZ" in letter.lines
    assert "Bilgi için: Av. İnci Ö" in letter.lines
    assert not [path for path in told(case, today) if path.endswith("name")]


def test_C1_addresses_typed_with_caps_lock_are_printed_small_and_told(
    altered: Any, made: Any, today: date
) -> None:
    case = altered(
        {
            "municipality.contact.email": "BİLGİ@ORNEKKOY.BEL.TR",
            "municipality.contact.kep": "ORNEKKOYBELEDİYESİ@HS01.KEP.TR",
            "kep.address": "",
        }
    )
    pdfs = made(case)
    for name in ("talep-yazisi", "kep-yazisi"):
        assert "e-Posta: bilgi@ornekkoy.bel.tr" in pdfs[name].text
        assert "KEP Adresi: ornekkoybelediyesi@hs01.kep.tr" in pdfs[name].text
    assert "ornekkoybelediyesi@hs01.kep.tr" in pdfs["kep-formu"].lines
    assert "PTT" in pdfs["kep-formu"].lines
    said = told(case, today)
    assert "bilgi@ornekkoy.bel.tr" in said["municipality.contact.email"]
    assert "ornekkoybelediyesi@hs01.kep.tr" in said["municipality.contact.kep"]


ADDRESSEES = [
    # body, unit; as addressed, and how the letter ends
    ("İçişleri Bakanlığı", "Bilgi Teknolojileri Genel Müdürlüğü", "İÇİŞLERİ BAKANLIĞINA", "arz"),
    ("Sivas Valiliği", "", "SİVAS VALİLİĞİNE", "arz"),
    ("Sivas Valiliği", "Mahalli İdareler Müdürlüğü", "SİVAS VALİLİĞİNE", "arz"),
    ("Örnekköy Kaymakamlığı", "Yazı İşleri Müdürlüğü", "ÖRNEKKÖY KAYMAKAMLIĞINA", "arz"),
    (
        "Çevre, Şehircilik ve İklim Değişikliği Bakanlığı",
        "Yerel Yönetimler Genel Müdürlüğü",
        "ÇEVRE, ŞEHİRCİLİK VE İKLİM DEĞİŞİKLİĞİ BAKANLIĞINA",
        "arz",
    ),
    ("Yerel Yönetimler Genel Müdürlüğü", "", "YEREL YÖNETİMLER GENEL MÜDÜRLÜĞÜNE", "arz"),
    (
        "Türkiye Belediyeler Birliği Eğitim Merkezi",
        "",
        "TÜRKİYE BELEDİYELER BİRLİĞİ EĞİTİM MERKEZİNE",
        "arz",
    ),
    ("Türk Standardları Enstitüsü", "", "TÜRK STANDARDLARI ENSTİTÜSÜNE", "arz"),
    ("Kişisel Verileri Koruma Kurulu", "", "KİŞİSEL VERİLERİ KORUMA KURULUNA", "arz"),
    (
        "Türkiye İstatistik Kurumu",
        "Kayseri Bölge Müdürlüğü",
        "TÜRKİYE İSTATİSTİK KURUMUNA",
        "arz",
    ),
    ("Ankara Kalkınma Ajansı", "", "ANKARA KALKINMA AJANSINA", "arz"),
    ("Sivas İl Özel İdaresi", "", "SİVAS İL ÖZEL İDARESİNE", "arz"),
    (
        "Ankara Büyükşehir Belediye Başkanlığı",
        "",
        "ANKARA BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞINA",
        "arz",
    ),
    (
        "Cumhurbaşkanlığı Dijital Dönüşüm Ofisi",
        "",
        "CUMHURBAŞKANLIĞI DİJİTAL DÖNÜŞÜM OFİSİNE",
        "arz",
    ),
    ("Örnekköy Birinci Noterliği", "", "ÖRNEKKÖY BİRİNCİ NOTERLİĞİNE", "arz"),
    ("Yukarı Mahalle Muhtarlığı", "", "YUKARI MAHALLE MUHTARLIĞINA", "rica"),
    ("Bilgi İşlem Müdürlüğü", "", "BİLGİ İŞLEM MÜDÜRLÜĞÜNE", "arz"),
    ("Belediye Başkanlığı Makamı", "", "BELEDİYE BAŞKANLIĞI MAKAMINA", "arz"),
    ("Marmara Belediyeler Birliği", "", "MARMARA BELEDİYELER BİRLİĞİNE", "arz"),
    (
        "Türkiye Belediyeler Birliği",
        "Bilgi İşlem Müdürlüğü",
        "TÜRKİYE BELEDİYELER BİRLİĞİNE",
        "arz",
    ),
]


@pytest.mark.parametrize(("body", "unit", "addressed", "verb"), ADDRESSEES)
def test_A1_T4_the_letter_is_addressed_worded_and_closed_for_whom_it_goes_to(
    altered: Any, made: Any, today: date, body: str, unit: str, addressed: str, verb: str
) -> None:
    case = altered({"letter.addressee.body": body, "letter.addressee.unit": unit})
    pdfs = made(case)
    founder = "Bakanlığınızca" if body == "İçişleri Bakanlığı" else "İçişleri Bakanlığınca"
    for name in ("talep-yazisi", "kep-yazisi"):
        lines = pdfs[name].lines
        at = lines.index(addressed)
        assert (lines[at + 1] == f"({unit})") == bool(unit)
    assert f"hususunda gereğini {verb} ederim." in pdfs["talep-yazisi"].text
    assert f"Gereğini {verb} ederim." in pdfs["kep-yazisi"].lines
    assert f"uyarınca {founder} kurulan e-Belediye" in pdfs["talep-yazisi"].text
    assert not [path for path in told(case, today) if "addressee" in path]


@pytest.mark.parametrize("part", ["also_to", "copies_to"])
def test_where_others_read_it_too_the_ministry_is_named(altered: Any, made: Any, part: str) -> None:
    case = altered()
    others = {part: (Recipient("Sivas Valiliği"),)}
    case = dataclasses.replace(case, letter=dataclasses.replace(case.letter, **others))
    said = made(case)["talep-yazisi"].text
    assert "uyarınca İçişleri Bakanlığınca kurulan e-Belediye" in said
    assert "Bakanlığınızca" not in said


def test_an_own_text_is_printed_as_it_is_and_what_is_against_the_rules_is_told(
    altered: Any, made: Any
) -> None:
    body = (
        "İlgi yazınızda (bkz. 3. sayfa) “e-Belediye’ye geçiş” – yani Belediyemiz'in “EBYS” "
        "kullanımı – istenmiştir; ‘ivedi’ olarak… gereği yapılacaktır!\n"
        "a) Geçiş günü {geçiş günü} olarak belirlenmiştir.\nb) {KEP bilgileri}\n"
        "c) Toplam 1452 evrak & 12.500,75 ₺ tutarında <iş> vardır {bilinmeyen}.\n"
        "d) %50'si tamamlanmıştır.\nBilgilerinize arz ederim."
    )
    case = altered(
        {
            "letter.text.request.subject": "e-Belediye'ye geçiş talebi (KEP, TCKN) hk.",
            "letter.text.request.body": body,
        }
    )
    lines = made(case)["talep-yazisi"].lines
    for shown in (
        "c) Toplam 1452 evrak & 12.500,75 ₺ tutarında <iş> vardır {bilinmeyen}.",
        "d) %50'si tamamlanmıştır.",
        "Bilgilerinize arz ederim.",
    ):
        assert shown in lines
    found = documents.check_texts(case)
    assert {each.severity for each in found} == {Severity.WARNING}
    for said in ("noktalama", "“geçiş” küçük", "{bilinmeyen}", "“EBYS”", "1.452", "a), b), c), ç)"):
        assert any(said in each.text for each in found), said
