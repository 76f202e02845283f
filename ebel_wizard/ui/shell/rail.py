"""The rail: every place of the window, always in sight; numbers alone on a small screen."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.case.answers import Change
from ebel_wizard.case.tables import STEP
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.shell.home import GO_LIVE_PATH, MARKS, go_live_words
from ebel_wizard.ui.shell.places import HOME, REGISTER, SETTINGS
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import clear_layout

_WIDE = theme.GRID * 29
_NARROW = theme.GRID * 8


class Rail(QScrollArea):
    """A button for each place and step; shows how far each step is."""

    place_requested = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._narrow = False
        self._buttons: dict[str, QPushButton] = {}
        self._shown: list[str] = []
        self._group = QButtonGroup(self)
        self._foot = theme.label(tone_name="hint")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(theme.GRID,) * 4)
        column.setSpacing(2)
        for place in (HOME, REGISTER):
            column.addWidget(self._button(place.name))
        self._steps = QVBoxLayout()
        self._steps.setSpacing(2)
        column.addLayout(self._steps)
        self._rebuild()
        column.addStretch()
        column.addWidget(self._foot)
        column.addWidget(self._button(SETTINGS.name))
        self.setWidget(inside)
        session.guide_changed.connect(self._rebuild)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(_WIDE)
        self.setAccessibleName("Adımlar")

    def _rebuild(self) -> None:
        """Make a button for each step the guide has now."""
        wanted = [step.id for step in self._session.guide.steps]
        if wanted == self._shown:
            return
        for place in self._shown:
            self._group.removeButton(self._buttons.pop(place))
        clear_layout(self._steps)
        self._shown = wanted
        for place in wanted:
            self._steps.addWidget(self._button(place))

    def refresh(self) -> None:
        """Show each step's mark and the days left."""
        for place in (HOME, REGISTER, SETTINGS):
            self._label(place.name, place.mark, place.title, place.title)
        for step in self._session.guide.steps:
            self._label_step(step)
        self._show_days()
        self._foot.setVisible(not self._narrow)

    def follow(self, change: Change) -> None:
        """Show what a change altered: a step's status, or the day of the move."""
        for edit in change.edits:
            if edit.table == STEP and edit.key in self._shown:
                self._label_step(self._session.guide.step(edit.key))
            elif edit.key == GO_LIVE_PATH:
                self._show_days()

    def show_place(self, place: str) -> None:
        """Mark the place the officer is at; the days left are counted anew."""
        self._show_days()
        button = self._buttons.get(place)
        if button is not None:
            button.setChecked(True)
            self.ensureWidgetVisible(button)

    def set_narrow(self, narrow: bool) -> None:
        """Show numbers alone, or numbers with titles."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.setFixedWidth(_NARROW if narrow else _WIDE)
            self.refresh()

    def _show_days(self) -> None:
        self._foot.setText(go_live_words(self._session))

    def _button(self, place: str) -> QPushButton:
        made = QPushButton()
        made.setProperty("rail", "true")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.clicked.connect(partial(self._clicked, place))
        self._group.addButton(made)
        self._buttons[place] = made
        return made

    def _clicked(self, place: str, _: object = None) -> None:
        self.place_requested.emit(place)

    def _label_step(self, step: Step) -> None:
        status = self._session.answers.state(step.id).status
        spoken = f"{step.number}. {step.title}, {status.label}"
        self._label(step.id, f"{MARKS[status]} {step.number}", step.title, spoken)

    def _label(self, place: str, mark: str, title: str, spoken: str) -> None:
        made = self._buttons[place]
        room = _WIDE - theme.GRID * 5
        text = mark if self._narrow else f"{mark}  {title}"
        bold = made.font()
        bold.setBold(True)  # as the button of the place the officer is at
        made.setText(QFontMetrics(bold).elidedText(text, Qt.TextElideMode.ElideRight, room))
        made.setToolTip(spoken)
        made.setAccessibleName(spoken)
