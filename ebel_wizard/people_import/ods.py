"""Sheets out of .ods files; of a formula the value last shown is taken."""

from typing import Final

from ebel_wizard.people_import.sheet import ENCRYPTED, Builder, Cell, Sheet, SheetError, number
from ebel_wizard.people_import.zip_xml import ZipWorkbook

_MIMETYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def read(book: ZipWorkbook) -> tuple[Sheet, ...]:
    """The sheets of a workbook that has a ``content.xml``; raises SheetError."""
    manifest, mimetype = "META-INF/manifest.xml", "mimetype"
    if book.has(manifest) and b"encryption-data" in b"".join(book.chunks(manifest)):
        raise SheetError(ENCRYPTED)
    if book.has(mimetype) and not b"".join(book.chunks(mimetype)).startswith(_MIMETYPE):
        raise SheetError("Bu bir tablo değil; personel listesini .ods ya da .xlsx kaydedin.")
    reader = _Reader(book)
    book.parse("content.xml", reader.start, reader.end, reader.text)
    if not reader.sheets and reader.reasons:
        raise reader.reasons[0]
    return tuple(reader.sheets)


class _Reader:
    """All sheets stand one after the other in one part."""

    def __init__(self, book: ZipWorkbook) -> None:
        self.sheets: list[Sheet] = []
        self.reasons: list[SheetError] = []
        self._book = book
        self._builder: Builder | None = None
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._is_hidden = False
        self._row = self._column = 0
        self._row_repeat = 1
        self._row_cells: list[tuple[int, Cell]] = []
        self._cell: dict[str, str] = {}
        self._lines: list[list[str]] = []
        self._skipped = 0  # depth within what stands beside a cell's own text: comments, drawings
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped or name == "office:annotation" or name.startswith("draw:"):
            self._skipped += 1
        elif name == "text:p":
            self._in_text = True
            self._lines.append([])
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cell = attributes
            self._lines = []
        elif name == "table:table-row":
            self._row_repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self._row_cells = []
            self._column = 0
        elif name == "table:table":
            self._builder = Builder(
                attributes.get("table:name", ""), self._book.budget, self._book.progress
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
        if self._skipped:
            self._skipped -= 1
        elif name == "text:p":
            self._in_text = False
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table" and self._builder:
            self.sheets.append(self._builder.sheet(hidden=self._is_hidden))
            self._builder = None

    def text(self, piece: str) -> None:
        if self._in_text and not self._skipped:
            self._lines[-1].append(piece)

    def _end_cell(self) -> None:
        said = self._cell
        repeat = int(said.get("table:number-columns-repeated", "1"))
        cell: Cell = "\n".join("".join(line) for line in self._lines)
        if said.get("office:value-type") in {"float", "percentage", "currency"}:
            cell = number(said.get("office:value", str(cell)))
        if cell != "":
            self._book.budget.spend_cells(repeat)
            self._row_cells.extend((self._column + each, cell) for each in range(repeat))
            reach = int(said.get("table:number-rows-spanned", "1"))
            if self._builder:
                self._builder.merge(self._row, self._column, self._row + reach - 1)
        self._column += repeat

    def _end_row(self) -> None:
        try:
            if self._builder and self._row_cells:
                for row in range(self._row, self._row + self._row_repeat):
                    for column, cell in self._row_cells:
                        self._builder.put(row, column, cell)
        except SheetError as reason:
            self.reasons.append(reason)
            self._builder = None
        self._row += self._row_repeat
