"""The task list's reminder to encrypt the workspace."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.case.tables import PERSON
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row


class EncryptionReminder(QFrame):
    """Suggests encryption from the first personal data on, until it is done or postponed."""

    encryption_requested = Signal()
    postponed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("card", "plain")
        self._later = button("Şimdi &değil", self._postpone)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2, theme.GRID) * 2)
        self._text = theme.label()
        column.addWidget(self._text)
        column.addWidget(
            horizontal_row(
                button("Çalışma alanını &şifrele…", self.encryption_requested.emit), self._later
            )
        )
        session.encryption.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the reminder only while it is due."""
        encryption = self._session.encryption
        required = self._session.settings.encryption == "required"
        self._text.setText(
            "Kurumunuz cevapların ve dosyaların (çalışma alanının) şifrelenmesini zorunlu tutuyor. "
            "Birkaç dakika sürer."
            if required
            else "Personel bilgileri bu bilgisayarda şifresiz duruyor. Cevaplarınızı ve "
            "dosyalarınızı (çalışma alanını) şifrelemenizi öneririz; birkaç dakika sürer."
        )
        self._later.setVisible(not required)
        due = required or (bool(self._session.answers.rows(PERSON)) and not encryption.is_postponed)
        self.setVisible(due and not encryption.is_on)

    def _postpone(self) -> None:
        self._session.encryption.postpone()
        self.postponed.emit()
