"""The officer's correction of what each column of a list is."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from ebel_wizard.case import row_fields
from ebel_wizard.people_import.headings import ColumnMap
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.choice_inputs import NoWheelComboBox

_NO_COLUMN: Final = -1
_BOXES_ACROSS: Final = 3


class ColumnMapEditor(QWidget):
    """A combo box of columns for each field of a person, and which name comes first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {
            field.path: combo_box(f"Sütun: {field.label}") for field in row_fields.PERSON
        }
        self._surname_first = QCheckBox("Bu sütunda önce soyadı yazıyor")
        self._surname_first.toggled.connect(self.changed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE_16)
        grid.setVerticalSpacing(tokens.SPACE_4)
        for n, field in enumerate(row_fields.PERSON):
            box = self._boxes[field.path]
            box.activated.connect(self.changed)
            caption = theme.label(field.label, role="hint")
            caption.setBuddy(box)
            at, across = divmod(n, _BOXES_ACROSS)
            grid.addWidget(caption, 2 * at, across)
            grid.addWidget(box, 2 * at + 1, across)
            grid.setColumnStretch(across, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        hint = "Listede hangi bilgi hangi sütunda? Yanlışsa düzeltin; aşağıdaki satırlar ona uyar."
        column.addWidget(theme.label(hint, role="hint"))
        column.addLayout(grid)
        column.addWidget(self._surname_first)

    def show_columns(self, columns: ColumnMap) -> None:
        """Show the columns of a list."""
        for path, box in self._boxes.items():
            box.clear()
            box.addItem("— listede yok —", _NO_COLUMN)
            for at, heading in enumerate(columns.headings):
                box.addItem(heading, at)
            box.setCurrentIndex(box.findData(columns.columns.get(path, _NO_COLUMN)))
        self._set_surname_first(columns.surname_first)
        self._surname_first.setVisible(
            "name" in columns.columns and columns.columns["name"] == columns.columns.get("surname")
        )

    def corrected(self, columns: ColumnMap) -> ColumnMap:
        """Return the columns of a list as the officer chose them."""
        chosen = {path: box.currentData() for path, box in self._boxes.items()}
        found = {path: at for path, at in chosen.items() if at != _NO_COLUMN}
        if found.get("surname") != found.get("name"):
            self._set_surname_first(False)
        unsure = {field: each for field, each in columns.unsure.items() if field not in found}
        return replace(
            columns,
            columns=found,
            surname_first=self._surname_first.isChecked(),
            unsure=unsure,
            middle=columns.middle if columns.middle not in found.values() else -1,
        )

    def _set_surname_first(self, is_first: bool) -> None:
        with QSignalBlocker(self._surname_first):  # the officer has changed nothing
            self._surname_first.setChecked(is_first)


def combo_box(name: str) -> NoWheelComboBox:
    """Return a combo box of a fixed width, whatever its entries."""
    made = NoWheelComboBox()
    made.setAccessibleName(name)
    made.setMinimumHeight(tokens.CONTROL)
    made.setSizeAdjustPolicy(NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(18)
    return made
