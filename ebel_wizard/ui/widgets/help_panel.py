"""The panel that tells about the question one is at, and about the words of its page."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.case import help as case_help
from ebel_wizard.guide import glossary
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.fields import FieldEditor
from ebel_wizard.ui.widgets.icon_label import IconLabel
from ebel_wizard.ui.widgets.layout import horizontal_row


class HelpPanel(QFrame):
    """Shows what a question means, where its answer is found, and how it reads in the letter.

    Below stand the page's words; each unfolds its meaning.
    """

    resized = Signal()
    """What it shows needs another height."""

    def __init__(self, title: str, words: Sequence[str]) -> None:
        """``title``: what is shown before one is at a question that has help."""
        super().__init__()
        self.setProperty("card", "plain")
        self._page_title = title
        self._title = theme.label(title, role="label")
        self._about = theme.label(role="secondary")
        self._sample = theme.label()
        self._sample.setTextFormat(Qt.TextFormat.RichText)
        self._sample_card = QFrame()
        self._sample_card.setProperty("card", "info")
        inset = QVBoxLayout(self._sample_card)
        inset.setContentsMargins(*(tokens.SPACE_12, tokens.SPACE_8) * 2)
        inset.addWidget(self._sample)
        self._where = theme.label(role="secondary")
        inside = QWidget()
        self._told = QVBoxLayout(inside)
        self._told.setContentsMargins(*(tokens.SPACE_16,) * 4)
        self._told.setSpacing(tokens.SPACE_8)
        sign = IconLabel("circle-question-mark", "accent")
        head = horizontal_row(sign, self._title, stretch=False)
        for part in (head, self._about, self._sample_card, self._where):
            self._told.addWidget(part)
        self._told.addSpacing(tokens.SPACE_8)
        self._told.addWidget(theme.label("Bu sayfadaki sözcükler", role="label"))
        self._told.addLayout(self._words(words))
        self._told.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.show_help("", "")

    def _words(self, words: Sequence[str]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for word in filter(None, map(glossary.word, words)):
            made = _Word(word.word, word.meaning)
            made.button.toggled.connect(lambda _: self.resized.emit())
            column.addWidget(made)
        return column

    def show_help(self, title: str, path: str) -> None:
        """Tell about a question, by its label and its path."""
        told = case_help.of(path) or case_help.Help()
        self._title.setText(title if told.about else self._page_title)
        theme.show_message(self._about, told.about, "")
        theme.show_message(self._where, told.where and f"Nereden bakılır? {told.where}", "")
        _show_sample(self._sample, told.sample)
        self._sample_card.setVisible(bool(told.sample))
        self.setAccessibleName(f"Yardım: {self._title.text()}")
        self.resized.emit()

    def height_for(self, wide: int) -> int:
        """Return how high the panel has to be to show everything at a width."""
        self._told.activate()
        return self._told.heightForWidth(wide - tokens.SPACE_4) + tokens.SPACE_4


class HelpSide(QObject):
    """Keeps a panel of help beside a column of fields; where that is too narrow, it is under the
    field whose button opened it.
    """

    def __init__(
        self,
        panel: HelpPanel,
        area: QScrollArea,
        column: QVBoxLayout,
        editors: Callable[[], Sequence[FieldEditor]],
    ) -> None:
        super().__init__(area)
        self.panel = panel
        self._area = area
        self._column = column
        self._editors = editors
        self._is_beside: bool | None = None
        self._opened: FieldEditor | None = None
        self._told_too: list[tuple[QWidget, str, str]] = []
        panel.setParent(area.viewport())
        panel.resized.connect(self._fit)
        area.viewport().installEventFilter(self)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.WhatsThis), area)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._toggle_here)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def offer(self, editor: FieldEditor) -> None:
        """Let a field ask for its help."""
        editor.help_requested.connect(partial(self._toggle, editor))
        editor.offer_help(not self._is_beside)

    def tell_about(self, part: QWidget, label: str, path: str) -> None:
        """Tell about a part of the page that is no answer's field while the cursor is in it."""
        self._told_too.append((part, label, path))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the column's side, or leave it, when the page changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        needed = _left() + theme.enlarged(tokens.HELP_PANEL) + tokens.SPACE_24
        beside = self._area.viewport().width() >= needed
        if beside != self._is_beside:
            self._is_beside = beside
            self._opened = None
            self._column.removeWidget(self.panel)
            self.panel.setParent(self._area.viewport())
            self.panel.setVisible(beside)
            for editor in self._editors():
                editor.offer_help(not beside)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is told, but no higher than the page."""
        if not self._is_beside:
            self.panel.setFixedHeight(self.panel.height_for(theme.enlarged(tokens.COLUMN)))
            return
        wide = theme.enlarged(tokens.HELP_PANEL)
        high = self.panel.height_for(wide)
        room = self._area.viewport().height() - tokens.SPACE_8 - tokens.SPACE_16
        self.panel.setFixedHeight(min(high, room))
        self.panel.setGeometry(_left(), tokens.SPACE_8, wide, self.panel.height())

    def _follow(self, _: QWidget | None, focused: QWidget | None) -> None:
        if focused is None or not self._is_beside:
            return
        for editor in self._editors():
            if editor.isAncestorOf(focused):
                self.panel.show_help(editor.field.label, editor.field.path)
        for part, label, path in self._told_too:
            if part.isAncestorOf(focused):
                self.panel.show_help(label, path)

    def _toggle_here(self) -> None:
        """Open the help of the question that has the cursor, or put it away."""
        focused = QApplication.focusWidget()
        for editor in self._editors():
            if not self._is_beside and focused is not None and editor.isAncestorOf(focused):
                self._toggle(editor)

    def _toggle(self, editor: FieldEditor) -> None:
        """Open the help under a field, or put it away."""
        is_closed = self._opened is editor
        self._opened = None if is_closed else editor
        self._column.removeWidget(self.panel)
        self.panel.setVisible(not is_closed)
        if not is_closed:
            self.panel.show_help(editor.field.label, editor.field.path)
            self._column.insertWidget(self._below(editor), self.panel)

    def _below(self, editor: FieldEditor) -> int:
        """Return the place in the column after the one that has a field in it."""
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None and (widget is editor or widget.isAncestorOf(editor)):
                return at + 1
        return self._column.count()


def _left() -> int:
    """Return where the panel begins: beside the column of fields."""
    return tokens.SPACE_32 + theme.enlarged(tokens.COLUMN) + tokens.SPACE_32


class _Word(QWidget):
    """A word that unfolds its meaning."""

    def __init__(self, word: str, meaning: str) -> None:
        super().__init__()
        self.button = QPushButton(word)
        self.button.setProperty("kind", "link")
        self.button.setCheckable(True)
        self.button.setAutoDefault(True)
        self.button.setAccessibleName(f"Sözcük: {word}")
        self.button.setAccessibleDescription(meaning)
        self._meaning = theme.label(meaning, role="secondary")
        self._meaning.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self._meaning)
        self.button.toggled.connect(self._meaning.setVisible)


def _show_sample(line: QLabel, sample: str) -> None:
    """Show how an answer reads in the letter, the answer itself in strong letters."""
    parts = [escape(part).replace("\n", "<br>") for part in sample.split("*")]
    line.setText("".join(f"<b>{part}</b>" if at % 2 else part for at, part in enumerate(parts)))
    line.setAccessibleName(sample.replace("*", ""))
