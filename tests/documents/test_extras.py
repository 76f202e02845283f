"""Envelopes, and the officer's list before posting."""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
import functools
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case.model import Case, Official, Recipient, Reference
from ebel_wizard.case.rules import Severity
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import ALONG, OWN
from ebel_wizard.documents.kind import SENT as SENT_GROUPS
from tests.limits import HANG

CM = 72 / 2.54
MM = CM / 10
SIZES = {"dl": (220, 110), "c5": (229, 162), "c4": (324, 229)}  # mm
SENT = {
    "letter.record_number": "147",
    "letter.date": "2026-12-01",
    "kep.letter.record_number": "148",
    "kep.letter.date": "2026-12-02",
    "letter.addressee.address": "Bakanlıklar 06580 Çankaya/ANKARA",
}
SENDER = ["T.C.", "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI", "Yazı İşleri Müdürlüğü"]
MODES = {
    "Z apart": {},
    "Z together": {"letter.secrecy": "together"},
    "Z hizmete-özel": {"letter.secrecy": "hizmete-özel"},
    "E apart": {"letter.medium": "E"},
    "E hizmete-özel": {"letter.medium": "E", "letter.secrecy": "hizmete-özel"},
}


@pytest.fixture(scope="module")
def extras(altered: Any, read: Any) -> Any:
    @functools.cache
    def made(case: Case) -> dict[str, Any]:
        return {each.name.removesuffix(".pdf"): read(each.data) for each in documents.extras(case)}

    def make(changes: Mapping[str, str] | None = None, **options: Any) -> dict[str, Any]:
        return made(altered(changes or {}, **options))

    return make


@pytest.fixture(scope="module")
def sent(extras: Any) -> Any:
    return extras(SENT)


def envelopes(kind: str) -> list[str]:
    return [f"{kind}-{size}" for size in SIZES]


WANTED = {
    "Z apart": [
        "talep-yazisi-paraf",
        "kep-yazisi-paraf",
        *envelopes("zarf"),
        *envelopes("zarf-gizli-ic"),
        *envelopes("zarf-gizli-dis"),
        "gonderim-listesi",
    ],
    "Z together": [
        "talep-yazisi-paraf",
        *envelopes("zarf-gizli-ic"),
        *envelopes("zarf-gizli-dis"),
        "gonderim-listesi",
    ],
    "Z hizmete-özel": ["talep-yazisi-paraf", *envelopes("zarf"), "gonderim-listesi"],
    "E apart": [
        "kep-yazisi-paraf",
        *envelopes("zarf-gizli-ic"),
        *envelopes("zarf-gizli-dis"),
        "gonderim-listesi",
    ],
    "E hizmete-özel": ["gonderim-listesi"],
}


@pytest.mark.parametrize("mode", MODES)
def test_which_papers_there_are_follows_from_medium_and_secrecy(extras: Any, mode: str) -> None:
    made = extras(MODES[mode])
    assert list(made) == WANTED[mode]
    assert {f"{name}.pdf" for name in made} <= set(kinds.names(*ALONG))


def test_the_names_of_all_papers_are_known_beforehand() -> None:
    known = [each for each in kinds.names(*ALONG) if each not in kinds.names(*OWN)]
    assert [f"{name}.pdf" for name in WANTED["Z apart"]] == known
    assert not set(kinds.names(*SENT_GROUPS)) & set(kinds.names(*ALONG))


def test_same_case_same_bytes_in_every_process(example: Case) -> None:
    code = (
        "import hashlib; from ebel_wizard import documents; "
        "from ebel_wizard.case.model import Case; "
        "print(hashlib.sha256(b''.join(d.data for d in documents.extras(Case()))).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=HANG,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1
    assert documents.extras(example) == documents.extras(example)


def test_a_draft_of_nothing_is_drawn_and_says_so(read: Any) -> None:
    for paper in documents.extras(Case(), draft=True):
        pdf = read(paper.data)
        assert len(pdf.pages) == paper.pages
        for page in pdf.pages:
            across = [char["text"] for char in page.chars if char["matrix"][1] != 0]
            assert "".join(across) == "TASLAK"


def test_no_paper_names_an_officers_number(sent: Any, example: Case) -> None:
    for pdf in sent.values():
        everything = pdf.text + str(pdf.info)
        assert example.kep.user_tckn not in everything
        for person in example.officers:
            assert person.tckn not in everything
            assert person.mobile not in everything


# Envelopes


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["zarf", "zarf-gizli-ic", "zarf-gizli-dis"])
def test_G5_G6_envelopes_are_printed_to_size(sent: Any, kind: str, size: str) -> None:
    (page,) = sent[f"{kind}-{size}"].pages
    width, height = SIZES[size]
    assert (page.width, page.height) == pytest.approx((width * MM, height * MM), abs=0.1)


@pytest.mark.parametrize("size", SIZES)
def test_G5_sender_date_and_number_stand_top_left(sent: Any, size: str) -> None:
    pdf = sent[f"zarf-{size}"]
    assert pdf.lines[:3] == SENDER
    for start in (*SENDER, "Sayı", "Tarih"):
        assert pdf.run(start).x0 == pytest.approx(1.5 * CM, abs=0.1)
        assert pdf.run(start).x1 < pdf.pages[0].width / 2
    assert pdf.run("T.C.").y > pdf.pages[0].height - 2 * CM
    assert ": Z-12345678-708.03-147" in pdf.lines
    assert ": 01.12.2026" in pdf.lines


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["zarf", "zarf-gizli-ic", "zarf-gizli-dis"])
def test_G5_the_addressee_stands_in_the_middle_without_dative(
    sent: Any, kind: str, size: str
) -> None:
    pdf = sent[f"{kind}-{size}"]
    page = pdf.pages[0]
    block = [
        pdf.run(start) for start in ("İÇİŞLERİ", "(Bilgi İşlem", "Bakanlıklar 06580 Çankaya/ANKARA")
    ]
    assert block[0].text == "İÇİŞLERİ BAKANLIĞI"
    assert block[1].text == "(Bilgi İşlem Dairesi Başkanlığı)"
    for run in block:
        assert run.middle == pytest.approx(page.width / 2, abs=0.1)
        assert page.height * 0.25 < run.y < page.height * 0.65
    assert block[0].y > block[1].y > block[2].y


@pytest.mark.parametrize("size", SIZES)
def test_G6_the_inner_envelope_is_marked_and_has_date_and_number(sent: Any, size: str) -> None:
    pdf = sent[f"zarf-gizli-ic-{size}"]
    marks = [run for run in pdf.runs if run.text == "GİZLİ"]
    assert len(marks) == 2
    assert all(run.red for run in marks)
    others = [run for run in pdf.runs if run.text != "GİZLİ"]
    assert marks[0].y > max(run.y for run in others)
    assert marks[1].y < min(run.y for run in others)
    assert all(run.middle == pytest.approx(pdf.pages[0].width / 2, abs=0.1) for run in marks)
    assert ": Z-12345678-708.03-148" in pdf.lines
    assert ": 02.12.2026" in pdf.lines
    assert set(SENDER) <= set(pdf.lines)


@pytest.mark.parametrize("size", SIZES)
def test_G6_the_outer_envelope_has_sender_and_addressee_alone(sent: Any, size: str) -> None:
    assert sent[f"zarf-gizli-dis-{size}"].lines == [
        *SENDER,
        "İÇİŞLERİ BAKANLIĞI",
        "(Bilgi İşlem Dairesi Başkanlığı)",
        "Bakanlıklar 06580 Çankaya/ANKARA",
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("urgency", ["ACELE", "GÜNLÜDÜR"])
def test_U1_the_urgency_is_red_at_the_top_right_of_the_envelopes_of_its_letter(
    extras: Any, size: str, urgency: str
) -> None:
    urgent = SENT | {"letter.urgency": urgency, "letter.due_date": "2026-12-10"}
    apart, together = extras(urgent), extras(urgent | {"letter.secrecy": "together"})
    for pdf in (
        apart[f"zarf-{size}"],
        together[f"zarf-gizli-ic-{size}"],
        together[f"zarf-gizli-dis-{size}"],
    ):
        mark = pdf.run(urgency)
        page = pdf.pages[0]
        assert mark.text == urgency
        assert mark.red
        assert mark.x1 == pytest.approx(page.width - 1.5 * CM, abs=0.1)
        assert mark.y + 0.891 * 12 == pytest.approx(page.height - 1.5 * CM, abs=0.1)
        assert all(run.x1 < mark.x0 for run in pdf.runs if abs(run.y - mark.y) < 12 and run != mark)
    # The KEP letter, which goes apart, is not urgent.
    for kind in ("zarf-gizli-ic", "zarf-gizli-dis"):
        assert urgency not in apart[f"{kind}-{size}"].text


def test_U1_without_urgency_no_envelope_has_it(sent: Any) -> None:
    assert not [run for run in sent["zarf-dl"].runs if run.red]


def test_G6_in_one_package_the_request_letter_goes_in_two_envelopes(extras: Any) -> None:
    made = extras(SENT | {"letter.secrecy": "together"})
    assert ": Z-12345678-708.03-147" in made["zarf-gizli-ic-dl"].lines
    assert "GİZLİ" in made["zarf-gizli-ic-dl"].lines


def test_G5_without_an_address_there_is_ruled_room_and_a_warning(
    extras: Any, example: Case, altered: Any, sent: Any
) -> None:
    (problem,) = documents.check_posting(example)
    assert problem.field == "letter.addressee.address"
    assert problem.severity is Severity.WARNING
    for name, pdf in extras().items():
        if name.startswith("zarf"):
            assert len(pdf.pages[0].lines) == 2
            assert all(len(sent[name].pages[0].lines) == 0 for _ in pdf.pages)
    assert documents.check_posting(altered(SENT)) == ()


def test_what_does_not_fit_on_an_envelope_is_an_error(altered: Any) -> None:
    (problem,) = documents.check_posting(
        altered({"letter.addressee.address": "Uzun Sokak Adı " * 30})
    )
    assert (problem.field, problem.severity) == ("letter.addressee.address", Severity.ERROR)
    people = tuple(Official("Memur", "Ad", f"Soyad {number}") for number in range(20))
    (problem,) = documents.check_posting(altered(SENT, paraf=people))
    assert (problem.field, problem.severity) == ("letter.paraf", Severity.ERROR)


def test_G5_the_longest_sender_stands_whole_on_every_envelope(altered: Any, extras: Any) -> None:
    """A heading of four lines, which is the most a letter may have (H1)."""
    body = "İLE MÜDÜRLÜĞÜ MAHALLELER AFYONKARAHİSAR KARARLAR KAHRAMANMARAŞ İLE YAZI İLE "
    body += "AFYONKARAHİSAR DESTEKHİZMETLERİKOORDİNATÖRLÜĞÜ KARARLAR İLE"
    unit = "Yazı Köyler ile Muhasebe-Kontrol Birleşik İşleri Adlı Köyler ile Muhasebe-Kontrol"
    long = SENT | {"municipality.name": body, "municipality.unit": unit}
    assert documents.check_printable(altered(long)) == ()
    for name, pdf in extras(long).items():
        if name.startswith("zarf"):
            sender = [run.text for run in pdf.runs if run.x0 < 2 * CM]
            assert f"T.C. {body} {unit}" in " ".join(sender)


# Before posting


@pytest.mark.parametrize("mode", MODES)
def test_the_list_is_one_page_of_numbered_steps_with_a_box_each(extras: Any, mode: str) -> None:
    pdf = extras(MODES[mode])["gonderim-listesi"]
    (page,) = pdf.pages
    steps = [int(line[:-1]) for line in pdf.lines if re.fullmatch(r"\d+\.", line)]
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) >= 5
    assert len(page.lines) == 4 * len(steps)
    assert pdf.lines[0] == "GÖNDERMEDEN ÖNCE"
    assert "{" not in pdf.text


@pytest.mark.parametrize("mode", MODES)
def test_the_list_names_the_papers_of_its_mode_and_no_others(extras: Any, mode: str) -> None:
    made = extras(MODES[mode])
    named = set(re.findall(r"[a-z0-9-]+\.pdf", made["gonderim-listesi"].text))
    built = {"talep-yazisi", "personel-tablosu", "kep-yazisi", "kep-formu"}
    assert {name.removesuffix(".pdf") for name in named} <= {*made, *built}
    for kind in ("talep-yazisi-paraf", "kep-yazisi-paraf"):
        assert (f"{kind}.pdf" in named) is (kind in made)
    text = " ".join(made["gonderim-listesi"].text.split())
    envelopes = {
        "zarf-dl": "Zarf",
        "zarf-gizli-ic-dl": "GİZLİ iç zarf",
        "zarf-gizli-dis-c5": "GİZLİ dış zarf",
    }
    for kind, title in envelopes.items():
        assert (f"“{title}”" in text) is (kind in made)


@pytest.mark.parametrize("mode", MODES)
def test_the_list_begins_with_who_is_told_and_what_the_helpdesk_looks_at(
    extras: Any, mode: str
) -> None:
    text = " ".join(extras(MODES[mode])["gonderim-listesi"].text.split())
    told, mailed = "kişisel verileri kullanılacak personele verin", "yardım masasına e-postayla"
    assert text.index(told) < text.index("Gizlilik derecesini")
    assert (mailed in text) is ("apart" in mode), "nothing of a package may be mailed"


def test_P6_the_list_says_that_letters_are_printed_on_one_side(extras: Any) -> None:
    text = extras()["gonderim-listesi"].text
    assert "Talep yazısını (talep-yazisi.pdf) kâğıdın tek yüzüne" in text
    assert "ekler iki yüze de" in text


@pytest.mark.parametrize("mode", MODES)
def test_G1_the_list_says_that_the_signatory_decides_the_degree(extras: Any, mode: str) -> None:
    text = extras(MODES[mode])["gonderim-listesi"].text
    assert "Gizlilik derecesini imzalayan belirler" in text


@pytest.mark.parametrize("mode", ["Z apart", "Z together", "E apart"])
def test_G4_the_list_says_that_no_gizli_page_is_mailed(extras: Any, mode: str) -> None:
    text = extras(MODES[mode])["gonderim-listesi"].text
    assert "GİZLİ kâğıtlar e-posta ya da KEP ile gönderilmez" in text


@pytest.mark.parametrize("mode", MODES)
def test_G4_the_list_keeps_gizli_copies_where_gizli_papers_are_kept(extras: Any, mode: str) -> None:
    text = extras(MODES[mode])["gonderim-listesi"].text
    kept = re.findall(r"(\w+ yazısı)nın paraflı nüshasını (GİZLİ|dosyasına)", text)
    assert (
        kept
        == {
            "Z apart": [("Talep yazısı", "dosyasına"), ("KEP yazısı", "GİZLİ")],
            "Z together": [("Talep yazısı", "GİZLİ")],
            "Z hizmete-özel": [("Talep yazısı", "dosyasına")],
            "E apart": [("KEP yazısı", "GİZLİ")],
            "E hizmete-özel": [],
        }[mode]
    )


@pytest.mark.parametrize("mode", MODES)
def test_the_list_asks_for_no_number_or_date_that_is_there(extras: Any, mode: str) -> None:
    blank = extras(MODES[mode])["gonderim-listesi"].text
    given = extras(SENT | MODES[mode])["gonderim-listesi"].text
    on_paper, apart = mode.startswith("Z"), "apart" in mode
    assert ("talep yazısına evrak kayıt numarası" in blank) is on_paper
    assert ("KEP yazısına kendi evrak kayıt numarası" in blank) is apart
    assert ("ilgideki talep yazısının tarihi" in blank) is apart
    for asked in ("evrak kayıt numarası", "ilgideki", "Kayıt ve kaşe"):
        assert asked not in given


@pytest.mark.parametrize("mode", MODES)
def test_the_list_speaks_of_envelopes_only_where_there_are_any(extras: Any, mode: str) -> None:
    made = extras(MODES[mode])
    is_any = any(name.startswith("zarf") for name in made)
    assert ("Zarf" in made["gonderim-listesi"].text) is is_any


@pytest.mark.parametrize("mode", MODES)
def test_S4_I1_the_list_asks_for_a_blue_pen_where_anything_is_signed_by_hand(
    extras: Any, mode: str
) -> None:
    text = extras(MODES[mode])["gonderim-listesi"].text
    assert ("mavi renkli kalemle atılır (m.17/6, m.21/3)" in text) is (mode != "E hizmete-özel")


@pytest.mark.parametrize("mode", MODES)
def test_H3_the_list_says_that_a_letter_is_registered_on_the_day_it_is_signed(
    extras: Any, mode: str
) -> None:
    text = extras(MODES[mode])["gonderim-listesi"].text
    said = "imzalandığı gün kayda alınır; yazının tarihi imza günüdür (m.12/3)"
    assert (said in text) is (mode != "E hizmete-özel")


@pytest.mark.parametrize("mode", MODES)
def test_E4_the_list_says_who_initials_the_annexes(extras: Any, mode: str) -> None:
    text = extras(MODES[mode])["gonderim-listesi"].text
    said = "sayfasının sağ altına imza ya da paraf atılır"
    assert (said in text) is (mode != "E hizmete-özel")


def test_D1_the_list_counts_the_prints_for_several_addressees(
    altered: Any, read: Any, extras: Any
) -> None:
    case = altered({})
    at = dataclasses.replace(case.letter, also_to=(Recipient("Sivas Valiliği"),))
    papers = documents.extras(dataclasses.replace(case, letter=at))
    text = next(read(each.data).text for each in papers if each.name == "gonderim-listesi.pdf")
    for said in ("2 yere gidiyor", "“ASLI GİBİDİR”", "her nüshayı kendi zarfına koyun"):
        assert said in text
        assert said not in extras()["gonderim-listesi"].text


def test_R1_the_list_reminds_of_the_copy_of_a_reference(altered: Any, read: Any) -> None:
    for annex in ("2", ""):
        reference = Reference("2026-09-01", "E-1", "yazı", "Sivas Valiliği", annex=annex)
        papers = documents.extras(altered(references=(reference,)))
        text = next(read(each.data).text for each in papers if "gonderim" in each.name)
        assert ("İlgide belirtilen yazının örneğini ek olarak koyun" in text) is bool(annex)


def test_the_list_names_who_signs_and_who_initials(extras: Any) -> None:
    paraf = (Official("Şef", "Ayşe", "Işık"), Official("Yazı İşleri Müdürü", "İpek", "Gündoğdu"))
    text = extras(paraf=paraf)["gonderim-listesi"].text
    assert "Şef Ayşe IŞIK, Yazı İşleri Müdürü İpek GÜNDOĞDU" in text
    assert "Şükrü IĞDIROĞLU (Belediye Başkanı)" in text
    second = {f"letter.second_signatory.{part}": part for part in ("name", "surname", "title")}
    text = extras(second)["gonderim-listesi"].text
    assert "Şükrü IĞDIROĞLU (Belediye Başkanı) ile name SURNAME (title)" in text


def test_the_list_fits_its_page_whatever_the_answers_are(altered: Any, read: Any) -> None:
    long = "Uzun Bir Unvan " * 60
    changes = dict.fromkeys(
        ("municipality.name", "letter.signatory.title", "letter.text.request.subject"), long
    )
    people = tuple(Official(long, long, long) for _ in range(9))
    papers = documents.extras(altered(changes, paraf=people), draft=True)
    pdf = read(papers[-1].data)
    assert len(pdf.pages) == 1
    assert min(run.y for run in pdf.runs) > 0.5 * CM
