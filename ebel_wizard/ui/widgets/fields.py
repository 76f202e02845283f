"""A question on a page: label above, hint below, its problems under it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ebel_wizard.case import help as case_help
from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.normalise import mend, normalise_answer
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import inputs, theme, tokens
from ebel_wizard.ui.widgets.controls import CopyButton, Link, icon_button
from ebel_wizard.ui.widgets.field_line import FieldLine
from ebel_wizard.ui.widgets.layout import bring_into_sight, clear_layout

_MAX_LISTED = 40  # problems at the top of a page; the rest stand beside their fields
ARTICLES = "Ayraç içindeki maddeler (m.) Resmî Yazışma Yönetmeliği’nindir."
"""Whose articles are named on a page, said once."""
OPTIONAL = " (isteğe\N{NO-BREAK SPACE}bağlı)"


class FieldEditor(QWidget):
    """Edits one answer; commits it half a second after the last key and on leaving the field.

    A ``default`` is shown until something else is answered, and only what differs from it is
    stored. ``copies`` adds a button that copies the answer, to be pasted into another program.
    ``line`` is the line under it that it shares with the fields beside it.

    What was mended on leaving the field is said under it, with a way back.
    """

    left = Signal()
    """The officer is done with the field, and it may be judged."""
    help_requested = Signal()

    def __init__(
        self,
        field: Field,
        session: Session,
        step_id: str,
        read: Callable[[], str] | None = None,
        change: Callable[[str], Change | None] | None = None,
        default: str = "",
        line: FieldLine | None = None,
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
        self.caption = theme.label(label, role="label")
        self.caption.setBuddy(self.editor)
        self._need = "" if default else "Zorunlu." if field.required else "İsteğe bağlı."
        self.editor.setAccessibleName(field.label)
        self._describe(())
        self.line = line or FieldLine(tall=field.kind is Kind.LINES)
        self.line.add_field(self, field.label, field.hint)
        self._copy = CopyButton(field.label, self._read) if copies else None
        self._help = icon_button(
            "circle-question-mark", f"Yardım: {field.label}", self.help_requested.emit
        )
        self._help.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on; Shift+F1 opens it too
        self._above = QHBoxLayout()
        self._build(shares_line=line is not None)
        if field.kind is Kind.TCKN:
            self.editor.installEventFilter(self)
            session.settings_changed.connect(self._mask)
            self._mask()
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
        if text != self._input.text():
            self.clear_note()  # it was taken back
        self._input.set_text(text)
        if self._copy is not None:
            self._copy.refresh()

    def is_being_typed(self) -> bool:
        """Return whether the officer is still at it, so that nothing is to be judged."""
        return self._is_edited and self._has_cursor()

    def offer_help(self, is_offered: bool) -> None:
        """Show the button beside the label that opens the help, where there is some."""
        has_help = is_offered and case_help.of(self.field.path) is not None
        self._help.setVisible(has_help)
        # The button is higher than the label: it stands over the gap to the field.
        self._above.setContentsMargins(0, 0, 0, -tokens.SPACE_4 if has_help else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show an identity number while the cursor is in it, whatever the settings want."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._mask(is_entered=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _mask(self, *, is_entered: bool = False) -> None:
        if isinstance(self.editor, QLineEdit):
            hides = self._session.settings.tckns == "masked" and not is_entered
            echo = QLineEdit.EchoMode
            self.editor.setEchoMode(echo.Password if hides else echo.Normal)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the button of the help behind the label in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_caption()

    def _fit_caption(self) -> None:
        self.caption.ensurePolished()
        words = self.caption.fontMetrics().horizontalAdvance(self.caption.text())
        self.caption.setMaximumWidth(words + tokens.SPACE_4)

    def clear_note(self) -> None:
        """Say no longer what was mended."""
        self.line.show_note(self, "")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems under the field, in the words of the summary."""
        self.line.show_problems(self, problems, self._correct)
        is_wrong = any(problem.severity is Severity.ERROR for problem in problems)
        theme.set_invalid(self.editor.focusProxy() or self.editor, is_wrong)
        self._describe(problems)

    def _describe(self, problems: Sequence[Problem]) -> None:
        """Say to a screen reader what the eye sees around the field; Qt tells neither whether it
        must be answered nor whether it is wrong.
        """
        told = [self._need, self.field.hint]
        for each in problems:
            kind = "Hatalı" if each.severity is Severity.ERROR else "Uyarı"
            told.append(f"{kind}: {each.text}")
        self.editor.setAccessibleDescription(" ".join(filter(None, told)))

    def _build(self, *, shares_line: bool) -> None:
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE_8)
        inputs.set_width(self.editor, self.field)
        across.addWidget(self.editor, 1)
        if self._copy is not None:
            across.addWidget(self._copy)
        across.addStretch(0)
        above = self._above
        above.setSpacing(0)
        above.addWidget(self.caption, 1)
        above.addWidget(self._help)
        above.addStretch(0)
        self._help.hide()
        self._fit_caption()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(above)
        column.addLayout(across)
        if not shares_line:
            column.addWidget(self.line)

    def _on_edited(self) -> None:
        self._is_edited = True
        self.clear_note()
        text = self._input.text()
        if self.editor.hasFocus():
            bring_into_sight(self.editor)  # the page may have been scrolled away from the cursor
        else:  # set from outside: nobody will leave the field
            text = normalise_answer(self.field.kind, text)
        self._stage(text)

    def _has_cursor(self) -> bool:
        """Return whether the cursor is here, or will be when the window is active again."""
        return _question_of(self.window().focusWidget()) is self

    def _is_kept(self) -> bool:
        """Return whether only the window was left or takes no input, as while it is closed."""
        focused = QApplication.focusWidget()
        is_left = focused is None or focused.window() is not self.window()
        return not self.editor.isEnabled() or (self._has_cursor() and is_left)

    def _finish(self) -> None:
        if self._is_kept():
            self._session.flush()
            return
        was_edited, self._is_edited = self._is_edited, False
        if was_edited:
            typed = self._input.text()
            mended, what = mend(self.field, typed)
            if what:  # one undo takes the mending back, another what was typed
                self._stage(normalise_answer(self.field.kind, typed))
                self._session.editing_finished(self._key)
            self._input.set_text(mended or self._default)
            self._stage(mended or self._default, is_mending=bool(what))
            self.line.show_note(self, what, partial(self._correct, typed))
        self._session.editing_finished(self._key)
        if was_edited:
            self.left.emit()

    def _correct(self, text: str) -> None:
        """Take another answer at the press of a button under the field."""
        self.clear_note()
        self._session.commit(partial(self._change, text), self._step_id)
        self.refresh()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def _stage(self, text: str, *, is_mending: bool = False) -> None:
        if self._default and (text == self._default or not text.strip()):
            text = ""
        make = partial(self._mending if is_mending else self._change, text)
        self._session.text_edited(self._key, make, self._step_id)

    def _mending(self, text: str) -> Change | None:
        """Return the change that mends what was typed, told apart from it by its name."""
        made = self._change(text)
        return made and replace(made, label=f"{made.label} düzeltmesi")


def leave_cell(cursor: QWidget | None) -> None:
    """Take the cursor from whatever keeps its text only when it is left; a question does not."""
    if cursor is not None and _question_of(cursor) is None:
        cursor.clearFocus()


def _question_of(widget: QWidget | None) -> FieldEditor | None:
    """Return the question that a widget is a part of."""
    while widget is not None and not isinstance(widget, FieldEditor):
        widget = widget.parentWidget()
    return widget


def side_by_side(editors: Sequence[FieldEditor]) -> QWidget:
    """Return fields beside each other, each as wide as its answers, above the line they share."""
    made = QWidget()
    across = QHBoxLayout()
    across.setSpacing(tokens.SPACE_12)
    for editor in editors:
        across.addWidget(editor, editor.field.width or 1, Qt.AlignmentFlag.AlignBottom)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_4)
    column.addLayout(across)
    column.addWidget(editors[0].line)
    return made


class ProblemSummary(QFrame):
    """The problems of a page, at its top, each line leading to its field.

    A long list scrolls, so that the page itself stays in sight.
    """

    problem_activated = Signal(str)
    """Has the path of the problem's field."""

    def __init__(self, where: str = "Bu sayfada") -> None:
        """``where``: what its heading calls the place the problems are in."""
        super().__init__()
        self._where = where
        self._title = theme.label(role="label")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_4)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its lines take it
        self._area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(tokens.SPACE_16, tokens.SPACE_8) * 2)
        outer.setSpacing(tokens.SPACE_4)
        outer.addWidget(self._title)
        outer.addWidget(self._area)
        self._shown: tuple[Problem, ...] = ()
        self.hide()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show these problems, errors first; hide the summary if there are none."""
        ordered = tuple(sorted(problems, key=lambda problem: problem.severity is Severity.WARNING))
        self.setVisible(bool(ordered))  # it may have been put away with the same problems
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
        self._title.setText(f"{self._where} {' ve '.join(counts)} var")
        for problem in ordered[:_MAX_LISTED]:
            self._column.addWidget(
                Link(problem.text, partial(self.problem_activated.emit, problem.field))
            )
        if any("(m." in problem.text for problem in ordered[:_MAX_LISTED]):
            self._column.addWidget(theme.label(ARTICLES, role="hint"))
        if len(ordered) > _MAX_LISTED:
            self._column.addWidget(theme.label(f"ve {len(ordered) - _MAX_LISTED} konu daha"))
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
        width = max(self.width() - tokens.SPACE_32 - tokens.SPACE_8, tokens.FIELD_S)
        height = max(self._column.heightForWidth(width), 0)
        self._area.setFixedHeight(min(height, tokens.SUMMARY))
