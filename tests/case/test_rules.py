"""What is wrong or missing is reported at its answer, and nothing else is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.case import case_rules, choices, fields, model, rules
from ebel_wizard.case.field import WARNED_OF, Field
from ebel_wizard.case.model import (
    Case,
    Certificate,
    FormRow,
    ListRow,
    Official,
    Person,
    Recipient,
    Reference,
    Unit,
    User,
)
from ebel_wizard.case.rules import Problem, Severity

TODAY = date(2026, 11, 23)
AYSE = Person("Ayşe", "Işık", "10000000146", "0532 123 45 67", "Şef", "Yazı İşleri Müdürlüğü")
UMUT = Person("Umut", "Çağlar", "10000010046", "0532 123 45 68", "Memur", "Bilgi İşlem")
DENIZ = Person("Deniz", "Öz", "10000010732", "0532 123 45 69", "Memur", "Bilgi İşlem")
LETTER = Reference("03.05.2026", "E-12345678-708.03-41")

COMPLETE = {
    "municipality.name": "Örnekköy Belediye Başkanlığı",
    "municipality.kind": "ilçe",
    "municipality.province": "Sivas",
    "municipality.district": "Örnekköy",
    "municipality.unit": "Yazı İşleri Müdürlüğü",
    "municipality.detsis": "12345678",
    "municipality.unit_detsis": "12345679",
    "municipality.contact.address": "Cumhuriyet Caddesi No: 1 Örnekköy/SİVAS",
    "municipality.contact.postcode": "58900",
    "municipality.contact.phone": "(0 346) 123 45 67",
    "municipality.contact.fax": "(0 346) 123 45 68",
    "municipality.contact.email": "bilgi@ornekkoy.bel.tr",
    "municipality.contact.kep": "ornekkoybelediyesi@hs01.kep.tr",
    "municipality.contact.web": "www.ornekkoy.bel.tr",
    "letter.medium": "E",
    "letter.file_plan": "708.03",
    "letter.record_number": "147",
    "letter.date": "01.12.2026",
    "letter.go_live": "15.12.2026",
    "letter.secrecy": "apart",
    "letter.urgency": "GÜNLÜDÜR",
    "letter.due_date": "10.12.2026",
    "letter.signatory.name": "Ayla",
    "letter.signatory.surname": "Yılmaz",
    "letter.signatory.title": "Belediye Başkanı",
    "letter.signatory.capacity": "yetki devri",
    "letter.signatory.own_title": "Başkan Yardımcısı",
    "letter.second_signatory.name": "Umut",
    "letter.second_signatory.surname": "Çağlar",
    "letter.second_signatory.title": "Mali Hizmetler Müdürü",
    "letter.second_signatory.capacity": "yetki devri",
    "letter.second_signatory.own_title": "Şef",
    "letter.contact.name": "Ayşe",
    "letter.contact.surname": "Işık",
    "letter.contact.title": "Şef",
    "letter.contact.phone": "(0 346) 123 45 67 dahili 12",
    "letter.addressee.body": "İçişleri Bakanlığı",
    "letter.addressee.unit": "Bilgi İşlem Dairesi Başkanlığı",
    "letter.addressee.address": "Ankara",
    "kep.address": "ornekkoybelediyesi@hs01.kep.tr",
    "kep.user_tckn": "10000000146",
    "kep.letter.record_number": "148",
    "kep.letter.date": "02.12.2026",
    "olur.number": "E-12345678-708.03-12",
    "olur.date": "02.11.2026",
    "olur.proposer.title": "Yazı İşleri Müdürü",
    "olur.proposer.name": "İpek",
    "olur.proposer.surname": "Gündoğdu",
    "olur.approver.title": "Belediye Başkanı",
    "olur.approver.name": "Ayla",
    "olur.approver.surname": "Yılmaz",
    "letter.text.request.subject": "e-Belediye Bilgi Sistemine Geçiş",
    "letter.text.request.body": "Gereğini arz ederim.",
    "letter.text.kep.subject": "Posta Bilgileri",
    "letter.text.kep.body": "Gereğini arz ederim.",
}
ASKED = [field for field in fields.SINGLE if field.required]
REQUIRED = [field for field in ASKED if field.path not in WARNED_OF]
# Whoever signs beside the first has a surname and a title, but there may be nobody.
OF_SECOND = {"letter.second_signatory.surname", "letter.second_signatory.title"}
OPTIONAL = [field for field in fields.SINGLE if not field.required and field.path not in OF_SECOND]


def made(
    values: Mapping[str, str] | None = None,
    officers: Sequence[Person] = (AYSE, UMUT),
    references: Sequence[Reference] = (LETTER,),
    paraf: Sequence[Official] = (),
    lists: Mapping[str, Sequence[ListRow]] | None = None,
) -> Case:
    """The complete case with some answers given otherwise."""
    return model.build({**COMPLETE, **(values or {})}, officers, references, paraf, lists)


def found(case: Case, today: date = TODAY) -> list[tuple[str, Severity]]:
    return [(problem.field, problem.severity) for problem in case_rules.check(case, today)]


def errors(case: Case) -> list[str]:
    return [problem.field for problem in rules.errors(case_rules.check(case, TODAY))]


def test_a_complete_case_has_no_problem() -> None:
    assert set(COMPLETE) == set(model.scalar_paths())
    assert case_rules.check(made(), TODAY) == ()


@pytest.mark.parametrize("field", OPTIONAL, ids=lambda field: field.path)
def test_what_may_be_left_out_is_not_missed(field: Field) -> None:
    assert case_rules.check(made({field.path: ""}), TODAY) == ()


@pytest.mark.parametrize("field", REQUIRED, ids=lambda field: field.path)
@pytest.mark.parametrize("text", ["", "  "])
def test_a_required_answer_is_missed_at_its_place_by_its_name(field: Field, text: str) -> None:
    alone = {"municipality.unit_detsis": ""} if field.path == "municipality.detsis" else {}
    problems = rules.errors(case_rules.check(made({**alone, field.path: text}), TODAY))
    assert problems[0] == Problem(field.path, f"“{field.label}” boş bırakılamaz.")
    assert {problem.field for problem in problems} == {field.path}


@pytest.mark.parametrize("part", ["name", "surname", "tckn", "mobile", "title", "unit"])
@pytest.mark.parametrize("text", ["", " "])
def test_every_part_of_an_officer_is_required(part: str, text: str) -> None:
    second = replace(UMUT, **{part: text})
    assert errors(made(officers=(AYSE, second))) == [f"officers[2].{part}"]


def test_an_empty_case_misses_every_required_answer_and_an_officer() -> None:
    missed = errors(Case())
    depends = {"letter.signatory.own_title", "letter.due_date"}
    asked = [field.path for field in REQUIRED if field.path not in depends]
    assert sorted(missed) == sorted([*asked, "officers"])


def test_problems_come_in_the_order_of_the_pages() -> None:
    missed = errors(Case())
    ordered = ["municipality.name", "letter.go_live", "letter.contact.name", "officers"]
    places = [missed.index(path) for path in [*ordered, "kep.user_tckn"]]
    assert places == sorted(places)


def test_a_problem_at_a_path_nobody_ranked_comes_last() -> None:
    paths = ["dosya", "kep.user_tckn", "municipality.mayor", "officers[1].tckn"]
    ordered = [each.field for each in rules.in_order(Problem(path, "") for path in paths)]
    assert ordered == ["officers[1].tckn", "kep.user_tckn", "dosya", "municipality.mayor"]


WRONG = {
    "municipality.kind": ["köy", "İlçe"],
    "municipality.detsis": ["1234567", "123456789", "1234567a", "12 34 56 78"],
    "municipality.contact.postcode": ["5890", "589000", "5890a", "٥٨٩٠٠"],
    "municipality.contact.phone": ["123", "0346 123 45", "telefon", "0346 123 45 678"],
    "municipality.contact.fax": ["yok"],
    "municipality.contact.email": ["bilgi", "bilgi@", "bilgi@ornekkoy", "a b@ornekkoy.bel.tr"],
    "municipality.contact.kep": ["bilgi@ornekkoy.bel.tr", "ornekkoy", "a@hs1.kep.tr"],
    "letter.medium": ["kâğıt", "z"],
    "letter.file_plan": ["700", "7080", "708.3", "kod"],
    "letter.date": ["31.11.2026", "yarın", "2026"],
    "letter.go_live": ["32.12.2026", "Aralık 2026"],
    "letter.urgency": ["acele", "İVEDİ"],
    "letter.due_date": ["yarın"],
    "letter.secrecy": ["gizli"],
    "letter.signatory.capacity": ["vekaleten", "vekil"],
    "letter.contact.phone": ["12 34"],
    "kep.address": ["ornekkoy@ornekkoy.bel.tr"],
    "kep.user_tckn": ["10000000147", "1000000014", "100000001466", "TCKN", "١٠٠٠٠٠٠٠١٤٦"],
    "kep.letter.date": ["0.0.0"],
}


@pytest.mark.parametrize(
    ("path", "text"), [(path, text) for path, texts in WRONG.items() for text in texts]
)
def test_an_impossible_answer_is_an_error_at_its_place(path: str, text: str) -> None:
    assert set(errors(made({path: text}))) == {path}


DOUBTFUL = [
    ({"municipality.name": "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI"}, "municipality.name"),
    ({"municipality.name": "Örnekköy Başkanlığı"}, "municipality.name"),
    ({"municipality.province": "Sivaz"}, "municipality.province"),
    ({"municipality.contact.postcode": "06900"}, "municipality.contact.postcode"),
    ({"municipality.contact.email": "belediye@hs01.kep.tr"}, "municipality.contact.email"),
    ({"municipality.contact.web": "sitemiz yok"}, "municipality.contact.web"),
    ({"kep.address": "ornekkoy@hs01.kep.tr"}, "kep.address"),
    ({"letter.record_number": "147/a"}, "letter.record_number"),
    ({"kep.letter.record_number": "K-148"}, "kep.letter.record_number"),
    ({"letter.go_live": "12.12.2026"}, "letter.go_live"),  # a Saturday
    ({"letter.go_live": "01.01.2027"}, "letter.go_live"),
    ({"letter.date": "16.12.2026", "letter.urgency": "", "kep.letter.date": ""}, "letter.date"),
    ({"kep.letter.date": "30.11.2026"}, "kep.letter.date"),
    ({"letter.due_date": "30.11.2026"}, "letter.due_date"),
    ({"letter.due_date": "12.12.2026"}, "letter.due_date"),  # a Saturday
    ({"letter.secrecy": "hizmete-özel"}, "letter.secrecy"),
    ({"letter.signatory.title": "Belediye Başkanı V."}, "letter.signatory.title"),
    ({"letter.signatory.title": "Belediye Başkanı a."}, "letter.signatory.title"),
    ({"letter.contact.title": "Bilgi İşlem Müdürlüğü"}, "letter.contact.title"),
    ({"municipality.unit": "YAZI İŞLERİ MÜDÜRLÜĞÜ"}, "municipality.unit"),
    ({"letter.contact.title": "yazı işleri müdürü"}, "letter.contact.title"),
    ({"letter.addressee.body": "İçişleri Bakanlığına"}, "letter.addressee.body"),
    ({"letter.addressee.body": "İçişleri Bakanlığı’na"}, "letter.addressee.body"),
    ({"letter.signatory.own_title": "Belediye Başkanı"}, "letter.signatory.own_title"),
    ({"letter.signatory.own_title": "Başkan yardımcısı"}, "letter.signatory.own_title"),
    ({"municipality.name": "T.C. Örnekköy Belediye Başkanlığı"}, "municipality.name"),
    ({"municipality.unit": "Yazı işleri Müdürlüğü"}, "municipality.unit"),
    ({"letter.signatory.name": "ALİ"}, "letter.signatory.name"),
    ({"letter.signatory.name": "ayşe Nur"}, "letter.signatory.name"),
    ({"letter.contact.name": "İPEK"}, "letter.contact.name"),
    ({"letter.addressee.body": "İçişleri Bak."}, "letter.addressee.body"),
    ({"letter.addressee.unit": "Bilgi İşl. Dairesi Bşk."}, "letter.addressee.unit"),
    ({"letter.addressee.unit": "Bilgi İşlem Dairesi Başkanlığına"}, "letter.addressee.unit"),
    ({"letter.addressee.unit": "(Bilgi İşlem Dairesi)"}, "letter.addressee.unit"),
    ({"letter.addressee.address": "Atatürk Cad. 1 Çankaya/ANKARA"}, "letter.addressee.address"),
]
RIGHT = [
    {"municipality.unit": "Yazı İşleri ve Kararlar Müdürlüğü"},
    {"municipality.unit": "e-Belediye Şube Müdürlüğü"},
    {"letter.addressee.address": "100. Yıl Caddesi No: 1 06580 Çankaya/ANKARA"},
    {"letter.signatory.name": "Ayşe Nur"},
]


@pytest.mark.parametrize(("values", "path"), DOUBTFUL)
def test_a_doubtful_answer_is_a_warning_at_its_place(values: dict[str, str], path: str) -> None:
    assert found(made(values)) == [(path, Severity.WARNING)]


@pytest.mark.parametrize(
    ("office", "title"),
    [
        ("Belediye Başkanlığı", "Belediye Başkanı"),
        ("BELEDİYE BAŞKANLIĞI", "Belediye Başkanı"),
        ("Belediye Başkanlığı Makamı", "Belediye Başkanı"),
        ("Yazı İşleri Müdürlüğü", "Yazı İşleri Müdürü"),
        ("Zabıta Amirliği", "Zabıta Amiri"),
        ("Başkan Yardımcılığı", "Başkan Yardımcısı"),
    ],
)
def test_an_office_in_the_place_of_a_title_is_told_with_the_title(office: str, title: str) -> None:
    (problem,) = case_rules.check(made({"letter.signatory.title": office}), TODAY)
    assert problem.severity is Severity.WARNING
    assert problem.correction is not None
    assert problem.correction.answer == title


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0346123456", "9 rakam yazılmış"),
        ("0 346 123 45 678", "11 rakam yazılmış"),
        ("123 45 67", "alan kodunu da yazın"),
        ("753 114 61 23", "alan kodu 7 ile başlamaz"),
        ("yok", "rakamla yazın"),
    ],
)
def test_what_is_wrong_with_a_telephone_number_is_named(typed: str, told: str) -> None:
    (problem,) = case_rules.check(made({"municipality.contact.phone": typed}), TODAY)
    assert told in problem.text


def test_an_office_is_the_same_however_it_is_written() -> None:
    twice = [("letter.signatory.own_title", Severity.WARNING)] * 2
    assert found(made({"letter.signatory.own_title": "Belediye başkanı"})) == twice


@pytest.mark.parametrize("values", RIGHT)
def test_what_is_written_by_the_rule_is_not_doubted(values: dict[str, str]) -> None:
    assert found(made(values)) == []


def test_who_initials_is_written_by_the_same_rule() -> None:
    rows = (Official("Yazı İşleri Müdürü", "İPEK", "Gündoğdu"), Official("memur", "Can", "AK"))
    assert found(made(paraf=rows)) == [
        ("letter.paraf[1].name", Severity.WARNING),
        ("letter.paraf[2].title", Severity.WARNING),
    ]


@pytest.mark.parametrize("provider", ["04", "08", "99"])
def test_a_kep_address_of_a_closed_or_unknown_provider_is_a_warning(provider: str) -> None:
    address = f"ornekkoy@hs{provider}.kep.tr"
    case = made({"municipality.contact.kep": address, "kep.address": ""})
    assert found(case) == [("municipality.contact.kep", Severity.WARNING)]


@pytest.mark.parametrize(
    ("address", "warns"),
    [
        ("ornekkoybelediyesi@hs01.kep.tr", False),
        ("ornekkoy.belediye@hs01.kep.tr", False),
        ("ornek-koy@hs01.kep.tr", False),
        ("belediyebaskanligi@hs01.kep.tr", True),
        ("baskakoy@hs01.kep.tr", True),
    ],
)
def test_a_kep_address_without_the_municipalitys_name_is_to_be_checked_in_detsis(
    address: str, warns: bool
) -> None:
    case = made({"municipality.contact.kep": address, "kep.address": ""})
    told = [
        each for each in case_rules.check(case, TODAY) if "DETSİS’teki belediye kaydı" in each.text
    ]
    assert [(each.field, each.severity) for each in told] == [
        ("municipality.contact.kep", Severity.WARNING)
    ] * warns


def test_capitals_make_no_other_kep_address() -> None:
    case = made({"kep.address": "ORNEKKOYBELEDİYESİ@HS01.KEP.TR"})
    (problem,) = case_rules.check(case, TODAY)
    assert (problem.field, problem.severity) == ("kep.address", Severity.WARNING)
    assert "ornekkoybelediyesi@hs01.kep.tr" in problem.text


@pytest.mark.parametrize("address", ["ornek@gmail.com", "ORNEK@HOTMAİL.COM.TR", "o@yandex.com.tr"])
def test_mail_that_anybody_can_have_is_not_the_municipalitys_own(address: str) -> None:
    texts = [
        each.text for each in case_rules.check(made({"municipality.contact.email": address}), TODAY)
    ]
    assert any("Genelge 2019/12" in text for text in texts)


@pytest.mark.parametrize("typed", ["sivas", "SİVAS", "SIVAS"])
def test_a_province_is_known_however_it_is_typed(typed: str) -> None:
    assert found(made({"municipality.province": typed})) == []


def test_a_gizli_letter_cannot_be_electronic() -> None:
    assert errors(made({"letter.secrecy": "together", "letter.medium": "E"})) == [
        "letter.medium",
        "letter.secrecy",
    ]


@pytest.mark.parametrize(
    ("secrecy", "medium"),
    [pair for pair in product(choices.SECRECY, ("", *choices.MEDIA)) if pair != ("together", "E")],
)
def test_every_other_pair_of_secrecy_and_medium_can_be(secrecy: str, medium: str) -> None:
    assert errors(made({"letter.secrecy": secrecy, "letter.medium": medium})) == []


def of_medium(secrecy: str, medium: str, ebys: str = "") -> list[str]:
    case = made({"letter.secrecy": secrecy, "letter.medium": medium})
    return [
        problem.text
        for problem in case_rules.check(case, TODAY, None, ebys)
        if problem.field == "letter.medium"
    ]


def test_m1_that_nothing_was_answered_is_told() -> None:
    for secrecy, ebys in product(choices.SECRECY, ("", *choices.EBYS)):
        (text,) = of_medium(secrecy, "", ebys)
        assert text.startswith("“Yazının ortamı” seçilmedi.")


def test_m1_paper_is_told_of_where_an_ebys_is_there_or_nobody_said() -> None:
    (known,) = of_medium("apart", "Z", model.HAS_EBYS)
    assert "m.4/1" in known
    (unknown,) = of_medium("apart", "Z")
    assert "istisnadır (m.4)" in unknown
    assert of_medium("apart", "Z", model.EBYS_DOWN)
    assert of_medium("apart", "Z", model.NO_EBYS) == []


def test_m1_the_rule_and_its_exceptions_by_law_are_not_told_of() -> None:
    for ebys in ("", *choices.EBYS):
        assert of_medium("apart", "E", ebys) == []
        assert of_medium("apart", "O", ebys) == []
        assert of_medium("together", "Z", ebys) == []
        assert of_medium("together", "O", ebys) == []


def test_g8_hizmete_ozel_is_electronic() -> None:
    for ebys in ("", *choices.EBYS):
        assert of_medium("hizmete-özel", "E", ebys) == []
        (text,) = of_medium("hizmete-özel", "Z", ebys)
        assert "(m.25/1)" in text
        assert "KEP formu ayrı, kendi GİZLİ yazısıyla" in text


def test_g8_who_would_send_the_secrets_so_is_told_to_choose_gizli_apart() -> None:
    case = made({"letter.secrecy": "hizmete-özel"})
    (problem,) = case_rules.check(case, TODAY)
    assert (problem.field, problem.severity) == ("letter.secrecy", Severity.WARNING)
    assert "parola ve şifreyi göndermek için “KEP formu ayrı" in problem.text


@pytest.mark.parametrize(
    "unit",
    ["Belediye Başkanlığı", "Başkanlık", "BAŞKANLIK", "Örnekköy Belediye Başkanlığı", "Belediye"],
)
def test_h1_a_unit_that_repeats_the_heading_is_told(unit: str) -> None:
    told = case_rules.check(made({"municipality.unit": unit}), TODAY)
    repeats = [each for each in told if "yineliyor (m.10/2)" in each.text]
    assert [(each.field, each.severity) for each in repeats] == [
        ("municipality.unit", Severity.WARNING)
    ]
    assert repeats[0].correction is not None
    assert repeats[0].correction.answer == ""


@pytest.mark.parametrize(
    "unit", ["", "Özel Kalem Müdürlüğü", "Bilgi İşlem Dairesi Başkanlığı", "Başkanlık Kalemi"]
)
def test_h1_a_unit_of_its_own_is_not_told_of(unit: str) -> None:
    assert case_rules.check(made({"municipality.unit": unit}), TODAY) == ()


def test_h2_either_detsis_number_stands_for_the_other() -> None:
    own, units = "municipality.detsis", "municipality.unit_detsis"
    assert errors(made({own: ""})) == []
    assert errors(made({units: ""})) == []
    assert errors(made({own: "", units: ""})) == [own]
    assert errors(made({own: "1234567"})) == [own]
    assert errors(made({units: "1234567"})) == [units]


def test_h2_the_number_of_the_municipality_is_not_the_units() -> None:
    case = made({"municipality.detsis": "12345678", "municipality.unit_detsis": "12 34 56 78"})
    told = [each for each in case_rules.check(case, TODAY) if each.severity is Severity.WARNING]
    assert [each.field for each in told] == ["municipality.unit_detsis"]
    assert told[0].text.startswith("“Birimin DETSİS numarası” belediyenin kendi numarası;")


HIDDEN = [
    ({"municipality.kind": "büyükşehir"}, "municipality.district", ""),
    ({"municipality.kind": "il"}, "municipality.district", ""),
    ({"letter.signatory.capacity": "asaleten"}, "letter.signatory.own_title", ""),
    ({"letter.signatory.capacity": "vekâleten"}, "letter.signatory.own_title", "Belediye Başkanı"),
    ({"letter.urgency": "ACELE"}, "letter.due_date", "yarın"),
    ({"letter.secrecy": "together", "letter.medium": "Z"}, "kep.letter.date", "yarın"),
    ({"letter.secrecy": "together", "letter.medium": "Z"}, "kep.letter.record_number", "x"),
]


@pytest.mark.parametrize(("values", "path", "text"), HIDDEN)
def test_an_answer_that_does_not_apply_is_not_judged(
    values: dict[str, str], path: str, text: str
) -> None:
    assert found(made({**values, path: text})) == []


# People


def test_at_least_one_officer_is_needed() -> None:
    assert errors(made(officers=())) == ["officers"]


def test_two_people_cannot_have_the_same_tckn() -> None:
    twin = replace(UMUT, tckn="100 000 001 46")
    assert found(made(officers=(AYSE, DENIZ, twin))) == [("officers[3].tckn", Severity.ERROR)]


def test_two_people_with_the_same_telephone_are_a_warning() -> None:
    twin = replace(UMUT, mobile="+90 532 1234567")
    assert found(made(officers=(AYSE, DENIZ, twin))) == [("officers[3].mobile", Severity.WARNING)]


def test_people_who_were_not_filled_in_yet_are_no_duplicates() -> None:
    problems = case_rules.check(made(officers=(Person(), Person())), TODAY)
    assert len(problems) == 12
    assert all("boş bırakılamaz" in problem.text for problem in problems)


@pytest.mark.parametrize(
    ("part", "text", "severity"),
    [
        ("tckn", "10000000147", Severity.ERROR),
        ("tckn", "1000", Severity.ERROR),
        ("mobile", "0346 123 45 67", Severity.ERROR),
        ("mobile", "0532 123 45", Severity.ERROR),
        ("mobile", "444 12 34", Severity.ERROR),
        ("name", "Ayş3", Severity.WARNING),
        ("surname", "I5ık", Severity.WARNING),
    ],
)
def test_an_officers_wrong_part_is_found(part: str, text: str, severity: Severity) -> None:
    officers = (AYSE, replace(UMUT, **{part: text}))
    assert found(made(officers=officers)) == [(f"officers[2].{part}", severity)]


def test_ten_officers_are_checked_each_at_their_own_place() -> None:
    officers = [replace(AYSE, title="")] * 10
    missing = [path for path in errors(made(officers=officers)) if path.endswith("title")]
    assert missing == [f"officers[{position}].title" for position in range(1, 11)]


# References


@pytest.mark.parametrize(
    ("reference", "path", "severity"),
    [
        (Reference("", LETTER.number), "date", Severity.ERROR),
        (Reference("dün", LETTER.number), "date", Severity.ERROR),
        (Reference("03.05.2026", ""), "number", Severity.ERROR),
        (Reference("03.05.2026", " "), "number", Severity.ERROR),
        (Reference("02.12.2026", LETTER.number), "date", Severity.WARNING),
    ],
)
def test_a_wrong_reference_is_found(reference: Reference, path: str, severity: Severity) -> None:
    case = made(references=(LETTER, reference))
    assert found(case) == [(f"letter.references[2].{path}", severity)]


def test_a_reference_of_the_same_day_can_be() -> None:
    assert found(made(references=(Reference("01.12.2026", LETTER.number),))) == []


def test_references_are_counted_by_the_letters_of_the_alphabet() -> None:
    assert errors(made(references=[LETTER] * 29)) == []
    assert errors(made(references=[LETTER] * 30)) == ["letter.references"]


def test_who_initials_is_named_whole() -> None:
    paraf = (Official("Şef", "Ayşe", "Işık"), Official("Müdür", "", "Öz"))
    assert errors(made(paraf=paraf)) == ["letter.paraf[2].name"]


# Whatever is typed

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["700", "15.12.2026", "10000000147", "05321234567", "E", "together", "\x00"]),
)
PEOPLE = st.builds(Person, *[TEXTS] * 6)
REFERENCES = st.builds(Reference, TEXTS, TEXTS)
CASES = st.builds(
    model.build,
    st.dictionaries(st.sampled_from(list(model.scalar_paths())), TEXTS),
    st.lists(PEOPLE, max_size=4),
    st.lists(REFERENCES, max_size=4),
)
LISTS = {"officers", "letter.references"}


@given(CASES, st.dates())
def test_any_case_is_judged_in_sentences_at_answers_that_exist(case: Case, today: date) -> None:
    for problem in case_rules.check(case, today):
        assert problem.field in LISTS or isinstance(model.value(case, problem.field), str)
        assert problem.text.endswith(".")
        assert "!" not in problem.text


@given(CASES, st.dates(), st.dates())
def test_the_day_never_makes_an_error(case: Case, one: date, other: date) -> None:
    assert rules.errors(case_rules.check(case, one)) == rules.errors(case_rules.check(case, other))


@given(
    st.integers(1, 9), st.text("0123456789", min_size=9, max_size=10), st.integers(10**8, 10**9 - 1)
)
def test_no_sentence_repeats_a_tckn_or_a_telephone_number(
    first: int, others: str, subscriber: int
) -> None:
    tckn, mobile = f"{first}{others}", f"05{subscriber}"
    person = replace(AYSE, tckn=tckn, mobile=mobile)
    landline = {"kep.user_tckn": tckn, "municipality.contact.phone": f"{mobile}9"}
    for problem in case_rules.check(made(landline, officers=(person, person)), TODAY):
        assert tckn not in problem.text
        assert mobile not in problem.text
        assert str(subscriber) not in problem.text


ROWS: list[tuple[str, ListRow, str]] = [
    ("letter.references", Reference("03.05.2026", LETTER.number, kind="mektup"), "kind"),
    ("letter.also_to", Recipient(unit="Yazı İşleri Müdürlüğü"), "body"),
    ("letter.copies_to", Recipient("Sivas Valiliği", without="ikinci"), "without"),
    ("letter.copies_to", Recipient("Sivas Valiliği", without="0"), "without"),
    ("letter.copies_to", Recipient("Sivas Valiliği", without="1 2"), "without"),
    ("kep.form", FormRow(value="{KEP adresi}"), "label"),
    ("kep.form", FormRow("Parola", secret="gizli"), "secret"),
    ("units", Unit(), "name"),
    ("units", Unit("Yazı İşleri Müdürlüğü", detsis="1234567"), "detsis"),
    ("users", User("Ayşe", "Işık", tckn="10000000147"), "tckn"),
    ("users", User("Ayşe", "Işık", mobile="0312"), "mobile"),
    ("users", User("Ayşe"), "surname"),
    ("certificates", Certificate("4521", "Ayşe", "Işık", tckn="1"), "tckn"),
]


@pytest.mark.parametrize(("path", "row", "part"), ROWS)
def test_a_row_without_what_it_needs_or_of_another_form_is_an_error(
    path: str, row: ListRow, part: str
) -> None:
    case = made(lists={path: [row]})
    assert [
        problem.field
        for problem in (*case_rules.check(case, TODAY), *case_rules.check_registers(case))
        if problem.severity is Severity.ERROR
    ] == [f"{path}[1].{part}"]


def test_rows_of_the_right_form_are_no_problem() -> None:
    rows: dict[str, list[ListRow]] = {
        "letter.also_to": [Recipient("Sivas Valiliği", without="1")],
        "letter.copies_to": [Recipient("Kayseri Valiliği", "", "Kayseri", "1")],
        "kep.form": [FormRow("KEP parolası", secret="parola"), FormRow("Görüş")],
        "olur.approvers": [Official("Başkan Yardımcısı", "Umut", "Çağlar"), Official()],
        "units": [Unit("Yazı İşleri Müdürlüğü", detsis="12345678")],
        "users": [User("Ayşe", "Işık", "10000000146", "(0 500) 000 00 01")],
        "certificates": [Certificate("4521", "Ayşe", "Işık")],
    }
    case = made(lists=rows)
    assert (found(case), case_rules.check_registers(case)) == ([], ())


def test_the_registers_do_not_stop_the_letter() -> None:
    """Their lists in the window say what is wrong with a row; an answer file is read strictly."""
    case = made(lists={"users": [User("Ayşe", "Işık", tckn="1")]})
    assert found(case) == []
    (problem,) = case_rules.check_registers(case)
    assert problem.text.startswith("1. kullanıcı: ")
