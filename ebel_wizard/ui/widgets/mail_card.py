"""A mail to the helpdesk, to be taken over into the officer's own mail program."""

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ebel_wizard.exchange import mail
from ebel_wizard.exchange.mail import Mail, NotMailableError
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.fields import Link, button, row
from ebel_wizard.ui.widgets.saving import save_file

Make = Callable[[], Mail]
"""Makes the mail, outside the window's thread; raises NotMailableError with words to be told."""


class MailCard(QFrame):
    """Three ways to the mail program: a draft with its attachments, a link, and the clipboard.

    ``job`` is asked on the window's thread for what makes the mail as things stand then.
    """

    settings = Signal(str)

    def __init__(
        self,
        session: Session,
        title: str,
        words: str,
        name: str,
        job: Callable[[], Make],
        *,
        attaches: bool = False,
    ) -> None:
        super().__init__()
        self._session = session
        self._name = name
        self._job = job
        self.setProperty("card", "plain")
        self._warning = Link("", lambda: self.settings.emit("helpdesk_email"))
        self._phone = theme.label(tone_name="hint")
        self._told = theme.label(tone_name="done")
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(theme.label(title, scale=1.15, bold=True))
        column.addWidget(theme.label(words))
        column.addWidget(self._warning)
        column.addWidget(self._phone)
        column.addWidget(
            row(
                button("&Taslak e-postayı kaydet…", self._save),
                button("&E-posta programında aç", self._open),
                button("&Metni kopyala", self._copy),
            )
        )
        how = "Kaydettiğiniz taslağı açıp gönderin."
        if attaches:
            how += (
                " Ekler taslaktadır; “E-posta programında aç” ek taşıyamaz, ekleri siz eklersiniz."
            )
        column.addWidget(theme.label(how, tone_name="hint", scale=0.92))
        column.addWidget(self._told)
        self.refresh()

    def refresh(self) -> None:
        """Say what is wrong with the helpdesk's address, if anything is, and its telephone."""
        found = mail.check(self._session.settings.helpdesk_email)
        self._warning.set_words(" ".join(problem.text for problem in found))
        self._warning.setVisible(bool(found))
        phone = self._session.settings.helpdesk_phone
        theme.tell(self._phone, f"Yardım masasının telefonu: {phone}" if phone else "", "hint")

    def _save(self) -> None:
        make = self._job()
        save_file(
            self,
            self._session,
            self._name,
            "E-posta taslağı",
            lambda: make().draft(),
            self._tell,
            refusals=(NotMailableError,),
        )

    def _open(self) -> None:
        def show(made: Mail) -> None:
            if QDesktopServices.openUrl(QUrl(made.link())):
                self._tell("E-posta programınız açılıyor.", "done")
            else:
                self._tell(
                    "E-posta programı açılamadı; “Metni kopyala” ile e-postanıza yapıştırın.",
                    "error",
                )

        self._run(show)

    def _copy(self) -> None:
        def copy(made: Mail) -> None:
            QGuiApplication.clipboard().setText(made.text())
            self._tell("Metin kopyalandı; e-postanıza yapıştırın.", "done")

        self._run(copy)

    def _run(self, then: Callable[[Mail], None]) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, NotMailableError):
                raise error
            self._tell(str(error), "error")

        self._tell("Hazırlanıyor…", "hint")
        self._session.background_worker.run(self._job(), then, failed)

    def _tell(self, text: str, tone: str) -> None:
        theme.tell(self._told, text, tone)
