"""Read workbooks in the XML of Excel 2003, which many programs write and call .xls or .xml."""

import re
from typing import Final

from ebel_wizard.people_import.sheet import (
    UNCOMPUTED,
    Cell,
    Progress,
    ReadBudget,
    Sheet,
    SheetBuilder,
    parse_number,
)
from ebel_wizard.people_import.xml_events import XmlParser, chunks_of, local_name, local_names

_SAMPLE: Final = 4096
_NAMESPACE: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_ROOT: Final = re.compile(rb"<(?:\w+:)?Workbook\b")


def is_spreadsheetml(data: bytes) -> bool:
    """Return whether a file is a workbook in this format."""
    head = data[:_SAMPLE].replace(b"\0", b"")  # perhaps UTF-16
    return _NAMESPACE in head and _ROOT.search(head) is not None


def read(data: bytes, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook; raise SheetError, or expat's own error for a broken one."""
    handler = _WorkbookHandler(progress)
    XmlParser().parse(chunks_of(data), handler.start, handler.end, handler.text)
    return tuple(handler.sheets)


class _WorkbookHandler:
    """Handles the XML events of a workbook. Rows and cells may skip indexes, which begin with 1."""

    def __init__(self, progress: Progress | None) -> None:
        self.sheets: list[Sheet] = []
        self._budget = ReadBudget()
        self._progress = progress
        self._builder: SheetBuilder | None = None
        self._is_hidden = False
        self._row = self._column = -1
        self._declared_columns = 0
        self._merged_across = 0
        self._has_formula = False
        self._kind = ""
        self._pieces: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, values = local_name(name), local_names(attributes)
        if tag == "Worksheet":
            self._builder = SheetBuilder(values.get("Name", ""), self._budget, self._progress)
            self._is_hidden = False
            self._row, self._declared_columns = -1, 0
        elif self._builder is None:
            return
        elif tag == "Column":
            first = int(values.get("Index", self._declared_columns + 1)) - 1
            self._declared_columns = first + int(values.get("Span", 0)) + 1
            if values.get("Hidden") == "1":
                self._builder.hide_columns(first, self._declared_columns - 1)
        elif tag == "Row":
            self._row = int(values.get("Index", self._row + 2)) - 1
            self._column = -1
            if values.get("Hidden") == "1":
                self._builder.hide_rows(self._row, self._row)
        elif tag == "Cell":
            self._start_cell(self._builder, values)
        elif tag == "Data":
            self._kind = values.get("Type", "String")
            self._pieces = []
        elif tag == "Visible":
            self._pieces = []

    def _start_cell(self, builder: SheetBuilder, values: dict[str, str]) -> None:
        self._column = int(values.get("Index", self._column + 2)) - 1
        self._has_formula = "Formula" in values
        self._merged_across = int(values.get("MergeAcross", 0))
        builder.merge(self._row, self._column, self._row + int(values.get("MergeDown", 0)))

    def end(self, name: str) -> None:
        tag = local_name(name)
        if self._builder is None:
            return
        text = "".join(self._pieces or ())
        if tag == "Data":
            cell: Cell = parse_number(text) if self._kind == "Number" else text
            self._builder.set_cell(self._row, self._column, "" if self._kind == "Boolean" else cell)
            self._pieces, self._has_formula = None, False
        elif tag == "Visible":
            self._is_hidden = text != "SheetVisible"
            self._pieces = None
        elif tag == "Cell":
            if self._has_formula:
                self._builder.set_cell(self._row, self._column, UNCOMPUTED)
            self._column += self._merged_across
        elif tag == "Worksheet":
            self.sheets.append(self._builder.build(hidden=self._is_hidden))
            self._builder = None

    def text(self, piece: str) -> None:
        if self._pieces is not None:
            self._pieces.append(piece)
