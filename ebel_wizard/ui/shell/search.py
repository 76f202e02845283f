"""Ctrl+F: find steps, pages, questions, people, units, settings and words, and go there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ebel_wizard.case import fields, register
from ebel_wizard.case.field import Field
from ebel_wizard.case.tables import PERSON, TABLES
from ebel_wizard.guide import glossary
from ebel_wizard.turkish import letters, numbers
from ebel_wizard.ui.pages import name_of, page_asking_for, pages_of
from ebel_wizard.ui.settings.handover import TITLE as HANDOVER_TITLE
from ebel_wizard.ui.settings.page import BACKUPS, ENCRYPTION, HANDOVER, SETTING_FIELDS
from ebel_wizard.ui.shell import help_sections
from ebel_wizard.ui.shell.about import TITLE as ABOUT_TITLE
from ebel_wizard.ui.shell.places import HELP, HISTORY, REGISTER, SETTINGS
from ebel_wizard.ui.shell.register import TITLES
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import icons, theme, tokens
from ebel_wizard.ui.widgets.announce import announce

_PROMPT: Final = "Ara: adım, soru, kişi, sözcük"
_HINTS: Final = (f"{_PROMPT} (Ctrl+F)", _PROMPT, "Ara (Ctrl+F)", "Ara")  # the longest that fits
_SHOWN: Final = 50
_SHORT_WORD: Final = 6  # letters: of a longer one a part may be found


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found: its words, what it is, and the place (and field) it leads to."""

    title: str
    kind: str
    place: str
    field: str = ""

    @property
    def is_explanation(self) -> bool:
        """Return whether it tells about something that is done elsewhere."""
        return self.place.startswith(f"{HELP.name}/")


_Entry = tuple[str, str, Hit]
"""The title, and everything it is found by, reduced for comparing; and what it is."""


class Index:
    """Everything that can be found, read again after a change; people only if one was altered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_stale = True
        self._known: list[str] | None = None
        self._people: list[_Entry] = []
        self._others: list[_Entry] = []
        for altered in (session.changed, session.guide_changed, session.settings_changed):
            altered.connect(self._forget)

    def read(self) -> None:
        """Read what can be found now, unless it is known."""
        if not self._is_stale:
            return
        self._is_stale = False
        self._others = [
            (letters.fold(hit.title), letters.fold(f"{hit.title} {hit.kind} {more}"), hit)
            for hit, more in self._things()
        ]
        everybody = self._session.people()
        if everybody is not self._known:
            self._known = everybody
            self._people = list(self._persons(everybody))

    def find(self, text: str) -> list[Hit]:
        """Return the hits that hold every word, titles that begin with the text first.

        Where something is done comes before what is told about it.
        """
        self.read()
        wanted = letters.fold(letters.clean(text))
        words = wanted.split()
        found = [*self._others, *self._people] if words else []
        for word in words:
            found = [entry for entry in found if word in entry[1]]
        ranked: tuple[list[Hit], list[Hit], list[Hit]] = ([], [], [])
        for title, _, hit in found:
            begins = title.startswith(wanted) and not hit.is_explanation
            named = begins or all(word in title for word in words)
            ranked[0 if begins else 1 if named else 2].append(hit)
        return [hit for rank in ranked for hit in rank]

    def _forget(self) -> None:
        self._is_stale = True

    def _things(self) -> Iterator[tuple[Hit, str]]:
        """Yield whatever can be found but people, each with further words it is found by."""
        yield from self._steps()
        yield from _places()
        for spec in TABLES.values():
            if spec.found_at is None or spec.name == PERSON:
                continue
            for key, row in self._session.answers.rows(spec.name).items():
                name = spec.name_of(row)
                if name:
                    kind, field = letters.title(spec.noun), f"{key}.{spec.named_by[0]}"
                    yield Hit(name, kind, spec.found_at, field), ""
        yield from _told()

    def _steps(self) -> Iterator[tuple[Hit, str]]:
        """Yield the steps, their pages, and the questions that are asked there."""
        case = self._session.case()
        for step in self._session.guide.steps:
            told = (*step.instructions, *step.notes, *step.early, *step.menu_path)
            more_words = " ".join((step.short, *told))
            yield Hit(f"{step.number}. {step.title}", "Adım", step.id), more_words
            for page in pages_of(step):
                kind = f"{step.number}. adımın sayfası"
                named = f"{page.title} {page.search_words}"
                yield Hit(name_of(step, page), kind, f"{step.id}/{page.name}"), named
            for path, question in fields.BY_PATH.items():
                asking = page_asking_for(step, path)
                if asking is not None and question.applies(case):
                    kind = f"{step.number}. adım, {name_of(step, asking)}"
                    yield Hit(question.label, kind, f"{step.id}/{asking.name}", path), question.help

    def _persons(self, everybody: Sequence[str]) -> Iterator[_Entry]:
        """Yield people by name, title and unit; TCKN and telephone stay out of it."""
        rows, place = self._session.answers.rows(PERSON), TABLES[PERSON].found_at or ""
        fold = cache(letters.fold)  # many have the same title and unit
        for key in everybody:
            name = register.full_name(rows[key])
            kind = ", ".join(filter(None, (str(rows[key]["title"]), str(rows[key]["unit"]))))
            if name:
                title, hit = letters.fold(name), Hit(name, kind or "Kişi", place, f"{key}.name")
                yield title, f"{title} {fold(kind)}", hit


def _places() -> Iterator[tuple[Hit, str]]:
    """Yield the places besides the steps, and what is in the settings."""
    for tab, title in TITLES.items():
        yield Hit(title, REGISTER.title, f"{REGISTER.name}/{tab}"), ""
    yield Hit(HISTORY.title, "Yapılan değişiklikler", HISTORY.name), ""
    for path, question in SETTING_FIELDS.items():
        yield _setting(question.label, path), " ".join((question.help, *_choices(question)))
    yield _setting("Yedekler", BACKUPS), "yedeği geri yükle"
    yield _setting("Şifreleme", ENCRYPTION), "cevapları şifrele kurtarma kodu"
    yield _setting(HANDOVER_TITLE, HANDOVER), "devral başka bilgisayar görevli"


def _told() -> Iterator[tuple[Hit, str]]:
    """Yield what Yardım explains: words, and the headings of the handbook."""
    for word in glossary.words():
        place = f"{HELP.name}/{help_sections.GLOSSARY}"
        yield Hit(word.word, "Sözlük", place, word.word), " ".join(word.also)
    for section in (help_sections.key_list(), help_sections.word_list()):
        yield Hit(section.title, HELP.title, f"{HELP.name}/{section.name}"), "kısayol yardım"
    yield Hit(ABOUT_TITLE, HELP.title, f"{HELP.name}/{help_sections.ABOUT}"), "sürüm lisans klasör"
    for section in help_sections.handbook():
        place = f"{HELP.name}/{section.name}"
        yield Hit(section.title, "Kullanım kılavuzu", place), ""
        for heading in section.headings():
            yield Hit(heading, "Kullanım kılavuzu", place, heading), section.title


def _choices(question: Field) -> Iterable[str]:
    return (question.choices or {}).values()


def _setting(title: str, field: str) -> Hit:
    return Hit(title, SETTINGS.title, SETTINGS.name, field)


class SearchLine(QLineEdit):
    """A line to type in while the arrows move through the hits below it."""

    moved = Signal(int)
    dismissed = Signal()
    entered = Signal()
    """The cursor came into it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of what can be searched for as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit what it says to another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        room = self.width() - tokens.CONTROL - tokens.CONTROL
        fitting = (t for t in _HINTS if self.fontMetrics().horizontalAdvance(t) <= room)
        self.setPlaceholderText(next(fitting, ""))

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that a search begins."""
        super().focusInEvent(event)
        self.entered.emit()


class Search(QFrame):
    """The hits under the search line, over the window; Enter or a click opens one."""

    place_requested = Signal(str, str)
    """A place, and a field in it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._index = Index(session)
        self._hits: Sequence[Hit] = ()
        self._focus_before: QWidget | None = None
        self.setProperty("card", "plain")
        self.setAutoFillBackground(True)
        self.line = SearchLine()
        self.line.setAccessibleName(_PROMPT)
        self.line.setFixedHeight(tokens.CONTROL)
        glass = QAction(icons.icon("search", "hint"), "Ara", self.line)
        self.line.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.line.entered.connect(self._index.read)
        self.line.textChanged.connect(self._on_text)  # a screen reader's is no edit to Qt
        self.line.returnPressed.connect(self._open_hit)
        self.line.moved.connect(self._move)
        self.line.dismissed.connect(self.dismiss)
        self._found = QListWidget()
        self._found.setAccessibleName("Bulunanlar")
        self._found.setProperty("area", "inside")
        self._found.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work from the line
        self._found.itemClicked.connect(lambda _: self._open_hit())
        self._summary = theme.label(role="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_8,) * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._found, 1)
        column.addWidget(self._summary)
        self.hide()
        _app().focusChanged.connect(self._cursor_moved)

    def begin(self) -> None:
        """Put the cursor into the line."""
        if not self.line.hasFocus():
            self._focus_before = self.window().focusWidget()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def fit(self) -> None:
        """Stand under the line, as wide as the window lets it."""
        parent = self.parentWidget()
        if parent is not None and self.isVisible():
            wide = min(tokens.SEARCH_RESULTS[0], parent.width() - tokens.SPACE_32)
            most = min(tokens.SEARCH_RESULTS[1], parent.height() - tokens.TOP_BAR - tokens.SPACE_16)
            inset = tokens.SPACE_24 + self.frameWidth() * 2
            rest = self._summary.heightForWidth(wide - inset) + inset
            if self._hits:
                rest += self._found.frameWidth() * 2
            else:
                rest -= tokens.SPACE_8  # the list is not there, nor the room under it
            row = max(self._found.sizeHintForRow(0), 1)
            # As many whole rows as there is room for: half of one would look like the last.
            shown = min(self._found.count(), max((most - rest) // row, 1))
            high = shown * row + rest
            at = self.line.mapTo(parent, QPoint(self.line.width() // 2, 0)).x() - wide // 2
            left = max(tokens.SPACE_16, min(at, parent.width() - wide - tokens.SPACE_16))
            self.setGeometry(left, tokens.TOP_BAR, wide, high)

    def dismiss(self) -> None:
        """Empty the line, and give the cursor back to where it was."""
        self._clear()
        # The line over a cell is gone when the cursor leaves it.
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None

    def end(self) -> None:
        """Put the hits away and empty the line; the cursor stays where it is."""
        self._focus_before = None
        self._clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the search at a press elsewhere in the window, whether or not the cursor follows."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            inside = (self, self.line)
            is_inside = any(each is watched or each.isAncestorOf(watched) for each in inside)
            if not is_inside and watched.window() is self.window():
                self.dismiss()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Watch where the officer presses."""
        super().showEvent(event)
        _app().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch no longer."""
        super().hideEvent(event)
        _app().removeEventFilter(self)

    def _on_text(self, text: str) -> None:
        if text.strip():
            self._find(text)
        else:
            self.hide()

    def _clear(self) -> None:
        self.hide()
        self.line.clear()
        self._hits = ()
        self._found.clear()

    def _find(self, text: str) -> None:
        self._hits = self._index.find(text)
        self._found.clear()
        for hit in self._hits[:_SHOWN]:
            self._found.addItem(f"{hit.title}  ·  {hit.kind}")
        self._found.setCurrentRow(0)
        more = len(self._hits) - _SHOWN
        self._found.setVisible(bool(self._hits))
        if not self._hits:
            is_long = len(letters.clean(text)) > _SHORT_WORD
            words = f"Bulunamadı; {'daha kısa' if is_long else 'başka'} bir kelimeyle deneyin."
        else:
            words = f"{numbers.shown(more)} sonuç daha var; bir kelime daha yazın." * (more > 0)
        self._summary.setText(words or "Oklarla seçin, Enter ile gidin, Esc ile vazgeçin.")
        self.show()
        self.fit()
        self.raise_()
        count = f"{numbers.shown(len(self._hits))} sonuç bulundu." if self._hits else words
        announce(self.line, count)

    def _move(self, by: int) -> None:
        last = self._found.count() - 1
        self._found.setCurrentRow(min(max(self._found.currentRow() + by, 0), last))
        item = self._found.currentItem()
        if item is not None:
            announce(self.line, item.text())

    def _open_hit(self) -> None:
        at = self._found.currentRow()
        if 0 <= at < len(self._hits):
            hit = self._hits[at]
            self.end()
            self.place_requested.emit(hit.place, hit.field)

    def _cursor_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """End the search when the officer goes on elsewhere in the window."""
        if now is self.line:
            if before is not None and self._focus_before is None:
                self._focus_before = before
        elif now is not None and before is self.line:
            self.end()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
