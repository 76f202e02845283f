"""Which documents a case has, and in which order they need one another's page counts."""

import dataclasses
from typing import Final, TypeVar

from ebel_wizard.case import fields, model
from ebel_wizard.case.model import Case, Person, Reference
from ebel_wizard.documents import (
    NAMES,
    Document,
    Secrets,
    fonts,
    kep_form,
    kep_letter,
    letter,
    letter_pdf,
    page,
    personnel_table,
    request_letter,
)
from ebel_wizard.documents.letter import Annex, LetterContent
from ebel_wizard.documents.page import Info, Page
from ebel_wizard.turkish import letters

_EMPTY: Final = "……"
_Row = TypeVar("_Row", Person, Reference)


def build(case: Case, *, draft: bool, secrets: Secrets | None) -> tuple[Document, ...]:
    """See ``documents.build``."""
    case = prepare(case)
    mark = letter.MARKS.get(case.letter.secrecy, "")
    one_package = bool(mark)
    on_paper = request_letter.medium(case) == model.PAPER
    annexes = 2 if one_package else 1

    table = personnel_table.lay_out(case, letter.annex_mark(1, annexes), initials=on_paper)
    # On its own, the form goes under a GİZLİ letter, which is always paper (G4).
    form = kep_form.lay_out(
        kep_form.shipped(),
        case,
        letter.annex_mark(2, annexes),
        secrets,
        initials=on_paper or not one_package,
    )
    table_annex = Annex(personnel_table.TITLE, len(table))
    form_annex = Annex(kep_form.shipped()["title"], len(form))

    def document(name: str, shown: str, pages: list[Page], title: str, marked: str) -> Document:
        info = Info(title, case.municipality.name, marked, draft)
        return Document(name, shown, page.write(pages, info), len(pages))

    def letter_document(name: str, shown: str, content: LetterContent) -> Document:
        pages = letter_pdf.lay_out(content)
        return document(name, shown, pages, content.subject, content.mark)

    enclosed = (table_annex, form_annex) if one_package else (table_annex,)
    made = [
        letter_document(NAMES[0], "Talep yazısı", request_letter.content(case, enclosed)),
        document(NAMES[1], "Personel tablosu", table, table_annex.title, mark),
    ]
    if not one_package:
        cover = kep_letter.content(case, (form_annex,))
        made.append(letter_document(NAMES[2], "KEP yazısı", cover))
    kep = document(NAMES[3], "KEP formu", form, form_annex.title, mark or kep_letter.MARK)
    made.append(dataclasses.replace(kep, secret=secrets is not None))
    return tuple(made)


def prepare(case: Case) -> Case:
    """The case as it is printed: one line each, every letter drawable, gaps shown as ``……``."""
    return model.build(
        {
            path: _shown(model.value(case, path), required=fields.BY_PATH[path].required)
            for path in model.scalar_paths()
        },
        [_row(person) for person in case.officers or [Person()]],
        [_row(reference) for reference in case.letter.references],
    )


def _row(row: _Row) -> _Row:
    """A person or a reference, all of whose answers are required."""
    shown = {
        part.name: _shown(getattr(row, part.name), required=True)
        for part in dataclasses.fields(row)
    }
    return dataclasses.replace(row, **shown)


def _shown(text: str, *, required: bool) -> str:
    return fonts.printable(letters.clean(text)) or (_EMPTY if required else "")
