"""What the documents of one case share before they are drawn."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from ebel_wizard.case import fields, model, row_fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.model import Case, Certificate, ListRow, Person
from ebel_wizard.documents import (
    certificates,
    kep_form,
    kep_letter,
    letter,
    personnel_table,
    references,
    request_letter,
)
from ebel_wizard.documents.layout import fonts, letter_pdf, pdf_writer
from ebel_wizard.documents.layout.letter_parts import Annex, LetterContent
from ebel_wizard.documents.layout.logo import Logo
from ebel_wizard.documents.layout.page import Info, Page
from ebel_wizard.documents.model import Secrets
from ebel_wizard.turkish import letters

_EMPTY: Final = "……"
_DETSIS, _UNIT_DETSIS = "municipality.detsis", "municipality.unit_detsis"
_Row = TypeVar("_Row", bound=ListRow)


class Drawing(NamedTuple):
    """A document laid out: the title its file carries, its page count, and what writes the file."""

    title: str
    pages: int
    write: Callable[[Info], bytes]


@dataclass(frozen=True, slots=True)
class PreparedCase:
    """A case as it is printed, with the pages of its annexes, which the letters count (E1)."""

    case: Case
    table: list[Page]
    form: list[Page]
    logo: Logo | None

    def request_letter(self) -> LetterContent:
        """Return what the request letter says; the form is its annex unless it goes apart."""
        table = Annex(personnel_table.TITLE, len(self.table))
        is_whole = bool(letter.degree(self.case))
        form = [self._form_annex()] if is_whole else []
        return request_letter.content(self.case, [table, *form, *references.annexes(self.case)])

    def kep_letter(self) -> LetterContent:
        """Return what the letter says under which the form goes apart."""
        return kep_letter.content(self.case, (self._form_annex(),))

    def _form_annex(self) -> Annex:
        return Annex(kep_form.load_form()["title"], len(self.form))

    def certificates(self) -> list[Page]:
        """Return the pages of the list of those who need an e-signature."""
        on_paper = request_letter.medium(self.case) != model.ELECTRONIC
        return certificates.lay_out(self.case, people(self.case), initials=on_paper)

    def draw_letter(self, content: LetterContent) -> Drawing:
        """Lay a letter out with the municipality's logo."""
        return self.draw(content.subject, letter_pdf.lay_out(content, self.logo))

    @staticmethod
    def draw(title: str, pages: list[Page]) -> Drawing:
        """Return the drawing of a PDF file with these pages."""
        return Drawing(title, len(pages), partial(pdf_writer.write, pages))


def prepare(case: Case, secrets: Secrets | None, logo: Logo | None) -> PreparedCase:
    """Lay out the annexes of a case; ``secrets`` are filled into its form."""
    case = as_printed(case)
    is_whole = bool(letter.degree(case))
    on_paper = request_letter.is_on_paper(case)
    annexes = (2 if is_whole else 1) + len(references.annexes(case))
    table = personnel_table.lay_out(case, letter.annex_mark(1, annexes), initials=on_paper)
    # On its own, the form goes under a GİZLİ letter, which is always paper (G4).
    form = kep_form.lay_out(
        kep_form.form_of(case),
        case,
        letter.annex_mark(2, annexes),
        secrets,
        initials=on_paper or not is_whole,
    )
    return PreparedCase(case, table, form, logo)


def as_printed(case: Case) -> Case:
    """Return the case as it is printed: one line each, every letter drawable, gaps as ``……``, and
    e-mail and web addresses in small letters.

    The registers stay as they are: what prints them calls ``printed_rows``.
    """
    lists: dict[str, Sequence[ListRow]] = {
        path: model.rows(case, path)
        if path in model.REGISTERS
        else printed_rows(model.rows(case, path), asked)
        for path, asked in row_fields.LISTS.items()
    }
    lists["officers"] = printed_rows(case.officers or [Person()], row_fields.PERSON)
    values = {path: fields.cleaned(path, model.value(case, path)) for path in model.scalar_paths()}
    values[_DETSIS] = values[_DETSIS] or values[_UNIT_DETSIS]  # where only the unit's is known
    return model.build(
        {
            path: _shown(
                _small_address(fields.BY_PATH[path], text), required=fields.BY_PATH[path].required
            )
            for path, text in values.items()
        },
        lists=lists,
    )


def _small_address(field: Field, text: str) -> str:
    """Return an answer, and an address as it is sent to: Caps Lock may have been on."""
    return letters.small_address(text) if field.kind is Kind.ADDRESS else text


def people(case: Case) -> Sequence[Certificate]:
    """Return who needs an e-signature, as they are printed."""
    return printed_rows(case.certificates, row_fields.LISTS["certificates"])


def printed_rows(rows: Sequence[_Row], asked: Sequence[Field]) -> list[_Row]:
    """Return the rows of a list as they are printed; a gap is shown where an answer is required."""
    made: list[_Row] = []
    for row in rows:
        shown: dict[str, Any] = {
            field.path: _shown(
                _small_address(field, letters.clean(getattr(row, field.path))),
                required=field.required,
            )
            for field in asked
        }
        made.append(dataclasses.replace(row, **shown))
    return made


def _shown(text: str, *, required: bool) -> str:
    lines = [fonts.printable(line) for line in text.split("\n")]
    return "\n".join(lines) or (_EMPTY if required else "")
