"""What the program knows of a document, whatever the case, and what one is once it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from ebel_wizard.case.model import Case
from ebel_wizard.documents.model import Workbook
from ebel_wizard.turkish import letters

if TYPE_CHECKING:
    from ebel_wizard.documents.prepared import Drawing, PreparedCase

_MM: Final = 72 / 2.54 / 10


class Group(Enum):
    """What a document is for; where it appears follows from that."""

    MINISTRY = auto()
    """Sent to the addressee; made by ``render``, as is the next."""
    KEP = auto()
    """Sent to the addressee too, with what must stay secret."""
    KEPT = auto()
    """Stays at the municipality; made by ``render --all``, as are the next four."""
    OLUR = auto()
    """Names the project officers within the municipality."""
    CERTIFICATES = auto()
    """Asks for e-signatures."""
    ENVELOPE = auto()
    """What the others are posted in, in each of its sizes."""
    ON_REQUEST = auto()
    """An envelope that few need: the window offers it and does not tick it."""
    SHEET = auto()
    """Goes with the move and not with the letter; in the window its own page makes it, since it
    may be long.
    """
    EDITABLE = auto()
    """A copy for a word processor: saved on its own, made by ``render --docx``."""
    SEPARATE = auto()
    """Made from something other than a case, by a function of its own."""


SENT: Final = (Group.MINISTRY, Group.KEP)
OWN: Final = (Group.OLUR, Group.CERTIFICATES)
"""What only some cases have; in the window it is ticked once it is complete."""
ALONG: Final = (Group.KEPT, *OWN, Group.ENVELOPE)
MADE: Final = (*SENT, *ALONG, Group.SHEET)
"""What ``render --all`` makes."""


class PaperSize(NamedTuple):
    """Paper as it is printed on, in millimetres."""

    name: str
    width: float
    height: float

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width * _MM, self.height * _MM

    @property
    def media(self) -> str:
        """The name that printers know it by (PWG 5101.1): an upright sheet."""
        sides = sorted((self.width, self.height))
        return f"iso_{letters.lower_ascii(self.name)}_{sides[0]:g}x{sides[1]:g}mm"


A4: Final = PaperSize("A4", 210, 297)
DL: Final = PaperSize("DL", 220, 110)
C5: Final = PaperSize("C5", 229, 162)
C4: Final = PaperSize("C4", 324, 229)
ENVELOPES: Final = (DL, C5, C4)


def always(_: Case) -> bool:
    return True


def never(_: Case) -> bool:
    return False


def unmarked(_: Case) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document, whatever the case.

    ``name`` is the file's, ``title`` is for the window. ``draw`` lays it out; it is None in the
    group SEPARATE alone. ``exists`` returns whether a case has it, ``degree`` the degree of
    secrecy on its pages, or nothing. ``has_secrets`` returns whether parola and şifre can be filled
    into it.
    ``copy_of`` is the document of which it is a copy. ``paths`` are the answers that stand on it,
    a path for all below it. ``two_sided``: it may be printed on both sides of the sheet.
    ``holds_envelope``: it is an envelope around another one. ``workbook`` returns its rows for a
    spreadsheet.
    """

    name: str
    title: str
    group: Group
    draw: "Callable[[PreparedCase], Drawing] | None" = None
    exists: Callable[[Case], bool] = always
    degree: Callable[[Case], str] = unmarked
    has_secrets: Callable[[Case], bool] = never
    copy_of: "DocumentKind | None" = None
    size: PaperSize = A4
    paths: tuple[str, ...] = ()
    two_sided: bool = False
    holds_envelope: bool = False
    workbook: Callable[[Case], Workbook] | None = None

    @property
    def workbook_name(self) -> str:
        """The name of its spreadsheet."""
        return self.name.replace(".pdf", ".xlsx")

    @property
    def label(self) -> str:
        """What the window calls it where an envelope's size is chosen for all."""
        return self.title.removesuffix(f" {self.size.name}") if self.is_envelope else self.title

    def shows(self, path: str) -> bool:
        """Return whether the answer at a path stands on it."""
        return any(path == own or path.startswith((f"{own}.", f"{own}[")) for own in self.paths)

    @property
    def is_envelope(self) -> bool:
        """Whether it is printed on an envelope instead of a sheet."""
        return self.size in ENVELOPES


@dataclass(frozen=True, slots=True)
class Document:
    """One finished file; ``secret`` says that it carries parola and şifre."""

    kind: DocumentKind
    data: bytes
    pages: int
    secret: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        return self.kind.name

    @property
    def title(self) -> str:
        """What the window calls it."""
        return self.kind.title
