"""What every page of a step has in common."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.case import fields, model, register
from ebel_wizard.case.rules import Problem
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import FieldEditor


class Page(QWidget):
    """A page of a step. It declares its name, title and the answers it asks for.

    A blank page does not greet the officer with errors: that something is missing is said once the
    page was left, or when it was opened with answers already in it (``attempted``).
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    words: ClassVar[str] = ""
    """What else a search finds it by."""
    paths: ClassVar[tuple[str, ...]] = ()

    go = Signal(str, str)
    """Ask for another page, and a field in it."""
    problems_changed = Signal()
    """Something besides the answers changed what is wrong here."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__()
        self.session = session
        self.step = step
        self.attempted = False

    @classmethod
    def owns(cls, path: str) -> bool:
        """Whether this page asks for the answer at a path."""
        return any(path == own or path.startswith((f"{own}.", f"{own}[")) for own in cls.paths)

    @classmethod
    def progress(cls, session: Session) -> str:  # noqa: ARG003
        """How far the page's own work has come, for the task list; nothing where none counts."""
        return ""

    def opened(self) -> None:
        """Called each time the officer comes to the page, before ``refresh``."""

    def refresh(self) -> None:
        """Show the answers as they are now; called when the page is opened and on each change."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field."""

    def focus_field(self, path: str) -> None:
        """Put the cursor where a problem is to be mended."""

    def problems(self) -> list[Problem]:
        """This page's problems that are to be shown now."""
        case = self.session.case()
        own = [problem for problem in self.session.problems() if self.owns(problem.field)]
        return [
            problem
            for problem in own
            if _answered(case, problem.field)
            or (self.attempted and not problem.field.startswith(tuple(self.fresh())))
        ]

    def fresh(self) -> list[str]:
        """Paths of rows that were only just added; what they lack is not said yet."""
        return []


class ListPage(Page):
    """A page around one list, whose panel finds and marks what is wrong.

    It is put in order (by the parts of ``order``) when the page is opened and not while somebody
    types in it, for a row must stay where it is.
    """

    order: ClassVar[tuple[str, ...]] = ()
    panel: ListPanel

    def opened(self) -> None:
        """Put the list in order."""
        self.panel.refresh()
        self.panel.table.apply_default_order(*self.order)

    def problems(self) -> list[Problem]:
        """What is wrong in what is filled in."""
        return self.panel.problems()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells."""
        self.panel.show_problems(problems)

    def focus_field(self, path: str) -> None:
        """Go to the cell of ``<row id>.<part>``."""
        self.panel.focus_field(path)


class FormPage(Page):
    """A page that is one column of fields."""

    def __init__(self, session: Session, step: Step, inside: QWidget | None = None) -> None:
        """``inside``: the part of the page that the column fills, if not all of it."""
        super().__init__(session, step)
        self.editors: list[FieldEditor] = []
        self.column = scrolled_column(inside or self)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the column."""
        for widget in widgets:
            self.column.addWidget(widget)

    def ask(self, title: str, rows: Sequence[fields.Field], *, copies: bool = False) -> QWidget:
        """Put a group of questions at the end of the column; the answer is its heading."""
        heading = theme.label(title, scale=1.15, bold=True)
        self.add(heading)
        for row in rows:
            editor = FieldEditor(row, self.session, self.step.id, copies=copies)
            self.editors.append(editor)
            self.add(editor)
        return heading

    def refresh(self) -> None:
        """Show answers and only the questions that apply."""
        case = self.session.case()
        for editor in self.editors:
            editor.refresh()
            editor.setVisible(editor.field.applies(case))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem under its field."""
        for editor in self.editors:
            editor.show_problems([each for each in problems if each.field == editor.field.path])

    def focus_field(self, path: str) -> None:
        """Put the cursor into the field of a path, or the first one of a list or row there."""
        for editor in self.editors:
            if f"{editor.field.path}.".startswith((f"{path}.", f"{path}[")):
                editor.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                area = self.findChild(QScrollArea)
                if area is not None:
                    area.ensureWidgetVisible(editor)
                return


def entered_words(session: Session, table: str, what: str) -> str:
    """How much of a worklist was entered in e-Belediye; nothing where it is empty."""
    total, done = len(session.answers.rows(table)), register.entered(session.answers, table)
    return f"{numbers.shown(done)} / {numbers.shown(total)} {what} girildi" if total else ""


def scrolled_column(
    page: QWidget, *, width: int | None = theme.COLUMN, fill: bool = False
) -> QVBoxLayout:
    """A scrolling column at a page's left, at most ``width`` wide; its widgets keep to the top.

    ``fill``: they share the whole height instead, and scroll only on a small screen.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # The limit is on the column and not on what is in it: a layout asks a widget how high it is
    # for the whole width, whatever the widget's own limit, and wrapped text would be cut off.
    inside, content = QWidget(), QWidget()
    across = QHBoxLayout(inside)
    across.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, theme.GRID * 3)
    across.addWidget(content, 1)
    if width is not None:
        content.setMaximumWidth(width)
        across.addStretch(0)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID * 2)
    if not fill:
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
    area.setWidget(inside)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    return column


def _answered(case: model.Case, path: str) -> bool:
    try:
        return bool(model.value(case, path))
    except KeyError:
        return False
