"""The rail: every place of the window; icons and numbers on a small screen.

The steps scroll where there is no room for all of them; the other places are always in sight.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.case.answers import Change
from ebel_wizard.guide.plan import PlanRow
from ebel_wizard.ui.pages import name_of, pages_of, standing_of, wrong_answers
from ebel_wizard.ui.shell.place_line import Entry
from ebel_wizard.ui.shell.place_list import PlaceList
from ebel_wizard.ui.shell.places import HOME, REGISTER, SETTINGS, Place
from ebel_wizard.ui.shell.register import PEOPLE, TITLES, UNITS
from ebel_wizard.ui.shell.schedule import plan_now
from ebel_wizard.ui.state import standing
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Standing
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.layout import separator

_HEADING = "ADIMLAR"
_ICONS = {PEOPLE: "users", UNITS: "building-2"}
_REGISTER_LISTS = tuple(
    Entry(f"{REGISTER.name}/{name}", title, title, _ICONS[name]) for name, title in TITLES.items()
)


class Rail(QFrame):
    """A list of the places and steps, and the settings below; the step one is in is unfolded."""

    place_requested = Signal(str)
    field_requested = Signal(str)
    """The path of a wrong answer, by the step beside which its red sign stands."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._here = ""
        self.setProperty("area", "rail")
        self.setFixedWidth(tokens.RAIL)
        self._head = PlaceList("Yerler")
        self._steps = PlaceList("Adımlar", scrolls=True)
        self._foot = PlaceList(SETTINGS.title)
        self._foot.show_entries([_entry(SETTINGS)])
        self._heading = theme.label(_HEADING, role="hint")
        self._heading.setContentsMargins(
            tokens.SPACE_16 + tokens.SPACE_4, tokens.SPACE_8, 0, tokens.SPACE_8
        )
        self._line = separator(horizontal=True)
        self._line.hide()
        self._more = separator(horizontal=True)
        kept = self._more.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._more.setSizePolicy(kept)
        bar = self._steps.verticalScrollBar()
        bar.valueChanged.connect(self._show_more)
        bar.rangeChanged.connect(self._show_more)
        self._lists = (self._head, self._steps, self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, tokens.SPACE_12)
        column.setSpacing(0)
        for above in (self._head, self._heading, self._line):
            column.addWidget(above)
        column.addWidget(self._steps, 1)
        column.addWidget(self._more)
        column.addSpacing(tokens.SPACE_8)
        column.addWidget(self._foot)
        for at, each in enumerate(self._lists):
            each.place_requested.connect(self._ask)
            each.left.connect(partial(self._enter, at))
        session.guide_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show how far every step has come, and each page of the step one is in."""
        rows = plan_now(self._session).rows
        register = replace(_entry(REGISTER), inside=_REGISTER_LISTS)
        self._head.show_entries([_entry(HOME), register])
        self._steps.show_entries([*map(self._step, rows)])

    def follow(self, _: Change) -> None:
        """Show what a change altered: it may touch any step."""
        self.refresh()

    def show_place(self, place: str) -> None:
        """Mark the place the officer is at, and unfold the step around it."""
        self._here = place
        self.refresh()
        for each in self._lists:
            each.show_place(place)

    def here(self) -> str:
        """Return the place the officer is at; empty if the rail does not have it."""
        return next(filter(None, (each.here() for each in self._lists)), "")

    def set_narrow(self, is_narrow: bool) -> None:
        """Show icons and numbers alone, or titles too."""
        wide = self._lists[0].narrow_width() if is_narrow else tokens.RAIL
        self.setFixedWidth(wide)
        for each in self._lists:
            each.set_narrow(is_narrow)
        self._heading.setVisible(not is_narrow)
        self._line.setVisible(is_narrow)

    def _show_more(self) -> None:
        """Draw a line over the settings while steps go on under there."""
        bar = self._steps.verticalScrollBar()
        self._more.setVisible(bar.value() < bar.maximum())

    def _enter(self, at: int, by: int) -> None:
        """Let the arrows go on from one list to the next."""
        if 0 <= at + by < len(self._lists):
            self._lists[at + by].enter(by)

    def _step(self, row: PlanRow) -> Entry:
        step = row.step
        made = standing.of_step(row, len(wrong_answers(self._session, step)))
        inside = []
        is_here = self._here.partition("/")[0] == step.id
        for at, page in enumerate(pages_of(step), 1):
            # Only what is unfolded is seen; a long list takes time to be counted.
            state = standing_of(self._session, step, page) if is_here else None
            place = f"{step.id}/{page.name}"
            inside.append(_page(place, name_of(step, page), str(at), state))
        return Entry(
            step.id,
            step.short,
            f"{step.number}. {step.short}, {made.words}",
            made.icon,
            made.role,
            str(step.number),
            problems=0 if is_here else made.problems,
            inside=tuple(inside),
        )

    def _ask(self, place: str) -> None:
        """Ask for a place; for the first wrong answer where the place has the red sign of one."""
        step = next((each for each in self._session.guide.steps if each.id == place), None)
        is_here = self._here.partition("/")[0] == place
        wrong = wrong_answers(self._session, step) if step is not None and not is_here else []
        if wrong:
            self.field_requested.emit(wrong[0].field)
        else:
            self.place_requested.emit(place)


def _entry(place: Place) -> Entry:
    return Entry(place.name, place.title, place.title, place.icon)


def _page(place: str, name: str, number: str, state: Standing | None) -> Entry:
    if state is None:
        return Entry(place, name, name, narrow=number)
    words = ", ".join(filter(None, (name, state.words)))
    return Entry(place, name, words, state.icon, state.role, narrow=number, problems=state.problems)
