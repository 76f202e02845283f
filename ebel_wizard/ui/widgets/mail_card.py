"""A mail to the helpdesk, prepared for the officer's own mail program."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.exchange import mail
from ebel_wizard.exchange.mail import Mail, NotMailableError
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme, tokens
from ebel_wizard.ui.widgets.controls import Link, button
from ebel_wizard.ui.widgets.layout import flowing_row
from ebel_wizard.ui.widgets.saving import save_file

_NOT_OPENED: Final = "E-posta programı açılamadı; önce “Taslak e-postayı kaydet…” ile deneyin: "
_OR_COPY: Final = (
    "kaydettiğiniz taslağı açıp gönderin. Taslak açılmazsa “Metni kopyala” düğmesine basın, metni "
    "yeni bir e-postaya yapıştırın."
)
_OR_COPY_ALSO_FILES: Final = (
    "ekler taslaktadır. Taslak açılmazsa “Metni kopyala” düğmesine basın, metni yeni bir e-postaya "
    "yapıştırın, ekleri siz koyun."
)

MakeMail = Callable[[], Mail]
"""Makes the mail in a background thread; raises NotMailableError with a Turkish sentence."""


class MailCard(QFrame):
    """Passes the mail on as a draft with attachments, as a link, or through the clipboard.

    ``job`` is called in the window's thread and returns what makes the mail of that moment.
    """

    settings_requested = Signal(str)
    """Has the path of the setting to correct."""

    def __init__(
        self,
        session: Session,
        title: str,
        text: str,
        name: str,
        job: Callable[[], MakeMail],
        *,
        attaches: bool = False,
    ) -> None:
        super().__init__()
        self._session = session
        self._name = name
        self._job = job
        self._attaches = attaches
        self.setProperty("card", "plain")
        self._warning = Link("", lambda: self.settings_requested.emit("helpdesk_email"))
        self._phone = theme.label(role="hint")
        self._status = theme.label(tone="done")
        self._status.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_16,) * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(theme.label(title, role="group"))
        column.addWidget(theme.label(text))
        column.addWidget(self._warning)
        column.addWidget(self._phone)
        column.addWidget(
            flowing_row(
                button("&Taslak e-postayı kaydet…", self._save),
                button("&E-posta programında aç", self._open),
                button("&Metni kopyala", self._copy),
            )
        )
        hint = "Kaydettiğiniz taslağı açıp gönderin."
        if attaches:
            hint += (
                " Taslakta ekler hazırdır; “E-posta programında aç” derseniz ekleri siz koyarsınız."
            )
        column.addWidget(theme.label(hint, role="hint"))
        column.addWidget(self._status)
        self.refresh()

    def refresh(self) -> None:
        """Show the problems of the helpdesk's address, if any, and its telephone."""
        found = mail.check_address(self._session.settings.helpdesk_email)
        self._warning.set_text(" ".join(problem.text for problem in found))
        self._warning.setVisible(bool(found))
        phone = self._session.settings.helpdesk_phone
        theme.show_message(
            self._phone, f"Yardım masasının telefonu: {phone}" if phone else "", "hint"
        )

    def _save(self) -> None:
        make = self._job()
        save_file(
            self,
            self._session,
            self._name,
            "E-posta taslağı",
            lambda: make().draft(),
            self._show_status,
            refusals=(NotMailableError,),
        )

    def _open(self) -> None:
        def show(made: Mail) -> None:
            if QDesktopServices.openUrl(QUrl(made.link())):
                self._show_status("E-posta programınız açılıyor.", "done")
            else:
                self._show_status(
                    _NOT_OPENED + (_OR_COPY_ALSO_FILES if self._attaches else _OR_COPY),
                    "error",
                )

        self._run(show)

    def _copy(self) -> None:
        def copy(made: Mail) -> None:
            QGuiApplication.clipboard().setText(made.text())
            self._show_status("Metin kopyalandı; yeni bir e-postaya yapıştırın.", "done")

        self._run(copy)

    def _run(self, then: Callable[[Mail], None]) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, NotMailableError):
                raise error
            self._show_status(str(error), "error")

        self._show_status("Hazırlanıyor…", "hint")
        self._session.background_worker.run(self._job(), then, failed, receiver=self)

    def _show_status(self, text: str, tone: str) -> None:
        theme.show_message(self._status, text, tone)
