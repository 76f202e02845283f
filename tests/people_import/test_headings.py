"""Lists are read correctly, whatever their layout and spelling."""

import dataclasses
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case.model import Person
from ebel_wizard.people_import import headings, normalise, people
from ebel_wizard.people_import.person_cells import Correction
from ebel_wizard.people_import.results import Result
from ebel_wizard.people_import.sheet import Cell, Sheet, SheetError

ONE, TWO, THREE = "10000010046", "10000010732", "10000011418"
UNIT = "Fen İşleri Müdürlüğü"


def read(*rows: Sequence[Cell]) -> Result:
    return people.read_people(*people.choose_sheet([Sheet("S", tuple(map(tuple, rows)))]))


def people_of(*rows: Sequence[Cell]) -> list[Person]:
    return [each.person for each in read(*rows).accepted]


def rejected(*rows: Sequence[Cell]) -> list[tuple[int, str]]:
    return [(each.row, each.field) for each in read(*rows).rejected]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (
            "tckn",
            "TCKN|VERGİ NO / TCKN|T.C. Kimlik No|TC KİMLİK NUMARASI|T.C.|TCKİMLİKNO|T.C.K.N",
        ),
        ("mobile", "GSM|CEP TEL|Cep Telefonu|Cep No|TELEFON|Tel. No|Mobil|İrtibat"),
        ("title", "GÖREVİ|ÜNVANI|Unvan|Kadro Ünvanı|Pozisyon|Görev Unvanı|GOREVI"),
        ("unit", "MÜDÜRLÜĞÜ|BİRİMİ|Birim Adı|Çalıştığı Birim|Görev Yeri|Görev Yaptığı Müdürlük"),
    ],
)
def test_usual_headings_name_their_field(field: str, names: str) -> None:
    for name in names.split("|"):
        columns = read(["Adı Soyadı", name], ["Ayşe Işık", "x"]).columns
        expected = {"name": "Adı Soyadı", "surname": "Adı Soyadı", field: name}
        assert columns == expected


@pytest.mark.parametrize(
    "heading",
    ["Adı Soyadı", "AD SOYAD", "Adı ve Soyadı", "İsim Soyisim", "PERSONELİN ADI SOYADI", "Personel",
     "Ad-Soyad", "ADISOYADI", "Adı / Soyadı", "İSİM", "ADI"],
)  # fmt: skip
def test_a_name_in_one_column(heading: str) -> None:
    result = read([heading, "TCKN"], ["Ayşe Nur Işık", ONE])
    assert [each.person for each in result.accepted] == [Person("Ayşe Nur", "Işık", ONE)]
    assert result.columns["name"] == result.columns["surname"] == heading


@pytest.mark.parametrize(
    ("heading", "cell", "name", "surname"),
    [
        ("Soyadı Adı", "Işık Ayşe Nur", "Ayşe Nur", "Işık"),
        ("SOYAD AD", "IŞIK KAYA Ayşe", "Ayşe", "Işık Kaya"),
        ("Adı Soyadı", "Ayşe IŞIK KAYA", "Ayşe", "Işık Kaya"),
        ("Adı Soyadı", "IŞIK Ayşe", "Ayşe", "Işık"),
        ("Adı Soyadı", "Işık, Ayşe", "Ayşe", "Işık"),
        ("Adı Soyadı", "AYŞE NUR IŞIK", "Ayşe Nur", "Işık"),
        ("Adı Soyadı", "ayşe ışık (vekil)", "Ayşe", "Işık"),
        ("Adı Soyadı", "Ayşe", "Ayşe", ""),
        ("Adı Soyadı", "ELİF-SU ÖZ", "Elif-Su", "Öz"),
        ("Adı Soyadı", "IŞIK,Ayşe Nur", "Ayşe Nur", "Işık"),
        ("Adı Soyadı", "H. İBRAHİM KAYA", "H. İbrahim", "Kaya"),
        ("Adı Soyadı", "H. İbrahim KAYA ÖZ", "H. İbrahim", "Kaya Öz"),
        ("Soyadı Adı", "KAYA H. İbrahim", "H. İbrahim", "Kaya"),
        ("Adı Soyadı", "Dr. AYŞE IŞIK", "Ayşe", "Işık"),
        ("Adı Soyadı", "12- AYŞE IŞIK *", "Ayşe", "Işık"),
        ("Adı Soyadı", "Ayşe IŞIK / Şef", "Ayşe", "Işık"),
    ],
)
def test_which_part_is_the_surname(heading: str, cell: str, name: str, surname: str) -> None:
    (person,) = people_of([heading, "TCKN", "GSM"], [cell, ONE, ""])
    assert (person.name, person.surname) == (name, surname)


def test_one_name_in_other_capitals_does_not_change_the_order() -> None:
    people_found = people_of(["Adı Soyadı"], ["Ali ÖZ"], ["AYŞE Işık"], ["Can TAŞ"])
    assert [each.surname for each in people_found] == ["Öz", "Işık", "Taş"]


def test_headings_about_somebody_or_something_else_are_ignored() -> None:
    result = read(
        "Sicil No|Adı|Soyadı|Baba Adı|Kimlik Seri No|T.C. Kimlik No|İş Telefonu|Cep Telefonu|"
        "Yakınının Cep Tel|Göreve Başlama Tarihi|Ünvanı|Birim Kodu|Birimi|E-posta".split("|"),
        ["7", "Ayşe", "Işık", "Hasan", "A01", ONE, "03121112233", "05321234567", "05330000000",
         "01.01.2000", "Şef", "12", UNIT, "a@b.tr"],
    )  # fmt: skip
    assert [each.person for each in result.accepted] == [
        Person("Ayşe", "Işık", ONE, "+905321234567", "Şef", UNIT)
    ]


def test_a_post_or_unit_with_the_word_total_is_no_total() -> None:
    for rows in (
        [["Ünvanı", "Adı Soyadı", "TCKN"], ["Toplam Kalite Uzmanı", "Ayşe Işık", ""]],
        [["Adı Soyadı", "TCKN", "Birimi"], ["Ayşe Işık", "", "Toplam Kalite Birimi"]],
    ):
        assert [each.surname for each in people_of(*rows)] == ["Işık"]


def test_column_numbers_under_the_headings_are_nobody() -> None:
    heads: list[Cell] = ["S.NO", "ADI SOYADI", "TCKN", "GÖREVİ"]
    rows: list[list[Cell]] = [
        heads,
        [1.0, 2.0, 3.0, 4.0],
        ["1", "2", "3", "4"],
        [1.0, "Su Ay", ONE],
    ]
    assert [each.surname for each in people_of(*rows)] == ["Ay"]
    assert rejected(*rows) == []


def test_headings_over_two_rows_and_one_over_two_columns() -> None:
    assert people_of(
        ["S.NO", "KİŞİSEL BİLGİLER", "", "", "İLETİŞİM"],
        ["", "ADI", "SOYADI", "T.C. NO", "CEP"],
        [1.0, "Ayşe", "Işık", 10000010046.0, 5321234567.0],
    ) == [Person("Ayşe", "Işık", ONE, "+905321234567")]
    assert people_of(["ADI SOYADI", "", "TCKN"], ["Ayşe Nur", "Işık", ONE]) == [
        Person("Ayşe Nur", "Işık", ONE)
    ]


def test_a_list_without_headings_is_recognised_by_its_numbers() -> None:
    result = read(
        ["1", "Ayşe Işık", ONE, "05321234567", "Şef", UNIT], ["2", "Ali Öz", TWO, "", "Memur", UNIT]
    )
    assert [each.person.tckn for each in result.accepted] == [ONE, TWO]
    assert result.columns["tckn"] == "C sütunu"


def test_the_heading_of_a_unit_gives_the_people_below_it_their_unit() -> None:
    rows: list[list[Cell]] = [
        ["ADI SOYADI", "T.C.", "ÜNVANI"],
        ["FEN İŞLERİ MÜDÜRLÜĞÜ"],
        ["Ayşe Işık", ONE, "Şef"],
        ["ADI SOYADI", "T.C.", "ÜNVANI"],
        ["Birimi: Zabıta"],
        ["Ali Öz", TWO, "Memur"],
    ]
    assert [each.unit for each in people_of(*rows)] == [UNIT, "Zabıta"]
    assert rejected(*rows) == []


def test_rows_between_and_below_the_people_are_nobody() -> None:
    rows: list[list[Cell]] = [
        ["T.C. ÖRNEKKÖY BELEDİYESİ"],
        ["Adı Soyadı", "TCKN", "Görevi"],
        ["Ayşe Işık", ONE, "Şef"],
        ["SÖZLEŞMELİ PERSONEL"],
        [],
        ["Ali Öz", "", ""],
        ["ADI SOYADI", "T.C. KİMLİK NO", "GÖREVİ"],
        ["Can Taş", THREE, ""],
        ["Ara Toplam", 3.0],
        ["GENEL TOPLAM", "", 3.0],
        ["01.12.2026"],
        ["", "", "Düzenleyen"],
        ["Veli Kaya"],
        ["İnsan Kaynakları Müdürü"],
    ]
    assert [each.surname for each in people_of(*rows)] == ["Işık", "Öz", "Taş"]
    assert rejected(*rows) == []


def test_a_signature_is_recognised_by_the_post_below_it() -> None:
    assert people_of(
        ["Adı Soyadı", "TCKN"], ["Ali Öz", ONE], [], ["Veli Kaya"], ["Şube Müdürü"]
    ) == [Person("Ali", "Öz", ONE)]


def test_a_unit_directly_below_the_headings_is_no_second_heading_row() -> None:
    rows: list[list[Cell]] = [
        ["S.NO", "ADI SOYADI", "T.C.", "ÜNVANI"], ["FEN İŞLERİ MÜDÜRLÜĞÜ"], [1.0, "Ayşe Işık", ONE],
    ]  # fmt: skip
    assert people_of(*rows) == [Person("Ayşe", "Işık", ONE, unit=UNIT)]


def test_people_below_a_heading_that_is_no_unit_have_no_unit() -> None:
    assert [
        each.unit
        for each in people_of(
            ["ADI SOYADI", "T.C.", "ÜNVANI"],
            ["1- FEN İŞLERİ (2 KİŞİ)"],
            ["KADROLU İŞÇİLER"],
            ["Ayşe Işık", ONE, "Şef"],
            ["EVLENDİRME"],
            ["Ali Öz", TWO, "Memur"],
            ["BAŞKANLIK MAKAMI"],
            ["Can Taş", THREE, "Şoför"],
        )
    ] == ["Fen İşleri", "", "Başkanlık Makamı"]


@pytest.mark.parametrize("title", [["BİRİMİ : FEN İŞLERİ"], ["", "Birim Adı:", "Fen İşleri"]])
def test_a_unit_named_above_the_headings_is_the_unit_of_all(title: list[Cell]) -> None:
    (person,) = people_of(["PERSONEL LİSTESİ"], title, ["Adı Soyadı", "TCKN"], ["Ayşe Işık", ONE])
    assert person.unit == "Fen İşleri"


HEADINGS: Sequence[Cell] = ["S.NO", "ADI SOYADI", "TCKN", "GÖREVİ", "BİRİMİ"]
PERSON: Sequence[Cell] = [1.0, "Ayşe Işık", ONE, "Şef", UNIT]


def test_signatures_side_by_side_are_nobody() -> None:
    signatures: list[list[Cell]] = [
        ["", "Elif Kara", "", "", "Hasan Yılmaz"],
        ["", "Bilgisayar İşletmeni", "", "", "Müdür"],
    ]
    for end in ([], ["", "Düzenleyen", "", "", "Onaylayan"]):
        rows = [HEADINGS, PERSON, end, *signatures]
        assert [each.surname for each in people_of(*rows)] == ["Işık"]
        assert rejected(*rows) == []
    parts: list[Sequence[Cell]] = [
        ["S.NO", "ADI", "SOYADI", "TCKN"],
        [1.0, "Ayşe", "Işık", ONE],
        ["HAZIRLAYAN", "", "ONAYLAYAN"],
        ["Elif Kara", "", "Hasan YILMAZ"],
        ["V.H.K.İ.", "", "Müdür"],
    ]
    assert [each.surname for each in people_of(*parts)] == ["Işık"]


def test_signatures_below_a_list_without_numbers_are_nobody() -> None:
    assert [
        each.surname
        for each in people_of(
            ["ADI SOYADI", "GÖREVİ", "BİRİMİ"],
            ["Ayşe Işık", "Şef", UNIT],
            ["Hazırlayan", "", "Onaylayan"],
            ["Elif Kara", "", "Hasan Yılmaz"],
            ["Memur", "", "Müdür"],
        )
    ] == ["Işık"]


def test_a_name_below_a_total_is_accepted_with_a_number_and_else_rejected() -> None:
    rows: list[Sequence[Cell]] = [
        HEADINGS,
        PERSON,
        ["", "ARA TOPLAM", 1.0],
        ["", "Memur", 1.0],
        ["", "Elif Kara", "", "Memur", ""],
        ["", "Can Taş", "", "Memur", "Toplam Kalite Birimi"],
        ["", "TOPLAM", 2.0],
        [2.0, "Ali Öz", "", "", ""],
    ]
    assert [each.surname for each in people_of(*rows)] == ["Işık", "Taş", "Öz"]
    assert rejected(*rows) == [(5, "name")]


def test_a_name_that_begins_like_a_post_is_a_name() -> None:
    rows: list[Sequence[Cell]] = [
        ["S.NO", "Adı Soyadı", "TCKN"], [1.0, "Ali Öz", ""], ["", "Şefik Kaya"], [2.0, "Onay Su"],
        ["", "Su Müdüroğlu"],
    ]  # fmt: skip
    assert [each.surname for each in people_of(*rows)] == ["Öz", "Kaya", "Su", "Müdüroğlu"]


def test_names_without_a_heading_and_english_ones() -> None:
    (person,) = people_of(["", "TCKN", "GSM"], ["Ayşe Işık", ONE, ""])
    assert person == Person("Ayşe", "Işık", ONE)
    (person,) = people_of(["First Name", "Last Name", "TCKN"], ["Ayşe", "Işık", ONE])
    assert person == Person("Ayşe", "Işık", ONE)


def test_a_number_is_no_part_of_a_name() -> None:
    rows: list[Sequence[Cell]] = [
        ["Personel", "GSM"], [f"Ayşe Işık TC: {ONE}", "05321234567"], [12.0, "05321234568"],
    ]  # fmt: skip
    assert people_of(*rows) == []
    assert rejected(*rows) == [(2, "name"), (3, "name")]


def test_of_two_telephone_columns_the_one_with_mobile_numbers_is_read() -> None:
    rows = [["Adı Soyadı", "Telefon 1", "Telefon 2"], ["Ayşe Işık", "03121112233", "05321234567"]]
    assert [each.mobile for each in people_of(*rows)] == ["+905321234567"]


def test_the_unit_of_the_post_wins_over_that_of_a_temporary_duty() -> None:
    rows = [["Adı Soyadı", "Görev Yaptığı Birim", "Asli Birimi"], ["Ayşe Işık", "Zabıta", UNIT]]
    assert [each.unit for each in people_of(*rows)] == [UNIT]


def test_rejected_rows_are_reported_with_a_reason() -> None:
    result = read(
        ["Adı Soyadı", "TCKN", "Görevi"],
        ["Ayşe Işık", ONE, ""],
        ["Ali Öz", "10000010047", ""],
        ["Can Taş", ONE, ""],
        ["", TWO, "Şef"],
        ["BOŞ KADRO", "", "Şef"],
        ["Su Ay", "1,00000E+10", ""],
        ["Ay�e Su", THREE, ""],
        ["Er Er", "100000100", ""],
        ["Ela Su", TWO, ""],
        ["Uzun " * 40, "", "x"],
    )
    assert [(each.row, each.field) for each in result.rejected] == [
        (3, "tckn"), (4, "tckn"), (5, "name"), (6, "name"), (7, "tckn"), (8, "name"), (9, "tckn"),
        (11, "name"),
    ]  # fmt: skip
    assert [each.row for each in result.accepted] == [2, 10]
    reasons = [each.reason for each in result.rejected]
    assert "2. satırdakiyle aynı" in reasons[1]
    assert "kısaltmış" in reasons[4]
    assert not any(number in reason for number in (ONE, TWO, "10000010047") for reason in reasons)


@pytest.mark.parametrize(
    "cell",
    [10000010046.0, "10000010046", " 100 00010046 ", "10.000.010.046", "'10000010046",
     "100-0001-0046", '="10000010046"', "10000010046.0", "10000010046,00", "1.0000010046E+10",
     "1,0000010046e10", "T.C. 10000010046", "10000\u00a0010046",
     "\u200e10000010046", "10000010046\n"],
)  # fmt: skip
def test_a_tckn_in_every_shape(cell: Cell) -> None:
    (accepted,) = read(["Adı Soyadı", "TCKN", "GSM"], ["Ayşe Işık", cell, ""]).accepted
    assert accepted.person.tckn == ONE
    assert [each.corrected for each in accepted.corrections] == ([] if cell == ONE else [ONE])
    assert all(each.original != each.corrected for each in accepted.corrections)


@pytest.mark.parametrize(
    "cell",
    [5321234567.0, "05321234567", "5321234567", "+90 532 123 45 67", "+905321234567",
     "00905321234567", "0(532) 123 4567", "+90 (0532) 123 45 67",
     "532-123-45-67", "0532.123.45.67", "90 532 1234567",
     "5.321234567E9", "0532 123 45 67 / 0533 765 43 21", "0312 123 45 67 - 0532 123 45 67",
     "GSM: 0532 123 45 67", "0532 1234567\n0533 7654321", "0532 123 45 67 0533 765 43 21",
     "0532 123 45 67 (eşi)",
     "05321234567; 03121234567", "'05321234567"],
)  # fmt: skip
def test_a_mobile_number_in_every_shape(cell: Cell) -> None:
    (person,) = people_of(["Adı Soyadı", "GSM", "Unvan"], ["Ayşe Işık", cell, ""])
    assert person.mobile == "+905321234567"


@pytest.mark.parametrize("cell", ["0332 233 44 55", "444 12 34", "5,32E+09", "123", "-", "yok"])
def test_what_is_no_mobile_number_is_left_out_and_reported(cell: str) -> None:
    (accepted,) = read(["Adı Soyadı", "GSM", "Unvan"], ["Ayşe Işık", cell, ""]).accepted
    assert accepted.person.mobile == ""
    assert accepted.corrections == (Correction("mobile", cell, ""),)


@pytest.mark.parametrize(
    ("original", "corrected"),
    [
        ("VERİ HAZIRLAMA VE KONTROL İŞLETMENİ", "Veri Hazırlama ve Kontrol İşletmeni"),
        ("fen işleri müdürlüğü", UNIT),
        ("CBS MÜDÜRLÜĞÜ", "CBS Müdürlüğü"),
        ("MÜDÜR YRD.", "Müdür Yrd."),
        ("MÜDÜR V.", "Müdür V."),
        ("II. BÖLGE", "II. Bölge"),
        ("Bilgi İşlem", "Bilgi İşlem"),
        ("ÝMAR VE ÞEHÝRCÝLÝK MÜDÜRLÜÐÜ", "İmar ve Şehircilik Müdürlüğü"),
        ("İmar  ve\u00a0Şehircilik ", "İmar ve Şehircilik"),
        ("Mu\u0308du\u0308r", "Müdür"),
        ("Mü\u00addür", "Müdür"),
        ("MÃ¼dÃ¼r", "Müdür"),
        ("-", ""),
    ],
)
def test_titles_and_units_by_turkish_rules(original: str, corrected: str) -> None:
    (accepted,) = read(["Adı Soyadı", "TCKN", "Unvan"], ["Ayşe Işık", ONE, original]).accepted
    assert accepted.person.title == corrected
    assert accepted.corrections == (
        () if original == corrected else (Correction("title", original, corrected),)
    )


def test_corrections_of_a_name_are_reported() -> None:
    (accepted,) = read(["Adı Soyadı", "TCKN"], ["ÞÜKRÜ  IŞIK", ONE]).accepted
    assert accepted.corrections == (
        Correction("name", "ÞÜKRÜ", "Şükrü"),
        Correction("surname", "IŞIK", "Işık"),
    )
    (accepted,) = read(["Adı Soyadı", "TCKN"], ["Ayşe  Işık", ONE]).accepted
    assert accepted.corrections == (Correction("name", "Ayşe  Işık", "Ayşe"),)
    (accepted,) = read(["Adı Soyadı", "TCKN"], ["Av. Ayşe Işık", ONE]).accepted
    assert accepted.corrections == (Correction("name", "Av. Ayşe", "Ayşe"),)
    (accepted,) = read(["Adı", "Soyadı", "TCKN"], [" ayşe", "Işık", ONE]).accepted
    assert accepted.corrections == (Correction("name", " ayşe", "Ayşe"),)


def test_the_officer_may_correct_the_columns() -> None:
    sheet = Sheet("S", (("Adı Soyadı", "No", "Görevi"), ("Ayşe Işık", "05321234567", "Şef")))
    columns = headings.recognise(sheet)
    assert columns is not None
    corrected = dataclasses.replace(
        columns, columns={"name": 0, "surname": 0, "mobile": 1, "unit": 2}
    )
    (accepted,) = people.read_people(sheet, corrected).accepted
    assert accepted.person == Person("Ayşe", "Işık", "", "+905321234567", "", "Şef")


def test_a_sheet_of_something_else_is_no_list() -> None:
    for rows in ([["Toplantı", "yarın"]], [["Gider", "Tutar"], ["Kira", 5.0]], [["x"]]):
        with pytest.raises(SheetError, match="bulunamadı"):
            read(*rows)


cells = st.one_of(
    st.text(max_size=12),
    st.floats(),
    st.sampled_from(["ADI SOYADI", "TCKN", "GSM", "BİRİMİ", "TOPLAM", "Ayşe Işık", ONE, TWO, ""]),
)


@given(st.lists(st.lists(cells, max_size=6), max_size=12))
def test_any_rows_are_read_without_an_error(rows: list[list[Cell]]) -> None:
    try:
        result = read(*rows)
    except SheetError:
        return
    reported = [each.row for each in result.accepted] + [each.row for each in result.rejected]
    assert len(set(reported)) == len(reported)
    numbers = [each.person.tckn for each in result.accepted if each.person.tckn]
    assert len(set(numbers)) == len(numbers)
    assert all(each.person.name or each.person.surname for each in result.accepted)


@given(st.text(max_size=30))
def test_correcting_a_corrected_text_changes_nothing(text: str) -> None:
    once = normalise.title_or_unit(text)
    assert normalise.title_or_unit(once) == once
