"""The rail: every place one can go to, always in sight; numbers alone on a small screen."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ebel_wizard.guide.model import Step
from ebel_wizard.guide.progress import Status
from ebel_wizard.ui.shell.home import MARKS, go_live_words
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.layout import clear_layout

HOME = "home"
REGISTER = "register"
SETTINGS = "settings"
HISTORY = "history"
_WIDE = theme.GRID * 29
_NARROW = theme.GRID * 8


class Rail(QScrollArea):
    """Jumps between places; shows how far each step is."""

    go = Signal(str)

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
            column.addWidget(self._button(place))
        self._steps = QVBoxLayout()
        self._steps.setSpacing(2)
        column.addLayout(self._steps)
        self.rebuild()
        column.addStretch()
        column.addWidget(self._foot)
        column.addWidget(self._button(SETTINGS))
        self.setWidget(inside)
        session.guide_changed.connect(self.rebuild)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(_WIDE)
        self.setAccessibleName("Adımlar")

    def rebuild(self) -> None:
        """A button for each step the guide has now."""
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
        self._word(HOME, "☰", "Görev listesi")
        self._word(REGISTER, "☷", "Personel ve birimler")
        self._word(SETTINGS, "⚙", "Ayarlar")
        for step in self._session.guide.steps:
            status = self._session.answers.state(step.id).status
            self._word(step.id, f"{MARKS[status]} {step.number}", step.title, step, status)
        self._foot.setText(go_live_words(self._session))
        self._foot.setVisible(not self._narrow)

    def show_place(self, place: str) -> None:
        """Mark the place one is at."""
        button = self._buttons.get(place)
        if button is not None:
            button.setChecked(True)
            self.ensureWidgetVisible(button)

    def set_narrow(self, narrow: bool) -> None:
        """Numbers alone, or numbers with titles."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.setFixedWidth(_NARROW if narrow else _WIDE)
            self.refresh()

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
        self.go.emit(place)

    def _word(
        self,
        place: str,
        mark: str,
        words: str,
        step: Step | None = None,
        status: Status | None = None,
    ) -> None:
        made = self._buttons[place]
        full = f"{step.number}. {step.title}" if step else words
        spoken = f"{full}, {status.label}" if status else full
        room = _WIDE - theme.GRID * 5
        text = mark if self._narrow else f"{mark}  {words}"
        bold = made.font()
        bold.setBold(True)  # as the place one is at is written
        made.setText(QFontMetrics(bold).elidedText(text, Qt.TextElideMode.ElideRight, room))
        made.setToolTip(spoken)
        made.setAccessibleName(spoken)
