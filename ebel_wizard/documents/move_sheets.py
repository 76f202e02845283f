"""The sheets that go with the move: the aydınlatma metni (KVKK) and the tables."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ebel_wizard.case.model import Case
from ebel_wizard.documents import letter, personnel_table, signature
from ebel_wizard.documents.layout import sheet
from ebel_wizard.documents.layout.annex_table import AnnexTable
from ebel_wizard.documents.layout.sheet import Part, Role, Sheet
from ebel_wizard.turkish import identifiers, letters

KVKK: Final = ("texts", "kvkk.toml")
_TEXTS: Final = ("texts", "sheets.toml")


def _sheet(case: Case, name: str, parts: tuple[Part, ...], table: AnnexTable) -> Sheet:
    """Return a sheet with the title and the note of its words."""
    words = letter.texts(*_TEXTS)[name]
    titled = replace(table, title=words["title"])
    return Sheet(letter.heading(case), (Part(words["note"]), *parts), titled)


def masked_table(case: Case) -> Sheet:
    """Return the personnel table with masked TCKNs, for the mail before posting: the Authority's
    guide on TCKNs asks for what intrudes less.
    """
    whole = personnel_table.table(case)
    at = whole.names.index("TCKN")
    rows = [[*row[:at], identifiers.masked_tckn(row[at]), *row[at + 1 :]] for row in whole.rows]
    return _sheet(case, "masked", (), replace(whole, rows=rows))


def kvkk(case: Case) -> Sheet:
    """Return the aydınlatma metni with the five elements of 6698 m.10, and room for the signatures
    of those who are named in the letter.
    """
    words = letter.texts(*KVKK)
    contact = case.municipality.contact
    reached = (
        ("Adres", contact.address),
        ("Telefon", identifiers.print_phone(contact.phone)),
        ("e-Posta", contact.email),
        ("KEP adresi", contact.kep),
    )
    values = {
        "belediye": case.municipality.name,
        "iletişim": " ".join(f"{label}: {text}." for label, text in reached if text),
        "kurum": letters.dative(case.letter.addressee.body),
    }
    rows = [
        (str(position), signature.full_name(person.name, person.surname), person.title, "", "")
        for position, person in enumerate(case.officers, 1)
    ]
    names = ("S.No", "Adı Soyadı", "Unvanı", "Tarih", "İmza")
    table = AnnexTable(words["title"], names, (30.0, 150.0, 150.0, 70.0), rows, 1)
    return Sheet(letter.heading(case), tuple(_parts(words, values)), table)


def _parts(words: Mapping[str, Any], values: Mapping[str, str]) -> Iterator[Part]:
    named: frozenset[str] = frozenset()
    for part in words["parts"]:
        if "title" in part:
            yield Part(part["title"], Role.HEADING)
        for each in part["texts"]:
            if not named.issuperset(each.get("when", "").split()):
                continue
            if "item" in each:
                yield sheet.item(letter.fill(each["item"], values))
            else:
                yield Part(letter.fill(each["text"], values))
