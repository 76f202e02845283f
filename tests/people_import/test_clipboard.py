"""People are read from cells copied from a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case.model import Person
from ebel_wizard.people_import.clipboard import read_people

IPEK = Person(
    "İpek", "Gündoğdu", "10000000146", "(0 500) 000 00 01", "Müdür", "Yazı İşleri Müdürlüğü"
)
words = st.text(st.sampled_from("abcçdefgğhıijklmnoöprsştuüvyz"), min_size=2, max_size=12)


@pytest.mark.parametrize(
    "line",
    [
        "İpek\tGündoğdu\t10000000146\t(0 500) 000 00 01\tMüdür\tYazı İşleri Müdürlüğü",
        "İpek Gündoğdu\t10000000146\t(0 500) 000 00 01\tMüdür\tYazı İşleri Müdürlüğü",
        "1\tİpek Gündoğdu\t10000000146\t(0 500) 000 00 01\tMüdür\tYazı İşleri Müdürlüğü",
        "7.\tİpek\tGündoğdu\t10000000146\t(0 500) 000 00 01\tMüdür\tYazı İşleri Müdürlüğü",
        "İpek Gündoğdu\tMüdür\tYazı İşleri Müdürlüğü\t10000000146\t(0 500) 000 00 01",
        "İpek Gündoğdu\t10000000146\t(0 500) 000 00 01\tMüdür\tYazı İşleri Müdürlüğü\t",
        "10000000146\tİpek Gündoğdu\tMüdür\tYazı İşleri Müdürlüğü\t(0 500) 000 00 01",
    ],
)
def test_columns_are_recognised_in_their_usual_orders(line: str) -> None:
    assert read_people(line) == [IPEK]


def test_the_last_word_of_a_name_is_the_surname() -> None:
    (person,) = read_people("Ayşe Nur Öztürk\t10000010732\t5000000003\tŞef\tMali Hizmetler")
    assert (person.name, person.surname) == ("Ayşe Nur", "Öztürk")


@pytest.mark.parametrize(
    "heading",
    [
        "Ad Soyad\tTC Kimlik\tTelefon\tÜnvan\tBirim",
        "S.NO\tADI SOYADI\tT.C. KİMLİK NO\tGSM\tUNVANI\tMÜDÜRLÜĞÜ",
    ],
)
def test_headings_and_empty_lines_are_nobody(heading: str) -> None:
    line = "İpek Gündoğdu\t10000000146\t(0 500) 000 00 01\tMüdür\tYazı İşleri Müdürlüğü"
    if heading.startswith("S.NO"):
        line = f"1\t{line}"
    assert read_people(f"{heading}\r\n\r\n{line}\r\n\t\t\t\r\n") == [IPEK]


def test_headings_say_which_column_is_which() -> None:
    heading = "Birim\tÜnvan\tCep Tel\tSoyadı\tAdı\tE-posta\tT.C. Kimlik No"
    line = "Yazı İşleri Müdürlüğü\tMüdür\t(0 500) 000 00 01\tGündoğdu\tİpek\ta@b.tr\t10000000146"
    assert read_people(f"Personel Listesi\n{heading}\n{line}") == [IPEK]


@pytest.mark.parametrize(
    "text",
    [
        "Sıra No\tAdı Soyadı\n1\tAyşe Işık\n2\tAli Çelik",
        "Adı\tSoyadı\nAyşe\tIşık\nAli\tÇelik",
        "Adı Soyadı\tİmza\nAyşe Işık\t\nAli Çelik\t",
        "1\tAyşe Işık\n2\tAli Çelik",
    ],
)
def test_a_list_of_two_columns_has_its_people_and_no_headings(text: str) -> None:
    assert read_people(text) == [Person("Ayşe", "Işık"), Person("Ali", "Çelik")]


def test_an_empty_cell_does_not_shift_its_neighbours() -> None:
    lines = (
        "1\tALİ VELİ\t10000010732\t5000000003\t\tFen İşleri Müdürlüğü\n"
        "2\tİpek Gündoğdu\t10000000146\t(0 500) 000 00 01\tMüdür\tYazı İşleri Müdürlüğü"
    )
    first, second = read_people(lines)
    assert first == Person("ALİ", "VELİ", "10000010732", "5000000003", "", "Fen İşleri Müdürlüğü")
    assert second == IPEK


def test_an_unreadable_number_stays_in_its_own_column() -> None:
    (person,) = read_people("Ali\tVeli\t10000010732\t5321\tMemur\tFen İşleri Müdürlüğü")
    assert person == Person("Ali", "Veli", "10000010732", "5321", "Memur", "Fen İşleri Müdürlüğü")


@pytest.mark.parametrize("text", ["Toplantı yarın saat onda.", "Personel Listesi\n\nOcak", "\t\t"])
def test_a_sentence_is_nobody(text: str) -> None:
    assert read_people(text) == []


def test_a_row_with_empty_cells_keeps_the_others() -> None:
    (person,) = read_people("İpek\tGündoğdu\t\t\t\tYazı İşleri Müdürlüğü")
    assert person == Person("İpek", "Gündoğdu", unit="Yazı İşleri Müdürlüğü")


@given(st.tuples(words, words, words, words))
def test_six_cells_are_the_fields_in_their_order(cells: tuple[str, str, str, str]) -> None:
    name, surname, title, unit = cells
    person = Person(name, surname, "10000000146", "(0 500) 000 00 01", title, unit)
    line = "\t".join((name, surname, person.tckn, person.mobile, title, unit))
    assert read_people(line) == [person]


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for person in read_people(text):
        assert isinstance(person, Person)
