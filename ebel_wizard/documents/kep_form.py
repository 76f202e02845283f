"""The KEP form: what the Ministry needs to connect the municipality's KEP account (step 1.2).

Its rows are data: the officer's own where there are some, else ``resources/forms/kep.toml``. Parola
and şifre are ruled space to be filled in by hand, unless they are given to be printed from memory;
so is a row without a value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from ebel_wizard.case import model
from ebel_wizard.case.model import Case, FormRow
from ebel_wizard.documents import letter
from ebel_wizard.documents.layout import annex, fonts, page
from ebel_wizard.documents.layout.page import Fill, Page, Rule, Tag, Text
from ebel_wizard.documents.model import Secrets
from ebel_wizard.turkish import identifiers, letters

VALUE_LINES: Final = 6

_SIZE: Final = 11.0
_LEADING: Final = 13.5
_PAD: Final = 7.0
_LABELS: Final = 6.5 * page.CM
_MIDDLE_EDGE: Final = page.LEFT + _LABELS
_INNER: Final = page.RIGHT - _MIDDLE_EDGE - 2 * _PAD
_ROOM: Final = 1.5 * page.CM
_NOTE_SIZE: Final = 9.0
_FOR_THE_HAND: Final = "Elle doldurulacak boş yer"
PLACES: Final = ("belediye", "DETSİS", "KEP adresi", "KEP sağlayıcısı", "yetkili TCKN")
"""The names in braces that a row may have."""


def load_form() -> Mapping[str, Any]:
    """Return the form's title, note and rows."""
    return letter.texts("forms", "kep.toml")


def shipped_rows() -> tuple[FormRow, ...]:
    """Return the rows that the program has."""
    return tuple(
        FormRow(row["label"], row.get("value", ""), row.get("secret", ""))
        for row in load_form()["fields"]
    )


def form_of(case: Case) -> Mapping[str, Any]:
    """Return the form as this case has it: with the officer's own rows, if there are some."""
    rows = case.kep.form or shipped_rows()
    if case.letter.secrecy == model.HIZMETE_OZEL:
        rows = tuple(row for row in rows if _is_electronic(row))
    return {**load_form(), "fields": [asdict(row) for row in rows]}


def _is_electronic(row: FormRow) -> bool:
    """Return whether a row may stand on a HİZMETE ÖZEL form, which is electronic: no parola, no
    şifre, and nothing to be written by hand and scanned (G8).
    """
    label = letters.fold(row.label)
    is_secret = row.secret or any(word in label for word in ("parola", "sifre"))
    return bool(row.value.strip()) and not is_secret


def lay_out(
    form: Mapping[str, Any], case: Case, mark: str, secrets: Secrets | None, *, initials: bool
) -> list[Page]:
    """Return the form's pages.

    ``mark`` is ``EK-2`` or empty (E2); ``initials`` leaves space for them (E4).
    """
    known = _known(case)
    floor = annex.floor(initials=initials)
    current, top = annex.first_page(letter.heading(case), mark, form["title"])
    pages, y, blank = [current], top, False
    table = Tag("Table")
    for field in form["fields"]:
        labels = page.cap(label_lines(field["label"]), VALUE_LINES)
        values, font = _values(field, known, secrets)
        height = max(len(labels), len(values)) * _LEADING + 2 * _PAD
        if field.get("secret") or not values:
            height = max(height, _ROOM)
        if y - height < floor:
            current.extend(_frame(top, y))
            current, top = annex.next_page(mark)
            pages.append(current)
            y = top
        blank = blank or not values
        current.append(Fill(page.LEFT, y - height, _LABELS, height))
        current.append(Rule(page.LEFT, y, page.RIGHT, y))
        row = Tag("TR", table)
        current.extend(_cell(page.LEFT, y, height, labels, fonts.BOLD, Tag("TH", row, "Row")))
        # What is filled in by hand has a cell too, and a listener hears what it is for.
        value = Tag("TD", row, said="" if values else _FOR_THE_HAND)
        current.extend(_cell(_MIDDLE_EDGE, y, height, values or [""], font, value))
        y -= height
    current.extend(_frame(top, y))
    note = page.wrap(form["note"], page.TEXT_WIDTH, _NOTE_SIZE) if blank else []
    below = Tag("P")
    for position, line in enumerate(note):
        current.append(Text(page.LEFT, y - 16 - position * 11, line, _NOTE_SIZE, tag=below))
    if initials:
        for each in pages:
            each.extend(annex.initials())
    return pages


def _known(case: Case) -> Mapping[str, str]:
    """Return the values of the form's placeholders."""
    address, tckn = case.kep_address, case.kep.user_tckn
    texts = (
        case.municipality.name,
        case.municipality.detsis,
        address,
        # An unknown provider (a new number) is named by its domain.
        identifiers.kep_provider(address) or address.rpartition("@")[2],
        identifiers.digits(tckn) if identifiers.is_tckn(tckn) else tckn,
    )
    return dict(zip(PLACES, texts, strict=True))


def value_lines(text: str) -> list[str]:
    """Return an answer's lines in the form's right column."""
    return page.wrap(text, _INNER, _SIZE)


def label_lines(text: str) -> list[str]:
    """Return a label's lines in the form's left column."""
    return page.wrap(text, _LABELS - 2 * _PAD, _SIZE, fonts.BOLD)


def filled(case: Case, row: FormRow) -> str:
    """Return what a row's right column says; nothing where there is room for the hand."""
    return letter.fill(row.value, _known(case)).strip()


def unknown_places(row: FormRow) -> list[str]:
    """Return the names in braces of a row that the program cannot fill in."""
    return [name for name in letter.placeholders(row.value) if name not in PLACES]


def _values(
    field: Mapping[str, str], known: Mapping[str, str], secrets: Secrets | None
) -> tuple[list[str], str]:
    """Return the lines of the right column and their typeface."""
    if secret := field.get("secret"):
        text = (
            ""
            if secrets is None
            else {"parola": secrets.parola, "şifre": secrets.sifre}.get(secret, "")
        )
        # A box in place of a letter would be a wrong password; it is written by hand instead.
        if not text or fonts.unprintable(text):
            return [], fonts.REGULAR
        font = fonts.clear(text)
        return page.wrap(text, _INNER, _SIZE, font), font
    text = letter.fill(field.get("value", ""), known).strip()
    lines = value_lines(text) if text else []
    return page.cap(lines, VALUE_LINES), fonts.REGULAR


def _cell(
    left: float, top: float, height: float, lines: Sequence[str], font: str, tag: Tag
) -> list[Text]:
    """Return lines centred in their cell's height."""
    first = top - (height - len(lines) * _LEADING) / 2 - page.ASCENT * _SIZE
    return [
        Text(left + _PAD, first - position * _LEADING, line, _SIZE, font, tag=tag)
        for position, line in enumerate(lines)
    ]


def _frame(top: float, bottom: float) -> list[Rule]:
    edges = (page.LEFT, _MIDDLE_EDGE, page.RIGHT)
    return [
        *(Rule(x, top, x, bottom) for x in edges),
        Rule(page.LEFT, bottom, page.RIGHT, bottom),
    ]
