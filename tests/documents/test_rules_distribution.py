"""To whom a letter goes: several addressees, companies, persons (D1, E5, A1, T4), and who signs it
with whom (S5), read off the finished PDF.
"""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
from datetime import date
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import case_rules
from ebel_wizard.case.model import Addressee, Case, Recipient, Signatory
from ebel_wizard.case.rules import Severity
from tests.documents.measures import CM, LEFT, MIDDLE, PAPER, RIGHT, blank_lines

GOVERNOR = Recipient("Sivas Valiliği", "İl Yerel Yönetimler Müdürlüğü")
UNION = Recipient("Türkiye Belediyeler Birliği")
HEADMAN = Recipient("Yukarı Mahalle Muhtarlığı")
PERSON = Recipient("Sayın Ayşe Demirci")
COMPANY = Recipient("Anadolu Yazılım Limited Şirketi")


def to(
    case: Case, *acts: Recipient, knows: tuple[Recipient, ...] = (), body: str = "", **changes: Any
) -> Case:
    """Return the case with further addressees, and perhaps another first one."""
    first = Addressee(body) if body else case.letter.addressee
    at = dataclasses.replace(case.letter, addressee=first, also_to=acts, copies_to=knows, **changes)
    return dataclasses.replace(case, letter=at)


def request(made: Any, case: Case) -> Any:
    return made(case)["talep-yazisi"]


def test_D1_several_addressees_are_dagitim_yerlerine(example: Case, made: Any) -> None:
    pdf = request(made, to(example, GOVERNOR))
    addressee = pdf.run("DAĞITIM YERLERİNE")
    assert addressee.middle == pytest.approx(MIDDLE, abs=0.1)
    assert blank_lines(pdf.run("Konu"), addressee) == pytest.approx(2, abs=0.01)
    assert blank_lines(addressee, pdf.run("5393")) == pytest.approx(2, abs=0.01)
    assert "İÇİŞLERİ" not in pdf.text


def test_D1_who_acts_and_who_knows_stand_in_two_columns(example: Case, made: Any) -> None:
    pdf = request(made, to(example, GOVERNOR, knows=(UNION, HEADMAN)))
    heading, acts, knows = (pdf.run(start) for start in ("Dağıtım:", "Gereği:", "Bilgi:"))
    assert heading.y < pdf.run("Ek:").y
    assert heading.x0 == acts.x0 == pytest.approx(LEFT, abs=0.1)
    assert blank_lines(heading, acts) == pytest.approx(0, abs=0.01)
    assert knows.y == acts.y
    assert knows.x0 == pytest.approx(MIDDLE, abs=0.1)
    left = [run.text for run in pdf.runs if run.y < acts.y and run.x0 == acts.x0 and run.size > 9]
    right = [run.text for run in pdf.runs if run.y < acts.y and run.x0 == knows.x0]
    assert " ".join(left) == (
        "İçişleri Bakanlığına (Bilgi İşlem Dairesi Başkanlığı) "
        "Sivas Valiliğine (İl Yerel Yönetimler Müdürlüğü)"
    )
    assert right == ["Türkiye Belediyeler Birliğine", "Yukarı Mahalle Muhtarlığına"]
    for run in pdf.runs:
        if run.x0 == acts.x0 and run.y < acts.y and run.size > 9:
            assert run.x1 < MIDDLE


def test_D1_without_bilgi_the_names_stand_under_dagitim(example: Case, made: Any) -> None:
    pdf = request(made, to(example, GOVERNOR))
    start = pdf.lines.index("Dağıtım:")
    assert pdf.lines[start + 1 : start + 3] == [
        "İçişleri Bakanlığına (Bilgi İşlem Dairesi Başkanlığı)",
        "Sivas Valiliğine (İl Yerel Yönetimler Müdürlüğü)",
    ]
    assert "Gereği:" not in pdf.text
    assert "Bilgi:" not in pdf.lines


def test_D1_one_who_only_knows_makes_a_distribution_too(example: Case, made: Any) -> None:
    pdf = request(made, to(example, knows=(UNION,)))
    assert "DAĞITIM YERLERİNE" in pdf.lines
    assert pdf.run("Gereği:")


def test_D1_to_one_alone_there_is_none(of_example: Any) -> None:
    for pdf in of_example.values():
        assert "Dağıtım" not in pdf.text
        assert "DAĞITIM" not in pdf.text


@pytest.mark.parametrize("knows", [(), (UNION,)])
def test_D1_a_long_one_has_a_page_of_its_own(example: Case, made: Any, knows: Any) -> None:
    many = [Recipient(f"{number}. Örnek Valiliği") for number in range(1, 31)]
    pdf = request(made, to(example, *many, knows=knows))
    shown = pdf.lines.index("Dağıtım:")
    assert pdf.lines[shown + 1] == "DAĞITIM LİSTESİ"
    assert len(pdf.pages) == 2
    title = [run for run in pdf.runs if run.text == "DAĞITIM LİSTESİ"][1]
    assert title.page == 2
    assert title.middle == pytest.approx(MIDDLE, abs=0.1)
    listed = [run for run in pdf.runs if "Örnek Valiliğine" in run.text]
    assert {run.page for run in listed} == {2}
    assert len(listed) == 30
    assert ("Bilgi:" in pdf.lines) is bool(knows)
    assert len([run for run in pdf.runs if run.text.startswith("Adres:")]) == 2


def test_D1_longer_than_a_page_it_goes_on(example: Case, made: Any) -> None:
    many = [Recipient(f"{number}. Örnek Valiliği") for number in range(1, 71)]
    pdf = request(made, to(example, *many))
    assert len(pdf.pages) == 3
    assert len([line for line in pdf.lines if "Örnek Valiliğine" in line]) == 70


@pytest.mark.parametrize("before", range(12, 16))
def test_D1_no_addressee_is_parted_by_the_end_of_a_page(
    example: Case, made: Any, before: int
) -> None:
    unit = "Çok Uzun Adlı Bir Birimin de Bağlı Olduğu Müdürlük ile Öbür Müdürlüklerin Birimi " * 3
    many = [Recipient("Örnek Valiliği")] * before + [Recipient("Son Valilik", unit.strip())] * 20
    pdf = request(made, to(example, *many))
    assert len(pdf.pages) > 2
    first = [run.page for run in pdf.runs if run.text.startswith("Son Valiliğe")]
    last = [run.page for run in pdf.runs if run.text.endswith("Birimi)")]
    assert first == last
    assert set(first) >= {2, 3}


@pytest.mark.parametrize(
    ("secrecy", "without", "shown"),
    [
        ("apart", "1", "Sivas Valiliğine (Ek konulmadı)"),
        ("together", "2", "Sivas Valiliğine (EK-2 konulmadı)"),
        ("together", "1, 2", "Sivas Valiliğine (Ek konulmadı)"),
        ("together", "2,1", "Sivas Valiliğine (Ek konulmadı)"),
        ("together", "", "Sivas Valiliğine"),
        ("apart", "2", "Sivas Valiliğine"),  # there is none of that number
    ],
)
def test_E5_annexes_that_do_not_go_there_are_said_beside_the_addressee(
    altered: Any, made: Any, secrecy: str, without: str, shown: str
) -> None:
    case = to(altered({"letter.secrecy": secrecy}), Recipient("Sivas Valiliği", without=without))
    pdf = request(made, case)
    assert shown in pdf.lines
    assert "İçişleri Bakanlığına (Bilgi İşlem Dairesi Başkanlığı)" in pdf.lines


@pytest.mark.parametrize(
    ("body", "acts", "knows", "verb"),
    [
        ("İçişleri Bakanlığı", (GOVERNOR,), (UNION,), "arz"),
        ("İçişleri Bakanlığı", (HEADMAN,), (), "arz ve rica"),
        ("İçişleri Bakanlığı", (), (HEADMAN,), "arz ve rica"),
        ("Yukarı Mahalle Muhtarlığı", (GOVERNOR,), (), "arz ve rica"),
        ("Yukarı Mahalle Muhtarlığı", (HEADMAN,), (), "rica"),
        ("Yukarı Mahalle Muhtarlığı", (COMPANY,), (), "rica"),
        ("İçişleri Bakanlığı", (PERSON,), (), "arz"),
        ("İçişleri Bakanlığı", (COMPANY,), (), "arz ve rica"),
    ],
)
def test_T4_D1_to_higher_and_lower_ones_together_it_is_arz_ve_rica(
    example: Case, made: Any, body: str, acts: Any, knows: Any, verb: str
) -> None:
    pdf = request(made, to(example, *acts, knows=knows, body=body))
    assert f"gereğini {verb} ederim." in pdf.text


def test_D1_the_kep_letter_goes_to_the_first_addressee_alone(example: Case, made: Any) -> None:
    """It is GİZLİ, and nobody else needs what it covers."""
    pdf = made(to(example, HEADMAN, knows=(UNION,)))["kep-yazisi"]
    assert "İÇİŞLERİ BAKANLIĞINA" in pdf.lines
    assert "Dağıtım" not in pdf.text
    assert "arz ederim." in pdf.text
    assert "rica" not in pdf.text


def test_A1_a_company_is_a_body_with_its_address(example: Case, made: Any) -> None:
    first = Addressee("Anadolu Yazılım Limited Şirketi", "", "Cinnah Caddesi 1 Çankaya/Ankara")
    case = dataclasses.replace(example, letter=dataclasses.replace(example.letter, addressee=first))
    pdf = request(made, case)
    body, place = pdf.run("ANADOLU"), pdf.run("Cinnah")
    assert body.text == "ANADOLU YAZILIM LİMİTED ŞİRKETİNE"
    assert place.middle == pytest.approx(MIDDLE, abs=0.1)
    assert blank_lines(body, place) == pytest.approx(0, abs=0.01)
    assert "gereğini rica ederim." in pdf.text


def test_A1_T4_a_person_is_sayin_and_the_letter_ends_with_saygilarimla(
    example: Case, made: Any
) -> None:
    first = Addressee("Sayın Ayşe Demirci", "", "Çınar Sokağı 1 Çankaya/Ankara")
    case = dataclasses.replace(example, letter=dataclasses.replace(example.letter, addressee=first))
    for name in ("talep-yazisi", "kep-yazisi"):
        pdf = made(case)[name]
        assert pdf.run("Sayın").text == "Sayın Ayşe DEMİRCİ"
        assert pdf.run("Çınar Sokağı").middle == pytest.approx(MIDDLE, abs=0.1)
        assert "ederim" not in pdf.text
        ending = pdf.run("Saygılarımla.")
        assert ending.y > pdf.run("Şükrü IĞDIROĞLU").y
        assert ending.x0 == pytest.approx(LEFT + 1.25 * CM, abs=0.1)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sayın Ayşe DEMİRCİ", "Sayın Ayşe DEMİRCİ"),
        ("Sayın Ayşe ÖZTÜRK ŞİMŞEK", "Sayın Ayşe ÖZTÜRK ŞİMŞEK"),
        ("Sayın Işıl Ilgın", "Sayın Işıl ILGIN"),
    ],
)
def test_A1_the_surname_is_in_capitals(example: Case, made: Any, typed: str, shown: str) -> None:
    assert shown in request(made, to(example, body=typed)).lines
    assert shown in request(made, to(example, Recipient(typed))).lines


def test_A1_the_address_of_an_office_is_for_the_envelope(altered: Any, made: Any) -> None:
    case = altered({"letter.addressee.address": "Bakanlıklar Çankaya/ANKARA"})
    assert "Bakanlıklar" not in made(case)["talep-yazisi"].text


@pytest.mark.parametrize(
    ("ending", "is_told"),
    [
        ("Saygılarımla.", False),
        ("İyi dileklerimle.", False),
        ("Bilgilerinize sunulur.", False),
        ("Gereğini rica ederim.", True),
        ("Gereğini arz ederim.", True),
    ],
)
def test_T4_an_own_text_to_a_person_ends_otherwise(
    altered: Any, ending: str, is_told: bool
) -> None:
    body = f"{{geçiş günü}} {{KEP bilgileri}}\n{ending}"
    changes = {"letter.addressee.body": "Sayın Ayşe Demirci", "letter.text.request.body": body}
    assert bool(documents.check_texts(altered(changes))) is is_told


@pytest.mark.parametrize(
    ("verb", "is_told"), [("arz ve rica", False), ("arz/rica", False), ("arz", True)]
)
def test_T4_an_own_text_to_several_is_held_to_both_verbs(
    altered: Any, verb: str, is_told: bool
) -> None:
    body = f"{{geçiş günü}} {{KEP bilgileri}}\nGereğini {verb} ederim."
    case = to(altered({"letter.text.request.body": body}), HEADMAN)
    said = [each.text for each in documents.check_texts(case)]
    assert bool(said) is is_told
    if is_told:
        assert "bu makamlara yazılan yazı “arz ve rica ederim.” ile biter" in said[0]


def test_U1_of_a_higher_office_it_is_asked_and_of_a_lower_one_demanded(
    altered: Any, made: Any
) -> None:
    urgent = {"letter.urgency": "GÜNLÜDÜR", "letter.due_date": "2026-12-10"}
    for body, said in (
        ("İçişleri Bakanlığı", "kadar sonuçlandırılmasına ihtiyaç duyulmaktadır."),
        ("Yukarı Mahalle Muhtarlığı", "kadar sonuçlandırılması gerekmektedir."),
    ):
        pdf = made(altered(urgent | {"letter.addressee.body": body}))["talep-yazisi"]
        assert f"10 Aralık 2026 tarihine {said}" in pdf.text


# Envelopes


def envelopes(read: Any, case: Case) -> dict[str, Any]:
    return {
        each.name.removesuffix(".pdf"): read(each.data)
        for each in documents.extras(case)
        if each.name.startswith("zarf")
    }


def test_G5_D1_every_addressee_has_an_envelope(altered: Any, read: Any) -> None:
    places = ("Valilik Meydanı Merkez/SİVAS", "Çınar Sokağı 1 Çankaya/ANKARA")
    case = to(
        altered(PAPER),
        dataclasses.replace(GOVERNOR, address=places[0]),
        knows=(dataclasses.replace(PERSON, address=places[1]),),
    )
    pdf = envelopes(read, case)["zarf-dl"]
    shown = [[run.text for run in pdf.runs if run.page == number] for number in (1, 2, 3)]
    assert len(pdf.pages) == 3
    assert "İÇİŞLERİ BAKANLIĞI" in shown[0]
    assert {"SİVAS VALİLİĞİ", "(İl Yerel Yönetimler Müdürlüğü)", places[0]} <= set(shown[1])
    assert {"Sayın Ayşe DEMİRCİ", places[1]} <= set(shown[2])
    for lines in shown:
        assert ": Z-12345678-708.03-147" in lines
        assert not [line for line in lines if "/3" in line]  # they are no pages of one paper


def test_G6_D1_only_the_whole_package_goes_to_all(altered: Any, read: Any) -> None:
    for secrecy, count in (("apart", 1), ("together", 2)):
        made = envelopes(read, to(altered({"letter.secrecy": secrecy}), GOVERNOR))
        for kind in ("zarf-gizli-ic-c5", "zarf-gizli-dis-c4"):
            assert len(made[kind].pages) == count


def test_G5_D1_each_address_that_is_not_known_is_asked_for(example: Case) -> None:
    found = documents.check_posting(to(example, GOVERNOR, knows=(UNION,)))
    assert [(each.field, each.severity) for each in found] == [
        ("letter.addressee.address", Severity.WARNING),
        ("letter.also_to[1].address", Severity.WARNING),
        ("letter.copies_to[1].address", Severity.WARNING),
    ]


# What is doubtful


def told(case: Case, today: date) -> list[tuple[str, str]]:
    return [
        (each.field, each.text)
        for each in case_rules.check(case, today)
        if each.field.startswith(("letter.also_to", "letter.copies_to"))
    ]


def test_D1_an_addressee_that_stands_twice_is_told(example: Case, today: date) -> None:
    again = Recipient("İçişleri Bakanlığı", "Bilgi İşlem Dairesi Başkanlığı")
    case = to(example, GOVERNOR, again, knows=(GOVERNOR,))
    assert [field for field, _ in told(case, today)] == [
        "letter.also_to[2].body",
        "letter.copies_to[1].body",
    ]


def test_E5_an_annex_that_is_not_there_is_told(example: Case, altered: Any, today: date) -> None:
    two = dataclasses.replace(UNION, without="2")
    ((field, text),) = told(to(example, knows=(two,)), today)
    assert field == "letter.copies_to[1].without"
    assert "EK-2 yok; yazının 1 eki var." in text
    assert told(to(altered({"letter.secrecy": "together"}), knows=(two,)), today) == []


def test_E5_that_the_kep_form_goes_to_others_too_is_told(altered: Any, today: date) -> None:
    ((field, text),) = told(to(altered({"letter.secrecy": "together"}), GOVERNOR), today)
    assert field == "letter.also_to[1].without"
    assert "KEP Bilgi Formu (EK-2) bu yere de gidiyor" in text


@pytest.mark.parametrize("body", ["TÜBİTAK", "Anadolu Yazılım A.Ş."])
def test_A1_D1_an_abbreviation_in_the_distribution_is_named(
    example: Case, today: date, body: str
) -> None:
    short = body.rsplit(maxsplit=1)[-1]
    said = [text for _, text in told(to(example, Recipient(body)), today)]
    assert [text for text in said if f"“{short}” kısaltması açık yazılır" in text]


# Two who sign


SECOND = Signatory("Fatma", "Çelik", "Mali Hizmetler Müdürü")


def test_S5_the_higher_office_signs_at_the_right(example: Case, made: Any) -> None:
    pdf = request(made, to(example, second_signatory=SECOND))
    for first, second in (
        ("Şükrü IĞDIROĞLU", "Fatma ÇELİK"),
        ("Belediye Başkanı", "Mali Hizmetler Müdürü"),
    ):
        right, left = pdf.run(first), pdf.run(second)
        assert right.y == left.y
        assert left.x1 < MIDDLE < right.x0
        assert right.x1 <= RIGHT
    assert pdf.run("Mali Hizmetler").middle == pytest.approx(pdf.run("Fatma").middle, abs=0.1)
    assert min(pdf.run(each).x0 for each in ("Fatma", "Mali")) >= LEFT
    ending = next(run for run in pdf.runs if run.text.endswith("arz ederim."))
    assert blank_lines(ending, pdf.run("Fatma ÇELİK")) == pytest.approx(4, abs=0.01)


def test_S5_each_signs_in_a_capacity_of_their_own(example: Case, made: Any) -> None:
    acting = dataclasses.replace(SECOND, capacity="vekâleten")
    lines = request(made, to(example, second_signatory=acting)).lines
    assert "Mali Hizmetler Müdür V." in lines
    assert "Belediye Başkanı" in lines


def test_S5_without_a_name_there_is_none(example: Case, made: Any) -> None:
    nameless = dataclasses.replace(SECOND, name="", surname="")
    assert "Mali Hizmetler" not in request(made, to(example, second_signatory=nameless)).text


def test_S5_somebody_who_signs_has_surname_and_title(example: Case, today: date) -> None:
    case = to(example, second_signatory=Signatory("Fatma"))
    errors = [each for each in case_rules.check(case, today) if each.severity is Severity.ERROR]
    assert [each.field for each in errors] == [
        "letter.second_signatory.surname",
        "letter.second_signatory.title",
    ]


def test_S5_what_does_not_fit_is_told(example: Case) -> None:
    long = dataclasses.replace(SECOND, title="Uzun Unvan " * 30)
    case = to(example, second_signatory=long)
    assert [each.field for each in documents.check_printable(case)] == [
        "letter.second_signatory.title"
    ]


@pytest.mark.parametrize(
    ("own", "is_told"),
    [
        ("Yazı İşleri Müdürü V.", True),
        ("Yazı İşleri Müdür V.", True),
        ("Başkan Vekili", True),
        ("Yazı İşleri Müdürü", False),
        ("Başkan Yardımcısı", False),
    ],
)
def test_S2_S3_an_own_title_that_is_acting_already_is_told(
    altered: Any, today: date, own: str, is_told: bool
) -> None:
    changes = {"letter.signatory.capacity": "yetki devri", "letter.signatory.own_title": own}
    found = [each.field for each in case_rules.check(altered(changes), today)]
    assert ("letter.signatory.own_title" in found) is is_told


def test_S3_a_deputy_mayor_who_is_acted_for_keeps_the_possessive(altered: Any, made: Any) -> None:
    changes = {
        "letter.signatory.capacity": "vekâleten",
        "letter.signatory.title": "Belediye Başkan Yardımcısı",
    }
    assert "Belediye Başkan Yardımcısı V." in made(altered(changes))["talep-yazisi"].lines
