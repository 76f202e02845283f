"""What holds for every document: same bytes, honest metadata, any text, drafts of any case."""

import dataclasses
import io
import subprocess
import sys
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ebel_wizard import documents
from ebel_wizard.case import model
from ebel_wizard.case.model import Case, Official, Person, Reference
from tests.limits import HANG

HOSTILE = "<b>&amp; {geçiş günü} %s \\ ) ("
NASTY = ["", " ", "\ud800", "😀", "مرحبا", "a\u0301", "\u202e", "\x00", "ğ" * 300, HOSTILE, "ß"]


def test_names_titles_and_page_counts(example: Case) -> None:
    built = documents.build(example)
    assert [(each.name, each.title, each.pages) for each in built] == [
        ("talep-yazisi.pdf", "Talep yazısı", 1),
        ("personel-tablosu.pdf", "Personel tablosu", 1),
        ("kep-yazisi.pdf", "KEP yazısı", 1),
        ("kep-formu.pdf", "KEP formu", 1),
    ]
    for each in built:
        with pdfplumber.open(io.BytesIO(each.data)) as pdf:
            assert len(pdf.pages) == each.pages


def test_same_case_same_bytes(example: Case) -> None:
    assert documents.build(example) == documents.build(dataclasses.replace(example))


def test_same_bytes_from_several_threads_at_once() -> None:
    """The preview and a save may be drawn side by side, the typeface being loaded meanwhile."""
    code = (
        "import sys; sys.setswitchinterval(1e-6); "  # threads meet more often than of themselves
        "from concurrent.futures import ThreadPoolExecutor as Pool; "
        "from ebel_wizard import documents; from ebel_wizard.case.model import Case; "
        "make = lambda _: documents.build(Case(), draft=True); "
        "made = list(Pool(4).map(make, range(40))); "
        "sys.exit(len(set(made)) != 1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, timeout=HANG
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_metadata_agrees_with_the_page_and_names_nobody(of_example: Any) -> None:
    for pdf in of_example.values():
        assert pdf.info["Author"] == "Örnekköy Belediye Başkanlığı"
        assert pdf.info["Title"].replace("i", "İ").upper() in pdf.text.replace("i", "İ").upper()
        assert pdf.catalog["Lang"] == b"tr-TR"
        for personal in ("10000000146", "10000010046", "500)", "123 45", "GÜNDOĞDU", "Gündoğdu"):
            assert personal not in str(pdf.info)


def test_text_is_never_markup(altered: Any, made: Any) -> None:
    changes = dict.fromkeys(("municipality.name", "municipality.unit", "kep.address"), HOSTILE)
    pdfs = made(altered(changes, officers=(Person(*[HOSTILE] * 6),)))
    assert HOSTILE in pdfs["talep-yazisi"].lines
    assert HOSTILE in pdfs["kep-formu"].lines
    # The table's cells break it at a blank; every piece is there as it was typed.
    assert "<b>&amp; {geçiş" in pdfs["personel-tablosu"].text


def test_reportlab_is_not_loaded_before_a_document_is_made() -> None:
    code = "import sys, ebel_wizard.documents; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=HANG).returncode == 0


def test_a_draft_of_nothing_shows_its_gaps(made: Any) -> None:
    pdfs = made(Case(), draft=True)
    assert list(pdfs) == ["talep-yazisi", "personel-tablosu", "kep-yazisi", "kep-formu"]
    for pdf in pdfs.values():
        assert "……" in pdf.text


def test_taslak_stands_light_across_every_page_of_a_draft_only(example: Any, made: Any) -> None:
    def across(page: Any) -> list[Any]:
        return [char for char in page.chars if char["matrix"][1] != 0]

    for pdf in made(example, draft=True).values():
        for page in pdf.pages:
            word = across(page)
            assert "".join(char["text"] for char in word) == "TASLAK"
            assert word[0]["non_stroking_color"][0] >= 0.85
            assert word[0]["x0"] < page.width / 2 < word[-1]["x1"]
    for pdf in made(example).values():
        assert not any(across(page) for page in pdf.pages)


def test_taslak_moves_nothing(example: Any, made: Any, of_example: Any) -> None:
    drafts = made(example, draft=True)
    for name, pdf in of_example.items():
        assert [dataclasses.replace(run, font="", colour=()) for run in drafts[name].runs] == [
            dataclasses.replace(run, font="", colour=()) for run in pdf.runs
        ]


@pytest.mark.parametrize("secrecy", ["apart", "together", "hizmete-özel", "", "?"])
def test_a_draft_takes_ten_thousand_letters_in_every_answer(secrecy: str) -> None:
    text = "Ağ<b>&{geçiş günü} " * 525
    values = dict.fromkeys(model.scalar_paths(), text) | {"letter.secrecy": secrecy}
    own = "Ağ<b>&{olmayan yer} " * 525  # a place that is known would be filled 525 times
    values |= {path: own for path in values if path.startswith("letter.text.")}
    initials = [Official(text, text, text)] * 2
    case = model.build(values, [Person(*[text] * 6)], [Reference(text, text)] * 2, initials)
    assert documents.build(case, draft=True)
    assert documents.extras(case, draft=True)
    assert documents.check_texts(case)


ANSWER = st.one_of(
    st.sampled_from([*NASTY, "İçişleri Bakanlığı", "12.12.2026", "Belediye Başkanı"]),
    st.text(max_size=40),
    st.text("abcçdeğıİ ", max_size=120),
)


@st.composite
def cases(draw: Any) -> Case:
    values = {path: draw(ANSWER) for path in model.scalar_paths()}
    values["letter.secrecy"] = draw(st.sampled_from(["apart", "together", "hizmete-özel"]))
    values["letter.signatory.capacity"] = draw(
        st.sampled_from(["asaleten", "vekâleten", "yetki devri"])
    )
    officers = draw(st.lists(st.builds(Person, *[ANSWER] * 6), max_size=4))
    references = draw(st.lists(st.builds(Reference, ANSWER, ANSWER), max_size=4))
    initials = draw(st.lists(st.builds(Official, *[ANSWER] * 3), max_size=3))
    return model.build(values, officers, references, initials)


@settings(max_examples=30)
@given(cases())
def test_a_draft_of_any_case_can_be_drawn(case: Case) -> None:
    """Half-typed answers and signs no typeface has; how finished ones stand is in test_random."""
    assert documents.build(case, draft=True)
    assert documents.extras(case, draft=True)
    documents.check_texts(case)
    documents.check_posting(case)
