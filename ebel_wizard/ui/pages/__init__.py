"""The pages a step may name; a step that names none is shown on the general page."""

from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.base import Page
from ebel_wizard.ui.pages.closing import ClosingPage
from ebel_wizard.ui.pages.documents import DocumentsPage
from ebel_wizard.ui.pages.general import GeneralPage
from ebel_wizard.ui.pages.kep import KepPage
from ebel_wizard.ui.pages.letter import LetterPage
from ebel_wizard.ui.pages.login_problems import LoginProblemsPage
from ebel_wizard.ui.pages.municipality import MunicipalityPage
from ebel_wizard.ui.pages.numbers import NumbersPage
from ebel_wizard.ui.pages.officers import OfficersPage
from ebel_wizard.ui.pages.posting import PostingPage
from ebel_wizard.ui.pages.review import ReviewPage
from ebel_wizard.ui.pages.step_text import StepTextPage
from ebel_wizard.ui.pages.texts import TextsPage

_BY_NAME: dict[str, type[Page]] = {
    page.name: page
    for page in (
        MunicipalityPage,
        LetterPage,
        OfficersPage,
        KepPage,
        TextsPage,
        ReviewPage,
        DocumentsPage,
        GeneralPage,
        StepTextPage,
        PostingPage,
        LoginProblemsPage,
        NumbersPage,
        ClosingPage,
    )
}


def pages_of(step: Step) -> list[type[Page]]:
    """The pages of a step in order; names this program does not know are passed over."""
    known = [_BY_NAME[name] for name in step.pages if name in _BY_NAME]
    return known or [GeneralPage]


def owner(step: Step, path: str) -> type[Page] | None:
    """The first page of a step that asks for the answer at a path."""
    return next((page for page in pages_of(step) if page.owns(path)), None)
