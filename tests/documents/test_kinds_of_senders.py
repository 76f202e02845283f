"""Letters of municipalities of every kind that a registry would once have sent back: what is asked
of each stands on the finished PDF, or is told.
"""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
from datetime import date
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import case_rules
from ebel_wizard.case.model import Case, Official, Recipient, Reference, Signatory
from tests.documents.conftest import Pdf

LONG_NAME = "Karahacıibrahimoğulları Şehsuvaroğlu"


@pytest.fixture
def papers(read: type[Pdf]) -> Any:
    """Return every paper of a case, read back, by the first part of its file's name."""

    def make(case: Case) -> dict[str, Pdf]:
        made = (*documents.build(case), *documents.extras(case))
        return {each.name.removesuffix(".pdf"): read(each.data) for each in made}

    return make


def signed(case: Case, *signatory: str) -> Case:
    return dataclasses.replace(
        case, letter=dataclasses.replace(case.letter, signatory=Signatory(*signatory))
    )


def told(case: Case, today: date) -> dict[str, str]:
    """Return what is told of a letter, but for its being on paper: test_rules_medium tells that."""
    found = (*case_rules.check(case, today), *documents.check_texts(case))
    return {each.field: each.text for each in found if each.field != "letter.medium"}


def test_a_metropolis_with_three_references_four_initials_and_a_day(
    altered: Any, papers: Any
) -> None:
    case = altered(
        {
            "letter.urgency": "GÜNLÜDÜR",
            "letter.due_date": "2026-12-18",
            "letter.date": "2026-12-01",
            "letter.record_number": "18542",
            "municipality.unit": "Bilgi İşlem Dairesi Başkanlığı Belge Yönetimi Şube Müdürlüğü",
        },
        references=(
            Reference("2026-11-03", "E-11122233-708.03-9876"),
            Reference("2025-06-30", "E-11122233-010.07-145"),
            Reference("2026-01-15", "Z-12345678-708.02-77", "yazımız"),
        ),
        paraf=(
            Official("Bilgisayar İşletmeni", "Can", "Öz"),
            Official("Şube Müdürü", "Zeliha", "Ağaoğlu"),
            Official("Bilgi İşlem Dairesi Başkanı", "Îsa", "Şahin"),
            Official("Genel Sekreter Yardımcısı", "Gülşen", "Karaağaç"),
        ),
    )
    case = signed(
        case,
        *("Abdülkadir", "Güzelışık", "Büyükşehir Belediye Başkanı", "yetki devri"),
        "Genel Sekreter",
    )
    made = papers(case)
    letter, copy = made["talep-yazisi"], made["talep-yazisi-paraf"]
    assert "İlgi (a) ve (c) yazılarınız ile (b) yazımız kapsamında" in letter.text
    assert len(letter.pages) == len(copy.pages) == 1
    assert [line.partition("  ")[2] for line in copy.lines if line not in letter.lines] == [
        "Bilgisayar İşletmeni: Can ÖZ",
        "Şube Müdürü: Zeliha AĞAOĞLU",
        "Bilgi İşlem Dairesi Başkanı: Îsa ŞAHİN",
        "Genel Sekreter Yardımcısı: Gülşen KARAAĞAÇ",
    ]
    assert made["zarf-dl"].run("GÜNLÜDÜR").red
    assert "18 Aralık 2026 tarihine kadar sonuçlandırılmasına ihtiyaç" in letter.text


def test_an_acting_mayor_answers_one_letter(altered: Any, papers: Any, today: date) -> None:
    case = signed(
        altered(references=(Reference("2026-10-05", "E-87654321-708.03-4521"),)),
        *("Ali Rıza", "İnce", "Belediye Başkanı", "vekâleten"),
    )
    pdf = papers(case)["talep-yazisi"]
    assert pdf.run("İlgi yazınız kapsamında")
    assert "Belediye Başkan V." in pdf.lines
    assert told(case, today) == {}


def test_a_gizli_package_with_two_annexes_counts_them(altered: Any, papers: Any) -> None:
    made = papers(altered({"letter.secrecy": "together"}))
    lines = made["talep-yazisi"].lines
    at = lines.index("Ek:")
    assert lines[at + 1 : at + 3] == [
        "1- Personel Bilgi Tablosu (1 Sayfa)",
        "2- KEP Bilgi Formu (1 Sayfa)",
    ]
    assert "EK-2" in made["kep-formu"].lines


def test_very_long_names_and_eight_references_make_no_copy_longer(
    altered: Any, papers: Any
) -> None:
    case = altered(
        {
            "letter.secrecy": "together",
            "municipality.contact.address": "Şehit Binbaşı Muhammed Mahallesi 15 Temmuz "
            "Demokrasi ve Millî Birlik Bulvarı No: 1453/1071 D Blok Kat: 12 Onikişubat/SİVAS",
        },
        references=tuple(
            Reference(f"2026-0{month}-10", f"E-12345678-708.03-{month}") for month in range(1, 9)
        ),
        paraf=(
            Official("Memur", "Ece", "Ak"),
            Official(
                "Kültür, Turizm, Sosyal İşler, Basın Yayın ve Halkla İlişkiler Müdürü",
                "Muhammed Abdürrahim",
                LONG_NAME,
            ),
        ),
    )
    case = signed(
        case,
        *("Muhammed Abdürrahim Nûreddin", LONG_NAME, "Belediye Başkanı", "yetki devri"),
        "Teknik İşlerden Sorumlu Belediye Başkan Yardımcısı",
    )
    made = papers(case)
    letter, copy = made["talep-yazisi"], made["talep-yazisi-paraf"]
    assert len(letter.pages) == len(copy.pages) == 1
    said = " ".join(line for line in copy.lines if line not in letter.lines)
    assert "Basın Yayın ve Halkla İlişkiler Müdürü: Muhammed Abdürrahim" in said
    assert "Posta Kodu: 58999" in " ".join(letter.lines)
    assert [line for line in letter.lines if "Posta Kodu: 58999" in line]


@pytest.mark.parametrize(
    ("body", "shown", "ending"),
    [
        (
            "Bilişim ve Bilgi Güvenliği İleri Teknolojiler Araştırma Merkezi",
            "BİLİŞİM VE BİLGİ GÜVENLİĞİ İLERİ TEKNOLOJİLER ARAŞTIRMA MERKEZİNE",
            "arz ederim.",
        ),
        ("Yukarı Mahalle Muhtarlığı", "YUKARI MAHALLE MUHTARLIĞINA", "rica ederim."),
        (
            "Posta ve Telgraf Teşkilatı Anonim Şirketi",
            "POSTA VE TELGRAF TEŞKİLATI ANONİM ŞİRKETİNE",
            "rica ederim.",
        ),
        (
            "Anadolu Yazılım Limited Şirketi",
            "ANADOLU YAZILIM LİMİTED ŞİRKETİNE",
            "rica ederim.",
        ),
        ("Örnekköy Birinci Noterliği", "ÖRNEKKÖY BİRİNCİ NOTERLİĞİNE", "arz ederim."),
        ("Marmara Belediyeler Birliği", "MARMARA BELEDİYELER BİRLİĞİNE", "arz ederim."),
        ("Sivas İl Özel İdaresi", "SİVAS İL ÖZEL İDARESİNE", "arz ederim."),
    ],
)
def test_A1_T4_whom_it_goes_to_and_how_it_ends(
    altered: Any, papers: Any, today: date, body: str, shown: str, ending: str
) -> None:
    case = altered({"letter.addressee.body": body, "letter.addressee.unit": ""})
    pdf = papers(case)["talep-yazisi"]
    assert shown in pdf.lines
    assert [line for line in pdf.lines if line.endswith(ending)]
    assert "İçişleri Bakanlığınca kurulan" in pdf.text
    assert told(case, today) == {}


def test_an_urgent_gizli_package_is_urgent_on_both_its_envelopes(altered: Any, papers: Any) -> None:
    made = papers(altered({"letter.secrecy": "together", "letter.urgency": "ACELE"}))
    for size in ("dl", "c5", "c4"):
        for kind in ("zarf-gizli-ic", "zarf-gizli-dis"):
            assert made[f"{kind}-{size}"].run("ACELE").red


def test_a_delegate_who_acts_in_an_own_office_is_told(
    altered: Any, papers: Any, today: date
) -> None:
    case = signed(
        altered(),
        *("Fatma", "Çelik", "Belediye Başkanı", "yetki devri", "Yazı İşleri Müdürü V."),
    )
    assert told(case, today).keys() == {"letter.signatory.own_title"}
    assert "Yazı İşleri Müdürü V." in papers(case)["talep-yazisi"].lines  # printed as it is typed


def test_a_number_alone_and_a_text_that_forgets_the_reference_are_told(
    altered: Any, today: date
) -> None:
    body = "Hazırlıklar tamamlanmıştır. {geçiş günü}\n{KEP bilgileri}\nGereğini {arz} ederim."
    case = altered(
        {"letter.text.request.body": body}, references=(Reference("2026-10-05", "4521"),)
    )
    assert told(case, today).keys() == {"letter.references[1].number", "letter.text.request.body"}


def test_an_acting_deputy_mayor_keeps_the_possessive(altered: Any, papers: Any) -> None:
    case = signed(altered(), "Ali", "Kaya", "Belediye Başkan Yardımcısı", "vekâleten")
    for name in ("talep-yazisi", "kep-yazisi"):
        assert "Belediye Başkan Yardımcısı V." in papers(case)[name].lines


def test_a_letter_to_the_ministry_with_a_copy_for_the_governor(
    example: Case, papers: Any, today: date
) -> None:
    at = dataclasses.replace(example.letter, copies_to=(Recipient("Sivas Valiliği", without="1"),))
    case = dataclasses.replace(example, letter=at)
    pdf = papers(case)["talep-yazisi"]
    assert "Sivas Valiliğine (Ek konulmadı)" in pdf.lines
    assert "arz ederim." in pdf.text
    assert "İçişleri Bakanlığınca kurulan" in pdf.text  # others read it too
    assert told(case, today) == {}
