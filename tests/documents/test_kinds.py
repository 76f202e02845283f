"""What is said of every document once, held against the documents themselves."""

import dataclasses
import functools
from itertools import groupby

import pytest

from ebel_wizard import documents
from ebel_wizard.case import fields, model
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.model import Case, Official
from ebel_wizard.documents import Document, kinds
from ebel_wizard.documents.kind import ALONG, MADE, SENT, Group
from tests.documents.papers import with_papers

OTHER = {
    Kind.DATE: "2026-12-17",
    Kind.PHONE: "(0 312) 765 43 21",
    Kind.TCKN: "10000011418",
    Kind.LINES: "Bambaşka bir metin.",
}
TYPED = [field for field in fields.SINGLE if field.kind is not Kind.CHOICE]


@functools.cache
def made(case: Case) -> dict[str, Document]:
    every = (*documents.build(case), *documents.extras(case), *documents.sheets(case))
    return {each.name: each for each in every}


def changed(before: Case, after: Case) -> set[str]:
    """Name what stands otherwise on paper after a change of one answer."""
    old, new = made(before), made(after)
    return {name for name in old if old[name].data != new[name].data}


@pytest.fixture(scope="module")
def whole(example: Case) -> Case:
    """A case that has every paper."""
    return with_papers(example)


def with_answers(case: Case, changes: dict[str, str]) -> Case:
    values = {each: model.value(case, each) for each in model.scalar_paths()}
    lists = {each: model.rows(case, each) for each in model.LISTS}
    return model.build(values | changes, lists=lists)


def said_to_show(path: str) -> set[str]:
    return {kind.name for kind in kinds.of(*MADE) if kind.shows(path)}


# The officer's list of what to do names some of them too; nothing can be wrong in it.
LIST = {kinds.POSTING_LIST.name}


def papers_of(field: Field) -> list[str]:
    return sorted(said_to_show(field.path))


# Those of the same papers are altered at once: the papers are drawn a third as often.
TOGETHER = [list(each) for _, each in groupby(sorted(TYPED, key=papers_of), papers_of)]


@pytest.mark.parametrize("together", TOGETHER, ids=lambda fields: fields[0].path)
def test_an_answer_stands_on_no_paper_but_those_that_say_so(
    whole: Case, together: list[Field]
) -> None:
    changes = {each.path: OTHER.get(each.kind, "Başka") for each in together}
    assert all(model.value(whole, path) != text for path, text in changes.items())
    after = changed(whole, with_answers(whole, changes))
    assert after - LIST <= said_to_show(together[0].path)


def test_people_stand_on_the_table_and_initials_on_the_copies(whole: Case) -> None:
    people = tuple(dataclasses.replace(each, title="Başka") for each in whole.officers)
    tables = {"personel-tablosu.pdf", "personel-tablosu-maskeli.pdf", "kvkk-aydinlatma.pdf"}
    of_olur = {"baskanlik-oluru.pdf", "gorevlendirme.pdf", "gorevlendirme-paraf.pdf"}
    assert changed(whole, dataclasses.replace(whole, officers=people)) == tables | of_olur
    assert said_to_show("officers[1].title") == tables | of_olur
    letter = dataclasses.replace(whole.letter, paraf=(Official("Müdür", "Ali", "Veli"),))
    copies = {
        *("talep-yazisi-paraf.pdf", "kep-yazisi-paraf.pdf"),
        *("gorevlendirme-paraf.pdf", "e-imza-yazisi-paraf.pdf"),
    }
    assert changed(whole, dataclasses.replace(whole, letter=letter)) - LIST == copies
    assert said_to_show("letter.paraf[1].name") == copies


def test_who_needs_a_certificate_stands_on_the_list_alone(whole: Case) -> None:
    people = tuple(dataclasses.replace(each, registry="9") for each in whole.certificates)
    after = changed(whole, dataclasses.replace(whole, certificates=people))
    assert after == {"e-imza-listesi.pdf"}
    assert after <= said_to_show("certificates[1].registry")


def test_annexes_alone_may_be_printed_on_both_sides() -> None:
    both = {kind.name for kind in kinds.of(*SENT, *ALONG) if kind.two_sided}
    assert both == {"personel-tablosu.pdf", "kep-formu.pdf", "e-imza-listesi.pdf"}


def test_an_envelope_is_called_by_its_size_only_where_that_is_not_chosen() -> None:
    envelopes = kinds.of(Group.ENVELOPE)
    assert {kind.label for kind in envelopes} == {"Zarf", "GİZLİ iç zarf", "GİZLİ dış zarf"}
    assert [kind.title for kind in envelopes if kind.label == "Zarf"] == [
        "Zarf DL",
        "Zarf C5",
        "Zarf C4",
    ]
