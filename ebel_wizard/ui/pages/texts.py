"""Step 1: the letters' own words and the logo, beside the letter as it will be on paper."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ebel_wizard import documents, untrusted
from ebel_wizard.case import fields, rules
from ebel_wizard.case.answers import LOGO
from ebel_wizard.case.field import Kind
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents import Document, kinds
from ebel_wizard.documents.kind import DocumentKind
from ebel_wizard.documents.snapshot import Snapshot
from ebel_wizard.guide.model import Step
from ebel_wizard.store.errors import StoreError
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import file_dialogs, theme, tokens
from ebel_wizard.ui.widgets.choice_inputs import NoWheelComboBox
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.layout import clear_layout, horizontal_row

_REQUEST: Final = "letter.text.request"
_KEP: Final = "letter.text.kep"
_LETTERS: Final = {_REQUEST: kinds.REQUEST_LETTER, _KEP: kinds.KEP_LETTER}
_MEANINGS: Final = {
    "belediye": "belediyenizin resmî adı",
    "geçiş günü": "e-Belediye’ye geçiş günü",
    "sistemi kuran": "e-Belediye’yi kuran Bakanlık, yazının gittiği yere göre",
    "KEP bilgileri": "KEP bilgilerinin nasıl gönderildiğini söyleyen cümle",
    "süre bilgisi": "GÜNLÜDÜR yazıda, işin ne zamana kadar biteceğini söyleyen cümle",
    "son gün": "GÜNLÜDÜR yazıda, sonuçlanması gereken gün",
    "arz": "yazının gittiği makama göre “arz”, “rica” ya da “arz ve rica”",
    "ilgi": "ilgideki yazılara değinen sözler",
    "yazı tarihi": "talep yazısının tarihi",
    "yazı sayısı": "talep yazısının sayısı",
}
_OFTEN_EMPTY: Final = frozenset({"süre bilgisi", "son gün", "ilgi"})


class TextsPage(FormPage):
    """Subject and paragraphs of each letter, what the names in braces stand for, the logo."""

    name = "texts"
    title = "Metin ve logo"
    purpose = "Yazının metni hazırdır; gerekiyorsa kendi sözlerinizle değiştirin."
    paths = ("letter.text", fields.LOGO.path)

    def __init__(self, session: Session, step: Step) -> None:
        left = QWidget()
        super().__init__(session, step, left)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(left, 1)
        self._backs: dict[str, QWidget] = {}
        self._parts: dict[str, list[QWidget]] = {}
        self._places: dict[str, _Placeholders] = {}
        self._made: tuple[Snapshot, bool] | None = None
        self._asked: tuple[Snapshot, bool] | None = None
        self._papers: Mapping[DocumentKind, Document] = {}
        for path in _LETTERS:
            self._ask_letter(path)
        self._ask_logo()
        self._build_preview()

    def _ask_letter(self, path: str) -> None:
        parts = [self.head(_LETTERS[path].title)]
        defaults = documents.default_texts()
        for field in fields.TEXTS:
            if not field.path.startswith(f"{path}."):
                continue
            editor = FieldEditor(field, self.session, self.step.id, default=defaults[field.path])
            if field.kind is Kind.LINES:
                editor.editor.setFixedHeight(tokens.LONG_FIELD)
            editor.editor.installEventFilter(self)
            back = button("Programın metnine dön", partial(self._restore_text, field.path))
            back.setAccessibleName(f"{field.label}: Programın metnine dön")
            self._backs[field.path] = horizontal_row(back)
            self.put(editor)
            self.add(self._backs[field.path])
            parts += [editor, self._backs[field.path]]
        self._places[path] = _Placeholders()
        self.add(self._places[path])
        self._parts[path] = [*parts, self._places[path]]

    def _ask_logo(self) -> None:
        self._logo = theme.label()
        self._logo.setAccessibleName(fields.LOGO.label)
        self._choose = button("&Logo seç…", self._ask_file)
        self._remove = button("Logoyu çıkar", self._remove_logo)
        self._logo_message = theme.label(tone="error")
        self._logo_message.hide()
        self._logo_problems = theme.label(tone="error")
        self.head(fields.LOGO.label)
        self.add(
            theme.label(
                f"{fields.LOGO.hint} Bir kopyası cevaplarınızla birlikte saklanır.",
                role="hint",
            ),
            self._logo,
            horizontal_row(self._choose, self._remove),
            self._logo_message,
            self._logo_problems,
        )

    def _build_preview(self) -> None:
        self._which = NoWheelComboBox()
        self._which.setAccessibleName("Önizlenen yazı")
        self._which_caption = theme.label("Önizlenen yazı")
        self._which_caption.setWordWrap(False)
        self._which_caption.setBuddy(
            self._which
        )  # by which alone a screen reader knows it on Linux
        for path, kind in _LETTERS.items():
            self._which.addItem(kind.title, path)
        self._which.activated.connect(lambda _: self._show())
        self._preview_message = theme.label(role="hint")
        self._preview_message.setWordWrap(False)
        from ebel_wizard.ui.widgets.preview import Preview

        self._preview = Preview()
        self._beside = QWidget()
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_32, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(horizontal_row(self._which_caption, self._which, self._preview_message))
        column.addWidget(self._preview, 1)
        self._across.addWidget(self._beside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the texts where there is room, else below them."""
        super().resizeEvent(event)
        beside = self.width() >= theme.enlarged(tokens.PREVIEW_BESIDE)
        if beside == (self._across.indexOf(self._beside) >= 0):
            return
        if beside:
            self._beside.setMinimumHeight(0)
            self._across.addWidget(self._beside, 1)
        else:
            self._beside.setMinimumHeight(tokens.PREVIEW)
            self.column.addWidget(self._beside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The letter whose words have the cursor is the one in the preview."""
        if event.type() == QEvent.Type.FocusIn:
            for editor in self.editors:
                if editor.editor is watched:
                    self._choose_letter(editor.field.path.rpartition(".")[0])
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Show the words and what stands in their places, and make the letters anew."""
        super().refresh()
        answers, places = self.session.answers, documents.text_placeholders(self.session.case())
        for path, parts in self._parts.items():
            for part in parts:
                part.setVisible(path in places)
            self._places[path].show_places(places.get(path, {}))
        for editor in self.editors:
            path = editor.field.path
            own = path.rpartition(".")[0] in places and bool(answers.answer(path))
            self._backs[path].setVisible(own)
        self._which.setVisible(_KEP in places)
        self._which_caption.setVisible(_KEP in places)
        if _KEP not in places:
            self._choose_letter(_REQUEST)
        logo = answers.logo()
        self._logo.setText(_short(logo.name) if logo else "Logo yok.")
        self._choose.setText("Başka &logo seç…" if logo else "&Logo seç…")
        self._remove.setVisible(logo is not None)
        self._make()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem under its field, the logo's too."""
        super().show_problems(problems)
        texts = [each.text for each in problems if each.field == fields.LOGO.path]
        theme.show_message(self._logo_problems, "\n".join(texts), "error")

    def problems(self) -> list[Problem]:
        """The page's own; a logo that is lost is always said."""
        lost = [each for each in self.session.problems() if each.field == fields.LOGO.path]
        return [*(each for each in super().problems() if each not in lost), *lost]

    def focus_field(self, path: str) -> None:
        """Put the cursor where a problem is to be mended."""
        super().focus_field(path)
        if path == fields.LOGO.path:
            self._choose.setFocus()

    def _restore_text(self, path: str) -> None:
        self.session.commit(partial(self.session.answers.set_answer, path, ""), self.step.id)
        self.focus_field(path)

    # The preview

    def _choose_letter(self, path: str) -> None:
        at = self._which.findData(path)
        if at != self._which.currentIndex():
            self._which.setCurrentIndex(at)
            self._show()

    def _make(self) -> None:
        """Make the letters off the window's thread; what is typed meanwhile is made next."""
        wanted = (self.session.snapshot(), bool(rules.errors(self.session.problems())))
        if self._asked is not None or self._made == wanted:
            return
        self._asked = wanted
        self._show_preview_message("Önizleme hazırlanıyor…")
        snapshot, draft = wanted

        def work() -> tuple[Document, ...]:
            return documents.build(snapshot.case, draft=draft, logo=snapshot.picture())

        self.session.background_worker.run(work, self._receive, self._not_made, receiver=self)

    def _receive(self, papers: tuple[Document, ...]) -> None:
        self._made, self._asked = self._asked, None
        self._papers = {paper.kind: paper for paper in papers}
        self._show_preview_message("")
        self._show()
        self._make()

    def _not_made(self, error: Exception) -> None:
        self._made, self._asked = self._asked, None
        self._show_preview_message("Önizleme hazırlanamadı; yazdıklarınız yerinde duruyor.")
        raise error

    def _show(self) -> None:
        paper = self._papers.get(_LETTERS[self._which.currentData()])
        if paper is not None:
            self._preview.show_pdf(paper.data)

    def _show_preview_message(self, text: str) -> None:
        self._preview_message.setText(text)

    # The logo

    def _ask_file(self) -> None:
        kinds = ("Resimler (*.png *.jpg *.jpeg *.svg)", file_dialogs.ANY)
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        file_dialogs.ask_open_path(
            self, "Logo dosyasını seçin", kinds, "Bu logoyu kullan", self._check_logo, pictures
        )

    def _check_logo(self, path: Path) -> None:
        self._show_logo_message("")
        self.session.pending_files.read(
            partial(_checked_logo, path),
            partial(self._keep_logo, path.name),
            self._logo_refused,
            receiver=self,
        )

    def _keep_logo(self, name: str, data: bytes) -> bool:
        self.session.add_file(LOGO, name, data, self.step.id, self._logo_not_kept, receiver=self)
        return True

    def _logo_refused(self, error: Exception) -> None:
        if not isinstance(error, untrusted.UnreadableError | documents.LogoError):
            raise error
        self._show_logo_message(str(error))

    def _logo_not_kept(self, error: StoreError) -> None:
        self._show_logo_message(f"{error.what} {error.remedy}")

    def _remove_logo(self) -> None:
        answers = self.session.answers
        (key,) = answers.file_ids(LOGO)
        self._show_logo_message("")
        self.session.commit(partial(answers.remove_file, key), self.step.id)
        self._choose.setFocus()

    def _show_logo_message(self, text: str) -> None:
        theme.show_message(self._logo_message, text, "error")


def _checked_logo(path: Path) -> bytes:
    """The file as it is; what cannot be the logo never comes into the workspace."""
    data = untrusted.read_logo(path)
    documents.read_logo(data)
    return data


def _short(name: str) -> str:
    """A name that fits in the column, however long it is; its end tells the kind of file."""
    return name if len(name) <= 40 else f"{name[:24]}…{name[-12:]}"


class _Placeholders(QWidget):
    """The names in braces, each with what it stands for and what it says now."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Mapping[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_16)
        self._grid.setVerticalSpacing(tokens.SPACE_8)
        self._grid.setColumnStretch(1, 1)

    def show_places(self, places: Mapping[str, str]) -> None:
        """Show these names with their texts."""
        if places == self._shown:
            return
        self._shown = places
        clear_layout(self._grid)
        title = "Metinde süslü ayraç içinde duran adların yerine belgede şunlar yazılır:"
        self._grid.addWidget(theme.label(title, role="secondary"), 0, 0, 1, 2)
        for at, (name, text) in enumerate(places.items(), 1):
            braced = theme.label(f"{{{name}}}", role="hint")
            braced.setWordWrap(False)
            told = theme.label(f"{_MEANINGS[name]}; {_now(name, text)}", role="hint")
            self._grid.addWidget(braced, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, at, 1)


def _now(name: str, text: str) -> str:
    """What stands in a place now."""
    if text.strip("…"):
        return f"şimdi “{text}”"
    if text:
        return "şimdi elle yazmak için boş yer"
    return "şimdi boş" if name in _OFTEN_EMPTY else "henüz yazılmadı"
