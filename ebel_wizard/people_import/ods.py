"""Read .ods workbooks; a formula gives the value it last showed."""

from typing import Final

from ebel_wizard.people_import.sheet import (
    ENCRYPTED,
    Cell,
    Sheet,
    SheetBuilder,
    SheetError,
    parse_number,
)
from ebel_wizard.people_import.zip_xml import ZipWorkbook

_MIMETYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def read(workbook: ZipWorkbook) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that has a ``content.xml``; raise SheetError."""
    manifest, mimetype = "META-INF/manifest.xml", "mimetype"
    if workbook.has_part(manifest) and b"encryption-data" in b"".join(workbook.chunks(manifest)):
        raise SheetError(ENCRYPTED)
    if workbook.has_part(mimetype) and not b"".join(workbook.chunks(mimetype)).startswith(
        _MIMETYPE
    ):
        raise SheetError("Bu bir tablo değil; personel listesini .ods ya da .xlsx kaydedin.")
    handler = _ContentHandler(workbook)
    workbook.parse("content.xml", handler.start, handler.end, handler.text)
    if not handler.sheets and handler.errors:
        raise handler.errors[0]
    return tuple(handler.sheets)


class _ContentHandler:
    """Handles the XML events of ``content.xml``, which holds all sheets one after the other."""

    def __init__(self, workbook: ZipWorkbook) -> None:
        self.sheets: list[Sheet] = []
        self.errors: list[SheetError] = []
        self._workbook = workbook
        self._builder: SheetBuilder | None = None
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._is_hidden = False
        self._row = self._column = 0
        self._row_repeat = 1
        self._row_cells: list[tuple[int, Cell]] = []
        self._cell_attributes: dict[str, str] = {}
        self._lines: list[list[str]] = []
        self._skip_depth = 0  # nesting within a comment or drawing, which is no text of the cell
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skip_depth or name == "office:annotation" or name.startswith("draw:"):
            self._skip_depth += 1
        elif name == "text:p":
            self._in_text = True
            self._lines.append([])
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cell_attributes = attributes
            self._lines = []
        elif name == "table:table-row":
            self._row_repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self._row_cells = []
            self._column = 0
        elif name == "table:table":
            self._builder = SheetBuilder(
                attributes.get("table:name", ""), self._workbook.budget, self._workbook.progress
            )
            self._row = 0
            self._is_hidden = attributes.get("table:style-name", "") in self._hidden_styles
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif self._in_text and name == "text:s":
            self.text(" " * min(int(attributes.get("text:c", "1")), 100))
        elif self._in_text and name in {"text:tab", "text:line-break"}:
            self.text(" ")

    def end(self, name: str) -> None:
        if self._skip_depth:
            self._skip_depth -= 1
        elif name == "text:p":
            self._in_text = False
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table" and self._builder:
            self.sheets.append(self._builder.build(hidden=self._is_hidden))
            self._builder = None

    def text(self, piece: str) -> None:
        if self._in_text and not self._skip_depth:
            self._lines[-1].append(piece)

    def _end_cell(self) -> None:
        attributes = self._cell_attributes
        repeat = int(attributes.get("table:number-columns-repeated", "1"))
        cell: Cell = "\n".join("".join(line) for line in self._lines)
        if attributes.get("office:value-type") in {"float", "percentage", "currency"}:
            cell = parse_number(attributes.get("office:value", str(cell)))
        if cell != "":
            self._workbook.budget.spend_cells(repeat)
            self._row_cells.extend((self._column + offset, cell) for offset in range(repeat))
            rows_spanned = int(attributes.get("table:number-rows-spanned", "1"))
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
