"""The line under a field, in a place kept for it: a hint, what is wrong, or what was mended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.announce import announce
from ebel_wizard.ui.widgets.icon_label import IconLabel

_SIGNS: Final = {
    "error": ("circle-alert", "danger"),
    "warning": ("triangle-alert", "warning"),
    "done": ("check", "success"),
}
Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Said:
    """Tells a field's name and hint, what is wrong in it, and what was mended with a way back."""

    label: str
    hint: str
    problems: tuple[Problem, ...] = ()
    correct: Callable[[str], None] | None = None
    note: str = ""
    take_back: Act | None = None


class FieldLine(QWidget):
    """Shows one thing at a time: a problem before what was mended, and that before the hint, which
    stays under a sentence where both fit into the place.

    It is high enough from the beginning, so that what is said later moves nothing: two lines, or
    one under a field without a hint. Of several problems of a field the worst is said. Fields that
    stand side by side share it.
    """

    def __init__(self, *, tall: bool = False) -> None:
        """``tall``: under a field of several lines, of which more can be wrong."""
        super().__init__()
        self._is_tall = tall
        self._said: dict[QWidget, _Said] = {}
        self._act: Act | None = None
        self._sign = IconLabel("check", "success", tokens.SMALL_ICON)
        self._text = theme.label(role="hint")
        self._hint = theme.label(role="hint")
        self._button = QPushButton()
        self._button.setProperty("kind", "inline")
        self._button.setAutoDefault(True)
        self._button.clicked.connect(lambda _: self._run())
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE_4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across)
        column.addWidget(self._hint)
        column.addStretch(1)
        self._hint.hide()
        for part in (self._sign, self._text):
            part.setContentsMargins(0, tokens.FOCUS_EDGE, 0, 0)  # in line with the button's words
        self._sign.hide()
        self._button.hide()
        top = Qt.AlignmentFlag.AlignTop
        across.addWidget(self._sign, 0, top)
        across.addWidget(self._text, 1, top)
        across.addWidget(self._button, 0, top)
        across.addStretch(0)
        self._keep_place()

    def add_field(self, field: QWidget, label: str, hint: str) -> None:
        """Stand under a field; the hint is said while nothing is wrong in it."""
        self._said[field] = _Said(label, hint)
        self._keep_place()
        self._show()

    def show_problems(
        self, field: QWidget, problems: Sequence[Problem], correct: Callable[[str], None]
    ) -> None:
        """Show what is wrong in a field; ``correct`` takes the answer that mends it."""
        found = tuple(sorted(problems, key=lambda each: each.severity is Severity.WARNING))
        shown = found if self._is_tall else found[:1]
        before = self._said[field]
        if shown != before.problems:
            self._said[field] = replace(before, problems=shown, correct=correct)
            self._show()

    def show_note(self, field: QWidget, note: str, take_back: Act | None = None) -> None:
        """Say what was mended in a field, with a way back; an empty note is said no longer."""
        before = self._said[field]
        if (before.note, note) != ("", ""):
            if note:  # it is about the field left last, and another where the same was mended
                self._said = {
                    each: said if said.note == note else replace(said, note="")
                    for each, said in self._said.items()
                }
            self._said[field] = replace(before, note=note, take_back=take_back if note else None)
            self._show()
            announce(field, note)

    def changeEvent(self, event: QEvent) -> None:
        """Keep as much place as the letters need now."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._keep_place()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether the hint has room."""
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        """Keep the hint under what is said while each of the two is one line."""
        has_room = self._sign.isVisibleTo(self) and self._act is None  # a button is higher
        hint = self._hint_text() if has_room else ""
        self._text.ensurePolished()
        measure = self._text.fontMetrics()
        beside = tokens.SMALL_ICON + tokens.SPACE_8
        needed = max(
            measure.horizontalAdvance(self._text.text()) + beside, measure.horizontalAdvance(hint)
        )
        fits = "\n" not in self._text.text() and needed <= self.width()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and fits)

    def _hint_text(self) -> str:
        return " · ".join(filter(None, (each.hint for each in self._said.values())))

    def _keep_place(self) -> None:
        self._text.ensurePolished()
        kept = 2 if any(each.hint for each in self._said.values()) else 1
        line = self._text.fontMetrics().lineSpacing()
        first = (
            max(line, tokens.SMALL_ICON + tokens.FOCUS_EDGE) if kept > 1 else line
        )  # a sign may stand before it
        self.setMinimumHeight(first + line * (kept - 1) + tokens.FOCUS_EDGE)

    def _show(self) -> None:
        found = [(said, each) for said in self._said.values() for each in said.problems]
        noted = [each for each in self._said.values() if each.note]
        if found:
            is_wrong = any(each.severity is Severity.ERROR for _, each in found)
            text = "\n".join(each.text for _, each in found)
            tone = "error" if is_wrong else "warning"
            self._offer(*_correction(found))
        elif noted:
            labels = " ve ".join(each.label for each in noted)
            named = f"{labels}: " if len(self._said) > 1 else ""
            text, tone = named + noted[0].note, "done"
            acts = [each.take_back for each in noted if each.take_back is not None]
            self._offer("Geri al", labels, partial(_run_all, acts))
        else:
            text, tone = self._hint_text(), ""
            self._offer("", "", None)
        self._text.setText(text)
        theme.set_tone(self._text, tone)
        self._sign.setVisible(tone in _SIGNS)
        if tone in _SIGNS:
            self._sign.show_icon(*_SIGNS[tone])
        self._fit()

    def _offer(self, words: str, label: str, act: Act | None) -> None:
        self._act = act
        self._button.setText(words.replace("&", "&&"))
        self._button.setAccessibleName(f"{words}: {label}")
        self._button.setVisible(act is not None)

    def _run(self) -> None:
        if self._act is not None:
            self._act()

    def _fit(self) -> None:
        """Let a short sentence be no wider than it is, so that its button stands beside it."""
        wide = theme.enlarged(tokens.READING_COLUMN)
        if self._act is not None:
            self._text.ensurePolished()
            measure = self._text.fontMetrics()
            lines = self._text.text().split("\n")
            wide = max(measure.horizontalAdvance(line) for line in lines) + tokens.SPACE_4
        self._text.setMaximumWidth(wide)
        self._show_hint()


def _correction(found: Sequence[tuple[_Said, Problem]]) -> tuple[str, str, Act | None]:
    """Return the first correction the program knows: its words, for what, and what it does."""
    for said, problem in found:
        known, correct = problem.correction, said.correct
        if known is not None and correct is not None:
            return known.words, said.label, partial(correct, known.answer)
    return "", "", None


def _run_all(acts: Sequence[Act]) -> None:
    for act in acts:
        act()
