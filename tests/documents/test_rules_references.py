"""İlgi and what the text says of it (R1), read off the finished PDF."""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import case_rules, model
from ebel_wizard.case.model import Case, Recipient, Reference
from ebel_wizard.case.rules import Severity
from tests.documents.measures import blank_lines

NUMBER = "E-12345678-708.03-147"
OF_ADDRESSEE = Reference("2026-09-01", NUMBER)
OURS = Reference("2026-09-02", "Z-23456789-708.03-5", model.YAZIMIZ)
OF_OTHERS = Reference(
    "2026-09-03", NUMBER, model.YAZI, "Örnek Valiliği", "İl Yerel Yönetimler Müdürlüğü"
)
PETITION = Reference("2026-09-04", "", model.DILEKCE, "Ayşe Demirci")
Letter = Callable[..., Any]


@pytest.fixture
def letter(altered: Any, made: Any) -> Letter:
    """Return the request letter with these references, read back."""

    def make(*references: Reference, **changes: str) -> Any:
        paths = {f"letter.addressee.{part}": text for part, text in changes.items()}
        return made(altered(paths, references=references))["talep-yazisi"]

    return make


@pytest.mark.parametrize(
    ("reference", "line", "opening"),
    [
        (OF_ADDRESSEE, f"01.09.2026 tarihli ve {NUMBER} sayılı yazınız.", "İlgi yazınız"),
        (OURS, "02.09.2026 tarihli ve Z-23456789-708.03-5 sayılı yazımız.", "İlgi yazımız"),
        (
            dataclasses.replace(OF_OTHERS, unit=""),
            f"Örnek Valiliğinin 03.09.2026 tarihli ve {NUMBER} sayılı yazısı.",
            "İlgi yazı",
        ),
        (PETITION, "Ayşe DEMİRCİ’nin 04.09.2026 tarihli dilekçesi.", "İlgi dilekçe"),
    ],
    ids=["yazınız", "yazımız", "yazı", "dilekçe"],
)
def test_R1_who_wrote_is_named_unless_addressee_or_we_did(
    letter: Letter, reference: Reference, line: str, opening: str
) -> None:
    pdf = letter(reference)
    assert line in pdf.lines
    first = pdf.run(opening)
    assert first.text.startswith(f"{opening} kapsamında 5393 sayılı")
    assert blank_lines(pdf.run("İlgi"), first) == pytest.approx(1, abs=0.01)


def test_R1_the_senders_unit_stands_bare_in_brackets(letter: Letter) -> None:
    text = letter(OF_OTHERS).text
    assert "Örnek Valiliğinin (İl Yerel Yönetimler Müdürlüğü) 03.09.2026 tarihli ve" in text
    assert f"{NUMBER} sayılı yazısı." in text


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ("Sivas Valiliği", "Sivas Valiliğinin"),
        ("İçişleri Bakanlığı", "İçişleri Bakanlığının"),
        ("Bilgi Teknolojileri Kurumu", "Bilgi Teknolojileri Kurumunun"),
        ("Türk Standardları Enstitüsü", "Türk Standardları Enstitüsünün"),
        ("Örnekköy Kaymakamlık", "Örnekköy Kaymakamlığın"),
        ("Karayolları Genel Müdürlüğü", "Karayolları Genel Müdürlüğünün"),
    ],
)
def test_R1_a_body_has_the_genitive_without_apostrophe(
    letter: Letter, sender: str, shown: str
) -> None:
    pdf = letter(Reference("2026-09-03", "E-1", model.YAZI, sender))
    assert f"{shown} 03.09.2026 tarihli ve E-1 sayılı yazısı." in pdf.lines


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ("Ali Kaya", "Ali KAYA’nın"),
        ("Hüseyin Öz", "Hüseyin ÖZ’ün"),
        ("Ayşe Nur Ilgın", "Ayşe Nur ILGIN’ın"),
        ("Ayşe ÖZTÜRK ŞİMŞEK", "Ayşe ÖZTÜRK ŞİMŞEK’in"),
        ("Can Uludoğru", "Can ULUDOĞRU’nun"),
    ],
)
def test_R1_a_person_has_the_genitive_after_an_apostrophe(
    letter: Letter, sender: str, shown: str
) -> None:
    pdf = letter(Reference("2026-09-04", "", model.DILEKCE, sender))
    assert f"{shown} 04.09.2026 tarihli dilekçesi." in pdf.lines


def test_R1_the_addressees_own_petition_names_nobody(letter: Letter) -> None:
    pdf = letter(PETITION, body="Sayın Ayşe Demirci", unit="")
    assert "04.09.2026 tarihli dilekçeniz." in pdf.lines
    assert pdf.run("İlgi dilekçeniz kapsamında")


def test_R1_several_are_referred_to_by_their_letters(letter: Letter) -> None:
    later = Reference("2026-09-05", NUMBER)
    pdf = letter(PETITION, OURS, OF_ADDRESSEE, OF_OTHERS, later)
    assert "İlgi (a) ve (d) yazılarınız, (b) yazımız, (c) yazı ile (ç) dilekçe kapsamında" in (
        pdf.text
    )


def test_R1_of_one_kind_and_several(letter: Letter) -> None:
    later = Reference("2026-09-05", NUMBER)
    assert "İlgi (a) ve (b) yazılarınız kapsamında" in letter(OF_ADDRESSEE, later).text


def test_R1_without_a_reference_nothing_is_referred_to(letter: Letter) -> None:
    pdf = letter()
    assert "lgi (" not in pdf.text
    assert pdf.run("5393 sayılı")


def test_R1_to_several_addressees_there_is_no_yaziniz(example: Case, made: Any) -> None:
    at = dataclasses.replace(
        example.letter, references=(OF_ADDRESSEE,), copies_to=(Recipient("Sivas Valiliği"),)
    )
    pdf = made(dataclasses.replace(example, letter=at))["talep-yazisi"]
    assert "yazınız" not in pdf.text
    assert "İçişleri Bakanlığının (Bilgi İşlem Dairesi Başkanlığı) 01.09.2026 tarihli" in pdf.text
    assert pdf.run("İlgi yazı kapsamında")


def test_R1_what_the_addressee_lacks_goes_along_as_an_annex(letter: Letter) -> None:
    pdf = letter(dataclasses.replace(OF_OTHERS, annex="2"))
    start = pdf.lines.index("Ek:")
    assert pdf.lines[start + 1 : start + 3] == [
        "1- Personel Bilgi Tablosu (1 Sayfa)",
        "2- İlgi Yazı (2 Sayfa)",
    ]


def test_R1_E2_with_it_the_table_has_its_mark(altered: Any, made: Any) -> None:
    several = (OF_ADDRESSEE, dataclasses.replace(PETITION, annex="1"))
    pdfs = made(altered(references=several))
    assert "EK-1" in pdfs["personel-tablosu"].lines
    assert "2- İlgi (b) Dilekçe (1 Sayfa)" in pdfs["talep-yazisi"].lines


def told(case: Case, today: date, start: str = "letter.references") -> dict[str, Severity]:
    return {
        each.field: each.severity
        for each in case_rules.check(case, today)
        if each.field.startswith(start)
    }


@pytest.mark.parametrize(
    ("number", "is_whole"),
    [
        (NUMBER, True),
        ("Z-12345678-710-5", True),
        ("O-67915368-952.02.05-10", True),
        ("4521", False),
        ("E-12345678-147", False),
        ("E-1234567-708.03-147", False),
        ("12345678-708.03-147", False),
        ("E-12345678-708.03-", False),
        ("E.12345678.708.03.147", False),
    ],
)
def test_R1_a_number_of_less_than_four_parts_is_told(
    altered: Any, today: date, number: str, is_whole: bool
) -> None:
    case = altered(references=(Reference("2026-09-01", number),))
    path = "letter.references[1].number"
    assert told(case, today) == ({} if is_whole else {path: Severity.WARNING})


def test_R1_numbers_before_the_regulation_had_another_order(altered: Any, today: date) -> None:
    for day, is_told in (("2020-06-30", False), ("2020-07-01", True)):
        case = altered(references=(Reference(day, "12345678-708.03-E.147"),))
        assert bool(told(case, today)) is is_told


def test_R1_who_wrote_must_be_known_where_it_is_named(altered: Any, today: date) -> None:
    for reference in (OF_OTHERS, PETITION):
        bare = dataclasses.replace(reference, sender="")
        path = "letter.references[1].sender"
        assert told(altered(references=(bare,)), today) == {path: Severity.ERROR}
        assert told(altered(references=(reference,)), today) == {}
    assert told(altered(references=(OURS, OF_ADDRESSEE)), today) == {}


@pytest.mark.parametrize(
    ("first", "is_told"),
    [
        ("İlgi yazınız incelenmiştir.", False),
        ("İLGİ yazı incelenmiştir.", False),
        ("{ilgi} çalışmalar tamamlanmıştır.", False),
        ("Bilgi işlem hazırlıkları tamamlanmıştır.", True),
        ("Hazırlıklar tamamlanmıştır.", True),
    ],
)
def test_R1_an_own_text_that_does_not_refer_to_it_is_told(
    altered: Any, first: str, is_told: bool
) -> None:
    body = f"{first}\nİlgi yazı gereğidir.\n{{geçiş günü}} {{KEP bilgileri}}\nGereğini arz ederim."
    for references, expected in (((OF_ADDRESSEE,), is_told), ((), False)):
        case = altered({"letter.text.request.body": body}, references=references)
        said = [each.text for each in documents.check_texts(case) if "ilgiye değin" in each.text]
        assert bool(said) is expected
    if is_told:
        case = altered({"letter.text.request.body": body}, references=(OF_ADDRESSEE,))
        assert "“İlgi yazınız …”" in "".join(each.text for each in documents.check_texts(case))


def test_R1_the_kep_letters_own_text_refers_to_the_request(altered: Any) -> None:
    path = "letter.text.kep.body"
    without, has = (
        "Form ektedir.\nGereğini arz ederim.",
        "İlgi yazımızın formu. Gereğini arz ederim.",
    )
    assert [each.field for each in documents.check_texts(altered({path: without}))] == [path]
    assert documents.check_texts(altered({path: has})) == ()
