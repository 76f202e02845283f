"""The field of the kurtarma kodu."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard import crypto
from ebel_wizard.ui.widgets import tokens
from ebel_wizard.ui.widgets.form_dialog import with_caption
from ebel_wizard.ui.widgets.secret_line import PaintedSecret, SecretLine


class RecoveryCodeField(QWidget):
    """Takes the kurtarma kodu and paints it in groups, to be compared with the paper's."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = SecretLine("Kurtarma kodu")
        self._painted = PaintedSecret(1.2)
        self.setFocusProxy(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for part in (with_caption(self._line), self._painted):
            column.addWidget(part)
        self._line.edited.connect(lambda: self._painted.show_text(crypto.group_code(self.text())))
        self._line.edited.connect(self.edited)

    def text(self) -> str:
        """Return what was typed."""
        return self._line.text()

    def clear(self) -> None:
        """Empty the field."""
        self._line.setText("")
