"""Step 1: the documents as they will be on paper; here they are printed and saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QListWidget, QMessageBox

from ebel_wizard import documents, files
from ebel_wizard.case import rules
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents import Document, kinds
from ebel_wizard.documents.kinds import KEP_FORM, Group
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, printing, theme
from ebel_wizard.ui.widgets.controls import Link, button
from ebel_wizard.ui.widgets.filled_form import FilledForm
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.preview import Preview

_ENVELOPE = (
    "Zarf kendi boyunda, ölçeklenmeden yazdırılır; kâğıt boyu ve yönü kendiliğinden seçilir. Zarfı "
    "yazıcıya, yazıcının gösterdiği yönde koyun."
)
_WHERE = "Belgelerin kaydedileceği klasör"
_NOUN = {Group.MAIN: "belge", Group.EDITABLE: "düzenlenebilir kopya"}
_UNFIT = "Bu belgeyi yazdırmak için önce sayfanın üstünde yazan sorunu giderin."


@dataclass(frozen=True, slots=True)
class _Made:
    """Documents of one snapshot, with what stops them from being posted.

    ``posting`` is what is wrong with the extras alone.
    """

    snapshot: Snapshot
    papers: tuple[Document, ...]
    errors: tuple[Problem, ...]
    posting: tuple[Problem, ...]

    @property
    def case(self) -> Case:
        """The answers they were made from."""
        return self.snapshot.case


class DocumentsPage(Page):
    """Preview always; print and save once nothing is wrong (rule 5)."""

    name = "documents"
    title = "Belgeler"
    paths = ("municipality", "letter", "officers", "kep")
    shows_other_pages = True

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._made: _Made | None = None
        self._asked: Snapshot | None = None
        self._list = QListWidget()
        self._list.setAccessibleName("Belgeler")
        self._list.setFixedWidth(theme.GRID * 26)
        self._list.currentRowChanged.connect(lambda _: self._show())
        self._preview = Preview()
        self._print = button("Bu belgeyi &yazdır…", self._ask_printer)
        self._save = button("PDF’leri &kaydet…", self._ask_folder)
        self._copy = button("Dü&zenlenebilir kopya kaydet…", self._ask_copy_folder)
        self._why = Link("", lambda: self.page_requested.emit("review", ""))
        self._paper = theme.label()
        self._filled = FilledForm(session)
        self._filled.message.connect(self._tell)
        self._no_copy = theme.label(
            "Yazı ekleriyle birlikte GİZLİ. GİZLİ belge kâğıt üzerinde hazırlanır; "
            "düzenlenebilir kopyası yapılmaz.",
            tone_name="hint",
        )
        self._told = theme.label(tone_name="done")
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(theme.GRID)
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        across.addWidget(self._list)
        across.addWidget(self._preview, 1)
        column.addLayout(across, 1)
        column.addWidget(self._paper)
        column.addWidget(self._filled)
        column.addWidget(self._why)
        column.addWidget(self._told)
        column.addWidget(self._no_copy)
        column.addWidget(horizontal_row(self._print, self._save, self._copy))
        self._offer()

    def refresh(self) -> None:
        """Make the documents anew when the answers changed, off the window's thread."""
        snapshot = self.session.snapshot()
        if self._asked is not None or (self._made is not None and self._made.snapshot == snapshot):
            return
        self._asked = snapshot
        self._offer()
        self.session.background_worker.run(
            partial(_make, snapshot), self._receive, self._not_made, receiver=self
        )

    def on_shown(self) -> None:
        """Ask the keyring whether there is anything to fill the form with."""
        self._filled.refresh()

    def problems(self) -> list[Problem]:
        """Return the problems of the document in sight, if it is an extra.

        What stops all of them is shown beside the buttons, with a way to the list.
        """
        return list(self._posting())

    def _receive(self, made: _Made) -> None:
        self._asked = None
        self._made = made
        titles = [paper.title for paper in made.papers]
        if titles != [self._list.item(n).text() for n in range(self._list.count())]:
            self._list.blockSignals(True)
            self._list.clear()
            self._list.addItems(titles)
            self._list.setCurrentRow(0)
            self._list.blockSignals(False)
        self._told.clear()
        self._show()
        self.refresh()

    def _not_made(self, error: Exception) -> None:
        self._asked = self._made = None
        self._tell("Belgeler hazırlanamadı; yazdıklarınız yerinde duruyor.", "error")
        self._offer()
        raise error

    def _current(self) -> Document | None:
        at = self._list.currentRow()
        return self._made.papers[at] if self._made and 0 <= at < len(self._made.papers) else None

    def _posting(self) -> Sequence[Problem]:
        made, paper = self._made, self._current()
        return made.posting if made and paper and paper.kind.group is Group.EXTRA else ()

    def _show(self) -> None:
        paper = self._current()
        if paper is not None:
            self._preview.show_pdf(paper.data)
        self._offer()
        self.problems_changed.emit()

    def _offer(self) -> None:
        made, paper = self._made, self._current()
        errors: Sequence[Problem] = made.errors if made else ()
        unfit = () if errors else rules.errors(self._posting())
        # What was made from older answers may be looked at, but not posted.
        ready = made is not None and not errors and self._asked is None
        self._print.setEnabled(ready and not unfit)
        self._save.setEnabled(ready)
        has_copies = made is not None and any(
            kind.exists(made.case) for kind in kinds.of(Group.EDITABLE)
        )
        self._copy.setEnabled(ready and has_copies)
        self._no_copy.setVisible(ready and not has_copies)
        if self._asked is not None:
            self._tell("Belgeler hazırlanıyor…", "hint")
        text = f"Yazdırmak ve kaydetmek için önce {len(errors)} sorunu giderin: " if errors else ""
        self._why.set_text(text + (errors[0].text if errors else ""))
        self._why.setVisible(bool(errors))
        is_form = paper is not None and paper.kind is KEP_FORM
        self._filled.set_case(made.case if made and ready and is_form else None)
        is_envelope = paper is not None and paper.kind.is_envelope
        self._paper.setText(_UNFIT if unfit else _ENVELOPE)
        theme.set_tone(self._paper, "error" if unfit else "hint")
        self._paper.setVisible(bool(unfit) or (ready and is_envelope))
        self._told.setVisible(bool(self._told.text()))

    def _tell(self, text: str, tone: str = "done") -> None:
        theme.show_message(self._told, text, tone)

    # Print

    def _ask_printer(self) -> None:
        paper = self._current()
        if paper is None:
            return
        printing.ask_printer(self, paper.title, partial(self._send, paper))

    def _send(self, paper: Document, printer: QPrinter) -> None:
        self._tell("Yazdırılıyor…", "hint")
        self.session.background_worker.run(
            partial(printing.print_pdf, paper.data, printer),
            partial(self._printed, paper),
            receiver=self,
        )

    def _printed(self, paper: Document, accepted: bool) -> None:
        if accepted:
            self._tell(f"{paper.title} yazıcıya gönderildi.")
        else:
            self._tell(printing.NO_ANSWER, "error")

    # Save

    def _ask_folder(self) -> None:
        file_dialogs.ask_folder(
            self,
            _WHERE,
            lambda folder: self._check_folder(folder, Group.MAIN, self._papers()),
        )

    def _ask_copy_folder(self) -> None:
        """Ask for a folder; the copies are made then, for few need them and the preview must not
        wait.
        """
        if self._made is None:
            return
        snapshot = self._made.snapshot

        def chosen(folder: Path) -> None:
            self._tell("Düzenlenebilir kopyalar hazırlanıyor…", "hint")
            self.session.background_worker.run(
                lambda: documents.editable(snapshot.case, logo=snapshot.picture()),
                lambda copies: self._check_folder(folder, Group.EDITABLE, copies),
                self._not_made,
                receiver=self,
            )

        file_dialogs.ask_folder(self, _WHERE, chosen)

    def _check_folder(self, folder: Path, group: Group, papers: Sequence[Document]) -> None:
        """Ask before files of this group's names are replaced, or removed where none is left."""
        new = {paper.name for paper in papers}
        there = [name for name in kinds.names(group) if (folder / name).exists()]
        if not there:
            self._write(folder, group, papers)
            return
        lines = [
            name if name in new else f"{name} (bu gönderimde yok, silinecek)" for name in there
        ]
        ask = QMessageBox(self)
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.setIcon(QMessageBox.Icon.Question)
        ask.setWindowTitle("Belgeler klasörde var")
        ask.setText("Bu klasörde aynı adlı belgeler var. Yenileriyle değiştirilsin mi?")
        ask.setInformativeText("\n".join(lines))
        yes = ask.addButton("Değiştir", QMessageBox.ButtonRole.AcceptRole)
        ask.addButton("Vazgeç", QMessageBox.ButtonRole.RejectRole)

        def answered(answer: QAbstractButton) -> None:
            if answer is yes:
                self._write(folder, group, papers)
            else:
                self._tell("")

        ask.buttonClicked.connect(answered)
        ask.open()

    def _papers(self) -> list[Document]:
        """Return what goes to the Ministry; copies for initials and envelopes are only printed."""
        papers = self._made.papers if self._made else ()
        return [paper for paper in papers if paper.kind.group is Group.MAIN]

    def _write(self, folder: Path, group: Group, papers: Sequence[Document]) -> None:
        data = {paper.name: paper.data for paper in papers}

        def failed(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            self._tell(
                "Belgeler bu klasöre yazılamadı; başka bir klasör seçin, belgeler başka bir "
                "programda açıksa kapatın.",
                "error",
            )

        self.session.background_worker.run(
            partial(files.write_set, folder, data, kinds.names(group)),
            lambda _: self._tell(f"{len(data)} {_NOUN[group]} kaydedildi: {folder}"),
            failed,
            receiver=self,
        )


def _make(snapshot: Snapshot) -> _Made:
    case, errors, logo = snapshot.case, snapshot.errors(), snapshot.picture()
    posting = documents.check_posting(case)
    draft = bool(errors)
    papers = (
        *documents.build(case, draft=draft, logo=logo),
        *documents.extras(case, draft=draft or bool(rules.errors(posting)), logo=logo),
    )
    return _Made(snapshot, papers, errors, posting)
