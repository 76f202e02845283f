"""What only some letters have: a logo, urgency, initials, a long list of annexes, own words."""
# ruff: noqa: N802 - a rule's id has a capital

import io
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from ebel_wizard import documents
from ebel_wizard.case.model import Initials, Reference
from ebel_wizard.documents import letter_pdf, request_letter
from ebel_wizard.documents.letter import Annex
from ebel_wizard.documents.package import prepare
from ebel_wizard.documents.page import Info, write

CM = 72 / 2.54
LEFT, RIGHT, TOP, MIDDLE = 1.5 * CM, 19.5 * CM, 28.2 * CM, 10.5 * CM
LINE = 13.8
ASCENT = 0.891 * 12
URGENT = {"letter.urgency": "GÜNLÜDÜR", "letter.due_date": "2026-12-10"}
PARAF = (
    Initials("Bilgisayar İşletmeni", "Çağrı", "Işıkçı"),
    Initials("Yazı İşleri Müdürü", "İpek", "Gündoğdu"),
)
MANY = tuple(Reference(f"{day:02}.01.2026", f"E-99999999-710-{day}") for day in range(1, 30))


def picture(width: int, height: int, colour: str = "navy") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


def logo_on(pdf: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the one picture on the first page, in points."""
    (image,) = pdf.pages[0].images
    height = pdf.pages[0].height
    return image["x0"], height - image["bottom"], image["x1"], height - image["top"]


@pytest.fixture(scope="module")
def filed(altered: Any, read: Any) -> Any:
    def make(changes: dict[str, str] | None = None, **options: Any) -> Any:
        papers = documents.extras(altered(changes or {}, **options))
        return {each.name: read(each.data) for each in papers if each.name.endswith("paraf.pdf")}

    return make


# The logo


@pytest.mark.parametrize(("width", "height"), [(400, 400), (900, 200), (100, 600)])
def test_P3_the_logo_stands_centred_over_tc_half_a_centimetre_from_the_edge(
    example: Any, made: Any, width: int, height: int
) -> None:
    logo = documents.read_logo(picture(width, height))
    pdf = made(example, logo=logo)["talep-yazisi"]
    left, bottom, right, top = logo_on(pdf)
    assert pdf.pages[0].height - top == pytest.approx(0.5 * CM, abs=0.1)
    assert (left + right) / 2 == pytest.approx(MIDDLE, abs=0.1)
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.01)
    heading = pdf.run("T.C.")
    assert bottom - 2 * LINE < heading.y + ASCENT <= bottom
    assert (pdf.run("Yazı İşleri").y - pdf.run("Sayı").y) / LINE == pytest.approx(3, abs=0.01)


def test_P3_in_a_marked_letter_the_logo_stands_left_centred_on_the_heading(
    altered: Any, made: Any
) -> None:
    logo = documents.read_logo(picture(400, 400))
    marked = altered({"letter.secrecy": "together"})
    pdf, bare = made(marked, logo=logo)["talep-yazisi"], made(marked)["talep-yazisi"]
    left, bottom, right, top = logo_on(pdf)
    assert left == pytest.approx(LEFT, abs=0.1)
    assert right < pdf.run("ÖRNEKKÖY").x0
    assert pdf.pages[0].height - top >= 0.5 * CM
    heading_middle = (pdf.run("T.C.").y + ASCENT + pdf.run("Yazı İşleri").y) / 2
    assert (top + bottom) / 2 == pytest.approx(heading_middle, abs=3)
    assert bottom > pdf.run("Sayı").y + ASCENT
    assert pdf.lines == bare.lines
    assert [run.y for run in pdf.runs] == [run.y for run in bare.runs]


def test_P3_beside_a_heading_without_room_the_logo_keeps_clear_of_mark_and_heading(
    altered: Any, made: Any
) -> None:
    changes = {"letter.secrecy": "together", "municipality.unit": "Uzun Adlı Birim " * 6}
    pdf = made(altered(changes), logo=documents.read_logo(picture(400, 400)))["talep-yazisi"]
    _, bottom, _, top = logo_on(pdf)
    assert top <= pdf.run("GİZLİ").y
    assert pdf.run("T.C.").y + ASCENT <= bottom


def test_P3_every_letter_has_the_logo_and_no_annex(altered: Any, made: Any) -> None:
    pdfs = made(altered(references=MANY), logo=documents.read_logo(picture(300, 300)))
    counts = {name: [len(page.images) for page in pdf.pages] for name, pdf in pdfs.items()}
    assert counts == {
        "talep-yazisi": [1, 0],
        "personel-tablosu": [0],
        "kep-yazisi": [1],
        "kep-formu": [0],
    }


# Urgency


@pytest.mark.parametrize(
    "changes", [{"letter.urgency": "ACELE"}, URGENT], ids=lambda each: each["letter.urgency"]
)
@pytest.mark.parametrize("secrecy", ["apart", "together"])
def test_U1_urgency_is_red_at_the_top_right_of_the_first_page_only(
    altered: Any, made: Any, changes: dict[str, str], secrecy: str
) -> None:
    case = altered(changes | {"letter.secrecy": secrecy}, references=MANY)
    pdfs = made(case, logo=documents.read_logo(picture(400, 400)))
    (urgency,) = [run for run in pdfs["talep-yazisi"].runs if run.text == changes["letter.urgency"]]
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


# The copy that stays


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
        above = [run.y for run in pdf.runs if run.page == len(pdf.pages) and run.size == 12]
        assert min(above, default=TOP) > rows[0].y + 9


# Annexes


def of_annexes(example: Any, read: Any, count: int) -> Any:
    annexes = [Annex(f"{number}. Belge", number) for number in range(1, count + 1)]
    content = request_letter.content(prepare(example), annexes)
    return read(write(letter_pdf.lay_out(content), Info("Konu", "Belediye")))


def test_E1_a_long_list_has_a_page_of_its_own_with_real_counts(example: Any, read: Any) -> None:
    pdf = of_annexes(example, read, 40)
    assert len(pdf.pages) == 2
    annex = pdf.run("Ek:")
    assert (annex.text, annex.page) == ("Ek: Ek Listesi (1 Sayfa)", 1)
    listed = [run for run in pdf.runs if "Belge" in run.text]
    assert [run.text for run in listed] == [
        f"{number}- {number}. Belge ({number} Sayfa)" for number in range(1, 41)
    ]
    assert {run.page for run in listed} == {2}
    title = pdf.run("EK LİSTESİ")
    assert title.middle == pytest.approx(MIDDLE, abs=0.1)
    assert len([run for run in pdf.runs if run.text.startswith("Adres:")]) == 2
    assert [run.text for run in pdf.runs if run.text in {"1/2", "2/2"}] == ["1/2", "2/2"]


def test_E1_a_list_longer_than_a_page_counts_its_pages(example: Any, read: Any) -> None:
    pdf = of_annexes(example, read, 120)
    assert pdf.run("Ek:").text == f"Ek: Ek Listesi ({len(pdf.pages) - 1} Sayfa)"
    assert len([run for run in pdf.runs if "Belge" in run.text]) == 120


def test_E1_a_short_list_stands_under_the_signature(example: Any, read: Any) -> None:
    pdf = of_annexes(example, read, 9)
    assert len(pdf.pages) == 1
    assert "9- 9. Belge (9 Sayfa)" in pdf.lines


def test_E3_the_request_names_the_annex_that_is_sent_apart(of_example: Any) -> None:
    request = of_example["talep-yazisi"]
    assert "KEP Bilgi Formu, güvenlik nedeniyle ayrı ve GİZLİ bir yazıyla" in request.text
    assert "Ek: Personel Bilgi Tablosu (1 Sayfa)" in request.lines


# How a long text breaks


@pytest.mark.parametrize("lines", range(2, 9))
def test_no_line_of_a_paragraph_is_left_alone_on_a_page(
    altered: Any, made: Any, lines: int
) -> None:
    """Whatever stands above it: paragraphs of so many lines over two or three pages."""
    paragraph = "Kurumumuzca yürütülen geçiş çalışmaları kapsamında gerekli hazırlıklar sürüyor. "
    text = (paragraph * 8)[: 95 * lines - 30].rsplit(" ", 1)[0] + "."
    body = "\n".join([*[text] * (90 // lines), "Gereğini arz ederim."])
    pdf = made(altered({"letter.text.request.body": body}))["talep-yazisi"]
    assert len(pdf.pages) > 1
    written = [run for run in pdf.runs if run.size == 12 and run.x0 < MIDDLE]
    first = written.index(pdf.run("Kurumumuzca"))
    last = written.index(pdf.run("Gereğini arz"))
    body_lines = written[first : last + 1]
    starts = [run.x0 > LEFT + 10 for run in body_lines]
    for at, (above, below) in enumerate(pairwise(body_lines)):
        if above.page == below.page:
            continue
        begins_new = starts[at + 1]
        if not begins_new:
            assert not starts[at], "a paragraph's first line is alone at the foot"
            next_starts = [*starts[at + 2 :], True]
            assert not next_starts[0], "a paragraph's last line is alone at the top"


# The officer's own words


def test_own_words_stand_in_the_letter_with_their_places_filled(altered: Any, made: Any) -> None:
    changes = {
        "letter.text.request.subject": "Geçiş Günü Hakkında",
        "letter.text.request.body": "Geçiş {geçiş günü} günüdür.\nDurumu {arz} ederim.",
        "letter.text.kep.body": "İlgi yazımız ektedir.\nGereğini {arz} ederim.",
    }
    pdfs = made(altered(changes))
    for said in ("Geçiş Günü Hakkında", "Geçiş 15 Aralık 2026 günüdür.", "Durumu arz ederim."):
        assert said in pdfs["talep-yazisi"].lines
    assert "5393" not in pdfs["talep-yazisi"].text
    assert "İlgi yazımız ektedir." in pdfs["kep-yazisi"].lines
    assert "Kayıtlı Elektronik Posta Bilgileri" in pdfs["kep-yazisi"].lines


def test_own_words_are_text_and_no_markup(altered: Any, made: Any) -> None:
    hostile = "<b>&amp; {olmayan} %s \\ ) ( gereğini arz ederim."
    pdf = made(altered({"letter.text.request.body": hostile}))["talep-yazisi"]
    assert hostile in pdf.lines


@pytest.mark.parametrize(
    ("body", "verb"),
    [
        ("İçişleri Bakanlığı", "arz"),
        ("Sivas Valiliği", "arz"),
        ("Gürün Belediye Başkanlığı", "arz"),
        ("Örnekköy Belediye Başkanlığı Fen İşleri Müdürlüğü", "rica"),
        ("Çınarlı Mahallesi Muhtarlığı", "rica"),
    ],
)
def test_T4_the_first_addressee_line_decides_the_closing_verb(
    altered: Any, made: Any, body: str, verb: str
) -> None:
    pdfs = made(altered({"letter.addressee.body": body}))
    for name in ("talep-yazisi", "kep-yazisi"):
        assert f"gereğini {verb} ederim." in pdfs[name].text
