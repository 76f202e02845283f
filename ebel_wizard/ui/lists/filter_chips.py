"""Chips that choose which rows a list shows, each with the number of its rows."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ebel_wizard.turkish import numbers
from ebel_wizard.ui.widgets.flow_layout import FlowLayout


class FilterChips(QWidget):
    """One chip a state; one of them is chosen."""

    chosen = Signal(str)
    """Has the state the officer chose."""

    def __init__(self, name: str, states: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        flow = FlowLayout(self)
        group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self._is_again = False
        for state in states:
            chip = QPushButton(state)
            chip.setProperty("kind", "chip")
            chip.setAccessibleDescription(name)
            chip.setCheckable(True)
            chip.setChecked(state == states[0])
            # A screen reader chooses one without clicking it; clicked again, it lists anew.
            chip.toggled.connect(partial(self._choose, state))
            chip.pressed.connect(partial(self._on_pressed, chip))
            chip.clicked.connect(lambda _, again=state: self._choose(again, self._is_again))
            group.addButton(chip)
            flow.addWidget(chip)
            self._chips[state] = chip

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows each of these states has."""
        for state, count in counts.items():
            self._chips[state].setText(f"{state} {numbers.shown(count)}")

    def show_chosen(self, state: str) -> None:
        """Show which state is chosen."""
        with QSignalBlocker(self):  # who shows it knows it
            self._chips[state].setChecked(True)

    def _on_pressed(self, chip: QPushButton) -> None:
        self._is_again = chip.isChecked()

    def _choose(self, state: str, is_chosen: bool) -> None:
        if is_chosen:
            self.chosen.emit(state)
