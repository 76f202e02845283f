"""A question on a page: label above, hint below, what is wrong in words under it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.case.answers import Change
from ebel_wizard.case.fields import Field
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import inputs, theme

_SUMMARY_HEIGHT = theme.GRID * 14
_NAMED = 40  # problems named at the top of a page; the rest stand beside their fields
_COPIED_MS = 2_000
OPTIONAL = " (isteğe bağlı)"


class FieldEditor(QWidget):
    """One answer: committed half a second after the last key and on leaving the field.

    Where there is a ``default`` it is shown until something else is answered, and only what
    differs from it is kept.
    ``copies``: a button beside it copies the answer, which is to be typed elsewhere again.
    """

    def __init__(
        self,
        field: Field,
        session: Session,
        step_id: str,
        read: Callable[[], str] | None = None,
        change: Callable[[str], Change | None] | None = None,
        default: str = "",
        *,
        copies: bool = False,
    ) -> None:
        super().__init__()
        self._default = default
        self.field = field
        self._session = session
        self._step_id = step_id
        self._read = read or (lambda: session.answers.answer(field.path))
        self._change = change or (lambda text: session.answers.set_answer(field.path, text))
        self._key = (field.path, id(self))
        self._touched = False
        self.editor = inputs.make(field)
        self._input = cast("inputs.Input", self.editor)
        words = field.label if field.required or default else field.label + OPTIONAL
        self.caption = theme.label(words, bold=True)
        self.caption.setBuddy(self.editor)
        self.editor.setAccessibleName(field.label)
        self.editor.setAccessibleDescription(field.hint)
        self._hint = theme.label(field.hint, tone_name="hint", scale=0.92)
        self._problems = theme.label(tone_name="error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        self._copy = CopyButton(field.label, self._read) if copies else None
        line = self.editor if self._copy is None else row(self.editor, self._copy, stretch=False)
        for part in (self.caption, line, self._hint, self._problems):
            column.addWidget(part)
        self._hint.setVisible(bool(field.hint))
        self._problems.hide()
        self._input.edited.connect(self._typed)
        self._input.left.connect(self._left)
        self.refresh()

    def refresh(self) -> None:
        """Show the answer as it is kept, unless a newer one is being typed."""
        if self._session.is_typing(self._key):
            return
        emptied = self.editor.hasFocus() and not self._input.text().strip()
        text = self._read()
        if self._default and not text.strip():
            text = "" if emptied else self._default  # somebody begins anew, and may pause
        self._input.set_text(text)
        if self._copy is not None:
            self._copy.refresh()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong under the field, in the words of the summary."""
        worst = any(problem.severity is Severity.ERROR for problem in problems)
        self._problems.setText("\n".join(problem.text for problem in problems))
        theme.set_tone(self._problems, "error" if worst else "warning")
        self._problems.setVisible(bool(problems))
        spoken = [self.field.hint, *(problem.text for problem in problems)]
        self.editor.setAccessibleDescription(" ".join(filter(None, spoken)))

    def _typed(self) -> None:
        self._touched = True
        self._keep(self._input.text())

    def _left(self) -> None:
        if self._touched:
            self._touched = False
            tidied = normalise_answer(self.field.kind, self._input.text()) or self._default
            self._input.set_text(tidied)
            self._keep(tidied)
        self._session.left(self._key)

    def _keep(self, text: str) -> None:
        if self._default and (text == self._default or not text.strip()):
            text = ""
        self._session.typed(self._key, partial(self._change, text), self._step_id)


class ProblemSummary(QFrame):
    """What is wrong on this page, at its top, each line leading to its field.

    A long list scrolls, so that the page itself stays in sight.
    """

    go = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = theme.label(bold=True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID // 2)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        outer.setSpacing(theme.GRID // 2)
        outer.addWidget(self._title)
        outer.addWidget(self._area)
        self._shown: tuple[Problem, ...] = ()
        self.hide()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show these problems, errors first; none hides the summary."""
        ordered = tuple(sorted(problems, key=lambda problem: problem.severity is Severity.WARNING))
        if ordered == self._shown:
            return
        self._shown = ordered
        clear(self._column)
        errors = sum(problem.severity is Severity.ERROR for problem in ordered)
        warnings = len(ordered) - errors
        self.setProperty("card", "error" if errors else "warning")
        self.style().unpolish(self)
        self.style().polish(self)
        counts = [f"{errors} sorun"] * bool(errors) + [f"{warnings} uyarı"] * bool(warnings)
        self._title.setText(f"Bu sayfada {' ve '.join(counts)} var")
        for problem in ordered[:_NAMED]:
            self._column.addWidget(Link(problem.text, partial(self.go.emit, problem.field)))
        if len(ordered) > _NAMED:
            self._column.addWidget(theme.label(f"ve {len(ordered) - _NAMED} konu daha"))
        self.setVisible(bool(ordered))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower window wraps the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines are, up to a limit."""
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.show()  # a line not shown yet would count for nothing
        wide = max(self.width() - theme.GRID * 5, theme.GRID * 20)
        high = max(self._column.heightForWidth(wide), 0)
        self._area.setFixedHeight(min(high, _SUMMARY_HEIGHT))


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Link(QLabel):
    """A sentence that leads somewhere, by mouse or with Tab and Enter; wraps like other text."""

    def __init__(self, text: str, action: Callable[[], None]) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.set_words(text)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.linkActivated.connect(lambda _: action())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the link itself, or Tab would have to be pressed twice."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.focusNextPrevChild(event.reason() != Qt.FocusReason.BacktabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Rich text keeps the colours it was set in; another look has others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.clear()  # or the same text would be taken for what is there already
            self.set_words(self.accessibleName())

    def set_words(self, text: str) -> None:
        """Say something else; the text is plain, whatever signs it holds."""
        self.setText(f'<a href="#">{escape(text)}</a>')
        self.setAccessibleName(text)


class Tabs(QTabBar):
    """The tabs of a place, with room above and below for what ğ, j and Ö have there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName(name)

    def tabSizeHint(self, index: int) -> QSize:
        """The style's own size, which takes a line of text for as high as its letters' bodies."""
        return super().tabSizeHint(index) + QSize(0, theme.GRID // 2)


def button(text: str, action: Callable[[], None], *, primary: bool = False) -> QPushButton:
    """A push button; a page has at most one primary."""
    made = QPushButton(text)
    made.setDefault(primary)
    made.setAutoDefault(True)  # Enter presses the button that has the focus
    made.setMinimumHeight(theme.CONTROL)
    made.clicked.connect(lambda _: action())
    return made


class CopyButton(QPushButton):
    """Puts a value on the clipboard and says so; out of sight while there is none."""

    def __init__(self, label: str, read: Callable[[], str]) -> None:
        super().__init__("Kopyalandı")
        self._read = read
        self.setFixedWidth(self.sizeHint().width() + theme.GRID)  # as wide as its longer word
        self.setMinimumHeight(theme.CONTROL)
        self.setAccessibleName(f"Kopyala: {label}")
        keeps_room = self.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keeps_room)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_COPIED_MS)
        self._again.timeout.connect(self._rest)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _: self._copy())
        self._rest()
        if not read().strip():
            self.hide()

    def refresh(self) -> None:
        """Be there only while there is something to copy."""
        self.setVisible(bool(self._read().strip()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._read().strip())
        self.setText("Kopyalandı")
        self._again.start()

    def _rest(self) -> None:
        self.setText("Kopyala")


def focus_first(parent: QWidget) -> None:
    """Put the cursor on the first thing of a page that takes it, unless it is there already."""
    cursor = QApplication.focusWidget()
    if cursor is not None and parent.isAncestorOf(cursor):
        return
    for each in takers(parent):
        if each.isVisible() and each.isEnabled():
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def takers(parent: QWidget) -> list[QWidget]:
    """What takes the cursor by Tab within a widget, in the order it was put there."""
    return [
        each
        for each in parent.findChildren(QWidget)
        if each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and each.window() is parent.window()  # a list that drops down is a window of its own
    ]


def rule(*, across: bool) -> QFrame:
    """A thin line across, or down."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine if across else QFrame.Shape.VLine)
    made.setFrameShadow(QFrame.Shadow.Plain)
    made.setForegroundRole(QPalette.ColorRole.Mid)
    return made


def row(*widgets: QWidget, stretch: bool = True) -> QWidget:
    """Widgets side by side on the grid."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.GRID)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch()
    return made
