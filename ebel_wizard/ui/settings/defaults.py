"""The answers that the settings have for a page nobody has filled in yet."""

from functools import partial
from typing import Final

from ebel_wizard.case.tables import ANSWER
from ebel_wizard.ui.pages.base import Page
from ebel_wizard.ui.state.session import Session

_SETTINGS: Final = {
    "letter.signatory.name": "signatory_name",
    "letter.signatory.surname": "signatory_surname",
    "letter.signatory.title": "signatory_title",
    "letter.file_plan": "file_plan",
}
_SAID: Final = "Ayarlar’daki bilgiler yazıya kondu"


def fill_in(session: Session, page: type[Page]) -> None:
    """Answer what a page asks for with the settings, unless something there was answered before."""
    wanted = {
        path: getattr(session.settings, name)
        for path, name in _SETTINGS.items()
        if page.asks_for(path) and getattr(session.settings, name)
    }
    if wanted and not page.has_answers(session):
        rows = {path: {"value": text} for path, text in wanted.items()}
        session.commit(partial(session.answers.put, ANSWER, rows, _SAID), "")
        session.notify(f"{_SAID}.", ("Geri al", session.undo))
