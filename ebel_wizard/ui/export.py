"""A list out of the window, as an Excel file or a PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton

from ebel_wizard import documents
from ebel_wizard.exchange import files, workbook
from ebel_wizard.turkish import numbers
from ebel_wizard.ui import places, theme
from ebel_wizard.ui.list_table import ListTable
from ebel_wizard.ui.session import Session


class ExportButton(QPushButton):
    """Writes the rows that are listed now, in their order, to where the officer says."""

    def __init__(
        self, session: Session, name: str, table: ListTable, tell: Callable[[str, str], None]
    ) -> None:
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
        name = f"{self._name}.xlsx"
        places.ask_workbook(self, "Listeyi kaydet", name, partial(self._write, workbook.write))

    def _ask_pdf(self) -> None:
        places.ask_pdf(self, "Listeyi kaydet", f"{self._name}.pdf", partial(self._write, self._pdf))

    def _pdf(self, title: str, headings: list[str], rows: list[list[str]]) -> bytes:
        municipality = self._session.case().municipality.name
        return documents.worklist(title, headings, rows, municipality).data

    def _write(self, make: Callable[[str, list[str], list[list[str]]], bytes], path: Path) -> None:
        """Make the file beside the window, and put it in its place whole or not at all."""
        self._session.flush()
        headings = [column.field.label for column in self._rows.columns]
        rows = [[column.read(key) for column in self._rows.columns] for key in self._rows.ids]
        total = self._rows.total
        count = numbers.shown(len(rows))
        counted = count if len(rows) == total else f"{count} / {numbers.shown(total)}"

        def write() -> None:
            data = make(self._name, headings, rows)
            files.write_set(path.parent, {path.name: data}, ())

        self._tell("Dosya hazırlanıyor…", "hint")
        self._session.work_lane.run(
            write,
            lambda _: self._tell(f"{counted} satır yazıldı: {path.name}", "done"),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self._tell(
            "Dosya yazılamadı; klasörün dolu ya da korumalı olmadığına, dosyanın başka programda "
            "açık olmadığına bakın.",
            "error",
        )
        if not isinstance(error, OSError):
            raise error
