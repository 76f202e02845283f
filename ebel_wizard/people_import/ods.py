"""Read .ods workbooks, and .fods, which are the same unpacked.

A formula gives the value it last showed. Names count without their prefixes, which each writer
chooses.
"""

import re
from typing import Final

from ebel_wizard.people_import.sheet import (
    ENCRYPTED,
    UNCOMPUTED,
    Cell,
    Progress,
    ReadBudget,
    Sheet,
    SheetBuilder,
    SheetError,
    parse_number,
)
from ebel_wizard.people_import.xml_events import XmlParser, chunks_of, local_name, local_names
from ebel_wizard.people_import.zip_xml import ZipWorkbook

_MIMETYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_NO_TABLE: Final = "Bu bir tablo değil; personel listesini .ods ya da .xlsx kaydedin."
_FLAT: Final = re.compile(rb"<(?:\w+:)?document\b[^>]*opendocument")
_SAMPLE: Final = 8192
_NUMBERS: Final = ("float", "percentage", "currency")
_HIDDEN: Final = ("collapse", "filter")
_DRAWINGS: Final = ("annotation", "shapes", "frame", "custom-shape", "g", "forms")


def read(workbook: ZipWorkbook) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that has a ``content.xml``; raise SheetError."""
    manifest, mimetype = "META-INF/manifest.xml", "mimetype"
    if workbook.has_part(manifest) and b"encryption-data" in b"".join(workbook.chunks(manifest)):
        raise SheetError(ENCRYPTED)
    if workbook.has_part(mimetype) and not b"".join(workbook.chunks(mimetype)).startswith(
        _MIMETYPE
    ):
        raise SheetError(_NO_TABLE)
    handler = _ContentHandler(workbook.budget, workbook.progress)
    workbook.parse("content.xml", handler.start, handler.end, handler.text)
    return handler.result()


def is_flat(data: bytes) -> bool:
    """Return whether a file is a document of OpenOffice or LibreOffice in one piece of XML."""
    return _FLAT.search(data[:_SAMPLE]) is not None


def read_flat(data: bytes, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a .fods file; raise SheetError, or expat's error if it is broken."""
    if _MIMETYPE not in data[:_SAMPLE]:
        raise SheetError(_NO_TABLE)
    handler = _ContentHandler(ReadBudget(), progress)
    XmlParser().parse(chunks_of(data), handler.start, handler.end, handler.text)
    return handler.result()


class _ContentHandler:
    """Handles the XML events of ``content.xml``, which holds all sheets one after the other."""

    def __init__(self, budget: ReadBudget, progress: Progress | None) -> None:
        self.sheets: list[Sheet] = []
        self.errors: list[SheetError] = []
        self._budget = budget
        self._progress = progress
        self._builder: SheetBuilder | None = None
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._is_hidden = False
        self._row = self._column = self._declared_columns = 0
        self._row_repeat = 1
        self._row_cells: list[tuple[int, Cell]] = []
        self._cell_attributes: dict[str, str] = {}
        self._lines: list[list[str]] = []
        self._skip_depth = 0  # nesting within a comment or drawing, which is no text of the cell
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, tag = name.rpartition(":")
        if self._skip_depth or prefix == "draw" or tag in _DRAWINGS:
            self._skip_depth += 1
        elif tag in {"p", "h"}:
            self._in_text = True
            self._lines.append([])
        elif self._in_text:
            if tag == "s":
                self.text(" " * min(int(local_names(attributes).get("c", "1")), 100))
            elif tag in {"tab", "line-break"}:
                self.text(" ")
        elif tag in {"table-cell", "covered-table-cell"}:
            self._cell_attributes = local_names(attributes)
            self._lines = []
        elif tag == "table-row":
            self._start_row(local_names(attributes))
        elif tag == "table-column" and self._builder:
            self._start_columns(self._builder, local_names(attributes))
        elif tag == "table":
            values = local_names(attributes)
            self._builder = SheetBuilder(values.get("name", ""), self._budget, self._progress)
            self._row = self._declared_columns = 0
            self._is_hidden = values.get("style-name", "") in self._hidden_styles
        elif tag == "style":
            self._style = local_names(attributes).get("name", "")
        elif tag == "table-properties" and local_names(attributes).get("display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str) -> None:
        tag = local_name(name)
        if self._skip_depth:
            self._skip_depth -= 1
        elif tag in {"p", "h"}:
            self._in_text = False
        elif tag in {"table-cell", "covered-table-cell"}:
            self._end_cell()
        elif tag == "table-row":
            self._end_row()
        elif tag == "table" and self._builder:
            self.sheets.append(self._builder.build(hidden=self._is_hidden))
            self._builder = None

    def result(self) -> tuple[Sheet, ...]:
        """Return the sheets that can be read; raise the first one's SheetError when none can."""
        if not self.sheets and self.errors:
            raise self.errors[0]
        return tuple(self.sheets)

    def _start_columns(self, builder: SheetBuilder, values: dict[str, str]) -> None:
        first = self._declared_columns
        self._declared_columns += int(values.get("number-columns-repeated", "1"))
        if values.get("visibility") in _HIDDEN:
            builder.hide_columns(first, self._declared_columns - 1)

    def _start_row(self, values: dict[str, str]) -> None:
        self._row_repeat = int(values.get("number-rows-repeated", "1"))
        self._row_cells = []
        self._column = 0
        if self._builder and values.get("visibility") in _HIDDEN:
            self._builder.hide_rows(self._row, self._row + self._row_repeat - 1)

    def text(self, piece: str) -> None:
        if self._in_text and not self._skip_depth:
            self._lines[-1].append(piece)

    def _end_cell(self) -> None:
        attributes = self._cell_attributes
        repeat = int(attributes.get("number-columns-repeated", "1"))
        text = "\n".join("".join(line) for line in self._lines)
        cell: Cell = text or attributes.get("string-value", "")
        if attributes.get("value-type") in _NUMBERS:
            cell = parse_number(attributes.get("value", text))
        elif not cell and "formula" in attributes and "value-type" not in attributes:
            cell = UNCOMPUTED
        if cell != "":
            self._budget.spend_cells(repeat)
            self._row_cells.extend((self._column + offset, cell) for offset in range(repeat))
            rows_spanned = int(attributes.get("number-rows-spanned", "1"))
            if self._builder:
                self._builder.merge(self._row, self._column, self._row + rows_spanned - 1)
        self._column += repeat

    def _end_row(self) -> None:
        try:
            if self._builder and self._row_cells:
                for row in range(self._row, self._row + self._row_repeat):
                    for column, cell in self._row_cells:
                        self._builder.set_cell(row, column, cell)
        except SheetError as error:
            self.errors.append(error)
            self._builder = None
        self._row += self._row_repeat
