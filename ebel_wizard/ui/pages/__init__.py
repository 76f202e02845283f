"""The pages a step may name, between the one that says what to do and the general one.

A page is found by being a module here, so a new one needs to be put on no list (rule 1).
"""

import importlib
import pkgutil
from collections.abc import Iterator

from ebel_wizard.case import rules
from ebel_wizard.case.rules import Problem
from ebel_wizard.guide.model import Step
from ebel_wizard.guide.progress import CLOSED
from ebel_wizard.ui.pages.base import Page
from ebel_wizard.ui.pages.general import GeneralPage
from ebel_wizard.ui.pages.what_to_do import WhatToDoPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing


def _found() -> Iterator[type[Page]]:
    """Yield every page that the modules here define and name."""
    for each in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{each.name}")
        for made in vars(module).values():
            if isinstance(made, type) and issubclass(made, Page) and made.name:
                yield made


_BY_NAME = {page.name: page for page in _found()}


def pages_of(step: Step) -> list[type[Page]]:
    """Return the pages of a step in order; names this program does not know are passed over."""
    named = [_BY_NAME[name] for name in step.pages if name in _BY_NAME]
    first = [] if WhatToDoPage in named else [WhatToDoPage]
    last = [] if GeneralPage in named else [GeneralPage]
    return [*first, *named, *last]


def page_named(name: str) -> type[Page]:
    """Return the page of this name; raise KeyError where there is none."""
    return _BY_NAME[name]


def name_of(step: Step, page: type[Page]) -> str:
    """Return what a page of a step is called in the rail and on Geri and Devam."""
    return step.page_names.get(page.name) or page.short or page.title


def standing_of(session: Session, step: Step, page: type[Page]) -> Standing:
    """Return how far a page of a step has come; a closed step has nothing left to do."""
    made = page.standing(session, step)
    if (
        made.mark in {Mark.NO_TASK, Mark.OPTIONAL}
        or session.answers.state(step.id).status not in CLOSED
    ):
        return made
    return Standing(Mark.DONE)


def page_asking_for(step: Step, path: str) -> type[Page] | None:
    """Return the first page of a step that asks for the answer at a path."""
    return next((page for page in pages_of(step) if page.asks_for(path)), None)


def wrong_answers(session: Session, step: Step) -> list[Problem]:
    """Return what is wrong in the answers of a step, page by page."""
    own = (page for page in pages_of(step) if not page.shows_other_pages)
    return [problem for page in own for problem in page.wrong(session)]


def open_questions(session: Session, step: Step) -> list[Problem]:
    """Return what a step still asks for, page by page; what is wrong is left out."""
    wrong = wrong_answers(session, step)
    found = [
        *(problem for page in pages_of(step) for problem in page.errors(session)),
        *(each for each in rules.errors(session.problems()) if page_asking_for(step, each.field)),
    ]
    return [each for each in dict.fromkeys(found) if each not in wrong]
