"""The closing report of a finished move."""

import dataclasses
import os
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ebel_wizard import documents
from ebel_wizard.case.model import Case, Person
from ebel_wizard.documents.closing import ClosedStep, Closing, KeptFile, Paper, steps_of
from ebel_wizard.guide.loader import load_guide
from ebel_wizard.guide.progress import Status, StepState
from ebel_wizard.turkish import identifiers

CASES = int(os.environ.get("EBEL_WIZARD_CASES", "15"))
GUIDE = load_guide()
DONE = {
    step.id: StepState(Status.DONE, done=frozenset(item.id for item in step.checks))
    for step in GUIDE.steps
}
FACTS = (
    ("Kayıtlı personel", "1.204"),
    ("Sayfa yetkisi girilen", "1.204 / 1.204"),
    ("Kaydı bildiren", "Yardım masası, 15.12.2026"),
)
PAPERS = (
    Paper("Talep yazısı", "talep-yazisi.pdf", 1),
    Paper("Personel tablosu", "personel-tablosu.pdf", 1204),
)
FILES = (
    KeptFile("İmzalı talep yazısı", "1. adım", 1_234_567),
    KeptFile("Bakanlığın yanıtı", "1. adım", 45_000),
)

PAGE_NUMBER = re.compile(r"\d+/\d+")

Reported = Callable[..., Any]


def closing(case: Case, **states: StepState) -> Closing:
    told = DONE | {name.replace("_", "-"): state for name, state in states.items()}
    return Closing(case, date(2026, 12, 16), steps_of(GUIDE, told), FACTS, PAPERS, FILES)


@pytest.fixture(scope="module")
def reported(example: Case, read: Any) -> Reported:
    def make(**states: StepState) -> Any:
        return read(documents.report(closing(example, **states)).data)

    return make


def test_every_step_is_there_with_status_and_who_did_it(reported: Reported) -> None:
    lines = reported().lines
    for step in GUIDE.steps:
        at = lines.index(f"{step.number}. {step.title}")
        inferred = " · tahmin" if 2 <= step.number <= 5 else ""
        assert lines[at + 1] == f"Durum: tamamlandı · Sorumlu: {step.responsible.label}{inferred}"
        ticked = [f"Yapıldı: {item.text}" for item in step.checks]
        assert [line for line in lines[at + 2 :] if "/" not in line][: len(ticked)] == ticked


def test_days_and_notes_stand_under_their_step(reported: Reported) -> None:
    state = StepState(Status.DONE, "2026-11-24", "2026-12-01", "Postaya verildi.\nYanıt geldi.")
    lines = reported(talep_yazisi=state).lines
    at = lines.index("1. Talep Yazısının Bakanlığa Gönderilmesi")
    assert lines[at + 1].endswith("Gönderildi: 24.11.2026 · Yanıtlandı: 01.12.2026")
    assert "Not: Postaya verildi." in lines[at : at + 8]
    assert "Yanıt geldi." in lines[at : at + 8]


def test_what_was_not_ticked_is_said_unless_the_step_was_not_needed(reported: Reported) -> None:
    text = "Kalan iş: Vekâleten görevli kullanıcılara ek birim tanımlayın"
    assert text in reported(ek_birim=StepState(Status.DONE)).lines
    assert text not in reported(ek_birim=StepState(Status.NOT_NEEDED)).lines


def test_the_summary_counts_and_tells_what_is_open(reported: Reported) -> None:
    def fact(pdf: Any, label: str) -> list[str]:
        return [run.text for run in pdf.runs if run.y == pdf.run(label).y and run.page == 1][1:]

    whole = reported(ek_birim=StepState(Status.NOT_NEEDED))
    assert fact(whole, "Geçiş günü:") == ["15.12.2026"]
    assert fact(whole, "Raporun tarihi:") == ["16.12.2026"]
    assert fact(whole, "Tamamlanan adım:") == ["10"]
    assert fact(whole, "Gerekli olmayan adım:") == ["1"]
    assert fact(whole, "Sayfa yetkisi girilen:") == ["1.204 / 1.204"]
    assert "Açık kalan" not in whole.text
    torn = reported(ek_birim=StepState(), ilk_giris=StepState(Status.WAITING))
    assert fact(torn, "Açık kalan adım:") == ["5., 6."]


def test_papers_and_files_are_listed(reported: Reported) -> None:
    lines = reported().lines
    assert "Talep yazısı (talep-yazisi.pdf), 1 sayfa" in lines
    assert "Personel tablosu (personel-tablosu.pdf), 1.204 sayfa" in lines
    assert "İmzalı talep yazısı (1. adım), 1,2 MB" in lines
    assert "Bakanlığın yanıtı (1. adım), 45 KB" in lines


def test_an_empty_list_says_so(example: Case, read: Any) -> None:
    bare = Closing(dataclasses.replace(example, officers=()), date(2026, 12, 16), ())
    lines = read(documents.report(bare).data).lines
    assert lines.count("Yok.") == 3


def test_no_whole_tckn_and_no_telephone_stand_in_it(example: Case, read: Any) -> None:
    note = "İpek (10000000146), Çağrı 100 000 100 46"
    files = (KeptFile("10000010732.pdf", "1. adım", 10),)
    made = dataclasses.replace(
        closing(example, ilk_giris=StepState(Status.DONE, note=note)),
        files=files,
        facts=(("Kaydı bildiren", "10000011418"),),
    )
    pdf = read(documents.report(made).data)
    said = f"{pdf.text} {pdf.info}"
    assert not [each for each in re.findall(r"\d[\d ]{9,}\d", said) if identifiers.is_tckn(each)]
    assert "İpek GÜNDOĞDU, Yazı İşleri Müdürü, Yazı İşleri Müdürlüğü, TCKN: 100******46" in said
    assert "(100******46)" in said
    assert "100******32.pdf" in said
    for person in example.officers:
        assert person.mobile not in said


def test_metadata_names_the_municipality_and_nobody(reported: Reported) -> None:
    info = reported().info
    assert info["Title"] == "e-Belediye’ye Geçiş Kapanış Raporu"
    assert info["Author"] == "Örnekköy Belediye Başkanlığı"


def test_it_has_as_many_pages_as_it_needs_and_numbers_them(example: Case, read: Any) -> None:
    note = "\n".join(f"satır {number} " + "uzun " * 30 for number in range(200))
    made = documents.report(closing(example, ilk_giris=StepState(Status.DONE, note=note)))
    pdf = read(made.data)
    assert len(pdf.pages) == made.pages > 5
    assert [run.text for run in pdf.runs if PAGE_NUMBER.fullmatch(run.text)] == [
        f"{number}/{made.pages}" for number in range(1, made.pages + 1)
    ]
    assert all(pdf.text.count(f"satır {number} ") == 1 for number in range(200))


def test_a_title_never_stands_alone_at_the_foot_of_a_page(example: Case, read: Any) -> None:
    titles = {f"{step.number}. {step.title}" for step in GUIDE.steps}
    titles |= {"Proje sorumluları", "Hazırlanan belgeler", "Saklanan dosyalar", "Adımlar"}
    for count in range(0, 30, 3):
        note = "\n".join("satır" for _ in range(count))
        state = StepState(Status.DONE, note=note)
        pdf = read(documents.report(closing(example, talep_yazisi=state)).data)
        for number in range(1, len(pdf.pages)):
            on_page = [run.text for run in pdf.runs if run.page == number]
            assert PAGE_NUMBER.fullmatch(on_page[-1])
            assert on_page[-2] not in titles


def test_same_snapshot_same_bytes(example: Case) -> None:
    assert documents.report(closing(example)) == documents.report(closing(example))


@settings(max_examples=CASES)
@given(st.lists(st.text(max_size=200), min_size=7, max_size=7))
def test_any_text_stays_inside_the_text_area(example: Case, read: Any, said: list[str]) -> None:
    name, title, note, label, fact, file, day = said
    made = Closing(
        dataclasses.replace(example, officers=(Person(name, title, day, "", title, name),)),
        date(2026, 12, 16),
        (ClosedStep(1, title, name, Status.DONE, day, label, note * 5, (file,), (fact,)),),
        ((label, fact),),
        (Paper(title, name, 3),),
        (KeptFile(file, label, 0),),
    )
    for run in read(documents.report(made).data).runs:
        assert 42 <= run.x0 <= run.x1 <= 596 - 42
        assert 14 <= run.y <= 842 - 42


def test_a_text_is_never_markup(example: Case, read: Any) -> None:
    made = dataclasses.replace(closing(example), facts=(("Bilgi", "<b>&amp; {belediye}"),))
    assert "<b>&amp; {belediye}" in read(documents.report(made).data).lines
