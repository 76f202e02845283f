"""Random cases, twelve of each document here and EBEL_WIZARD_CASES of them in a long run: nothing
overlaps, nothing leaves its place, nothing is lost, nothing crashes.
"""

import io
import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pdfminer.layout import LTFigure
from PIL import Image

from ebel_wizard import documents
from ebel_wizard.case import model
from ebel_wizard.case.model import Case, Official, Person, Recipient, Reference
from ebel_wizard.case.rules import Severity
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import SENT
from ebel_wizard.documents.letter import EBYS_NOTE
from ebel_wizard.documents.prepared import as_printed
from ebel_wizard.turkish import identifiers, letters

CASES = int(os.environ.get("EBEL_WIZARD_CASES", "12"))
CM = 72 / 2.54
EDGE, TOP = 1.5 * CM, 28.2 * CM

LETTERS = "aeıioöuüâîûbcçdfgğhjklmnprsştvyzAEIİOÖUÜÂÎÛBCÇDFGĞHKLMNPRSŞTVYZ"
WORD = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12),
    st.text(LETTERS + "0123456789.,;:-/()“”’&<>{}%\\₺…", min_size=1, max_size=25),
    st.sampled_from(["ve", "ile", "Müdürlüğü", "Başkanlığı", "{KEP bilgileri}", "<b>", "&amp;"]),
)


def text(words: int, longest: int) -> st.SearchStrategy[str]:
    """Return one line as it is kept."""
    return (
        st.lists(WORD, min_size=1, max_size=words)
        .map(lambda said: letters.clean(" ".join(said))[:longest].strip())
        .filter(bool)
    )


SHORT, LONG = text(4, 30), text(14, 110)
NUMBER = st.text("0123456789", min_size=1, max_size=7)
DAY = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str)
FREE = {
    "letter.signatory.capacity": st.sampled_from(["asaleten", "vekâleten", "yetki devri"]),
    "letter.second_signatory.name": st.just("") | SHORT,
    "letter.urgency": st.sampled_from(["", "ACELE", "GÜNLÜDÜR"]),
    "letter.file_plan": st.sampled_from(["708.03", "710"]),
    "letter.go_live": DAY,
    "letter.due_date": DAY,
    "letter.date": st.just("") | DAY,
    "kep.letter.date": st.just("") | DAY,
    "letter.record_number": st.just("") | NUMBER,
    "kep.letter.record_number": st.just("") | NUMBER,
    "municipality.detsis": st.text("0123456789", min_size=8, max_size=8),
    "municipality.contact.address": LONG,
    "letter.addressee.address": st.just("") | LONG,
    "letter.addressee.body": LONG,
    "letter.text.request.subject": st.just("") | LONG,
    "letter.text.kep.subject": st.just("") | LONG,
    "letter.text.request.body": st.just("")
    | st.lists(text(30, 350), min_size=1, max_size=5).map("\n".join),
    "letter.text.kep.body": st.just("") | st.lists(LONG, min_size=1, max_size=4).map("\n".join),
}


REFERENCE = st.builds(
    Reference,
    DAY,
    SHORT,
    st.sampled_from(["", "yazınız", "yazımız", "yazı", "dilekçe"]),
    LONG,
    st.just("") | LONG,
    st.sampled_from(["", "2"]),
)
RECIPIENT = st.builds(
    Recipient,
    LONG | LONG.map(lambda name: f"Sayın {name}"),
    st.just("") | LONG,
    st.just("") | LONG,
    st.sampled_from(["", "1", "1, 2"]),
)
MANY = st.lists(RECIPIENT, min_size=12, max_size=40)


def cases(medium: str, secrecy: str) -> st.SearchStrategy[Case]:
    mode = {"letter.medium": st.just(medium), "letter.secrecy": st.just(secrecy)}
    answers = {path: FREE.get(path, SHORT) for path in model.scalar_paths()} | mode
    return st.builds(
        model.build,
        st.fixed_dictionaries(answers),
        st.lists(st.builds(Person, *[SHORT | LONG] * 6), min_size=1, max_size=9),
        st.lists(REFERENCE, max_size=9),
        st.lists(st.builds(Official, SHORT, SHORT, SHORT), max_size=4),
        st.fixed_dictionaries(
            {
                "letter.also_to": st.lists(RECIPIENT, max_size=3) | MANY,
                "letter.copies_to": st.lists(RECIPIENT, max_size=3),
            }
        ),
    )


def picture(size: tuple[int, int]) -> Any:
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, "PNG")
    return documents.read_logo(buffer.getvalue())


LOGO = st.none() | st.tuples(st.integers(20, 200), st.integers(20, 200)).map(picture)
STEADY = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def nothing_is_wrong(pdf: Any) -> None:
    """Assert that text keeps to its margins, and apart from text, pictures and space for
    handwriting.
    """
    for number, page in enumerate(pdf.pages, 1):
        runs = [run for run in pdf.runs if run.page == number and run.text.strip()]
        for run in runs:
            assert run.x0 >= EDGE - 0.1, run
            assert run.x1 <= page.width - EDGE + 0.1, run
            assert run.y - 0.216 * run.size >= 0.5 * CM - 0.1, run
            # Marks stand outside the text area, and so does what an electronic letter says (M1).
            outside = run.text in {"GİZLİ", "HİZMETE ÖZEL", *EBYS_NOTE}
            top = page.height - (0.5 if outside else 1.5) * CM
            assert run.y + 0.891 * run.size <= top + 0.1, run
        for one, other in combinations(runs, 2):
            beside = one.x1 <= other.x0 + 0.5 or other.x1 <= one.x0 + 0.5
            upper, lower = (one, other) if one.y > other.y else (other, one)
            assert beside or upper.y - lower.y >= 0.85 * lower.size, (one, other)
        for image in (item for item in page.layout if isinstance(item, LTFigure)):
            assert image.x0 >= EDGE - 0.1
            assert image.y1 <= page.height - 0.5 * CM + 0.1
            for run in runs:
                beside = run.x1 <= image.x0 or run.x0 >= image.x1
                apart = run.y + 0.8 * run.size <= image.y0 + 0.1 or run.y >= image.y1 - 0.1
                assert beside or apart, run
        for room in (run for run in runs if run.text == "Paraf / imza:"):
            for run in runs:
                beside = run.x1 <= room.x0 - 4 or run is room
                assert beside or not room.y - 1.3 * CM < run.y < room.y + 10, run


def nothing_is_lost(pdf: Any, said: Iterable[str]) -> None:
    """Assert that each answer is there letter by letter, in the order in which it was drawn."""
    bare = pdf.written.replace(" ", "")
    for answer in said:
        assert answer.replace(" ", "") in bare, answer


def of_every_letter(case: Case) -> Iterator[str]:
    yield from of_the_sender(case)
    if not case.letter.second_signatory.name:  # else lines of two blocks are drawn in turns
        yield full_name(case.letter.signatory)
    yield case.municipality.contact.address
    yield case.municipality.contact.web
    yield case.letter.contact.title


def of_the_sender(case: Case) -> Iterator[str]:
    yield letters.upper(case.municipality.name)
    yield case.municipality.unit


def full_name(someone: Any) -> str:
    return f"{someone.name} {letters.upper(someone.surname)}"


def of_the_addressee(case: Case) -> Iterator[str]:
    yield f"({case.letter.addressee.unit})"
    yield letters.upper(letters.dative(case.letter.addressee.body))


def of_the_kep_letter(case: Case) -> Iterator[str]:
    yield from of_every_letter(case)
    yield from of_the_addressee(case)


def of_the_request(case: Case) -> Iterator[str]:
    yield from of_every_letter(case)
    if case.letter.also_to or case.letter.copies_to:
        yield "DAĞITIM YERLERİNE"
    else:
        yield from of_the_addressee(case)
    if not case.letter.copies_to:  # else lines of two columns are drawn in turns
        for to in case.letter.also_to:
            yield to.unit
            if not to.body.startswith("Sayın "):
                yield letters.dative(to.body)
    for reference in case.letter.references:
        if reference.kind == "dilekçe":
            yield "tarihli dilekçe"
        else:
            yield f"{reference.number} sayılı yazı"
        if reference.kind == "yazı":
            yield letters.genitive(reference.sender)
    if "{" not in case.letter.text.request.subject:
        yield case.letter.text.request.subject
    for paragraph in case.letter.text.request.body.split("\n"):
        if "{" not in paragraph:
            yield paragraph


def of_the_table(case: Case) -> Iterator[str]:
    for person in case.officers:
        yield full_name(person)
        yield identifiers.print_phone(person.mobile)
        yield from (person.tckn, person.title, person.unit)


def of_the_form(case: Case) -> Iterator[str]:
    yield from (case.municipality.name, case.municipality.detsis, case.kep.address)


def of_a_copy(case: Case) -> Iterator[str]:
    yield from of_every_letter(case)
    yield from (f"{each.title}: {full_name(each)}" for each in case.letter.paraf)


def of_an_envelope(case: Case) -> Iterator[str]:
    to = case.letter.addressee
    yield from of_the_sender(case)
    yield from (letters.upper(to.body), f"({to.unit})", to.address)


def of_the_list(case: Case) -> Iterator[str]:
    yield case.municipality.name
    if case.letter.medium == "Z":
        yield ", ".join(f"{each.title} {full_name(each)}" for each in case.letter.paraf)
        yield full_name(case.letter.signatory)


OF = {
    "talep-yazisi": of_the_request,
    "personel-tablosu": of_the_table,
    "kep-yazisi": of_the_kep_letter,
    "kep-formu": of_the_form,
    "talep-yazisi-paraf": of_a_copy,
    "kep-yazisi-paraf": of_a_copy,
    "gonderim-listesi": of_the_list,
} | {
    f"zarf{kind}-{size}": of_an_envelope
    for kind in ("", "-gizli-ic", "-gizli-dis")
    for size in ("dl", "c5", "c4")
}


def every_paper_stands_as_it_should(read: Any, case: Case, logo: Any) -> set[str]:
    """The names of what was looked at."""
    assume(documents.check_printable(case) == ())
    documents.check_texts(case)
    papers = documents.build(case, logo=logo)
    if all(problem.severity is Severity.WARNING for problem in documents.check_posting(case)):
        papers += documents.extras(case, logo=logo)
    shown = as_printed(case)
    for paper in papers:
        pdf = read(paper.data)
        assert len(pdf.pages) == paper.pages
        nothing_is_wrong(pdf)
        nothing_is_lost(pdf, OF.get(paper.name.removesuffix(".pdf"), of_the_sender)(shown))
    return {paper.name for paper in papers}


@settings(STEADY, max_examples=CASES)
@given(cases("Z", "apart"), LOGO)
def test_whatever_the_answers_every_paper_stands_as_it_should(
    read: Any, case: Case, logo: Any
) -> None:
    """On paper and with the KEP form apart there is each paper that there can be."""
    seen = every_paper_stands_as_it_should(read, case, logo)
    assert seen >= set(kinds.names(*SENT))


@settings(STEADY, max_examples=max(CASES // 2, 1))
@given(
    st.sampled_from(
        [("E", "apart"), ("Z", "together"), ("Z", "hizmete-özel"), ("E", "hizmete-özel")]
    ).flatmap(lambda mode: cases(*mode)),
    LOGO,
)
def test_in_every_other_mode_too(read: Any, case: Case, logo: Any) -> None:
    every_paper_stands_as_it_should(read, case, logo)
