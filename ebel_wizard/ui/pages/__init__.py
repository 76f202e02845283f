"""The pages a step may name; a step that names none is shown on the general page.

A page is found by being a module here, so a new one needs to be put on no list (rule 1).
"""

import importlib
import pkgutil
from collections.abc import Iterator

from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.base import Page
from ebel_wizard.ui.pages.general import GeneralPage


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
    known = [_BY_NAME[name] for name in step.pages if name in _BY_NAME]
    return known or [GeneralPage]


def page_asking_for(step: Step, path: str) -> type[Page] | None:
    """Return the first page of a step that asks for the answer at a path."""
    return next((page for page in pages_of(step) if page.asks_for(path)), None)
