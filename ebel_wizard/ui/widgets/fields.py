"""A question on a page: label above, hint below, its problems under it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.case.fields import Field
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import inputs, theme
from ebel_wizard.ui.widgets.controls import CopyButton, Link
from ebel_wizard.ui.widgets.layout import clear_layout, horizontal_row

_MAX_SUMMARY_HEIGHT = theme.GRID * 14
_MAX_LISTED = 40  # problems at the top of a page; the rest stand beside their fields
OPTIONAL = " (isteğe bağlı)"


class FieldEditor(QWidget):
    """Edits one answer; commits it half a second after the last key and on leaving the field.

    A ``default`` is shown until something else is answered, and only what differs from it is
    stored. ``copies`` adds a button that copies the answer, to be pasted into another program.
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
        self._is_edited = False
        self.editor = inputs.make_input(field)
        self._input: inputs.Input = self.editor
        label = field.label if field.required or default else field.label + OPTIONAL
        self.caption = theme.label(label, bold=True)
        self.caption.setBuddy(self.editor)
        self.editor.setAccessibleName(field.label)
        self.editor.setAccessibleDescription(field.hint)
        self._hint = theme.label(field.hint, tone_name="hint", scale=0.92)
        self._problems = theme.label(tone_name="error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        self._copy = CopyButton(field.label, self._read) if copies else None
        line: QWidget = self.editor
        if self._copy is not None:
            line = horizontal_row(self.editor, self._copy, stretch=False)
        for part in (self.caption, line, self._hint, self._problems):
            column.addWidget(part)
        self._hint.setVisible(bool(field.hint))
        self._problems.hide()
        self._input.edited.connect(self._on_edited)
        self._input.editing_finished.connect(self._finish)
        self.refresh()

    def refresh(self) -> None:
        """Show the stored answer, unless a newer one is being typed."""
        if self._session.is_typing(self._key):
            return
        emptied = self.editor.hasFocus() and not self._input.text().strip()
        text = self._read()
        if self._default and not text.strip():
            text = "" if emptied else self._default  # somebody may have emptied it to type anew
        self._input.set_text(text)
        if self._copy is not None:
            self._copy.refresh()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems under the field, in the words of the summary."""
        worst = any(problem.severity is Severity.ERROR for problem in problems)
        self._problems.setText("\n".join(problem.text for problem in problems))
        theme.set_tone(self._problems, "error" if worst else "warning")
        self._problems.setVisible(bool(problems))
        description = [self.field.hint, *(problem.text for problem in problems)]
        self.editor.setAccessibleDescription(" ".join(filter(None, description)))

    def _on_edited(self) -> None:
        self._is_edited = True
        text = self._input.text()
        if not self.editor.hasFocus():  # set from outside: nobody will leave the field
            text = normalise_answer(self.field.kind, text)
        self._stage(text)

    def _finish(self) -> None:
        if self._is_edited:
            self._is_edited = False
            normalised = normalise_answer(self.field.kind, self._input.text()) or self._default
            self._input.set_text(normalised)
            self._stage(normalised)
        self._session.editing_finished(self._key)

    def _stage(self, text: str) -> None:
        if self._default and (text == self._default or not text.strip()):
            text = ""
        self._session.text_edited(self._key, partial(self._change, text), self._step_id)


class ProblemSummary(QFrame):
    """The problems of a page, at its top, each line leading to its field.

    A long list scrolls, so that the page itself stays in sight.
    """

    problem_activated = Signal(str)
    """Has the path of the problem's field."""

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
        """Show these problems, errors first; hide the summary if there are none."""
        ordered = tuple(sorted(problems, key=lambda problem: problem.severity is Severity.WARNING))
        if ordered == self._shown:
            return
        self._shown = ordered
        clear_layout(self._column)
        errors = sum(problem.severity is Severity.ERROR for problem in ordered)
        warnings = len(ordered) - errors
        self.setProperty("card", "error" if errors else "warning")
        self.style().unpolish(self)
        self.style().polish(self)
        counts = [f"{errors} sorun"] * bool(errors) + [f"{warnings} uyarı"] * bool(warnings)
        self._title.setText(f"Bu sayfada {' ve '.join(counts)} var")
        for problem in ordered[:_MAX_LISTED]:
            self._column.addWidget(
                Link(problem.text, partial(self.problem_activated.emit, problem.field))
            )
        if len(ordered) > _MAX_LISTED:
            self._column.addWidget(theme.label(f"ve {len(ordered) - _MAX_LISTED} konu daha"))
        self.setVisible(bool(ordered))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height: another width wraps the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the list as high as its lines, up to a limit."""
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.show()  # a layout gives hidden widgets no height
        width = max(self.width() - theme.GRID * 5, theme.GRID * 20)
        height = max(self._column.heightForWidth(width), 0)
        self._area.setFixedHeight(min(height, _MAX_SUMMARY_HEIGHT))
