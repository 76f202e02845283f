"""The foot of a wizard page: the page before, what is wrong here, the page after."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.announce import announce
from ebel_wizard.ui.widgets.controls import Link, button
from ebel_wizard.ui.widgets.fields import ProblemSummary

_WIDEST = 640


class Footer(QFrame):
    """Geri and Devam with the names of where they lead, and the count of problems between them.

    The problems themselves are listed over the page when they are asked for, so that it does not
    move when something is found.
    """

    turned = Signal(int)
    """The page before (-1) or after (+1)."""
    problem_activated = Signal(str)
    """The path of a problem's field."""
    return_requested = Signal()
    """Back to the page from which something here was to be changed."""

    def __init__(self, page_area: QWidget) -> None:
        """``page_area``: what the list of problems may cover."""
        super().__init__()
        self.setProperty("area", "footer")
        self.setFixedHeight(tokens.FOOTER)
        self._problems: tuple[Problem, ...] = ()
        self._leads = ("", "")
        self.back = button("", lambda: self.turned.emit(-1))
        self.forward = button("", lambda: self.turned.emit(1), primary=True)
        self._return = button("", self.return_requested.emit)
        self._return.hide()
        self._count = Link("", self._go_to_first)
        self._count.setWordWrap(False)
        self._list = button("&Listele", self._toggle_list, stays_down=True)
        self._list.setProperty("kind", "quiet")
        self._summary = _FloatingSummary(page_area)
        self._summary.problem_activated.connect(self._leave_list)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.SPACE_32, 0, tokens.SPACE_32, 0)
        line.setSpacing(tokens.SPACE_12)
        line.addWidget(self.back)
        line.addWidget(self._return)
        line.addStretch()
        for each in (self._count, self._list, self.forward):
            line.addWidget(each)
        self.show_problems(())

    def show_neighbours(self, before: str, after: str) -> None:
        """Say where Geri and Devam lead."""
        self._leads = (before, after)
        self._fit()

    def offer_return(self, words: str) -> None:
        """Offer the way back to where the officer came from; none for empty words."""
        self._return.setText(words)
        self._return.setVisible(bool(words))

    def show_problems(self, problems: Sequence[Problem], *, lists: bool = True) -> None:
        """Count what is wrong and doubtful on the page; list it too, unless the page does."""
        found = tuple(sorted(problems, key=lambda problem: problem.severity is Severity.WARNING))
        self._list.setVisible(lists and bool(found))
        if found == self._problems and self._count.isHidden() != bool(found):
            return
        has_grown = len(found) > len(self._problems)
        self._problems = found
        words = _words(found)
        is_wrong = any(problem.severity is Severity.ERROR for problem in found)
        self._count.set_text(words, "error" if is_wrong else "warning")
        self._count.setVisible(bool(found))
        if not found:
            self.close_list()
        self._fit()
        self._summary.show_problems(found)
        self._summary.setVisible(self._list.isChecked())
        self._summary.fit()
        if has_grown:
            announce(self, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name where Geri and Devam lead as far as there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Do so with other letters too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Leave names out of the buttons, Geri's first, where they would be cut."""
        verbs = (self.back, "Geri"), (self.forward, "Devam")
        for shown in ((True, True), (False, True), (False, False)):
            for (each, verb), name, is_named in zip(verbs, self._leads, shown, strict=True):
                each.setText(f"&{verb}: {_escaped(name)}" if is_named else f"&{verb}")
                whole = "" if is_named else f"{verb}: {name}"
                each.setAccessibleName(whole)
                each.setToolTip(whole)
            inside = self.layout()
            if inside is None or inside.sizeHint().width() <= self.width():
                return

    def focusable(self) -> tuple[QWidget, ...]:
        """Return what takes the focus, in the order in which Tab goes through it."""
        return (self.forward, self.back, self._return, self._count, self._list)

    def close_list(self) -> None:
        """Put the list of problems away."""
        self._list.setChecked(False)
        self._summary.hide()

    def _toggle_list(self) -> None:
        self._summary.setVisible(self._list.isChecked())
        self._summary.fit()

    def _go_to_first(self) -> None:
        if self._problems:
            self._leave_list(self._problems[0].field)

    def _leave_list(self, path: str) -> None:
        self.close_list()
        self.problem_activated.emit(path)


class _FloatingSummary(ProblemSummary):
    """The list of problems at the foot of the page, over it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__()
        self.setParent(over)
        self.hide()
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot when the page changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self) -> None:
        """Stand at the right end of the foot, over the page."""
        over = self.parentWidget()
        if over is None or self.isHidden():
            return
        wide = min(_WIDEST, over.width() - tokens.SPACE_32)
        self.resize(wide, self.height())
        high = min(self.sizeHint().height(), over.height() - tokens.SPACE_16)
        right, bottom = over.width() - tokens.SPACE_16, over.height() - tokens.SPACE_8
        self.setGeometry(right - wide, bottom - high, wide, high)
        self.raise_()


def _words(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    counts = [f"{errors} sorun"] * bool(errors) + [f"{warnings} uyarı"] * bool(warnings)
    return f"{', '.join(counts)} var" if counts else ""


def _escaped(name: str) -> str:
    return name.replace("&", "&&")
