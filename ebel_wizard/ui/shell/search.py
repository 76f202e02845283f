"""Ctrl+F: find steps, pages, people, units and settings, and go there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ebel_wizard.case import register
from ebel_wizard.case.tables import PERSON, TABLES
from ebel_wizard.turkish import letters, numbers
from ebel_wizard.ui.pages import pages_of
from ebel_wizard.ui.settings.handover import TITLE as HANDOVER_TITLE
from ebel_wizard.ui.settings.page import BACKUPS, ENCRYPTION, HANDOVER, SETTING_FIELDS
from ebel_wizard.ui.shell.places import HISTORY, REGISTER, SETTINGS
from ebel_wizard.ui.shell.register import TITLES
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme

_SHOWN: Final = 50
_WIDE: Final = theme.GRID * 76
_HIGH: Final = theme.GRID * 42


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found: its words, what it is, and the place (and field) it leads to."""

    title: str
    kind: str
    place: str
    field: str = ""


_Entry = tuple[str, str, Hit]
"""The title, and everything it is found by, reduced for comparing; and what it is."""


class Index:
    """Everything that can be found, read when a search begins; people only if one was altered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: list[str] | None = None
        self._people: list[_Entry] = []
        self._others: list[_Entry] = []

    def read(self) -> None:
        """Read what can be found now."""
        self._others = [
            (letters.fold(hit.title), letters.fold(f"{hit.title} {hit.kind} {more}"), hit)
            for hit, more in self._things()
        ]
        everybody = self._session.people()
        if everybody is not self._known:
            self._known = everybody
            self._people = list(self._persons(everybody))

    def find(self, text: str) -> list[Hit]:
        """Return the hits that hold every word, titles that begin with the text first."""
        wanted = letters.fold(letters.clean(text))
        words = wanted.split()
        ranked: tuple[list[Hit], list[Hit], list[Hit]] = ([], [], [])
        for title, whole, hit in (*self._others, *self._people) if words else ():
            if all(word in whole for word in words):
                begins = title.startswith(wanted)
                named = all(word in title for word in words)
                ranked[0 if begins else 1 if named else 2].append(hit)
        return [hit for rank in ranked for hit in rank]

    def _things(self) -> Iterator[tuple[Hit, str]]:
        """Yield steps, pages, lists, settings and units, each with further words it is found by."""
        for step in self._session.guide.steps:
            more_words = " ".join((*step.instructions, *step.notes, *step.menu_path))
            yield Hit(f"{step.number}. {step.title}", "Adım", step.id), more_words
            pages = pages_of(step)
            for page in pages if len(pages) > 1 else ():
                kind = f"{step.number}. adımın sayfası"
                yield Hit(page.title, kind, f"{step.id}/{page.name}"), page.search_words
        for tab, title in TITLES.items():
            yield Hit(title, REGISTER.title, f"{REGISTER.name}/{tab}"), ""
        yield Hit(HISTORY.title, "Yapılan değişiklikler", HISTORY.name), ""
        for path, question in SETTING_FIELDS.items():
            yield _setting(question.label, path), ""
        yield _setting("Yedekler", BACKUPS), "yedeği geri yükle"
        yield _setting("Şifreleme", ENCRYPTION), "çalışma alanını şifrele kurtarma kodu"
        yield _setting(HANDOVER_TITLE, HANDOVER), "devral başka bilgisayar görevli"
        for spec in TABLES.values():
            if spec.found_at is None or spec.name == PERSON:
                continue
            for key, row in self._session.answers.rows(spec.name).items():
                name = spec.name_of(row)
                if name:
                    kind, field = letters.title(spec.noun), f"{key}.{spec.named_by[0]}"
                    yield Hit(name, kind, spec.found_at, field), ""

    def _persons(self, everybody: Sequence[str]) -> Iterator[_Entry]:
        """Yield people by name, title and unit; TCKN and telephone stay out of it."""
        rows, place = self._session.answers.rows(PERSON), TABLES[PERSON].found_at or ""
        folded: dict[str, str] = {}
        for key in everybody:
            name = register.full_name(rows[key])
            kind = ", ".join(filter(None, (str(rows[key]["title"]), str(rows[key]["unit"]))))
            if kind not in folded:
                folded[kind] = letters.fold(kind)
            title = letters.fold(name)
            if name:
                hit = Hit(name, kind or "Kişi", place, f"{key}.name")
                yield title, f"{title} {folded[kind]}", hit


def _setting(title: str, field: str) -> Hit:
    return Hit(title, SETTINGS.title, SETTINGS.name, field)


class SearchLine(QLineEdit):
    """A line to type in while the arrows move through the hits below it."""

    moved = Signal(int)
    dismissed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the hits with the arrows; dismiss the search with Esc."""
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -10,
            Qt.Key.Key_PageDown: 10,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


class Search(QFrame):
    """A line over the window with its hits below; Enter or a click opens one."""

    place_requested = Signal(str, str)
    """A place, and a field in it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._index = Index(session)
        self._hits: Sequence[Hit] = ()
        self._focus_before: QWidget | None = None
        self.setProperty("card", "plain")
        self.setAutoFillBackground(True)
        self._line = SearchLine()
        self._line.setAccessibleName("Adımlarda ve kişilerde ara")
        self._line.setPlaceholderText("Adım, sayfa, kişi, birim ya da ayar arayın")
        self._line.setMinimumHeight(theme.CONTROL)
        self._line.textEdited.connect(self._find)
        self._line.returnPressed.connect(self._open_hit)
        self._line.moved.connect(self._move)
        self._line.dismissed.connect(self.dismiss)
        self._found = QListWidget()
        self._found.setAccessibleName("Bulunanlar")
        self._found.setSpacing(2)
        self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work from the line
        self._found.itemClicked.connect(lambda _: self._open_hit())
        self._summary = theme.label(tone_name="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        for part in (self._line, self._found, self._summary):
            column.addWidget(part)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._cursor_moved)

    def begin(self) -> None:
        """Come to the front with an empty line."""
        if not self.isVisible():
            self._focus_before = self.window().focusWidget()
        self._index.read()
        self._line.clear()
        self._find("")
        self.fit()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fit(self) -> None:
        """Stand at the top of the window, in its middle."""
        parent = self.parentWidget()
        if parent is not None:
            wide = min(_WIDE, parent.width() - theme.GRID * 4)
            high = min(_HIGH, parent.height() - theme.GRID * 4)
            self.setGeometry((parent.width() - wide) // 2, theme.GRID * 2, wide, high)

    def dismiss(self) -> None:
        """Hide, and give the cursor back to where it was."""
        self.hide()
        # The line over a cell is gone when the cursor leaves it.
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None

    def _find(self, text: str) -> None:
        self._hits = self._index.find(text)
        self._found.clear()
        for hit in self._hits[:_SHOWN]:
            self._found.addItem(f"{hit.title}  ·  {hit.kind}")
        self._found.setCurrentRow(0)
        more = len(self._hits) - _SHOWN
        if not text.strip():
            words = "Yazmaya başlayın; oklarla seçin, Enter ile gidin, Esc ile vazgeçin."
        elif not self._hits:
            words = "Bulunamadı; daha kısa bir kelimeyle deneyin."
        else:
            words = f"{numbers.shown(more)} sonuç daha var; bir kelime daha yazın." * (more > 0)
        self._summary.setText(words)

    def _move(self, by: int) -> None:
        last = self._found.count() - 1
        self._found.setCurrentRow(min(max(self._found.currentRow() + by, 0), last))

    def _open_hit(self) -> None:
        at = self._found.currentRow()
        if 0 <= at < len(self._hits):
            self._focus_before = None
            self.dismiss()
            self.place_requested.emit(self._hits[at].place, self._hits[at].field)

    def _cursor_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """Hide when the officer goes on elsewhere in the window."""
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self._focus_before = None
            self.hide()
