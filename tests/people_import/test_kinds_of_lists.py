"""The kinds of lists that once came out wrong: names that are posts, forms, exports, owners."""

from collections.abc import Sequence

import pytest

from ebel_wizard.case.model import Person
from ebel_wizard.people_import import clipboard, headings, people
from ebel_wizard.people_import.results import NotRead, Result
from ebel_wizard.people_import.sheet import Cell, Sheet

ONE, TWO, THREE = "10000000146", "10000000214", "10000000382"
AYSE = Person("Ayşe", "Işık", ONE, "+905320000001", "Memur", "Yazı İşleri Müdürlüğü")


def read(*rows: Sequence[Cell], hidden: Sequence[int] = (), claimed: Sequence[int] = ()) -> Result:
    sheet = Sheet("S", tuple(map(tuple, rows)), hidden_columns=frozenset(hidden))
    return people.read_people(*people.choose_sheet([sheet]), claimed=claimed)


def lines(text: str) -> list[list[Cell]]:
    return [[*line.split(";")] for line in text.splitlines()]


def names(result: Result) -> list[str]:
    return [f"{each.person.name} {each.person.surname}" for each in result.accepted]


def kinds(result: Result) -> list[tuple[int, str]]:
    return [(each.row, each.kind) for each in result.set_aside]


@pytest.mark.parametrize(
    "text",
    [
        "Adı Soyadı\nAyşe Işık\nSefa Yılmaz\nAli Uzman\nHasan Yardımcı\nFatma Başkan\nŞefik Kaya",
        "Adı Soyadı\nAyşe Işık\nAli Çelik\nCan Öz",
        "Adı Soyadı;Birimi\nAyşe Işık;Fen İşleri\nOnay Yılmaz;Zabıta\nCan Öz;Zabıta\nFatma Ak;x",
        f"Adı Soyadı;TCKN;Birimi\nAyşe Işık;{ONE};Fen\nOnay Yılmaz;;Fen\nCan Öz;;Fen\nEce Ak;;Fen",
        "Adı Soyadı;Unvanı\nAyşe Işık;Memur\nKontrol Ak;Memur\nCan Öz;Şef",
        "Adı Soyadı;Unvanı;Birimi\nAyşe Işık;Memur;Yazı\nAli Toplam;Memur;Yazı\nVeli İşler;Şef;x",
        f"Adı Soyadı;TCKN;Unvanı\nAyşe Işık;{ONE};Memur\nSefa Yılmaz;;Memur\nAli Uzman;;Tekniker",
        f"Adı Soyadı;TCKN\nAyşe Işık;\nSefa Yılmaz;\nAli Uzman;\nCan Öz;{ONE}\nFatma Ak;",
        "Sıra;Adı Soyadı;İmza\n1;Ayşe Işık;\n2;Ali Uzman;\n3;Sefa Yılmaz;\n4;Hasan Yardımcı;",
        "Sıra No;Adı Soyadı\n1;Ayşe Işık\n2;Ali Çelik",
        "Adı Soyadı;İmza\nAyşe Işık;\nAli Çelik;\nCan Öz;",
        "Sicil No;Adı Soyadı;Doğum Tarihi\n101;Ayşe Işık;01.02.1980\n102;Ali Çelik;03.04.1985",
        "Ad Soyad;E-posta\nAyşe Işık;a@ornek.bel.tr\nAli Çelik;b@ornek.bel.tr",
    ],
)
def test_names_that_are_posts_or_endings_are_names_and_so_are_those_below(text: str) -> None:
    heading, *rest = lines(text)
    result = read(heading, *rest)
    at = next(n for n, cell in enumerate(heading) if "Soyad" in str(cell))
    assert names(result) == [row[at] for row in rest]
    assert kinds(result) == [(1, "heading")]


def test_in_two_columns_too() -> None:
    result = read(*lines("Adı;Soyadı\nAyşe;Işık\nUzman;Ak\nOnay;Onay\nKişi;Toplam\nGüler;Kurulu"))
    assert names(result) == ["Ayşe Işık", "Uzman Ak", "Onay Onay", "Kişi Toplam", "Güler Kurulu"]


def test_units_over_names_alone_are_units() -> None:
    text = (
        "Adı Soyadı\nFen İşleri Müdürlüğü\nAyşe Işık\nHasan Yardımcı\nZabıta Müdürlüğü\nSefa Kaya"
    )
    result = read(*lines(text))
    assert [each.person.unit for each in result.accepted] == [
        "Fen İşleri Müdürlüğü", "Fen İşleri Müdürlüğü", "Zabıta Müdürlüğü",
    ]  # fmt: skip
    assert kinds(result) == [(1, "heading"), (2, "unit"), (5, "unit")]


FORMS = """\
Zaman damgası;Adınız ve Soyadınız;T.C. Kimlik Numaranız;Cep telefonu numaranız;Unvanınız;\
Çalıştığınız müdürlük
01.12.2026 09:00:00;Ayşe Işık;{};05320000001;Memur;{}

Zaman damgası;Adınız;Soyadınız;TC Kimlik No;Telefon Numaranız;Göreviniz;Biriminiz
01.12.2026 09:00:00;Ayşe;Işık;{};05320000001;Memur;{}

Kimlik;Başlangıç zamanı;E-posta;Ad;Adınız Soyadınız;TC Kimlik Numaranız;Telefonunuz;Unvanınız;\
Müdürlüğünüz
1;1.12.2026;anonymous;;Ayşe Işık;{};05320000001;Memur;{}

Adı Soyadı;T.C. Kimlik No;Cep Telefonu;Unvanı (kadro unvanı açık olarak yazılacak, kısaltma \
yapılmayacaktır);Birimi (bağlı olduğu müdürlüğün tam adı yazılacaktır)
Ayşe Işık;{};05320000001;Memur;{}

Employee ID;Given Name;Family Name;National ID;Mobile Phone;Job Title;Department
7;Ayşe;Işık;{};05320000001;Memur;{}

DisplayName;GivenName;Surname;EmployeeID;MobilePhone;Title;Department
Ayşe Işık;Ayşe;Işık;{};+905320000001;Memur;{}

ID;Email;Name;Adı;Soyadı;TCKN;Cep;Unvan;Birim
1;anonymous;;Ayşe;Işık;{};5320000001;Memur;{}
""".split("\n\n")


@pytest.mark.parametrize("form", FORMS)
def test_forms_and_exports_have_their_columns(form: str) -> None:
    (accepted,) = read(*lines(form.format(ONE, AYSE.unit))).accepted
    assert accepted.person == AYSE


def test_the_contacts_of_a_mail_program_have_middle_names_and_two_titles() -> None:
    result = read(
        *lines(
            "Unvan;Ad;İkinci Ad;Soyadı;Sonek;Şirket;Bölüm;İş Unvanı;TC Kimlik No;Cep Telefonu\n"
            f";Ayşe;Nur;Işık;;Örnekköy Belediyesi;Yazı İşleri Müdürlüğü;Memur;{ONE};05320000001\n"
            f"Sn.;ALİ;;Çelik;;Örnekköy Belediyesi;Fen;Şef;{TWO};05320000002"
        )
    )
    assert [each.person.name for each in result.accepted] == ["Ayşe Nur", "Ali"]
    assert [each.person.title for each in result.accepted] == ["Memur", "Şef"]
    assert result.accepted[0].corrections[0].field == "mobile"


def test_a_column_of_somebody_else_loses_wherever_it_stands() -> None:
    result = read(
        *lines(
            "Sıra;Şirket Adı;Adı;Soyadı;Kefil TCKN;T.C. Kimlik No;Telefonu;Eşinin Cep Telefonu\n"
            f"1;Örnekköy A.Ş.;Ayşe;Işık;{TWO};{ONE};05320000001;05330000009"
        )
    )
    assert result.accepted[0].person == Person("Ayşe", "Işık", ONE, "+905320000001")
    alone = read(*lines(f"Şirket Adı;TCKN;Eşinin Cep Telefonu\nÖrnek A.Ş.;{ONE};05330000009"))
    assert set(alone.columns) == {"tckn"}


def test_of_two_columns_for_a_field_neither_is_chosen_unless_one_is_surer() -> None:
    rows = "Adı Soyadı;TCKN;Kadro Unvanı;Görev Unvanı\nAyşe Işık;{};Memur;{}\nAli Öz;{};Şef;Şef"
    result = read(*lines(rows.format(ONE, "Müdür V.", TWO)))
    assert result.unsure == {"title": ("Kadro Unvanı", "Görev Unvanı")}
    assert [each.person.title for each in result.accepted] == ["", ""]
    same = read(*lines(rows.format(ONE, "Memur", TWO)))
    assert same.unsure == {}
    assert same.columns["title"] == "Kadro Unvanı"
    two = read(*lines("Adı Soyadı;TCKN;Telefon;Telefon 2\nAyşe Işık;;05320000001;05320000002"))
    assert (two.columns["mobile"], two.unsure) == ("Telefon", {})
    numbers = read(*lines(f"Ad Soyad;Bir;İki\nAyşe Işık;{ONE};{TWO}\nAli Öz;{TWO};{THREE}"))
    assert numbers.unsure == {"tckn": ("Bir", "İki")}
    assert [each.person.tckn for each in numbers.accepted] == ["", ""]


def test_names_that_may_stand_in_either_of_two_columns_are_rejected_and_not_lost() -> None:
    result = read(*lines("Adı Soyadı;Adı Soyadı\nAli Öz;Can Ak\nVeli Er;Su Ak"))
    assert [(each.row, "birden çok" in each.reason) for each in result.rejected] == [
        (2, True), (3, True),
    ]  # fmt: skip
    assert result.unsure == {"name": ("Adı Soyadı", "Adı Soyadı")}


def test_headings_over_two_rows_may_be_repeated() -> None:
    head = [["PERSONELİN", "", "İLETİŞİM"], ["ADI", "SOYADI", "CEP"]]
    result = read(*head, ["Ali", "Öz", "05320000001"], *head, ["Can", "Ak", ""])
    assert names(result) == ["Ali Öz", "Can Ak"]
    assert kinds(result) == [(1, "title"), (2, "heading"), (4, "repeat"), (5, "repeat")]


def test_a_footer_with_a_telephone_is_no_person() -> None:
    result = read(*lines("Adı Soyadı;Cep\nAli Öz;05320000001\nHazırlayan: Veli;05320000002"))
    assert names(result) == ["Ali Öz"]
    assert kinds(result)[1:] == [(3, "signature")]


def test_a_shown_column_wins_over_a_hidden_one_which_is_named_as_not_read() -> None:
    rows = lines(f"Adı;Soyadı;Adı;Soyadı;TCKN\nAyşe;Kızlık;Ayşe;Işık;{ONE}\nAli;Eski;Ali;Öz;{TWO}")
    assert names(read(*rows, hidden=[0, 1])) == ["Ayşe Işık", "Ali Öz"]
    assert names(read(*rows, hidden=[2, 3])) == ["Ayşe Kızlık", "Ali Eski"]
    sheet = Sheet("S", tuple(map(tuple, rows)), hidden_columns=frozenset({0, 1}))
    columns = headings.recognise(sheet)
    assert columns is not None
    assert people.not_read([sheet], sheet, columns) == (
        NotRead("Adı (gizli sütun)", 2),
        NotRead("Soyadı (gizli sütun)", 2),
    )


def test_a_hidden_column_without_another_is_read() -> None:
    result = read(*lines(f"Adı Soyadı;TCKN\nAyşe Işık;{ONE}"), hidden=[1])
    assert result.accepted[0].person.tckn == ONE


def test_other_headings_further_down_hold_for_what_stands_below_them() -> None:
    result = read(
        *lines(
            f"Adı Soyadı;TCKN;Unvanı\nAyşe Işık;{ONE};Memur\n"
            f"TCKN;Adı Soyadı;Birimi\n{TWO};Ali Öz;Fen\n{THREE};Can Taş;Zabıta"
        )
    )
    assert [each.person for each in result.accepted] == [
        Person("Ayşe", "Işık", ONE, title="Memur"),
        Person("Ali", "Öz", TWO, unit="Fen"),
        Person("Can", "Taş", THREE, unit="Zabıta"),
    ]
    assert kinds(result) == [(1, "heading"), (3, "repeat")]


def test_what_stands_below_other_headings_says_nothing_of_a_column_above_them() -> None:
    below = "\n".join(f"0533000000{n};Can Taş;{n}" for n in range(9))
    result = read(
        *lines(f"Sıra;Adı Soyadı;İmza\n1;Ayşe Işık;\nEşinin Cebi;Adı Soyadı;Sıra\n{below}")
    )
    assert "mobile" not in result.columns
    assert {each.person.mobile for each in result.accepted} == {""}


def test_a_person_above_the_headings_is_rejected_and_not_lost() -> None:
    result = read(["Veli Kaya", TWO], ["Adı Soyadı", "TCKN"], ["Ayşe Işık", ONE])
    assert [(each.row, "üstünde" in each.reason) for each in result.rejected] == [(1, True)]
    assert names(result) == ["Ayşe Işık"]


def test_a_first_person_is_no_second_row_of_headings() -> None:
    for first in ("Ayşe Işık;Zabıta Müdürlüğü;Memur", "Ayşe Işık;Fen İşleri Müdürlüğü;Görevli"):
        result = read(*lines(f"Adı Soyadı;Notu;Görevi\n{first}\nAli Öz;;Şef"))
        assert names(result) == ["Ayşe Işık", "Ali Öz"]


def test_a_remark_where_the_name_should_be_is_no_name() -> None:
    result = read(*lines(f"Adı Soyadı;TCKN\n(vekil);{ONE}"))
    assert [(each.row, each.field) for each in result.rejected] == [(2, "name")]


def test_a_row_is_claimed_back_as_a_person() -> None:
    rows = lines("Adı Soyadı;Unvanı\nAyşe Işık;Memur\nTOPLAM;1\nMüdür;\nZabıta Müdürlüğü;")
    assert kinds(read(*rows))[1:] == [(3, "total"), (4, "signature"), (5, "unit")]
    result = read(*rows, claimed=[4])
    assert names(result) == ["Ayşe Işık", "Müdür "]
    assert kinds(result)[1:] == [(3, "total"), (5, "unit")]
    assert [each.row for each in read(*rows, claimed=[1]).accepted] == [1, 2]


def test_one_capital_word_does_not_turn_the_names_round() -> None:
    rows = [["Adı Soyadı"], ["ALİ Öz"], ["Ayşe Işık"], ["Can Taş"], ["TOPLAM: 12 kişi"]]
    assert [each.person.surname for each in read(*rows).accepted] == ["Öz", "Işık", "Taş"]


def test_what_stands_beside_the_last_of_two_lists_is_its_own() -> None:
    rows = lines(f"Adı Soyadı;TCKN;;Adı Soyadı;TCKN\nAyşe Işık;{ONE};;Ali Öz;{TWO}\n;;;;;;;Notlar")
    first, second = headings.split_side_by_side(
        Sheet("S", tuple(map(tuple, rows)), hidden_columns=frozenset({0, 4}))
    )
    assert second.rows[2] == ("", "", "", "", "Notlar")
    assert (set(first.hidden_columns), set(second.hidden_columns)) == ({0}, {1})


def test_a_pasted_list_of_numbers_and_names_has_its_headings() -> None:
    pasted = clipboard.read_people("Sıra No\tAdı Soyadı\n1\tAyşe Işık\n2\tAli Çelik")
    assert pasted == [Person("Ayşe", "Işık"), Person("Ali", "Çelik")]
