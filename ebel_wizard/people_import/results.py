"""What became of the rows of a list: accepted, rejected with a reason, or set aside."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ebel_wizard.case.model import Person
from ebel_wizard.people_import import column_shapes, normalise
from ebel_wizard.people_import.person_cells import Correction
from ebel_wizard.people_import.row_kinds import RowKind
from ebel_wizard.people_import.sheet import Cell
from ebel_wizard.turkish import identifiers, letters

_MAX_TEXT: Final = 200  # characters of a row that was set aside
KIND_NAMES: Final[Mapping[RowKind, str]] = {
    RowKind.TITLE: "başlık yazısı",
    RowKind.HEADING: "sütun başlığı",
    RowKind.REPEAT: "yinelenen sütun başlığı",
    RowKind.UNIT: "birim adı",
    RowKind.TOTAL: "toplam",
    RowKind.SIGNATURE: "imza",
    RowKind.NOTE: "not",
    RowKind.NUMBERS: "yalnız numara",
}
"""What the officer reads for each kind."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A person on the list. ``row`` is the sheet's, from 1; a mobile number is ``+905…``."""

    row: int
    person: Person
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be accepted, and why, in a Turkish sentence."""

    row: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was taken for something else than a person; ``text`` has no whole TCKN."""

    row: int
    kind: RowKind
    text: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """A sheet, a list beside the one that was read, or a hidden column, and its filled rows."""

    list: str
    rows: int


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a list, each that is not blank in one of the three tuples.

    ``columns`` has the heading of each field that was found, and ``unsure`` the headings of each
    field for which no column was chosen, since more than one may be meant.
    """

    accepted: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]
    columns: Mapping[str, str]
    set_aside: tuple[SetAside, ...] = ()
    unsure: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


def shown_text(cells: Iterable[Cell]) -> str:
    """Return a row on one line, with every TCKN masked."""
    texts = (
        identifiers.masked_tckn(normalise.tckn(text))
        if column_shapes.looks_like_tckn(text)
        else identifiers.mask_tckns(text)
        for text in map(normalise.display_text, cells)
        if text
    )
    return letters.shortened(" | ".join(texts), _MAX_TEXT)
