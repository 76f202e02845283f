"""Every document described once: the window, ``render``, printing and saving read it here.

Nothing heavy is imported before a document is drawn.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case
from ebel_wizard.documents import drawing, letter, olur, request_letter
from ebel_wizard.documents.kind import (
    ENVELOPES,
    SENT,
    DocumentKind,
    Group,
    PaperSize,
    always,
    unmarked,
)
from ebel_wizard.turkish import letters

if TYPE_CHECKING:
    from ebel_wizard.documents.envelope import Envelope
    from ebel_wizard.documents.layout.letter_parts import LetterContent
    from ebel_wizard.documents.prepared import Drawing, PreparedCase

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
    degree: Callable[[Case], str] = unmarked,
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
    drawing.draw_letter(drawing.request_content),
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
    drawing.draw_table,
    degree=letter.degree,
    paths=(*_SENDER, "officers"),
    two_sided=True,
)
KEP_LETTER: Final = DocumentKind(
    "kep-yazisi.pdf",
    "KEP yazısı",
    Group.KEP,
    drawing.draw_letter(drawing.kep_letter_content),
    exists=_form_goes_apart,
    degree=_gizli,  # G4
    paths=(*_ANY_LETTER, *_REQUEST_NUMBER, *_KEP_NUMBER, "letter.text.kep"),
)
KEP_FORM: Final = DocumentKind(
    "kep-formu.pdf",
    "KEP formu",
    Group.KEP,
    drawing.draw_form,
    degree=_form_degree,
    has_secrets=_has_secret_form,  # G8
    paths=(*_SENDER, *_DETSIS, "municipality.contact.kep", "kep"),
    two_sided=True,
)
POSTING_LIST: Final = DocumentKind(
    "gonderim-listesi.pdf", "Göndermeden önce", Group.KEPT, drawing.draw_posting_list
)
KVKK: Final = DocumentKind(
    "kvkk-aydinlatma.pdf",
    "KVKK aydınlatma metni",
    Group.SHEET,
    drawing.draw_sheet(drawing.kvkk),
    paths=(*_SENDER, "municipality.contact", "letter.addressee.body", "officers"),
    two_sided=True,
)
MASKED_TABLE: Final = DocumentKind(
    "personel-tablosu-maskeli.pdf",
    "Personel tablosu, TCKN’ler gizlenmiş",
    Group.SHEET,
    drawing.draw_sheet(drawing.masked_table),
    exists=_form_goes_apart,
    paths=(*_SENDER, "officers"),
    two_sided=True,
)
UNIT_SHEET: Final = DocumentKind(
    "birim-cizelgesi.pdf",
    "Birim çizelgesi",
    Group.SHEET,
    drawing.draw_sheet(drawing.units),
    exists=lambda case: bool(case.units),
    paths=(*_SENDER, "units", "users"),
    two_sided=True,
    workbook=drawing.unit_workbook,
)
USER_SHEET: Final = DocumentKind(
    "kullanici-cizelgesi.pdf",
    "Kullanıcı çizelgesi",
    Group.SHEET,
    drawing.draw_sheet(drawing.users),
    exists=lambda case: bool(case.users),
    paths=(*_SENDER, "users", "units"),
    two_sided=True,
    workbook=drawing.user_workbook,
)
CLOSING_REPORT: Final = DocumentKind("kapanis-raporu.pdf", "Kapanış raporu", Group.SEPARATE)
RECOVERY_PAGE: Final = DocumentKind(
    "kurtarma-kodu.pdf", "Kurtarma kodu", Group.SEPARATE, has_secrets=always
)
REQUEST_LETTER_COPY: Final = _initialled(
    REQUEST_LETTER, drawing.request_content, request_letter.is_on_paper
)
KEP_LETTER_COPY: Final = _initialled(KEP_LETTER, drawing.kep_letter_content, _form_goes_apart)
OLUR: Final = DocumentKind(
    "baskanlik-oluru.pdf",
    "Başkanlık oluru",
    Group.OLUR,
    drawing.draw_letter(drawing.olur_content),
    exists=olur.exists,
    paths=(*_ANY_LETTER, *_NUMBER, "letter.go_live", "officers", "olur"),
)
ASSIGNMENT: Final = DocumentKind(
    "gorevlendirme.pdf",
    "Görevlendirme",
    Group.OLUR,
    drawing.draw_letter(drawing.assignment_content),
    exists=olur.exists,
    paths=OLUR.paths,
)
CERTIFICATE_LETTER: Final = DocumentKind(
    "e-imza-yazisi.pdf",
    "E-imza yazısı",
    Group.CERTIFICATES,
    drawing.draw_letter(drawing.certificate_letter_content),
    exists=_asks_for_certificates,
    paths=(*_ANY_LETTER, *_NUMBER, "letter.go_live", "certificates"),
)
CERTIFICATE_LIST: Final = DocumentKind(
    "e-imza-listesi.pdf",
    "E-imza listesi",
    Group.CERTIFICATES,
    drawing.draw_certificates,
    exists=_asks_for_certificates,
    paths=(*_SENDER, "certificates"),
    two_sided=True,
    workbook=drawing.certificate_workbook,
)

ALL: Final = (
    REQUEST_LETTER,
    PERSONNEL_TABLE,
    KEP_LETTER,
    KEP_FORM,
    REQUEST_LETTER_COPY,
    KEP_LETTER_COPY,
    *_envelopes("zarf", "Zarf", drawing.plain_envelope, _has_plain_envelope, paths=_REQUEST_NUMBER),
    # For the EBYS's own print, where the letter cannot be delivered electronically (m.31/1).
    *_envelopes(
        "zarf-ebys",
        "EBYS çıktısının zarfı",
        drawing.plain_envelope,
        _is_electronic,
        paths=_REQUEST_NUMBER,
        group=Group.ON_REQUEST,
    ),
    *_envelopes(
        "zarf-gizli-ic",
        "GİZLİ iç zarf",
        drawing.inner_envelope,
        _has_gizli_part,
        _gizli,
        (*_REQUEST_NUMBER, *_KEP_NUMBER),
    ),
    *_envelopes(
        "zarf-gizli-dis",
        "GİZLİ dış zarf",
        drawing.outer_envelope,
        _has_gizli_part,
        holds_envelope=True,
    ),
    POSTING_LIST,
    KVKK,
    MASKED_TABLE,
    UNIT_SHEET,
    USER_SHEET,
    OLUR,
    ASSIGNMENT,
    _initialled(ASSIGNMENT, drawing.assignment_content, _on_paper(olur.exists)),
    CERTIFICATE_LETTER,
    CERTIFICATE_LIST,
    _initialled(
        CERTIFICATE_LETTER, drawing.certificate_letter_content, _on_paper(_asks_for_certificates)
    ),
    _editable(REQUEST_LETTER, drawing.draw_editable_letter(drawing.request_content)),
    _editable(
        PERSONNEL_TABLE,
        drawing.draw_editable_table(
            drawing.personnel_table, lambda prepared: len(prepared.request_letter().annexes)
        ),
    ),
    _editable(OLUR, drawing.draw_editable_letter(drawing.olur_content)),
    _editable(ASSIGNMENT, drawing.draw_editable_letter(drawing.assignment_content)),
    _editable(CERTIFICATE_LETTER, drawing.draw_editable_letter(drawing.certificate_letter_content)),
    _editable(
        CERTIFICATE_LIST, drawing.draw_editable_table(drawing.certificate_table, lambda _: 1)
    ),
    _editable(KVKK, drawing.draw_editable_sheet(drawing.kvkk)),
    _editable(MASKED_TABLE, drawing.draw_editable_sheet(drawing.masked_table)),
    _editable(UNIT_SHEET, drawing.draw_editable_sheet(drawing.units)),
    _editable(USER_SHEET, drawing.draw_editable_sheet(drawing.users)),
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
