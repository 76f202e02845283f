"""Each detector of a heading's words knows one thing, and the best score wins."""

import pytest

from ebel_wizard.people_import import heading_words
from ebel_wizard.people_import.heading_words import OTHER, classify, words_of


def test_what_only_asks_or_explains_is_no_word_of_a_heading() -> None:
    assert words_of("Adınızı ve soyadınızı lütfen yazınız") == ("adi", "soyadi")
    assert words_of("Unvanı (açık olarak, kısaltma yapılmadan)") == ("unvani",)
    assert words_of("(Adı)") == ("adi",)
    assert words_of("EmployeeID / GivenName") == ("employee", "id", "given", "name")
    assert words_of("Birimin adı") == ("birim", "adi")


def test_a_column_of_another_person_or_body_is_known_by_its_owner() -> None:
    for text in ("Şirket Adı", "Eşinin Cep Telefonu", "Amirin Adı", "Kefil TCKN", "Eş Adı Soyadı"):
        assert heading_words.belongs_to_another(words_of(text)), text
    for text in ("Adı", "Personelin Adı", "Cep Telefonu", "Belediye Personelinin Adı Soyadı"):
        assert not heading_words.belongs_to_another(words_of(text)), text


def test_something_else_is_known_by_its_word_unless_a_name_stands_beside_it() -> None:
    for text in ("Doğum Tarihi", "Sicil No", "Kimlik Seri No", "Kızlık Soyadı", "Ad Soyad Listesi"):
        assert heading_words.is_about_something_else(words_of(text)), text
    for text in ("Adı Soyadı / İmza", "Vergi No / TCKN", "Unvanı"):
        assert not heading_words.is_about_something_else(words_of(text)), text


def test_the_name_of_a_thing_is_nobodys_name() -> None:
    assert heading_words.is_name_of_a_thing(words_of("Proje Adı"))
    assert not heading_words.is_name_of_a_thing(words_of("Personel Adı"))
    assert not heading_words.is_name_of_a_thing(words_of("Birim Adı"))


def test_a_landline_is_no_mobile_number() -> None:
    assert heading_words.is_landline(words_of("İş Telefonu"))
    assert not heading_words.is_landline(words_of("İş Cep Telefonu"))


@pytest.mark.parametrize(
    ("detector", "texts"),
    [
        ("full_name", "Adı Soyadı|İsim Soyisim|AdSoyad|Full Name|DisplayName|First and last name"),
        ("surname", "Soyadı|Family Name|Last Name|Surname"),
        ("name", "Adı|Given Name|FirstName|Name"),
        ("middle_name", "İkinci Ad|Middle Name"),
        ("person", "Personel|Memurun"),
        ("tckn", "TCKN|T.C. Kimlik No|T.C.|National ID|Kimlik"),
        ("mobile", "GSM|Cep|Telefonunuz|Mobile Phone"),
        ("unit", "Birimi|Müdürlüğünüz|Görev Yeri|Bölüm|Department|Asli Birimi"),
        ("title", "Unvanı|Görevinizi yazınız|Kadrosu|Job Title|İş Unvanı"),
    ],
)
def test_each_detector_finds_its_own_headings(detector: str, texts: str) -> None:
    detect = getattr(heading_words, f"detect_{detector}")
    for text in texts.split("|"):
        assert detect(words_of(text))[1] > 0, text
        assert classify(text) == detect(words_of(text)), text
    assert detect(words_of("Sıra No")) == ("", 0)


def test_a_surer_heading_has_the_higher_score() -> None:
    def score(text: str) -> int:
        return classify(text)[1]

    assert score("T.C. Kimlik No") > score("Kimlik No") > score("Kimlik")
    assert score("Cep Telefonu") > score("Telefon") > score("Telefon 2")
    assert score("Unvanı") > score("Görevi") > score("Kadrosu")
    assert score("Asli Birimi") > score("Birimi") > score("Görev Yeri") > score("Bölüm")
    assert score("Adı") > score("Name")
    assert score("Adı Soyadı") > score("Adı Soyadı / İmza") > score("Başvuranın Adı Soyadı")
    assert score("Kadro Unvanı") == score("Görev Unvanı")
    assert classify("Şirket Adı") == (OTHER, 0)
    assert classify("Zaman damgası") == ("", 0)
