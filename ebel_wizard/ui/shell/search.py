"""Ctrl+F: shows what is found for the words in the search line, and goes there."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ebel_wizard.turkish import letters, numbers
from ebel_wizard.ui.shell.search_line import SearchLine
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.announce import announce

if TYPE_CHECKING:
    from ebel_wizard.ui.shell.search_index import Hit, Index

_SHOWN: Final = 50
_SHORT_WORD: Final = 6  # letters: of a longer one a part may be found


class Search(QFrame):
    """The hits under the search line, over the window; Enter or a click opens one."""

    place_requested = Signal(str, str)
    """A place, and a field in it."""

    def __init__(self, session: Session, line: SearchLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.line = line
        self._hits: Sequence[Hit] = ()
        self._focus_before: QWidget | None = None
        self.setProperty("card", "plain")
        self.setAutoFillBackground(True)
        self.line.entered.connect(self._read)
        self.line.textChanged.connect(self._on_text)  # a screen reader's is no edit to Qt
        self.line.moved.connect(self._move)
        self.line.dismissed.connect(self.dismiss)
        self._found = QListWidget()
        self._found.setAccessibleName("Bulunanlar")
        self._found.setProperty("area", "inside")
        self._found.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work from the line
        self._found.itemClicked.connect(lambda _: self.open_hit())
        self._summary = theme.label(role="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_8,) * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._found, 1)
        column.addWidget(self._summary)
        self.hide()
        _app().focusChanged.connect(self._cursor_moved)

    @cached_property
    def _index(self) -> "Index":
        """What can be found; nobody searches before the window is there."""
        from ebel_wizard.ui.shell.search_index import Index

        return Index(self._session)

    def _read(self) -> None:
        self._index.read()

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

    def open_hit(self) -> None:
        """Go to the hit that is chosen, if there is one."""
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
