"""A list out of the window, as an Excel file or a PDF."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from ebel_wizard import documents
from ebel_wizard.exchange import workbook
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.saving import ShowMessage, save_file

_Draw = Callable[[str, list[str], list[list[str]]], bytes]


class ExportButton(QPushButton):
    """Writes the rows that are listed now, in their order, to where the officer says."""

    def __init__(self, session: Session, name: str, table: ListTable, tell: ShowMessage) -> None:
        super().__init__("Dı&şa aktar")
        self._session = session
        self._name = name
        self._rows = table.rows
        self._tell = tell
        self.setMinimumHeight(theme.CONTROL)
        menu = QMenu(self)
        menu.addAction("&Excel dosyası…").triggered.connect(lambda _: self._ask_workbook())
        menu.addAction("&PDF…").triggered.connect(lambda _: self._ask_pdf())
        self.setMenu(menu)

    def _ask_workbook(self) -> None:
        self._ask(f"{self._name}.xlsx", "Excel", workbook.write)

    def _ask_pdf(self) -> None:
        municipality = self._session.case().municipality.name

        def draw(title: str, headings: list[str], rows: list[list[str]]) -> bytes:
            return documents.worklist(title, headings, rows, municipality).data

        self._ask(f"{self._name}.pdf", "PDF", draw)

    def _ask(self, name: str, kind: str, draw: _Draw) -> None:
        """Save the rows as they are when they are asked for."""
        self._session.flush()
        headings = [column.field.label for column in self._rows.columns]
        rows = [[column.read(key) for column in self._rows.columns] for key in self._rows.ids]
        count, total = numbers.shown(len(rows)), len(self._rows.all_ids)
        counted = count if len(rows) == total else f"{count} / {numbers.shown(total)}"
        save_file(
            self,
            self._session,
            name,
            kind,
            partial(draw, self._name, headings, rows),
            self._tell,
            lambda path: self._tell(f"{counted} satır yazıldı: {path.name}", "done"),
        )
