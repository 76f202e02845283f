"""The sheets that go with the move: the aydınlatma metni (KVKK) and the tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ebel_wizard.case import register_checks, row_fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.model import Case, Unit, User
from ebel_wizard.documents import letter, personnel_table, prepared, signature
from ebel_wizard.documents.layout import fonts, sheet
from ebel_wizard.documents.layout.annex_table import AnnexTable
from ebel_wizard.documents.layout.sheet import Part, Role, Sheet
from ebel_wizard.documents.model import Workbook
from ebel_wizard.turkish import identifiers, letters

KVKK: Final = ("texts", "kvkk.toml")
_TEXTS: Final = ("texts", "sheets.toml")
_NOTHING_FOUND: Final = "Eksik ya da yinelenen bilgi bulunmadı."


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


def units(case: Case) -> Sheet:
    """Return the units with their names on letters, DETSİS numbers and contact data (step 3)."""
    shown = prepared.printed_rows(case.units, row_fields.LISTS["units"])
    rows = [
        (str(position), each.name, each.heading, each.detsis, _reached(each))
        for position, each in enumerate(shown, 1)
    ]
    names = ("S.No", "Birim", "Yazılardaki Adı", "DETSİS No", "İletişim")
    table = AnnexTable("", names, (30.0, 130.0, 110.0, 62.0), rows, 1)
    found = register_checks.of_units(case)
    return _sheet(case, "units", _findings(found, "Birimler"), table)


def _reached(unit: Unit) -> str:
    parts = (
        unit.address,
        f"Tel: {identifiers.print_phone(unit.phone)}" if unit.phone else "",
        f"Faks: {identifiers.print_phone(unit.fax)}" if unit.fax else "",
        unit.email,
        unit.web,
    )
    return "; ".join(filter(None, parts))


def users(case: Case) -> Sheet:
    """Return the users with asli birim and iş tanımı (steps 2 and 4)."""
    shown = prepared.printed_rows(case.users, row_fields.LISTS["users"])
    rows = [
        (
            str(position),
            signature.full_name(each.name, each.surname),
            _tckn(each.tckn),
            each.title,
            each.unit,
            each.duty,
        )
        for position, each in enumerate(shown, 1)
    ]
    names = ("S.No", "Adı Soyadı", "TCKN", "Unvanı", "Asli Birimi", "İş Tanımı")
    table = AnnexTable("", names, (30.0, 104.0, 66.0, 92.0, 112.0), rows, 1)
    found = register_checks.of_users(case.users, case.units)
    return _sheet(case, "users", _findings(found, "Kullanıcılar"), table)


def _findings(found: Sequence[str], then: str) -> tuple[Part, ...]:
    """Return what is missing or double as a list, and the heading of the table after it."""
    clean = [fonts.printable(text) for text in found] or [_NOTHING_FOUND]
    heading = Part("Eksik ve yinelenen bilgiler", Role.HEADING)
    return (heading, *map(sheet.item, clean), Part(then, Role.HEADING))


def unit_workbook(case: Case) -> Workbook:
    """Return the units as a spreadsheet, a column each question."""
    return _workbook("units", case.units)


def user_workbook(case: Case) -> Workbook:
    """Return the users as a spreadsheet, a column each question."""
    return _workbook("users", case.users)


def _workbook(path: str, rows: Sequence[Unit] | Sequence[User]) -> Workbook:
    asked = row_fields.LISTS[path]
    return Workbook(
        letter.texts(*_TEXTS)[path]["title"],
        [field.label for field in asked],
        [[_cell(field, str(getattr(row, field.path))) for field in asked] for row in rows],
    )


def _cell(field: Field, text: str) -> str:
    if field.kind is Kind.TCKN:
        return _tckn(text)
    is_phone = field.kind is Kind.PHONE or field.path == "mobile"
    return identifiers.print_phone(text) if is_phone else text


def _tckn(text: str) -> str:
    return identifiers.digits(text) if identifiers.is_tckn(text) else text


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
    return Sheet(letter.heading(case), tuple(_parts(words, values, _named(case))), table)


def _named(case: Case) -> frozenset[str]:
    """Return the words of ``when`` that are true of this case."""
    return frozenset(
        word for word, rows in (("users", case.users), ("certificates", case.certificates)) if rows
    )


def _parts(
    words: Mapping[str, Any], values: Mapping[str, str], named: frozenset[str]
) -> Iterator[Part]:
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
