"""The rail: every place of the window; icons and numbers on a small screen.

The steps scroll where there is no room for all of them; the other places are always in sight.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.guide.model import Guide, Step
from ebel_wizard.ui.shell.place_line import Entry
from ebel_wizard.ui.shell.place_list import PlaceList
from ebel_wizard.ui.shell.places import HOME, PEOPLE, REGISTER, SETTINGS, TITLES, UNITS, Place
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.layout import separator

_HEADING = "ADIMLAR"
_ICONS = {PEOPLE: "users", UNITS: "building-2"}
_REGISTER_LISTS = tuple(
    Entry(f"{REGISTER.name}/{name}", title, title, _ICONS[name]) for name, title in TITLES.items()
)


class Rail(QFrame):
    """A list of the places and steps, and the settings below; the step one is in is unfolded.

    It knows the steps by their titles alone until it is told how far each has come.
    """

    place_requested = Signal(str)

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self.setProperty("area", "rail")
        self.setFixedWidth(tokens.RAIL)
        self._head = PlaceList("Yerler")
        self._steps = PlaceList("Adımlar", scrolls=True)
        self._foot = PlaceList(SETTINGS.title)
        self._foot.show_entries([_entry(SETTINGS)])
        register = replace(_entry(REGISTER), inside=_REGISTER_LISTS)
        self._head.show_entries([_entry(HOME), register])
        self._steps.show_entries([titled(step) for step in guide.steps])
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
            each.place_requested.connect(self.place_requested)
            each.left.connect(partial(self._enter, at))

    def show_steps(self, entries: Sequence[Entry]) -> None:
        """Show how far every step has come, and what is in the one the officer is in."""
        self._steps.show_entries(entries)

    def show_place(self, place: str) -> None:
        """Mark the place the officer is at, and unfold the step around it."""
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


def titled(step: Step) -> Entry:
    """Return the line of a step of which nothing else is known yet."""
    number = str(step.number)
    return Entry(step.id, step.short, f"{number}. {step.short}", number=number)


def _entry(place: Place) -> Entry:
    return Entry(place.name, place.title, place.title, place.icon)
