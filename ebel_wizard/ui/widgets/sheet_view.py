"""One document of the move in a preview, to be printed and saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard import documents
from ebel_wizard.case.model import Case
from ebel_wizard.documents import Document
from ebel_wizard.documents.kind import DocumentKind
from ebel_wizard.exchange import workbook
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import printing, theme, tokens
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import Room
from ebel_wizard.ui.widgets.preview import Preview
from ebel_wizard.ui.widgets.printing import NotPrintedError
from ebel_wizard.ui.widgets.saving import PREPARING, save_file


class SheetView(QWidget):
    """Shows a document, made anew off the window's thread when the answers changed.

    It belongs to the move and not to the letter, so what the letter lacks does not stop it.
    ``lacking`` is said where the case has no such document.
    """

    def __init__(self, session: Session, kind: DocumentKind, lacking: str = "") -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._lacking = lacking
        self._case: Case | None = None
        self._paper: Document | None = None
        self._preview = Preview()
        self._buttons = [
            button("&Yazdır…", self._ask_printer, primary=True),
            button("&PDF kaydet…", self._save_pdf),
            button("&Word kopyası…", self._save_copy),
        ]
        if kind.workbook is not None:
            self._buttons.append(button("&Excel dosyası…", self._save_workbook))
        self._message = theme.label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._preview, 1)
        actions = Room(*self._buttons, self._message)
        actions.across.addStretch()
        actions.across.setStretchFactor(self._message, 1)
        column.addWidget(actions)
        self._tell("")

    def refresh(self) -> None:
        """Make the document anew when the answers changed."""
        case = self._session.case()
        if case is self._case:
            return
        self._case, self._paper = case, None
        is_there = self._kind.exists(case)
        self._preview.setVisible(is_there)
        self._tell(PREPARING if is_there else self._lacking, "hint")
        self._offer()
        if is_there:
            make = partial(documents.make, self._kind, case)
            self._session.background_worker.run(make, partial(self._receive, case), receiver=self)

    def _receive(self, case: Case, paper: Document) -> None:
        if case is self._case:  # else a newer one is being made
            self._paper = paper
            self._preview.show_pdf(paper.data)
            self._tell("")
            self._offer()

    def _offer(self) -> None:
        for each in self._buttons:
            each.setEnabled(self._paper is not None)
            each.setToolTip("" if each.isEnabled() else self._message.text())

    def _tell(self, text: str, tone: str = "done") -> None:
        theme.show_message(self._message, text, tone)

    def _ask_printer(self) -> None:
        if not printing.has_printers():
            self._tell(printing.NO_PRINTER, "error")
            return
        printing.when_answering(
            self._session.background_worker,
            self,
            lambda: printing.ask_printer(self, self._send),
            self._tell,
        )

    def _send(self, printer: QPrinter) -> None:
        if self._paper is None:
            return

        def failed(error: Exception) -> None:
            if not isinstance(error, NotPrintedError):
                raise error
            self._tell(str(error), "error")

        self._tell("Yazdırılıyor…", "hint")
        job = partial(printing.print_documents, [self._paper], printer)
        self._session.background_worker.run(job, self._tell, failed, receiver=self)

    def _save(self, name: str, kind: str, make: Callable[[], bytes]) -> None:
        save_file(self, self._session, name, kind, make, self._tell)

    def _save_pdf(self) -> None:
        paper = self._paper
        if paper is not None:
            self._save(paper.name, "PDF", lambda: paper.data)

    def _save_copy(self) -> None:
        case = self._session.case()
        name = self._kind.name.replace(".pdf", ".docx")
        self._save(name, "Word", lambda: documents.editable(case, [self._kind])[0].data)

    def _save_workbook(self) -> None:
        case, rows = self._session.case(), self._kind.workbook
        if rows is not None:
            self._save(self._kind.workbook_name, "Excel", lambda: workbook.write(*rows(case)))
