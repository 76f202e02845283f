"""What goes with the move besides the letter: the aydınlatma metni and the tables."""

from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case.model import Case
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kinds import DocumentKind
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
