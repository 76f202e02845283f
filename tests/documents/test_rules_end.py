"""The rules of what follows the text (E, C), urgency and initials (U, I), read off the PDF."""
# ruff: noqa: N802 - a rule's id has a capital

from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case.model import Official
from ebel_wizard.documents import kinds, request_letter
from ebel_wizard.documents.kind import Group
from ebel_wizard.documents.layout import letter_pdf
from ebel_wizard.documents.layout.letter_parts import Annex
from ebel_wizard.documents.layout.page import Info
from ebel_wizard.documents.layout.pdf_writer import write
from ebel_wizard.documents.letter import EBYS_NOTE
from ebel_wizard.documents.prepared import as_printed
from tests.documents.measures import ASCENT, CM, LEFT, MANY, MIDDLE, PAPER, RIGHT, TOP, logo

URGENT = {"letter.urgency": "GÜNLÜDÜR", "letter.due_date": "2026-12-10"}
PARAF = (
    Official("Bilgisayar İşletmeni", "Çağrı", "Işıkçı"),
    Official("Yazı İşleri Müdürü", "İpek", "Gündoğdu"),
)


@pytest.fixture(scope="module")
def filed(altered: Any, read: Any) -> Any:
    def make(changes: dict[str, str] | None = None, **options: Any) -> Any:
        case = altered(changes or {}, **options)
        copies = [each for each in kinds.of(Group.KEPT) if each.name.endswith("paraf.pdf")]
        there = [each for each in copies if each.exists(as_printed(case))]
        return {each.name: read(documents.make(each, case).data) for each in there}

    return make


def of_annexes(example: Any, read: Any, count: int) -> Any:
    annexes = [Annex(f"{number}. Belge", number) for number in range(1, count + 1)]
    content = request_letter.content(as_printed(example), annexes)
    return read(write(letter_pdf.lay_out(content), Info("Konu", "Belediye")))


def test_E1_one_annex_with_its_real_page_count(altered: Any, made: Any, example: Any) -> None:
    for count in (1, 60):
        pdfs = made(altered(officers=(example.officers * 20)[:count]))
        pages = len(pdfs["personel-tablosu"].pages)
        annex = pdfs["talep-yazisi"].run("Ek:")
        assert annex.text == f"Ek: Personel Bilgi Tablosu ({pages} Sayfa)"
        assert annex.x0 == pytest.approx(LEFT, abs=0.1)
        assert annex.y < pdfs["talep-yazisi"].run("Belediye Başkanı").y
    assert pages > 1


def test_E1_several_annexes_are_numbered_under_ek(packages: Any) -> None:
    lines = packages["together"]["talep-yazisi"].lines
    start = lines.index("Ek:")
    assert lines[start + 1 : start + 3] == [
        "1- Personel Bilgi Tablosu (1 Sayfa)",
        "2- KEP Bilgi Formu (1 Sayfa)",
    ]


def test_E2_annex_marks_only_where_there_are_several(
    of_example: Any, altered: Any, made: Any, example: Any
) -> None:
    assert not [line for pdf in of_example.values() for line in pdf.lines if "EK-" in line]
    case = altered({"letter.secrecy": "together"}, officers=example.officers * 20)
    pdfs = made(case)
    for name, mark in (("personel-tablosu", "EK-1"), ("kep-formu", "EK-2")):
        marks = [run for run in pdfs[name].runs if run.text == mark]
        assert [run.page for run in marks] == list(range(1, len(pdfs[name].pages) + 1))
        for run in marks:
            assert run.x1 == pytest.approx(RIGHT, abs=0.1)
            assert run.y + 0.891 * 12 == pytest.approx(TOP, abs=0.1)


def test_E3_the_kep_letter_is_tied_to_the_request_letter(
    of_example: Any, altered: Any, made: Any
) -> None:
    blank = of_example["kep-yazisi"]
    assert blank.run("……").text.endswith("…… sayılı yazımız.")
    given = made(altered(PAPER))["kep-yazisi"]
    assert "01.12.2026 tarihli ve Z-12345678-708.03-147 sayılı yazımız." in given.lines
    assert "Ek: KEP Bilgi Formu (1 Sayfa)" in given.lines


def test_E4_paper_annexes_have_room_for_initials_on_every_page(everything: Any) -> None:
    for name, pdf in everything.items():
        rooms = [run.page for run in pdf.runs if run.text.startswith("Paraf")]
        is_annex = not name.endswith("yazisi")
        # Under the GİZLİ letter, which is paper, the form is initialled whatever the request is.
        on_paper = name.startswith("Z") or name == "E apart kep-formu"
        assert rooms == (list(range(1, len(pdf.pages) + 1)) if is_annex and on_paper else [])


def test_E4_nothing_stands_in_the_room_for_initials(everything: Any) -> None:
    rooms = 0
    for pdf in everything.values():
        for room in (run for run in pdf.runs if run.text.startswith("Paraf")):
            rooms += 1
            upper, lower = room.y + 10, room.y + 10 - 1.3 * CM
            page = pdf.pages[room.page - 1]
            sides = [line for line in page.lines if line["x0"] >= room.x0 - 5]
            tops = {round(page.height - line["top"], 1) for line in sides}
            assert {round(upper, 1), round(lower, 1)} <= tops
            for run in pdf.runs:
                beside = run.page != room.page or run is room or run.x1 < room.x0
                assert beside or not lower < run.y < upper
    assert rooms > 4


def test_C1_contact_block_stands_under_a_rule_at_the_foot(letter: Any) -> None:
    address, person = letter.run("Adres:"), letter.run("Bilgi için:")
    assert address.text.endswith("Posta Kodu: 58999")
    assert address.x0 == pytest.approx(LEFT, abs=0.1)
    assert person.text == "Bilgi için: İpek GÜNDOĞDU"
    assert person.x0 > MIDDLE
    assert person.y == pytest.approx(address.y)
    for said in (
        "Telefon No: (0 346) 123 45 67  Faks No: (0 346) 123 45 68",
        "e-Posta: bilgi@ornekkoy.bel.tr  İnternet Adresi: www.ornekkoy.bel.tr",
        "KEP Adresi: ornekkoybelediyesi@hs01.kep.tr",
        "Yazı İşleri Müdürü",
        "Telefon No: (0 346) 123 45 70",
    ):
        assert said in letter.lines
    (rule,) = letter.pages[0].lines
    assert 0 < letter.pages[0].height - rule["top"] - address.y < 15
    assert (rule["x0"], rule["x1"]) == pytest.approx((LEFT, RIGHT), abs=0.1)


@pytest.mark.parametrize("length", range(60, 130, 5))
def test_C1_no_number_is_parted_from_what_it_is(altered: Any, made: Any, length: int) -> None:
    """Wherever the line of the contact block ends."""
    street = ("Şehitler Caddesi No: 5 " * 9)[:length].strip()
    changes = {"municipality.contact.address": street, "municipality.contact.web": "www.a.bel.tr"}
    pdf = made(altered(changes))["talep-yazisi"]
    block = [run.text for run in pdf.runs if round(run.size) == 8]
    for whole in ("Posta Kodu: 58999", "Telefon No: (0 346) 123 45 67", "Faks No: (0 346)"):
        assert [line for line in block if whole in line]


def test_C1_what_the_municipality_does_not_have_is_left_out(altered: Any, made: Any) -> None:
    without = {"municipality.contact.fax": "", "municipality.contact.web": ""}
    text = made(altered(without))["talep-yazisi"].text
    assert "Faks" not in text
    assert "İnternet" not in text


@pytest.mark.parametrize(
    "changes", [{"letter.urgency": "ACELE"}, URGENT], ids=lambda each: each["letter.urgency"]
)
@pytest.mark.parametrize("secrecy", ["apart", "together"])
def test_U1_urgency_is_red_at_the_top_right_of_the_first_page_only(
    altered: Any, made: Any, changes: dict[str, str], secrecy: str
) -> None:
    body = "\n".join(["Geçiş hazırlıkları sürmektedir. " * 9] * 9 + ["Gereğini arz ederim."])
    more = {"letter.secrecy": secrecy, "letter.text.request.body": body}
    pdfs = made(altered(changes | more, references=MANY), logo=logo(400, 400))
    letter = pdfs["talep-yazisi"]
    (urgency,) = [run for run in letter.runs if run.text == changes["letter.urgency"]]
    marks = ["GİZLİ", "GİZLİ"] if secrecy == "together" else []
    assert len(letter.pages) > 1
    for number in range(2, len(letter.pages) + 1):
        assert [run.text for run in letter.runs if run.red and run.page == number] == marks
    assert urgency.red
    assert urgency.page == 1
    assert urgency.x1 == pytest.approx(RIGHT, abs=0.1)
    assert urgency.y + ASCENT == pytest.approx(TOP, abs=0.1)
    for name in pdfs.keys() - {"talep-yazisi"}:
        assert changes["letter.urgency"] not in pdfs[name].text


def test_U1_the_day_of_a_gunludur_letter_stands_in_its_text(altered: Any, made: Any) -> None:
    assert "10 Aralık 2026 tarihine kadar" in made(altered(URGENT))["talep-yazisi"].text
    acele = URGENT | {"letter.urgency": "ACELE"}
    assert "10 Aralık 2026" not in made(altered(acele))["talep-yazisi"].text


def test_U1_without_urgency_nothing_is_red(altered: Any, made: Any) -> None:
    for urgency in ("", "İVEDİ"):
        pdf = made(altered({"letter.urgency": urgency}))["talep-yazisi"]
        assert not [run for run in pdf.runs if run.red]


def test_E1_a_long_list_has_a_page_of_its_own_with_real_counts(example: Any, read: Any) -> None:
    pdf = of_annexes(example, read, 40)
    assert len(pdf.pages) == 2
    annex = pdf.run("Ek:")
    assert (annex.text, annex.page) == ("Ek: Ek Listesi", 1)  # m.18/4
    listed = [run for run in pdf.runs if "Belge" in run.text]
    assert [run.text for run in listed] == [
        f"{number}- {number}. Belge ({number} Sayfa)" for number in range(1, 41)
    ]
    assert {run.page for run in listed} == {2}
    title = pdf.run("EK LİSTESİ")
    assert title.middle == pytest.approx(MIDDLE, abs=0.1)
    assert len([run for run in pdf.runs if run.text.startswith("Adres:")]) == 2
    assert [run.text for run in pdf.runs if run.text in {"1/2", "2/2"}] == ["1/2", "2/2"]


def test_E1_a_list_longer_than_a_page_goes_on_with_the_next(example: Any, read: Any) -> None:
    pdf = of_annexes(example, read, 120)
    assert pdf.run("Ek:").text == "Ek: Ek Listesi"
    assert len(pdf.pages) > 2
    assert len([run for run in pdf.runs if "Belge" in run.text]) == 120


def test_E1_a_short_list_stands_under_the_signature(example: Any, read: Any) -> None:
    pdf = of_annexes(example, read, 9)
    assert len(pdf.pages) == 1
    assert "9- 9. Belge (9 Sayfa)" in pdf.lines


def test_E3_the_request_names_the_annex_that_is_sent_apart(of_example: Any) -> None:
    request = of_example["talep-yazisi"]
    assert "güvenlik nedeniyle “Gizli” gizlilik dereceli ayrı bir yazıyla" in request.text
    assert "Ek: Personel Bilgi Tablosu (1 Sayfa)" in request.lines


def test_I1_the_copy_that_stays_is_the_letter_with_initials_at_the_bottom_left(
    filed: Any, altered: Any, made: Any
) -> None:
    sent_papers, kept_papers = made(altered(paraf=PARAF)), filed(paraf=PARAF)
    for name in ("talep-yazisi", "kep-yazisi"):
        sent, kept = sent_papers[name], kept_papers[f"{name}-paraf.pdf"]
        added = [line for line in kept.lines if line not in sent.lines]
        assert [line.partition("  ")[2] for line in added] == [
            "Bilgisayar İşletmeni: Çağrı IŞIKÇI",
            "Yazı İşleri Müdürü: İpek GÜNDOĞDU",
        ]
        assert [line for line in kept.lines if line not in added] == sent.lines
        for line in added:
            run = kept.run(line)
            assert "/" in line.partition("  ")[0]  # room for the day
            assert run.x0 == pytest.approx(LEFT, abs=0.1)
            assert kept.run("Adres:").y < run.y < kept.run("Ek:").y


def test_I1_without_names_there_is_room_for_two(filed: Any, of_example: Any) -> None:
    for name, pdf in filed().items():
        sent = of_example[name.removesuffix("-paraf.pdf")]
        added = [line for line in pdf.lines if line not in sent.lines]
        rows = [run for run in pdf.runs if run.text in added]
        assert len(rows) == 2
        assert rows[0].y - rows[1].y >= 15


def test_I1_no_print_for_the_addressee_has_room_for_initials_of_the_letter(
    of_example: Any,
) -> None:
    for name in ("talep-yazisi", "kep-yazisi"):
        assert "…… /…… /" not in of_example[name].text


def test_I1_only_paper_letters_have_a_second_print(filed: Any) -> None:
    assert list(filed()) == ["talep-yazisi-paraf.pdf", "kep-yazisi-paraf.pdf"]
    assert list(filed({"letter.medium": "E"})) == ["kep-yazisi-paraf.pdf"]
    assert list(filed({"letter.secrecy": "together"})) == ["talep-yazisi-paraf.pdf"]


def test_I1_initials_never_meet_the_text(filed: Any, altered: Any, made: Any) -> None:
    """However far down the letter reaches."""
    for count in range(12, 29, 2):
        pdf = filed(references=MANY[:count])["talep-yazisi-paraf.pdf"]
        rows = [run for run in pdf.runs if run.text.startswith("…… /")]
        assert [run.page for run in rows] == [len(pdf.pages)] * 2
        assert pdf.run("Adres:").y < rows[1].y < rows[0].y
        for row in rows:
            beside = [
                run
                for run in pdf.runs
                if run.page == row.page and run is not row and run.x0 < row.x1 + 5
            ]
            assert min(abs(run.y - row.y) for run in beside) >= 12


def test_I1_the_copy_is_never_longer_than_the_letter(filed: Any, altered: Any, made: Any) -> None:
    """However far down the letter reaches, and however many initial."""
    offices = tuple(
        Official(f"{number}. İşler Müdürü", "Çağrı", "Işıkçı") for number in range(1, 13)
    )
    places = set()
    for count in range(3, 29, 5):
        for paraf in ((), offices[:4], offices):
            sent = made(altered(references=MANY[:count], paraf=paraf))["talep-yazisi"]
            copy = filed(references=MANY[:count], paraf=paraf)["talep-yazisi-paraf.pdf"]
            rows = [run for run in copy.runs if run.text.startswith("…… /")]
            assert len(rows) == (len(paraf) or 2)
            assert [run for run in copy.runs if run not in rows] == sent.runs
            assert {run.page for run in rows} == {len(sent.pages)} == {len(copy.pages)}
            assert all(run.x0 == pytest.approx(LEFT, abs=0.1) for run in rows)
            places.add("foot" if rows[-1].y < copy.run("Ek:").y else "beside")
    assert places == {"foot", "beside"}


def test_E1_T3_a_count_of_thousands_has_its_point(example: Any, read: Any) -> None:
    content = request_letter.content(as_printed(example), [Annex("Belge", 1452)])
    pdf = read(write(letter_pdf.lay_out(content), Info("Konu", "Belediye")))
    assert "Ek: Belge (1.452 Sayfa)" in pdf.lines


def test_E1_every_count_is_the_real_one(everything: Any) -> None:
    checked = 0
    for name, pdf in everything.items():
        mode, _, paper = name.rpartition(" ")
        for annex, title in (("personel-tablosu", "Personel Bilgi"), ("kep-formu", "KEP Bilgi")):
            for line in pdf.lines:
                if line.startswith(("Ek: ", "1- ", "2- ")) and title in line:
                    assert paper.endswith("yazisi")
                    assert line.endswith(f"({len(everything[f'{mode} {annex}'].pages)} Sayfa)")
                    checked += 1
    assert checked == 2 + 2 + 2 + 2 + 2


def test_C1_every_letter_and_every_page_of_it_has_the_whole_block(
    everything: Any, letter: Any
) -> None:
    block = [run.text for run in letter.runs if round(run.size) == 8]
    assert len(block) == 7
    for name, pdf in everything.items():
        for number in range(1, len(pdf.pages) + 1):
            small = [run.text for run in pdf.runs if run.page == number and round(run.size) == 8]
            said = [text for text in small if text not in EBYS_NOTE]
            if name.endswith("yazisi"):
                assert said == block
            else:
                assert "Adres:" not in " ".join(said)


def test_I1_who_initials_stands_in_the_order_of_the_answers(filed: Any) -> None:
    for order in (PARAF, PARAF[::-1]):
        for pdf in filed(paraf=order).values():
            rows = [run for run in pdf.runs if run.text.startswith("…… /")]
            said = [run.text.partition("  ")[2].partition(":")[0] for run in rows]
            assert said == [each.title for each in order]


def test_I1_G2_the_copy_of_a_gizli_letter_is_marked_as_well(filed: Any) -> None:
    copies = filed(references=MANY)
    counts = {
        name: [run.text for run in pdf.runs if run.red].count("GİZLİ") / len(pdf.pages)
        for name, pdf in copies.items()
    }
    assert counts == {"talep-yazisi-paraf.pdf": 0, "kep-yazisi-paraf.pdf": 2}
