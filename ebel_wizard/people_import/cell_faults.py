"""Find what makes a person's cells unusable: letters nobody can read, values nobody computed."""

from collections.abc import Sequence
from typing import Final

from ebel_wizard.people_import import letter_repair, normalise
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.people_import.sheet import UNCOMPUTED, Cell
from ebel_wizard.turkish import letters

_LABELS: Final = {  # of what, and in what
    "name": ("Adı", "Adında"),
    "surname": ("Soyadı", "Soyadında"),
    "tckn": ("“TCKN”", ""),
    "mobile": ("Cep telefonu", ""),
    "title": ("Unvanı", "Unvanında"),
    "unit": ("Birimi", "Biriminde"),
}
_NAMES: Final = ("name", "surname")
_MAX_LENGTH: Final = 40  # characters of a cell that is quoted


def find(cells: Sequence[Cell], columns: ColumnMap) -> tuple[str, str] | None:
    """Return the first field with such a cell, and a Turkish sentence on it; None without one."""
    found = find_no_value(cells, columns, tuple(_LABELS))
    if found:
        return found
    for field, cell in _texts(cells, columns):
        within = _LABELS[field][1]
        text = letter_repair.decoded(cell)
        if (
            within
            and letter_repair.is_unreadable(text)
            and not letter_repair.is_error_value(text.strip())
        ):
            shown = letters.shortened(normalise.decoded_text(cell), _MAX_LENGTH)
            return field, f"{within} okunamayan harf var (“{shown}”); listede düzeltin."
    return None


def find_no_value(
    cells: Sequence[Cell], columns: ColumnMap, fields: Sequence[str] = _NAMES
) -> tuple[str, str] | None:
    """Return the first of some fields whose formula has no value, and a Turkish sentence on it.

    Other fields than the names are empty where their formula has failed: it gave an error value.
    """
    for field, cell in _texts(cells, columns):
        if field not in fields:
            continue
        label = _LABELS[field][0]
        if cell == UNCOMPUTED:
            return field, (
                f"{label} bir formül ve değeri hesaplanmamış; dosyayı Excel’de açıp kaydedin, "
                "sonra yeniden alın."
            )
        if field in _NAMES and letter_repair.is_error_value(cell.strip()):
            return field, (
                f"{label} yerinde tablo programının hata değeri var ({cell.strip()}); "
                "listeye elle yazıp yeniden alın."
            )
    return None


def _texts(cells: Sequence[Cell], columns: ColumnMap) -> list[tuple[str, str]]:
    """Return the fields of a row that are texts, with their cells."""
    places = [*columns.columns.items(), ("name", columns.middle)]
    return [
        (field, cell)
        for field, index in places
        if 0 <= index < len(cells) and isinstance(cell := cells[index], str) and cell
    ]
