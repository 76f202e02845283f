"""The kurtarma kodu on the screen and on paper."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ebel_wizard import documents
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import printing, theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.layout import horizontal_row
from ebel_wizard.ui.widgets.secret_line import PaintedSecret
from ebel_wizard.ui.widgets.secret_printer import ask_secret_printer

PURPOSE: Final = (
    "Kurtarma kodu çalışma alanınızı ve yedeklerini her bilgisayarda açar. Bilgisayarın oturum "
    "parolası sıfırlanırsa ya da bilgisayar değişirse cevaplarınıza dönmenin tek yolu odur. Kâğıda "
    "yazın ve kilitli bir yerde saklayın; bu bilgisayarda bir dosyaya yazmayın."
)


class RecoveryCodeView(QWidget):
    """Paints the code in two lines, where no other program can read it, and prints it."""

    def __init__(self, session: Session, code: str) -> None:
        super().__init__()
        self._session = session
        self._code = code
        self._status = theme.label()
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        painted = PaintedSecret(1.6)
        painted.show_text("\n".join(("  ".join(groups[:half]), "  ".join(groups[half:]))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(painted)
        column.addWidget(horizontal_row(button("&Yazdır…", self._ask_printer)))
        column.addWidget(self._status)
        self._show_status("", "done")

    def _ask_printer(self) -> None:
        ask_secret_printer(
            self,
            "Kurtarma kodunu yazdır",
            "Kod kâğıda açık yazılır. Yazıcının kuyruğu bir kopyasını bir gün ya da daha uzun süre "
            "saklayabilir. Başkalarının da kullandığı bir yazıcıda yazdırmayın, elle yazın.",
            "Kodu elle yazın.",
            self._print,
            self._show_status,
        )

    def _print(self, printer: str) -> None:
        """Print the code on a page of its own, from memory alone."""
        make = partial(
            documents.recovery_page,
            self._code,
            self._session.case().municipality.name,
            self._session.today(),
        )

        def work() -> bool:
            page = make()
            return printing.print_secrets(page.data, printer, page.title)

        self._session.background_worker.run(work, self._printed, receiver=self)

    def _printed(self, accepted: bool) -> None:
        if accepted:
            self._show_status("Kod yazıcıya gönderildi; kâğıdı hemen alın.", "done")
        else:
            self._show_status(printing.NO_ANSWER, "error")

    def _show_status(self, text: str, tone: str) -> None:
        theme.show_message(self._status, text, tone)


def password_notice(purpose: str) -> QLabel:
    """Return the warning above the lines of an açma parolası."""
    return theme.label(
        f"{purpose} En az 8 karakter yazın. Unutursanız kurtarma kodu yine açar.",
        tone_name="warning",
    )
