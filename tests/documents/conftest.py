"""Finished PDFs, read back with a library other than the one that wrote them."""

import dataclasses
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pdfplumber
import pytest
from pdfminer.layout import LTChar

from ebel_wizard import documents, resources
from ebel_wizard.case import model
from ebel_wizard.case.model import Addressee, Case, Official, Person, Reference
from ebel_wizard.exchange import answers
from tests.documents.measures import ELECTRONIC, MANY, PAPER, SEVERAL, logo

MINISTRY = Addressee("İçişleri Bakanlığı", "Bilgi İşlem Dairesi Başkanlığı", "")


@dataclass(frozen=True)
class Run:
    """A piece of text that was drawn in one go: its baseline, edges (points), type and colour."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    font: str
    colour: tuple[float, ...]

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def red(self) -> bool:
        return len(self.colour) == 3 and self.colour[0] > 0.5 > self.colour[1]


class Pdf:
    def __init__(self, data: bytes) -> None:
        self._file = pdfplumber.open(io.BytesIO(data))
        self.pages: list[Any] = self._file.pages
        self.info: dict[str, str] = self._file.metadata
        self.catalog: dict[str, Any] = self._file.doc.catalog

    @cached_property
    def runs(self) -> list[Run]:
        return [run for number, page in enumerate(self.pages, 1) for run in _runs(number, page)]

    @property
    def lines(self) -> list[str]:
        """Return the text of each run, from the top of the first page to the foot of the last."""
        return [run.text for run in self.runs]

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def written(self) -> str:
        """Return every character in the order in which it was drawn."""
        return "".join(char.get_text() for page in self.pages for char in _characters(page))

    def run(self, start: str) -> Run:
        """Return the first run that begins so."""
        return next(run for run in self.runs if run.text.startswith(start))


def _characters(page: Any) -> list[LTChar]:
    """Return them as they were drawn, without what pdfplumber makes of each: half the time."""
    return [item for item in page.layout if isinstance(item, LTChar)]


def _runs(number: int, page: Any) -> list[Run]:
    upright = [char for char in _characters(page) if char.matrix[1] == 0]
    upright.sort(key=lambda char: (-round(char.matrix[5], 2), char.x0))
    groups: list[list[LTChar]] = []
    for char in upright:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and abs(last.matrix[5] - char.matrix[5]) < 0.1
            and (char.x0 - last.x1 < 2 or last.get_text() == " ")
            and char.x0 > last.x1 - 0.5  # else it stands on another text, and is no part of it
        ):
            groups[-1].append(char)
        else:
            groups.append([char])
    return [
        Run(
            "".join(char.get_text() for char in group),
            number,
            group[0].x0,
            group[-1].x1,
            group[0].matrix[5],
            group[0].size,
            group[0].fontname,
            _colour(group[0].graphicstate.ncolor),
        )
        for group in groups
    ]


def _colour(said: Any) -> tuple[float, ...]:
    return tuple(said) if isinstance(said, tuple | list) else (said,)


@pytest.fixture(scope="session")
def example() -> Case:
    path = resources.path("examples", "ornek-cevaplar.toml")
    case = answers.load(path, MINISTRY, date(2026, 11, 23)).case
    assert case is not None
    # On paper, which has every document; what is electronic says so.
    return dataclasses.replace(case, letter=dataclasses.replace(case.letter, medium=model.PAPER))


Altered = Callable[..., Case]


@pytest.fixture(scope="session")
def altered(example: Case) -> Altered:
    """Return the example with some answers changed, by path; officers and references as a whole."""

    def alter(
        changes: Mapping[str, str] | None = None,
        *,
        officers: tuple[Person, ...] | None = None,
        references: tuple[Reference, ...] | None = None,
        paraf: tuple[Official, ...] = (),
    ) -> Case:
        values = {path: model.value(example, path) for path in model.scalar_paths()}
        return model.build(
            values | dict(changes or {}),
            example.officers if officers is None else officers,
            example.letter.references if references is None else references,
            paraf,
        )

    return alter


@pytest.fixture(scope="session")
def made() -> Callable[..., dict[str, Pdf]]:
    """Return the documents of a case, read back, by the first part of their file names."""

    def make(case: Case, **options: Any) -> dict[str, Pdf]:
        return {
            document.name.removesuffix(".pdf"): Pdf(document.data)
            for document in documents.build(case, **options)
        }

    return make


@pytest.fixture(scope="session")
def read() -> type[Pdf]:
    return Pdf


@pytest.fixture(scope="session")
def of_example(example: Case, made: Callable[..., dict[str, Pdf]]) -> dict[str, Pdf]:
    return made(example)


# The letters that the tests of the rules look at.


@pytest.fixture(scope="session")
def letter(of_example: dict[str, Pdf]) -> Pdf:
    return of_example["talep-yazisi"]


@pytest.fixture(scope="session")
def paper(altered: Altered, made: Callable[..., dict[str, Pdf]]) -> Pdf:
    return made(altered(PAPER, references=SEVERAL))["talep-yazisi"]


@pytest.fixture(scope="session")
def long_letter(altered: Altered, made: Callable[..., dict[str, Pdf]]) -> Pdf:
    return made(altered(PAPER, references=MANY))["talep-yazisi"]


@pytest.fixture(scope="session")
def packages(altered: Altered, made: Callable[..., dict[str, Pdf]]) -> dict[str, dict[str, Pdf]]:
    return {way: made(altered({"letter.secrecy": way})) for way in ("together", "hizmete-özel")}


@pytest.fixture(scope="session")
def everything(
    altered: Altered, example: Case, made: Callable[..., dict[str, Pdf]]
) -> dict[str, Pdf]:
    """Return every document in every mode, with a logo and longer than a page but for the form.

    By names such as `E apart kep-yazisi`.
    """
    body = "\n".join(["Belediyemiz geçiş hazırlıklarını sürdürmektedir. " * 5] * 15)
    found: dict[str, Pdf] = {}
    for medium, secrecy in (
        ("Z", "apart"),
        ("E", "apart"),
        ("Z", "together"),
        ("Z", "hizmete-özel"),
        ("E", "hizmete-özel"),
    ):
        changes = {
            **(PAPER if medium == "Z" else ELECTRONIC),
            "letter.secrecy": secrecy,
            "letter.text.kep.body": f"{body}\nGereğini {{arz}} ederim.",
        }
        case = altered(changes, officers=example.officers * 12, references=MANY)
        for name, pdf in made(case, logo=logo(300, 300)).items():
            found[f"{medium} {secrecy} {name}"] = pdf
    return found
