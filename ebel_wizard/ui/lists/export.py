"""Exporting a list as an Excel file or a PDF."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ebel_wizard import documents
from ebel_wizard.exchange import workbook
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.table import ListTable
from ebel_wizard.ui.state.notice import Action
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets.saving import ShowMessage, save_file

_Render = Callable[[str, list[str], list[list[str]]], bytes]


def export_actions(
    session: Session, parent: QWidget, name: str, table: ListTable, show_message: ShowMessage
) -> Sequence[Action]:
    """Return what writes the listed rows, in their order, to a file that the officer chooses."""
    export = _Export(session, parent, name, table, show_message)
    return (
        ("Dışa aktar: &Excel dosyası…", export.ask_workbook),
        ("Dışa aktar: &PDF…", export.ask_pdf),
    )


class _Export:
    def __init__(
        self,
        session: Session,
        parent: QWidget,
        name: str,
        table: ListTable,
        show_message: ShowMessage,
    ) -> None:
        self._session = session
        self._parent = parent
        self._show_message = show_message
        self._name = name
        self._rows = table.rows

    def ask_workbook(self) -> None:
        """Write an Excel file."""
        self._ask(f"{self._name}.xlsx", "Excel", workbook.write)

    def ask_pdf(self) -> None:
        """Write a PDF."""
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
            self._parent,
            self._session,
            name,
            kind,
            partial(render, self._name, headings, rows),
            self._show_message,
            lambda path: self._show_message(f"{counted} satır yazıldı: {path.name}", "done"),
        )
