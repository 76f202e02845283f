# ruff: noqa: N802 - a rule's id has a capital
import pytest

from ebel_wizard.documents import signature


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Belediye Başkanı", "Belediye Başkan"),
        ("Büyükşehir Belediye Başkanı", "Büyükşehir Belediye Başkan"),
        ("Yazı İşleri Müdürü", "Yazı İşleri Müdür"),
        ("Genel Sekreteri", "Genel Sekreter"),
        ("Yazı İşleri Şefi", "Yazı İşleri Şef"),
        ("Bilgisayar Mühendisi", "Bilgisayar Mühendis"),
        ("Belediye Başkâtibi", "Belediye Başkâtip"),
        ("BELEDİYE BAŞKANI", "BELEDİYE BAŞKAN"),
    ],
)
def test_S3_the_acting_title_loses_its_possessive(title: str, bare: str) -> None:
    assert signature.nominative(title) == bare


@pytest.mark.parametrize(
    "title", ["Vali", "Kaymakam", "Müdür", "İç Denetçi", "Yönetici", "Başkan", "", "……", "ı"]
)
def test_S3_a_title_without_possessive_stays(title: str) -> None:
    assert signature.nominative(title) == title


@pytest.mark.parametrize(
    "title", ["Belediye Başkan Yardımcısı", "Genel Sekreter Yardımcısı", "Proje Sorumlusu"]
)
def test_S3_after_yardimcisi_and_the_like_the_possessive_stays(title: str) -> None:
    assert signature.nominative(title) == title


def test_S1_the_surname_is_in_turkish_capitals() -> None:
    assert signature.full_name("Işıl", "Iğdırlı İzci") == "Işıl IĞDIRLI İZCİ"
