"""Read people from cells that were copied from a spreadsheet."""

from collections.abc import Sequence

from ebel_wizard.case.model import Person
from ebel_wizard.people_import import headings, normalise, text_tables
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.sheet import Cell, SheetError


def read_people(text: str) -> list[Person]:
    """Return the people in copied cells, one a line, as typed and with nothing corrected.

    Headings say which column is which. Without them TCKN and mobile number are recognised by
    their shape; the other columns are name, surname, title and unit in that order. With one
    column fewer, name and surname share the first. An empty cell stays empty. Lines above the
    headings, row numbers and unknown columns are left out. Text without columns has no people.
    """
    try:
        sheet = text_tables.read_clipboard(text)
    except SheetError:
        return []
    if max((len(row) for row in sheet.rows), default=0) < 2:
        return []
    columns = headings.recognise(sheet) or headings.guess(sheet)
    return [person for row in sheet.rows[columns.first - 1 :] if (person := _person(row, columns))]


def _person(row: Sequence[Cell], columns: ColumnMap) -> Person | None:
    texts = {
        field: normalise.display_text(row[index])
        for field, index in columns.columns.items()
        if index < len(row) and row[index] != ""
    }
    if "name" in texts and columns.columns.get("surname") == columns.columns["name"]:
        words = texts["name"].split()
        name, surname = normalise.split_name(words, surname_first=columns.surname_first)
        texts["name"], texts["surname"] = " ".join(words[name]), " ".join(words[surname])
    return Person(**texts) if any(texts.values()) else None
