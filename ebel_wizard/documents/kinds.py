"""Every document described once: the window, ``render``, printing and saving read it here.

Nothing heavy is imported before a document is drawn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from ebel_wizard.case import model
from ebel_wizard.case.model import Case
from ebel_wizard.documents import letter, olur, request_letter
from ebel_wizard.documents.model import Workbook
from ebel_wizard.turkish import letters

if TYPE_CHECKING:
    from ebel_wizard.documents.envelope import Envelope
    from ebel_wizard.documents.layout.annex_table import AnnexTable
    from ebel_wizard.documents.layout.letter_parts import LetterContent
    from ebel_wizard.documents.layout.sheet import Sheet
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
"""What only some cases have; in the window an olur is ticked once it is complete, the rest by who
wants it."""
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


def _always(_: Case) -> bool:
    return True


def _never(_: Case) -> bool:
    return False


def _unmarked(_: Case) -> str:
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
    exists: Callable[[Case], bool] = _always
    degree: Callable[[Case], str] = _unmarked
    has_secrets: Callable[[Case], bool] = _never
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


_FURTHER: Final = ("letter.also_to", "letter.copies_to")  # to whom the request letter goes too
_SENDER: Final = ("municipality.name", "municipality.unit")  # every paper's heading


# When a document exists, and how it is marked


def _form_goes_apart(case: Case) -> bool:
    return not letter.degree(case)


def _is_gizli(case: Case) -> bool:
    return letter.degree(case) == letter.GIZLI


def _is_electronic(case: Case) -> bool:
    return not request_letter.is_on_paper(case)


def _has_plain_envelope(case: Case) -> bool:
    return request_letter.is_on_paper(case) and not _is_gizli(case)


def _has_gizli_part(case: Case) -> bool:
    return _form_goes_apart(case) or _is_gizli(case)


def _has_secret_form(case: Case) -> bool:
    return case.letter.secrecy != model.HIZMETE_OZEL


def _asks_for_certificates(case: Case) -> bool:
    return bool(case.certificates)


def _on_paper(exists: Callable[[Case], bool]) -> Callable[[Case], bool]:
    """Return whether a document is there and signed by hand."""
    return lambda case: exists(case) and request_letter.is_on_paper(case)


def _gizli(_: Case) -> str:
    return letter.GIZLI


def _form_degree(case: Case) -> str:
    """G3: the form is GİZLİ on its own, or marked as the whole package is."""
    return letter.degree(case) or letter.GIZLI


# How a document is drawn


def _request(prepared: "PreparedCase") -> "LetterContent":
    return prepared.request_letter()


def _kep_letter(prepared: "PreparedCase") -> "LetterContent":
    return prepared.kep_letter()


def _draw_table(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import personnel_table

    return prepared.draw(personnel_table.TITLE, prepared.table)


def _draw_form(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import kep_form

    return prepared.draw(kep_form.load_form()["title"], prepared.form)


def _olur(prepared: "PreparedCase") -> "LetterContent":
    return olur.content(prepared.case)


def _assignment(prepared: "PreparedCase") -> "LetterContent":
    from ebel_wizard.documents import assignment

    return assignment.content(prepared.case, _draw_letter(_olur)(prepared).pages)


def _certificate_letter(prepared: "PreparedCase") -> "LetterContent":
    from ebel_wizard.documents import certificates

    return certificates.content(prepared.case, len(prepared.certificates()))


def _draw_certificates(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import certificates

    return prepared.draw(certificates.title(), prepared.certificates())


def _certificate_workbook(case: Case) -> Workbook:
    from ebel_wizard.documents import certificates, prepared

    return certificates.workbook(prepared.people(case))


def _draw_letter(
    content: "Callable[[PreparedCase], LetterContent]",
) -> "Callable[[PreparedCase], Drawing]":
    return lambda prepared: prepared.draw_letter(content(prepared))


def _draw_posting_list(prepared: "PreparedCase") -> "Drawing":
    from ebel_wizard.documents import posting

    pages = posting.lay_out(
        prepared.case,
        prepared.request_letter().subject,
        table_pages=len(prepared.table),
        form_pages=len(prepared.form),
    )
    return prepared.draw(posting.title(), pages)


def _draw_editable_letter(
    content: "Callable[[PreparedCase], LetterContent]",
) -> "Callable[[PreparedCase], Drawing]":
    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import letter_docx, letter_pdf
        from ebel_wizard.documents.prepared import Drawing

        words, logo = content(prepared), prepared.logo
        return Drawing(
            words.subject,
            len(letter_pdf.lay_out(words, logo)),
            lambda info: letter_docx.write(words, info.author, logo),
        )

    return draw


def _draw_editable_table(
    shown: "Callable[[PreparedCase], AnnexTable]", annexes: "Callable[[PreparedCase], int]"
) -> "Callable[[PreparedCase], Drawing]":
    """``annexes``: how many its letter has; it is the first of them (E2)."""

    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import annex_table, annex_table_docx
        from ebel_wizard.documents.prepared import Drawing

        case, heading = prepared.case, letter.heading(prepared.case)
        mark, initials = letter.annex_mark(1, annexes(prepared)), request_letter.is_on_paper(case)
        pages = len(annex_table.lay_out(shown(prepared), heading, mark, initials=initials))
        return Drawing(
            shown(prepared).title,
            pages,
            lambda info: annex_table_docx.write(
                shown(prepared), heading, mark, info, initials=initials, pages=pages
            ),
        )

    return draw


def _personnel_table(prepared: "PreparedCase") -> "AnnexTable":
    from ebel_wizard.documents import personnel_table

    return personnel_table.table(prepared.case)


def _certificate_table(prepared: "PreparedCase") -> "AnnexTable":
    from ebel_wizard.documents import certificates
    from ebel_wizard.documents.prepared import people

    return certificates.table(people(prepared.case))


def _draw_sheet(content: "Callable[[Case], Sheet]") -> "Callable[[PreparedCase], Drawing]":
    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import sheet

        made = content(prepared.case)
        return prepared.draw(made.table.title, sheet.lay_out(made).pages)

    return draw


def _draw_editable_sheet(
    content: "Callable[[Case], Sheet]",
) -> "Callable[[PreparedCase], Drawing]":
    def draw(prepared: "PreparedCase") -> "Drawing":
        from ebel_wizard.documents.layout import sheet, sheet_docx
        from ebel_wizard.documents.prepared import Drawing

        made = content(prepared.case)
        pages = len(sheet.lay_out(made).pages)
        return Drawing(made.table.title, pages, lambda info: sheet_docx.write(made, info))

    return draw


def _kvkk(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.kvkk(case)


def _masked_table(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.masked_table(case)


def _units(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.units(case)


def _users(case: Case) -> "Sheet":
    from ebel_wizard.documents import move_sheets

    return move_sheets.users(case)


def _unit_workbook(case: Case) -> Workbook:
    from ebel_wizard.documents import move_sheets

    return move_sheets.unit_workbook(case)


def _user_workbook(case: Case) -> Workbook:
    from ebel_wizard.documents import move_sheets

    return move_sheets.user_workbook(case)


# Families of documents


def _initialled(
    original: DocumentKind,
    content: "Callable[[PreparedCase], LetterContent]",
    exists: Callable[[Case], bool],
) -> DocumentKind:
    """Return the copy of a paper letter that is initialled and stays at the municipality (I1)."""

    def draw(prepared: "PreparedCase") -> "Drawing":
        return prepared.draw_letter(letter.initialled_copy(content(prepared)))

    return replace(
        original,
        name=original.name.replace(".pdf", "-paraf.pdf"),
        title=f"{original.title}, paraflı nüsha",
        group=Group.KEPT if original.group in SENT else original.group,
        draw=draw,
        exists=exists,
        copy_of=original,
        paths=(*original.paths, "letter.paraf"),
    )


def _editable(original: DocumentKind, draw: "Callable[[PreparedCase], Drawing]") -> DocumentKind:
    """Return the copy for a word processor; what is GİZLİ has none, for it is prepared on paper."""
    return replace(
        original,
        name=original.name.replace(".pdf", ".docx"),
        group=Group.EDITABLE,
        draw=draw,
        exists=lambda case: original.exists(case) and original.degree(case) != letter.GIZLI,
        copy_of=original,
    )


def _envelopes(
    stem: str,
    title: str,
    content: "Callable[[PreparedCase], Sequence[Envelope]]",
    exists: Callable[[Case], bool],
    degree: Callable[[Case], str] = _unmarked,
    paths: tuple[str, ...] = (),
    *,
    group: Group = Group.ENVELOPE,
    holds_envelope: bool = False,
) -> tuple[DocumentKind, ...]:
    """Return an envelope in each of its sizes, with a page for each addressee; ``paths`` besides
    sender and addressee.
    """
    shown_paths = (*_SENDER, "letter.addressee", *_FURTHER, "letter.urgency", *paths)

    def of_size(size: PaperSize) -> DocumentKind:
        shown = f"{title} {size.name}"

        def draw(prepared: "PreparedCase") -> "Drawing":
            from ebel_wizard.documents import envelope

            pages = [envelope.lay_out(each, size.points) for each in content(prepared)]
            return prepared.draw(shown, pages)

        name = f"{stem}-{letters.lower(size.name)}.pdf"
        return DocumentKind(
            name,
            shown,
            group,
            draw,
            exists,
            degree,
            size=size,
            paths=shown_paths,
            holds_envelope=holds_envelope,
        )

    return tuple(of_size(size) for size in ENVELOPES)


def _plain_envelope(prepared: "PreparedCase") -> "list[Envelope]":
    from ebel_wizard.documents import envelope

    return envelope.ordinary(prepared.case, prepared.request_letter())


def _inner_envelope(prepared: "PreparedCase") -> "list[Envelope]":
    from ebel_wizard.documents import envelope

    return envelope.ordinary(*_gizli_letter(prepared))


def _outer_envelope(prepared: "PreparedCase") -> "list[Envelope]":
    from ebel_wizard.documents import envelope

    return envelope.outer(*_gizli_letter(prepared))


def _gizli_letter(prepared: "PreparedCase") -> "tuple[Case, LetterContent]":
    """GİZLİ is what goes under the KEP letter, to one addressee, or else the whole package."""
    from ebel_wizard.documents import addressee

    if _form_goes_apart(prepared.case):
        return addressee.to_one(prepared.case), prepared.kep_letter()
    return prepared.case, prepared.request_letter()


# The documents


_DETSIS: Final = ("municipality.detsis", "municipality.unit_detsis")
_NUMBER: Final = (*_DETSIS, "letter.medium", "letter.file_plan")
_REQUEST_NUMBER: Final = (*_NUMBER, "letter.date", "letter.record_number")
_KEP_NUMBER: Final = (*_DETSIS, "letter.file_plan", "kep.letter")
_ANY_LETTER: Final = (
    "municipality",
    "letter.logo",
    "letter.addressee.body",
    "letter.addressee.unit",
    "letter.signatory",
    "letter.second_signatory",
    "letter.contact",
    "letter.secrecy",
)

REQUEST_LETTER: Final = DocumentKind(
    "talep-yazisi.pdf",
    "Talep yazısı",
    Group.MINISTRY,
    _draw_letter(_request),
    degree=letter.degree,
    paths=(
        *_ANY_LETTER,
        *_REQUEST_NUMBER,
        "letter.go_live",
        "letter.due_date",
        "letter.urgency",
        "letter.references",
        *_FURTHER,
        "letter.text.request",
    ),
)
PERSONNEL_TABLE: Final = DocumentKind(
    "personel-tablosu.pdf",
    "Personel tablosu",
    Group.MINISTRY,
    _draw_table,
    degree=letter.degree,
    paths=(*_SENDER, "officers"),
    two_sided=True,
)
KEP_LETTER: Final = DocumentKind(
    "kep-yazisi.pdf",
    "KEP yazısı",
    Group.KEP,
    _draw_letter(_kep_letter),
    exists=_form_goes_apart,
    degree=_gizli,  # G4
    paths=(*_ANY_LETTER, *_REQUEST_NUMBER, *_KEP_NUMBER, "letter.text.kep"),
)
KEP_FORM: Final = DocumentKind(
    "kep-formu.pdf",
    "KEP formu",
    Group.KEP,
    _draw_form,
    degree=_form_degree,
    has_secrets=_has_secret_form,  # G8
    paths=(*_SENDER, *_DETSIS, "municipality.contact.kep", "kep"),
    two_sided=True,
)
POSTING_LIST: Final = DocumentKind(
    "gonderim-listesi.pdf", "Göndermeden önce", Group.KEPT, _draw_posting_list
)
KVKK: Final = DocumentKind(
    "kvkk-aydinlatma.pdf",
    "KVKK aydınlatma metni",
    Group.SHEET,
    _draw_sheet(_kvkk),
    paths=(*_SENDER, "municipality.contact", "letter.addressee.body", "officers"),
    two_sided=True,
)
MASKED_TABLE: Final = DocumentKind(
    "personel-tablosu-maskeli.pdf",
    "Personel tablosu, TCKN’ler gizlenmiş",
    Group.SHEET,
    _draw_sheet(_masked_table),
    exists=_form_goes_apart,
    paths=(*_SENDER, "officers"),
    two_sided=True,
)
UNIT_SHEET: Final = DocumentKind(
    "birim-cizelgesi.pdf",
    "Birim çizelgesi",
    Group.SHEET,
    _draw_sheet(_units),
    exists=lambda case: bool(case.units),
    paths=(*_SENDER, "units", "users"),
    two_sided=True,
    workbook=_unit_workbook,
)
USER_SHEET: Final = DocumentKind(
    "kullanici-cizelgesi.pdf",
    "Kullanıcı çizelgesi",
    Group.SHEET,
    _draw_sheet(_users),
    exists=lambda case: bool(case.users),
    paths=(*_SENDER, "users", "units"),
    two_sided=True,
    workbook=_user_workbook,
)
CLOSING_REPORT: Final = DocumentKind("kapanis-raporu.pdf", "Kapanış raporu", Group.SEPARATE)
RECOVERY_PAGE: Final = DocumentKind(
    "kurtarma-kodu.pdf", "Kurtarma kodu", Group.SEPARATE, has_secrets=_always
)
REQUEST_LETTER_COPY: Final = _initialled(REQUEST_LETTER, _request, request_letter.is_on_paper)
KEP_LETTER_COPY: Final = _initialled(KEP_LETTER, _kep_letter, _form_goes_apart)
OLUR: Final = DocumentKind(
    "baskanlik-oluru.pdf",
    "Başkanlık oluru",
    Group.OLUR,
    _draw_letter(_olur),
    exists=olur.exists,
    paths=(*_ANY_LETTER, *_NUMBER, "letter.go_live", "officers", "olur"),
)
ASSIGNMENT: Final = DocumentKind(
    "gorevlendirme.pdf",
    "Görevlendirme",
    Group.OLUR,
    _draw_letter(_assignment),
    exists=olur.exists,
    paths=OLUR.paths,
)
CERTIFICATE_LETTER: Final = DocumentKind(
    "e-imza-yazisi.pdf",
    "E-imza yazısı",
    Group.CERTIFICATES,
    _draw_letter(_certificate_letter),
    exists=_asks_for_certificates,
    paths=(*_ANY_LETTER, *_NUMBER, "letter.go_live", "certificates"),
)
CERTIFICATE_LIST: Final = DocumentKind(
    "e-imza-listesi.pdf",
    "E-imza listesi",
    Group.CERTIFICATES,
    _draw_certificates,
    exists=_asks_for_certificates,
    paths=(*_SENDER, "certificates"),
    two_sided=True,
    workbook=_certificate_workbook,
)

ALL: Final = (
    REQUEST_LETTER,
    PERSONNEL_TABLE,
    KEP_LETTER,
    KEP_FORM,
    REQUEST_LETTER_COPY,
    KEP_LETTER_COPY,
    *_envelopes("zarf", "Zarf", _plain_envelope, _has_plain_envelope, paths=_REQUEST_NUMBER),
    # For the EBYS's own print, where the letter cannot be delivered electronically (m.31/1).
    *_envelopes(
        "zarf-ebys",
        "EBYS çıktısının zarfı",
        _plain_envelope,
        _is_electronic,
        paths=_REQUEST_NUMBER,
        group=Group.ON_REQUEST,
    ),
    *_envelopes(
        "zarf-gizli-ic",
        "GİZLİ iç zarf",
        _inner_envelope,
        _has_gizli_part,
        _gizli,
        (*_REQUEST_NUMBER, *_KEP_NUMBER),
    ),
    *_envelopes(
        "zarf-gizli-dis", "GİZLİ dış zarf", _outer_envelope, _has_gizli_part, holds_envelope=True
    ),
    POSTING_LIST,
    KVKK,
    MASKED_TABLE,
    UNIT_SHEET,
    USER_SHEET,
    OLUR,
    ASSIGNMENT,
    _initialled(ASSIGNMENT, _assignment, _on_paper(olur.exists)),
    CERTIFICATE_LETTER,
    CERTIFICATE_LIST,
    _initialled(CERTIFICATE_LETTER, _certificate_letter, _on_paper(_asks_for_certificates)),
    _editable(REQUEST_LETTER, _draw_editable_letter(_request)),
    _editable(
        PERSONNEL_TABLE,
        _draw_editable_table(
            _personnel_table, lambda prepared: len(prepared.request_letter().annexes)
        ),
    ),
    _editable(OLUR, _draw_editable_letter(_olur)),
    _editable(ASSIGNMENT, _draw_editable_letter(_assignment)),
    _editable(CERTIFICATE_LETTER, _draw_editable_letter(_certificate_letter)),
    _editable(CERTIFICATE_LIST, _draw_editable_table(_certificate_table, lambda _: 1)),
    _editable(KVKK, _draw_editable_sheet(_kvkk)),
    _editable(MASKED_TABLE, _draw_editable_sheet(_masked_table)),
    _editable(UNIT_SHEET, _draw_editable_sheet(_units)),
    _editable(USER_SHEET, _draw_editable_sheet(_users)),
    CLOSING_REPORT,
    RECOVERY_PAGE,
)
"""In the order in which they are read."""


def of(*groups: Group) -> tuple[DocumentKind, ...]:
    """Return the documents of these groups in their order."""
    return tuple(kind for kind in ALL if kind.group in groups)


def workbooks(*groups: Group) -> tuple[DocumentKind, ...]:
    """Return the documents of these groups that have a spreadsheet, in their order."""
    return tuple(kind for kind in of(*groups) if kind.workbook is not None)


def is_posted(kind: DocumentKind, chosen: PaperSize) -> bool:
    """Return whether an envelope is used where a size was chosen: one around another is a size
    larger, as long as there is one.
    """
    larger = ENVELOPES[min(ENVELOPES.index(chosen) + 1, len(ENVELOPES) - 1)]
    return kind.size == (larger if kind.holds_envelope else chosen)


def names(*groups: Group) -> tuple[str, ...]:
    """Return the names of every file that these groups can have."""
    return tuple(kind.name for kind in of(*groups))
