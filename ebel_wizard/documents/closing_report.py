"""The closing report: every step of the finished move on paper, for the municipality's own file.

No whole TCKN appears in it, not even one that the officer typed into a note; telephone numbers
appear in such notes only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from ebel_wizard.case.model import Person
from ebel_wizard.documents import kinds, letter, prepared, signature
from ebel_wizard.documents.closing import ClosedStep, Closing, KeptFile, Paper
from ebel_wizard.documents.kind import Document
from ebel_wizard.documents.layout import annex, fonts, page, pdf_writer
from ebel_wizard.documents.layout.page import Info, Page, Rule, Tag, Text
from ebel_wizard.guide.progress import CLOSED, Status
from ebel_wizard.turkish import dates, identifiers, letters, numbers

TITLE: Final = "e-Belediye’ye Geçiş Kapanış Raporu"
_SIZE: Final = 10.0
_LEADING: Final = 12.5
_HEAD_SIZE: Final = 12.0
_INDENT: Final = 14.0
_LABELS: Final = 190.0
_INFERRED: Final = "tahmin"
_INFERRED_NOTE: Final = (
    "“Tahmin” yazan adımların kılavuz sayfası eksik olduğundan bu adımlar tahmin edilmiştir."
)
_NOTHING: Final = "Yok."


@dataclass(frozen=True, slots=True)
class _Line:
    """Texts on one baseline, ``gap`` points below the last.

    ``keep`` puts the next line on the same page, ``ruled`` draws a line under it.
    """

    texts: tuple[Text, ...]
    gap: float = _LEADING
    keep: bool = False
    ruled: bool = False


def build(closing: Closing) -> Document:
    """See ``documents.report``."""
    case = prepared.as_printed(closing.case)
    current, top = annex.first_page(letter.heading(case), "", TITLE)
    lines = [
        *_summary(closing, dates.shown(case.letter.go_live)),
        *_heading("Adımlar"),
        *(_paragraph(_INFERRED_NOTE) if any(step.is_inferred for step in closing.steps) else ()),
        *(line for step in closing.steps for line in _step(step)),
        *_list("Proje sorumluları", [_person(each) for each in closing.case.officers]),
        *_list("Hazırlanan belgeler", [_paper(each) for each in closing.papers]),
        *_list("Saklanan dosyalar", [_file(each) for each in closing.files]),
    ]
    pages = _fill_pages(lines, current, top)
    data = pdf_writer.write(pages, Info(TITLE, case.municipality.name))
    return Document(kinds.CLOSING_REPORT, data, len(pages))


def _summary(closing: Closing, go_live: str) -> Iterator[_Line]:
    statuses = [step.status for step in closing.steps]
    still_open = [step for step in closing.steps if step.status not in CLOSED]
    facts = [
        ("Geçiş günü", go_live),
        ("Raporun tarihi", dates.short(closing.made_on)),
        ("Tamamlanan adım", numbers.shown(statuses.count(Status.DONE))),
        ("Gerekli olmayan adım", numbers.shown(statuses.count(Status.NOT_NEEDED))),
    ]
    if still_open:
        facts.append(("Açık kalan adım", ", ".join(f"{step.number}." for step in still_open)))
    table = Tag("Table")
    for label, text in (*facts, *closing.facts):
        yield from _fact(label, text, Tag("TR", table))


def _fact(label: str, text: str, tag: Tag) -> Iterator[_Line]:
    """Yield a label and its text in two columns, a table's row."""
    tags = (Tag("TH", tag, "Row"), Tag("TD", tag))
    right = page.LEFT + _LABELS
    columns = (
        (page.LEFT, page.wrap(_shown(f"{label}:"), _LABELS - 10, _SIZE)),
        (right, page.wrap(_shown(text), page.RIGHT - right, _SIZE)),
    )
    for number, row in enumerate(zip_longest(*(lines for _, lines in columns), fillvalue="")):
        cells = zip((x for x, _ in columns), row, tags, strict=True)
        texts = (Text(x, 0, line, _SIZE, tag=cell) for x, line, cell in cells if line or not number)
        yield _Line(tuple(texts))


def _step(step: ClosedStep) -> Iterator[_Line]:
    yield from _title(f"{step.number}. {step.title}")
    status = [f"Durum: {step.status.label}", f"Sorumlu: {step.responsible}"]
    if step.sent.strip():
        status.append(f"Gönderildi: {dates.shown(step.sent)}")
    if step.answered.strip():
        status.append(f"Yanıtlandı: {dates.shown(step.answered)}")
    if step.is_inferred:
        status.append(_INFERRED)
    yield from _paragraph(" · ".join(status))
    # A step that was not needed has nothing undone.
    undone = step.undone if step.status is not Status.NOT_NEEDED else ()
    items = [f"Yapıldı: {text}" for text in step.done]
    yield from _items([*items, *(f"Kalan iş: {text}" for text in undone)], _INDENT)
    if step.note.strip():
        first, *more = step.note.strip().splitlines()
        yield from _paragraph(f"Not: {first}", _INDENT)
        for text in more:
            yield from _paragraph(text, _INDENT)


def _person(person: Person) -> str:
    named = (signature.full_name(person.name, person.surname), person.title, person.unit)
    return f"{', '.join(filter(None, named))}, TCKN: {identifiers.masked_tckn(person.tckn)}"


def _paper(paper: Paper) -> str:
    return f"{paper.title} ({paper.name}), {numbers.shown(paper.pages)} sayfa"


def _file(file: KeptFile) -> str:
    return f"{file.name} ({file.step}), {_size(file.size)}"


def _size(count: int) -> str:
    """Return a size as ``340 KB`` or ``1,2 MB``: a fraction has a comma (T3)."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def _list(title: str, rows: Sequence[str]) -> Iterator[_Line]:
    yield from _heading(title)
    yield from _items(rows) if rows else _paragraph(_NOTHING)


def _heading(text: str) -> Iterator[_Line]:
    tag = Tag("H2")
    yield _Line(
        (Text(page.LEFT, 0, text, _HEAD_SIZE, fonts.BOLD, tag=tag),),
        2 * _LEADING,
        keep=True,
        ruled=True,
    )


def _title(text: str) -> Iterator[_Line]:
    tag = Tag("H3")
    gap = 1.6 * _LEADING
    for line in page.wrap(_shown(text), page.RIGHT - page.LEFT, _SIZE, fonts.BOLD):
        yield _Line((Text(page.LEFT, 0, line, _SIZE, fonts.BOLD, tag=tag),), gap, keep=True)
        gap = _LEADING


def _items(texts: Sequence[str], indent: float = 0.0) -> Iterator[_Line]:
    every = Tag("L")
    for text in texts:
        yield from _paragraph(text, indent, Tag("LBody", Tag("LI", every)))


def _paragraph(text: str, indent: float = 0.0, tag: Tag | None = None) -> Iterator[_Line]:
    tag = tag or Tag("P")
    x = page.LEFT + indent
    for line in page.wrap(_shown(text), page.RIGHT - x, _SIZE):
        yield _Line((Text(x, 0, line, _SIZE, tag=tag),))


def _shown(text: str) -> str:
    """Return a text fit for paper: one line, no whole TCKN, only letters that the typeface has."""
    return fonts.printable(identifiers.mask_tckns(letters.clean(text)))


def _fill_pages(lines: Sequence[_Line], first: Page, top: float) -> list[Page]:
    """Return the lines on pages; the first has its head already, and a title goes with what
    follows.
    """
    pages, y, is_fresh = [first], top, False
    floor = annex.floor(initials=False)
    for block in _blocks(lines):
        if y - sum(line.gap for line in block) < floor:
            pages.append([])
            y, is_fresh = page.TOP, True
        for line in block:
            # On top of a page only the line's own height is left above it.
            y -= page.ASCENT * _HEAD_SIZE if is_fresh else line.gap
            is_fresh = False
            pages[-1].extend(text._replace(y=y) for text in line.texts)
            if line.ruled:
                pages[-1].append(Rule(page.LEFT, y - 4, page.RIGHT, y - 4))
                y -= 4
    return pages


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        block.append(line)
        if not line.keep:
            yield block
            block = []
    if block:
        yield block
