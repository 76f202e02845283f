"""The editable copies: words, lines and pages of the PDF, in a file that Word can go on with."""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import HealthCheck, assume, given, settings
from PIL import Image

from ebel_wizard import documents
from ebel_wizard.case import model
from ebel_wizard.case.model import (
    Case,
    Person,
    Recipient,
    Reference,
    Signatory,
    Unit,
    User,
)
from ebel_wizard.documents import request_letter
from ebel_wizard.documents.layout import (
    docx_writer,
    fonts,
    letter_docx,
    letter_pdf,
    page,
    pdf_writer,
)
from ebel_wizard.documents.layout.letter_parts import Annex
from ebel_wizard.documents.layout.page import Info
from ebel_wizard.documents.letter import EBYS_NOTE
from ebel_wizard.documents.prepared import as_printed
from ebel_wizard.turkish import letters
from tests.documents import libreoffice, test_build, test_random
from tests.documents.libreoffice import Line
from tests.documents.papers import DEPUTY, SECRETARY, with_papers
from tests.limits import HANG

MOVED = "long, logo talep-yazisi"
SOAK = "EBEL_WIZARD_CASES" in os.environ
# Hyphens and dashes stand near the ends of lines, where a word processor would part their words.
SENTENCE = (
    "Belediyemizin e-Belediye Bilgi Sistemine geçiş çalışmaları 2025–2026 döneminde mali-idari "
    "birimlerin e-posta ve e-imza kullanımıyla birlikte yürütülmekte, TCKN’ler ve AVM’lere ilişkin "
    "kayıtlar da Kayıtlı Elektronik Posta (KEP) yoluyla e-Belediye’ye aktarılmaktadır; "
)
LONG = "\n".join([*(SENTENCE * n + "gereği yapılmıştır." for n in (1, 2, 3, 1, 4)), "Arz ederim."])


def of(case: Case, name: str, logo: Any = None) -> bytes:
    return next(each.data for each in documents.editable(case, logo=logo) if name in each.name)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def logo(width: int, height: int) -> Any:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(buffer, "PNG")
    return documents.read_logo(buffer.getvalue())


def officers(example: Case, count: int) -> tuple[Person, ...]:
    return tuple(example.officers[position % 3] for position in range(count))


def references(count: int) -> tuple[Reference, ...]:
    return tuple(
        Reference(f"2026-01-{day:02}", f"E-12345678-708.03-{day}") for day in range(1, count + 1)
    )


DELEGATED = {
    "letter.signatory.capacity": "yetki devri",
    "letter.signatory.own_title": "Başkan Yardımcısı",
}
NUMBERED = {"letter.medium": "E", "letter.record_number": "147", "letter.date": "2026-11-20"}


@pytest.fixture(scope="session")
def variants(example: Case, altered: Any) -> dict[str, tuple[Case, Any]]:
    """Return cases by name, with the logo they have."""
    acele, open_ = {"letter.urgency": "ACELE"}, {"letter.secrecy": "hizmete-özel"}
    due = {"letter.urgency": "GÜNLÜDÜR", "letter.due_date": "2026-12-10"}
    body = {"letter.text.request.body": LONG}
    return {
        "example": (example, None),
        "one person": (altered(officers=officers(example, 1)), None),
        "sixty": (altered(NUMBERED, officers=officers(example, 60)), None),
        "sixty, paper": (altered(open_, officers=officers(example, 60)), None),
        "hizmete özel": (altered(open_ | DELEGATED | acele, references=references(2)), None),
        "numbered": (altered(NUMBERED | acele, references=references(1)), logo(300, 200)),
        "due": (altered(NUMBERED | due), None),
        "marked logo": (altered(open_), logo(200, 200)),
        "long": (altered(body, references=references(9)), None),
        "long, logo": (altered(body | DELEGATED | acele), logo(100, 100)),
        "with lists": (
            dataclasses.replace(
                example,
                units=tuple(
                    Unit(f"Birim {n}", "", f"{n:08}", "Cadde" * (n % 9)) for n in range(90)
                ),
                users=tuple(
                    User(f"Kişi {n}", "Yıldız", title="Memur " * (n % 7), unit=f"Birim {n}")
                    for n in range(200)
                ),
            ),
            None,
        ),
        "acting": (altered({"letter.signatory.capacity": "vekâleten"}), None),
        "papers": (with_papers(altered(officers=officers(example, 9))), None),
        "papers, long": (
            with_papers(altered(acele, officers=officers(example, 40)), certificates=60),
            logo(300, 200),
        ),
        "papers, electronic": (
            with_papers(altered(NUMBERED), approvers=(DEPUTY, SECRETARY)),
            logo(100, 100),
        ),
        "to several": (several(altered({}), 3), None),
        "to many": (several(altered({}), 20), None),
        "to a company": (altered(COMPANY, references=PETITION), None),
    }


COMPANY = {
    "letter.addressee.body": "Anadolu Yazılım Limited Şirketi",
    "letter.addressee.address": "Cinnah Caddesi 1 Çankaya/Ankara",
}
PETITION = (Reference("2026-01-02", kind="dilekçe", sender="Ayşe Demirci", annex="1"),)


def several(case: Case, count: int) -> Case:
    """Return the case with further addressees and a second signature."""
    also = tuple(
        Recipient(f"{number}. Örnek Valiliği", "İl Yerel Yönetimler Müdürlüğü", without="1")
        for number in range(1, count + 1)
    )
    return dataclasses.replace(
        case,
        letter=dataclasses.replace(
            case.letter,
            also_to=also,
            copies_to=(Recipient("Türkiye Belediyeler Birliği"), also[0]),
            second_signatory=Signatory("Fatma", "Çelik", "Mali Hizmetler Müdürü"),
        ),
    )


Pages = list[list[Line]]


def straddling() -> Iterator[str]:
    """Paragraphs of two lines: at the end of the first is room for the half of a word that has a
    sign in its middle. Every sign of the typeface up to those of money, but for phonetic ones,
    between letters and between digits.
    """
    codes = chain(range(0x20, 0x2B0), range(0x370, 0x20C0))
    signs = [letter for letter in map(chr, codes) if not letter.isalnum()]
    for sign in (each for each in signs if fonts.can_print(each) and letters.clean(each) == each):
        for half in ("evraklar", "20266"):
            room = fonts.width(f" {half}{sign}", page.SIZE) + 2
            line = "Belediyemizin gerekli hazırlıkları sürüyor "
            while fonts.width(f"{line}i", page.SIZE) < page.TEXT_WIDTH - letter_pdf.INDENT - room:
                line += "i"
            yield f"{line} {half}{sign}{half} sözü."


@pytest.fixture(scope="session")
def seen(example: Case, variants: Any, tmp_path_factory: Any) -> dict[str, tuple[Pages, Pages]]:
    """Return each open document as the PDF has it, and as LibreOffice shows the copy."""
    copies, ours = {}, {}
    for name, (case, picture) in variants.items():
        made = [*documents.build(case, logo=picture)]
        if name == "with lists":
            made += documents.sheets(case)
        if name.startswith("papers"):
            made += documents.extras(case, logo=picture)
        built = {each.name: each for each in made}
        for copy in documents.editable(case, [each.kind for each in made], logo=picture):
            stem = copy.name.removesuffix(".docx")
            copies[f"{name} {stem}"] = copy.data
            ours[f"{name} {stem}"] = built[f"{stem}.pdf"].data
    content = request_letter.content(
        as_printed(example), [Annex(f"{number}. Belge", number) for number in range(1, 41)]
    )
    copies["forty annexes"] = letter_docx.write(content, "Örnekköy")
    ours["forty annexes"] = pdf_writer.write(letter_pdf.lay_out(content), Info("Konu", "Örnekköy"))
    content = dataclasses.replace(content, annexes=(), paragraphs=tuple(straddling()))
    copies["every sign"] = letter_docx.write(content, "Örnekköy")
    ours["every sign"] = pdf_writer.write(letter_pdf.lay_out(content), Info("Konu", "Örnekköy"))
    shown = libreoffice.to_pdf(copies, tmp_path_factory.mktemp("office"))
    return {
        name: (without_note(libreoffice.pages(ours[name])), libreoffice.pages(shown[name]))
        for name in copies
    }


def without_note(pages: Pages) -> Pages:
    """Return the pages without what tells that the document is made elsewhere: the copy is for use
    there (M1).
    """
    note = {letters.clean(line).replace(" ", "") for line in EBYS_NOTE}
    return [[line for line in page if line.text not in note] for page in pages]


def test_every_open_document_has_a_copy_and_the_form_has_none(example: Case) -> None:
    copies = documents.editable(example)
    assert [(each.name, each.title, each.pages, each.secret) for each in copies] == [
        ("talep-yazisi.docx", "Talep yazısı", 1, False),
        ("personel-tablosu.docx", "Personel tablosu", 1, False),
    ]


def test_G4_what_is_secret_as_a_whole_has_no_copy(altered: Any) -> None:
    assert documents.editable(altered({"letter.secrecy": "together"})) == ()


def test_the_same_words_on_the_same_lines_of_the_same_pages(seen: Any) -> None:
    for name, (ours, theirs) in seen.items():
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True), 1):
            if name != MOVED:
                assert [line.text for line in other] == [line.text for line in one], (name, number)


def test_the_copy_asks_for_a_layout_that_narrows_no_blanks(example: Case) -> None:
    """Which word processors of today would do otherwise; those of Debian 12 cannot show it."""
    for copy in documents.editable(example):
        compatible = opened(copy.data).settings.element
        assert compatible.xpath("w:compat/w:compatSetting/@w:val") == ["14"]
        assert not compatible.xpath("w:compat/w:wpJustification")


def test_where_the_signature_takes_text_along_lines_and_pages_are_the_same(seen: Any) -> None:
    """The PDF moves two lines with a signature, LibreOffice whole paragraphs: here only the last,
    of one line, so that two lines stand a page earlier.
    """
    ours, theirs = seen[MOVED]
    assert len(theirs) == len(ours)
    assert sorted(line.text for each in theirs for line in each) == sorted(
        line.text for each in ours for line in each
    )


def test_every_line_stands_where_it_stands_in_the_pdf(seen: Any) -> None:
    for name, (ours, theirs) in seen.items():
        for our, their in zip(ours, theirs, strict=True) if name != MOVED else ():
            for one, other in zip(our, their, strict=True):
                assert other.left == pytest.approx(one.left, abs=0.7), (name, one)
                assert other.right == pytest.approx(one.right, abs=1.2), (name, one)
                assert other.bottom == pytest.approx(one.bottom, abs=8), (name, one)
            for (one, two), (three, four) in zip(pairwise(our), pairwise(their), strict=True):
                assert four.bottom - three.bottom == pytest.approx(two.bottom - one.bottom, abs=8)


def test_long_letters_of_the_comparison_are_long(seen: Any) -> None:
    assert len(seen["long talep-yazisi"][0]) == 2
    assert len(seen["sixty personel-tablosu"][0]) == 3


def test_paragraphs_read_as_they_were_written(example: Case, altered: Any) -> None:
    case = altered({"letter.text.request.body": LONG}, references=references(2))
    read = opened(of(case, "talep"))
    content = request_letter.content(as_printed(case), ())

    def of_style(name: str) -> list[str]:
        return [
            each.text.replace("\u2060", "") for each in read.paragraphs if each.style.name == name
        ]

    assert of_style("Metin") == list(content.paragraphs)
    assert of_style("Antet") == list(content.heading)
    assert of_style("Muhatap") == list(content.addressee)
    assert of_style("İmza") == list(content.signature)
    assert of_style("Konu") == [f"Konu\t:\t{content.subject}"]
    assert of_style("İlgiler") == [
        f"İlgi\t:\ta)\t{content.references[0]}",
        f"b)\t{content.references[1]}",
    ]


def test_the_letter_flows_on_when_it_is_written_into(example: Case) -> None:
    """No empty paragraphs and no broken lines: distances and columns are the styles' own."""
    read = opened(of(example, "talep"))
    assert all(each.text.strip() for each in read.paragraphs)
    assert not read.element.xpath("//w:br")


def test_T2_P4_the_styles_carry_the_rules(example: Case) -> None:
    styles = opened(of(example, "talep")).styles
    body = styles["Metin"].paragraph_format
    assert body.first_line_indent.cm == pytest.approx(1.25, abs=0.01)
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    [defaults] = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    assert defaults.find(qn("w:rFonts")).get(qn("w:ascii")) == "Times New Roman"
    assert defaults.find(qn("w:sz")).get(qn("w:val")) == "24"
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "tr-TR"


def test_P1_P2_paper_and_margins(example: Case) -> None:
    for copy in documents.editable(example):
        section = opened(copy.data).sections[0]
        assert section.page_width.cm == pytest.approx(21, abs=0.01)
        assert section.page_height.cm == pytest.approx(29.7, abs=0.01)
        for margin in (section.left_margin, section.right_margin, section.top_margin):
            assert margin.cm == pytest.approx(1.5, abs=0.01)


def test_the_table_repeats_its_head_and_parts_no_row(altered: Any, example: Case) -> None:
    [table] = opened(of(altered(officers=officers(example, 60)), "tablo")).tables
    assert len(table.rows) == 61
    rows = table._tbl.tr_lst  # noqa: SLF001 - python-docx has no other way to these
    assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * 60
    assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)


def test_the_logo_has_a_name_for_those_who_cannot_see_it(example: Case) -> None:
    read = opened(of(example, "talep", logo(100, 100)))
    [shown] = read.element.xpath("//wp:docPr")
    assert shown.get("descr") == "Belediyenin logosu"


def test_same_case_same_bytes_without_the_hour(example: Case) -> None:
    first = documents.editable(example)
    assert documents.editable(dataclasses.replace(example)) == first
    for copy in first:
        with zipfile.ZipFile(io.BytesIO(copy.data)) as file:
            assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_windows_makes_the_same_bytes(example: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's zip files tell whether they were made there."""
    here = of(example, "talep-yazisi")
    monkeypatch.setattr(sys, "platform", "win32")
    assert of(example, "talep-yazisi") == here


@pytest.mark.parametrize("now", [0.0, 4_500_000_000.0], ids=["1970", "2112"])
def test_a_clock_that_says_what_no_zip_file_can_changes_nothing(
    example: Case, now: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = documents.editable(example)
    monkeypatch.setattr(time, "time", lambda: now)  # as a machine with a dead battery starts
    assert documents.editable(example) == right


def test_the_file_says_what_it_is_and_names_nobody(example: Case) -> None:
    for copy in documents.editable(example):
        about = opened(copy.data).core_properties
        assert about.author == "Örnekköy Belediye Başkanlığı"
        assert about.language == "tr-TR"
        assert about.title in {"e-Belediye Bilgi Sistemine Geçiş Talebi", "Personel Bilgi Tablosu"}
        with zipfile.ZipFile(io.BytesIO(copy.data)) as file:
            told = file.read("docProps/core.xml").decode()
            assert {name.partition("/")[0] for name in file.namelist()} == {
                "[Content_Types].xml",
                "_rels",
                "docProps",
                "word",
            }
        for personal in ("10000000146", "500)", "Gündoğdu", "GÜNDOĞDU", "python"):
            assert personal not in told


def test_numbers_in_a_subject_stand_covered_in_what_the_file_says(altered: Any) -> None:
    subject = {"letter.text.request.subject": "10000000146 ile 0500 123 45 67 Hakkında"}
    read = opened(of(altered(subject), "talep"))
    assert read.core_properties.title == "100******46 ile **** *** ** 67 Hakkında"


def test_E1_a_long_list_of_annexes_has_a_page_of_its_own(seen: Any) -> None:
    first, second = seen["forty annexes"][1]
    assert "Ek:EkListesi" in [line.text for line in first]
    assert second[0].text == "EKLİSTESİ"


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [each for each in file.namelist() if each.startswith("word/")]
    read = opened(data)
    assert names
    section = read.sections[0]
    parts = [read.element, section.header._element, section.footer._element]  # noqa: SLF001
    pieces = [
        "-" if each.tag == qn("w:noBreakHyphen") else each.text or ""
        for part in parts
        for each in part.iter(qn("w:t"), qn("w:noBreakHyphen"))
    ]
    return "".join(pieces).replace("\u2060", "")


def test_text_is_never_markup(altered: Any) -> None:
    hostile = test_build.HOSTILE
    case = altered({"municipality.unit": hostile}, officers=(Person(*[hostile] * 6),))
    for copy in documents.editable(case):
        assert hostile in text_of(copy.data)


@pytest.mark.parametrize("secrecy", ["apart", ""])
def test_ten_thousand_letters_in_every_answer(secrecy: str) -> None:
    text = "Ağ<b>&\x00{geçiş günü} " * 525
    values = dict.fromkeys(model.scalar_paths(), text) | {"letter.secrecy": secrecy}
    own = "Ağ<b>&{olmayan yer} " * 525
    values |= {path: own for path in values if path.startswith("letter.text.")}
    case = model.build(values, [Person(*[text] * 6)], [Reference(text, text)] * 2, [])
    for copy in documents.editable(case):
        assert text_of(copy.data).count("Ağ<b>&") > 525


@settings(max_examples=15)
@given(test_build.cases())
def test_a_copy_of_any_case_opens_again(case: Case) -> None:
    for copy in documents.editable(case):
        assert opened(copy.data).paragraphs


@settings(
    max_examples=max(test_random.CASES // 2, 1),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(test_random.cases("Z", "apart"), test_random.LOGO)
def test_every_answer_is_in_the_copy(case: Case, logo: Any) -> None:
    assume(documents.check_printable(case) == ())
    for copy in documents.editable(case, logo=logo):
        bare = text_of(copy.data).replace(" ", "")
        for answer in test_random.OF[copy.name.removesuffix(".docx")](as_printed(case)):
            assert answer.replace(" ", "") in bare


def test_random_letters_have_as_many_pages(tmp_path: Any) -> None:
    found: dict[str, tuple[bytes, int]] = {}

    @settings(
        max_examples=100 if SOAK else 5,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(test_random.cases("Z", "apart"), test_random.LOGO)
    def collect(case: Case, logo: Any) -> None:
        assume(documents.check_printable(case) == ())
        for copy in documents.editable(case, logo=logo):
            found[f"{len(found)}"] = copy.data, copy.pages

    collect()
    shown = libreoffice.to_pdf({name: data for name, (data, _) in found.items()}, tmp_path)
    assert found
    for name, (_, pages) in found.items():
        assert len(libreoffice.pages(shown[name])) == pages, name


@pytest.mark.parametrize(
    "text",
    ["aaa bbb-ccc", "aaa bbb–ccc", "aaa bbb-ccc-ddd-eee", "a-b", "aaa bbb", "-"],
)
def test_only_a_hyphen_that_would_part_its_word_is_changed(text: str) -> None:
    wide = docx_writer.with_pdf_breaks(text, 500)
    assert wide == text
    narrow = docx_writer.with_pdf_breaks(text, 45)
    assert narrow.replace("\u2011", "-").replace("\u2060", "") == text
    assert (narrow != text) == (" bbb-" in text or " bbb–" in text)


@pytest.mark.parametrize("word", ["a", "a-", "a–b%("])
def test_a_long_word_is_held_in_steps_that_grow_as_it_does(word: str) -> None:
    """Counted, not timed: the letters that are measured for one word in a narrow column."""

    def measured(letters: int) -> int:
        count = 0

        def counted(text: str, size: float, font: str = fonts.REGULAR) -> float:
            nonlocal count
            count += len(text)
            return width(text, size, font)

        width = fonts.width
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fonts, "width", counted)
            text = f"önce {(word * letters)[:letters]} sonra"
            held = docx_writer.with_pdf_breaks(text, 30)
        assert held.replace("\u2011", "-").replace("\u2060", "") == text
        return count

    assert measured(16_000) < 2.1 * measured(8_000)


def test_the_library_is_not_loaded_before_a_copy_is_made() -> None:
    code = (
        "import sys; from ebel_wizard import documents; from ebel_wizard.case.model import Case; "
        "documents.build(Case(), draft=True); sys.exit('docx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=HANG).returncode == 0
