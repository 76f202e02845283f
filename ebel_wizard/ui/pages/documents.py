"""Step 1: the documents as they will be on paper; here they are printed and saved."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard import documents, files
from ebel_wizard.case import fields, rules
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.documents import Document, document_set, kinds
from ebel_wizard.documents.document_set import DocumentSet
from ebel_wizard.documents.kind import ALONG, ENVELOPES, OWN, SENT, Group
from ebel_wizard.documents.kinds import KEP_FORM, REQUEST_LETTER
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.copy_helper import CopyableValue
from ebel_wizard.ui.lists.document_list import DocumentList
from ebel_wizard.ui.pages.base import Page, scrolled_column
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing
from ebel_wizard.ui.widgets import file_dialogs, question, theme, tokens
from ebel_wizard.ui.widgets.announce import announce
from ebel_wizard.ui.widgets.choice_inputs import NoWheelComboBox
from ebel_wizard.ui.widgets.controls import Link, button
from ebel_wizard.ui.widgets.layout import Room
from ebel_wizard.ui.widgets.setting_field import SettingField

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PAPERS: Final = (*SENT, *ALONG, Group.ON_REQUEST)
_ADDRESS: Final = fields.BY_PATH["letter.addressee.address"]
_ENVELOPES: Final = (Group.ENVELOPE, Group.ON_REQUEST)  # made in every size, one of them is used
_ENVELOPE: Final = (
    "Zarf kendi boyunda, ölçeklenmeden ve en son yazdırılır; kâğıt boyu ve yönü kendiliğinden "
    "seçilir. Zarfı yazıcıya, yazıcının gösterdiği yönde koyun."
)
_WORDS: Final = ("Konu", "Muhatap", "Metin")
"""What is copied into the EBYS for an electronic letter (M1)."""
_EARLIER: Final = (
    "Bu adımda gönderdiğiniz belgeler programın önceki sürümüyle hazırlandı; burada görünenler "
    "gönderdiklerinizden farklı olabilir."
)
_WHERE: Final = "Belgelerin kaydedileceği klasör"
_NO_COPY: Final = "GİZLİ belge kâğıt üzerinde hazırlanır; Word kopyası yapılmaz."
_NONE_TICKED: Final = "Yazdırmak ve kaydetmek için listeden en az bir belge işaretleyin."


class DocumentsPage(Page):
    """Preview always; print and save once nothing is wrong (rule 5)."""

    name = "documents"
    title = "Belgeler"
    purpose = "İşaretli belgeler yazdırılır ve kaydedilir; listede seçtiğiniz yanda görünür."
    search_words = "yazdır çıktı al PDF kaydet indir Word kopyası zarf önizleme"
    paths = ("municipality", "letter", "officers", "olur", "certificates", "kep")
    shows_other_pages = True
    way_back = "Belgelere dön"

    def __init__(self, session: Session, step: Step) -> None:
        from ebel_wizard.ui.widgets.filled_form import FilledForm
        from ebel_wizard.ui.widgets.preview import Preview

        super().__init__(session, step)
        self._made: DocumentSet | None = None
        self._asked: Snapshot | None = None
        self._folder: Path | None = None
        self._list = DocumentList()
        self._list.shown.connect(self._show)
        self._list.ticked.connect(self._offer)
        self._size = NoWheelComboBox()
        self._size.setAccessibleName("Zarf boyu")
        for size in ENVELOPES:
            self._size.addItem(f"{size.name} ({size.width:g} × {size.height:g} mm)", size)
        self._size.currentIndexChanged.connect(lambda _: self._fill())
        self._preview = Preview()
        self._filled = FilledForm(session)
        self._filled.message.connect(self._tell)
        self._words = [CopyableValue(label, partial(self._word, label)) for label in _WORDS]
        self._of_ebys = QWidget()
        self._earlier = theme.label(role="secondary")
        self._address = SettingField(_ADDRESS, self._keep_address)
        self._address.hide()
        self._problem = Link("", self._mend)
        self._hint = theme.label(role="secondary")
        self._told = theme.label()
        self._open = button("Klasörü &aç", self._open_folder)
        self._print = button("&Yazdır…", self._ask_printer, primary=True)
        self._save = button("&PDF kaydet…", self._ask_folder)
        self._copy = button("&Word kopyası…", self._ask_copy_folder)
        self._arrange()
        self._tell("")
        self._offer()

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return that it tells nothing: nobody knows what is on paper."""
        return Standing(Mark.SHEET)

    def _arrange(self) -> None:
        caption = QLabel("&Zarf boyu")
        caption.setBuddy(self._size)
        size = QHBoxLayout()
        size.setSpacing(tokens.SPACE_8)
        size.addWidget(caption)
        size.addWidget(self._size, 1)
        choices, paper = QVBoxLayout(), QVBoxLayout()
        for part in (choices, paper):
            part.setSpacing(tokens.SPACE_8)
        choices.addWidget(self._list, 1)
        choices.addLayout(size)
        paper.addWidget(self._preview, 1)
        paper.addWidget(self._filled)
        paper.addWidget(self._of_ebys)
        words = QHBoxLayout(self._of_ebys)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(tokens.SPACE_16)
        for value in self._words:
            words.addWidget(value, 1)
        self._of_ebys.hide()
        paper.addWidget(self._address)
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE_16)
        across.addLayout(choices)
        across.addLayout(paper, 1)
        actions = Room(self._print, self._save, self._copy, self._open, self._told)
        actions.across.setStretchFactor(self._told, 1)
        column = scrolled_column(self, width=None, fill=True)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._earlier)
        column.addLayout(across, 1)
        column.addWidget(Room(self._problem, self._hint))
        column.addWidget(actions)

    def refresh(self) -> None:
        """Make the documents anew when the answers changed, off the window's thread."""
        is_earlier = self.session.answers.is_of_earlier_version(self.step.id)
        self._earlier.setText(_EARLIER)
        self._earlier.setVisible(is_earlier)
        snapshot = self.session.snapshot()
        if self._asked is not None or (self._made is not None and self._made.snapshot == snapshot):
            return
        self._asked = snapshot
        self._offer()
        self.session.background_worker.run(
            partial(document_set.make, snapshot), self._receive, self._not_made, receiver=self
        )

    def on_shown(self) -> None:
        """Ask the keyring whether there is anything to fill the form with."""
        self._filled.refresh()

    def problems(self) -> list[Problem]:
        """Return nothing: what is wrong is said in a place kept for it, with a way to the field."""
        return []

    def _receive(self, made: DocumentSet) -> None:
        self._asked = None
        self._made = made
        self._tell("")
        self._fill()
        self.refresh()

    def _not_made(self, error: Exception) -> None:
        self._asked = self._made = None
        self._tell("Belgeler hazırlanamadı; yazdıklarınız yerinde duruyor.", "error")
        self._offer()
        raise error

    # What is shown, and what is ticked

    def _papers(self) -> list[Document]:
        """Return the documents of the list in its order: envelopes as the chosen size wants."""
        size = self._size.currentData()
        return [
            paper
            for group in _PAPERS
            for paper in (self._made.papers if self._made else ())
            if paper.kind.group is group
            and (group not in _ENVELOPES or kinds.is_posted(paper.kind, size))
        ]

    def _ticked(self) -> list[Document]:
        return [paper for paper in self._papers() if self._list.is_ticked(paper.kind.label)]

    def _current(self) -> Document | None:
        label = self._list.current()
        return next((paper for paper in self._papers() if paper.kind.label == label), None)

    def _fill(self) -> None:
        """Show the documents in their groups, and which of them have a problem."""
        made, papers = self._made, self._papers()
        if made is None:
            return
        groups, problems = [], {}
        for group in _PAPERS:
            own = [paper.kind for paper in papers if paper.kind.group is group]
            if own:
                groups.append((_heading(group, made.case), [kind.label for kind in own]))
            for kind in own:
                problems[kind.label] = made.problems(kind)
        self._size.setEnabled(any(paper.kind.group in _ENVELOPES for paper in papers))
        self._list.show_groups(groups, problems, self._unwanted(made))
        self._show()

    @staticmethod
    def _unwanted(made: DocumentSet) -> list[str]:
        """Return what is not ticked of itself: what few need, and what is not complete yet."""
        return [
            kind.label
            for kind in kinds.of(*OWN, Group.ON_REQUEST)
            if kind.group is Group.ON_REQUEST or rules.errors(made.problems(kind))
        ]

    def _show(self) -> None:
        paper = self._current()
        if paper is not None:
            self._preview.show_pdf(paper.data)
        self._offer()

    def _offer(self) -> None:
        made, paper, ticked = self._made, self._current(), self._ticked()
        # What was made from older answers may be looked at, but not posted.
        is_ready = made is not None and not made.errors and self._asked is None
        stopping = self._stopping()
        can_go = is_ready and bool(ticked) and not stopping
        self._print.setEnabled(can_go)
        self._save.setEnabled(can_go)
        has_copies = made is not None and document_set.have_copies(ticked, made.case)
        self._copy.setEnabled(can_go and has_copies)
        is_form = paper is not None and paper.kind is KEP_FORM
        is_filled = made is not None and is_ready and is_form and KEP_FORM.has_secrets(made.case)
        self._filled.set_case(made.case if made and is_filled else None)
        is_of_ebys = bool(
            made and made.words and is_ready and paper and paper.kind is REQUEST_LETTER
        )
        self._of_ebys.setVisible(is_of_ebys)
        for value in self._words if is_of_ebys else ():
            value.refresh()
        self._address.setVisible(self._lacks_address(paper))
        doubt = self._doubt(paper) if ticked and not stopping else []
        self._show_problem(stopping or doubt, is_stopping=bool(stopping))
        lacks_copy = can_go and not has_copies
        self._hint.setText(self._hint_of(paper, ticked) + (f" {_NO_COPY}" if lacks_copy else ""))
        self._hint.setVisible(not stopping and not doubt)
        reason = self._problem.accessibleName() if stopping else self._hint.text()
        for each in (self._print, self._save, self._copy):
            each.setToolTip("" if each.isEnabled() else reason)

    def _word(self, label: str) -> str:
        return self._made.words.get(label, "") if self._made else ""

    def _lacks_address(self, paper: Document | None) -> bool:
        """Return whether an envelope is shown for which nobody has given an address yet."""
        settings = self.session.settings
        is_ours = "addressee_address" not in settings.fixed
        is_empty = not settings.addressee_address.strip()
        return paper is not None and paper.kind.is_envelope and is_ours and is_empty

    def _keep_address(self, text: str) -> bool:
        """Keep the addressee's postal address, which every later envelope has too."""
        try:
            self.session.change_settings(self.session.settings.changed({"addressee_address": text}))
        except OSError:
            return False
        return True

    def _stopping(self) -> Sequence[Problem]:
        """Return what stops the ticked documents."""
        made = self._made
        if made is None or made.errors:
            return made.errors if made else ()
        on_ticked = [problem for each in self._ticked() for problem in made.problems(each.kind)]
        return rules.errors(on_ticked)

    def _doubt(self, paper: Document | None) -> Sequence[Problem]:
        """Return what is wrong on the document in sight, the worst first."""
        found = self._made.problems(paper.kind) if self._made and paper else []
        return rules.errors(found) or found

    def _show_problem(self, found: Sequence[Problem], *, is_stopping: bool) -> None:
        self._problem.setVisible(bool(found))
        if not found:
            return
        (text, severity), count = (found[0].text, found[0].severity), len(found)
        if self._made is not None and self._made.errors:
            text = f"Yazdırmak ve kaydetmek için önce {count} sorunu giderin: {text}"
        elif is_stopping:
            text = f"İşaretli bir belge yazdırılamıyor; giderin ya da işaretini kaldırın: {text}"
        elif severity is Severity.ERROR:
            text = f"Bu belge henüz eksik, onun için işaretli değil: {text}"
        self._problem.set_text(text)

    def _mend(self) -> None:
        if self._made is not None and self._made.errors:
            self.page_requested.emit("review", "")
        elif found := self._stopping() or self._doubt(self._current()):
            self.field_requested.emit(found[0].field)

    def _hint_of(self, paper: Document | None, ticked: Sequence[Document]) -> str:
        if self._asked is not None:
            return "Belgeler hazırlanıyor…"
        if not ticked:
            return _NONE_TICKED if self._made else ""
        if paper is not None and paper.kind.is_envelope:
            return _ENVELOPE
        return f"İşaretli: {len(ticked)} belge, {sum(each.pages for each in ticked)} sayfa."

    def _tell(self, text: str, tone: str = "done") -> None:
        """Say what has become of printing and saving."""
        self._folder = None
        self._open.hide()
        self._told.setText(text)
        theme.set_tone(self._told, tone)
        announce(self._told, text)

    # Print

    def _ask_printer(self) -> None:
        from ebel_wizard.ui.widgets import printing

        if not printing.has_printers():
            self._tell(printing.NO_PRINTER, "error")
            return
        send = partial(self._send, self._ticked())
        printing.when_answering(
            self.session.background_worker,
            self,
            lambda: printing.ask_printer(self, send),
            self._tell,
        )

    def _send(self, papers: Sequence[Document], printer: "QPrinter") -> None:
        from ebel_wizard.ui.widgets import printing

        self._tell("Yazdırılıyor…", "hint")
        self.session.background_worker.run(
            partial(printing.print_documents, papers, printer),
            self._tell,
            self._not_printed,
            receiver=self,
        )

    def _not_printed(self, error: Exception) -> None:
        from ebel_wizard.ui.widgets.printing import NotPrintedError

        if not isinstance(error, NotPrintedError):
            raise error
        self._tell(str(error), "error")

    # Save

    def _ask_folder(self) -> None:
        papers = self._ticked()
        file_dialogs.ask_folder(
            self, _WHERE, lambda folder: self._check_folder(folder, papers, _PAPERS)
        )

    def _ask_copy_folder(self) -> None:
        """Ask for a folder; the copies are made then, for few need them and the preview must not
        wait.
        """
        if self._made is None:
            return
        snapshot, originals = self._made.snapshot, {paper.kind for paper in self._ticked()}

        def make() -> list[Document]:
            return [*documents.editable(snapshot.case, originals, logo=snapshot.picture())]

        def chosen(folder: Path) -> None:
            self._tell("Word kopyaları hazırlanıyor…", "hint")
            self.session.background_worker.run(
                make,
                lambda copies: self._check_folder(folder, copies, (Group.EDITABLE,)),
                self._not_made,
                receiver=self,
            )

        file_dialogs.ask_folder(self, _WHERE, chosen)

    def _check_folder(
        self, folder: Path, papers: Sequence[Document], groups: Sequence[Group]
    ) -> None:
        """Ask before files are replaced, or removed where the case no longer has such a document.

        A stale letter must not be posted with the rest; what is merely not ticked stays.
        """
        if self._made is None:
            return
        case = self._made.case
        names = [paper.name for paper in papers]
        gone = [kind.name for kind in kinds.of(*groups) if not kind.exists(case)]
        there = [name for name in names if (folder / name).exists()]
        stale = [name for name in gone if (folder / name).exists()]
        if not there and not stale:
            self._write(folder, papers, gone)
            return
        lines = [*there, *(f"{name} (bu gönderimde yok, silinecek)" for name in stale)]
        question.ask(
            self,
            "Belgeler klasörde var",
            "Bu klasörde aynı adlı belgeler var. Yenileriyle değiştirilsin mi?",
            lines,
            "",
            "Değiştir",
            partial(self._write, folder, papers, gone),
            decline=partial(self._tell, ""),
        )

    def _write(self, folder: Path, papers: Sequence[Document], gone: Sequence[str]) -> None:
        data = {paper.name: paper.data for paper in papers}
        is_copy = any(paper.kind.group is Group.EDITABLE for paper in papers)
        what = f"{len(data)} {'Word kopyası' if is_copy else 'belge'}"

        def failed(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            self._tell(
                "Belgeler bu klasöre yazılamadı; başka bir klasör seçin, belgeler başka bir "
                "programda açıksa kapatın.",
                "error",
            )

        def written(_: None) -> None:
            self._tell(f"{what} kaydedildi: {folder}")
            self._folder = folder
            self._open.show()

        self.session.background_worker.run(
            partial(files.write_set, folder, data, gone), written, failed, receiver=self
        )

    def _open_folder(self) -> None:
        folder = self._folder
        if folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._tell(f"Klasör açılamadı; dosya yöneticisinde şuraya gidin: {folder}", "error")


def _heading(group: Group, case: Case) -> str:
    """Return what stands above a group; the form is marked as the package in which it goes."""
    return {
        Group.MINISTRY: "Bakanlığa",
        Group.KEP: f"KEP ({KEP_FORM.degree(case)})",
        Group.KEPT: "Belediyede kalacak",
        Group.OLUR: "Olur ve görevlendirme",
        Group.CERTIFICATES: "E-imza",
        Group.ENVELOPE: "Zarf",
        Group.ON_REQUEST: "Yalnız gerekirse",
    }[group]
