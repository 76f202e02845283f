"""One step: the title of its page, the page, and the foot that leads to the next one."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.pages import name_of, page_asking_for, pages_of
from ebel_wizard.ui.pages.base import Page
from ebel_wizard.ui.shell.footer import Footer
from ebel_wizard.ui.shell.places import HOME
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.layout import (
    filled_by,
    focus_first,
    focusable_widgets,
    order_tabs,
)


class StepView(QWidget):
    """A step and its pages; a page is made when it is first opened."""

    page_opened = Signal(str)
    """The name of the page that was opened."""
    place_requested = Signal(str)
    """The step before, by Geri on the first page, or after, by Devam on the last."""
    settings_requested = Signal(str)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__()
        self.step = step
        self._session = session
        self._kinds = pages_of(step)
        self._pages: dict[str, Page] = {}
        self._tab_order: list[QWidget] = []
        self._title = theme.label(role="page-title")
        self._purpose = theme.label(role="secondary")
        self._where = theme.label(role="secondary")
        self._where.setWordWrap(False)
        self._stack = QStackedWidget()
        self._content = filled_by(self._stack)
        self._foot = Footer(self._content)
        self._foot.turned.connect(self.turn)
        self._foot.problem_activated.connect(self._open_field)
        self._came_from = ""
        self._foot.return_requested.connect(lambda: self.open(self._came_from))
        self._build()

    def open(self, name: str, field: str = "") -> None:
        """Show a page, and put the cursor into one of its fields."""
        self._session.flush()
        kind = next((each for each in self._kinds if each.name == name), self._kinds[0])
        left = self._current()
        if left is not None and left.name != kind.name:
            left.attempted = True
            self._foot.close_list()
            self._foot.offer_return("")
        page = self._page(kind)
        if field:
            page.attempted = True
        self._stack.setCurrentWidget(page)
        self._show_head(kind)
        page.on_shown()
        self.refresh()
        if field:
            page.focus_field(field)
        focus_first(page, otherwise=self._foot.forward, besides=page.aside())
        self.page_opened.emit(kind.name)

    def turn(self, by: int) -> None:
        """Go to the page before or after, or to the step before or after."""
        kind = self._beside(self._at(), by)
        if kind is not None:
            self.open(kind.name)
        else:
            page = self._current()
            if page is not None:
                page.attempted = True
            self.place_requested.emit(self._neighbour(by)[0])

    def refresh(self) -> None:
        """Show the page in sight as everything is now."""
        page = self._current()
        if page is not None and self.isVisibleTo(self.window()):
            page.refresh()
            self._refresh_around(page)

    def follow(self, change: Change) -> None:
        """Show what a change altered; pages out of sight are refreshed when they are opened."""
        page = self._current()
        if page is not None and page.shows(change):
            page.follow(change)
            self._refresh_around(page)

    def set_step(self, step: Step) -> None:
        """Show the step in other words; pages out of sight are made anew when they are opened."""
        if step == self.step:
            return
        self.step = step
        self.drop_pages()
        here = self._current()
        if here is not None:
            self._show_head(type(here))

    def drop_pages(self) -> None:
        """Delete the pages out of sight; each is made anew when it is opened."""
        here = self._current()
        for name, page in list(self._pages.items()):
            if page is not here:
                self._stack.removeWidget(self._pages.pop(name))
                page.deleteLater()
                QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    def page_name(self) -> str:
        """Return the name of the page in sight."""
        return self._kinds[self._at()].name

    def page_to_resume(self) -> str:
        """Return the name of the page to be shown when the step is opened again."""
        here = self._kinds[self._at()]
        return (here if here.in_sequence else self._kinds[0]).name

    def page_title(self) -> str:
        """Return the title of the page in sight."""
        return self._kinds[self._at()].title

    def heard(self) -> str:
        """Return what is said aloud of the page in sight when the officer comes to it."""
        return f"{self.page_title()}, {self._where.text()}"

    def _refresh_around(self, page: Page) -> None:
        """Show what is wrong on the page."""
        problems = page.judged()
        page.show_problems(problems)
        self._foot.show_problems(problems, lists=not page.lists_problems)
        self._order_tabs(page)

    def _order_tabs(self, page: Page) -> None:
        """Let Tab go down the page as the eye does, and from its last field to Devam.

        A button under a field comes and goes while one types, so Tab comes to it after Devam: what
        is typed into the next field never goes to it.
        """
        aside = page.aside()
        last = focusable_widgets(aside) if aside is not None else []
        own = [each for each in focusable_widgets(page) if each not in last]
        under_fields = [each for each in own if each.property("kind") == "inline"]
        first = [each for each in own if each not in under_fields]
        parts = [*first, *self._foot.focusable(), *under_fields, *last]
        if parts != self._tab_order:
            self._tab_order = parts
            order_tabs(parts)

    def _show_head(self, kind: type[Page]) -> None:
        at = self._kinds.index(kind)
        self._title.setText(kind.title)
        self._purpose.setText(kind.purpose)
        self._purpose.setVisible(bool(kind.purpose))
        optional = " · isteğe bağlı" if kind.is_optional else ""
        numbered = [each for each in self._kinds if each.in_sequence]
        count = f" · {numbered.index(kind) + 1} / {len(numbered)}" if kind in numbered else ""
        self._where.setText(f"{self._name(self.step)}{count}{optional}")
        before, after = self._beside(at, -1), self._beside(at, 1)
        self._foot.show_neighbours(
            name_of(self.step, before) if before else self._neighbour(-1)[1],
            name_of(self.step, after) if after else self._neighbour(1)[1],
        )

    def _beside(self, at: int, by: int) -> type[Page] | None:
        """Return the page that Geri or Devam leads to; None where that is another step."""
        beside = self._kinds[at + 1 :] if by > 0 else self._kinds[:at][::-1]
        return next((each for each in beside if each.in_sequence), None)

    def _neighbour(self, by: int) -> tuple[str, str]:
        """Return the place and the name of the step before or after, or of the task list."""
        steps = self._session.guide.steps
        at = [each.id for each in steps].index(self.step.id) + by
        if 0 <= at < len(steps):
            return steps[at].id, self._name(steps[at])
        return HOME.name, HOME.title

    def _name(self, step: Step) -> str:
        return f"{step.number}. {step.short}"

    def _at(self) -> int:
        page = self._current()
        return self._kinds.index(type(page)) if page is not None else 0

    def _build(self) -> None:
        head = QWidget()
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_4)
        words.addWidget(self._title)
        words.addWidget(self._purpose)
        across = QHBoxLayout(head)
        across.setContentsMargins(tokens.SPACE_32, tokens.SPACE_16, tokens.SPACE_32, tokens.SPACE_8)
        across.setSpacing(tokens.SPACE_16)
        across.addLayout(words, 1)
        across.addWidget(self._where, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._content, 1)
        column.addWidget(self._foot)

    def _page(self, kind: type[Page]) -> Page:
        if kind.name not in self._pages:
            page = kind(self._session, self.step)
            page.attempted = page.attempted or kind.has_answers(self._session)
            page.page_requested.connect(self.open)
            page.field_requested.connect(self._open_field)
            page.settings_requested.connect(self._open_setting)
            page.place_requested.connect(self.place_requested)
            page.problems_changed.connect(self.refresh)
            self._stack.addWidget(page)
            self._pages[kind.name] = page
        return self._pages[kind.name]

    def _current(self) -> Page | None:
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def _open_field(self, path: str) -> None:
        """Go to a field, on whichever page asks for it; what no page asks for is a setting."""
        page = self._current()
        if page is None:
            return
        if not page.shows_other_pages:
            page.focus_field(path)
            return
        kind = page_asking_for(self.step, path)
        if kind is None or kind.shows_other_pages:
            self._open_setting(path)
        else:
            self.open(kind.name, path)
            self._came_from = page.name
            self._foot.offer_return(page.way_back)

    def _open_setting(self, path: str) -> None:
        """Go to a setting, and offer the way back to the page that led there."""
        page = self._current()
        self.settings_requested.emit(path)
        if page is not None:
            here = partial(self.place_requested.emit, f"{self.step.id}/{page.name}")
            words = page.way_back or f"“{page.title}” sayfasına dön"
            self._session.notify("Bu soru Ayarlar sayfasındadır.", (words, here))
