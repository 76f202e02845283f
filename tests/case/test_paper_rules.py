"""What is wrong with the olur and with the list of those who need an e-signature."""

from dataclasses import replace

import pytest

from ebel_wizard.case import paper_rules
from ebel_wizard.case.model import Case, Certificate, Letter, Official, Olur, Signatory
from ebel_wizard.case.rules import Problem, Severity

WHOLE = Olur(
    number="Z-12345678-903.07-145",
    date="2026-11-20",
    proposer=Official("Bilgi İşlem Müdürü", "Çağrı", "Işıkçı"),
    approvers=(Official("Başkan Yardımcısı", "Ayşe", "Demir"),),
    approver=Official("Belediye Başkanı", "Şükrü", "Iğdıroğlu"),
)
PERSON = Certificate("1453", "İpek", "Gündoğdu", "10000000146", "ipek@x.bel.tr", "05000000001")
OTHER = Certificate("1071", "Çağrı", "Işıkçı", "10000010046", "cagri@x.bel.tr", "05000000002")


def of_olur(olur: Olur, **letter: object) -> list[Problem]:
    given = {"medium": "Z", "go_live": "2026-12-15", **letter}
    return list(paper_rules.check_olur(Case(olur=olur, letter=Letter(**given))))  # type: ignore[arg-type]


def fields(found: list[Problem] | tuple[Problem, ...], severity: Severity) -> list[str]:
    return [each.field for each in found if each.severity is severity]


def test_a_case_without_an_olur_has_nothing_to_mend() -> None:
    assert of_olur(Olur()) == []
    assert of_olur(WHOLE) == []


def test_a_begun_olur_needs_its_proposer_whole() -> None:
    found = of_olur(Olur(number="Z-12345678-903.07-145"))
    assert fields(found, Severity.ERROR) == [
        f"olur.proposer.{part}" for part in ("title", "name", "surname")
    ]


def test_who_gives_the_olur_is_named_whole_or_not_at_all() -> None:
    assert of_olur(replace(WHOLE, approver=Official())) == []
    found = of_olur(replace(WHOLE, approver=Official(name="Şükrü")))
    assert fields(found, Severity.ERROR) == ["olur.approver.title", "olur.approver.surname"]


def test_an_office_between_is_named_whole() -> None:
    found = of_olur(replace(WHOLE, approvers=(Official("Başkan Yardımcısı", "", "Demir"),)))
    (problem,) = found
    assert problem.field == "olur.approvers[1].name"
    assert problem.text == "1. uygun görüş veren: “Ad” boş bırakılamaz."


def test_a_letter_signed_by_delegation_names_no_makam() -> None:
    by_delegation = Signatory(capacity="yetki devri")
    found = of_olur(replace(WHOLE, approver=Official()), signatory=by_delegation)
    assert fields(found, Severity.WARNING) == ["olur.approver.name"]
    assert of_olur(WHOLE, signatory=by_delegation) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("145", "dört bölümüyle"),
        ("Z-12345678-145", "dört bölümüyle"),
        ("Z-12345678-020-145", "020 olurların dosya planı kodu değildir"),
        ("E-12345678-903.07-145", "E ile başlıyor, yazının ortamı ise Z"),
    ],
)
def test_a_doubtful_number_is_told(number: str, said: str) -> None:
    (problem,) = of_olur(replace(WHOLE, number=number))
    assert (problem.field, problem.severity) == ("olur.number", Severity.WARNING)
    assert said in problem.text


@pytest.mark.parametrize(
    ("day", "written", "said"),
    [
        ("2026-12-02", "2026-12-01", "talep yazısından sonra"),
        ("2026-12-16", "", "geçiş gününden sonra"),
    ],
)
def test_an_olur_comes_before_the_letter_and_the_move(day: str, written: str, said: str) -> None:
    (problem,) = of_olur(replace(WHOLE, date=day), date=written)
    assert (problem.field, problem.severity) == ("olur.date", Severity.WARNING)
    assert said in problem.text


def of_list(*people: Certificate) -> tuple[Problem, ...]:
    return paper_rules.check_certificates(Case(certificates=people))


def test_a_whole_list_has_nothing_to_mend() -> None:
    assert of_list() == ()
    assert of_list(PERSON, OTHER) == ()


def test_what_the_provider_asks_for_may_not_be_blank() -> None:
    found = of_list(PERSON, Certificate(name="Çağrı", surname="Işıkçı"))
    asked = [f"certificates[2].{part}" for part in ("tckn", "email", "mobile")]
    assert fields(found, Severity.ERROR) == asked
    assert fields(found, Severity.WARNING) == ["certificates[2].registry"]  # the mayor has none
    assert found[0].text == "2. e-imza sertifikası: “TCKN” boş bırakılamaz."


@pytest.mark.parametrize("mail", ["ipek@gmail.com", "ipek@hotmail.com.tr", "IPEK@GMAIL.COM"])
def test_a_personal_address_is_doubted(mail: str) -> None:
    (problem,) = of_list(replace(PERSON, email=mail))
    assert (problem.field, problem.severity) == ("certificates[1].email", Severity.WARNING)
    assert "Genelge 2019/12" in problem.text


def test_another_persons_number_is_found_and_not_repeated() -> None:
    found = of_list(PERSON, replace(OTHER, tckn="10000000146", email="ipek@x.bel.tr"))
    assert fields(found, Severity.ERROR) == ["certificates[1].tckn", "certificates[2].tckn"]
    assert fields(found, Severity.WARNING) == ["certificates[1].email", "certificates[2].email"]
    assert "Çağrı Işıkçı ile aynı" in found[0].text
    assert not [each for each in found if "10000000146" in each.text]


def test_a_wrong_number_is_told_at_its_row() -> None:
    found = of_list(PERSON, replace(OTHER, tckn="10000010047", mobile="123"))
    assert fields(found, Severity.ERROR) == ["certificates[2].tckn", "certificates[2].mobile"]
