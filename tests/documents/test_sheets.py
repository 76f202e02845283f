"""What goes with the move besides the letter: the aydınlatma metni and the tables."""

import dataclasses
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import register_checks
from ebel_wizard.case.model import Case, Certificate, Unit, User
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import DocumentKind
from ebel_wizard.turkish import letters

ELEMENTS = (
    "1. Veri sorumlusunun kimliği",
    "2. Kişisel verilerin işlenme amacı",
    "3. Kişisel verilerin kimlere ve hangi amaçla aktarılabileceği",
    "4. Kişisel veri toplamanın yöntemi ve hukuki sebebi",
    "5. Haklarınız",
)


@pytest.fixture
def sheet(read: Any) -> Any:
    """Return one document of a case, read back."""

    def make(kind: DocumentKind, case: Case) -> Any:
        return read(documents.make(kind, case).data)

    return make


def test_the_aydinlatma_metni_has_the_five_elements_of_the_law(example: Case, sheet: Any) -> None:
    pdf = sheet(kinds.KVKK, example)
    places = [pdf.lines.index(title) for title in ELEMENTS]
    assert places == sorted(places)
    between = [" ".join(pdf.lines[a:b]) for a, b in zip(places, [*places[1:], None], strict=True)]
    for text, said in zip(
        between,
        (
            "Örnekköy Belediye Başkanlığı",
            "e-Belediye Bilgi Sistemine geçmesi",
            "İçişleri Bakanlığına",
            "5’inci maddesinin ikinci fıkrasının (ç) bendine",
            "11’inci maddesi uyarınca",
        ),
        strict=True,
    ):
        assert said in text


def test_the_aydinlatma_metni_names_those_of_the_letter_and_no_number(
    example: Case, sheet: Any
) -> None:
    pdf = sheet(kinds.KVKK, example)
    for person in example.officers:
        assert f"{person.name} {letters.upper(person.surname)}" in pdf.text
        assert person.tckn not in pdf.text
        assert person.mobile not in pdf.text
    assert "İmza" in pdf.lines


def test_the_aydinlatma_metni_says_where_to_apply_and_leaves_out_what_is_not_known(
    altered: Any, sheet: Any
) -> None:
    text = sheet(kinds.KVKK, altered()).text
    assert "KEP adresi: ornekkoybelediyesi@hs01.kep.tr" in text
    assert "Telefon: (0 346) 123 45 67." in text


def test_only_who_is_named_is_told_about(example: Case, sheet: Any) -> None:
    text = sheet(kinds.KVKK, example).text
    assert "KEP hesabı yetkilisinin" in text
    assert "iş tanımı" not in text
    assert "elektronik sertifika hizmet sağlayıcısına" not in text


def test_the_masked_table_shows_no_whole_tckn(example: Case, sheet: Any, of_example: Any) -> None:
    pdf = sheet(kinds.MASKED_TABLE, example)
    for person in example.officers:
        assert person.tckn not in pdf.written
        assert f"{person.tckn[:3]}******{person.tckn[-2:]}" in pdf.lines
    whole, masked = of_example["personel-tablosu"].lines, pdf.lines
    rows = [line for line in whole[whole.index("1") :] if not line.startswith("10000")]
    assert [line for line in rows if "imza" not in line] == [
        line for line in masked[masked.index("1") :] if "***" not in line
    ]


@pytest.mark.parametrize("secrecy", ["together", "hizmete-özel"])
def test_a_package_that_no_mail_may_carry_has_no_masked_table(altered: Any, secrecy: str) -> None:
    made = documents.sheets(altered({"letter.secrecy": secrecy}))
    assert "personel-tablosu-maskeli.pdf" not in [each.name for each in made]


UNITS = (
    Unit("Yazı İşleri Müdürlüğü", "", "87654321", "Cumhuriyet Caddesi No: 12", "03461234570"),
    Unit("Bilgi İşlem Müdürlüğü"),
    Unit("Bilgi-İşlem Müdürlügü", "", "87654322"),
    Unit("Mali Hizmetler Müdürlüğü", "Mali Hizmetler", "87654321", web="www.ornekkoy.bel.tr"),
)
USERS = (
    User(
        *("İpek", "Gündoğdu", "10000000146", "05000000001", "ipek@ornekkoy.bel.tr"),
        "Müdür",
        "Yazı İşleri Müdürlüğü",
        "Evrak kayıt",
    ),
    User("Çağrı", "Işıkçı", "10000010046", "", "", "Memur", "YAZI İŞLERİ MÜDÜRLÜĞÜ", "Yönetici"),
    User("Ayşe", "Öz", "10000010046", "", "", "Memur"),
    User("Umut", "Çağlar", "", "", "", "Memur", "Zabıta Müdürlüğü"),
)


@pytest.fixture
def listed(example: Case) -> Case:
    return dataclasses.replace(example, units=UNITS, users=USERS)


def test_the_unit_sheet_has_headings_numbers_and_contact_data(listed: Case, sheet: Any) -> None:
    pdf = sheet(kinds.UNIT_SHEET, listed)
    for unit in UNITS:
        assert {unit.name, unit.heading, unit.detsis} - {""} <= set(pdf.lines)
    assert "Tel: (0 346) 123 45 70" in pdf.text
    assert "www.ornekkoy.bel.tr" in pdf.lines


def test_the_user_sheet_has_asli_birim_and_is_tanimi(listed: Case, sheet: Any) -> None:
    pdf = sheet(kinds.USER_SHEET, listed)
    head = pdf.lines.index("S.No")
    assert pdf.lines[head : head + 6] == [
        *("S.No", "Adı Soyadı", "TCKN", "Unvanı", "Asli Birimi", "İş Tanımı")
    ]
    assert pdf.lines[head + 6 : head + 12] == [
        *("1", "İpek GÜNDOĞDU", "10000000146", "Müdür", "Yazı İşleri Müdürlüğü", "Evrak kayıt")
    ]


@pytest.mark.parametrize("kind", [kinds.UNIT_SHEET, kinds.USER_SHEET])
def test_a_sheet_of_a_step_whose_page_is_lost_says_so(
    kind: DocumentKind, listed: Case, sheet: Any
) -> None:
    assert "tahmine dayanır" in " ".join(sheet(kind, listed).text.split())


def test_what_is_missing_or_double_in_the_units_is_listed(listed: Case, sheet: Any) -> None:
    found = register_checks.of_units(listed)
    assert found == (
        "DETSİS numarası olmayan birimler (1): Bilgi İşlem Müdürlüğü.",
        (
            "Aynı DETSİS numarasını taşıyan birimler (1): Yazı İşleri Müdürlüğü ile Mali Hizmetler "
            "Müdürlüğü."
        ),
        "Birden çok kez yazılmış birimler (1): Bilgi İşlem Müdürlüğü ile Bilgi-İşlem Müdürlügü.",
        (
            "Personelde yalnız yazılışı farklı birimler (1): YAZI İŞLERİ MÜDÜRLÜĞÜ (listede Yazı "
            "İşleri Müdürlüğü)."
        ),
        "Personelde geçip listede olmayan birimler (1): Zabıta Müdürlüğü.",
    )
    text = sheet(kinds.UNIT_SHEET, listed).text
    assert all(each in text for each in found)


def test_units_that_have_the_number_of_the_municipality_are_listed(
    altered: Any, sheet: Any
) -> None:
    case = dataclasses.replace(altered({"municipality.detsis": "87654322"}), units=UNITS)
    found = "Belediyenin DETSİS numarası yazılmış birimler (1): Bilgi-İşlem Müdürlügü."
    assert found in register_checks.of_units(case)
    assert found in sheet(kinds.UNIT_SHEET, case).text


def test_what_is_missing_or_double_in_the_users_is_listed(listed: Case, sheet: Any) -> None:
    found = register_checks.of_users(USERS, UNITS)
    assert found == (
        "Aynı TCKN’yi taşıyan kullanıcılar (1): Çağrı Işıkçı ile Ayşe Öz.",
        "TCKN’si olmayan kullanıcılar (1): Umut Çağlar.",
        "Asli birimi olmayan kullanıcılar (1): Ayşe Öz.",
        "İş tanımı olmayan kullanıcılar (2): Ayşe Öz, Umut Çağlar.",
    )
    text = sheet(kinds.USER_SHEET, listed).text
    assert all(each in text for each in found)
    (spelled,) = register_checks.of_users(USERS[:2], ())
    assert spelled == (
        "Yalnız yazılışı farklı birimler (1): Yazı İşleri Müdürlüğü ile YAZI İŞLERİ MÜDÜRLÜĞÜ."
    )


def test_where_nothing_is_missing_that_is_said(example: Case, sheet: Any) -> None:
    case = dataclasses.replace(example, units=UNITS[:1], users=USERS[:1])
    for kind in (kinds.UNIT_SHEET, kinds.USER_SHEET):
        assert "Eksik ya da yinelenen bilgi bulunmadı." in sheet(kind, case).text


def test_a_thousand_without_a_unit_are_counted_and_some_named(example: Case) -> None:
    many = tuple(User(f"Kişi {n}", "Yıldız", duty="Memur", tckn="10000000146") for n in range(1000))
    _, units = register_checks.of_users(many, ())
    assert units.startswith("Asli birimi olmayan kullanıcılar (1.000): Kişi 0 Yıldız, ")
    assert units.endswith(" ve 960 tane daha.")


def test_without_units_and_users_there_are_no_sheets_of_them(example: Case) -> None:
    names = [each.name for each in documents.sheets(example)]
    assert names == ["kvkk-aydinlatma.pdf", "personel-tablosu-maskeli.pdf"]
    assert documents.workbooks(example) == ()


def test_the_spreadsheets_have_a_column_for_each_answer(listed: Case) -> None:
    units, users = documents.workbooks(listed)
    assert (units[0], users[0]) == ("birim-cizelgesi.xlsx", "kullanici-cizelgesi.xlsx")
    assert list(users[1].headings)[-2:] == ["Çalıştığı birim", "İş tanımı"]
    assert [row[0] for row in units[1].rows] == [unit.name for unit in UNITS]
    assert "(0 346) 123 45 70" in units[1].rows[0]
    assert list(users[1].rows[0])[2:4] == ["10000000146", "(0 500) 000 00 01"]


def test_users_and_who_needs_a_certificate_are_told_about_where_there_are_some(
    listed: Case, sheet: Any
) -> None:
    case = dataclasses.replace(listed, certificates=(Certificate("1", "Ayşe", "Öz"),))
    text = sheet(kinds.KVKK, case).text
    assert "asli birimi ve iş tanımı" in text
    assert "elektronik sertifika hizmet sağlayıcısına" in text
