"""What a screen reader makes of the finished file: its tags, as another reader sees them."""

import dataclasses
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from ebel_wizard import documents
from ebel_wizard.case.model import Case, Person, Reference
from ebel_wizard.documents import Document
from ebel_wizard.documents.closing import Closing, steps_of
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.turkish import letters
from tests.documents import measures

LONG = tuple(Reference("2026-01-05", f"E-12345678-708.03-{number}") for number in range(40))


def officers(example: Case, count: int) -> tuple[Person, ...]:
    return tuple(example.officers[position % 3] for position in range(count))


@dataclass(frozen=True)
class Element:
    """A leaf of the tree of tags: its roles from the top, its text, and which cells it heads."""

    roles: str
    text: str
    scope: str = ""


def read_out(document: Document) -> list[Element]:
    """Return the file as a screen reader goes through it."""
    with pdfplumber.open(io.BytesIO(document.data)) as pdf:
        numbers = {sheet.page_obj.pageid: sheet.page_number for sheet in pdf.pages}
        texts: dict[tuple[int, int], str] = defaultdict(str)
        for char in chain.from_iterable(sheet.chars for sheet in pdf.pages):
            if char["mcid"] is not None:
                texts[char["page_number"], char["mcid"]] += char["text"]

        def walk(node: Any, roles: str) -> Iterator[Element]:
            roles = f"{roles}/{node['S'].name}" if roles else node["S"].name
            kids = resolve1(node["K"])
            kids = [resolve1(kid) for kid in (kids if isinstance(kids, list) else [kids])]
            if all(isinstance(kid, dict) and "S" in kid for kid in kids):
                for kid in kids:
                    yield from walk(kid, roles)
                return
            pieces = [(node, kid) if isinstance(kid, int) else (kid, kid["MCID"]) for kid in kids]
            text = "".join(texts[numbers[at["Pg"].objid], mcid] for at, mcid in pieces)
            for key in {"ActualText", "Alt"} & node.keys():
                said = decode_text(node[key])
                assert text.replace(" ", "") in {"", said.replace(" ", "")}
                text = said
            scope = resolve1(node["A"]).get("Scope") if "A" in node else None
            yield Element(roles, text, scope.name if scope else "")

        root = resolve1(pdf.doc.catalog["StructTreeRoot"])
        return list(walk(resolve1(root["K"]), ""))


def test_a_letter_is_read_in_the_order_of_its_parts(example: Case, altered: Any) -> None:
    two_pages = altered({"municipality.name": "Örnekköy Belediye Başkanlığı"}, references=LONG)
    for case in (example, two_pages):
        letter = documents.build(case)[0]
        read = read_out(letter)
        texts = [each.text for each in read]
        starts = ["T.C.", "Sayı : Z-", "Konu : e-Belediye", "İÇİŞLERİ BAKANLIĞINA"]
        starts += ["İlgi (a)" if case is two_pages else "5393 sayılı"]
        starts += ["Ek: ", "Adres: ", "Bilgi için: "]
        places = [
            next(i for i, text in enumerate(texts) if text.startswith(start)) for start in starts
        ]
        assert places == sorted(places)
        assert [each.roles for each in read].count("Document/H1") == 1
        assert len(texts) == len(set(texts))
    assert letter.pages > 1


def test_several_references_and_annexes_are_read_as_lists(altered: Any) -> None:
    case = altered({"letter.secrecy": "together"}, references=LONG[:2])
    read = read_out(documents.build(case)[0])
    listed = [each for each in read if "/L/" in each.roles]
    item = "Document/L/LI"
    assert [each.roles for each in listed] == [
        *[f"{item}/Lbl", f"{item}/LBody"] * 2,
        *[f"{item}/LBody"] * 2,
    ]
    assert [each.text for each in listed][::2][:2] == ["a)", "b)"]
    assert [each.text for each in listed][-1] == "2- KEP Bilgi Formu (1 Sayfa)"
    labels = [each.text for each in read if each.text in {"İlgi :", "Ek:"}]
    assert labels == ["İlgi :", "Ek:"]


def test_the_list_before_posting_is_read_step_by_step(example: Case) -> None:
    read = read_out(documents.extras(example)[-1])
    assert read[0].roles == "Document/H1"
    assert "Document/H2" in [each.roles for each in read]
    numbers = [each.text for each in read if each.roles == "Document/L/LI/Lbl"]
    assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]
    steps = [each.text for each in read if each.roles == "Document/L/LI/LBody"]
    assert len(steps) == len(numbers) > 5


def test_a_paragraph_is_read_as_one(altered: Any, example: Case) -> None:
    body = " ".join(["Belediyemiz bu yazıyla uzun bir şey söyler."] * 20)
    case = altered({"letter.text.request.body": body})
    assert body in [each.text for each in read_out(documents.build(case)[0])]


def test_a_table_is_read_row_by_row_under_its_heads(example: Case, altered: Any) -> None:
    people = officers(example, 60)
    read = read_out(documents.build(altered(officers=people))[1])
    assert [each.text for each in read if each.roles == "Document/H1"] == ["PERSONEL BİLGİ TABLOSU"]
    cells = [each for each in read if "Table" in each.roles]
    heads = [each.text for each in cells if each.scope == "Column"]
    assert heads[:3] == ["S.No", "Adı Soyadı", "TCKN"]
    rows = [cells[at : at + len(heads)] for at in range(len(heads), len(cells), len(heads))]
    assert [row[0].text for row in rows] == [str(number) for number in range(1, 61)]
    names = [f"{person.name} {letters.upper(person.surname)}" for person in people]
    assert [[each.text for each in row if each.scope == "Row"] for row in rows] == [
        [name] for name in names
    ]
    assert {each.roles for each in cells if not each.scope} == {"Document/Table/TR/TD"}
    assert {each.roles for each in cells if each.scope} == {"Document/Table/TR/TH"}


def test_a_row_that_goes_on_over_pages_is_read_as_one(example: Case, altered: Any) -> None:
    unit = " ".join(f"{number}. birim" for number in range(400))
    person = dataclasses.replace(example.officers[0], unit=unit)
    table = documents.build(altered(officers=(person,)))[1]
    assert table.pages > 1
    assert unit in [each.text for each in read_out(table)]


def test_the_form_is_read_field_by_field(example: Case) -> None:
    form = documents.build(example)[-1]
    cells = [each for each in read_out(form) if "Table" in each.roles]
    roles = {"Document/Table/TR/TH": "Row", "Document/Table/TR/TD": ""}
    assert [each.scope for each in cells] == [roles[each.roles] for each in cells]
    assert all(one.scope != other.scope for one, other in pairwise(cells))
    told = {head.text: value.text for head, value in zip(cells[::2], cells[1::2], strict=True)}
    by_hand = {head for head, value in told.items() if value == "Elle doldurulacak boş yer"}
    assert by_hand == {"KEP parolası", "KEP şifresi"}
    assert "" not in told.values()


def test_the_logo_is_told_after_the_secrecy_and_before_the_heading(altered: Any) -> None:
    logo = measures.logo(64, 64)
    case = altered({"letter.secrecy": "together"})
    for first in (documents.build(case, logo=logo)[0], documents.extras(case, logo=logo)[0]):
        read = read_out(first)
        told = [(each.roles, each.text) for each in read[:3]]
        assert told == [
            ("Document/P", "GİZLİ"),
            ("Document/Figure", "Belediyenin logosu"),
            ("Document/P", "T.C."),
        ]


def test_the_closing_report_is_read_as_a_table_and_lists(example: Case) -> None:
    guide = load_guide()
    states = {
        step.id: StepState(Status.DONE, done=frozenset(item.id for item in step.checks[:1]))
        for step in guide.steps
    }
    read = read_out(
        documents.report(
            Closing(example, date(2026, 12, 16), steps_of(guide, states), (("Kayıtlı", "1.204"),))
        )
    )
    cells = [each for each in read if "Table" in each.roles]
    told = {head.text: value.text for head, value in zip(cells[::2], cells[1::2], strict=True)}
    assert told["Geçiş günü:"] == "15.12.2026"
    assert told["Kayıtlı:"] == "1.204"
    assert [each.scope for each in cells] == ["Row", ""] * (len(cells) // 2)
    listed = [each.text for each in read if each.roles == "Document/L/LI/LBody"]
    first = guide.steps[0].checks
    assert listed[: len(first)] == [
        f"Yapıldı: {first[0].text}",
        *(f"Kalan iş: {item.todo}" for item in first[1:]),
    ]
    people = [f"{each.name} {letters.upper(each.surname)}" for each in example.officers]
    assert [each.partition(",")[0] for each in listed[-len(people) :]] == people


def test_what_repeats_is_read_once(example: Case, altered: Any) -> None:
    case = altered({"letter.secrecy": "together"}, officers=officers(example, 60))
    table = documents.build(case)[1]
    assert table.pages > 1
    texts = [each.text for each in read_out(table)]
    assert (texts[0], texts.count("GİZLİ")) == ("GİZLİ", 1)
    assert (texts.count("EK-1"), texts.count("S.No"), texts.count(f"1/{table.pages}")) == (1, 1, 0)
