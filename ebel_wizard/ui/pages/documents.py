"""Step 1: the documents, as they will be on paper; here they are printed and saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QMessageBox,
)

from ebel_wizard import documents
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents import Document, Secrets
from ebel_wizard.exchange import files
from ebel_wizard.guide.model import Step
from ebel_wizard.ui import theme
from ebel_wizard.ui.fields import Link, button, row
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.preview import Preview, print_pdf
from ebel_wizard.ui.session import Session
from ebel_wizard.ui.snapshot import Snapshot
from ebel_wizard.vault import Secret, State, Vault

_FORM = "kep-formu.pdf"


@dataclass(frozen=True, slots=True)
class _Made:
    """Documents of one snapshot, with what stops them from being posted."""

    snapshot: Snapshot
    papers: tuple[Document, ...]
    errors: tuple[Problem, ...]

    @property
    def case(self) -> Case:
        """The answers they were made from."""
        return self.snapshot.case


class DocumentsPage(Page):
    """Preview always; print and save once nothing is wrong (rule 5)."""

    name = "documents"
    title = "Belgeler"
    paths = ("municipality", "letter", "officers", "kep")

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._made: _Made | None = None
        self._asked: Snapshot | None = None
        self._kept = False
        self._list = QListWidget()
        self._list.setAccessibleName("Belgeler")
        self._list.setFixedWidth(theme.GRID * 26)
        self._list.currentRowChanged.connect(lambda _: self._show())
        self._preview = Preview()
        self._print = button("Bu belgeyi &yazdır…", self._ask_printer)
        self._save = button("PDF’leri &kaydet…", self._ask_folder)
        self._why = Link("", lambda: self.go.emit("review", ""))
        self._fill = QCheckBox("KEP formunu saklanan parola ve şifreyle doldurup yazdır")
        self._fill_note = theme.label(
            "Dolu form yalnız bellekte hazırlanır, önizlemede ve kaydedilen dosyada yer almaz. "
            "Yazıcının kuyruğu bir kopya saklayabilir; ortak yazıcıda formu elle doldurun.",
            tone_name="warning",
        )
        self._told = theme.label(tone_name="done")
        self._fill.toggled.connect(lambda _: self._offer())
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(theme.GRID)
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        across.addWidget(self._list)
        across.addWidget(self._preview, 1)
        column.addLayout(across, 1)
        column.addWidget(self._fill)
        column.addWidget(self._fill_note)
        column.addWidget(self._why)
        column.addWidget(self._told)
        column.addWidget(row(self._print, self._save))
        self._offer()

    def refresh(self) -> None:
        """Make the documents anew when the answers changed, off the window's thread."""
        snapshot = self.session.snapshot()
        if self._asked is not None or (self._made is not None and self._made.snapshot == snapshot):
            return
        self._asked = snapshot
        self._offer()
        self.session.work_lane.run(partial(_make, snapshot), self._receive, self._not_made)

    def opened(self) -> None:
        """Ask the keyring whether there is anything to fill the form with."""
        vault = self.session.vault
        self.session.vault_lane.run(lambda: _both_kept(vault), self._offer_filling)

    def problems(self) -> list[Problem]:
        """None: what stops the documents is said beside the buttons, with a way to the list."""
        return []

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

    def _offer_filling(self, kept: bool) -> None:
        self._kept = kept
        if not kept:
            self._fill.setChecked(False)
        self._offer()

    def _current(self) -> Document | None:
        at = self._list.currentRow()
        return self._made.papers[at] if self._made and 0 <= at < len(self._made.papers) else None

    def _show(self) -> None:
        paper = self._current()
        if paper is not None:
            self._preview.show_pdf(paper.data)
        self._offer()

    def _offer(self) -> None:
        made, paper = self._made, self._current()
        errors: Sequence[Problem] = made.errors if made else ()
        # What was made from older answers may be looked at, but not posted.
        ready = made is not None and not errors and self._asked is None
        self._print.setEnabled(ready)
        self._save.setEnabled(ready)
        if self._asked is not None:
            self._tell("Belgeler hazırlanıyor…", "hint")
        text = f"Yazdırmak ve kaydetmek için önce {len(errors)} sorunu giderin: " if errors else ""
        self._why.set_words(text + (errors[0].text if errors else ""))
        self._why.setVisible(bool(errors))
        is_form = paper is not None and paper.name == _FORM
        self._fill.setVisible(ready and is_form and self._kept)
        self._fill_note.setVisible(ready and is_form and self._fill.isChecked())
        self._told.setVisible(bool(self._told.text()))

    def _tell(self, text: str, tone: str = "done") -> None:
        self._told.setText(text)
        theme.set_tone(self._told, tone)
        self._told.setVisible(bool(text))

    # Print

    def _ask_printer(self) -> None:
        paper = self._current()
        if paper is None or self._made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.title)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        filled = paper.name == _FORM and self._fill.isChecked()
        case = self._made.case
        options = QAbstractPrintDialog.PrintDialogOption
        dialog.setOption(options.PrintPageRange, on=False)
        dialog.setOption(options.PrintToFile, on=not filled)
        dialog.accepted.connect(lambda: self._send(paper, case, printer, filled=filled))
        QDialog.open(dialog)  # QPrintDialog hides it behind one that wants a slot's name

    def _send(self, paper: Document, case: Case, printer: QPrinter, *, filled: bool) -> None:
        self._tell("Yazdırılıyor…", "hint")
        vault = self.session.vault

        def work() -> str:
            data = _filled_form(case, vault) if filled else paper.data
            if isinstance(data, str):
                return data
            if not print_pdf(data, printer):
                return "Yazıcı yanıt vermedi; açık ve bağlı olduğuna bakıp yeniden deneyin."
            return ""

        # The keyring may wait for an unlock, so a filled form goes by its own lane.
        lane = self.session.vault_lane if filled else self.session.work_lane
        lane.run(work, partial(self._printed, paper))

    def _printed(self, paper: Document, trouble: str) -> None:
        if trouble:
            self._tell(trouble, "error")
        else:
            self._tell(f"{paper.title} yazıcıya gönderildi.")

    # Save

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Belgelerin kaydedileceği klasör")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        home = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(home))
        label = QFileDialog.DialogLabel  # Qt's own Turkish leaves these in English
        dialog.setLabelText(label.LookIn, "Konum:")
        dialog.setLabelText(label.FileName, "Klasör:")
        dialog.setLabelText(label.FileType, "Tür:")
        dialog.setLabelText(label.Accept, "Buraya kaydet")
        dialog.setLabelText(label.Reject, "Vazgeç")
        dialog.fileSelected.connect(lambda path: self._check_folder(Path(path)))
        dialog.open()

    def _check_folder(self, folder: Path) -> None:
        new = {paper.name for paper in self._papers()}
        there = [name for name in documents.NAMES if (folder / name).exists()]
        if not there:
            self._write(folder)
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

        def chosen(answer: QAbstractButton) -> None:
            if answer is yes:
                self._write(folder)

        ask.buttonClicked.connect(chosen)
        ask.open()

    def _papers(self) -> list[Document]:
        """What goes to the Ministry; copies for initials and envelopes are only printed."""
        papers = self._made.papers if self._made else ()
        return [paper for paper in papers if paper.name in documents.NAMES]

    def _write(self, folder: Path) -> None:
        papers = {paper.name: paper.data for paper in self._papers()}

        def failed(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            self._tell(
                "Belgeler bu klasöre yazılamadı; başka bir klasör seçin, belgeler başka bir "
                "programda açıksa kapatın.",
                "error",
            )

        self.session.work_lane.run(
            partial(files.write_set, folder, papers, documents.NAMES),
            lambda _: self._tell(f"{len(papers)} belge kaydedildi: {folder}"),
            failed,
        )


def _make(snapshot: Snapshot) -> _Made:
    case, errors, logo = snapshot.case, snapshot.errors(), snapshot.picture()
    draft = bool(errors)
    papers = documents.build(case, draft=draft, logo=logo)
    papers += documents.extras(case, draft=draft, logo=logo)
    return _Made(snapshot, papers, errors)


def _both_kept(vault: Vault) -> bool:
    return all(vault.state(secret) in {State.STORED, State.SESSION} for secret in Secret)


def _filled_form(case: Case, vault: Vault) -> bytes | str:
    """The form with its secrets, in memory; or why there is none."""
    parola, sifre = vault.read(Secret.PAROLA), vault.read(Secret.SIFRE)
    if parola is None or sifre is None:
        return "Parola ve şifre saklı değil ya da anahtarlık kilitli; form yazdırılmadı."
    if not (documents.printable(parola) and documents.printable(sifre)):
        return (
            "Parolada ya da şifrede yazdırılamayan bir harf var; form yazdırılmadı. "
            "Boş formu yazdırıp elle doldurun."
        )
    papers = documents.build(case, secrets=Secrets(parola, sifre))
    return next(paper.data for paper in papers if paper.name == _FORM)
