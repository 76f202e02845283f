"""The line that takes the kurtarma kodu."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard import crypto
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.password import captioned
from ebel_wizard.ui.widgets.secret_line import SecretLine, Shown


class CodeField(QWidget):
    """Takes the kurtarma kodu, and shows it in groups as it is typed, to be compared with the
    paper's.
    """

    typed = Signal()
    """Letters came or went."""

    def __init__(self) -> None:
        super().__init__()
        self._line = SecretLine("Kurtarma kodu")
        self._shown = Shown(1.2)
        self.setFocusProxy(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (*captioned(self._line), self._shown):
            column.addWidget(part)
        self._line.typed.connect(lambda: self._shown.show_text(crypto.group_code(self.text())))
        self._line.typed.connect(self.typed)

    def text(self) -> str:
        """What was typed."""
        return self._line.text()

    def clear(self) -> None:
        """Begin anew."""
        self._line.setText("")
