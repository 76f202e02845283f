"""Letters as municipalities really write them: what stands on the PDF, and what is told."""

from datetime import date
from typing import Any

import pytest

from ebel_wizard.case import case_rules
from ebel_wizard.case.model import Person
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


def test_a_table_has_every_name_as_adi_soyadi(capitals: tuple[Any, dict[str, Pdf]]) -> None:
    lines = capitals[1]["personel-tablosu"].lines
    assert "AYŞE DEMİR" in lines
    assert "hüseyin ILICA" in lines


def test_what_is_typed_in_other_capitals_is_printed_and_told(
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


def test_titles_of_learning_and_law_stay_as_they_are(altered: Any, made: Any, today: date) -> None:
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


def test_addresses_typed_with_caps_lock_are_printed_small_and_told(
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
