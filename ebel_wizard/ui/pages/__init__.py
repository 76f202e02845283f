"""The pages a step may name; a step that names none is shown on the general page."""

from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.additional_units import AdditionalUnitsPage
from ebel_wizard.ui.pages.base import Page
from ebel_wizard.ui.pages.documents import DocumentsPage
from ebel_wizard.ui.pages.general import GeneralPage
from ebel_wizard.ui.pages.kep import KepPage
from ebel_wizard.ui.pages.letter import LetterPage
from ebel_wizard.ui.pages.municipality import MunicipalityPage
from ebel_wizard.ui.pages.officers import OfficersPage
from ebel_wizard.ui.pages.page_authorities import PageAuthoritiesPage
from ebel_wizard.ui.pages.page_sets import PageSetsPage
from ebel_wizard.ui.pages.review import ReviewPage
from ebel_wizard.ui.pages.route_team import RouteTeamPage
from ebel_wizard.ui.pages.unit_contacts import UnitContactsPage
from ebel_wizard.ui.pages.units import UnitsPage

_BY_NAME: dict[str, type[Page]] = {
    page.name: page
    for page in (
        MunicipalityPage,
        LetterPage,
        OfficersPage,
        AdditionalUnitsPage,
        KepPage,
        ReviewPage,
        DocumentsPage,
        PageAuthoritiesPage,
        PageSetsPage,
        UnitContactsPage,
        UnitsPage,
        RouteTeamPage,
        GeneralPage,
    )
}


def pages_of(step: Step) -> list[type[Page]]:
    """The pages of a step in order; names this program does not know are passed over."""
    known = [_BY_NAME[name] for name in step.pages if name in _BY_NAME]
    return known or [GeneralPage]


def owner(step: Step, path: str) -> type[Page] | None:
    """The first page of a step that asks for the answer at a path."""
    return next((page for page in pages_of(step) if page.owns(path)), None)
