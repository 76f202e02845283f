"""Sheets out of .xls files, as Excel 2 to 2003 wrote them."""

from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Final

from ebel_wizard.people_import.sheet import (
    ENCRYPTED,
    NO_TABLE,
    Budget,
    Builder,
    Cell,
    Progress,
    Sheet,
    SheetError,
    gather,
)

if TYPE_CHECKING:
    import xlrd

_LARGEST: Final = 12 * 1024 * 1024  # 65,536 rows, its most, of ten columns


def read(data: bytes, progress: Progress | None) -> tuple[Sheet, ...]:
    """The sheets of an .xls file as Excel 2 to 2003 wrote them; raises SheetError.

    A broken one may raise anything.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetError(ENCRYPTED)  # a newer file, which lies in such a container when locked
    if len(data) > _LARGEST:
        raise SheetError(
            "Dosya 12 MB’tan büyük. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
        )
    import xlrd

    try:
        # Without the formatting xlrd does not tell which cells are merged.
        book = xlrd.open_workbook(
            file_contents=data,
            logfile=StringIO(),
            on_demand=True,
            ragged_rows=True,
            formatting_info=True,
        )
    except xlrd.XLRDError as error:
        if "encrypt" in str(error):
            raise SheetError(ENCRYPTED) from error
        raise SheetError(NO_TABLE) from error
    budget = Budget()
    with book:
        return gather(
            [
                partial(_sheet, partial(book.sheet_by_index, at), budget, progress)
                for at in range(book.nsheets)
            ]
        )


def _sheet(
    load: "Callable[[], xlrd.sheet.Sheet]", budget: Budget, progress: Progress | None
) -> Sheet:
    source = load()
    builder = Builder(source.name, budget, progress)
    for row in range(source.nrows):
        for column, cell in enumerate(_cells(source, row)):
            if cell != "":
                builder.put(row, column, cell)
    for top, bottom, left, _ in source.merged_cells:
        builder.merge(top, left, bottom - 1)
    return builder.sheet(hidden=source.visibility != 0)


def _cells(source: "xlrd.sheet.Sheet", row: int) -> Iterator[Cell]:
    for kind, value in zip(source.row_types(row), source.row_values(row), strict=True):
        if kind == 1:
            yield value
        elif kind in {2, 3}:
            yield float(value)
        else:
            yield ""
