"""What the closing report is made of: plain data, without the means to draw it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ebel_wizard.case import choices, fields, register
from ebel_wizard.case.answers import Answers
from ebel_wizard.case.field import Kind
from ebel_wizard.case.model import Case
from ebel_wizard.case.tables import ADDITIONAL_UNIT, FILE, PAGE_AUTHORITY, PERSON, ROUTE_TEAM, UNIT
from ebel_wizard.documents.kind import Document
from ebel_wizard.guide import plan
from ebel_wizard.guide.model import Guide, Source
from ebel_wizard.guide.progress import States, Status, state_of
from ebel_wizard.turkish import dates, numbers

_WORKLISTS: Final = (
    (UNIT, "İletişimi girilen birim"),
    (ADDITIONAL_UNIT, "Ek birimi girilen kullanıcı"),
    (PAGE_AUTHORITY, "Sayfa yetkisi girilen kullanıcı"),
    (ROUTE_TEAM, "İmza rota takımına girilen yetkili"),
)


@dataclass(frozen=True, slots=True)
class ClosedStep:
    """One step as it ended; dates are text as typed, ``done`` and ``undone`` its check items."""

    number: int
    title: str
    responsible: str
    status: Status
    sent: str = ""
    answered: str = ""
    note: str = ""
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was made."""

    title: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that a step holds, by the name the officer gave it; ``size`` in bytes."""

    name: str
    step: str
    size: int


@dataclass(frozen=True, slots=True)
class Closing:
    """A frozen snapshot of the whole move.

    The report names municipality, go-live day and project officers of the case. ``facts`` are
    figures with their labels, in the order they are read: people of the register, rows of the
    worklists, the last document numbers, who confirmed the move.
    """

    case: Case
    made_on: date
    steps: tuple[ClosedStep, ...]
    facts: tuple[tuple[str, str], ...] = ()
    papers: tuple[Paper, ...] = ()
    files: tuple[KeptFile, ...] = ()


def gather(answers: Answers, guide: Guide, case: Case, today: date) -> Closing:
    """Return the whole move as it stands, but for its documents (``with_papers``)."""
    titles = {step.id: f"{step.number}. adım" for step in guide.steps}
    kept = [answers.file(key) for key in answers.rows(FILE)]
    return Closing(
        case,
        today,
        steps_of(guide, answers.states()),
        (*_facts(answers), *_data_of_before(answers, case)),
        (),
        tuple(
            KeptFile(each.name, titles[each.owner], each.size)
            for each in kept
            if each.owner in titles
        ),
    )


def with_papers(closing: Closing, made: Sequence[Document]) -> Closing:
    """Return the same with the documents that were made."""
    papers = tuple(Paper(paper.title, paper.name, paper.pages) for paper in made)
    return replace(closing, papers=papers)


def _facts(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield figures and answers of the later steps; a list that nobody used is left out."""
    yield "Personel listesindeki kişi", numbers.shown(len(answers.rows(PERSON)))
    for table, label in _WORKLISTS:
        total = len(answers.rows(table))
        if total:
            done = numbers.shown(register.entered(answers, table))
            yield label, f"{done} / {numbers.shown(total)}"
    for path, label in (
        ("posting.checked", "Ön kontrol e-postası"),
        ("posting.answered", "Ön kontrol yanıtı"),
        ("posting.verdict", "Yardım masasının yanıtı"),
        ("posting.correction", "İstenen düzeltme"),
        ("posting.reprinted", "Yeniden yazdırıldı"),
        ("posting.tracking", "Posta takip numarası"),
        ("numbers.incoming", "Gelen evrakın son numarası"),
        ("numbers.outgoing", "Giden evrakın son numarası"),
        ("confirmation.by", "Kaydı bildiren"),
        ("confirmation.first_outgoing", "İlk giden evrakın numarası"),
    ):
        text = answers.answer(path).strip()
        if text:
            field = fields.BY_PATH[path]
            shown = dates.shown(text) if field.kind is Kind.DATE else text
            yield label, (field.choices or {}).get(text, shown)


def data_due(answers: Answers, go_live: date | None) -> date | None:
    """Return by when the data of the earlier system are to be moved, if there still are any.

    A year after the go-live day, or the later day to which the Ministry extended it.
    """
    is_settled = answers.answer("after.earlier") == choices.NO_EARLIER
    if go_live is None or is_settled or answers.answer("after.moved").strip():
        return None
    extended = dates.parse(answers.answer("after.extended"))
    lawful = plan.year_after(go_live)
    return max(lawful, extended) if extended else lawful


def _data_of_before(answers: Answers, case: Case) -> Iterator[tuple[str, str]]:
    """Yield what has become of the data of the earlier system (5393 geçici m.10)."""
    moved = answers.answer("after.moved").strip()
    due = data_due(answers, dates.parse(case.letter.go_live))
    if moved:
        yield "Önceki sistemin verileri taşındı", dates.shown(moved)
    elif due is not None:
        known = answers.answer("after.earlier")
        words = f"{dates.short(due)} gününe kadar taşınacak"
        yield "Önceki sistemin verileri", words if known else f"Varsa {words}"
    elif answers.answer("after.earlier") == choices.NO_EARLIER:
        yield "Önceki sistemin verileri", "Taşınacak veri yok"


def steps_of(guide: Guide, states: States) -> tuple[ClosedStep, ...]:
    """Return the steps of a guide with what was answered about each."""
    made = []
    for step in guide.steps:
        state = state_of(states, step)
        made.append(
            ClosedStep(
                step.number,
                step.title,
                step.responsible.label,
                state.status,
                state.sent,
                state.answered,
                state.note,
                tuple(item.text for item in step.checks if item.id in state.done),
                tuple(item.todo for item in step.checks if item.id not in state.done),
                step.source is Source.INFERRED,
            )
        )
    return tuple(made)
