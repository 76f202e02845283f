"""One step: its header with the status, its pages, what is wrong on the page, Geri and Devam."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.guide.model import Step
from ebel_wizard.guide.progress import Status
from ebel_wizard.ui.pages import page_asking_for, pages_of
from ebel_wizard.ui.pages.base import Page
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.choice_inputs import NoWheelComboBox
from ebel_wizard.ui.widgets.controls import Tabs, button
from ebel_wizard.ui.widgets.fields import ProblemSummary
from ebel_wizard.ui.widgets.layout import focus_first, focusable_widgets, horizontal_row, separator


class StepView(QWidget):
    """A step and its pages; a page is made when it is first opened."""

    page_opened = Signal(str)
    """The name of the page that was opened."""
    step_requested = Signal(int)
    """The step before (-1), by Geri on the first page, or after (+1), by Devam on the last."""
    settings_requested = Signal(str)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__()
        self.step = step
        self._session = session
        self._kinds = pages_of(step)
        self._pages: dict[str, Page] = {}
        self._tab_order: list[QWidget] = []
        self._status = NoWheelComboBox()
        self._status.setAccessibleName("Durum")
        for status in Status:
            self._status.addItem(status.label, status.value)
        self._status.activated.connect(lambda _: self._choose_status())
        self._tabs = Tabs("Adımın sayfaları")
        for kind in self._kinds:
            self._tabs.addTab(kind.title)
        self._tabs.currentChanged.connect(lambda at: self.open(self._kinds[at].name))
        self._summary = ProblemSummary()
        self._summary.problem_activated.connect(self._open_field)
        self._stack = QStackedWidget()
        self._back = button("&Geri", lambda: self._turn(-1))
        self._forward = button("&Devam", lambda: self._turn(1), primary=True)
        self._build()

    def open(self, name: str, field: str = "") -> None:
        """Show a page, and put the cursor into one of its fields."""
        self._session.flush()
        kind = next((each for each in self._kinds if each.name == name), self._kinds[0])
        left = self._current()
        if left is not None and left.name != kind.name:
            left.attempted = True
        page = self._page(kind)
        if field:
            page.attempted = True
        self._stack.setCurrentWidget(page)
        self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(self._kinds.index(kind))
        self._tabs.blockSignals(False)
        page.on_shown()
        self.refresh()
        if field:
            page.focus_field(field)
        elif not self._tabs.hasFocus():  # one goes through the tabs with the arrows
            focus_first(page)
        self.page_opened.emit(kind.name)

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

    def _refresh_around(self, page: Page) -> None:
        """Show the step's status and what is wrong on the page."""
        state = self._session.answers.state(self.step.id)
        self._status.setCurrentIndex(self._status.findData(state.status.value))
        problems = page.problems()
        page.show_problems(problems)
        self._summary.show_problems(problems)
        self._order_tabs(page)

    def _order_tabs(self, page: Page) -> None:
        """Let Tab go down the page as the eye does, and from its last field to Devam."""
        parts: list[QWidget] = [self._status, self._tabs]
        parts += [
            *focusable_widgets(self._summary),
            *focusable_widgets(page),
            self._forward,
            self._back,
        ]
        if parts != self._tab_order:
            self._tab_order = parts
            for before, after in pairwise(parts):
                QWidget.setTabOrder(before, after)

    def set_step(self, step: Step) -> None:
        """Show the step in other words; pages out of sight are made anew when they are opened."""
        if step == self.step:
            return
        self.step = step
        self._show_title()
        here = self._current()
        for name, page in list(self._pages.items()):
            if page is not here:
                self._stack.removeWidget(self._pages.pop(name))
                page.deleteLater()

    def _show_title(self) -> None:
        self._head.setText(f"{self.step.number} · {self.step.title}")
        self._who.setText(f"Sorumlu: {self.step.responsible.label}")

    def page_name(self) -> str:
        """Return the name of the page in sight."""
        page = self._current()
        return page.name if page is not None else self._kinds[0].name

    def _build(self) -> None:
        self._head = theme.label(scale=1.45, bold=True)
        self._who = theme.label(tone_name="hint")
        self._who.setWordWrap(False)
        self._show_title()
        caption = theme.label("D&urum:", tone_name="hint")
        caption.setWordWrap(False)
        caption.setBuddy(self._status)
        top = QWidget()
        inside = QVBoxLayout(top)
        inside.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, 0)
        inside.setSpacing(theme.GRID)
        inside.addWidget(self._head)
        inside.addWidget(horizontal_row(self._who, caption, self._status))
        inside.addWidget(self._tabs)
        self._tabs.setVisible(len(self._kinds) > 1)
        inside.addWidget(self._summary)
        line = separator(horizontal=True)
        foot = horizontal_row(self._back, stretch=True)
        layout = foot.layout()
        if layout is not None:
            layout.addWidget(self._forward)
            layout.setContentsMargins(theme.GRID * 3, theme.GRID, theme.GRID * 3, theme.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._stack, 1)
        column.addWidget(line)
        column.addWidget(foot)

    def _page(self, kind: type[Page]) -> Page:
        if kind.name not in self._pages:
            page = kind(self._session, self.step)
            page.attempted = page.attempted or kind.has_answers(self._session)
            page.page_requested.connect(self.open)
            page.field_requested.connect(self._open_field)
            page.settings_requested.connect(self.settings_requested)
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
            self.settings_requested.emit(path)
        else:
            self.open(kind.name, path)

    def _turn(self, by: int) -> None:
        at = self._tabs.currentIndex() + by
        if 0 <= at < len(self._kinds):
            self.open(self._kinds[at].name)
        else:
            page = self._current()
            if page is not None:
                page.attempted = True
            self.step_requested.emit(by)

    def _choose_status(self) -> None:
        chosen = Status(self._status.currentData())
        self._session.set_state(
            self.step.id,
            lambda state: replace(state, status=chosen),
            f"Durum: {chosen.label}",
        )
