"""Plain data that the whole package shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class LogoError(ValueError):
    """Why a file cannot be the logo, in a Turkish sentence."""


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """Parola and şifre, in memory while a form is drawn; no repr shows them."""

    parola: str
    sifre: str


class Workbook(NamedTuple):
    """A list as a spreadsheet has it: headings, and rows of text under them."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
