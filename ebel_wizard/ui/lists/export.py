"""The button that exports a list as an Excel file or a PDF."""

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

_Render = Callable[[str, list[str], list[list[str]]], bytes]


class ExportButton(QPushButton):
    """Writes the listed rows, in their order, to a file that the officer chooses."""

    def __init__(
        self, session: Session, name: str, table: ListTable, show_message: ShowMessage
    ) -> None:
        super().__init__("Dı&şa aktar")
        self._session = session
        self._name = name
        self._rows = table.rows
        self._show_message = show_message
        self.setMinimumHeight(theme.CONTROL)
        menu = QMenu(self)
        menu.addAction("&Excel dosyası…").triggered.connect(lambda _: self._ask_workbook())
        menu.addAction("&PDF…").triggered.connect(lambda _: self._ask_pdf())
        self.setMenu(menu)

    def _ask_workbook(self) -> None:
        self._ask(f"{self._name}.xlsx", "Excel", workbook.write)

    def _ask_pdf(self) -> None:
        municipality = self._session.case().municipality.name

        def render(title: str, headings: list[str], rows: list[list[str]]) -> bytes:
            return documents.worklist(title, headings, rows, municipality).data

        self._ask(f"{self._name}.pdf", "PDF", render)

    def _ask(self, name: str, kind: str, render: _Render) -> None:
        """Save the rows as they are at the moment of the request."""
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
            partial(render, self._name, headings, rows),
            self._show_message,
            lambda path: self._show_message(f"{counted} satır yazıldı: {path.name}", "done"),
        )
