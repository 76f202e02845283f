"""Read .xls workbooks as Excel 2 to 2003 wrote them."""

from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Final

from ebel_wizard.people_import.sheet import (
    ENCRYPTED,
    NOT_A_WORKBOOK,
    Cell,
    Progress,
    ReadBudget,
    Sheet,
    SheetBuilder,
    SheetError,
    read_sheets,
)

if TYPE_CHECKING:
    import xlrd

# fmt: off
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}
# fmt: on
_MAX_SIZE: Final = 12 * 1024 * 1024  # bytes; the format's 65,536 rows of ten columns


def read(data: bytes, progress: Progress | None) -> tuple[Sheet, ...]:
    """Return the sheets of an .xls file; raise SheetError.

    A broken file may raise any exception.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetError(ENCRYPTED)  # an encrypted .xlsx file lies in an OLE container too
    if len(data) > _MAX_SIZE:
        raise SheetError(
            "Dosya 12 MB’tan büyük. Yalnız personel listesini ayrı bir dosyaya kaydedip onu verin."
        )
    import xlrd

    def load(*, ignore_overlaps: bool) -> xlrd.Book:
        # Without the formatting xlrd does not report merged cells.
        return xlrd.open_workbook(
            file_contents=data,
            logfile=StringIO(),
            on_demand=True,
            ragged_rows=True,
            formatting_info=True,
            ignore_workbook_corruption=ignore_overlaps,
        )

    try:
        try:
            workbook = load(ignore_overlaps=False)
        except xlrd.compdoc.CompDocError:  # some programs write sectors that two streams share
            workbook = load(ignore_overlaps=True)
    except xlrd.XLRDError as error:
        if "encrypt" in str(error):
            raise SheetError(ENCRYPTED) from error
        raise SheetError(NOT_A_WORKBOOK) from error
    budget = ReadBudget()
    with workbook:
        return read_sheets(
            [
                partial(_read_sheet, partial(workbook.sheet_by_index, index), budget, progress)
                for index in range(workbook.nsheets)
            ]
        )


def _read_sheet(
    load: "Callable[[], xlrd.sheet.Sheet]", budget: ReadBudget, progress: Progress | None
) -> Sheet:
    source = load()
    builder = SheetBuilder(source.name, budget, progress)
    for row in range(source.nrows):
        for column, cell in enumerate(_cells(source, row)):
            if cell != "":
                builder.set_cell(row, column, cell)
    for top, bottom, left, _ in source.merged_cells:
        builder.merge(top, left, bottom - 1)
    for column, info in source.colinfo_map.items():
        if info.hidden:
            builder.hide_columns(column, column)
    for row, row_info in source.rowinfo_map.items():
        if row_info.hidden:
            builder.hide_rows(row, row)
    return builder.build(hidden=source.visibility != 0)


def _cells(source: "xlrd.sheet.Sheet", row: int) -> Iterator[Cell]:
    for kind, value in zip(source.row_types(row), source.row_values(row), strict=True):
        if kind == 1:
            yield value
        elif kind in {2, 3}:
            yield float(value)
        elif kind == 5:
            yield _ERRORS.get(value, "#N/A")
        else:
            yield ""
