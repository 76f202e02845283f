"""The olur (O1), the letter that appoints the project officers, and the e-signature papers."""
# ruff: noqa: N802 - a rule's id has a capital

import functools
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case.model import Case, Certificate, Official, Recipient
from ebel_wizard.documents import kinds, olur
from ebel_wizard.documents.kind import ALONG
from ebel_wizard.documents.layout import letter_pdf
from ebel_wizard.documents.layout.letter_parts import Annex
from ebel_wizard.documents.layout.page import Info
from ebel_wizard.documents.layout.pdf_writer import write
from ebel_wizard.documents.prepared import as_printed
from tests.documents.measures import ELECTRONIC, LEFT, MIDDLE, PAPER, RIGHT, blank_lines
from tests.documents.papers import DEPUTY, PEOPLE, PROPOSER, SECRETARY, with_papers

DAY = "…… /…… /…………"
OWN = ("baskanlik-oluru", "gorevlendirme", "e-imza-yazisi", "e-imza-listesi")


@pytest.fixture(scope="module")
def papers(read: Any) -> Any:
    @functools.cache
    def make(case: Case) -> dict[str, Any]:
        return {each.name.removesuffix(".pdf"): read(each.data) for each in documents.extras(case)}

    return make


@pytest.fixture(scope="module")
def paper(papers: Any, altered: Any) -> dict[str, Any]:
    made: dict[str, Any] = papers(with_papers(altered({})))
    return made


@pytest.fixture(scope="module")
def electronic(papers: Any, altered: Any) -> dict[str, Any]:
    made: dict[str, Any] = papers(with_papers(altered(ELECTRONIC)))
    return made


def test_each_is_there_where_its_answers_are(papers: Any, example: Case) -> None:
    assert not set(OWN) & set(papers(example))
    only_olur = papers(replace(with_papers(example), certificates=()))
    assert set(OWN) & set(only_olur) == {"baskanlik-oluru", "gorevlendirme"}
    only_list = papers(replace(example, certificates=PEOPLE))
    assert set(OWN) & set(only_list) == {"e-imza-yazisi", "e-imza-listesi"}


def test_O1_it_is_addressed_to_the_makam(paper: Any, electronic: Any) -> None:
    for made in (paper, electronic):
        to = made["baskanlik-oluru"].run("BAŞKANLIK MAKAMINA")
        assert to.middle == pytest.approx(MIDDLE, abs=0.1)
        assert made["baskanlik-oluru"].text.count("arz ederim.") == 2
        assert "olurlarınıza arz ederim." in made["baskanlik-oluru"].text


def test_O1_it_names_the_officers_and_the_day(paper: Any, example: Case) -> None:
    pdf = paper["baskanlik-oluru"]
    assert "a) İpek GÜNDOĞDU, Yazı İşleri Müdürü (Yazı İşleri Müdürlüğü)" in pdf.lines
    assert "b) Çağrı IŞIKÇI, Bilgisayar İşletmeni (Bilgi İşlem Müdürlüğü)" in pdf.lines
    assert "15 Aralık 2026 tarihinde geçilmesi" in pdf.text
    assert "5393 sayılı Belediye Kanunu’nun ek 3’üncü maddesi uyarınca" in pdf.text
    for person in example.officers:
        assert person.tckn not in pdf.text
        assert person.mobile not in pdf.text


@pytest.mark.parametrize("by_hand", [True, False])
def test_O1_proposer_right_office_left_olur_in_the_middle(
    paper: Any, electronic: Any, by_hand: bool
) -> None:
    pdf = (paper if by_hand else electronic)["baskanlik-oluru"]
    assert pdf.run("Çağrı IŞIKÇI").x1 > RIGHT - 60
    agreed, deputy = pdf.run("Uygun görüşle"), pdf.run("Ayşe Nur ÖZTÜRK ŞİMŞEK")
    title = pdf.run("Belediye Başkan Yardımcısı")
    assert agreed.text == "Uygun görüşle arz ederim."
    assert min(agreed.x0, deputy.x0, title.x0) == pytest.approx(LEFT, abs=0.1)
    for each in (deputy, title):
        assert each.middle == pytest.approx(agreed.middle, abs=0.1)
    word, mayor = pdf.run("OLUR"), pdf.run("Şükrü IĞDIROĞLU")
    for each in (word, mayor, pdf.run("Belediye Başkanı")):
        assert each.middle == pytest.approx(MIDDLE, abs=0.1)
    down = [pdf.run("Bilgi İşlem Müdürü"), agreed, deputy, title, word, mayor]
    for above, below in pairwise(down):
        assert above.y > below.y


def test_O1_on_paper_each_has_room_for_day_and_signature(paper: Any) -> None:
    pdf = paper["baskanlik-oluru"]
    agreed, word = pdf.run("Uygun görüşle"), pdf.run("OLUR")
    days = [run for run in pdf.runs if run.text == DAY]
    assert [run.middle for run in days] == pytest.approx([agreed.middle, word.middle], abs=0.1)
    for day, over, name in zip(
        days, (agreed, word), ("Ayşe Nur ÖZTÜRK", "Şükrü IĞDIROĞLU"), strict=True
    ):
        assert blank_lines(over, day) == pytest.approx(0, abs=0.01)
        assert blank_lines(day, pdf.run(name)) == pytest.approx(3, abs=0.01)
    ending = next(run for run in pdf.runs if "olurlarınıza arz" in run.text)
    assert blank_lines(ending, pdf.run("Çağrı IŞIKÇI")) == pytest.approx(4, abs=0.01)


def test_O1_in_the_ebys_nothing_is_left_for_the_hand(electronic: Any) -> None:
    pdf = electronic["baskanlik-oluru"]
    assert DAY not in pdf.lines
    for word, name in (("Uygun görüşle", "Ayşe Nur ÖZTÜRK"), ("OLUR", "Şükrü IĞDIROĞLU")):
        assert blank_lines(pdf.run(word), pdf.run(name)) == pytest.approx(0, abs=0.01)
    assert pdf.run("E-12345678-")


def test_O1_its_annexes_stand_under_the_makam(example: Case, read: Any) -> None:
    content = replace(
        olur.content(as_printed(with_papers(example))), annexes=(Annex("Görev Dağılımı", 2),)
    )
    pdf = read(write(letter_pdf.lay_out(content), Info("Konu", "Belediye")))
    annex = pdf.run("Ek: Görev Dağılımı (2 Sayfa)")
    assert annex.x0 == pytest.approx(LEFT, abs=0.1)
    assert annex.y < pdf.run("Belediye Başkanı").y


def test_O1_offices_stand_in_their_order_over_the_makam(papers: Any, example: Case) -> None:
    made = papers(with_papers(example, approvers=(DEPUTY, SECRETARY)))["baskanlik-oluru"]
    assert made.lines.count("Uygun görüşle arz ederim.") == 2
    down = [made.run(name).y for name in ("Ayşe Nur ÖZTÜRK", "Ümit AĞAOĞLU", "OLUR")]
    assert down == sorted(down, reverse=True)
    without = papers(with_papers(example, approvers=()))["baskanlik-oluru"]
    assert "Uygun görüşle arz ederim." not in without.lines


def test_O1_P8_all_signatures_stand_on_the_page_on_which_the_text_ends(
    papers: Any, example: Case
) -> None:
    for count in range(1, 40, 3):
        case = replace(example, officers=(example.officers * 13)[:count])
        pdf = papers(with_papers(case))["baskanlik-oluru"]
        tail = ["Çağrı IŞIKÇI", "Uygun görüşle", "OLUR", "Belediye Başkanı"]
        ending = next(run for run in pdf.runs if "olurlarınıza arz" in run.text)
        signer = [run for run in pdf.runs if run.text == tail[0]][-1]
        assert {ending.page, signer.page, *(pdf.run(each).page for each in tail[1:])} == {
            len(pdf.pages)
        }


def test_O1_the_number_is_as_given_and_has_no_plan_code_of_ours(papers: Any, altered: Any) -> None:
    given: dict[str, Any] = {"number": "Z-12345678-903.07-145", "date": "2026-11-27"}
    pdf = papers(with_papers(altered(PAPER), **given))["baskanlik-oluru"]
    number = pdf.run("Z-12345678-903.07-145")
    assert pdf.run("27.11.2026").y == number.y
    blank = papers(with_papers(altered(PAPER)))["baskanlik-oluru"]
    assert blank.run("Z-12345678-").text == "Z-12345678-"
    assert "708.03" not in blank.text
    assert "01.12.2026" not in blank.text


def test_O1_the_makam_is_who_signs_the_letter_unless_another_is_named(
    papers: Any, example: Case, altered: Any
) -> None:
    acting = papers(with_papers(altered({"letter.signatory.capacity": "vekâleten"})))
    assert "Belediye Başkan V." in acting["baskanlik-oluru"].lines
    other = Official("Belediye Başkanı", "Zeki", "Dağ")
    named = papers(with_papers(example, approver=other))
    for name in ("baskanlik-oluru", "gorevlendirme"):
        assert "Zeki DAĞ" in named[name].lines
        assert "Şükrü IĞDIROĞLU" not in named[name].lines


def test_the_appointment_rests_on_the_olur_and_has_it_as_an_annex(
    papers: Any, altered: Any
) -> None:
    given: dict[str, Any] = {"number": "Z-12345678-903.07-145", "date": "2026-11-27"}
    pdf = papers(with_papers(altered(PAPER), **given))["gorevlendirme"]
    said = "Başkanlık Makamının 27.11.2026 tarihli ve Z-12345678-903.07-145 sayılı oluru."
    assert said in pdf.lines
    assert pdf.run("İlgi olur ile")
    assert "Ek: Başkanlık Oluru (1 Sayfa)" in pdf.lines
    assert "rica ederim." in pdf.text
    assert "arz" not in pdf.text
    assert pdf.run("a) İpek GÜNDOĞDU")
    assert "10000000146" not in pdf.text


def test_it_goes_to_every_unit_that_an_officer_works_in(papers: Any, example: Case) -> None:
    several = papers(with_papers(example))["gorevlendirme"]
    assert several.run("DAĞITIM YERLERİNE").middle == pytest.approx(MIDDLE, abs=0.1)
    listed = several.lines[several.lines.index("Dağıtım:") + 1 :][:3]
    units = [person.unit for person in example.officers]
    assert [line.removesuffix("ne") for line in listed] == units
    one = papers(with_papers(replace(example, officers=example.officers[:1] * 2)))["gorevlendirme"]
    assert one.run("YAZI İŞLERİ MÜDÜRLÜĞÜNE")
    assert "Dağıtım:" not in one.lines


def test_without_number_and_day_there_is_room_for_them(paper: Any) -> None:
    pdf = paper["gorevlendirme"]
    assert pdf.run("Başkanlık Makamının ………………").text.endswith("……………… sayılı oluru.")


def test_the_certificate_letter_has_its_list_as_an_annex(
    paper: Any, papers: Any, example: Case
) -> None:
    letter, listed = paper["e-imza-yazisi"], paper["e-imza-listesi"]
    assert letter.run("(Kamu Sertifikasyon Merkezi)").middle == pytest.approx(MIDDLE, abs=0.1)
    assert "Ek: Elektronik Sertifika Talep Listesi (1 Sayfa)" in letter.lines
    assert letter.run("Şükrü IĞDIROĞLU")
    for said in ("1453", "İpek GÜNDOĞDU", "10000000146", "ipek.gundogdu@ornekkoy.bel.tr"):
        assert said in listed.text
    assert "10000000146" not in letter.text
    assert "(0 500) 000 00 01" in listed.text
    long = papers(replace(example, certificates=PEOPLE * 40))
    pages = len(long["e-imza-listesi"].pages)
    assert pages > 1
    annex = f"Ek: Elektronik Sertifika Talep Listesi ({pages} Sayfa)"
    assert annex in long["e-imza-yazisi"].lines


def test_only_paper_ones_are_signed_by_hand(paper: Any, electronic: Any) -> None:
    copies = {"gorevlendirme-paraf", "e-imza-yazisi-paraf"}
    assert copies <= set(paper)
    assert not copies & set(electronic)
    assert paper["e-imza-listesi"].run("Paraf / imza:")
    assert not [line for line in electronic["e-imza-listesi"].lines if line.startswith("Paraf")]


def test_every_one_has_a_copy_for_a_word_processor(example: Case) -> None:
    names = {each.name for each in documents.editable(with_papers(example), kinds.of(*ALONG))}
    assert {f"{name}.docx" for name in OWN} <= names


def test_none_of_them_says_that_it_is_secret(altered: Any) -> None:
    case = with_papers(altered({"letter.secrecy": "together"}))
    for kind in (kinds.OLUR, kinds.ASSIGNMENT, kinds.CERTIFICATE_LETTER, kinds.CERTIFICATE_LIST):
        assert kind.exists(case)
        assert kind.degree(case) == ""


def test_too_many_offices_and_too_long_a_number_are_told(example: Case) -> None:
    said = with_papers(example, approvers=(DEPUTY,) * 5, number="Z-12345678-" + "903." * 30)
    found = {each.field for each in documents.check_posting(said)}
    assert {"olur.approvers", "olur.number"} <= found
    fits = {each.field for each in documents.check_posting(with_papers(example))}
    assert not {field for field in fits if field.startswith("olur")}


def test_a_begun_olur_shows_its_gaps(papers: Any, example: Case) -> None:
    pdf = papers(with_papers(example, proposer=Official("", "", ""), approvers=()))
    assert "baskanlik-oluru" not in pdf  # nothing was said at all
    pdf = papers(with_papers(example, proposer=Official("Bilgi İşlem Müdürü"), approvers=()))
    assert "……" in pdf["baskanlik-oluru"].lines


def test_a_name_is_text_and_no_markup(papers: Any, example: Case) -> None:
    people = (Certificate("<b>", "A&b", "<i>C", "x", "y@z", "1"),)
    listed = papers(replace(example, certificates=people))["e-imza-listesi"]
    assert "A&b <İ>C" in listed.text


def test_what_is_said_of_the_letter_alone_stands_on_none_of_them(papers: Any, altered: Any) -> None:
    changes = {
        "letter.second_signatory.name": "Umut",
        "letter.second_signatory.surname": "Çağlar",
        "letter.second_signatory.title": "Mali Hizmetler Müdürü",
    }
    case = with_papers(altered(changes))
    to = Recipient("Örnek Valiliği")
    made = papers(replace(case, letter=replace(case.letter, also_to=(to,), copies_to=(to,))))
    for name in OWN:
        assert "Umut ÇAĞLAR" not in made[name].text
        assert "Valiliği" not in made[name].text


def test_the_proposer_is_of_the_heading_and_no_signatory_of_the_letter(paper: Any) -> None:
    assert PROPOSER.title in paper["baskanlik-oluru"].lines
    assert PROPOSER.title not in paper["e-imza-yazisi"].lines


def test_the_list_before_posting_says_that_an_olur_stays(papers: Any, example: Case) -> None:
    words = "Başkanlık oluru ile birimlere yazılan görevlendirme belediyede kalır"

    def told(case: Case) -> str:
        return " ".join(papers(case)["gonderim-listesi"].text.split())

    assert words in told(with_papers(example))
    assert words not in told(example)
