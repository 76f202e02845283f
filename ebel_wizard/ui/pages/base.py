"""What every page of a step has in common."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.case import model, register, rules
from ebel_wizard.case.answers import Change
from ebel_wizard.case.field import Field
from ebel_wizard.case.rules import Problem
from ebel_wizard.case.tables import (
    ANSWER,
    CERTIFICATE,
    FILE,
    OFFICER,
    PERSON,
    STEP,
    TABLES,
    TABLES_OF_LISTS,
    TICK,
)
from ebel_wizard.documents.kind import DocumentKind
from ebel_wizard.guide.model import Step
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.panel import ListPanel
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Mark, Standing, of_parts
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.field_line import FieldLine
from ebel_wizard.ui.widgets.fields import FieldEditor, side_by_side
from ebel_wizard.ui.widgets.help_panel import HelpPanel, HelpSide
from ebel_wizard.ui.widgets.layout import ScrollArea, bring_into_sight

_CASE_TABLES: Final = (ANSWER, PERSON, OFFICER, CERTIFICATE, *TABLES_OF_LISTS.values(), FILE)
"""What the documents are made from: each of these answers may decide what is asked or wrong."""
IMPORT_LIST: Final = "register/import"
"""The place where a list of people is imported."""


class Page(QWidget):
    """A page of a step. It declares its name, its title and what it asks for and shows.

    A page that asks for answers follows all that the documents are made from, one that shows rows
    their tables; one that declares neither follows every change. Each follows its step's state.

    A blank page does not greet the officer with errors: that something is missing is said once the
    page was left, or when it was opened with answers already in it (``attempted``).
    """

    name: ClassVar[str] = ""
    """What the guide calls it."""
    title: ClassVar[str] = ""
    short: ClassVar[str] = ""
    """Its name in the rail and on Geri and Devam, where the title is too long for them."""
    purpose: ClassVar[str] = ""
    """What it is for, in one line under its title."""
    search_words: ClassVar[str] = ""
    """What else a search finds it by."""
    paths: ClassVar[tuple[str, ...]] = ()
    """Answers it asks for; a path stands for all below it."""
    tables: ClassVar[tuple[str, ...]] = ()
    """Tables it shows rows of."""
    is_optional: ClassVar[bool] = False
    """Whether a municipality may leave it out: nothing waits for it while it is empty."""
    in_sequence: ClassVar[bool] = True
    """Whether Geri and Devam lead to it, and a later start goes on there."""
    shows_other_pages: ClassVar[bool] = False
    """Whether its problems are about fields of other pages, to be mended there."""

    lists_problems: ClassVar[bool] = False
    """Whether all its problems stand on the page, so that the foot need not list them."""

    way_back: ClassVar[str] = ""
    """What the button is called that leads back here from there."""

    page_requested = Signal(str, str)
    """The name of another page of the step to be opened, and a field in it."""
    field_requested = Signal(str)
    """The path of a field to be mended, on whichever page asks for it."""
    settings_requested = Signal(str)
    """A field of the settings to be filled in."""
    place_requested = Signal(str)
    """A place outside of the step to be opened."""
    problems_changed = Signal()
    """Something besides the answers changed what is wrong here."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__()
        self.session = session
        self.step = step
        self.attempted = False

    @classmethod
    def asks_for(cls, path: str) -> bool:
        """Return whether this page asks for the answer at a path."""
        return any(path == own or path.startswith((f"{own}.", f"{own}[")) for own in cls.paths)

    @classmethod
    def has_answers(cls, session: Session) -> bool:
        """Return whether something that the page asks for is answered; what was emptied is not."""
        return any(
            cls.asks_for(path) and bool(str(row["value"]).strip())
            for path, row in session.answers.rows(ANSWER).items()
        )

    @classmethod
    def is_complete(cls, session: Session) -> bool:  # noqa: ARG003
        """Return whether nothing is left to do here, where no rule says what is missing."""
        return True

    @classmethod
    def progress(cls, session: Session) -> str:  # noqa: ARG003
        """Return how far the page's own work has come, for the task list; empty if none counts."""
        return ""

    @classmethod
    def errors(cls, session: Session) -> Sequence[Problem]:
        """Return what is wrong or missing in what the page asks for."""
        return [each for each in rules.errors(session.problems()) if cls.asks_for(each.field)]

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return how far the page has come, for the rail."""
        found = cls.errors(session)
        mark = Mark.OPTIONAL if cls.is_optional else Mark.OPEN
        if cls.has_answers(session):
            mark = Mark.DONE if not found and cls.is_complete(session) else Mark.HALF
        return Standing(mark, 0 if cls.shows_other_pages else len(cls.wrong(session)))

    @classmethod
    def wrong(cls, session: Session) -> list[Problem]:
        """Return what is wrong in its answers; what is only missing is left out."""
        return [each for each in cls.errors(session) if _is_answered(session, each.field)]

    def shows(self, change: Change) -> bool:
        """Return whether the page shows something that a change altered."""
        tables = (*self.tables, *(_CASE_TABLES if self.paths else ()))
        return not tables or any(
            edit.table in tables
            or (edit.table in {STEP, TICK} and edit.key.partition("/")[0] == self.step.id)
            for edit in change.edits
        )

    def on_shown(self) -> None:
        """Prepare for the officer; called each time the page is opened, before ``refresh``."""

    def refresh(self) -> None:
        """Show everything as it is now; called when the page is opened."""

    def follow(self, change: Change) -> None:
        """Show what a change altered; called while the page is in sight."""
        self.refresh()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field."""

    def focus_field(self, path: str) -> None:
        """Put the cursor where a problem is to be mended."""

    def found(self) -> list[Problem]:
        """Return what is wrong or missing in what the page asks for, to be shown now or later."""
        return [problem for problem in self.session.problems() if self.asks_for(problem.field)]

    def problems(self) -> list[Problem]:
        """Return this page's problems that are to be shown now."""
        return [
            problem
            for problem in self.found()
            if _is_answered(self.session, problem.field)
            or (self.attempted and not problem.field.startswith(tuple(self.new_rows())))
        ]

    def judged(self) -> list[Problem]:
        """Return those of the problems that may be shown while the officer types."""
        return self.problems()

    def new_rows(self) -> list[str]:
        """Return the paths of just-added rows; what they lack is not reported yet."""
        return []

    def aside(self) -> QWidget | None:
        """Return what Tab comes to after everything else, if there is something."""
        return None


class ListPage(Page):
    """A page around one list, whose panel finds and marks what is wrong.

    It is put in order (by the parts of ``order``) when the page is opened and not while somebody
    types in it, for a row must stay where it is.
    """

    order: ClassVar[tuple[str, ...]] = ()
    panel: ListPanel

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return how many rows of its first table were entered, or that there are some."""
        table = cls.tables[0]
        total = len(session.answers.rows(table))
        is_worklist = "entered" in TABLES[table].blank()
        return of_parts(register.entered(session.answers, table) if is_worklist else total, total)

    def on_shown(self) -> None:
        """Put the list in order."""
        self.panel.refresh()
        self.panel.table.apply_default_order(*self.order)

    def refresh(self) -> None:
        """Show every row as it is now, and what stands around the list."""
        self.panel.refresh()
        self.refresh_around()

    def follow(self, change: Change) -> None:
        """Show the rows that a change altered, and what stands around the list."""
        self.panel.refresh(change)
        self.refresh_around()

    def refresh_around(self) -> None:
        """Show what stands around the list as it is now."""

    def problems(self) -> list[Problem]:
        """Return what is wrong in what is filled in."""
        return self.panel.problems()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells."""
        self.panel.show_problems(problems)

    def focus_field(self, path: str) -> None:
        """Go to the cell of ``<row id>.<part>``."""
        self.panel.focus_field(path)


class SheetPage(Page):
    """A page that shows a document made from other pages' answers; nothing is asked here."""

    sheet: ClassVar[DocumentKind]
    lacking: ClassVar[str] = ""
    """What the officer reads while the answers make no such document."""

    def __init__(self, session: Session, step: Step) -> None:
        from ebel_wizard.ui.widgets.sheet_view import SheetView

        super().__init__(session, step)
        self._view = SheetView(session, self.sheet, self.lacking)
        scrolled_column(self, width=None, fill=True).addWidget(self._view, 1)

    @classmethod
    def standing(cls, session: Session, step: Step) -> Standing:  # noqa: ARG003
        """Return that nothing has to be done: the document is an aid."""
        return Standing(Mark.SHEET)

    def refresh(self) -> None:
        """Show the document as the answers make it now."""
        self._view.refresh()


class FormPage(Page):
    """A page that is one column of fields.

    Nothing is judged while one types. A page with ``words`` has a panel of help that follows the
    field one is at: beside the column where there is room, else under the field that asked for it.
    """

    words: ClassVar[tuple[str, ...]] = ()
    """The words of the glossary that its questions use."""

    def __init__(self, session: Session, step: Step, inside: QWidget | None = None) -> None:
        """``inside``: the part of the page that the column fills, if not all of it."""
        super().__init__(session, step)
        self.editors: list[FieldEditor] = []
        self._judged: list[Problem] = []
        self.column = scrolled_column(
            inside or self, width=tokens.COLUMN if self.words else tokens.READING_COLUMN
        )
        self.column.setSpacing(tokens.SPACE_12)
        self._help: HelpSide | None = None
        if self.words:
            area = self.findChild(QScrollArea)
            assert area is not None
            panel = HelpPanel(f"Yardım: {self.title}", self.words)
            self._help = HelpSide(panel, area, self.column, lambda: self.editors)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the column."""
        for widget in widgets:
            self.column.addWidget(widget)

    def ask(self, title: str, rows: Sequence[Field], *, copies: bool = False) -> QWidget:
        """Put a group of questions at the end of the column; the answer is its heading."""
        heading = self.head(title)
        self.add(*self.questions(rows, copies=copies))
        return heading

    def questions(
        self,
        rows: Sequence[Field],
        *,
        copies: bool = False,
        defaults: Mapping[str, str] | None = None,
    ) -> Iterator[QWidget]:
        """Yield the questions of a group, those that stand side by side as one; ``defaults`` are
        what is chosen as long as nothing else is, by path.
        """
        for beside in _side_by_side(rows):
            line = FieldLine() if len(beside) > 1 else None
            made = [
                FieldEditor(
                    row,
                    self.session,
                    self.step.id,
                    default=(defaults or {}).get(row.path, ""),
                    line=line,
                    copies=copies,
                )
                for row in beside
            ]
            self.follow_editors(made)
            self.editors += made
            yield made[0] if len(made) == 1 else side_by_side(made)

    def head(self, title: str) -> QWidget:
        """Put the heading of a group at the end of the column."""
        made = theme.label(title, role="group")
        self.add_group(made)
        return made

    def add_group(self, *widgets: QWidget) -> None:
        """Put what has a heading of its own at the end of the column, apart from what is above."""
        if self.column.count():
            self.column.addSpacing(tokens.GROUP_GAP - self.column.spacing())
        self.add(*widgets)

    def put(self, *editors: FieldEditor) -> None:
        """Put a question at the end of the column, or some that stand side by side."""
        self.follow_editors(editors)
        self.editors += editors
        self.add(editors[0] if len(editors) == 1 else side_by_side(editors))

    def follow_editors(self, editors: Sequence[FieldEditor]) -> None:
        """Judge these when they are left, and tell about them when they are asked about."""
        for editor in editors:
            editor.left.connect(self.problems_changed)
            if self._help is not None:
                self._help.offer(editor)

    def tell_about(self, part: QWidget, label: str, path: str) -> None:
        """Tell about a part of the page that is no answer's field, while the cursor is in it."""
        if self._help is not None:
            self._help.tell_about(part, label, path)

    def aside(self) -> QWidget | None:
        """Return the panel of help: Tab goes there after everything else."""
        return None if self._help is None else self._help.panel

    def on_shown(self) -> None:
        """Say no longer what was mended when the page was open before."""
        for editor in self.editors:
            editor.clear_note()

    def refresh(self) -> None:
        """Show answers and only the questions that apply."""
        case = self.session.case()
        for editor in self.editors:
            editor.refresh()
            editor.setVisible(editor.field.applies(case))

    def judged(self) -> list[Problem]:
        """Return the problems to be shown now: while one types, none that was not there before."""
        found = self.problems()
        if any(editor.is_being_typed() for editor in self.editors):
            found = [each for each in found if each in self._judged]
        self._judged = found
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem under its field."""
        for editor in self.editors:
            editor.show_problems([each for each in problems if each.field == editor.field.path])

    def focus_field(self, path: str) -> None:
        """Put the cursor into the field of a path, or the first one of a list or row there."""
        for editor in self.editors:
            if f"{editor.field.path}.".startswith((f"{path}.", f"{path}[")):
                editor.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                # The whole of the field: its label, and the line under it.
                bring_into_sight(editor.line, editor)
                return


def _side_by_side(rows: Sequence[Field]) -> Iterator[list[Field]]:
    """Yield the questions of each line: one, or some that stand side by side."""
    line: list[Field] = []
    for row in rows:
        if line and not row.beside:
            yield line
            line = []
        line.append(row)
    yield line


def entered_words(session: Session, table: str, what: str) -> str:
    """How much of a worklist was entered in e-Belediye; nothing where it is empty."""
    total, done = len(session.answers.rows(table)), register.entered(session.answers, table)
    return f"{numbers.shown(done)} / {numbers.shown(total)} {what} girildi" if total else ""


def scrolled_column(
    page: QWidget,
    *,
    width: int | None = tokens.READING_COLUMN,
    fill: bool = False,
) -> QVBoxLayout:
    """A scrolling column at a page's left, at most ``width`` wide; its widgets keep to the top.

    ``fill``: they share the whole height instead, and scroll only on a small screen.
    """
    # The limit is on the column and not on what is in it: a layout asks a widget how high it is
    # for the whole width, whatever the widget's own limit, and wrapped text would be cut off.
    inside, content = QWidget(), QWidget()
    across = QHBoxLayout(inside)
    above, below = (tokens.SPACE_4, tokens.SPACE_12) if fill else (tokens.SPACE_8, tokens.SPACE_24)
    right = tokens.SPACE_32 - tokens.SCROLL_BAR
    across.setContentsMargins(tokens.SPACE_32, above, right, below)
    across.addWidget(content, 1)
    if width is not None:
        theme.limit_width(content, width)
        across.addStretch(0)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_16)
    if not fill:
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(ScrollArea(inside))
    return column


def keep_above(page: QWidget, head: QWidget) -> None:
    """Let a head stay above the scrolling column of a page.

    It is the page's last part in the order of Tab: the cursor waits in the column.
    """
    head.setContentsMargins(tokens.SPACE_32, tokens.SPACE_16, tokens.SPACE_32, tokens.SPACE_8)
    outer = page.layout()
    assert isinstance(outer, QVBoxLayout)
    outer.insertWidget(0, head)


def _is_answered(session: Session, path: str) -> bool:
    try:
        return bool(model.value(session.case(), path))
    except KeyError:
        return bool(session.answers.answer(path).strip())
