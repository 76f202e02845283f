"""Which documents a case has, and in which order they need one another's page counts."""

import dataclasses
from dataclasses import dataclass
from typing import Final, TypeVar

from ebel_wizard.case import fields, model
from ebel_wizard.case.model import Case, Initials, Person, Reference
from ebel_wizard.documents import (
    EDITABLE_NAMES,
    NAMES,
    Document,
    Secrets,
    envelope,
    kep_form,
    kep_letter,
    letter,
    personnel_table,
    posting,
    request_letter,
)
from ebel_wizard.documents.envelope import Envelope
from ebel_wizard.documents.layout import fonts, letter_pdf, page
from ebel_wizard.documents.layout.logo import Logo
from ebel_wizard.documents.layout.page import Info, Page
from ebel_wizard.documents.letter import Annex, LetterContent
from ebel_wizard.turkish import letters

_EMPTY: Final = "……"
_Row = TypeVar("_Row", Person, Reference, Initials)


@dataclass(frozen=True, slots=True)
class _Papers:
    """What a case's documents are made of; ``cover`` is the KEP letter where the form has one."""

    case: Case
    mark: str
    table: list[Page]
    form: list[Page]
    request: LetterContent
    cover: LetterContent | None


def _papers(case: Case, secrets: Secrets | None) -> _Papers:
    case = prepare(case)
    mark = letter.MARKS.get(case.letter.secrecy, "")
    on_paper = request_letter.medium(case) == model.PAPER
    annexes = 2 if mark else 1
    table = personnel_table.lay_out(case, letter.annex_mark(1, annexes), initials=on_paper)
    # On its own, the form goes under a GİZLİ letter, which is always paper (G4).
    form = kep_form.lay_out(
        kep_form.shipped(),
        case,
        letter.annex_mark(2, annexes),
        secrets,
        initials=on_paper or not mark,
    )
    table_annex = Annex(personnel_table.TITLE, len(table))
    form_annex = Annex(kep_form.shipped()["title"], len(form))
    enclosed = (table_annex, form_annex) if mark else (table_annex,)
    return _Papers(
        case,
        mark,
        table,
        form,
        request_letter.content(case, enclosed),
        None if mark else kep_letter.content(case, (form_annex,)),
    )


def build(
    case: Case, *, draft: bool, secrets: Secrets | None, logo: Logo | None
) -> tuple[Document, ...]:
    """See ``documents.build``."""
    papers = _papers(case, secrets)
    author, mark, secret = papers.case.municipality.name, papers.mark, secrets is not None

    def annex(name: str, shown: str, pages: list[Page], info: Info) -> Document:
        return Document(name, shown, page.write(pages, info), len(pages), info.secret)

    made = [
        _letter(NAMES[0], "Talep yazısı", papers.request, author, draft=draft, logo=logo),
        annex(
            NAMES[1],
            "Personel tablosu",
            papers.table,
            Info(personnel_table.TITLE, author, mark, draft),
        ),
    ]
    if papers.cover:
        made.append(_letter(NAMES[2], "KEP yazısı", papers.cover, author, draft=draft, logo=logo))
    info = Info(kep_form.shipped()["title"], author, mark or kep_letter.MARK, draft, secret)
    made.append(annex(NAMES[3], "KEP formu", papers.form, info))
    return tuple(made)


def extras(case: Case, *, draft: bool, logo: Logo | None) -> tuple[Document, ...]:
    """See ``documents.extras``."""
    papers = _papers(case, None)
    case, author = papers.case, papers.case.municipality.name
    on_paper = request_letter.medium(case) == model.PAPER
    made: list[Document] = []

    def filed(name: str, shown: str, content: LetterContent) -> None:
        copy = letter.for_the_file(case, content)
        made.append(_letter(name, shown, copy, author, draft=draft, logo=logo))

    def envelopes(kind: str, shown: str, said: Envelope, mark: str = "") -> None:
        for key, (size_name, size) in envelope.SIZES.items():
            title = f"{shown} {size_name}"
            info = Info(title, author, mark, draft, size=size)
            data = page.write([envelope.lay_out(said, size)], info)
            made.append(Document(f"{kind}-{key}.pdf", title, data, 1))

    if on_paper:
        filed("talep-yazisi-paraf.pdf", "Talep yazısı, paraflı nüsha", papers.request)
    if papers.cover:
        filed("kep-yazisi-paraf.pdf", "KEP yazısı, paraflı nüsha", papers.cover)
    if on_paper and papers.mark != kep_letter.MARK:
        request = papers.request
        envelopes("zarf", "Zarf", envelope.ordinary(case, request.number, request.date))
    # GİZLİ is what goes under the KEP letter, or else the whole package.
    gizli = papers.cover or (papers.request if papers.mark == kep_letter.MARK else None)
    if gizli:
        inner = envelope.ordinary(case, gizli.number, gizli.date)
        envelopes("zarf-gizli-ic", "GİZLİ iç zarf", inner, gizli.mark)
        envelopes("zarf-gizli-dis", "GİZLİ dış zarf", envelope.outer(case))
    title = posting.title()
    pages = posting.lay_out(
        case,
        papers.request.subject,
        table_pages=len(papers.table),
        form_pages=len(papers.form),
    )
    data = page.write(pages, Info(title, author, draft=draft))
    made.append(Document("gonderim-listesi.pdf", title, data, 1))
    return tuple(made)


def editable(case: Case, *, logo: Logo | None) -> tuple[Document, ...]:
    """See ``documents.editable``."""
    from ebel_wizard.documents.layout import letter_docx, table_docx

    papers = _papers(case, None)
    if papers.mark == kep_letter.MARK:
        return ()
    case, author = papers.case, papers.case.municipality.name
    on_paper = request_letter.medium(case) == model.PAPER
    made: list[Document] = []

    def add(name: str, shown: str, content: LetterContent) -> None:
        pages = len(letter_pdf.lay_out(content, logo))
        made.append(Document(name, shown, letter_docx.write(content, author, logo), pages))

    add(EDITABLE_NAMES[0], "Talep yazısı", papers.request)
    pages = len(papers.table)
    data = table_docx.write(
        case,
        letter.annex_mark(1, len(papers.request.annexes)),
        Info(personnel_table.TITLE, author, papers.mark),
        initials=on_paper,
        pages=pages,
    )
    made.append(Document(EDITABLE_NAMES[1], "Personel tablosu", data, pages))
    return tuple(made)


def _letter(
    name: str,
    shown: str,
    content: LetterContent,
    author: str,
    *,
    draft: bool,
    logo: Logo | None,
) -> Document:
    pages = letter_pdf.lay_out(content, logo)
    info = Info(content.subject, author, content.mark, draft)
    return Document(name, shown, page.write(pages, info), len(pages))


def prepare(case: Case) -> Case:
    """The case as it is printed: one line each, every letter drawable, gaps shown as ``……``."""
    return model.build(
        {
            path: _shown(
                fields.cleaned(path, model.value(case, path)),
                required=fields.BY_PATH[path].required,
            )
            for path in model.scalar_paths()
        },
        [_row(person) for person in case.officers or [Person()]],
        [_row(reference) for reference in case.letter.references],
        [_row(each) for each in case.letter.paraf],
    )


def _row(row: _Row) -> _Row:
    """A person, a reference, initials: all of their answers are required."""
    shown = {
        part.name: _shown(letters.clean(getattr(row, part.name)), required=True)
        for part in dataclasses.fields(row)
    }
    return dataclasses.replace(row, **shown)


def _shown(text: str, *, required: bool) -> str:
    lines = [fonts.printable(line) for line in text.split("\n")]
    return "\n".join(lines) or (_EMPTY if required else "")
