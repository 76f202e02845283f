"""Giving a case away in a hand-over file and taking one over: what goes and what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from ebel_wizard.case import compare
from ebel_wizard.case.answers import Answers, Change
from ebel_wizard.case.tables import TABLES
from ebel_wizard.exchange.handover import SETTINGS, Handover
from ebel_wizard.settings import Settings


@dataclass(frozen=True, slots=True)
class Takeover:
    """What taking a file over would change here.

    ``settings`` are this machine's with those of the case that the file has.
    """

    change: Change | None
    settings: Settings
    changes_settings: bool
    has_secrets: bool

    @property
    def is_empty(self) -> bool:
        """Return whether the file has nothing that is not here already."""
        return self.change is None and not self.changes_settings and not self.has_secrets


def gather(answers: Answers, settings: Settings, secrets: Mapping[str, str]) -> Handover:
    """Return what a hand-over file has beside the kept files, apart from later changes."""
    return Handover(
        Answers({table: answers.rows(table) for table in TABLES}),
        {name: getattr(settings, name) for name in SETTINGS},
        secrets,
    )


def compare_with(answers: Answers, settings: Settings, received: Handover, label: str) -> Takeover:
    """Compare a file with what is here; ``label`` names the change in the history."""
    taken = {name: each for name, each in received.settings.items() if name not in settings.fixed}
    merged = settings.changed(taken)
    return Takeover(
        compare.change_to(answers, received.answers, label),
        merged,
        merged != settings,
        bool(received.secrets),
    )


def has_default_settings(settings: Settings) -> bool:
    """Return whether none of the settings that belong to a case was ever set here."""
    defaults = Settings()
    return all(getattr(settings, name) == getattr(defaults, name) for name in SETTINGS)
